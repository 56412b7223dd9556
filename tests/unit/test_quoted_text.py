"""Quoted cells, and cells that are shown without some signs, read the same in a large file."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeyviewer.ingest import sheets, text_scan
from journeyviewer.ingest.large_text import StoredRows, load_large
from journeyviewer.ingest.limits import MOST_LINES_A_ROW
from journeyviewer.ingest.sheets import load
from journeyviewer.ingest.table import Cell
from journeyviewer.ingest.terms import Terms
from journeyviewer.ingest.text_files import cleaned, find_delimiter, load_text
from journeyviewer.model.problems import JourneyError
from tests.benchmarks.data import HEADINGS, rows
from tests.unit.test_large_text import CELLS, anywhere, assert_same_cohorts, both

QUOTED = (
    *('"a"', '"a,b;c\td"', '""', '" a "', '"\u00a0"', '"say ""x"" to her"', '""""', '"""a"""'),
    *('"first\nsecond"', '"first\r\nsecond"', '"first\rsecond"', '"\n"', '"\r\n\r\n"', '",\n,"'),
    *('"é ☃\n"', '"' + "x" * 40 + '"', '"' + "x" * 20 + ',"""', '"example"', '"the, Example"'),
)
"""Cells in quotation marks as programs write them."""
UNCLEAN = (
    *("\u00a0", "Foster\u00a0care", "\u00a0a", "a\u00a0", "\x07", "a\x0bb", "\x7f"),
    *("\u202ea", "b\u2069", "\u2003a", "a\x85", "\u2028", '"\x1f\u00a0\nb"', '"\u202a, ""c"""'),
)
"""Cells that are shown without some of their signs, or hold spaces of other kinds."""


@pytest.fixture(autouse=True)
def _small_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(text_scan, "BLOCK", 96)
    monkeypatch.setattr(sheets, "LARGE", 1)
    yield


WRITTEN = st.sampled_from((*CELLS, *QUOTED, *QUOTED, *UNCLEAN))
WRITTEN_ROWS = st.one_of(
    st.lists(st.lists(WRITTEN, max_size=4), min_size=1, max_size=20),
    st.lists(st.lists(WRITTEN, min_size=3, max_size=3), min_size=1, max_size=40),
)


def assert_same(stored: StoredRows, held: Sequence[tuple[Cell, ...]]) -> None:
    """Fail unless rows read from the file answer everything as those that are held."""
    assert list(stored) == list(held) and len(stored) == len(held)
    assert [stored[place] for place in range(len(held))] == list(held)
    assert stored[1:-1] == tuple(held[1:-1])
    for column in range(4):
        cells = [row[column] if column < len(row) else None for row in held]
        assert list(stored.column(column)) == cells
        cell = stored.cells_of(column)
        assert [cell(number) for number in range(1, len(held) + 1)] == [
            text or "" for text in cells
        ]
    assert stored.widest >= max(map(len, held), default=0)
    holding = stored.holding("example")
    assert {
        number
        for number, row in enumerate(held, start=1)
        if any("example" in str(text).lower() for text in row)
    } <= set(holding) and holding == sorted(set(holding))


@given(
    table=WRITTEN_ROWS,
    end=st.sampled_from(("\n", "\r\n")),
    sign=st.sampled_from(",;\t|"),
    last=st.booleans(),
    mark=st.booleans(),
    block=st.sampled_from((200, 1_000, 100_000)),
)
@anywhere
def test_quoted_and_unclean_cells_are_those_of_a_text_that_is_held(
    table: list[list[str]],
    end: str,
    sign: str,
    last: bool,
    mark: bool,
    block: int,
    tmp_path: Path,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_scan, "BLOCK", block)
        text = end.join(map(sign.join, [["one", "two", "three"], *table])) + end * last
        stored, held = both(tmp_path / "t.csv", b"\xef\xbb\xbf" * mark + text.encode())
        if stored is None:
            # Another sign seems to part cells, or a row is longer than a block.
            parted = find_delimiter(cleaned(text)) == sign
            assert not parted or any(len(sign.join(row).encode()) > block - 20 for row in table)
            return
        assert_same(stored, held)


@settings(anywhere, max_examples=400)
@given(
    text=st.text(st.sampled_from('ab"",,\n\n\r ;\t\u00a0\x07é'), max_size=90),
    head=st.sampled_from(("", "one,two\n", '"one","two"\r\n', 'o"ne;two\n', "one;two\r\n")),
    block=st.sampled_from((96, 100_000)),
)
@example(text='a,"b', head="one,two\n", block=96)
@example(text='"a"b,c\n', head="one,two\n", block=96)
@example(text='a"b,c\n', head="one,two\n", block=96)
@example(text='a,"b"\r\n', head="one,two\n", block=96)
@example(text='a,"b"\r\n"c"\r,d\r\n', head="one,two\r\n", block=96)
def test_whatever_stands_in_a_file_is_read_as_when_it_is_held(
    text: str, head: str, block: int, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_scan, "BLOCK", block)
        data = (head + text).encode()
        stored, held = both(tmp_path / "t.csv", data)
        if stored is not None:
            assert_same(stored, held)


