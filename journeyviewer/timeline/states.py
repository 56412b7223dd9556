"""Marks over a scene for what is pointed at, focused, selected, found or dragged over."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from journeyviewer.model.chronology import EntryId
from journeyviewer.timeline.places import LEAST_WIDTH, Places
from journeyviewer.timeline.scene import Band, Box, Boxes, Ink, Item, Line, Mark

UNDERLINE = 3.5
DOTTED = (2.0, 2.0)
DASHED = (4.0, 3.0)


def hover_mark(item: Item, lift: float = 0.0, least_y: float = 0.0) -> Mark:
    """Return the 2 px outline round what is pointed at, `lift` pixels up, not above `least_y`."""
    top = max(item.y - lift - 2, least_y)
    height = max(item.y - lift + item.height + 2 - top, 4.0)
    return Box(item.x - 2, top, item.width + 4, height, None, Ink("ink"), 2.0, 2.0)


def selection_marks(items: Iterable[Item], focused: bool, bold: bool = False) -> list[Mark]:
    """Return the outlines of what is selected: 2.2 px, 1 px away; dotted outside with the focus.

    `bold` is for themes whose focus colour is that of edges: 3.2 px, 2 px away.

    The focus is drawn round the first of what is selected, from which keys move on, while the
    journey has the keyboard.
    """
    marks: list[Mark] = []
    gap, wide = (2.0, 3.2) if bold else (1.0, 2.2)
    for index, item in enumerate(items):
        marks.append(_round(item, gap, "plot", gap))
        marks.append(_round(item, gap + wide, "focus", wide))
        if focused and index == 0:
            marks.append(_round(item, gap + wide + 3, "focus", 2.0, DOTTED))
    return marks


def hit_marks(places: Places, hits: Iterable[EntryId], current: EntryId | None) -> list[Mark]:
    """Return a gold underline with a dark edge for every hit; the current one is boxed too."""
    rects = []
    for item in places.of_all(hits):
        width = max(item.width, LEAST_WIDTH)
        left = item.x + (item.width - width) / 2
        rects.append((left, item.y + item.height + 0.5, width, UNDERLINE))
    marks: list[Mark] = [Boxes(tuple(rects), Ink("search"), Ink("searchEdge"), 0.8)]
    found = places.of(current) if current is not None else None
    if found is not None:
        marks.append(_round(found, 4.6, "searchEdge", 4.6))
        marks.append(_round(found, 3.8, "search", 3.0))
    return marks


def area_marks(
    bands: Iterable[Band], lanes: Collection[str], left: float, right: float
) -> list[Box]:
    """Return the outline of a stretch of pixels across lanes, one for each run of them."""
    runs: list[list[Band]] = []
    before = False
    for band in bands:
        chosen = band.lane in lanes
        if chosen and before:
            runs[-1].append(band)
        elif chosen:
            runs.append([band])
        before = chosen
    return [
        Box(
            left,
            run[0].y + 1,
            max(right - left, 1.0),
            run[-1].y + run[-1].height - run[0].y - 1,
            None,
            Ink("focus"),
            1.5,
            0.0,
            DASHED,
        )
        for run in runs
    ]


def landing_mark(left: float, right: float, y: float) -> list[Mark]:
    """Return the line at which a dragged lane would land."""
    ink = Ink("focus")
    return [Line(left, y, right, y, ink, 3.0), Box(left, y - 4, 4, 8, ink)]


def _round(item: Item, away: float, ink: str, width: float, dash: tuple[float, ...] = ()) -> Box:
    return Box(
        item.x - away,
        item.y - away,
        item.width + 2 * away,
        item.height + 2 * away,
        None,
        Ink(ink),
        width,
        2.0,
        dash,
    )
