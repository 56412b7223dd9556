"""Recognises the chronologies of case management: court, social work, multi-agency, exports.

Reading them is loaded for such a table alone, as most sources are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.ingest.table import Claim, Reading, Sheet
from journeyviewer.ingest.terms import Terms


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for the sheets with a date and what happened on every row."""
    from journeyviewer.ingest.chronology_columns import find_columns
    from journeyviewer.ingest.chronology_facts import is_facts

    found = {id(sheet): find_columns(sheet) for sheet in sheets}
    known = [columns for columns in found.values() if columns is not None]
    if not known:
        return None
    files = {(sheet.file, sheet.group) for sheet in sheets if found[id(sheet)] is not None}
    won = [
        sheet
        for sheet in sheets
        if found[id(sheet)] or ((sheet.file, sheet.group) in files and is_facts(sheet))
    ]
    surest = max(known, key=lambda columns: columns.score)
    return Claim(tuple(won), surest.score, surest.reason)


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read every row as an event or spell of the child it is about; the rest is kept aside."""
    from journeyviewer.ingest.chronology_book import read_book

    return read_book(claimed.sheets, terms)
