"""Spells that overlap where only one state can be: drawn as recorded, trimmed on request."""

from __future__ import annotations

from datetime import date

from journeyviewer.ingest.readers import read_sheets
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


def test_temporary_and_doubtful_spells_are_not_asked_about() -> None:
    sheet = table("""
        Case,Lane,Start,End,What
        1,Residence,13/04/2013,December 2013,Foster care
        1,Residence,22/09/2013,25/12/2013,U4
    """)
    assert not asked_of(read(sheet))
