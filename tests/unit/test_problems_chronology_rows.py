"""The problems of dates, words and people in case chronologies, one by one.

The numbers are those of the catalogue of data problems, up to 42.
"""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Kind
from journeyviewer.model.decisions import Decisions, Topic
from journeyviewer.model.times import EndState, Precision
from tests.tables import asked, read
from tests.unit.chronology_help import AUNT, HEAD, IDS, chronology, drawn, one


def test_problem_9_a_season_a_term_and_a_school_year_are_windows() -> None:
    summer, term = one("summer 2012"), one("autumn term 2014")
    assert summer.start.precision is Precision.SEASON and summer.start.days_of_doubt > 60
    assert term.start.precision is Precision.TERM
    with_birth = read(
        Sheet("a.csv", None, (("Child: YP-07  DOB: 05/1999",), HEAD, ("Y9", AUNT, "File")))
    )
    assert drawn(with_birth)[0].start.earliest == date(2012, 9, 1)
    assert [row.row for row in read(chronology(("Y9", AUNT, "File"))).tray] == [2]


@pytest.mark.parametrize("text", ["?22 may 2016", "approx June 2013", "c. 2012"])
def test_problem_10_an_approximate_date_says_so(text: str) -> None:
    assert one(text).start.approximate


def test_problem_11_a_mistyped_date_is_read_where_it_can_be() -> None:
    assert one("22.05/16").start.earliest == date(2016, 5, 22)
    assert one("O1/02/2014").start.earliest == date(2014, 2, 1)
    impossible = one("31/06/2014")
    assert (impossible.start.earliest, impossible.start.latest) == (
        date(2014, 6, 1),
        date(2014, 6, 30),
    )


def test_problem_12_a_range_in_one_cell_is_a_spell_or_an_open_window() -> None:
    days, months, before = one("12-15/03/2014"), one("Mar-May 2014"), one("before 2012")
    assert days.kind is Kind.SPELL and days.end is not None
    assert (days.start.earliest, days.end.latest) == (date(2014, 3, 12), date(2014, 3, 15))
    assert months.end is not None and months.end.precision is Precision.MONTH
    assert (before.kind, before.start.precision) == (Kind.EVENT, Precision.BEFORE)


@pytest.mark.parametrize("words", ["ongoing", "to date", "current", "present"])
def test_problem_13_words_in_the_end_column_mean_still_going_on(words: str) -> None:
    head = ("Start date", "End date", "Event")
    (entry,) = drawn(read(chronology(("01/03/2014", words, AUNT), head=head)))
    assert (entry.kind, entry.end, entry.end_state) == (Kind.SPELL, None, EndState.OPEN)


def test_problem_13_a_dash_in_a_column_of_events_leaves_an_event() -> None:
    head = ("Start date", "End date", "Event")
    (entry,) = drawn(read(chronology(("01/03/2014", "-", AUNT), head=head)))
    assert entry.kind is Kind.EVENT


@pytest.mark.parametrize(
    "text",
    [
        "not at risk of CSE",
        "previous s47",
        "?CSE",
        "She was never reported missing",
        "History of domestic abuse",
        "A strategy meeting was not needed",
    ],
)
def test_problem_34_negation_and_history_mark_nothing(text: str) -> None:
    (entry,) = read(chronology(("01/03/2014", text, "File"))).cases[0].entries
    assert (entry.lane, entry.category, entry.suggested) == ("other", None, False)


def test_problem_34_what_words_say_is_suggested_and_never_drawn() -> None:
    entries = (
        read(chronology(("01/03/2014", "Reported missing by the aunt", "File"))).cases[0].entries
    )
    assert {(entry.lane, entry.suggested) for entry in entries} == {
        ("missing", True),
        ("other", False),
    }


def test_problem_39_an_id_keeps_its_text_and_loses_only_what_a_spreadsheet_added() -> None:
    rows = (
        ("123456.0", "01/03/2014", AUNT),
        (123457.0, "01/03/2014", AUNT),
        ("689661_301", "01/03/2014", AUNT),
        ("000123", "01/03/2014", AUNT),
    )
    reading = read(chronology(*rows, head=IDS))
    assert [case.id for case in reading.cases] == ["123456", "123457", "689661_301", "000123"]


