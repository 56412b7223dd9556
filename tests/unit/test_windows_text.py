"""Windows text, and UTF-8 with lines of Windows text, read the same in a large file."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeyviewer.ingest import sheets, text_scan
from journeyviewer.ingest.large_text import load_large
from journeyviewer.ingest.sheets import load
from journeyviewer.ingest.terms import Terms
from journeyviewer.ingest.text_encodings import decode_lines
from journeyviewer.ingest.text_files import SAMPLE, cleaned, find_delimiter, load_text
from tests.benchmarks.data import HEADINGS, rows
from tests.unit.test_large_text import anywhere, assert_same_cohorts, both
from tests.unit.test_quoted_text import assert_same

WORDS = ("Zoë", "a – b", "“so”", "it’s", "£5", "\u00a0", "Foster\u00a0care", "á", "Â£", "ÃƒÂ©")
CELLS = (
    *(word.encode("cp1252") for word in WORDS),
    *(word.encode() for word in (*WORDS, "☃", "\u202ea", "\u2003a")),
    *(b"", b"a", b" b ", b"24/04/2013", b"example", b"\x81", b"\x8d\x9d", b"\x85", b"\x7f\x07"),
    *(b'"a,b\xe9"', b'"\xe9\nb"', b'"\xc3\xa9\r\n\xe9"', b'"\xe9\ra\r\xc3\xa9"', b'"\x93""\x94"'),
)
TABLES = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=3), min_size=1, max_size=30)


@pytest.fixture(autouse=True)
def _small_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(text_scan, "BLOCK", 96)
    monkeypatch.setattr(sheets, "LARGE", 1)
    yield


@settings(anywhere, max_examples=400)
@given(
    table=TABLES,
    end=st.sampled_from((b"\n", b"\r\n")),
    sign=st.sampled_from((b",", b";", b"\t")),
    last=st.booleans(),
    block=st.sampled_from((96, 1_000, 100_000)),
)
@example(table=[[b"\xc3\xa9"], *[[b"\xe9"]] * 9], end=b"\n", sign=b",", last=True, block=96)
@example(table=[[b"\xe9"] * 3] * 60, end=b"\r\n", sign=b",", last=False, block=96)
def test_lines_of_either_encoding_are_read_as_when_they_are_held(
    table: list[list[bytes]], end: bytes, sign: bytes, last: bool, block: int, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_scan, "BLOCK", block)
        data = end.join(map(sign.join, [[b"one", b"two", b"three"], *table])) + end * last
        stored, held = both(tmp_path / "t.csv", data)
        if stored is not None:
            assert_same(stored, held)
        else:
            # Another sign seems to part cells, or a row is longer than a block.
            parted = find_delimiter(cleaned(decode_lines(data))) == sign.decode()
            assert not parted or any(len(sign.join(row)) > block - 20 for row in table)


@pytest.mark.parametrize("share", [1, 3, 50])
@pytest.mark.parametrize("others", ["cp1252", "utf-8"])
@pytest.mark.parametrize("terms", [Terms(), Terms(hide=True)])
def test_a_cohort_of_windows_text_is_that_of_a_small_file(
    share: int, others: str, terms: Terms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = rows(3, 90)
    lines = []
    for number, row in enumerate([[*HEADINGS], *table]):
        if number and not number % 2:
            row[9:11] = "Zoë’s café – a\u00a0visit", "£5"
        lines.append(",".join(row).encode(others if number % share else "cp1252"))
    path = tmp_path / "t.csv"
    path.write_bytes(b"\r\n".join(lines))
    assert_same_cohorts(path, terms, monkeypatch)
    said = [item for item in load(path)[1] if item.rule.startswith("encoding")]
    assert [item.rule for item in said] == [
        "encoding" if share == 1 or others == "cp1252" else "encoding-mixed"
    ]


def test_the_first_lines_of_windows_text_are_named(tmp_path: Path) -> None:
    table = [b"one,two", b'"a\r\nb\rc",\xc3\xa9', *[b"d,e", b"f,\xe9"] * 90, b'"\xe9\n\xe9",g']
    path = tmp_path / "t.csv"
    path.write_bytes(b"\r\n".join(table))
    found = load_large(path, 0)
    assert found is not None
    (problem,) = found[1]
    assert problem.row == 6
    assert "line 6, 8, 10, 12, 14, 16 and 86 more" in problem.message


def test_the_sign_between_cells_is_found_in_windows_text_of_long_lines(tmp_path: Path) -> None:
    data = b"one;two\n" + b"".join(b"\xe9,\xe9;%b\n" % (b"x," * 900) for _ in range(99))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_scan, "BLOCK", 100_000)
        stored, held = both(tmp_path / "t.csv", data)
    assert stored is not None and len(data) > SAMPLE
    assert list(stored) == list(held)


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + b"one,two\n\xe9,b\n",
        codecs.BOM_UTF16_LE + "ab\u2c61\u2c62\u0a0d".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "ab\u2c61\u2c62\u0a0d".encode("utf-16-be"),
        b"one,two\n\xe9,\x00\n",
    ],
)
def test_texts_that_are_marked_as_others_are_left_to_others(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    assert load_large(path, 0) is None
    assert list(load(path)[0][0].rows) == list(load_text("t.csv", data, 0)[0][0].rows)
