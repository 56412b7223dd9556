"""From a cell to a date with its doubt: every form of the records, never guessed silently."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from journeyviewer.ingest.clock import parse_clock, split_clock
from journeyviewer.ingest.date_forms import MONTHS, Context, read_form, serial_day
from journeyviewer.ingest.date_holidays import holiday
from journeyviewer.ingest.date_spans import open_side, sides_of, window_between
from journeyviewer.ingest.date_weekdays import WEEKDAY, other_weekday
from journeyviewer.ingest.date_windows import (
    ONE_DAY,
    SEASONS,
    THIRDS,
    UNKNOWN,
    DateTrouble,
    Found,
    third,
    window_in_words,
)
from journeyviewer.ingest.date_words import is_missing, is_open_sentinel, is_open_word
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.model.patterns import later
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
    "parse_span",
]

COARSE_DAYS = (1, 15)
"""Days of birth that stand for "some day of the month"."""
LONGEST = 80
"""Characters of the longest text that is looked at; the rest is prose."""

SLIP = later(
    r"([\doil]{1,2})([-/.][\doil]{1,2}[-/.]|[-/.\s]+[a-z]{3,9}[-/.,\s]+)([\doil]{4}|[\doil]{2})"
)
AGE = later(r"\d{1,2}(?:\s*-\s*\d{1,2})?")
"""An age in a column of ages: 13, 13-14."""
WEEK = later(
    r"(?:(?P<ends>w/e|w/ending|(?:week|wk)\.? ending|(?:week|wk) end)|"
    r"w/?c|w/(?:beg|comm|b)\.?|(?:week|wk)\.? ?(?:commencing|comm?|beginning|begin|beg|bg|of)\.?)"
    r"[:\s]*(?P<day>.+)"
)
"""Seven days by their first or their last: w/c 12/03/2014, wk beg 3.3.14, week ending 9 March."""
PART_OF_DAY = later(
    r",?\s+\(?(?:in the |early |late )*(?:morning|afternoon|evening|night|overnight|am|pm)\)?$"
)
"""“(evening)” after a day: kept with the words of the date, and no time of day."""
IN_BRACKETS = later(r"[(\[][^()\[\]]+[)\]]")
ABOUT_NOW = later(r"\s*\(?(?:now|at present|currently|at (?:time of )?reading)\)?$")
DIGITS = str.maketrans("oil", "011")
LEAD = r"(?:(?:on|in|during|dated|some ?time (?:in|during)|the)\s+)?"
BEFORE_AFTER = r"(?:about|around|approx(?:imately|\.)?|circa|ca\.|c\.|c|estimated|est\.?|roughly)"
ABOUT = later(
    rf"^(?:\(?{BEFORE_AFTER}\)?(?=[\s\d])|possibly\s|probably\s|maybe\s|in or around\s|"
    r"on(?: or |/)(?:about|around)\s|[~?≈]+)\s*"
)
ABOUT_AFTER = later(
    r"(?:\s*\?+|\s+or (?:so|thereabouts)|\s*-?ish|"
    r"\s*[(,-]?\s*(?:the )?(?:exact |precise )?(?:day|date|month|day and month)s? "
    r"(?:is |was )?(?:unknown|not known|unclear|unsure|not recorded|not given)\)?|"
    r"\s*\(?(?:approx(?:imately|\.)?|est(?:imated|\.)?|about|circa)\)?)$"
)


def parse_date(
    cell: Cell,
    *,
    month_first: bool = False,
    birth: FuzzyDate | None = None,
    not_after: date | None = None,
    column: DateColumn | None = None,
) -> FuzzyDate:
    """Return the window of days a cell names; raises DateTrouble when it is no date.

    Numeric dates have the day first unless `month_first`; `column` says that and more of the
    whole column. Ages and school year groups need `birth`. Years of two digits are never later
    than the year of `not_after` (today without it). A placeholder such as 01/01/1900 has an
    unknown window.
    """
    column = column or DateColumn(month_first)
    return parse_date_noted(cell, birth=birth, not_after=not_after, column=column)[0]


def parse_date_noted(
    cell: Cell,
    *,
    month_first: bool = False,
    birth: FuzzyDate | None = None,
    not_after: date | None = None,
    column: DateColumn | None = None,
) -> tuple[FuzzyDate, str]:
    """Return what `parse_date` does and a sentence about a repair or reading, "" without one.

    The sentence gives the cell as written and the days it is read as.
    """
    return _noted(cell, column or DateColumn(month_first), birth, not_after)


@lru_cache(maxsize=50_000, typed=True)
def _noted(
    cell: Cell, column: DateColumn, birth: FuzzyDate | None, not_after: date | None
) -> tuple[FuzzyDate, str]:
    """Do the same; the rows of a table repeat their dates."""
    raw = text_of(cell)
    found = _read_cell(cell, _context(column, birth, not_after))
    if not found.note:
        return _dated(found, raw), ""
    window = window_in_words(found.first, found.last, found.precision, found.clock)
    return _dated(found, raw), f"“{raw}” is read as {window}. {found.note}"


def parse_span(
    cell: Cell,
    *,
    birth: FuzzyDate | None = None,
    not_after: date | None = None,
    column: DateColumn | None = None,
) -> tuple[FuzzyDate, FuzzyDate | None] | None:
    """Return the first and last day of what a cell says lasted, None when it says no such thing.

    Reads 12-15/03/2014, Mar-May 2014 and 12/03/2014 to present, whose last day is None.
    """
    context = _context(column or DateColumn(), birth, not_after)
    raw = text_of(cell)
    try:
        sides = sides_of(_plain(raw), context, _part) if len(raw) <= LONGEST else None
    except DateTrouble:
        return None
    if sides is None:
        return None
    first, last = sides
    return _dated(first, raw), _dated(last, raw) if last else None


def _dated(found: Found, raw: str) -> FuzzyDate:
    return FuzzyDate(found.first, found.last, found.precision, found.approximate, raw, found.clock)


@lru_cache(maxsize=1000)
def _context(column: DateColumn, birth: FuzzyDate | None, not_after: date | None) -> Context:
    return Context(column, birth, (not_after or date.today()).year)


@lru_cache(maxsize=10_000, typed=True)
def parse_birth(
    cell: Cell,
    *,
    month_first: bool = False,
    not_after: date | None = None,
    coarsened: bool = True,
) -> FuzzyDate:
    """Return a birth; the days 1 and 15 stand for "some day of the month" in extracts.

    Anonymised extracts set the day to 1, SSDA903 guidance an unknown day to 15; `coarsened` is
    False where other births of the file have other days, so that these are days too. A month
    and year such as 2005-06 is never a financial year here. Raises DateTrouble.
    """
    text = _plain(text_of(cell))
    if re.fullmatch(r"\d{4}-\d{2}", text) and 1 <= int(text[5:]) <= 12:
        when = parse_date(f"{text[5:]}/{text[:4]}")
    else:
        when = parse_date(cell, month_first=month_first, not_after=not_after)
    first = when.earliest
    if coarsened and first is not None and first == when.latest and first.day in COARSE_DAYS:
        month = parse_date(f"{first.month}/{first.year}")
        when = replace(month, approximate=when.approximate)
    return replace(when, raw=text_of(cell))


def _read_cell(cell: Cell, context: Context) -> Found:
    if is_open_sentinel(cell):
        return replace(UNKNOWN, note="A placeholder for a date that has not come yet.")
    if isinstance(cell, datetime):
        clock = cell.time().replace(microsecond=0, tzinfo=None)
        return _with_clock(_stored_day(cell.date(), context), clock)
    if isinstance(cell, date):
        return _stored_day(cell, context)
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
    if context.column.ages:
        text = _aged(text)
    return _serial_moment(text, context) or read_text(text, context)


def _aged(text: str) -> str:
    """Return the text of a cell in a column of ages, with the word that says that it is one."""
    text = ABOUT_NOW.sub("", text)
    about = ABOUT.match(f"{text} ")
    lead = about.group() if about else ""
    years = text[len(lead) :]
    return f"{lead}age {years}" if AGE.fullmatch(years) else text


def _stored_day(when: date, context: Context) -> Found:
    """Return the day of a cell that is a date, put right where its column is exchanged."""
    if is_missing(when):
        return UNKNOWN
    if not context.column.exchanged or when.day > 12 or when.day == when.month:
        return Found(when, when, Precision.DAY)
    turned = date(when.year, when.day, when.month)
    note = "The spreadsheet has exchanged day and month in this column."
    return Found(turned, turned, Precision.DAY, note=note)


MARKED_AS_TEXT = later(r"^'(?=\d{1,4}[/.\s-])")


def _plain(text: str) -> str:
    """Fold case, dashes, quotes and spaces; drop a closing full stop and what marks a cell.

    A leading apostrophe is how a spreadsheet is told of a text, an asterisk points at a note.
    """
    text = text.casefold()
    if not text.isascii():
        text = re.sub(r"[‐‑‒–—−]", "-", text).replace("’", "'").replace("‘", "'")
    text = " ".join(text.split()).strip(" ;,").rstrip("*†").removesuffix(".").rstrip()
    return MARKED_AS_TEXT.sub("", text)


def _serial_moment(text: str, context: Context) -> Found | None:
    """Read an Excel day number with a time of day, such as 43445.5."""
    match = re.fullmatch(r"(\d{5})(\.\d+)", text)
    found = serial_day(int(match[1]), context) if match else None
    if match is None or found is None or found.first is None:
        return None
    moment = datetime.combine(found.first, time()) + timedelta(0, round(float(match[2]) * 86400))
    day = replace(found, first=moment.date(), last=moment.date())
    return _with_clock(day, moment.time())


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
    found = read_form(text, context) or holiday(text, context)
    if found is not None:
        return found
    bare = re.sub(rf"^{LEAD}{WEEKDAY}", "", text)
    if bare != text:
        return _on_weekday(text.removesuffix(bare), _form(bare, context))
    rest, clock = split_clock(text)
    if clock is not None:
        found = _form(rest, context)
        return _with_clock(found, clock) if found else None
    bare = PART_OF_DAY.sub("", text)
    if bare != text:
        return _form(bare, context)
    return _week(text, context) or _slip_of_letters(text, context)


def _on_weekday(before: str, found: Found | None) -> Found | None:
    """Return a day, with a note where what stands before it names another day of the week."""
    if found is None or found.precision is not Precision.DAY or found.first is None:
        return found
    note = other_weekday(before, found.first)
    return replace(found, note=f"{found.note} {note}".strip()) if note else found


def _week(text: str, context: Context) -> Found | None:
    """Read w/c 12/03/2014 and week ending 12 March 2014: seven days."""
    match = WEEK.fullmatch(text)
    found = read_form(match["day"], context) if match else None
    if not match or found is None or found.precision is not Precision.DAY or not found.first:
        return None
    ends = match["ends"] is not None
    first = found.first - 6 * ONE_DAY if ends else found.first
    return replace(found, first=first, last=first + 6 * ONE_DAY, precision=Precision.WEEK)


def _slip_of_letters(text: str, context: Context) -> Found | None:
    """Read O1/02/2014, l2/03/2014 and O1 Feb 2O14: letters that look like digits, with a note."""
    match = SLIP.fullmatch(text)
    if match is None:
        return None
    day, middle, year = match.groups()
    if not re.search(r"[a-z]{3}", middle):
        middle = middle.translate(DIGITS)
    digits = f"{day.translate(DIGITS)}{middle}{year.translate(DIGITS)}"
    found = read_form(digits, context) if digits != text else None
    if found is None:
        return None
    return replace(found, note=f"{found.note} A letter stands for a digit.".strip())


def _approximate(text: str, context: Context) -> Found | None:
    """Read what words such as about, circa, ~ or ? stand before or after."""
    rest = ABOUT.sub("", text) if ABOUT.match(text) else ABOUT_AFTER.sub("", text)
    if IN_BRACKETS.fullmatch(text):
        # Brackets around all of it say that somebody worked it out.
        rest = text[1:-1].strip()
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


def _window(text: str, context: Context) -> Found | None:
    return window_between(text, context, _part)


def _open(text: str, context: Context) -> Found | None:
    return open_side(text, context, _part)


def _whole(text: str, context: Context) -> Found | None:
    for reader in READERS:
        found = reader(text, context)
        if found is not None:
            return found
    return None


READERS: tuple[Callable[[str, Context], Found | None], ...] = (
    _form,
    _third,
    # Before the ranges: the question mark of 22/05/2016? is not about the year alone.
    _approximate,
    _window,
    _open,
)


def _why_not(text: str) -> str:
    """Return why a text is no date, as far as can be told."""
    if any(name in text for name in (*SEASONS, *MONTHS)) and not re.search(r"\d{4}|'\d\d", text):
        return "It names no year."
    if not re.search(r"\d", text):
        return "It names no day, month or year."
    if re.fullmatch(r"\d{1,2}\s*[-/.]\s*\d{1,2}", text):
        return "It names no year, or a year of two digits that may as well be a day."
    return "It is none of the forms that are understood."
