"""The one painter: marks become strokes on a screen, a picture, a page or a printer."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PySide6.QtCore import QRectF
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
        sides = (math.floor(scene.plot_left), scene.width)
        marks = _paint_ground(painter, sides, scene.height, _without_headers(scene), theme)
        paint_headers(painter, scene, theme)
        paint_marks(painter, marks, theme, on_screen=True)
        return
    if background:
        painter.fillRect(ground, theme.colour("plot"))
    paint_marks(painter, scene.marks, theme, on_screen=on_screen)


def paint_headers(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Paint the headers of a scene's lanes for the screen, with the ground under them."""
    painter.drawPixmap(0, 0, _headers(painter, scene, theme))


def paint_part(
    painter: QPainter, marks: list[Mark], size: tuple[float, float], theme: Theme
) -> None:
    """Paint marks of a part of the lanes for the screen, with the ground under all of it."""
    rest = _paint_ground(painter, (0, size[0]), size[1], marks, theme)
    paint_marks(painter, rest, theme, on_screen=True)


def _paint_ground(
    painter: QPainter, sides: tuple[int, float], height: float, marks: list[Mark], theme: Theme
) -> list[Mark]:
    """Fill the ground between two sides, with the grid; return the marks that are left."""
    grid = _grid(marks, theme)
    if sum(len(mark.rects) for mark in grid) <= FEW_LINES:
        grid = []
    top, bottom = _paint_grid(painter, sides, grid, theme) if grid else (0.0, 0.0)
    for low, high in ((0.0, top), (bottom, height)):
        painter.fillRect(
            QRectF(sides[0], low, sides[1] - sides[0], high - low), theme.colour("plot")
        )
    return marks[len(grid) :]


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


FEW_LINES = 24
"""Lines of the grid that are sooner drawn than copied."""
GRID_ROWS, PLAIN_ROWS = 16, 4
"""Rows of pixels of the grid that are drawn; the rest are copies.

Fewer are drawn where a pixel of the scene is a pixel of the device: there they are tiles.
"""


def _paint_grid(
    painter: QPainter, sides: tuple[float, float], grid: list[Boxes], theme: Theme
) -> tuple[float, float]:
    """Repeat a few rows of pixels between the sides, from the height returned to the other.

    Lines drawn one by one take five times as long.
    """
    ratio = painter.device().devicePixelRatio()
    left, right = sides
    deep = PLAIN_ROWS if ratio == 1.0 else GRID_ROWS
    rows = QPixmap(math.ceil((right - left) * ratio), math.ceil(deep * ratio))
    rows.fill(theme.colour("plot"))
    on_rows = QPainter(rows)
    try:
        on_rows.scale(ratio, ratio)
        on_rows.translate(-left, 0)
        on_rows.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in grid:
            if mark.fill is not None:
                colour = theme.colour(mark.fill)
                for x, _, wide, _ in mark.rects:
                    on_rows.fillRect(QRectF(x, 0, wide, deep), colour)
    finally:
        on_rows.end()
    _, top, _, height = grid[0].rects[0]
    wide, y = right - left, 0
    if ratio == 1.0:
        painter.drawTiledPixmap(QRectF(left, top, wide, height), rows)
        return top, top + height
    while y < height:
        tall = min(deep, height - y)
        source = QRectF(0, 0, wide * ratio, tall * ratio)
        painter.drawPixmap(QRectF(left, top + y, wide, tall), rows, source)
        y += deep
    return top, top + height


_HEADERS: dict[tuple[object, ...], tuple[Theme, Scene, list[Mark], QPixmap]] = {}
MOST_HEADERS = 4
"""Header columns kept as pixels: one for each canvas that is likely to be shown."""


def _headers(painter: QPainter, scene: Scene, theme: Theme) -> QPixmap:
    """Return the header column as pixels; painted once while the lanes stay as they are."""
    ratio = painter.device().devicePixelRatio()
    key = (id(theme), ratio, scene.plot_left, scene.height)
    found = _HEADERS.get(key)
    if found is not None and found[0] is theme and found[1] is scene:
        return found[3]
    marks = [mark for first, last in scene.headers for mark in scene.marks[first:last]]
    if found is not None and found[0] is theme and found[2] == marks:
        _HEADERS[key] = theme, scene, marks, found[3]
        return found[3]
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
    _HEADERS[key] = theme, scene, marks, column
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
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            Brush(painter, theme).draw[type(mark)](mark)

        found = _KEPT[id(theme), ratio] = theme, Sprites(draw, ratio)
    return found[1]
