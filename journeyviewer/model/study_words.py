"""Words for what an analyst adds: the name of a step in undo, and what an item is about."""

from __future__ import annotations

from journeyviewer.model.figures import FigurePreset
from journeyviewer.model.meetings import Meeting, Response, RunningOrder
from journeyviewer.model.study import (
    Anchor,
    Item,
    KeyDevelopment,
    Link,
    Note,
    OwnCoverage,
    OwnEntry,
    Phase,
    Target,
)
from journeyviewer.model.times import FuzzyDate, Precision
from journeyviewer.model.words import date_words, day_words

MOST_WORDS = 40
"""Letters of an entry's or item's own words that fit into the name of a step."""


def step_name(item: Item, removed: bool = False) -> str:
    """Return the name of the step that puts or removes an item.

    Such as "Note on “Care order”, 3 May 2013" or "Remove phase “Early help”".
    """
    name = _name(item)
    return f"Remove {name[0].lower()}{name[1:]}" if removed else name


def target_words(target: Target) -> str:
    """Return what an item is about: "“Care order”, 3 May 2013", "the whole case"."""
    if target.anchor is not None:
        return anchor_words(target.anchor)
    if target.start is not None and target.end is not None and (target.end - target.start).days > 1:
        return f"{day_words(target.start)} to {day_words(target.end)}"
    if target.start is not None:
        return day_words(target.start)
    return "the whole study" if target.case is None else "the whole case"


def anchor_words(anchor: Anchor) -> str:
    """Return an entry as it was last seen: its words in quotation marks and its date."""
    quoted = f"“{_short(anchor.words)}”"
    if anchor.earliest is None and anchor.latest is None:
        return f"{quoted}, no date"
    precision = Precision.DAY if anchor.earliest == anchor.latest else Precision.RANGE
    return f"{quoted}, {date_words(FuzzyDate(anchor.earliest, anchor.latest, precision))}"


def _name(item: Item) -> str:
    match item:
        case Note():
            return f"Note on {target_words(item.target)}"
        case KeyDevelopment():
            return f"Key development “{_short(item.title)}”"
        case Phase():
            return f"Phase “{_short(item.title)}”"
        case OwnEntry():
            return f"Own entry “{_short(item.label)}”"
        case OwnCoverage():
            return f"What was read: “{_short(item.source)}”"
        case Link():
            return f"Link from “{_short(item.first.words)}” to “{_short(item.second.words)}”"
        case RunningOrder() | Meeting() | Response() | FigurePreset():
            return _name_for_others(item)


def _name_for_others(item: RunningOrder | Meeting | Response | FigurePreset) -> str:
    """Return the name of what is made for other people: meetings and figures."""
    match item:
        case RunningOrder():
            return f"Running order “{_short(item.title)}”"
        case Meeting():
            return f"Meeting “{_short(item.title)}”, {day_words(item.day)}"
        case FigurePreset():
            return f"Choices for figures “{_short(item.title)}”"
        case Response():
            return "What the group answered"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= MOST_WORDS else f"{line[: MOST_WORDS - 1].rstrip()}…"
