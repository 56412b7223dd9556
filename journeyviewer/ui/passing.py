"""What passes over the journey with the pointer: outline, readouts, tip, measure and drags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion

from journeyviewer.timeline.scene import Box, Item, Line, Mark, Text
from journeyviewer.timeline.states import hover_mark
from journeyviewer.ui.overlay import Sheet, cursor_marks, hairline, measure_marks, readout

if TYPE_CHECKING:
    from journeyviewer.ui.canvas import JourneyCanvas


def passing_marks(canvas: JourneyCanvas) -> list[Mark]:
    """Return the marks over what is visible of a canvas, in pixels of its viewport."""
    looking = canvas.session.looking
    seen = (looking.cursor, looking.measure, canvas.gesture, canvas.hovered, canvas.pointer)
    sheet = None if all(each is None for each in seen) else canvas.sheet()
    if sheet is None:
        return []
    marks: list[Mark] = []
    if looking.cursor is not None:
        marks += cursor_marks(sheet, looking.cursor)
    if looking.measure is not None:
        marks += measure_marks(
            sheet, looking.measure, canvas.snapped(), int(looking.near is not None)
        )
    if canvas.gesture is not None:
        return marks + canvas.gesture.marks()
    if canvas.hovered is not None:
        marks.append(_outline(canvas, sheet, canvas.hovered))
    marks += _pointer_marks(canvas, sheet)
    return marks


def _outline(canvas: JourneyCanvas, sheet: Sheet, item: Item) -> Mark:
    if item.y < sheet.scene.fixed_bottom:
        return hover_mark(item)
    return hover_mark(item, canvas.down, sheet.scene.fixed_bottom)


def _pointer_marks(canvas: JourneyCanvas, sheet: Sheet) -> list[Mark]:
    pointer = canvas.pointer
    if pointer is None or not sheet.holds(pointer.x()):
        return []
    x, at = pointer.x(), sheet.scale.minute(pointer.x())
    snapped = canvas.snapped()
    if snapped is not None:
        x, at = sheet.x(snapped), snapped
    marks: list[Mark] = []
    if not canvas.cursor_held:
        marks = [hairline(sheet, x), *readout(sheet, at, x)]
    return marks + _tip(canvas, sheet)


def _tip(canvas: JourneyCanvas, sheet: Sheet) -> list[Mark]:
    pointer, item = canvas.pointer, canvas.hovered
    if not canvas.tip_shown or pointer is None or item is None:
        return []
    lines = _tip_lines(canvas, sheet, item)
    if not lines:
        return []
    area = (sheet.scene.width, float(canvas.viewport().height()))
    # Loaded when the pointer first rests on something.
    from journeyviewer.ui.tip import tip

    return tip(lines, pointer.x(), pointer.y(), sheet.measure, area)


def _tip_lines(canvas: JourneyCanvas, sheet: Sheet, item: Item) -> list[tuple[str, bool]]:
    session = canvas.session
    if item.note:
        from journeyviewer.ui.written import lines_of

        return lines_of(session, canvas.notes_at(item))
    if session.case is None:
        return []
    entries = [session.entry(name) for name in item.entries]
    known = [entry for entry in entries if entry is not None]
    from journeyviewer.ui.tip import tip_lines

    return tip_lines(session.case, known, sheet.journey.aligned, sheet.view.dates)


def region(marks: Iterable[Mark]) -> QRegion:
    """Return the pixels that marks may touch."""
    found = QRegion()
    for mark in marks:
        found += bounds(mark).toAlignedRect()
    return found


def bounds(mark: Mark) -> QRectF:
    """Return a rectangle that holds a box, line or text, with room for soft edges."""
    if isinstance(mark, Line):
        left, top = min(mark.x1, mark.x2), min(mark.y1, mark.y2)
        room = mark.width + 2
        return QRectF(
            left - room,
            top - room,
            abs(mark.x2 - mark.x1) + 2 * room,
            abs(mark.y2 - mark.y1) + 2 * room,
        )
    if isinstance(mark, Text):
        size = mark.face.size
        return QRectF(mark.left - 3, mark.y - size * 1.2, mark.width + 6, size * 1.8)
    assert isinstance(mark, Box)
    return QRectF(mark.x - 2, mark.y - 2, mark.width + 4, mark.height + 4)
