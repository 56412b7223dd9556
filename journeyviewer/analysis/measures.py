"""The measures of one case as at a day: plain counts and ages, with what each of them means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.counts import (
    achievements,
    assessments,
    drawn,
    missing_counts,
    record_count,
    support_sources,
)
from journeyviewer.model.gaps import covered
from journeyviewer.model.landmarks import Landmark, landmark_day
from journeyviewer.model.moves import moves, out_of_borough, placements
from journeyviewer.model.spells import reading_day
from journeyviewer.model.times import EndState, age_on
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import NOT_RECORDED

Value = int | str
"""A whole number, or words such as "15y 3m" and "not recorded"."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of the cohort table, its value for a case, and its definition in a sentence."""

    title: str
    value: Callable[[Case], Value]
    meaning: str


def as_read_on(case: Case, day: date) -> Case:
    """Return the case as a reading on `day` would have found it.

    Entries that begin later are left out, and spells that end later are still going on.
    """
    return replace(
        case,
        read_on=day,
        entries=tuple(
            _still_open(entry, day)
            for entry in case.entries
            if not entry.start.known or entry.start.first <= day
        ),
    )


def _still_open(entry: Entry, day: date) -> Entry:
    if entry.kind is Kind.SPELL and entry.end and entry.end.known and entry.end.first > day:
        return replace(entry, end=None, end_state=EndState.OPEN)
    return entry


def age_in_years(case: Case) -> Value:
    """Return the completed years at the reading; "15-16" where the birth is too vague for one."""
    reading = reading_day(case)
    if reading is None or case.birth is None or not case.birth.known:
        return NOT_RECORDED
    oldest = age_on(case.birth.first, reading).years
    youngest = age_on(case.birth.last, reading).years
    return oldest if oldest == youngest else f"{youngest}-{oldest}"


def age_at(case: Case, day: date | None) -> Value:
    """Return the age on a day as "15y 3m", counted from the first possible day of birth."""
    if day is None or case.birth is None or not case.birth.known:
        return NOT_RECORDED
    if day < case.birth.first:
        return "before birth"
    return str(age_on(case.birth.first, day))


def _age_at_landmark(landmark: Landmark) -> Callable[[Case], Value]:
    return lambda case: age_at(case, landmark_day(case, landmark))


def _count(lane_key: str, count: Callable[[Case], int]) -> Callable[[Case], Value]:
    """Return a count that is "not recorded" where its lane is empty and nobody looked."""

    def value(case: Case) -> Value:
        number = count(case)
        if number or any(entry.lane == lane_key for entry in drawn(case)):
            return number
        return 0 if covered(case, lane_key) else NOT_RECORDED

    return value


def _unplanned(case: Case) -> int:
    return sum(move.planned is False for move in moves(case))


def _interviews(case: Case) -> Value:
    counts = missing_counts(case)
    if counts.episodes and counts.silent == counts.episodes:
        return NOT_RECORDED
    return _count("missing", lambda _: counts.interviews)(case)


MEASURES = (
    Measure(
        "Age when read",
        lambda case: age_at(case, reading_day(case)),
        "Age when the file was read, in completed years and months.",
    ),
    Measure(
        "First referral at age",
        _age_at_landmark(Landmark.FIRST_REFERRAL),
        "Age at the first recorded referral to children’s social care; contacts are not referrals.",
    ),
    Measure(
        "Identified as high risk at age",
        _age_at_landmark(Landmark.HIGH_RISK),
        "Age at the first CSE assessment with the level high, as assessed then.",
    ),
    Measure(
        "Placements",
        _count("residence", lambda case: len(placements(case))),
        "Spells in a placement; home, hospital, an own tenancy and temporary placements are none.",
    ),
    Measure(
        "Moves",
        _count("residence", lambda case: len(moves(case))),
        "Changes from one residence to the next, home included; temporary placements left out.",
    ),
    Measure(
        "Moves recorded as unplanned",
        _count("residence", _unplanned),
        "Moves that the source says were not planned; it may be silent about others.",
    ),
    Measure(
        "Out of borough placements",
        _count("residence", lambda case: len(out_of_borough(case))),
        "Placements that the source says were out of borough.",
    ),
    Measure(
        "CSE assessments",
        _count("cse", assessments),
        "Days on which a CSE level, score or assessment is recorded.",
    ),
    Measure(
        "Missing episodes",
        _count("missing", lambda case: missing_counts(case).episodes),
        "Dated episodes, of any length; a number counted over a period is not among them.",
    ),
    Measure(
        "Days missing",
        _count("missing", lambda case: missing_counts(case).days),
        "Days from start to end, a day in two episodes once; same-day and endless ones add none.",
    ),
    Measure(
        "Return interviews recorded",
        _interviews,
        "Episodes for which an interview is recorded; none recorded may mean that none was held.",
    ),
    Measure(
        "Sources of support",
        _count("support", lambda case: len(support_sources(case))),
        "People, services and activities that helped, each counted once.",
    ),
    Measure(
        "Achievements",
        _count("support", achievements),
        "Achievements recorded under support and education.",
    ),
    Measure("Records", record_count, "Records read for this case."),
)
