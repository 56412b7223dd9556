"""The words a person gave a meaning: looked through, forgotten, and shared as a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.ingest.vocabulary_file import (
    Decision,
    merge,
    read_vocabulary,
    write_vocabulary,
)
from journeyviewer.model.lanes import lane, loose
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.words import counted
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.importing.rows import read_only_cell, read_only_table
from journeyviewer.ui.look import BODY, SMALL, Button, PlainLabel
from journeyviewer.ui.parts import resize_within

FILES = "Vocabulary (*.json)"
Words = Mapping[str, Mapping[str, str]]


NONE_YET = (
    "No words yet. Choose in the report what a word stands for; “Remember for next time” puts it "
    "here."
)


class VocabularyDialog(QDialog):
    """Lists what words were decided to stand for, by lane; `words` is the list as it is left."""

    def __init__(self, parent: QWidget | None, words: Words) -> None:
        super().__init__(parent)
        self._decisions = [
            Decision(lane=key, words=text, code=code)
            for key, chosen in sorted(words.items())
            for text, code in sorted(chosen.items())
        ]
        self.setWindowTitle("Words you chose")
        resize_within(self, 680, 480)
        self.table: QTableWidget = read_only_table(("Lane", "Words in the files", "Stand for"))
        self.table.setAccessibleName("Words you chose")
        self.said = PlainLabel("", BODY, "ink2").wrapped()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel("Words you chose", Face(19, 600)))
        told = (
            "What is listed here is read like this in every file. Save the list to give it to a "
            "colleague; a list that is taken in never changes what you chose yourself."
        )
        column.addWidget(PlainLabel(told, SMALL, "ink2").wrapped())
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addLayout(self._buttons())
        self._fill()

    def _buttons(self) -> QHBoxLayout:
        self.forget, self.give = Button("Forget"), Button("Save as a file…")
        self.take, done = Button("Take from a file…"), Button("Done", primary=True)
        self.forget.clicked.connect(self._forget)
        self.give.clicked.connect(self._give)
        self.take.clicked.connect(self._take)
        done.clicked.connect(self.accept)
        line = QHBoxLayout()
        for button in (self.forget, self.give, self.take):
            line.addWidget(button)
        line.addStretch()
        line.addWidget(done)
        return line

    def _fill(self) -> None:
        self.table.setRowCount(len(self._decisions))
        for at, item in enumerate(self._decisions):
            for column, text in enumerate((_lane_words(item.lane), item.words, _meaning(item))):
                self.table.setItem(at, column, read_only_cell(text))
        self.table.resizeColumnsToContents()
        for button in (self.forget, self.give):
            button.setEnabled(bool(self._decisions))
        self.said.setText("" if self._decisions else NONE_YET)

    def words(self) -> dict[str, dict[str, str]]:
        """Return the list as it is now: by lane and words compared loosely, the code."""
        found: dict[str, dict[str, str]] = {}
        for item in self._decisions:
            found.setdefault(item.lane, {})[loose(item.words)] = item.code
        return found

    def _forget(self) -> None:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        kept = [item for at, item in enumerate(self._decisions) if at not in rows]
        gone = len(self._decisions) - len(kept)
        self._decisions = kept
        self._fill()
        self._say(f"{counted(gone, 'word')} forgotten." if gone else "Select what to forget.")

    def _give(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Save the words you chose", "Vocabulary.json", FILES
        )
        if not name:
            return
        try:
            write_vocabulary(Path(name), self._decisions)
        except JourneyError as error:
            self._say(str(error))
            return
        self._say(f"{counted(len(self._decisions), 'word')} written to {Path(name).name}.")

    def _take(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Take words from a file", "", FILES)
        if not name:
            return
        try:
            theirs = read_vocabulary(Path(name))
        except JourneyError as error:
            self._say(str(error))
            return
        before = len(self._decisions)
        made = merge(self._decisions, theirs)
        self._decisions = list(made.decisions)
        self._fill()
        told = f"{counted(len(self._decisions) - before, 'word')} taken in."
        if made.conflicts:
            told += f" Yours was kept {counted(len(made.conflicts), 'time')}: "
            told += " ".join(conflict.message for conflict in made.conflicts[:3])
        self._say(told)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        announce(self, words)


def _lane_words(key: str) -> str:
    try:
        return lane(key).title
    except KeyError:
        return key


def _meaning(item: Decision) -> str:
    if not item.code:
        return "Their own words"
    try:
        found = lane(item.lane)
    except KeyError:
        return item.code
    meaning = found.category(item.code) or found.event(item.code)
    return meaning.label if meaning else item.code
