"""The shapes of events, as filled paths round the origin."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF, QTransform

from journeyviewer.model.values import dataclass
from journeyviewer.render.threads import per_thread

OUTLINE = 0.107
"""Width of the line of an outlined shape, as a share of its size."""
LEAST_OUTLINE = 1.2
OUTLINED = frozenset(("ring", "bubble-hollow"))
"""Shapes that are an outline by nature."""
MITRE = 4.0


@dataclass(frozen=True, slots=True)
class GlyphPaths:
    """The rim in plot colour, the ground inside an outline, and the shape itself."""

    rim: QPainterPath | None
    ground: QPainterPath | None
    shape: QPainterPath


@per_thread(512)
def glyph_paths(shape: str, size: float, hollow: bool, halo: float) -> GlyphPaths:
    """Return the paths of a shape of a size in pixels; raises KeyError for an unknown one.

    An outline of what is hollow runs inside the shape, so that hollow and full match in size.
    """
    outlined = hollow or shape in OUTLINED
    width = max(LEAST_OUTLINE, size * OUTLINE) if outlined else 0.0
    inner = size if shape == "ring" else size - width
    path = QTransform.fromScale(inner, inner).map(_BUILDERS[shape]())
    if shape == "bar" and outlined:
        # Two thick lines would leave nothing between them.
        width = min(width, size * 0.08)
    full = path.united(_stroked(path, width, round_corners=False)) if outlined else path
    return GlyphPaths(
        rim=full.united(_stroked(full, 2 * halo, round_corners=True)) if halo > 0 else None,
        ground=path if outlined else None,
        shape=_stroked(path, width, round_corners=False) if outlined else path,
    )


def _stroked(path: QPainterPath, width: float, *, round_corners: bool) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
    join = Qt.PenJoinStyle.RoundJoin if round_corners else Qt.PenJoinStyle.MiterJoin
    stroker.setJoinStyle(join)
    stroker.setMiterLimit(MITRE)
    result = stroker.createStroke(path)
    result.setFillRule(Qt.FillRule.WindingFill)
    return result


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _rectangle(half_width: float, half_height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(-half_width, -half_height, 2 * half_width, 2 * half_height))
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), 0.527, 0.527)
    return path


def _diamond() -> QPainterPath:
    return _polygon((0, -0.615), (0.615, 0), (0, 0.615), (-0.615, 0))


def _triangle() -> QPainterPath:
    return _polygon((0, -0.61), (0.61, 0.53), (-0.61, 0.53))


def _shield() -> QPainterPath:
    path = QPainterPath(QPointF(-0.53, -0.55))
    path.lineTo(0.53, -0.55)
    path.lineTo(0.53, 0.06)
    path.cubicTo(0.53, 0.36, 0.24, 0.54, 0, 0.63)
    path.cubicTo(-0.24, 0.54, -0.53, 0.36, -0.53, 0.06)
    path.closeSubpath()
    return path


def _bubble() -> QPainterPath:
    body = QPainterPath()
    body.addRoundedRect(QRectF(-0.608, -0.55, 1.216, 0.84), 0.2, 0.2)
    tail = _polygon((-0.36, 0.2), (0.1, 0.2), (-0.36, 0.61))
    return body.united(tail).simplified()


def _plus() -> QPainterPath:
    arm, half = 0.208, 0.577
    return _polygon(
        (-arm, -half),
        (arm, -half),
        (arm, -arm),
        (half, -arm),
        (half, arm),
        (arm, arm),
        (arm, half),
        (-arm, half),
        (-arm, arm),
        (-half, arm),
        (-half, -arm),
        (-arm, -arm),
    )


def _hexagon() -> QPainterPath:
    turns = [math.radians(30 + 60 * number) for number in range(6)]
    return _polygon(*((0.613 * math.cos(turn), 0.613 * math.sin(turn)) for turn in turns))


def _square() -> QPainterPath:
    return _rectangle(0.474, 0.474)


_BUILDERS: dict[str, Callable[[], QPainterPath]] = {
    "circle": _circle,
    "ring": _circle,
    "square": _square,
    "boxed": _square,
    "diamond": _diamond,
    "triangle": _triangle,
    "shield": _shield,
    "bubble": _bubble,
    "bubble-hollow": _bubble,
    "plus": _plus,
    "hexagon": _hexagon,
    "bar": lambda: _rectangle(0.162, 0.55),
}
