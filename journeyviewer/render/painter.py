"""The one painter: marks become strokes on a screen, a picture, a page or a printer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from journeyviewer.render.brush import Brush
from journeyviewer.render.screen_brush import ScreenBrush
from journeyviewer.render.sprites import Sprites
from journeyviewer.render.theme import Theme
from journeyviewer.timeline.scene import Mark, Scene


def paint_scene(
    painter: QPainter,
    scene: Scene,
    theme: Theme,
    *,
    background: bool = True,
    on_screen: bool = False,
) -> None:
    """Paint a scene's marks in their order; sets no clip, restores the painter's state.

    `on_screen` takes small marks from pictures kept for each eighth of a pixel: several times as
    fast, and right to a sixteenth of a pixel. Files are never painted so.
    """
    if background:
        painter.fillRect(QRectF(0, 0, scene.width, scene.height), theme.colour("plot"))
    paint_marks(painter, scene.marks, theme, on_screen=on_screen)


def paint_marks(
    painter: QPainter, marks: Iterable[Mark], theme: Theme, *, on_screen: bool = False
) -> None:
    """Paint marks on top of what is there; `on_screen` as for a scene."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    copied = on_screen and _is_plain(painter)
    brush = ScreenBrush(painter, theme, _copies) if copied else Brush(painter, theme)
    draw = brush.draw
    try:
        for mark in marks:
            draw[type(mark)](mark)
    finally:
        painter.restore()


def _is_plain(painter: QPainter) -> bool:
    """True when a pixel of the scene is a pixel of a screen, not moved or turned."""
    return painter.worldTransform().isIdentity()


_KEPT: dict[tuple[int, float], tuple[Theme, Sprites]] = {}


def _copies(theme: Theme, ratio: float) -> Sprites:
    """Return the copies kept for a theme at so many device pixels to a pixel."""
    found = _KEPT.get((id(theme), ratio))
    if found is None or found[0] is not theme:

        def draw(painter: QPainter, mark: Mark) -> None:
            paint_marks(painter, (mark,), theme)

        found = _KEPT[id(theme), ratio] = theme, Sprites(draw, ratio)
    return found[1]
