"""Several tables on one sheet, beside and below one another."""

from __future__ import annotations

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from tests.tables import asked, only_case, read, said

Rows = tuple[tuple[Cell, ...], ...]
STACKED: Rows = (
    ("Legal status",),
    ("From", "To", "Status"),
    ("13/02/2012", "05/05/2012", "S20"),
    ("05/05/2012", "ongoing", "ICO"),
    (),
    ("Missing",),
    ("Date", "Returned", "Circumstances"),
    ("13/07/2012", "14/07/2012", "With a friend"),
    ("20/08/2012", "20/08/2012", None),
)
BESIDE: Rows = (
    ("Child A", None, None, "Child B"),
    ("Date", "Event", None, "Date", "Event"),
    ("13/02/2014", "Moved to foster care", None, "14/02/2014", "Missing overnight"),
    ("20/03/2014", "Review held at school", None, "22/03/2014", "Excluded from school"),
)


def _read(*rows: tuple[Cell, ...], name: str | None = "Sheet1") -> Reading:
    """Read a sheet whose tables stand beside one another, so that a row is of several of them."""
    reading = read_sheets([Sheet("a.xlsx", name, rows)])
    assert all(tally.adds_up for tally in reading.tallies)
    return reading


def _told(reading: Reading) -> dict[str, list[str]]:
    return {
        case.id: [entry.label for entry in case.entries if not entry.suggested]
        for case in reading.cases
    }


def test_tables_below_one_another_are_each_read_in_the_lane_of_their_title() -> None:
    reading = read(Sheet("a.xlsx", "YP12", STACKED))

    case = only_case(reading)
    assert [(entry.lane, entry.sources[0].row) for entry in case.entries] == [
        ("legal", 3),
        ("legal", 4),
        ("missing", 8),
        ("missing", 9),
    ]
    assert case.id == "YP12"
    assert [(one.title, one.sheet) for one in asked(reading)] == [("Who is this?", "YP12")]
    assert {entry.sources[0].sheet for entry in case.entries} == {
        "YP12, A1 to C4",
        "YP12, A6 to C9",
    }


def test_tables_of_a_text_table_below_one_another_are_read_as_well() -> None:
    reading = read(Sheet("a.csv", None, STACKED))

    assert [entry.lane for entry in only_case(reading).entries] == ["legal"] * 2 + ["missing"] * 2
    assert len(asked(reading)) == 1


def test_children_beside_one_another_keep_their_own_rows() -> None:
    reading = _read(*BESIDE)

    assert _told(reading) == {
        "Child A": ["Moved to foster care", "Review held at school"],
        "Child B": ["Missing overnight", "Excluded from school"],
    }
    assert {tally.sheet for tally in reading.tallies} == {"Sheet1, A1 to B4", "Sheet1, D1 to E4"}


def test_headings_that_come_again_without_a_column_between_are_two_tables() -> None:
    rows = [row[:2] + row[3:] for row in BESIDE]

    assert set(_told(_read(*rows))) == {"Child A", "Child B"}


def test_tables_beside_one_another_that_nothing_names_are_of_two_children_until_it_is_said() -> (
    None
):
    reading = _read(*BESIDE[1:])

    assert list(_told(reading)) == ["a", "a, D1"]
    assert [one.default for one in asked(reading)] == ["a", "a, D1"]


def test_a_name_above_a_table_beside_another_is_asked_about() -> None:
    reading = _read(("Aisha", None, None, "Bilal"), *BESIDE[1:], name="YP7")

    assert _told(reading) == {}
    assert ["“Aisha”" in one.detail for one in asked(reading)] == [True, False]
    assert {row.row for row in reading.tray} == {3, 4}


