"""Answers given in the window: what is shown of each value, and what comes of an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import Choice, Part, Question, Topic
from journeyviewer.model.pointing import BAR
from journeyviewer.ui.asked import kept_terms
from journeyviewer.ui.importing.cards import QuestionCard
from journeyviewer.ui.importing.children import ChildrenDialog
from journeyviewer.ui.importing.rows import RowsDialog
from journeyviewer.ui.main_window import MainWindow
from tests.documents import document, line, run
from tests.gui.import_help import at_report, button, read_files, words

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
D = TypeVar("D", bound=QDialog)
HEAD = "Case,Gender,Born,Lane,Start,What\n"


def read(window: MainWindow, qtbot: QtBot, path: Path, rows: str) -> Cohort:
    path.write_text(HEAD + rows)
    window.reading.terms = Terms(hide=True)
    read_files(qtbot, window, path)
    return cohort_of(window)


def cohort_of(window: MainWindow) -> Cohort:
    found = window.desk.cohort if at_report(window) else window.session.cohort
    assert found is not None
    return found


def card_about(window: MainWindow, title: str) -> QuestionCard:
    (card,) = [found for found in window.desk.page.cards.values() if title in found.title.text()]
    return card


def test_which_birth_holds_is_answered_kept_and_taken_back(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
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

    def take_back(dialog: RowsDialog) -> None:
        tick = dialog.repairs.item(0, 0)
        assert tick is not None and dialog.tabs.currentWidget() is dialog.repairs
        tick.setCheckState(Qt.CheckState.Checked)
        dialog.accept()

    in_dialog(RowsDialog, take_back)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(empty_window.desk.page, "See the repairs").click()
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


def a_return(folder: Path, children: int) -> Path:
    """Write a return of children whose placements overlap by four days."""
    path = folder / "episodes.csv"
    rows = "".join(
        f"YP{child},01/02/2018,S,C1,N1,U4,PR1,24/12/2018,X1\n"
        f"YP{child},20/12/2018,P,C1,N1,U6,PR1,01/03/2019,E4A\n"
        for child in range(children)
    )
    path.write_text(EPISODES + rows)
    return path


def ends(cohort: Cohort) -> dict[str, str]:
    found = {case.id: case.in_lane("residence")[0].end for case in cohort.cases}
    return {name: str(end and end.last) for name, end in found.items()}


def in_dialog(kind: type[D], act: Callable[[D], None]) -> None:
    """Do something with a dialog of this kind once it is there."""

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, kind):
            act(found)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def give(dialog: ChildrenDialog, answer: str) -> None:
    dialog.choice.setCurrentIndex(dialog.choice.findText(answer))
    dialog.give.click()


def test_one_child_is_answered_otherwise_and_follows_the_rest_again(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    read_files(qtbot, empty_window, a_return(tmp_path, 12))
    empty_window.show_report()
    card = card_about(empty_window, "overlap")
    assert "It is about 12 cases." in words(card)
    QApplication.processEvents()
    high = card.height()

    def otherwise(dialog: ChildrenDialog) -> None:
        qtbot.keyClicks(dialog.search, "yp1")
        assert dialog.model.rowCount() == 3 and not dialog.give.isEnabled()
        dialog.table.selectRow(0)
        give(dialog, "End the earlier one when the later begins")
        assert dialog.said.text().startswith("3 cases listed, 1 chosen. 1 is answered otherwise")
        dialog.keep.click()

    in_dialog(ChildrenDialog, otherwise)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(card, "Answer case by case…").click()

    last = ends(cohort_of(empty_window))
    assert last.pop("YP1") == "2018-12-20" and set(last.values()) == {"2018-12-24"}
    assert list(kept_terms().decisions.given.values()) == ["earlier"]
    card = card_about(empty_window, "overlap")
    QApplication.processEvents()
    assert "12 cases, 1 answered otherwise." in words(card) and card.height() == high

    def again(dialog: ChildrenDialog) -> None:
        dialog.table.selectAll()
        give(dialog, "Like the rest")
        dialog.keep.click()

    in_dialog(ChildrenDialog, again)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(card, "Answer case by case…").click()
    assert set(ends(cohort_of(empty_window)).values()) == {"2018-12-24"}


def test_starting_again_forgets_the_answers_for_one_child_too(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    read_files(qtbot, empty_window, a_return(tmp_path, 2))
    empty_window.show_report()
    (question,) = [item for item in cohort_of(empty_window).questions if item.parts]
    for act in (
        lambda: empty_window.desk.decide({question.parts[1].key: "later"}),
        empty_window.desk.start_again,
    ):
        with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
            act()
    assert kept_terms().decisions.given == {}


def test_a_list_of_very_many_children_answers_at_once(qtbot: QtBot) -> None:
    parts = tuple(Part(key=f"p:{n}", child=f"YP{n}", detail="One.") for n in range(20_000))
    question = Question(
        key="overlap:1",
        topic=Topic.OVERLAP,
        title="Trim?",
        detail="",
        choices=(Choice("keep", "Draw both"), Choice("earlier", "End the earlier")),
        default="keep",
        parts=parts,
    )
    dialog = ChildrenDialog(None, question)
    qtbot.addWidget(dialog)
    dialog.table.selectAll()
    give(dialog, "End the earlier")
    dialog.search.setText("yp1999")
    assert dialog.model.rowCount() == 11
    dialog.table.selectAll()
    give(dialog, "Like the rest")
    dialog.keep.click()
    assert len(dialog.answers) == 20_000 - 11


def test_prose_is_read_once_somebody_says_so_and_kept_aside_again_after(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    days = ("3 March 2014", "4 April 2014", "5 May 2014")
    paragraphs = [line(run(f"On {day} she went to see her aunt.")) for day in days]
    path = tmp_path / "YP-05.docx"
    path.write_bytes(document(*paragraphs))
    empty_window.reading.terms = Terms(hide=True)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
    page = empty_window.desk.page
    assert at_report(empty_window) and not page.open.isEnabled()
    assert "Answer the question on the left" in words(page)
    # They wait for an answer: nothing is left out yet.
    assert page.numbers["decide"].text() == "3" and page.numbers["left"].text() == "0"
    assert page.left_out.text() == "Left out: 0 rows"

    card = card_about(empty_window, "each paragraph")
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(card, "Yes: one record for each paragraph that names a day").click()
    assert page.open.isEnabled()
    assert [len(case.entries) for case in cohort_of(empty_window).cases] == [3]

    card = card_about(empty_window, "each paragraph")
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(card, "Keep the text aside until I have looked").click()
    assert not cohort_of(empty_window).cases and not page.open.isEnabled()
    # Kept aside by choice, they are left out.
    assert page.numbers["decide"].text() == "0" and page.numbers["left"].text() == "3"
