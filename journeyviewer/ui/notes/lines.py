"""What the analyst wrote as lines of a list: number, kind, day and words; searched and sorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import overload

from journeyviewer.model.chronology import Case
from journeyviewer.model.items import ItemId
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.search import parted
from journeyviewer.model.study import (
    Item,
    KeyDevelopment,
    Link,
    Note,
    OwnCoverage,
    OwnEntry,
    Phase,
    Study,
)
from journeyviewer.model.study_words import anchor_words, target_words
from journeyviewer.model.times import FuzzyDate, Precision
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import short_day, without_dates
from journeyviewer.session.session import Session
from journeyviewer.timeline.describe import age_words


class Sort(StrEnum):
    """The order of the list."""

    DAY = "By date"
    CHANGED = "Changed last first"
    KIND = "By kind"


class Tab(StrEnum):
    """Which kind of items the list shows."""

    NOTES = "Notes"
    DEVELOPMENTS = "Key developments"
    PHASES = "Phases"
    OTHERS = "Others"


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One item of the list. `badge` is "note", "development", "phase" or "other"."""

    item: Item
    number: str
    badge: str
    kind: str
    when: str
    words: str
    to_check: bool = False
    whom: str = ""

    @property
    def id(self) -> ItemId:
        """The item's name."""
        return self.item.id

    @property
    def checked(self) -> str:
        """That it is to be checked, and with whom where that was said; "" for what is not."""
        if not self.to_check:
            return ""
        return f"to ask {self.whom}" if self.whom else "to check"

    @property
    def said(self) -> str:
        """What a screen reader says of it."""
        head = f"{self.kind} {self.number}".strip()
        check = f", {self.checked}" if self.to_check else ""
        when = f", {self.when}" if self.when else ""
        return f"{head}{when}{check}: {self.words}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows: a tab, words that are in it, a kind of note, only what is to check."""

    tab: Tab = Tab.NOTES
    words: str = ""
    kind: str = ""
    to_check: bool = False
    sort: Sort = Sort.DAY

    @property
    def narrowed(self) -> bool:
        """True when something may be passed over."""
        return bool(self.words.strip() or self.kind or self.to_check)


class Lines(Sequence[NoteLine]):
    """Lines of items, each made when it is first asked for: of thousands, few are in sight.

    `look` is all that the lines depend on besides the items and their numbers.
    """

    def __init__(
        self,
        items: Sequence[Item],
        make: Callable[[int], NoteLine],
        look: object = None,
    ) -> None:
        self.items = tuple(items)
        self.look = look
        self._make = make
        self._made: dict[int, NoteLine] = {}

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> NoteLine: ...
    @overload
    def __getitem__(self, at: slice) -> list[NoteLine]: ...
    def __getitem__(self, at: int | slice) -> NoteLine | list[NoteLine]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self.items))[at]]
        row = range(len(self.items))[at]
        if row not in self._made:
            self._made[row] = self._make(row)
        return self._made[row]

    def row_of(self, item_id: ItemId | None) -> int:
        """Return the row of an item, -1 when it is not among them."""
        return next((row for row, item in enumerate(self.items) if item.id == item_id), -1)


def lines_of(session: Session, wanted: Wanted) -> Lines:
    """Return the lines of the case in sight that are wanted, in their order."""
    study, case = session.study, session.case
    if study is None or case is None:
        return _these([])
    if wanted.tab is Tab.NOTES:
        return _notes(session, study, case, wanted)
    made, parts = _MAKERS[wanted.tab](session, study, case), parted(wanted.words)
    found = [
        line
        for line in made
        if (not wanted.kind or line.kind == wanted.kind)
        and (line.to_check or not wanted.to_check)
        and all(part in _text(line) for part in parts)
    ]
    if wanted.sort is Sort.CHANGED:
        found.sort(key=lambda line: line.item.changed, reverse=True)
    elif wanted.sort is Sort.KIND:
        found.sort(key=lambda line: line.kind)
    return _these(found)


def _these(lines: Sequence[NoteLine]) -> Lines:
    """Return lines that are made already."""
    return Lines([line.item for line in lines], lines.__getitem__, tuple(lines))


def count_of(session: Session, tab: Tab) -> int:
    """Return how many items of the case in sight a tab holds."""
    study, case = session.study, session.case
    if study is None or case is None:
        return 0
    if tab is Tab.NOTES:
        return study.note_count(case.id) + study.note_count(None)
    kinds: dict[Tab, tuple[type, ...]] = {
        Tab.DEVELOPMENTS: (KeyDevelopment,),
        Tab.PHASES: (Phase,),
        Tab.OTHERS: (OwnEntry, OwnCoverage, Link),
    }
    return sum(isinstance(item, kinds[tab]) for item in study.of_case(case.id))


def _text(line: NoteLine) -> str:
    return f"{line.number} {line.kind} {line.when} {line.checked} {line.words}".casefold()


