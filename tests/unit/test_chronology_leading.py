"""Rows whose text begins with the child it is about, in a table without a column of children."""

from __future__ import annotations

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions
from tests.tables import asked, only_case, read

ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Date", "Details"),
    ("13/02/2014", "YP1 - referral from school about bruising"),
    ("14/02/2014", "YP2: missing overnight, came back"),
    ("15/02/2014", "YP1 – assessment completed"),
    ("16/02/2014", "Nobody is named here"),
)


def test_texts_that_begin_with_several_children_are_not_one_journey() -> None:
    sheet = Sheet("log.xlsx", "All", ROWS)
    reading = read(sheet)

    assert {
        case.id: len([e for e in case.entries if not e.suggested]) for case in reading.cases
    } == {
        "YP1": 2,
        "YP2": 1,
    }
    assert [row.row for row in reading.tray] == [5]

    question = next(each for each in asked(reading) if each.title.startswith("Are the rows about"))
    given = {question.key: "nobody"}
    one = read_sheets([sheet], Terms(decisions=Decisions(given=given)))
    assert len([entry for entry in only_case(one).entries if not entry.suggested]) == 4


def test_a_few_rows_that_begin_with_another_child_part_nothing() -> None:
    rows = tuple((f"1{day}/02/2014", "Something of the young person alone") for day in range(3, 9))
    reading = read(Sheet("log.xlsx", "YP1", (ROWS[0], *ROWS[1:3], *rows)))

    assert only_case(reading).id == "YP1"
