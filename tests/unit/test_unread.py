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
