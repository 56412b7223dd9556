"""The sheet a layout is drawn on: collects marks in painting order and measures words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from journeyviewer.model.words import without_dates
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scale import Scale
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Band,
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


@dataclass(slots=True)
class Board:
    """Marks, items and what a key must explain, of one layout in the making.

    The plot runs from `left` to `right` in pixels.
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
    used: set[str] = field(default_factory=set)
    short_forms: dict[str, str] = field(default_factory=dict)

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
        if self.view.dates:
            return tuple(labels)
        return tuple(without_dates(words) for words in labels)

    def middle(self, centre: float, face: Face) -> float:
        """Return the baseline that centres capitals on a height."""
        return round((centre + face.size * CAP_HEIGHT / 2) * 4) / 4

    def rule(
        self, y: float, ink: str = "line", left: float | None = None, right: float | None = None
    ) -> None:
        """Add a horizontal hairline on the half pixel."""
        at = round(y) + 0.5
        x1 = self.left if left is None else left
        x2 = self.right if right is None else right
        self.marks.append(Line(x1, at, x2, at, Ink(ink)))

    def wrap(self, words: str, face: Face, width: float, most: int = 2) -> list[str]:
        """Return the words broken into lines no wider than `width`; [] when they do not fit."""
        lines: list[str] = []
        current = ""
        for word in words.split(" "):
            longer = f"{current} {word}".strip()
            if self.measure(longer, face) <= width:
                current = longer
            elif current:
                lines.append(current)
                current = word
            else:
                return []
        if self.measure(current, face) > width:
            return []
        lines.append(current)
        return lines if len(lines) <= most else []

    def longest(self, choices: Sequence[str], face: Face, width: float) -> str:
        """Return the first choice that fits; "" when none does."""
        return next((words for words in choices if self.measure(words, face) <= width), "")
