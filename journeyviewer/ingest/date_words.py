"""Words and placeholder dates that stand where a date should be: missing, or still going on."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache

from journeyviewer.ingest.date_forms import MONTHS
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.model.patterns import later

MISSING_WORDS = frozenset(
    {
        "",
        "-",
        "--",
        "n/a",
        "na",
        "none",
        "nan",
        "nat",
        "null",
        "pd.na",
        "nil",
        "tbc",
        "tba",
    }
    | {
        "unknown",
        "n/k",
        "nk",
        "not known",
        "not recorded",
        "not stated",
        "unrecorded",
        "missing",
        "?",
        "??",
    }
    | {
        "zznotrecorded",
        "zzcodeerror",
        "ssd_ph",
        "placeholder_data",
        "#multivalue",
        "<na>",
    }
    | {"date unknown", "date not known", "no date", "undated", "don't know", "dk"}
)
"""Words for no value at all (lower case), as exports and people write them."""

ERROR_VALUES = frozenset(
    {"#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#spill!", "#calc!"}
    | {"#field!", "#busy!", "#connect!", "#blocked!", "#getting_data", "#unknown!", "#python!"}
)
"""Error values of spreadsheets: the value is lost."""

OPEN_WORDS = frozenset(
    {
        "ongoing",
        "on-going",
        "on going",
        "current",
        "currently",
        "present",
        "to date",
        "still",
    }
    | {
        "open",
        "now",
        "today",
        "continuing",
        "continues",
        "to present",
        "still going on",
        "-",
    }
    | {
        "until now",
        "to now",
        "present day",
        "still open",
        "still ongoing",
        "n/a",
        "never ended",
    }
    | {"not ended", "still there", "in progress", "date of reading", "up to date"}
)
"""Words in an end column for "still going on when the file was read"."""

GOES_ON = later(
    r"(?:on-?\s?going|still|current(?:ly)?|continu(?:es|ing)|present)\b(?!.*\b(?:not|no|un))\D*|"
    r"(?:on-?\s?going|still \w+|current|open|in (?:placement|force)) (?:as )?at \d[\d./-]*|"
    r"(?:till|until) (?:date|(?:the )?present|today)|no end(?: date)?(?: yet)?|as at (?:today|now)"
)
"""Longer words for the same, such as "ongoing - see plan"; none of them names a year."""

MISSING_DAYS = frozenset({date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31)})
OPEN_DAYS = frozenset(
    {date(9999, 12, 31), date(2300, 1, 1), date(2099, 12, 31), date(2999, 12, 31)}
)
"""Placeholder days of databases: the last two are also seen with other systems' exports."""
MIDNIGHT = later(r"(?:\s+|t)0?0:00(?::00(?:\.0+)?)?z?$")

DAY_FORMS = (
    later(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
    later(r"(?P<y>\d{4})[-/.]?(?P<m>\d{2})[-/.]?(?P<d>\d{2})"),
)
NAMED_DAY = later(r"(?P<d>\d{1,2})[-/.\s]+(?P<m>[a-z]{3,9})[-/.,\s]+(?P<y>\d{4})")


LONGEST = 39
"""Characters of the longest text that is looked at here; the rest is prose."""


# Extracts repeat the same words and days thousands of times. Typed, so that 1 is not True.
remember = lru_cache(maxsize=50_000, typed=True)


@remember
def is_missing(cell: Cell) -> bool:
    """True for an empty cell, a null word, an error value or a placeholder such as 01/01/1900."""
    text = _words(cell)
    if text in MISSING_WORDS or text in ERROR_VALUES:
        return True
    return text.startswith("00/00/") or text == "0000-00-00" or _plain_day(cell) in MISSING_DAYS


def is_open_sentinel(cell: Cell) -> bool:
    """True for a day in the far future that a system writes for "no end yet"."""
    return _plain_day(cell) in OPEN_DAYS


@remember
def is_open_word(cell: Cell) -> bool:
    """True where an end cell says "still going on", in words or by a day in the far future.

    A dash or "n/a" counts too: in an end column they mean that there is no end.
    """
    words = _words(cell)
    if words in OPEN_WORDS or is_open_sentinel(cell):
        return True
    return len(words) <= LONGEST and GOES_ON.fullmatch(words) is not None


@remember
def _words(cell: Cell) -> str:
    text = text_of(cell).casefold()
    if not text.isascii():
        text = re.sub(r"[‐‑‒–—−]", "-", text).replace("’", "'")
    return " ".join(text.split()).strip(" .()[]") if len(text) <= LONGEST else text


@remember
def _plain_day(cell: Cell) -> date | None:
    """Return the day a cell names in one of the plain forms, at midnight; else None."""
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time(0) else None
    if isinstance(cell, date):
        return cell
    text = MIDNIGHT.sub("", _words(cell))
    named = NAMED_DAY.fullmatch(text)
    if named and named["m"] in MONTHS:
        return _day(int(named["y"]), MONTHS[named["m"]], int(named["d"]))
    for form in DAY_FORMS:
        match = form.fullmatch(text)
        if match:
            return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
