"""What floats over the journey: readouts on the axes, the hairline and the tip, as marks."""

from __future__ import annotations

from datetime import date

from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.times import Minute, age_on, date_of
from journeyviewer.model.words import day_words
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import Box, Face, Ink, Item, Line, Mark, Measure, Scene, Text
from journeyviewer.timeline.view import View
from journeyviewer.ui.look import SMALL, STRONG, scaled, scaled_face

TIP_WIDTH = 300.0
OFFSET = (16.0, 9.0)


def readout(
    journey: Journey, view: View, scene: Scene, how: tuple[Metrics, Measure], at: Minute, x: float
) -> list[Mark]:
    """Return the dashed hairline at a pixel, with date and age on the axis rows."""
    metrics, measure = how
    marks: list[Mark] = [Line(x, scene.plot_top, x, scene.plot_bottom, Ink("ink"), 1.0, (3.0, 3.0))]
    when = date_of(at)
    y = metrics.top_margin
    if view.whole and view.two_speed and journey.fold is not None:
        y += metrics.scale_row_h
    face = Face(metrics.font_secondary, 600)
    if view.dates:
        marks += _chip(day_words(when), x, y, metrics.date_row_h, (face, measure, scene))
        y += metrics.date_row_h
    words = _age(journey, when)
    if words:
        marks += _chip(words, x, y, metrics.age_row_h, (face, measure, scene))
    return marks


def _age(journey: Journey, when: date) -> str:
    if journey.birth is None or when < journey.birth:
        return ""
    return str(age_on(journey.birth, when))


def _chip(
    words: str, x: float, top: float, height: float, how: tuple[Face, Measure, Scene]
) -> list[Mark]:
    face, measure, scene = how
    width = measure(words, face) + 12
    left = min(max(x - width / 2, scene.plot_left), scene.width - width - 2)
    tall = min(height - 1, face.size + 6)
    y = top + (height - tall) / 2
    baseline = y + tall / 2 + face.size * 0.33
    return [
        Box(left, y, width, tall, Ink("ink"), None, 1.0, 3.0),
        Text(left + 6, baseline, words, face, width - 12, Ink("surface")),
    ]


def tip_lines(case: Case, item: Item, entries: list[Entry], dates: bool) -> list[tuple[str, bool]]:
    """Return the tip's lines, each with whether it is the heading."""
    if len(entries) > 1:
        lines = [(f"{len(entries)} records close together", True)]
        lines += [(_short(entry, case, dates), False) for entry in entries[:6]]
        if len(entries) > 6:
            lines.append((f"and {len(entries) - 6} more: click for the list", False))
        return lines
    entry = entries[0]
    name = item_name(entry, case, dates)
    lane, _, rest = name.partition(": ")
    title, _, detail = rest.partition(", ")
    lines = [(title or name, True), (lane, False)]
    if detail:
        lines.append((detail, False))
    if entry.sources:
        source = entry.sources[0]
        place = f"Row {source.row}" if source.row else source.file
        lines.append((place + (f", “{source.sheet}” sheet" if source.sheet else ""), False))
    return lines


def _short(entry: Entry, case: Case, dates: bool) -> str:
    return item_name(entry, case, dates).partition(": ")[2]


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


LONGEST_WORD = 38


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
    return [*lines, current][:8]
