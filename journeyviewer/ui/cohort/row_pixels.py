"""Rows of the cohort view as pixels: drawn once, copied while they scroll."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from journeyviewer.render.painter import paint_marks
from journeyviewer.timeline.cohort_rows import RowBook
from journeyviewer.timeline.comparison import Placed
from journeyviewer.timeline.scene import Ink, Line
from journeyviewer.ui.look import current
from journeyviewer.ui.moving import pixels_like

MOST_BYTES = 32 * 2**20
"""Memory for rows kept as pixels: about four screens of them."""
FRESH_S = 0.002
"""Seconds of a frame after which no other row is drawn for the first time while scrolling."""


class RowPixels:
    """The rows of a book as pixels; the longest unused make room for others."""

    def __init__(self, book: RowBook) -> None:
        self._book = book
        self._kept: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()
        self._spare: QPixmap | None = None
        self._bytes = 0

    def clear(self) -> None:
        """Let go of everything: measures, order or colours are others."""
        self._kept.clear()
        self._bytes = 0

    def has(self, placed: Placed, tall: int) -> bool:
        """True when a row is drawn already."""
        return (placed.case.id, tall) in self._kept

    def get(self, placed: Placed, size: QSize, ratio: float) -> QPixmap:
        """Return a row of a size in pixels, drawn as it is."""
        key = (placed.case.id, size.height())
        pixels = self._kept.get(key)
        if pixels is None:
            pixels = self._kept[key] = self._draw(placed, size, ratio)
            self._bytes += _bytes(pixels)
            self._make_room()
        self._kept.move_to_end(key)
        return pixels

    def _make_room(self) -> None:
        if len(self._kept) > 1 and self._bytes > MOST_BYTES:
            self._spare = self._kept.popitem(last=False)[1]
            self._bytes -= _bytes(self._spare)

    def _draw(self, placed: Placed, size: QSize, ratio: float) -> QPixmap:
        pixels, self._spare = pixels_like(self._spare, size * ratio, ratio), None
        pixels.fill(current().colour("plot"))
        painter = QPainter(pixels)
        try:
            self.paint(painter, placed, size)
        finally:
            painter.end()
        return pixels

    def paint(self, painter: QPainter, placed: Placed, size: QSize) -> None:
        """Paint a row as it is, its top at 0, on the ground that is there."""
        marks = (*self._book.row(placed).marks, _edge(size))
        paint_marks(painter, marks, current(), on_screen=True)

    def paint_name(self, painter: QPainter, placed: Placed, size: QSize) -> None:
        """Paint the name of a row alone, until there is time for the rest of it."""
        marks = (*self._book.name(placed), _edge(size))
        paint_marks(painter, marks, current(), on_screen=True)


def _bytes(pixels: QPixmap) -> int:
    return pixels.width() * pixels.height() * 4


def _edge(size: QSize) -> Line:
    y = size.height() - 0.5
    return Line(0, y, size.width(), y, Ink("line"))
