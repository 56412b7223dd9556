"""Rows whose text begins with the child they are about: “YP1 - referral”, “YP2: missing”.

Without a column of children such rows would all be one child's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from journeyviewer.ingest.chronology_columns import Columns
from journeyviewer.ingest.chronology_ids import CHILD_SHAPE, EACH, each_or_nobody, some_of
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.table import Cell, Sheet, text_of
from journeyviewer.model.decisions import Question, Topic, key_of
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
    width = max([*map(len, sheet.rows), len(columns.lent)])
    rows: list[tuple[Cell, ...]] = list(sheet.rows)
    for at, name in {**({top: HEADING} if top >= 0 else {}), **named}.items():
        rows[at] = (*rows[at], *(None,) * (width - len(rows[at])), name)
    header = replace(
        columns.header,
        columns={**columns.header.columns, "child": width},
        written={**columns.header.written, "child": HEADING},
    )
    lent = columns.lent
    if lent:
        lent = (*lent, *(None,) * (width - len(lent)), HEADING)
    return replace(sheet, rows=tuple(rows)), replace(columns, header=header, lent=lent)


def _asked(sheet: Sheet, values: set[str], findings: Findings) -> bool:
    answer = findings.ask(
        Question(
            key=key_of(Topic.PERSON, sheet.file, sheet.name, "leading"),
            topic=Topic.PERSON,
            title="Are the rows about the children their texts begin with?",
            detail=f"Texts begin with {some_of(values)}. Until you say so each such row is that "
            "child's, so that nothing is mixed, and you are asked about the others.",
            choices=each_or_nobody(
                "Yes: each row is of the child it begins with", "No: all rows are of one child"
            ),
            default=EACH,
            file=sheet.file,
            sheet=sheet.name,
        )
    )
    return answer == EACH
