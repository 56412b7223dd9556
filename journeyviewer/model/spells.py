"""What the spells of a case say of one day: the reading day, what held, which came last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.lanes import Category, lane
from journeyviewer.model.times import EndState
from journeyviewer.model.words import lower_first


def reading_day(case: Case) -> date | None:
    """Return the day the file was read, else the last day in it; None when it has no day."""
    if case.read_on is not None:
        return case.read_on
    days = [entry.start.last for entry in case.entries if entry.start.known]
    days += [entry.end.last for entry in case.entries if entry.end and entry.end.known]
    return max(days, default=None)


def spells(case: Case, lane_key: str, until: date | None = None) -> list[Entry]:
    """Return the lane's drawn spells in order of start, those begun after `until` left out."""
    chosen = [
        entry
        for entry in case.entries
        if entry.lane == lane_key
        and entry.kind is Kind.SPELL
        and entry.start.known
        and not entry.suggested
        and (until is None or entry.start.first <= until)
    ]
    return sorted(chosen, key=lambda entry: (entry.start.first, entry.order))


def category_of(entry: Entry) -> Category | None:
    """Return the entry's category of its lane, None for words outside the vocabulary."""
    return lane(entry.lane).category(entry.category)


def label_of(entry: Entry) -> str:
    """Return an entry's words; a level of CSE is said to be what was assessed then."""
    category = category_of(entry) if entry.lane == "cse" else None
    if category is None or category.value is None:
        return entry.label or entry.words
    if entry.label.casefold().startswith("assessed"):
        return entry.label
    return f"Assessed level: {lower_first(entry.label)}"


def is_not_recorded(entry: Entry) -> bool:
    """True for a spell that says that nothing is recorded."""
    category = category_of(entry)
    return category is not None and category.drawn == "notrec"


def is_temporary(entry: Entry) -> bool:
    """True for a temporary placement: an inset, not a move (SSDA903 codes T0 to T4)."""
    category = category_of(entry)
    return entry.flag("temporary") or (category is not None and category.temporary)


def state_on(entry: Entry, day: date) -> EndState:
    """Return whether a spell begun by `day` is open, closed or unknown at the end of that day.

    A recorded end after `day` leaves the spell open. A vague end closes it from its first
    possible day on.
    """
    if entry.end is not None and entry.end.known:
        return EndState.CLOSED if entry.end.first <= day else EndState.OPEN
    return EndState.OPEN if entry.end_state is EndState.OPEN else EndState.UNKNOWN


def end_day(entry: Entry, reading: date) -> date | None:
    """Return the first day after a spell: its end, the reading day when open, else None."""
    if entry.end is not None and entry.end.known:
        return entry.end.first
    if entry.end_state is EndState.OPEN:
        return max(reading, entry.start.first)
    return None


def days_of(entry: Entry, reading: date) -> int | None:
    """Return the length in days, half-open (24 April to 19 July: 86); None for unknown ends."""
    end = end_day(entry, reading)
    return None if end is None else max((end - entry.start.first).days, 0)


def union_days(ranges: Iterable[tuple[date, date]]) -> int:
    """Return how many days the half-open ranges cover together, days in two of them once."""
    return sum((end - start).days for start, end in merged(ranges))


def merged(ranges: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return half-open ranges in order, touching and overlapping ones joined."""
    result: list[tuple[date, date]] = []
    for start, end in sorted(ranges):
        if end <= start:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result
