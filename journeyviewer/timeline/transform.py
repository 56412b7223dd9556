"""Moving and scaling marks, for composing a figure of several parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journeyviewer.timeline.scene import (
    Box,
    Boxes,
    Face,
    Fade,
    Glyph,
    Hatch,
    Line,
    Mark,
    Picture,
    Shape,
    Text,
)


def transformed(
    marks: Iterable[Mark], dx: float = 0.0, dy: float = 0.0, scale: float = 1.0
) -> tuple[Mark, ...]:
    """Return marks scaled about the origin, then moved by (dx, dy) pixels."""
    return tuple(_one(mark, dx, dy, scale) for mark in marks)


def _one(mark: Mark, dx: float, dy: float, k: float) -> Mark:
    match mark:
        case Line():
            dash = tuple(length * k for length in mark.dash)
            return Line(
                mark.x1 * k + dx,
                mark.y1 * k + dy,
                mark.x2 * k + dx,
                mark.y2 * k + dy,
                mark.ink,
                mark.width * k,
                dash,
            )
        case Shape():
            points = tuple((x * k + dx, y * k + dy) for x, y in mark.points)
            dash = tuple(length * k for length in mark.dash)
            return replace(mark, points=points, stroke_width=mark.stroke_width * k, dash=dash)
        case Text():
            face = Face(mark.face.size * k, mark.face.weight, mark.face.italic)
            return replace(
                mark, x=mark.x * k + dx, y=mark.y * k + dy, width=mark.width * k, face=face
            )
        case Glyph():
            return replace(
                mark, x=mark.x * k + dx, y=mark.y * k + dy, size=mark.size * k, halo=mark.halo * k
            )
        case Picture():
            return replace(mark, x=mark.x * k + dx, y=mark.y * k + dy, size=mark.size * k)
        case Boxes():
            rects = tuple((x * k + dx, y * k + dy, w * k, h * k) for x, y, w, h in mark.rects)
            return replace(mark, rects=rects, stroke_width=mark.stroke_width * k)
        case Box() | Fade() | Hatch():
            return _rectangle(mark, dx, dy, k)


def _rectangle(mark: Box | Fade | Hatch, dx: float, dy: float, k: float) -> Box | Fade | Hatch:
    moved = replace(
        mark,
        x=mark.x * k + dx,
        y=mark.y * k + dy,
        width=mark.width * k,
        height=mark.height * k,
    )
    if isinstance(moved, Box):
        return replace(
            moved,
            stroke_width=moved.stroke_width * k,
            radius=moved.radius * k,
            dash=tuple(length * k for length in moved.dash),
        )
    if isinstance(moved, Hatch):
        return replace(moved, pitch=moved.pitch * k)
    return moved
