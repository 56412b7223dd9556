"""A second look at sheets that no reader knows: headings further down, rows that go on below
themselves, and small forms.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from journeyviewer.ingest import forms, stacked
from journeyviewer.ingest.chronology_columns import is_heading
from journeyviewer.ingest.chronology_headings import read_heading
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.headings import HEADER_ROWS, LEAST_KNOWN, field_named
from journeyviewer.ingest.table import Reading, Sheet, text_of
from journeyviewer.ingest.terms import Terms

LAST_ROW = 500
"""How far down headings are looked for a second time."""
MOST_TRIED = 8
"""Rows that are tried as headings."""


def look_again(
    sheets: Sequence[Sheet],
    known: Collection[int],
    is_claimed: Callable[[Sheet], bool],
    terms: Terms,
    said: Reading,
) -> Sequence[Sheet]:
    """Return the sheets with those that were not known as they are found to be; else the same.

    `known` are the identities of those that are read as they are, `is_claimed` tells whether one
    would be. `said` gains what is said and asked; sheets that wait for an answer are left out.
    """
    unknown = [sheet for sheet in sheets if id(sheet) not in known]
    found: dict[int, Sheet | None] = {}
    findings = Findings()
    for sheet in unknown:
        moved = next(filter(is_claimed, _otherwise(sheet)), None)
        if moved is not None:
            found[id(sheet)] = moved
            if moved.joined:
                stacked.say(moved, findings)
    findings.close_into(said)
    formed = forms.as_tables([sheet for sheet in unknown if id(sheet) not in found], terms)
    said.add(formed.reading)
    found |= formed.tables
    if not found and not formed.waiting:
        return sheets
    made = [found.get(id(sheet), sheet) for sheet in sheets if id(sheet) not in formed.waiting]
    for table in formed.tables.values():
        if table is not None:
            forms.say(table, said)
    return [sheet for sheet in made if sheet is not None]


def _otherwise(sheet: Sheet) -> Iterator[Sheet]:
    """Yield the sheet as it may be meant."""
    yield from _headed_further_down(sheet)
    made = None if sheet.dated_lines else stacked.headed_and_stacked(sheet)
    if made is not None:
        yield made


def _headed_further_down(sheet: Sheet) -> Iterator[Sheet]:
    """Yield the sheet as one whose headings stand in a row below those that are looked at first."""
    if sheet.dated_lines or len(sheet.rows) <= HEADER_ROWS + 1:
        return
    tried = 0
    for at, cells in enumerate(sheet.rows[HEADER_ROWS:LAST_ROW], HEADER_ROWS):
        filled = [cell for cell in cells if text_of(cell)]
        if len(filled) < LEAST_KNOWN or not all(map(is_heading, filled)):
            continue
        names = [name for cell in filled if (name := _field(text_of(cell)))]
        if len(set(names)) >= LEAST_KNOWN and tried < MOST_TRIED:
            tried += 1
            yield replace(sheet, headed_from=at)


def _field(heading: str) -> str:
    return read_heading(heading) or field_named(heading) or ""
