"""Cases whose entries are made when they are looked at are the same as those made at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.ingest import late_table, text_files
from journeyviewer.ingest.packed import unpack_case
from journeyviewer.ingest.packing import pack_case
from journeyviewer.ingest.pointing import screen
from journeyviewer.ingest.quiet import QuietRows
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.terms import NO_TERMS, Terms
from journeyviewer.ingest.text_rows import TextRows, text_rows
from journeyviewer.model.chronology import Case, Cohort, Entry, Kind
from journeyviewer.model.decisions import Decisions
from journeyviewer.model.extents import extents_of
from journeyviewer.model.times import day

HEADINGS = ("Case", "Born", "Read on", "Lane", "Start", "End", "What", "In the file's words")
DAYS = ("24/04/2013", "2013", "", "33/33/2013", "03/04/2014", "01/01/1950", "24/04/2031")
ENDS = ("", "30/05/2013", "ongoing", "01/01/2000", "24/04/2013", "n/a", "May 2014", "soon")
LANES = ("residence", "legal", "Missing", "justice", "family", "coverage", "nowhere", "")
KINDS = (
    "Foster care",
    "H5",
    "S20",
    "Missing",
    "S25",
    "Wobbling",
    "Example",
    "",
    "Strategy meeting",
)
WORDS = ("", "with Aunt", "a note", "Example: how to write it")
QUIET_HEADINGS = (
    *("Case", "Born", "Read on", "Lane", "What", "Start", "End", "In the file's words"),
    *("Detail", "Source", "Level", "Out of borough", "Extra"),
)
QUIET = (
    ("1", "2"),
    ("April 1998",),
    ("18/11/2015",),
    (
        "residence,Foster care",
        "legal,S20",
        "missing,Missing",
        "health,Health contact",
        "justice,Police contact",
    ),
    tuple(f"{day:02}/{month:02}/2013" for day in range(1, 29) for month in (1, 2, 4)),
    ("30/05/2014", "ongoing", "31/05/2014", ""),
    ("", "with Aunt", "a note", "é – ☃"),
    ("", "a note", " seen  twice "),
    ("", "Case file", "Letter"),
    ("", "", "high"),
    ("", "", "yes"),
    ("", "kept"),
)
"""Cells of rows of which mostly nothing is said, column by column."""
ROWS = st.tuples(
    st.sampled_from(("1", "2", "YP 3", "")),
    st.sampled_from(("April 1998", "April 1998", "")),
    st.sampled_from(("18/11/2015", "")),
    st.sampled_from(LANES),
    st.sampled_from(DAYS),
    st.sampled_from(ENDS),
    st.sampled_from(KINDS),
    st.sampled_from(WORDS),
)
TABLES = st.lists(ROWS, max_size=14)


def read(sheet: Sheet, *, late: bool, terms: Terms = NO_TERMS) -> Reading:
    """Read a sheet, with every row read one by one unless `late`."""
    if late:
        return read_sheets([sheet], terms)
    with patch.object(QuietRows, "looks", lambda _, cases: [None for _ in cases]):
        return read_sheets([sheet], terms)


def text_sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    """Return the rows as a sheet of a text file."""
    text = "\n".join(",".join(row) for row in (HEADINGS, *rows))
    (sheet,), _ = text_files.load_text("a.csv", text.encode(), 0)
    return sheet


def book_sheet(rows: Sequence[Sequence[Cell]]) -> Sheet:
    """Return the rows as a sheet of a workbook."""
    return Sheet("a.xlsx", "Rows", (HEADINGS, *(tuple(cell or None for cell in r) for r in rows)))


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_a_text_table_reads_the_same_row_by_row_and_by_column(rows: list[tuple[str, ...]]) -> None:
    sheet = text_sheet(rows)
    assert isinstance(sheet.rows, TextRows)
    assert read(sheet, late=True) == read(sheet, late=False)


@settings(max_examples=100, deadline=None)
@given(TABLES)
def test_a_sheet_of_a_workbook_reads_the_same_both_ways(rows: list[tuple[str, ...]]) -> None:
    sheet = book_sheet(rows)
    assert read(sheet, late=True) == read(sheet, late=False)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.sampled_from(("trim", "keep", "swap")))
def test_the_answers_to_all_questions_hold_both_ways(
    rows: list[tuple[str, ...]], answer: str
) -> None:
    sheet = text_sheet(rows)
    asked = read(sheet, late=True).questions
    given_answers = {question.key: answer for question in asked}
    terms = Terms(decisions=Decisions(given=given_answers))
    assert read(sheet, late=True, terms=terms) == read(sheet, late=False, terms=terms)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(*[st.sampled_from(cells) for cells in QUIET]), max_size=14), st.booleans()
)
def test_rows_are_written_as_their_entries_are(rows: list[tuple[str, ...]], many: bool) -> None:
    text = "\n".join(",".join(row).rstrip(",") for row in (QUIET_HEADINGS, *rows))
    (sheet,), _ = text_files.load_text("a.csv", text.encode(), 0)
    cases = read(sheet, late=True).cases
    with patch.object(late_table, "MANY_ROWS", 0 if many else 20_000):
        sent = [unpack_case(json.loads(json.dumps(pack_case(case)))) for case in cases]
    assert all(case.later is not None for case in sent)
    assert [extents_of(case) for case in sent] == [extents_of(case) for case in cases]
    assert sent == cases
    assert [repr(case) for case in sent] == [repr(case) for case in cases]


def test_no_entry_is_made_to_be_written() -> None:
    rows = [("1", "", "", "legal", f"{n:02}/04/2013", "ongoing", "S20", "") for n in range(1, 20)]
    case = read(text_sheet(rows), late=True).cases[0]
    with patch.object(QuietRows, "entry", side_effect=AssertionError):
        sent = pack_case(case)
        with patch.object(late_table, "MANY_ROWS", 0):
            in_columns = pack_case(case)
    assert unpack_case(sent) == case == unpack_case(in_columns) and sent != in_columns


def test_most_rows_wait_until_their_case_is_looked_at() -> None:
    rows = [("1", "", "", "residence", f"{n:02}/04/2013", "", "Review", "") for n in range(1, 20)]
    case = read(text_sheet(rows), late=True).cases[0]
    assert case.later is not None
    assert case.entry_count == 19
    assert len(case.entries) == 19
    assert case.later is None
    assert case.entry_count == 19


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab ,;\t\n\r\u2003é")), max_size=60))
def test_a_plain_text_is_cut_as_the_reader_of_quoted_text_cuts_it(text: str) -> None:
    data = text.encode()
    plain, said = text_files.load_text("a.csv", data, 0)
    with patch.object(text_files, "text_rows", return_value=None):
        cut, also_said = text_files.load_text("a.csv", data, 0)
    assert list(plain[0].rows) == list(cut[0].rows)
    assert said == also_said


@pytest.mark.parametrize("text", ['a,"b"\n', "a\tb,c\n", "a\rb", "a\u2003b,c"])
def test_what_is_no_plain_text_is_read_sign_by_sign(text: str) -> None:
    assert text_rows(text.encode(), ",") is None


def test_rows_of_text_are_found_by_place_and_by_column() -> None:
    rows = text_rows(
        ("Case,What\n" + "".join(f"{n}, word {n % 7} \n" for n in range(5_000)) + "\n,\n").encode(),
        ",",
    )
    assert rows is not None
    assert len(rows) == 5_001
    assert rows[4_321] == ("4320", "word 1")
    assert rows[-1] == rows[5_000]
    assert rows[10:13] == (rows[10], rows[11], rows[12])
    assert rows.column(1)[4_321] == "word 1"
    assert rows.holding("word 3")[:2] == [5, 12]
    with pytest.raises(IndexError):
        rows[5_001]


class Counted:
    """Makes one entry, and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __len__(self) -> int:
        return 1

    def entries(self) -> tuple[Entry, ...]:
        self.made += 1
        return (entry(),)


