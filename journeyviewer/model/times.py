"""Dates as a record gives them (windows of days) and positions in time (minutes)."""

from __future__ import annotations

from datetime import date, time, timedelta
from enum import StrEnum
from typing import NewType

from journeyviewer.model.values import dataclass

Minute = NewType("Minute", int)
"""A position in local wall-clock time: whole minutes since 1 January of year 1, 00:00."""

MINUTES_PER_DAY = 24 * 60


class Precision(StrEnum):
    """How finely a date was written."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    THIRD = "third"
    SEASON = "season"
    TERM = "term"
    YEAR = "year"
    RANGE = "range"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


class EndState(StrEnum):
    """What the record says of the end of a spell."""

    CLOSED = "closed"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as written: the window of days, both inclusive, in which it lies.

    `earliest` or `latest` is None where the window is open on that side
    ("before 2012", "after May 2014", unknown). `approximate` is set by words such
    as "about". `clock` is the time of day when the source gives one.
    """

    earliest: date | None
    latest: date | None
    precision: Precision = Precision.DAY
    approximate: bool = False
    raw: str = ""
    clock: time | None = None

    @property
    def exact(self) -> bool:
        """True when the day is known and nothing says that it is approximate."""
        return self.earliest is not None and self.earliest == self.latest and not self.approximate

    @property
    def known(self) -> bool:
        """True when at least one side of the window is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def first(self) -> date:
        """The earliest day, or the latest one of a window open on the left."""
        day = self.earliest or self.latest
        if day is None:
            raise ValueError("an unknown date has no first day")
        return day

    @property
    def last(self) -> date:
        """The latest day, or the earliest one of a window open on the right."""
        day = self.latest or self.earliest
        if day is None:
            raise ValueError("an unknown date has no last day")
        return day

    @property
    def days_of_doubt(self) -> int:
        """Days between the two bounds: 0 for a day, 30 for a 31-day month."""
        return (self.last - self.first).days


def day(when: date, raw: str = "") -> FuzzyDate:
    """Return the fuzzy date of one exactly known day."""
    return FuzzyDate(when, when, Precision.DAY, raw=raw or when.isoformat())


def month(year: int, number: int, raw: str = "") -> FuzzyDate:
    """Return the fuzzy date of a calendar month."""
    first = date(year, number, 1)
    return FuzzyDate(first, month_end(first), Precision.MONTH, raw=raw or f"{first:%Y-%m}")


def month_end(when: date) -> date:
    """Return the last day of the month of `when`."""
    return add_months(when.replace(day=1), 1) - timedelta(days=1)


def add_months(when: date, months: int) -> date:
    """Return the day `months` later, or the last day of a shorter month."""
    index = when.year * 12 + when.month - 1 + months
    year, month_index = divmod(index, 12)
    for number in (when.day, 30, 29, 28):
        try:
            return date(year, month_index + 1, min(number, when.day))
        except ValueError:
            continue
    raise ValueError(f"no day {when.day} near month {month_index + 1} of {year}")


def minute_of(when: date, clock: time | None = None) -> Minute:
    """Return the position of the start of a day, or of a time on it."""
    extra = clock.hour * 60 + clock.minute if clock else 0
    return Minute(when.toordinal() * MINUTES_PER_DAY + extra)


def date_of(position: Minute | float) -> date:
    """Return the day that holds a position."""
    return date.fromordinal(max(1, int(position // MINUTES_PER_DAY)))


@dataclass(frozen=True, slots=True)
class Age:
    """A completed age: whole years and months."""

    years: int
    months: int

    def __str__(self) -> str:
        return f"{self.years}y {self.months}m"


def age_on(birth: date, when: date) -> Age:
    """Return the completed years and months between a birth and a day (not before it)."""
    total = (when.year - birth.year) * 12 + when.month - birth.month
    if when < add_months(birth, total):
        total -= 1
    return Age(*divmod(max(total, 0), 12))
