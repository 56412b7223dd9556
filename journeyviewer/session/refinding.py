"""Finds what the analyst wrote on when the sources were read again, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from journeyviewer.model.chronology import Case, Cohort, Entry, EntryId
from journeyviewer.model.study import (
    Anchor,
    Item,
    KeyDevelopment,
    Link,
    Note,
    Study,
    case_of,
)
from journeyviewer.model.values import dataclass
from journeyviewer.study.anchoring import Found, anchor_of, anchors_of, find_again
from journeyviewer.timeline.own import with_own

NOWHERE = EntryId("")
"""The entry of an anchor that waits: no entry has this name, so nothing is drawn on a wrong one."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place of an item whose entry is not found: what it was written on, what it may be now."""

    item: Item
    before: Anchor
    suggested: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Refound:
    """What became of the anchors: items to write anew, and how many were found or wait."""

    changed: tuple[Item, ...]
    same: int
    to_check: int

    @property
    def words(self) -> str:
        """Such as "118 same, 2 to check"."""
        return f"{self.same} same, {self.to_check} to check"


def anchors_in(item: Item) -> tuple[Anchor, ...]:
    """Return the entries an item is written on or ties together."""
    if isinstance(item, Note | KeyDevelopment):
        return (item.target.anchor,) if item.target.anchor is not None else ()
    return (item.first, item.second) if isinstance(item, Link) else ()


def with_anchor(item: Item, before: Anchor, now: Anchor) -> Item:
    """Return an item with one of its anchors put in place of another."""
    if isinstance(item, Note | KeyDevelopment) and item.target.anchor == before:
        return replace(item, target=replace(item.target, anchor=now))
    if isinstance(item, Link):
        first = now if item.first == before else item.first
        second = now if item.second == before and first == item.first else item.second
        return replace(item, first=first, second=second)
    return item


def kept_on_day(item: Item) -> Item:
    """Return a note or key development of its day and lane alone, without its entry."""
    if not isinstance(item, Note | KeyDevelopment) or item.target.anchor is None:
        return item
    target, anchor = item.target, item.target.anchor
    start = target.start or anchor.earliest or anchor.latest
    return replace(item, target=replace(target, anchor=None, lane=target.drawn_lane, start=start))


def refind(study: Study, before: Cohort, now: Cohort) -> Refound:
    """Find every anchor of a study in records that were read again; none is dropped or guessed.

    `before` are the records as they were when the study last knew them. An anchor that is not
    found for certain keeps what it says and waits (`waiting`).
    """
    changed: dict[str, Item] = {}
    same = to_check = 0
    for case_id in dict.fromkeys(case_of(item) for item in study.items.values()):
        pairs = [(item, one) for item in study.of_case(case_id) for one in anchors_in(item)]
        if case_id is None or not pairs:
            continue
        old, new = _entries(before, study, case_id), _entries(now, study, case_id)
        anchors = [anchor for _, anchor in pairs]
        for (item, anchor), found in zip(
            pairs, find_again(anchors, new, anchors_of(old)), strict=True
        ):
            same += found.now is not None
            to_check += found.now is None
            fresh = found.now or replace(anchor, entry=NOWHERE)
            if fresh != anchor:
                changed[item.id] = with_anchor(changed.get(item.id, item), anchor, fresh)
    return Refound(tuple(changed.values()), same, to_check)


def waiting(study: Study, cohort: Cohort) -> tuple[Waiting, ...]:
    """Return what waits for a person, case by case, each with a suggestion where there is one."""
    found = []
    for case_id in dict.fromkeys(case_of(item) for item in study.items.values()):
        if case_id is None:
            continue
        entries = _entries(cohort, study, case_id)
        names = {entry.id for entry in entries}
        for item in study.of_case(case_id):
            for anchor in anchors_in(item):
                if anchor.entry not in names:
                    found.append(Waiting(item, anchor, _suggested(anchor, entries)))
    return tuple(found)


def near(before: Anchor, case: Case, most: int = 60) -> Iterator[tuple[Entry, Anchor]]:
    """Yield entries that a person may choose, the nearest in time and of the same lane first."""
    day = before.earliest or before.latest

    def far(entry: Entry) -> tuple[bool, int]:
        start = entry.start.earliest or entry.start.latest
        apart = abs((start - day).days) if start is not None and day is not None else 10**6
        return (entry.lane != before.lane, apart)

    for entry in sorted(case.entries, key=far)[:most]:
        yield entry, anchor_of(entry, case.entries)


def _suggested(anchor: Anchor, entries: Sequence[Entry]) -> Anchor | None:
    found: Found = find_again([anchor], entries)[0]
    return found.now or found.suggested


def _entries(cohort: Cohort, study: Study, case_id: str) -> tuple[Entry, ...]:
    case = next((one for one in cohort.cases if one.id == case_id), None)
    return () if case is None else with_own(case, study).entries
