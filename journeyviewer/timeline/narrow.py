"""Bars too narrow for words, drawn together: a crowded row costs pixels, not records."""

from __future__ import annotations

from dataclasses import dataclass, field

from journeyviewer.timeline.bar import GAP, LEAST_WIDTH
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.scene import Boxes, Glyph, Ink, Item
from journeyviewer.timeline.spans import Edge, SpanPlan

CROWDED = 24.0
"""A row is crowded when its spans in sight have fewer pixels than this each."""
WORDLESS = 9.0
"""Bars under this width in pixels bear no words, not even a code of one letter."""

Rect = tuple[float, float, float, float]


def is_plain(span: SpanPlan) -> bool:
    """True for a span of one depth with crisp ends and nothing on it."""
    return (
        span.drawn == "span"
        and span.start_edge is Edge.FLAT
        and span.end_edge is Edge.FLAT
        and not (span.icon or span.temporary)
    )


@dataclass(slots=True)
class NarrowBars:
    """The narrow bars of one row of a lane, gathered by depth until they are drawn."""

    board: Board
    lane: str
    top: float
    height: float
    fills: dict[int, list[Rect]] = field(default_factory=dict)
    caps: list[Rect] = field(default_factory=list)
    moves: list[tuple[float, str]] = field(default_factory=list)

    def takes(self, span: SpanPlan) -> bool:
        """Gather a span and note its item when it is plain, narrow and whole in sight."""
        if not is_plain(span):
            return False
        scale, board = self.board.scale, self.board
        left = scale.x(span.start)
        width = max(scale.x(span.end) - GAP - left, LEAST_WIDTH)
        if width >= WORDLESS or left < board.left or left + width > board.right:
            return False
        self.fills.setdefault(span.step, []).append((left, self.top, width, self.height))
        rise = 4.0 if self.lane == "residence" else 0.0
        cap = board.metrics.start_cap_w if width > 8 else min(2.0, width)
        self.caps.append((left, self.top - rise, cap, self.height + rise))
        if rise and span.move:
            self.moves.append((left + cap / 2, span.move))
        item = Item((span.entry.id,), self.lane, left, self.top, width, self.height)
        board.items.append(item)
        return True

    def draw(self) -> None:
        """Draw what was gathered; signs of moves that would cover one another are thinned out."""
        board, edge = self.board, Ink(f"{self.lane}.edge")
        for step, rects in sorted(self.fills.items()):
            board.add(Boxes(tuple(rects), Ink(f"{self.lane}.{step}"), edge))
            board.used.add(f"step:{self.lane}:{step}")
        if self.caps:
            board.add(Boxes(tuple(self.caps), edge))
        size = max(5.0, board.metrics.shape_size * 0.46)
        last = float("-inf")
        for x, move in self.moves:
            if x - last >= size:
                last = x
                shape = "circle" if move == "planned" else "ring"
                y = self.top - 4.0 - size / 2
                board.add(Glyph(shape, x, y, size, edge, halo=0.0))
                board.used.add(f"mark:{move}")
