"""The problems of dates in chronologies and extracts, one by one: what is made of each.

The numbers are those of the catalogue of data problems: 1 to 13, 35, 36, 38 and 54.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.ingest.date_columns import births_are_coarse, kind_of, look_at
from journeyviewer.ingest.dates import (
    DateTrouble,
    is_missing,
    is_open_word,
    parse_birth,
    parse_date,
    parse_date_noted,
    parse_span,
)
from journeyviewer.ingest.day_order import (
    DateColumn,
    decide_order,
    find_exchange,
    month_first,
    share_orders,
)
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Entry, Kind
from journeyviewer.model.decisions import UNDO, Decisions
from journeyviewer.model.times import EndState, FuzzyDate, Precision, month
from tests.tables import only_case, read, said

BIRTH = month(2000, 5)
READ_ON = date(2016, 6, 30)
HEADINGS = ("Case", "Born", "Read on", "Lane", "Start", "End", "What")
Row = tuple[Cell, Cell]


def table(
    *dates: Row,
    what: str = "Foster care",
    lane: str = "residence",
    born: Cell = "May 2000",
    from_1904: bool = False,
) -> Sheet:
    """Return a table of one case with a start and an end on each row."""
    rows = [("1", born, "30/06/2016", lane, start, end, what) for start, end in dates]
    return Sheet("a.csv", None, (HEADINGS, *rows), from_1904=from_1904)


def entries(*dates: Row, **known: object) -> tuple[Entry, ...]:
    return only_case(read(table(*dates, **known))).entries  # type: ignore[arg-type]


def window(cell: Cell, column: DateColumn | None = None) -> tuple[str, str]:
    when = parse_date(cell, birth=BIRTH, not_after=READ_ON, column=column)
    return str(when.earliest), str(when.latest)


def note(cell: Cell, column: DateColumn | None = None) -> str:
    return parse_date_noted(cell, birth=BIRTH, not_after=READ_ON, column=column)[1]


def words(reading: Reading, rule: str) -> str:
    found = said(reading, rule)
    assert len(found) == 1
    return found[0].message


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


def test_11_a_date_that_was_mended_can_be_taken_back() -> None:
    sheet = table(("22.05/16", ""), ("3 May 2014", ""))
    first = read(sheet)
    (mended,) = first.repairs
    assert mended.before == "22.05/16" and "22 May 2016" in mended.after and mended.row == 2
    given = {mended.key: UNDO}
    again = read_sheets([sheet], Terms(decisions=Decisions(given=given)))
    assert [row.row for row in again.tray] == [2] and again.repairs[0].undone
    assert len(again.cases[0].entries) == 1


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


# 4: mixed formats in one column


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("12/03/14", "2014-03-12", "2014-03-12", "day"),
        ("March 2014", "2014-03-01", "2014-03-31", "month"),
        ("2014", "2014-01-01", "2014-12-31", "year"),
        (datetime(2014, 3, 12, 9, 30), "2014-03-12", "2014-03-12", "minute"),
        ("w/c 10/03/2014", "2014-03-10", "2014-03-16", "week"),
    ],
)
def test_4_each_cell_of_a_column_keeps_its_precision(
    cell: Cell, first: str, last: str, precision: str
) -> None:
    found = entries(("12/03/2013", ""), (cell, ""))[-1].start
    assert (str(found.earliest), str(found.latest), found.precision.value) == (
        first,
        last,
        precision,
    )


# 5: Excel serials


def test_5_day_numbers_are_read_and_both_readings_are_said() -> None:
    assert window(41000) == ("2012-04-01", "2012-04-01")
    message = note(41000)
    assert "“41000” is read as 1 April 2012." in message
    assert "counted from 1904 it would be 2 April 2016" in message


def test_5_the_flag_of_the_workbook_counts_from_1904() -> None:
    column = DateColumn(from_1904=True)
    assert window(41000.0, column) == ("2016-04-02", "2016-04-02")
    assert "counted from 1900 it would be 1 April 2012" in note("41000", column)
    assert entries((39000, ""), from_1904=True)[0].start.earliest == date(2010, 10, 11)


def test_5_the_two_systems_are_1462_days_apart() -> None:
    for number in (20000, 39448, 60000):
        usual, other = (
            parse_date(number, column=DateColumn(from_1904=flag)).first for flag in (False, True)
        )
        assert other - usual == timedelta(days=1462)


@pytest.mark.parametrize("cell", [19999, 60001, "4100", 410000, "41000 days"])
def test_5_other_numbers_are_no_day_numbers(cell: Cell) -> None:
    with pytest.raises(DateTrouble):
        parse_date(cell)


def test_5_in_a_column_of_numbers_no_number_is_a_date() -> None:
    cells: list[Cell] = ["12.03", "13.5", "4.11", "9.8", 41000]
    assert look_at(cells).column().numbers
    with pytest.raises(DateTrouble):
        parse_date(41000, column=look_at(cells).column())
    assert not look_at(["12/03/2014", 41000, 41001]).column().numbers


# 6: two-digit years


@pytest.mark.parametrize(
    ("cell", "year"),
    [("22/05/16", 2016), ("12/03/15", 2015), ("1.2.03", 2003), ("12 Mar '09", 2009)],
)
def test_6_two_digits_are_the_last_year_not_after_the_reading(cell: str, year: int) -> None:
    assert window(cell)[0].startswith(str(year))
    assert str(year) in note(cell) and f"“{cell}” is read as" in note(cell)


def test_6_a_birth_of_two_digits_lies_before_the_reading() -> None:
    assert parse_birth("12/03/99", not_after=READ_ON).earliest == date(1999, 3, 12)
    case = only_case(read(table(("13/07/2010", ""), born="12/03/99")))
    assert case.birth is not None and case.birth.earliest == date(1999, 3, 12)


def test_6_a_year_that_fits_neither_birth_nor_reading_is_said() -> None:
    assert window("22/05/17")[0] == "1917-05-22"
    assert "lies before the birth, 2017 after the reading" in note("22/05/17")


# 7: partial dates


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("zz/05/2010", "2010-05-01", "2010-05-31", Precision.MONTH),
        ("zz/zz/2011", "2011-01-01", "2011-12-31", Precision.YEAR),
        ("ZZ/05/2010", "2010-05-01", "2010-05-31", Precision.MONTH),
        ("xx-05-2010", "2010-05-01", "2010-05-31", Precision.MONTH),
        ("??/??/2011", "2011-01-01", "2011-12-31", Precision.YEAR),
    ],
)
def test_7_partial_dates_are_a_month_or_a_year(
    cell: str, first: str, last: str, precision: Precision
) -> None:
    found = entries((cell, ""))[0].start
    assert (str(found.earliest), str(found.latest), found.precision) == (first, last, precision)


# 8: unknown dates


@pytest.mark.parametrize("cell", ["zz/zz/zzzz", "", "unknown", None, "n/k", "tbc"])
def test_8_a_row_without_a_date_is_kept_aside_with_its_words(cell: Cell) -> None:
    reading = read(table(("12/03/2013", ""), (cell, "")))
    assert len(only_case(reading).entries) == 1
    assert [row.row for row in reading.tray] == [3]
    assert ("What", "Foster care") in reading.tray[0].cells


# 9: seasons, terms, school years


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("summer 2012", "2012-06-01", "2012-08-31"),
        ("autumn term 2014", "2014-09-01", "2014-12-31"),
        ("Y9", "2013-09-01", "2014-08-31"),
        ("Year 9", "2013-09-01", "2014-08-31"),
        ("winter 2012/13", "2012-12-01", "2013-02-28"),
        ("academic year 2013/14", "2013-09-01", "2014-08-31"),
        ("spring term Y9", "2014-01-01", "2014-03-31"),
    ],
)
def test_9_seasons_terms_and_school_years_are_windows(cell: str, first: str, last: str) -> None:
    assert window(cell) == (first, last)
    assert str(entries((cell, ""))[0].start.earliest) == first


def test_9_a_year_group_needs_the_birth() -> None:
    with pytest.raises(DateTrouble, match="needs the month of birth"):
        parse_date("Y9")
    reading = read(table(("Y9", ""), ("12/03/2013", ""), born=None))
    assert [row.row for row in reading.tray] == [2]


# 10: approximate dates


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("?22 may 2016", "2016-05-22", "2016-05-22"),
        ("approx June 2013", "2013-06-01", "2013-06-30"),
        ("c. 2012", "2012-01-01", "2012-12-31"),
        ("22/05/2016?", "2016-05-22", "2016-05-22"),
        ("22/05/2016 (approx)", "2016-05-22", "2016-05-22"),
        ("2012 or thereabouts", "2012-01-01", "2012-12-31"),
        ("circa 2010-2012", "2010-01-01", "2012-12-31"),
    ],
)
def test_10_approximate_dates_keep_the_value_and_are_marked(
    cell: str, first: str, last: str
) -> None:
    when = parse_date(cell, not_after=READ_ON)
    assert (str(when.earliest), str(when.latest), when.approximate) == (first, last, True)


# 11: mistyped dates


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("22.05/16", "22 May 2016"),
        ("22//05/2016", "22 May 2016"),
        ("22;05;2016", "22 May 2016"),
        ("22_05_2016", "22 May 2016"),
        ("O1/02/2014", "1 February 2014"),
        ("1O/O2/2O14", "10 February 2014"),
        ("l2/03/2014", "12 March 2014"),
        ("o1 Feb 2014", "1 February 2014"),
    ],
)
def test_11_mistyped_dates_are_repaired_and_the_repair_is_said(cell: str, day: str) -> None:
    assert f"“{cell}” is read as {day}." in note(cell)
    problem = said(read(table((cell, ""))), "date-as-written")[0]
    assert (problem.row, problem.column, problem.action.value) == (2, "Start", "repair")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("31/06/2014", "2014-06-01", "2014-06-30"),
        ("30/02/2014", "2014-02-01", "2014-02-28"),
        ("31 June 2014", "2014-06-01", "2014-06-30"),
        ("29/02/2015", "2015-02-01", "2015-02-28"),
    ],
)
def test_11_a_day_that_the_month_lacks_leaves_the_month(cell: str, first: str, last: str) -> None:
    reading = read(table((cell, "")))
    start = only_case(reading).entries[0].start
    assert (str(start.earliest), str(start.latest)) == (first, last)
    assert start.precision is Precision.MONTH
    assert "so only the month is used" in words(reading, "date-as-written")


# 12: ranges


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("12-15/03/2014", "2014-03-12", "2014-03-15"),
        ("Mar-May 2014", "2014-03-01", "2014-05-31"),
        ("before 2012", "None", "2011-12-31"),
        ("between 12 and 15 March 2014", "2014-03-12", "2014-03-15"),
        ("28/03-02/04/2014", "2014-03-28", "2014-04-02"),
        ("since May 2014", "2014-05-01", "None"),
        ("from 12 March 2014 to present", "2014-03-12", "None"),
    ],
)
def test_12_a_range_in_one_cell_is_a_window(cell: str, first: str, last: str) -> None:
    assert window(cell) == (first, last)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("12-15/03/2014", "2014-03-12", "2014-03-15"),
        ("Mar-May 2014", "2014-03-01", "2014-05-31"),
        ("from 12 March 2014 to 15 March 2014", "2014-03-12", "2014-03-15"),
        ("2012-2014", "2012-01-01", "2014-12-31"),
    ],
)
def test_12_what_lasted_for_a_range_is_a_spell_from_one_side_to_the_other(
    cell: str, start: str, end: str
) -> None:
    reading = read(table((cell, "")))
    entry = only_case(reading).entries[0]
    assert entry.kind is Kind.SPELL and entry.end_state is EndState.CLOSED
    assert entry.end is not None
    assert (str(entry.start.earliest), str(entry.end.latest)) == (start, end)
    assert f"“{cell}” is read as lasting from" in words(reading, "date-range")


def test_12_a_range_to_the_present_goes_on() -> None:
    entry = entries(("12/03/2014 - present", ""))[0]
    assert entry.start.exact and (entry.end, entry.end_state) == (None, EndState.OPEN)


@pytest.mark.parametrize("cell", ["between 2012 and 2014", "2012 or 2013", "March 2014", "x-y"])
def test_12_what_says_that_a_day_is_not_known_is_no_spell(cell: str) -> None:
    assert parse_span(cell) is None


def test_12_an_end_of_its_own_counts_more_than_a_range() -> None:
    entry = entries(("12-15/03/2014", "20/04/2014"))[0]
    assert entry.start.precision is Precision.RANGE
    assert entry.end is not None and entry.end.earliest == date(2014, 4, 20)


# 13: ongoing words


@pytest.mark.parametrize(
    "cell",
    [
        "ongoing",
        "to date",
        "current",
        "present",
        "-",
        "On-going.",
        "still living there",
        "ongoing - see plan",
        "until present",
        "no end date",
    ],
)
def test_13_ongoing_words_in_the_end_leave_it_open(cell: str) -> None:
    entry = entries(("12/03/2013", cell))[0]
    assert (entry.end, entry.end_state) == (None, EndState.OPEN)


@pytest.mark.parametrize("cell", ["still not known", "ongoing until 2014", "presented at hospital"])
def test_13_words_that_say_something_else_do_not(cell: str) -> None:
    assert not is_open_word(cell)


# 35: placeholder dates


@pytest.mark.parametrize(
    "cell",
    [
        "01/01/1900",
        "1900-01-01",
        date(1900, 1, 1),
        "01/01/1900 00:00",
        "1 January 1900",
        "01-Jan-1900",
        "00/00/0000",
    ],
)
def test_35_placeholders_of_the_past_are_missing(cell: Cell) -> None:
    assert is_missing(cell)
    reading = read(table((cell, ""), ("12/03/2013", "")))
    assert [row.row for row in reading.tray] == [2]


@pytest.mark.parametrize(
    "cell",
    [
        "1 January 2300",
        "99991231",
        99991231,
        "9999-12-31",
        "31/12/9999",
        "31-Dec-9999",
        "31/12/2099",
        "2300-01-01T00:00:00",
        date(9999, 12, 31),
    ],
)
def test_35_placeholders_of_the_future_leave_the_end_open(cell: Cell) -> None:
    entry = entries(("12/03/2013", cell))[0]
    assert (entry.end, entry.end_state) == (None, EndState.OPEN)


# 36: null words


@pytest.mark.parametrize(
    "cell", ["nan", "pd.NA", "NULL", "#N/A", "Not Recorded", "NaT", "#REF!", "zNotRecorded"]
)
def test_36_null_words_are_missing(cell: str) -> None:
    entry = entries(("12/03/2013", cell))[0]
    assert (entry.end, entry.end_state) == (None, EndState.UNKNOWN)


# 38: numbers that look like dates


@pytest.mark.parametrize(
    "column",
    [
        ["12.03", "13.5", "12/03/2014"],
        [12.03, 4.11, 9.0],
        ["12,5", "13,0", "hello"],
    ],
)
def test_38_a_column_of_numbers_is_no_column_of_dates(column: list[Cell]) -> None:
    assert kind_of(column).mostly_numbers


@pytest.mark.parametrize(
    "column",
    [
        ["12.03", "12/03/2014", "March 2014"],
        [41000, 41001, 12.5],
        ["2012", 2013, "early 2014"],
        [None, "ongoing", "nan"],
    ],
)
def test_38_a_column_of_dates_stays_one(column: list[Cell]) -> None:
    assert not kind_of(column).mostly_numbers


def test_38_ages_in_the_column_of_starts_are_asked_about_and_no_date_is_made_of_them() -> None:
    reading = read(table(("12.03", ""), ("13.05", ""), ("12/03/2013", "")))
    assert "mostly numbers such as 12.03" in words(reading, "numbers-not-dates")
    assert [row.row for row in reading.tray] == [2, 3]


def test_38_a_date_among_scores_is_asked_about() -> None:
    head = ("Case", "Lane", "Start", "What", "Score")
    scores: list[Cell] = [12.5, 14, datetime(2024, 3, 12), 9]
    rows = [("1", "cse", "12/03/2013", f"Scored assessment {i}", s) for i, s in enumerate(scores)]
    reading = read(Sheet("a.xlsx", "All", (head, *rows)))
    problem = said(reading, "date-among-numbers")[0]
    assert problem.rows == (4,) and "2024-03-12" in problem.message


# 54: coarsened births


@pytest.mark.parametrize(
    ("births", "coarse"),
    [
        (["01/05/2004", "01/09/2001"], True),
        (["15/05/2004"], True),
        (["01/05/2004", "15/09/2001", "May 2000"], True),
        (["01/05/2004", "16/09/2001"], False),
        ([date(2004, 5, 1), date(2003, 2, 27)], False),
    ],
)
def test_54_the_1st_or_15th_is_a_month_where_all_births_have_it(
    births: list[Cell], coarse: bool
) -> None:
    assert births_are_coarse(births) is coarse
    rows = [
        (str(number), born, "30/06/2016", "residence", "13/02/2010", "", "Foster care")
        for number, born in enumerate(births)
    ]
    reading = read(Sheet("a.csv", None, (HEADINGS, *rows)))
    first = reading.cases[0].birth
    assert first is not None
    assert first.precision is (Precision.MONTH if coarse else Precision.DAY)
    assert len(said(reading, "birth-to-month")) == int(coarse)


def test_54_the_sentence_gives_before_and_after() -> None:
    reading = read(table(("13/02/2010", ""), born="01/05/2000"))
    assert "“01/05/2000” is read as May 2000." in words(reading, "birth-to-month")


# Dates that no record can mean


@pytest.mark.parametrize("cell", [-1, 0, 0.5, 60, 2958466, 1e20, "12/03/1889", "12/03/2090"])
def test_what_lies_outside_the_years_of_a_record_is_kept_aside(cell: Cell) -> None:
    reading = read(table((cell, ""), ("12/03/2013", ""), ("13/03/2013", "")))
    assert [row.row for row in reading.tray] == [2]


def test_what_is_planned_after_the_reading_is_drawn_and_said() -> None:
    reading = read(table(("12/03/2018", "")))
    assert len(only_case(reading).entries) == 1
    assert len(said(reading, "after-reading")) == 1


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
