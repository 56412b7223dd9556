"""What is settled once all rows of a set of lists are read: open ends, moves, what is covered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.lists_rows import OpenList
from journeyviewer.ingest.lists_spec import Extract
from journeyviewer.ingest.vocabulary import codes, other_codes
from journeyviewer.model.chronology import Coverage, Entry, Kind
from journeyviewer.model.lanes import lane
from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.times import EndState, add_months

Place = tuple[Draft, int]


def settle_open(by_table: Mapping[str, Sequence[Place]], findings: Findings) -> None:
    """Give an open spell that another of its kind follows an unknown end, and say so.

    Only the last can still be going on. Statuses beside looked-after ones, and temporary
    placements, which lie within others, do not follow in this sense.
    """
    for places in by_table.values():
        groups: dict[tuple[str, str], list[Place]] = {}
        for draft, index in places:
            entry = draft.entries[index]
            if _one_at_a_time(entry):
                groups.setdefault((draft.id, entry.lane), []).append((draft, index))
        for group in groups.values():
            last = max(_of(place).start.first for place in group)
            for draft, index in group:
                entry = draft.entries[index]
                if entry.end_state is EndState.OPEN and entry.start.first < last:
                    draft.entries[index] = replace(entry, end_state=EndState.UNKNOWN)
                    findings.problems.append(_open_then_later(entry))


def _one_at_a_time(entry: Entry) -> bool:
    if entry.kind is not Kind.SPELL or entry.start.earliest is None or entry.flag("temporary"):
        return False
    return entry.lane != "legal" or entry.code in codes("legal")


def _of(place: Place) -> Entry:
    draft, index = place
    return draft.entries[index]


def _open_then_later(entry: Entry) -> Problem:
    source = entry.sources[0]
    return Problem(
        file=source.file,
        sheet=source.sheet,
        row=source.row,
        rule="open-then-later",
        message=f"“{entry.label}” has no end, yet another of its kind begins later. It is drawn "
        f"up to that one in {lane(entry.lane).title} with an unknown end.",
        severity=Severity.WARNING,
        action=Action.ACCEPT,
    )


def place_moves(places: Iterable[Place]) -> None:
    """Say of each placement whether the move into it was planned: the one before it says why."""
    reasons = other_codes("REASON").values()
    planned = {r.label: r.meaning == "yes" for r in reasons if r.meaning in ("yes", "no")}
    children: dict[str, list[Place]] = {}
    for draft, index in places:
        if draft.entries[index].kind is Kind.SPELL:
            children.setdefault(draft.id, []).append((draft, index))
    for own in children.values():
        ended: dict[date, Entry] = {}
        for entry in (_of(place) for place in own):
            if entry.end is not None and entry.end.exact:
                ended[entry.end.first] = entry
        for draft, index in own:
            entry = draft.entries[index]
            before = ended.get(entry.start.first)
            if before is None or before is entry:
                continue
            said = planned.get(str(before.attributes.get("end_reason", "")))
            if said is not None:
                found = {**entry.attributes, "planned": said}
                draft.entries[index] = replace(entry, attributes=MappingProxyType(found))


def coverage(
    draft: Draft, lists: Sequence[OpenList], extract: Extract, as_at: date | None
) -> list[Coverage]:
    """Return what the lists cover for a child: blank before means "not in this extract".

    A list of latest values covers a lane from the start of the value on.
    """
    if as_at is None:
        return []
    found = []
    for one in lists:
        table = one.item.table
        source = f"{extract.source_name} {one.about}"
        if table.months:
            start = add_months(as_at, -table.months)
            found += [Coverage(source, key, start, as_at) for key in table.covers]
        if table.latest:
            found += [
                Coverage(source, entry.lane, entry.start.first, max(as_at, entry.start.first))
                for entry in draft.entries
                if entry.kind is Kind.SPELL and entry.lane in table.latest and _is_from(entry, one)
            ]
    return found


def _is_from(entry: Entry, one: OpenList) -> bool:
    sheet = one.item.sheet
    return any((item.file, item.sheet) == (sheet.file, sheet.name) for item in entry.sources)
