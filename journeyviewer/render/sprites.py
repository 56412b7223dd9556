"""Small marks kept as pixels for the screen: drawn once for each quarter of a pixel, then copied.

A page never uses them: there every mark is drawn where it is, as it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from math import floor

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QImage, QPainter, QTransform

from journeyviewer.timeline.scene import Box, Glyph, Hatch, Ink, Mark, Picture

PHASES = 4
"""Places between two pixels that are told apart."""
PAD = 2
"""Device pixels round a picture that smoothing may reach into."""
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
        self._kept: dict[Key, dict[int, QImage]] = {}
        self._count = 0
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

    def _draw_on(self, image: QImage, mark: Mark, x: float, y: float) -> None:
        """Draw a mark, moved by so many pixels."""
        painter = QPainter(image)
        try:
            painter.scale(self._ratio, self._ratio)
            painter.translate(x, y)
            self._draw(painter, mark)
        finally:
            painter.end()
        image.setDevicePixelRatio(self._ratio)

    def _copy(
        self, painter: QPainter, key: Key, mark: Glyph | Picture | Box, area: tuple[float, ...]
    ) -> None:
        ratio, (left, top, size) = self._ratio, area
        across, down = left * ratio, top * ratio
        column, row = floor(across), floor(down)
        phase = round((across - column) * PHASES) * 16 + round((down - row) * PHASES)
        kept = self._kept.get(key)
        image = kept.get(phase) if kept is not None else None
        if image is None:
            image = self._keep(key, mark, (left, top, size), phase)
        if ratio == 1.0:
            painter.drawImage(column - PAD, row - PAD, image)
        else:
            painter.drawImage(QPointF((column - PAD) / ratio, (row - PAD) / ratio), image)

    def _keep(
        self,
        key: Key,
        mark: Glyph | Picture | Box,
        area: tuple[float, float, float],
        phase: int,
    ) -> QImage:
        """Draw a mark on nothing, moved so that only the part between two pixels is left."""
        ratio, (left, top, size) = self._ratio, area
        width = math.ceil(size * ratio) + 2 * PAD + 1
        image = _empty(width, width)
        x = (PAD + phase // 16 / PHASES) / ratio - left
        y = (PAD + phase % 16 / PHASES) / ratio - top
        self._draw_on(image, mark, x, y)
        if self._count >= MOST:
            self._kept.clear()
            self._count = 0
        self._kept.setdefault(key, {})[phase] = image
        self._count += 1
        return image

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
        image = _empty(pixels, pixels)
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


def _empty(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image
