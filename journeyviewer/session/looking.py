"""What is looked at closely: surroundings, the day of the cursor, a measure, pinned cards."""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.times import MINUTES_PER_DAY, Minute
from journeyviewer.model.values import dataclass

NEAR_STEPS = (3, 7, 14, 30, 60, 90, 180, 365)
"""Days on either side offered for the surroundings of an entry."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The time between two positions; `end` is None until the second one is chosen."""

    start: Minute
    end: Minute | None = None

    @property
    def days(self) -> int:
        """Whole days from one to the other, never negative."""
        return 0 if self.end is None else abs(self.end - self.start) // MINUTES_PER_DAY


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of time [start, end) across some lanes, dragged on the journey."""

    start: Minute
    end: Minute
    lanes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Looking:
    """All of it at once; nothing of it is kept when another case is chosen.

    `near` is the entry whose surroundings of `days` days on either side are shown; `cursor` the
    position whose lane states are shown; `lane` a lane that holds nothing and was asked about;
    `cards` the entries kept side by side.
    """

    near: EntryId | None = None
    days: int = 30
    cursor: Minute | None = None
    measure: Measure | None = None
    measuring: bool = False
    area: Area | None = None
    lane: str | None = None
    cards: tuple[EntryId, ...] = ()

    def with_days(self, step: int) -> Looking:
        """Return it with the surroundings widened (1) or narrowed (-1) by one step."""
        at = min(range(len(NEAR_STEPS)), key=lambda index: abs(NEAR_STEPS[index] - self.days))
        to = min(max(at + step, 0), len(NEAR_STEPS) - 1)
        return replace(self, days=NEAR_STEPS[to])

    def with_card(self, name: EntryId) -> Looking:
        """Return it with an entry's card kept, or put away when it was."""
        if name in self.cards:
            return replace(self, cards=tuple(card for card in self.cards if card != name))
        return replace(self, cards=(*self.cards, name))
