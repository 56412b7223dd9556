"""Drags of an end of what was written over time: a phase, or a note about a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, Qt

from journeyviewer.model.times import MINUTES_PER_DAY, Minute, date_of, minute_of
from journeyviewer.timeline.scene import Box, Ink, Item, Line, Mark
from journeyviewer.ui.gestures import DRAG_LEAST, Gesture
from journeyviewer.ui.overlay import Sheet, chip, readout
from journeyviewer.ui.written import item_of

if TYPE_CHECKING:
    from journeyviewer.model.study import Item as Written
    from journeyviewer.model.study import Phase
    from journeyviewer.ui.canvas import JourneyCanvas

End = Literal["start", "end"]
REACH = 6.0
"""Pixels from an end within which it is taken hold of."""
DAY = timedelta(days=1)
BOTH = "Both phases move; with Ctrl this end only"


def span_of(canvas: JourneyCanvas, item: Written | None) -> tuple[date, date] | None:
    """Return the days [start, end) that an item is about; None for one without a length."""
    from journeyviewer.model.study import Note, Phase

    if isinstance(item, Phase):
        journey = canvas.session.journey
        still = date_of(journey.read) if journey is not None else item.start + DAY
        return item.start, item.end if item.end is not None else max(still, item.start + DAY)
    if isinstance(item, Note) and item.target.start is not None and item.target.end is not None:
        return item.target.start, item.target.end
    return None


def end_at(canvas: JourneyCanvas, name: str, x: float) -> End | None:
    """Return which end of a written item is under a pixel, where it may be written."""
    scale = canvas.scale()
    span = span_of(canvas, item_of(canvas.session, name))
    if scale is None or span is None or not canvas.session.can_write:
        return None
    away = [abs(scale.x(minute_of(day)) - x) for day in span]
    if min(away) > REACH:
        return None
    return "start" if away[0] < away[1] else "end"


class EndDrag(Gesture):
    """A press on what was written; held on one of its ends it drags that to another day.

    A phase that touches it there keeps touching it, unless it is dragged `alone`.
    """

    shape = Qt.CursorShape.SizeHorCursor

    def __init__(
        self, canvas: JourneyCanvas, place: QPointF, item: Item, name: str, *, alone: bool = False
    ) -> None:
        super().__init__(canvas, place)
        self.alone = alone
        self.item = item
        self.name = name
        self.end = end_at(canvas, name, place.x())
        if self.end is None:
            self.shape = Qt.CursorShape.PointingHandCursor

    @property
    def dragging(self) -> bool:
        """True once the pointer went far enough to mean it."""
        return self.end is not None and abs(self.place.x() - self.begun.x()) >= DRAG_LEAST

    def span(self) -> tuple[date, date] | None:
        """Return the days it would be about, let go now: one day at least."""
        scale, span = (
            self.canvas.scale(),
            span_of(self.canvas, item_of(self.canvas.session, self.name)),
        )
        if scale is None or span is None:
            return None
        at = Minute(scale.minute(self.place.x()) + MINUTES_PER_DAY // 2)
        day = date_of(at)
        beside = span_of(self.canvas, self.beside())
        if self.end == "start":
            first = beside[0] + DAY if beside is not None else day
            return min(max(day, first), span[1] - DAY), span[1]
        last = beside[1] - DAY if beside is not None else day
        return span[0], max(min(day, last), span[0] + DAY)

    def beside(self) -> Phase | None:
        """Return the phase that shares the end that is dragged; None where it moves alone."""
        from journeyviewer.model.study import Phase

        session = self.canvas.session
        own = item_of(session, self.name)
        if self.alone or not isinstance(own, Phase) or session.study is None:
            return None
        phases = (one for one in session.study.of_case(own.case) if isinstance(one, Phase))
        for other in phases:
            shared = other.end == own.start if self.end == "start" else other.start == own.end
            if shared and other.id != own.id:
                return other
        return None

    def finish(self) -> None:
        """Put the item in its new time: one step to undo."""
        from journeyviewer.model.study import Note, Phase, now

        item, span = item_of(self.canvas.session, self.name), self.span()
        if not self.dragging or item is None or span is None:
            return
        start, end = span
        if isinstance(item, Phase):
            until = end if self.end == "end" else item.end
            moved = [replace(item, start=start, end=until, changed=now())]
            beside = self.beside()
            if beside is not None:
                first, last = beside.start, beside.end
                first, last = (first, start) if self.end == "start" else (end, last)
                moved.append(replace(beside, start=first, end=last, changed=now()))
            self.canvas.session.put_together(moved)
        elif isinstance(item, Note):
            target = replace(item.target, start=start, end=end)
            self.canvas.session.put(replace(item, target=target, changed=now()))

    def marks(self) -> list[Mark]:
        """Outline the time it would take, with its end as a line and the day on the axis."""
        sheet, span = self.canvas.sheet(), self.span()
        if not self.dragging or sheet is None or span is None:
            return []
        left, right = (sheet.x(minute_of(day)) for day in span)
        at = minute_of(span[0] if self.end == "start" else span[1])
        x, top = sheet.x(at), self.item.y
        if self.item.y >= sheet.scene.fixed_bottom:
            top -= self.canvas.down
        ink = Ink("focus")
        return [
            Box(left, top, max(right - left, 1.0), self.item.height, None, ink, 2.0, 3.0),
            Line(x, sheet.scene.plot_top, x, sheet.bottom, ink, 1.0, (4.0, 3.0)),
            *readout(sheet, at, x, "focus"),
            *self._hint(sheet),
        ]

    def _hint(self, sheet: Sheet) -> list[Mark]:
        """Say that two phases move, and how to move one."""
        if self.beside() is None:
            return []
        return chip(
            sheet, BOTH, self.place.x(), (self.place.y() + 14, sheet.face.size + 8), "focus"
        )
