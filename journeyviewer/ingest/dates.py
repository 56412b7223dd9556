"""From a cell to a date with its doubt: every form of the records, never guessed silently."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from journeyviewer.ingest.clock import parse_clock, split_clock
from journeyviewer.ingest.date_forms import (
    MONTHS,
    SERIAL_ORIGIN,
    SERIALS,
    Context,
    read_form,
)
from journeyviewer.ingest.date_windows import (
    ONE_DAY,
    SEASONS,
    THIRDS,
    UNKNOWN,
    DateTrouble,
    Found,
    in_words,
    third,
)
from journeyviewer.ingest.date_words import is_missing, is_open_sentinel, is_open_word
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.model.times import FuzzyDate, Precision

__all__ = [
    "DateTrouble",
    "is_missing",
    "is_open_sentinel",
    "is_open_word",
    "parse_birth",
    "parse_clock",
    "parse_date",
    "parse_date_noted",
]

LONGEST = 80
"""Characters of the longest text that is looked at; the rest is prose."""

WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
LEAD = r"(?:(?:on|in|during|dated|some ?time (?:in|during)|the)\s+)?"
BEFORE_AFTER = r"(?:about|around|approx(?:imately|\.)?|circa|ca\.|c\.|c|estimated|est\.?|roughly)"
ABOUT = re.compile(
    rf"^(?:\(?{BEFORE_AFTER}\)?(?=[\s\d])|possibly\s|probably\s|maybe\s|in or around\s|"
    r"on or (?:about|around)\s|[~?≈]+)\s*"
)
ABOUT_AFTER = re.compile(
    r"(?:\s*\?+|\s+or so|\s*\(?(?:approx(?:imately|\.)?|est(?:imated|\.)?|about|circa)\)?)$"
)


@dataclass(frozen=True, slots=True)
class Side:
    """A word that leaves one side open: which side, and whether the named day is included."""

    pattern: str
    precision: Precision
    included: bool


SIDES = (
    Side(
        r"(?:on or before|no later than|not later than|up to|up until|until|till|by)\s+",
        Precision.BEFORE,
        True,
    ),
    Side(r"(?:before|prior to|earlier than|pre[- ])\s*|<\s*", Precision.BEFORE, False),
    Side(
        r"(?:on or after|not before|no earlier than|since|from)\s+",
        Precision.AFTER,
        True,
    ),
    Side(r"(?:after|later than|post[- ])\s*|>\s*", Precision.AFTER, False),
)


def parse_date(
    cell: Cell,
    *,
    month_first: bool = False,
    birth: FuzzyDate | None = None,
    not_after: date | None = None,
) -> FuzzyDate:
    """Return the window of days a cell names; raises DateTrouble when it is no date.

    Numeric dates have the day first unless `month_first`. Ages and school year groups need
    `birth`. Years of two digits are never later than the year of `not_after` (today without
    it). A placeholder such as 01/01/1900 has an unknown window.
    """
    return parse_date_noted(cell, month_first=month_first, birth=birth, not_after=not_after)[0]


def parse_date_noted(
    cell: Cell,
    *,
    month_first: bool = False,
    birth: FuzzyDate | None = None,
    not_after: date | None = None,
) -> tuple[FuzzyDate, str]:
    """Return what `parse_date` does and a sentence about a repair or reading, "" without one."""
    raw = text_of(cell)
    last_year = (not_after or date.today()).year
    found = _read_cell(cell, _context(month_first, birth, last_year))
    when = FuzzyDate(found.first, found.last, found.precision, found.approximate, raw, found.clock)
    return when, found.note


@lru_cache(maxsize=1000)
def _context(month_first: bool, birth: FuzzyDate | None, last_year: int) -> Context:
    return Context(month_first, birth, last_year)


def parse_birth(
    cell: Cell, *, month_first: bool = False, not_after: date | None = None
) -> FuzzyDate:
    """Return a birth; the days 1 and 15 stand for "some day of the month" in extracts.

    Anonymised extracts set the day to 1, SSDA903 guidance an unknown day to 15. A month and
    year such as 2005-06 is never a financial year here. Raises DateTrouble.
    """
    text = _plain(text_of(cell))
    if re.fullmatch(r"\d{4}-\d{2}", text) and 1 <= int(text[5:]) <= 12:
        when = parse_date(f"{text[5:]}/{text[:4]}")
    else:
        when = parse_date(cell, month_first=month_first, not_after=not_after)
    first = when.earliest
    if first is not None and first == when.latest and first.day in (1, 15):
        month = parse_date(f"{first.month}/{first.year}")
        when = replace(month, approximate=when.approximate)
    return replace(when, raw=text_of(cell))


@lru_cache(maxsize=50_000, typed=True)
def _read_cell(cell: Cell, context: Context) -> Found:
    if is_open_sentinel(cell):
        return replace(UNKNOWN, note="A placeholder for a date that has not come yet.")
    if isinstance(cell, datetime):
        return _with_clock(_day(cell.date()), cell.time().replace(microsecond=0, tzinfo=None))
    if isinstance(cell, date):
        return UNKNOWN if is_missing(cell) else _day(cell)
    if isinstance(cell, bool | time):
        raise DateTrouble("It is not a date.")
    text = _plain(text_of(cell))
    if not text:
        raise DateTrouble("There is no date.")
    if len(text) > LONGEST:
        raise DateTrouble("It is too long for a date.")
    if is_missing(cell):
        return UNKNOWN
    if is_open_word(cell):
        raise DateTrouble("It says that something goes on, which is not a date.")
    return _serial_moment(text) or read_text(text, context)


def _day(when: date) -> Found:
    return Found(when, when, Precision.DAY)


def _plain(text: str) -> str:
    """Fold case, dashes, quotes and spaces, and drop a closing full stop."""
    text = text.casefold()
    if not text.isascii():
        text = re.sub(r"[‐‑‒–—−]", "-", text).replace("’", "'").replace("‘", "'")
    return " ".join(text.split()).strip(" ;,").removesuffix(".")


def _serial_moment(text: str) -> Found | None:
    """Read an Excel day number with a time of day, such as 43445.5."""
    match = re.fullmatch(r"(\d{5})(\.\d+)", text)
    if not match or int(match[1]) not in SERIALS:
        return None
    seconds = round(float(match[2]) * 86400)
    moment = datetime.combine(SERIAL_ORIGIN, time()) + timedelta(int(match[1]), seconds)
    found = _with_clock(_day(moment.date()), moment.time())
    note = f"The day number {match[1]} of a spreadsheet is read as {in_words(moment)}."
    return replace(found, note=note)


def _with_clock(found: Found, clock: time) -> Found:
    """Return a day with a time of day; midnight is how systems write a day without one."""
    if clock == time(0):
        return found
    if found.precision is not Precision.DAY:
        raise DateTrouble("A time of day needs a whole date.")
    return replace(found, clock=clock, precision=Precision.MINUTE)


@lru_cache(maxsize=100_000)
def read_text(text: str, context: Context) -> Found:
    """Return the window of a text in small letters; raises DateTrouble when no form fits."""
    for reader in READERS:
        found = reader(text, context)
        if found is not None:
            return found
    raise DateTrouble(_why_not(text))


def _part(text: str, context: Context) -> Found | None:
    """Read a single date, perhaps approximate or a third of something, but no range."""
    for reader in (_form, _approximate, _third):
        found = reader(text, context)
        if found is not None:
            return found
    return None


def _form(text: str, context: Context) -> Found | None:
    """Read one form, with or without its weekday, leading words, time of day or week."""
    found = read_form(text, context)
    if found is not None:
        return found
    bare = re.sub(rf"^{LEAD}{WEEKDAY}", "", text)
    if bare != text:
        return _form(bare, context)
    rest, clock = split_clock(text)
    if clock is not None:
        found = _form(rest, context)
        return _with_clock(found, clock) if found else None
    return _week(text, context) or _slip_of_letters(text, context)


def _week(text: str, context: Context) -> Found | None:
    """Read w/c 12/03/2014 and week ending 12 March 2014: seven days."""
    match = re.fullmatch(r"(w/c|wc|week (?:commencing|beginning|of|ending)|w/e)\s*(.+)", text)
    found = read_form(match[2], context) if match else None
    if not match or found is None or found.precision is not Precision.DAY or not found.first:
        return None
    ends = match[1] in ("week ending", "w/e")
    first = found.first - 6 * ONE_DAY if ends else found.first
    return replace(found, first=first, last=first + 6 * ONE_DAY, precision=Precision.WEEK)


def _slip_of_letters(text: str, context: Context) -> Found | None:
    """Read O1/02/2014 and l2/03/2014: letters that look like digits, with a note."""
    if not re.fullmatch(r"[\doil]{1,2}[-/.][\doil]{1,2}[-/.][\doil]{2,4}", text):
        return None
    digits = text.translate(str.maketrans("oil", "011"))
    found = read_form(digits, context) if digits != text else None
    return (
        replace(found, note=f"A letter stands for a digit; it is read as {digits}.")
        if found
        else None
    )


def _approximate(text: str, context: Context) -> Found | None:
    """Read what words such as about, circa, ~ or ? stand before or after."""
    rest = ABOUT.sub("", text) if ABOUT.match(text) else ABOUT_AFTER.sub("", text)
    if rest == text or not rest:
        return None
    found = _whole(rest, context)
    return replace(found, approximate=True) if found else None


def _third(text: str, context: Context) -> Found | None:
    """Read early 2013, mid-March 2014, the end of summer 2012."""
    parts = "|".join(THIRDS)
    match = re.fullmatch(
        rf"{LEAD}({parts})(?:\s*-\s*|\s+)(?:part\s+)?(?:of\s+)?(?:the\s+)?(.+)", text
    )
    whole = _part(match[2], context) if match else None
    return third(match[1], whole) if match and whole else None


def _open_side(text: str, context: Context) -> Found | None:
    """Read before 2012, since May 2014, until 3 March 2015, 2012 onwards."""
    onwards = re.fullmatch(
        r"(.+?)\s*(?:onwards?|\+|and after|or later|"
        r"(?:-|to)\s*(?:present|date|ongoing|current|now))",
        text,
    )
    if onwards:
        return _open_side(f"from {onwards[1]}", context)
    for side in SIDES:
        match = re.match(side.pattern, text)
        found = _part(text[match.end() :], context) if match else None
        if found is not None:
            return _opened(found, side)
    return None


def _opened(found: Found, side: Side) -> Found:
    if found.first is None or found.last is None:
        raise DateTrouble("Before or after needs a date.")
    if side.precision is Precision.BEFORE:
        edge = found.last if side.included else found.first - ONE_DAY
        return replace(found, first=None, last=edge, precision=Precision.BEFORE, clock=None)
    edge = found.first if side.included else found.last + ONE_DAY
    return replace(found, first=edge, last=None, precision=Precision.AFTER, clock=None)


def _range(text: str, context: Context) -> Found | None:
    """Read 12-15/03/2014, Mar-May 2014, between X and Y, from X to Y."""
    match = re.fullmatch(r"(?:between|from)\s+(.+)\s+(?:and|to|until|-)\s+(.+)", text)
    if match:
        return _span(match[1], match[2], context)
    for gap in re.finditer(r"\s+to\s+|\s*-\s*|\s+or\s+|\s*/\s*|\s*&\s*", text):
        found = _span(text[: gap.start()], text[gap.end() :], context)
        if found is not None:
            return found
    return None


def _span(left: str, right: str, context: Context) -> Found | None:
    """Return the window from a left side, completed from the right one, to the right side."""
    last = _part(right, context)
    if last is None or last.first is None or last.last is None:
        return None
    first = _part(left, context) or _completed(left, right, last, context)
    if first is None or first.first is None or first.last is None:
        return None
    if first.first > last.last:
        raise DateTrouble("The range ends before it begins.")
    return Found(
        first.first,
        last.last,
        Precision.RANGE,
        first.approximate or last.approximate,
        note=f"{first.note} {last.note}".strip(),
    )


def _completed(left: str, right: str, last: Found, context: Context) -> Found | None:
    """Read a left side that borrows month and year from the right: 12, 12 March, Mar."""
    for borrowed in _borrowed(left, right, last):
        found = read_form(borrowed, context)
        if found and found.first and last.last:
            late = found.first > last.last and left in MONTHS and last.last.month <= 12
            return read_form(f"{left} {found.first.year - 1}", context) if late else found
    return None


def _borrowed(left: str, right: str, last: Found) -> list[str]:
    end = last.last or last.first
    if end is None:
        return []
    year = f"{end.year}"
    if re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", left) and re.match(r"\d", right):
        return [re.sub(r"^\d{1,2}(st|nd|rd|th)?", re.sub(r"\D", "", left), right, count=1)]
    if re.fullmatch(r"\d{1,2}[/.]\d{1,2}", left):
        return [f"{left}{left.strip('0123456789')[0]}{year}"]
    return [f"{left} {year}"] if re.search(r"[a-z]", left) else []


def _whole(text: str, context: Context) -> Found | None:
    for reader in READERS:
        found = reader(text, context)
        if found is not None:
            return found
    return None


READERS: tuple[Callable[[str, Context], Found | None], ...] = (
    _form,
    _third,
    _range,
    _open_side,
    _approximate,
)


def _why_not(text: str) -> str:
    """Return why a text is no date, as far as can be told."""
    if any(name in text for name in (*SEASONS, *MONTHS)) and not re.search(r"\d{4}|'\d\d", text):
        return "It names no year."
    if not re.search(r"\d", text):
        return "It names no day, month or year."
    return "It is none of the forms that are understood."
