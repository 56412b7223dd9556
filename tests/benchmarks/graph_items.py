"""Two items for pyqtgraph, as its examples write them."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPicture

from tests.benchmarks.data import Flat

LANES = 12


def _rect(record: Flat) -> QRectF:
    lane, start, days, point = record
    return QRectF(start, lane + (0.6 if point else 0.1), days, 0.1 if point else 0.4)


class PictureItem(pg.GraphicsObject):
    """Plays one picture of everything."""

    def __init__(
        self, records: list[Flat], first: float, length: float, colours: list[QColor]
    ) -> None:
        super().__init__()
        self._bounds = QRectF(first, 0, length, LANES)
        self._picture = QPicture()
        painter = QPainter(self._picture)
        painter.setPen(Qt.PenStyle.NoPen)
        for record in records:
            painter.setBrush(colours[record[0]])
            painter.drawRect(_rect(record))
        painter.end()

    def paint(self, painter: QPainter, *nothing: object) -> None:
        self._picture.play(painter)

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._bounds


class CulledItem(pg.GraphicsObject):
    """Finds what is in sight by bisection and draws it colour by colour."""

    def __init__(
        self, records: list[Flat], first: float, length: float, colours: list[QColor]
    ) -> None:
        super().__init__()
        self._bounds = QRectF(first, 0, length, LANES)
        self._colours = colours
        self._lanes = []
        for lane in range(LANES):
            own = sorted((record for record in records if record[0] == lane), key=lambda r: r[1])
            starts = np.array([record[1] for record in own])
            longest = max((record[2] for record in own), default=0.0)
            self._lanes.append((starts, longest, [_rect(record) for record in own]))

    def paint(self, painter: QPainter, *nothing: object) -> None:
        view = self.getViewBox().viewRect()
        painter.setPen(Qt.PenStyle.NoPen)
        for (starts, longest, rects), colour in zip(self._lanes, self._colours, strict=True):
            low = int(np.searchsorted(starts, view.left() - longest))
            high = int(np.searchsorted(starts, view.right()))
            if high > low:
                painter.setBrush(colour)
                painter.drawRects(rects[low:high])

    def boundingRect(self) -> QRectF:  # noqa: N802
        return self._bounds
