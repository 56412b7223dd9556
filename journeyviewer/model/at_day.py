"""What a case held on a day, during a period, and near an entry; lane by lane."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.gaps import covered, gaps
from journeyviewer.model.lanes import Lane, lanes
from journeyviewer.model.spells import end_day, reading_day
from journeyviewer.model.values import dataclass


@dataclass(frozen=True, slots=True)
class LaneState:
    """What one lane held: its entries, and why there are none when there are none.

    `silent` is True inside a gap of the record, `unread` outside what was read.
    """

    lane: Lane
    entries: tuple[Entry, ...]
    silent: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """An entry near another one; `days` is the distance, negative before, 0 when they meet."""

    entry: Entry
    days: int


def extent(entry: Entry, reading: date) -> tuple[date, date]:
    """Return the days [start, end) that an entry takes; an event takes one day at least."""
    start = entry.start.first
    end = end_day(entry, reading) if entry.kind is Kind.SPELL else None
    if entry.kind is Kind.COUNT and entry.end is not None and entry.end.known:
        end = entry.end.last + timedelta(days=1)
    latest = entry.start.last if entry.kind is not Kind.SPELL else start
    return start, max(end or start, latest + timedelta(days=1))


def states_on(case: Case, day: date) -> tuple[LaneState, ...]:
    """Return what every lane held on a day, in the order of lanes."""
    return during(case, day, day + timedelta(days=1))


def during(case: Case, start: date, end: date) -> tuple[LaneState, ...]:
    """Return what every lane held over the days [start, end), in the order of lanes."""
    reading = reading_day(case) or end
    by_lane: dict[str, list[Entry]] = {}
    for entry in _drawn(case):
        first, last = extent(entry, reading)
        if first < end and last > start:
            by_lane.setdefault(entry.lane, []).append(entry)
    states = []
    for lane in lanes():
        held = tuple(by_lane.get(lane.key, ()))
        if lane.key == "other" and not held:
            continue
        states.append(
            LaneState(
                lane,
                held,
                silent=not held and _within_gap(case, lane.key, start, end),
                unread=not held and _unread(case, lane.key, start, end),
            )
        )
    return tuple(states)


def near(case: Case, anchor: Entry, days: int) -> tuple[Near, ...]:
    """Return what lies within `days` days of an entry, nearest first, then in order of date.

    Distances run between the nearest ends; the entry itself is left out.
    """
    reading = reading_day(case) or anchor.start.last
    start, end = extent(anchor, reading)
    found = []
    for entry in _drawn(case):
        if entry.id == anchor.id:
            continue
        first, last = extent(entry, reading)
        # Spells that merely run through the day are its background, not near it: their own
        # starts and ends count.
        away = _away((first, last), (start, end))
        if entry.kind is Kind.SPELL and first < start and last > end:
            continue
        if abs(away) <= days:
            found.append(Near(entry, away))
    return tuple(sorted(found, key=lambda item: (abs(item.days), item.entry.start.first)))


def _away(one: tuple[date, date], other: tuple[date, date]) -> int:
    """Return the days from `other` to `one`; 0 when they share a day or touch."""
    if one[0] >= other[1]:
        return (one[0] - other[1]).days + 1
    if one[1] <= other[0]:
        return (one[1] - other[0]).days - 1
    return 0


def _drawn(case: Case) -> Iterable[Entry]:
    return (entry for entry in case.entries if entry.start.known and not entry.suggested)


def _within_gap(case: Case, lane_key: str, start: date, end: date) -> bool:
    return any(gap.start <= start and end <= gap.end for gap in gaps(case, lane_key))


def _unread(case: Case, lane_key: str, start: date, end: date) -> bool:
    if not case.coverage:
        return False
    return not any(window.start < end and window.end > start for window in covered(case, lane_key))
