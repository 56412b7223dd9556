"""The import report as a person uses it: questions, columns, repairs, and on to the journey."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort, Tally, TrayRow
from journeyviewer.model.decisions import UNDO, Choice, Question, Repair, Topic
from journeyviewer.model.pointing import BAR
from journeyviewer.ui.asked import decisions_path, kept_terms, wants_report
from journeyviewer.ui.importing.columns import ColumnsDialog
from journeyviewer.ui.importing.mask import MaskedLabel, asked_about
from journeyviewer.ui.importing.pseudonyms import PseudonymsDialog
from journeyviewer.ui.importing.rows import RowsDialog
from journeyviewer.ui.importing.vocabulary import VocabularyDialog
from journeyviewer.ui.look import set_text_size, set_theme, tone
from journeyviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui

EXCLUSIONS = """pupil,startdate,category
YP1,14/02/2014,SUSP
YP2,02/03/2014,SUSP
YP1,03/03/2015,SUSP
"""
MASKED, WHOLE = "Seen at ████████ on Friday", "Seen at Invented Street 4 on Friday"


def question(key: str, **other: object) -> Question:
    usual = Question(
        key=key,
        topic=Topic.ORDER,
        title="Day first, or month first?",
        detail="04/03/2013 could be either.",
        choices=(Choice("day", "4 March 2013"), Choice("month", "3 April 2013")),
        default="day",
        file="a.csv",
        rows=(3, 4),
    )
    return replace(usual, **other)  # type: ignore[arg-type]


@pytest.fixture
def asked(cohort: Cohort) -> Cohort:
    """A reading with two questions, a row left out and a repair."""
    pointed = question(
        "pointed:1",
        topic=Topic.IDENTIFIER,
        title="Could this be a name or an address?",
        detail=MASKED,
        whole=WHOLE,
        choices=(Choice("hide", "Keep it hidden"), Choice("keep", "Not a name")),
        default="hide",
        rows=(5,),
    )
    return replace(
        cohort,
        questions=(pointed, question("order:1")),
        tallies=(Tally(file="a.csv", sheet=None, rows_read=12, used=10, tray=1, non_data=1),),
        tray=(TrayRow("a.csv", None, 9, "There is no date to place it by."),),
        repairs=(Repair(key="repair:1", rule="id", before="12.0", after="12", file="a.csv"),),
    )


@pytest.fixture
def empty_window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 736)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def words(widget: QWidget) -> str:
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return "\n".join(labels)


def button(widget: QWidget, text: str) -> QPushButton:
    found = [one for one in widget.findChildren(QPushButton) if one.accessibleName() == text]
    shown = [one for one in found if one.isVisibleTo(widget)]
    assert shown, f"no button “{text}”"
    return shown[0]


def at_report(window: MainWindow) -> bool:
    return window.pages.currentWidget() is window.desk.page


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


def test_tables_nobody_knows_come_first_and_an_empty_journey_is_not_drawn(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "exclusions.csv"
    path.write_text(EXCLUSIONS)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
    page = empty_window.desk.page
    assert page.lanes.isHidden() and page.open.toolTip()
    name = button(page, "Name the columns…")
    qtbot.waitUntil(lambda: empty_window.focusWidget() is name)


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


def test_columns_are_named_and_the_journeys_open(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "exclusions.csv"
    path.write_text(EXCLUSIONS)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
    assert at_report(empty_window) and "What is in these columns?" in words(empty_window.desk.page)
    drawn: list[str] = []

    def choose(dialog: ColumnsDialog) -> int:
        assert not dialog.take.isEnabled() and "lane" in dialog.said.text()
        dialog.lane.setCurrentIndex(dialog.lane.findData("education"))
        assert dialog.take.isEnabled()
        qtbot.waitUntil(lambda: dialog.session.case is not None, timeout=20_000)
        drawn.append(dialog.said.text())
        dialog.accept()
        return 1

    monkeypatch.setattr(ColumnsDialog, "exec", choose)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        button(empty_window.desk.page, "Name the columns…").click()
    assert drawn == ["2 cases from 3 rows."]
    button(empty_window.desk.page, "Open the journeys").click()
    cohort = empty_window.session.cohort
    assert cohort is not None and [case.id for case in cohort.cases] == ["YP1", "YP2"]
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
    assert not at_report(empty_window), "what was named is remembered"


def test_the_assistant_draws_a_journey_that_its_table_has_a_part_in(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    book = Workbook()
    first, second = book.active, book.create_sheet("Exclusions")
    first.title = "Chronology"
    first.append(["Date", "What happened"])
    first.append(["13/05/2011", "Referral by school"])
    for line in EXCLUSIONS.splitlines():
        second.append(line.split(","))
    book.save(tmp_path / "both.xlsx")
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([tmp_path / "both.xlsx"])
    cohort = empty_window.desk.cohort
    assert cohort is not None
    (table,) = (each for each in cohort.tables if each.sheet == "Exclusions")
    dialog = ColumnsDialog(empty_window, table, empty_window.reading)
    qtbot.addWidget(dialog)
    dialog.lane.setCurrentIndex(dialog.lane.findData("education"))
    qtbot.waitUntil(lambda: dialog.session.case is not None, timeout=20_000)
    read = dialog.session.cohort
    assert read is not None and len(read.cases) == 3
    assert dialog.session.case is not None and dialog.session.case.id == "YP1"
    box = dialog.boxes[2]
    box.activated.emit(box.currentIndex())
    reason = dialog.rows.item(1, 2)
    assert reason is not None and reason.text() == "You chose it."
    dialog.reject()


def test_two_columns_cannot_hold_the_same(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "exclusions.csv"
    path.write_text(EXCLUSIONS)
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
    assert empty_window.desk.cohort is not None
    dialog = ColumnsDialog(empty_window, empty_window.desk.cohort.tables[0], empty_window.reading)
    qtbot.addWidget(dialog)
    boxes = [one for one in dialog.boxes if isinstance(one, QComboBox)]
    boxes[2].setCurrentIndex(boxes[2].findData("start"))
    assert "Two columns hold the same" in dialog.said.text() and not dialog.take.isEnabled()
    dialog.reject()


def test_a_repair_is_taken_back(qtbot: QtBot, asked: Cohort) -> None:
    dialog = RowsDialog(None, asked)
    qtbot.addWidget(dialog)
    tick = dialog.repairs.item(0, 0)
    assert tick is not None
    tick.setCheckState(Qt.CheckState.Checked)
    assert dialog.answers == {"repair:1": UNDO}
    reason = dialog.left.item(0, 3)
    assert reason is not None and reason.text() == "There is no date to place it by."


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


@pytest.mark.parametrize("theme", ["light", "dark", "grey", "contrast"])
@pytest.mark.parametrize("size", [(1366, 736), (1920, 1020)])
@pytest.mark.parametrize("text", [100, 200])
def test_nothing_in_the_report_is_cut(
    empty_window: MainWindow, asked: Cohort, theme: str, size: tuple[int, int], text: int
) -> None:
    set_theme(theme)
    set_text_size(text)
    try:
        empty_window.resize(*size)
        empty_window.show_cohort(asked)
        page = empty_window.desk.page
        for label in page.findChildren(QLabel):
            if label.isVisibleTo(page) and label.text() and not label.wordWrap():
                needed = label.fontMetrics().horizontalAdvance(label.text())
                assert label.width() >= needed, label.text()
        for one in page.findChildren(QPushButton):
            if one.isVisibleTo(page):
                assert one.width() >= one.sizeHint().width() - 1, one.text()
    finally:
        set_theme("light")
        set_text_size(100)


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
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
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
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
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


def test_a_form_that_is_not_sure_is_said_and_its_columns_can_be_named(
    empty_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "YP7.csv"
    path.write_text(
        "When,What took place\n3 May 2014,Ran from school and was found at the park nearby\n"
        "4 May 2014,Came to the meeting with her sister and spoke about school\n"
    )
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
    empty_window.show_report()
    assert "is that right?" in words(empty_window.desk.page)
    assert button(empty_window.desk.page, "Name the columns…").isEnabled()


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
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
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
    with qtbot.waitSignal(empty_window.reading.read, timeout=20_000):
        empty_window.read([path])
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


def test_a_masked_text_of_two_lines_has_room_for_both(qtbot: QtBot) -> None:
    label = MaskedLabel()
    qtbot.addWidget(label)
    label.show_words(f"Found by {BAR} " + "and taken to another place " * 6)
    one = label.fontMetrics().lineSpacing()
    assert label.heightForWidth(4_000) < 2 * one
    assert label.heightForWidth(300) >= 3 * one
