"""Events as points: their rows (fixed for a case), clusters and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeyviewer.timeline.clusters import (
    Group,
    boxed_width,
    groups_in_sight,
    score_words,
)
from journeyviewer.timeline.point_plan import PointPlan
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Anchor,
    Box,
    Boxes,
    Face,
    Glyph,
    Ink,
    Item,
    Style,
    Text,
)

if TYPE_CHECKING:
    from journeyviewer.timeline.board import Board
    from journeyviewer.timeline.rows import PointRow

PLOT = Ink("plot")
LABEL_GAP = 4.0
LABEL_CLEAR = 5.0
LEFT_CLEAR = 16.0
"""The same where the label is at the left of its mark: it must not seem to be of the one before."""
LEAST_LABEL = 2.0
"""No letter is narrower than this, in pixels."""
REPEAT_WITHIN = 260.0
"""The same label is not repeated within this many pixels."""


def draw_points(
    board: Board, lane: str, rows: Sequence[PointRow], centres: Sequence[float]
) -> None:
    """Draw a lane's events; `centres` are the heights of its rows in pixels."""
    occupied = [groups_in_sight(board, row) for row in rows]
    for groups, centre in zip(occupied, centres, strict=True):
        for group in groups:
            _draw_rim(board, group, centre)
    # Labels before marks: the ground of a label must not cut into a mark of the row above.
    for groups, centre in zip(occupied, centres, strict=True):
        _draw_labels(board, lane, groups, centre)
    for groups, centre in zip(occupied, centres, strict=True):
        for group in groups:
            _draw_group(board, lane, group, centre)


def _draw_group(board: Board, lane: str, group: Group, centre: float) -> None:
    size = board.metrics.shape_size
    if group.count == 1:
        _draw_point(board, lane, group.point, group.x, centre)
    else:
        _draw_pill(board, lane, group, centre)
    height = max(size, 12.0)
    box = (group.x - group.half, centre - height / 2, group.half * 2, height)
    board.items.append(Item(group.entries, lane, *box))


def _draw_rim(board: Board, group: Group, centre: float) -> None:
    """Lay plot colour round a mark before any mark is drawn, so that no rim cuts a neighbour."""
    if group.last - group.first == 1:
        shape = group.row.points[group.first].shape
        if shape != "boxed":
            board.marks.append(Glyph(shape, group.x, centre, board.metrics.shape_size, PLOT))


def _draw_pill(board: Board, lane: str, group: Group, centre: float) -> None:
    shape = group.row.commonest(group.first, group.last)
    size = board.metrics.shape_size
    face = board.metrics.strong_small_face
    # Two rows of pills stand one right above the other.
    pitch = board.metrics.point_row_h * (board.metrics.two_point_rows_factor - 1)
    height = min(max(size * 1.12, face.size * 1.08), pitch - 0.6)
    ink = Ink(f"{lane}.mark")
    left = group.x - group.half
    box = Box(left, centre - height / 2, group.half * 2, height, Ink("plot"), ink, 1.2, height / 2)
    board.add(box)
    inner = left + size * 0.75
    if shape == "boxed":
        shape = "square"
    board.add(Glyph(shape, inner, centre, size * 0.68, ink, halo=0.0))
    number = str(group.count)
    x = left + size * 1.1 + 2.5
    board.text(x, board.middle(centre, face), number, face)
    board.used.update(("mark:cluster", f"shape:{shape}"))


def _draw_point(board: Board, lane: str, point: PointPlan, x: float, centre: float) -> None:
    ink = Ink(f"{lane}.mark")
    size = board.metrics.shape_size
    board.used.add(f"shape:{point.shape}")
    if point.shape == "boxed":
        face = board.metrics.strong_small_face
        width = boxed_width(board, point)
        height = max(size * 1.08, face.size * CAP_HEIGHT + 4.4)
        board.add(Box(x - width / 2, centre - height / 2, width, height, Ink("plot"), ink, 1.2))
        board.text(x, board.middle(centre, face), score_words(point), face, Style(anchor="centre"))
        return
    if not point.exact:
        _draw_whisker(board, point, centre, ink)
    board.add(Glyph(point.shape, x, centre, size, ink, hollow=not point.exact, halo=0.0))
    if point.own:
        from journeyviewer.timeline.own_marks import draw_own_ring

        draw_own_ring(board, x, centre, size, ink)


