"""How a note, key development or phase looks when it is chosen: in the colour of the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.pins_lane import CORNER, TICK
from journeyviewer.timeline.scene import (
    Box,
    Boxes,
    Glyph,
    Ink,
    Item,
    Line,
    Mark,
    Picture,
    Scene,
    Text,
)

FOCUS = Ink("focus")
ROUND = 2.0


def chosen_marks(scene: Scene, name: str | None) -> list[Mark]:
    """Return the marks over a scene of an item that is chosen; [] where it is not in sight.

    Pins and circles turn the focus colour with their number on it, brackets do, and a phase's
    band gets an outline: its words stay as they are.
    """
    items = [item for item in scene.items if name and item.note == name]
    if not items:
        return []
    marks: list[Mark] = []
    numbers: list[Mark] = []
    for mark in _under(scene, items):
        if isinstance(mark, Box) and mark.fill in ("note", "ink"):
            marks.append(replace(mark, fill=FOCUS, stroke=FOCUS))
        elif isinstance(mark, Boxes) and mark.fill == "noteEdge":
            marks.append(_wider(mark))
        elif isinstance(mark, Glyph) and mark.ink == "ink":
            marks.append(replace(mark, ink=FOCUS))
        elif isinstance(mark, Box) and mark.fill in ("phaseA", "phaseB"):
            marks.append(replace(mark, fill=None, stroke=FOCUS, stroke_width=ROUND))
        elif isinstance(mark, Text) and mark.ink in ("noteInk", "plot"):
            numbers.append(replace(mark, ink=Ink("surface")))
    return [*marks, *numbers]


@dataclass(frozen=True, slots=True)
class Draft:
    """Where what is being written will stand: its lane, "" over them, and its pixels.

    `right` is the end of a period or phase, None for a day.
    """

    lane: str
    left: float
    right: float | None = None


def draft_marks(scene: Scene, draft: Draft, metrics: Metrics) -> list[Mark]:
    """Return the place of what is being written for the first time: it has no number yet."""
    side = metrics.pin_h
    band = next((band for band in scene.bands if band.lane == draft.lane), None)
    if band is None:
        y = scene.plot_top - side / 2
    elif band.folded:
        y = band.y + band.height / 2
    else:
        y = band.y + 1 + side / 2
    marks: list[Mark] = []
    left, right = scene.plot_left, scene.plot_right
    if draft.right is not None:
        start, end = (min(max(x, left), right) for x in (draft.left, draft.right))
        marks.append(Line(start, y, end, y, FOCUS, 2.0))
        ends = (x for x in (draft.left, draft.right) if left <= x <= right)
        marks += [Line(x, y - TICK, x, y + TICK, FOCUS, 2.0) for x in ends]
    if left <= draft.left <= right:
        x = min(max(draft.left - side / 2, left), right - side)
        size = side - 5
        marks.append(Box(x, y - side / 2, side, side, FOCUS, FOCUS, 1.0, CORNER))
        inset = (side - size) / 2
        marks.append(Picture("pencil", x + inset, y - size / 2, size, Ink("surface")))
    return marks


def _wider(mark: Boxes) -> Boxes:
    """Return a bracket with its line twice as strong."""
    rects = tuple(
        (x, y - 0.5, width, height + 1) if height < width else (x - 0.5, y, width + 1, height)
        for x, y, width, height in mark.rects
    )
    return replace(mark, rects=rects, fill=FOCUS)


def _under(scene: Scene, items: Sequence[Item]) -> list[Mark]:
    """Return the marks that lie where the items are."""
    areas = [(item.x, item.y, item.x + item.width, item.y + item.height) for item in items]
    found: list[Mark] = []
    for mark in scene.marks:
        place = _middle(mark)
        if place is None:
            continue
        x, y = place
        if any(
            left - 0.6 <= x <= right + 0.6 and top - 0.6 <= y <= bottom + 0.6
            for left, top, right, bottom in areas
        ):
            found.append(mark)
    return found


def _middle(mark: Mark) -> tuple[float, float] | None:
    """Return a pixel that tells where a mark of those kinds lies."""
    if isinstance(mark, Box):
        return mark.x + mark.width / 2, mark.y + mark.height / 2
    if isinstance(mark, Boxes) and mark.fill == "noteEdge":
        x, y, width, height = mark.rects[0]
        return x + width / 2, y + height / 2
    if isinstance(mark, Glyph):
        return mark.x, mark.y
    if isinstance(mark, Text):
        return mark.left + mark.width / 2, mark.y - mark.face.size * 0.3
    return None
