"""The neutral records file: its form, its words and what it leaves open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from journeyviewer.analysis.neutral import neutral, refused
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Sheet
from journeyviewer.model.chronology import Cohort, Outcome, SourceRow, Tally, TrayRow
from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.times import FuzzyDate, Precision
from tests.builders import UNKNOWN, case, event, score, spell, window_count

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "neutral.schema.json").read_text("utf-8"))


def check(cohort: Cohort) -> dict:
    """Return the cohort as it stands in the file, checked against the schema."""
    data = json.loads(json.dumps(neutral(cohort)))
    jsonschema.validate(data, SCHEMA)
    return data


def test_every_kind_of_record_fits_the_form() -> None:
    """Open and unknown ends are null and say which; a point has no end; a window has both."""
    before = FuzzyDate(None, date(2008, 12, 31), Precision.BEFORE)
    data = check(
        Cohort(
            name="made up",
            cases=(
                case(
                    spell("legal", "S25", "2013-04-24", "2013-07-19"),
                    spell("residence", "FC", "2013-04", UNKNOWN, attributes={"out_of_area": True}),
                    spell("education", "FT", before),
                    event("voice", "W", "2013-05-01"),
                    score("cse", "SCORE", "2013-06-01", 24),
                    window_count("missing", "2014-01-01", "2014-12-31", 3),
                ),
            ),
        )
    )
    by_lane = {record["lane"]: record for record in data["records"]}
    assert by_lane["liberty"]["code"] == "S25"
    assert by_lane["liberty"]["end"] == {"earliest": "2013-07-19", "latest": "2013-07-19"}
    assert (by_lane["residence"]["end"], by_lane["residence"]["end_state"]) == (None, "unknown")
    assert by_lane["residence"]["start"] == {"earliest": "2013-04-01", "latest": "2013-04-30"}
    assert by_lane["residence"]["attrs"] == {"out_of_area": True}
    assert (by_lane["education"]["end"], by_lane["education"]["end_state"]) == (None, "open")
    assert by_lane["education"]["start"]["earliest"] is None
    assert (by_lane["voice"]["kind"], by_lane["voice"]["end"]) == ("point", None)
    assert (by_lane["cse"]["kind"], by_lane["cse"]["value"]) == ("score", 24)
    assert by_lane["missing"]["end"]["latest"] == "2014-12-31"
    assert data["persons"] == [
        {"id": "1", "sex": "F", "birth": {"earliest": "1998-05-01", "latest": "1998-05-31"}}
    ]


def test_one_source_is_an_object_and_several_are_a_list() -> None:
    """A record joined from two rows names both."""
    one = spell("legal", "S20", "2013-04-24", "2013-07-19")
    two = replace(one, sources=(SourceRow("a.csv", None, 2), SourceRow("b.xlsx", "Legal", 9)))
    data = check(Cohort(name="x", cases=(case(one, two),)))
    assert data["records"][0]["source"] == {"file": "invented.csv", "sheet": None, "row": 2}
    assert [place["row"] for place in data["records"][1]["source"]] == [2, 9]


def test_problems_left_out_rows_and_accounting() -> None:
    """What was not drawn is listed, and `used` rows go by the name `records`."""
    data = check(
        Cohort(
            name="x",
            outcome=Outcome.PARTIAL,
            message="One sheet could not be read.",
            problems=(
                Problem(
                    file="a.csv",
                    rule="end-before-start",
                    message="The end is before the start.",
                    severity=Severity.QUESTION,
                    action=Action.TRAY,
                    row=4,
                    rows=(4, 5),
                ),
            ),
            tray=(TrayRow("a.csv", None, 4, "No date."),),
            tallies=(Tally(file="a.csv", sheet=None, rows_read=12, used=11, tray=1),),
        )
    )
    assert data["issues"][0]["rows"] == [4, 5]
    assert data["accounting"][0]["records"] == 11
    assert data["outcome"] == "partial"
    jsonschema.validate(refused("nothing.csv", "There is no such file."), SCHEMA)


def test_every_lane_of_the_vocabulary_is_a_word_of_the_contract() -> None:
    """Lanes are data: a record lane that the contract does not know must not slip in."""
    known = set(SCHEMA["$defs"]["record"]["properties"]["lane"]["enum"])
    used = {word for lane in lanes() for word in lane.record_lanes}
    assert used == known


@pytest.mark.parametrize("field", ["end_state", "source", "suggested"])
def test_the_schema_notices_a_missing_field(field: str) -> None:
    """The schema is worth something."""
    data = neutral(Cohort(name="x", cases=(case(event("voice", "W", "2013-05-01")),)))
    del data["records"][0][field]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


BESIDE = (
    ("Child A", None, None, "Child B"),
    ("Date", "Event", None, "Date", "Event"),
    ("13/02/2014", "Moved to foster care", None, "14/02/2014", "Missing overnight"),
    ("20/03/2014", "Review held at school", None, "no date", "Excluded from school"),
    (None, None, None, "22/03/2014", "Seen by the nurse"),
)
"""Two tables, which people are told of as “Sheet1, A1 to B4” and “Sheet1, D1 to E5”."""


@pytest.mark.parametrize("name", ["Sheet1", None])
def test_rows_of_several_tables_are_those_of_the_sheet_that_holds_them(name: str | None) -> None:
    reading = read_sheets([Sheet("a.xlsx", name, BESIDE), Sheet("a.xlsx", "1, B2 to C3", BESIDE)])
    cohort = Cohort(
        name="made up",
        cases=tuple(reading.cases),
        problems=tuple(reading.problems),
        questions=tuple(reading.questions),
        tray=tuple(reading.tray),
        tallies=tuple(reading.tallies),
    )
    assert len({row.sheet for row in (*cohort.tray, *cohort.tallies)}) == 4
    data = check(cohort)

    places = [record["source"] for record in data["records"]]
    places = [one for place in places for one in (place if isinstance(place, list) else [place])]
    assert {place["sheet"] for place in (*places, *data["issues"], *data["tray"])} == {
        name,
        "1, B2 to C3",
    }
    assert sorted(place["row"] for place in places if place["sheet"] == name) == [3, 3, 4, 5]
    # Row 4 is of a record in one table, and kept aside in the other.
    assert [row["row"] for row in data["tray"]] == [4, 4]
    of_rows = {"file": "a.xlsx", "rows_read": 5, "non_data": 1}
    assert data["accounting"] == [
        {**of_rows, "sheet": name, "records": 4, "tray": 0, "hidden_duplicates": 0},
        # The same once more: what is of use is the line of names alone.
        {**of_rows, "sheet": "1, B2 to C3", "records": 1, "tray": 1, "hidden_duplicates": 2},
    ]
