"""Answers given in the window: what is shown of each value, and what comes of an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.pointing import BAR
from journeyviewer.ui.asked import kept_terms
from journeyviewer.ui.importing.cards import QuestionCard
from journeyviewer.ui.importing.rows import RowsDialog
from journeyviewer.ui.main_window import MainWindow
from tests.gui.test_import_report import at_report, button, empty_window, words

__all__ = ["empty_window"]

HEAD = "Case,Gender,Born,Lane,Start,What\n"


def read(window: MainWindow, qtbot: QtBot, path: Path, rows: str) -> Cohort:
    path.write_text(HEAD + rows)
    window.reading.terms = Terms(hide=True)
    with qtbot.waitSignal(window.reading.read, timeout=20_000):
        window.read([path])
    return cohort_of(window)


def cohort_of(window: MainWindow) -> Cohort:
    assert window.desk.cohort is not None
    return window.desk.cohort


def card_about(window: MainWindow, title: str) -> QuestionCard:
    (card,) = [found for found in window.desk.page.cards.values() if title in found.title.text()]
    return card


def test_which_birth_holds_is_answered_kept_and_taken_back(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "7,F,May 1999,Residence,2 May 2014,S20\n7,F,June 1999,Residence,2 May 2015,S20\n"
    read(empty_window, qtbot, tmp_path / "own.csv", rows)
    assert at_report(empty_window)
    card = card_about(empty_window, "about the birth")
    assert "June 1999, written “June 1999” once: own.csv, row 3." in words(card)

    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(card, "June 1999").click()

    cohort = cohort_of(empty_window)
    assert str(cohort.cases[0].birth and cohort.cases[0].birth.earliest) == "1999-06-01"
    (question,) = [item for item in cohort.questions if item.rule == "contradictory-person"]
    assert kept_terms().decisions.given == {question.key: question.choices[1].id}
    dialog = RowsDialog(None, cohort)
    qtbot.addWidget(dialog)
    tick = dialog.repairs.item(0, 0)
    assert tick is not None
    tick.setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.desk.decide(dialog.answers)
    cohort = cohort_of(empty_window)
    assert str(cohort.cases[0].birth and cohort.cases[0].birth.earliest) == "1999-05-01"
    assert [repair.undone for repair in cohort.repairs] == [True]


def test_a_day_of_birth_is_covered_until_it_is_asked_for(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    days = ("17/05/1999", "18/06/1999", "19/07/1999", "20/08/1999")
    rows = "".join(f"7,F,{day},Residence,2 May 2014,S20\n" for day in days)
    read(empty_window, qtbot, tmp_path / "own.csv", rows)
    card = card_about(empty_window, "about the birth")

    assert card.detail.text().count(BAR) == 4
    width = card.detail.width()
    assert card.detail.heightForWidth(width) >= 5 * card.detail.fontMetrics().height()
    button(card, "Show me").click()

    assert "“19/07/1999”" in card.detail.text() and BAR not in card.detail.text()


def test_all_children_are_answered_alike_only_where_that_answers_each(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = "".join(
        f"{child},{sex},,Residence,2 May 201{at},S20\n"
        for child in ("7", "8")
        for at, sex in enumerate("FM")
    )
    read(empty_window, qtbot, tmp_path / "own.csv", rows)
    every = "Answer all 2 like this"
    for answer in ("Male", "Leave it unknown"):
        with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
            button(first_shown(empty_window), answer).click()
        shown = first_shown(empty_window).findChildren(QPushButton)
        offered = [each.accessibleName() for each in shown if each.isVisibleTo(empty_window)]
        assert (every in offered) is (answer != "Male")
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(first_shown(empty_window), every).click()
    assert [case.sex for case in cohort_of(empty_window).cases] == [None, None]


def first_shown(window: MainWindow) -> QuestionCard:
    """Return the card with the first child's question on it."""
    card = card_about(window, "about the sex")
    QApplication.processEvents()
    while card.place:
        (before,) = [
            each
            for each in card.findChildren(QToolButton)
            if each.accessibleName() == "The question before" and each.isVisibleTo(card)
        ]
        before.click()
        QApplication.processEvents()
    return card
