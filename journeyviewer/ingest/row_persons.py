"""What a row of a return or a list says of its child: an id that is whole, and the birth."""

from __future__ import annotations

from journeyviewer.ingest.answers import is_damaged_id
from journeyviewer.ingest.dates import DateTrouble, is_missing, parse_birth
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.model.times import FuzzyDate


def whole_id(name: str, field: str) -> str:
    """Return an id as it is; raises RowError for one that a spreadsheet has shortened."""
    if is_damaged_id(name):
        message = (
            f"The id reads {name}: a spreadsheet has shortened it and its digits are lost. "
            "Export the file again and open it here without saving it in a spreadsheet."
        )
        raise RowError("case-unreadable", message, field)
    return name


def birth_in(row: Row, field: str, findings: Findings) -> FuzzyDate | None:
    """Return the birth in a cell, None for one that is empty or cannot be read, which is said."""
    if is_missing(row.cell(field)):
        return None
    try:
        return parse_birth(row.cell(field))
    except DateTrouble as trouble:
        message = f"“{row.text(field)}” could not be read as a date of birth: {trouble}"
        findings.say(row, "birth-unreadable", message, field, Weight.WARN)
        return None
