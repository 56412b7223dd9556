"""Tables with a column for each year or month, in whose cells stands what happened then.

Each column becomes a table of its own, whose rows are dated by its heading: some day of the year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.ingest.answers import NO, YES, lane_in_column
from journeyviewer.ingest.blocks import lines_between, naming
from journeyviewer.ingest.cell_names import cell_name
from journeyviewer.ingest.chronology_columns import is_date
from journeyviewer.ingest.chronology_headings import read_heading
from journeyviewer.ingest.table import Cell, PartOfSheet, Sheet, is_blank, text_of
from journeyviewer.model.patterns import later

PERIOD = later(
    r"(?:19|20)\d\d(?:\s*[-/]\s*(?:\d\d|\d{4}))?|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?[\s/-]*(?:'?\d\d|\d{4})",
    re.IGNORECASE,
)
LEAST, HEADER_ROWS = 3, 10
DATE, EVENT, TYPE = "Date", "Event", "Type"
"""The headings that a column has once it is a table of its own."""


def parts_by_period(sheet: Sheet) -> list[Sheet]:
    """Return a table for each year or month that has a column, none for any other sheet.

    None where a cell below holds a number, a yes or a no alone: they tell of no event.
    """
    for at, cells in enumerate(sheet.rows[:HEADER_ROWS]):
        places = [place for place, cell in enumerate(cells) if _is_period(text_of(cell))]
        if len(places) >= LEAST:
            return _parts(sheet, at, places)
    return []


def _is_period(text: str) -> bool:
    return bool(PERIOD.fullmatch(text)) and is_date(text)


def _parts(sheet: Sheet, top: int, places: Sequence[int]) -> list[Sheet]:
    below = sheet.rows[top + 1 :]
    texts = [text for row in below for place in places if (text := _text(row, place))]
    beside = [
        at for at in range(len(sheet.rows[top])) if at not in places and _used(sheet, top, at)
    ]
    if not texts or not all(map(_tells, texts)):
        return []
    headings = [text_of(sheet.rows[top][place]) for place in beside]
    if any(read_heading(heading) not in ("child", "") for heading in headings):
        return []
    made = [_part(sheet, top, place, beside, number) for number, place in enumerate(places, 1)]
    return [part for part in made if len(part.rows) > top + 1]


def _tells(text: str) -> bool:
    return text.casefold() not in YES | NO and any(letter.isalpha() for letter in text)


def _part(sheet: Sheet, top: int, place: int, beside: Sequence[int], number: int) -> Sheet:
    period, width = text_of(sheet.rows[top][place]), max(map(len, sheet.rows))
    rows: list[tuple[Cell, ...]] = [() if number > 1 else tuple(row) for row in sheet.rows[:top]]
    for at, row in enumerate(sheet.rows[top:], top):
        kept: list[Cell] = [None] * (width + 1)
        for column in beside:
            kept[column] = row[column] if column < len(row) else None
        kept[place], kept[width] = (EVENT, DATE) if at == top else (_cell(row, place), period)
        rows.append(tuple(kept) if at == top or _text(row, place) else ())
    rows[top] = _with_type(rows, top, beside)
    while rows and is_blank(rows[-1]):
        rows.pop()
    above = naming(lines_between(sheet.rows[:top])) if number > 1 else ()
    return replace(
        sheet,
        name=f"{sheet.name}, {period}" if sheet.name else period,
        rows=tuple(rows),
        trailing_empty_rows=0,
        above=(*sheet.above, *above),
        hidden_rows=frozenset(row for row in sheet.hidden_rows if number == 1 or row > top),
        part=PartOfSheet(sheet.name, 1, top if number > 1 else 0, cell_name(top, place), ""),
    )


def _with_type(rows: Sequence[Sequence[Cell]], top: int, beside: Sequence[int]) -> tuple[Cell, ...]:
    """Return headings in which a column of lanes, whatever it is headed, is of types."""
    headings = list(rows[top])
    for column in beside:
        texts = [text for row in rows[top + 1 :] if (text := _text(row, column))]
        if texts and all(map(lane_in_column, texts)):
            headings[column] = TYPE
    return tuple(headings)


def _used(sheet: Sheet, top: int, column: int) -> bool:
    return any(_text(row, column) for row in sheet.rows[top:])


def _text(row: Sequence[Cell], column: int) -> str:
    return text_of(_cell(row, column))


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None
