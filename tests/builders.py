"""Small cases built by hand, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journeyviewer.model.chronology import (
    AttributeValue,
    Case,
    Coverage,
    Entry,
    EntryId,
    Kind,
    Sex,
    SourceRow,
)
from journeyviewer.model.lanes import Category, EventKind, lane
from journeyviewer.model.times import EndState, FuzzyDate, day, month

BORN = month(1998, 5)
READ_ON = date(2015, 11, 18)

OPEN = "open"
UNKNOWN = "unknown"

When = FuzzyDate | date | str


def when(words: When) -> FuzzyDate:
    """Return a fuzzy date from "2013-04-24", "2013-04" or a value that is one already."""
    if isinstance(words, FuzzyDate):
        return words
    if isinstance(words, date):
        return day(words)
    parts = [int(part) for part in words.split("-")]
    return day(date(*parts)) if len(parts) == 3 else month(*parts)


def spell(lane_key: str, what: str, start: When, end: When = OPEN, **more: object) -> Entry:
    """Return a spell; `end` may be a date, OPEN or UNKNOWN."""
    state = {OPEN: EndState.OPEN, UNKNOWN: EndState.UNKNOWN}.get(str(end), EndState.CLOSED)
    entry = _entry(lane_key, what, start, Kind.SPELL, more)
    return replace(entry, end=when(end) if state is EndState.CLOSED else None, end_state=state)


def event(lane_key: str, what: str, start: When, **more: object) -> Entry:
    """Return an event."""
    return _entry(lane_key, what, start, Kind.EVENT, more)


def score(lane_key: str, what: str, start: When, value: int, **more: object) -> Entry:
    """Return a scored assessment."""
    return _entry(lane_key, what, start, Kind.SCORE, {**more, "value": value})


def window_count(lane_key: str, start: When, end: When, value: int, **more: object) -> Entry:
    """Return a number counted over a window."""
    entry = _entry(lane_key, "Missing episodes", start, Kind.COUNT, {**more, "value": value})
    return replace(entry, end=when(end))


def case(*entries: Entry, **more: object) -> Case:
    """Return Case 1: a young woman born in May 1998, her file read on 18 November 2015."""
    numbered = [
        replace(entry, id=EntryId(f"e{index}"), order=index)
        for index, entry in enumerate(entries, start=1)
    ]
    ordered = sorted(numbered, key=lambda entry: (entry.start.first, entry.order))
    values: dict[str, object] = {
        "id": "1",
        "sex": Sex.FEMALE,
        "birth": BORN,
        "read_on": READ_ON,
        "coverage": (Coverage("Case file", "all", None, None),),
    }
    return Case(**{**values, **more}, entries=tuple(ordered))  # type: ignore[arg-type]


def _entry(lane_key: str, what: str, start: When, kind: Kind, more: dict[str, object]) -> Entry:
    known = lane(lane_key).find(what)
    label = str(more.pop("words", "")) or (known.label if known else what)
    attributes: dict[str, AttributeValue] = more.pop("attributes", {})  # type: ignore[assignment]
    return Entry(
        id=EntryId(""),
        kind=kind,
        lane=lane_key,
        record_lane=known.record_lane if known else lane(lane_key).record_lanes[0],
        category=known.code if isinstance(known, Category | EventKind) else None,
        code=more.pop("code", known.canonical if known else None),  # type: ignore[arg-type]
        label=label,
        words=str(more.pop("raw", label)),
        start=when(start),
        attributes=attributes,
        sources=(SourceRow("invented.csv", None, 2),),
        **more,  # type: ignore[arg-type]
    )
