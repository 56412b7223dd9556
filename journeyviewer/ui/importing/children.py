"""The children one question is about, with the means to answer it otherwise for some of them."""

from __future__ import annotations

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

from journeyviewer.model.decisions import AS_THE_REST, Part, Question
from journeyviewer.model.words import counted
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.importing.listing import case_search, case_table
from journeyviewer.ui.importing.rows import LEFT
from journeyviewer.ui.look import BODY, SMALL, Button, PlainLabel, scaled
from journeyviewer.ui.parts import ChoiceBox, resize_within

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("Case", "What it is about", "Rows", "Answer")
MOST_ROWS = 3
"""Numbers of rows listed of one child before the rest is only counted."""
LIKE_THE_REST = "Like the rest"


class ChildrenModel(QAbstractTableModel):
    """The children of a question with the answer of each; those looked for are listed.

    `given` holds the answer by key of those that are answered otherwise than the rest.
    """

    answered = Signal()

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self.given = {part.key: part.given for part in question.parts if part.given is not None}
        self.listed: list[Part] = list(question.parts)

    def look_for(self, words: str) -> None:
        """List the children whose ids hold these letters."""
        self.beginResetModel()
        wanted = words.strip().casefold()
        self.listed = [part for part in self.question.parts if wanted in part.child.casefold()]
        self.endResetModel()

    def answer(self, rows: list[int], answer: str) -> None:
        """Answer for the children listed in these rows (rising); "" is like the rest."""
        for row in rows:
            key = self.listed[row].key
            if answer:
                self.given[key] = answer
            else:
                self.given.pop(key, None)
        if rows:
            column = len(HEADINGS) - 1
            self.dataChanged.emit(self.index(rows[0], column), self.index(rows[-1], column))
        self.answered.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.listed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        part = self.listed[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts(part)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            child, about, _, answer = self._texts(part)
            return f"{child}: {about} {answer}"
        return None

    def _texts(self, part: Part) -> tuple[str, ...]:
        shown = [f"{row:,}" for row in part.rows[:MOST_ROWS]]
        if len(part.rows) > MOST_ROWS:
            shown.append(f"{len(part.rows) - MOST_ROWS:,} more")
        answer = self.given.get(part.key)
        words = self.question.words_of(answer) if answer is not None else LIKE_THE_REST
        return part.child, part.detail, ", ".join(shown), words

    def headerData(
        self, section: int, along: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if along is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        return HEADINGS[section] if role == Qt.ItemDataRole.DisplayRole else None


class ChildrenDialog(QDialog):
    """Lets a person answer a question for some children otherwise; `answers` are the changes."""

    def __init__(self, parent: QWidget | None, question: Question) -> None:
        super().__init__(parent)
        self.answers: dict[str, str] = {}
        self.question = question
        self.setWindowTitle("Answer case by case")
        resize_within(self, 980, 620)
        self.model = ChildrenModel(question, self)
        self.search = case_search()
        self.table = self._table()
        self.said = PlainLabel("", BODY, "ink2").wrapped()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(question.title, Face(19, 600)).wrapped())
        told = (
            f"The answer for all of them is “{question.words_of(question.answer)}”. Choose one "
            "case or several to answer for them otherwise."
        )
        column.addWidget(PlainLabel(told, SMALL, "ink2").wrapped())
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addLayout(self._answering())
        column.addWidget(self.said)
        column.addLayout(self._buttons())
        self.search.textChanged.connect(self.model.look_for)
        self.model.modelReset.connect(self._say)
        self.model.answered.connect(self._say)
        self.table.selectionModel().selectionChanged.connect(self._say)
        self._say()

    def _table(self) -> QTableView:
        mode = QTableView.SelectionMode.ExtendedSelection
        table = case_table(self.model, "Cases the question is about", mode)
        header = table.horizontalHeader()
        for section, width in enumerate((90, 400, 140)):
            header.resizeSection(section, scaled(width))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(3, scaled(270))
        return table

    def _answering(self) -> QHBoxLayout:
        """Return the line in which the chosen children are answered for."""
        self.choice = ChoiceBox()
        self.choice.setAccessibleName("Answer for the chosen cases")
        self.choice.addItem(LIKE_THE_REST, "")
        for each in self.question.choices:
            self.choice.addItem(each.label, each.id)
        self.choice.setMinimumWidth(scaled(320))
        self.give = Button("Answer for the chosen cases")
        self.give.clicked.connect(self._give)
        line = QHBoxLayout()
        line.addWidget(self.choice)
        line.addWidget(self.give)
        line.addStretch()
        return line

    def _buttons(self) -> QHBoxLayout:
        cancel, self.keep = Button("Cancel"), Button("Keep these answers", primary=True)
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(cancel)
        line.addWidget(self.keep)
        return line

    def _chosen(self) -> list[int]:
        # Ranges: very many children may be chosen, and each cell of them is selected.
        selected = self.table.selectionModel().selection()
        ranges = [selected.at(place) for place in range(selected.count())]
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def _give(self) -> None:
        self.model.answer(self._chosen(), str(self.choice.currentData()))
        announce(self, self.said.text())

    def _keep(self) -> None:
        for part in self.question.parts:
            answer = self.model.given.get(part.key)
            if answer != part.given:
                self.answers[part.key] = AS_THE_REST if answer is None else answer
        self.accept()

    def _say(self) -> None:
        """Say how many are listed, chosen and answered otherwise."""
        chosen, otherwise = len(self._chosen()), len(self.model.given)
        said = f"{counted(len(self.model.listed), 'case')} listed, {chosen:,} chosen. "
        number = f"{otherwise:,}" if otherwise else "None"
        verb = "are" if otherwise > 1 else "is"
        self.said.setText(f"{said}{number} {verb} answered otherwise than the rest.")
        self.give.setEnabled(chosen > 0)
