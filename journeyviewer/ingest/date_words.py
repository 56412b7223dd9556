"""Words and placeholder dates that stand where a date should be: missing, or still going on."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache

from journeyviewer.ingest.table import Cell, text_of

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

MISSING_DAYS = frozenset({date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31)})
OPEN_DAYS = frozenset({date(9999, 12, 31), date(2300, 1, 1), date(2099, 12, 31)})
"""Placeholder days of databases: the last two are also seen with other systems' exports."""

DAY_FORMS = (
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/.]?(?P<m>\d{2})[-/.]?(?P<d>\d{2})"),
)


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
    return _words(cell) in OPEN_WORDS or is_open_sentinel(cell)


@remember
def _words(cell: Cell) -> str:
    text = text_of(cell).casefold()
    if not text.isascii():
        text = re.sub(r"[‐‑‒–—−]", "-", text).replace("’", "'")
    return " ".join(text.split()).strip(" .()[]") if len(text) < 40 else text


@remember
def _plain_day(cell: Cell) -> date | None:
    """Return the day a cell names in one of the plain forms, at midnight; else None."""
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time(0) else None
    if isinstance(cell, date):
        return cell
    text = _words(cell).removesuffix(" 00:00:00").removesuffix("t00:00:00")
    if text in ("1 january 2300", "1 jan 2300"):
        return date(2300, 1, 1)
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
