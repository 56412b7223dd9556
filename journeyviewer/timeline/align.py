"""The event a journey is lined up at, and the fold of the two-speed axis."""

from __future__ import annotations

from datetime import date

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.moves import LOOKED_AFTER
from journeyviewer.model.times import Minute, add_months, minute_of
from journeyviewer.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Alignment:
    """The aligning event: its day, what it is called, and the entry it comes from.

    `names` are what months are counted from, in "Months from high risk", the longest first.
    """

    when: date
    title: str
    entry: Entry
    names: tuple[str, ...] = ()

    @property
    def position(self) -> Minute:
        """The start of its day."""
        return minute_of(self.when)


def alignment(case: Case) -> Alignment | None:
    """Return the default aligning event.

    The first CSE level high, else the first CSE record, else the start of care; None when the
    case has none of them. An event known to a month counts from its first day.
    """
    cse = [entry for entry in case.in_lane("cse") if _counts(entry) and not entry.suggested]
    high = [entry for entry in cse if entry.category == "HIGH" or entry.value == "high"]
    if high:
        return _from(high[0], "Identified as high risk of CSE", "high risk")
    levels = [entry for entry in cse if entry.kind is not Kind.COUNT]
    if levels:
        return _from(levels[0], "First CSE record", "first CSE record", "CSE record")
    care = [
        entry
        for entry in case.in_lane("legal")
        if _counts(entry) and entry.kind is Kind.SPELL and entry.category in LOOKED_AFTER
    ]
    return _from(care[0], "Became looked after", "start of care") if care else None


def _counts(entry: Entry) -> bool:
    """True for a record with a day: what an analyst added moves no axis."""
    return entry.start.known and not entry.flag("own")


def fold_of(aligned: Alignment, start: date, end: date) -> Minute | None:
    """Return the last 1 September at least 12 months before the aligning event.

    None when the journey [start, end) leaves nothing to fold: under two years before it, or
    nothing after it.
    """
    latest = add_months(aligned.when, -12)
    fold = date(latest.year if latest >= date(latest.year, 9, 1) else latest.year - 1, 9, 1)
    if fold < add_months(start, 24) or fold >= end:
        return None
    return minute_of(fold)


def _from(entry: Entry, title: str, *names: str) -> Alignment:
    return Alignment(entry.start.first, title, entry, names)
