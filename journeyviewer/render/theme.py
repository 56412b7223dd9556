"""What the inks of a scene look like: one theme a file of `resources/themes`."""

from __future__ import annotations

import json
from dataclasses import field
from functools import cache
from typing import Any

from PySide6.QtGui import QColor

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource
from journeyviewer.timeline.scene import Ink

PIXELS_PER_MM = 96 / 25.4
ORDER = ("light", "dark", "grey", "contrast")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Dots of a radius, or falling lines of a width, over the base tone; pixels.

    `pitch` is the distance from one to the next along a row.
    """

    ink: QColor
    pitch: float
    size: float
    dots: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by ink, words' colours and textures by fill; without texture depth is colour."""

    name: str
    colours: dict[str, QColor] = field(repr=False)
    texts: dict[str, QColor] = field(repr=False)
    patterns: dict[str, Pattern] = field(repr=False)

    @property
    def grey(self) -> bool:
        """Whether every colour is a grey."""
        inks = [pattern.ink for pattern in self.patterns.values()]
        return all(c.red() == c.green() == c.blue() for c in (*self.colours.values(), *inks))

    @property
    def dark(self) -> bool:
        """Whether words are light on a dark ground."""
        return self.colours["plot"].lightness() < self.colours["ink"].lightness()

    def colour(self, ink: Ink | str, opacity: float = 1.0) -> QColor:
        """Return the colour of an ink, thinned with plot colour; raises KeyError without one."""
        colour = self.colours[ink]
        return colour if opacity >= 1.0 else mixed(self.colours["plot"], colour, opacity)

    def pattern(self, ink: Ink | str) -> Pattern | None:
        """Return the texture of a fill, None where it is plain."""
        return self.patterns.get(ink)

    def text_on(self, fill: Ink | str | None) -> QColor:
        """Return the colour of words on a fill."""
        return self.texts.get(fill or "plot", self.colours["ink"])

    def plate_on(self, fill: Ink | str | None) -> QColor | None:
        """Return the tone laid under words on a textured fill, None where none is needed."""
        return self.colours[fill] if fill in self.patterns else None


def mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """Return so much of a colour over a ground, opaque, so that all kinds of file agree."""
    pairs = zip(ground.getRgb()[:3], colour.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(low + (high - low) * share) for low, high in pairs))


def fill_under(ink: Ink | str) -> Ink | None:
    """Return the fill that a text colour belongs to: "legal.4" for "legal.text.4"."""
    parts = ink.split(".")
    return Ink(f"{parts[0]}.{parts[2]}") if len(parts) == 3 and parts[1] == "text" else None


@cache
def theme(name: str) -> Theme:
    """Return the theme of this name; raises JourneyError for an unknown one."""
    if name not in theme_names():
        known = ", ".join(theme_names())
        raise JourneyError(f"There is no theme “{name}”.", f"The themes are {known}.")
    data = _read(name)
    colours = {key: QColor(value) for key, value in data["ui"].items()}
    texts: dict[str, QColor] = {}
    patterns: dict[str, Pattern] = {}
    textures = {step: _pattern(row) for step, row in (data["patterns"] or {}).items()}
    for lane, tones in data["lanes"].items():
        for number, (step, text) in enumerate(zip(tones["step"], tones["text"], strict=True), 1):
            fill = f"{lane}.{number}"
            colours[fill] = QColor(step)
            colours[f"{lane}.text.{number}"] = texts[fill] = QColor(text)
            if str(number) in textures:
                patterns[fill] = textures[str(number)]
        colours[f"{lane}.edge"] = QColor(tones["edge"])
        colours[f"{lane}.mark"] = QColor(tones["mark"])
    return Theme(name, colours, texts, patterns)


@cache
def theme_names() -> tuple[str, ...]:
    """Return the names of the themes that are there, the known ones in their usual order."""
    files = (path.stem for path in resource("themes").glob("*.json"))
    names = sorted(name for name in files if "lanes" in _read(name))
    return tuple(sorted(names, key=_place))


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        resource("themes", f"{name}.json").read_text(encoding="utf-8")
    )
    return data


def _pattern(row: dict[str, Any]) -> Pattern:
    dots = "dots" in row
    size = _pixels(row, "dot_r" if dots else "line")
    return Pattern(QColor(row["dots" if dots else "hatch"]), _pixels(row, "pitch"), size, dots)


def _pixels(row: dict[str, Any], name: str) -> float:
    """Return a measure that is given in pixels, or in millimetres of paper."""
    if f"{name}_px" in row:
        return float(row[f"{name}_px"])
    return float(row[f"{name}_mm"]) * PIXELS_PER_MM
