"""Outlines for what is pointed at, focused and selected, drawn over a scene."""

from __future__ import annotations

from collections.abc import Iterable

from journeyviewer.timeline.scene import Box, Ink, Item, Mark, Scene


def state_marks(
    scene: Scene, selected: Iterable[str], focused: bool, hovered: Item | None
) -> tuple[Mark, ...]:
    """Return the outlines: hover 2 px ink, selection 2.2 px, keyboard focus 2 px dotted outside.

    The focus is drawn round what is selected, while the journey has the keyboard.
    """
    marks: list[Mark] = []
    if hovered is not None:
        marks.append(_round(hovered, 2.0, "ink", 2.0))
    for item in scene.items_of(selected):
        marks.append(_round(item, 1.0, "plot", 1.0))
        marks.append(_round(item, 3.2, "focus", 2.2))
        if focused:
            marks.append(_round(item, 6.2, "focus", 2.0, (2.0, 2.0)))
    return tuple(marks)


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
