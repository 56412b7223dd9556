"""Rows that name whom they are about by a word: “YP”, “sib”, “Mum”, “all three”, “A only”."""

from __future__ import annotations

import pytest

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions
from tests.tables import asked, read

WHO: tuple[tuple[Cell, ...], ...] = (
    ("Date", "Who", "Event"),
    ("13/01/2012", "YP", "Referral from school"),
    ("14/01/2012", "YP & sib", "Initial assessment"),
    ("03/05/2013", "all three", "Core group held"),
    ("06/06/2013", "sib", "Moved to foster care"),
    ("07/07/2013", "Mum", "Admitted to hospital"),
)


def of(reading: Reading) -> dict[str, list[str]]:
    return {
        case.id: [entry.label for entry in case.entries if not entry.suggested]
        for case in reading.cases
    }


def test_what_a_column_says_of_siblings_and_relatives_is_never_drawn_as_the_young_persons() -> None:
    sheet = Sheet("f.xlsx", "YP7", WHO)

    reading = read(sheet)

    assert of(reading) == {"YP7": ["Referral from school", "Initial assessment"]}
    assert [row.row for row in reading.tray] == [4, 5, 6]
    titles = [question.title for question in asked(reading)]
    assert titles.count("Whose rows are these?") == 3
    assert "Does this column say whom each row is about?" in titles


def test_rows_of_a_sibling_or_relative_are_the_young_persons_once_that_is_said() -> None:
    sheet = Sheet("f.xlsx", "YP7", WHO)
    keys = {
        question.detail[1:4]: question.key
        for question in asked(read(sheet))
        if question.title == "Whose rows are these?"
    }

    given = {keys["Mum"]: "YP7", keys["sib"]: "YP8"}
    reading = read_sheets([sheet], Terms(decisions=Decisions(given=given)))

    assert of(reading) == {
        "YP7": ["Referral from school", "Initial assessment", "Admitted to hospital"],
        "YP8": ["Moved to foster care"],
    }
    assert [row.row for row in reading.tray] == [4]


def test_every_row_is_the_young_persons_where_the_column_names_nobody() -> None:
    sheet = Sheet("f.xlsx", "YP7", WHO)
    key = next(each.key for each in asked(read(sheet)) if each.title.startswith("Does this"))

    reading = read_sheets([sheet], Terms(decisions=Decisions(given={key: "nobody"})))

    assert [len(labels) for labels in of(reading).values()] == [5]


@pytest.mark.parametrize(
    "heading", ["Child(ren)", "Child/ren", "Family member", "Child’s initials"]
)
def test_headings_of_several_children_name_them(heading: str) -> None:
    reading = read(
        Sheet(
            "f.xlsx",
            "Log",
            (
                (heading, "Date", "Event"),
                ("A", "13/01/2012", "Referral"),
                ("A & B", "14/01/2012", "Assessment"),
                ("B", "15/01/2012", "Core group"),
                ("A only", "16/01/2012", "Review"),
                ("Mum", "17/01/2012", "Arrested"),
            ),
        )
    )

    assert of(reading) == {
        "A": ["Referral", "Assessment", "Review"],
        "B": ["Assessment", "Core group"],
    }
    assert [row.row for row in reading.tray] == [6]


def test_who_did_something_names_no_child() -> None:
    reading = read(
        Sheet(
            "f.xlsx",
            "YP7",
            (
                ("Date", "Who", "Event"),
                ("13/01/2012", "Police", "Referral from school"),
                ("14/01/2012", "Social worker", "Initial assessment"),
                ("15/01/2012", "Mum", "Rang the duty team"),
            ),
        )
    )

    assert [len(labels) for labels in of(reading).values()] == [3]
    assert [each.title for each in asked(reading)] == ["Who is this?"]


def test_a_run_of_children_is_no_child_of_its_own() -> None:
    reading = read(
        Sheet(
            "f.xlsx",
            "Log",
            (
                ("Child", "Date", "Event"),
                ("1", "13/01/2012", "Referral"),
                ("2", "14/01/2012", "Assessment"),
                ("1-3", "15/01/2012", "Core group"),
                ("12-3", "16/01/2012", "Another’s number"),
            ),
        )
    )

    assert of(reading) == {"1": ["Referral"], "2": ["Assessment"], "12-3": ["Another’s number"]}
    assert [row.row for row in reading.tray] == [4]


def test_a_year_that_can_only_be_a_slip_is_kept_aside() -> None:
    rows = (("13/01/2012", "Referral"), ("14/01/2094", "Assessment"))
    reading = read(Sheet("f.xlsx", "YP7", (("Date", "Event"), *rows)))

    assert of(reading) == {"YP7": ["Referral"]}
    assert "Correct the year" in reading.tray[0].reason
