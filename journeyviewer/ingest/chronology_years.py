"""Dates that stand in more than one place: a year above its rows, a day and a month beside it.

A year that stands alone above “3 March” most likely is its year, and is so only once a person
says it. A day, a month and a year in three columns are one date, and nothing is guessed of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from journeyviewer.ingest.chronology_columns import Columns, is_date
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.table import Cell, Sheet, text_of
from journeyviewer.model.decisions import ASIDE, Choice, Question, Topic, key_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.words import MONTHS

ABOVE = "the year above"
YEAR = re.compile(r"(?:19|20)\d\d")
PARTS = ("day", "month", "year")
LEAST = 2
"""Rows below years that stand alone from which it is asked whether they belong together."""


def with_whole_dates(sheet: Sheet, columns: Columns, findings: Findings) -> tuple[Sheet, Columns]:
    """Return the sheet with whole dates in its column of dates, and what its columns are then."""
    if columns.lent or sheet.dated_lines:
        return sheet, columns
    joined = _joined(sheet, columns)
    return joined if joined is not None else (_with_years(sheet, columns, findings), columns)


def _joined(sheet: Sheet, columns: Columns) -> tuple[Sheet, Columns] | None:
    """Return the sheet with the columns Day, Month and Year as one; None without all three."""
    headings = [loose(text_of(cell)) for cell in sheet.rows[columns.header.index]]
    if not all(headings.count(part) == 1 for part in PARTS):
        return None
    places = [headings.index(part) for part in PARTS]
    start = columns.header.columns["start"]
    if start not in places:
        return None
    rows = list(sheet.rows)
    for at in range(columns.header.index + 1, len(rows)):
        texts = [text_of(rows[at][place]) if place < len(rows[at]) else "" for place in places]
        whole = _whole(*texts)
        if whole:
            rows[at] = _put(rows[at], start, whole)
    rest = frozenset(places)
    header = replace(
        columns.header,
        columns={
            field: place
            for field, place in columns.header.columns.items()
            if field == "start" or place not in rest
        },
    )
    made = replace(
        columns,
        header=header,
        extra=tuple(each for each in columns.extra if loose(each) not in PARTS),
        details=tuple(each for each in columns.details if each[1] not in rest),
    )
    return replace(sheet, rows=tuple(rows)), made


def _whole(day: str, month: str, year: str) -> str:
    """Return a date of its parts as far as they are given, from the year on."""
    if not YEAR.fullmatch(year):
        return ""
    if not month:
        return year
    if month.isdigit() and 1 <= int(month) <= len(MONTHS):
        # By its name it is never taken for the day.
        month = MONTHS[int(month) - 1]
    return " ".join(part for part in (day, month, year) if part)


def _put(cells: Sequence[Cell], place: int, cell: Cell) -> tuple[Cell, ...]:
    made = [*cells, *(None,) * (place + 1 - len(cells))]
    made[place] = cell
    return tuple(made)


def _with_years(sheet: Sheet, columns: Columns, findings: Findings) -> Sheet:
    """Return the sheet with the year above each date that has none, where a person says so."""
    start = columns.header.columns["start"]
    found = dict(_without_year(sheet, columns.header.index, start))
    if len(found) < LEAST or not _asked(sheet, start, found, findings):
        return sheet
    at, whole = next(iter(found.items()))
    message = (
        f"{len(found)} dates are read with the year that stands above them, such as "
        f"“{text_of(sheet.rows[at][start])}” as {whole}."
    )
    findings.say_of_sheet(sheet, "year-from-above", message, rows=[at + 1 for at in found])
    rows = list(sheet.rows)
    for at, whole in found.items():
        rows[at] = _put(rows[at], start, whole)
    return replace(sheet, rows=tuple(rows))


def _without_year(sheet: Sheet, top: int, start: int) -> Iterator[tuple[int, str]]:
    """Yield the places of rows whose date lacks a year, and that date with the year above."""
    year = ""
    for at in range(top + 1, len(sheet.rows)):
        texts = [text for cell in sheet.rows[at] if (text := text_of(cell))]
        if len(texts) == 1 and YEAR.fullmatch(texts[0].strip(" :.-–")):
            year = texts[0].strip(" :.-–")
            continue
        text = text_of(sheet.rows[at][start]) if start < len(sheet.rows[at]) else ""
        if not year or not text or is_date(sheet.rows[at][start]):
            continue
        gap = text[-2 if len(text) > 1 and text[-2] in "/.-" else -3 :][:1]
        whole = f"{text}{gap}{year}" if gap in "/.-" and text[0].isdigit() else f"{text} {year}"
        if is_date(whole):
            yield at, whole


def _asked(sheet: Sheet, start: int, found: dict[int, str], findings: Findings) -> bool:
    at, whole = next(iter(found.items()))
    written = text_of(sheet.rows[at][start])
    answer = findings.ask(
        Question(
            key=key_of(Topic.FORM, sheet.file, sheet.name, "years above"),
            topic=Topic.FORM,
            title="Do the years above the rows belong to the dates below them?",
            detail=f"{len(found)} dates such as “{written}” name no year, and years stand alone "
            "above them. Until you say so the rows are kept aside.",
            choices=(
                Choice(ABOVE, f"Yes: “{written}” is {whole}"),
                Choice(ASIDE, "Keep the rows aside until I have looked"),
            ),
            default=ASIDE,
            file=sheet.file,
            sheet=sheet.name,
            rows=tuple(place + 1 for place in found),
        )
    )
    return answer == ABOVE
