"""The import report by keyboard alone: Tab goes from card to card, also after answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import Question
from journeyviewer.ui.importing.focus import cards_in, place_of
from journeyviewer.ui.main_window import MainWindow
from tests.gui.import_help import question

pytestmark = pytest.mark.gui
TITLES = ("First?", "Second?", "Third?")


def asking(cohort: Cohort, *questions: Question) -> Cohort:
    return replace(cohort, questions=questions)


def keyboard() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def stops(window: MainWindow, qtbot: QtBot, most: int = 40) -> list[int | str]:
    """Return where Tab leads from the first card on: numbers of cards, and what is said below."""
    page = window.desk.page
    page.take_focus()
    QApplication.processEvents()
    found: list[int | str] = []
    for _ in range(most):
        here = keyboard()
        at = place_of(here, cards_in(page.list))
        found.append(here.accessibleName() if at is None else at)
        if here is page.open:
            return found
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    return found


def test_tab_goes_through_the_cards_as_they_stand_also_after_answers(
    empty_window: MainWindow, qtbot: QtBot, asked: Cohort
) -> None:
    first, second, third = (question(f"order:{at}", title=title) for at, title in enumerate(TITLES))
    page = empty_window.desk.page
    empty_window.show_cohort(asking(asked, first, third))
    # The second comes up, as one does that an answer leads to; then an answer is taken back.
    page.show_cohort(asking(asked, first, second, third))
    page.show_cohort(asking(asked, first, second, third), [first.key])
    walked = stops(empty_window, qtbot)
    assert walked[:6] == [0, 0, 1, 1, 2, 2], walked
    # What stands beside and below comes after, with what opens the journeys last.
    assert walked[6] == "See the rows" and walked[-1] == page.open.accessibleName()


def test_the_arrow_to_the_next_question_keeps_the_keyboard(
    empty_window: MainWindow, qtbot: QtBot, asked: Cohort
) -> None:
    many = [question(f"order:{at}", detail=f"Number {at}") for at in range(3)]
    empty_window.show_cohort(asking(asked, *many))
    QApplication.processEvents()
    (card,) = empty_window.desk.page.cards.values()
    arrows = card.findChildren(QToolButton)
    next(each for each in arrows if each.accessibleName() == "The next question").setFocus()
    for shown in ("Number 1", "Number 2", "Number 0"):
        qtbot.keyClick(keyboard(), Qt.Key.Key_Space)
        QApplication.processEvents()
        assert card.detail.text() == shown
        assert keyboard().accessibleName() == "The next question"
