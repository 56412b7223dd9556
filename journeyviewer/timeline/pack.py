"""Rows for spans that overlap: fixed for a case, whatever the zoom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def first_fit(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the row of each span [start, end), taken in the order given.

    A span goes to the first row in which it touches nothing; spans that meet end to start
    share a row.
    """
    rows: list[tuple[list[float], list[float]]] = []
    placed: list[int] = []
    for start, end in spans:
        number = next(
            (place for place, row in enumerate(rows) if _free(row, start, end)), len(rows)
        )
        if number == len(rows):
            rows.append(([], []))
        starts, ends = rows[number]
        place = bisect_left(starts, start)
        starts.insert(place, start)
        ends.insert(place, max(end, start + 1))
        placed.append(number)
    return placed


def _free(row: tuple[list[float], list[float]], start: float, end: float) -> bool:
    """True when the last of a row's spans that begins before `end` is over by `start`."""
    starts, ends = row
    before = bisect_left(starts, end) - 1
    return before < 0 or ends[before] <= start


def spread(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Return positions near the wanted ones (ascending), at least `least` apart, in [low, high].

    Least total displacement by pooling adjacent violators; when the room is too small the
    spacing shrinks evenly.
    """
    count = len(wanted)
    if count == 0:
        return []
    gap = min(least, (high - low) / max(1, count - 1)) if count > 1 else 0.0
    blocks: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        total, size = place - index * gap, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / size:
            previous, length = blocks.pop()
            total, size = total + previous, size + length
        blocks.append((total, size))
    result: list[float] = []
    for total, size in blocks:
        result.extend([total / size] * size)
    limit = high - (count - 1) * gap
    return [min(max(base, low), limit) + index * gap for index, base in enumerate(result)]
