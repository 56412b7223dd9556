"""Rows whose text begins with the child they are about: “YP1 - referral”, “YP2: missing”.

Without a column of children such rows would all be one child's.
"""

from __future__ import annotations

import re

from journeyviewer.ingest.chronology_columns import Columns
from journeyviewer.ingest.chronology_ids import (
    CHILD_SHAPE,
    NOBODY,
    apart_question,
    each_or_nobody,
    some_of,
    with_child_column,
)
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.table import Sheet, text_of
from journeyviewer.model.patterns import later

SHARE = 0.5
"""The share of rows that must begin with a child: one alone may mention a friend."""
HEADING = "Named first in the text"
LEADING = later(rf"\W*(?P<id>{CHILD_SHAPE.pattern})\s*(?:[:–—-]|\s[-–—]|,|\))", re.IGNORECASE)


def with_leading_ids(sheet: Sheet, columns: Columns, findings: Findings) -> tuple[Sheet, Columns]:
    """Return the sheet with a column more of the children that texts begin with, if several do.

    Asks whether they are the children the rows are about; until it is answered they are.
    """
    event = columns.header.columns.get("event")
    if event is None or "child" in columns.header.columns:
        return sheet, columns
    top = -1 if columns.lent or sheet.dated_lines else columns.header.index
    texts = {
        at: text
        for at, cells in enumerate(sheet.rows)
        if at > top and event < len(cells) and (text := text_of(cells[event]))
    }
    named = {
        at: found["id"].strip()
        for at, text in texts.items()
        if (found := LEADING.match(text)) is not None
    }
    values = set(named.values())
    if len(values) < 2 or len(named) < SHARE * len(texts) or not _asked(sheet, values, findings):
        return sheet, columns
    return with_child_column(sheet, columns, HEADING, named)


def _asked(sheet: Sheet, values: set[str], findings: Findings) -> bool:
    detail = (
        f"Texts begin with {some_of(values)}. Until you say so each such row is that "
        "child’s, so that nothing is mixed, and you are asked about the others."
    )
    choices = each_or_nobody(
        "Yes: each row is of the child it begins with", "No: all rows are of one child"
    )
    title = "Are the rows about the children their texts begin with?"
    question = apart_question(sheet, ("leading",), detail, choices, title=title)
    return findings.ask(question) != NOBODY
