"""Records of several children in one row, or of somebody who is no child, in tables of records."""

from __future__ import annotations

import pytest

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Reading
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions
from tests.tables import table

PLACEMENTS = """
Child,From,To,Placement type
A,03/05/2012,14/06/2012,Foster care
B,03/05/2012,14/06/2012,Foster care
Both,14/06/2012,20/08/2012,Residential children's home
A and B,20/08/2012,ongoing,With parents
"""
RECORDS = """
Case,Lane,Start,End,What
A,Residence,03/05/2012,14/06/2012,Foster care
B,Residence,03/05/2012,14/06/2012,Foster care
Both,Residence,14/06/2012,20/08/2012,Residential children's home
A & B,Residence,20/08/2012,ongoing,With parents
"""
FOSTER, HOME, PARENTS = "2012-05-03", "2012-06-14", "2012-08-20"


def told(reading: Reading) -> dict[str, list[str]]:
    assert all(tally.adds_up for tally in reading.tallies)
    assert sum(tally.tray for tally in reading.tallies) == len(reading.tray)
    return {
        case.id: [str(entry.start.earliest) for entry in case.entries if not entry.suggested]
        for case in reading.cases
    }


@pytest.mark.parametrize("content", [PLACEMENTS, RECORDS])
def test_a_record_of_two_children_is_each_ones_and_whose_both_is_is_asked(content: str) -> None:
    reading = read_sheets([table(content)])
    assert told(reading) == {"A": [FOSTER, PARENTS], "B": [FOSTER, PARENTS]}
    (asked,) = [question for question in reading.questions if question.title.startswith("Whose")]
    assert [(kept.row, kept.waits_for) for kept in reading.tray] == [(4, asked.key)]
    every = [FOSTER, HOME, PARENTS]
    for answer, others in (("every child named", every), ("A", [FOSTER, PARENTS])):
        terms = Terms(decisions=Decisions(given={asked.key: answer}))
        answered = read_sheets([table(content)], terms)
        assert told(answered) == {"A": every, "B": others}
        assert not answered.tray


def test_an_agency_is_no_lane_and_a_mother_no_young_person() -> None:
    content = """
    Start date,End date,Agency,Event,Child
    03/05/2012,04/05/2012,Police,Missing from home,A
    14/06/2012,,Health,Attended the hospital,B
    15/06/2012,,Health,Attended the hospital,A and B
    16/06/2012,,Education,Excluded for two days,Mother
    """
    reading = read_sheets([table(content)])
    assert told(reading) == {"A": ["2012-05-03", "2012-06-15"], "B": ["2012-06-14", "2012-06-15"]}
    entries = [entry for case in reading.cases for entry in case.entries if not entry.suggested]
    assert {entry.lane for entry in entries} == {"other"}
    assert [kept.row for kept in reading.tray] == [5]


def test_ids_of_any_shape_stay_those_of_one_child() -> None:
    ids = ("P12/3", "Smith, Jo", "689661_301", "Young Person B", "Child 2", "Sam")
    rows = "\n".join(f'"{name}",Residence,03/05/2012,,Foster care' for name in ids)
    assert set(told(read_sheets([table(f"Case,Lane,Start,End,What\n{rows}")]))) == set(ids)
