"""The problems of day and month: which comes first, and what was exchanged.

The numbers are those of the catalogue of data problems: 1 to 3 and 18.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.ingest.dates import parse_date
from journeyviewer.ingest.day_order import (
    DateColumn,
    decide_order,
    find_exchange,
    month_first,
    share_orders,
)
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions
from journeyviewer.model.times import FuzzyDate, Precision
from tests.tables import only_case, read, said
from tests.unit.date_help import entries, table, window, words

# 1: day/month order ambiguous


def test_1_order_is_decided_from_all_rows_of_the_column() -> None:
    order = decide_order(["03/04/2014", "13/04/2014"])
    assert (order.month_first, order.proved, order.example) == (False, True, "13/04/2014")
    assert (order.ambiguous, order.proving, order.doubtful) == (1, 1, False)
    assert [str(item.start.earliest) for item in entries(("03/04/2014", ""), ("13/04/2014", ""))][
        0
    ] == "2014-04-03"


def test_1_one_proof_of_the_other_order_holds_for_the_column() -> None:
    order = decide_order(["03/04/2014", "04/13/2014", "04/13/2014", "3/4/2014", None])
    assert (order.month_first, order.proved, order.ambiguous, order.proving) == (True, True, 2, 2)


def test_1_without_a_day_above_12_it_is_asked_and_the_day_stays_first() -> None:
    reading = read(table(("03/04/2014", ""), ("05/06/2014", ""), ("07/07/2014", "")))
    question = said(reading, "day-order")
    assert len(question) == 1 and question[0].rows == (2, 3)
    assert "2 dates in “Start” such as “03/04/2014” could be either" in question[0].message
    assert question[0].action.value == "ask"
    assert only_case(reading).entries[0].start.earliest == date(2014, 4, 3)


def test_1_day_and_month_alike_are_no_question() -> None:
    assert not said(read(table(("07/07/2014", ""))), "day-order")
    assert not decide_order(["07/07/2014"]).doubtful


def test_1_both_orders_are_no_proof_but_a_question() -> None:
    order = decide_order(["13/04/2014", "04/13/2014", "03/04/2014"])
    assert (order.month_first, order.proved, order.doubtful) == (False, False, True)
    assert "Both orders occur" in words(
        read(table(("13/04/2014", ""), ("04/13/2014", ""), ("03/04/2014", ""))), "day-order"
    )


def test_1_what_a_person_decided_counts_more_than_the_column() -> None:
    chosen = decide_order(["03/04/2014"], True)
    assert (chosen.month_first, chosen.proved, chosen.doubtful) == (True, True, False)
    assert decide_order(["04/13/2014"], False).month_first is False


def test_1_the_other_column_of_the_table_helps_where_one_shows_nothing() -> None:
    orders = share_orders({"a": decide_order(["03/04/2014"]), "b": decide_order(["04/13/2014"])})
    assert orders["a"].month_first and orders["a"].ambiguous == 1
    reading = read(table(("03/04/2014", "04/13/2014")))
    assert only_case(reading).entries[0].start.earliest == date(2014, 3, 4)
    assert not any(question.is_open for question in reading.questions)


def test_1_the_order_can_be_changed_whether_the_file_shows_it_or_not() -> None:
    for rows in ((("03/04/2014", ""),), (("03/04/2014", ""), ("13/04/2014", ""))):
        sheet = table(*rows)
        (question,) = read(sheet).questions
        given = {question.key: "month"}
        reading = read_sheets([sheet], Terms(decisions=Decisions(given=given)))
        starts = {item.start.earliest for case in reading.cases for item in case.entries}
        assert date(2014, 3, 4) in starts and date(2014, 4, 3) not in starts
        assert reading.questions[0].given == "month"


@given(st.lists(st.dates(date(2000, 1, 1), date(2015, 1, 1)), min_size=1), st.booleans())
def test_1_a_column_written_in_one_order_is_never_read_in_a_way_it_rules_out(
    days: list[date], american: bool
) -> None:
    column = [f"{day:%m/%d/%Y}" if american else f"{day:%d/%m/%Y}" for day in days]
    order = decide_order(column)
    if any(day.day > 12 for day in days):
        assert order.proved and order.month_first is american
        assert month_first(column)[0] is american
        read_days = [parse_date(text, month_first=order.month_first).earliest for text in column]
        assert read_days == days
    else:
        assert not order.proved and not order.month_first


# 2: US order hidden in Excel

LATE = ["13/04/2014", "25/12/2014", "30/05/2014"]


EXCHANGED: list[Cell] = [datetime(2014, month, 12 - month) for month in (1, 2, 3, 4, 5)]


def test_2_exchanged_cells_are_put_right_where_the_column_proves_it() -> None:
    cells = [*LATE, *EXCHANGED]
    assert find_exchange(cells).proved
    reading = read(table(*((cell, "") for cell in cells)))
    starts = {item.start.earliest for item in only_case(reading).entries}
    assert date(2014, 11, 1) in starts and date(2014, 1, 11) not in starts
    repaired = [problem.message for problem in said(reading, "date-as-written")]
    assert any("“2014-01-11” is read as 1 November 2014." in message for message in repaired)
    assert "Taken: Yes: read it as 1 November 2014" in words(reading, "days-exchanged")


def test_2_a_few_cells_prove_nothing_and_are_asked_about() -> None:
    reading = read(table((date(2014, 4, 3), ""), ("13/04/2014", "")))
    assert only_case(reading).entries[0].start.earliest == date(2014, 4, 3)
    message = words(reading, "days-exchanged")
    assert "Answer: No: 3 April 2014 is right" in message
    (question,) = reading.questions
    assert question.is_open and question.choices[1].label.endswith("4 March 2014")


def test_2_many_dates_and_none_above_12_are_asked_about() -> None:
    cells: list[Cell] = [date(2014, number, 13 - number) for number in range(1, 13)]
    found = find_exchange(cells)
    assert found.possible and not found.proved
    assert find_exchange(cells, True).proved and not find_exchange(cells, False).proved


@pytest.mark.parametrize(
    "column",
    [
        [date(2014, 4, 3), date(2014, 4, 25), "13/04/2014"],
        [date(2014, 4, 3), "03/04/2014", "13/04/2014"],
        [date(2014, number, 1) for number in range(2, 13)],
        ["03/04/2014", "13/04/2014"],
        [date(2014, 4, 4)] * 20 + ["13/04/2014"],
    ],
)
def test_2_columns_that_show_no_exchange_are_left_alone(column: list[Cell]) -> None:
    found = find_exchange(column)
    assert not found.proved and not found.possible


def test_2_a_day_above_12_stays_even_in_an_exchanged_column() -> None:
    column = DateColumn(exchanged=True)
    assert window(date(2014, 4, 3), column) == ("2014-03-04", "2014-03-04")
    assert window(date(2014, 4, 25), column) == ("2014-04-25", "2014-04-25")
    assert window("03/04/2014", column) == ("2014-04-03", "2014-04-03")


# 3: mixed formats in one extract


def test_3_each_column_has_its_own_format() -> None:
    reading = read(table(("13/07/2010", "2011-12-06"), born="2000-05-20"))
    entry = only_case(reading).entries[0]
    assert entry.start.earliest == date(2010, 7, 13)
    assert entry.end is not None and entry.end.earliest == date(2011, 12, 6)
    assert only_case(reading).birth == FuzzyDate(
        date(2000, 5, 20), date(2000, 5, 20), Precision.DAY, raw="2000-05-20"
    )


def test_3_one_column_may_have_the_month_first_and_the_other_the_day() -> None:
    found = entries(("04/13/2012", "13/05/2013"), ("03/04/2012", "03/06/2013"))
    assert [str(item.start.earliest) for item in found] == ["2012-03-04", "2012-04-13"]
    assert [str(item.end.earliest) for item in found if item.end] == ["2013-06-03", "2013-05-13"]


def test_3_births_may_have_the_month_first() -> None:
    case = only_case(read(table(("13/07/2010", ""), born="05/20/2000")))
    assert case.birth is not None and case.birth.earliest == date(2000, 5, 20)


def test_18_a_row_that_ends_before_it_starts_waits_and_can_be_swapped() -> None:
    sheet = table(("01/03/2016", "01/02/2016"), ("13/04/2016", ""))
    first = read(sheet)
    assert [row.row for row in first.tray] == [2]
    question = next(item for item in first.questions if item.rule == "end-before-start")
    assert question.is_open and question.default == "aside"
    again = read_sheets([sheet], Terms(decisions=Decisions(given={question.key: "swap"})))
    found = again.cases[0].entries[0]
    assert not again.tray and found.end is not None
    assert (found.start.earliest, found.end.latest) == (date(2016, 2, 1), date(2016, 3, 1))


def test_1_each_file_has_its_own_question_and_answer() -> None:
    sheets = [Sheet(f"{name}.csv", None, table(("03/04/2014", "")).rows) for name in "ab"]
    first, second = (read(sheet).questions[0] for sheet in sheets)
    assert first.key != second.key
