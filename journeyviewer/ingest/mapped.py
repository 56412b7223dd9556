"""Reads a table whose columns a person named in the columns assistant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.columns import fingerprint, header_row, headings_of
from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.table import Cell, Claim, Reading, Sheet, is_blank
from journeyviewer.ingest.terms import Terms
from journeyviewer.ingest.tidy import read_table
from journeyviewer.model.lanes import lane, loose
from journeyviewer.model.tables import FIXED, NOT_READ, missing_fields


def claim(sheets: Sequence[Sheet], terms: Terms) -> Claim | None:
    """Bid for the sheets whose headings were given fields before; nothing is surer than that."""
    won = tuple(sheet for sheet in sheets if _chosen(sheet, terms) is not None)
    return Claim(won, 1.0, "its columns were chosen by hand") if won else None


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read every row with the fields its columns were given."""
    reading = Reading()
    for sheet in claimed.sheets:
        found = _chosen(sheet, terms)
        if found is not None:
            index, fields = found
            read_table(*_with_fields(sheet, index, fields), terms, reading)
    return reading


def _chosen(sheet: Sheet, terms: Terms) -> tuple[int, Mapping[str, str]] | None:
    """Return where the headings stand and what was chosen for them, if anything sensible was."""
    if not terms.decisions.columns:
        return None
    index = header_row(sheet)
    if index is None:
        return None
    fields = terms.decisions.columns.get(fingerprint(headings_of(sheet, index)))
    if not fields or missing_fields(fields):
        return None
    return index, fields


def _with_fields(sheet: Sheet, index: int, fields: Mapping[str, str]) -> tuple[Sheet, Header]:
    """Return the sheet with a column more for each field that is the same in all its rows."""
    headings = headings_of(sheet, index)
    named = {loose(name): field for name, field in fields.items() if name[:1] != FIXED}
    columns: dict[str, int] = {}
    written: dict[str, str] = {}
    others = []
    for column, heading in enumerate(headings):
        field = named.get(loose(heading), NOT_READ)
        if field and field not in columns:
            columns[field], written[field] = column, heading
        elif field == NOT_READ:
            others.append(heading)
    width = max(len(row) for row in sheet.rows)
    extra: list[Cell] = []
    for name, words in fields.items():
        field = name[len(FIXED) :]
        if not name.startswith(FIXED) or field in columns or not words:
            continue
        columns[field], written[field] = width + len(extra), field.capitalize()
        extra.append(_fixed(field, words))
    if extra:
        top = (*headings, *(None,) * (width - len(headings)), *_last(columns, extra))
        rows = list(sheet.rows)
        rows[index] = top
        for at in range(index + 1, len(rows)):
            if not is_blank(rows[at]):
                rows[at] = (*rows[at], *(None,) * (width - len(rows[at])), *extra)
        sheet = replace(sheet, rows=tuple(rows))
    return sheet, Header(index, columns, written, tuple(others))


def _last(columns: Mapping[str, int], extra: Sequence[Cell]) -> list[str]:
    return [name.capitalize() for name in list(columns)[-len(extra) :]]


def _fixed(field: str, words: str) -> Cell:
    if field != "lane":
        return words
    try:
        return lane(words).title
    except KeyError:
        return words
