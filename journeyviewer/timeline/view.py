"""What is being shown of a journey: the period, the axes and the state of each lane."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeyviewer.model.lanes import lanes
from journeyviewer.model.times import Minute


@dataclass(frozen=True, slots=True)
class View:
    """A period (None: the whole journey), the axes shown, and which lanes are open.

    The whole journey is drawn on the two-speed axis unless `two_speed` is False. `dates` False
    hides every calendar date. `order` lists lane keys from the top; `hidden` lanes are left out.
    """

    start: Minute | None = None
    end: Minute | None = None
    two_speed: bool = True
    dates: bool = True
    open_lanes: frozenset[str] = frozenset(item.key for item in lanes() if item.open)
    hidden: frozenset[str] = frozenset()
    order: tuple[str, ...] = tuple(item.key for item in lanes())

    @property
    def whole(self) -> bool:
        """True when the view is not narrowed to a period."""
        return self.start is None or self.end is None

    def with_period(self, start: Minute, end: Minute) -> View:
        """Return the view of a period on a plain axis."""
        return replace(self, start=start, end=end)

    def with_whole(self) -> View:
        """Return the view of the whole journey."""
        return replace(self, start=None, end=None)

    def with_folded(self, lane: str, folded: bool) -> View:
        """Return the view with a lane folded or opened."""
        rest = self.open_lanes - {lane}
        return replace(self, open_lanes=rest if folded else rest | {lane})
