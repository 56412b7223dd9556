"""The key of a figure: only what the figure uses, drawn as it is drawn there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cache, lru_cache

from journeyviewer.model.lanes import lanes
from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource
from journeyviewer.timeline.key_samples import Draw, mark_samples
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Box,
    Face,
    Glyph,
    Ink,
    Mark,
    Measure,
    Picture,
    Scene,
    Text,
)

SHAPES = {
    "circle": "contact, referral or other event",
    "square": "assessment",
    "boxed": "scored assessment",
    "diamond": "meeting or conference",
    "triangle": "S47 enquiry",
    "ring": "review",
    "shield": "police action",
    "bubble": "their words",
    "bubble-hollow": "meeting held, views not recorded",
    "plus": "health contact",
    "hexagon": "achievement or strength",
    "bar": "exclusion",
}

SHORT_SHAPES = {
    "circle": "contact or referral",
    "boxed": "score",
    "diamond": "meeting",
    "bubble-hollow": "views not recorded",
    "hexagon": "achievement",
}
SHORT_MARKS = {
    "outside": "not in what was read",
    "cluster": "close together",
    "overflow": "more at once",
    "open-end": "still going on",
    "out-of-borough": "out of borough",
    "interview": "interview recorded",
    "no-interview": "none recorded",
    "note": "note",
}

FIRST_IN_STRIP = (
    "shape:circle",
    "shape:square",
    "shape:diamond",
    "shape:triangle",
    "shape:ring",
    "shape:shield",
    "shape:bubble",
    "shape:hexagon",
    "mark:approximate",
    "mark:not-recorded",
    "mark:none",
    "mark:high-cost",
    "mark:out-of-borough",
    "mark:own",
)

LEADING = 1.46
"""Height of a line of a key, in sizes of its type."""

Piece = Draw | tuple[str, int]
"""A sample, or words with their weight."""


@dataclass(slots=True)
class KeyRow:
    """One row of a key: its name and its samples with words."""

    title: str
    entries: list[tuple[Piece, ...]] = field(default_factory=list)


def key_rows(scene: Scene, size: float) -> list[KeyRow]:
    """Return the rows that explain a scene; a row without entries is left out.

    `size` is the size of event shapes in pixels.
    """
    rows = [_shapes(scene, size), _depth(scene, size), _marks(scene, size), _short_forms(scene)]
    return [row for row in rows if row.entries]


def _shapes(scene: Scene, size: float) -> KeyRow:
    row = KeyRow("Shapes")
    for shape, words in SHAPES.items():
        if f"shape:{shape}" in scene.used:
            row.entries.append((_glyph(shape, size), (words, 400)))
    return row


def _glyph(shape: str, size: float) -> Draw:
    def draw(x: float, y: float) -> tuple[float, list[Mark]]:
        ink = Ink("ink2")
        if shape == "boxed":
            width, height = size * 1.7, size * 1.15
            face = Face(size, 600)
            number = Text(x + width / 2, y + size * 0.33, "22", face, size, anchor="centre")
            box = Box(x, y - height / 2, width, height, Ink("plot"), ink, 1.2)
            return width, [box, number]
        return size, [Glyph(shape, x + size / 2, y, size, ink, halo=0.0)]

    return draw


def _depth(scene: Scene, size: float) -> KeyRow:
    row = KeyRow("Depth")
    for lane in lanes():
        used = {mark for mark in scene.used if mark.startswith(f"step:{lane.key}:")}
        if not used or len(lane.depth_ends) < 2:
            continue
        steps = {item.step for item in lane.categories if item.step}
        if lane.layout == "support":
            steps = {2, 3}
        low, high = lane.depth_ends
        ramp = _ramp(lane.key, range(min(steps), max(steps) + 1), size)
        icon = _icon(lane.icon, lane.key, size)
        row.entries.append((icon, (low, 400), ramp, (high, 400)))
    return row


def _icon(name: str, lane: str, size: float) -> Draw:
    def draw(x: float, y: float) -> tuple[float, list[Mark]]:
        side = size * 1.35
        return side, [Picture(name, x, y - side / 2, side, Ink(f"{lane}.mark"))]

    return draw


def _ramp(lane: str, steps: Iterable[int], size: float) -> Draw:
    def draw(x: float, y: float) -> tuple[float, list[Mark]]:
        width, marks = size * 1.1, []
        for place, step in enumerate(steps):
            left = x + place * width
            fill, edge = Ink(f"{lane}.{step}"), Ink(f"{lane}.edge")
            marks.append(Box(left, y - size / 2, width, size, fill, edge, 0.9))
        return width * len(marks), list[Mark](marks)

    return draw


def _marks(scene: Scene, size: float) -> KeyRow:
    row = KeyRow("Marks")
    for name, draw, words in mark_samples(size):
        if f"mark:{name}" in scene.used:
            row.entries.append((draw, (words, 400)))
    return row


@cache
def glossary() -> dict[str, str]:
    """Return the short forms that the program itself uses, with their full words."""
    path = resource("vocabularies", "short_forms.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["short"]: row["full"] for row in csv.DictReader(stream)}


_SHORT_FORM = re.compile(r"\b[A-Z][A-Za-z&]*[A-Z0-9&]\b")


@lru_cache(maxsize=4096)
def _possible(words: str) -> tuple[str, ...]:
    """Return what could be a short form in words that are drawn; most are drawn again and again."""
    # A letter is one where it is the whole label, and a word of it elsewhere.
    return (words,) if len(words) == 1 else tuple(_SHORT_FORM.findall(words))


def short_forms_in(scene: Scene) -> dict[str, str]:
    """Return every short form drawn with its full words, from the case's own and the glossary."""
    own = dict(scene.short_forms)
    found: dict[str, str] = {}
    for mark in scene.marks:
        if isinstance(mark, Text):
            for word in _possible(mark.text):
                full = glossary().get(word) or own.get(word)
                if full:
                    found[word] = full
    return found


