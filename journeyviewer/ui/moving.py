"""A crowded journey on the move: the last whole picture, moved, until the view rests.

What was laid out and painted is moved or stretched to the new period; the axis and what comes
into sight are laid out. A picture is never stretched for longer than a moment.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from time import monotonic

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from journeyviewer.render.painter import paint_marks
from journeyviewer.timeline.part import Period
from journeyviewer.timeline.scale import PlainScale, Scale
from journeyviewer.timeline.scene import Scene
from journeyviewer.timeline.view import View
from journeyviewer.ui.look import current

CROWDED = 500
"""Marks from which a scene takes longer than a frame of a screen."""
STRETCHED_S = 0.12
"""Seconds for which pixels may be stretched."""
LEAST_KEPT = 0.4
"""Share of the plot that must still be in sight for a picture to be stretched."""
TILES = 4
"""What comes into sight by panning is made in so many pieces to the width of the plot."""
MOST_STRETCH = 4.0
SAME = 1e-3
"""Difference of two scales under which a movement is no zoom."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture of a scene as it was laid out, with the view it shows."""

    picture: QPixmap
    scene: Scene
    view: View
    scale: PlainScale


class Mover:
    """Keeps the last whole picture of a crowded scene, and moves it."""

    def __init__(self) -> None:
        self.kept: Kept | None = None
        self.moved = 0
        self._stretched_since: float | None = None
        self._frame: QPixmap | None = None
        self._tiles: dict[int, QPixmap] = {}

    def keep(self, picture: QPixmap, scene: Scene, view: View, scale: Scale | None) -> None:
        """Keep a whole picture, if it is one that is slow to make."""
        self._stretched_since = None
        self._tiles.clear()
        self.kept = None
        if len(scene.marks) > CROWDED and isinstance(scale, PlainScale):
            self.kept = Kept(picture, scene, view, scale)

    def forget(self) -> None:
        """Keep nothing: more than the period has changed."""
        self.kept = None

    def can_show(self, view: View, scale: Scale | None) -> bool:
        """True when the kept picture, moved, may stand for a view for now."""
        kept = self.kept
        if kept is None or not isinstance(scale, PlainScale):
            return False
        if replace(kept.view, start=view.start, end=view.end) != view:
            return False
        left, right = _moved(kept, scale)
        room = scale.right - scale.left
        factor = (right - left) / room
        seen = min(right, scale.right) - max(left, scale.left)
        if abs(factor - 1) < SAME:
            return abs(left - scale.left) <= room
        if not 1 / MOST_STRETCH <= factor <= MOST_STRETCH or seen < LEAST_KEPT * room:
            return False
        return not self._too_long()

    def _too_long(self) -> bool:
        now = monotonic()
        if self._stretched_since is None:
            self._stretched_since = now
        return now - self._stretched_since > STRETCHED_S

    def picture(self, period: Period) -> QPixmap:
        """Return the kept picture moved to a period, with what came into sight."""
        kept, scale = self.kept, period.scale
        assert kept is not None
        assert isinstance(scale, PlainScale)
        ratio = kept.picture.devicePixelRatio()
        if self._frame is None or self._frame.size() != kept.picture.size():
            self._frame = QPixmap(kept.picture.size())
        self._frame.setDevicePixelRatio(ratio)
        painter = QPainter(self._frame)
        try:
            self._paint(painter, kept, period, ratio)
        finally:
            painter.end()
        self.moved += 1
        return self._frame

    def _paint(self, painter: QPainter, kept: Kept, period: Period, ratio: float) -> None:
        scene, scale, theme = kept.scene, period.scale, current()
        plot = theme.colour("plot")
        top, height = math.floor(scene.plot_top), scene.height - math.floor(scene.plot_top)
        edge = scene.plot_right
        painter.fillRect(QRectF(0, 0, scene.width, top), plot)
        painter.fillRect(QRectF(edge, top, scene.width - edge, height), plot)
        self._copy(painter, kept, (0, scene.plot_left), (0, scene.plot_left))
        left, right = _moved(kept, scale)
        marks = period.axis()
        if abs(right - left - (edge - scene.plot_left)) < 1:
            # Whole pixels stay as sharp as they are.
            self._pan(painter, kept, period, round((left - scene.plot_left) * ratio) / ratio)
        else:
            from_x = max(left, scene.plot_left), min(right, edge)
            slope = (edge - scene.plot_left) / (right - left)
            source = [scene.plot_left + (x - left) * slope for x in from_x]
            self._copy(painter, kept, (source[0], source[1]), from_x)
            for low, high in ((scene.plot_left, from_x[0]), (from_x[1], edge)):
                if high - low >= 1:
                    painter.fillRect(QRectF(low, top, high - low, height), plot)
                    marks += period.part(low, high)
        paint_marks(painter, marks, theme, on_screen=True)

    def _pan(self, painter: QPainter, kept: Kept, period: Period, step: float) -> None:
        """Draw the kept plot moved by whole pixels, and the tiles on either side of it."""
        scene = kept.scene
        first, last = scene.plot_left, scene.plot_right
        low, high = max(first, first + step), min(last, last + step)
        if high > low:
            self._copy(painter, kept, (low - step, high - step), (low, high))
        # Multiples of four are whole pixels at every usual resolution.
        wide = math.ceil((last - first) / TILES / 4) * 4
        number = 0
        while step < 0 and last + number * wide < last - step:
            self._place_tile(painter, kept, period, (number, last + number * wide, wide, step))
            number += 1
        number = -1
        while step > 0 and first + (number + 1) * wide > first - step:
            self._place_tile(painter, kept, period, (number, first + number * wide, wide, step))
            number -= 1

    def _place_tile(
        self, painter: QPainter, kept: Kept, period: Period, tile: tuple[int, float, int, float]
    ) -> None:
        """Copy what of a tile (number, left, width, step) is in the plot; make it when new."""
        number, left, wide, step = tile
        scene, ratio, top = kept.scene, kept.picture.devicePixelRatio(), kept.scene.plot_top
        pixels = self._tiles.get(number)
        if pixels is None:
            pixels = self._tiles[number] = self._make_tile(kept, period, left, wide)
        low, high = max(left + step, scene.plot_left), min(left + wide + step, scene.plot_right)
        if high > low:
            height = scene.height - top
            painter.drawPixmap(
                QRectF(low, top, high - low, height),
                pixels,
                QRectF(
                    (low - left - step) * ratio, top * ratio, (high - low) * ratio, height * ratio
                ),
            )

    def _make_tile(self, kept: Kept, period: Period, left: float, wide: int) -> QPixmap:
        """Lay out and paint what lies beside the kept plot, at its scale."""
        scale, ratio, theme = kept.scale, kept.picture.devicePixelRatio(), current()
        moved = PlainScale(scale.start, scale.end, scale.left - left, scale.right - left)
        pixels = QPixmap(math.ceil(wide * ratio), kept.picture.height())
        pixels.setDevicePixelRatio(ratio)
        pixels.fill(theme.colour("plot"))
        painter = QPainter(pixels)
        try:
            marks = replace(period, scale=moved).part(0.0, float(wide))
            paint_marks(painter, marks, theme, on_screen=True)
        finally:
            painter.end()
        return pixels

    def _copy(
        self,
        painter: QPainter,
        kept: Kept,
        source: tuple[float, float],
        target: tuple[float, float],
    ) -> None:
        """Copy the lanes between two pixels of the kept picture to others."""
        ratio, top = kept.picture.devicePixelRatio(), math.floor(kept.scene.plot_top)
        height = kept.scene.height - top
        painter.drawPixmap(
            QRectF(target[0], top, target[1] - target[0], height),
            kept.picture,
            QRectF(source[0] * ratio, top * ratio, (source[1] - source[0]) * ratio, height * ratio),
        )


def _moved(kept: Kept, scale: Scale) -> tuple[float, float]:
    """Return where the ends of the kept plot lie on another axis."""
    return scale.x(kept.scale.start), scale.x(kept.scale.end)
