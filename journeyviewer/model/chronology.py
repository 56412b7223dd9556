"""A case and its entries: spells, events, scored assessments and window counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, NewType, Protocol, overload

from journeyviewer.model.decisions import Question, Repair
from journeyviewer.model.problems import Problem
from journeyviewer.model.tables import TablePreview
from journeyviewer.model.times import EndState, FuzzyDate
from journeyviewer.model.values import dataclass

if TYPE_CHECKING:
    from journeyviewer.model.extents import Extent

EntryId = NewType("EntryId", str)
"""Names one entry within its case; made from content and place, never shown."""

UNNAMED = EntryId("")
"""The name of an entry that its reader has not put into a case yet."""

AttributeValue = str | int | float | bool
NO_ATTRIBUTES: Mapping[str, AttributeValue] = MappingProxyType({})


class Kind(StrEnum):
    """The four kinds of record."""

    SPELL = "spell"
    EVENT = "point"
    SCORE = "score"
    COUNT = "count"


class RowCells(Sequence[tuple[str, str]]):
    """The cells of a row that hold something, heading by heading: as good as a tuple of pairs.

    The rows of a table share their headings, and the pairs are made when they are looked at. A
    text that is empty or None makes no pair.
    """

    __slots__ = ("headings", "texts")

    def __init__(self, headings: tuple[str, ...], texts: tuple[str | None, ...]) -> None:
        self.headings = headings
        self.texts = texts

    def _pairs(self) -> tuple[tuple[str, str], ...]:
        pairs = zip(self.headings, self.texts, strict=False)
        return tuple([(heading, text) for heading, text in pairs if heading and text])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs())

    def __len__(self) -> int:
        return len(self._pairs())

    @overload
    def __getitem__(self, place: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[tuple[str, str], ...]: ...
    def __getitem__(self, place: int | slice) -> tuple[str, str] | tuple[tuple[str, str], ...]:
        return self._pairs()[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowCells):
            return self._pairs() == other._pairs()
        return self._pairs() == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._pairs())

    def __repr__(self) -> str:
        return repr(self._pairs())


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where an entry was read: file, sheet (None in a CSV) and 1-based row.

    `cells` holds the row as text, heading by heading, so that it can be shown beside
    what was made of it.
    """

    file: str
    sheet: str | None
    row: int | None
    cells: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of a chronology.

    `lane` is the drawn lane's key (`model.lanes`), `record_lane` the finer word of the
    neutral records file. `category` is the code of a category or event kind of the lane,
    None when the words are not in its vocabulary. `label` is what is shown, `short_forms`
    ever shorter versions of it, `words` the text of the file. `code` is the canonical code
    (SSDA903 and others), None where the source has none. A spell covers the half-open span
    [start, end); `end` is None for open and unknown ends. For a window count, `start` and
    `end` are the window counted over and `value` the number. `order` is the place among the
    rows read, which settles ties on one day.
    """

    id: EntryId
    kind: Kind
    lane: str
    record_lane: str
    category: str | None
    label: str
    start: FuzzyDate
    end: FuzzyDate | None = None
    end_state: EndState = EndState.CLOSED
    words: str = ""
    short_forms: tuple[str, ...] = ()
    detail: str = ""
    code: str | None = None
    value: int | float | str | None = None
    attributes: Mapping[str, AttributeValue] = field(default_factory=lambda: NO_ATTRIBUTES)
    sources: tuple[SourceRow, ...] = ()
    source_name: str = ""
    suggested: bool = False
    order: int = 0

    def flag(self, name: str) -> bool:
        """True when the attribute is present and true."""
        return self.attributes.get(name) is True


@dataclass(frozen=True, slots=True)
class Coverage:
    """One source was read for one lane ("all" for every lane) over the days [start, end].

    A side that is None is open.
    """

    source: str
    lane: str
    start: date | None
    end: date | None


class Sex(StrEnum):
    """As recorded; shown as a word only."""

    FEMALE = "F"
    MALE = "M"


class Later(Protocol):
    """Entries of a case that are made when they are first asked for."""

    def __len__(self) -> int:
        """How many there will be."""

    def entries(self) -> tuple[Entry, ...]:
        """Make them, in order; the same ones every time."""

    def extents(self) -> Mapping[str, Extent] | None:
        """Return how far they reach, by lane; None where that shows in the entries alone."""


_MAKING = RLock()
"""Held while the entries of a case are made: two threads may look at it at once."""


class _MadeLater:
    """Room beside the fields of a case for what makes its entries."""

    __slots__ = ("_later",)
    _later: Later


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(_MadeLater):
    """One pseudonymous young person's chronology.

    `id` is the text of the source (trimmed). `birth` keeps its precision. `read_on` is the
    day the file was read, which ends what is known. `entries` are sorted by start, precision
    and place in the source.
    """

    id: str
    sex: Sex | None = None
    birth: FuzzyDate | None = None
    read_on: date | None = None
    entries: tuple[Entry, ...] = ()
    coverage: tuple[Coverage, ...] = ()

    @classmethod
    def with_later(
        cls,
        later: Later,
        *,
        id: str,
        sex: Sex | None = None,
        birth: FuzzyDate | None = None,
        read_on: date | None = None,
        coverage: tuple[Coverage, ...] = (),
    ) -> Case:
        """Return a case whose entries are made when they are first looked at, and then kept.

        It is equal to the case that holds them from the beginning, and copied and written like it.
        """
        case = cls(id=id, sex=sex, birth=birth, read_on=read_on, coverage=coverage)
        object.__setattr__(case, "_later", later)
        # A slot without a value is what brings `__getattr__` in.
        object.__delattr__(case, "entries")
        return case

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Make the entries where they were left for later."""
            if name != "entries":
                raise AttributeError(name)
            with _MAKING:
                later = self.later
                if later is None:
                    # Another thread made them while this one waited.
                    return object.__getattribute__(self, "entries")
                entries = later.entries()
                object.__setattr__(self, "entries", entries)
                object.__delattr__(self, "_later")
            return entries

    @property
    def later(self) -> Later | None:
        """What makes the entries; None once they are there."""
        try:
            found: Later = object.__getattribute__(self, "_later")
        except AttributeError:
            return None
        return found

    @property
    def entry_count(self) -> int:
        """How many entries there are, made or not."""
        later = self.later
        return len(self.entries) if later is None else len(later)

    @property
    def title(self) -> str:
        """The case's name on screen: "Case 1" for an id that is a bare number."""
        return f"Case {self.id}" if self.id.isdigit() and len(self.id) < 4 else self.id

    def in_lane(self, lane: str) -> tuple[Entry, ...]:
        """Return the lane's entries, in order."""
        return tuple(entry for entry in self.entries if entry.lane == lane)


