"""Offers to trim spells that overlap in a lane with one state at a time; keeps them by default."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from journeyviewer.ingest.by_child import ask_for
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.late import LateEntries, Place, Spell, late_entries
from journeyviewer.model.chronology import Case, Entry, Kind, SourceRow
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import EndState
from journeyviewer.model.words import counted, day_words, listed, often

KEEP, TRIM = "keep", "trim"
LANES = ("residence", "education")
"""Lanes in which two states at once cannot be; two orders may hold on one day."""
MOST_ASKED = 200
"""Overlaps asked about one by one in one reading; further ones are, sheet by sheet, one question
that can be answered for each case."""


def trimmed(case: Case, findings: Findings, asked: int = 0) -> tuple[Case, int]:
    """Return a case with the overlaps trimmed that a person chose to trim, and how many were asked.

    Only ends and starts that are known to the day are asked about; a temporary placement lies
    within another and is none. `asked` is how many were asked before.
    """
    later = late_entries(case)
    kept = _asked_late(case, later, findings, asked) if later is not None else None
    if kept is not None:
        return case, kept
    changed: dict[str, Entry] = {}
    of_case = ""
    for first, second, title in _overlaps(case):
        if asked >= MOST_ASKED:
            # A case whose entries were not made was asked about before.
            rows = () if later is not None else None
            of_case = of_case or _ask_of_pair(case, first, second, title, findings, rows)
            if of_case == KEEP:
                break
            answer = of_case
        else:
            asked += 1
            answer = _ask(case, first, second, (first.id, second.id), title, findings)
        if answer == TRIM:
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
    if asked >= MOST_ASKED:
        return asked if _ask_of_crossing(case, later, findings) == KEEP else None
    by_lane = later.spells.by_lane(LANES)
    for key in LANES:
        for one, other in _pairs(by_lane.get(key, ())):
            if asked >= MOST_ASKED:
                answer = _ask_of_pair(case, one, other, lane(key).title, findings)
                return asked if answer == KEEP else None
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
    place, rows = _place(first, second)
    days = (min(_end(first), max(_end(second), second.start.first)) - second.start.first).days
    days = days or (_end(first) - second.start.first).days
    ends, starts = day_words(_end(first)), day_words(second.start.first)
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
            rows=rows,
        )
    )


def _ask_of_crossing(case: Case, later: LateEntries, findings: Findings) -> str:
    """Ask about the overlaps of a case of whose spells none is made, by the rows that cross."""
    crossing = [(key, rows) for key, rows, _ in later.spells.crossing() if key in LANES]
    if not crossing:
        return KEEP
    first = tuple(dict.fromkeys(crossing[0][1][:2]))
    said = [f"in {lane(key).title} {often(len(rows) // 2)}" for key, rows in crossing]
    words = f"Records overlap {listed(said)}."
    return _ask_of_case(case, later.rows.place, first, words, findings)


def _ask_of_pair(
    case: Case,
    first: S,
    second: S,
    title: str,
    findings: Findings,
    rows: tuple[int, ...] | None = None,
) -> str:
    """Ask about all further overlaps of a case, of which these two spells are the first."""
    place, own = _place(first, second)
    ends, starts = day_words(_end(first)), day_words(second.start.first)
    words = f"In {title} one lasts until {ends}, the next begins {starts}."
    return _ask_of_case(case, place, own if rows is None else rows, words, findings)


def _ask_of_case(
    case: Case, place: SourceRow | Place, rows: tuple[int, ...], words: str, findings: Findings
) -> str:
    key = key_of("overlap", "further", place.file, place.sheet)
    return ask_for(
        findings,
        key,
        case.id,
        rows,
        lambda: words,
        lambda: Question(
            key=key,
            topic=Topic.OVERLAP,
            title="Records of further cases overlap. Should they be trimmed?",
            detail="Only ends and starts that are known to the day are moved.",
            choices=(
                Choice(KEEP, "Keep as recorded"),
                Choice(TRIM, "End the earlier ones when the later begin"),
            ),
            default=KEEP,
            file=place.file,
            sheet=place.sheet,
            rows=rows,
        ),
    )


def _place(first: Entry | Spell, second: Entry | Spell) -> tuple[SourceRow, tuple[int, ...]]:
    """Return where two spells stand: the row of the first, and the numbers of both."""
    place, other = first.sources[0], second.sources[0]
    same = (place.file, place.sheet) == (other.file, other.sheet)
    rows = [source.row for source in (place, other) if source.row and (same or source is place)]
    return place, tuple(dict.fromkeys(rows))
