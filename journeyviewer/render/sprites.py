"""Small marks kept as pixels for the screen: drawn once for each eighth of a pixel, then copied.

A page never uses them: there every mark is drawn where it is, as it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QImage, QPainter, QTransform

from journeyviewer.timeline.scene import Box, Glyph, Hatch, Ink, Mark, Picture

PHASES = 8
"""Places between two pixels that are told apart."""
LARGEST = 64.0
"""Marks wider than this, in pixels, are not kept."""
MOST = 6_000
"""Pictures kept for one theme and resolution; a few kilobytes each at most."""

Draw = Callable[[QPainter, Mark], None]
Key = tuple[object, ...]


class Sprites:
    """Copies of small marks for one theme and resolution, drawn by `draw` when first needed."""

    def __init__(self, draw: Draw, ratio: float) -> None:
        self._draw = draw
        self._ratio = ratio
        self._kept: dict[Key, tuple[QImage, float]] = {}
        self._hatches: dict[tuple[Ink, float], QBrush] = {}

    def glyph(self, painter: QPainter, mark: Glyph) -> None:
        """Copy an event's shape to its place."""
        key = (mark.shape, mark.size, mark.ink, mark.hollow, mark.halo)
        reach = mark.size * 0.75 + mark.halo
        self._copy(painter, key, mark, (mark.x - reach, mark.y - reach, 2 * reach))

    def picture(self, painter: QPainter, mark: Picture) -> None:
        """Copy an icon to its place."""
        key = (mark.name, mark.size, mark.ink)
        self._copy(painter, key, mark, (mark.x, mark.y, mark.size))

    def box(self, painter: QPainter, mark: Box) -> bool:
        """Copy a box with round corners or a dashed edge; False when it is too large to keep."""
        if mark.width > LARGEST or mark.height > LARGEST or mark.dash:
            return False
        # The look, not the place: pills of two figures are all the same.
        key = (mark.width, mark.height, mark.fill, mark.stroke, mark.stroke_width, mark.radius)
        self._copy(painter, key, mark, (mark.x, mark.y, max(mark.width, mark.height)))
        return True

    def _copy(
        self, painter: QPainter, key: Key, mark: Glyph | Picture | Box, area: tuple[float, ...]
    ) -> None:
        ratio, (left, top, size) = self._ratio, area
        across, down = left * ratio, top * ratio
        column, row = math.floor(across), math.floor(down)
        phases = (round((across - column) * PHASES), round((down - row) * PHASES))
        key = (*key, *phases)
        found = self._kept.get(key)
        if found is None:
            found = self._keep(key, mark, (left, top, size), phases)
        image, pad = found
        if ratio == 1.0:
            painter.drawImage(column - int(pad), row - int(pad), image)
        else:
            painter.drawImage(QPointF((column - pad) / ratio, (row - pad) / ratio), image)

    def _keep(
        self,
        key: Key,
        mark: Glyph | Picture | Box,
        area: tuple[float, float, float],
        phases: tuple[int, int],
    ) -> tuple[QImage, float]:
        """Draw a mark on nothing, moved so that only the part between two pixels is left."""
        ratio, (left, top, size) = self._ratio, area
        pad = 2.0
        width = math.ceil(size * ratio) + 2 * int(pad) + 1
        image = QImage(width, width, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        try:
            painter.scale(ratio, ratio)
            x = (pad + phases[0] / PHASES) / ratio - left
            y = (pad + phases[1] / PHASES) / ratio - top
            painter.translate(x, y)
            self._draw(painter, mark)
        finally:
            painter.end()
        image.setDevicePixelRatio(ratio)
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[key] = image, pad
        return image, pad

    def hatch(self, painter: QPainter, mark: Hatch) -> None:
        """Fill a rectangle with a tile of the hatch, fixed to the picture."""
        brush = self._hatches.get((mark.ink, mark.pitch))
        if brush is None:
            brush = self._hatches[mark.ink, mark.pitch] = self._tile(mark)
        painter.fillRect(QRectF(mark.x, mark.y, mark.width, mark.height), brush)

    def _tile(self, mark: Hatch) -> QBrush:
        """Return a tile of four pitches, large enough for whole pixels at any resolution."""
        side = mark.pitch * 4
        pixels = max(1, round(side * self._ratio))
        image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        try:
            painter.scale(pixels / side, pixels / side)
            # Wider than the tile on every side, so that no line ends in it.
            self._draw(painter, Hatch(-side, -side, 3 * side, 3 * side, mark.ink, mark.pitch))
        finally:
            painter.end()
        brush = QBrush(image)
        brush.setTransform(QTransform.fromScale(side / pixels, side / pixels))
        return brush
