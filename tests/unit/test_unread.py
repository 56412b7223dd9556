"""Tables that are not read for their shape: a column for each year."""

from __future__ import annotations

import pytest

from journeyviewer.ingest.table import Sheet
from tests.tables import only_case, read, said
from tests.unit.chronology_help import AUNT


def test_facts_of_a_person_above_a_chronology_are_no_table_of_their_own() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "Sheet1",
            (
                ("Name", "DOB"),
                ("YP-12", "03/1999"),
                (),
                ("Date", "Event"),
                ("13/02/2012", AUNT),
                ("14/02/2012", AUNT),
            ),
        )
    )

    assert len([entry for entry in only_case(reading).entries if not entry.suggested]) == 2


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (("YP", "2011", "2012", "2013"), "2011 and 2012"),
        (("YP", "Jan-14", "Feb-14", "Mar-14"), "Jan-14 and Feb-14"),
        (("Name", "2011/12", "2012/13", "2013/14"), "2011/12 and 2012/13"),
    ],
)
def test_a_column_for_each_year_or_month_is_said(head: tuple[str, ...], words: str) -> None:
    reading = read(Sheet("a.xlsx", "Missing", (head, ("YP1", 0, 2, 5), ("YP2", 1, 1, 0))))

    message = said(reading, "not-recognised")[0].message
    assert words in message and "one row for each thing that happened" in message


def test_a_table_turned_round_is_called_so() -> None:
    rows = (
        ("Date:", "13/02/2012", "14/02/2012"),
        ("Event:", AUNT, AUNT),
        ("Source:", "File", "Police"),
    )
    message = said(read(Sheet("a.xlsx", "Sheet1", rows)), "not-recognised")[0].message
    assert "turned round" in message and "transposed" in message


@pytest.mark.parametrize("heading", ["Due date", "Next review", "Target date", "Planned date"])
def test_days_on_which_something_is_to_happen_are_no_days_of_events(heading: str) -> None:
    rows = (("Case", "YP-03"), (heading, "Action"), ("13/02/2012", AUNT), ("14/02/2012", AUNT))
    reading = read(Sheet("a.xlsx", "Plan", rows))
    assert not reading.cases
    assert len(reading.tray) == 3


def test_facts_above_headings_that_nobody_knows_are_no_headings() -> None:
    rows = (("Case", "YP-03"), ("Made on date", "Words"), ("13/02/2012", AUNT))
    assert only_case(read(Sheet("a.xlsx", "Sheet1", rows))).id == "YP-03"
