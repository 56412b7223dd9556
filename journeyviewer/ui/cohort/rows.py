"""The rows of the cohort view: only those in sight are laid out and painted."""

from __future__ import annotations

import logging
from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from journeyviewer.analysis.cohort_facts import QUIET, case_facts
from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_marks
from journeyviewer.session.cohort_state import CohortState
from journeyviewer.timeline.cohort_axis import rest_band
from journeyviewer.timeline.cohort_frame import Frame, frame
from journeyviewer.timeline.cohort_rows import RowBook, Stack
from journeyviewer.timeline.comparison import rest_words
from journeyviewer.timeline.scene import Ink, Item, Line
from journeyviewer.timeline.strip_sizes import DESK, StripSizes
from journeyviewer.ui.cohort.heading import focus_ring
from journeyviewer.ui.cohort.row_pixels import FRESH_S, RowPixels
from journeyviewer.ui.cohort.words import facts_tip, row_words, tip_words
from journeyviewer.ui.look import current, when_changed
from journeyviewer.ui.parts import once_after
from journeyviewer.ui.tip import tip

log = logging.getLogger(__name__)
TIP_AFTER_MS = 300
AHEAD_AFTER_MS = 60
"""How long the rows rest before those above and below are drawn ahead."""


class CohortRows(QAbstractScrollArea):
    """A row a case: facts at the left, the journey at the right.

    While it scrolls fast, rows seen for the first time are `pending`: they show the case's name
    until the next frames draw the rest, one row at least in each and more where there is time.
    """

    asked_for_case = Signal(str)
    moved = Signal()

    def __init__(self, state: CohortState) -> None:
        super().__init__()
        self.state = state
        self.sizes: StripSizes = DESK
        self.book = RowBook(lambda case: case_facts(case).words, QUIET, measure)
        self.place: Frame = frame(1000, DESK, (), measure)
        self.stack = Stack(DESK, 0, 0)
        self.pixels = RowPixels(self.book)
        self.pending = self._hurried = False
        self._hovered: int | None = None
        self._pointer = QPointF()
        self._tip_shown = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Cases, one row each")
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._timer = once_after(self, TIP_AFTER_MS, self._show_tip)
        self._ahead = once_after(self, 0, self._draw_ahead)
        when_changed(self.lay_out)
        state.listen(self._on_change)

    def set_sizes(self, sizes: StripSizes) -> None:
        """Use other measures."""
        self.sizes = sizes
        self.lay_out()

    def open(self) -> None:
        """Forget what is known of the cases that were open before."""
        self.book.forget()
        self.pixels.clear()
        self.verticalScrollBar().setValue(0)

    def lay_out(self) -> None:
        """Place columns and rows anew for the width there is."""
        arranged = self.state.rows
        names = [row.case.id for row in arranged.rows]
        self.place = frame(self.viewport().width(), self.sizes, names, measure)
        self.stack = Stack(self.sizes, arranged.aligned, len(arranged.rows))
        self.book.show(arranged, self.place, self.state.comparison.event is not None)
        self.pixels.clear()
        self.pending = self._hurried = False
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.stack.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(round(self.sizes.row / 3))
        self._hovered, self._tip_shown = None, False
        self.viewport().update()
        self.moved.emit()

    @property
    def rest_in_sight(self) -> bool:
        """True when the topmost row in sight lacks the event."""
        top = self.verticalScrollBar().value()
        rows = self.stack.between(top + 1, top + 2) or self.stack.between(top, top + 200)
        return bool(rows) and rows[0] >= self.stack.aligned

    def _on_change(self, rows: bool) -> None:
        if rows:
            self.lay_out()
            return
        self._reveal()
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        row, place = self.state.row, self.state.place
        if row is None or place is None:
            return
        facts = self.book.facts.get(row.case.id)
        words = row_words(row, place, self.stack.total, facts, self.state.comparison)
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )

    def item_count(self) -> int:
        """Return how many rows there are."""
        return len(self.state.rows.rows)

    def item_name(self, index: int) -> str:
        """Return what a screen reader says of a row."""
        row = self.state.rows.rows[index]
        facts = self.book.facts.get(row.case.id)
        return row_words(row, index, self.stack.total, facts, self.state.comparison)

    def item_rect(self, index: int) -> QRect:
        """Return where a row is in the viewport."""
        top, bottom = self.stack.top(index), self.stack.bottom(index)
        down = self.verticalScrollBar().value()
        return QRect(0, top - down, self.viewport().width(), bottom - top)

    def item_selected(self, index: int) -> bool:
        """True for the chosen case."""
        return self.state.rows.rows[index].case.id == self.state.chosen

    def current_item(self) -> int:
        """Return the row of the chosen case, -1 without one."""
        return -1 if self.state.place is None else self.state.place

    def select_item(self, index: int) -> None:
        """Choose a row's case."""
        self.state.choose(self.state.rows.rows[index].case.id)

    def _reveal(self) -> None:
        place = self.state.place
        if place is None:
            return
        bar, tall = self.verticalScrollBar(), self.viewport().height()
        top, bottom = self.stack.top(place), self.stack.bottom(place)
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + tall:
            bar.setValue(bottom - tall)

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self.lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted and paint only what came into sight."""
        self._hurried = True
        if self._tip_shown or self._hovered is not None or not self._on_pixels:
            self._hovered, self._tip_shown = None, False
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy)
        self.moved.emit()

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, qt_event.rect())
        except Exception as error:
            # A painter left open ends the program; the type is all that is logged.

            log.error("painting the cohort failed: %s", type(error).__name__)
            painter.fillRect(self.viewport().rect(), current().colour("surface"))
            painter.drawText(24, 40, "These rows could not be drawn. Your files are unchanged.")
        finally:
            painter.end()

    def _paint(self, painter: QPainter, area: QRect) -> None:
        colours = current()
        down = self.verticalScrollBar().value()
        top = area.top() + down
        seen = self.stack.between(top, top + area.height())
        # Rows that are copied bring their own ground.
        bare = self._covered(seen, top + area.height())
        if not bare:
            painter.fillRect(area, colours.colour("plot"))
        begun, fresh = perf_counter(), 0
        if area.contains(self.viewport().rect()):
            self.pending = False
        for number in seen:
            new = not self._drawn(number)
            late = self._hurried and fresh and perf_counter() - begun > FRESH_S
            whole = not (new and late)
            self._paint_row(painter, number, self.stack.top(number) - down, whole, bare)
            self.pending = self.pending or not whole
            fresh += new
        self._hurried = self.pending
        self._ahead.start(0 if self.pending else AHEAD_AFTER_MS)
        self._paint_band(painter, down)
        if self._tip_shown:
            self._paint_tip(painter, down)

    def _covered(self, seen: range, bottom: int) -> bool:
        """True when rows alone cover what is seen down to a height, with no band between them."""
        if not seen or self.stack.bottom(seen[-1]) < bottom:
            return False
        return self.stack.band is None or not seen[0] < self.stack.aligned <= seen[-1] + 1

    def _size(self, number: int) -> QSize:
        return QSize(self.viewport().width(), self.stack.bottom(number) - self.stack.top(number))

    @property
    def _on_pixels(self) -> bool:
        """True when rows can be copied: at 125 percent they would not fall on pixels."""
        ratio = self.devicePixelRatioF()
        return ratio == round(ratio)

    def _marked(self, number: int) -> bool:
        """True for a row on another ground: chosen, or under the pointer."""
        return number == self._hovered or self.item_selected(number)

    def _drawn(self, number: int) -> bool:
        """True when the long part of painting a row is done."""
        placed = self.state.rows.rows[number]
        if self._on_pixels and not self._marked(number):
            return self.pixels.has(placed, self._size(number).height())
        return self.book.has(placed)

    def _draw_ahead(self) -> None:
        """Draw what was left out of rows in sight, else one row of the screens beside them."""
        if self.pending:
            self.viewport().update()
            return
        top, tall = self.verticalScrollBar().value(), self.viewport().height()
        for low, high in ((top + tall, top + 2 * tall), (top - tall, top)):
            for number in self.stack.between(low, high) if self.isVisible() else ():
                if not self._drawn(number):
                    self._prepare(number)
                    self._ahead.start(0)
                    return

    def _prepare(self, number: int) -> None:
        placed = self.state.rows.rows[number]
        if self._on_pixels and not self._marked(number):
            self.pixels.get(placed, self._size(number), self.devicePixelRatioF())
        else:
            self.book.row(placed)

    def _paint_row(self, painter: QPainter, number: int, y: int, whole: bool, bare: bool) -> None:
        """Paint a row, its name alone unless `whole`; `bare` where there is no ground yet."""
        placed, colours, size = self.state.rows.rows[number], current(), self._size(number)
        if whole and self._on_pixels and not self._marked(number):
            painter.drawPixmap(0, y, self.pixels.get(placed, size, self.devicePixelRatioF()))
            return
        if bare:
            painter.fillRect(0, y, size.width(), size.height(), colours.colour("plot"))
        chosen = self.item_selected(number)
        # The strip itself keeps its ground: gaps and outlines are plot-coloured.
        facts = QRectF(0, y, self.place.left - 4, size.height())
        if chosen or number == self._hovered:
            painter.fillRect(facts, colours.colour("focusTint"))
        if chosen:
            painter.fillRect(QRectF(0, y, 3, size.height()), colours.colour("focus"))
        painter.save()
        painter.translate(0, y)
        (self.pixels.paint if whole else self.pixels.paint_name)(painter, placed, size)
        painter.restore()
        if chosen and self.hasFocus():
            focus_ring(painter, QRectF(0, y, size.width(), size.height()))

    def _paint_band(self, painter: QPainter, down: int) -> None:
        band = self.stack.band
        if band is None or band[0] - down > self.viewport().height() or sum(band) < down:
            return
        title, words = rest_words(self.state.comparison, self.state.rows)
        marks, tall = rest_band(title, words, self.state.rows.age_span, self.place, measure)
        painter.save()
        painter.translate(0, band[0] - down)
        edge = Line(0, tall - 0.5, self.viewport().width(), tall - 0.5, Ink("line3"))
        paint_marks(painter, (*marks, edge), current())
        painter.restore()

    def _paint_tip(self, painter: QPainter, down: int) -> None:
        if self._hovered is None:
            return
        placed = self.state.rows.rows[self._hovered]
        item = self._item_at(self._pointer)
        facts = self.book.facts.get(placed.case.id)
        on_facts = self._pointer.x() < self.place.left
        lines = tip_words(placed.case, item) if item else facts_tip(facts) if on_facts else []
        if lines:
            area = (self.viewport().width(), self.viewport().height())
            marks = tip(lines, self._pointer.x(), self._pointer.y(), measure, area)
            paint_marks(painter, tuple(marks), current())

    def _show_tip(self) -> None:
        self._tip_shown = self._hovered is not None
        self.viewport().update()

    def _row_at(self, place: QPointF) -> int | None:
        return self.stack.at(place.y() + self.verticalScrollBar().value())

    def _item_at(self, place: QPointF) -> Item | None:
        number = self._row_at(place)
        if number is None:
            return None
        y = place.y() + self.verticalScrollBar().value() - self.stack.top(number)
        for item in reversed(self.book.row(self.state.rows.rows[number]).items):
            spare = max(0.0, (6 - item.width) / 2)
            across = item.x - spare <= place.x() < item.x + item.width + spare
            if across and item.y <= y < item.y + item.height:
                return item
        return None

    def mouseMoveEvent(self, qt_event: QMouseEvent) -> None:
        self._pointer = qt_event.position()
        before, self._hovered = self._hovered, self._row_at(self._pointer)
        if before != self._hovered or self._tip_shown:
            self._tip_shown = False
            self.viewport().update()
        self._timer.start()

    def leaveEvent(self, qt_event: QEvent) -> None:
        self._timer.stop()
        self._hovered, self._tip_shown = None, False
        self.viewport().update()

    def mousePressEvent(self, qt_event: QMouseEvent) -> None:
        number = self._row_at(qt_event.position())
        if number is not None and qt_event.button() is Qt.MouseButton.LeftButton:
            self.state.choose(self.state.rows.rows[number].case.id)

    def mouseDoubleClickEvent(self, qt_event: QMouseEvent) -> None:
        if self._row_at(qt_event.position()) is not None:
            self._open_case()

    def _open_case(self) -> None:
        if self.state.chosen is not None:
            self.asked_for_case.emit(self.state.chosen)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        key, page = Qt.Key, max(1, int(self.viewport().height() // self.sizes.row) - 1)
        last = self.stack.total
        steps = {
            key.Key_Up: -1,
            key.Key_Down: 1,
            key.Key_PageUp: -page,
            key.Key_PageDown: page,
            key.Key_Home: -last,
            key.Key_End: last,
        }
        pressed = Qt.Key(qt_event.key())
        if pressed in (key.Key_Return, key.Key_Enter):
            self._open_case()
        elif pressed in steps:
            if self.state.chosen is None and steps[pressed] == last:
                self.state.step(0)
            self.state.step(steps[pressed])
        else:
            super().keyPressEvent(qt_event)

    def focusInEvent(self, qt_event: QFocusEvent) -> None:
        if self.state.chosen is None:
            self.state.step(0)
        super().focusInEvent(qt_event)
        self.viewport().update()

    def focusOutEvent(self, qt_event: QFocusEvent) -> None:
        super().focusOutEvent(qt_event)
        self.viewport().update()
