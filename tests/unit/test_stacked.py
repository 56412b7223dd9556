"""Chronologies whose rows go on below themselves: short answers side by side, long ones below."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.model.chronology import Cohort
from tests.documents import document, line
from tests.documents import table as word_table
from tests.tables import read, said
from tests.unit.chronology_help import AUNT, drawn

LONG = "She left the unit by the back door and was seen with two men, a neighbour said."
NEXT = "Her social worker met her at school and she asked for a move to another place."


def sheet(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("Case 3.xlsx", None, rows)


def accounted(reading: Reading | Cohort) -> Reading | Cohort:
    assert all(tally.adds_up for tally in reading.tallies)
    assert sum(tally.tray for tally in reading.tallies) == len(reading.tray)
    return reading


@pytest.mark.parametrize("kind", ["Type of event", "Source"])
def test_what_stands_below_a_label_below_a_row_is_told_with_it(tmp_path: Path, kind: str) -> None:
    tables = [
        word_table(("Date", kind), (day, "Visit"), ("Details",), (text,), ("Action",), ("x",))
        for day, text in (("13 May 2012", LONG), ("14 June 2012", NEXT))
    ]  # fmt: skip
    path = tmp_path / "Case 3.docx"
    path.write_bytes(document(line("Chronology for YP-07"), *tables))
    cohort = read_here([path])
    accounted(cohort)
    assert [(case.id, len(case.coverage)) for case in cohort.cases] == [("YP-07", 2)]
    assert [entry.words for entry in drawn(cohort)] == [LONG, NEXT]
    assert all(entry.detail == "Action: x" for entry in drawn(cohort))
    assert [tally.used for tally in cohort.tallies] == [5, 5]


def test_headings_may_stand_above_each_row_again_and_labels_begin_a_text() -> None:
    head = ("Date", "Time", "Type")
    rows = (
        head, ("13/05/2012", "22:30", "Missing"), ("Details",), (LONG,), (NEXT,), (),
        head, ("14/06/2012", None, "Visit"), (f"Details: {NEXT}",), ("Outcome: Plan agreed",),
    )  # fmt: skip
    reading = read(sheet(*rows))
    accounted(reading)
    assert [entry.words for entry in drawn(reading)] == [f"{LONG}\n{NEXT}", NEXT]
    assert drawn(reading)[1].detail == "Outcome: Plan agreed"
    assert {row for problem in said(reading, "stacked-rows") for row in problem.rows} == {
        3, 4, 5, 9, 10,
    }  # fmt: skip


def test_what_is_about_another_child_is_not_told_with_the_row_above() -> None:
    rows = (
        ("Date", "Type", "Source"), ("13/05/2012", "Missing", "File"), ("Details",), (LONG,),
        ("YP-08",), ("14/06/2012", "Visit", "File"), ("Details",), ("Child: YP-09",),
        ("15/06/2012", "Visit", "File"), ("Details",), (NEXT,),
    )  # fmt: skip
    reading = read(Sheet("YP-07.xlsx", None, rows))
    accounted(reading)
    assert {case.id: [entry.words for entry in case.entries] for case in reading.cases} == {
        "YP-07": [LONG],
        "YP-08": ["Visit"],
        "YP-09": [NEXT],
    }


def test_a_long_text_alone_between_rows_is_kept_and_no_title() -> None:
    rows = (("Date", "Source", "Event"), ("13/05/2012", "File", AUNT), (LONG,), ("Later years",))
    reading = read(sheet(*rows))
    accounted(reading)
    assert [kept.row for kept in reading.tray] == [3]
    assert "too long for a title" in reading.tray[0].reason
    assert reading.tallies[0].non_data == 2


def test_a_title_between_rows_that_is_a_word_of_headings_is_a_title() -> None:
    rows = (
        ("Date", "Event", "Source"), ("13/05/2012", AUNT, "File"), ("Notes",), ("Early years",),
        ("14/06/2012", NEXT, "File"), ("15/06/2012", LONG, "File"), ("Summary",),
    )  # fmt: skip
    reading = read(sheet(*rows))
    accounted(reading)
    assert [entry.words for entry in drawn(reading)] == [AUNT, NEXT, LONG]
    assert not said(reading, "stacked-rows")
    assert reading.tallies[0].non_data == 4
