"""A tile of a journey that comes into sight: made whole, or a piece in each frame before it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtGui import QPainter, QPixmap

from journeyviewer.render.painter import paint_marks, paint_part
from journeyviewer.timeline.part import Period
from journeyviewer.timeline.scene import Mark
from journeyviewer.ui.look import current


@dataclass(slots=True)
class Tile:
    """Pixels of the lanes over [0, wide) of a period's scale.

    `left` holds what the pieces to go will take, the next one last.
    """

    number: int
    pixels: QPixmap
    period: Period
    wide: float
    left: list[int] = field(init=False)
    _begun: bool = field(init=False, default=False)
    _slices: Iterator[list[Mark]] = field(init=False)

    def __post_init__(self) -> None:
        self._slices = self.period.slices(0.0, self.wide)
        self.left = self.period.efforts()[::-1]

    def go_on(self, frames: int = 1) -> None:
        """Draw as much as it takes to be whole in so many frames; 1 draws all that is left."""
        theme, height = current(), self.period.scene.height
        share, taken = sum(self.left) / frames, 0.0
        painter = QPainter(self.pixels)
        try:
            # The piece that lies across the end of the share is drawn when half of it is inside.
            while self.left and (frames == 1 or not taken or taken + self.left[-1] / 2 <= share):
                marks = next(self._slices)
                if self._begun:
                    paint_marks(painter, marks, theme, on_screen=True)
                else:
                    paint_part(painter, marks, (self.wide, height), theme)
                self._begun = True
                taken += self.left.pop()
        finally:
            painter.end()
