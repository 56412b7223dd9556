"""What the inks of a scene look like: light, grey for print, and what files add later."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from PySide6.QtGui import QColor

from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import resource
from journeyviewer.timeline.scene import Ink

PIXELS_PER_MM = 96 / 25.4
NAMES = ("light", "grey")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Dots of a radius, or lines of a width, at a pitch in pixels over the base tone."""

    ink: QColor
    pitch: float
    size: float
    dots: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by ink; `patterned` themes carry depth by texture and lay plates under words."""

    name: str
    patterned: bool
    colours: dict[str, QColor] = field(repr=False)
    patterns: dict[int, Pattern] = field(repr=False)

    def colour(self, ink: Ink | str) -> QColor:
        """Return the colour of an ink; raises KeyError for one that no theme has."""
        return self.colours[ink]

    def pattern(self, ink: Ink | str) -> Pattern | None:
        """Return the texture of a depth step, None where it is plain."""
        step = _step(ink)
        return self.patterns.get(step) if step is not None else None

    def text_on(self, fill: Ink | str | None) -> QColor:
        """Return the colour of words on a fill."""
        step = _step(fill) if fill is not None else None
        if fill is None or step is None:
            return self.colours["ink"]
        return self.colours[f"{fill.split('.')[0]}.text.{step}"]

    def plate_on(self, fill: Ink | str | None) -> QColor | None:
        """Return the tone laid under words on a textured fill, None where none is needed."""
        if fill is None or self.pattern(fill) is None:
            return None
        return self.colours[fill]


def _step(ink: Ink | str) -> int | None:
    parts = ink.split(".")
    return int(parts[1]) if len(parts) == 2 and parts[1].isdigit() else None


@cache
def theme(name: str) -> Theme:
    """Return the theme of this name; raises JourneyError for an unknown one."""
    if name not in NAMES:
        raise JourneyError(f"There is no theme “{name}”.", f"The themes are {', '.join(NAMES)}.")
    data = json.loads(resource("themes", f"{name}.json").read_text(encoding="utf-8"))
    colours = {key: QColor(value) for key, value in data["ui"].items()}
    for lane, tones in data["lanes"].items():
        for number, (step, text) in enumerate(zip(tones["step"], tones["text"], strict=True), 1):
            colours[f"{lane}.{number}"] = QColor(step)
            colours[f"{lane}.text.{number}"] = QColor(text)
        colours[f"{lane}.edge"] = QColor(tones["edge"])
        colours[f"{lane}.mark"] = QColor(tones["mark"])
    patterns = {int(step): _pattern(row) for step, row in (data["patterns"] or {}).items()}
    return Theme(name, bool(patterns), colours, patterns)


def _pattern(row: dict[str, Any]) -> Pattern:
    pitch = row["pitch_mm"] * PIXELS_PER_MM
    if "dots" in row:
        return Pattern(QColor(row["dots"]), pitch, row["dot_r_mm"] * PIXELS_PER_MM, True)
    return Pattern(QColor(row["hatch"]), pitch, row["line_mm"] * PIXELS_PER_MM, False)
