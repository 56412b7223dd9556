"""Tables with a column for each year or month."""

from __future__ import annotations

import pytest

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from tests.tables import asked, only_case, said


def _read(*rows: tuple[Cell, ...], name: str = "Sheet1") -> Reading:
    """Read a sheet each of whose columns becomes a table, so that a row is of several."""
    reading = read_sheets([Sheet("a.xlsx", name, rows)])
    assert all(tally.adds_up for tally in reading.tallies)
    return reading


def _told(reading: Reading) -> list[tuple[str, str, str, str, int | None]]:
    return [
        (
            case.id,
            str(entry.start.earliest),
            str(entry.start.latest),
            entry.label,
            entry.sources[0].row,
        )
        for case in reading.cases
        for entry in case.entries
        if not entry.suggested
    ]


def test_what_stands_below_a_year_happened_some_day_of_it() -> None:
    reading = _read(
        ("YP", "2011", 2012, "Mar 2013"),
        ("YP1", "Lived with her aunt", "Missing x3", None),
        ("YP2", None, None, "Excluded from school"),
    )

    assert _told(reading) == [
        ("YP1", "2011-01-01", "2011-12-31", "Lived with her aunt", 2),
        ("YP1", "2012-01-01", "2012-12-31", "Missing x3", 2),
        ("YP2", "2013-03-01", "2013-03-31", "Excluded from school", 3),
    ]


def test_a_column_of_lanes_beside_years_says_the_lane() -> None:
    reading = _read(
        ("Chronology for YP5",),
        ("Area", "2011", "2012", "2013"),
        ("Placement", "With her aunt", "Foster care", None),
        ("School", None, "Mainstream school", "Pupil referral unit"),
    )

    case = only_case(reading)
    assert case.id == "YP5"
    assert {entry.lane for entry in case.entries} == {"residence", "education"}
    assert asked(reading) == []


@pytest.mark.parametrize("cell", [3, "2", "Y", "no", "87%"])
def test_numbers_and_answers_below_years_are_not_read(cell: Cell) -> None:
    reading = _read(
        ("YP", "2011", "2012", "2013"), ("YP1", "Missing overnight", cell, "Moved to her aunt")
    )

    assert (reading.cases, len(said(reading, "not-recognised"))) == ([], 1)
