"""The events that journeys are compared at: their first day in a case, and their words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.moves import LOOKED_AFTER

REFERRALS = frozenset(("REF", "REREF", "SREF", "PREF", "HREF"))
"""Kinds of referral to children's social care; contacts are none."""


class Landmark(StrEnum):
    """A first event that many cases have."""

    HIGH_RISK = "identified as high risk"
    FIRST_MISSING = "first missing"
    FIRST_REFERRAL = "first referral"
    LOOKED_AFTER = "became looked after"


def is_landmark(entry: Entry, landmark: Landmark) -> bool:
    """True for an entry that is such an event; the first of them in a case is the landmark."""
    if landmark is Landmark.HIGH_RISK:
        return entry.lane == "cse" and (entry.category == "HIGH" or entry.value == "high")
    if landmark is Landmark.FIRST_MISSING:
        return entry.lane == "missing" and entry.kind is Kind.SPELL
    if landmark is Landmark.FIRST_REFERRAL:
        return entry.lane == "referrals" and entry.category in REFERRALS
    spell = entry.lane == "legal" and entry.kind is Kind.SPELL
    return spell and entry.category in LOOKED_AFTER


def landmark_day(case: Case, landmark: Landmark) -> date | None:
    """Return the first possible day of the landmark; None where no record says it."""
    days = [
        entry.start.first
        for entry in case.entries
        if not entry.suggested and is_landmark(entry, landmark) and entry.start.known
    ]
    return min(days, default=None)
