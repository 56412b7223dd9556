"""One answer for several questions: it is given to those that it answers as well, and says so."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from journeyviewer.ui.importing.cards import QuestionCard
from journeyviewer.ui.main_window import MainWindow
from tests.gui.import_help import at_report, button, read_files
from tests.gui.test_import_answers import card_about, cohort_of, first_shown

TABLE = """Child,Date,Event
YP1,14/02/2014,Moved to a new foster home
YP2,15/02/2014,Started at the new school
Mum,16/02/2014,Was seen by the worker at home
Both,17/02/2014,The police were called to the home
Brother,18/02/2014,Was seen by the worker at school
Dad,19/02/2014,Was not seen by anybody
"""
ALIKE = "like this"


def card(window: MainWindow) -> QuestionCard:
    return card_about(window, "Whose rows")


def go_to(window: MainWindow, words: str) -> None:
    """Show the question about a word in the column of children."""
    for _ in card(window).group.questions:
        if f"“{words}”" in card(window).question.detail:
            return
        (after,) = [
            each
            for each in card(window).findChildren(QToolButton)
            if each.accessibleName() == "The next question" and each.isVisibleTo(window)
        ]
        after.click()
    raise AssertionError(words)


def answer(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Choose an answer in the list of the question that is shown, as the mouse does."""
    (box,) = [one for one in card(window).findChildren(QComboBox) if one.isVisibleTo(window)]
    place = box.findText(words)
    assert place >= 0, [box.itemText(at) for at in range(box.count())]
    box.setCurrentIndex(place)
    with qtbot.waitSignal(window.reading.read, timeout=20_000):
        box.activated.emit(place)


def offered(window: MainWindow) -> list[str]:
    """Return what answers several at once, as it is read on the card."""
    found = [one for one in card(window).findChildren(QPushButton) if one.isVisibleTo(window)]
    return [one.accessibleName() for one in found if one.accessibleName().endswith(ALIKE)]


def given(window: MainWindow) -> dict[str, str | None]:
    found = {}
    for question in cohort_of(window).questions:
        word = question.detail.partition("“")[2].partition("”")[0]
        found[word] = question.given
    return found


def test_rows_about_the_child_and_about_others_are_not_answered_alike(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "both.csv"
    path.write_text(TABLE)
    read_files(qtbot, empty_window, path)
    assert at_report(empty_window)

    # Nothing is decided: all of them may be kept aside.
    go_to(empty_window, "Both")
    assert offered(empty_window) == ["Answer all 4 like this"]

    answer(empty_window, qtbot, "They are about each of YP1, YP2")
    go_to(empty_window, "Both")
    assert offered(empty_window) == []

    go_to(empty_window, "Mum")
    answer(empty_window, qtbot, "They belong to the journey of YP1")
    go_to(empty_window, "Mum")
    assert offered(empty_window) == ["Answer numbers 1 and 4 like this"]
    places = [one.detail for one in card(empty_window).group.questions]
    assert "“Mum”" in places[0] and "“Dad”" in places[3]
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(card(empty_window), "Answer numbers 1 and 4 like this").click()

    assert given(empty_window) == {
        "Mum": "YP1",
        "Both": "every child named",
        "Brother": None,
        "Dad": "YP1",
    }
    cases = {case.id: len(case.entries) for case in cohort_of(empty_window).cases}
    assert cases == {"YP1": 4, "YP2": 2}


def test_a_typed_case_answers_the_rows_about_others_and_not_those_about_the_child(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "both.csv"
    path.write_text(TABLE)
    read_files(qtbot, empty_window, path)
    go_to(empty_window, "Dad")
    (box,) = [
        one
        for one in card(empty_window).findChildren(QComboBox)
        if one.isVisibleTo(card(empty_window))
    ]
    box.setEditText("YP9")
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(card(empty_window), "Take this case").click()
    go_to(empty_window, "Dad")
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(card(empty_window), "Answer numbers 1 and 4 like this").click()
    assert given(empty_window) == {"Mum": "YP9", "Both": None, "Brother": None, "Dad": "YP9"}


def test_the_same_word_first_answers_only_children_of_whom_it_was_told_first(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    rows = [
        f"{child},{sex},,Residence,2 May 201{at},S20\n"
        for child, told in (("7", "FM"), ("8", "MF"), ("9", "FM"))
        for at, sex in enumerate(told)
    ]
    path.write_text("Case,Gender,Born,Lane,Start,What\n" + "".join(rows))
    read_files(qtbot, empty_window, path)
    about = card_about(empty_window, "about the sex")
    shown = [one.accessibleName() for one in about.findChildren(QPushButton) if not one.isHidden()]
    # “Female” is what was told first of two of them; of the third that is “Male”.
    assert about.question.words_of(about.question.answer).startswith("Female")
    assert "Answer numbers 1 and 3 like this" in shown
    # That nothing is known can be said of all of them.
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(about, "Leave it unknown").click()
    button(first_shown(empty_window), "Answer all 3 like this")


def test_nothing_of_a_card_overlaps_where_its_words_take_another_line(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "long.csv"
    # Names so long that the list is wide, and words that need more than one line beside them.
    path.write_text(TABLE.replace("YP", "YP-2014-000123-Referral-by-School-"))
    empty_window.resize(1366, 768)
    read_files(qtbot, empty_window, path)
    go_to(empty_window, "Both")
    shown = card(empty_window)
    qtbot.waitUntil(lambda: shown.height() >= shown.heightForWidth(shown.width()))
    parts = [
        part.geometry()
        for part in (shown.detail, *shown.findChildren(QComboBox), *shown.findChildren(QPushButton))
        if part.isVisibleTo(shown)
    ]
    assert shown.detail.height() > 1.5 * shown.detail.fontMetrics().height()
    overlapping = [
        (one, other)
        for at, one in enumerate(parts)
        for other in parts[at + 1 :]
        if one.intersects(other)
    ]
    assert not overlapping
