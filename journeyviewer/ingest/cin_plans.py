"""Plans of the census that have no end though another follows, or overlap: said, and offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.by_child import ask_for
from journeyviewer.ingest.findings import Findings, Row, Weight
from journeyviewer.ingest.overlap_question import EARLIER, LATER, overlap_key, overlap_question
from journeyviewer.model.chronology import Entry, Kind
from journeyviewer.model.times import EndState
from journeyviewer.model.words import day_words

Rows = Mapping[tuple[str, str | None, int | None], Row]


def settle_plans(
    child: str, entries: Sequence[Entry], rows: Rows, findings: Findings
) -> list[Entry]:
    """Return a child's entries, which are in order, with the trims that were asked for."""
    settled = list(entries)
    plans = [at for at, entry in enumerate(entries) if entry.kind is Kind.SPELL]
    for place, at in enumerate(plans):
        later = [entries[other] for other in plans[place + 1 :]]
        if settled[at].end_state is EndState.OPEN and any(
            entry.category == settled[at].category for entry in later
        ):
            settled[at] = replace(settled[at], end_state=EndState.UNKNOWN)
            row = _row(settled[at], rows)
            message = (
                "It has no end, yet another plan of its kind begins later: its end is unknown."
            )
            findings.say(row, "open-then-later", message, weight=Weight.WARN)
    for place, at in enumerate(plans):
        for other in plans[:place]:
            if _overlap(settled[other], settled[at]):
                pair = settled[other], settled[at]
                settled[other], settled[at] = _pair(child, *pair, rows, findings)
    return settled


def _overlap(first: Entry, other: Entry) -> bool:
    if first.end_state is EndState.UNKNOWN:
        return False
    begins = other.start.latest
    return begins is not None and (first.end is None or first.end.first > begins)


def _row(entry: Entry, rows: Rows) -> Row:
    place = entry.sources[0]
    return rows[(place.file, place.sheet, place.row)]


def _pair(
    child: str, first: Entry, other: Entry, rows: Rows, findings: Findings
) -> tuple[Entry, Entry]:
    """Ask about two plans that overlap; both are drawn until something else is decided."""
    before, after = _row(first, rows), _row(other, rows)
    begins, ended, sheet = other.start, first.end, after.sheet
    answer = ask_for(
        findings,
        overlap_key(sheet),
        child,
        (after.number,),
        lambda: (
            f"One until {day_words(ended.last) if ended else 'an unknown day'}, the next from "
            f"{day_words(begins.first)}."
        ),
        lambda: overlap_question(
            "Plans",
            f"Such as {first.label} and {other.label} from {other.start.raw}.",
            sheet,
            (after.number,),
        ),
    )
    ends = first.end.raw if first.end else "no end"
    if answer == EARLIER and first.start.first < other.start.first:
        if findings.repair(before, "overlap", ends, other.start.raw):
            return replace(first, end=other.start, end_state=EndState.CLOSED), other
    if (
        answer == LATER
        and first.end is not None
        and (other.end is None or other.end.last > first.end.last)
    ):
        if findings.repair(after, "overlap", other.start.raw, first.end.raw):
            return first, replace(other, start=first.end)
    message = f"It begins before {first.label} (row {before.number}) ends. Both are drawn."
    findings.say(after, "overlap", message)
    return first, other
