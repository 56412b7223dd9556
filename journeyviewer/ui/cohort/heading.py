"""Painted parts of the cohort view that do not scroll: headings with the axis, and the key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_marks
from journeyviewer.timeline.cohort_axis import age_axis, event_axis
from journeyviewer.timeline.cohort_frame import Frame, heading_marks
from journeyviewer.timeline.cohort_key import key_marks
from journeyviewer.timeline.scene import Ink, Line, Mark
from journeyviewer.timeline.strip_sizes import DESK, StripSizes
from journeyviewer.ui.look import current


class PaintedStrip(QWidget):
    """A strip of marks on plot colour, with a hairline above or below."""

    def __init__(self, line_below: bool) -> None:
        super().__init__()
        self.marks: Sequence[Mark] = ()
        self._below = line_below

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            colours = current()
            painter.fillRect(self.rect(), colours.colour("plot"))
            y = self.height() - 0.5 if self._below else 0.5
            edge = Line(0, y, self.width(), y, Ink("line3"))
            paint_marks(painter, (*self.marks, edge), colours)


class CohortHeading(PaintedStrip):
    """The columns' titles and the axis of the rows that are in sight."""

    def __init__(self) -> None:
        super().__init__(line_below=True)

    def show_axis(self, place: Frame, span: tuple[int, int], event: str) -> None:
        """Show months from an event, or years of age where `event` is "" ."""
        self.setFixedHeight(round(place.sizes.header))
        axis = (
            event_axis(span, event, place, measure)
            if event
            else age_axis(span, "Age in years", place, measure)
        )
        self.marks = (*heading_marks(place, measure), *axis)
        self.update()


class CohortKey(PaintedStrip):
    """The key, on as many lines as the width needs."""

    def __init__(self) -> None:
        super().__init__(line_below=False)
        self.sizes: StripSizes = DESK
        self.setAccessibleName("Key")
        self.setAccessibleDescription(
            "Each row: legal order as a line over residence, then education, CSE level, missing "
            "episodes by month and support, deeper for more sources at once. A heavy line under "
            "residence: out of borough. Hatched: not recorded. Outlined: not in education."
        )

    def set_sizes(self, sizes: StripSizes) -> None:
        """Use other measures."""
        self.sizes = sizes
        self._lay_out()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._lay_out()

    def _lay_out(self) -> None:
        left = 20.0 if self.sizes.name == "desk" else 12.0
        self.marks, height = key_marks(self.width() - 8, self.sizes, measure, left)
        self.setFixedHeight(round(height))
        self.update()


def focus_ring(painter: QPainter, area: QRectF) -> None:
    """Draw a ring of 2 pixels inside an area."""
    colour = current().colour("focus")
    x, y, width, height = area.x(), area.y(), area.width(), area.height()
    for part in (
        QRectF(x, y, width, 2),
        QRectF(x, y + height - 2, width, 2),
        QRectF(x, y, 2, height),
        QRectF(x + width - 2, y, 2, height),
    ):
        painter.fillRect(part, colour)
