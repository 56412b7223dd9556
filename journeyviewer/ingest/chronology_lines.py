"""What the rows of a chronology are that are no records: footers, totals, lines between."""

from __future__ import annotations

import re

from journeyviewer.ingest.chronology_columns import is_date
from journeyviewer.ingest.findings import Row
from journeyviewer.ingest.table import Cell
from journeyviewer.model.lanes import loose

FOOTER = re.compile(
    r"^\W*(?:printed|print date|date printed|produced|report run|run date|run on|generated|created "
    r"on)\b.*\d|^\W*page\s+\d|^\W*\d+\s*(?:/|of)\s*\d+\W*$|"
    r"^\W*(?:confidential|official(?:[- ]sensitive)?|restricted|end of (?:report|chronology|table))"
    r"\W*$|\bpage\s*:?\s*\d+(?:\s*(?:of|/)\s*\d+)?\W*$",
    re.IGNORECASE,
)
TOTAL = re.compile(r"^\W*(?:sub[\s-]?totals?|grand totals?|totals?|count)\b", re.IGNORECASE)
SUM = re.compile(
    r"^.{1,40}?\b(?:sub[\s-]?)?totals?\W*(?:\t.*)?$|^[^\t]{1,40}\btotal for\b", re.IGNORECASE
)
"""What sums up one child or group: “Case 1 total”, its figures in other cells."""
CONTINUED = re.compile(r"^\W*(?:cont\b|cont\.|continued|cont['’]d)", re.IGNORECASE)
LONG_ENOUGH = 60
"""Letters of a text without a full stop after which the next line may belong to it."""
DRAFTS = {"x": "cancelled", "d": "a draft", "draft": "a draft", "cancelled": "cancelled"}
DRAFTS |= {"canceled": "cancelled", "deleted": "cancelled", "void": "cancelled"}
DRAFTS |= {"y": "a draft", "yes": "a draft", "true": "a draft"}


CALLED_OFF = {words: state for words, state in DRAFTS.items() if len(words) > 3 and words != "true"}
CALLED_OFF |= {"entered in error": "cancelled", "abandoned": "cancelled"}
"""What a column “Status” says of a step; a letter or a yes there may mean anything."""


def is_dated(cell: Cell) -> bool:
    """True for a start cell that holds a date, also as the day number of a spreadsheet."""
    return is_date(cell) or (isinstance(cell, int | float) and not isinstance(cell, bool))


def line_of(row: Row) -> str:
    """Return the texts of a row in one line, parted by tabs."""
    return "\t".join(text for text in row.texts if text)


def is_footer(line: str) -> bool:
    """True for “Printed 12/05/2015 Page 3” and the like."""
    return len(line) <= 100 and FOOTER.search(line.replace("\t", " ")) is not None


def is_total(line: str) -> bool:
    """True for a row that sums others up."""
    if len(line) > 60:
        return False
    return TOTAL.match(line) is not None or SUM.match(line) is not None


def is_repeated_header(row: Row) -> bool:
    """True for the headings repeated further down, as at the top of a printed page."""
    columns = row.header.columns
    same = [name for name in columns if loose(row.text(name)) == loose(row.written(name) or "")]
    return len(same) >= 2 and len(same) >= len(columns) - 1


def stands_alone(row: Row) -> bool:
    """True for a row with one cell that holds something, which is not where events stand."""
    filled = [text for text in row.texts if text]
    return len(filled) == 1 and not row.text("event")


def names_a_part(row: Row) -> bool:
    """True for a year or month that stands alone, as a heading between rows."""
    text = line_of(row)
    return bool(re.fullmatch(r"(?:[A-Za-z]{3,9}\.?\s+)?(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?", text))


def is_continuation(text: str, above: str) -> bool:
    """True when a text goes on from the one above: within a sentence, or because it says so."""
    if not text or not above:
        return False
    word = text.split(maxsplit=1)[0]
    # “s47 enquiry” begins in small letters and is no part of a sentence.
    within = word[0].islower() and not any(map(str.isdecimal, word))
    if CONTINUED.match(text) or within or text[0] in ",;)–-…":
        return True
    return len(above) >= LONG_ENOUGH and above.rstrip()[-1] not in ".!?”\"’':"


def draft_state(row: Row) -> str:
    """Return what a draft or cancelled step of a case system is, "" for any other row."""
    if loose(row.text("status")) in CALLED_OFF:
        return CALLED_OFF[loose(row.text("status"))]
    written = loose(row.written("substatus") or "")
    words = loose(row.text("substatus"))
    if words in ("y", "yes", "true") and "draft" not in written:
        return ""
    return DRAFTS.get(words, "")
