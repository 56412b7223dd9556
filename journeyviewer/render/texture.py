"""Dots and lines clipped to a rectangle, for textures that need no clipping."""

from __future__ import annotations

import math
from collections.abc import Iterator


def dots_in(
    x: float, y: float, width: float, height: float, pitch: float, radius: float
) -> Iterator[tuple[float, float]]:
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


def lines_in(
    x: float, y: float, width: float, height: float, pitch: float, *, falling: bool = False
) -> Iterator[tuple[float, float, float, float]]:
    """Yield the ends of 45 degree lines inside the rectangle, `pitch` apart measured across.

    They rise to the right, or fall when asked to; they are fixed to the picture.
    """
    step = pitch * math.sqrt(2)
    # A rising line is x + y = c, a falling one x - y = c.
    low, high = (x - y - height, x + width - y) if falling else (x + y, x + width + y + height)
    number = math.ceil(low / step)
    while number * step < high:
        c = number * step
        if falling:
            start, end = max(x, c + y), min(x + width, c + y + height)
            ends = (start, start - c, end, end - c)
        else:
            start, end = max(x, c - y - height), min(x + width, c - y)
            ends = (start, c - start, end, c - end)
        if end - start > 0.01:
            yield ends
        number += 1
