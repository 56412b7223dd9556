"""Events before they have a place in pixels: their rows, fixed for a case, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from journeyviewer.model.chronology import Entry, Kind
from journeyviewer.model.lanes import Lane
from journeyviewer.model.times import Minute
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.spans import window

OWN_RING = 6.0
"""Pixels by which the ring round an added event is wider than its mark."""
REFERENCE_ROW = 1100.0
"""Width in pixels at which crowding decides on a second row, once for a case."""


@dataclass(frozen=True, slots=True)
class PointPlan:
    """An event with its row and words; its day lies in the half-open window [start, end).

    Its mark stands in the `middle`, and is whole when the day is `exact`. `own` is what the
    analyst added.
    """

    entry: Entry
    start: Minute
    end: Minute
    row: int
    shape: str
    labels: tuple[str, ...]
    middle: float = field(init=False, compare=False)
    exact: bool = field(init=False, compare=False)
    own: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "middle", (self.start + self.end) / 2)
        object.__setattr__(self, "exact", self.entry.start.exact)
        object.__setattr__(self, "own", self.entry.flag("own"))


def plan_points(
    lane: Lane, entries: Sequence[Entry], span: tuple[Minute, Minute]
) -> tuple[tuple[PointPlan, ...], int]:
    """Return the lane's events in order of date, each with its row, and the number of rows.

    The second row takes what would touch its neighbour when the life is drawn at a reference
    width; it exists only where at least six events need it, and never depends on the zoom.
    """
    least = (span[1] - span[0]) * 15 / REFERENCE_ROW
    last = [float("-inf"), float("-inf")]
    rows: list[int] = []
    ordered = sorted(entries, key=lambda entry: (_middle(entry), entry.order))
    for entry in ordered:
        at = _middle(entry)
        row = 0 if at - last[0] >= least or last[0] <= last[1] else 1
        last[row] = at
        rows.append(row)
    second = sum(rows)
    single = second < (1 if lane.key == "referrals" else 6)
    plans = tuple(
        _plan(lane, entry, 0 if single else row) for entry, row in zip(ordered, rows, strict=True)
    )
    return plans, (1 if single else 2) if plans else 0


def _middle(entry: Entry) -> float:
    start, end = window(entry.start)
    return (start + end) / 2


def _plan(lane: Lane, entry: Entry, row: int) -> PointPlan:
    kind = lane.event(entry.category)
    start, end = window(entry.start)
    if entry.kind is Kind.SCORE:
        shape = "boxed"
    else:
        # All of the lane of the young person's words is words, of a known kind or not.
        shape = kind.shape if kind else "bubble" if lane.key == "voice" else "circle"
    words = [entry.label, *entry.short_forms]
    if kind:
        words.append(kind.short)
    return PointPlan(entry, start, end, row, shape, tuple(dict.fromkeys(filter(None, words))))
