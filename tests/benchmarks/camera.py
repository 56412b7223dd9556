"""The way a camera goes over a journey: 60 steps of zoom, then 40 of pan at each of three scales.

The same steps for every program measured, as shares of the whole journey.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

ZOOMS = 60
PANS = 40
DEEPEST = 1000.0
"""How many times larger than the whole the last step of the zoom is."""
AT = 0.82
"""The share of the journey that stays where it is while zooming: where most records are."""


@dataclass(frozen=True, slots=True)
class Step:
    """A frame: the phase it belongs to and the period [start, end) as shares of the whole."""

    phase: str
    start: float
    end: float


def steps() -> Iterator[Step]:
    """Yield the 180 frames in order."""
    for number in range(ZOOMS):
        width = DEEPEST ** -(number / (ZOOMS - 1))
        yield Step("zoom", AT - AT * width, AT - AT * width + width)
    for scale in (1, 10, 100):
        width = 1 / scale
        # A hand crosses the width of what is shown in 40 frames, at every scale; whole pages,
        # where nothing of the frame before is of use, are the frames at rest.
        reach = min(width, 0.4)
        first = 1 - width - reach if scale == 1 else min(AT, 1 - width - reach)
        for number in range(PANS):
            start = first + reach * number / PANS
            yield Step(f"pan{scale}", start, start + width)