def _draw_whisker(board: Board, point: PointPlan, centre: float, ink: Ink) -> None:
    left, right = board.scale.x(point.start), board.scale.x(point.end)
    if not board.past:
        left, right = max(board.left, left), min(board.right, right)
    size = board.metrics.shape_size
    if right - left < size + 4:
        middle = board.scale.x(point.middle)
        left = max(board.left, middle - size / 2 - 3)
        right = min(board.right, middle + size / 2 + 3)
    tick, thin = size * 0.3, 1.2
    middle = board.scale.x(point.middle)
    top, inner = centre - thin / 2, max(left, middle - size / 2)
    outer = min(right, middle + size / 2)
    rects = (
        (left, top, inner - left, thin),
        (outer, top, right - outer, thin),
        (left - thin / 2, centre - tick, thin, 2 * tick),
        (right - thin / 2, centre - tick, thin, 2 * tick),
    )
    board.add(Boxes(rects, ink))
    board.used.add("mark:approximate-point")


def _reach(board: Board, group: Group, right: bool) -> float:
    """Return how far a mark, with its whisker, takes up the row on one side."""
    edge = group.x + group.half if right else group.x - group.half
    point = group.row.points[group.first]
    if not point.exact and group.last - group.first == 1:
        spare = board.metrics.shape_size / 2 + 3
        if right:
            return max(edge, group.x + spare, min(board.right, board.scale.x(point.end)) + 1)
        return min(edge, group.x - spare, board.scale.x(point.start) - 1)
    return edge


def _draw_labels(board: Board, lane: str, groups: Sequence[Group], centre: float) -> None:
    """Label a mark at its right where the row is free, the aligning line and repeats allowing.

    The last mark of a row, at the end of the journey, has room at its left alone.
    """
    face = board.metrics.small_face
    said: dict[str, float] = {}
    baseline = board.middle(centre, face)
    taken = board.left + 2 - LEFT_CLEAR
    for index, group in enumerate(groups):
        before, taken = taken, _reach(board, group, right=True)
        if group.last - group.first > 1:
            continue
        point = group.row.points[group.first]
        if point.shape == "boxed":
            continue
        start, limit = _room_right(board, group, groups[index + 1 : index + 2])
        words = _longest(board, point, face, limit - start)
        anchor: Anchor = "left"
        if not words and _ends_row(board, group):
            limit, start = _room_left(board, group, before)
            words, anchor = _longest(board, point, face, start - limit), "right"
        full = point.labels[0]
        if not words or start - said.get(full, -1e9) < REPEAT_WITHIN:
            continue
        said[full] = start
        note_short_form(board, point.labels, words)
        width = board.measure(words, face)
        board.add(Text(start, baseline, words, face, width, anchor=anchor, halo=True))
        taken = max(taken, start + width) if anchor == "left" else taken


def _longest(board: Board, point: PointPlan, face: Face, room: float) -> str:
    return board.longest(board.said(point.labels), face, room) if room >= LEAST_LABEL else ""


def _room_right(board: Board, group: Group, after: Sequence[Group]) -> tuple[float, float]:
    """Return from where to where a label at the right of a mark may reach; `after` is the next."""
    start = _reach(board, group, right=True) + LABEL_GAP
    limit = board.known_right - 2
    if after:
        limit = min(limit, _reach(board, after[0], right=False) - LABEL_CLEAR)
    aligned, fold = board.journey.aligned, board.scale.fold
    line = board.scale.x(aligned.position) if aligned else None
    if line is not None and line > group.x:
        limit = min(limit, line - 3)
    if fold is not None and group.row.points[group.first].middle < fold:
        limit = min(limit, board.scale.x(fold) - 12)
    return start, limit


def _room_left(board: Board, group: Group, taken: float) -> tuple[float, float]:
    """Return from where to where a label at the left of a mark may reach, clear of others."""
    limit = taken + LEFT_CLEAR
    aligned, fold = board.journey.aligned, board.scale.fold
    line = board.scale.x(aligned.position) if aligned else None
    if line is not None and line < group.x:
        limit = max(limit, line + 3)
    if fold is not None and group.row.points[group.first].middle >= fold:
        limit = max(limit, board.scale.x(fold) + 12)
    return limit, _reach(board, group, right=False) - LABEL_GAP


def _ends_row(board: Board, group: Group) -> bool:
    """True for the last mark of all in its row, where what is known ends in sight too."""
    last = group.last == len(group.row.points)
    return last and board.scale.x(board.journey.end) <= board.right + 1


def note_short_form(board: Board, labels: Sequence[str], drawn: str) -> None:
    """Remember a short form that was drawn, with the words it stands for."""
    if labels and drawn != labels[0] and drawn.isupper() and len(drawn) <= 6:
        # A level stands for itself, not for the score it once had.
        scored = labels[0].startswith(f"{labels[-1]}, score ")
        board.short_forms.setdefault(drawn, labels[-1] if scored else labels[0])
