"""Rows whose words deny what their type means, steps called off, logs of missing episodes."""

from __future__ import annotations

import pytest

from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.model.chronology import Kind
from tests.tables import only_case, read, said
from tests.unit.chronology_help import AUNT, drawn

HEAD: tuple[Cell, ...] = ("Child", "Date", "Entry type", "Details", "Status")


def log(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("log.xlsx", "Log", (HEAD, *(("YP1", "13/03/2014", *row) for row in rows)))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("Missing episode", "No missing episodes this month"),
        ("Missing episode", "Not missing - at her grandmother’s"),
        ("Missing episode", "None this month"),
        ("Missing episode", "Absent but not missing"),
        ("Missing episode", "Risk of going missing discussed"),
        ("LAC review", "Cancelled, as nobody could come"),
        ("LAC review", "Review postponed"),
        ("Strategy meeting", "strategy meeting planned for 3/4"),
        ("S47", "prev. s47 2009"),
        ("Return interview", "Not offered"),
        ("Fixed term exclusion", "No exclusions this term"),
        ("LAC review", "LAC review postponed to 20/03"),
        ("Strategy meeting", "It was agreed but did not go ahead"),
        ("Missing episode", "Previously missing x3 (see earlier)"),
        ("Arrest", "Older brother was arrested for theft"),
    ],
)
def test_what_did_not_happen_is_not_counted_as_what_its_type_says(kind: str, words: str) -> None:
    reading = read(log((kind, words)))

    (entry,) = drawn(reading)
    assert (entry.kind, entry.code, entry.category) == (Kind.EVENT, None, None)
    assert (entry.label, entry.lane != "other") == (words, True)
    assert said(reading, "words-deny-type")


@pytest.mark.parametrize(
    ("kind", "words", "code"),
    [
        ("Missing episode", "Missing with two others, no contact", "M"),
        ("Missing episode", "", "M"),
        ("S47", "No further action", "S47"),
        ("S47", "Not substantiated", "S47"),
        ("Missing episode", "Mother reported him missing at midnight", "M"),
        ("Missing episode", "Denied knowing where he had been", "M"),
    ],
)
def test_how_something_turned_out_does_not_deny_it(kind: str, words: str, code: str) -> None:
    reading = read(log((kind, words)))

    assert [entry.code for entry in drawn(reading)] == [code]
    assert not said(reading, "words-deny-type")


@pytest.mark.parametrize("state", ["Cancelled", "Draft", "Entered in error"])
def test_a_step_called_off_in_the_case_system_is_kept_aside(state: str) -> None:
    reading = read(log(("S47", AUNT, state), ("S47", "Held at the police station", "Completed")))

    assert [entry.words for entry in drawn(reading)] == ["Held at the police station"]
    assert [row.row for row in reading.tray] == [2]


@pytest.mark.parametrize("state", ["Yes", "D", "Disputed", "Open"])
def test_other_words_of_a_status_leave_the_row_alone(state: str) -> None:
    assert len(drawn(read(log(("S47", AUNT, state))))) == 1


MISSING = ("YP", "Ref", "Date missing", "Time missing", "Date returned", "Time returned", "Notes")


def test_a_log_of_missing_episodes_is_read_by_its_own_headings() -> None:
    reading = read(
        Sheet(
            "log.xlsx",
            "Misper log",
            (
                MISSING,
                ("YP1", "M1", "13/03/2014", "22:30", "14/03/2014", "02:15", "Came by taxi"),
                ("YP1", "M2", "15/03/2014", None, "15/03/2014", None, None),
                ("YP1", "M3", "16/03/2014", None, None, None, "Still away"),
                ("Total", None, None, None, None, None, None),
            ),
        )
    )

    entries = only_case(reading).entries
    assert [(each.lane, each.kind, each.code) for each in entries] == [
        ("missing", Kind.SPELL, "M")
    ] * 3
    assert [each.end and str(each.end.earliest) for each in entries] == [
        "2014-03-14",
        "2014-03-15",
        None,
    ]
    assert entries[0].start.clock and entries[0].end and entries[0].end.clock
    assert entries[1].label == "Missing episode" and "M2" in entries[1].detail


@pytest.mark.parametrize("words", ["Case 1 total", "YP1 sub-total:", "Total for YP1", "Totals"])
def test_what_sums_a_child_up_is_no_record_of_it(words: str) -> None:
    head = ("Case", "Date", "Event", "Hours")
    row = ("Case 1", "13/03/2014", AUNT, 2)

    reading = read(Sheet("log.xlsx", "Log", (head, row, (words, None, None, 7))))

    assert [case.id for case in reading.cases] == ["Case 1"]
    assert (reading.tray, len(only_case(reading).entries)) == ([], 1)


def test_pages_of_a_case_note_export_are_one_table_of_one_person() -> None:
    page = (
        ("Case Notes Report",),
        ("Person ID: 900417", None, "Report run: 12/05/2016 09:14"),
        ("Case Note Date", "Case Note Type", "Case Note"),
    )
    reading = read(
        Sheet(
            "notes.csv",
            None,
            (
                *page,
                ("13/02/2014 10:30", "Home Visit", AUNT),
                ("Page 1 of 2",),
                *page,
                ("14/02/2014 11:00", "Case Note", "Placed with her grandmother"),
                ("Total case notes: 2",),
            ),
        )
    )

    assert (only_case(reading).id, len(drawn(reading)), reading.tray) == ("900417", 2, [])
