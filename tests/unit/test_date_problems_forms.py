"""The ways dates are written, one by one: what is made of each.

The numbers are those of the catalogue of data problems: 4 to 13.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from journeyviewer.ingest.date_columns import look_at
from journeyviewer.ingest.dates import (
    DateTrouble,
    is_open_word,
    parse_birth,
    parse_date,
    parse_span,
)
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Kind
from journeyviewer.model.decisions import UNDO, Decisions
from journeyviewer.model.times import EndState, Precision
from tests.tables import only_case, read, said
from tests.unit.date_help import READ_ON, entries, note, table, window, words


def test_11_a_date_that_was_mended_can_be_taken_back() -> None:
    sheet = table(("22.05/16", ""), ("3 May 2014", ""))
    first = read(sheet)
    (mended,) = first.repairs
    assert mended.before == "22.05/16" and "22 May 2016" in mended.after and mended.row == 2
    given = {mended.key: UNDO}
    again = read_sheets([sheet], Terms(decisions=Decisions(given=given)))
    assert [row.row for row in again.tray] == [2] and again.repairs[0].undone
    assert len(again.cases[0].entries) == 1


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
