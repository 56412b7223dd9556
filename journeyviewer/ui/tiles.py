"""A tile of a journey that comes into sight: made whole, or a piece in each frame before it is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtGui import QPainter, QPixmap

from journeyviewer.render.painter import paint_marks, paint_part
from journeyviewer.timeline.part import Period
from journeyviewer.timeline.scene import Mark
from journeyviewer.ui.look import current


@dataclass(slots=True)
class Tile:
    """Pixels of the lanes over [0, wide) of a period's scale; `left` counts the pieces to go."""

    number: int
    pixels: QPixmap
    period: Period
    wide: float
    left: int = field(init=False)
    _slices: Iterator[list[Mark]] = field(init=False)

    def __post_init__(self) -> None:
        self._slices = self.period.slices(0.0, self.wide)
        self.left = self.period.slice_count

    def go_on(self, frames: int = 1) -> None:
        """Draw as many pieces as it takes to be whole in so many frames; 1 draws all of them."""
        theme, height = current(), self.period.scene.height
        painter = QPainter(self.pixels)
        try:
            for _ in range(math.ceil(self.left / frames)):
                marks = next(self._slices)
                if self.left == self.period.slice_count:
                    paint_part(painter, marks, (self.wide, height), theme)
                else:
                    paint_marks(painter, marks, theme, on_screen=True)
                self.left -= 1
        finally:
            painter.end()
