"""Points that would touch, gathered into pills with a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.point_plan import OWN_RING, PointPlan

if TYPE_CHECKING:
    from journeyviewer.timeline.board import Board
    from journeyviewer.timeline.rows import PointRow

AT_ONCE = 48
"""Points that a pill covers already and takes in one step when there are more than this."""


@dataclass(slots=True)
class Group:
    """Neighbours [first, last) of a row over [low, high] pixels; several make a pill.

    The mark stands at `x` and reaches `half` to either side.
    """

    row: PointRow
    first: int
    last: int
    low: float
    high: float
    x: float
    half: float

    def take(self, last: int, low: float, high: float, halves: _Halves) -> None:
        """Take in the points up to `last`, which lie over [low, high] pixels."""
        self.last = last
        self.low, self.high = min(self.low, low), max(self.high, high)
        self.x = (self.low + self.high) / 2
        self.half = halves.of_pill(last - self.first)

    @property
    def count(self) -> int:
        """How many points stand here."""
        return self.last - self.first

    @property
    def point(self) -> PointPlan:
        """The first point, or the only one."""
        return self.row.points[self.first]

    @property
    def entries(self) -> tuple[EntryId, ...]:
        """The points' entries in order of date."""
        return self.row.ids[self.first : self.last]


def groups_in_sight(board: Board, row: PointRow) -> list[Group]:
    """Merge points that would touch; a pill swallows what it would cover."""
    groups: list[Group] = []
    at, last = row.in_sight(board)
    place, middles = board.scale.x, row.middles
    left, right = board.left - 0.5, board.right + 0.5
    halves = _Halves(board)
    while at < last:
        x = place(middles[at])
        at += 1
        if not left <= x <= right:
            continue
        half = halves.of_point(row.points[at - 1])
        if not groups or x - groups[-1].x >= groups[-1].half + half + 0.5:
            groups.append(Group(row, at - 1, at, x, x, x, half))
            continue
        group = groups[-1]
        group.take(at, x, x, halves)
        while len(groups) > 1 and group.x - groups[-2].x < groups[-2].half + group.half + 0.5:
            groups.pop()
            groups[-1].take(group.last, group.low, group.high, halves)
            group = groups[-1]
        if group.last - group.first > AT_ONCE:
            # What lies under the pill belongs to it: no need to look at each.
            covered = board.scale.position(group.x + group.half + halves.least)
            end = min(row.until(covered, at), last)
            if end > at:
                group.take(end, group.low, place(middles[end - 1]), halves)
                at = end
    for group in groups:
        if group.count > 1:
            group.x = min(max(group.x, board.left + group.half), board.right - group.half)
    return groups


class _Halves:
    """Half the widths of marks and pills of one layout, each measured once."""

    __slots__ = ("_board", "_pills", "_size", "least")

    def __init__(self, board: Board) -> None:
        self._board = board
        self._size = board.metrics.shape_size
        self._pills: dict[int, float] = board.pill_halves
        self.least = self._size * 0.2

    def of_point(self, point: PointPlan) -> float:
        """Return half the width of a point's own mark."""
        if point.shape == "boxed":
            return boxed_width(self._board, point) / 2
        half = self.least if point.shape == "bar" else self._size / 2
        return half + OWN_RING / 2 if point.own else half

    def of_pill(self, count: int) -> float:
        """Return half the width of a pill with a number."""
        half = self._pills.get(count)
        if half is None:
            face = self._board.metrics.strong_small_face
            width = self._size * 1.6 + 2.5 + self._board.measure(str(count), face)
            half = self._pills[count] = width / 2
        return half


def boxed_width(board: Board, point: PointPlan) -> float:
    """Return the width of a score in its box."""
    return board.measure(score_words(point), board.metrics.strong_small_face) + 8


def score_words(point: PointPlan) -> str:
    """Return a score as it is written in its box."""
    return str(point.entry.value) if point.entry.value is not None else "–"
