"""The forms in which a record writes a date, one function each, from text to a window of days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from journeyviewer.ingest.date_windows import (
    SEASONS,
    TERMS,
    UNKNOWN,
    DateTrouble,
    Found,
    age_window,
    day_window,
    financial_year,
    in_words,
    months_window,
    school_year,
    season_window,
    term_window,
    year_group,
    year_window,
)
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.model.patterns import later
from journeyviewer.model.times import FuzzyDate, Precision
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import MONTHS as MONTH_NAMES

SERIALS = range(20000, 60001)
"""Excel day numbers taken for dates: 3 October 1954 to 8 April 2064."""
SERIAL_ORIGIN = date(1899, 12, 30)
"""Day 0 of Excel's 1900 system, for numbers above 60; the 1904 system starts 1462 days later."""

MONTHS = {
    name[:length].lower(): number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for length in range(3, len(name) + 1)
}
MONTH = r"(?P<month>[a-z]{3,9})\.?"
YEAR = r"(?P<year>\d{4})"
SHORT_YEAR = r"(?P<year>\d{4}|'?\d{2})"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
GAP = r"[-/.,\s]*"
USUAL_SEPARATORS = frozenset({"/", "-", ".", " ", ""})


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What is known beside the text: how its column is read, the birth, the last possible year.

    One object serves all cells that share it: what was read is remembered by its identity.
    """

    column: DateColumn = DateColumn()
    birth: FuzzyDate | None = None
    last_year: int = 2100


Form = Callable[[str, Context], Found | None]


def full_year(text: str, context: Context) -> tuple[int, str]:
    """Return a year of two or four digits; two mean the latest year that is not after the
    reading, with a note.
    """
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits), ""
    year = 2000 + int(digits)
    if year > context.last_year:
        year -= 100
    born = context.birth.earliest if context.birth else None
    if born is not None and year < born.year:
        return year, f"The year {year} lies before the birth, {year + 100} after the reading."
    return year, "A year of two digits is the last one that is not after the reading."


_BETWEEN = r"(\s*[-/.,;_\\]+\s*|\s+)"
NUMERIC = later(
    rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}|\d{{2}})|"
    # With two digits for the year this could be a time of day.
    r"(\d{1,2})(:)(\d{1,2})(:)(\d{4})"
)


def _of_either(match: re.Match[str]) -> tuple[str, ...]:
    """Return the groups of the alternative that fits."""
    return match.groups()[:5] if match[1] else match.groups()[5:]


def numeric(text: str, context: Context) -> Found | None:
    """Read 11/12/2018, 22-05-16 and mistyped separators as in 22.05/16."""
    match = NUMERIC.fullmatch(text)
    if not match:
        return None
    one, first_gap, two, second_gap, year_text = _of_either(match)
    year, note = full_year(year_text, context)
    day, month = (int(two), int(one)) if context.column.month_first else (int(one), int(two))
    if month > 12 and 1 <= day <= 12:
        day, month = month, day
        order = "day comes first" if context.column.month_first else "month comes first"
        note = f"{note} Here the {order}, unlike in the rest of the column.".strip()
    if first_gap != second_gap or first_gap.strip(" ") not in USUAL_SEPARATORS:
        note = f"{note} The separators are mistyped.".strip()
    return _noted(day_window(year, month, day), note)


def iso(text: str, _context: Context) -> Found | None:
    """Read 2020-07-13, 2020/7/13 and 20200713."""
    match = re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", text)
    if match:
        year, _, month, day = match.groups()
        return day_window(int(year), int(month), int(day))
    match = re.fullmatch(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", text)
    return day_window(*map(int, match.groups())) if match else None


def named_day(text: str, context: Context) -> Found | None:
    """Read 12 Mar 2014, 3rd of March '14, January 3, 2023 and 2024-Dec-01."""
    for pattern in (
        rf"{DAY}\s*(?:of\s*)?{GAP}{MONTH}{GAP}{SHORT_YEAR}",
        rf"{MONTH}{GAP}{DAY}(?:\s*,\s*|\s+){YEAR}",
        rf"{YEAR}{GAP}{MONTH}{GAP}{DAY}",
    ):
        match = re.fullmatch(pattern, text)
        if match and match["month"] in MONTHS:
            year, note = full_year(match["year"], context)
            return _noted(day_window(year, MONTHS[match["month"]], int(match["day"])), note)
    return None


def named_month(text: str, context: Context) -> Found | None:
    """Read March 2014, Mar-14 and 2014 March."""
    for pattern in (
        rf"{MONTH}{GAP}(?:of\s*)?{SHORT_YEAR}",
        rf"{YEAR}{GAP}{MONTH}",
        rf"{YEAR}\s*\({MONTH}\)",
    ):
        match = re.fullmatch(pattern, text)
        if match and match["month"] in MONTHS:
            year, note = full_year(match["year"], context)
            return _noted(_month(year, MONTHS[match["month"]]), note)
    return None


