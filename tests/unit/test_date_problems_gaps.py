"""What stands where a date should: placeholders, null words, numbers, coarse births.

The numbers are those of the catalogue of data problems: 35, 36, 38 and 54.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from journeyviewer.ingest.date_columns import births_are_coarse, kind_of
from journeyviewer.ingest.dates import is_missing
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.model.times import EndState, Precision
from tests.tables import only_case, read, said
from tests.unit.date_help import HEADINGS, entries, table, words

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
