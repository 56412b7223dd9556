"""Studies in the window: begun, saved, put away, gone on with; and all that can go wrong."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.meetings import Response
from journeyviewer.model.study import Note, new_id
from journeyviewer.paths import sample_study, samples
from journeyviewer.session.changes import Page
from journeyviewer.study.archive import read_archive
from journeyviewer.study.backups import back_up, backups
from journeyviewer.study.codec import to_json
from journeyviewer.study.guard import Guard
from journeyviewer.study.store import StudyFile
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.studying import again as again_module
from journeyviewer.ui.studying import desk as desk_module
from journeyviewer.ui.studying import keeper, leaving
from journeyviewer.ui.studying import tending as tending_module
from journeyviewer.ui.studying.making import KeySheet, NewStudySheet, SecretSheet
from journeyviewer.ui.studying.opening import NewStudy
from journeyviewer.ui.studying.sheets import BackupsSheet, EraseSheet, WordingsSheet
from journeyviewer.ui.studying.tray import TraySheet

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def unattended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no dialog wait for a person who is not there."""
    monkeypatch.setattr(leaving, "answer_of", lambda sheet: leaving.CLOSE)


@pytest.fixture
def fresh(qtbot: QtBot) -> Iterator[Callable[[], MainWindow]]:
    """Make another window with nothing open; all of them are closed at the end."""
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1600, 1000)
        window.show()
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()


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


def back_up_now(qtbot: QtBot, window: MainWindow) -> None:
    keeper = window.studies.keeper
    assert keeper is not None
    done: list[object] = []
    # Backups carry the second they were made in: one of the study as it is now, in its own.
    qtbot.wait(1100)
    keeper.do("backup", back_up, done.append)
    qtbot.waitUntil(lambda: bool(done))


