"""What is being shown of a journey: the period, the axes and the arrangement of the lanes."""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.lanes import lanes
from journeyviewer.model.times import Minute
from journeyviewer.model.values import dataclass

ALL_LANES = tuple(item.key for item in lanes())
OPEN_LANES = frozenset(item.key for item in lanes() if item.open)


@dataclass(frozen=True, slots=True)
class View:
    """A period (None: the whole journey), the axes shown, and how the lanes are arranged.

    The whole journey is drawn on the two-speed axis unless `two_speed` is False; `fold` is where
    its speed changes, None for the journey's own. `dates` False hides every calendar date. `order`
    lists lane keys from the top; `pinned` lanes come first and stay when the others scroll;
    `hidden` lanes are left out. `months` adds a row that counts them from the aligning event, under
    the ages. `dimmed` entries are drawn faint: a filter passes them over.
    """

    start: Minute | None = None
    end: Minute | None = None
    two_speed: bool = True
    dates: bool = True
    open_lanes: frozenset[str] = OPEN_LANES
    hidden: frozenset[str] = frozenset()
    order: tuple[str, ...] = ALL_LANES
    pinned: tuple[str, ...] = ()
    fold: Minute | None = None
    dimmed: frozenset[EntryId] = frozenset()
    months: bool = False

    @property
    def whole(self) -> bool:
        """True when the view is not narrowed to a period."""
        return self.start is None or self.end is None

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the lanes that are not hidden, from the top, pinned ones first."""
        rest = tuple(key for key in self.order if key not in self.pinned)
        return tuple(key for key in (*self.pinned, *rest) if key not in self.hidden)

    @property
    def rearranged(self) -> bool:
        """True when the lanes are not as the program arranges them."""
        own = (self.open_lanes, self.hidden, self.order, self.pinned)
        return own != (OPEN_LANES, frozenset(), ALL_LANES, ())

    def with_period(self, start: Minute, end: Minute) -> View:
        """Return the view of a period on a plain axis."""
        return replace(self, start=start, end=end)

    def with_folded(self, lane: str, folded: bool) -> View:
        """Return the view with a lane folded or opened."""
        rest = self.open_lanes - {lane}
        return replace(self, open_lanes=rest if folded else rest | {lane})

    def with_hidden(self, lane: str, hidden: bool) -> View:
        """Return the view with a lane left out or brought back; a hidden lane is not pinned."""
        rest = self.hidden - {lane}
        pinned = tuple(key for key in self.pinned if key != lane or not hidden)
        return replace(self, hidden=rest | {lane} if hidden else rest, pinned=pinned)

    def with_pinned(self, lane: str, pinned: bool) -> View:
        """Return the view with a lane kept at the top, or back in its place."""
        rest = tuple(key for key in self.pinned if key != lane)
        return replace(self, pinned=(*rest, lane) if pinned else rest)

    def with_moved(self, lane: str, step: int) -> View:
        """Return the view with a lane moved up (negative) or down past shown neighbours."""
        group = self.pinned if lane in self.pinned else self.order
        passed = [key for key in group if key == lane or key in self.shown]
        if lane not in self.pinned:
            passed = [key for key in passed if key not in self.pinned]
        if lane not in passed:
            return self
        at = passed.index(lane)
        to = min(max(at + step, 0), len(passed) - 1)
        if to == at:
            return self
        rest = [key for key in group if key != lane]
        place = rest.index(passed[to]) + (1 if to > at else 0)
        moved = (*rest[:place], lane, *rest[place:])
        return replace(self, pinned=moved) if lane in self.pinned else replace(self, order=moved)

    def with_own_arrangement(self) -> View:
        """Return the view with every lane back as the program arranges them."""
        return replace(self, open_lanes=OPEN_LANES, hidden=frozenset(), order=ALL_LANES, pinned=())
