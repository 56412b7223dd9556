"""The dates of a row: where it starts and ends, and what is said of how they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime, time
from functools import lru_cache
from types import MappingProxyType

from journeyviewer.ingest.date_columns import Look
from journeyviewer.ingest.date_plain import Parts
from journeyviewer.ingest.date_windows import in_words, window_in_words
from journeyviewer.ingest.dates import (
    DateTrouble,
    is_missing,
    is_open_word,
    parse_clock,
    parse_date_noted,
    parse_span,
)
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.make import maker
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.lanes import Lane
from journeyviewer.model.patterns import later
from journeyviewer.model.times import EndState, FuzzyDate, Precision, add_months
from journeyviewer.model.values import dataclass

FIRST_YEAR = 1990
"""Earlier starts are slips of the pen: drawn, they would squeeze a journey into a corner."""
YEARS_AHEAD, YEARS_PLANNED = 1, 10
"""How far a start may lie ahead of today, or of a day of reading that is given.

What is planned when a file is read is drawn beyond that day; a slip of the pen is not.
"""
NO_COLUMNS: Mapping[str, DateColumn] = MappingProxyType({})
DATE_ADVICE = "Write it as 24/04/2013, April 2013 or 2013."
Noted = tuple[FuzzyDate, str]
PLAIN = later(r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2})")
"""Dates that mean the same for every young person and on every day of reading."""
WINDOWS = (Precision.RANGE, Precision.AFTER)
"""The precisions of a start that may say how long something lasted."""
PLACEHOLDER_YEARS = (1900, 2099)
DAY = Precision.DAY
_make_date = maker(FuzzyDate)
MOST_KNOWN = 50_000
"""Distinct dates that are remembered of one kind of column."""


ASIDE, SWAP = "aside", "swap"
"""The answers about a row that ends before it starts."""


class EndsBefore(RowError):
    """A row ends before it starts, however its two windows of days are read."""

    def __init__(self, message: str, start: FuzzyDate, end: FuzzyDate) -> None:
        super().__init__("end-before-start", message, "end")
        self.start, self.end = start, end


def swapped(
    row: Row, trouble: EndsBefore, findings: Findings
) -> tuple[FuzzyDate, FuzzyDate] | None:
    """Return the two dates of a row changed over where a person chose that; asks about it."""
    sheet, first, last = row.sheet, trouble.start.raw, trouble.end.raw
    answer = findings.ask(
        Question(
            key=key_of("end-before-start", sheet.file, sheet.name, row.number, first, last),
            topic=Topic.DATE,
            title="Were start and end changed over?",
            detail=f"Row {row.number:,} ends ({last}) before it starts ({first}).",
            choices=(Choice(ASIDE, "Keep the row aside"), Choice(SWAP, "Yes: swap them")),
            default=ASIDE,
            file=sheet.file,
            sheet=sheet.name,
            rows=(row.number,),
        )
    )
    return (trouble.end, trouble.start) if answer == SWAP else None


@lru_cache(maxsize=64)
def _known_dates(_column: DateColumn) -> dict[Cell, Noted]:
    """Return what was read so far in columns of this kind; tables repeat their dates."""
    return {}


def columns_of(looks: Mapping[str, Look]) -> dict[str, DateColumn]:
    """Return how the columns of dates are read; their plain dates are read here, all together."""
    columns = {name: look.column() for name, look in looks.items()}
    for name, look in looks.items():
        remember(columns[name], look.plain)
    return columns


def remember(column: DateColumn, plain: Mapping[str, Parts]) -> None:
    """Read dates of a column of this kind that were taken apart, for when they are asked for."""
    known = _known_dates(column)
    for text, (one, two, year) in plain.items():
        if text in known or len(known) >= MOST_KNOWN:
            continue
        found = _whole_day(text, one, two, year, column)
        if found is not None:
            known[text] = found


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows of one case share: the order of day and month, birth, the day of reading.

    `columns` says of a field how all of its column is read, where more is known than the order.
    """

    month_first: bool = False
    birth: FuzzyDate | None = None
    not_after: date | None = None
    columns: Mapping[str, DateColumn] = field(default_factory=lambda: NO_COLUMNS)
    _known: dict[str, dict[Cell, Noted]] = field(default_factory=dict, compare=False, repr=False)

    def column(self, name: str) -> DateColumn:
        """Return how the cells of a field are read."""
        return self.columns.get(name) or DateColumn(self.month_first)

    def read(self, name: str, cell: Cell) -> Noted:
        """Return the date in a cell of a field, and what is said of it; raises DateTrouble."""
        found = self.plain(name, cell)
        if found is not None:
            return found
        column = self.column(name)
        found = parse_date_noted(cell, birth=self.birth, not_after=self.not_after, column=column)
        if isinstance(cell, datetime):
            self._keep(name, cell, found)
        return found

    def plain(self, name: str, cell: Cell) -> Noted | None:
        """Return the date in a cell where it is plain or was read before; None for all others."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = _known_dates(self.column(name))
        found = known.get(cell)
        if found is None:
            found = plain_date(cell, self.column(name))
            if found is not None:
                self._keep(name, cell, found)
        return found

    def _keep(self, name: str, cell: Cell, found: Noted) -> None:
        known = self._known[name]
        if len(known) < MOST_KNOWN:
            known[cell] = found


def plain_date(cell: Cell, column: DateColumn) -> Noted | None:
    """Return the date of a cell such as 11/12/2018, None for one that needs a closer look."""
    match = PLAIN.fullmatch(cell) if isinstance(cell, str) else None
    if match is None:
        return None
    return _whole_day(match[0], int(match[1]), int(match[3]), int(match[4]), column)


def _whole_day(text: str, one: int, two: int, year: int, column: DateColumn) -> Noted | None:
    """Return the day that two numbers and a year name; None for one that needs a closer look."""
    day, month = (two, one) if column.month_first else (one, two)
    if year in PLACEHOLDER_YEARS:
        return None
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    return _make_date((when, when, DAY, False, text, None)), ""


def read_day(row: Row, field: str, setting: Setting, findings: Findings) -> FuzzyDate | None:
    """Return the date in a cell, None when it holds none; raises RowError when unreadable."""
    cell = row.cell(field)
    if cell is None or is_missing(cell):
        return None
    try:
        when, note = setting.read(field, cell)
    except DateTrouble as trouble:
        message = f"“{text_of(cell)}” could not be read as a date: {trouble} {DATE_ADVICE}"
        raise RowError("date-unreadable", message, field) from None
    if note:
        findings.say(row, "date-as-written", note, field, Weight.REPAIRED)
        after = _in_words(when) if when.known else "no date"
        if not findings.repair(row, "date-as-written", text_of(cell), after, field):
            message = f"Reading “{text_of(cell)}” as {after} was taken back. {DATE_ADVICE}"
            raise RowError("repair-taken-back", message, field)
    return when if when.known else None


def start_of(row: Row, lane: Lane, setting: Setting, findings: Findings) -> FuzzyDate:
    """Return when a row starts; raises RowError without a date that can be drawn."""
    start = read_day(row, "start", setting, findings)
    if start is None:
        message = f"There is no date to place it by. {DATE_ADVICE} A rough one is enough."
        raise RowError("start-missing", message, "start")
    start = _at(row, "start time", start, findings)
    check_year(start, lane, setting.not_after)
    return start


def check_year(start: FuzzyDate, lane: Lane | None, read_on: date | None) -> None:
    """Refuse what lies before any young person of these files was born, but for the family's.

    Refuse too what lies so far ahead that it can only be a slip. Raises RowError.
    """
    of_family = lane is not None and lane.key == "family"
    if start.latest is not None and start.latest.year < FIRST_YEAR and not of_family:
        message = (
            f"It starts in {start.latest.year}, before {FIRST_YEAR}. Correct the year, or write "
            "it in the lane Family if it is about a parent."
        )
        raise RowError("year-too-early", message, "start")
    check_late(start, read_on)


def check_late(start: FuzzyDate, read_on: date | None) -> None:
    """Refuse what lies so far ahead that it can only be a slip. Raises RowError."""
    last = last_day(read_on)
    if start.earliest is not None and start.earliest > last:
        message = (
            f"It starts in {start.earliest.year}, and nothing after {in_words(last)} is drawn. "
            "Correct the year."
        )
        raise RowError("year-too-late", message, "start")


@lru_cache(maxsize=1000)
def last_day(read_on: date | None) -> date:
    """Return the last day on which something may start."""
    if read_on is None:
        return add_months(date.today(), 12 * YEARS_AHEAD)
    return add_months(read_on, 12 * YEARS_PLANNED)


def _at(row: Row, field: str, when: FuzzyDate, findings: Findings) -> FuzzyDate:
    """Return the date with the time of day of another cell, where there is one."""
    clock = _clock(row, field, findings) if field in row.header.columns else None
    if clock is None or not when.exact:
        return when
    return replace(when, clock=clock, precision=Precision.MINUTE)


def _clock(row: Row, field: str, findings: Findings) -> time | None:
    cell = row.cell(field)
    if is_missing(cell):
        return None
    try:
        return parse_clock(cell)
    except ValueError:
        message = f"“{text_of(cell)}” could not be read as a time; the day is kept. Write 22:30."
        findings.say(row, "time-unreadable", message, field, Weight.WARN)
        return None


def end_of(
    row: Row, start: FuzzyDate, going_on: bool, setting: Setting, findings: Findings
) -> tuple[FuzzyDate | None, EndState]:
    """Return the end as written and what is known of it; raises RowError if before the start."""
    goes_on = is_open_word(row.cell("end"))
    end = None if goes_on else _written_end(row, setting, findings)
    if end is None:
        if going_on or goes_on:
            return None, EndState.OPEN
        message = "No end and not marked as still going on: it is drawn with an unknown end."
        findings.say(row, "end-unknown", message, "end")
        return None, EndState.UNKNOWN
    if is_before(end, start):
        message = (
            f"It ends ({end.raw}) before it starts ({start.raw}). "
            "Correct one of the two dates, or swap them, and open the file again."
        )
        raise EndsBefore(message, start, end)
    if going_on:
        message = "It has an end and is marked as still going on: the end is kept. Clear one."
        findings.say(row, "end-and-going-on", message, "still going on", Weight.ASK)
    return end, EndState.CLOSED


def lasted(
    row: Row, start: FuzzyDate, going_on: bool, setting: Setting, findings: Findings
) -> tuple[FuzzyDate, FuzzyDate | None] | None:
    """Return both ends of what the cell of the start says lasted; None where another cell tells.

    The second is None for what still goes on.
    """
    if start.precision not in WINDOWS or going_on or not is_missing(row.cell("end")):
        return None
    span = parse_span(
        row.cell("start"),
        birth=setting.birth,
        not_after=setting.not_after,
        column=setting.column("start"),
    )
    if span is None:
        return None
    first, last = span
    until = f"to {_in_words(last)}" if last else "and still going on"
    message = (
        f"“{start.raw}” is read as lasting from {_in_words(first)} {until}, as no other cell "
        "gives an end."
    )
    after = f"{_in_words(first)} {until}"
    if not findings.repair(row, "date-range", start.raw, after, "start"):
        return None
    findings.say(row, "date-range", message, "start", Weight.REPAIRED)
    return span


def _in_words(when: FuzzyDate) -> str:
    return window_in_words(when.earliest, when.latest, when.precision, when.clock)


def _written_end(row: Row, setting: Setting, findings: Findings) -> FuzzyDate | None:
    """Return the end in its cell; what cannot be read is said and leaves the end unknown."""
    try:
        end = read_day(row, "end", setting, findings)
    except RowError as trouble:
        message = f"{trouble.message} Until then the end is unknown."
        findings.say(row, trouble.rule, message, "end", Weight.WARN)
        return None
    return _at(row, "end time", end, findings) if end else None


def is_before(end: FuzzyDate, start: FuzzyDate) -> bool:
    """True when an end lies before a start however the two windows are read."""
    if end.latest is None or start.earliest is None:
        return False
    if end.latest == start.earliest and end.clock and start.clock:
        return end.clock < start.clock
    return end.latest < start.earliest
