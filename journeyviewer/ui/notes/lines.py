"""What the analyst wrote as lines of a list: number, kind, day and words; searched and sorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

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

    @property
    def id(self) -> ItemId:
        """The item's name."""
        return self.item.id

    @property
    def said(self) -> str:
        """What a screen reader says of it."""
        head = f"{self.kind} {self.number}".strip()
        check = ", to check" if self.to_check else ""
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


def lines_of(session: Session, wanted: Wanted) -> list[NoteLine]:
    """Return the lines of the case in sight that are wanted, in their order."""
    study, case = session.study, session.case
    if study is None or case is None:
        return []
    made = _MAKERS[wanted.tab](session, study, case)
    parts = parted(wanted.words)
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
    return found


def count_of(session: Session, tab: Tab) -> int:
    """Return how many items of the case in sight a tab holds."""
    study, case = session.study, session.case
    if study is None or case is None:
        return 0
    kinds: dict[Tab, tuple[type, ...]] = {
        Tab.NOTES: (Note,),
        Tab.DEVELOPMENTS: (KeyDevelopment,),
        Tab.PHASES: (Phase,),
        Tab.OTHERS: (OwnEntry, OwnCoverage, Link),
    }
    return sum(isinstance(item, kinds[tab]) for item in study.of_case(case.id)) + (
        len(study.notes_of(None)) if tab is Tab.NOTES else 0
    )


def _text(line: NoteLine) -> str:
    return f"{line.number} {line.kind} {line.when} {line.words}".casefold()


def _notes(session: Session, study: Study, case: Case) -> list[NoteLine]:
    dates, birth = session.view.dates, case.birth
    numbered = study.numbered(case.id, session.view.shown)
    found = [_note_line(note, number, dates, birth) for number, note in numbered]
    return found + [_note_line(note, 0, dates, birth) for note in study.notes_of(None)]


@lru_cache(maxsize=30_000)
def _note_line(note: Note, number: int, dates: bool, birth: FuzzyDate | None) -> NoteLine:
    """Return a note as a line; 0 stands for a note about the whole study.

    Kept, because a list of thousands is made anew after each change.
    """
    case, target = Case(id="", birth=birth), note.target
    when = _when(dates, case, target.start, target.day, target.end) if number else "whole study"
    words = note.text if dates else without_dates(note.text)
    return NoteLine(note, str(number or ""), "note", note.kind.label, when, words, note.to_check)


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
    Tab.NOTES: _notes,
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


def step_in(lines: Sequence[NoteLine], chosen: ItemId | None, step: int) -> ItemId | None:
    """Return the item so many lines further, the first or last at the ends."""
    if not lines:
        return None
    names = [line.id for line in lines]
    at = names.index(chosen) + step if chosen in names else (0 if step > 0 else len(names) - 1)
    return names[min(max(at, 0), len(names) - 1)]
