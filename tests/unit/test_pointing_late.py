"""What is pointed out, asked and hidden is the same whether entries were made before or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.ingest import pointing, text_files
from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.late import late_entries
from journeyviewer.ingest.pointing import names_of, screen, shown
from journeyviewer.ingest.pointing_hide import hidden
from journeyviewer.ingest.pointing_questions import screened
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.rows_met import RowsMet
from journeyviewer.ingest.table import Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.pointing import Hit, Pointer, Sureness

SAMPLES = Path(__file__).resolve().parents[2] / "sample_cases"
HEADINGS = (
    "Case,Lane,Start,End,What,In the file's words,Short form,Detail,Source,Level,Tool,Social worker"
).split(",")
NAMED = ("", "seen", "Seen with Tracey Oakley", "rang 07700 900123", "Mr Larkfield | visit")
ROWS = st.tuples(
    st.sampled_from(("1", "2", "YP 3", "Tracey Oakley", "")),
    st.sampled_from(("residence", "legal", "missing", "nowhere", "coverage")),
    st.sampled_from(("24/04/2013", "25/04/2013", "03/04/2014", "soon")),
    st.sampled_from(("", "30/05/2013", "ongoing", "01/01/2000")),
    st.sampled_from(("Foster care", "Missing", "Tracey Oakley", "Review", "")),
    st.sampled_from(NAMED),
    st.sampled_from(("", "", "visit | Mr Larkfield", "Oakley")),
    st.sampled_from(NAMED),
    st.sampled_from(("Case file", "", "Dr Larkfield")),
    st.sampled_from(("", "high", "Tracey Oakley")),
    st.sampled_from(("", "Dr Larkfield")),
    st.sampled_from(("", "zelenka", "Tracey Oakley")),
    st.sampled_from(("", "", "", "beyond", "Mr Larkfield")),
)
CODED = (
    ("1", "2"),
    ("residence",),
    ("24/04/2013", "25/04/2013", "26/04/2013"),
    ("30/05/2013", "ongoing"),
    ("U1", "K2", "Foster care"),
    ("", "seen"),
    ("", "", "visit | met"),
    ("", "told"),
    ("Case file",),
)
"""Rows whose entries show words that no cell holds: the label of a code, a part of a cell."""
TABLES = st.lists(ROWS, max_size=14)
Made = Callable[[Sequence[Sequence[str]]], Sheet]


def text_sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    text = "\n".join(",".join(row).rstrip(",") for row in (HEADINGS, *rows))
    (sheet,), _ = text_files.load_text("Mr Larkfield.csv", text.encode(), 0)
    return sheet


def book_sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    cells = (tuple(cell or None for cell in row) for row in rows)
    return Sheet("a.xlsx", "Tracey Oakley", (tuple(HEADINGS), *cells))


def cohort_of(*sheets: Sheet) -> Cohort:
    reading = read_sheets(sheets)
    return Cohort(
        name="",
        cases=tuple(reading.cases),
        tray=tuple(reading.tray),
        tallies=tuple(reading.tallies),
        problems=tuple(reading.problems),
        questions=tuple(reading.questions),
    )


def made_before(cohort: Cohort) -> Cohort:
    """Return the cohort with all entries in place."""
    cases: tuple[Case, ...] = tuple(replace(case) for case in cohort.cases)
    assert all(case.later is None for case in cases)
    return replace(cohort, cases=cases)


def check_same(late: Cohort, made: Cohort) -> None:
    """Compare what becomes of two readings of the same; the second is looked through slowly."""
    made, late = made_before(made), replace(late, seconds=0, peak_mb=0)
    made = replace(made, seconds=0, peak_mb=0)
    found, slowly = screen(late), screen(made)
    assert found == slowly
    assert list(found.found) == list(slowly.found)
    assert names_of(late) == names_of(made)
    assert hidden(late, found) == hidden(made, slowly)
    terms = Terms(hide=True)
    asked, asked_slowly = screened(late, terms), screened(made, terms)
    assert sorted(map(repr, asked.questions)) == sorted(map(repr, asked_slowly.questions))
    assert asked.cases == asked_slowly.cases


@pytest.mark.parametrize("made", [text_sheet, book_sheet])
@settings(max_examples=150, deadline=None)
@given(rows=TABLES)
def test_the_same_is_pointed_out_and_hidden_in_rows_and_in_entries(
    made: Made, rows: list[tuple[str, ...]]
) -> None:
    check_same(cohort_of(made(rows)), cohort_of(made(rows)))


@settings(max_examples=60, deadline=None)
@given(rows=TABLES, others=TABLES)
def test_rows_of_two_files_of_one_name_are_counted_once(
    rows: list[tuple[str, ...]], others: list[tuple[str, ...]]
) -> None:
    both = text_sheet(rows), replace(text_sheet(others), group=1)
    check_same(cohort_of(*both), cohort_of(*both))


@pytest.mark.parametrize(
    "path", sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".csv", ".xlsx")), ids=str
)
def test_the_same_is_pointed_out_in_the_samples(path: Path) -> None:
    check_same(read_here([path]), read_here([path]))


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(*map(st.sampled_from, CODED)), max_size=8), which=st.data())
def test_words_that_no_cell_holds_are_pointed_out_both_ways(
    rows: list[tuple[str, ...]], which: st.DataObject
) -> None:
    late, made = cohort_of(text_sheet(rows)), cohort_of(text_sheet(rows))
    texts = {text for case in made.cases for entry in case.entries for text in shown(entry)}
    chosen = which.draw(st.sets(st.sampled_from(sorted(texts)))) if texts else set()

    def chosen_whole(text: str, _: object) -> tuple[Hit, ...]:
        hit = Hit(0, len(text), Pointer.PERSON, Sureness.LIKELY, "it was chosen")
        return (hit,) if text in chosen - {""} else ()

    with patch.object(pointing, "point_out", chosen_whole):
        check_same(late, made)


def test_no_entry_is_made_where_nothing_is_pointed_out() -> None:
    row = ("1", "residence", "24/04/2013", "", "Foster care", "seen", "", "visit", "Case file")
    named = ("2", "residence", "24/04/2013", "", "Foster care", "with Tracey Oakley")
    cohort = cohort_of(text_sheet([row, named]))
    after = screened(cohort, Terms(hide=True))
    assert [case.later is not None for case in (*cohort.cases, *after.cases)] == [True] * 4
    assert "Oakley" not in repr(after.cases)


def test_rows_of_a_case_with_nothing_to_hide_are_sent_as_they_are() -> None:
    row = ("1", "residence", "24/04/2013", "30/05/2013", "Foster care", "seen", "", "visit")
    named = ("2", *row[1:5], "with Tracey Oakley")
    cohort = cohort_of(replace(text_sheet([row, named]), file="a.csv"))
    after = hidden(cohort, screen(cohort))
    assert [late_entries(case) is not None for case in after.cases] == [True, False]
    assert "Oakley" not in repr(after.cases) and "seen" in repr(after.cases)
    # A heading that points at somebody covers its cells in every case.
    worker = (*row, "", "", "", "P. Larkfield")
    cohort = cohort_of(replace(text_sheet([worker, ("2", *worker[1:])]), file="a.csv"))
    after = hidden(cohort, screen(cohort))
    assert "Larkfield" not in repr(after.cases)


@given(st.lists(st.sets(st.integers(1, 40))))
def test_a_row_is_new_once(groups: list[set[int]]) -> None:
    met, known = RowsMet(), set[int]()
    for group in groups:
        rows = sorted(group)
        assert met.are_new("a", None, rows) == known.isdisjoint(group)
        met.add_all("a", None, rows)
        known |= group
    assert [met.add("a", None, row) for row in range(1, 41)] == [
        row not in known for row in range(1, 41)
    ]
    assert met.add("a", "b", 1) and met.add("a", None, None) and not met.add("a", None, None)
