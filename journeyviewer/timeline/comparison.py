"""Which cases are compared, at which event, over which months and in which order."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.landmarks import Event, Landmark, landmark_day
from journeyviewer.model.spells import reading_day
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, natural

YEAR = 12
CHILDHOOD = 18 * YEAR
MOST_MONTHS = 25 * YEAR
"""Months on either side of the event beyond which the whole is cut."""


@dataclass(frozen=True, slots=True)
class Period:
    """Months [start, end) from the aligning event, or of age; None on both sides: the whole."""

    title: str
    start: int | None = None
    end: int | None = None


WHOLE = Period("Whole journeys")
BY_EVENT = (
    Period("4 years before, 3 after", -48, 36),
    Period("2 years before and after", -24, 24),
    Period("1 year before and after", -12, 12),
    WHOLE,
)
BY_AGE = (WHOLE, Period("Age 10 to 18", 10 * YEAR, CHILDHOOD), Period("Birth to 10", 0, 10 * YEAR))


class Order(StrEnum):
    """What the rows are in order of; never an amount of harm."""

    CASE = "case number"
    AGE_READ = "age when read"
    AGE_IDENTIFIED = "age when identified"
    FIRST_REFERRAL = "age at first referral"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is lined up (None: by age), over which period, in which order."""

    event: Event | None = Landmark.HIGH_RISK
    period: Period = BY_EVENT[0]
    order: Order = Order.CASE

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that can be chosen."""
        return BY_EVENT if self.event else BY_AGE

    @property
    def title(self) -> str:
        """What the rows are lined up at."""
        return str(self.event) if self.event else "age"

    def with_event(self, event: Event | None) -> Comparison:
        """Return the comparison at another event, its period kept where it can be."""
        changed = replace(self, event=event)
        kept = self.period in changed.periods and bool(event) == bool(self.event)
        return changed if kept else replace(changed, period=changed.periods[0])


@dataclass(frozen=True, slots=True)
class Placed:
    """A case in its row: the day its months count from, None where there is no such day.

    Cases that lack the event are not `aligned`: they follow the others and count from birth.
    """

    case: Case
    origin: date | None
    aligned: bool


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows from the top, how many of them are aligned, and the months shown.

    `span` holds for the aligned rows, `age_span` for those that follow them.
    """

    rows: tuple[Placed, ...]
    aligned: int
    span: tuple[int, int]
    age_span: tuple[int, int]

    @property
    def rest(self) -> int:
        """The number of cases that lack the event."""
        return len(self.rows) - self.aligned

    def span_of(self, row: Placed) -> tuple[int, int]:
        """Return the months that a row shows."""
        return self.span if row.aligned else self.age_span


def first_comparison(cohort: Cohort) -> Comparison:
    """Return what to line up at first: the first event that any case has, else age."""
    for event in (Landmark.HIGH_RISK, Landmark.LOOKED_AFTER):
        if any(landmark_day(case, event) is not None for case in cohort.cases):
            return Comparison(event)
    return Comparison().with_event(None)


def arrange(cohort: Cohort, comparison: Comparison) -> Arrangement:
    """Return every case in its row: those with the event first, those without it after them."""
    with_event: list[Placed] = []
    without: list[Placed] = []
    for case in _ordered(cohort.cases, comparison.order):
        born = birth_of(case)
        day = landmark_day(case, comparison.event) if comparison.event else born
        if day is not None:
            with_event.append(Placed(case, day, True))
        else:
            without.append(Placed(case, born, False))
    ages = _whole((item.case, birth_of(item.case)) for item in (*with_event, *without))
    age_span = (0, max(ages[1], CHILDHOOD))
    period = comparison.period
    if period.start is not None and period.end is not None:
        span = (period.start, period.end)
    elif comparison.event is None:
        span = age_span
    else:
        span = _whole((item.case, item.origin) for item in with_event)
    return Arrangement((*with_event, *without), len(with_event), span, age_span)


def birth_of(case: Case) -> date | None:
    """Return the first possible day of birth, None where none is recorded."""
    return case.birth.first if case.birth is not None and case.birth.known else None


