"""The problems of real chronologies, one by one, each under the number it has in the catalogue."""

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
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort, Entry, Kind, Outcome
from journeyviewer.model.decisions import Decisions, Topic
from journeyviewer.model.problems import Action, Problem
from journeyviewer.model.times import EndState, Precision
from tests.documents import document, line
from tests.documents import table as word_table
from tests.hostile import compound
from tests.tables import asked, read, said, table

HEAD = ("Date", "Event", "Source")
AUNT = "The aunt rang to say that all is well"


def chronology(
    *rows: tuple[Cell, ...], head: tuple[Cell, ...] = HEAD, name: str | None = None
) -> Sheet:
    return Sheet("Case 3.xlsx", name, (head, *rows))


def drawn(reading: Reading | Cohort) -> list[Entry]:
    return [entry for case in reading.cases for entry in case.entries if not entry.suggested]


def one(when: Cell, head: tuple[Cell, ...] = HEAD) -> Entry:
    (entry,) = drawn(read(chronology((when, AUNT, "File"), head=head)))
    return entry


def whole(tmp_path: Path, name: str, content: bytes | str) -> Cohort:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_here([path])


def of(cohort: Cohort, rule: str) -> list[Problem]:
    return [problem for problem in cohort.problems if problem.rule == rule]


def test_problem_9_a_season_a_term_and_a_school_year_are_windows() -> None:
    summer, term = one("summer 2012"), one("autumn term 2014")
    assert summer.start.precision is Precision.SEASON and summer.start.days_of_doubt > 60
    assert term.start.precision is Precision.TERM
    with_birth = read(
        Sheet("a.csv", None, (("Child: YP-07  DOB: 05/1999",), HEAD, ("Y9", AUNT, "File")))
    )
    assert drawn(with_birth)[0].start.earliest == date(2012, 9, 1)
    assert [row.row for row in read(chronology(("Y9", AUNT, "File"))).tray] == [2]


@pytest.mark.parametrize("text", ["?22 may 2016", "approx June 2013", "c. 2012"])
def test_problem_10_an_approximate_date_says_so(text: str) -> None:
    assert one(text).start.approximate


def test_problem_11_a_mistyped_date_is_read_where_it_can_be() -> None:
    assert one("22.05/16").start.earliest == date(2016, 5, 22)
    assert one("O1/02/2014").start.earliest == date(2014, 2, 1)
    impossible = one("31/06/2014")
    assert (impossible.start.earliest, impossible.start.latest) == (
        date(2014, 6, 1),
        date(2014, 6, 30),
    )


def test_problem_12_a_range_in_one_cell_is_a_spell_or_an_open_window() -> None:
    days, months, before = one("12-15/03/2014"), one("Mar-May 2014"), one("before 2012")
    assert days.kind is Kind.SPELL and days.end is not None
    assert (days.start.earliest, days.end.latest) == (date(2014, 3, 12), date(2014, 3, 15))
    assert months.end is not None and months.end.precision is Precision.MONTH
    assert (before.kind, before.start.precision) == (Kind.EVENT, Precision.BEFORE)


@pytest.mark.parametrize("words", ["ongoing", "to date", "current", "present"])
def test_problem_13_words_in_the_end_column_mean_still_going_on(words: str) -> None:
    head = ("Start date", "End date", "Event")
    (entry,) = drawn(read(chronology(("01/03/2014", words, AUNT), head=head)))
    assert (entry.kind, entry.end, entry.end_state) == (Kind.SPELL, None, EndState.OPEN)


def test_problem_13_a_dash_in_a_column_of_events_leaves_an_event() -> None:
    head = ("Start date", "End date", "Event")
    (entry,) = drawn(read(chronology(("01/03/2014", "-", AUNT), head=head)))
    assert entry.kind is Kind.EVENT


@pytest.mark.parametrize(
    "text",
    [
        "not at risk of CSE",
        "previous s47",
        "?CSE",
        "She was never reported missing",
        "History of domestic abuse",
        "A strategy meeting was not needed",
    ],
)
def test_problem_34_negation_and_history_mark_nothing(text: str) -> None:
    (entry,) = read(chronology(("01/03/2014", text, "File"))).cases[0].entries
    assert (entry.lane, entry.category, entry.suggested) == ("other", None, False)


def test_problem_34_what_words_say_is_suggested_and_never_drawn() -> None:
    entries = (
        read(chronology(("01/03/2014", "Reported missing by the aunt", "File"))).cases[0].entries
    )
    assert {(entry.lane, entry.suggested) for entry in entries} == {
        ("missing", True),
        ("other", False),
    }


