"""The row under the ages that counts months from the event a journey is lined up at."""

from __future__ import annotations

from journeyviewer.timeline.align import Alignment
from journeyviewer.timeline.axis import Row, Segment, month_starts, segments
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.cohort_axis import MONTH_STEPS, signed

STEPS = (1, 2, *MONTH_STEPS)
AIR = 3.0
"""Least room beside a label, as many times as high as its words."""
TICKS = 26.0
"""Pixels a month from which months without a label have a tick."""


def draw_months(board: Board, aligned: Alignment, top: float) -> float:
    """Draw the row from `top` down and return the y of its foot."""
    height = board.metrics.age_row_h
    board.rule(top)
    board.row_label(_name(board, aligned), top, height)
    for segment in segments(board):
        _draw_segment(board, segment, aligned, (top, height))
    return top + height


def _name(board: Board, aligned: Alignment) -> str:
    """Return as much of the name of the row as there is room for."""
    choices = (*(f"Months from {name}" for name in aligned.names), "Months")
    room = board.left - 18
    return board.longest(choices, board.metrics.small_face, room)


def _draw_segment(
    board: Board, segment: Segment, aligned: Alignment, place: tuple[float, float]
) -> None:
    row = Row(board, segment, *place)
    metrics, x = board.metrics, board.scale.x
    needed = board.measure("−48", metrics.small_face) + AIR * metrics.font_secondary
    step = next((step for step in STEPS if step * segment.ppm >= needed), STEPS[-1])
    if segment.start <= aligned.when < segment.end:
        row.label(x(aligned.position), signed(0), metrics.strong_small_face, "ink", centred=True)
    for months, _, at in month_starts(segment, aligned.when, step):
        if months:
            row.label(x(at), signed(months), metrics.small_face, "ink2", centred=True)
    if segment.ppm > TICKS:
        for months, _, at in month_starts(segment, aligned.when):
            if months % step:
                row.tick(x(at), 0.25)
    row.draw()
