"""Dates of two sides: ranges such as 12-15/03/2014, and windows open on one side (before 2012)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from journeyviewer.ingest.date_forms import MONTHS, Context, read_form
from journeyviewer.ingest.date_windows import ONE_DAY, DateTrouble, Found
from journeyviewer.model.patterns import later
from journeyviewer.model.times import Precision
from journeyviewer.model.values import dataclass

Part = Callable[[str, Context], Found | None]
"""What reads a single date, perhaps approximate or a third of something, but no range."""

ONWARDS = later(r"(.+?)\s*(?:onwards?|\+|and after|or later)")
GOES_ON = later(
    r"(.+?)\s*(?:-\s*(?:to|until|till)|-|to|until|till)\s*(?:the\s+)?(?:present(?:\s+day)?|date|on-?\s?going|current|now)"
)
LENGTH = later(r"\d{1,2}\s*(?:months?|mths?|m|weeks?|wks?|years?|yrs?|y)")
TO = later(r"\s+to\s+|\s*-\s*|\s+until\s+|\s+till\s+|\s*&\s*")
GAP = later(r"\s+to\s+|\s*-\s*|\s+or\s+|\s*/\s*|\s*&\s*")


@dataclass(frozen=True, slots=True)
class Side:
    """A word that leaves one side open: which side, and whether the named day is included."""

    pattern: str
    precision: Precision
    included: bool


SIDES = (
    Side(
        r"(?:on or before|no later than|not later than|up to|up until|until|till|to|by)\s+",
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


def open_side(text: str, context: Context, part: Part) -> Found | None:
    """Read before 2012, since May 2014, until 3 March 2015, 2012 onwards."""
    onwards = ONWARDS.fullmatch(text) or GOES_ON.fullmatch(text)
    if onwards and not text.startswith("from "):
        return open_side(f"from {onwards[1]}", context, part)
    if onwards:
        text = onwards[1]
    for side in SIDES:
        match = re.match(side.pattern, text)
        found = part(text[match.end() :], context) if match else None
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


def window_between(text: str, context: Context, part: Part) -> Found | None:
    """Read 12-15/03/2014, Mar-May 2014, between X and Y, from X to Y as one window of days."""
    sides = _between(text, context, part) or _sides(text, GAP, context, part)
    if sides is None:
        return None
    first, last = sides
    return Found(
        first.first,
        last.last,
        Precision.RANGE,
        first.approximate or last.approximate,
        note=first.note if first.note == last.note else f"{first.note} {last.note}".strip(),
    )


def sides_of(text: str, context: Context, part: Part) -> tuple[Found, Found | None] | None:
    """Return the two sides of what lasted from the one to the other; None for other texts.

    The second is None for "to present" and the like. "Between X and Y" and "X or Y" are not
    read: they say that one day lies somewhere in a window, not that something lasted for it.
    """
    lasting = GOES_ON.fullmatch(text)
    if lasting:
        start = part(lasting[1].removeprefix("from "), context)
        return (start, None) if start and start.first else None
    return _sides(text.removeprefix("from "), TO, context, part)


Sides = tuple[Found, Found]


def _between(text: str, context: Context, part: Part) -> Sides | None:
    match = re.fullmatch(r"(?:between|from)\s+(.+)\s+(?:and|to|until|-)\s+(.+)", text)
    return _pair(match[1], match[2], context, part) if match else None


def _sides(text: str, gaps: re.Pattern[str], context: Context, part: Part) -> Sides | None:
    for gap in gaps.finditer(text):
        found = _pair(text[: gap.start()], text[gap.end() :], context, part)
        if found is not None:
            return found
    return None


def _pair(left: str, right: str, context: Context, part: Part) -> Sides | None:
    """Return both sides, the left one completed from the right; raises DateTrouble if swapped."""
    last = part(right, context)
    if last is None or last.first is None or last.last is None:
        return None
    first = part(left, context) or _completed(left, right, last, context)
    if first is not None and _is_length(left, right):
        return None
    if first is None or first.first is None or first.last is None:
        return None
    if first.first > last.last:
        raise DateTrouble("The range ends before it begins.")
    return first, last


def _is_length(left: str, right: str) -> bool:
    """True for “12 months to March 2014”, where the number is no age but how long it lasted."""
    return LENGTH.fullmatch(left) is not None and LENGTH.fullmatch(right) is None


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