def test_a_table_further_down_is_of_the_child_named_above_the_first() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "Sheet1",
            (
                ("Chronology for YP-07",),
                ("Date", "Event"),
                ("13/02/2014", "Referral from school about an older friend"),
                ("20/03/2014", "Review held at school"),
                (),
                ("Placements",),
                ("Start", "End", "Placement"),
                ("01/04/2014", "20/06/2014", "Foster care"),
            ),
        )
    )

    case = only_case(reading)
    assert case.id == "YP-07"
    assert [entry.lane for entry in case.entries if not entry.suggested][-1] == "residence"


def test_a_table_further_down_with_another_name_is_not_of_the_first_child() -> None:
    head: Rows = (
        ("Child: YP1",),
        ("Date", "Event"),
        ("13/02/2014", "Moved to foster care"),
        ("14/02/2014", "Review held at school"),
        (),
    )
    below: Rows = (
        ("From", "To", "Placement"),
        ("01/04/2014", "20/06/2014", "Foster care"),
        ("20/06/2014", "20/08/2014", "Foster care"),
    )
    other = read(Sheet("a.xlsx", "Sheet1", (*head, ("Child: YP2",), *below)))
    brother = read(Sheet("a.xlsx", "Sheet1", (*head, ("Placements of his brother",), *below)))

    assert {case.id: len(case.entries) for case in other.cases} == {"YP1": 2, "YP2": 2}
    assert [case.id for case in brother.cases] == ["YP1"]
    assert len(brother.tray) == 2


def test_tables_of_lanes_with_a_column_of_children_do_not_run_into_each_other() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "All",
            (
                ("Legal",),
                ("YP", "Legal status", "Start", "End"),
                ("YP1", "S20", "13/02/2014", "14/06/2014"),
                ("YP2", "ICO", "14/06/2014", "ongoing"),
                (),
                ("Placement history",),
                ("YP", "Placement", "Start", "End"),
                ("YP1", "Foster care", "13/02/2014", "14/06/2014"),
            ),
        )
    )

    assert {case.id: [entry.lane for entry in case.entries] for case in reading.cases} == {
        "YP1": ["legal", "residence"],
        "YP2": ["legal"],
    }


def test_columns_beside_a_table_of_several_children_stay_with_its_rows() -> None:
    """They may be of the child that the row names, and nobody else says whose they are."""
    reading = _read(
        ("YP", "Date", "Event", None, "Date", "Placement"),
        ("YP1", "13/02/2014", "Moved to foster care", None, "14/02/2014", "Foster care"),
        ("YP2", "20/03/2014", "Review held at school", None, "22/03/2014", "Kinship care"),
    )

    assert set(_told(reading)) == {"YP1", "YP2"}
    assert said(reading, "second-dates")


def test_headings_repeated_on_every_page_and_a_key_beside_are_no_tables() -> None:
    head: tuple[Cell, ...] = ("Date", "Event", "Lane", None, "Key")
    reading = read(
        Sheet(
            "a.xlsx",
            "YP3",
            (
                head,
                ("13/02/2014", "Moved to foster care", "R", None, "R Residence"),
                ("20/03/2014", "Review held at school", "E", None, "E Education"),
                (),
                head,
                ("21/03/2014", "Excluded from school", "E"),
                ("22/03/2014", "Moved back to his aunt", "R"),
            ),
        )
    )

    assert len(_told(reading)["YP3"]) == 4
    assert [tally.sheet for tally in reading.tallies] == ["YP3"]


def test_facts_of_a_person_above_a_chronology_are_no_table_of_their_own() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "Sheet1",
            (
                ("Report", "From", "To"),
                ("Case notes", "01/01/2014", "31/12/2014"),
                (),
                ("Date", "Event"),
                ("13/02/2014", "Moved to foster care"),
                ("14/02/2014", "Review held at school"),
            ),
        )
    )

    assert len(_told(reading)["a"]) == 2