@pytest.mark.parametrize(
    "text",
    ['a,b "c"', 'a,"b" c', 'a, "b"', 'a,"b', "a,b\rc,d", "a,b\x00", 'a,"b\x00"'],
)
def test_what_is_odd_is_left_to_others(text: str, tmp_path: Path) -> None:
    data = f"one,two\n{text}\nc,d\n".encode()
    assert both(tmp_path / "t.csv", data)[0] is None
    assert list(load(tmp_path / "t.csv")[0][0].rows) == list(load_text("t.csv", data, 0)[0][0].rows)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("lines", [90, 190, 199, 200, 201, 450])
def test_a_cell_of_very_many_lines_is_one_that_was_never_closed(
    end: str, lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_scan, "BLOCK", 100_000)
    row = 'a,"' + end * lines + 'b"'
    data = f"one,two\n{row}\nc,d\n".encode()
    if lines < MOST_LINES_A_ROW:
        stored, held = both(tmp_path / "t.csv", data)
        assert len(held) == 3 and (stored is None or list(stored) == list(held))
        assert stored is not None or lines > 90
        return
    with pytest.raises(JourneyError, match="row 2: a quotation mark is opened there and never"):
        both(tmp_path / "t.csv", data)
    assert load_large(tmp_path / "t.csv", 0) is None


@pytest.mark.parametrize(
    "text",
    [
        "one,two\nFoster\u00a0care,b\u00a0\n",
        'one,two\n"Foster\u00a0care","a ""b"", c"\n',
        '"one\n(in words)","two\n"\r\na,"b\nc"\r\nd,e\r\n',
        '"one\r\n(in words)","two"\na,"b\r\nc"\nd,e',
        'one;two\n"a;b";"c,d"\n\n;""\n""\n',
    ],
)
def test_what_programs_write_is_read_from_where_it_lies(text: str, tmp_path: Path) -> None:
    stored, held = both(tmp_path / "t.csv", text.encode())
    assert stored is not None
    assert_same(stored, held)


def test_control_characters_of_a_large_file_are_counted_and_said(tmp_path: Path) -> None:
    data = 'one,two\n"\x07a\x1b",\u202eb\x7f\n'.encode() + b"a,b\n" * 200 + b"\x08,c\n"
    stored, held = both(tmp_path / "t.csv", data)
    assert stored is not None and stored[1] == ("␇a␛", "⟦U+202E⟧b␡")
    ((said,),) = [load_large(tmp_path / "t.csv", 0)[1]]
    assert said.message == "5 control characters were replaced by visible marks."
    assert list(stored) == list(held)


def test_lines_of_notes_are_no_table_in_a_large_file_either(tmp_path: Path) -> None:
    data = b"01/02/2013 Placed with aunt\n02/02/2013 Seen\n03/02/2013 Moved\n"
    (tmp_path / "t.txt").write_bytes(data)
    (sheet,), _ = load(tmp_path / "t.txt")
    assert sheet.dated_lines and load_large(tmp_path / "t.txt", 0) is None


@pytest.mark.parametrize("terms", [Terms(), Terms(hide=True)])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
def test_a_cohort_of_quoted_cells_is_that_of_a_small_file(
    terms: Terms, end: str, quoting: Literal[0, 1], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = rows(3, 90)
    written = ('Said: "no", and left', "Seen,\nthen\r\nhome", "with\u00a0Aunt", "a\x07b", "\u00a0")
    for number in range(0, len(table), 3):
        table[number][10] = written[number % 5]
        table[number][9] = written[number % 4]
    for number in range(0, len(table), 7):
        table[number][6] = ("", "2013\u00a0", "31/06/2014", "May\n2014", "24/04/2031")[number % 5]
    for number in range(0, len(table), 11):
        table[number][8] = ("Wobbling", "An example, this", "S\u00a020", "")[number % 4]
    for number in range(0, len(table), 13):
        table[number][9] = "Jane Smith rang,\n07700 900123"
    table.insert(20, [])
    table.insert(30, [*HEADINGS])
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, quoting=quoting, lineterminator=end).writerows([HEADINGS, *table])
    assert_same_cohorts(path, terms, monkeypatch)
