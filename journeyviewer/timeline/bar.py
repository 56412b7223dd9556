"""Where a spell lies in the plot: its sides, its full part and what is cut away."""

from __future__ import annotations

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.scene import Face, Ink
from journeyviewer.timeline.spans import Edge, SpanPlan

GAP = 1.5
"""Plot-coloured gap before the next span, in pixels."""
LEAST_WIDTH = 2.5
LEAST_FADE = 7.0
UNBOUNDED_FADE = 24.0
STUB = 12.0
EVEN = 0.01
"""Pixels by which two places may differ that are the same."""
CLEAR = (Edge.FLAT, Edge.FADE, Edge.TORN, Edge.PIPELINE)
"""Ends after which there is a gap."""


@dataclass(slots=True)
class Bar:
    """A span's place: [left, right) in pixels, its full part, and which sides are cut."""

    plan: SpanPlan
    lane: str
    left: float
    right: float
    full_left: float
    full_right: float
    top: float
    height: float
    cut_left: bool
    cut_right: bool

    @property
    def bottom(self) -> float:
        """The lower edge in pixels."""
        return self.top + self.height

    @property
    def edge(self) -> Ink:
        """The lane's edge colour."""
        return Ink(f"{self.lane}.edge")

    @property
    def fill(self) -> Ink:
        """The depth step, or plot colour for what is recorded as not there."""
        if self.plan.drawn == "hollow":
            return Ink("plot")
        return Ink(f"{self.lane}.{self.plan.step}")


def place(board: Board, lane: str, plan: SpanPlan, top: float, height: float) -> Bar | None:
    """Return where a span falls in the plot; None when it is out of view."""
    x, first, last = board.scale.x, board.left, board.right
    left, right = x(plan.start), x(plan.end)
    end_edge = plan.end_edge
    if end_edge is Edge.STUB:
        right = max(right, left + STUB)
    gap = GAP if end_edge in CLEAR else 0.0
    right = max(right - gap, left if is_pointed(plan) else left + LEAST_WIDTH)
    if right > last and x(plan.end) - last <= EVEN and left > last - LEAST_WIDTH:
        left, right = _at_end(board, plan, left, right)
    if right <= first or left > last or (left == last and not is_pointed(plan)):
        return None
    if plan.temporary:
        top, height = top + height * 0.2, height * 0.6
    if plan.start_edge is Edge.FLAT and end_edge is Edge.FLAT:
        # Full from side to side.
        low, high = max(left, first), min(right, last)
        cuts = (left < first - EVEN, right > last + EVEN)
        return Bar(plan, lane, low, high, low, high, top, height, *cuts)
    full_right = right if end_edge is Edge.STUB else x(plan.solid_end) - gap
    full_left, full_right = _full(plan, left, right, x(plan.solid_start), full_right)
    return Bar(
        plan,
        lane,
        max(left, board.left),
        min(right, board.right),
        min(max(full_left, board.left), board.right),
        min(max(full_right, board.left), board.right),
        top,
        height,
        left < board.left - EVEN,
        right > board.right + EVEN,
    )


def named_beside(board: Board, bar: Bar, words: str, face: Face) -> bool:
    """True when a bar goes on beside the part that is laid out, and has its words there."""
    if board.beside is None or not (bar.cut_left or bar.cut_right):
        return False
    ends = board.scale.x(bar.plan.start), board.scale.x(bar.plan.end)
    return board.named_near(*ends, board.measure(words, face))


def is_pointed(plan: SpanPlan) -> bool:
    """True for a bar that still goes on: its point is seen however short it is until then."""
    return plan.end_edge is Edge.OPEN and plan.drawn not in ("none", "notrec")


def _at_end(board: Board, plan: SpanPlan, left: float, right: float) -> tuple[float, float]:
    """Return the sides of a bar that begins where the journey ends, so that it is seen.

    One that still goes on has nothing but its cap and its point there: no time passed.
    Others take their least width before the end, as none comes after it. Elsewhere the plot
    is only cut at this place, and the bar with it.
    """
    last = board.right
    if left > last + EVEN or board.scale.x(board.journey.end) > last + EVEN:
        return left, right
    if is_pointed(plan):
        return min(left, last), last
    return last - LEAST_WIDTH, last


def _full(
    plan: SpanPlan, left: float, right: float, full_left: float, full_right: float
) -> tuple[float, float]:
    """Return the part of full colour: fades take 7 px at least, half the span at most."""
    half = (right - left) / 2
    if plan.start_edge is Edge.FADE:
        full_left = left + min(max(full_left - left, LEAST_FADE), half)
    elif plan.start_edge is Edge.UNBOUNDED:
        full_left = left + min(UNBOUNDED_FADE, half)
    else:
        full_left = left
    if plan.end_edge is Edge.FADE:
        full_right = right - min(max(right - full_right, LEAST_FADE), half)
    elif plan.end_edge is Edge.UNBOUNDED:
        full_right = right - min(UNBOUNDED_FADE, half)
    else:
        full_right = right
    return full_left, max(full_right, full_left)