@dataclass(frozen=True, slots=True)
class TrayRow:
    """A row that was kept and listed but is not drawn.

    `cells` holds the row as text, heading by heading, where its headings are known. `waits_for` is
    the key of the question that was asked once for this row and others, such as all those below a
    line, "" where there is none; a question about single rows names them itself.
    """

    file: str
    sheet: str | None
    row: int | None
    reason: str
    cells: Sequence[tuple[str, str]] = ()
    waits_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The accounting line of one sheet or file: every row read is used, kept aside or no data.

    `used` counts rows that made or joined a record or a person. Of one of several tables of a sheet
    `area` is what tells it from the others, the end of its name, and `fates` has a letter for each
    row of the sheet: u, t, d or n in the order of the counts, a space for one that is not counted.
    """

    file: str
    sheet: str | None
    rows_read: int
    used: int
    tray: int = 0
    hidden_duplicates: int = 0
    non_data: int = 0
    area: str = ""
    fates: str = ""

    @property
    def whole(self) -> str | None:
        """The name of the whole sheet, None where it has none."""
        if self.sheet is None or not self.area or self.sheet == self.area:
            return self.sheet if not self.area else None
        return self.sheet.removesuffix(f", {self.area}")

    @property
    def adds_up(self) -> bool:
        """True when no row disappeared."""
        return self.rows_read == self.used + self.tray + self.hidden_duplicates + self.non_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a sheet was taken for, how surely (0 to 1) and why; and the next best form."""

    file: str
    sheet: str | None
    form: str
    sureness: float
    reason: str
    other_form: str = ""
    other_sureness: float = 0.0
    other_reason: str = ""


class Outcome(StrEnum):
    """How a reading went as a whole."""

    OK = "ok"
    PARTIAL = "partial"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """The cases read together from a set of files, with everything said about the reading."""

    name: str
    cases: tuple[Case, ...] = ()
    outcome: Outcome = Outcome.OK
    message: str = ""
    problems: tuple[Problem, ...] = ()
    tray: tuple[TrayRow, ...] = ()
    tallies: tuple[Tally, ...] = ()
    seconds: float = 0.0
    peak_mb: float = 0.0
    sources: tuple[str, ...] = field(default=())
    questions: tuple[Question, ...] = ()
    repairs: tuple[Repair, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    tables: tuple[TablePreview, ...] = ()

    def case(self, case_id: str) -> Case:
        """Return the case with this id; raises KeyError when there is none."""
        for case in self.cases:
            if case.id == case_id:
                return case
        raise KeyError(case_id)
