"""What words of a text suggest is offered, and drawn only where a person says so."""

from __future__ import annotations

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions, Topic
from tests.tables import only_case, read, table

CHRONOLOGY = """
    Serial number,Date,Event detail,Witness or document reference
    1,13/04/2013,Missing from placement since the evening before,Police
    2,14/05/2013,Missing from placement again and found at the park,Police
    3,15/06/2013,She is not at risk of CSE in the view of the school nurse,School
"""


def test_suggestions_are_one_question_for_the_same_words_and_wait() -> None:
    reading = read(table(CHRONOLOGY, "YP-07.csv"))
    offered = [entry for entry in only_case(reading).entries if entry.suggested]
    assert [entry.lane for entry in offered] == ["missing", "missing"]
    (question,) = [item for item in reading.questions if item.topic is Topic.SUGGESTION]
    assert question.rows == (2, 3) and question.answer == "offer"
    assert not any(entry.lane == "cse" for entry in only_case(reading).entries)


def test_what_is_chosen_is_drawn_and_nothing_else() -> None:
    sheet = table(CHRONOLOGY, "YP-07.csv")
    (question,) = [item for item in read(sheet).questions if item.topic is Topic.SUGGESTION]
    again = read_sheets([sheet], Terms(decisions=Decisions(given={question.key: "draw"})))
    entries = only_case(again).entries
    assert not any(entry.suggested for entry in entries)
    assert len([entry for entry in entries if entry.lane == "missing"]) == 2
    assert len([entry for entry in entries if entry.lane == "other"]) == 3
