"""Which cases of a large extract are read: the rows of the others stay empty, and are counted.

A whole authority's extract is larger than what one person reads. The window asks; commands read
all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.headings import ALIASES, HEADER_ROWS
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.text_rows import TextRows
from journeyviewer.model.chronology import TrayRow
from journeyviewer.model.lanes import loose
from journeyviewer.model.words import counted, natural

MANY = 200_000
"""Rows of all sheets together beyond which the window asks which cases to read."""
ID_HEADINGS = frozenset(
    {"case", *ALIASES["case"].split(" | ")}
    | {"child unique id", "child identifier", "lachildid", "la child id", "client id"}
    | {"person identifier", "pers person id", "unique identifier"}
)

Place = tuple[str, str | None]
"""A sheet by its file and its own name."""


def cases_in(sheets: Sequence[Sheet]) -> dict[str, int]:
    """Return how many rows each case has in large sheets, by its id; empty for small ones."""
    if sum(len(sheet.rows) for sheet in sheets) <= MANY:
        return {}
    found: Counter[str] = Counter()
    for sheet in sheets:
        place = case_column(sheet.rows)
        if place is not None:
            first, column = place
            for cell, rows in Counter(_cells(sheet, column)[first:]).items():
                found[id_text(cell)] += rows
    found.pop("", None)
    if not found:
        return {}
    # Those of whom no row can be read are named all the same.
    found.update(dict.fromkeys(unread_in(sheets), 0))
    return {name: found[name] for name in sorted(found, key=natural)}


def unread_in(sheets: Sequence[Sheet]) -> dict[str, int]:
    """Return the rows of each case beyond what is read of one sheet, where that is known."""
    found: Counter[str] = Counter()
    for sheet in sheets:
        found.update(sheet.unread_cases)
    return dict(found)


def only_chosen(
    sheets: Sequence[Sheet], chosen: Collection[str]
) -> tuple[list[Sheet], dict[Place, int]]:
    """Return sheets whose rows of other cases are empty, and how many these are by sheet.

    A sheet without a column of case ids stays whole.
    """
    wanted, made = frozenset(chosen), []
    left: dict[Place, int] = {}
    for sheet in sheets:
        place = case_column(sheet.rows)
        if place is None:
            made.append(sheet)
            continue
        first, column = place
        cells = _cells(sheet, column)
        known = {cell: id_text(cell) in wanted for cell in set(cells)}
        rows: list[tuple[Cell, ...]] = [*sheet.rows[:first], *[()] * (len(cells) - first)]
        for number in range(first, len(cells)):
            if known[cells[number]] or not id_text(cells[number]):
                rows[number] = sheet.rows[number]
        gone = sum(not known[cell] and bool(id_text(cell)) for cell in cells[first:])
        if gone:
            where = (sheet.file, sheet.name)
            left[where] = left.get(where, 0) + gone
        made.append(replace(sheet, rows=rows))
    return made, left


def count_left(reading: Reading, left: Mapping[Place, int]) -> None:
    """Count the rows of cases that were not chosen as left out: they were taken for empty ones."""
    for place, tally in enumerate(reading.tallies):
        rows = left.get((tally.file, tally.sheet), 0)
        if not rows:
            continue
        reading.tallies[place] = replace(
            tally, tray=tally.tray + rows, non_data=tally.non_data - rows
        )
        reason = f"{counted(rows, 'row')} of cases that were not chosen"
        reading.tray.append(TrayRow(tally.file, tally.sheet, None, reason))


def case_column(rows: Sequence[tuple[Cell, ...]]) -> tuple[int, int] | None:
    """Return the first row below the headings and the column of case ids, both from 0."""
    for index, row in enumerate(rows[:HEADER_ROWS]):
        texts = [loose(id_text(cell)) for cell in row]
        column = next((at for at, text in enumerate(texts) if text in ID_HEADINGS), None)
        if column is not None and sum(map(bool, texts)) > 1:
            return index + 1, column
    return None


def _cells(sheet: Sheet, column: int) -> Sequence[Cell]:
    if isinstance(sheet.rows, TextRows):
        return sheet.rows.column(column)
    return [row[column] if column < len(row) else None for row in sheet.rows]
