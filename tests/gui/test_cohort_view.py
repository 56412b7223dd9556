"""The cohort view under mouse and keys, on the sample cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from journeyviewer.export.log import log_beside
from journeyviewer.ingest.read import read_paths
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.landmarks import Landmark
from journeyviewer.model.study import study_of
from journeyviewer.paths import samples
from journeyviewer.session.session import Session
from journeyviewer.ui.cohort.export_dialog import CohortExportDialog
from journeyviewer.ui.cohort.view import CohortView
from journeyviewer.ui.look import set_text_size, set_theme

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def sample() -> Cohort:
    return read_paths([samples() / "one_table"])


@pytest.fixture
def view(qtbot: QtBot, sample: Cohort) -> Iterator[CohortView]:
    session = Session()
    made = CohortView(session)
    qtbot.addWidget(made)
    made.resize(1920, 700)
    session.open_cohort(sample)
    made.show()
    qtbot.waitExposed(made)
    made.rows.setFocus()
    yield made
    made.finish()


def press(qtbot: QtBot, view: CohortView, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(view.rows, key)


def in_sight(view: CohortView) -> bool:
    place = view.state.place
    assert place is not None
    down = view.rows.verticalScrollBar().value()
    top, bottom = view.rows.stack.top(place), view.rows.stack.bottom(place)
    return down <= top and bottom <= down + view.rows.viewport().height()


def test_it_says_what_is_compared(view: CohortView) -> None:
    assert view.bar.title.text() == "Compare 10 cases"
    assert "identified as high risk" in view.bar.sentence.text()
    assert view.state.chosen == "1"
    assert "Case 1, row 1 of 10. age when read: 17. Female" in view.rows.accessibleDescription()


def test_esc_and_the_button_at_the_left_lead_back(qtbot: QtBot, view: CohortView) -> None:
    with qtbot.waitSignal(view.left):
        press(qtbot, view, Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.left):
        qtbot.mouseClick(view.bar.back, LEFT)
    for width in (1920, 1366, 900):
        view.resize(width, 700)
        assert view.bar.back.geometry().right() < view.bar.title.x()
        assert view.bar.export.geometry().right() <= width


def test_keys_choose_rows_and_bring_them_into_sight(qtbot: QtBot, view: CohortView) -> None:
    press(qtbot, view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view.state.chosen == "3"
    press(qtbot, view, Qt.Key.Key_End)
    assert view.state.chosen == "10" and in_sight(view)
    assert "row 10 of 10" in view.rows.accessibleDescription()
    press(qtbot, view, Qt.Key.Key_PageUp)
    assert view.state.place is not None and view.state.place < 9 and in_sight(view)
    press(qtbot, view, Qt.Key.Key_Home, Qt.Key.Key_Up)
    assert view.state.chosen == "1" and in_sight(view)


def test_enter_and_double_click_open_a_case(qtbot: QtBot, view: CohortView) -> None:
    press(qtbot, view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.asked_for_case) as asked:
        press(qtbot, view, Qt.Key.Key_Return)
    assert asked.args == ["2"]
    assert view.session.case is not None and view.session.case.id == "2"
    place = QPoint(100, view.rows.stack.top(3) + 20)
    qtbot.mouseClick(view.rows.viewport(), LEFT, pos=place)
    with qtbot.waitSignal(view.asked_for_case) as asked:
        qtbot.mouseDClick(view.rows.viewport(), LEFT, pos=place)
    assert asked.args == ["4"]


def choose(menu: QMenu, words: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_cases_without_the_event_are_listed_under_a_band(view: CohortView) -> None:
    choose(view.bar.menus[view.bar.lined_up], "Became looked after")
    assert view.state.comparison.event is Landmark.LOOKED_AFTER
    assert "8 of 10 cases have this event; 2 are listed at the end" in view.bar.sentence.text()
    assert view.rows.stack.band is not None and view.rows.stack.total == 10
    bar = view.rows.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not view.rows.rest_in_sight
    view.resize(1920, 320)
    bar.setValue(bar.maximum())
    assert view.rows.rest_in_sight


def test_order_and_period_are_chosen_from_menus(view: CohortView) -> None:
    choose(view.bar.menus[view.bar.order], "Age when read")
    ages = [int(view.rows.book.facts.get(case.id)[1]) for case in view.state.cases]
    assert ages == sorted(ages)
    choose(view.bar.menus[view.bar.period], "2 years before and after")
    assert view.state.rows.span == (-24, 24)
    assert view.bar.period.accessibleName() == "Period: 2 years before and after"


def test_the_table_is_copied_as_plain_text(view: CohortView) -> None:
    view.bar.copy.click()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Case", "Age", "Gender"] and len(lines) == 11
    assert lines[1].split("\t")[:4] == ["1", "17", "Female", "S25/S31"]
    assert view.bar.sentence.text().startswith("Copied: 10 cases")


def test_a_tip_says_what_is_under_the_pointer(
    qtbot: QtBot, view: CohortView, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = view.state.rows.rows[0]
    item = next(i for i in view.rows.book.row(row).items if i.lane == "residence" and i.width > 40)
    said: list[str] = []

    def note(lines: list[tuple[str, bool]], *_: object) -> list[object]:
        said.extend(words for words, _ in lines)
        return []

    monkeypatch.setattr("journeyviewer.ui.cohort.rows.tip", note)
    at = QPoint(round(item.x + 10), round(item.y + 4))
    qtbot.mouseMove(view.rows.viewport(), at)
    qtbot.waitUntil(lambda: bool(said), timeout=3000)
    assert "Residence" in said


def test_counts_open_beside_and_say_their_numbers(qtbot: QtBot, view: CohortView) -> None:
    view.bar.counts.click()
    qtbot.waitUntil(lambda: view.counts.plots is not None, timeout=20_000)
    plots = view.counts.plots.plots  # type: ignore[union-attr]
    assert [plot.accessibleName() for plot in plots][
        0
    ] == "Missing episodes by month from the event"
    said = plots[2].accessibleDescription()
    assert "10 cases" in said and "Support: 13 before and 47 after" in said
    assert all("%" not in plot.accessibleDescription() for plot in plots)
    set_theme("dark")
    set_theme("light")
    view.counts.closed.emit()
    assert view.counts.isHidden() and not view.bar.counts.isChecked()


def test_esc_puts_the_counts_away_before_it_leads_back(qtbot: QtBot, view: CohortView) -> None:
    view.bar.counts.click()
    with qtbot.assertNotEmitted(view.left):
        press(qtbot, view, Qt.Key.Key_Escape)
    assert view.counts.isHidden() and not view.bar.counts.isChecked()
    with qtbot.waitSignal(view.left):
        press(qtbot, view, Qt.Key.Key_Escape)


def test_theme_and_text_size_are_followed(view: CohortView) -> None:
    before = view.rows.stack.height
    try:
        set_text_size(150)
        assert view.rows.stack.height > before * 1.4
        set_theme("contrast")
        assert not view.grab().isNull()
    finally:
        set_text_size(100)
        set_theme("light")
    assert view.rows.stack.height == before


def test_a_narrow_window_cuts_no_words(view: CohortView) -> None:
    for width in (1920, 1366, 900):
        view.resize(width, 600)
        QApplication.processEvents()
        assert view.width() == width
        bar = view.bar
        for label in (bar.title, bar.sentence):
            assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
        for button in (*bar.menus, bar.counts, bar.copy, bar.export):
            assert button.width() >= button.sizeHint().width() and button.accessibleName()


def test_the_comparison_is_exported_as_it_is(
    qtbot: QtBot, view: CohortView, tmp_path: Path
) -> None:
    view.state.line_up_at(Landmark.FIRST_MISSING)
    file = tmp_path / "Study.jvstudy"
    cohort, study = view.state.cohort, study_of("s", "S", "AB", ())
    dialog = CohortExportDialog(view, cohort, view.state.comparison, study, file)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path))
    dialog.formats["pdf"].setChecked(False)
    dialog.export()
    assert "Tick" in dialog.said.text()
    dialog.formats["svg"].setChecked(True)
    dialog.export()
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=20_000)
    assert dialog.said.text().startswith("1 file was written")
    assert "first missing" in (tmp_path / "Cohort.svg").read_text(encoding="utf-8")
    (line,) = log_beside(file).read_text("utf-8").splitlines()
    noted = json.loads(line)
    assert [one["name"] for one in noted["files"]] == ["Cohort.svg"] and noted["who"] == "AB"
    assert (noted["cases"], noted["precision"], noted["study"]) == (10, "month", "s")


def test_another_cohort_replaces_the_rows(view: CohortView, sample: Cohort) -> None:
    view.session.open_cohort(Cohort(name="two", cases=sample.cases[:2]))
    assert view.bar.title.text() == "Compare 2 cases" and view.rows.stack.total == 2
    view.session.open_cohort(Cohort(name="none"))
    assert view.rows.stack.total == 0 and not view.grab().isNull()