def numeric_month(text: str, _context: Context) -> Found | None:
    """Read 03/2014 and 2014-03; of two years that follow each other see `split_year`."""
    match = re.fullmatch(r"(?P<month>\d{1,2})\s*[-/.]\s*(?P<year>\d{4})", text) or re.fullmatch(
        r"(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})", text
    )
    return _month(int(match["year"]), int(match["month"])) if match else None


def short_year_month(text: str, context: Context) -> Found | None:
    """Read 12/99: no day or month has so high a number, so it is a year. 03/14 is not read."""
    match = re.fullmatch(r"(?P<month>0?[1-9]|1[0-2])\s*[-/.]\s*(?P<year>'?[3-9]\d)", text)
    if not match or int(match["year"].lstrip("'")) < 32:
        return None
    year, note = full_year(match["year"], context)
    return _noted(_month(year, int(match["month"])), note)


def plain_year(text: str, _context: Context) -> Found | None:
    """Read 2014."""
    return year_window(int(text)) if re.fullmatch(r"\d{4}", text) else None


def partial(text: str, context: Context) -> Found | None:
    """Read zz/05/2020, zz/zz/2021 and zz/zz/zzzz (SSDA903, redacted chronologies)."""
    blank = r"(?:zz|xx|\?\??|--|__|\*{1,2}|[█■]{1,2}|#{1,2})"
    match = re.fullmatch(
        rf"(?P<day>{blank}|\d{{1,2}})[-/.](?P<month>{blank}|\d{{1,2}})[-/.]"
        rf"(?P<year>{blank}{{2}}|{blank}|\d{{4}}|\d{{2}})",
        text,
    )
    if not match or all(match[name].isdigit() for name in ("day", "month", "year")):
        return None
    day, month, year_text = match["day"], match["month"], match["year"]
    if not year_text.isdigit():
        return UNKNOWN
    year, note = full_year(year_text, context)
    if not month.isdigit():
        if day.isdigit():
            note = f"{note} The month is not known, so only the year is used.".strip()
        return _noted(year_window(year), note)
    return _noted(_month(year, int(month)), note)


def _month(year: int, month: int) -> Found:
    if not 1 <= month <= 12:
        raise DateTrouble(f"There is no month {month}.")
    return months_window(year, month, month, Precision.MONTH)


def serial(text: str, context: Context) -> Found | None:
    """Read an Excel day number of 20000 to 60000."""
    match = re.fullmatch(r"(\d{5})(?:\.0*)?", text)
    return serial_day(int(match[1]), context) if match else None


def serial_day(number: int, context: Context) -> Found | None:
    """Return the day of an Excel day number, with what it would be in the other system.

    None for a number that is no day number, or in a column whose numbers are no dates.
    """
    if number not in SERIALS or context.column.numbers:
        return None
    days = SERIAL_ORIGIN + timedelta(days=number), SERIAL_ORIGIN + timedelta(days=number + 1462)
    when, other = reversed(days) if context.column.from_1904 else days
    used, unused = ("1904", "1900") if context.column.from_1904 else ("1900", "1904")
    note = (
        f"It is the day number of a spreadsheet, counted from {used}; counted from {unused} it "
        f"would be {in_words(other)}."
    )
    return Found(when, when, Precision.DAY, note=note)


def season(text: str, context: Context) -> Found | None:
    """Read summer 2012 and winter 2012/13."""
    match = re.fullmatch(
        rf"(?P<name>{'|'.join(SEASONS)})\s*(?:of|in)?\s*"
        r"(?P<year>\d{4}|'?\d{2})(?:\s*[-/]\s*(?P<next>\d{4}|\d{2}))?",
        text,
    )
    if not match:
        return None
    year, note = full_year(match["year"], context)
    if match["next"] and (match["name"] != "winter" or not _follows(year, match["next"])):
        return None
    return _noted(season_window(match["name"], year), note)


def term(text: str, context: Context) -> Found | None:
    """Read autumn term 2014, spring term 2013/14, autumn term Y9 and Y9 spring term."""
    turned = re.fullmatch(rf"(?P<rest>.+?),?\s+(?P<name>{'|'.join(TERMS)})\s+term", text)
    if turned:
        text = f"{turned['name']} term {turned['rest']}"
    match = re.fullmatch(
        rf"(?P<name>{'|'.join(TERMS)})\s+(?:school\s+)?term,?\s*(?:of|in)?\s*(?P<rest>.+)",
        text,
    )
    if not match:
        return None
    rest, name = match["rest"], match["name"]
    if re.fullmatch(r"\d{4}", rest):
        return term_window(name, int(rest))
    year = _school_year_start(rest, context)
    return term_window(name, year if name == "autumn" else year + 1) if year else None


