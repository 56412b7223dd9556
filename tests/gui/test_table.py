"""The table beside the journey: the same records, the same selection, nothing that leaks."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Case, Cohort, Entry, EntryId, SourceRow
from journeyviewer.session.finding import Filter
from journeyviewer.session.session import Session
from journeyviewer.ui.look import set_theme, tone
from journeyviewer.ui.table import TableView
from journeyviewer.ui.table_model import safe
from journeyviewer.ui.table_words import Column
from tests.big_cases import big_case
from tests.journeys import OPEN, a_case, entry, full_journey, when

pytestmark = pytest.mark.gui


def session_on(*cases: Case) -> Session:
    session = Session()
    session.open_cohort(Cohort(name="test", cases=cases))
    return session


def shown(qtbot: QtBot, session: Session, width: int = 1340) -> TableView:
    table = TableView(session)
    qtbot.addWidget(table)
    table.resize(width, 800)
    table.show()
    qtbot.waitExposed(table)
    return table


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    return shown(qtbot, session_on(full_journey(), a_case(entry("legal", "S20", "2012"), id="2")))


def cell(table: TableView, row: int, column: Column) -> str:
    return str(table.model.index(row, column).data())


def row_of(table: TableView, wanted: Entry) -> int:
    row = table.model.row_of(wanted.id)
    assert row is not None
    return row


def place(table: TableView, row: int) -> QPoint:
    return QPoint(30, table.rows.rowViewportPosition(row) + 5)


def click(
    qtbot: QtBot,
    table: TableView,
    row: int,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    table.rows.scrollTo(table.model.index(row, 0))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(table.rows.viewport(), left, keys, place(table, row))


def test_the_same_records_stand_in_the_same_order(table: TableView) -> None:
    assert [one.id for one in table.model.entries] == [one.id for one in table.session.in_order()]
    assert table.count.text() == f"{len(full_journey().entries)} records, in the journey’s order"


def test_a_row_says_what_the_file_says(qtbot: QtBot) -> None:
    source = SourceRow("Case 1.xlsx", "Placements", 5)
    home = entry("residence", "SCH", "2013-04-24", "2013-07-19", words="sec. unit")
    vague = entry("residence", "FC", "2012-03", "2013-04-24", words="foster c")
    for one in (home, vague):
        object.__setattr__(one, "label", "Secure children’s home")
        object.__setattr__(one, "sources", (source, source))
        object.__setattr__(one, "detail", "two\nlines")
    object.__setattr__(vague.start, "raw", "Mar-12")
    table = shown(qtbot, session_on(a_case(home, vague, birth="1998-05-09")))
    told = [cell(table, 1, column) for column in Column]
    assert told == [
        "Residence",
        "Spell",
        "Secure children’s home",
        "sec. unit",
        "2013-04-24",
        "2013-07-19",
        "14y 11m",
        "86",
        "Exact",
        "Row 5, Placements, and 1 more row",
        "two lines",
    ]
    assert cell(table, 0, Column.START) == "Mar-12"
    assert cell(table, 0, Column.CERTAINTY) == "Start not exact"
    assert cell(table, 0, Column.DAYS).startswith("about ")


def test_words_that_say_just_what_a_record_is_are_not_painted_twice(qtbot: QtBot) -> None:
    told = entry("legal", "No order", "2012-01-01", OPEN, words="No order")
    other = replace(told, id=EntryId("other"), label="Care order", words="ICO granted")
    table = shown(qtbot, session_on(a_case(replace(told, label="No order"), other)))
    for one, brief in ((told, "same"), (other, "ICO granted")):
        row = row_of(table, one)
        assert table.model.brief(row, Column.WORDS) == brief
        assert cell(table, row, Column.WORDS) == one.words
        assert table.model.brief(row, Column.LANE) == "Legal"
        assert cell(table, row, Column.LANE) == "Legal status"


def test_ends_that_are_not_there_are_said(qtbot: QtBot) -> None:
    going = entry("residence", "FC", "2015-11-08", OPEN)
    lost = entry("legal", "S20", "2012-01-01")
    event = entry("referrals", "Strategy meeting", "2013-01-01")
    table = shown(qtbot, session_on(a_case(going, lost, event)))
    ends = [cell(table, row_of(table, one), Column.END) for one in (going, lost, event)]
    assert ends == ["Still going on", "Not known", ""]
    assert cell(table, row_of(table, going), Column.DAYS) == "10 so far"
    assert cell(table, row_of(table, event), Column.DAYS) == ""


def all_words(table: TableView) -> str:
    columns = table.rows.shown_columns()
    return table.model.as_text(range(len(table.model.entries)), columns)


def test_without_dates_no_year_is_left(qtbot: QtBot) -> None:
    home = entry("residence", "FC", "2012-03-04", "2013-04", words="moved 4 March 2012")
    object.__setattr__(home, "detail", "seen in May 2012, and on 2012-05-06")
    object.__setattr__(home, "sources", (SourceRow("case of 2012.csv", None, 4),))
    table = shown(qtbot, session_on(a_case(home, *full_journey().entries)))
    assert "2012" in all_words(table)
    table.session.show_dates(False)
    assert not re.search(r"(199|20[0-3])\d", all_words(table))
    assert table.rows.isColumnHidden(Column.START)
    titles = [table.model.heading(column) for column in table.rows.shown_columns()]
    assert titles.index("Age at start") + 1 == titles.index("Age at end")
    assert cell(table, row_of(table, home), Column.AGE) == "13y 10m"
    table.session.show_dates(True)
    assert not table.rows.isColumnHidden(Column.START)


def test_the_curtain_hides_what_was_not_known_yet(table: TableView) -> None:
    before = len(table.model.entries)
    table.session.draw_curtain(when("2013-03-15").first)
    assert 0 < len(table.model.entries) < before
    assert all(one.start.first <= when("2013-03-15").first for one in table.model.entries)


def test_another_case_brings_its_own_rows(table: TableView) -> None:
    table.session.choose_case("2")
    assert [cell(table, 0, Column.LANE)] == ["Legal status"] and len(table.model.entries) == 1


def test_another_case_begins_at_its_first_record_and_a_selected_one_stays_in_sight(
    qtbot: QtBot,
) -> None:
    first, second = big_case(300), replace(big_case(300), id="2")
    table = shown(qtbot, session_on(first, second))
    bar = table.rows.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert bar.value() > 0
    table.session.choose_case("2")
    assert bar.value() == 0
    # A change of the view is no change of the case.
    bar.setValue(bar.maximum() // 2)
    table.session.show_dates(False)
    assert bar.value() > 0


def test_a_hidden_table_fetches_when_it_is_shown(qtbot: QtBot) -> None:
    session = session_on(full_journey(), a_case(entry("legal", "S20", "2012"), id="2"))
    table = TableView(session)
    qtbot.addWidget(table)
    session.choose_case("2")
    session.select(session.in_order()[0].id)
    assert table.model.rowCount() == 0
    table.show()
    assert table.model.rowCount() == 1 and table.rows.chosen_rows() == [0]


def test_a_filter_hides_rows_and_says_so(qtbot: QtBot, table: TableView) -> None:
    assert not table.hidden.isVisible() and not table.show_all.isVisible()
    table.session.set_filter(Filter(lanes=frozenset({"residence"})))
    hidden = table.session.passed_over
    assert hidden and table.hidden.text() == f"{hidden} hidden" and table.hidden.isVisible()
    assert {one.lane for one in table.model.entries} == {"residence"}
    qtbot.mouseClick(table.show_all, Qt.MouseButton.LeftButton)
    assert table.session.filter.empty and not table.show_all.isVisible()
    assert len(table.model.entries) == len(full_journey().entries)


def test_a_filter_that_hides_all_says_so(table: TableView) -> None:
    table.session.set_filter(Filter(words="no such words"))
    assert table.nothing.isVisible() and "hides every record" in table.nothing.title.text()
    assert not table.rows.isVisible() and table.show_all.isVisible()


def test_choosing_rows_selects_and_selecting_chooses_rows(qtbot: QtBot, table: TableView) -> None:
    told: list[object] = []
    table.session.listen(told.append)
    click(qtbot, table, 3)
    names = [one.id for one in table.model.entries]
    assert table.session.selection == (names[3],) and told == ["selection"]
    click(qtbot, table, 6, Qt.KeyboardModifier.ShiftModifier)
    assert table.session.selection == tuple(names[3:7])
    click(qtbot, table, 5, Qt.KeyboardModifier.ControlModifier)
    assert set(table.session.selection) == {names[3], names[4], names[6]}
    told.clear()
    last = len(names) - 1
    table.session.select(names[last], names[1])
    assert table.rows.chosen_rows() == [1, last] and told == ["selection"]
    area = table.rows.viewport().rect()
    assert area.contains(place(table, last))
    table.session.select()
    assert table.rows.chosen_rows() == []


def test_keys_walk_the_rows_and_lead_out(qtbot: QtBot, table: TableView) -> None:
    names = [one.id for one in table.model.entries]
    click(qtbot, table, 0)
    qtbot.keyClick(table.rows, Qt.Key.Key_Down)
    assert table.session.selection == (names[1],)
    qtbot.keyClick(table.rows, Qt.Key.Key_End)
    assert table.session.selection == (names[-1],)
    qtbot.keyClick(table.rows, Qt.Key.Key_Home)
    qtbot.keyClick(table.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.session.selection == tuple(names[:2])
    with qtbot.waitSignal(table.asked_for_details):
        qtbot.keyClick(table.rows, Qt.Key.Key_Return)
    qtbot.keyClick(table.rows, Qt.Key.Key_Escape)
    assert table.session.selection == ()


def test_a_column_sorts_and_the_third_press_returns(qtbot: QtBot, table: TableView) -> None:
    journey = [one.id for one in table.model.entries]
    chosen = journey[4]
    table.session.select(chosen)
    header = table.rows.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(Column.DAYS) + 20, 8)

    def press() -> None:
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    press()
    days = [cell(table, row, Column.DAYS) for row in range(len(journey))]
    known = [int(re.sub(r"\D", "", said)) for said in days if said and said != "under 1"]
    assert known == sorted(known) and days[-1] == "" and "↑" in table.model.heading(Column.DAYS)
    assert table.rows.chosen_rows() == [table.model.row_of(chosen)]
    press()
    days = [cell(table, row, Column.DAYS) for row in range(len(journey))]
    assert days[-1] == "" and "sorted by length in days" in table.count.text()
    press()
    assert [one.id for one in table.model.entries] == journey
    press()
    qtbot.mouseClick(table.in_order, Qt.MouseButton.LeftButton)
    assert [one.id for one in table.model.entries] == journey
    assert not table.in_order.isVisible()


@pytest.mark.parametrize("column", list(Column))
def test_every_column_sorts_without_losing_a_record(table: TableView, column: Column) -> None:
    names = {one.id for one in table.model.entries}
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.rows.horizontalHeader().setSortIndicator(column, order)
        assert {one.id for one in table.model.entries} == names


def test_rows_are_copied_as_plain_text_that_no_spreadsheet_calculates(qtbot: QtBot) -> None:
    nasty = entry("support", "Youth worker", "2012-01-01", words='=HYPERLINK("x")\tand\nmore')
    object.__setattr__(nasty, "detail", "  +44")
    table = shown(qtbot, session_on(a_case(nasty)))
    table.session.select(nasty.id)
    qtbot.keyClick(table.rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.hasText() and not copied.hasHtml()
    heading, line, rest = copied.text().split("\n")
    assert rest == "" and heading.split("\t")[0] == "Lane"
    cells = line.split("\t")
    assert len(cells) == len(Column) and cells[Column.WORDS] == '\'=HYPERLINK("x") and more'
    assert cells[Column.DETAIL] == "'+44"
    assert [safe(words) for words in ("-", "-1", "@a", "a=1")] == ["-", "'-1", "'@a", "a=1"]


def pixels(image: QImage, colour: QColor) -> int:
    drawn = image.convertToFormat(QImage.Format.Format_RGB32)
    return int((np.frombuffer(drawn.constBits(), np.uint32) == colour.rgb()).sum())


@pytest.mark.parametrize("theme", ["light", "dark", "grey", "contrast"])
def test_words_looked_for_are_marked_in_every_theme(table: TableView, theme: str) -> None:
    set_theme(theme)
    table.resize(1340, 300)
    before = pixels(table.rows.viewport().grab().toImage(), tone("search"))
    table.session.search("mother")
    assert pixels(table.rows.viewport().grab().toImage(), tone("search")) > before + 200


def test_words_looked_for_stay_in_sight_in_a_long_cell(qtbot: QtBot) -> None:
    long = entry("support", "Youth worker", "2012-01-01", words="word " * 60 + "needle at the end")
    table = shown(qtbot, session_on(a_case(long)))
    before = pixels(table.rows.viewport().grab().toImage(), tone("search"))
    table.session.search("needle")
    assert pixels(table.rows.viewport().grab().toImage(), tone("search")) > before + 100


def test_a_row_shows_pointer_selection_and_keyboard(qtbot: QtBot, table: TableView) -> None:
    def area(row: int) -> QImage:
        top = table.rows.rowViewportPosition(row)
        image = table.rows.viewport().grab().toImage()
        return image.copy(0, top, 400, table.rows.rowHeight(row) - 1)

    plain = area(3)
    qtbot.mouseMove(table.rows.viewport(), place(table, 3))
    table.rows.drawing.hovered = 3
    assert pixels(area(3), tone("focusTint")) > pixels(plain, tone("focusTint"))
    table.rows.drawing.hovered = -1
    table.rows.clearFocus()
    table.session.select(table.model.entries[3].id)
    chosen = area(3)
    assert pixels(chosen.copy(0, 0, 3, 20), tone("focus")) == 60
    table.activateWindow()
    table.rows.setFocus()
    qtbot.waitUntil(table.rows.hasFocus)
    assert pixels(area(3), tone("focus")) > pixels(chosen, tone("focus")) + 600


def test_words_of_a_file_are_never_markup_or_tooltips(qtbot: QtBot) -> None:
    canary = '<img src="/canary.png"><b>bold</b>'
    nasty = entry("support", "Youth worker", "2012-01-01", words=canary)
    object.__setattr__(nasty, "detail", canary)
    object.__setattr__(nasty, "sources", (SourceRow(canary, canary, 3),))
    table = shown(qtbot, session_on(a_case(nasty)))
    assert cell(table, 0, Column.WORDS) == canary
    worded = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole)
    for column in Column:
        for role in (*worded, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.EditRole):
            assert table.model.index(0, column).data(role) is None
    assert isinstance(table.rows, QTableView) and not table.rows.grab().isNull()


@pytest.mark.parametrize(("width", "room"), [(1034, 1250), (1340, 1341)])
def test_columns_fit_their_words_at_both_sizes(qtbot: QtBot, width: int, room: int) -> None:
    table = shown(qtbot, session_on(full_journey()), width)
    table.set_compact(width < 1200)
    header = table.rows.horizontalHeader()
    assert header.length() <= room
    assert all(header.sectionSize(column) >= 40 for column in table.rows.shown_columns())
    header.resizeSection(Column.WHAT, 300)
    table.resize(width + 20, 800)
    assert header.sectionSize(Column.WHAT) == 300


def test_thousands_of_rows_are_all_of_one_height_and_told_when_seen(qtbot: QtBot) -> None:
    table = shown(qtbot, session_on(big_case(5_000)))
    assert table.model.rowCount() == 5_000
    assert len(table.model._words) < 5_000
    heights = {table.rows.rowHeight(row) for row in range(0, 5_000, 97)}
    assert len(heights) == 1
    table.session.select(*[one.id for one in table.model.entries])
    assert len(table.rows.chosen_rows()) == 5_000
