"""What is found of the rows of one case by their columns, before entries are made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field
from typing import cast

from journeyviewer.ingest.assemble import LANE_ORDER, PRECISIONS
from journeyviewer.ingest.frames import Frame
from journeyviewer.ingest.late import HeldSpells, Met, Place, Spell, Spells
from journeyviewer.ingest.row_dates import Setting, is_before
from journeyviewer.model.chronology import Entry, Kind
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import EndState, FuzzyDate
from journeyviewer.model.values import dataclass

LONG_BEFORE = 300
"""Days before a birth from which on a start is said to be odd."""


@dataclass(slots=True, eq=False)
class Opening:
    """A cell in which a record starts; `place` sorts as entries are sorted.

    `odd` says that something will be said of it once the whole case is read.
    """

    when: FuzzyDate
    place: tuple[int, int]
    odd: bool


@dataclass(slots=True, eq=False)
class Ending:
    """A cell in which a record ends: a day, "still going on", or nothing."""

    when: FuzzyDate | None
    goes_on: bool
    is_missing: bool
    day: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What the short answers of a row make of it."""

    lane: str
    frame: Frame
    lasts: bool
    going_on: bool
    steady: bool
    exclusive: bool


UNSEEN = Shape("", cast(Frame, None), False, False, False, False)
"""Stands for a shape that was not looked for."""


class Answered:
    """The short answers of some rows, and what they make of one with and without an end."""

    __slots__ = ("with_end", "without_end")

    def __init__(self) -> None:
        self.with_end: Shape | None = UNSEEN
        self.without_end: Shape | None = UNSEEN


@dataclass(slots=True)
class Seen:
    """What was found of the rows of one case.

    `quiet` and `speaking` are their numbers, rising, `spoken` those of the latter that became
    entries; `spells` those of lanes with one state at a
    time, `met` where the records of such a lane start. `others` are such records that are not
    held here.
    """

    quiet: Sequence[int] = ()
    speaking: list[int] = field(default_factory=list)
    spoken: list[int] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    met: defaultdict[str, list[Met]] = field(default_factory=lambda: defaultdict(list))
    odd: bool = False
    others: Spells | None = None

    def meet(
        self, number: int, opening: Opening, ending: Ending, shape: Shape, table: Place
    ) -> None:
        """Note a row of a lane with one state at a time."""
        self.met[shape.lane].append((opening.place, number))
        if shape.steady:
            state = EndState.CLOSED if ending.when else EndState.OPEN
            spell = (shape.lane, opening.place, number, opening.when, ending.when, state)
            self.spells.append(Spell(*spell, shape.frame, table))

    def meet_entry(self, entry: Entry, number: int, table: Place, setting: Setting) -> None:
        """Note an entry that was made of a row that had to be read by itself."""
        self.spoken.append(number)
        self.odd = self.odd or is_odd(entry.start, setting)
        if not lane(entry.lane).exclusive:
            return
        place = place_of(entry.start)
        self.met[entry.lane].append((place, number))
        if entry.kind is Kind.SPELL and not entry.flag("temporary"):
            times = entry.start, entry.end, entry.end_state
            self.spells.append(Spell(entry.lane, place, number, *times, None, table, entry))

    def of_lanes(self) -> Spells:
        """Return the spells of each lane with one state at a time, in the order of entries."""
        if self.others is not None:
            if not self.met:
                return self.others
            self._hold(self.others.held())
        found: dict[str, list[Spell]] = {key: [] for key in sorted(self.met, key=self._where)}
        for spell in sorted(self.spells, key=lambda spell: (spell.place, spell.number)):
            found[spell.lane].append(spell)
        return HeldSpells(found, self.met)

    def _hold(self, others: HeldSpells) -> None:
        """Hold the others here too."""
        self.others = None
        for key, met in others.met.items():
            self.met[key] += met
            self.spells += others.spells[key]

    def _where(self, key: str) -> tuple[int, int, int]:
        return (*min(self.met[key])[0], LANE_ORDER[key])


def place_of(start: FuzzyDate) -> tuple[int, int]:
    """Return what sorts starts as entries are sorted."""
    return (start.earliest or start.first).toordinal(), PRECISIONS[start.precision]


def is_odd(when: FuzzyDate, setting: Setting) -> bool:
    """True where something will be said of a start once its whole case is read."""
    read_on = setting.not_after
    if read_on is not None and when.earliest is not None and when.earliest > read_on:
        return True
    born = setting.birth.earliest if setting.birth else None
    return born is not None and when.latest is not None and (born - when.latest).days > LONG_BEFORE


def ends_well(shape: Shape, opening: Opening, ending: Ending) -> bool:
    """True where there is nothing to say of the end of something that lasts."""
    if ending.when is None:
        return ending.goes_on or shape.going_on
    if shape.going_on:
        return False
    return ending.day > opening.place[0] or not is_before(ending.when, opening.when)
