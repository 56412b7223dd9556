"""The events that journeys are compared at: their first day in a case, and their words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.lanes import lane
from journeyviewer.model.moves import LOOKED_AFTER
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import lower_first

REFERRALS = frozenset(("REF", "REREF", "SREF", "PREF", "HREF"))
"""Kinds of referral to children's social care; contacts are none."""


class Landmark(StrEnum):
    """A first event that many cases have."""

    HIGH_RISK = "identified as high risk"
    FIRST_MISSING = "first missing"
    FIRST_REFERRAL = "first referral"
    LOOKED_AFTER = "became looked after"


BY_NAME = {
    "high-risk": Landmark.HIGH_RISK,
    "first-missing": Landmark.FIRST_MISSING,
    "first-referral": Landmark.FIRST_REFERRAL,
    "looked-after": Landmark.LOOKED_AFTER,
}
"""The events by their names in commands and in kept choices."""


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first record of one kind: a category or an event kind of a lane."""

    lane: str
    category: str

    def __str__(self) -> str:
        item = lane(self.lane)
        kind = item.category(self.category) or item.event(self.category)
        return f"first {lower_first(kind.label) if kind else self.category}"


Event = Landmark | FirstOf
"""What journeys can be lined up at."""


def first_of(entry: Entry) -> FirstOf | None:
    """Return the event "first record of this kind"; None for words outside the vocabulary."""
    return FirstOf(entry.lane, entry.category) if entry.category else None


def is_landmark(entry: Entry, landmark: Event) -> bool:
    """True for an entry that is such an event; the first of them in a case is the landmark."""
    if isinstance(landmark, FirstOf):
        return (entry.lane, entry.category) == (landmark.lane, landmark.category)
    if landmark is Landmark.HIGH_RISK:
        return entry.lane == "cse" and (entry.category == "HIGH" or entry.value == "high")
    if landmark is Landmark.FIRST_MISSING:
        return entry.lane == "missing" and entry.kind is Kind.SPELL
    if landmark is Landmark.FIRST_REFERRAL:
        return entry.lane == "referrals" and entry.category in REFERRALS
    spell = entry.lane == "legal" and entry.kind is Kind.SPELL
    return spell and entry.category in LOOKED_AFTER


def landmark_day(case: Case, landmark: Event) -> date | None:
    """Return the first possible day of the landmark; None where no record says it."""
    days = [
        entry.start.first
        for entry in case.entries
        if not entry.suggested and is_landmark(entry, landmark) and entry.start.known
    ]
    return min(days, default=None)


def name_of(event: Event | None) -> str:
    """Return the name of an event in commands and kept choices, "" for one that has none."""
    return next((name for name, known in BY_NAME.items() if known == event), "")
