"""The one painter: marks become strokes on a screen, a picture, a page or a printer."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from journeyviewer.render.brush import Brush
from journeyviewer.render.screen_brush import ScreenBrush
from journeyviewer.render.sprites import Sprites
from journeyviewer.render.theme import Theme
from journeyviewer.timeline.scene import Boxes, Mark, Scene


def paint_scene(
    painter: QPainter,
    scene: Scene,
    theme: Theme,
    *,
    background: bool = True,
    on_screen: bool = False,
) -> None:
    """Paint a scene's marks in their order; sets no clip, restores the painter's state.

    `on_screen` takes small marks from pictures kept for each quarter of a pixel: several times as
    fast, and right to an eighth of a pixel. Files are never painted so.
    """
    ground = QRectF(0, 0, scene.width, scene.height)
    if background and on_screen and scene.headers and _is_plain(painter):
        headers = _headers(painter, scene, theme)
        marks = _without_headers(scene)
        grid = _grid(marks, theme)
        left = math.floor(scene.plot_left)
        top, bottom = _paint_grid(painter, (left, scene.width), grid, theme) if grid else (0.0, 0.0)
        for low, high in ((0.0, top), (bottom, scene.height)):
            painter.fillRect(
                QRectF(left, low, scene.width - left, high - low), theme.colour("plot")
            )
        painter.drawPixmap(0, 0, headers)
        paint_marks(painter, marks[len(grid) :], theme, on_screen=True)
        return
    if background:
        painter.fillRect(ground, theme.colour("plot"))
    paint_marks(painter, scene.marks, theme, on_screen=on_screen)


def _without_headers(scene: Scene) -> list[Mark]:
    marks: list[Mark] = []
    at = 0
    for first, last in scene.headers:
        marks += scene.marks[at:first]
        at = last
    marks += scene.marks[at:]
    return marks


def _grid(marks: list[Mark], theme: Theme) -> list[Boxes]:
    """Return the marks at the head that are upright lines between the same two whole pixels."""
    grid: list[Boxes] = []
    for mark in marks:
        if not isinstance(mark, Boxes) or mark.fill is None or mark.stroke is not None:
            break
        place = mark.rects[0][1::2]
        if theme.pattern(mark.fill) or any(rect[1::2] != place for rect in mark.rects):
            break
        if place != (grid[0] if grid else mark).rects[0][1::2] or any(at % 1 for at in place):
            break
        grid.append(mark)
    return grid


def _paint_grid(
    painter: QPainter, sides: tuple[float, float], grid: list[Boxes], theme: Theme
) -> tuple[float, float]:
    """Repeat one row of pixels between the sides, from the height returned to the other.

    Lines drawn one by one take five times as long.
    """
    ratio = painter.device().devicePixelRatio()
    left, right = sides
    row = QPixmap(math.ceil((right - left) * ratio), 1)
    row.fill(theme.colour("plot"))
    on_row = QPainter(row)
    try:
        on_row.scale(ratio, 1.0)
        on_row.translate(-left, 0)
        on_row.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_row.setPen(Qt.PenStyle.NoPen)
        for mark in grid:
            if mark.fill is not None:
                on_row.setBrush(theme.colour(mark.fill))
                on_row.drawRects([QRectF(x, 0, wide, 1) for x, _, wide, _ in mark.rects])
    finally:
        on_row.end()
    row.setDevicePixelRatio(ratio)
    _, top, _, height = grid[0].rects[0]
    painter.drawTiledPixmap(QRectF(left, top, right - left, height), row)
    return top, top + height


_HEADERS: dict[tuple[object, ...], tuple[Theme, list[Mark], QPixmap]] = {}
MOST_HEADERS = 4
"""Header columns kept as pixels: one for each canvas that is likely to be shown."""


def _headers(painter: QPainter, scene: Scene, theme: Theme) -> QPixmap:
    """Return the header column as pixels; painted once while the lanes stay as they are."""
    marks = [mark for first, last in scene.headers for mark in scene.marks[first:last]]
    ratio = painter.device().devicePixelRatio()
    key = (id(theme), ratio, scene.plot_left, scene.height)
    found = _HEADERS.get(key)
    if found is not None and found[0] is theme and found[1] == marks:
        return found[2]
    column = QPixmap(math.ceil(scene.plot_left * ratio), math.ceil(scene.height * ratio))
    column.setDevicePixelRatio(ratio)
    column.fill(theme.colour("plot"))
    on_column = QPainter(column)
    try:
        paint_marks(on_column, marks, theme, on_screen=True)
    finally:
        on_column.end()
    if len(_HEADERS) >= MOST_HEADERS:
        _HEADERS.clear()
    _HEADERS[key] = theme, marks, column
    return column


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
    """True when a pixel of the scene is a pixel of a screen: at most moved by whole pixels."""
    moved = painter.worldTransform()
    if moved.isIdentity():
        return True
    if moved.type() is not QTransform.TransformationType.TxTranslate:
        return False
    ratio = painter.device().devicePixelRatio()
    return all((by * ratio).is_integer() for by in (moved.dx(), moved.dy()))


_KEPT: dict[tuple[int, float], tuple[Theme, Sprites]] = {}


def _copies(theme: Theme, ratio: float) -> Sprites:
    """Return the copies kept for a theme at so many device pixels to a pixel."""
    found = _KEPT.get((id(theme), ratio))
    if found is None or found[0] is not theme:

        def draw(painter: QPainter, mark: Mark) -> None:
            paint_marks(painter, (mark,), theme)

        found = _KEPT[id(theme), ratio] = theme, Sprites(draw, ratio)
    return found[1]
