"""Recognises the chronologies of case management: court, social work, multi-agency, exports.

Reading them is loaded for such a table alone, as most sources are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.ingest.table import Claim, Reading, Sheet
from journeyviewer.ingest.terms import Terms


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for the sheets with a date and what happened on every row."""
    from journeyviewer.ingest.chronology_columns import columns_by_sheet
    from journeyviewer.ingest.chronology_facts import is_facts

    found = columns_by_sheet(sheets)
    if not found:
        return None
    files = {(sheet.file, sheet.group) for sheet in sheets if id(sheet) in found}
    won = [
        sheet
        for sheet in sheets
        if id(sheet) in found or ((sheet.file, sheet.group) in files and is_facts(sheet))
    ]
    surest = max(found.values(), key=lambda columns: columns.score)
    scores = {sheet: columns.score for sheet, columns in found.items()}
    return Claim(tuple(won), surest.score, surest.reason, scores)


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read every row as an event or spell of the child it is about; the rest is kept aside."""
    from journeyviewer.ingest.chronology_book import read_book

    return read_book(claimed.sheets, terms)
