"""A window whose notes panel is typed into until it is killed; says what it does, line by line.

Run as a program of its own by `tests.faults.typed`: `python -m tests.gui.typing_child STUDY SEED`.
Each line is told before it is done, but for what the window says about saving.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from journeyviewer.ui.application import make_application
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.status import KEPT

WORDS = ("who", "stayed", "alongside", "her", "then", "asked", "again", "nobody")
LONG = 260
"""Letters of a long note: more than can be typed in the time whose letters may be lost."""
SAID = 0.4
"""Seconds after which the window has said that a save still goes on, if it does."""


class Typist:
    """Presses the keys of somebody who writes one note after another."""

    def __init__(self, path: Path, seed: int) -> None:
        self.application = make_application()
        self.chance = random.Random(seed)
        self.window = MainWindow()
        self.window.resize(1600, 1000)
        self.window.show()
        self.window.read([path])
        while not self.window.session.can_write:
            self.rest(0.01)

    def rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self.application.processEvents()
        while time.monotonic() < until:
            self.application.processEvents()
            time.sleep(0.002)

    def say(self, what: str, name: str = "", text: str = "") -> None:
        print(json.dumps((time.monotonic(), what, name, text)), flush=True)

    def field(self) -> QPlainTextEdit:
        """Return the field of the panel that has the caret."""
        found = QApplication.focusWidget()
        if not isinstance(found, QPlainTextEdit) or not self.window.notes.isAncestorOf(found):
            raise RuntimeError(f"the caret is not in the notes panel but in {found}")
        return found

    def goes_on(self) -> None:
        """Say what is in the panel after opening, and take the caret to its end."""
        editing = self.window.session.editing
        if editing is None:
            self.say("empty")
            return
        self.window.notes.writing.take_caret()
        field = self.field()
        self.say("back", str(editing.id), field.toPlainText())
        field.moveCursor(QTextCursor.MoveOperation.End)

    def begins(self) -> None:
        session, canvas = self.window.session, self.window.canvas
        assert session.case is not None
        session.select(self.chance.choice(session.case.entries).id)
        canvas.setFocus()
        QTest.keyClick(canvas, Qt.Key.Key_N)
        self.field()

    def types(self, letters: int) -> None:
        field, editing = self.field(), self.window.session.editing
        assert editing is not None
        words = " ".join(self.chance.choices(WORDS, k=letters))
        for letter in words[:letters]:
            self.say("typed", str(editing.id), field.toPlainText() + letter)
            QTest.keyClicks(field, letter)
            self.rest(self.chance.uniform(0.002, 0.03))

    def finishes(self) -> None:
        field, editing = self.field(), self.window.session.editing
        assert editing is not None
        self.say("finished", str(editing.id), field.toPlainText())
        QTest.keyClick(field, Qt.Key.Key_Escape)
        self.rest(self.chance.uniform(0.0, SAID * 1.5))

    def looks(self) -> None:
        """Say that all finished so far is said to be saved, if the window does."""
        self.rest(SAID)
        if self.window.status.saved.text().startswith(KEPT):
            self.say("saved")


def main(path: Path, seed: int) -> None:
    """Open the study and type until killed."""
    typist = Typist(path, seed)
    typist.goes_on()
    while True:
        if typist.window.session.editing is None:
            typist.begins()
        typist.types(typist.chance.choice((LONG, typist.chance.randint(5, 60))))
        typist.finishes()
        if typist.chance.random() < 0.5:
            typist.looks()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
