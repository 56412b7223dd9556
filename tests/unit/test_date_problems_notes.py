"""Dates as case notes have them: weeks, holidays, brackets, ages about, months of short years."""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.ingest.date_holidays import easter
from journeyviewer.ingest.dates import (
    DateTrouble,
    parse_birth,
    parse_date,
    parse_date_noted,
    parse_span,
)
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.model.times import Precision

BORN = parse_birth("May 1999")
READ_ON = date(2016, 1, 1)


def window(cell: str) -> tuple[str, str]:
    found = parse_date(cell, birth=BORN, not_after=READ_ON)
    return str(found.earliest), str(found.latest)


@pytest.mark.parametrize(
    "cell",
    ["w/b 3/3/14", "w/beg 3/3/2014", "wk beg 3.3.14", "wk commencing 3 March 2014", "W/C: 3/3/14"],
)
def test_weeks_are_seven_days_from_the_day_given(cell: str) -> None:
    assert window(cell) == ("2014-03-03", "2014-03-09")
    assert parse_date(cell).precision is Precision.WEEK


def test_weeks_that_end_on_a_day_are_the_seven_days_up_to_it() -> None:
    assert window("wk ending 9/3/14") == window("W/E 9 March 2014") == ("2014-03-03", "2014-03-09")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("Christmas 2013", "2013-12-15", "2014-01-05"),
        ("over Xmas '13", "2013-12-15", "2014-01-05"),
        ("New Year 2014", "2013-12-30", "2014-01-03"),
        ("Easter 2014", "2014-04-06", "2014-05-04"),
        ("Easter hols 2008", "2008-03-09", "2008-04-06"),
        ("summer holidays 2014", "2014-07-15", "2014-09-10"),
        ("Summer 2014", "2014-06-01", "2014-08-31"),
        ("Year 9 spring term", "2013-01-01", "2013-03-31"),
        ("12/99", "1999-12-01", "1999-12-31"),
        ("--/05/2014", "2014-05-01", "2014-05-31"),
        ("to 2012", "None", "2012-12-31"),
    ],
)
def test_what_a_note_calls_a_time_covers_every_day_it_may_mean(
    cell: str, first: str, last: str
) -> None:
    assert window(cell) == (first, last)


def test_a_holiday_says_that_it_was_widened() -> None:
    assert "all days are taken" in parse_date_noted("Easter 2014")[1]


@pytest.mark.parametrize(
    ("year", "day"), [(1999, (4, 4)), (2000, (4, 23)), (2008, (3, 23)), (2011, (4, 24))]
)
def test_easter_falls_on_its_sunday(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    "cell", ["(2014)", "2014 ish", "2014 (exact date unknown)", "2014, month not known"]
)
def test_a_year_that_somebody_worked_out_is_about(cell: str) -> None:
    found = parse_date(cell)
    assert (window(cell), found.approximate) == (("2014-01-01", "2014-12-31"), True)


@pytest.mark.parametrize("cell", ["03/14", "14/3", "20/99"])
def test_two_short_numbers_that_may_be_a_day_or_a_year_are_not_read(cell: str) -> None:
    with pytest.raises(DateTrouble):
        parse_date(cell)


def test_how_long_something_lasted_is_no_age() -> None:
    with pytest.raises(DateTrouble):
        window("12 months to March 2014")
    assert parse_span("12 months to March 2014", birth=BORN) is None
    assert window("0-3 months") == ("1999-05-01", "1999-09-29")


@pytest.mark.parametrize("cell", ["May 2012 – to date", "May 2012 - until now", "May 2012-ongoing"])
def test_a_span_may_go_on_to_the_reading(cell: str) -> None:
    found = parse_span(cell)
    assert found is not None
    assert (str(found[0].earliest), found[1]) == ("2012-05-01", None)


@pytest.mark.parametrize(
    ("cell", "about"), [("11", False), ("approx 11", True), ("c. 11", True), ("11 (now)", False)]
)
def test_a_column_of_ages_may_say_about(cell: str, about: bool) -> None:
    column = DateColumn(ages=True)
    found = parse_date(cell, birth=BORN, column=column)
    assert (str(found.earliest), found.approximate) == ("2010-05-01", about)


def test_what_is_said_of_both_ends_of_a_span_is_said_once() -> None:
    note = parse_date_noted("3/2/12 - 4/5/12", not_after=READ_ON)[1]
    assert note.count("A year of two digits") == 1


@pytest.mark.parametrize(
    "cell", ["14/03/2014 (evening)", "14 March 2014, late morning", "14/3/14 pm"]
)
def test_a_part_of_the_day_is_no_time_of_day(cell: str) -> None:
    found = parse_date(cell)
    assert (window(cell), found.clock) == (("2014-03-14", "2014-03-14"), None)
    assert parse_date("14/03/2014 2.30 pm").clock is not None


def test_a_year_and_one_figure_are_two_years_and_no_month() -> None:
    assert window("2006-7") == window("2006/7") == ("2006-01-01", "2007-12-31")
    assert window("2006-9") == ("2006-09-01", "2006-09-30")
    assert window("2013 (Mar)") == ("2013-03-01", "2013-03-31")


@pytest.mark.parametrize(
    ("cell", "day", "said"),
    [
        ("Mon 17 Feb 2014", date(2014, 2, 17), ""),
        ("Monday, 17/02/2014", date(2014, 2, 17), ""),
        ("Mon 18 Feb 2014", date(2014, 2, 18), "That day was a Tuesday."),
        ("Friday 03/04/2014", date(2014, 4, 3), "That day was a Thursday."),
    ],
)
def test_another_day_of_the_week_than_the_date_has_is_said(cell: str, day: date, said: str) -> None:
    found, note = parse_date_noted(cell)
    assert (found.first, found.last) == (day, day)
    assert note.endswith(said) and bool(note) == bool(said)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("'13/02/2014", "2014-02-13", "2014-02-13"),
        ("‘13 Feb 2014", "2014-02-13", "2014-02-13"),
        ("13/02/2014*", "2014-02-13", "2014-02-13"),
        ("██/02/2014", "2014-02-01", "2014-02-28"),
        ("**/**/2014", "2014-01-01", "2014-12-31"),
    ],
)
def test_signs_around_a_date_and_parts_taken_out(cell: str, first: str, last: str) -> None:
    assert window(cell) == (first, last)