def test_a_column_for_each_child_is_a_table_for_each() -> None:
    reading = _read(
        ("Family timeline",),
        ("Date", "Child 1 (F, 14)", "Child 2 (M, 11)", "Notes"),
        ("13/02/2014", "Placed in foster care", "Placed with his aunt", "siblings parted"),
        ("14/03/2014", "Missing overnight", None, None),
        ("15/04/2014", None, None, "Mother moved to another town"),
    )

    assert _told(reading) == {
        "Child 1": ["Placed in foster care", "Missing overnight"],
        "Child 2": ["Placed with his aunt"],
    }
    assert [row.row for row in reading.tray] == [5]


def test_a_table_of_a_document_without_a_child_goes_on_with_the_one_above() -> None:
    reading = read(
        Sheet(
            "a.docx",
            "Table 1",
            (("Date", "Event"), ("13/02/2014", "Moved to foster care")),
            above=("Name: YP-9",),
        ),
        Sheet(
            "a.docx",
            "Table 2",
            (("From", "To", "Placement"), ("13/02/2014", "15/04/2014", "Foster care")),
            above=("Placements",),
        ),
    )

    case = only_case(reading)
    assert (case.id, {entry.lane for entry in case.entries}) == ("YP-9", {"other", "residence"})


def test_a_title_of_an_id_and_lanes_names_the_child_of_all_tables() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "Sheet1",
            (
                ("YP-21 missing and placements",),
                ("Missing from", "Missing to", "Days"),
                ("13/02/2014", "14/02/2014", 1),
                ("Total", None, 1),
                (),
                ("Placement", "Start", "End"),
                ("Foster care", "01/01/2014", "30/04/2014"),
            ),
        )
    )

    assert {entry.lane for entry in only_case(reading).entries} == {"missing", "residence"}
    assert only_case(reading).id == "YP-21"


def test_a_group_above_the_headings_says_the_lane_and_totals_are_no_records() -> None:
    reading = _read(
        ("YP 14 placements and legal status 2012-2015",),
        ("Placement", None, None, None, "Legal", None, None),
        ("From", "To", "Type", None, "From", "To", "Status"),
        ("03/05/2012", "01/08/2012", "Foster care", None, "03/05/2012", "20/08/2012", "S20"),
        ("01/08/2012", "15/01/2013", "Children’s home", None, "20/08/2012", "ongoing", "ICO"),
        ("Total placements", None, 2),
        ("Key: see above",),
        name="Placements",
    )

    case = only_case(reading)
    assert case.id == "YP 14"
    assert sorted((entry.lane, entry.sources[0].row) for entry in case.entries) == [
        ("legal", 4),
        ("legal", 5),
        ("residence", 4),
        ("residence", 5),
    ]
    assert reading.tray == []
    assert said(reading, "lines-between")[0].rows == (6, 7)


def test_a_title_of_a_family_is_no_child_and_a_nearer_line_is_asked_about() -> None:
    names: tuple[Cell, ...] = ("Eldest", None, None, "Brother")
    family = _read(("Chronology for the Smith children",), (), names, *BESIDE[1:])
    child = _read(("Chronology for YP-07",), (), names, *BESIDE[1:])

    assert (_told(family), _told(child)) == ({}, {})
    assert ["“Brother”" in one.detail for one in asked(child)] == [False, True]


def test_a_table_that_is_not_read_is_kept_aside_and_the_other_one_read() -> None:
    reading = read(
        Sheet(
            "a.xlsx",
            "YP4",
            (
                ("Measure", "From", "To", "Number"),
                ("Moves", "01/01/2013", "31/12/2013", 4),
                ("Nights away", "01/01/2013", "31/12/2013", 3),
                (),
                ("Date", "Event"),
                ("13/02/2014", "Moved to foster care"),
                ("14/03/2014", "Review held at school"),
            ),
        )
    )

    assert _told(reading) == {"YP4": ["Moved to foster care", "Review held at school"]}
    assert [row.row for row in reading.tray] == [2, 3]
    assert said(reading, "not-recognised")[0].sheet == "YP4, A1 to D3"
