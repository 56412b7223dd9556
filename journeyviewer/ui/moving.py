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

CROWDED = 1_000
"""Marks from which a scene takes longer than a frame of a screen."""
STRETCHED_S = 0.12
"""Seconds for which pixels may be stretched."""
LEAST_KEPT = 0.4
"""Share of the plot that must still be in sight for a picture to be moved."""
MOST_STRETCH = 2.0
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

    def keep(self, picture: QPixmap, scene: Scene, view: View, scale: Scale | None) -> None:
        """Keep a whole picture, if it is one that is slow to make."""
        self._stretched_since = None
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
        factor = (right - left) / (scale.right - scale.left)
        seen = min(right, scale.right) - max(left, scale.left)
        if seen < LEAST_KEPT * (scale.right - scale.left):
            return False
        if not 1 / MOST_STRETCH <= factor <= MOST_STRETCH:
            return False
        return abs(factor - 1) < SAME or not self._too_long()

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
        left, right = _moved(kept, scale)
        if abs(right - left - (scene.plot_right - scene.plot_left)) < 1:
            # Whole pixels stay as sharp as they are.
            step = round((left - scene.plot_left) * ratio) / ratio
            left, right = scene.plot_left + step, scene.plot_right + step
        top, height = math.floor(scene.plot_top), scene.height - math.floor(scene.plot_top)
        painter.fillRect(QRectF(0, 0, scene.width, top), plot)
        edge = scene.plot_right
        painter.fillRect(QRectF(edge, top, scene.width - edge, height), plot)
        self._copy(painter, kept, (0, scene.plot_left), (0, scene.plot_left))
        from_x = max(left, scene.plot_left), min(right, scene.plot_right)
        slope = (scene.plot_right - scene.plot_left) / (right - left)
        source = tuple(scene.plot_left + (x - left) * slope for x in from_x)
        self._copy(painter, kept, (source[0], source[1]), from_x)
        marks = period.axis()
        for low, high in ((scene.plot_left, from_x[0]), (from_x[1], scene.plot_right)):
            if high - low >= 1:
                painter.fillRect(QRectF(low, top, high - low, height), plot)
                marks += period.part(low, high)
        paint_marks(painter, marks, theme, on_screen=True)

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