def _notes(session: Session, study: Study, case: Case, wanted: Wanted) -> Lines:
    """Return the notes of the case, then those about the whole study, which have no number."""
    dates, birth = session.view.dates, case.birth
    found = [*study.numbered(case.id, session.view.shown)]
    found += [(0, note) for note in study.notes_of(None)]
    if wanted.kind:
        found = [one for one in found if one[1].kind.label == wanted.kind]
    if wanted.to_check:
        found = [one for one in found if one[1].to_check]
    parts = parted(wanted.words)
    if parts:
        texts = ((one, _text(_note_line(one[1], one[0], dates, birth))) for one in found)
        found = [one for one, text in texts if all(part in text for part in parts)]
    if wanted.sort is Sort.CHANGED:
        found.sort(key=lambda one: one[1].changed, reverse=True)
    elif wanted.sort is Sort.KIND:
        found.sort(key=lambda one: one[1].kind.label)

    def line(row: int) -> NoteLine:
        number, note = found[row]
        return _note_line(note, number, dates, birth)

    return Lines([note for _, note in found], line, (dates, birth))


@lru_cache(maxsize=30_000)
def _note_line(note: Note, number: int, dates: bool, birth: FuzzyDate | None) -> NoteLine:
    """Return a note as a line; 0 stands for a note about the whole study.

    Kept, because a list of thousands is made anew after each change.
    """
    case, target = Case(id="", birth=birth), note.target
    when = _when(dates, case, target.start, target.day, target.end) if number else "whole study"
    words = note.text if dates else without_dates(note.text)
    whom = note.whom.strip() if dates else without_dates(note.whom.strip())
    kind, check = note.kind.label, note.to_check
    return NoteLine(note, str(number or ""), "note", kind, when, words, check, whom)


def _developments(session: Session, study: Study, case: Case) -> list[NoteLine]:
    numbers = {item.id: str(number) for number, item in study.developments_of(case.id)}
    items = [item for item in study.of_case(case.id) if isinstance(item, KeyDevelopment)]
    items.sort(key=lambda item: (item.target.day or date.max, item.created))
    return [
        NoteLine(
            item,
            numbers.get(item.id, ""),
            "development",
            "Key development",
            _when(session.view.dates, case, item.target.start, item.target.day, item.target.end),
            said(session, "\n".join(part for part in (item.title, item.text) if part)),
        )
        for item in items
    ]


def _phases(session: Session, study: Study, case: Case) -> list[NoteLine]:
    return [
        NoteLine(
            phase,
            str(number),
            "phase",
            "Phase",
            _when(session.view.dates, case, phase.start, phase.start, phase.end, open_end=True),
            said(session, "\n".join(part for part in (phase.title, phase.summary) if part)),
        )
        for number, phase in enumerate(study.phases_of(case.id), 1)
    ]


def _others(session: Session, study: Study, case: Case) -> list[NoteLine]:
    found: list[NoteLine] = []
    for own in study.own_entries_of(case.id):
        first = own.start.first if own.start.known else None
        words = f"{lane_of(own.lane).title}: {own.label}"
        when = _when(session.view.dates, case, first, first, None)
        found.append(NoteLine(own, "", "other", "Own entry", when, said(session, words)))
    for one in study.own_coverage_of(case.id):
        end = one.end + timedelta(days=1) if one.end is not None else None
        when = _when(session.view.dates, case, one.start, one.start, end)
        found.append(NoteLine(one, "", "other", "What was read", when, said(session, one.source)))
    for link in study.links_of(case.id):
        words = f"{anchor_words(link.first)} {link.kind.label} {anchor_words(link.second)}"
        if link.text:
            words = f"{words}\n{link.text}"
        found.append(NoteLine(link, "", "other", "Link", "", said(session, words)))
    return found


_MAKERS: dict[Tab, Callable[[Session, Study, Case], list[NoteLine]]] = {
    Tab.DEVELOPMENTS: _developments,
    Tab.PHASES: _phases,
    Tab.OTHERS: _others,
}


def said(session: Session, words: str) -> str:
    """Return words as they may be shown: without dates while these are hidden."""
    return words if session.view.dates else without_dates(words)


def about_words(session: Session, item: Item) -> str:
    """Return what an item is about, in words."""
    if isinstance(item, Note | KeyDevelopment):
        lane = item.target.lane
        words = target_words(item.target)
        if item.target.anchor is None and lane:
            words = f"{words}, {lane_of(lane).title.lower()}"
        return said(session, words)
    return ""


def signed(item: Item) -> str:
    """Return who wrote an item and when it was last changed, on this computer's clock."""
    at: datetime = item.changed.astimezone()
    by = f"{item.author}, " if item.author else ""
    return f"{by}{short_day(at.date())} {at:%H:%M}"


def _when(
    dates: bool,
    case: Case,
    start: date | None,
    day: date | None,
    end: date | None,
    *,
    open_end: bool = False,
) -> str:
    """Return a day or a period [start, end) as dates or, with those hidden, as ages."""
    if day is None:
        return "whole case"
    first = _shown(dates, case, day)
    last = end - timedelta(days=1) if end is not None and start is not None else None
    if last is not None and last > day:
        return f"{first} to {_shown(dates, case, last)}"
    return f"{first} on" if open_end and end is None else first


def _shown(dates: bool, case: Case, day: date) -> str:
    if dates:
        return short_day(day)
    return age_words(FuzzyDate(day, day, Precision.DAY), case)


def step_in(lines: Lines, chosen: ItemId | None, step: int) -> ItemId | None:
    """Return the item so many lines further, the first or last at the ends."""
    if not lines:
        return None
    row, last = lines.row_of(chosen), len(lines) - 1
    at = row + step if row >= 0 else (0 if step > 0 else last)
    return lines.items[min(max(at, 0), last)].id
