"""What an analyst added to a case, made ready to be drawn: phases, developments and notes.

Numbers never collide: phases are bands, key developments circles, notes squares (visual design,
section 7). Notes are numbered by date, then by lane from the top.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import NamedTuple

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.times import Minute
from journeyviewer.model.values import dataclass


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """A phase over [start, end), numbered by its first day; `end` None is still on."""

    id: str
    number: int
    title: str
    short: str
    start: Minute
    end: Minute | None


class PinMark(NamedTuple):
    """A numbered key development or note at a position; `end` closes a period [at, end).

    `lane` is "" for what is about all lanes. `entry` is the entry it was written on, if any. A
    tuple, because thousands get another number when one is written before them.
    """

    id: str
    number: int
    words: str
    lane: str
    at: Minute
    end: Minute | None = None
    entry: EntryId | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """All of a case's that have a day; notes about the case as a whole are in the panel alone.

    `by_lane` holds the notes of each lane in order, under "" those about all lanes. `reserved`
    names what has room although the curtain hides all of it, so that rows stay where they are:
    "phases", "developments", and the lanes of notes after "notes:". `offsets` are the pixels, by
    the ids of notes, that their squares were moved along their rows from the day they are led to.
    """

    phases: tuple[PhaseMark, ...] = ()
    developments: tuple[PinMark, ...] = ()
    notes: tuple[PinMark, ...] = ()
    reserved: frozenset[str] = frozenset()
    offsets: Mapping[str, float] = field(default_factory=dict)
    by_lane: Mapping[str, tuple[PinMark, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lanes: dict[str, list[PinMark]] = {}
        for note in self.notes:
            lanes.setdefault(note.lane, []).append(note)
        found = {lane: tuple(notes) for lane, notes in lanes.items()}
        object.__setattr__(self, "by_lane", found)

    @property
    def has_phases(self) -> bool:
        """True when there is a row of phases."""
        return bool(self.phases) or "phases" in self.reserved

    @property
    def has_developments(self) -> bool:
        """True when there is a row of key developments."""
        return bool(self.developments) or "developments" in self.reserved

    def has_notes(self, lane: str) -> bool:
        """True when a lane needs room for notes; "" stands for the row of all lanes."""
        return lane in self.by_lane or f"notes:{lane}" in self.reserved

    @property
    def rows(self) -> frozenset[str]:
        """Everything that needs room, named as in `reserved`."""
        own = {f"notes:{lane}" for lane in self.by_lane}
        own |= {"phases"} if self.phases else set()
        own |= {"developments"} if self.developments else set()
        return self.reserved | own

    def __bool__(self) -> bool:
        """True when there is something to draw."""
        return bool(self.phases or self.developments or self.notes)

    def moved(self, at: Callable[[Minute], Minute], said: Callable[[str], str]) -> Annotations:
        """Return them at other positions and in other words, as for a figure without dates."""

        def pin(mark: PinMark) -> PinMark:
            end = at(mark.end) if mark.end is not None else None
            return mark._replace(words=said(mark.words), at=at(mark.at), end=end)

        def phase(mark: PhaseMark) -> PhaseMark:
            end = at(mark.end) if mark.end is not None else None
            title, short = said(mark.title), said(mark.short)
            return replace(mark, title=title, short=short, start=at(mark.start), end=end)

        return Annotations(
            tuple(phase(mark) for mark in self.phases),
            tuple(pin(mark) for mark in self.developments),
            tuple(pin(mark) for mark in self.notes),
            self.reserved,
            self.offsets,
        )


NOTHING = Annotations()
