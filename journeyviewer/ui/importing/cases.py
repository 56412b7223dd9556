"""Which cases of a large extract are read: asked for once its rows are counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.problems import NOBODYS
from journeyviewer.model.words import counted
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.importing.listing import case_search, case_table
from journeyviewer.ui.importing.rows import LEFT, RIGHT
from journeyviewer.ui.look import BODY, SMALL, Button, PlainLabel, scaled
from journeyviewer.ui.parts import resize_within

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("Case", "Rows", "Cannot be read")
TICKED, NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class CasesModel(QAbstractTableModel):
    """Cases with their rows, each to be ticked; only those that were looked for are listed.

    `beyond` are the rows of each that cannot be read; a case that has no others is not ticked.
    """

    ticked = Signal()

    def __init__(self, rows: Mapping[str, int], beyond: Mapping[str, int], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows, self.beyond = rows, beyond
        self.chosen: set[str] = set()
        self.listed = list(rows)

    def look_for(self, words: str) -> None:
        """List the cases whose ids hold these letters."""
        self.beginResetModel()
        wanted = words.strip().casefold()
        self.listed = [name for name in self.rows if wanted in name.casefold()]
        self.endResetModel()

    def tick_listed(self) -> None:
        """Tick every case that is listed; where all are ticked, untick them."""
        if self.all_ticked:
            self.chosen.difference_update(self.listed)
        else:
            self.chosen.update(filter(self.rows.get, self.listed))
        if self.listed:
            last = self.index(len(self.listed) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()

    @property
    def all_ticked(self) -> bool:
        """True when every case that is listed and can be read is ticked."""
        readable = set(filter(self.rows.get, self.listed))
        return bool(readable) and self.chosen.issuperset(readable)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.listed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS) - (not self.beyond)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name, first = self.listed[index.row()], index.column() == 0
        unread = self.beyond.get(name, 0)
        if role == Qt.ItemDataRole.DisplayRole:
            return (name, f"{self.rows[name]:,}", f"{unread:,}" if unread else "")[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and first and self.rows[name]:
            return TICKED if name in self.chosen else NOT_TICKED
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if first else RIGHT
        if role == Qt.ItemDataRole.AccessibleTextRole and first:
            said = f", {unread:,} more cannot be read" if unread else ""
            return f"{name}, {counted(self.rows[name], 'row')}{said}"
        return None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        name = self.listed[index.row()]
        if Qt.CheckState(value) is TICKED:
            self.chosen.add(name)
        else:
            self.chosen.discard(name)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ticks = index.column() == 0 and self.rows[self.listed[index.row()]]
        return found | Qt.ItemFlag.ItemIsUserCheckable if ticks else found

    def headerData(
        self, section: int, along: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if along is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section else LEFT
        return HEADINGS[section] if role == Qt.ItemDataRole.DisplayRole else None


class CasesDialog(QDialog):
    """Lets a person tick the cases to read; `cases` holds the answer, () for all of them."""

    def __init__(
        self,
        parent: QWidget | None,
        rows: Mapping[str, int],
        beyond: int = 0,
        beyond_of: Mapping[str, int] = NOBODYS,
    ) -> None:
        super().__init__(parent)
        self.cases: tuple[str, ...] = ()
        self.setWindowTitle("A large extract")
        resize_within(self, 520, 560)
        self.model = CasesModel(rows, beyond_of, self)
        self.search = case_search()
        self.table = self._table()
        self.said = PlainLabel("", BODY, "ink2").wrapped()
        self.some = Button("Read", primary=True)
        self.listed = Button("Tick all listed")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel("Which cases do you want to read?", Face(19, 600)))
        told = (
            f"There are {counted(sum(rows.values()), 'row')} of {counted(len(rows), 'case')}. "
            "Rows of cases that you do not choose stay in the file and are counted as left out."
        )
        if beyond:
            told += (
                f" {counted(beyond, 'further row')} cannot be read: split the file by young person "
                "or by year first."
            )
        column.addWidget(PlainLabel(told, SMALL, "ink2").wrapped())
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addLayout(self._buttons())
        self.search.textChanged.connect(self.model.look_for)
        self.model.modelReset.connect(self._say)
        self.model.ticked.connect(self._say)
        self._say()

    def _table(self) -> QTableView:
        mode = QTableView.SelectionMode.SingleSelection
        table = case_table(self.model, "Cases of the extract", mode)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        if self.model.beyond:
            table.horizontalHeader().resizeSection(2, scaled(140))
        return table

    def _buttons(self) -> QHBoxLayout:
        cancel, every = Button("Cancel"), Button("Read all")
        self.listed.clicked.connect(self.model.tick_listed)
        cancel.clicked.connect(self.reject)
        every.clicked.connect(self.accept)
        self.some.clicked.connect(self._take)
        self.some.setDefault(True)
        line = QHBoxLayout()
        line.addWidget(self.listed)
        line.addStretch()
        for button in (cancel, every, self.some):
            line.addWidget(button)
        return line

    def _take(self) -> None:
        self.cases = tuple(name for name in self.model.rows if name in self.model.chosen)
        self.accept()

    def _say(self) -> None:
        """Say how much is chosen."""
        model = self.model
        rows = sum(model.rows[name] for name in model.chosen)
        unread = sum(model.beyond.get(name, 0) for name in model.chosen)
        without = f" {counted(unread, 'more row')} cannot be read." if unread else ""
        chosen = len(model.chosen)
        found = f"{counted(len(model.listed), 'case')} listed. "
        if chosen:
            self.said.setText(f"{found}{chosen:,} chosen, {counted(rows, 'row')}.{without}")
        else:
            self.said.setText(f"{found}None is chosen yet.")
        self.some.setText(f"Read {counted(chosen, 'case')}" if chosen else "Read")
        self.some.setEnabled(bool(chosen))
        self.listed.setEnabled(bool(model.listed))
        self.listed.setText("Untick all listed" if model.all_ticked else "Tick all listed")
