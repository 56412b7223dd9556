"""Spells that overlap where only one state can be: drawn as recorded, trimmed on request."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest

from journeyviewer.ingest import overlaps, readers
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Reading
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions, Topic
from tests.tables import asked as asked_of
from tests.tables import read, said, table

ROWS = """
    Case,Lane,Start,End,What,In the file's words
    1,Residence,13/04/2013,25/09/2013,Foster care,Foster carer A
    1,Residence,22/09/2013,25/12/2013,Foster care,Foster carer B
    1,Legal,13/04/2013,25/09/2013,S20,
    1,Legal,22/09/2013,25/12/2013,S31,
"""


def test_problem_16_an_overlap_is_asked_about_and_both_are_drawn() -> None:
    reading = read(table(ROWS))
    (question,) = asked_of(reading)
    assert question.topic is Topic.OVERLAP and question.rows == (2, 3)
    assert question.title == "Two records overlap by 3 days in Residence"
    assert "Foster carer A” ends 25 September 2013" in question.detail
    first, second = reading.cases[0].in_lane("residence")
    assert first.end is not None and first.end.first == date(2013, 9, 25)
    assert second.start.first == date(2013, 9, 22)
    assert len(said(reading, "overlap")) == 1


def test_problem_16_a_trim_ends_the_first_where_the_second_starts_and_can_be_undone() -> None:
    sheet = table(ROWS)
    (question,) = asked_of(read(sheet))
    given = Decisions(given={question.key: "trim"})
    reading = read_sheets([sheet], Terms(decisions=given))
    first, second = reading.cases[0].in_lane("residence")
    assert first.end is not None and first.end.first == second.start.first
    assert first.end.raw == "25/09/2013" and first.flag("trimmed")
    assert not said(reading, "overlap")
    kept = Decisions(given={question.key: "keep"})
    again = read_sheets([sheet], Terms(decisions=kept)).cases[0].in_lane("residence")[0]
    assert again.end is not None and again.end.first == date(2013, 9, 25)


def test_very_many_overlaps_are_said_by_case_and_lane_with_all_their_rows() -> None:
    rows = [
        "1,Residence,13/04/2013,25/09/2013,Foster care",
        "1,Residence,22/09/2013,25/12/2013,Foster care",
        *(f"2,Residence,{day:02}/01/2014,10/{day + 2:02}/2014,Foster care" for day in (1, 2, 3)),
    ]
    sheet = table("Case,Lane,Start,End,What\n" + "\n".join(rows))
    assert [problem.rows for problem in said(read(sheet), "overlap")] == [(2, 3), (4, 5), (5, 6)]
    with patch.object(readers, "MOST_SAID", 1):
        first, second = said(read(sheet), "overlap")
    assert "starts before" in first.message and first.rows == (2, 3)
    assert second.message == "Spells overlap twice in Residence. All are drawn."
    assert second.rows == (4, 5, 6)


def test_temporary_and_doubtful_spells_are_not_asked_about() -> None:
    sheet = table("""
        Case,Lane,Start,End,What
        1,Residence,13/04/2013,December 2013,Foster care
        1,Residence,22/09/2013,25/12/2013,U4
    """)
    assert not asked_of(read(sheet))


MANY = "Case,Lane,Start,End,What\n" + "".join(
    f"{case},Residence,13/04/2013,25/09/2013,Foster care\n"
    f"{case},Residence,22/09/2013,25/12/2013,Foster care\n"
    f"{case},Education,13/04/2013,25/09/2013,Primary school\n"
    f"{case},Education,21/09/2013,25/12/2013,Secondary school\n"
    for case in ("1", "2", "3")
)


def ends(reading: Reading) -> dict[str, list[str]]:
    """Return the last days of each case's first placement and school."""
    return {
        case.id: [
            str(entry.end and entry.end.last)
            for lane in ("residence", "education")
            for entry in case.in_lane(lane)[:1]
        ]
        for case in reading.cases
    }


AS_RECORDED = ["2013-09-25", "2013-09-25"]


def test_problem_16_further_overlaps_are_one_question_answered_case_by_case(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(overlaps, "MOST_ASKED", 3)
    sheet = table(MANY)
    *single, further = asked_of(read(sheet))
    assert len(single) == 3 and not any(question.parts for question in single)
    assert [(part.child, part.rows) for part in further.parts] == [("2", (8, 9)), ("3", (10, 11))]
    assert [part.detail for part in further.parts] == [
        "In Education & work one lasts until 25 September 2013, the next begins 21 September 2013.",
        "Records overlap in Residence once and in Education & work once.",
    ]

    one = Terms(decisions=Decisions(given={further.parts[1].key: "trim"}))
    reading = read_sheets([sheet], one)
    assert ends(reading) == {
        "1": AS_RECORDED,
        "2": AS_RECORDED,
        "3": ["2013-09-22", "2013-09-21"],
    }
    again = next(item for item in reading.questions if item.key == further.key)
    assert [part.given for part in again.parts] == [None, "trim"]
    assert [(part.detail, part.rows) for part in again.parts] == [
        (part.detail, part.rows) for part in further.parts
    ]

    given = {further.key: "trim", further.parts[1].key: "keep"}
    assert ends(read_sheets([sheet], Terms(decisions=Decisions(given=given)))) == {
        "1": AS_RECORDED,
        "2": ["2013-09-25", "2013-09-21"],
        "3": AS_RECORDED,
    }
