"""The lists that councils make for an Ofsted inspection (Annex A), as a workbook or CSV files.

Lists 1 to 5 cover the last six months; list 8 gives the latest values and numbers counted over
twelve months. Sheets are told apart by their columns: their names vary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeyviewer.ingest.table import Claim, Reading, Sheet, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.patterns import later

LIKELY = later(r"\b(child|childs|young person|person|client|unique|adopter)\b")
"""Words of which one at least stands in the heading of the id of every list."""


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for every sheet whose columns are those of a list of Annex A."""
    likely = [sheet for sheet in sheets if _may_be(sheet)]
    if not likely:
        return None
    from journeyviewer.ingest.lists_match import claim as claim_lists
    from journeyviewer.ingest.lists_spec import extract

    return claim_lists(sheets, extract("annex_a"), LIKELY, 0.6, "the columns of Annex A")


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read all lists as one set, joined by the child’s id."""
    from journeyviewer.ingest.lists_read import ListsReading
    from journeyviewer.ingest.lists_spec import extract

    return ListsReading(claimed, extract("annex_a"), LIKELY, terms).read()


MARKS = later(r"date|eligib|legal status|placement|accommodation|ehc|suspension", re.IGNORECASE)
TOP = 12
"""How many rows are looked at before the descriptions of the lists are loaded."""


def _may_be(sheet: Sheet) -> bool:
    for cells in sheet.rows[:TOP]:
        texts = [text_of(cell).casefold() for cell in cells if isinstance(cell, str)]
        if len(texts) < 3 or not any(LIKELY.search(text) for text in texts):
            continue
        if any(MARKS.search(text) for text in texts):
            return True
    return False