def months_from(origin: date, when: date) -> int:
    """Return the whole months from `origin` to a day, rounded down; negative before it."""
    months = (when.year - origin.year) * YEAR + when.month - origin.month
    return months - 1 if when.day < origin.day else months


def _whole(days: Iterable[tuple[Case, date | None]]) -> tuple[int, int]:
    """Return the months that hold every journey, in whole years on both sides."""
    low, high = 0, YEAR
    for case, origin in days:
        if origin is None:
            continue
        first, last = birth_of(case) or _first_day(case), reading_day(case)
        low = min(low, months_from(origin, first)) if first else low
        high = max(high, months_from(origin, last) + 1) if last else high
    low, high = max(low, -MOST_MONTHS), min(high, MOST_MONTHS)
    return math.floor(low / YEAR) * YEAR, math.ceil(high / YEAR) * YEAR


def _first_day(case: Case) -> date | None:
    return min((item.start.first for item in case.entries if item.start.known), default=None)


def _ordered(cases: Iterable[Case], order: Order) -> list[Case]:
    by_name = sorted(cases, key=lambda case: natural(case.id))
    if order is Order.CASE:
        return by_name
    days = {
        Order.AGE_READ: reading_day,
        Order.AGE_IDENTIFIED: lambda case: landmark_day(case, Landmark.HIGH_RISK),
        Order.FIRST_REFERRAL: lambda case: landmark_day(case, Landmark.FIRST_REFERRAL),
    }[order]
    return sorted(by_name, key=_age_key(days))


def _age_key(day_of: Callable[[Case], date | None]) -> Callable[[Case], tuple[bool, int]]:
    """Return a sort key by age in days; without birth or day a case goes last."""

    def key(case: Case) -> tuple[bool, int]:
        born, day = birth_of(case), day_of(case)
        if born is None or day is None:
            return True, 0
        return False, (day - born).days

    return key


EVENT_WORDS: dict[Event, str] = {
    Landmark.HIGH_RISK: "the day they were identified as high risk",
    Landmark.FIRST_MISSING: "their first missing episode",
    Landmark.FIRST_REFERRAL: "their first referral",
    Landmark.LOOKED_AFTER: "the day they became looked after",
}
LACKING: dict[Event, str] = {
    Landmark.HIGH_RISK: "no record of being identified as high risk",
    Landmark.FIRST_MISSING: "no dated missing episode recorded",
    Landmark.FIRST_REFERRAL: "no referral recorded",
    Landmark.LOOKED_AFTER: "no record of becoming looked after",
}


def event_words(event: Event) -> str:
    """Return what rows are lined up at, as it stands in a sentence."""
    return EVENT_WORDS.get(event, f"their {event}")


def sentences(comparison: Comparison, arranged: Arrangement) -> tuple[str, ...]:
    """Return what the rows show and, with raw numbers, how many have the event; longest first."""
    event = comparison.event
    at = event_words(event) if event else "their birth"
    lead = f"Each row is one young person’s journey, lined up at {at}"
    if not arranged.rest:
        return lead, f"Lined up at {at}"
    listed = f"{arranged.rest:,} {'is' if arranged.rest == 1 else 'are'} listed at the end"
    has = _has_event(comparison, arranged)
    return f"{lead}. {has}; {listed}", f"{has}; {listed}", has


def _has_event(comparison: Comparison, arranged: Arrangement) -> str:
    what = "this event" if comparison.event else "a recorded birth"
    has = "has" if arranged.aligned == 1 else "have"
    return f"{arranged.aligned:,} of {counted(len(arranged.rows), 'case')} {has} {what}"


def rest_words(comparison: Comparison, arranged: Arrangement) -> tuple[str, str]:
    """Return the title and the sentence over the cases that lack the event."""
    number, total = arranged.rest, len(arranged.rows)
    has = "has" if number == 1 else "have"
    if comparison.event is None:
        return "Birth not recorded", f"{number:,} of {counted(total, 'case')}"
    what = LACKING.get(
        comparison.event, f"no {str(comparison.event).removeprefix('first ')} recorded"
    )
    return "Not recorded", f"{number:,} of {counted(total, 'case')} {has} {what}; drawn by age"