def _school_year_start(text: str, context: Context) -> int | None:
    match = re.fullmatch(r"(\d{4})\s*[-/]\s*(\d{4}|\d{2})", text)
    if match:
        return int(match[1]) if _follows(int(match[1]), match[2]) else None
    found = group(text, context)
    if found is None or found.first is None or found.last is None:
        return None
    if found.last.year - found.first.year > 1:
        raise DateTrouble("The year group needs the month of birth more exactly.")
    return found.first.year


def next_year(text: str, _context: Context) -> Found | None:
    """Read 2006-7: two years, as July 2006 would be 2006-07; all days of both are taken."""
    match = re.fullmatch(r"(?P<year>\d{4})\s*[-/]\s*(?P<next>\d)", text)
    if not match or not _follows(int(match["year"]), match["next"]):
        return None
    year = int(match["year"])
    found = months_window(year, 1, 24, Precision.RANGE)
    return _noted(found, f"It is taken for the years {year} and {year + 1}, not for a month.")


def split_year(text: str, _context: Context) -> Found | None:
    """Read 2013/14 as a school year and 2014-15 as a financial one, unless words say which."""
    match = re.fullmatch(
        r"(?P<word>(?:academic|school|financial|tax)\s+year|fy|ay)?\s*"
        r"(?P<year>\d{4})\s*(?P<gap>[-/])\s*(?P<next>\d{4}|\d{2})\s*"
        r"(?P<after>(?:academic|school|financial|tax)\s+year)?",
        text,
    )
    if not match or not _follows(int(match["year"]), match["next"]):
        return None
    year = int(match["year"])
    word = match["word"] or match["after"] or ""
    if word:
        return financial_year(year) if word[0] in "ft" else school_year(year)
    if match["gap"] == "/":
        note = "It is taken for a school year, September to August."
        return _noted(school_year(year), note)
    if len(match["next"]) == 4:
        return None
    note = "It is taken for a financial year, April to March."
    return _noted(financial_year(year), note)


def _follows(year: int, text: str) -> bool:
    """True when `text` (two or four digits) names the year after `year`."""
    return str(year + 1).endswith(text)


def group(text: str, context: Context) -> Found | None:
    """Read Y9, Year 9 and Reception, from the birth."""
    if text in ("reception", "reception year", "yr"):
        return year_group(context.birth, 0)
    match = re.fullmatch(r"(?:school\s+)?(?:y|yr|year|nc year)\.?\s*(\d{1,2})", text)
    if not match or not 1 <= int(match[1]) <= 13:
        return None
    return year_group(context.birth, int(match[1]))


YEARS_AND_MONTHS = later(
    r"(?:aged?\s*)?(\d{1,2})\s*(?:years?|yrs?|y)\.?,?\s*(?:and\s+|&\s*)?"
    r"(\d{1,2})\s*(?:months?|mths?|m)\.?(?:\s+old)?"
)
"""12y 3m, 12 years and 3 months."""


def age(text: str, context: Context) -> Found | None:
    """Read aged 4, age 13-14, 4 years old, 12y 3m, aged 18 months and at birth, from the birth."""
    if text in ("birth", "at birth", "born", "from birth"):
        return _birth(context)
    exact = YEARS_AND_MONTHS.fullmatch(text)
    if exact:
        months = 12 * int(exact[1]) + int(exact[2])
        return age_window(context.birth, months, months, months=True)
    years = r"(\d{1,2})(?:\s*(?:-|to|or|/)\s*(\d{1,2}))?"
    match = re.fullmatch(rf"(?:at\s+)?(?:the\s+)?aged?\s*(?:of\s*)?{years}(.*)", text)
    match = match or re.fullmatch(rf"(?:when\s+)?{years}(\s*(?:years?|yrs?|y\b|months?).*)", text)
    unit = match[3].strip() if match else ""
    if not match or not re.fullmatch(r"((years?|yrs?|y|months?|mths?)(\s*(old|of age))?)?", unit):
        return None
    low, high = int(match[1]), int(match[2] or match[1])
    if high < low:
        raise DateTrouble("The second age is lower than the first.")
    return age_window(context.birth, low, high, months=unit.startswith("m"))


def _birth(context: Context) -> Found:
    birth = context.birth
    if birth is None or not birth.known:
        raise DateTrouble("The month of birth is not given.")
    return Found(birth.earliest, birth.latest, birth.precision, birth.approximate)


def _noted(found: Found, note: str) -> Found:
    return replace(found, note=f"{note} {found.note}".strip()) if note else found


FORMS: tuple[Form, ...] = (
    numeric,
    iso,
    named_day,
    named_month,
    split_year,
    next_year,
    numeric_month,
    short_year_month,
    plain_year,
    partial,
    serial,
    season,
    term,
    group,
    age,
)
"""Every form, tried in this order; the first that fits is taken."""


def read_form(text: str, context: Context) -> Found | None:
    """Return what the first fitting form makes of a text already in small letters."""
    for form in FORMS:
        found = form(text, context)
        if found is not None:
            return found
    return None
