"""Files are chosen and read in the window, and what was not read is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.ingest.read import Progress
from journeyviewer.model.chronology import Cohort, Outcome
from journeyviewer.ui.main_window import MainWindow
from journeyviewer.ui.pages import LoadingPage
from tests.checks.source import ROOT
from tests.gui.import_help import words

pytestmark = pytest.mark.gui


def test_a_refused_reading_is_said_with_a_way_on(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    assert window.pages.currentWidget() is window.welcome
    window.read([tmp_path / "gone.xlsx"])
    assert window.pages.currentWidget() is window.loading
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.error, timeout=20_000)
    assert "gone.xlsx" in words(window.error)
    QTest.keyClick(window.focusWidget() or window.error, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.welcome
    window.close()


def test_reading_the_table_of_samples_ends_in_a_journey(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.read([ROOT / "sample_cases" / "one_table"])
    qtbot.waitUntil(lambda: window.session.case is not None, timeout=30_000)
    assert window.pages.currentWidget() is window.journey_page
    assert len(window.cases.model.cases) == 10
    window.close()


def test_rows_left_out_are_pointed_out(window: MainWindow) -> None:
    from journeyviewer.model.chronology import Tally

    tally = Tally(file="a.csv", sheet=None, rows_read=3, used=1, tray=2)
    window.message.show_reading(Cohort(name="x", outcome=Outcome.PARTIAL, tallies=(tally,)))
    assert window.message.isVisible()
    assert "2 rows kept aside" in words(window.message)


def test_only_a_message_about_a_reading_leads_to_what_was_read(window: MainWindow) -> None:
    from journeyviewer.model.chronology import Tally

    tally = Tally(file="a.csv", sheet=None, rows_read=3, used=1, tray=2)
    window.message.say("Undone: Note “x”")
    assert window.message.isVisible() and not window.message.details.isVisible()
    window.message.show_reading(Cohort(name="x", outcome=Outcome.PARTIAL, tallies=(tally,)))
    assert window.message.details.isVisible()


def test_loading_says_sheet_and_rows_and_its_bar_moves(qtbot: QtBot) -> None:
    page = LoadingPage()
    qtbot.addWidget(page)
    page.show_progress(Progress(0, 1, "case01.xlsx", "read", 3, 5, "Legal", 124, 200))
    assert page.title.text() == "Reading case01.xlsx"
    assert page.words.text() == "Sheet 3 of 5: Legal. 124 of 200 rows."
    before = page.bar.value() / page.bar.maximum()
    page.show_progress(Progress(0, 1, "case01.xlsx", "read", 4, 5, "CSE", 10, 200))
    assert 0.4 < before < page.bar.value() / page.bar.maximum() < 0.7
    page.show_progress(Progress(1, 3, "case02.xlsx", "open"))
    assert page.words.text() == "File 2 of 3."
    page.show_progress(Progress(3, 3, "", "read"))
    assert page.title.text() == "Putting the records together"
    page.show_progress(Progress(1_200, 2_400, "", "send"))
    assert page.words.text() == "1,200 of 2,400 cases are ready."
    assert page.bar.value() * 2 == page.bar.maximum()


def test_a_reading_that_is_not_wanted_ends_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    rows = [f"{at % 500},Residence,spell,Foster care,01/02/2010,ongoing" for at in range(90_000)]
    large.write_text("\n".join(["case,lane,kind,what,start,end", *rows]))
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.read([large])
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.loading)
    with qtbot.waitSignal(window.reading.failed, timeout=3_000):
        window.loading.asked_to_stop.emit()
    assert window.pages.currentWidget() is window.error
    assert "stopped" in window.error.title.text()
    window.close()


def test_the_dialog_for_files_offers_every_kind_that_is_read(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(parent: QWidget, title: str, folder: str, kinds: str) -> tuple[list[str], str]:
        offered.append(kinds)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    for name in ("open", "add"):
        (action,) = (action for act, action in window.acts.made.values() if act.name == name)
        action.trigger()
    for kinds in offered:
        shown = kinds.partition("(")[2].partition(")")[0].split()
        assert {"*.xlsx", "*.docx", "*.csv", "*.xml", "*.xls", "*.ods"} <= set(shown)
    assert len(offered) == 2
