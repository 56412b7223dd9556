"""A case as it was known by a day: nothing later is left in the data."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from journeyviewer.model.chronology import Case, Coverage, Entry, Kind
from journeyviewer.model.patterns import later
from journeyviewer.model.times import EndState


def known_by(case: Case, day: date) -> Case:
    """Return the case with everything after a day taken out, as if it were read on that day.

    Sources seldom say when a record was written, so the day of the event stands for the day it
    became known. What may have happened on or before the day stays; a spell that ended later is
    still going on, and its words lose the length it came to.
    """
    entries = tuple(_as_known(entry, day) for entry in case.entries if _begun(entry, day))
    read_on = min(case.read_on, day) if case.read_on else day
    coverage = tuple(
        _covered_by(window, day)
        for window in case.coverage
        if window.start is None or window.start <= day
    )
    return replace(case, entries=entries, read_on=read_on, coverage=coverage)


def _begun(entry: Entry, day: date) -> bool:
    if not entry.start.known or entry.start.last > day:
        return False
    # A number counted over a window says something of its last day too.
    whole = entry.end is not None and entry.end.known and entry.end.last <= day
    return whole or entry.kind is not Kind.COUNT


def _as_known(entry: Entry, day: date) -> Entry:
    if entry.end is None or not entry.end.known or entry.end.last <= day:
        return entry
    return replace(
        entry,
        end=None,
        end_state=EndState.OPEN,
        label=without_length(entry.label),
        short_forms=tuple(without_length(form) for form in entry.short_forms),
        words=without_length(entry.words),
    )


LENGTH = later(
    r"[,;(\s]*\b(?:for |about |over |nearly |almost )*"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]"
    r"(?:day|night|week|month|year)s?\b\)?",
    re.IGNORECASE,
)


def without_length(words: str) -> str:
    """Return words without the length of a spell that had not ended yet: "31 months"."""
    return LENGTH.sub("", words).strip(" ,;") or words


def _covered_by(window: Coverage, day: date) -> Coverage:
    if window.end is None or window.end > day:
        return replace(window, end=day)
    return window
