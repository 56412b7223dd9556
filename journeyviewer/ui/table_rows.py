"""The rows of the table: how they are walked, selected, copied and shown to have the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from journeyviewer.ui.look import tone
from journeyviewer.ui.table_model import Index, RecordModel
from journeyviewer.ui.table_paint import RecordDelegate
from journeyviewer.ui.table_words import Column


class Records(QTableView):
    """The rows: one selection with the session, one key press a row."""

    asked_for_details = Signal()
    asked_to_leave = Signal()

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        self.records = model
        self.setModel(model)
        # Kept on the object: the view does not own its delegate.
        self.drawing = RecordDelegate(model)
        self.setItemDelegate(self.drawing)
        self.setAccessibleName("Records")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        # The heading says how it is sorted: the style's arrow would lie on its words.
        header.setSortIndicatorShown(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setAccessibleName("Columns")

    def shown_columns(self) -> list[Column]:
        """Return the columns that are not hidden, from the left as they stand."""
        header = self.horizontalHeader()
        order = sorted(Column, key=lambda column: header.visualIndex(column))
        return [column for column in order if not self.isColumnHidden(column)]

    def chosen_rows(self) -> list[int]:
        """Return the selected rows from the top."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(number) for number in range(chosen.size())]
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def copy(self) -> None:
        """Put the selected rows on the clipboard as plain text between tabs."""
        rows = self.chosen_rows()
        if rows:
            QGuiApplication.clipboard().setText(self.records.as_text(rows, self.shown_columns()))

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif qt_event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked_for_details.emit()
        elif qt_event.key() == Qt.Key.Key_Escape:
            self.asked_to_leave.emit()
        elif qt_event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not qt_event.modifiers():
            last = len(self.records.entries) - 1
            self.selectRow(0 if qt_event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(qt_event)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window: they are keys of their own there."""

    def mouseMoveEvent(self, qt_event: QMouseEvent) -> None:
        super().mouseMoveEvent(qt_event)
        self._hover(self.rowAt(round(qt_event.position().y())))

    def leaveEvent(self, qt_event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(qt_event)

    def _hover(self, row: int) -> None:
        before = self.drawing.hovered
        if row == before:
            return
        self.drawing.hovered = row
        for each in (before, row):
            self._paint_again(each)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Take the ring round all of a row away with it; the view paints one cell again."""
        super().currentChanged(current, previous)
        for index in (previous, current):
            self._paint_again(index.row())

    def _paint_again(self, row: int) -> None:
        if 0 <= row < len(self.records.entries):
            top, tall = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, top, self.viewport().width(), tall)

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        columns = self.shown_columns()
        self.drawing.prepare(columns[0] if columns else 0)
        super().paintEvent(qt_event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        with QPainter(self.viewport()) as painter:
            painter.setPen(QPen(tone("focus"), 2))
            painter.drawRect(self._ring(index.row()))

    def _ring(self, row: int) -> QRectF:
        """Return where the ring of the row with the keyboard runs, inside the row."""
        header = self.horizontalHeader()
        width = min(self.viewport().width(), header.length() - header.offset())
        area = QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))
        return QRectF(area).adjusted(1, 1, -1, -2)
