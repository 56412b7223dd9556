"""Writing and listing notes in a narrow panel and large text: nothing overlaps or is cut away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.model.note_kinds import NoteKind
from journeyviewer.model.study import Note, new_id, study_of
from journeyviewer.session.work import Work
from journeyviewer.ui.key_sheet import KeySheet
from journeyviewer.ui.look import set_text_size
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.notes.editors import NoteEditor

pytestmark = pytest.mark.gui
LONG = "the social worker of the leaving care team, or else the personal adviser"


@pytest.fixture
def narrow(window: MainWindow) -> Iterator[MainWindow]:
    """A window as on the smallest screens, in the largest text, with an empty study."""
    set_text_size(200)
    window.resize(1366, 768)
    window.session.open_work(Work(study_of("s", "S", "AB", []), None))
    window.session.reach(window.session.in_lane("residence")[1])
    yield window
    window.session.open_work(None)


def begun(window: MainWindow) -> NoteEditor:
    window.write("note")
    QApplication.processEvents()
    editor = window.notes.writing.editor
    assert isinstance(editor, NoteEditor)
    return editor


def in_sight(window: MainWindow, widget: QWidget) -> bool:
    """True when all of a widget of the writing can be seen."""
    view = window.notes.writing.viewport()
    top = widget.mapTo(view, widget.rect().topLeft()).y()
    return top >= 0 and top + widget.height() <= view.height()


def stacked(window: MainWindow) -> bool:
    """True when what the panel holds stands one below the other, within it."""
    panel = window.notes
    parts = [one for one in (panel.search, panel.writing, panel.said, panel.list) if one.height()]
    shown = [one.geometry() for one in parts if one.isVisible()]
    ends = [area.bottom() for area in shown]
    starts = [area.top() for area in shown[1:]]
    return all(a <= b for a, b in zip(ends, starts, strict=False)) and ends[-1] <= panel.height()


def test_what_is_being_written_covers_nothing_in_a_narrow_panel(narrow: MainWindow) -> None:
    editor = begun(narrow)
    assert stacked(narrow) and not narrow.notes.said.isVisible()
    editor.check.click()
    QTest.qWait(20)
    assert stacked(narrow) and in_sight(narrow, editor.whom)
    narrow.notes.writing.finish()
    QApplication.processEvents()
    assert stacked(narrow)


def test_a_complaint_is_seen_below_what_is_being_written(narrow: MainWindow) -> None:
    begun(narrow)
    narrow.notes.make("link")
    QApplication.processEvents()
    assert narrow.notes.said.isVisible() and narrow.notes.said.text()
    assert stacked(narrow)


def test_all_of_the_writing_is_in_sight_while_nothing_is_listed(window: MainWindow) -> None:
    set_text_size(200)
    window.resize(1920, 1080)
    window.session.open_work(Work(study_of("s", "S", "AB", []), None))
    editor = begun(window)
    editor.check.click()
    QTest.qWait(20)
    assert in_sight(window, editor.whom) and in_sight(window, window.notes.writing.done)
    window.session.open_work(None)


def test_whom_to_ask_has_a_line_of_its_own_where_the_first_is_too_short(
    narrow: MainWindow,
) -> None:
    def height(whom: str) -> int:
        note = Note(
            id=new_id(),
            target=narrow.session.target_here(),
            kind=NoteKind.QUESTION,
            text="Who?",
            to_check=True,
            whom=whom,
        )
        narrow.session.put(note)
        QApplication.processEvents()
        listed = narrow.notes.list
        return listed.visualRect(
            narrow.notes.model.index(narrow.notes.model.row_of(note.id))
        ).height()

    usual = height("")
    assert height(LONG) > usual


def test_long_words_of_one_line_begin_at_their_beginning_once_left(
    narrow: MainWindow, qtbot: QtBot
) -> None:
    editor = begun(narrow)
    editor.check.click()
    editor.whom.setFocus()
    qtbot.keyClicks(editor.whom, LONG)
    assert editor.whom.cursorPosition() == len(LONG)
    editor.words.setFocus()
    assert editor.whom.cursorPosition() == 0
    # Who comes back by a key goes on where the words end.
    editor.whom.setFocus(Qt.FocusReason.OtherFocusReason)
    assert editor.whom.cursorPosition() == len(LONG)


def test_the_key_sheet_shows_whole_names_of_menus(qtbot: QtBot, window: MainWindow) -> None:
    sheet = KeySheet(window, window.key_rows, window._give_key)
    qtbot.addWidget(sheet)
    sheet.show()
    table = sheet.table
    measure = table.fontMetrics()
    widest = max(
        measure.horizontalAdvance(item.text())
        for row in range(table.rowCount())
        if (item := table.item(row, 0)) is not None
    )
    assert table.columnWidth(0) >= widest + 2 * 8
