"""The table beside the journey: the same records in the same order, selected together."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from journeyviewer.model.chronology import Case, EntryId
from journeyviewer.model.search import parted
from journeyviewer.model.words import counted
from journeyviewer.session.finding import Filter
from journeyviewer.session.session import Change, Session
from journeyviewer.ui.look import SMALL, Button, PlainLabel, scaled, when_changed
from journeyviewer.ui.pages import Page
from journeyviewer.ui.table_model import RecordModel
from journeyviewer.ui.table_paint import COMPACT_ROW, ROW
from journeyviewer.ui.table_rows import Records
from journeyviewer.ui.table_widths import widths
from journeyviewer.ui.table_words import Column

FILTERED = ("The filter hides every record", "“Show all” puts the filter away.")
NOTHING = ("No records to list", "Nothing with a date is recorded for this case.")


class TableView(QWidget):
    """The rows under a line that says how many are hidden and how they are sorted."""

    asked_for_details = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("journey")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.compact = False
        self.model = RecordModel(session)
        self.rows = Records(self.model)
        self.setFocusProxy(self.rows)
        self.count = PlainLabel("", SMALL, "ink2")
        self.hidden = PlainLabel("", SMALL, "ink2")
        self.show_all = Button("Show all", flat=True)
        self.in_order = Button("Back to the journey’s order", flat=True)
        self.nothing = Page("list", "", "")
        self._case: Case | None = None
        self._how: object = None
        self._syncing = False
        self._fitting = False
        self._fitted = 0
        self._own_widths = False
        self._put_together()
        self._connect()
        self._follow()

    def _put_together(self) -> None:
        self.line = QWidget()
        line = QHBoxLayout(self.line)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        for part in (self.count, self.hidden, self.show_all, self.in_order):
            line.addWidget(part)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.rows, 1)

    def _connect(self) -> None:
        self.rows.selectionModel().selectionChanged.connect(self._on_rows_chosen)
        self.rows.asked_for_details.connect(self.asked_for_details)
        self.rows.asked_to_leave.connect(self.session.escape)
        header = self.rows.horizontalHeader()
        header.sortIndicatorChanged.connect(self._on_sorted)
        header.sectionResized.connect(self._on_resized)
        self.show_all.clicked.connect(lambda: self.session.set_filter(Filter()))
        self.in_order.clicked.connect(self.restore_order)
        self.session.listen(self._on_change)
        when_changed(self._follow)

    def set_compact(self, compact: bool) -> None:
        """Take the row height for small screens, or that for large ones."""
        if compact != self.compact:
            self.compact = self.model.short = compact
            self._how = None
            self._follow()
            self._refresh()

    def restore_order(self) -> None:
        """Put the rows back in the journey's order."""
        self.rows.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.rows.setFocus()

    def _follow(self) -> None:
        """Take the fonts and measures there are now."""
        self.rows.drawing.forget()
        self.line.setFixedHeight(scaled(32 if self.compact else 38))
        header = self.rows.horizontalHeader()
        header.setFixedHeight(scaled(26 if self.compact else 30))
        vertical = self.rows.verticalHeader()
        vertical.setMinimumSectionSize(scaled(20))
        vertical.setDefaultSectionSize(scaled(COMPACT_ROW if self.compact else ROW))
        self._own_widths = False
        self._fit_columns()

    def _on_change(self, change: Change) -> None:
        if change is Change.SELECTION:
            if self.isVisible():
                self._show_selection()
        elif change is Change.SEARCH:
            self._show_found()
        elif change in (Change.COHORT, Change.CASE, Change.FILTER, Change.VIEW):
            self._refresh()

    def showEvent(self, qt_event: QShowEvent) -> None:
        super().showEvent(qt_event)
        self._show_found()
        self._refresh()
        self._show_selection()

    def _refresh(self) -> None:
        """Fetch the rows anew when they are in sight and another view shows other rows."""
        view, case = self.session.view, self.session.case
        how = (view.dates, view.shown, view.dimmed)
        if not self.isVisible() or (case is self._case and how == self._how):
            return
        another = case is not self._case
        self._case, self._how = case, how
        self._fill()
        if another and not self.rows.chosen_rows():
            # Where the case before was scrolled to means nothing in this one.
            self.rows.scrollToTop()

    def _fill(self) -> None:
        self._syncing = True
        try:
            self.model.fetch()
        finally:
            self._syncing = False
        # Without dates both ends are ages, so that an age at the start would stand there twice.
        dates = self.session.view.dates
        self.rows.setColumnHidden(Column.START, not dates)
        header = self.rows.horizontalHeader()
        header.moveSection(header.visualIndex(Column.AGE), Column.AGE if dates else Column.START)
        self._own_widths = False
        self._fit_columns()
        self._say()
        self._show_selection()

    def _say(self) -> None:
        shown, hidden, column = len(self.model.entries), self.model.hidden, self.model.sorted_by
        order = "in the journey’s order"
        if column is not None and self.model.telling is not None:
            title = self.model.telling.title(column)
            order = f"sorted by {title[:1].lower()}{title[1:]}"
        self.count.setText(f"{counted(shown, 'record')}, {order}")
        self.hidden.setText(f"{hidden:,} hidden")
        for part in (self.hidden, self.show_all):
            part.setVisible(hidden > 0)
        self.in_order.setVisible(column is not None)
        self.nothing.setVisible(not shown)
        self.rows.setVisible(shown > 0)
        title, words = FILTERED if hidden else NOTHING
        self.nothing.title.setText(title)
        self.nothing.words.setText(words)
        self.line.setVisible(shown > 0 or hidden > 0)

    def _on_sorted(self, section: int, order: Qt.SortOrder) -> None:
        column = Column(section) if section >= 0 else None
        self.model.sorted_by = column
        self.model.descending = order is Qt.SortOrder.DescendingOrder
        if self._how is not None:
            self._fill()

    def _on_rows_chosen(self) -> None:
        if self._syncing:
            return
        names = [self.model.entries[row].id for row in self.rows.chosen_rows()]
        self._syncing = True
        try:
            self.session.select(*names)
        finally:
            self._syncing = False

    def _show_selection(self) -> None:
        """Select the rows of what the session has selected, and bring the first into sight."""
        if self._syncing:
            return
        rows = [row for name in self.session.selection if (row := self._row(name)) is not None]
        if sorted(rows) == self.rows.chosen_rows():
            return
        wanted = QItemSelection()
        last = self.model.columnCount() - 1
        for first, end in stretches(sorted(rows)):
            wanted.select(self.model.index(first, 0), self.model.index(end, last))
        choosing = self.rows.selectionModel()
        self._syncing = True
        try:
            if rows:
                index = self.model.index(rows[0], max(0, self.rows.currentIndex().column()))
                choosing.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self._bring_into_sight(rows[0])
            choosing.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        finally:
            self._syncing = False

    def _bring_into_sight(self, row: int) -> None:
        top = self.rows.rowViewportPosition(row)
        if not 0 <= top <= self.rows.viewport().height() - self.rows.rowHeight(row):
            centre = QAbstractItemView.ScrollHint.PositionAtCenter
            self.rows.scrollTo(self.model.index(row, 0), centre)

    def _row(self, name: EntryId) -> int | None:
        return self.model.row_of(name)

    def _show_found(self) -> None:
        self.rows.drawing.look_for(parted(self.session.searching.words))
        self.rows.viewport().update()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit_columns()

    def _on_resized(self) -> None:
        self._own_widths = self._own_widths or not self._fitting

    def _fit_columns(self) -> None:
        """Give columns room for what they usually hold; free words share the rest.

        Widths that were dragged stay.
        """
        if self._own_widths:
            return
        self._fitting = True
        try:
            room = self.width() - self.rows.verticalScrollBar().sizeHint().width()
            for column, width in widths(room, self.rows.shown_columns(), self.model).items():
                self.rows.setColumnWidth(column, width)
        finally:
            self._fitting = False


def stretches(rows: list[int]) -> list[tuple[int, int]]:
    """Return rows in order as stretches from one to another, both included."""
    made: list[tuple[int, int]] = []
    for row in rows:
        if made and row == made[-1][1] + 1:
            made[-1] = (made[-1][0], row)
        else:
            made.append((row, row))
    return made
