"""Rows for spans that overlap: fixed for a case, whatever the zoom."""

from __future__ import annotations

from collections.abc import Sequence


def first_fit(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return the row of each span [start, end), taken in the order given.

    A span goes to the first row in which it touches nothing; spans that meet end to start
    share a row.
    """
    rows: list[list[tuple[float, float]]] = []
    placed: list[int] = []
    for start, end in spans:
        number = next(
            (place for place, row in enumerate(rows) if _free(row, start, end)), len(rows)
        )
        if number == len(rows):
            rows.append([])
        rows[number].append((start, max(end, start + 1)))
        placed.append(number)
    return placed


def _free(row: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end <= other_start or start >= other_end for other_start, other_end in row)


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
