"""Answers in the import report are taken back, one by one, and given again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.ui.asked import kept_terms
from journeyviewer.ui.main_window import MainWindow
from tests.gui.import_help import at_report, button, read_files, words
from tests.gui.test_import_alike import TABLE, answer, card, given, go_to

CTRL = Qt.KeyboardModifier.ControlModifier


def read(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    path.write_text(TABLE)
    read_files(qtbot, window, path)
    QApplication.processEvents()
    assert at_report(window)


def keyboard() -> QWidget:
    """Return what has the keyboard: of a list that takes typing that is the list."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(window.reading.read, timeout=20_000):
        qtbot.keyClick(keyboard(), key, CTRL)
    QApplication.processEvents()


def shown_list(window: MainWindow) -> QComboBox:
    here = card(window)
    (box,) = [one for one in here.findChildren(QComboBox) if one.isVisibleTo(here)]
    return box


def put_caret(window: MainWindow) -> QLineEdit:
    """Put the caret into the list that is shown; return its field."""
    box = shown_list(window)
    found = box.lineEdit()
    assert found is not None
    found.setFocus()
    assert keyboard() in (box, found)
    return found


def test_the_last_answer_is_taken_back_with_the_caret_in_the_list(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    read(empty_window, qtbot, tmp_path / "both.csv")
    page = empty_window.desk.page
    go_to(empty_window, "Mum")
    answer(empty_window, qtbot, "They belong to the journey of YP1")
    assert "“Mum”" not in card(empty_window).question.detail
    assert page.numbers["decide"].text() == "3"

    put_caret(empty_window)
    press(empty_window, qtbot, Qt.Key.Key_Z)

    # It is what it was, kept so, and in sight with the keyboard on it.
    assert set(given(empty_window).values()) == {None} and kept_terms().decisions.given == {}
    assert page.numbers["decide"].text() == "4"
    assert "“Mum”" in card(empty_window).question.detail
    assert shown_list(empty_window).currentText() == "Keep the rows aside until I have looked"
    assert card(empty_window).isAncestorOf(page.focusWidget() or page)
    assert "Undone: the answer to “Whose rows are these?”" in words(page)

    put_caret(empty_window)
    press(empty_window, qtbot, Qt.Key.Key_Y)
    assert given(empty_window)["Mum"] == "YP1" and "YP1" in kept_terms().decisions.given.values()
    assert "Done again: the answer" in words(page)


def test_what_was_typed_in_the_list_is_undone_before_any_answer(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    read(empty_window, qtbot, tmp_path / "both.csv")
    go_to(empty_window, "Mum")
    answer(empty_window, qtbot, "They belong to the journey of YP1")
    here = put_caret(empty_window)
    before = here.text()
    qtbot.keyClicks(keyboard(), "x")
    assert here.text() != before

    qtbot.keyClick(keyboard(), Qt.Key.Key_Z, CTRL)
    assert here.text() == before and not empty_window.reading.busy
    assert given(empty_window)["Mum"] == "YP1"
    press(empty_window, qtbot, Qt.Key.Key_Z)
    assert given(empty_window)["Mum"] is None


def test_an_answer_to_several_is_one_step_and_the_menu_says_what_goes_back(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    read(empty_window, qtbot, tmp_path / "both.csv")
    undo = empty_window.acts.made["undo"][1]
    assert undo.isEnabled() and empty_window.undo_words(-1) == ""
    undo.trigger()
    assert "There is nothing to undo." in words(empty_window.desk.page)

    go_to(empty_window, "Mum")
    answer(empty_window, qtbot, "They belong to the journey of YP2")
    go_to(empty_window, "Mum")
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(card(empty_window), "Answer numbers 1 and 4 like this").click()
    empty_window.acts.tick()
    assert undo.text() == "Undo 2 answers to “Whose rows are these?”"

    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        undo.trigger()
    assert given(empty_window) == {"Mum": "YP2", "Both": None, "Brother": None, "Dad": None}
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(empty_window.desk.page, "Start again").click()
    assert set(given(empty_window).values()) == {None}
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        undo.trigger()
    assert given(empty_window)["Mum"] == "YP2"
    assert "Undone: starting again" in words(empty_window.desk.page)


def test_other_files_and_the_journey_have_undo_of_their_own(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    read(empty_window, qtbot, tmp_path / "both.csv")
    go_to(empty_window, "Mum")
    answer(empty_window, qtbot, "They belong to the journey of YP1")
    read(empty_window, qtbot, tmp_path / "other.csv")
    assert empty_window.undo_words(-1) == ""

    go_to(empty_window, "Mum")
    answer(empty_window, qtbot, "They belong to the journey of YP1")
    button(empty_window.desk.page, "Open the journeys").click()
    assert not at_report(empty_window) and empty_window.undo_words(-1) == ""
    empty_window.acts.made["undo"][1].trigger()
    assert "YP1" in kept_terms().decisions.given.values()
