"""What an analyst added to a case, made ready to be drawn: phases, developments and notes.

Numbers never collide: phases are bands, key developments circles, notes squares (VISUAL_DESIGN,
section 7). Notes are numbered by date, then by lane from the top.
"""

from __future__ import annotations

from dataclasses import dataclass

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.times import Minute


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """A phase over [start, end), numbered by its first day; `end` None is still on."""

    id: str
    number: int
    title: str
    short: str
    start: Minute
    end: Minute | None


@dataclass(frozen=True, slots=True)
class PinMark:
    """A numbered key development or note at a position; `end` closes a period [at, end).

    `lane` is "" for what is about all lanes. `entry` is the entry it was written on, if any.
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
    """All of a case's that have a day; notes about the case as a whole are in the panel alone."""

    phases: tuple[PhaseMark, ...] = ()
    developments: tuple[PinMark, ...] = ()
    notes: tuple[PinMark, ...] = ()

    def __bool__(self) -> bool:
        """True when there is something to draw."""
        return bool(self.phases or self.developments or self.notes)


NOTHING = Annotations()
