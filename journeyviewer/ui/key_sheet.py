"""The sheet of keys: what every key does, found by typing, and changed where it does not suit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import SMALL, Button, PlainLabel, scaled
from journeyviewer.ui.parts import AROUND


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One thing that a key does; `fixed` ones, such as gestures of the mouse, cannot be changed."""

    name: str
    group: str
    words: str
    key: str
    fixed: bool = False


OnKey = Callable[[str, str], str]
"""Takes a row's name and its new key ("" for the usual one); returns a sentence on refusal."""


class KeySheet(QDialog):
    """All keys and gestures; a row can be given another key, which is kept for this user."""

    def __init__(
        self, parent: QWidget, rows: Callable[[], Sequence[KeyRow]], on_key: OnKey
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and gestures")
        room = self.screen().availableSize()
        high = min(scaled(680), parent.height() - 60)
        self.resize(min(scaled(760), room.width() - 2 * AROUND), high)
        self.rows, self.on_key = rows, on_key
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find a key or what it does")
        self.field.setAccessibleName("Find a key or what it does")
        self.field.textChanged.connect(self._fill)
        self.table = self._table()
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName("New key")
        self.give = Button("Use this key")
        self.give.clicked.connect(self._give)
        self.usual = Button("The usual key")
        self.usual.clicked.connect(lambda: self._say(self.on_key(self._chosen(), "")))
        self.said = PlainLabel("", SMALL, "ink2").wrapped()
        away = Button("Close", primary=True)
        away.clicked.connect(self.accept)
        line = QHBoxLayout()
        marked = PlainLabel("Another key for the marked row", SMALL, "ink2")
        for part in (self.edit, self.give, self.usual):
            line.addWidget(part)
        line.addStretch()
        line.addWidget(away)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel("Keys and gestures", Face(19, 600)))
        column.addWidget(
            PlainLabel(
                "Single letters act while the journey has the keyboard: after a click on it, or "
                "with Tab.",
                SMALL,
                "ink2",
            ).wrapped()
        )
        above: tuple[QWidget, ...] = (self.field, self.table, self.said)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(marked)
        column.addLayout(line)
        self._fill()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setHorizontalHeaderLabels(["Where", "What it does", "Key"])
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.setColumnWidth(2, scaled(190))
        table.setAccessibleName("Keys and gestures")
        table.setTabKeyNavigation(False)
        table.itemSelectionChanged.connect(self._allow)
        return table

    def _fill(self) -> None:
        wanted = self.field.text().casefold().split()
        chosen = self._chosen()
        self.shown = [
            row
            for row in self.rows()
            if all(word in f"{row.group} {row.words} {row.key}".casefold() for word in wanted)
        ]
        self.table.setRowCount(len(self.shown))
        for number, row in enumerate(self.shown):
            for column, words in enumerate((row.group, row.words, row.key)):
                self.table.setItem(number, column, QTableWidgetItem(words))
            if row.name == chosen and chosen:
                self.table.selectRow(number)
        self._allow()

    def _chosen(self) -> str:
        row = self.table.currentRow()
        shown = getattr(self, "shown", [])
        return shown[row].name if 0 <= row < len(shown) and not shown[row].fixed else ""

    def _allow(self) -> None:
        changeable = bool(self._chosen())
        for part in (self.edit, self.give, self.usual):
            part.setEnabled(changeable)

    def _give(self) -> None:
        keys = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if keys:
            self._say(self.on_key(self._chosen(), keys))
            self.edit.clear()

    def _say(self, words: str) -> None:
        self.said.setText(words or "Kept for you on this computer.")
        self._fill()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
