"""Workbooks with a sheet a lane for several children: whose rows they are, and in which lane."""

from __future__ import annotations

from datetime import date

from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.model.chronology import EndState, Entry
from tests.tables import asked, only_case, read, said

HEAD: tuple[Cell, ...] = ("YP", "From", "To", "Status")


def sheet(name: str, head: tuple[Cell, ...], *rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("Data.xlsx", name, (head, *rows))


def drawn(entries: tuple[Entry, ...]) -> list[tuple[str, str]]:
    return [(entry.lane, entry.label) for entry in entries if not entry.suggested]


def test_rows_that_name_their_child_are_never_one_case_whatever_the_sheets_are_called() -> None:
    reading = read(
        sheet("Legal", HEAD, ("YP1", "13/03/2012", "05/06/2012", "S20"), ("YP2", 2013, "", "C2")),
        sheet(
            "Placements",
            ("YP", "From", "To", "Placement"),
            ("YP2", "13/04/2012", "to date", "Secure"),
            ("YP1", "14/04/2012", "15/05/2012", "Foster care"),
        ),
    )

    assert {case.id: drawn(case.entries) for case in reading.cases} == {
        "YP1": [("legal", "Accommodated by agreement (S20)"), ("residence", "Foster care")],
        "YP2": [("residence", "Secure children’s home"), ("legal", "Care order (S31)")],
    }
    assert {item.form for item in reading.recognised} == {"sheets of lanes"}


def test_a_template_with_a_sheet_of_other_children_keeps_them_apart() -> None:
    reading = read(
        Sheet("Data.xlsx", "About", (("Case", "YP9"),)),
        sheet("Legal", ("Start", "End", "What"), ("13/03/2012", "05/06/2012", "S20")),
        sheet("CSE", ("YP", "Start", "What"), ("YP8", "13/03/2013", "Concern noted")),
    )

    assert [case.id for case in reading.cases] == ["YP9", "YP8"]


def test_a_template_whose_rows_repeat_its_own_case_or_count_themselves_stays_one() -> None:
    reading = read(
        Sheet("Data.xlsx", "About", (("Case", "YP9"),)),
        sheet("Legal", ("Case", "Start", "What"), ("yp9", "13/03/2012", "S20")),
        sheet(
            "Missing",
            ("ID", "Start", "What"),
            (1, "13/03/2012", "Missing"),
            (2, "14/03/2012", "Missing"),
            (3, "15/03/2012", "Missing"),
        ),
    )

    assert only_case(reading).id == "YP9"
    assert len(only_case(reading).entries) == 4


def test_what_agencies_wrote_is_no_lane_of_the_child() -> None:
    head = ("Date", "Event")
    reading = read(
        sheet("Police", head, ("13/02/2014", "Reported missing by her carer")),
        sheet("Health", head, ("14/02/2014", "Attended with her grandmother")),
    )

    assert [
        entry.lane for case in reading.cases for entry in case.entries if not entry.suggested
    ] == ["other", "other"]
    assert not said(reading, "unknown-sheet")


def test_sheets_of_another_form_beside_those_of_lanes_are_read_too() -> None:
    head = ("Start", "End", "What")
    reading = read(
        sheet("Legal", head, ("13/03/2012", "05/06/2012", "S20")),
        sheet("Placements", head, ("13/03/2012", "05/06/2012", "Foster care")),
        sheet("Diary", ("Case", "Date", "Event"), ("Data", "13/03/2012", "Said she was happy")),
    )

    assert [case.id for case in reading.cases] == ["Data"]
    assert ("other", "Said she was happy") in drawn(only_case(reading).entries)


def test_a_sheet_of_missing_episodes_need_not_say_that_they_are() -> None:
    reading = read(
        sheet(
            "Missing",
            ("YP", "Start", "End", "Notes"),
            ("YP1", "13/04/2012", "14/04/2012", "With a friend"),
            ("YP2", "14/04/2012", "", ""),
        )
    )

    assert {case.id: drawn(case.entries) for case in reading.cases} == {
        "YP1": [("missing", "Missing episode")],
        "YP2": [("missing", "Missing episode")],
    }
    assert reading.cases[0].entries[0].detail == "With a friend"


def test_a_heading_of_what_rows_hold_says_which_lane_they_are() -> None:
    reading = read(
        sheet(
            "Sheet1",
            ("Client ID", "Legal Status", "Start Date", "End Date"),
            ("000123", "Interim Care Order", "13/08/2011", "20/12/2011"),
            ("000124", "S31", "14/08/2011", "present"),
            ("000124", "Secure order (s25) – refused", "15/08/2012", ""),
        )
    )

    assert {case.id: drawn(case.entries) for case in reading.cases} == {
        "000123": [("legal", "Interim care order (S38)")],
        "000124": [("legal", "Care order (S31)"), ("legal", "Secure order (s25) – refused")],
    }
    assert reading.cases[1].entries[1].code is None


def test_a_placement_beside_what_happened_is_still_a_chronology() -> None:
    reading = read(
        sheet(
            "Sheet1",
            ("Case", "Date from", "Date to", "Placement", "Event"),
            ("12", "13/02/2013", "03/05/2013", "Foster care", "Moved in with her carers"),
        )
    )

    assert drawn(only_case(reading).entries) == [("other", "Moved in with her carers")]


def test_sheets_of_lanes_without_a_child_are_of_the_one_child_of_the_file() -> None:
    reading = read(
        Sheet(
            "YP12.xlsx", "Legal", (("From", "To", "Status"), ("13/02/2012", "14/05/2012", "S20"))
        ),
        Sheet(
            "YP12.xlsx",
            "Placements",
            (("From", "To", "Placement"), ("13/02/2012", "14/05/2012", "Foster care")),
        ),
    )

    assert only_case(reading).id == "YP12"
    assert [entry.lane for entry in only_case(reading).entries] == ["legal", "residence"]
    assert [question.title for question in asked(reading)] == ["Who is this?"]


def test_a_sheet_without_children_beside_one_of_several_is_nobody_s() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "Legal",
            (("YP", "From", "To", "Status"), ("YP1", "13/02/2012", "14/05/2012", "S20")),
        ),
        Sheet(
            "a.xlsx",
            "Placements",
            (("From", "To", "Placement"), ("13/02/2012", "14/05/2012", "Foster care")),
        ),
    )

    assert [entry.lane for entry in only_case(reading).entries] == ["legal"]
    assert len(reading.tray) == 1


