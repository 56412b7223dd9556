"""Who a case is about: the About sheet, sex, birth and the day of reading."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import field
from datetime import date

from journeyviewer.ingest.answers import id_text, is_said, lane_named, sex_named
from journeyviewer.ingest.build import Setting, read_day
from journeyviewer.ingest.date_columns import births_are_coarse
from journeyviewer.ingest.date_windows import window_in_words
from journeyviewer.ingest.dates import DateTrouble, is_missing, parse_birth, parse_date
from journeyviewer.ingest.day_order import decide_order
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.headings import Header, field_named, read_header
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.table import Cell, Sheet, is_blank, text_of
from journeyviewer.model.chronology import Sex
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later
from journeyviewer.model.times import FuzzyDate, Precision
from journeyviewer.model.values import dataclass

PERSON = ("case", "gender", "born", "read on")
# Not "Example of good practice by the school", which is a record's own words.
EXAMPLE = later(r"\W*example(\s+row)?\s*([:.)]|$)", re.IGNORECASE)


@dataclass(slots=True)
class About:
    """The About sheet: the rows that give the person's facts, and those that say what was read."""

    facts: dict[str, Row] = field(default_factory=dict)
    coverage: list[Row] = field(default_factory=list)

    def row(self, name: str) -> Row | None:
        """Return the row of a fact that is filled in."""
        return self.facts.get(name)

    def id_text(self) -> str:
        """Return the case's id as written, "" without one."""
        row = self.row("case")
        return id_text(row.cell("case")) if row else ""


def read_about(sheet: Sheet, ledger: Ledger) -> About:
    """Find the facts and the coverage table of an About sheet; the rest of it is no data."""
    about = About()
    header: Header | None = None
    for number, cells in enumerate(sheet.rows, start=1):
        if is_blank(cells):
            continue
        found = _coverage_header(number - 1, cells)
        fact = _fact(number - 1, cells)
        if found is not None:
            header = found
            ledger.set(number, Fate.NON_DATA)
        elif fact is not None and not set(fact.columns) & set(about.facts):
            about.facts[next(iter(fact.columns))] = Row(sheet, number, fact)
            ledger.set(number, Fate.USED)
        elif header is not None and _is_coverage(row := Row(sheet, number, header)):
            about.coverage.append(row)
    return about


def _coverage_header(index: int, cells: tuple[Cell, ...]) -> Header | None:
    header = read_header(index, cells)
    named = {"source", "lane", "start", "end"} & set(header.columns)
    return header if len(named) >= 3 else None


def _fact(index: int, cells: tuple[Cell, ...]) -> Header | None:
    """Return a header that finds the value beside a label; None for other rows."""
    label = next(column for column, cell in enumerate(cells) if text_of(cell))
    name = field_named(text_of(cells[label]).rstrip(":"))
    if name not in PERSON or label + 1 >= len(cells) or not text_of(cells[label + 1]):
        return None
    return Header(index, {name: label + 1}, {name: text_of(cells[label])})


def _is_coverage(row: Row) -> bool:
    return bool(row.text("lane") or row.text("start") or row.text("end"))


def is_example(row: Row) -> bool:
    """True for the row marked "Example" in its first cell, its What or its Detail."""
    first = next(filter(None, row.said), None) or ""
    words = (first, row.text("what"), row.text("detail"), row.text("case"))
    # Most rows hold the word nowhere, which is soon found.
    if "example" not in "\n".join(words).lower():
        return False
    return any(EXAMPLE.match(text) for text in words)


def coverage_in(row: Row, name: str) -> str | None:
    """Return the key of the lane a coverage row is about, "all" for all, None for no lane."""
    words = loose(row.text(name))
    if words in ("all", "all lanes", "every lane", "everything"):
        return "all"
    lane = lane_named(words)
    return lane.key if lane else None


def read_sex(row: Row | None, findings: Findings) -> Sex | None:
    """Return the sex a row gives; words that name none are said."""
    if row is None or not is_said(row.cell("gender")):
        return None
    sex = sex_named(row.cell("gender"))
    if sex is None:
        message = f"“{row.text('gender')}” is kept as not stated. Write Female or Male."
        findings.say(row, "gender-unclear", message, "gender")
    return sex


@dataclass(frozen=True, slots=True)
class Births:
    """How the births of a file are read: the order of day and month, and whether their days are
    only "some day of the month".
    """

    month_first: bool = False
    coarsened: bool = True


def look_at_births(cells: Collection[Cell]) -> Births:
    """Return how births are read, decided from all of them."""
    return Births(decide_order(cells).month_first, births_are_coarse(cells))


def read_birth(
    row: Row | None,
    findings: Findings,
    births: Births | None = None,
    read_on: date | None = None,
) -> FuzzyDate | None:
    """Return the birth a row gives, at the precision it has; what cannot be read is said.

    `births` is how the births of the whole file are read. None is later than `read_on`.
    """
    if row is None or is_missing(row.cell("born")):
        return None
    births = births or Births()
    try:
        return parse_birth(
            row.cell("born"),
            month_first=births.month_first,
            not_after=read_on,
            coarsened=births.coarsened,
        )
    except DateTrouble as trouble:
        message = f"“{row.text('born')}” could not be read: {trouble} Write it as March 1999."
        findings.say(row, "birth-unreadable", message, "born", Weight.WARN)
        return None


def say_of_births(
    sheet: Sheet, births: Births, read: Iterable[tuple[Row, FuzzyDate]], findings: Findings
) -> None:
    """Say once of a file whose births all name the 1st or 15th that they are read to the month."""
    coarse = [(row, born) for row, born in read if _named_day(row) and not born.exact]
    if not births.coarsened or not coarse:
        return
    row, born = coarse[0]
    month = window_in_words(born.earliest, born.latest, born.precision)
    message = (
        f"Every birth is on the 1st or 15th, which stands for “some day of the month”: "
        f"“{born.raw}” is read as {month}."
    )
    rows = [row.number for row, _ in coarse]
    findings.say_of_sheet(sheet, "birth-to-month", message, Weight.REPAIRED, rows)


def _named_day(row: Row) -> bool:
    """True where the cell of the birth names a day at all."""
    try:
        return parse_date(row.cell("born")).precision is Precision.DAY
    except DateTrouble:
        return False


def read_day_of_reading(
    row: Row | None, findings: Findings, month_first: bool = False
) -> date | None:
    """Return the day the file was read, the last one of a month; None without one."""
    if row is None:
        return None
    try:
        when = read_day(row, "read on", Setting(month_first), findings)
    except RowError as trouble:
        findings.say(row, trouble.rule, trouble.message, "read on", Weight.WARN)
        return None
    return when.latest if when else None