def test_problem_39_an_id_made_a_power_of_ten_is_refused_with_advice() -> None:
    rows = (("1.23E+10", "01/03/2014", AUNT), ("YP2", "02/03/2014", AUNT))
    reading = read(chronology(*rows, head=IDS))
    assert [case.id for case in reading.cases] == ["YP2"]
    assert "Format the column as text" in reading.tray[0].reason


def test_problem_39_leading_noughts_that_were_lost_are_asked_about() -> None:
    first = Sheet("a.csv", None, (IDS, ("000123", "01/03/2014", AUNT)))
    second = Sheet("b.xlsx", "Sheet1", (IDS, (123.0, "02/03/2014", AUNT)))
    reading = read(first, second)
    assert [case.id for case in reading.cases] == ["000123", "123"]
    assert "noughts" in asked(reading)[0].detail


def test_problem_40_ids_that_disagree_are_asked_about_kept_apart_and_joined_on_request() -> None:
    sheets = [
        Sheet(f"{name}.csv", None, (IDS, (name, "01/03/2014", f"{AUNT} {number}")), group=number)
        for number, name in enumerate(("YP1", "YP01", "yp 1"))
    ]
    reading = read(*sheets)
    assert [case.id for case in reading.cases] == ["YP1", "YP01", "yp 1"]
    questions = [item for item in reading.questions if item.topic is Topic.IDENTIFIER]
    assert [item.default for item in questions] == ["apart", "apart"]
    assert all(item.choices[1].label.endswith("called YP1") for item in questions)

    given = {item.key: "same" for item in questions}
    joined = read_sheets(sheets, Terms(decisions=Decisions(given=given)))
    assert [(case.id, len(case.entries)) for case in joined.cases] == [("YP1", 3)]


def test_problem_41_several_children_in_one_table_stay_apart() -> None:
    rows = (
        ("Child 1", "01/03/2014", "Something about the first alone"),
        ("Child 2", "02/03/2014", "Something about the second alone"),
        (None, "03/03/2014", "Something about nobody knows whom"),
    )
    reading = read(chronology(*rows, head=IDS))
    assert {case.id: case.entries[0].words[-11:] for case in reading.cases} == {
        "Child 1": "first alone",
        "Child 2": "econd alone",
    }
    assert [row.row for row in reading.tray] == [4]
    assert reading.questions[0].topic is Topic.PERSON


def test_problem_42_one_sheet_or_file_for_each_child_is_named_by_it_and_asked() -> None:
    row = ("01/03/2014", AUNT, "File")
    reading = read(
        Sheet("Team.xlsx", "YP-07", (HEAD, row)),
        Sheet("Team.xlsx", "YP-08", (HEAD, row)),
        Sheet("Case 3.xlsx", "Sheet1", (HEAD, row), group=1),
    )
    assert [case.id for case in reading.cases] == ["YP-07", "YP-08", "Case 3"]
    assert [item.default for item in asked(reading)] == ["YP-07", "YP-08", "Case 3"]
    given = {reading.questions[0].key: "YP-17"}
    again = read_sheets(
        [Sheet("Team.xlsx", "YP-07", (HEAD, row))], Terms(decisions=Decisions(given=given))
    )
    assert [case.id for case in again.cases] == ["YP-17"]


def test_problem_40_one_number_in_two_tables_is_asked_about_and_not_in_one() -> None:
    sheets = [
        Sheet("a.csv", None, (IDS, ("YP1", "01/03/2014", AUNT), ("Case 2", "02/03/2014", AUNT))),
        Sheet("b.csv", None, (IDS, (1, "03/03/2014", AUNT), (11, "04/03/2014", AUNT)), group=1),
    ]
    (question,) = [each for each in asked(read(*sheets)) if each.topic is Topic.IDENTIFIER]
    assert "YP1 and 1 stand in different tables" in question.detail

    given = {question.key: "same"}
    joined = read_sheets(sheets, Terms(decisions=Decisions(given=given)))
    assert {case.id: len(case.entries) for case in joined.cases} == {"YP1": 2, "Case 2": 1, "11": 1}

    together = (IDS, ("YP1", "01/03/2014", AUNT), ("Case 1", "02/03/2014", AUNT))
    assert not [
        each
        for each in asked(read(Sheet("a.csv", None, together)))
        if each.topic is Topic.IDENTIFIER
    ]
