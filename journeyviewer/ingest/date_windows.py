"""Windows of days: what a month, a season, a term, a school year or an age covers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from journeyviewer.model.times import FuzzyDate, Precision, add_months, month_end
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import MONTHS

NEEDS_BIRTH = (
    "An age or a school year group needs the month of birth: give it in a column “Born”, or in a "
    "line such as “Born: May 1999” above the table."
)
ONE_DAY = timedelta(days=1)
YEARS = range(1900, 2151)
"""The years a record may name; others are slips of the pen or placeholders."""

SEASONS: Mapping[str, tuple[int, int]] = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 14),
}
"""First and last month of the meteorological seasons; winter runs into the next year."""

TERMS: Mapping[str, tuple[int, int]] = {
    "autumn": (9, 12),
    "spring": (1, 3),
    "summer": (4, 7),
}
"""First and last month of the three terms of an English school year, holidays included.

The Easter holiday moves between March and April; the end of March stands for it.
"""

THIRDS: Mapping[str, int] = {
    "early": 0,
    "beginning": 0,
    "start": 0,
    "mid": 1,
    "middle": 1,
    "late": 2,
    "end": 2,
}


class DateTrouble(ValueError):
    """A text cannot be read as a date; carries a sentence for people."""


DIVIDED = frozenset({Precision.MONTH, Precision.SEASON, Precision.TERM, Precision.YEAR})
"""What has an early, a middle and a late part."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says of a date; `note` is a sentence when it was repaired or interpreted."""

    first: date | None
    last: date | None
    precision: Precision
    approximate: bool = False
    clock: time | None = None
    note: str = ""


UNKNOWN = Found(None, None, Precision.UNKNOWN)


def in_words(when: date) -> str:
    """Return a day as "11 December 2018"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def window_in_words(
    first: date | None, last: date | None, precision: Precision, clock: time | None = None
) -> str:
    """Return the days of a window: "22 May 2016", "June 2014", "1 April 2014 to 31 March 2015"."""
    if first is None or last is None:
        if last is not None:
            return f"{in_words(last)} or before"
        return f"{in_words(first)} or later" if first is not None else "no date"
    if first == last:
        return f"{in_words(first)}, {clock:%H:%M}" if clock else in_words(first)
    if precision is Precision.MONTH and first.day == 1 and last == month_end(first):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{in_words(first)} to {in_words(last)}"


def check_year(year: int) -> int:
    """Return the year; raises DateTrouble when no record can mean it."""
    if year not in YEARS:
        raise DateTrouble(f"The year {year} lies outside {YEARS[0]} to {YEARS[-1]}.")
    return year


def day_window(year: int, month: int, day: int) -> Found:
    """Return one day; a day that the month does not have leaves the month, with a note."""
    check_year(year)
    if not 1 <= month <= 12:
        raise DateTrouble(f"There is no month {month}.")
    if day > 31:
        raise DateTrouble(f"There is no day {day} in any month.")
    try:
        when = date(year, month, day)
    except ValueError:
        whole = months_window(year, month, month, Precision.MONTH)
    else:
        return Found(when, when, Precision.DAY)
    note = f"{MONTHS[month - 1]} {year} has no day {day}, so only the month is used."
    return Found(whole.first, whole.last, Precision.MONTH, note=note)


def months_window(year: int, first: int, last: int, precision: Precision) -> Found:
    """Return the months `first` to `last` (13 is January of the next year), both included."""
    check_year(year)
    start = add_months(date(year, 1, 1), first - 1)
    return Found(start, month_end(add_months(date(year, 1, 1), last - 1)), precision)


def year_window(year: int) -> Found:
    """Return a calendar year."""
    return months_window(year, 1, 12, Precision.YEAR)


def school_year(year: int) -> Found:
    """Return the school year that starts in `year`: 1 September to 31 August."""
    return months_window(year, 9, 20, Precision.YEAR)


def financial_year(year: int) -> Found:
    """Return the financial year that starts in `year`: 1 April to 31 March."""
    return months_window(year, 4, 15, Precision.YEAR)


def season_window(name: str, year: int) -> Found:
    """Return a season; "winter 2012" begins in December 2012."""
    return months_window(year, *SEASONS[name], Precision.SEASON)


def term_window(name: str, year: int) -> Found:
    """Return a school term of a calendar year."""
    return months_window(year, *TERMS[name], Precision.TERM)


def third(part: str, whole: Found) -> Found:
    """Return the early, middle or late third of a year, season, term or month.

    Whole months are kept together: early 2013 is January to April. Of a month the thirds
    are the days 1 to 10, 11 to 20 and 21 to the end.
    """
    if whole.precision not in DIVIDED or whole.first is None or whole.last is None:
        raise DateTrouble("Early, mid or late needs a month, a season or a year.")
    index = THIRDS[part]
    if whole.precision is Precision.MONTH:
        start = whole.first + index * 10 * ONE_DAY
        end = whole.last if index == 2 else start + 9 * ONE_DAY
        return Found(start, end, Precision.THIRD, whole.approximate, note=whole.note)
    months = (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1
    start = add_months(whole.first, months * index // 3)
    end = add_months(whole.first, months * (index + 1) // 3) - ONE_DAY
    return Found(start, end, Precision.THIRD, whole.approximate, note=whole.note)


def age_window(birth: FuzzyDate | None, lowest: int, highest: int, months: bool = False) -> Found:
    """Return the days on which a person is `lowest` to `highest` years old (or months old).

    Raises DateTrouble when the birth is not known. A birth known to the month widens the window.
    """
    earliest, latest = _born(birth)
    unit = 1 if months else 12
    first = add_months(earliest, lowest * unit)
    last = add_months(latest, (highest + 1) * unit) - ONE_DAY
    return Found(first, last, Precision.MONTH if months else Precision.YEAR)


def year_group(birth: FuzzyDate | None, group: int) -> Found:
    """Return the school year of a year group in England: 0 is Reception, 9 is Year 9.

    Who turns 5 from 1 September to 31 August starts Year 1 in the September that follows.
    Raises DateTrouble when the birth is not known.
    """
    earliest, latest = _born(birth)
    years = [born.year + (born.month >= 9) + 5 + group for born in (earliest, latest)]
    first, last = school_year(years[0] - 1), school_year(years[1] - 1)
    return Found(first.first, last.last, Precision.YEAR)


def _born(birth: FuzzyDate | None) -> tuple[date, date]:
    if birth is None or birth.earliest is None or birth.latest is None:
        raise DateTrouble(NEEDS_BIRTH)
    return birth.earliest, birth.latest
