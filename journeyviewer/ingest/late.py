"""Cases whose entries are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from journeyviewer.ingest.naming import content_of, id_of
from journeyviewer.model.chronology import Case, Entry, EntryId, SourceRow
from journeyviewer.model.times import EndState, FuzzyDate

if TYPE_CHECKING:
    from journeyviewer.ingest.frames import Frame


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
        return (SourceRow(self.table.file, self.table.sheet, self.number),)


Met = tuple[tuple[int, int], int]
"""Where a record starts, as entries are sorted, and the number of its row."""


@dataclass(frozen=True, slots=True)
class Place:
    """The sheet that rows stand in, and what finds the words of one of them."""

    file: str
    sheet: str | None
    words: Callable[[int], str]


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

    def encoded(self, numbers: Sequence[int]) -> list[object] | None:
        """Return the entries of rows as they are written; None where they have to be made."""

    def make(self, numbers: Sequence[int]) -> tuple[Entry, ...]:
        """Make the entries of rows, in their order; each row makes one."""


class LateEntries:
    """The entries of a case as the numbers of their rows.

    `rows` makes them. `spells` are those of its lanes with one state at a time, lane by lane in the
    order of its entries, `met` all records of these lanes; `odd` says that the dates of some entry
    have to be looked at.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        spells: Mapping[str, Sequence[Spell]],
        met: Mapping[str, Sequence[Met]],
        odd: bool,
        rows: Rows,
    ) -> None:
        self.numbers = numbers
        self.spells = spells
        self.odd = odd
        self._met = met
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
        day = spell.place[0]
        numbers = [number for place, number in self._met[spell.lane] if place[0] == day]
        if len(numbers) == 1:
            return spell.only_id
        # What begins on one day may have one content, and is then told apart by its order.
        made = self.rows.make(sorted(numbers))
        return next(entry.id for entry in made if entry.sources[0].row == spell.number)

    def entries(self) -> tuple[Entry, ...]:
        """Make the entries."""
        return self.rows.make(self.numbers)


def late_entries(case: Case) -> LateEntries | None:
    """Return what will make the entries of a case; None where they are there."""
    later = case.later
    return later if isinstance(later, LateEntries) else None
