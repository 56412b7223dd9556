"""Dots and lines clipped to an area, for textures that need no clipping."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

Point = tuple[float, float]


def corners(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    """Return a rectangle as a polygon."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def dots_in(
    x: float, y: float, width: float, height: float, pitch: float, radius: float
) -> Iterator[Point]:
    """Yield the centres of a staggered grid of dots that lie whole inside the rectangle.

    The grid is fixed to the picture, so that neighbouring fills match.
    """
    row = math.ceil((y + radius) / pitch)
    while row * pitch <= y + height - radius:
        shift = pitch / 2 if row % 2 else 0.0
        column = math.ceil((x + radius - shift) / pitch)
        while column * pitch + shift <= x + width - radius:
            yield column * pitch + shift, row * pitch
            column += 1
        row += 1


def dots_within(points: Sequence[Point], pitch: float, radius: float) -> Iterator[Point]:
    """Yield the dots of the same grid whose left and right ends lie inside a polygon."""
    left, top, right, bottom = _bounds(points)
    for x, y in dots_in(left, top, right - left, bottom - top, pitch, radius):
        if any(a + radius <= x <= b - radius for a, b in _inside_row(points, y)):
            yield x, y


def lines_within(
    points: Sequence[Point], pitch: float, width: float, *, falling: bool = False
) -> Iterator[tuple[float, float, float, float]]:
    """Yield the ends of 45 degree lines of a width inside a polygon, `pitch` apart along a row.

    They rise to the right, or fall when asked to; they are fixed to the picture, and shortened
    so that their flat ends stay inside.
    """
    # Sheared by the line's slope, a slanted line is an upright one: x + y or x - y is constant.
    slope = -1 if falling else 1
    turned = [(y, x + slope * y) for x, y in points]
    low, high = min(c for _, c in turned), max(c for _, c in turned)
    trim = width / (2 * math.sqrt(2))
    for number in range(math.ceil(low / pitch), math.ceil(high / pitch)):
        c = number * pitch
        for top, bottom in _inside_row(turned, c):
            y1, y2 = top + trim, bottom - trim
            if y2 - y1 > 0.01:
                yield c - slope * y1, y1, c - slope * y2, y2


def _bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _inside_row(points: Sequence[Point], y: float) -> list[tuple[float, float]]:
    """Return the stretches of the height `y` that lie inside a polygon, by the even-odd rule."""
    crossings = []
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        if (y1 <= y) != (y2 <= y):
            crossings.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=True))
