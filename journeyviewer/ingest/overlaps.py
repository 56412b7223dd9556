"""Offers to trim spells that overlap in a lane with one state at a time; keeps them by default."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.late import LateEntries, Spell, late_entries
from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import EndState
from journeyviewer.model.words import counted, day_words

KEEP, TRIM = "keep", "trim"
LANES = ("residence", "education")
"""Lanes in which two states at once cannot be; two orders may hold on one day."""
MOST_ASKED = 200
"""Overlaps asked about in one reading; further ones are drawn and said like all others."""


def trimmed(case: Case, findings: Findings, asked: int = 0) -> tuple[Case, int]:
    """Return a case with the overlaps trimmed that a person chose to trim, and how many were asked.

    Only ends and starts that are known to the day are asked about; a temporary placement lies
    within another and is none. `asked` is how many were asked before.
    """
    if asked >= MOST_ASKED:
        return case, asked
    later = late_entries(case)
    kept = _asked_late(case, later, findings, asked) if later is not None else None
    if kept is not None:
        return case, kept
    changed: dict[str, Entry] = {}
    for first, second, title in _overlaps(case):
        if asked >= MOST_ASKED:
            break
        asked += 1
        if _ask(case, first, second, (first.id, second.id), title, findings) == TRIM:
            end = replace(second.start, raw=first.end.raw if first.end else "")
            attributes = {**first.attributes, "trimmed": True}
            changed[first.id] = replace(first, end=end, attributes=attributes)
    if not changed:
        return case, asked
    entries = tuple(changed.get(entry.id, entry) for entry in case.entries)
    return replace(case, entries=entries), asked


def _overlaps(case: Case) -> Iterator[tuple[Entry, Entry, str]]:
    for key in LANES:
        spells = [
            entry
            for entry in case.in_lane(key)
            if entry.kind is Kind.SPELL and not entry.flag("temporary") and not entry.suggested
        ]
        for first, second in _pairs(spells):
            yield first, second, lane(key).title


S = TypeVar("S", Entry, Spell)


def _pairs(spells: Iterable[S]) -> Iterator[tuple[S, S]]:
    """Yield spells, which are in order, with an earlier one that lasts beyond their start."""
    last: S | None = None
    for entry in spells:
        if last is not None and entry.start.exact and _end(last) > entry.start.first:
            yield last, entry
        if last is None or _end(entry) >= _end(last):
            last = entry


def _asked_late(case: Case, later: LateEntries, findings: Findings, asked: int) -> int | None:
    """Ask about the overlaps of a case whose entries are not made; None where they have to be.

    Whatever was asked till then is asked again, which changes nothing.
    """
    by_lane = later.spells.by_lane()
    for key in LANES:
        for one, other in _pairs(by_lane.get(key, ())):
            if asked >= MOST_ASKED:
                return asked
            asked += 1
            names = later.id_of(one), later.id_of(other)
            if _ask(case, one, other, names, lane(key).title, findings) == TRIM:
                return None
    return asked


def _end(entry: Entry | Spell) -> date:
    """Return the day a spell ends where it is known to the day, else the day it starts."""
    exact = entry.end_state is EndState.CLOSED and entry.end is not None and entry.end.exact
    return entry.end.first if exact and entry.end is not None else entry.start.first


def _ask(
    case: Case, first: S, second: S, names: tuple[str, str], title: str, findings: Findings
) -> str:
    """Ask about two spells, whose entries have these names; return what holds."""
    days = (min(_end(first), max(_end(second), second.start.first)) - second.start.first).days
    days = days or (_end(first) - second.start.first).days
    ends, starts = day_words(_end(first)), day_words(second.start.first)
    place, other = first.sources[0], second.sources[0]
    same = (place.file, place.sheet) == (other.file, other.sheet)
    rows = [source.row for source in (place, other) if source.row and (same or source is place)]
    return findings.ask(
        Question(
            key=key_of("overlap", case.id, *names),
            topic=Topic.OVERLAP,
            title=f"Two records overlap by {counted(days, 'day')} in {title}",
            detail=f"{case.title}: “{first.label}” ends {ends}; “{second.label}” starts {starts}.",
            choices=(
                Choice(KEEP, "Keep as recorded"),
                Choice(TRIM, f"End the first on {starts}"),
            ),
            default=KEEP,
            file=place.file,
            sheet=place.sheet,
            rows=tuple(dict.fromkeys(rows)),
        )
    )
