"""How much of a sequence stayed as it was at both ends, so that only what lies between is done."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_not


def same_ends(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """Return how many of the first and of the last are the very same, none counted twice."""
    room = min(len(before), len(after))
    head = _stretch(before, after, room)
    tail = _stretch(before[::-1], after[::-1], room - head)
    return head, tail


def _stretch(before: Sequence[object], after: Sequence[object], most: int) -> int:
    differs = map(is_not, before, after)
    return next((at for at, other in zip(range(most), differs, strict=False) if other), most)