def _short_forms(scene: Scene) -> KeyRow:
    found = short_forms_in(scene)
    row = KeyRow("Short forms")
    for short in sorted(found):
        full = found[short]
        # Lowered where the words are no name: a name has capitals further on.
        words = full[0].lower() + full[1:] if full[1:].islower() else full
        row.entries.append(((short, 600), (words, 400)))
    return row


def strip_entries(scene: Scene, size: float, words: str) -> list[tuple[Piece, ...]]:
    """Return what explains a scene in one line, in few words, what is met most often first.

    `words` is what the young person's own words are called, such as "her words".
    """
    samples: dict[str, tuple[Piece, ...]] = {}
    for shape, said in {**SHAPES, **SHORT_SHAPES, "bubble": words}.items():
        samples[f"shape:{shape}"] = (_glyph(shape, size), (said, 400))
    for name, draw, said in mark_samples(size):
        samples[f"mark:{name}"] = (draw, (SHORT_MARKS.get(name, said), 400))
    order = dict.fromkeys((*FIRST_IN_STRIP, *samples))
    return [samples[name] for name in order if name in scene.used]


def draw_strip(
    entries: Sequence[tuple[Piece, ...]], left: float, width: float, middle: float, how: Strip
) -> tuple[list[Mark], int]:
    """Return the marks of one line about a height, and how many of the entries are left out.

    Entries that do not fit are left out whole, the last ones first.
    """
    marks: list[Mark] = []
    x = left
    for number, entry in enumerate(entries):
        drawn, end = _entry(entry, x, middle, how.size, how.measure)
        if end > left + width:
            return marks, len(entries) - number
        marks += drawn
        x = end + how.gap
    return marks, 0


@dataclass(frozen=True, slots=True)
class Strip:
    """How a line of a key is set: the size of its type, the gap between entries, in pixels."""

    size: float
    gap: float
    measure: Measure


def draw_key(
    rows: Sequence[KeyRow], left: float, top: float, width: float, measure: Measure, size: float
) -> tuple[list[Mark], float]:
    """Return the marks of a key between two edges and the y below it.

    Entries flow to a further line when they do not fit; none is broken. `size` is the size of
    its type in pixels.
    """
    strong = Face(size, 600)
    leading = size * LEADING
    indent = max(measure(row.title, strong) for row in rows) + 12 if rows else 0.0
    marks: list[Mark] = []
    y = top + leading / 2
    for row in rows:
        baseline = y + size * CAP_HEIGHT / 2
        marks.append(Text(left, baseline, row.title, strong, measure(row.title, strong)))
        x = left + indent
        for entry in row.entries:
            drawn, end = _entry(entry, x, y, size, measure)
            if end > left + width and x > left + indent:
                x, y = left + indent, y + leading
                drawn, end = _entry(entry, x, y, size, measure)
            marks.extend(drawn)
            x = end + size * 1.3
        y += leading
    return marks, y - leading / 2


def key_lines(
    rows: Sequence[KeyRow], left: float, width: float, measure: Measure, size: float
) -> int:
    """Return in how many lines `draw_key` sets a key."""
    return round(draw_key(rows, left, 0.0, width, measure, size)[1] / (size * LEADING))


def key_end(lines: int, top: float, size: float) -> float:
    """Return the y below a key of so many lines, as `draw_key` does."""
    # Added up as there: what just fits must just fit here too.
    leading = size * LEADING
    y = top + leading / 2
    for _ in range(lines):
        y += leading
    return y - leading / 2


def _entry(
    entry: tuple[Piece, ...], x: float, y: float, size: float, measure: Measure
) -> tuple[list[Mark], float]:
    """Return the marks of one entry and its right edge."""
    marks: list[Mark] = []
    baseline = y + size * CAP_HEIGHT / 2
    gap = size * 0.42
    for piece in entry:
        if callable(piece):
            width, drawn = piece(x, y)
            marks.extend(drawn)
        else:
            words, weight = piece
            face = Face(size, 600 if weight == 600 else 400)
            width = measure(words, face)
            marks.append(Text(x, baseline, words, face, width, Ink("ink2")))
        x += width + gap
    return marks, x - gap