def entry() -> Entry:
    return Entry(
        id="x",  # type: ignore[arg-type]
        kind=Kind.EVENT,
        lane="other",
        record_lane="other",
        category=None,
        label="Seen",
        start=day(date(2013, 4, 24)),
    )


def test_entries_are_made_once_and_only_when_they_are_asked_for() -> None:
    later = Counted()
    case = Case.with_later(later, id="1")
    assert (case.entry_count, later.made) == (1, 0)
    assert case.entries == (entry(),)
    assert case.entries is case.entries
    assert later.made == 1


def test_a_case_with_entries_to_come_equals_the_one_that_has_them() -> None:
    whole = Case(id="1", entries=(entry(),))
    assert Case.with_later(Counted(), id="1") == whole
    assert replace(Case.with_later(Counted(), id="2"), id="1") == whole
    assert repr(Case.with_later(Counted(), id="1")) == repr(whole)


def test_nothing_else_is_found_in_a_case_that_it_does_not_have() -> None:
    with pytest.raises(AttributeError):
        _ = Case(id="1").nothing  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_the_same_is_pointed_out_and_counted_cell_by_cell(rows: list[tuple[str, ...]]) -> None:
    named = [(*row[:7], row[7] or "Seen with Tracey Oakley") for row in rows]
    cohort = Cohort(name="", cases=tuple(read(text_sheet(named), late=True).cases))
    cases = [replace(case, entries=tuple(map(with_pairs, case.entries))) for case in cohort.cases]
    assert screen(cohort) == screen(replace(cohort, cases=tuple(cases)))


def with_pairs(made: Entry) -> Entry:
    """Return an entry whose rows hold pairs of headings and texts."""
    sources = [replace(source, cells=tuple(source.cells)) for source in made.sources]
    return replace(made, sources=tuple(sources))
