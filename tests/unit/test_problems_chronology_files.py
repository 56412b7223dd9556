"""The problems of the tables, files and documents of case chronologies, one by one.

The numbers are those of the catalogue of data problems, from 43.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.sheets import load
from journeyviewer.ingest.table import Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Outcome
from journeyviewer.model.decisions import Decisions, Topic
from journeyviewer.model.problems import Action
from journeyviewer.model.times import EndState
from tests.documents import document, line
from tests.documents import table as word_table
from tests.hostile import compound
from tests.tables import asked, read, said, table
from tests.unit.chronology_help import AUNT, HEAD, WIDE, chronology, drawn, of, one, whole


def test_problem_43_a_header_below_titles_is_found_and_merged_cells_are_filled(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(1, 7):
        sheet.cell(row, 1, f"Title line number {row} of the report")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
    for column, text in enumerate(HEAD, start=1):
        sheet.cell(7, column, text)
    sheet.cell(8, 1, "01/03/2014")
    sheet.merge_cells("A8:A9")
    for row in (8, 9):
        sheet.cell(row, 2, f"{AUNT} {row}")
    content = io.BytesIO()
    book.save(content)
    cohort = whole(tmp_path, "Case 3.xlsx", content.getvalue())
    assert [entry.start.raw for entry in drawn(cohort)] == ["01/03/2014"] * 2
    assert of(cohort, "merged-cells")[0].action is Action.REPAIR
    assert cohort.tallies[0].non_data == 7


@pytest.mark.parametrize(
    "head",
    [
        ("Date of Event ", "Details of significant event", "Source of Information"),
        ("DATE", "EVENT", "SOURCE"),
        ("Event Date", "Event description", "Reference"),
        ("Date/time", "What happened?", "Evidence"),
    ],
)
def test_problem_44_other_spellings_of_headings_are_understood(head: tuple[str, ...]) -> None:
    entry = one("01/03/2014", head)
    assert (entry.words, entry.source_name) == (AUNT, "File")


def test_problem_45_blank_unnamed_and_extra_columns_are_listed() -> None:
    head = (None, "Date", "Event", "TEST_COLUMN", None, "Worker")
    reading = read(chronology(("7", "01/03/2014", AUNT, "x", None, "E. Swift"), head=head))
    assert "A" in said(reading, "column-unnamed")[0].message
    assert "TEST_COLUMN" in said(reading, "column-extra")[0].message
    assert "Worker" in said(reading, "identifying-columns")[0].message
    assert drawn(reading)[0].detail == "TEST_COLUMN: x"


def test_problem_46_repeated_headers_totals_and_footers_are_counted_and_left_out() -> None:
    rows = (
        ("01/03/2014", AUNT, "File"),
        ("Printed 12/05/2015 Page 3", None, None),
        HEAD,
        ("02/03/2014", f"{AUNT} again", "File"),
        ("Total: 2", None, None),
        ("Page 2 of 3", None, None),
    )
    reading = read(chronology(*rows))
    assert len(drawn(reading)) == 2
    assert reading.tallies[0].non_data == 5
    assert said(reading, "page-footers")[0].rows == (3, 6, 7)


def test_problem_46_an_event_about_printing_is_no_footer() -> None:
    assert one("01/03/2014").words == AUNT
    (entry,) = drawn(read(chronology(("12/05/2015", "Printed letter sent, page 3", "File"))))
    assert entry.words.startswith("Printed letter")


def test_problem_47_a_continuation_is_joined_to_the_row_above_and_noted() -> None:
    rows = (
        ("01/03/2014", "The aunt rang to say that", "File"),
        (None, "all is well at home", None),
        ("02/03/2014", "The school rang.", "File"),
        (None, "A separate thing without a date.", None),
        (None, "s47 enquiry", None),
        (None, "and the neighbour rang", "Police"),
    )
    reading = read(chronology(*rows))
    first, _ = drawn(reading)
    assert first.words == "The aunt rang to say that\nall is well at home"
    assert [source.row for source in first.sources] == [2, 3]
    assert [repair.rule for repair in reading.repairs] == ["continuation-joined"]
    # An event that begins in small letters, or has a source of its own, is none of those above.
    assert [row.row for row in reading.tray] == [5, 6, 7]


def test_problem_48_windows_text_marks_and_odd_spaces_are_read(tmp_path: Path) -> None:
    text = "Date,Event,Source\r\n01/03/2014,“I want to stay” – she said at the school,File\r\n"
    for encoding in ("utf-8-sig", "cp1252"):
        cohort = whole(tmp_path, "Case 3.csv", text.encode(encoding))
        assert drawn(cohort)[0].words == "“I want to stay” – she said at the school"
    spaced = whole(tmp_path, "Case 3.csv", text.replace("I want", "I\u00a0want"))
    assert drawn(spaced)[0].words.startswith("“I want")


@pytest.mark.parametrize("sign", [";", "\t"])
def test_problem_49_other_signs_and_line_breaks_in_quotes_are_read(
    tmp_path: Path, sign: str
) -> None:
    rows = [HEAD, ("01/03/2014", '"First line\nsecond line; and, more"', "File")]
    cohort = whole(tmp_path, "Case 3.csv", "\n".join(sign.join(row) for row in rows))
    assert drawn(cohort)[0].words == "First line\nsecond line; and, more"


def test_problem_64_many_events_of_one_day_keep_the_order_of_the_file() -> None:
    rows = tuple(("14/03/2015", f"{text} thing that happened", "File") for text in "CABED")
    reading = read(chronology(*rows))
    assert "".join(entry.words[0] for entry in drawn(reading)) == "CABED"
    assert [entry.order for entry in reading.cases[0].entries] == [0, 1, 2, 3, 4]


def test_problem_64_a_serial_number_orders_the_events_of_a_day() -> None:
    head = ("Serial number", "Date", "Event")
    rows = tuple((str(number), "14/03/2015", f"{number} was the number") for number in (2, 3, 1))
    assert [entry.words[0] for entry in drawn(read(chronology(*rows, head=head)))] == list("123")


@pytest.mark.parametrize("length", [255, 32_767])
def test_problem_65_a_text_that_ends_where_programs_cut_is_said(length: int) -> None:
    for size, expected in ((length, 1), (length - 1, 0)):
        reading = read(chronology(("14/03/2015", "x" * size, "File")))
        assert len(said(reading, "text-perhaps-cut")) == expected
        assert len(drawn(reading)[0].words) == size


def test_problem_68_a_wide_table_is_read_set_by_set_and_asked_about() -> None:
    reading = read(table(WIDE))
    first, second = drawn(reading)
    assert (first.lane, first.category, first.end and first.end.latest) == (
        "residence",
        "FC",
        date(2014, 3, 1),
    )
    assert (second.category, second.code, second.end_state) == ("RH", "K2", EndState.UNKNOWN)
    (question,) = asked(reading)
    assert (question.topic, "place1, start1, end1" in question.detail) == (Topic.FORM, True)
    given = {question.key: "keep aside"}
    aside = read_sheets([table(WIDE)], Terms(decisions=Decisions(given=given)))
    assert aside.cases == [] and len(aside.tray) == 1


def test_problem_68_a_number_within_a_heading_is_understood() -> None:
    text = """Child ID,Placement 1,Placement 1 start,Placement 1 end,Placement 2,Placement 2 start
    A1,Foster care,01/02/2014,01/03/2014,K2,02/03/2014
    """
    first, second = drawn(read(table(text)))
    assert (first.category, first.end and first.end.latest) == ("FC", date(2014, 3, 1))
    assert (second.category, second.start.earliest) == ("RH", date(2014, 3, 2))


def test_problem_68_a_set_that_cannot_be_read_leaves_the_others_and_is_said() -> None:
    text = "YP,1st school,1st start date,2nd school,2nd start date\n3,PRU,x,College,01/09/2015\n"
    reading = read(table(text))
    (entry,) = drawn(reading)
    assert (entry.lane, entry.category) == ("education", "COL")
    assert "Set 1 is not drawn" in said(reading, "date-unreadable")[0].message


def test_problem_69_what_a_workbook_says_by_its_looks_is_said_to_exist(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEAD, ("01/03/2014", AUNT, "File"), ("02/03/2014", f"{AUNT} again", "File")):
        sheet.append(row)
    sheet["A2"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["B2"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["B3"].font = Font(strike=True)
    sheet["B2"].comment = Comment("Is this right?", "A")
    sheet["B3"].comment = Comment("And this?", "A")
    sheet.auto_filter.ref = "A1:C3"
    book.create_sheet("Hidden").sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    cohort = whole(tmp_path, "Case 3.xlsx", content.getvalue())
    assert len(drawn(cohort)) == 2
    (looks,) = of(cohort, "meaning-in-looks")
    assert "2 coloured cells" in looks.message and "1 struck-through cell" in looks.message
    assert "filter" in looks.message
    assert "2 comments" in of(cohort, "beside-the-cells")[0].message
    assert of(cohort, "hidden-sheet")[0].sheet == "Hidden"


def test_a_document_of_word_is_read_to_the_end(tmp_path: Path) -> None:
    content = document(
        line("Child: YP-07  DOB: 05/1999"),
        word_table(HEAD, ("01/03/2014", AUNT, "File"), ("", "and at home", "")),
    )
    cohort = whole(tmp_path, "a.docx", content)
    (case,) = cohort.cases
    assert (case.id, cohort.outcome) == ("YP-07", Outcome.OK)
    assert case.birth is not None and case.birth.earliest == date(1999, 5, 1)
    assert [(source.sheet, source.row) for source in case.entries[0].sources] == [
        ("Table 1", 2),
        ("Table 1", 3),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.doc", compound({"WordDocument": b"x"})),
        ("a.docx", compound({"EncryptedPackage": b"x"})),
        ("a.pdf", b"%PDF-1.4"),
        ("a.rtf", b"{\\rtf1"),
    ],
)
def test_problem_63_what_is_locked_or_of_an_old_kind_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes
) -> None:
    cohort = whole(tmp_path, name, content)
    assert cohort.outcome is Outcome.ERROR
    assert "Word" in cohort.message


def test_a_workbook_within_a_document_does_not_decide_what_it_is(tmp_path: Path) -> None:
    inner = io.BytesIO()
    openpyxl.Workbook().save(inner)
    content = document(word_table(HEAD, ("01/03/2014", AUNT, "File")))
    path = tmp_path / "Case 3.docx"
    path.write_bytes(content)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as package:
        package.writestr("word/embeddings/book.xlsx", inner.getvalue())
    cohort = read_here([path])
    assert len(drawn(cohort)) == 1
    assert "embedded files" in of(cohort, "beside-the-cells")[0].message


def test_a_workbook_is_never_taken_for_a_document(tmp_path: Path) -> None:
    content = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.save(content)
    path = tmp_path / "a.docx"
    path.write_bytes(content.getvalue())
    assert zipfile.is_zipfile(path)
    assert [sheet.name for sheet in load(path)[0]] == ["Sheet"]


def test_a_second_table_beside_the_first_is_said_and_notes_at_the_right_are_kept() -> None:
    head = ("From", "To", "Type", None, "Status", "From", "To", None)
    row = ("13/05/2012", "01/08/2012", "Foster care", None, "S20", "13/05/2012", "", "Ask her aunt")
    reading = read(Sheet("YP-07.xlsx", "Log", (head, row)))

    assert "From and To occur again" in said(reading, "second-dates")[0].message
    detail = reading.cases[0].entries[0].detail
    assert "Status: S20" in detail and "Column H: Ask her aunt" in detail
    once = read(Sheet("YP-07.xlsx", "Log", (head[:3], row[:3])))
    assert not said(once, "second-dates")


def test_a_column_for_each_agency_tells_what_happened() -> None:
    head = ("Start Date/Time", "End Date/Time", "Seq", "Police", "Health", "Comment")
    reading = read(
        Sheet(
            "YP-07.xlsx",
            "Log",
            (
                head,
                ("13/02/2013 09:30", None, 1, "Found at a flat", "Seen in hospital", None),
                ("14/02/2013", None, 2, None, "Did not attend", "Second time"),
            ),
        )
    )

    entries = [entry for entry in reading.cases[0].entries if not entry.suggested]
    assert [entry.label for entry in entries] == [
        "Police: Found at a flat",
        "Health: Did not attend",
    ]
    assert "Health: Seen in hospital" in entries[0].detail
    assert reading.recognised[0].reason.endswith("(a column for each agency)")
