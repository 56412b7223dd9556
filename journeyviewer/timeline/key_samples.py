"""Samples of marks for a key, drawn as they are drawn in the journey."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from journeyviewer.timeline.scene import (
    Box,
    Face,
    Fade,
    Glyph,
    Hatch,
    Ink,
    Line,
    Mark,
    Picture,
    Shape,
    Text,
)

Draw = Callable[[float, float], tuple[float, list[Mark]]]
"""Draws a sample from a left edge, centred on a height; returns its width and marks."""

INK = Ink("ink2")
SOFT = Ink("ink3")
DASH = (2.2, 2.2)


def mark_samples(size: float) -> tuple[tuple[str, Draw, str], ...]:
    """Return the samples in the order of a key: mark, drawing, words; `size` is in pixels."""

    def sized(draw: Callable[..., tuple[float, list[Mark]]], *more: object) -> Draw:
        return partial(draw, size, *more)

    return (
        ("approximate", sized(_fade), "date approximate"),
        ("approximate-point", sized(_whisker), "approximate date"),
        ("open-end", sized(_pointed), "still going on when read"),
        ("torn", sized(_torn), "start or end not known"),
        ("unbounded", sized(_fade), "before or after a date"),
        ("not-recorded", sized(_hatch), "not recorded"),
        ("none", sized(_none), "recorded as none"),
        ("outside", sized(_dotted), "not covered by what was read"),
        ("cluster", sized(_cluster), "close together, with their number"),
        ("overflow", sized(_overflow), "more at the same time"),
        ("count", sized(_bracket), "number counted over a period"),
        ("planned", sized(_pin, "circle"), "planned move"),
        ("unplanned", sized(_pin, "ring"), "unplanned move"),
        ("temporary", sized(_temporary), "temporary, not a move"),
        ("out-of-borough", sized(_rail), "out of borough (OOB)"),
        ("high-cost", sized(_pound), "high-cost"),
        ("secure", sized(_picture, "lock"), "secure (welfare)"),
        ("justice", sized(_picture, "gavel"), "youth justice"),
        ("interview", sized(_block, True), "missing, return interview recorded"),
        ("no-interview", sized(_block, False), "missing, none recorded"),
        ("interview-not-said", sized(_base), "missing, the source does not say"),
        ("missing-column", sized(_column), "missing episodes in a month"),
        ("own", sized(_own), "added by the reader"),
        ("note", sized(_note), "note of the reader"),
        ("development", sized(_development), "key development"),
        ("pipeline", sized(_picture, "settings"), "end written by a data pipeline"),
    )


def _rails(x: float, y: float, width: float, half: float) -> list[Mark]:
    return [Line(x, y + at, x + width, y + at, INK, 1.0, DASH) for at in (-half, half)]


def _stops(x: float, y: float, width: float) -> list[Mark]:
    ends: list[Mark] = [Line(at, y - 3, at, y + 3, INK) for at in (x, x + width)]
    return [Line(x, y, x + width, y, INK), *ends]


def _fade(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    width, half = size * 2, size / 2
    return width, [Fade(x, y - half, width, size, SOFT, "right"), *_rails(x, y, width, half)]


def _pointed(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    half, shoulder = size / 2, x + size * 1.5
    points = (
        (x, y - half),
        (shoulder, y - half),
        (x + size * 2, y),
        (shoulder, y + half),
        (x, y + half),
    )
    return size * 2, [Shape(points, stroke=INK, closed=False)]


def _torn(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    half, edge = size / 2, x + size * 1.6
    teeth = [(edge + (2.5 if step % 2 else 0.0), y - half + size * step / 4) for step in range(5)]
    points = ((x, y - half), *teeth, (x, y + half))
    return size * 2, [Shape(points, stroke=INK, closed=False)]


def _hatch(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    width, half = size * 2.4, size / 2
    return width, [Hatch(x, y - half, width, size, SOFT, 5.0), *_rails(x, y, width, half)]


def _none(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    return size * 2.4, _stops(x, y, size * 2.4)


def _dotted(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    return size * 2.4, [Line(x, y, x + size * 2.4, y, INK, 1.0, (1.0, 4.0))]


def _cluster(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    half = size / 2
    face = Face(size * 0.95, 600)
    return size * 2, [
        Box(x, y - half, size * 2, size, Ink("plot"), INK, 1.1, half),
        Glyph("circle", x + size * 0.6, y, size * 0.55, INK, halo=0.0),
        Text(x + size * 1.35, y + size * 0.32, "3", face, size / 2, INK, "centre"),
    ]


def _overflow(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    half = size / 2
    face = Face(size * 0.95, 600)
    return size * 2, [
        Box(x, y - half, size * 2, size, Ink("plot"), INK, 1.1, half),
        Text(x + size, y + size * 0.32, "+2", face, size, INK, "centre"),
    ]


def _bracket(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    ends: list[Mark] = [Line(at, y, at, y + 4, INK) for at in (x, x + size * 2)]
    return size * 2, [Line(x, y, x + size * 2, y, INK), *ends]


def _whisker(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    width = size * 2.2
    circle = Glyph("circle", x + width / 2, y, size * 0.85, INK, hollow=True, halo=0.0)
    return width, [*_stops(x, y, width), circle]


def _pin(size: float, shape: str, x: float, y: float) -> tuple[float, list[Mark]]:
    middle = x + size * 0.3
    stem = Line(middle, y - size * 0.2, middle, y + size * 0.55, INK, 1.6)
    return size * 0.6, [stem, Glyph(shape, middle, y - size * 0.3, size * 0.55, INK, halo=0.0)]


def _temporary(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    return size * 1.6, [Box(x, y - size * 0.3, size * 1.6, size * 0.6, Ink("plot"), INK)]


def _rail(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    return size * 2, [Line(x, y, x + size * 2, y, INK, 3.0)]


def _pound(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    ring = Glyph("ring", x + size * 0.65, y, size * 1.2, INK, hollow=True, halo=0.0)
    sign = Picture("pound-sterling", x + size * 0.28, y - size * 0.37, size * 0.75, INK)
    return size * 1.3, [ring, sign]


def _own(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    width, half = size * 2.2, size / 2
    box = Box(x, y - half, width, size, Ink("plot"), INK, 1.2, 0.0, (3.0, 2.0))
    return width, [box, Picture("pencil", x + size * 0.3, y - size * 0.35, size * 0.7, INK)]


def _note(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    side = size * 1.25
    face = Face(size * 0.9, 600)
    ink = Ink("noteInk")
    return side, [
        Box(x, y - side / 2, side, side, Ink("note"), Ink("noteEdge"), 1.1, 2.5),
        Text(x + side / 2, y + size * 0.3, "1", face, size / 2, ink, "centre"),
    ]


def _development(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    side = size * 1.25
    face = Face(size * 0.9, 600)
    return side, [
        Glyph("circle", x + side / 2, y, side, Ink("ink"), halo=0.0),
        Text(x + side / 2, y + size * 0.3, "1", face, size / 2, Ink("plot"), "centre"),
    ]


def _picture(size: float, name: str, x: float, y: float) -> tuple[float, list[Mark]]:
    return size * 1.2, [Picture(name, x, y - size * 0.6, size * 1.2, INK)]


def _block(size: float, filled: bool, x: float, y: float) -> tuple[float, list[Mark]]:
    mark = Ink("missing.mark")
    fill = mark if filled else Ink("plot")
    return size * 1.4, [Box(x, y - size * 0.28, size * 1.4, size * 0.56, fill, mark, 1.1)]


def _base(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    return size * 1.4, [Box(x, y + size * 0.1, size * 1.4, 2.5, Ink("missing.mark"))]


def _column(size: float, x: float, y: float) -> tuple[float, list[Mark]]:
    return size * 0.3, [Box(x, y - size * 0.4, size * 0.25, size * 0.9, Ink("missing.mark"))]
