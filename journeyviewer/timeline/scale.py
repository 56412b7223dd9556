"""The map between time and pixels: a plain axis, or two speeds with a fold between them."""

from __future__ import annotations

from dataclasses import field
from math import ceil, floor
from typing import Protocol

from journeyviewer.model.times import MINUTES_PER_DAY, Minute
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.view import View

MINUTES_PER_MONTH = 365.2425 / 12 * MINUTES_PER_DAY
MINUTES_PER_YEAR = 365.2425 * MINUTES_PER_DAY
SEAM = 10.0
"""Width of the seam at the fold, in pixels."""


class Scale(Protocol):
    """A monotone map from time to pixels over the span [start, end)."""

    @property
    def start(self) -> Minute:
        """Where the axis begins."""
        ...

    @property
    def end(self) -> Minute:
        """Where the axis ends."""
        ...

    @property
    def fold(self) -> Minute | None:
        """Where the speed changes; None on a plain axis."""
        ...

    def x(self, position: float) -> float:
        """Return the pixel of a position; linear beyond both ends."""
        ...

    def minute(self, x: float) -> Minute:
        """Return the position at a pixel."""
        ...

    def position(self, x: float) -> float:
        """Return the position at a pixel, not rounded to a minute."""
        ...

    def pixels_per_month(self, position: float) -> float:
        """Return how many pixels a month takes at a position."""
        ...


@dataclass(frozen=True, slots=True)
class PlainScale:
    """A linear axis: [start, end) runs from `left` to `right`."""

    start: Minute
    end: Minute
    left: float
    right: float
    _slope: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        slope = (self.right - self.left) / max(1, self.end - self.start)
        object.__setattr__(self, "_slope", slope)

    @property
    def fold(self) -> None:
        """A plain axis has no fold."""
        return None

    def x(self, position: float) -> float:
        """Return the pixel of a position."""
        return self.left + (position - self.start) * self._slope

    def minute(self, x: float) -> Minute:
        """Return the position at a pixel."""
        return Minute(round(self.position(x)))

    def position(self, x: float) -> float:
        """Return the position at a pixel, not rounded to a minute."""
        return self.start + (x - self.left) / self._slope

    def over(self, left: float, right: float) -> PlainScale:
        """Return the same map with the axis running over other pixels, to whole minutes."""
        start = Minute(floor(self.position(left)))
        end = Minute(ceil(self.position(right)))
        return PlainScale(start, end, self.x(start), self.x(end))

    def pixels_per_month(self, position: float) -> float:
        """Return the same number everywhere."""
        return self._slope * MINUTES_PER_MONTH


@dataclass(frozen=True, slots=True)
class TwoSpeedScale:
    """One year left of the fold is exactly as wide as one month right of it (12 : 1).

    The seam is `SEAM` pixels wide and holds no time: the fold's own pixel is its right edge.
    """

    start: Minute
    fold: Minute
    end: Minute
    left: float
    right: float
    _unit: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        columns = (self.fold - self.start) / MINUTES_PER_YEAR
        columns += (self.end - self.fold) / MINUTES_PER_MONTH
        unit = (self.right - self.left - SEAM) / max(columns, 1e-9)
        object.__setattr__(self, "_unit", unit)

    @property
    def seam_left(self) -> float:
        """The left edge of the seam in pixels."""
        return self.left + (self.fold - self.start) / MINUTES_PER_YEAR * self._unit

    def x(self, position: float) -> float:
        """Return the pixel of a position."""
        if position < self.fold:
            return self.left + (position - self.start) / MINUTES_PER_YEAR * self._unit
        return self.right - (self.end - position) / MINUTES_PER_MONTH * self._unit

    def minute(self, x: float) -> Minute:
        """Return the position at a pixel; the whole seam is the fold."""
        return Minute(round(self.position(x)))

    def position(self, x: float) -> float:
        """Return the position at a pixel, not rounded to a minute."""
        if x < self.seam_left:
            return self.start + (x - self.left) / self._unit * MINUTES_PER_YEAR
        if x < self.seam_left + SEAM:
            return self.fold
        return self.end - (self.right - x) / self._unit * MINUTES_PER_MONTH

    def fold_at(self, x: float) -> Minute:
        """Return where the fold would have to be for the middle of its seam to lie at a pixel."""
        share = (x - SEAM / 2 - self.left) / max(1.0, self.right - self.left - SEAM)
        share = min(max(share, 0.0), 1.0)
        # Years left of the fold take 12 times less room than months right of it.
        before = 12 * share * (self.end - self.start) / (1 + 11 * share)
        return Minute(round(self.start + before))

    def pixels_per_month(self, position: float) -> float:
        """Return the width of a month: a twelfth of a column left of the fold."""
        return self._unit / 12 if position < self.fold else self._unit


def scale_for(journey: Journey, view: View, left: float, right: float) -> Scale:
    """Return the axis of a view between two pixels."""
    if view.start is not None and view.end is not None:
        return PlainScale(view.start, view.end, left, right)
    fold = view.fold if view.fold is not None else journey.fold
    if not view.two_speed or fold is None or journey.fold is None:
        return PlainScale(journey.start, journey.end, left, right)
    return TwoSpeedScale(journey.start, fold, journey.end, left, right)
