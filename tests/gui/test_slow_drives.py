"""A drive that takes long: the window says so, goes on, and closes only when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeyviewer.study.faults import Fault
from journeyviewer.study.store import StudyFile
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.status import SAVING
from journeyviewer.ui.studying import leaving
from journeyviewer.ui.studying.errands import in_time
from journeyviewer.ui.studying.making import SILENT, NewStudySheet
from tests.gui.study_help import begin, saved, write

pytestmark = pytest.mark.gui


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let every save wait until the event is set, as it is at first and in the end."""
    answers = threading.Event()
    answers.set()
    real = StudyFile._append

    def append(self: StudyFile, revision: object) -> None:
        if self.path.name == "Review.jvstudy":
            answers.wait(60)
        real(self, revision)  # type: ignore[arg-type]

    monkeypatch.setattr(StudyFile, "_append", append)
    yield answers
    answers.set()


def press(words: str) -> None:
    """Press a button of the sheet that waits, as soon as it is there."""
    sheet = QApplication.activeModalWidget()
    if not isinstance(sheet, leaving.WaitSheet):
        QTimer.singleShot(20, lambda: press(words))
        return
    button = {leaving.STAY: sheet.away, leaving.CLOSE: sheet.close_now, leaving.COPY: sheet.act}
    assert button[words].isVisible()
    button[words].click()


def test_f11_a_save_that_takes_long_is_said_and_is_not_said_to_be_saved(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, drive: threading.Event
) -> None:
    begin(qtbot, window, tmp_path / "Review.jvstudy")
    write(window, "First")
    saved(qtbot, window)
    drive.clear()
    note = write(window, "On its way")
    qtbot.waitUntil(lambda: window.status.how_saved == SAVING)
    # The window goes on: another note is written while the drive hangs.
    other = write(window, "Written meanwhile")
    assert window.session.study is not None
    assert {note.id, other.id} <= set(window.session.study.items)
    assert window.status.how_saved == SAVING
    drive.set()
    qtbot.waitUntil(lambda: window.status.how_saved.startswith("Saved on this computer "))
    saved(qtbot, window)


def test_a_drive_that_does_not_answer_is_told_and_the_copy_is_made_without_it(
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    drive: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("journeyviewer.ui.studying.keeper.PATIENCE", 0.4)
    begin(qtbot, window, tmp_path / "Review.jvstudy")
    drive.clear()
    note = write(window, "Only here")
    qtbot.waitUntil(lambda: window.status.how_saved.startswith("Not saved since"))
    assert "does not answer" in window.studies.bar.words.text()
    keeper = window.studies.keeper
    assert keeper is not None and keeper.failed is not None
    assert keeper.failed.fault is Fault.NO_ANSWER and keeper.unanswered
    copy = tmp_path / "Copy.jvstudy"
    window.studies.tending.copy_to(keeper, copy)
    qtbot.waitUntil(lambda: window.studies.keeper is not keeper and window.session.can_write)
    assert not drive.is_set() and window.studies.path == copy
    assert window.session.study is not None and note.id in window.session.study.items
    assert window.session.cohort is not None and window.session.cohort.cases
    saved(qtbot, window)


def test_a_drive_that_answers_again_takes_what_was_kept_in_hand(
    window: MainWindow,
    review: Path,
    qtbot: QtBot,
    drive: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("journeyviewer.ui.studying.keeper.PATIENCE", 0.4)
    drive.clear()
    note = write(window, "Kept in hand")
    qtbot.waitUntil(lambda: window.status.how_saved.startswith("Not saved since"))
    drive.set()
    qtbot.waitUntil(lambda: window.status.how_saved.startswith("Saved on this computer "))
    assert "saving" not in window.studies.bar.told
    assert window.close()
    file = StudyFile.open(review)
    assert note.id in file.study.items
    file.close()


def test_closing_waits_for_a_slow_drive_and_ends_by_itself(
    window: MainWindow, review: Path, drive: threading.Event
) -> None:
    drive.clear()
    note = write(window, "On its way")
    told: list[str] = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, leaving.SavingSheet):
            told.append(sheet.heading.text())
            drive.set()
        else:
            QTimer.singleShot(20, look)

    look()
    assert window.close()
    assert told == [leaving.SAVING]
    file = StudyFile.open(review)
    assert note.id in file.study.items and not file.read_only
    file.close()


def test_closing_can_be_put_off_while_the_drive_hangs(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, drive: threading.Event
) -> None:
    begin(qtbot, window, tmp_path / "Review.jvstudy")
    drive.clear()
    note = write(window, "On its way")
    QTimer.singleShot(0, lambda: press(leaving.STAY))
    assert not window.close()
    assert window.session.study is not None and note.id in window.session.study.items
    assert window.session.can_write
    QTimer.singleShot(0, lambda: press(leaving.CLOSE))
    assert window.close()
    assert window.studies.keeper is None and not window.studies.all_saved


def test_closing_leaves_a_file_behind_whose_drive_hangs(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(qtbot, window, tmp_path / "Review.jvstudy")
    answers = threading.Event()
    told: list[object] = []
    window.studies.run(lambda: answers.wait(60), told.append, told.append)
    QTimer.singleShot(0, lambda: press(leaving.CLOSE))
    assert window.close()
    assert not answers.is_set()
    answers.set()
    assert window.studies.keeper is None and window.studies.all_saved
    qtbot.wait(50)
    assert told == []


def test_a_copy_at_closing_whose_drive_hangs_can_be_left_and_the_study_stays_open(
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    drive: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin(qtbot, window, tmp_path / "Review.jvstudy")
    keeper, answers = window.studies.keeper, threading.Event()
    assert keeper is not None
    drive.clear()
    note = write(window, "On its way")
    target = tmp_path / "Copy.jvstudy"
    monkeypatch.setattr(window.studies.tending, "ask_for_copy", lambda: target)
    monkeypatch.setattr(keeper, "copy_to", lambda target: answers.wait(60))

    def leave_the_copy() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, leaving.CopySheet):
            sheet.away.click()
        else:
            QTimer.singleShot(20, leave_the_copy)

    QTimer.singleShot(0, lambda: press(leaving.COPY))
    QTimer.singleShot(0, leave_the_copy)
    assert not window.close()
    answers.set()
    assert window.session.study is not None and note.id in window.session.study.items
    assert "is not whole yet" in window.message.words.text()
    # The window is closed before the drive is made to answer, and would wait for it.
    drive.set()


def test_a_place_whose_drive_hangs_holds_up_neither_the_sheet_nor_its_keys(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, answers, asked = Path.exists, threading.Event(), []

    def exists(path: Path) -> bool:
        if path.suffix == ".jvstudy":
            asked.append(path)
            answers.wait(60)
        return real(path)

    monkeypatch.setattr(Path, "exists", exists)
    sheet = NewStudySheet(None, "Case file review", "AB")
    qtbot.addWidget(sheet)
    QTest.keyClicks(sheet.title_field, "Another one")
    # It was asked once, and no letter waited for it again.
    assert len(asked) == 1
    assert sheet.place.text() == str(Path.home() / "Another one.jvstudy")
    sheet.accept()
    assert sheet.result() == 0 and sheet.said.text() == SILENT
    answers.set()
    qtbot.waitUntil(lambda: in_time(lambda: True, False))
    monkeypatch.undo()
