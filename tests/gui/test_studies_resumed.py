"""Studies gone on with: where work was, and what ended it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journeyviewer.model.meetings import Response
from journeyviewer.model.study import Note, new_id
from journeyviewer.study.codec import to_json
from journeyviewer.study.store import StudyFile
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.studying import keeper
from tests.gui.study_help import put_away, saved, write

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("unattended")]


def test_unfinished_text_comes_back_where_it_was(
    window: MainWindow, review: Path, opened: Callable[[Path], MainWindow]
) -> None:
    session = window.session
    session.choose_case("2")
    note = Note(id=new_id(), target=session.target_here())
    session.begin(note)
    session.type(Note(id=note.id, target=note.target, text="Half a tho", created=note.created))
    assert window.close()

    again = opened(review)
    assert isinstance(again.session.editing, Note)
    assert again.session.editing.text == "Half a tho"
    assert again.session.case is not None and again.session.case.id == "2"
    assert "Unfinished text from" in again.studies.bar.words.text()
    again.session.finish()
    assert again.session.study is not None and note.id in again.session.study.items


def test_undo_goes_on_with_the_steps_of_an_earlier_session(
    window: MainWindow, review: Path, opened: Callable[[Path], MainWindow], qtbot: QtBot
) -> None:
    first, second = write(window, "First"), write(window, "Second")
    put_away(qtbot, window)

    again = opened(review)
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
    review: Path,
    opened: Callable[[Path], MainWindow],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeper, "STEPS", 2)
    written = [write(window, f"Note {number}") for number in range(7)]
    put_away(qtbot, window)

    again = opened(review)
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
    window: MainWindow, review: Path, opened: Callable[[Path], MainWindow], qtbot: QtBot
) -> None:
    note = write(window, "Who decided?")
    said = Response(id=new_id(), meeting=new_id(), about=note.id, case="1", said="Nobody as")
    assert window.session.work is not None
    window.session.work.keep_draft(said.id, to_json(said))
    put_away(qtbot, window)

    again = opened(review)
    assert again.session.study is not None
    assert again.session.study.items[said.id] == said and again.session.editing is None


def test_a_study_that_ended_the_program_at_its_start_opens_from_the_beginning(
    window: MainWindow,
    review: Path,
    opened: Callable[[Path], MainWindow],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(window, "First")
    window.session.choose_case("2")
    put_away(qtbot, window)

    monkeypatch.setattr(StudyFile, "crashes_at_start", property(lambda self: 3))
    again = opened(review)
    assert again.session.case is not None and again.session.case.id == "1"
    assert "several times in a row" in again.studies.bar.words.text()


def test_a_second_window_reads_and_is_told_who_writes(
    window: MainWindow,
    review: Path,
    opened: Callable[[Path], MainWindow],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    note = write(window, "First")
    saved(qtbot, window)
    second = opened(review)
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
