"""Every action of the menus, the palette, the key sheet, going to a place, and the filter."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort, Kind
from journeyviewer.model.landmarks import FirstOf
from journeyviewer.model.note_kinds import NoteKind
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.session.changes import Page
from journeyviewer.session.finding import Filter
from journeyviewer.ui.acting import OF_JOURNEYS
from journeyviewer.ui.actions import ACTS
from journeyviewer.ui.cohort.export_dialog import CohortExportDialog
from journeyviewer.ui.export_dialog import ExportDialog
from journeyviewer.ui.go_to import GoTo
from journeyviewer.ui.key_sheet import KeySheet
from journeyviewer.ui.look import Button, text_size
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.palette import Choice, Palette, matching
from journeyviewer.ui.texts import TextDialog

pytestmark = pytest.mark.gui


WRITING = ("note", "development", "note_span", "phase", "mark_span", "written_next", "written_back")
ELSEWHERE = (
    *("cycle", "text", "lane_menu", "link_on", "link_back", *WRITING),
    *("memo", "unwrite", "kind_last", *(f"kind_{kind}" for kind in NoteKind)),
    *("open_study", "new_study", "copy_study", "restore_study"),
    *("wordings", "waiting", "archive", "unpack", "erase"),
    *("undo", "redo", "to_check", "record"),
    *("write_case", "write_study", "write_entry", "write_read", "write_link"),
)
"""Tested with the journey: one place, a long text, a menu, what is written; and with studies."""
ASKING = (
    "present",
    "prepare_meeting",
    "ask_for_files",
    "ask_for_folder",
    "ask_for_more",
    "open_samples",
    "leave",
    "ask_for_place",
    "show_palette",
    "find_lane",
    "show_keys",
)


def test_every_action_does_something(
    qtbot: QtBot, window: MainWindow, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    for name in ASKING:
        monkeypatch.setattr(window, name, lambda name=name: called.append(name))
    monkeypatch.setattr(TextDialog, "exec", lambda self: called.append(self.windowTitle()))
    monkeypatch.setattr(ExportDialog, "exec", lambda self: called.append("export"))

    def state() -> tuple[object, ...]:
        session = window.session
        shown = (window.filter.isVisible(), window.isFullScreen(), window.focusWidget())
        look = (window.settings.theme, text_size(), session.page, session.searching)
        close = (session.looking, session.curtain, window.canvas.row_scale, window.canvas.menu)
        shown = (*shown, window.pages.currentWidget())
        return (len(called), session.view, session.selection, session.case, *shown, *look, *close)

    for act, action in window.acts.made.values():
        if act.name in ELSEWHERE:
            continue
        if window.session.case is None:
            window.show_cohort(cohort)
        window.open_cohort(cohort)
        _prepare(window, act.name)
        before = state()
        action.trigger()
        assert state() != before, act.text
    assert len([act for act in ACTS if act.text]) == len(window.acts.made)


def _prepare(window: MainWindow, name: str) -> None:
    """Bring about what an action changes."""
    session = window.session
    window.show_page(window.journey_page)
    session.choose_case("2" if name == "previous_case" else "1")
    session.show_page(Page.TABLE if name == "journey" else Page.JOURNEY)
    session.draw_curtain(date(2013, 6, 1) if name.startswith("curtain_") else None)
    if name != "previous_case":
        # The second of several in a lane in the middle: there is something on every side.
        session.reach(session.in_lane("referrals")[1])
    session.show_whole()
    if name in ("earlier", "later", "zoom_out", "whole"):
        session.fit(Minute(session.period()[0] + 10**6), Minute(session.period()[0] + 2 * 10**6))
    if name in ("back", "forward"):
        session.fit(Minute(session.period()[0]), Minute(session.period()[0] + 10**6))
    if name == "forward":
        session.go_back()
    if name == "restore":
        session.fold_lane("voice")
    if name == "smaller":
        window.change_text(20)
    if name in ("larger", "usual_size"):
        window.change_text(20 if name == "usual_size" else 0)
    if name.startswith("theme_"):
        window.set_theme("dark" if name == "theme_light" else "light")
    if name in ("next_hit", "previous_hit"):
        session.search("school")


def test_text_grows_with_the_keys_that_a_british_keyboard_sends(window: MainWindow) -> None:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for which, size in ((Qt.Key.Key_Equal, 110), (Qt.Key.Key_Plus, 120), (Qt.Key.Key_Minus, 110)):
        QTest.keyClick(window.canvas, which, held)
        assert text_size() == size
    QTest.keyClick(window.canvas, Qt.Key.Key_0, held)
    assert text_size() == 100


def test_a_stroke_finds_and_a_question_mark_lists_keys_outside_text_fields(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(window, "show_keys", lambda: shown.append("keys"))
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Question)
    assert shown == ["keys"]
    QTest.keyClick(window.canvas, Qt.Key.Key_Slash)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "a/b?")
    assert field.text() == "a/b?" and shown == ["keys"]


def test_a_second_key_of_an_action_is_taken_too(window: MainWindow) -> None:
    assert "Find in this journey" in window._give_key("note", "/")


def test_the_key_sheet_names_every_action_and_takes_another_key(
    qtbot: QtBot, window: MainWindow
) -> None:
    rows = window.key_rows()
    assert {row.name for row in rows} >= {act.name for act in ACTS if act.text}
    sheet = KeySheet(window, window.key_rows, window._give_key)
    qtbot.addWidget(sheet)
    sheet.field.setText("go to a date")
    sheet.table.selectRow(0)
    sheet.edit.setKeySequence(QKeySequence("Ctrl+Shift+G"))
    sheet.give.click()
    assert window.acts.made["go_to"][1].shortcut() == QKeySequence("Ctrl+Shift+G")
    assert window.settings.keys == {"go_to": "Ctrl+Shift+G"}
    sheet.edit.setKeySequence(QKeySequence("Ctrl+O"))
    sheet.give.click()
    assert "Read files" in sheet.said.text()
    sheet.usual.click()
    assert window.acts.key("go_to") == "Ctrl+G" and not window.settings.keys


def test_the_palette_finds_by_words_initials_and_letters() -> None:
    made = [Choice(words, "View", "", lambda: None) for words in ("Go to a date", "Grey", "Dates")]
    assert [choice.words for choice in matching(made, "date")] == ["Dates", "Go to a date"]
    assert [choice.words for choice in matching(made, "gtad")] == ["Go to a date"]
    assert [choice.words for choice in matching(made, "to go")] == ["Go to a date"]
    assert matching(made, "zebra") == []
    assert matching(made, "  ") == made


def test_the_palette_is_used_by_keys_alone(qtbot: QtBot, window: MainWindow) -> None:
    done: list[str] = []
    made = [Choice(words, "", "", lambda words=words: done.append(words)) for words in "abc"]  # type: ignore[misc]
    palette = Palette(window, made, "Find a command")
    qtbot.addWidget(palette)
    palette.show()
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.chosen is made[1]
    palette.field.setText("nothing like this")
    assert "Nothing is called" in palette.nothing.text()


def test_a_date_or_an_age_is_gone_to(qtbot: QtBot, window: MainWindow) -> None:
    dialog = GoTo(window, window.session)
    qtbot.addWidget(dialog)
    dialog.field.setText("sometime")
    dialog.go()
    assert "sometime" in dialog.said.text()
    dialog.field.setText("15y 0m")
    dialog.go()
    start, end = window.session.period()
    at = minute_of(date(2013, 5, 1))
    assert abs((start + end) / 2 - at) < 1440
    assert window.session.looking.cursor == at


def test_the_filter_says_what_is_faint_and_each_chip_can_go(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.acts.made["filter"][1].trigger()
    assert window.filter.isVisible()
    QTest.keyClicks(window.filter.field, "school")
    assert window.session.filter.words == "school"
    window.session.set_filter(Filter(kinds=frozenset({Kind.SCORE}), exact=True))
    chips = [window.filter.chips.itemAt(at).widget() for at in range(window.filter.chips.count())]
    assert [chip.text() for chip in chips] == ["Scored assessments", "Exact dates"]  # type: ignore[attr-defined]
    assert "faint" in window.filter.passed.text()
    chips[0].click()  # type: ignore[attr-defined]
    assert window.session.filter == Filter(exact=True)
    QTest.keyClick(window.filter, Qt.Key.Key_Escape)
    assert window.session.filter.empty and not window.filter.isVisible()


def test_many_chips_go_on_in_the_next_line_and_are_whole(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1366, 736)
    lanes = frozenset({"education", "referrals", "cse", "missing", "support", "family", "legal"})
    wanted = Filter(kinds=frozenset(Kind), exact=True, out_of_area=True, lanes=lanes)
    window.session.set_filter(wanted)
    qtbot.wait(50)
    bar = window.filter
    chips = [bar.holder.children()[at] for at in range(1, len(bar.holder.children()))]
    shown = [chip for chip in chips if isinstance(chip, Button) and chip.isVisible()]
    assert len(shown) >= 12 and window.width() == 1366
    for chip in shown:
        assert chip.width() >= chip.sizeHint().width()
        assert bar.holder.rect().contains(chip.geometry())
    assert len({chip.y() for chip in shown}) > 1
    assert not bar.holder.geometry().intersects(bar.field.geometry())


def test_an_answered_dialog_ends_with_what_asked_for_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GoTo, "exec", lambda self: 0)
    window.ask_for_place()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(GoTo)


def test_cases_are_lined_up_at_the_kind_of_record_that_is_selected(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    entry = session.in_lane("referrals")[0]
    session.select(entry.id)
    QTest.keyClick(window.canvas, Qt.Key.Key_L)
    assert session.page is Page.COHORT and window.pages.currentWidget() is window.cohort
    assert window.cohort.state.comparison.event == FirstOf("referrals", entry.category or "")
    assert len(window.cohort.state.rows.rows) == 2


def test_the_key_for_figures_exports_what_is_in_sight(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ExportDialog, "exec", lambda self: asked.append("journeys"))
    monkeypatch.setattr(CohortExportDialog, "exec", lambda self: asked.append("cases compared"))
    export = window.acts.made["export"][1]
    export.trigger()
    window.session.show_page(Page.COHORT)
    export.trigger()
    assert asked == ["journeys", "cases compared"]


def test_the_menu_of_exports_begins_with_the_kind_of_file_it_names(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(ExportDialog, "exec", lambda self: asked.append(self.request().formats))
    acts = [window.acts.made[name][1] for name in ("export", *sorted(OF_JOURNEYS))]
    for action in acts:
        action.trigger()
    assert asked == [("png",), ("html",), ("docx",), ("xlsx",)]
    # Of the cases compared there are figures alone.
    window.session.show_page(Page.COHORT)
    assert [action.isEnabled() for action in acts] == [True, False, False, False]
