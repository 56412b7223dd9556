"""Where the keyboard is can be seen, it can be led back, and scrolling changes no answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.items import new_id
from journeyviewer.model.study import Note, Target, study_of
from journeyviewer.session.changes import Page
from journeyviewer.session.work import Work
from journeyviewer.ui import look
from journeyviewer.ui.look import Button
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.notes.editors import NoteEditor
from journeyviewer.ui.panel.page import Link
from journeyviewer.ui.parts import ChoiceBox, IconButton
from journeyviewer.ui.toolbar_menus import LanesPopover
from tests.gui.test_panels_details import of_kind

pytestmark = pytest.mark.gui

Key = Qt.Key


def test_page_keys_turn_the_page_and_answer_no_question(qtbot: QtBot) -> None:
    area, page = QScrollArea(), QWidget()
    box = ChoiceBox()
    box.addItems(["It is about chrono", "Keep the rows aside"])
    column = QVBoxLayout(page)
    column.addWidget(box)
    column.addSpacing(2000)
    area.setWidget(page)
    area.resize(400, 300)
    qtbot.addWidget(area)
    area.show()
    box.setFocus()
    QTest.keyClick(box, Key.Key_PageDown)
    assert box.currentText() == "It is about chrono"
    assert area.verticalScrollBar().value() > 100
    QTest.keyClick(box, Key.Key_PageUp)
    assert area.verticalScrollBar().value() == 0
    QTest.keyClick(box, Key.Key_Down)
    assert box.currentText() == "Keep the rows aside"


@pytest.mark.parametrize("made", [Button, QCheckBox])
def test_a_ring_alone_tells_that_a_button_has_the_keyboard(
    qtbot: QtBot, made: type[QWidget]
) -> None:
    whole = QWidget()
    column = QVBoxLayout(whole)
    first, button = Button("Close"), made("Export figure")  # type: ignore[call-arg]
    column.addWidget(first)
    column.addWidget(button)
    qtbot.addWidget(whole)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    first.setFocus()
    before = inside(button)
    QTest.keyClick(first, Key.Key_Tab)
    assert button.hasFocus()
    assert inside(button) == before


def inside(button: QWidget) -> QImage:
    """Return what is painted of a button within its border."""
    return button.grab(button.rect().adjusted(4, 3, -4, -3)).toImage()


@pytest.mark.parametrize("grown", [100, 200])
def test_a_ring_goes_round_the_details_when_they_have_the_keyboard(
    window: MainWindow, grown: int
) -> None:
    look.set_text_size(grown)
    window.resize(1366, 768)
    window.activateWindow()
    window.canvas.setFocus()
    window.session.select(of_kind(window.session, "SCH").id)
    QTest.keyClick(window.canvas, Key.Key_Return)
    QApplication.processEvents()
    assert window.details.area.hasFocus()
    image = window.details.area.grab().toImage()
    ring, middle = look.tone("focus"), image.height() // 2
    assert image.pixelColor(0, middle) == image.pixelColor(image.width() - 1, middle) == ring
    assert image.pixelColor(image.width() // 2, image.height() - 1) == ring


def test_enter_presses_what_has_the_keyboard_as_space_does(
    window: MainWindow, asked: Cohort
) -> None:
    window.activateWindow()
    session = window.session
    # A link of the details, an icon beside them, a button of the bar, an answer of a question.
    session.select(session.in_lane("residence")[1].id)
    link = next(part for part in window.details.findChildren(Link) if part.label == "Came from")
    link.setFocus()
    QTest.keyClick(link, Key.Key_Return)
    assert session.selection == (session.in_lane("residence")[0].id,)
    icons = window.details.findChildren(IconButton)
    near = next(part for part in icons if part.accessibleName() == "Everything near this")
    near.setFocus()
    QTest.keyClick(near, Key.Key_Enter)
    assert session.looking.near is not None
    window.show_report(asked)
    page = window.desk.page
    page.open.setFocus()
    QTest.keyClick(page.open, Key.Key_Return)
    assert not window.at_report
    # A box is ticked by the space bar alone.
    box = QCheckBox(window)
    box.show()
    box.setFocus()
    QTest.keyClick(box, Key.Key_Return)
    assert not box.isChecked()


def test_esc_leads_from_the_details_back_to_the_journey(window: MainWindow) -> None:
    window.activateWindow()
    window.canvas.setFocus()
    chosen = of_kind(window.session, "SCH").id
    window.session.select(chosen)
    QTest.keyClick(window.canvas, Key.Key_Return)
    assert window.details.area.hasFocus()
    QTest.keyClick(window.details.area, Key.Key_Escape)
    assert window.canvas.hasFocus()
    assert window.session.selection == (chosen,)


def test_the_keyboard_goes_down_the_lanes_and_then_to_the_buttons_below(
    window: MainWindow,
) -> None:
    window.session.move_lane("education", 1)
    window.activateWindow()
    window.toolbar.lanes.click()
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, LanesPopover)
    first = next(iter(opened.rows.values()))
    assert opened.focusWidget() is first[0]
    QTest.keyClick(first[0], Key.Key_Backtab)
    assert opened.focusWidget() is opened.own
    opened.close()


def test_the_words_of_a_note_are_read_while_it_has_the_keyboard(window: MainWindow) -> None:
    window.session.open_work(Work(study_of("s", "Study", "AB"), None))
    for text in ("First of all", "Then"):
        window.session.put(Note(id=new_id(), target=Target(case="1"), text=text))
    window.side.show_notes()
    window.activateWindow()
    rows = window.notes.list
    rows.setFocus()
    QTest.keyClick(rows, Key.Key_Down)
    index = rows.currentIndex()
    assert rows.hasFocus() and index.isValid()
    area = rows.visualRect(index)
    image = rows.viewport().grab(area).toImage()
    there = [
        image.pixelColor(x, y)
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    ]
    # A ring, a badge and letters on a tint.
    assert there.count(look.tone("focusTint")) > 0.6 * len(there)
    assert image.pixelColor(image.width() - 2, image.height() // 2) == look.tone("focus")
    window.session.open_work(None)


@pytest.mark.parametrize("grown", [100, 200])
def test_tab_goes_round_the_whole_window_while_a_note_is_written(
    window: MainWindow, grown: int
) -> None:
    """And within the note from its kind to the buttons below; the way ends nowhere."""
    look.set_text_size(grown)
    window.resize(1366, 768)
    window.activateWindow()
    window.session.open_work(Work(study_of("s", "Study", "AB"), None))
    window.session.select(of_kind(window.session, "SCH").id)
    window.write("note")
    writing = window.notes.writing
    assert isinstance(writing.editor, NoteEditor)
    first = window.focusWidget()
    way: list[QWidget] = []
    for _ in range(60):
        QTest.keyClick(window.focusWidget(), Key.Key_Tab)
        way.append(window.focusWidget() or window)
        if way[-1] is first:
            break
    assert way[-1] is first and len(set(way)) == len(way)
    editor = writing.editor
    rest = [editor.words, editor.check, writing.done, writing.delete]
    at = way.index(editor.kind)
    assert [way[-1], *way[:3]] == rest
    assert {window.cases.turn, window.cases.view, window.canvas, window.notes.list} <= set(way)
    assert at > way.index(window.notes.filter) > way.index(window.canvas) > 3
    window.session.open_work(None)


def test_tab_goes_from_the_details_into_what_was_just_written_in_them(window: MainWindow) -> None:
    window.activateWindow()
    window.session.select(of_kind(window.session, "SCH").id)
    window.details.area.setFocus()
    QTest.keyClick(window.details.area, Key.Key_Tab)
    page, stop = window.details.page, window.focusWidget()
    assert page is not None and stop is not None and page.isAncestorOf(stop)


def test_the_ring_of_a_row_of_the_table_goes_along_with_the_keyboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.session.show_page(Page.TABLE)
    window.activateWindow()
    rows = window.table.rows
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(0, 0))
    rows.clearSelection()
    qtbot.wait(60)
    painted = Painted(rows.viewport())
    QTest.keyClick(rows, Key.Key_Down)
    QApplication.processEvents()
    first = QRect(0, 0, rows.viewport().width(), rows.rowHeight(0))
    assert painted.region.intersected(first).boundingRect() == first


class Painted(QObject):
    """Gathers what of a widget is painted again."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:
        if isinstance(qt_event, QPaintEvent):
            self.region = self.region.united(qt_event.region())
        return False


def test_a_bar_that_is_put_away_gives_the_keyboard_back_to_the_journey(window: MainWindow) -> None:
    window.activateWindow()
    window.filter_here()
    QTest.keyClicks(window.filter.field, "foster")
    QTest.keyClick(window.filter.field, Key.Key_Escape)
    assert not window.filter.isVisible() and window.canvas.hasFocus()
    window.message.say("Something was left out.")
    window.studies.tell("again", "Something was read again.")
    for bar in (window.message, window.studies.bar):
        close = [part for part in bar.findChildren(Button) if part.text() == "Close"]
        assert len(close) == 1
        close[0].setFocus()
        QTest.keyClick(close[0], Key.Key_Return)
        assert not bar.isVisible() and window.canvas.hasFocus()
