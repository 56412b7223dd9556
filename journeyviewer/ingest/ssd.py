"""The tables of the Standard Safeguarding Dataset, told apart by the prefix of their columns."""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.ingest.table import Claim, Reading, Sheet, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.patterns import later

LIKELY = later(r"^[a-z0-9]{4}_\w+$")
"""What the headings of all its tables look like: a prefix of four signs and an underscore."""
TOP = 5


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for every sheet whose columns are those of a table of the dataset."""
    if not any(_may_be(sheet) for sheet in sheets):
        return None
    from journeyviewer.ingest.lists_match import claim as claim_lists
    from journeyviewer.ingest.lists_spec import extract

    why = "the prefixed columns of the Standard Safeguarding Dataset"
    return claim_lists(sheets, extract("ssd"), LIKELY, 0.9, why)


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read all tables as one set; tables without a child’s id are joined through their keys."""
    from journeyviewer.ingest.lists_read import ListsReading
    from journeyviewer.ingest.lists_spec import extract

    return ListsReading(claimed, extract("ssd"), LIKELY, terms).read()


def _may_be(sheet: Sheet) -> bool:
    if (sheet.name or sheet.file).casefold().startswith("ssd_"):
        return True
    for cells in sheet.rows[:TOP]:
        texts = [text_of(cell).casefold() for cell in cells if isinstance(cell, str)]
        if sum(bool(LIKELY.match(text)) for text in texts) >= 2:
            return True
    return False
