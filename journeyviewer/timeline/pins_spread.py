"""Where numbered marks of one row go, so that none covers another and all stay near their day."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from itertools import accumulate, pairwise

GAP = 2.0
"""Pixels between two marks at least."""


def spread(
    wanted: Sequence[float],
    widths: Sequence[float],
    low: float,
    high: float,
    firm: Sequence[bool] = (),
) -> list[float]:
    """Return the centres of marks between two pixels: in order, apart, moved as little as can be.

    `wanted` are the pixels of their days, in the order of their numbers. Of all places that keep
    the order and the gap, the sum of what the marks are moved by is least (pool adjacent
    violators, for medians). Marks wider together than the room begin at its left edge. Those that
    are `firm` stay where they are wanted, and the others make way.
    """
    if not wanted:
        return []
    # With the room that each takes up subtracted, apart becomes in order.
    steps = [(one + other) / 2 + GAP for one, other in pairwise(widths)]
    offsets = list(accumulate(steps, initial=0.0))
    apart = [x - offset for x, offset in zip(wanted, offsets, strict=True)]
    first = low + widths[0] / 2
    last = max(first, high - widths[-1] / 2 - offsets[-1])
    weights = [len(wanted) + 1 if each else 1 for each in firm] or [1] * len(wanted)
    # The least and the greatest of the best places; half way between is as good, and even.
    pairs = zip(*(_in_order(apart, weights, upper=upper) for upper in (False, True)), strict=True)
    middles = (min(max((one + other) / 2, first), last) for one, other in pairs)
    return [middle + offset for middle, offset in zip(middles, offsets, strict=True)]


def needed(widths: Sequence[float]) -> float:
    """Return the pixels that marks of these widths take side by side."""
    return sum(widths) + GAP * (len(widths) - 1)


def _in_order(values: Sequence[float], weights: Sequence[int], *, upper: bool) -> list[float]:
    """Return ascending values nearest to those given: of two medians the upper or the lower.

    A value counts as often as its weight says.
    """
    blocks: list[list[float]] = []
    members: list[int] = []
    for value, weight in zip(values, weights, strict=True):
        blocks.append([value] * weight)
        members.append(1)
        while len(blocks) > 1 and _median(blocks[-2], upper) > _median(blocks[-1], upper):
            short = blocks.pop()
            for each in short:
                insort(blocks[-1], each)
            count = members.pop()
            members[-1] += count
    medians = (_median(block, upper) for block in blocks)
    return [middle for middle, count in zip(medians, members, strict=True) for _ in range(count)]


def _median(block: Sequence[float], upper: bool) -> float:
    return block[len(block) // 2 if upper else (len(block) - 1) // 2]
