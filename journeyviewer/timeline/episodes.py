"""Missing episodes before they have a place in pixels: when, how long, interviewed or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from journeyviewer.model.chronology import Entry
from journeyviewer.model.times import MINUTES_PER_DAY, Minute, date_of, minute_of
from journeyviewer.model.values import dataclass


@dataclass(frozen=True, slots=True)
class EpisodePlan:
    """A missing episode: when it began, its size class (0 to 3) and its return interview.

    `interview` is "yes", "no" or "" where the source does not say; `month` counts the months
    since year 0 up to the one it began in.
    """

    entry: Entry
    start: Minute
    size: int
    interview: str
    month: int = field(init=False, compare=False)

    @property
    def own(self) -> bool:
        """True for what the analyst added from reading."""
        return self.entry.flag("own")

    def __post_init__(self) -> None:
        day = date_of(self.start)
        object.__setattr__(self, "month", day.year * 12 + day.month - 1)


def plan_episodes(spells: Sequence[Entry]) -> tuple[EpisodePlan, ...]:
    """Return the episodes in order of date."""
    plans = [
        EpisodePlan(
            entry,
            minute_of(entry.start.first, entry.start.clock),
            size_class(entry),
            interview_of(entry),
        )
        for entry in spells
    ]
    return tuple(sorted(plans, key=lambda plan: plan.start))


def interview_of(entry: Entry) -> str:
    """Return "yes" when a return interview is recorded, "no" when none is, "" when not said."""
    recorded = entry.attributes.get("return_interview")
    if isinstance(recorded, str):
        return recorded if recorded in ("yes", "no") else ""
    accepted = entry.attributes.get("rhi_accepted")
    if accepted is None:
        return "no" if entry.attributes.get("rhi_offered") is False else ""
    return "yes" if accepted is True else "no"


def size_class(entry: Entry) -> int:
    """Return 0 under 6 hours, 1 under a day, 2 up to 3 days, 3 longer.

    Without times of day an episode that ends on the day it began counts as under a day, and
    one that ends the next day as under a day too: the night is all that is known.
    """
    given = entry.attributes.get("length_class")
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    if entry.end is None or not entry.end.known:
        return 1
    start = minute_of(entry.start.first, entry.start.clock)
    end = minute_of(entry.end.last, entry.end.clock)
    length = end - start
    if entry.start.clock and entry.end.clock and length < 6 * 60:
        return 0
    if length < MINUTES_PER_DAY or (length == MINUTES_PER_DAY and not entry.start.clock):
        return 1
    return 2 if length <= 3 * MINUTES_PER_DAY else 3
