"""The sheet a layout is drawn on: collects marks in painting order and measures words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from journeyviewer.model.values import dataclass
from journeyviewer.model.words import without_dates
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.rows import slice_in_sight
from journeyviewer.timeline.scale import Scale
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Band,
    Boxes,
    Face,
    Ink,
    Item,
    Line,
    Mark,
    Measure,
    Style,
    Text,
)
from journeyviewer.timeline.view import View

PLAIN = Style()
CROWDED = 1000
AGAIN = 0.6
"""Share of the plot after which what goes on has its name again in a part that is laid out."""


@lru_cache(maxsize=20_000)
def _dateless(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(without_dates(words) for words in labels)


@dataclass(slots=True)
class Board:
    """Marks, items and what a key must explain, of one layout in the making.

    The plot, or the part of it that is laid out, runs from `left` to `right` in pixels. `tallest`
    is how many episodes the fullest month holds. `beside` are the sides of the plot that this is
    a part beside of: what reaches over from there has its words there already. What goes on past
    the sides of the board is drawn `past` pixels further where those are cut off: without an end.
    """

    journey: Journey
    view: View
    metrics: Metrics
    measure: Measure
    scale: Scale
    left: float
    right: float
    marks: list[Mark] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    headers: list[tuple[int, int]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    short_forms: dict[str, str] = field(default_factory=dict)
    tallest: int = 1
    beside: tuple[float, float] | None = None
    past: float = 0.0
    pill_halves: dict[int, float] = field(default_factory=dict)

    @property
    def crowded(self) -> bool:
        """True for a case with so many records that small bars are drawn together."""
        return len(self.journey.case.entries) > CROWDED

    def within(
        self, firsts: Sequence[float], lasts: Sequence[float], spare: float = 0.0
    ) -> tuple[int, int]:
        """Return the slice whose time may be in sight, `spare` pixels more on either side.

        `firsts` says how far things reach up to each place, `lasts` where the next ones begin;
        both ascend.
        """
        start = self.scale.position(self.left - spare - 1)
        return slice_in_sight(firsts, lasts, start, self.scale.position(self.right + spare + 1))

    @property
    def known_right(self) -> float:
        """The right edge of what is known: the plot's own, or the curtain."""
        curtain = self.journey.curtain
        if curtain is None:
            return self.right
        return min(max(self.left, self.scale.x(curtain)), self.right)

    def named_near(self, first: float, last: float, width: float) -> bool:
        """True when what lies from `first` to `last` has words so wide beside this part, and near.

        Always false where the whole plot is laid out.
        """
        if self.beside is None:
            return False
        low, high = self.beside
        if low < self.left:
            room = self.left - max(first, low) if last > self.left else 0.0
        else:
            room = low - max(first, self.left) if last > low else 0.0
        return width <= room < AGAIN * (high - low) and (first < self.left or last > self.right)

    def add(self, *marks: Mark) -> None:
        """Add marks on top of what is there."""
        self.marks.extend(marks)

    def text(self, x: float, y: float, words: str, face: Face, style: Style = PLAIN) -> None:
        """Add a line of text whose baseline is at `y`."""
        width = self.measure(words, face)
        self.marks.append(
            Text(x, y, words, face, width, style.ink, style.anchor, style.on, style.halo)
        )

    def said(self, labels: Sequence[str]) -> tuple[str, ...]:
        """Return words of a file as they may be shown: without dates where these are hidden."""
        return tuple(labels) if self.view.dates else _dateless(tuple(labels))

    def middle(self, centre: float, face: Face) -> float:
        """Return the baseline that centres capitals on a height."""
        return round((centre + face.size * CAP_HEIGHT / 2) * 4) / 4

    def row_label(self, words: str, top: float, height: float) -> None:
        """Name a row over the lanes, left of the plot."""
        face = self.metrics.small_face
        baseline = self.middle(top + height / 2, face)
        self.text(self.left - 10, baseline, words, face, Style(ink="ink3", anchor="right"))

    def rule(
        self, y: float, ink: str = "line", left: float | None = None, right: float | None = None
    ) -> None:
        """Add a horizontal hairline on the half pixel."""
        at = round(y) + 0.5
        x1 = self.left if left is None else left
        x2 = self.right if right is None else right
        self.marks.append(Line(x1, at, x2, at, Ink(ink)))

    def rules(self, ends: Sequence[tuple[float, bool]], left: float, right: float) -> None:
        """Add the hairlines at the ends of lanes, given as height and whether it is folded."""
        for ink, faint in (("line", False), ("line2", True)):
            rects = [(left, round(y), right - left, 1.0) for y, folded in ends if folded == faint]
            if rects:
                self.marks.append(Boxes(tuple(rects), Ink(ink)))

    def longest(self, choices: Sequence[str], face: Face, width: float) -> str:
        """Return the first choice that fits; "" when none does."""
        return next((words for words in choices if self.measure(words, face) <= width), "")


def wrapped(words: str, face: Face, width: float, measure: Measure, most: int = 2) -> list[str]:
    """Return the words broken into lines no wider than `width`; [] when they do not fit."""
    lines: list[str] = []
    current = ""
    for word in words.split(" "):
        longer = f"{current} {word}".strip()
        if measure(longer, face) <= width:
            current = longer
        elif current:
            lines.append(current)
            current = word
        else:
            return []
    if measure(current, face) > width:
        return []
    lines.append(current)
    return lines if len(lines) <= most else []