def open_study(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.read([path])
    qtbot.waitUntil(lambda: window.studies.keeper is not None)


def answer(monkeypatch: pytest.MonkeyPatch, module: object, do: Callable[[QDialog], int]) -> None:
    """Answer the dialogs that a module asks with."""
    monkeypatch.setattr(module, "ask", do)


def test_a_study_of_what_is_open_keeps_its_records_and_goes_on_in_another_window(
    window: MainWindow, fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path, cohort = tmp_path / "Review.jvstudy", window.session.cohort
    begin(qtbot, window, path)
    note = write(window, "Who decided?")
    window.session.choose_case("2")
    saved(qtbot, window)
    assert "Case file review" in window.windowTitle()
    qtbot.waitUntil(lambda: window.status.how_saved.startswith("Saved on this computer "))
    assert window.close()

    again = fresh()
    open_study(qtbot, again, path)
    assert again.session.cohort == cohort
    assert again.session.study is not None and again.session.study.items[note.id] == note
    assert again.session.case is not None and again.session.case.id == "2"
    assert again.status.how_saved.startswith("Saved on this computer")
    again.session.choose_case("1")
    assert again.status.open.text().endswith("records, 1 note")
    assert again.reading.paths == []


def test_the_first_note_begins_a_study_with_one_enter(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "test.jvstudy"
    monkeypatch.setattr("journeyviewer.ui.studying.making.free_place", lambda title: place)
    asked: list[NewStudySheet] = []

    def enter(sheet: QDialog) -> int:
        assert isinstance(sheet, NewStudySheet)
        asked.append(sheet)
        sheet.act.click()
        return sheet.result()

    answer(monkeypatch, desk_module, enter)
    then: list[bool] = []
    window.write_with(lambda: then.append(window.session.can_write))
    qtbot.waitUntil(lambda: then == [True])
    assert place.exists() and window.session.study is not None
    assert window.session.study.title == "test"
    window.write_with(lambda: then.append(True))
    assert then == [True, True] and len(asked) == 1


def test_the_key_of_a_note_begins_a_study_and_then_the_note(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "test.jvstudy"
    monkeypatch.setattr("journeyviewer.ui.studying.making.free_place", lambda title: place)

    def enter(sheet: QDialog) -> int:
        assert isinstance(sheet, NewStudySheet)
        sheet.analyst.setText("AB")
        sheet.act.click()
        return sheet.result()

    answer(monkeypatch, desk_module, enter)
    assert window.session.case is not None
    window.session.select(window.session.case.entries[0].id)
    asked: list[bool] = []
    window.canvas.asked_to_write.connect(lambda: asked.append(True))
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: asked == [True])
    begun = window.session.editing
    assert isinstance(begun, Note) and begun.author == "AB"
    assert begun.target.anchor is not None
    assert begun.target.anchor.entry == window.session.case.entries[0].id


def test_a_new_study_says_what_is_still_needed(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = NewStudySheet(None, "", "")
    qtbot.addWidget(sheet)
    taken = tmp_path / "taken.jvstudy"
    taken.touch()
    for widget, words, said in (
        (sheet.title_field, "Review", "title"),
        (sheet.analyst, "AB", "initials"),
        (sheet.place, str(taken), ""),
    ):
        sheet.accept()
        assert said in sheet.said.text() and not sheet.result()
        widget.setText(words)
    sheet.accept()
    assert "is there already" in sheet.said.text()
    sheet.place.setText(str(tmp_path / "no folder" / "a"))
    sheet.accept()
    assert "There is no folder" in sheet.said.text()
    sheet.place.setText(str(tmp_path / "free"))
    sheet.lock.setChecked(True)
    sheet.passphrase.setText("short")
    sheet.accept()
    assert "10 letters" in sheet.said.text()
    sheet.passphrase.setText("four words do well")
    sheet.accept()
    assert "differ" in sheet.said.text()
    sheet.again.setText("four words do well")
    sheet.accept()
    assert sheet.result() and sheet.wanted().path == tmp_path / "free.jvstudy"


def test_a_locked_study_opens_with_passphrase_or_recovery_key_alone(
    window: MainWindow,
    fresh: Callable[[], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []

    def keep(sheet: QDialog) -> int:
        assert isinstance(sheet, KeySheet)
        shown.append(sheet.key)
        return 1

    answer(monkeypatch, desk_module, keep)
    path = tmp_path / "Locked.jvstudy"
    begin(qtbot, window, path, "four words do well")
    write(window, "Rosemary and thyme")
    saved(qtbot, window)
    window.close()
    assert b"Rosemary" not in path.read_bytes() and len(shown) == 1

    secrets = ["wrong words", "four words do well"]
    said: list[str] = []

    def type_secret(sheet: QDialog) -> int:
        assert isinstance(sheet, SecretSheet)
        said.append(sheet.said.text())
        sheet.secret.setText(secrets.pop(0))
        return 1

    answer(monkeypatch, desk_module, type_secret)
    again = fresh()
    open_study(qtbot, again, path)
    assert "does not open" in said[1]
    again.close()
    secrets.append(shown[0])
    third = fresh()
    open_study(qtbot, third, path)
    assert third.session.can_write


def test_unfinished_text_comes_back_where_it_was(
    window: MainWindow, fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    session = window.session
    session.choose_case("2")
    note = Note(id=new_id(), target=session.target_here())
    session.begin(note)
    session.type(Note(id=note.id, target=note.target, text="Half a tho", created=note.created))
    assert window.close()

    again = fresh()
    open_study(qtbot, again, path)
    assert isinstance(again.session.editing, Note)
    assert again.session.editing.text == "Half a tho"
    assert again.session.case is not None and again.session.case.id == "2"
    assert "Unfinished text from" in again.studies.bar.words.text()
    again.session.finish()
    assert again.session.study is not None and note.id in again.session.study.items


def test_undo_goes_on_with_the_steps_of_an_earlier_session(
    window: MainWindow, fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    first, second = write(window, "First"), write(window, "Second")
    saved(qtbot, window)
    assert window.close()

    again = fresh()
    open_study(qtbot, again, path)
    work = again.session.work
    assert work is not None
    qtbot.waitUntil(lambda: bool(work.undo_name))
    again.undo()
    assert again.session.study is not None
    assert set(again.session.study.items) == {first.id}
    again.undo(1)
    assert set(again.session.study.items) == {first.id, second.id}


def test_undo_goes_back_to_the_first_step_of_all_sessions(
    window: MainWindow,
    fresh: Callable[[], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeper, "STEPS", 2)
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    written = [write(window, f"Note {number}") for number in range(7)]
    saved(qtbot, window)
    assert window.close()

    again = fresh()
    open_study(qtbot, again, path)
    work = again.session.work
    assert work is not None
    for note in reversed(written):
        qtbot.waitUntil(lambda: bool(work.undo_name))
        assert note.id in work.study.items
        again.undo()
        assert note.id not in work.study.items
    assert not work.study.items
    qtbot.wait(50)
    assert not work.undo_name
    for _ in written:
        again.undo(1)
    assert set(work.study.items) == {note.id for note in written}


def test_what_a_group_said_when_a_meeting_was_cut_off_joins_the_study(
    window: MainWindow, fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    note = write(window, "Who decided?")
    said = Response(id=new_id(), meeting=new_id(), about=note.id, case="1", said="Nobody as")
    assert window.session.work is not None
    window.session.work.keep_draft(said.id, to_json(said))
    saved(qtbot, window)
    assert window.close()

    again = fresh()
    open_study(qtbot, again, path)
    assert again.session.study is not None
    assert again.session.study.items[said.id] == said and again.session.editing is None


def test_a_study_that_ended_the_program_at_its_start_opens_from_the_beginning(
    window: MainWindow,
    fresh: Callable[[], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    write(window, "First")
    window.session.choose_case("2")
    saved(qtbot, window)
    assert window.close()

    monkeypatch.setattr(StudyFile, "crashes_at_start", property(lambda self: 3))
    again = fresh()
    open_study(qtbot, again, path)
    assert again.session.case is not None and again.session.case.id == "1"
    assert "several times in a row" in again.studies.bar.words.text()


def test_a_second_window_reads_and_is_told_who_writes(
    window: MainWindow, fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    note = write(window, "First")
    saved(qtbot, window)
    second = fresh()
    open_study(qtbot, second, path)
    assert not second.session.can_write and second.session.study is not None
    assert note.id in second.session.study.items
    assert "read-only here" in second.studies.bar.words.text()
    assert second.status.how_saved == "Open for reading only"
    second.session.put(Note(id=new_id(), target=note.target, text="No"))
    assert len(second.session.study.items) == 1

    copy = tmp_path / "Mine.jvstudy"
    keeper = second.studies.keeper
    assert keeper is not None
    second.studies.tending.copy_to(keeper, copy)
    qtbot.waitUntil(lambda: second.session.can_write)
    assert second.studies.path == copy and note.id in second.session.study.items
    assert window.session.can_write


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
    begin(qtbot, window, path)
    first = write(window, "First")
    saved(qtbot, window)
    keeper = window.studies.keeper
    assert keeper is not None
    back_up_now(qtbot, window)
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


def test_a_damaged_study_is_refused_with_its_way_out(
    window: MainWindow,
    fresh: Callable[[], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    note = write(window, "First")
    saved(qtbot, window)
    window.close()
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)
    again = fresh()
    again.read([path])
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
    fresh: Callable[[], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    window.close()
    before = path.read_bytes()
    # Said so, since whoever runs the tests may be allowed everything.
    monkeypatch.setattr("journeyviewer.study.opening.os.access", lambda *asked: False)
    again = fresh()
    open_study(qtbot, again, path)
    assert not again.session.can_write
    assert "may not be changed here" in again.studies.bar.words.text()
    again.close()
    assert path.read_bytes() == before


def test_a_study_held_by_another_program_opens_for_reading(
    window: MainWindow, fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    window.close()
    guard = Guard(path)
    assert guard.take()
    again = fresh()
    open_study(qtbot, again, path)
    assert not again.session.can_write and "has “Review.jvstudy” open" in (
        again.studies.bar.words.text()
    )
    guard.release()


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
    begin(qtbot, window, path)
    note = write(window, "Canary words")
    saved(qtbot, window)
    keeper = window.studies.keeper
    assert keeper is not None
    back_up_now(qtbot, window)
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


def test_recent_studies_are_listed_and_the_list_can_be_switched_off(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    write(window, "First")
    window.close_cohort()
    assert window.session.study is None and window.pages.currentWidget() is window.welcome
    (told,) = [json.loads(said) for said in window.settings.studies.values()]
    assert told["title"] == "Case file review" and (told["cases"], told["notes"]) == (2, 1)
    rows = window.welcome.recent
    named = [
        widget.accessibleName()
        for at in range(rows.count())
        if (item := rows.itemAt(at)) is not None and (widget := item.widget()) is not None
    ]
    assert "Open the study Case file review" in named
    window.welcome._keep(False)
    assert window.settings.studies == {}
    open_study(qtbot, window, path)
    window.close_cohort()
    assert window.settings.studies == {}


def test_another_reading_puts_the_study_away_saved(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, cohort: Cohort
) -> None:
    path = tmp_path / "Review.jvstudy"
    begin(qtbot, window, path)
    keeper = window.studies.keeper
    assert keeper is not None and keeper.opened.records is not None
    source = tmp_path / "Case 1.xlsx"
    shutil.copy(samples() / "Case 1.xlsx", source)
    window.close_cohort()
    window.read([source])
    qtbot.waitUntil(lambda: window.session.case is not None, timeout=20_000)
    begin(qtbot, window, tmp_path / "Own.jvstudy")
    note = write(window, "Stays")
    window.show_cohort(Cohort(name="another", cases=cohort.cases[:1]))
    # The files that were read are still the study's own, so it goes on, and its note waits.
    assert window.session.study is not None and note.id in window.session.study.items
    other = tmp_path / "Case 2.xlsx"
    shutil.copy(samples() / "Case 2.xlsx", other)
    window.read([other])
    qtbot.waitUntil(lambda: window.session.study is None, timeout=20_000)
    assert "was closed; all of it is saved" in window.studies.bar.words.text()
    assert window.session.page is Page.JOURNEY


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


def test_a_changed_source_is_read_again_and_what_is_gone_waits_for_a_person(
    fresh: Callable[[], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = fresh()
    path, source = study_of_a_file(qtbot, window, tmp_path)
    kept = note_on(window, date(2013, 4, 24))
    lost = note_on(window, date(2014, 9, 7))
    window.close()
    rewrite(source, "Swam her first mile")

    again = fresh()
    open_study(qtbot, again, path)
    bar = again.studies.bar
    qtbot.waitUntil(lambda: "changed since the study read it" in bar.words.text())
    records = len(again.session.case.entries) if again.session.case else 0
    bar.act.click()
    qtbot.waitUntil(lambda: "again" in bar.told, timeout=20_000)
    assert bar.told["again"].words.endswith("Your notes: 1 same, 1 to check.")
    assert again.session.case is not None and len(again.session.case.entries) == records - 1
    study = again.session.study
    assert study is not None
    found = study.items[kept.id]
    assert isinstance(found, Note) and found.target.anchor is not None
    assert again.session.entry(found.target.anchor.entry) is not None
    waits = study.items[lost.id]
    assert (
        isinstance(waits, Note) and waits.text == lost.text and waits.target.day == lost.target.day
    )
    assert "1 note waits" in bar.words.text()

    def keep(sheet: QDialog) -> int:
        assert isinstance(sheet, TraySheet)
        assert "Swam her first mile" in sheet.was.text()
        sheet.keep.click()
        return sheet.result()

    answer(monkeypatch, again_module, keep)
    bar.act.click()
    assert "waiting" not in bar.told
    saved(qtbot, again)
    again.close()
    third = fresh()
    open_study(qtbot, third, path)
    assert third.session.case is not None and len(third.session.case.entries) == records - 1
    assert "waiting" not in third.studies.bar.told


def test_work_goes_on_without_the_sources_and_follows_one_that_moved(
    fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = fresh()
    path, source = study_of_a_file(qtbot, window, tmp_path)
    window.close()
    named = source.with_name("Renamed.xlsx")
    source.rename(named)
    again = fresh()
    open_study(qtbot, again, path)
    qtbot.waitUntil(lambda: again.reading.paths == [named])
    assert "sources" not in again.studies.bar.told
    again.close()
    named.unlink()
    third = fresh()
    open_study(qtbot, third, path)
    bar = third.studies.bar
    qtbot.waitUntil(lambda: "is not where the study read it" in bar.words.text())
    assert third.session.case is not None and third.session.can_write
    note_on(third, date(2013, 4, 24))
    saved(qtbot, third)


def test_a_study_taken_elsewhere_with_its_sources_finds_them_beside_it(
    fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    window = fresh()
    path, source = study_of_a_file(qtbot, window, here)
    window.close()
    here.rename(there)
    again = fresh()
    open_study(qtbot, again, there / path.name)
    qtbot.waitUntil(lambda: again.reading.paths == [there / source.name])
    assert "sources" not in again.studies.bar.told


def test_the_study_of_the_invented_cases_is_read_only_and_makes_one_of_ones_own(
    fresh: Callable[[], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = sample_study().read_bytes()
    beside = sorted(path.name for path in samples().iterdir())
    window = fresh()
    window.open_samples()
    qtbot.waitUntil(lambda: window.session.study is not None)
    session, bar = window.session, window.studies.bar
    assert session.study is not None and session.cohort is not None
    assert len(session.cohort.cases) == 10 and not session.can_write
    assert all(session.study.notes_of(case.id) for case in session.cohort.cases)
    assert (len(session.study.phases_of("1")), len(session.study.notes_of("1"))) == (6, 30)
    assert bar.act.text() == "Save my own…"

    def enter(sheet: QDialog) -> int:
        assert isinstance(sheet, NewStudySheet)
        sheet.analyst.setText("AB")
        sheet.place.setText(str(tmp_path / "Mine.jvstudy"))
        sheet.act.click()
        return sheet.result()

    answer(monkeypatch, desk_module, enter)
    items = session.study.items
    bar.act.click()
    qtbot.waitUntil(lambda: session.can_write)
    assert session.study.items == items and session.study.analyst == "AB"
    assert "read-only" not in bar.told and "sources" not in bar.told
    write(window, "Mine")
    saved(qtbot, window)
    window.close()
    assert sample_study().read_bytes() == before
    assert sorted(path.name for path in samples().iterdir()) == beside


def test_a_study_without_records_takes_the_first_that_are_read(
    fresh: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot, cohort: Cohort
) -> None:
    path = tmp_path / "Bare.jvstudy"
    StudyFile.create(path, "Bare", "AB").close()
    window = fresh()
    drop(window, path)
    qtbot.waitUntil(lambda: window.studies.keeper is not None)
    assert window.pages.currentWidget() is window.error
    assert "holds no records yet" in window.error.words.text()
    window.show_cohort(cohort)
    assert window.session.can_write and window.session.case is not None
    note = write(window, "First")
    saved(qtbot, window)
    window.close()
    again = fresh()
    open_study(qtbot, again, path)
    assert again.session.cohort == cohort
    assert again.session.study is not None and note.id in again.session.study.items


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
