"""Notes without a table: lines or paragraphs that each begin with the day they tell of.

Such a text becomes rows of a date and what happened. A line without a date stays a row of its
own, so that every line is accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeyviewer.ingest.table import Cell, Sheet, text_of
from journeyviewer.model.patterns import later

LEAST_DATED = 3
DATED_SHARE = 0.5
"""Dated lines from which a text is one of notes, and their share of all."""
MOST_LINES = 50_000
LOOKED_AT = 60
"""Rows of a table that are looked at to see whether it is one."""
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
NUMBERS = r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})"
_START = later(
    r"\s*(?:[-*•]\s+)?(?P<date>"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:(?:c\.|circa|approx\.?|about|early|mid|late)[ -]?)?"
    rf"(?:{NUMBERS}(?:\s*(?:-|–|to)\s*{NUMBERS})?"
    r"|\d{4}-\d{2}-\d{2}"
    rf"|(?:{DAY}\s+(?:of\s+)?)?{MONTH},?\s+(?:19|20)\d\d"
    r"|(?:spring|summer|autumn|winter|easter|christmas)\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?=\s*[:–—-]\s)))"
    r"(?![\w/])(?P<after>\s*[-–—:;,.|]?\s*)(?P<words>(?=.*\w)\S.*)$",
    re.IGNORECASE | re.DOTALL,
)


_SIGN = later(r"\s*[:–—]\s*|\s+-\s*|\s*-\s+")
"""What parts a date from the words after it."""
UNDATED = later(
    r"\s*(?:[-*•]\s+)?(?P<date>no date|undated|n\.?d\.?|date (?:unknown|not known|unclear)|"
    r"unknown(?: date)?)\s*(?:[:–—]|\s-\s)\s*(?P<words>(?=.*\w)\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_DATE = 40
_MAY_BEGIN = later(r"\s*(?:[-*•]\s+)?(?=[\d(~?]|[A-Za-z/]{2,10}[ .:-])", re.IGNORECASE)


def _up_to_sign(line: str) -> tuple[str, str] | None:
    """Return what stands before a dash or colon where all of it is a date: “Summer 2012: …”.

    The longest date is taken, so that “12/03/2012 22:30 - 23:15: …” keeps its times.
    """
    begin = _MAY_BEGIN.match(line)
    if begin is None:
        return None
    from journeyviewer.ingest.chronology_columns import is_date

    found = None
    for sign in _SIGN.finditer(line, begin.end(), begin.end() + LONGEST_DATE):
        words = line[sign.end() :].strip()
        date = line[begin.end() : sign.start()].strip()
        if date and re.search(r"\w", words) and re.search(r"\d{2}", date) and is_date(date):
            found = date, words
    return found


def dated(line: str) -> tuple[str, str] | None:
    """Return the date that a line begins with and the words after it; None for other lines."""
    whole = _up_to_sign(line)
    if whole is not None:
        return whole
    found = _START.match(line)
    if found is None or not found["after"]:
        return None
    # Loaded here and below: most sources are tables, which are read without.
    from journeyviewer.ingest.chronology_columns import is_date

    date = found["date"].strip()
    return (date, found["words"].strip()) if is_date(date) else None


def _undated(line: str) -> tuple[str, str] | None:
    """Return a line that says of itself that it has no date: “No date: told her teacher”.

    Without its own row it would be read on with the line above, at a day that is not its.
    """
    found = UNDATED.match(line)
    return (found["date"], found["words"].strip()) if found else None


def notes_of(file: str, name: str | None, lines: Sequence[str], group: int) -> Sheet | None:
    """Return lines as the sheet of a chronology; None where too few of them begin with a date."""
    if not LEAST_DATED <= len(lines) <= MOST_LINES:
        return None
    rows: list[tuple[Cell, ...]] = []
    count = filled = 0
    before = ""
    for line in lines:
        parts = None if _goes_on(before, line) else dated(line)
        before = line if line.strip() else before
        count += parts is not None
        # What is further right belongs to the line above.
        filled += bool(line.strip()) and (parts is not None or not line[:2].isspace())
        parts = parts or _undated(line)
        rows.append(parts or ((None, line.strip()) if line.strip() else ()))
    if count < LEAST_DATED or count < DATED_SHARE * filled:
        return None
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(file, name, tuple(rows), group, dated_lines=True)


def _goes_on(before: str, line: str) -> bool:
    """True for a line further right than the one above, which ends within a sentence.

    Where a text is broken into lines one may begin with a date that is part of the sentence.
    """
    indent = len(line) - len(line.lstrip())
    return indent > 0 and UNFINISHED.search(before) is not None


UNFINISHED = later(
    r"(?:\b(?:and|or|on|to|of|the|at|from|until|till|since|by|in|for|with|a|an|between)|,|\s[-–])\s*$",
    re.IGNORECASE,
)


def is_no_table(sheet: Sheet) -> bool:
    """True where the rows of a text seem to be lines of notes, broken where they hold a sign.

    Such rows begin with a date and have one or two cells, or sometimes more and sometimes fewer;
    and no headings stand above them.
    """
    rows = [row for row in sheet.rows[:LOOKED_AT] if any(row)]
    if rows and dated(f"{text_of(rows[0][0])} x") is None and sum(map(bool, rows[0])) > 1:
        # What stands above are headings, known or not.
        return False
    begun = [row for row in rows if row[0] is not None and dated(f"{text_of(row[0])} x")]
    if len(begun) < LEAST_DATED or len(begun) < DATED_SHARE * len(rows):
        return False
    from journeyviewer.ingest.chronology_columns import find_columns

    widths = {len(row) for row in begun}
    return (len(widths) > 1 or max(widths) <= 2) and find_columns(sheet) is None
