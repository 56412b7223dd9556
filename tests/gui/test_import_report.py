"""The import report as a person sees it: what comes first, what is covered, what is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import Topic
from journeyviewer.model.pointing import BAR
from journeyviewer.ui.asked import wants_report
from journeyviewer.ui.importing.mask import MaskedLabel, asked_about
from journeyviewer.ui.look import set_text_size, set_theme, tone
from journeyviewer.ui.main_window import MainWindow
from tests.gui.import_help import MASKED, WHOLE, at_report, button, question, words

pytestmark = pytest.mark.gui


def test_questions_come_before_the_journey(empty_window: MainWindow, asked: Cohort) -> None:
    empty_window.show_cohort(asked)
    assert at_report(empty_window) and empty_window.session.case is None
    said = words(empty_window.desk.page)
    assert "11 rows:\n7\nread\n3\nneed a decision\n1\nleft out\n" in said
    assert "There is no date to place it by." in said
    titles = [card.title.text() for card in empty_window.desk.page.cards.values()]
    assert titles == ["Could this be a name or an address?", "Day first, or month first?"]
    button(empty_window.desk.page, "Open the journeys").click()
    assert empty_window.session.case is not None and not at_report(empty_window)


def test_what_may_name_somebody_is_masked_until_it_is_asked_for(
    empty_window: MainWindow, asked: Cohort
) -> None:
    empty_window.show_cohort(asked)
    page = empty_window.desk.page
    assert MASKED in words(page) and WHOLE not in words(page)
    button(page, "Show me").click()
    assert WHOLE in words(page)
    button(page, "Mask it again").click()
    assert WHOLE not in words(page)


def test_of_two_covered_parts_only_the_one_asked_about_is_solid() -> None:
    whole = "“Attended Invented Academy; teacher Mr Nobody”"
    masked = f"“Attended {BAR}; teacher {BAR}”"
    assert asked_about(masked, whole, "Mr Nobody") == {1}
    assert asked_about(masked, whole, "Invented Academy") == {0}
    # Where it cannot be told, none of them looks less asked about than another.
    assert asked_about(masked, whole, "Somebody Else") is None
    assert asked_about(masked, "", "Mr Nobody") is None


def test_a_bar_is_painted_without_gaps(empty_window: MainWindow, asked: Cohort) -> None:
    first = replace(asked.questions[0], detail=f"Seen at {BAR} on Friday")
    empty_window.show_cohort(replace(asked, questions=(first,)))
    card = next(iter(empty_window.desk.page.cards.values()))
    picture, ink = card.detail.grab().toImage(), tone("ink").rgb()
    longest = run = 0
    for y in range(picture.height()):
        for x in range(picture.width()):
            run = run + 1 if picture.pixel(x, y) == ink else 0
            longest = max(longest, run)
    assert longest > 2 * card.detail.fontMetrics().horizontalAdvance("M")


def test_a_reading_without_questions_opens_at_once(
    empty_window: MainWindow, cohort: Cohort
) -> None:
    assert not wants_report(cohort)
    empty_window.show_cohort(cohort)
    assert empty_window.session.case is not None
    empty_window.show_report()
    assert at_report(empty_window) and "Nothing." in words(empty_window.desk.page)


def test_what_can_wait_does_not_stand_before_the_journey(
    empty_window: MainWindow, asked: Cohort
) -> None:
    wait = question("overlap:1", topic=Topic.OVERLAP, title="Two records overlap by 3 days")
    empty_window.show_cohort(replace(asked, questions=(wait,)))
    assert not at_report(empty_window) and empty_window.session.case is not None


def test_the_report_is_saved_with_the_decisions(
    empty_window: MainWindow, asked: Cohort, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tuple(replace(each, given=each.default) for each in asked.questions)
    empty_window.show_report(replace(asked, questions=given))
    for name in ("report.txt", "report.json"):
        monkeypatch.setattr(
            "PySide6.QtWidgets.QFileDialog.getSaveFileName",
            lambda *_, found=name: (str(tmp_path / found), ""),
        )
        button(empty_window.desk.page, "Save report").click()
    text = (tmp_path / "report.txt").read_text()
    assert "For you to decide" in text and "Invented Street" not in text
    content = json.loads((tmp_path / "report.json").read_text())
    assert content["decisions"]["given"] == {"pointed:1": "hide", "order:1": "day"}
    assert "Invented Street" not in (tmp_path / "report.json").read_text()


@pytest.fixture(
    params=[
        *(("light", size, text) for size in ((1366, 736), (1920, 1020)) for text in (100, 200)),
        # A theme changes colours and pictures alone: where room is least it is enough.
        *((theme, (1366, 736), 200) for theme in ("dark", "grey", "contrast")),
    ],
    ids=str,
)
def dressed(request: pytest.FixtureRequest, as_at_first: None) -> tuple[int, int]:
    """Dress the program before a window is there, and return the size that one is to have."""
    theme, size, text = request.param
    set_theme(theme)
    set_text_size(text)
    return int(size[0]), int(size[1])


def test_nothing_in_the_report_is_cut(
    dressed: tuple[int, int], empty_window: MainWindow, asked: Cohort
) -> None:
    empty_window.resize(*dressed)
    empty_window.show_cohort(asked)
    page = empty_window.desk.page
    for label in page.findChildren(QLabel):
        if label.isVisibleTo(page) and label.text() and not label.wordWrap():
            needed = label.fontMetrics().horizontalAdvance(label.text())
            assert label.width() >= needed, label.text()
    for one in page.findChildren(QPushButton):
        if one.isVisibleTo(page):
            assert one.width() >= one.sizeHint().width() - 1, one.text()


def test_a_masked_text_of_two_lines_has_room_for_both(qtbot: QtBot) -> None:
    label = MaskedLabel()
    qtbot.addWidget(label)
    label.show_words(f"Found by {BAR} " + "and taken to another place " * 6)
    one = label.fontMetrics().lineSpacing()
    assert label.heightForWidth(4_000) < 2 * one
    assert label.heightForWidth(300) >= 3 * one
    label.show_words(f"Found by {BAR}")
    assert label.heightForWidth(300) < 2 * one


def test_an_answer_changes_its_own_card_and_covers_what_was_shown(
    empty_window: MainWindow, asked: Cohort
) -> None:
    empty_window.show_report(asked)
    page = empty_window.desk.page
    masked, other = page.cards.values()
    kept = button(masked, "Show me")
    answer = button(other, "3 April 2013")
    answered = [
        replace(item, given="month") if item.detail.startswith("04/03") else item
        for item in asked.questions
    ]
    page.show_cohort(replace(asked, questions=tuple(answered)))
    assert button(masked, "Show me") is kept
    assert button(other, "3 April 2013") is not answer
    assert button(other, "3 April 2013").accessibleDescription() == "This answer holds"
    kept.click()
    assert masked.detail.text() == WHOLE
    page.show_cohort(asked)
    assert masked.detail.text() == MASKED and button(masked, "Show me")
