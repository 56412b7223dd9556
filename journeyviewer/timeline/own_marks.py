"""How what the analyst added looks beside the record: dashed all round, light, with a pencil.

Dashes all round and no start cap are nowhere else: a vague date has dashes along its fade alone,
and what is recorded as not there has a whole outline. So they are told apart without colour too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyviewer.timeline.point_plan import OWN_RING
from journeyviewer.timeline.scene import Box, Ink, Line, Picture, Shape
from journeyviewer.timeline.spans import Edge

if TYPE_CHECKING:
    from journeyviewer.timeline.bar import Bar
    from journeyviewer.timeline.board import Board

DASH = (4.0, 2.5)
WIDTH = 1.3
PENCIL_ROOM = 15.0
"""Pixels at the left of a bar that its pencil takes."""
LEAST_PENCIL = 17.0
"""Pixels from which a bar has room for a pencil."""
POINT = 7.0


def draw_own_body(board: Board, bar: Bar) -> None:
    """Draw a spell that the analyst added: dashes all round, a pencil inside.

    Its fill is the lightest of the lane, which says nothing of depth.
    """
    width, edge = bar.right - bar.left, bar.edge
    if width > 0:
        board.add(Box(bar.left, bar.top, width, bar.height, bar.fill))
    top, bottom = bar.top + WIDTH / 2, bar.bottom - WIDTH / 2
    lines = [(bar.left, top, bar.right, top), (bar.left, bottom, bar.right, bottom)]
    ends = ((bar.left, 1, bar.cut_left), (bar.right, -1, bar.cut_right))
    open_end = bar.plan.end_edge is Edge.OPEN and not bar.cut_right
    for x, inward, cut in ends:
        if not cut and not (inward < 0 and open_end):
            at = x + inward * WIDTH / 2
            lines.append((at, bar.top, at, bar.bottom))
    board.add(*(Line(*line, edge, WIDTH, DASH) for line in lines))
    if open_end:
        middle = bar.top + bar.height / 2
        tip = ((bar.right, top), (bar.right + POINT - 0.7, middle), (bar.right, bottom))
        board.add(Shape(tip, stroke=edge, stroke_width=WIDTH, closed=False, dash=DASH))
    if width >= LEAST_PENCIL:
        size = min(11.0, bar.height - 6)
        y = bar.top + (bar.height - size) / 2
        board.add(Picture("pencil", bar.left + 4, y, size, edge))
    board.used.add("mark:own")


def pencil_room(bar: Bar) -> float:
    """Return the pixels at the left of a bar that words leave to its pencil."""
    return PENCIL_ROOM if bar.right - bar.left >= LEAST_PENCIL else 0.0


def draw_own_ring(board: Board, x: float, y: float, size: float, ink: Ink) -> None:
    """Draw the dashed ring round the mark of an event that the analyst added."""
    across = size + OWN_RING
    left, top = x - across / 2, y - across / 2
    board.add(Box(left, top, across, across, None, ink, WIDTH, across / 2, (3.0, 2.0)))
    board.used.add("mark:own")
