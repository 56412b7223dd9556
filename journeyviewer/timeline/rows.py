"""Rows of a lane in order of time, so that a view looks up what is in sight and nothing else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

from journeyviewer.model.chronology import EntryId
from journeyviewer.timeline.point_plan import PointPlan
from journeyviewer.timeline.spans import SpanPlan


class Sight(Protocol):
    """The time in sight, with what reaches into it from outside."""

    def within(
        self, firsts: Sequence[float], lasts: Sequence[float], spare: float = 0.0
    ) -> tuple[int, int]:
        """Return the slice whose time may be in sight, `spare` pixels more on either side."""
        ...


class SpanRow:
    """Spans of one row; they may overlap a little, and come back in drawing order."""

    __slots__ = ("_order", "_reach", "_starts", "arrays", "spans")

    def __init__(self, spans: Sequence[SpanPlan]) -> None:
        self.spans = tuple(spans)
        self._order = sorted(range(len(spans)), key=lambda number: spans[number].start)
        self._starts = [spans[number].start for number in self._order]
        self._reach = list(accumulate((spans[number].end for number in self._order), max))
        self.arrays: object = None

    def by_start(self) -> list[SpanPlan]:
        """Return the spans in order of start."""
        return [self.spans[number] for number in self._order]

    def chosen(self, places: Sequence[int]) -> list[SpanPlan]:
        """Return spans by their places in order of start, in drawing order."""
        return [self.spans[number] for number in sorted(self._order[place] for place in places)]

    def slice_in_sight(self, sight: Sight, spare: float) -> tuple[int, int]:
        """Return the slice, in order of start, of the spans that may be in sight."""
        return sight.within(self._reach, self._starts, spare)

    def __len__(self) -> int:
        return len(self.spans)

    def in_sight(self, sight: Sight, spare: float) -> Sequence[SpanPlan]:
        """Return the spans that may be in sight, in drawing order."""
        first, last = self.slice_in_sight(sight, spare)
        if first == 0 and last == len(self.spans):
            return self.spans
        return [self.spans[number] for number in sorted(self._order[first:last])]


class PointRow:
    """Points of one row in order of date, with what a cluster of neighbours needs."""

    __slots__ = ("_highest", "_lowest", "_places", "ids", "middles", "points")

    def __init__(self, points: Sequence[PointPlan]) -> None:
        self.points = tuple(points)
        self.middles = [point.middle for point in points]
        self.ids: tuple[EntryId, ...] = tuple(point.entry.id for point in points)
        # Dates rounded to the month may be out of order by a little.
        self._highest = list(accumulate(self.middles, max))
        self._lowest = list(accumulate(reversed(self.middles), min))[::-1]
        self._places: dict[str, list[int]] = {}
        for number, point in enumerate(points):
            self._places.setdefault(point.shape, []).append(number)

    def in_sight(self, sight: Sight) -> tuple[int, int]:
        """Return the slice of points that may be in sight."""
        return sight.within(self._highest, self._lowest)

    def until(self, position: float, first: int) -> int:
        """Return the end of the points, from `first` on, that lie before a position."""
        return bisect_left(self._lowest, position, first)

    def commonest(self, first: int, last: int) -> str:
        """Return the shape most points of a slice have, the earliest one of equals."""
        best = (0, 0, "")
        for shape, places in self._places.items():
            low, high = bisect_left(places, first), bisect_left(places, last)
            if high > low:
                best = min(best, (low - high, places[low], shape))
        return best[2]


def slice_in_sight(
    firsts: Sequence[float], lasts: Sequence[float], start: float, end: float
) -> tuple[int, int]:
    """Return the slice [first, last) that reaches from `start` on and begins by `end`."""
    first = bisect_left(firsts, start)
    return first, max(first, bisect_right(lasts, end))
