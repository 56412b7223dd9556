"""Rows that say of themselves that they are wrong: “entered in error”, “duplicate of 4”."""

from __future__ import annotations

import re

from journeyviewer.ingest.chronology_columns import Columns
from journeyviewer.ingest.findings import Findings, Row
from journeyviewer.model.decisions import ASIDE, Choice, Question, Topic, key_of
from journeyviewer.model.patterns import later

READ = "read"
IN_ERROR = (
    r"(?:(?:was|been) )?(?:entered|recorded|added|logged|inputt?e?d?|written|put) (?:here )?"
    r"(?:in error|by mistake|twice|(?:on|under|to|against) (?:the )?wrong \w+)"
)
IN_TEXT = later(rf"\W*(?:{IN_ERROR}\b|(?:please )?(?:delete|disregard)\W*$)", re.IGNORECASE)
"""What a text of what happened begins with where it takes itself back."""
IN_CELL = later(
    rf"\W*(?:{IN_ERROR}\b|(?:in )?(?:error|mistake)\W*(?:$|\b(?:see|should|not|wrong|duplicate)\b)|"
    r"(?:please )?(?:delete|disregard|ignore)d?\W*(?:$|\b(?:this|row|entry|see|as)\b)|void\W*$|"
    r"wrong (?:child|yp|young person|person|file|record|case|sibling)\b|"
    r"duplicated?\W*(?:$|(?:of|entry|row|record|with)\b)|superseded\b)",
    re.IGNORECASE,
)
"""What a cell beside it says: a comment, a status."""


def mark_of(row: Row, columns: Columns) -> str:
    """Return what a row says of being wrong, "" for any other row."""
    texts = row.texts
    beside = [texts[place] for _, place in columns.details if place < len(texts)]
    found = [text for text in beside if IN_CELL.match(text)]
    event = row.text("event")
    return found[0] if found else event if IN_TEXT.match(event) else ""


def is_wanted(row: Row, mark: str, findings: Findings) -> bool:
    """Return whether a marked row is to be read; asked once of all of a table."""
    answer = findings.ask(
        Question(
            key=key_of(Topic.FORM, row.sheet.file, row.sheet.name, "marked"),
            topic=Topic.FORM,
            title="Are rows to be read that are marked as wrong?",
            detail=f"Row {row.number} says “{mark[:60]}”. Until you say so such rows are kept "
            "aside.",
            choices=(
                Choice(ASIDE, "No: keep them aside"),
                Choice(READ, "Yes: read them like the others"),
            ),
            default=ASIDE,
            file=row.sheet.file,
            sheet=row.sheet.name,
            rows=(row.number,),
        )
    )
    return answer == READ
