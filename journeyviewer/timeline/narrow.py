"""Bars too narrow for words, and plain ones, drawn together: a crowded row costs few marks."""

from __future__ import annotations

from dataclasses import field

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.bar import GAP, LEAST_WIDTH
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.scene import Boxes, Glyph, Hatch, Ink, Item
from journeyviewer.timeline.spans import Edge, SpanPlan

CROWDED = 24.0
"""A row is crowded when its spans in sight have fewer pixels than this each."""
WORDLESS = 9.0
"""Bars under this width in pixels bear no words, not even a code of one letter."""
NOT_NARROW = (Edge.STUB, Edge.OPEN, Edge.PIPELINE)

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
    """The narrow bars of one row of a lane, gathered by look until they are drawn.

    An end that is not sure has no edge: so narrow a bar has no room for a fade.
    """

    board: Board
    lane: str
    top: float
    height: float
    looks: dict[tuple[str, bool], list[Rect]] = field(default_factory=dict)
    caps: list[Rect] = field(default_factory=list)
    moves: list[tuple[float, str]] = field(default_factory=list)
    worded: list[SpanPlan] = field(default_factory=list)

    def takes(self, span: SpanPlan) -> bool:
        """Gather a span and note its item when it is narrow, or plain, and whole in sight.

        Plain ones that are not narrow have their words still to come: they are in `worded`.
        """
        if span.drawn == "none" or span.temporary or span.own or span.end_edge in NOT_NARROW:
            return False
        scale, board = self.board.scale, self.board
        left = scale.x(span.start)
        width = max(scale.x(span.end) - GAP - left, LEAST_WIDTH)
        if left < board.left or left + width > board.right:
            return False
        if width >= WORDLESS:
            if not is_plain(span):
                return False
            self.worded.append(span)
        look = str(span.step) if span.drawn == "span" else span.drawn
        sure = span.start_edge is Edge.FLAT and span.end_edge is Edge.FLAT
        self.looks.setdefault((look, sure), []).append((left, self.top, width, self.height))
        if span.start_edge is Edge.FLAT and look != "notrec":
            self._add_cap(span, left, width)
        item = Item((span.entry.id,), self.lane, left, self.top, width, self.height)
        board.items.append(item)
        return True

    def _add_cap(self, span: SpanPlan, left: float, width: float) -> None:
        rise = 4.0 if self.lane == "residence" else 0.0
        cap = self.board.metrics.start_cap_w if width > 8 else min(2.0, width)
        self.caps.append((left, self.top - rise, cap, self.height + rise))
        if rise and span.move:
            self.moves.append((left + cap / 2, span.move))

    def draw(self) -> None:
        """Draw what was gathered; signs of moves that would cover one another are thinned out."""
        board, edge = self.board, Ink(f"{self.lane}.edge")
        for (look, sure), rects in sorted(self.looks.items()):
            if look == "notrec":
                board.add(*(Hatch(*rect, Ink("line3")) for rect in rects))
                board.used.add("mark:not-recorded")
                continue
            fill = Ink("plot" if look == "hollow" else f"{self.lane}.{look}")
            board.add(Boxes(tuple(rects), fill, edge if sure or look == "hollow" else None))
            board.used.add(f"step:{self.lane}:{look}")
            if not sure:
                board.used.add("mark:approximate")
        if self.caps:
            board.add(Boxes(tuple(self.caps), edge))
        self._draw_moves(edge)

    def _draw_moves(self, edge: Ink) -> None:
        size = max(5.0, self.board.metrics.shape_size * 0.46)
        y, last = self.top - 4.0 - size / 2, float("-inf")
        for x, move in self.moves:
            if x - last >= size:
                last = x
                shape = "circle" if move == "planned" else "ring"
                self.board.add(Glyph(shape, x, y, size, edge, halo=0.0))
                self.board.used.add(f"mark:{move}")
