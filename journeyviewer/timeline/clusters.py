"""Points that would touch, gathered into pills with a count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyviewer.model.chronology import EntryId
from journeyviewer.timeline.point_plan import PointPlan

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
    place, size = board.scale.x, board.metrics.shape_size
    left, right = board.left - 0.5, board.right + 0.5
    while at < last:
        x = place(row.middles[at])
        if not left <= x <= right:
            at += 1
            continue
        point = row.points[at]
        group = Group(row, at, at + 1, x, x, x, half_width(board, point))
        at += 1
        while groups and group.x - groups[-1].x < groups[-1].half + group.half + 0.5:
            _take(board, groups, group)
            group = groups.pop()
        groups.append(group)
        if group.count > AT_ONCE:
            # What lies under the pill belongs to it: no need to look at each.
            covered = board.scale.position(group.x + group.half + size * 0.2)
            end = min(row.until(covered, at), last)
            if end - at > AT_ONCE:
                group.high = max(group.high, place(row.middles[end - 1]))
                group.last = at = end
                _set(board, group)
    for group in groups:
        if group.count > 1:
            group.x = min(max(group.x, board.left + group.half), board.right - group.half)
    return groups


def _take(board: Board, groups: list[Group], group: Group) -> None:
    """Let the last of the groups take in the one after it."""
    before = groups[-1]
    before.last = group.last
    before.low, before.high = min(before.low, group.low), max(before.high, group.high)
    _set(board, before)


def _set(board: Board, group: Group) -> None:
    group.x = (group.low + group.high) / 2
    group.half = pill_width(board, group.count) / 2


def half_width(board: Board, point: PointPlan) -> float:
    """Return half the width of a point's own mark."""
    size = board.metrics.shape_size
    if point.shape == "boxed":
        return boxed_width(board, point) / 2
    return size * 0.2 if point.shape == "bar" else size / 2


def boxed_width(board: Board, point: PointPlan) -> float:
    """Return the width of a score in its box."""
    return board.measure(score_words(point), board.metrics.strong_small_face) + 8


def score_words(point: PointPlan) -> str:
    """Return a score as it is written in its box."""
    return str(point.entry.value) if point.entry.value is not None else "–"


def pill_width(board: Board, count: int) -> float:
    """Return the width of a pill with a number."""
    size = board.metrics.shape_size
    return size * 1.6 + 2.5 + board.measure(str(count), board.metrics.strong_small_face)
