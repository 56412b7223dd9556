"""Whose rows are where columns to tick, names, letters or lines above say it, and wrong rows."""

from __future__ import annotations

import pytest

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions
from tests.tables import asked, only_case, read, said
from tests.unit.chronology_help import AUNT

HEAD: tuple[Cell, ...] = ("Child", "Date", "Event", "Comment")


def _told(reading: object) -> dict[str, list[int | None]]:
    cases = getattr(reading, "cases", ())
    return {
        case.id: [entry.sources[0].row for entry in case.entries if not entry.suggested]
        for case in cases
    }


def test_a_tick_below_a_child_says_whose_the_row_is() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "Sheet1",
            (
                ("Date", "Event", "Child A", "Child B"),
                ("13/02/2014", AUNT, "x", "X"),
                ("14/03/2014", AUNT, None, "✓"),
                ("15/04/2014", AUNT, "no", "Yes"),
                ("16/05/2014", AUNT),
            ),
        )
    )

    assert _told(reading) == {"Child A": [2], "Child B": [2, 3, 4]}
    assert [row.row for row in reading.tray] == [5]
    assert "name no child" in asked(reading)[0].detail


def test_columns_of_names_tell_children_apart_and_are_not_shown() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("First name", "Surname", "Date", "Event"),
        ("Chloe", "Brown", "13/02/2014", AUNT),
        ("Ben", "Brown", "14/02/2014", AUNT),
        ("chloe", "Brown ", "15/02/2014", AUNT),
    )
    reading = read(Sheet("a.xlsx", "Sheet1", rows))

    assert _told(reading) == {"Person 1": [2, 4], "Person 2": [3]}
    question = asked(reading)[0]
    assert "Chloe" not in f"{question} {reading.cases}"
    alone = read(Sheet("a.xlsx", "Sheet1", rows[:2]))
    assert only_case(alone).id == "a"


def test_letters_below_a_column_of_whom_are_children() -> None:
    reading = read(
        Sheet(
            "log.xlsx",
            "Sheet1",
            (
                ("Date", "Re", "Event"),
                ("13/02/2014", "A", AUNT),
                ("14/02/2014", "B/C", AUNT),
                ("15/02/2014", "C", AUNT),
                ("16/02/2014", "Mum", AUNT),
            ),
        )
    )

    assert _told(reading) == {"A": [2], "B": [3], "C": [3, 4]}
    assert [row.row for row in reading.tray] == [5]


@pytest.mark.parametrize("words", ["[REDACTED]", "XXXX", "██", "(name removed)", "***", "-"])
def test_a_name_taken_out_is_no_child(words: str) -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "Sheet1",
            (HEAD, ("YP3", "13/02/2014", AUNT), (words, "14/02/2014", AUNT)),
        )
    )

    assert _told(reading) == {"YP3": [2]}
    assert [row.row for row in reading.tray] == [3]


def test_somebody_named_as_a_parent_above_is_no_case() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "Sheet1",
            (
                ("Child", "AB", "DOB", "03/1999"),
                ("Mother", "GH"),
                ("Date", "Subject", "Event"),
                ("13/02/2014", "AB", AUNT),
                ("14/02/2014", "GH", AUNT),
            ),
        )
    )

    assert _told(reading) == {"AB": [4]}
    assert "“GH” names no child" in asked(reading)[0].detail


@pytest.mark.parametrize(
    "comment",
    [
        "error - see row 3",
        "DELETE",
        "Entered on wrong child, belongs to YP1",
        "duplicate of 4",
        "recorded in error",
        "Wrong child",
    ],
)
def test_a_row_marked_as_wrong_is_kept_aside_until_it_is_asked_for(comment: str) -> None:
    sheet = Sheet(
        "a.xlsx",
        "Sheet1",
        (HEAD, ("YP1", "13/02/2014", AUNT), ("YP1", "14/02/2014", AUNT, comment)),
    )
    reading = read(sheet)

    assert _told(reading) == {"YP1": [2]}
    assert [row.row for row in said(reading, "marked-wrong")] == [3]
    key = asked(reading)[0].key
    again = read_sheets([sheet], Terms(decisions=Decisions(given={key: "read"})))
    assert _told(again) == {"YP1": [2, 3]}


@pytest.mark.parametrize(
    "comment", ["Duplicate prescription given", "error of judgement by carer", "void of emotion"]
)
def test_other_comments_leave_a_row_alone(comment: str) -> None:
    reading = read(Sheet("a.xlsx", "Sheet1", (HEAD, ("YP1", "13/02/2014", AUNT, comment))))

    assert _told(reading) == {"YP1": [2]}


def test_what_children_are_called_in_their_family_is_not_mixed_between_families() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Family ID", "Sibling no", "Date", "Event"),
        ("F01", 1, "13/02/2014", AUNT),
        ("F01", 2, "14/02/2014", AUNT),
        ("F02", 1, "15/02/2014", AUNT),
    )
    reading = read(Sheet("a.xlsx", "Sheet1", rows))

    assert _told(reading) == {"F01 1": [2], "F01 2": [3], "F02 1": [4]}
    assert "F01, F02" in asked(reading)[0].detail
    one_family = read(Sheet("a.xlsx", "Sheet1", rows[:3]))
    assert set(_told(one_family)) == {"1", "2"}


@pytest.mark.parametrize("words", ["not YP1", "YP1 (not YP2)", "YP1’s sister", "YP1?", "YP2s mum"])
def test_what_names_somebody_by_a_child_or_denies_one_is_asked_about(words: str) -> None:
    reading = read(
        Sheet("a.xlsx", "Sheet1", (HEAD, ("YP1", "13/02/2014", AUNT), (words, "14/02/2014", AUNT)))
    )

    assert _told(reading) == {"YP1": [2]}
    assert [row.row for row in reading.tray] == [3]
