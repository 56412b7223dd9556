"""The key at the foot of the cohort view: each mark as the rows draw it, with its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeyviewer.model.lanes import lane
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Box,
    Face,
    Hatch,
    Ink,
    Line,
    Mark,
    Measure,
    Picture,
    Text,
)
from journeyviewer.timeline.strip import MOST_EPISODES
from journeyviewer.timeline.strip_sizes import StripSizes

Sample = Callable[[float, float, float], tuple[float, list[Mark]]]
"""Draws from a left edge, centred on a height, at a size; returns its width and marks."""


Entry = tuple[Sample, str, str]
"""A sample, its words, and shorter ones."""


def key_marks(
    width: float, sizes: StripSizes, measure: Measure, left: float
) -> tuple[list[Mark], float]:
    """Return the key from `left` to `width`, its top at 0, and its height.

    It takes shorter words where the full ones need several lines, and lines where those do too.
    """
    for short in (False, True):
        marks, height = _key(width, sizes, measure, left, short)
        if height <= sizes.key:
            break
    return marks, height


def _key(
    width: float, sizes: StripSizes, measure: Measure, left: float, short: bool
) -> tuple[list[Mark], float]:
    size = sizes.axis
    strong, face = Face(size, 600), Face(size)
    x, middle = left, sizes.key / 2
    drop = size * CAP_HEIGHT / 2
    marks: list[Mark] = [Text(x, middle + drop, "Key", strong, measure("Key", strong))]
    start = x = x + measure("Key", strong) + size * 1.3
    for sample, full, brief in ENTRIES:
        words = brief if short else full
        long = measure(words, face)
        drawn, more = sample(x, middle, size)
        if x + drawn + size * 0.45 + long > width and x > start:
            x, middle = start, middle + sizes.key * 0.8
            drawn, more = sample(x, middle, size)
        marks += more
        x += drawn + size * 0.45
        marks.append(Text(x, middle + drop, words, face, long, Ink("ink2")))
        x += long + size * 1.15
    return marks, middle + sizes.key / 2


def _orders(x: float, y: float, size: float) -> tuple[float, list[Mark]]:
    wide = size * 0.65
    return wide * 4, [
        Box(x + place * wide, y - 2.5, wide, 5, Ink(f"legal.{step}"), Ink("legal.edge"))
        for place, step in enumerate((1, 2, 3, 5))
    ]


def _icon(key: str) -> Sample:
    def draw(x: float, y: float, size: float) -> tuple[float, list[Mark]]:
        side = size * 1.05
        return side, [Picture(lane(key).icon, x, y - side / 2, side, Ink(f"{key}.mark"))]

    return draw


def _borough(x: float, y: float, size: float) -> tuple[float, list[Mark]]:
    wide, tall = size * 1.8, size * 0.7
    return wide, [
        Box(x, y - tall / 2 - 1, wide, tall, Ink("residence.3"), Ink("residence.edge")),
        Line(x, y + tall / 2 + 1.5, x + wide, y + tall / 2 + 1.5, Ink("ink"), 2.5),
    ]


def _hatch(x: float, y: float, size: float) -> tuple[float, list[Mark]]:
    wide, half = size * 1.8, size * 0.45
    rails: list[Mark] = [
        Line(x, y + at, x + wide, y + at, Ink("ink3"), 1.0, (3.0, 3.0)) for at in (-half, half)
    ]
    return wide, [Hatch(x, y - half, wide, 2 * half, Ink("line3")), *rails]


def _dotted(x: float, y: float, size: float) -> tuple[float, list[Mark]]:
    wide = size * 1.8
    return wide, [Line(x, y + 0.5, x + wide, y + 0.5, Ink("line3"), 1.0, (1.0, 4.0))]


def _hollow(x: float, y: float, size: float) -> tuple[float, list[Mark]]:
    wide, tall = size * 1.6, size * 0.9
    return wide, [Box(x, y - tall / 2, wide, tall, Ink("plot"), Ink("education.edge"))]


def _read(x: float, y: float, size: float) -> tuple[float, list[Mark]]:
    return 2, [Line(x + 1, y - size * 0.6, x + 1, y + size * 0.6, Ink("ink"), 1.6)]


ENTRIES: Sequence[Entry] = (
    (_orders, "Legal order, line over residence (S20, S38, S31, S25)", "Legal order"),
    (_icon("residence"), "Residence", "Residence"),
    (_icon("education"), "Education", "Education"),
    (_icon("cse"), "CSE level", "CSE level"),
    (
        _icon("missing"),
        f"Missing (height: number in month, full at {MOST_EPISODES} or more)",
        "Missing, by month",
    ),
    (_icon("support"), "Support (depth: number of sources)", "Support, by sources"),
    (_borough, "out of borough", "out of borough"),
    (_hatch, "not recorded", "not recorded"),
    (_dotted, "not in what was read", "not read"),
    (_hollow, "not in education", "not in education"),
    (_read, "file read", "file read"),
)
