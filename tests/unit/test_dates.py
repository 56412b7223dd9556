"""What a reader makes of a date as written: its window of days, its doubt, and what is said."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from journeyviewer.ingest.dates import (
    DateTrouble,
    is_missing,
    is_open_sentinel,
    is_open_word,
    parse_birth,
    parse_clock,
    parse_date,
    parse_date_noted,
)
from journeyviewer.ingest.day_order import month_first
from journeyviewer.ingest.table import Cell
from journeyviewer.model.times import Precision, month

BIRTH = month(2000, 5)
READ_ON = date(2016, 6, 30)


def window(cell: object, **known: object) -> tuple[str, str, str]:
    when = parse_date(cell, birth=BIRTH, not_after=READ_ON, **known)  # type: ignore[arg-type]
    return str(when.earliest), str(when.latest), when.precision.value


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("11/12/2018", "2018-12-11", "2018-12-11", "day"),
        ("2020-07-13", "2020-07-13", "2020-07-13", "day"),
        ("2024-Dec-01 00:00:00", "2024-12-01", "2024-12-01", "day"),
        ("January 3, 2023", "2023-01-03", "2023-01-03", "day"),
        ("Tuesday 3rd of January 2023", "2023-01-03", "2023-01-03", "day"),
        (date(2014, 3, 1), "2014-03-01", "2014-03-01", "day"),
        (datetime(2014, 3, 1), "2014-03-01", "2014-03-01", "day"),
        (43445, "2018-12-11", "2018-12-11", "day"),
        (43445.0, "2018-12-11", "2018-12-11", "day"),
        ("43445", "2018-12-11", "2018-12-11", "day"),
        ("zz/05/2020", "2020-05-01", "2020-05-31", "month"),
        ("zz/zz/2021", "2021-01-01", "2021-12-31", "year"),
        ("zz/zz/zzzz", "None", "None", "unknown"),
        ("?22 may 2016", "2016-05-22", "2016-05-22", "day"),
        ("22.05/16", "2016-05-22", "2016-05-22", "day"),
        ("22/05/16", "2016-05-22", "2016-05-22", "day"),
        ("22/05/17", "1917-05-22", "1917-05-22", "day"),
        ("12 Mar 2014", "2014-03-12", "2014-03-12", "day"),
        ("March 2014", "2014-03-01", "2014-03-31", "month"),
        ("2014-03", "2014-03-01", "2014-03-31", "month"),
        ("2014", "2014-01-01", "2014-12-31", "year"),
        (2014.0, "2014-01-01", "2014-12-31", "year"),
        ("summer 2012", "2012-06-01", "2012-08-31", "season"),
        ("winter 2012", "2012-12-01", "2013-02-28", "season"),
        ("early 2013", "2013-01-01", "2013-04-30", "third"),
        ("mid March 2014", "2014-03-11", "2014-03-20", "third"),
        ("late 2015", "2015-09-01", "2015-12-31", "third"),
        ("late February 2012", "2012-02-21", "2012-02-29", "third"),
        ("2013/14", "2013-09-01", "2014-08-31", "year"),
        ("2014-15", "2014-04-01", "2015-03-31", "year"),
        ("financial year 2014/15", "2014-04-01", "2015-03-31", "year"),
        ("autumn term 2014", "2014-09-01", "2014-12-31", "term"),
        ("spring term 2013/14", "2014-01-01", "2014-03-31", "term"),
        ("Y9", "2013-09-01", "2014-08-31", "year"),
        ("aged 4", "2004-05-01", "2005-05-30", "year"),
        ("age 13-14", "2013-05-01", "2015-05-30", "year"),
        ("12-15/03/2014", "2014-03-12", "2014-03-15", "range"),
        ("Mar-May 2014", "2014-03-01", "2014-05-31", "range"),
        ("Dec–Feb 2014", "2013-12-01", "2014-02-28", "range"),
        ("between March 2014 and 3 June 2015", "2014-03-01", "2015-06-03", "range"),
        ("between 12 and 15 March 2014", "2014-03-12", "2014-03-15", "range"),
        ("2012-2014", "2012-01-01", "2014-12-31", "range"),
        ("before 2012", "None", "2011-12-31", "before"),
        ("until 2012", "None", "2012-12-31", "before"),
        ("since May 2014", "2014-05-01", "None", "after"),
        ("after May 2014", "2014-06-01", "None", "after"),
        ("2012 onwards", "2012-01-01", "None", "after"),
        ("w/c 12/03/2014", "2014-03-12", "2014-03-18", "week"),
        ("approx June 2013", "2013-06-01", "2013-06-30", "month"),
        ("01/01/1900", "None", "None", "unknown"),
        ("9999-12-31", "None", "None", "unknown"),
        ("00/00/0000", "None", "None", "unknown"),
    ],
)
def test_each_form_is_read_into_its_window(
    cell: object, first: str, last: str, precision: str
) -> None:
    assert window(cell) == (first, last, precision)


@pytest.mark.parametrize(
    "words", ["approx ", "circa ", "c. ", "c", "ca. ", "about ", "around ", "est. ", "~", "?"]
)
def test_words_of_doubt_mark_a_date_as_approximate(words: str) -> None:
    when = parse_date(f"{words}2012")
    assert (when.approximate, when.earliest, when.latest) == (
        True,
        date(2012, 1, 1),
        date(2012, 12, 31),
    )
    assert not parse_date("2012").approximate


def test_a_time_of_day_is_kept_and_midnight_is_a_day() -> None:
    when = parse_date("2022-05-23T11:14:05")
    assert (when.clock, when.precision) == (time(11, 14, 5), Precision.MINUTE)
    assert parse_date("12/03/2014 at 2.30pm").clock == time(14, 30)
    assert parse_date(43445.75).clock == time(18)
    assert parse_date(datetime(2014, 3, 1, 22, 5)).clock == time(22, 5)
    assert parse_date("2022-05-23T00:00:00").clock is None


@pytest.mark.parametrize(
    ("cell", "first", "last", "said"),
    [
        ("31/06/2014", "2014-06-01", "2014-06-30", "June 2014 has no day 31"),
        ("29/02/2015", "2015-02-01", "2015-02-28", "February 2015 has no day 29"),
        ("O1/02/2014", "2014-02-01", "2014-02-01", "A letter stands for a digit"),
        ("22.05/16", "2016-05-22", "2016-05-22", "separators are mistyped"),
        ("22/05/97", "1997-05-22", "1997-05-22", "read as 22 May 1997"),
        ("05/13/2014", "2014-05-13", "2014-05-13", "month comes first"),
        ("2013/14", "2013-09-01", "2014-08-31", "school year"),
        ("2010-11", "2010-04-01", "2011-03-31", "financial year"),
        ("43445", "2018-12-11", "2018-12-11", "11 December 2018"),
    ],
)
def test_a_repair_or_a_choice_between_readings_is_said(
    cell: str, first: str, last: str, said: str
) -> None:
    when, note = parse_date_noted(cell, not_after=READ_ON)
    assert (str(when.earliest), str(when.latest)) == (first, last)
    assert said in note


@pytest.mark.parametrize("cell", ["11/12/2018", "March 2014", "2014-03-12", "12 March 2014"])
def test_a_plain_date_needs_no_words(cell: str) -> None:
    assert parse_date_noted(cell)[1] == ""


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "There is no date."),
        ("hello", "It names no day, month or year."),
        ("12 March", "It names no year."),
        ("summer", "It names no year."),
        ("45/03/2014", "There is no day 45 in any month."),
        ("15/13/2014", "There is no month 13."),
        ("01/02/0214", "The year 214 lies outside 1900 to 2150."),
        ("Age 12.03", "It is none of the forms that are understood."),
        ("2014 to 2012", "The range ends before it begins."),
        ("ongoing", "It says that something goes on, which is not a date."),
        ("x" * 500, "It is too long for a date."),
        (True, "It is not a date."),
        (19999, "It is none of the forms that are understood."),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(cell: str | int, why: str) -> None:
    with pytest.raises(DateTrouble) as trouble:
        parse_date(cell)
    assert str(trouble.value) == why


def test_an_age_needs_the_birth() -> None:
    with pytest.raises(DateTrouble, match="needs the month of birth"):
        parse_date("aged 4")


def test_month_first_columns_swap_day_and_month() -> None:
    assert parse_date("03/04/2014", month_first=True).earliest == date(2014, 3, 4)
    assert parse_date("03/04/2014").earliest == date(2014, 4, 3)
    assert parse_date("25/04/2014", month_first=True).earliest == date(2014, 4, 25)


@pytest.mark.parametrize(
    ("column", "first", "said"),
    [
        (["03/04/2014", None, "13/04/2014"], False, "“13/04/2014” shows"),
        (["03/04/2014", "04/13/2014", date(2014, 3, 4)], True, "“04/13/2014” shows"),
        (["13/04/2014", "04/13/2014"], False, "Both orders occur"),
        (["03/04/2014"], False, "No day above 12"),
        (["March 2014", None], False, "No dates in numbers"),
        (["zz/05/2020"], False, "“zz/05/2020” shows"),
    ],
)
def test_the_order_of_day_and_month_is_decided_for_a_column(
    column: list[str | date | None], first: bool, said: str
) -> None:
    order, reason = month_first(column)
    assert order is first
    assert said in reason


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("15/05/2004", "2004-05-01", "2004-05-31"),
        (date(2004, 5, 1), "2004-05-01", "2004-05-31"),
        ("16/05/2004", "2004-05-16", "2004-05-16"),
        ("05/2004", "2004-05-01", "2004-05-31"),
        ("May 2004", "2004-05-01", "2004-05-31"),
        ("2005-06", "2005-06-01", "2005-06-30"),
        ("2004", "2004-01-01", "2004-12-31"),
    ],
)
def test_a_birth_on_the_first_or_fifteenth_is_known_to_the_month(
    cell: str | date, first: str, last: str
) -> None:
    birth = parse_birth(cell)
    assert (str(birth.earliest), str(birth.latest)) == (first, last)
    assert birth.raw == (cell if isinstance(cell, str) else cell.isoformat())


@pytest.mark.parametrize("cell", ["ongoing", "Current", "present", "to date", "-", "9999-12-31"])
def test_words_for_still_going_on(cell: str) -> None:
    assert is_open_word(cell)
    assert not is_open_word("12/03/2014")


def test_placeholders_are_missing_or_open_and_never_dates() -> None:
    missing: list[Cell] = [
        None,
        "",
        "nan",
        "NULL",
        "#N/A",
        "not recorded",
        "01/01/1900",
        date(1900, 1, 1),
    ]
    missing += ["1900-01-01 00:00:00", datetime(1900, 1, 1), "00/00/0000", "  ", "—"]
    assert [cell for cell in missing if not is_missing(cell)] == []
    still_open: list[Cell] = ["1 January 2300", "31/12/2099", "99991231", date(9999, 12, 31)]
    assert [cell for cell in still_open if not is_open_sentinel(cell)] == []
    present: list[Cell] = ["low", "2014", "ongoing", 0, "c"]
    assert [cell for cell in present if is_missing(cell)] == []


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("22:30", time(22, 30)),
        ("2230", time(22, 30)),
        ("22.30", time(22, 30)),
        ("10.30pm", time(22, 30)),
        ("12.15am", time(0, 15)),
        ("9 pm", time(21)),
        ("approx 22:30", time(22, 30)),
        ("0930hrs", time(9, 30)),
        ("noon", time(12)),
        (time(7, 5), time(7, 5)),
        (0.9375, time(22, 30)),
        ("", None),
        (None, None),
    ],
)
def test_times_of_day(cell: str | float | None, clock: time | None) -> None:
    assert parse_clock(cell) == clock


@pytest.mark.parametrize("cell", ["evening", "25:00", "9", "13pm", "22:75"])
def test_what_is_no_time_of_day_is_refused(cell: str) -> None:
    with pytest.raises(DateTrouble):
        parse_clock(cell)
