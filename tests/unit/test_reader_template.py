"""The template workbook as people fill it in: its About sheet, its marks and its slips."""

from __future__ import annotations

from datetime import date

from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.template_writer import FilledCase, build_template
from journeyviewer.model.chronology import Coverage, Kind
from journeyviewer.model.times import EndState
from tests.tables import only_case, read, said, workbook

HEAD: tuple[Cell, ...] = ("Start", "End", "Still going on", "What", "Detail")


def sheets(*records: Sheet, about: tuple[tuple[Cell, ...], ...] = (("Case", "9"),)) -> list[Sheet]:
    return [Sheet("Nine.xlsx", "About", about), *records]


def records(name: str, *rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("Nine.xlsx", name, (HEAD, *rows))


def test_the_empty_template_holds_no_data_at_all() -> None:
    reading = read(*workbook(build_template(), "empty.xlsx"))

    assert reading.cases == []
    assert [problem.rule for problem in reading.problems] == ["empty-template"]
    assert all(tally.rows_read == tally.non_data for tally in reading.tallies)
    assert len(reading.tallies) == 14


def test_about_gives_the_person_and_what_was_read() -> None:
    case = FilledCase(
        case="9",
        gender="Male",
        born="May 1999",
        read_on="30/04/2015",
        coverage=(("Police log", "Police & youth justice", "2010", ""),),
    )

    reading = read(*workbook(build_template(case)))

    found = only_case(reading)
    assert (found.id, found.sex and found.sex.value) == ("9", "M")
    assert (found.read_on, found.entries) == (date(2015, 4, 30), ())
    assert found.coverage == (Coverage("Police log", "justice", date(2010, 1, 1), None),)
    assert reading.tallies[0].used == 5


def test_a_case_without_an_id_takes_the_name_of_its_file() -> None:
    reading = read(records("Legal", (date(2012, 1, 1), None, "yes", "C2")), records("CSE"))

    assert only_case(reading).id == "Nine"
    assert said(reading, "case-from-file-name")


def test_rows_marked_as_an_example_are_no_data_wherever_the_mark_stands() -> None:
    sheet = records(
        "Legal",
        ("Example", None, None, "C2"),
        (date(2012, 1, 1), None, None, "Example: C2"),
        (date(2012, 1, 1), None, None, "C2", "Example row"),
        (date(2012, 1, 1), None, None, "C2", "(Example)"),
        (date(2012, 1, 1), None, "yes", "C2", "An example of good practice"),
        (date(2013, 1, 1), None, "yes", "C2", "Example of good practice by the school"),
    )

    reading = read(*sheets(sheet))

    assert len(only_case(reading).entries) == 2
    assert reading.tallies[1].non_data == 5


def test_an_event_with_an_end_is_a_spell_and_a_dash_is_no_end() -> None:
    sheet = records(
        "Referrals and plans",
        ("01/03/2012", "20/03/2012", None, "S47 enquiry"),
        ("01/04/2012", "-", None, "S47 enquiry"),
    )

    lasting, moment = only_case(read(*sheets(sheet))).entries

    assert (lasting.kind, lasting.category, lasting.code) == (Kind.SPELL, None, "S47")
    assert (moment.kind, moment.category) == (Kind.EVENT, "S47")


def test_an_end_and_still_going_on_is_asked_about() -> None:
    sheet = records("Legal", ("01/03/2012", "20/03/2012", "yes", "C2"))

    reading = read(*sheets(sheet))

    assert only_case(reading).entries[0].end_state is EndState.CLOSED
    assert said(reading, "end-and-going-on")[0].column == "Still going on"


def test_an_unreadable_row_names_its_sheet_row_and_column() -> None:
    sheet = records("Family", ("some day", None, None, "Bereavement"))

    reading = read(*sheets(sheet))

    problem = said(reading, "date-unreadable")[0]
    assert (problem.file, problem.sheet, problem.row, problem.column) == (
        "Nine.xlsx",
        "Family",
        2,
        "Start",
    )
    assert "24/04/2013" in problem.message
    assert [(row.sheet, row.row) for row in reading.tray] == [("Family", 2)]


def test_a_sheet_nobody_knows_is_listed_and_counted() -> None:
    notes = Sheet("Nine.xlsx", "My notes", (("call back",), (), ("tomorrow",)))

    reading = read(*sheets(records("Legal", ("2012", None, "yes", "C2")), notes))

    assert len(said(reading, "unknown-sheet")) == 1
    tally = next(tally for tally in reading.tallies if tally.sheet == "My notes")
    assert (tally.rows_read, tally.tray, tally.non_data) == (3, 2, 1)


def test_headings_may_stand_below_a_title_and_be_written_otherwise() -> None:
    sheet = Sheet(
        "Nine.xlsx",
        "placements",
        (("What we know",), (), ("From", "to", "EVENT", "OOB"), ("2012", "2013", "K2", "OOB")),
    )

    spell = only_case(read(*sheets(sheet))).entries[0]

    assert (spell.category, spell.code, spell.flag("out_of_area")) == ("RH", "K2", True)


def test_two_workbooks_are_two_cases_and_a_file_nobody_reads_is_kept_aside() -> None:
    one = sheets(records("Legal", ("2012", None, "yes", "C2")))
    other = [
        Sheet("Ten.xlsx", "About", (("Case", 10.0),), group=1),
        Sheet("Ten.xlsx", "Legal", (HEAD, ("2012", None, "yes", "S20")), group=1),
    ]
    strange = Sheet("shopping.csv", None, (("milk", "eggs"), ("2", "12"), (None, "6")))

    reading = read(*one, *other, strange)

    assert [case.id for case in reading.cases] == ["9", "10"]
    assert [problem.file for problem in said(reading, "not-recognised")] == ["shopping.csv"]
    assert {row.reason for row in reading.tray} == {"it is in a table of no known form"}
    assert (reading.tallies[-1].tray, reading.tallies[-1].non_data) == (2, 1)
