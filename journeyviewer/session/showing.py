"""What a room sees of one point: its words, the days shown, and the case as known by the last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.curtain import known_by
from journeyviewer.model.meetings import Stop
from journeyviewer.model.study import KeyDevelopment, Note, Phase
from journeyviewer.model.times import add_months
from journeyviewer.model.values import dataclass

ROOM_LANES = ("legal", "residence", "education", "referrals", "cse", "missing", "support")
"""The lanes of the room's picture, from the top: seven are what can be read at six metres."""


PAIR_LANES = ("legal", "residence", "cse", "support")
"""The lanes of two journeys one above the other."""

AROUND = 6
"""Months on either side of a point that lies in no phase."""


BEYOND = 90
"""Days past the edge of the picture that a spell which still goes on is drawn, out of sight."""


class Card(StrEnum):
    """What stands in front of the journey: nothing, a case's opening card, a pause, or black."""

    NONE = ""
    CASE = "case"
    PAUSE = "pause"
    BLANK = "blank"
    END = "end"


@dataclass(frozen=True, slots=True)
class Place:
    """A point made ready: what it is, its words for the room, and the days [start, end) shown.

    `number` and `kind` are as on the journey. `phase` is the phase it lies in, with its number
    and how many there are.
    """

    stop: Stop
    item: Phase | KeyDevelopment | Note
    case: Case
    number: int
    kind: str
    title: str
    words: str
    start: date
    end: date
    phase: Phase | None
    phase_number: int
    phases: int


def phase_at(phases: tuple[Phase, ...], day: date | None) -> Phase | None:
    """Return the phase that a day lies in, the later one where two overlap."""
    if day is None:
        return None
    found = [one for one in phases if one.start <= day and (one.end is None or day < one.end)]
    return found[-1] if found else None


def days_shown(case: Case, phase: Phase | None, day: date | None) -> tuple[date, date]:
    """Return the days [start, end) shown: the phase's, else months around the point."""
    read = case.read_on or max(
        (entry.start.last for entry in case.entries if entry.start.known), default=date.today()
    )
    until = read + timedelta(days=1)
    if phase is not None:
        return phase.start, max(phase.end or until, phase.start + timedelta(days=1))
    middle = day or read
    return add_months(middle, -AROUND), min(add_months(middle, AROUND), max(until, middle))


def in_days(case: Case, start: date, last: date) -> Case:
    """Return a case as known by a day, with only what touches the days from `start` on.

    Lanes then need no room for what is out of sight. What still goes on runs past the edge of the
    picture, unless the edge is the day of reading: an end that is not known yet is not hinted at.
    """
    known = known_by(case, last)
    touching = tuple(entry for entry in known.entries if _touches(entry, start))
    beyond = case.read_on is None or last < case.read_on
    read_on = last + timedelta(days=BEYOND) if beyond else known.read_on
    return replace(known, entries=touching, read_on=read_on)


def _touches(entry: Entry, start: date) -> bool:
    if entry.end is not None and entry.end.known:
        return entry.end.last > start or entry.start.last >= start
    return entry.end_state.value == "open" or entry.start.last >= start


def same_ages(place: Place, other: Case) -> tuple[date, date] | None:
    """Return the days at which another young person was as old; None where a birth is not known.

    As many days, so that both journeys are on one scale.
    """
    births = (place.case.birth, other.birth)
    if any(birth is None or not birth.known for birth in births):
        return None
    first, second = (birth.first for birth in births if birth is not None)
    return second + (place.start - first), second + (place.end - first)
