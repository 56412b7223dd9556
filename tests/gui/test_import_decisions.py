"""What is decided in the import report, kept and taken back: answers, pseudonyms and words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import UNDO, Choice, Topic
from journeyviewer.ui.asked import decisions_path, kept_terms
from journeyviewer.ui.importing.pseudonyms import PseudonymsDialog
from journeyviewer.ui.importing.rows import RowsDialog
from journeyviewer.ui.importing.vocabulary import VocabularyDialog
from journeyviewer.ui.main_window import MainWindow
from tests.gui.import_help import at_report, button, question, read_files, words

pytestmark = pytest.mark.gui


def test_an_answer_is_kept_and_the_files_are_read_again_on_it(
    empty_window: MainWindow, asked: Cohort, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Case,Lane,Start,What\n1,Residence,1 May 2014,Foster care\n")
    empty_window.reading.paths = [path]
    empty_window.show_cohort(asked)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(empty_window.desk.page, "3 April 2013").click()
    assert empty_window.reading.terms.decisions.given == {"order:1": "month"}
    assert kept_terms().decisions.given == {"order:1": "month"}
    assert at_report(empty_window)


def test_a_repair_is_taken_back(qtbot: QtBot, asked: Cohort) -> None:
    dialog = RowsDialog(None, asked)
    qtbot.addWidget(dialog)
    tick = dialog.repairs.item(0, 0)
    assert tick is not None
    tick.setCheckState(Qt.CheckState.Checked)
    assert dialog.answers == {"repair:1": UNDO}
    reason = dialog.left.item(0, 3)
    assert reason is not None and reason.text() == "There is no date to place it by."


def test_decisions_that_cannot_be_read_are_as_none(tmp_path: Path) -> None:
    assert kept_terms().decisions.given == {}
    decisions_path().parent.mkdir(parents=True, exist_ok=True)
    decisions_path().write_text("{")
    assert kept_terms().decisions.given == {}


def test_a_pseudonym_is_listed_and_not_pointed_out_again(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Case,Lane,Start,What,Detail\n1,Residence,1 May 2014,Foster care,With Mrs Fennimore\n"
    )
    empty_window.reading.terms = Terms(hide=True)
    read_files(qtbot, empty_window, path)
    assert at_report(empty_window) and "Fennimore" not in words(empty_window)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(empty_window.desk.page, "A pseudonym").click()
    assert empty_window.reading.terms.decisions.pseudonyms == ("Mrs Fennimore",)
    button(empty_window.desk.page, "Open the journey").click()
    case = empty_window.session.case
    assert case is not None and case.entries[0].detail == "With Mrs Fennimore"
    dialog = PseudonymsDialog(None, ("Robin",))
    qtbot.addWidget(dialog)
    dialog.text.setPlainText(" Robin \n\nJay\nRobin")
    assert dialog.names() == ("Robin", "Jay")


def test_words_are_given_a_meaning_remembered_shared_and_forgotten(
    empty_window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Case,Lane,Start,End,What\n1,Residence,1 May 2014,3 May 2014,Aunt Bee's Haven\n"
        "1,Residence,3 June 2014,,Foster care\n"
    )
    empty_window.reading.terms = Terms()
    read_files(qtbot, empty_window, path)
    assert at_report(empty_window)
    page = empty_window.desk.page
    box = next(one for one in page.findChildren(QComboBox) if one.isVisibleTo(page))
    box.setCurrentIndex(box.findText("Foster care"))
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(page, "Remember for next time").click()
    words_kept = empty_window.reading.terms.decisions.words
    assert list(words_kept) == ["residence"] and "aunt bees haven" in words_kept["residence"]
    assert empty_window.desk.cohort is not None
    entry = empty_window.desk.cohort.cases[0].entries[0]
    assert entry.category == "FC" and entry.label == "Aunt Bee's Haven"
    dialog = VocabularyDialog(None, words_kept)
    qtbot.addWidget(dialog)
    shared = tmp_path / "shared.json"
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(shared), "")
    )
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: (str(shared), "")
    )
    dialog.give.click()
    dialog.table.selectRow(0)
    dialog.forget.click()
    assert dialog.words() == {}
    dialog.take.click()
    assert dialog.words() == {"residence": dict(words_kept["residence"])}


def test_whose_rows_they_are_can_be_typed(
    empty_window: MainWindow, qtbot: QtBot, asked: Cohort, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Case,Lane,Start,What\n1,Residence,1 May 2014,Foster care\n")
    empty_window.reading.paths = [path]
    whose = question(
        "whose:1",
        topic=Topic.PERSON,
        title="Who is this?",
        choices=(Choice("YP-07", "YP-07"), Choice("keep aside", "Keep the rows aside")),
        default="YP-07",
        free="case",
    )
    empty_window.show_cohort(replace(asked, questions=(whose,)))
    page = empty_window.desk.page
    box = next(one for one in page.findChildren(QComboBox) if one.isVisibleTo(page))
    assert box.currentText() == "YP-07" and box.isEditable()
    box.setEditText("YP-12")
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(page, "Take this case").click()
    assert empty_window.reading.terms.decisions.given == {"whose:1": "YP-12"}


def test_the_first_case_of_a_large_table_is_drawn_while_the_rest_is_read(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "large.csv"
    words = "placed with mrs fennimore " * 40
    with path.open("w") as stream:
        stream.write("Case,Lane,Start,What,Detail\n")
        for number in range(9_000):
            stream.write(f"{number // 100},Residence,{number % 28 + 1} May 2014,S20,{words}\n")
    assert path.stat().st_size > 8 * 2**20
    empty_window.reading.terms = Terms(hide=True)
    with qtbot.waitSignal(empty_window.reading.first, timeout=30_000):
        empty_window.read([path])
    case = empty_window.session.case
    assert case is not None and case.id == "0" and "fennimore" not in repr(case)
    assert empty_window.message.stop.isVisible() and not at_report(empty_window)
    qtbot.waitUntil(lambda: "of 9,0" in empty_window.message.words.text(), timeout=30_000)
    with qtbot.waitSignal(empty_window.reading.read, timeout=60_000):
        pass
    assert not empty_window.message.stop.isVisible()
    assert at_report(empty_window) and empty_window.desk.cohort is not None
    assert len(empty_window.desk.cohort.cases) == 90


def test_an_answer_given_while_files_are_read_is_not_lost(
    empty_window: MainWindow, asked: Cohort, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Case,Lane,Start,What\n1,Residence,03/04/2014,Foster care\n")
    empty_window.reading.terms = Terms()
    read_files(qtbot, empty_window, path)
    assert empty_window.desk.cohort is not None
    (order,) = empty_window.desk.cohort.questions
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.desk.decide({order.key: "day"})
        assert empty_window.reading.busy
        empty_window.desk.decide({order.key: "month"})
    cohort = empty_window.desk.cohort
    assert cohort is not None and str(cohort.cases[0].entries[0].start.earliest) == "2014-03-04"


def test_after_an_answer_the_keyboard_is_at_the_next_question(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Case,Lane,Start,What,Detail\n1,Residence,03/04/2014,Foster care,With Mrs Fennimore\n"
        "1,Residence,05/06/2014,Foster care,Rang 07700 900123\n"
    )
    empty_window.reading.terms = Terms(hide=True)
    read_files(qtbot, empty_window, path)
    page = empty_window.desk.page
    first, second = list(page.cards.values())[:2]
    qtbot.waitUntil(lambda: first.isAncestorOf(empty_window.focusWidget()))
    kept = button(first, "No: keep the words")
    kept.setFocus()
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        qtbot.keyClick(kept, Qt.Key.Key_Space)
    assert not first.is_open and first.question.given == "keep"
    case = empty_window.desk.cohort.cases[0] if empty_window.desk.cohort else None
    assert case is not None and case.entries[0].detail == "With Mrs Fennimore"
    assert case.entries[1].detail != "Rang 07700 900123"
    qtbot.waitUntil(lambda: second.isAncestorOf(empty_window.focusWidget()))
