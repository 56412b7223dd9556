"""Tiles of a journey that come into sight: made whole, or a piece in each frame before they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import field

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from journeyviewer.model.values import dataclass
from journeyviewer.render.painter import paint_marks, paint_part
from journeyviewer.timeline.folded import FOLDED_BAR
from journeyviewer.timeline.part import Period
from journeyviewer.timeline.scene import Box, Boxes, Glyph, Mark, Scene, Text
from journeyviewer.ui.look import current

TILES, MANY_TILES, FIRST = 2, 4, 8
"""Tiles to the width of the plot, and those of a journey of many records.

Words end at the edges of tiles; the wider a tile, the longer it takes. The first on either side
is narrow, to be there at once; wider ones follow, and each is drawn while the one
before it passes.
"""
PAST = 8.0
"""Pixels by which what goes on is drawn past the edge of a tile, so that it has no end there."""
BELOW = 16
"""Pixels under the last lane that soft edges and outlines of its marks may take."""


@dataclass(frozen=True, slots=True)
class TileRow:
    """Where tiles lie beside a plot from `left` to `right`, `count` to its width.

    From 0 on they lie to the right of it; earlier ones have negative numbers and end at its left.
    """

    left: float
    right: float
    count: int
    tall: int
    """Pixels of the device."""
    ratio: float
    """Pixels of the device to a pixel."""

    @classmethod
    def beside(cls, scene: Scene, picture: QPixmap, *, many: bool) -> TileRow:
        """Return the tiles beside the plot of a scene that was painted on a picture."""
        count = MANY_TILES if many else TILES
        ratio = picture.devicePixelRatio()
        tall = min(picture.height(), math.ceil((scene.plot_bottom + BELOW) * ratio))
        return cls(scene.plot_left, scene.plot_right, count, tall, ratio)

    @property
    def foot(self) -> float:
        """Return where tiles end, under the last lane: a pixel of the device begins there."""
        return self.tall / self.ratio

    def wide(self, number: int) -> int:
        """Return the width of a tile: fours of pixels are whole ones at every usual resolution."""
        before = number if number >= 0 else -1 - number
        count = max(self.count, FIRST >> max(0, before - 1))
        return math.ceil((self.right - self.left) / count / 4) * 4

    def begin(self, number: int) -> float:
        """Return where a tile begins."""
        if number >= 0:
            return self.right + sum(map(self.wide, range(number)))
        return self.left - sum(map(self.wide, range(number, 0)))

    def ahead(self) -> range:
        """Return the tiles that a movement by the width of the plot may ask for."""
        width, number = self.right - self.left, 1
        while self.begin(number) < self.right + width:
            number += 1
        return range(number + 1)

    def size(self, number: int) -> QSize:
        """Return the size of a tile in pixels of the device."""
        return QSize(math.ceil(self.wide(number) * self.ratio), self.tall)

    def seen(self, step: float) -> list[tuple[int, float, float, float]]:
        """Return the tiles in sight when all is moved by a step: number, left, and sides.

        `left` is where a tile begins then; [low, high) is what is seen of it.
        """
        side, number = (-1, -1) if step > 0 else (1, 0)
        left = self.begin(number) + step
        found: list[tuple[int, float, float, float]] = []
        while True:
            wide = self.wide(number)
            low, high = max(left, self.left), min(left + wide, self.right)
            if high > low:
                found.append((number, left, low, high))
            elif (left >= self.right) if side > 0 else (left < self.left):
                return found[::side]
            number += side
            left += wide if side > 0 else -self.wide(number)


def reaching_over(marks: Iterable[Mark], side: float) -> list[Mark]:
    """Return the marks of events that reach over an upright edge, with their words.

    All else ends at the edges of a part, or goes on beside it.
    """
    found: list[Mark] = []
    for mark in marks:
        over = False
        if isinstance(mark, Glyph):
            over = abs(mark.x - side) < mark.size / 2 + mark.halo
        elif isinstance(mark, Text):
            over = mark.left < side < mark.left + mark.width
        elif isinstance(mark, Box):
            # A score or a count; bars have other colours or no outline, and folded ones are thin.
            counts = mark.fill == "plot" and mark.stroke and mark.height > 2 * FOLDED_BAR
            over = bool(counts) and mark.x < side < mark.x + mark.width
        elif isinstance(mark, Boxes):
            # How uncertain a day is.
            over = any(x < side < x + wide for x, _, wide, _ in mark.rects)
        if over:
            found.append(mark)
    return found


@dataclass(slots=True)
class Tile:
    """Pixels of the lanes over [0, wide) of a period's scale.

    `left` holds what the pieces to go will take, the next one last.
    """

    number: int
    pixels: QPixmap
    period: Period
    wide: float
    beside: tuple[float, float] | None = None
    """The sides of the plot beside it, on the tile's own scale."""
    left: list[int] = field(init=False)
    over: tuple[list[Mark], list[Mark]] = field(init=False)
    """The marks that its left and its right side cut."""
    _begun: bool = field(init=False, default=False)
    _slices: Iterator[list[Mark]] = field(init=False)

    def __post_init__(self) -> None:
        self._slices = self.period.slices(0.0, self.wide, self.beside, PAST)
        self.left = self.period.efforts()[::-1]
        self.over = [], []

    def go_on(self, frames: int = 1) -> None:
        """Draw as much as it takes to be whole in so many frames; 1 draws all that is left."""
        theme, height = current(), self.period.scene.height
        share, taken = sum(self.left) / frames, 0.0
        marks: list[Mark] = []
        # The piece that lies across the end of the share is drawn when half of it is inside.
        while self.left and (frames == 1 or not taken or taken + self.left[-1] / 2 <= share):
            marks += next(self._slices)
            taken += self.left.pop()
        for side, cut in zip((0.0, self.wide), self.over, strict=True):
            cut += reaching_over(marks, side)
        painter = QPainter(self.pixels)
        try:
            if self._begun:
                paint_marks(painter, marks, theme, on_screen=True)
            else:
                paint_part(painter, marks, (self.wide, height), theme)
        finally:
            painter.end()
        self._begun = True
