"""How marks become strokes on the screen: the same look with fewer calls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from journeyviewer.render.brush import Brush
from journeyviewer.render.sprites import Sprites
from journeyviewer.render.theme import Theme
from journeyviewer.timeline.scene import Box, Boxes, Glyph, Hatch, Picture

FEW = 5
"""Rectangles fewer than this are filled one by one."""


class ScreenBrush(Brush):
    """Draws small marks from copies, and boxes with fewer calls."""

    def __init__(
        self, painter: QPainter, theme: Theme, copies: Callable[[Theme, float], Sprites]
    ) -> None:
        super().__init__(painter, theme)
        self.copies = copies(theme, painter.device().devicePixelRatio())
        self.draw |= {Glyph: self.copied_glyph, Picture: self.copied_picture, Hatch: self.tiles}

    def copied_glyph(self, mark: Glyph) -> None:
        """Copy an event's shape."""
        self.copies.glyph(self.painter, mark)

    def copied_picture(self, mark: Picture) -> None:
        """Copy an icon."""
        self.copies.picture(self.painter, mark)

    def tiles(self, mark: Hatch) -> None:
        """Fill with tiles of the hatch."""
        self.copies.hatch(self.painter, mark)

    def soft_box(self, mark: Box, rect: QRectF) -> None:
        """Copy a small rectangle with round corners."""
        if not self.copies.box(self.painter, mark):
            super().soft_box(mark, rect)

    def boxes(self, mark: Boxes) -> None:
        """Fill outlines whole and what is inside them after: two rectangles each, not five."""
        if mark.fill is None or self.theme.pattern(mark.fill) is not None:
            super().boxes(mark)
            return
        colour = self.theme.colour
        if mark.stroke is None:
            self.filled([QRectF(*rect) for rect in mark.rects], colour(mark.fill))
            return
        line = mark.stroke_width
        self.filled([QRectF(*rect) for rect in mark.rects], colour(mark.stroke))
        inside = [
            QRectF(x + line, y + line, width - 2 * line, height - 2 * line)
            for x, y, width, height in mark.rects
            if width > 2 * line and height > 2 * line
        ]
        self.filled(inside, colour(mark.fill))

    def filled(self, rects: list[QRectF], colour: QColor) -> None:
        """Fill rectangles: a few one by one, without another brush for them."""
        if len(rects) >= FEW:
            self.rects(rects, colour)
            return
        for rect in rects:
            self.painter.fillRect(rect, colour)

    def box(self, mark: Box) -> None:
        """Fill the outline whole and the inside after, where there is no texture between."""
        if mark.fill is None or mark.stroke is None or mark.radius or mark.dash:
            super().box(mark)
            return
        line, colours = mark.stroke_width, self.theme
        if mark.width <= 2 * line or mark.height <= 2 * line or colours.pattern(mark.fill):
            super().box(mark)
            return
        x, y, width, height = mark.x, mark.y, mark.width, mark.height
        fill = self.painter.fillRect
        fill(QRectF(x, y, width, height), colours.colour(mark.stroke))
        inside = QRectF(x + line, y + line, width - 2 * line, height - 2 * line)
        fill(inside, colours.colour(mark.fill, mark.opacity))
