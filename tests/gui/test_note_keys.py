"""A key for each kind of note, for the kind again, for a memo from anywhere, and to remove one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from journeyviewer.model.meetings import Response
from journeyviewer.model.note_kinds import NoteKind
from journeyviewer.model.study import KeyDevelopment, Note, Target, new_id, study_of
from journeyviewer.session.changes import Page
from journeyviewer.session.work import Work
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.notes.editors import NoteEditor
from journeyviewer.ui.notes.lines import Tab

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier
KINDS = list(enumerate(NoteKind, 1))


@pytest.fixture
def writing(window: MainWindow) -> Iterator[MainWindow]:
    """A window with an empty study, a record selected and the keyboard on the journey."""
    window.session.open_work(Work(study_of("s", "S", "AB", []), None))
    window.session.reach(window.session.in_lane("residence")[1])
    window.canvas.setFocus()
    yield window


def notes(window: MainWindow) -> list[Note]:
    study = window.session.study
    assert study is not None
    return [item for item in study.items.values() if isinstance(item, Note)]


def keyboard() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(window: MainWindow, letter: str) -> None:
    window.canvas.setFocus()
    QTest.keyClicks(window.canvas, letter)


@pytest.mark.parametrize(("number", "kind"), KINDS)
def test_a_number_begins_a_note_of_its_kind_with_the_caret_in_its_words(
    writing: MainWindow, number: int, kind: NoteKind
) -> None:
    press(writing, str(number))
    assert isinstance(keyboard(), QPlainTextEdit)
    editor = writing.notes.writing.editor
    assert isinstance(editor, NoteEditor) and editor.kind.currentText() == kind.label
    # Numbers and letters are words here.
    QTest.keyClicks(keyboard(), "Seen 3 times, q u")
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    (note,) = notes(writing)
    assert (note.kind, note.text) == (kind, "Seen 3 times, q u")
    selected = writing.session.selected
    assert note.target.anchor is not None and selected is not None
    assert note.target.anchor.entry == selected.id


def test_a_kind_without_words_is_let_go(writing: MainWindow) -> None:
    press(writing, "3")
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert notes(writing) == []


def test_the_kind_of_the_newest_note_is_taken_again(writing: MainWindow) -> None:
    for letter in ("6", "q"):
        press(writing, letter)
        QTest.keyClicks(keyboard(), f"By {letter}")
        QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
        writing.session.reach(writing.session.in_lane("education")[0])
    first, second = sorted(notes(writing), key=lambda note: note.text)
    assert first.kind is second.kind is NoteKind.RECORD_GAP
    assert first.target != second.target


def test_without_any_note_it_is_what_n_begins(writing: MainWindow) -> None:
    press(writing, "q")
    editor = writing.notes.writing.editor
    assert isinstance(editor, NoteEditor)
    assert editor.kind.currentText() == NoteKind.OBSERVATION.label


def test_the_chosen_note_is_removed_and_undo_brings_it_back(writing: MainWindow) -> None:
    press(writing, "4")
    QTest.keyClicks(keyboard(), "A chance")
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert writing.session.chosen == notes(writing)[0].id
    press(writing, "u")
    assert notes(writing) == [] and writing.session.chosen is None
    writing.acts.made["undo"][1].trigger()
    assert [note.text for note in notes(writing)] == ["A chance"]


def test_a_second_press_removes_no_other_note(writing: MainWindow) -> None:
    writing.session.select()
    for words in ("On the case", "On a record"):
        press(writing, "1")
        QTest.keyClicks(keyboard(), words)
        QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
        writing.session.reach(writing.session.in_lane("residence")[1])
    (last,) = [note for note in notes(writing) if note.text == "On the case"]
    writing.session.choose(next(note.id for note in notes(writing) if note.id != last.id))
    for _ in range(3):
        press(writing, "u")
        QApplication.processEvents()
    assert notes(writing) == [last]


def test_nothing_but_a_note_is_removed(writing: MainWindow) -> None:
    session = writing.session
    made = KeyDevelopment(id=new_id(), target=Target(case="1"), title="Kept")
    session.put(made)
    session.choose(made.id)
    press(writing, "u")
    session.choose(None)
    press(writing, "u")
    assert session.study is not None and made.id in session.study.items


@pytest.mark.parametrize("page", [Page.JOURNEY, Page.TABLE, Page.COHORT])
def test_a_memo_is_begun_from_every_page_and_stands_beside_the_journey(
    writing: MainWindow, page: Page
) -> None:
    selected = writing.session.selected
    writing.session.show_page(page)
    QApplication.processEvents()
    QTest.keyClick(keyboard(), Qt.Key.Key_M, CTRL)
    assert writing.notes.isVisibleTo(writing) and isinstance(keyboard(), QPlainTextEdit)
    QTest.keyClicks(keyboard(), "A memo")
    # Begun again, what was written so far is kept.
    QTest.keyClick(keyboard(), Qt.Key.Key_M, CTRL)
    QTest.keyClicks(keyboard(), "And one more")
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert sorted(note.text for note in notes(writing)) == ["A memo", "And one more"]
    assert selected is not None
    anchors = [note.target.anchor for note in notes(writing)]
    assert all(anchor is not None and anchor.entry == selected.id for anchor in anchors)


def test_with_nothing_selected_a_memo_is_on_the_case(writing: MainWindow) -> None:
    writing.session.select()
    writing.canvas.setFocus()
    QTest.keyClick(writing.canvas, Qt.Key.Key_M, CTRL)
    QTest.keyClicks(keyboard(), "On all of it")
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    (note,) = notes(writing)
    assert note.target == Target(case="1")


def test_menus_and_the_key_sheet_list_them(window: MainWindow) -> None:
    rows = {row.name: row for row in window.key_rows()}
    for number, kind in KINDS:
        row = rows[f"kind_{kind}"]
        assert (row.key, row.words) == (str(number), f"{kind.label} here")
        assert window.acts.made[f"kind_{kind}"][1].text() == f"{kind.label} here\t{number}"
    assert rows["kind_last"].key == "Q" and rows["unwrite"].key == "U"
    assert rows["memo"].key == "Ctrl+M"
    keys = [key for row in rows.values() for key in row.key.split("; ") if key]
    assert len(keys) == len(set(keys))


def test_what_was_just_written_is_seen_in_its_list(writing: MainWindow) -> None:
    panel = writing.notes
    press(writing, "k")
    QTest.keyClicks(keyboard(), "First move")
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert panel.wanted.tab is Tab.DEVELOPMENTS
    assert [line.words for line in panel.model.lines] == ["First move"]
    press(writing, "n")
    QTest.keyClicks(keyboard(), "Why then?")
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert panel.wanted.tab is Tab.NOTES
    assert [line.words for line in panel.model.lines] == ["Why then?"]


def test_what_a_group_answered_turns_to_no_list(writing: MainWindow) -> None:
    meeting, session = new_id(), writing.session
    answer = Response(id=new_id(), meeting=meeting, about=new_id(), case="1", agree=1)
    session.put(answer)
    session.choose(answer.id)
    assert writing.notes.wanted.tab is Tab.NOTES
