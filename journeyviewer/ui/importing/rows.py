"""The rows left out and the repairs made, each with its place; a repair can be taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import UNDO
from journeyviewer.model.words import counted
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import SMALL, Button, PlainLabel
from journeyviewer.ui.parts import resize_within

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ROW = 2
"""The column with the number of the row, in both lists."""
MOST = 5_000
"""Rows listed; a saved report holds them all."""
AS_REPAIRED = "repaired"
"""The decision that a repair holds after all."""


class RowsDialog(QDialog):
    """Two lists: what was left out and why, and what was repaired, with the means to undo it.

    `answers` holds, after it was closed, what was decided by key of the repair.
    """

    def __init__(self, parent: QWidget | None, cohort: Cohort) -> None:
        super().__init__(parent)
        self.cohort = cohort
        self.answers: dict[str, str] = {}
        self.setWindowTitle("Rows left out and repairs")
        resize_within(self, 1000, 620)
        self.tabs = QTabWidget()
        self.left = read_only_table(("File", "Sheet", "Row", "Why"))
        self.repairs = read_only_table(
            ("Taken back", "File", "Row", "Column", "It said", "Read as")
        )
        self.tabs.addTab(self.left, f"Left out: {len(cohort.tray):,}")
        self.tabs.addTab(self.repairs, f"Repaired: {len(cohort.repairs):,}")
        self._fill()
        self.repairs.itemChanged.connect(self._on_changed)
        close = Button("Close", primary=True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel("Rows left out and repairs", Face(19, 600)))
        words = (
            "Rows left out stay in your file and in this list. Tick a repair to take it back: "
            "the files are then read again as they stand."
        )
        column.addWidget(PlainLabel(words, SMALL, "ink2").wrapped())
        column.addWidget(self.tabs, 1)
        more = max(len(cohort.tray), len(cohort.repairs)) - MOST
        if more > 0:
            said = f"{counted(more, 'more row')} in the saved report."
            column.addWidget(PlainLabel(said, SMALL, "ink2"))
        column.addLayout(buttons)
        if not cohort.tray and cohort.repairs:
            self.tabs.setCurrentWidget(self.repairs)

    def _fill(self) -> None:
        tray = self.cohort.tray[:MOST]
        self.left.setRowCount(len(tray))
        for at, row in enumerate(tray):
            number = f"{row.row:,}" if row.row else ""
            for column, text in enumerate((row.file, row.sheet or "", number, row.reason)):
                self.left.setItem(at, column, _cell(column, text))
        repairs = self.cohort.repairs[:MOST]
        self.repairs.setRowCount(len(repairs))
        for at, repair in enumerate(repairs):
            tick = read_only_cell("")
            tick.setFlags(tick.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            tick.setCheckState(Qt.CheckState.Checked if repair.undone else Qt.CheckState.Unchecked)
            tick.setData(Qt.ItemDataRole.UserRole, repair.key)
            tick.setData(Qt.ItemDataRole.AccessibleTextRole, f"Take back {repair.before}")
            self.repairs.setItem(at, 0, tick)
            place = f"{repair.file}, {repair.sheet}" if repair.sheet else repair.file
            number = f"{repair.row:,}" if repair.row else ""
            cells = (place, number, repair.column or "", repair.before, repair.after)
            for column, text in enumerate(cells, start=1):
                self.repairs.setItem(at, column, _cell(column, text))
        for table in (self.left, self.repairs):
            table.resizeColumnsToContents()

    def _on_changed(self, item: QTableWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(key, str):
            undone = item.checkState() is Qt.CheckState.Checked
            self.answers[key] = UNDO if undone else AS_REPAIRED


def read_only_table(headings: tuple[str, ...]) -> QTableWidget:
    """Return a table of whole rows that can be read and copied, and not changed."""
    table = QTableWidget(0, len(headings))
    table.setHorizontalHeaderLabels(list(headings))
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(LEFT)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setWordWrap(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.horizontalHeader().setStretchLastSection(True)
    table.setTabKeyNavigation(False)
    return table


def read_only_cell(text: str) -> QTableWidgetItem:
    """Return a cell that shows its text as it is."""
    item = QTableWidgetItem(text)
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return item


def _cell(column: int, text: str) -> QTableWidgetItem:
    item = read_only_cell(text)
    if column == ROW:
        item.setTextAlignment(RIGHT)
    return item
