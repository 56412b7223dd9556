"""The tip beside the pointer: what an item is, when it was, and where that was written."""

from __future__ import annotations

from journeyviewer.model.chronology import Case, Entry, SourceRow
from journeyviewer.model.lanes import lane
from journeyviewer.model.words import days_words, span_of_time, without_dates
from journeyviewer.timeline.align import Alignment
from journeyviewer.timeline.describe import item_facts
from journeyviewer.timeline.scene import Box, Face, Ink, Mark, Measure, Text
from journeyviewer.ui.look import SMALL, STRONG, scaled, scaled_face

TIP_WIDTH = 300.0
OFFSET = (16.0, 9.0)
LISTED = 6
LONGEST_WORD = 38
MOST_LINES = 8


def tip_lines(
    case: Case, entries: list[Entry], aligned: Alignment | None, dates: bool
) -> list[tuple[str, bool]]:
    """Return the tip's lines, each with whether it is the heading."""
    if len(entries) > 1:
        lines = [(f"{len(entries)} records close together", True)]
        lines += [(_short(entry, case, dates), False) for entry in entries[:LISTED]]
        if len(entries) > LISTED:
            lines.append((f"and {len(entries) - LISTED} more: click for the list", False))
        return lines
    entry = entries[0]
    label, when, exactness = item_facts(entry, case, dates)
    words = [_kind(entry, label), when, _after(entry, aligned)]
    source = _place(entry.sources[0], dates) if entry.sources else ""
    words.append(", ".join(part for part in (source, exactness) if part))
    return [(label, True), *((each, False) for each in words if each)]


def _short(entry: Entry, case: Case, dates: bool) -> str:
    label, when, _ = item_facts(entry, case, dates)
    return f"{label}, {when}"


def _kind(entry: Entry, label: str) -> str:
    """Return the kind of an event and its lane: "Police action, CSE & response"."""
    home = lane(entry.lane)
    kind = home.event(entry.category)
    if kind is None or kind.label.casefold() in label.casefold():
        return home.title
    return f"{kind.label}, {home.short_title}"


def _after(entry: Entry, aligned: Alignment | None) -> str:
    """Return how long before or after the aligning event it began, where its day is known."""
    if aligned is None or aligned.entry.id == entry.id or not entry.start.exact:
        return ""
    days = (entry.start.first - aligned.when).days
    title = f"“{aligned.title}”"
    if days == 0:
        return f"The same day as {title}"
    length = days_words(abs(days)) if abs(days) < 14 else span_of_time(abs(days))
    return f"{length} {'after' if days > 0 else 'before'} {title}"


def _place(source: SourceRow, dates: bool) -> str:
    words = f"Row {source.row}" if source.row else source.file
    words += f", “{source.sheet}” sheet" if source.sheet else ""
    return words if dates else without_dates(words)


def tip(
    lines: list[tuple[str, bool]], x: float, y: float, measure: Measure, area: tuple[float, float]
) -> list[Mark]:
    """Return a tip beside the pointer at (x, y), flipped at the edges of the area."""
    laid: list[tuple[str, Face, str]] = []
    for words, heading in lines:
        face = scaled_face(STRONG if heading else SMALL)
        ink = "ink" if heading else "ink2"
        laid += [(line, face, ink) for line in _wrapped(words, face, measure)]
    width = max(measure(words, face) for words, face, _ in laid) + 22
    height = sum(face.size * 1.38 for _, face, _ in laid) + 16
    left = x + OFFSET[0] if x + OFFSET[0] + width < area[0] else x - OFFSET[0] - width
    top = y + OFFSET[1] if y + OFFSET[1] + height < area[1] else y - OFFSET[1] - height
    left, top = max(2.0, left), max(2.0, top)
    marks: list[Mark] = [
        Box(left + 1, top + 2, width, height, Ink("line"), None, 1.0, 6.0),
        Box(left, top, width, height, Ink("surface"), Ink("line3"), 1.0, 6.0),
    ]
    at = top + 8
    for words, face, ink in laid:
        at += face.size * 1.38
        marks.append(
            Text(left + 11, at - face.size * 0.36, words, face, measure(words, face), Ink(ink))
        )
    return marks


def _wrapped(words: str, face: Face, measure: Measure) -> list[str]:
    """Break words at spaces, and a word too long for a line anywhere; eight lines at most."""
    pieces = [
        word[at : at + LONGEST_WORD]
        for word in words.split()
        for at in range(0, len(word), LONGEST_WORD)
    ]
    lines: list[str] = []
    current = ""
    for piece in pieces:
        longer = f"{current} {piece}".strip()
        if current and measure(longer, face) > scaled(TIP_WIDTH):
            lines.append(current)
            current = piece
        else:
            current = longer
    return [*lines, current][:MOST_LINES]
