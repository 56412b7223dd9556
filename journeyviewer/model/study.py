"""What an analyst adds to the record: notes, phases, developments, own entries and links.

Nothing here changes a record. Every value is frozen; a change makes a new `Study`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from journeyviewer.model.chronology import Coverage, Entry, EntryId, Kind
from journeyviewer.model.figures import FigurePreset
from journeyviewer.model.items import ItemId as ItemId
from journeyviewer.model.items import new_id as new_id
from journeyviewer.model.items import now as now
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.meetings import Meeting, Response, RunningOrder
from journeyviewer.model.note_kinds import NoteKind as NoteKind
from journeyviewer.model.study_order import by_place, moved
from journeyviewer.model.times import EndState, FuzzyDate
from journeyviewer.model.values import dataclass

MOST_DEVELOPMENTS = 12
"""Key developments that are numbered in one case (visual design: up to twelve)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What an entry is found by when the source is read again; never a row number.

    `entry` is the id it had when last seen. `earliest` and `latest` are the window of its start,
    both inclusive. `words` are the words of the file, else the label. `ordinal` is its place (from
    0) among the `among` entries with the same lane, category, start and words.
    """

    entry: EntryId
    kind: Kind
    lane: str
    category: str | None
    earliest: date | None
    latest: date | None
    words: str
    ordinal: int = 0
    among: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an item is about: an entry, a day, a period of one lane or all, a case, the study.

    `case` None is the whole study. `anchor` names an entry. `lane` "" is every lane. `start` and
    `end` bound a period of days, half-open; both None without one.
    """

    case: str | None = None
    anchor: Anchor | None = None
    lane: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def day(self) -> date | None:
        """The day it is placed at: the period's first, else the entry's; None without one."""
        if self.start is not None or self.anchor is None:
            return self.start
        return self.anchor.earliest or self.anchor.latest

    @property
    def drawn_lane(self) -> str:
        """The key of the lane it is placed in, "" for all lanes."""
        return self.lane or (self.anchor.lane if self.anchor else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark of the analyst. `to_check` puts it on the sheet of questions to ask.

    `whom` is who is to be asked, in words such as "the social worker", "" where nobody is named.
    """

    id: ItemId
    target: Target
    kind: NoteKind = NoteKind.OBSERVATION
    text: str = ""
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)
    to_check: bool = False
    whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A named stretch of a journey, over all lanes, days [start, end); `end` None is still on."""

    id: ItemId
    case: str
    title: str
    start: date
    end: date | None = None
    short: str = ""
    summary: str = ""
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDevelopment:
    """One of the few moments that a journey is told by; numbered by date within its case."""

    id: ItemId
    target: Target
    title: str
    text: str = ""
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """An event or spell that the analyst adds from reading; always told apart from the record."""

    id: ItemId
    case: str
    kind: Kind
    lane: str
    label: str
    start: FuzzyDate
    category: str | None = None
    end: FuzzyDate | None = None
    end_state: EndState = EndState.CLOSED
    detail: str = ""
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)

    def entry(self) -> Entry:
        """Return it as an entry to draw. Its attribute "own" is true; it has no source row."""
        lane = lane_of(self.lane)
        known = lane.category(self.category) or lane.event(self.category)
        return Entry(
            id=EntryId(f"own:{self.id}"),
            kind=self.kind,
            lane=self.lane,
            record_lane=known.record_lane if known else lane.record_lanes[0],
            category=self.category,
            label=self.label,
            start=self.start,
            end=self.end,
            end_state=self.end_state,
            words=self.label,
            detail=self.detail,
            attributes={"own": True},
            source_name="The analyst’s own",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCoverage:
    """What the analyst says was read: a source, for one lane or "all", over the days [start, end].

    Both days are inclusive, as in `Coverage`; a side that is None is open.
    """

    id: ItemId
    case: str
    source: str
    lane: str = "all"
    start: date | None = None
    end: date | None = None
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)

    def coverage(self) -> Coverage:
        """Return it as coverage to draw."""
        return Coverage(self.source, self.lane, self.start, self.end)


class LinkKind(StrEnum):
    """What one entry has to do with another."""

    LED_TO = "led-to"
    SAME_FACT = "same-fact"
    SUPERSEDES = "supersedes"

    @property
    def label(self) -> str:
        """The words between the two."""
        return self.value.replace("-", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The analyst's reading of two entries of a case; the record itself stays as it is."""

    id: ItemId
    case: str
    first: Anchor
    second: Anchor
    kind: LinkKind
    text: str = ""
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)


Item = (
    Note
    | Phase
    | KeyDevelopment
    | OwnEntry
    | OwnCoverage
    | Link
    | RunningOrder
    | Meeting
    | Response
    | FigurePreset
)


def case_of(item: Item) -> str | None:
    """Return the id of the case an item belongs to, None for one about the whole study."""
    if isinstance(item, RunningOrder | Meeting | FigurePreset):
        return None
    return item.target.case if isinstance(item, Note | KeyDevelopment) else item.case


