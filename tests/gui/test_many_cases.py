"""Very many cases are made ready in the background: the window answers meanwhile."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from journeyviewer.analysis import import_report
from journeyviewer.ingest.read import read_paths
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.landmarks import Landmark
from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import samples
from journeyviewer.session.changes import Page
from journeyviewer.session.session import Session
from journeyviewer.ui import reading, readying
from journeyviewer.ui.cohort.view import CohortView
from journeyviewer.ui.main_window import MainWindow
from tests.gui.import_help import read_files

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readying, "FEW", 0)


@pytest.fixture
def sent() -> Cohort:
    """Return the sample cases as they come from the reading process."""
    found = read_paths([samples() / "one_table"])
    assert all(case.later is not None for case in found.cases)
    return found


@pytest.fixture
def view(qtbot: QtBot, sent: Cohort) -> Iterator[CohortView]:
    session = Session()
    made = CohortView(session)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    session.open_cohort(sent)
    made.show()
    yield made
    made.finish()


def test_the_comparison_says_how_far_it_is_and_comes_by_itself(
    qtbot: QtBot, view: CohortView
) -> None:
    assert view.waiting.isVisible() and not view.rows.isVisible()
    assert not any(control.isEnabled() for control in view.bar.controls)
    assert view.bar.back.isEnabled()
    qtbot.waitUntil(lambda: view.rows.isVisible())
    assert view.waiting.bar.value() == view.waiting.bar.maximum() == 10
    assert "10 of 10 cases" in view.waiting.words.text()
    assert len(view.state.rows.rows) == 10 and all(c.isEnabled() for c in view.bar.controls)
    assert view.state.chosen == "1"


def test_an_event_to_line_up_at_is_kept_till_the_cases_are_ready(
    qtbot: QtBot, view: CohortView
) -> None:
    view.line_up_at(Landmark.FIRST_MISSING)
    qtbot.waitUntil(lambda: view.rows.isVisible())
    assert view.state.comparison.event is Landmark.FIRST_MISSING


def test_leaving_stops_it_and_coming_back_goes_on(qtbot: QtBot, view: CohortView) -> None:
    view.hide()
    assert not view.readying.busy
    view.show()
    qtbot.waitUntil(lambda: view.rows.isVisible())
    assert len(view.state.rows.rows) == 10


def test_another_cohort_takes_the_place_of_what_is_made_ready(
    qtbot: QtBot, view: CohortView
) -> None:
    other = read_paths([samples() / "one_table"])
    view.session.open_cohort(other)
    qtbot.waitUntil(lambda: view.rows.isVisible())
    theirs = {id(case) for case in other.cases}
    assert {id(row.case) for row in view.state.rows.rows} == theirs


def test_what_was_made_of_cases_shown_no_more_is_not_taken(qtbot: QtBot, sent: Cohort) -> None:
    made = readying.Readying(lambda _: True, lambda _: None)
    told: list[object] = []
    made.done.connect(told.append)
    for what in ("before", "now"):
        assert made.begin(sent.cases, lambda _, what=what: what)  # type: ignore[misc]
        # It has ended, and the window has not heard of it yet.
        assert made._job is not None and made._job.wait(5_000)
        if what == "before":
            made.stop()
    qtbot.waitUntil(lambda: not made.busy)
    qtbot.wait(20)
    assert told == ["now"]


def test_all_cases_are_searched_in_the_background(
    qtbot: QtBot, window: MainWindow, sent: Cohort
) -> None:
    window.session.open_cohort(sent)
    window.find_everywhere("sunday")
    said = window.cases.count.text()
    qtbot.waitUntil(lambda: window.cases.model.words == "sunday")
    assert said == "10"
    found = [case.id for case in window.cases.model.cases]
    assert found and len(found) < 10
    assert window.cases.count.text() == f"{len(found)} of 10"
    assert all(window.cases.model.found(case) for case in window.cases.model.cases)


def test_other_words_take_the_place_of_those_that_are_looked_for(
    qtbot: QtBot, window: MainWindow, sent: Cohort
) -> None:
    window.session.open_cohort(sent)
    window.find_everywhere("sunday")
    window.find_everywhere("no such words")
    qtbot.waitUntil(lambda: window.cases.model.words != "")
    assert window.cases.model.words == "no such words" and not window.cases.readying.busy
    window.find_everywhere("")
    assert window.cases.count.text() == "10"


def test_enter_goes_to_what_is_found_as_soon_as_it_is(
    qtbot: QtBot, window: MainWindow, sent: Cohort
) -> None:
    window.session.open_cohort(sent)
    window.find_everywhere("case 7")
    qtbot.keyClick(window.cases.field_for_words, Qt.Key.Key_Return)
    assert window.cases.readying.busy and not window.cases.view.hasFocus()
    qtbot.waitUntil(window.cases.view.hasFocus)
    assert window.session.case is not None and window.session.case.id == "7"


def test_a_case_that_cannot_be_made_ready_is_tried_once(
    qtbot: QtBot, sent: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def make(case: Case) -> None:
        tried.append(case.id)
        raise JourneyError("It was not understood.", "Try again.")

    made = readying.Readying(lambda _: False, make)
    said: list[object] = []
    made.done.connect(said.append)
    for _ in range(2):
        assert made.begin(sent.cases, lambda _: len(tried)) and not gc.isenabled()
        qtbot.waitUntil(lambda: not made.busy)
        assert gc.isenabled()
    assert tried == [case.id for case in sent.cases] and said == [10, 10]
    assert made.begin(sent.cases, lambda _: None)
    made.stop()
    assert gc.isenabled() and len(said) == 2


def test_closing_while_cases_are_searched_ends_it(
    qtbot: QtBot, window: MainWindow, sent: Cohort
) -> None:
    window.session.open_cohort(sent)
    window.find_everywhere("sunday")
    window.close()
    assert not window.cases.readying.busy


def test_esc_leaves_a_comparison_that_is_not_ready(
    qtbot: QtBot, window: MainWindow, sent: Cohort
) -> None:
    window.session.open_cohort(sent)
    window.session.show_page(Page.COHORT)
    assert window.cohort.bar.back.hasFocus()
    qtbot.keyClick(window.cohort.bar.back, Qt.Key.Key_Escape)
    assert window.session.page is Page.JOURNEY
    window.session.show_page(Page.COHORT)
    qtbot.waitUntil(lambda: window.cohort.rows.hasFocus())


def test_the_cases_listed_first_are_ready_when_a_large_reading_is_shown(
    sent: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FEW", 0)
    monkeypatch.setattr(reading, "IN_SIGHT", 4)
    reading.make_first_ready(sent)
    assert [case.later is None for case in sent.cases] == [True] * 4 + [False] * 6


def test_the_report_of_a_large_reading_is_worked_out_while_it_is_read(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FEW", 0)
    made_by: list[threading.Thread] = []
    make = import_report.import_report

    def noted(cohort: Cohort) -> import_report.ImportReport:
        made_by.append(threading.current_thread())
        return make(cohort)

    monkeypatch.setattr(import_report, "import_report", noted)
    read_files(qtbot, window, samples() / "one_table")
    window.show_report()
    assert "10 cases" in window.desk.page.subtitle.text()
    assert len(made_by) == 1 and made_by[0] is not threading.main_thread()
