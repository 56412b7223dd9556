"""A large plain table that is not held reads the same as one that is."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyviewer.ingest import quiet, sheets, text_scan, text_words
from journeyviewer.ingest.child import _answer, read_here
from journeyviewer.ingest.coded import CodedColumn, are_one, counted, different, edges, places_of
from journeyviewer.ingest.large_text import StoredRows, load_large
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.ingest.text_files import load_text
from journeyviewer.ingest.text_rows import TextRows
from journeyviewer.model.problems import JourneyError
from tests.benchmarks.data import HEADINGS, rows
from tests.tables import facts
from tests.unit import test_late_entries as late

CELLS = (
    *(
        "",
        " ",
        "a",
        "b",
        " a",
        "a  ",
        "1",
        "24/04/2013",
        "Foster care",
        "é ☃",
        "£5",
        "A b c d e f g",
    ),
    *("x" * 8, "x" * 9, "x" * 16, "x" * 17, "x" * 40, "x" * 41, "example", "the Example here"),
)
ROWS = st.lists(st.lists(st.sampled_from(CELLS), min_size=0, max_size=4), min_size=1, max_size=20)
EVEN = st.lists(st.lists(st.sampled_from(CELLS), min_size=3, max_size=3), min_size=1, max_size=40)
anywhere = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(text_scan, "BLOCK", 96)
    monkeypatch.setattr(sheets, "LARGE", 1)
    yield


def both(path: Path, data: bytes) -> tuple[StoredRows | None, Sequence[tuple[Cell, ...]]]:
    """Return the rows as they are read from the file, None where that leaves them, and as held."""
    path.write_bytes(data)
    (held,), said = load_text(path.name, data, 0)
    found = load_large(path, 0)
    if found is None:
        return None, held.rows
    (sheet,), told = found
    assert told == said and sheet.trimmed and isinstance(sheet.rows, StoredRows)
    return sheet.rows, held.rows


@given(
    table=st.one_of(ROWS, EVEN),
    end=st.sampled_from(("\n", "\r\n")),
    sign=st.sampled_from(",;\t"),
    last=st.booleans(),
    mark=st.booleans(),
)
@anywhere
def test_rows_and_columns_are_those_of_a_text_that_is_held(
    table: list[list[str]], end: str, sign: str, last: bool, mark: bool, tmp_path: Path
) -> None:
    text = end.join(map(sign.join, [["one", "two", "three"], *table])) + end * last
    stored, held = both(tmp_path / "t.csv", b"\xef\xbb\xbf" * mark + text.encode())
    if stored is None:
        # A row is longer than what is gone through at once.
        assert any(len(sign.join(row).encode()) > 80 for row in table)
        return
    assert isinstance(held, TextRows) and stored == held and list(stored) == list(held)
    assert (stored.widest, len(stored)) == (held.widest, len(held))
    for column in range(4):
        assert list(stored.column(column)) == list(held.column(column))
    for word in ("example", "a", "x" * 41):
        assert stored.holding(word) == held.holding(word)


@pytest.mark.parametrize("data", [b"one,two\r\na,b\nc,d\r\n", b"\n \n" * 9])
def test_lines_that_end_in_other_ways_are_left_to_others(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    assert load_large(tmp_path / "t.csv", 0) is None


@given(table=EVEN)
@anywhere
def test_texts_that_share_their_places_are_told_apart(
    table: list[list[str]], tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_words, "LAST_SLOT", np.uint64(1))
        stored, held = both(
            tmp_path / "t.csv", ("\n".join(map(",".join, table)) + "\n1\n").encode()
        )
    if stored is not None:
        assert [list(stored.column(place)) for place in range(3)] == [
            [row[place] if place < len(row) else None for row in held] for place in range(3)
        ]


def test_a_column_of_too_many_different_texts_is_read_from_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_words, "MOST_DIFFERENT", 5)
    data = "".join(f"{number},{number % 3}\n" for number in range(90)).encode()
    stored, held = both(tmp_path / "t.csv", data)
    assert stored is not None and isinstance(stored.column(1), CodedColumn)
    assert not isinstance(stored.column(0), CodedColumn)
    assert list(stored.column(0)) == [row[0] for row in held]


def test_a_file_that_is_changed_or_gone_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    data = b"one,two\n" + b"".join(b"%d,b\n" % (n // 60) for n in range(60_000))
    stored, held = both(path, data)
    assert stored is not None and stored[50_000] == held[50_000]
    path.unlink()
    assert stored[40_000] == held[40_000]
    stored, _ = both(path, data)
    assert stored is not None
    with path.open("ab") as stream:
        stream.write(b"more,b\n")
    os.utime(path, ns=(1, 1))
    with pytest.raises(JourneyError, match="was changed while it was read"):
        _ = stored[59_000]


def test_a_change_is_told_that_comes_while_cases_are_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_scan, "BLOCK", 2_000)
    path = tmp_path / "t.csv"
    path.write_text("\n".join(map(",".join, [HEADINGS, *rows(9, 300)])), "utf-8")
    told: list[str] = []

    def tell(kind: str, content: object) -> None:
        told.append(kind)
        os.utime(path, ns=(1, 1))

    _answer(lambda: read_here([path]), tell)
    assert told[0] == "case" and told[-1] == "refused" and "done" not in told


@given(st.lists(st.sampled_from("abcde"), min_size=1), st.data())
def test_a_column_of_numbers_answers_as_its_cells_do(cells: list[str], data: st.DataObject) -> None:
    texts = ["e", "d", None, "c", "b", "a"]
    codes = np.array([texts.index(cell) for cell in cells], np.uint8)
    column = CodedColumn(codes, texts)
    first = data.draw(st.integers(0, len(cells) - 1))
    for coded, plain in ((column, cells), (column[first:], cells[first:])):
        assert list(coded) == plain and coded[0] == plain[0]
        assert different(coded) == different(plain)
        assert list(counted(coded).items()) == list(counted(plain).items())
        assert are_one(coded) == are_one(plain)
        assert places_of(coded, {"a", "z"}) == places_of(plain, {"a", "z"})
        assert edges(coded)[-1] == len(plain)
    assert list(column.chosen([first])) == [cells[first]]


def of_file(rows: Sequence[Sequence[str]], path: Path) -> Sheet:
    """Return the rows as a sheet of a large file."""
    path.write_text("\n".join(",".join(row) for row in (late.HEADINGS, *rows)), "utf-8")
    found = load_large(path, 0)
    assert found is not None
    return found[0][0]


@settings(anywhere, max_examples=150)
@given(table=late.TABLES, at_once=st.sampled_from((1, 5, 50)))
def test_a_large_table_reads_the_same_row_by_row_and_many_rows_at_once(
    table: list[tuple[str, ...]], at_once: int, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_scan, "BLOCK", 2_000)
        patch.setattr(quiet, "AT_ONCE", at_once)
        sheet = of_file(table, tmp_path / "a.csv")
        assert late.read(sheet, late=True) == late.read(late.text_sheet(table), late=False)


CROWDED = st.lists(
    st.tuples(
        st.sampled_from("123"),
        st.sampled_from(("April 1998", "May 2014", "")),
        st.sampled_from(("18/11/2015", "")),
        st.sampled_from(("residence", "legal", "education")),
        st.sampled_from(("01/02/2013", "03/02/2013", "04/02/2013", "2013", "02/2013")),
        st.sampled_from(("", "04/02/2013", "09/02/2013", "2014", "before 2015", "ongoing")),
        st.sampled_from(("Foster care", "S20", "Mainstream school", "U4")),
        st.sampled_from(("", "with Aunt")),
    ),
    max_size=30,
)


@settings(anywhere, max_examples=150)
@given(table=CROWDED)
def test_spells_that_cross_are_told_as_row_by_row(
    table: list[tuple[str, ...]], tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_scan, "BLOCK", 9_000)
        sheet = of_file(table, tmp_path / "a.csv")
        assert late.read(sheet, late=True) == late.read(late.text_sheet(table), late=False)


def assert_same_cohorts(path: Path, terms: Terms, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail unless a file reads the same as a large one and as a small one."""
    monkeypatch.setattr(text_scan, "BLOCK", 2_000)
    assert load_large(path, 0) is not None
    large = read_here([path], terms)
    monkeypatch.setattr(sheets, "LARGE", 2**30)
    small = read_here([path], terms)
    assert (large.problems, large.tray, large.tallies) == (
        small.problems,
        small.tray,
        small.tallies,
    )
    assert (large.questions, large.repairs) == (small.questions, small.repairs)
    assert [list(map(facts, case.entries)) for case in large.cases] == [
        list(map(facts, case.entries)) for case in small.cases
    ]
    assert large.cases == small.cases


@pytest.mark.parametrize("terms", [Terms(), Terms(hide=True)])
def test_a_cohort_of_a_large_file_is_that_of_a_small_one(
    terms: Terms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = rows(3, 90)
    for number in range(0, len(table), 7):
        table[number][6] = ("", "2013", "31/06/2014", "May 2014", "24/04/2031")[number % 5]
    for number in range(0, len(table), 11):
        table[number][8] = ("Wobbling", "Example", "S25", "")[number % 4]
    for number in range(0, len(table), 13):
        table[number][9] = "Jane Smith rang 07700 900123"
    path = tmp_path / "t.csv"
    path.write_text("\n".join(map(",".join, [HEADINGS, *table])), "utf-8")
    assert_same_cohorts(path, terms, monkeypatch)
