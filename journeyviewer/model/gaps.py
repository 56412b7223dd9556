"""Time that was read and says nothing, and the time that was read at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from journeyviewer.model.chronology import Case, Coverage, Entry
from journeyviewer.model.lanes import drawn_lane, lanes, loose
from journeyviewer.model.spells import merged, reading_day, spells
from journeyviewer.model.times import EndState

STATE_LANES = ("residence", "education")
"""Lanes in which one state always holds, so that a day without a record is a gap.

An order that ends leaves no order, and a plan that ends no plan: their lanes have no gaps.
"""

LEAST_GAP = 14
"""Days without a record that make a gap."""

SCHOOL_BREAK = 70
"""Days under which a time without school is no gap when it spans a holiday (ten weeks)."""

EVERY_LANE = ("all", "all lanes", "every lane", "whole file", "")


class Gap(NamedTuple):
    """The half-open days [start, end)."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """The length in days."""
        return (self.end - self.start).days


def covered(case: Case, lane_key: str) -> tuple[Gap, ...]:
    """Return the days that some source was read for, for one lane, in order.

    An open side reaches to the birth or first record and to the reading day. Empty when
    nothing is said of what was read.
    """
    windows = []
    for window in case.coverage:
        if not _applies(window, lane_key):
            continue
        # Most say both days, and no record has to be looked at for them.
        end = window.end or reading_day(case)
        if end is not None:
            windows.append((window.start or _first_day(case), end + timedelta(days=1)))
    return tuple(Gap(*days) for days in merged(windows))


def gaps(case: Case, lane_key: str) -> tuple[Gap, ...]:
    """Return the gaps of 14 days or more in a state lane, inside what was read.

    Time before the lane's first record and after the reading day is no gap; nor is the time
    after a spell whose end is not known. Vague dates count at their widest.
    """
    if lane_key not in STATE_LANES:
        return ()
    reading = reading_day(case)
    windows = covered(case, lane_key)
    if reading is None or not windows:
        return ()
    held = _held(spells(case, lane_key), reading)
    # Before the first record of its kind nothing is known yet: that is blank, not a gap. A
    # source about children in care says nothing of the years before.
    lower = held[0][0] if held else date.max
    found = []
    for window in windows:
        for start, end in _between(held, max(window.start, lower), min(window.end, reading)):
            gap = Gap(start, end)
            if gap.days >= LEAST_GAP and not (lane_key == "education" and _holiday(gap)):
                found.append(gap)
    return tuple(found)


def _applies(window: Coverage, lane_key: str) -> bool:
    return loose(window.lane) in EVERY_LANE or covered_lane(window.lane) == lane_key


@cache
def covered_lane(words: str) -> str | None:
    """Return the key of the lane that a coverage row names by key, title, sheet or record lane."""
    wanted = loose(words)
    for item in lanes():
        names = (item.key, item.title, item.short_title, item.sheet or "")
        if wanted in {loose(name) for name in names if name}:
            return item.key
    for item in lanes():
        if wanted in item.record_lanes:
            return drawn_lane(wanted)
    return None


def _first_day(case: Case) -> date:
    if case.birth is not None and case.birth.known:
        return case.birth.first
    return min((entry.start.first for entry in case.entries if entry.start.known), default=date.max)


def _held(entries: list[Entry], reading: date) -> list[tuple[date, date]]:
    """Return the days for which a spell may hold, vague ends at their widest."""
    ranges = []
    for index, entry in enumerate(entries):
        if entry.end is not None and entry.end.known:
            end = entry.end.last
        elif entry.end_state is EndState.OPEN or index == len(entries) - 1:
            end = max(reading, entry.start.last)
        else:
            end = max(entries[index + 1].start.first, entry.start.last)
        ranges.append((entry.start.first, max(end, entry.start.first + timedelta(days=1))))
    return merged(ranges)


def _between(held: list[tuple[date, date]], start: date, end: date) -> Iterator[tuple[date, date]]:
    """Yield what the held days leave free in [start, end)."""
    at = start
    for first, last in held:
        if first >= end:
            break
        if first > at:
            yield at, first
        at = max(at, last)
    if at < end:
        yield at, end


def _holiday(gap: Gap) -> bool:
    """True for a short time without school that spans Christmas, Easter or part of August."""
    if gap.days >= SCHOOL_BREAK:
        return False
    years = range(gap.start.year, gap.end.year + 1)
    days = [day for year in years for day in (date(year, 12, 25), _easter(year))]
    days += [date(year, 8, day) for year in years for day in (1, 15, 31)]
    return any(gap.start <= day < gap.end for day in days)


@cache
def _easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian rule, Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    shift = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