IDS = ("Child", "Date", "Event")


def test_problem_39_an_id_keeps_its_text_and_loses_only_what_a_spreadsheet_added() -> None:
    rows = (
        ("123456.0", "01/03/2014", AUNT),
        (123457.0, "01/03/2014", AUNT),
        ("689661_301", "01/03/2014", AUNT),
        ("000123", "01/03/2014", AUNT),
    )
    reading = read(chronology(*rows, head=IDS))
    assert [case.id for case in reading.cases] == ["123456", "123457", "689661_301", "000123"]


def test_problem_39_an_id_made_a_power_of_ten_is_refused_with_advice() -> None:
    rows = (("1.23E+10", "01/03/2014", AUNT), ("YP2", "02/03/2014", AUNT))
    reading = read(chronology(*rows, head=IDS))
    assert [case.id for case in reading.cases] == ["YP2"]
    assert "Format the column as text" in reading.tray[0].reason


def test_problem_39_leading_noughts_that_were_lost_are_asked_about() -> None:
    first = Sheet("a.csv", None, (IDS, ("000123", "01/03/2014", AUNT)))
    second = Sheet("b.xlsx", "Sheet1", (IDS, (123.0, "02/03/2014", AUNT)))
    reading = read(first, second)
    assert [case.id for case in reading.cases] == ["000123", "123"]
    assert "noughts" in asked(reading)[0].detail


def test_problem_40_ids_that_disagree_are_asked_about_kept_apart_and_joined_on_request() -> None:
    sheets = [
        Sheet(f"{name}.csv", None, (IDS, (name, "01/03/2014", f"{AUNT} {number}")), group=number)
        for number, name in enumerate(("YP1", "YP01", "yp 1"))
    ]
    reading = read(*sheets)
    assert [case.id for case in reading.cases] == ["YP1", "YP01", "yp 1"]
    questions = [item for item in reading.questions if item.topic is Topic.IDENTIFIER]
    assert [item.default for item in questions] == ["apart", "apart"]
    assert all(item.choices[1].label.endswith("called YP1") for item in questions)

    given = {item.key: "same" for item in questions}
    joined = read_sheets(sheets, Terms(decisions=Decisions(given=given)))
    assert [(case.id, len(case.entries)) for case in joined.cases] == [("YP1", 3)]


def test_problem_41_several_children_in_one_table_stay_apart() -> None:
    rows = (
        ("Child 1", "01/03/2014", "Something about the first alone"),
        ("Child 2", "02/03/2014", "Something about the second alone"),
        (None, "03/03/2014", "Something about nobody knows whom"),
    )
    reading = read(chronology(*rows, head=IDS))
    assert {case.id: case.entries[0].words[-11:] for case in reading.cases} == {
        "Child 1": "first alone",
        "Child 2": "econd alone",
    }
    assert [row.row for row in reading.tray] == [4]
    assert reading.questions[0].topic is Topic.PERSON


def test_problem_42_one_sheet_or_file_for_each_child_is_named_by_it_and_asked() -> None:
    row = ("01/03/2014", AUNT, "File")
    reading = read(
        Sheet("Team.xlsx", "YP-07", (HEAD, row)),
        Sheet("Team.xlsx", "YP-08", (HEAD, row)),
        Sheet("Case 3.xlsx", "Sheet1", (HEAD, row), group=1),
    )
    assert [case.id for case in reading.cases] == ["YP-07", "YP-08", "Case 3"]
    assert [item.default for item in asked(reading)] == ["YP-07", "YP-08", "Case 3"]
    given = {reading.questions[0].key: "YP-17"}
    again = read_sheets(
        [Sheet("Team.xlsx", "YP-07", (HEAD, row))], Terms(decisions=Decisions(given=given))
    )
    assert [case.id for case in again.cases] == ["YP-17"]


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
    )
    reading = read(chronology(*rows))
    first, _ = drawn(reading)
    assert first.words == "The aunt rang to say that\nall is well at home"
    assert [source.row for source in first.sources] == [2, 3]
    assert [repair.rule for repair in reading.repairs] == ["continuation-joined"]
    assert [row.row for row in reading.tray] == [5]


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


WIDE = """Case,place1,start1,end1,place2,start2,end2
    3,Foster care,01/02/2014,01/03/2014,K2,01/03/2014,
"""


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