Some = TypeVar("Some", bound=Item)
NO_ITEMS: Mapping[ItemId, Item] = MappingProxyType({})
_NO_CASES: Mapping[str | None, Mapping[ItemId, Item]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One analyst's work on a set of cases. Make one with `study_of`, change it by its methods."""

    id: str
    title: str
    analyst: str
    items: Mapping[ItemId, Item] = field(default_factory=lambda: NO_ITEMS)
    _cases: Mapping[str | None, Mapping[ItemId, Item]] = field(
        default_factory=lambda: _NO_CASES, repr=False, compare=False
    )
    _sorted: dict[tuple[str | None, tuple[str, ...]], tuple[Note, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Notes in order, by case and order of lanes: asked for by every view after each change."""
    _kinds: dict[tuple[str | None, type], tuple[Item, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """The items of a kind, by case and kind; found when first asked for."""

    def with_item(self, item: Item) -> Study:
        """Return the study with an item added, or put in place of the one with its id."""
        cases = dict(self._cases)
        before = self.items.get(item.id)
        if before is not None and case_of(before) != case_of(item):
            cases[case_of(before)] = _without(cases[case_of(before)], item.id)
        cases[case_of(item)] = {**cases.get(case_of(item), {}), item.id: item}
        return self._changed({**self.items, item.id: item}, cases, before, item)

    def without_item(self, item_id: ItemId) -> Study:
        """Return the study without an item; the same study when it has none of that id."""
        item = self.items.get(item_id)
        if item is None:
            return self
        case = case_of(item)
        cases = {**self._cases, case: _without(self._cases[case], item_id)}
        return self._changed(_without(self.items, item_id), cases, item, None)

    def of_case(self, case: str | None) -> tuple[Item, ...]:
        """Return everything that belongs to a case, None for what is about the whole study."""
        return tuple(self._cases.get(case, {}).values())

    def notes_of(self, case: str | None, lane_order: Sequence[str] = ()) -> tuple[Note, ...]:
        """Return a case's notes by date, then by lane from the top; those without a date last.

        `lane_order` holds the keys of the lanes as drawn; without it the usual order counts.
        """
        key = (case, tuple(lane_order))
        found = self._sorted.get(key)
        if found is None:
            notes = self._of_kind(case, Note)
            found = self._sorted[key] = tuple(sorted(notes, key=by_place(lane_order)))
        return found

    def note_count(self, case: str | None) -> int:
        """Return how many notes a case has; quicker than to have them in order."""
        known = (notes for key, notes in self._sorted.items() if key[0] == case)
        return len(next(known, None) or self._of_kind(case, Note))

    def numbered(
        self, case: str | None, lane_order: Sequence[str] = ()
    ) -> tuple[tuple[int, Note], ...]:
        """Return a case's notes with their numbers, from 1, in the order of `notes_of`."""
        return tuple(enumerate(self.notes_of(case, lane_order), start=1))

    def phases_of(self, case: str) -> tuple[Phase, ...]:
        """Return a case's phases by first day."""
        phases = self._of_kind(case, Phase)
        return tuple(sorted(phases, key=lambda phase: (phase.start, phase.created, phase.id)))

    def developments_of(self, case: str) -> tuple[tuple[int, KeyDevelopment], ...]:
        """Return a case's key developments with their numbers by date, at most twelve."""
        found = self._of_kind(case, KeyDevelopment)
        ordered = sorted(found, key=by_place(()))[:MOST_DEVELOPMENTS]
        return tuple(enumerate(ordered, start=1))

    def own_entries_of(self, case: str) -> tuple[OwnEntry, ...]:
        """Return the entries the analyst added to a case, by first possible day."""
        found = self._of_kind(case, OwnEntry)
        return tuple(sorted(found, key=lambda own: (_first(own.start), own.created, own.id)))

    def own_coverage_of(self, case: str) -> tuple[OwnCoverage, ...]:
        """Return what the analyst said was read for a case, oldest statement first."""
        found = self._of_kind(case, OwnCoverage)
        return tuple(sorted(found, key=lambda own: (own.created, own.id)))

    def links_of(self, case: str) -> tuple[Link, ...]:
        """Return a case's links, oldest first."""
        found = self._of_kind(case, Link)
        return tuple(sorted(found, key=lambda link: (link.created, link.id)))

    def to_check(self) -> Iterator[Note]:
        """Yield every note that is still to be checked, in no order."""
        return (item for item in self.items.values() if isinstance(item, Note) and item.to_check)

    def _of_kind(self, case: str | None, kind: type[Some]) -> tuple[Some, ...]:
        found = self._kinds.get((case, kind))
        if found is None:
            found = tuple(item for item in self.of_case(case) if isinstance(item, kind))
            self._kinds[case, kind] = found
        # Only items of the kind are kept under it.
        return found  # type: ignore[return-value]

    def _changed(
        self,
        items: Mapping[ItemId, Item],
        cases: Mapping[str | None, Mapping[ItemId, Item]],
        before: Item | None,
        after: Item | None,
    ) -> Study:
        # What is known of the items that did not change is known of the new study too.
        touched = {(case_of(item), type(item)) for item in (before, after) if item is not None}
        return Study(
            id=self.id,
            title=self.title,
            analyst=self.analyst,
            items=items,
            _cases=cases,
            _sorted={
                (case, order): moved(
                    notes, _note_in(case, before), _note_in(case, after), by_place(order)
                )
                for (case, order), notes in self._sorted.items()
            },
            _kinds={key: held for key, held in self._kinds.items() if key not in touched},
        )


def study_of(study_id: str, title: str, analyst: str, items: Sequence[Item] = ()) -> Study:
    """Return a study of these items, indexed by case."""
    cases: dict[str | None, dict[ItemId, Item]] = {}
    for item in items:
        cases.setdefault(case_of(item), {})[item.id] = item
    return Study(
        id=study_id,
        title=title,
        analyst=analyst,
        items={item.id: item for item in items},
        _cases=cases,
    )


def _note_in(case: str | None, item: Item | None) -> Note | None:
    return item if isinstance(item, Note) and item.target.case == case else None


def _first(when: FuzzyDate) -> date:
    return when.first if when.known else date.max


def _without(items: Mapping[ItemId, Item], item_id: ItemId) -> Mapping[ItemId, Item]:
    return {key: item for key, item in items.items() if key != item_id}
