"""Cases whose entries are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from journeyviewer.ingest.make import maker
from journeyviewer.ingest.naming import content_of, id_of
from journeyviewer.model.chronology import Case, Entry, EntryId, SourceRow
from journeyviewer.model.extents import Outline
from journeyviewer.model.times import EndState, FuzzyDate
from journeyviewer.model.values import dataclass

if TYPE_CHECKING:
    from journeyviewer.ingest.frames import Frame


_make_source = maker(SourceRow)


@dataclass(slots=True)
class Spell:
    """As much of a spell in a lane with one state at a time as tells whether spells overlap.

    `place` sorts spells as entries are sorted; `frame` tells what it is called unless its row has
    words of its own. `entry` is there, and no frame, where it was made.
    """

    lane: str
    place: tuple[int, int]
    number: int
    start: FuzzyDate
    end: FuzzyDate | None
    end_state: EndState
    frame: Frame | None
    table: Place
    entry: Entry | None = None

    @property
    def label(self) -> str:
        """What is shown of it."""
        if self.entry is not None:
            return self.entry.label
        return self.table.words(self.number) or (self.frame.label if self.frame else "")

    @property
    def only_id(self) -> EntryId:
        """The name of its entry where there is no other with the same content."""
        entry, frame = self.entry, self.frame
        if entry is not None:
            content = content_of(entry.lane, entry.start, entry.category, entry.words)
        else:
            assert frame is not None
            words = self.table.words(self.number) or frame.words
            content = content_of(self.lane, self.start, frame.category, words)
        return id_of(content, 0)

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """Where it was read, without its cells."""
        return (_make_source((self.table.file, self.table.sheet, self.number, ())),)


Met = tuple[tuple[int, int], int]
"""Where a record starts, as entries are sorted, and the number of its row."""


@dataclass(frozen=True, slots=True)
class Place:
    """The sheet that rows stand in, and what finds the words of one of them."""

    file: str
    sheet: str | None
    words: Callable[[int], str]


class Written(NamedTuple):
    """Entries as they are sent, in one part or two, and what they look like from afar."""

    parts: Sequence[object]
    outlines: Sequence[Outline | Entry]


class Rows(Protocol):
    """Rows of a case in one table; `numbers` are theirs, rising."""

    @property
    def place(self) -> Place:
        """The sheet they stand in."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns, in order."""

    def said(self, numbers: Sequence[int]) -> Sequence[tuple[str | None, ...]]:
        """Return the cells of rows as a person sees them; empty ones may be None."""

    def shared_texts(self, numbers: Sequence[int]) -> Sequence[tuple[str, ...] | None]:
        """Return what the entries of rows may show besides their cells; None where unknown."""

    def written(self, numbers: Sequence[int]) -> Written | None:
        """Return the entries of rows as they are sent; None where they have to be made."""

    def make(self, numbers: Sequence[int]) -> tuple[Entry, ...]:
        """Make the entries of rows, in their order; each row makes one."""


@dataclass(slots=True)
class NamedRow:
    """What a row is called and where it stands."""

    number: int
    table: Place
    usual: str
    _label: str = ""

    @property
    def label(self) -> str:
        """What is shown of it, looked for once."""
        if not self._label:
            self._label = self.table.words(self.number) or self.usual
        return self._label


Pair = tuple[Spell | NamedRow, Spell | NamedRow]
Crossed = tuple[str, Sequence[int], Iterable[Pair]]
"""A lane, the numbers of the rows whose spells cross in it, two by two, and these spells."""


class Spells(Protocol):
    """The spells of the lanes of one case with one state at a time."""

    def by_lane(self, keys: Sequence[str]) -> Mapping[str, Sequence[Spell]]:
        """Return those of some lanes, in the order of entries."""

    def crossing(self) -> Iterable[Crossed]:
        """Yield the spells of each lane that start before an earlier one ends; see `crossing`."""

    def beginning(self, lane: str, day: int) -> list[int]:
        """Return the numbers of all records of a lane that begin on a day, rising."""

    def held(self) -> HeldSpells:
        """Return the same with all spells made."""


class HeldSpells:
    """The spells of each lane, and where all records of these lanes begin."""

    def __init__(
        self, spells: Mapping[str, Sequence[Spell]], met: Mapping[str, Sequence[Met]]
    ) -> None:
        self.spells = spells
        self.met = met

    def by_lane(self, keys: Sequence[str]) -> Mapping[str, Sequence[Spell]]:
        """Return those of some lanes, in the order of entries."""
        return {key: self.spells[key] for key in keys if key in self.spells}

    def crossing(self) -> Iterator[Crossed]:
        """Yield the spells of each lane that start before an earlier one ends."""
        for key, spells in self.spells.items():
            pairs = list(crossing(spells))
            if pairs:
                yield key, [spell.number for pair in pairs for spell in pair], pairs

    def beginning(self, lane: str, day: int) -> list[int]:
        """Return the numbers of all records of a lane that begin on a day, rising."""
        return sorted([number for (begins, _), number in self.met[lane] if begins == day])

    def held(self) -> HeldSpells:
        """Return the same with all spells made."""
        return self


S = TypeVar("S", Entry, Spell)


def crossing(spells: Iterable[S]) -> Iterator[tuple[S, S]]:
    """Yield those of some spells, which are in order, that start before an earlier one ends.

    Each comes after the one that lasts longest of those before it.
    """
    last: S | None = None
    for entry in spells:
        begins = entry.start.latest
        if last is not None and begins is not None and certain_end(last) > begins:
            yield last, entry
        if last is None or certain_end(entry) > certain_end(last):
            last = entry


def certain_end(entry: Entry | Spell) -> date:
    """Return the day until which a spell certainly lasts; the end of time for an open one."""
    if entry.end_state is EndState.OPEN:
        return date.max
    if entry.end is None or entry.end.earliest is None:
        return entry.start.first
    return entry.end.earliest


class LateEntries:
    """The entries of a case as the numbers of their rows, and what makes them.

    `odd` says that the dates of some entry have to be looked at.
    """

    def __init__(self, numbers: Sequence[int], spells: Spells, odd: bool, rows: Rows) -> None:
        self.numbers = numbers
        self.spells = spells
        self.odd = odd
        self.rows = rows

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def home(self) -> tuple[str, str | None] | None:
        """The file and the sheet of all rows; None where there are none."""
        place = self.rows.place
        return (place.file, place.sheet) if self.numbers else None

    def id_of(self, spell: Spell) -> EntryId:
        """Return the name of the entry of a spell."""
        numbers = self.spells.beginning(spell.lane, spell.place[0])
        if len(numbers) == 1:
            return spell.only_id
        # What begins on one day may have one content, and is then told apart by its order.
        made = self.rows.make(numbers)
        return next(entry.id for entry in made if entry.sources[0].row == spell.number)

    def entries(self) -> tuple[Entry, ...]:
        """Make the entries."""
        return self.rows.make(self.numbers)

    def extents(self) -> None:
        """Return nothing: how far they reach shows in the entries."""


def late_entries(case: Case) -> LateEntries | None:
    """Return what will make the entries of a case; None where they are there."""
    later = case.later
    return later if isinstance(later, LateEntries) else None
