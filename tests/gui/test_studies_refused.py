"""Studies that cannot be opened, or for reading only, say so with a way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from journeyviewer.study.guard import Guard
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.studying import tending as tending_module
from journeyviewer.ui.studying.sheets import BackupsSheet
from tests.gui.study_help import answer, saved, write

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("unattended")]


def test_a_damaged_study_is_refused_with_its_way_out(
    window: MainWindow,
    review: Path,
    fresh: Callable[[], MainWindow],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note = write(window, "First")
    saved(qtbot, window)
    window.close()
    content = bytearray(review.read_bytes())
    content[4096:8192] = bytes(4096)
    review.write_bytes(content)
    again = fresh()
    again.read([review])
    refusal = again.studies.refusal
    qtbot.waitUntil(lambda: again.pages.currentWidget() is refusal)
    assert "is damaged" in refusal.words.text() and not refusal.restore.isHidden()
    assert again.session.study is None

    def take(sheet: QDialog) -> int:
        assert isinstance(sheet, BackupsSheet)
        qtbot.waitUntil(sheet.act.isEnabled)
        return 1

    answer(monkeypatch, tending_module, take)
    refusal.restore.click()
    qtbot.waitUntil(lambda: again.session.can_write)
    assert again.session.study is not None and note.id in again.session.study.items


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"<html>", bytes(4096)])
def test_what_is_no_study_is_refused_in_words(
    fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    path = tmp_path / "<b>Foreign.jvstudy"
    path.write_bytes(content)
    window = fresh()
    window.read([path])
    refusal = window.studies.refusal
    qtbot.waitUntil(lambda: window.pages.currentWidget() is refusal)
    assert "<b>Foreign.jvstudy" in refusal.words.text()
    assert refusal.restore.isHidden() and path.read_bytes() == content


def test_a_study_that_is_not_there_is_said_so(
    fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = fresh()
    window.read([tmp_path / "Gone.jvstudy"])
    refusal = window.studies.refusal
    qtbot.waitUntil(lambda: window.pages.currentWidget() is refusal)
    assert "There is no file" in refusal.words.text()


def test_a_study_that_may_not_be_changed_opens_for_reading(
    window: MainWindow,
    review: Path,
    opened: Callable[[Path], MainWindow],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.close()
    before = review.read_bytes()
    # Said so, since whoever runs the tests may be allowed everything.
    monkeypatch.setattr("journeyviewer.study.opening.os.access", lambda *asked: False)
    again = opened(review)
    assert not again.session.can_write
    assert "may not be changed here" in again.studies.bar.words.text()
    again.close()
    assert review.read_bytes() == before


def test_a_study_held_by_another_program_opens_for_reading(
    window: MainWindow, review: Path, opened: Callable[[Path], MainWindow]
) -> None:
    window.close()
    guard = Guard(review)
    assert guard.take()
    again = opened(review)
    assert not again.session.can_write and "has “Review.jvstudy” open" in (
        again.studies.bar.words.text()
    )
    guard.release()
