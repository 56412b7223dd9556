"""Spans too short for a bar of their own, merged into columns of one pixel each.

A column is solid in the class that covers most of it and as high as the share of it that is
covered. Nothing is lost: a column in which anything falls is never empty, and an assessed high
level or an order keeps a bar of its own. numpy makes the work grow with the pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.bar import LEAST_WIDTH, is_pointed
from journeyviewer.timeline.rows import SpanRow
from journeyviewer.timeline.scale import Scale
from journeyviewer.timeline.spans import SpanPlan

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
Rect = tuple[float, float, float, float]

MERGE_BELOW = 3.0
"""Spans under this width in pixels are merged."""
LEAST_HEIGHT = 2.0
"""Height in pixels of a column that holds something, however little of it is covered."""
CELL = 6.0
"""Width in pixels of what can be pointed at."""
CLASSES = ("1", "2", "3", "4", "5", "hollow", "notrec", "none")
NO_ORDER = frozenset(("NONE", "NR", "S20", "S20SB", "LC"))
"""Codes of the legal lane that name no order."""


@dataclass(frozen=True, slots=True)
class SpanArrays:
    """A row's spans as arrays in order of start: minutes, class, whether kept, whether open."""

    starts: Floats
    ends: Floats
    classes: Numbers
    kept: NDArray[np.bool_]
    open: NDArray[np.bool_]
    ids: tuple[EntryId, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """What each pixel column shows, the first at `left`.

    `cover` is the share of a column that is covered, 0 to 1; `commonest` the class that covers
    most of it, by its place in CLASSES, -1 where nothing falls.
    """

    left: float
    cover: Floats
    commonest: Numbers

    def rects(self, top: float, height: float) -> dict[str, list[Rect]]:
        """Return rectangles by class, from the foot of the row up; like neighbours are one."""
        tall = np.where(self.commonest >= 0, np.maximum(self.cover * height, LEAST_HEIGHT), 0.0)
        changed = (np.diff(self.commonest) != 0) | (np.abs(np.diff(tall)) > 1e-9)
        starts = np.concatenate(([0], np.flatnonzero(changed) + 1))
        ends = np.concatenate((starts[1:], [len(tall)]))
        result: dict[str, list[Rect]] = {}
        rows = zip(
            starts.tolist(),
            ends.tolist(),
            self.commonest[starts].tolist(),
            tall[starts].tolist(),
            strict=True,
        )
        for start, end, number, tallness in rows:
            if number >= 0:
                rect = (self.left + start, top + height - tallness, float(end - start), tallness)
                result.setdefault(CLASSES[number], []).append(rect)
        return result


def is_kept(span: SpanPlan) -> bool:
    """True for an assessed high level and for an order, which no merging may hide."""
    entry = span.entry
    if entry.lane == "cse":
        return entry.category == "HIGH" or entry.value == "high"
    return entry.lane == "legal" and span.drawn == "span" and entry.category not in NO_ORDER


def arrays_of(row: SpanRow) -> SpanArrays:
    """Return a row's arrays; made once."""
    if row.arrays is None:
        spans = row.by_start()
        row.arrays = SpanArrays(
            np.array([span.start for span in spans], dtype=np.float64),
            np.array([span.end for span in spans], dtype=np.float64),
            np.array([_class_of(span) for span in spans], dtype=np.intp),
            np.array([is_kept(span) for span in spans], dtype=np.bool_),
            np.array([is_pointed(span) for span in spans], dtype=np.bool_),
            tuple(span.entry.id for span in spans),
        )
    assert isinstance(row.arrays, SpanArrays)
    return row.arrays


def _class_of(span: SpanPlan) -> int:
    return CLASSES.index(str(span.step) if span.drawn == "span" else span.drawn)


def pixels(scale: Scale, positions: Floats) -> Floats:
    """Return the pixels of positions, as the scale maps one after another."""
    if scale.fold is None:
        return _line(scale, positions, scale.start, scale.end)
    before = _line(scale, positions, scale.start, scale.fold - 1)
    return np.where(positions < scale.fold, before, _line(scale, positions, scale.fold, scale.end))


def _line(scale: Scale, positions: Floats, start: float, end: float) -> Floats:
    left, right = scale.x(start), scale.x(end)
    return left + (positions - start) * ((right - left) / max(1.0, end - start))


def merged(lefts: Floats, rights: Floats, classes: Numbers, left: float, right: float) -> Columns:
    """Return the columns of [left, right) that spans over [lefts, rights) pixels fill.

    The spans come in order of `lefts`; where two overlap, the time counts for the first.
    """
    edges = left + np.arange(int(np.ceil(right - left)) + 1, dtype=np.float64)
    rights = rights.copy()
    rights[:-1] = np.minimum(rights[:-1], lefts[1:])
    cover = np.zeros((len(CLASSES), len(edges) - 1))
    starts = np.zeros_like(cover)
    for number in np.flatnonzero(np.bincount(classes)).tolist():
        own = classes == number
        cover[number] = np.diff(_covered_until(edges, lefts[own], rights[own]))
        starts[number] = np.diff(np.searchsorted(lefts[own], edges))
    weight = cover + starts * 1e-6
    commonest = np.where(weight.sum(axis=0) > 0, weight.argmax(axis=0), -1)
    return Columns(left, np.clip(cover.sum(axis=0), 0.0, 1.0), commonest)


def _covered_until(edges: Floats, lefts: Floats, rights: Floats) -> Floats:
    """Return how many pixels are covered up to each edge; the spans do not overlap."""
    sums = np.concatenate(([0.0], np.cumsum(rights - lefts)))
    begun = np.searchsorted(lefts, edges, side="right")
    last = np.maximum(begun - 1, 0)
    beyond = np.where(begun > 0, np.maximum(rights[last] - edges, 0.0), 0.0)
    return np.asarray(sums[begun] - beyond)


def kept_rects(
    lefts: Floats, rights: Floats, classes: Numbers, rows: Rect
) -> dict[int, list[Rect]]:
    """Return a bar for each kept span by class; those of a class that touch become one.

    `rows` is (left, right, top, height) of the row's part of the plot.
    """
    low, high, top, height = rows
    result: dict[int, list[Rect]] = {}
    for start, end, number in zip(lefts.tolist(), rights.tolist(), classes.tolist(), strict=True):
        start = min(max(start, low), high - LEAST_WIDTH)
        width = max(min(end, high) - start, LEAST_WIDTH)
        found = result.setdefault(number, [])
        if found and start <= found[-1][0] + found[-1][2]:
            before = found.pop()
            width = max(before[0] + before[2], start + width) - before[0]
            start = before[0]
        found.append((start, top, width, height))
    return result
