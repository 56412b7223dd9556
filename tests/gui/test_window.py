"""What a person does in the window, and what they see of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.ingest.read import Progress
from journeyviewer.model.chronology import Cohort, SourceRow, Tally
from journeyviewer.session.changes import Page
from journeyviewer.session.finding import Filter
from journeyviewer.session.session import Session
from journeyviewer.timeline.scene import Item
from journeyviewer.ui.export_dialog import ExportDialog
from journeyviewer.ui.main_window import MainWindow
from tests.checks.source import ROOT
from tests.gui.canvas_help import wheel
from tests.journeys import OPEN, a_case, entry

pytestmark = pytest.mark.gui


def item_of(window: MainWindow, category: str) -> Item:
    case = window.session.case
    assert case is not None and window.canvas.scene is not None
    wanted = next(one.id for one in case.entries if one.category == category)
    return next(item for item in window.canvas.scene.items if item.entries == (wanted,))


def click(qtbot: QtBot, window: MainWindow, item: Item) -> None:
    at = QPoint(round(item.x + item.width / 2), round(item.y + item.height / 2))
    qtbot.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_click_selects_and_the_details_say_what(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, item_of(window, "SCH"))
    words = said(window.details)
    assert "Secure children’s home" in words
    assert "86 days" in words and "Out of borough" in words
    assert "24 Apr 2013 to 19 Jul 2013" in words


def test_arrow_keys_walk_along_a_lane_and_across(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, item_of(window, "SCH"))
    qtbot.keyClick(window.canvas, Qt.Key.Key_Right)
    assert window.session.selected is not None
    assert window.session.selected.label == "Foster carer A"
    qtbot.keyClick(window.canvas, Qt.Key.Key_Down)
    assert window.session.selected.lane == "education"
    qtbot.keyClick(window.canvas, Qt.Key.Key_Home)
    assert window.session.selected.label == "Primary school"
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.session.selection == ()


def test_every_entry_can_be_reached_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    case = window.session.case
    assert case is not None
    reached = set()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Home)
    for _ in window.session.lanes_with_entries():
        qtbot.keyClick(window.canvas, Qt.Key.Key_Home)
        for _ in range(len(case.entries)):
            assert window.session.selected is not None
            reached.add(window.session.selected.id)
            qtbot.keyClick(window.canvas, Qt.Key.Key_Right)
        qtbot.keyClick(window.canvas, Qt.Key.Key_Down)
    assert reached == {one.id for one in case.entries}


def test_zooming_keeps_the_date_under_the_pointer(qtbot: QtBot, window: MainWindow) -> None:
    scale = window.canvas.scale()
    assert scale is not None and scale.fold is not None
    for x in (900.0, 400.0):
        before = window.canvas.scale()
        assert before is not None
        at = before.minute(x)
        wheel(window.canvas, QPoint(round(x), 400), 2, Qt.KeyboardModifier.ControlModifier)
        after = window.canvas.scale()
        assert after is not None and after.fold is None
        assert after.x(at) == pytest.approx(x, abs=1.5)
        qtbot.keyClick(window.canvas, Qt.Key.Key_0)
        assert window.session.view.whole


def test_panning_moves_the_period_and_stops_at_the_ends(window: MainWindow) -> None:
    wheel(window.canvas, QPoint(900, 400), 6, Qt.KeyboardModifier.ControlModifier)
    start, end = window.session.period()
    wheel(window.canvas, QPoint(900, 400), -1, Qt.KeyboardModifier.ShiftModifier)
    moved, _ = window.session.period()
    assert moved > start
    for _ in range(200):
        window.session.pan(0.5)
    last, until = window.session.period()
    journey = window.session.journey
    assert journey is not None and until - last == end - start
    assert until <= journey.end + (journey.end - journey.start) * 0.021


def test_a_lane_folds_by_its_name_and_by_key(qtbot: QtBot, window: MainWindow) -> None:
    scene = window.canvas.scene
    assert scene is not None
    band = next(band for band in scene.bands if band.lane == "voice")
    at = QPoint(60, round(band.y + band.height / 2))
    qtbot.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "voice" in window.session.view.open_lanes
    click(qtbot, window, item_of(window, "SCH"))
    qtbot.keyClick(window.canvas, Qt.Key.Key_C)
    assert "residence" not in window.session.view.open_lanes


def test_hiding_dates_hides_them_everywhere(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, item_of(window, "SCH"))
    assert "2013" in said(window.details)
    window.turn_dates()
    assert "20" not in said(window.details).replace("202", "")
    assert "Dates hidden" in said(window.status)
    window.session.step_case(1)
    assert not window.session.view.dates


def test_choosing_a_case_shows_it(qtbot: QtBot, window: MainWindow) -> None:
    window.cases.view.setCurrentIndex(window.cases.model.index(1, 0))
    assert window.session.case is not None and window.session.case.id == "2"
    assert window.windowTitle().startswith("Case 2")
    window.cases.field_for_words.setText("Case 1")
    qtbot.waitUntil(lambda: [case.id for case in window.cases.model.cases] == ["1"])


def test_links_lead_to_the_placement_before(qtbot: QtBot, window: MainWindow) -> None:
    click(qtbot, window, item_of(window, "SCH"))
    links = {button.text(): button for button in window.details.findChildren(QAbstractButton)}
    qtbot.mouseClick(links["Emergency foster care, 41 days"], Qt.MouseButton.LeftButton)
    assert window.session.selected is not None and window.session.selected.category == "EFC"


def test_exporting_from_the_window_writes_the_file(
    qtbot: QtBot, window: MainWindow, cohort: Cohort, tmp_path: Path
) -> None:
    case = window.session.case
    assert case is not None
    dialog = ExportDialog(window, cohort, case)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "figures"))
    dialog.formats["svg"].setChecked(True)
    dialog.formats["png"].setChecked(False)
    assert dialog.request().axis == "ages"
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=20_000)
    names = ["Case 1.svg", "Case 1.txt", "Case 1.csv"]
    assert [path.name for path in dialog.written] == names
    assert (tmp_path / "figures" / "Case 1.svg").stat().st_size > 10_000
    assert "3 files were written" in dialog.said.text()


def test_another_page_size_can_be_asked_for(
    qtbot: QtBot, window: MainWindow, cohort: Cohort, tmp_path: Path
) -> None:
    case = window.session.case
    assert case is not None
    dialog = ExportDialog(window, cohort, case)
    qtbot.addWidget(dialog)
    dialog.page.setCurrentIndex(dialog.page.findData(""))
    dialog.folder.setText(str(tmp_path))
    dialog.own_size.setText("10x10")
    dialog.export()
    qtbot.waitUntil(lambda: "too small" in dialog.said.text(), timeout=20_000)
    dialog.own_size.setText("300x220")
    assert dialog.request().page == "300x220"
    assert dialog.own_size.isVisibleTo(dialog)


def test_an_export_that_fails_says_why(
    qtbot: QtBot, window: MainWindow, cohort: Cohort, tmp_path: Path
) -> None:
    (tmp_path / "in the way").write_text("")
    case = window.session.case
    assert case is not None
    dialog = ExportDialog(window, cohort, case)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "in the way" / "deeper"))
    dialog.export()
    qtbot.waitUntil(lambda: "could not be made" in dialog.said.text(), timeout=20_000)
    assert dialog.start.isEnabled()


def test_a_small_window_becomes_compact(window: MainWindow) -> None:
    window.resize(1366, 768)
    assert window.canvas.compact and window.cases.width() == 46
    scene = window.canvas.scene
    assert scene is not None and scene.plot_bottom <= window.canvas.viewport().height()
    window.resize(1920, 1080)
    assert not window.canvas.compact


def test_a_broken_painter_shows_a_panel_and_lives(
    qtbot: QtBot,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("words of a case file")

    monkeypatch.setattr(window.canvas, "_stood", broken)
    window.canvas.viewport().repaint()
    assert "ValueError" in caplog.text and "words of a case" not in caplog.text
    caplog.clear()


CANARY = '<img src="{place}"><b>bold</b>'


def test_text_from_a_file_is_never_markup(qtbot: QtBot, window: MainWindow) -> None:
    canary = CANARY.format(place="/canary.png")
    source = SourceRow(canary, canary, 3, ((canary, canary),))
    nasty = entry("residence", "FC", "2010-01-01", OPEN, words=canary, short=[canary], tool=canary)
    object.__setattr__(nasty, "detail", canary)
    object.__setattr__(nasty, "source_name", canary)
    object.__setattr__(nasty, "sources", (source,))
    window.show_cohort(Cohort(name=canary, cases=(a_case(nasty, id=canary),)))
    window.session.select(nasty.id)
    window.details._turn_cells()
    window.error.say(canary)
    window.loading.show_progress(Progress(0, 1, canary, "open", 1, 2, canary, 3, 4))
    labels = window.findChildren(QLabel)
    assert any(canary in label.text() for label in labels)
    for label in labels:
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()
    for widget in window.findChildren(QWidget):
        # Tips guess what is markup, so they hold words of our own only.
        assert "img" not in widget.toolTip() and widget.whatsThis() == ""


@pytest.mark.slow
def test_nothing_named_in_a_file_is_opened(tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    log = tmp_path / "calls"
    program = (
        "import sys\n"
        "from PySide6.QtTest import QTest\n"
        "from journeyviewer.ui.application import make_application\n"
        "from journeyviewer.ui.main_window import MainWindow\n"
        "from journeyviewer.model.chronology import Cohort\n"
        "from tests.journeys import a_case, entry, OPEN\n"
        "app = make_application()\n"
        "bad = '<img src=\"/tmp/the-canary.png\"><b>x</b>'\n"
        "one = entry('residence', 'FC', '2010-01-01', OPEN, words=bad)\n"
        "window = MainWindow(); window.show()\n"
        "window.show_cohort(Cohort(name=bad, cases=(a_case(one, id=bad),)))\n"
        "window.session.select(one.id)\n"
        "window.error.say(bad); window.show_page(window.error); QTest.qWait(200)\n"
        "window.show_page(window.journey_page); QTest.qWait(200)\n"
        "from PySide6.QtCore import QPointF\n"
        "window.canvas.pointer = QPointF(500, 300)\n"
        "window.canvas.hovered = window.canvas.scene.items[0]\n"
        "window.canvas._show_tip(); QTest.qWait(200)\n"
        "assert any('<img' in getattr(mark, 'text', '') for mark in window.canvas.passing())\n"
        "window.grab()\n"
        "print('done')\n"
    )
    done = subprocess.run(
        ["strace", "-f", "-e", "trace=open,openat,stat,access,newfstatat", "-o", str(log)]
        + [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert "done" in done.stdout, done.stderr
    assert "the-canary" not in log.read_text(errors="replace")


def test_a_session_listens_to_no_widget() -> None:
    session = Session()
    session.select_along(1)
    session.zoom(0, 0.5, 1.0, 2.0)  # type: ignore[arg-type]
    session.show_whole()
    assert session.case is None


def test_the_table_has_no_key_below_it_whatever_changes(window: MainWindow) -> None:
    window.resize(1920, 1080)
    assert window.key.isVisible() and window.overview.isVisible()
    window.session.show_page(Page.TABLE)
    window.session.set_filter(Filter(words="school"))
    window.session.fold_lane("voice")
    assert not window.key.isVisible() and not window.overview.isVisible()
    window.session.show_page(Page.JOURNEY)
    assert window.key.isVisible() and window.overview.isVisible()


def test_a_button_takes_back_the_words_that_cases_are_found_by(
    qtbot: QtBot, window: MainWindow
) -> None:
    field = window.cases.field_for_words
    for words in ("secure", "foster"):
        qtbot.keyClicks(field, words)
        button = max(field.findChildren(QAbstractButton), key=lambda each: each.x())
        assert button.isVisible() and button.x() > field.width() / 2
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert field.text() == ""


@pytest.mark.parametrize("aside", [0, 3])
def test_a_journey_is_laid_out_once_as_it_opens(qtbot: QtBot, cohort: Cohort, aside: int) -> None:
    tallies = (Tally(file="one.csv", sheet=None, rows_read=aside, used=0, tray=aside),)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    qtbot.waitExposed(window)
    drawn: list[object] = []
    window.canvas.laid_out.connect(lambda scene: drawn.append(scene) if scene else None)
    window.show_cohort(replace(cohort, tallies=tallies))
    qtbot.waitUntil(lambda: window.key.isVisible())
    QApplication.processEvents()
    assert window.message.isVisible() is bool(aside)
    assert len(drawn) == 1
    window.close()


def test_letters_still_act_after_the_whole_life_was_dragged_with_the_mouse(
    window: MainWindow,
) -> None:
    window.canvas.setFocus()
    at = window.overview.rect().center()
    QTest.mouseClick(window.overview, Qt.MouseButton.LeftButton, pos=at)
    assert window.focusWidget() is window.canvas
    window.overview.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.focusWidget() is window.overview


def test_what_is_found_in_all_cases_is_gone_to_and_shown_in_the_journey(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.activateWindow()
    window.session.choose_case("2")
    window.acts.made["find_all"][1].trigger()
    field = window.cases.field_for_words
    qtbot.keyClicks(field, "secure")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert window.cases.view.hasFocus()
    assert window.session.case is not None and window.session.case.id == "1"
    assert window.session.searching.words == "secure" and window.session.searching.hits
    assert window.toolbar.search.text() == "secure"
