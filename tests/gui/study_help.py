"""Beginnings that the tests of studies share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from journeyviewer.model.study import Note, new_id
from journeyviewer.paths import samples
from journeyviewer.study.backups import back_up
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.studying.opening import NewStudy


def begin(qtbot: QtBot, window: MainWindow, path: Path, passphrase: str = "") -> None:
    window.studies.make(NewStudy(path, "Case file review", "AB", passphrase))
    qtbot.waitUntil(lambda: window.session.can_write)


def write(window: MainWindow, words: str) -> Note:
    session = window.session
    assert session.case is not None
    session.select(session.case.entries[0].id)
    note = Note(id=new_id(), target=session.target_here(), text=words, author="AB")
    session.put(note)
    return note


def saved(qtbot: QtBot, window: MainWindow) -> None:
    keeper = window.studies.keeper
    assert keeper is not None
    qtbot.waitUntil(lambda: keeper.flush(0.0))


def put_away(qtbot: QtBot, window: MainWindow) -> None:
    """Close a window once all that was written in it is saved."""
    saved(qtbot, window)
    assert window.close()


def backed_up(qtbot: QtBot, window: MainWindow, path: Path, words: str) -> Note:
    """Begin a study with one note, and make a backup of it as it is then."""
    begin(qtbot, window, path)
    note = write(window, words)
    saved(qtbot, window)
    keeper = window.studies.keeper
    assert keeper is not None
    done: list[object] = []
    # Backups carry the second they were made in: one of the study as it is now, in its own.
    qtbot.wait(1100)
    keeper.do("backup", back_up, done.append)
    qtbot.waitUntil(lambda: bool(done))
    return note


def open_study(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.read([path])
    qtbot.waitUntil(lambda: window.studies.keeper is not None)


def answer(monkeypatch: pytest.MonkeyPatch, module: object, do: Callable[[QDialog], int]) -> None:
    """Answer the dialogs that a module asks with."""
    monkeypatch.setattr(module, "ask", do)


def study_of_a_file(qtbot: QtBot, window: MainWindow, folder: Path) -> tuple[Path, Path]:
    """Begin a study of one sample case read from a folder; return the study and the source."""
    source, path = folder / "Case 1.xlsx", folder / "Own.jvstudy"
    shutil.copy(samples() / "Case 1.xlsx", source)
    window.read([source])
    qtbot.waitUntil(lambda: window.session.case is not None, timeout=20_000)
    begin(qtbot, window, path)
    return path, source


def note_on(window: MainWindow, day: date) -> Note:
    session = window.session
    assert session.case is not None
    entry = next(one for one in session.case.entries if one.start.earliest == day)
    session.select(entry.id)
    note = Note(id=new_id(), target=session.target_here(), text="Who decided?", author="AB")
    session.put(note)
    return note


def rewrite(source: Path, words: str) -> None:
    """Write a workbook again without the rows that hold some words, as another export would."""
    book = openpyxl.load_workbook(source)
    for sheet in book.worksheets:
        for row in range(sheet.max_row, 1, -1):
            if any(words in str(cell.value) for cell in sheet[row]):
                sheet.delete_rows(row)
    book.save(source)


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file on the window as a person drags it from a folder."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    place = QPointF(200, 200)
    window.dropEvent(
        QDropEvent(
            place,
            Qt.DropAction.CopyAction,
            held,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
