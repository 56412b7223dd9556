"""What is kept of a study: copies, backups, earlier wordings, archives; and what is erased."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.model.study import Note
from journeyviewer.study.archive import read_archive
from journeyviewer.study.backups import backups
from journeyviewer.study.store import StudyFile
from journeyviewer.ui.asked import kept_terms
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.studying import leaving
from journeyviewer.ui.studying import tending as tending_module
from journeyviewer.ui.studying.sheets import BackupsSheet, EraseSheet, WordingsSheet
from tests.gui.study_help import answer, backed_up, begin, drop, saved, write

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("unattended")]


def test_a_file_that_is_deleted_while_open_is_told_and_goes_on_in_a_copy(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path, copy = tmp_path / "Review.jvstudy", tmp_path / "Copy.jvstudy"
    begin(qtbot, window, path)
    first = write(window, "First")
    saved(qtbot, window)
    path.unlink()
    second = write(window, "Second")
    qtbot.waitUntil(lambda: window.status.how_saved.startswith("Not saved since"))
    bar = window.studies.bar
    assert "moved, deleted or replaced" in bar.words.text() and not bar.isHidden()
    assert bar.act.text() == "Save a copy elsewhere…" and bar.away.isHidden()
    keeper = window.studies.keeper
    assert keeper is not None
    window.studies.tending.copy_to(keeper, copy)
    qtbot.waitUntil(lambda: window.studies.keeper is not keeper and window.session.can_write)
    assert window.studies.path == copy
    assert window.session.study is not None
    assert {first.id, second.id} <= set(window.session.study.items)
    assert window.session.cohort is not None and window.session.cohort.cases
    write(window, "Third")
    saved(qtbot, window)
    window.close()
    file = StudyFile.open(copy)
    assert len(file.study.items) == 3 and file.snapshot is not None
    file.close()


def test_a_window_does_not_close_over_work_that_is_not_saved_unasked(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = tmp_path / "Review.jvstudy", tmp_path / "Copy.jvstudy"
    begin(qtbot, window, path)
    path.unlink()
    note = write(window, "Only here")
    qtbot.waitUntil(lambda: bool(window.session.work and window.session.work.state.failed))
    answers = [leaving.STAY, leaving.COPY]
    monkeypatch.setattr(leaving, "answer_of", lambda sheet: answers.pop(0))
    assert not window.close()
    assert window.session.study is not None and note.id in window.session.study.items
    monkeypatch.setattr(window.studies.tending, "ask_for_copy", lambda: copy)
    assert window.close()
    file = StudyFile.open(copy)
    assert note.id in file.study.items
    file.close()


def test_three_clicks_go_back_to_a_backup_and_the_file_of_before_is_kept(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Review.jvstudy"
    first = backed_up(qtbot, window, path, "First")
    keeper = window.studies.keeper
    second = write(window, "Second")
    saved(qtbot, window)
    found = backups(path)

    def take(sheet: QDialog) -> int:
        assert isinstance(sheet, BackupsSheet)
        assert sheet.list.count() == len(found)
        qtbot.waitUntil(sheet.act.isEnabled)
        assert "whole, " in sheet.list.item(0).text()
        return 1

    answer(monkeypatch, tending_module, take)
    window.studies.tending.restore()
    qtbot.waitUntil(lambda: "Back at the backup" in window.message.words.text())
    qtbot.waitUntil(lambda: window.studies.keeper not in (None, keeper))
    study = window.session.study
    assert study is not None and first.id in study.items and second.id not in study.items
    kept = [one for one in (tmp_path / "Review backups").iterdir() if "before" in one.name]
    file = StudyFile.open(kept[0], writable=False)
    assert second.id in file.study.items
    file.close()


def test_earlier_wordings_are_shown_and_taken_again(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(qtbot, window, tmp_path / "Review.jvstudy")
    note = write(window, "First wording")
    saved(qtbot, window)
    window.session.put(Note(id=note.id, target=note.target, text="Second", author="AB"))
    saved(qtbot, window)
    window.session.choose(note.id)

    def take(sheet: QDialog) -> int:
        assert isinstance(sheet, WordingsSheet)
        assert sheet.list.count() == 2 and not sheet.act.isEnabled()
        sheet.list.setCurrentRow(1)
        assert sheet.text.toPlainText() == "First wording" and sheet.act.isEnabled()
        return 1

    answer(monkeypatch, tending_module, take)
    window.studies.tending.show_wordings()

    def text() -> str:
        item = window.session.study.items[note.id] if window.session.study else None
        return item.text if isinstance(item, Note) else ""

    qtbot.waitUntil(lambda: text() == "First wording")
    window.session.undo()
    assert text() == "Second"


def test_erasing_for_good_takes_every_word_out_and_needs_the_word_typed(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Review.jvstudy"
    note = backed_up(qtbot, window, path, "Canary words")
    window.session.remove(note.id)
    saved(qtbot, window)

    def erase(sheet: QDialog) -> int:
        assert isinstance(sheet, EraseSheet)
        assert "(removed)" in sheet.list.item(0).text() and not sheet.act.isEnabled()
        sheet.typed.setText("Erase")
        assert sheet.act.isEnabled()
        return 1

    answer(monkeypatch, tending_module, erase)
    window.studies.tending.erase()
    qtbot.waitUntil(lambda: "Erased for good" in window.message.words.text())
    assert window.session.undo() is None
    files = [path, *(tmp_path / "Review backups").iterdir()]
    assert all(b"Canary" not in one.read_bytes() for one in files)
    write(window, "Work goes on")
    saved(qtbot, window)
    window.close()
    file = StudyFile.open(path)
    assert [getattr(item, "text", "") for item in file.study.items.values()] == ["Work goes on"]
    file.close()


def test_an_archive_gives_the_same_study_back(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(qtbot, window, tmp_path / "Review.jvstudy")
    note = write(window, "Kept for ten years")
    folder = tmp_path / "archive"
    window.studies.tending.archive_to(folder)
    qtbot.waitUntil(lambda: "The archive is written" in window.message.words.text())
    file = read_archive(folder, tmp_path / "back.jvstudy")
    assert note.id in file.study.items and file.snapshot is not None
    file.close()


def test_an_archive_that_is_dropped_or_chosen_is_made_a_study(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(qtbot, window, tmp_path / "Review.jvstudy")
    note = write(window, "Kept for ten years")
    folder, target = tmp_path / "Review archive", tmp_path / "Again.jvstudy"
    window.studies.tending.archive_to(folder)
    qtbot.waitUntil(lambda: "The archive is written" in window.message.words.text())
    answers = ["", str(target.with_suffix("")), str(tmp_path / "Third.jvstudy")]
    usual: list[str] = []

    def choose(parent: QWidget, title: str, place: str, kinds: str) -> tuple[str, str]:
        usual.append(place)
        return answers.pop(0), ""

    def open_here() -> Path | None:
        return window.studies.keeper.path if window.studies.keeper is not None else None

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.reading.terms = kept_terms()
    drop(window, folder)
    qtbot.waitUntil(lambda: "Nothing was read of it" in window.message.words.text())
    assert open_here() == tmp_path / "Review.jvstudy"
    drop(window, folder)
    qtbot.waitUntil(lambda: open_here() == target)
    assert window.session.study is not None and window.session.study.items[note.id] == note
    assert window.session.cohort is not None and len(window.session.cohort.cases) == 2

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *asked: str(folder))
    (action,) = (action for act, action in window.acts.made.values() if act.name == "unpack")
    action.trigger()
    qtbot.waitUntil(lambda: open_here() == tmp_path / "Third.jvstudy")
    assert usual == [str(tmp_path / "Review.jvstudy")] * 3
