"""Dialogs and bars on a small screen with large text: whole, and nothing over another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.items import new_id
from journeyviewer.model.study import Note, Target, study_of
from journeyviewer.session.work import Work
from journeyviewer.ui import look
from journeyviewer.ui.export_dialog import ExportDialog
from journeyviewer.ui.importing.cases import CasesDialog
from journeyviewer.ui.importing.vocabulary import NONE_YET, VocabularyDialog
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.notes.lines import Tab
from journeyviewer.ui.palette import Choice, Palette
from journeyviewer.ui.presenting.prepare import NOTHING_SHOWN, Prepare
from journeyviewer.ui.studying.sheets import EraseSheet

pytestmark = pytest.mark.gui


@pytest.fixture(params=[100, 150, 200])
def size(request: pytest.FixtureRequest, as_at_first: None) -> int:
    """Write everything in one of the sizes of text; before a window is there to be dressed anew."""
    look.set_text_size(request.param)
    return int(request.param)


def test_no_part_of_the_export_dialog_is_cut(
    qtbot: QtBot, size: int, window: MainWindow, cohort: Cohort
) -> None:
    dialog = ExportDialog(window, cohort, cohort.cases[0])
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width() and dialog.height() <= room.height()
    fields = (dialog.page, dialog.theme, dialog.mark, dialog.folder, dialog.start)
    for field in fields:
        assert field.height() >= field.minimumSizeHint().height()
        assert field.width() >= field.minimumSizeHint().width()
    assert dialog.start.mapTo(dialog, dialog.start.rect().bottomLeft()).y() < dialog.height()


class Small:
    """A screen of a small laptop."""

    def availableSize(self) -> QSize:
        return QSize(1366, 768)


def test_the_form_of_an_export_is_whole_on_a_small_screen(
    qtbot: QtBot,
    size: int,
    window: MainWindow,
    cohort: Cohort,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ExportDialog, "screen", lambda self: Small())
    dialog = ExportDialog(window, cohort, cohort.cases[0])
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    form = dialog.body.widget()
    assert form is not None and dialog.width() <= 1366 and dialog.height() <= 768
    assert form.width() <= dialog.body.viewport().width()
    assert dialog.preview.sheet.width() >= 200


@pytest.mark.parametrize("which", ["prepare", "words", "cases", "palette"])
def test_no_dialog_is_larger_than_a_small_screen(
    qtbot: QtBot, size: int, window: MainWindow, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers: dict[str, Callable[[], QDialog]] = {
        "prepare": lambda: Prepare(window, window.session, 1),
        "words": lambda: VocabularyDialog(window, {}),
        "cases": lambda: CasesDialog(window, {f"Case {at}": 3 for at in range(90)}),
        "palette": lambda: Palette(window, [Choice("x", "", "", print)] * 30, "Find"),
    }
    window.resize(1366, 736)
    for kind in (Prepare, VocabularyDialog, CasesDialog):
        monkeypatch.setattr(kind, "screen", lambda self: Small())
    dialog = makers[which]()
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert dialog.width() <= 1366 and dialog.height() <= 736
    least = dialog.minimumSizeHint()
    assert least.width() <= dialog.width() and least.height() <= dialog.height()


def test_three_rows_of_a_running_order_are_in_sight(
    qtbot: QtBot, size: int, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Prepare, "screen", lambda self: Small())
    dialog = Prepare(window, window.session, 1)
    qtbot.addWidget(dialog)
    dialog.shown.addItems([f"Case 1 · Phase {number}" for number in range(1, 9)])
    dialog.show()
    QApplication.processEvents()
    assert dialog.shown.viewport().height() >= 3 * dialog.shown.sizeHintForRow(0)
    assert dialog.height() <= 768


def _over(upper: QWidget, lower: QWidget) -> bool:
    """Return whether a widget reaches into one below it."""
    return upper.geometry().bottom() >= lower.geometry().top()


def test_the_parts_of_a_sheet_never_lie_over_one_another(
    qtbot: QtBot, size: int, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EraseSheet, "screen", lambda self: Small())
    items = [(Note(id=new_id(), target=Target(case="1"), text="Words"), True)] * 9
    sheet = EraseSheet(window, items)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.say("What went wrong is said in a sentence, and that takes another line or two.")
    QApplication.processEvents()
    parts = [sheet.heading, sheet.words, sheet.list, sheet.typed, sheet.said, sheet.act]
    assert not [upper for upper, lower in pairwise(parts) if _over(upper, lower)]
    assert sheet.act.geometry().bottom() <= sheet.height() <= 768
    assert sheet.words.height() >= sheet.words.heightForWidth(sheet.words.width())


@pytest.mark.parametrize("grown", [100, 200])
def test_messages_and_buttons_beside_a_journey_are_not_cut(
    window: MainWindow, qtbot: QtBot, grown: int
) -> None:
    window.resize(1366, 736)
    window.session.open_work(Work(study_of("s", "Study", "AB"), None))
    window.write("study")
    look.set_text_size(grown)
    window.message.say(
        "Choose a note, phase or key development first; its wordings are shown then."
    )
    QApplication.processEvents()
    words, new = window.message.words, window.notes.new
    assert words.height() >= words.heightForWidth(words.width())
    assert new.isVisible() and new.width() >= new.sizeHint().width()
    assert (new.text() == "New note") == (grown == 100)
    window.session.open_work(None)


def test_what_is_near_a_record_is_listed_within_the_panel(size: int, window: MainWindow) -> None:
    window.resize(1366, 768)
    session = window.session
    session.select(session.in_lane("residence")[1].id)
    session.turn_near()
    session.turn_measuring()
    QApplication.processEvents()
    details = window.details
    assert details.page is not None
    assert "Everything within 30 days" in [
        label.text() for label in details.page.findChildren(QLabel)
    ]
    # What is wider lies below the bar at the right, out of reach.
    assert details.page.width() <= details.area.viewport().width()


def test_the_head_of_a_list_of_what_was_written_is_not_cut(size: int, window: MainWindow) -> None:
    window.resize(1366, 768)
    window.session.open_work(Work(study_of("s", "S", "AB", []), None))
    panel = window.notes
    window.details.show_tab("Notes")
    for tab in Tab:
        for filtered in (False, True):
            panel.want(tab=tab, to_check=filtered)
            QApplication.processEvents()
            row = [panel.which, panel.new, panel.more]
            row += [panel.count] if panel.count.isVisible() else []
            for part in row:
                assert part.width() >= part.sizeHint().width(), (tab, part)
            # What is cut short on the screen is said whole.
            assert panel.which.accessibleName() == tab.value
    window.session.open_work(None)


def test_what_is_saved_is_said_on_a_small_screen_with_large_text(window: MainWindow) -> None:
    """Before what was opened, and that nothing leaves the computer."""
    look.set_text_size(200)
    window.resize(1366, 736)
    saved = datetime(2026, 1, 5, 14, 32, tzinfo=UTC)
    work = Work(study_of("s", "Study", "AB"), None)
    work.state = replace(work.state, saved=saved)
    window.session.open_work(work)
    QApplication.processEvents()
    status = window.status
    assert status.saved.isVisible() and status.tick.isVisible()
    assert status.saved.width() >= status.saved.sizeHint().width()
    assert not status.offline.isVisible()
    window.session.open_work(None)


def test_every_menu_is_whole_on_a_small_screen_with_large_text(window: MainWindow) -> None:
    look.set_text_size(200)
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        assert menu.sizeHint().width() <= 1366, action.text()


def test_empty_lists_of_a_dialog_say_how_they_are_filled(window: MainWindow, qtbot: QtBot) -> None:
    window.session.open_work(Work(study_of("s", "Study", "AB"), None))
    dialogs = Prepare(window, window.session, 1), VocabularyDialog(window, {})
    for dialog, told in zip(dialogs, (NOTHING_SHOWN, NONE_YET), strict=True):
        qtbot.addWidget(dialog)
        dialog.show()
        labels = [label for label in dialog.findChildren(QLabel) if label.text() == told]
        assert [label.isVisible() for label in labels] == [True]
    window.session.open_work(None)


def test_undo_is_said_over_the_journey_which_stays_where_it_is(window: MainWindow) -> None:
    window.session.open_work(Work(study_of("s", "Study", "AB"), None))
    window.show_page(window.journey_page)
    before = window.canvas.geometry()
    window.undo()
    QApplication.processEvents()
    hint = window.canvas.findChild(QLabel, "hint")
    assert hint is not None and hint.isVisible() and hint.text() == "There is nothing to undo."
    assert window.canvas.geometry() == before and not window.message.isVisible()
    window.session.open_work(None)


def test_the_list_of_cases_leaves_the_journey_room_on_a_small_screen_with_large_text(
    window: MainWindow, qtbot: QtBot
) -> None:
    """The details make way for it, and come back where they are asked for."""
    look.set_text_size(200)
    window.resize(1366, 736)
    window.session.select(window.session.case.entries[0].id)  # type: ignore[union-attr]
    window.acts.made["find_all"][1].trigger()
    assert window.cases.field_for_words.isVisible() and not window.side.isVisible()
    qtbot.waitUntil(lambda: window.canvas.width() >= look.scaled(400))

    def whole() -> bool:
        shown = [part for part in window.toolbar.controls if part.isVisible()]
        return all(part.width() >= part.minimumSizeHint().width() for part in shown)

    qtbot.waitUntil(whole)
    last = window.toolbar.export
    assert last.mapTo(window, last.rect().topRight()).x() < window.width()
    window.side.show_details()
    assert window.side.isVisible() and window.cases.rail
    look.set_text_size(100)
    window.acts.made["find_all"][1].trigger()
    assert window.side.isVisible() and not window.cases.rail
