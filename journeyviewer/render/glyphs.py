"""The shapes of events, as paths of one size round the origin."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _ellipse(radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def _shield() -> QPainterPath:
    path = QPainterPath(QPointF(-0.44, -0.5))
    path.lineTo(0.44, -0.5)
    path.lineTo(0.44, 0.02)
    path.cubicTo(0.44, 0.3, 0.2, 0.45, 0, 0.54)
    path.cubicTo(-0.2, 0.45, -0.44, 0.3, -0.44, 0.02)
    path.closeSubpath()
    return path


def _bubble() -> QPainterPath:
    body = QPainterPath()
    body.addRoundedRect(QRectF(-0.54, -0.48, 1.08, 0.74), 0.16, 0.16)
    tail = _polygon((-0.3, 0.2), (0.06, 0.2), (-0.3, 0.54))
    return body.united(tail).simplified()


def _plus() -> QPainterPath:
    arm, half = 0.19, 0.52
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
    corners = [math.radians(30 + 60 * number) for number in range(6)]
    return _polygon(*((0.54 * math.cos(turn), 0.54 * math.sin(turn)) for turn in corners))


def _bar() -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(-0.13, -0.5, 0.26, 1.0))
    return path


def _square() -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(-0.45, -0.45, 0.9, 0.9))
    return path


OUTLINED = frozenset(("ring", "bubble-hollow"))
"""Shapes that are an outline by nature."""


@cache
def glyph(shape: str) -> QPainterPath:
    """Return the path of a shape, one unit across; raises KeyError for an unknown one."""
    builders = {
        "circle": lambda: _ellipse(0.5),
        "ring": lambda: _ellipse(0.5),
        "square": _square,
        "boxed": _square,
        "diamond": lambda: _polygon((0, -0.57), (0.57, 0), (0, 0.57), (-0.57, 0)),
        "triangle": lambda: _polygon((0, -0.52), (0.56, 0.46), (-0.56, 0.46)),
        "shield": _shield,
        "bubble": _bubble,
        "bubble-hollow": _bubble,
        "plus": _plus,
        "hexagon": _hexagon,
        "bar": _bar,
    }
    path = builders[shape]()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
