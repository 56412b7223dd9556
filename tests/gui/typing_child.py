"""A window that types a note letter by letter until it is killed; says how far it is.

Run as a program of its own by the test beside it: `python -m tests.gui.typing_child STUDY`.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from journeyviewer.model.study import Note, new_id
from journeyviewer.ui.application import make_application
from journeyviewer.ui.main_window import MainWindow

LETTERS = "who stayed alongside her "


def main(path: Path) -> None:
    """Open the study, begin a note and type with real key presses, a letter every 20 ms."""
    application = make_application()
    window = MainWindow()
    window.show()
    window.read([path])
    while not window.session.can_write:
        application.processEvents()
        time.sleep(0.01)
    session = window.session
    session.select(session.case.entries[0].id)  # type: ignore[union-attr]
    note = Note(id=new_id(), target=session.target_here(), author="AB")
    session.begin(note)
    field = QPlainTextEdit()
    field.textChanged.connect(lambda: session.type(replace(note, text=field.toPlainText())))
    field.show()
    typed = 0
    while True:
        QTest.keyClick(field, LETTERS[typed % len(LETTERS)], Qt.KeyboardModifier.NoModifier)
        typed += 1
        print(f"{time.monotonic():.6f} {typed}", flush=True)
        until = time.monotonic() + 0.02
        while time.monotonic() < until:
            application.processEvents()
            time.sleep(0.002)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