def test_a_history_with_ends_is_not_taken_for_a_list_of_the_latest_placements() -> None:
    reading = read(
        Sheet(
            "a.csv",
            None,
            (
                ("Person ID", "Placement Type", "Placement Start Date", "Placement End Date"),
                ("1001", "Foster care", "13/02/2014", "20/06/2014"),
                ("1001", "Children’s home", "20/06/2014", None),
            ),
        )
    )

    first, second = only_case(reading).entries
    assert (first.lane, first.end and first.end.first) == ("residence", date(2014, 6, 20))
    assert second.end_state is EndState.UNKNOWN


def test_levels_of_risk_are_read_by_the_day_they_were_assessed_on() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "CSE risk",
            (
                ("YP", "Date of assessment", "Risk level", "Score"),
                ("YP1", "13/02/2014", "Medium", 9),
                ("YP1", "13/05/2014", "HIGH", 17),
                ("YP1", "13/08/2014", "Removed from list", None),
            ),
        )
    )

    entries = only_case(reading).entries
    assert [(entry.lane, entry.value) for entry in entries] == [
        ("cse", "medium"),
        ("cse", "high"),
        ("cse", None),
    ]
    assert "“Removed from list”" in asked(reading)[0].title


def test_children_numbered_within_their_families_are_not_mixed() -> None:
    reading = read(
        Sheet(
            "a.csv",
            None,
            (
                ("Family ID", "Child", "Placement", "Start", "End"),
                ("F01", 1, "Foster care", "13/02/2014", "20/06/2014"),
                ("F01", 2, "Foster care", "14/02/2014", "20/07/2014"),
                ("F02", 1, "Children’s home", "15/02/2014", "20/08/2014"),
            ),
        )
    )

    assert [case.id for case in reading.cases] == ["F01 1", "F01 2", "F02 1"]
    assert "F01, F02" in asked(reading)[0].detail
