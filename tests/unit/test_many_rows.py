"""Rows that share what they have in common are read as if each stood alone."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.ingest import text_files, workbooks
from journeyviewer.ingest.codec import decode, encode
from journeyviewer.ingest.first_case import first_case
from journeyviewer.ingest.make import changer, maker
from journeyviewer.ingest.read import read_paths
from journeyviewer.ingest.sheets import load
from journeyviewer.ingest.table import Cell, Sheet, text_of
from journeyviewer.model.chronology import Case, Entry, RowCells, SourceRow
from journeyviewer.model.times import FuzzyDate, Precision, day
from tests.journeys import a_case, full_journey
from tests.tables import facts, read

HEADINGS = (
    "Case",
    "Lane",
    "Kind",
    "Start",
    "End",
    "What",
    "In the file's words",
    "Still going on",
    "Score",
    "Level",
    "Out of borough",
    "Return interview",
)
cells = {
    "Lane": ("residence", "legal", "missing", "cse", "health", "nowhere"),
    "Kind": (None, "spell", "point", "score"),
    "Start": ("13/02/2012", "March 2012", "12-15/03/2014", "31/06/2014", "hello", None),
    "End": (None, "13/05/2014", "ongoing", "-", "soon", "01/01/1999"),
    "What": (None, "Foster care", "K2", "S20", "Missing", "Own word"),
    "In the file's words": (None, "Foster carer A", "Total 17", "K1"),
    "Still going on": (None, "yes", "perhaps", 1, True),
    "Score": (None, "17", 1, True, 1.0, "low"),
    "Level": (None, "high", "-"),
    "Out of borough": (None, "yes", "OOB", "maybe"),
    "Return interview": (None, "yes", "declined", "eventually"),
}
rows = st.tuples(st.just("1"), *(st.sampled_from(values) for values in cells.values()))
CHANGES = [
    (column, value) for column, values in enumerate(cells.values(), start=1) for value in values
]


@st.composite
def alike(draw: st.DrawFn) -> list[tuple[Cell, ...]]:
    """Return rows that differ from the first of them in one cell each."""
    first = draw(rows)
    column = draw(st.integers(1, len(cells)))
    changes = [change for change in CHANGES if change[0] == column]
    return [
        first,
        *((*first[:column], value, *first[column + 1 :]) for column, value in changes),
    ]


def told(sheet: Sheet, row: int) -> tuple[list[dict[str, object]], list[tuple[str, str]]]:
    """Return the entries made of a row, but for their names and places, and what is said of it."""
    reading = read(sheet)
    entries = [
        facts(entry)
        for case in reading.cases
        for entry in case.entries
        if entry.sources[0].row == row
    ]
    for entry in entries:
        del entry["id"], entry["order"]
        entry["value"] = repr(entry["value"])
    own = [(item.rule, item.message) for item in reading.problems if item.row == row]
    of_all = {"duplicate-row", "day-order", "overlap", "unknown-word", "date-among-numbers"}
    of_all |= {"word-mapped", "word-remark", "word-of-other-lane", "value-held-back"}
    return entries, [item for item in own if item[0] not in of_all]


@settings(max_examples=150, deadline=None)
@given(alike())
def test_a_row_among_others_is_read_as_if_it_stood_alone(table: list[tuple[Cell, ...]]) -> None:
    # A date that shows the order stands in every table, so that none is decided differently.
    fixed = ("1", "legal", None, "25/12/2013", "26/12/2013", "S20", *(None,) * 6)
    together = Sheet("a.xlsx", "All", (HEADINGS, fixed, *table))
    said_before = set()
    for number, row in enumerate(table, start=3):
        shown = tuple(map(text_of, row))
        if shown in said_before:
            continue  # It is hidden as a row that says the same.
        said_before.add(shown)
        blank = ((),) * (number - 3)
        alone = Sheet("a.xlsx", "All", (HEADINGS, fixed, *blank, row))
        assert told(together, number) == told(alone, number)


def test_the_cells_of_a_row_are_as_good_as_pairs() -> None:
    made = RowCells(("Start", "", "What", "End"), ("c. 2010", "x", "", None))
    pairs = (("Start", "c. 2010"),)
    assert made == pairs and pairs == made and hash(made) == hash(pairs)
    assert list(made) == list(pairs) and len(made) == 1 and made[0] == pairs[0]
    assert made[:1] == pairs and repr(made) == repr(pairs)
    assert made != (("Start", "2010"),) and made != "c. 2010"
    assert SourceRow("a", None, 2, made) == SourceRow("a", None, 2, pairs)


def test_values_that_are_equal_and_not_the_same_keep_their_type_between_processes() -> None:
    first = full_journey().entries[0]
    values: list[int | float | str | None] = [1, 1.0, True, "1", None]
    sources = (
        SourceRow("a.csv", None, 2, RowCells(("Start", "What"), ("2010", None))),
        SourceRow("b.xlsx", "Legal", 9, (("Start", "2010"), ("Start", "again"))),
        SourceRow("c.csv", None, None),
    )
    entries = [
        replace(first, value=value, sources=sources, attributes={"planned": value is True})
        for value in values
    ]
    case = a_case(*entries)
    back = decode(Case, json.loads(json.dumps(encode(case))))
    assert back == case
    assert [type(entry.value) for entry in back.entries] == [type(value) for value in values]
    assert [entry.sources[1].cells for entry in back.entries] == [sources[1].cells] * 5


def test_a_value_made_by_its_slots_is_like_any_other() -> None:
    when = date(2012, 3, 1)
    made = maker(FuzzyDate)((when, when, Precision.DAY, False, "2012-03-01", None))
    assert made == day(when) and hash(made) == hash(day(when))
    with pytest.raises(ValueError, match="6 values"):
        maker(FuzzyDate)((when, when))
    entry = full_journey().entries[0]
    assert maker(Entry)([getattr(entry, name) for name in entry.__slots__]) == entry


def test_values_with_some_fields_changed_are_those_that_replace_makes() -> None:
    change = changer(Entry)
    for entry in full_journey().entries:
        changes = {"value": 3, "words": "other", "end": None, "start": entry.start}
        changed = change(entry, **changes)
        assert changed == replace(entry, **changes) and changed.words == "other"
        assert change(entry) == entry and change(entry) is not entry
    with pytest.raises(TypeError, match="colour"):
        change(full_journey().entries[0], colour="red")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text('ab,"\n\r ', max_size=6), min_size=2, max_size=3), max_size=12))
def test_lines_found_block_by_block_are_the_lines_of_the_whole(table: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(table)
    text = stream.getvalue()
    whole = list(io.StringIO(text, newline=""))
    for block in (1, 3, 7, 1000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(text_files, "BLOCK", block)
            assert list(text_files._lines(text)) == whole


def test_cells_of_a_text_file_stand_without_spaces_around_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Case , Words\n 1,\u00a0two\u00a0words \n,  \n3,x\n", encoding="utf-8")
    (sheet,), _ = load(path)
    assert sheet.trimmed
    assert sheet.rows == (("Case", "Words"), ("1", "two words"), (None, None), ("3", "x"))


VALUES = st.sampled_from(
    ("", "one", "two", " one", "with\u00a0Aunt", "a\x07b", "long " * 30, 0, 0.0, 2.5, True, False)
    + (date(2013, 2, 1), datetime(2013, 2, 1, 10, 0), time(10, 30))
)


@given(st.lists(st.lists(VALUES, min_size=2, max_size=3), max_size=8))
def test_values_of_a_workbook_become_cells_one_by_one(values: list[list[Cell]]) -> None:
    marked: list[int] = []
    alone = [[workbooks._cell(value, [], 1) for value in row] for row in values]
    cells, trimmed = workbooks._cells([list(row) for row in values], marked)
    expected = [row if any(cell is not None for cell in row) else [] for row in alone]
    assert cells == expected and [list(map(type, row)) for row in cells] == [
        list(map(type, row)) for row in expected
    ]
    assert marked == [
        at for at, row in enumerate(values, start=1) for cell in row if cell == "a\x07b"
    ]
    flat = [cell for row in cells for cell in row if cell is not None]
    assert trimmed == all(type(cell) is str and text_of(cell) == cell for cell in flat)


def test_a_text_that_comes_again_beside_dates_is_held_once() -> None:
    values: list[list[Cell]] = [[date(2013, 2, 1), "".join(("Foster", " care"))] for _ in range(4)]
    cells, _ = workbooks._cells(values, [])
    assert len({id(row[1]) for row in cells[1:]}) == 1


def large_table(path: Path) -> Path:
    """Write a table of over eight million characters, three cases one after another."""
    detail = "long words " * 3_000
    lines = ["Case,Lane,Start,What,Detail"]
    for case in ("7", "2", "5"):
        lines += [f"{case},legal,{number:02}/02/2013,S20,{detail}" for number in range(1, 11)]
    lines += [
        f"9,legal,{1 + number % 28:02}/03/2013,S20,{detail} {number}" for number in range(240)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_first_case_of_a_large_table_comes_before_the_rest(tmp_path: Path) -> None:
    path = large_table(tmp_path / "large.csv")
    early: list[Case] = []
    cohort = read_paths([path], on_first=early.append)
    assert [case.id for case in early] == ["2"]
    assert early[0] == cohort.case("2") and len(early[0].entries) == 10
    assert [case.id for case in cohort.cases] == ["2", "5", "7", "9"]


@pytest.mark.parametrize("content", ["", "Case,Lane,Start,What\n", "%PDF-1.4\n", "\x00a\n"])
def test_there_is_no_first_case_where_there_is_no_table(
    tmp_path: Path, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journeyviewer.ingest.first_case.LARGE", 0)
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    assert first_case(path) is None
    assert first_case(tmp_path) is None and first_case(tmp_path / "gone.csv") is None
