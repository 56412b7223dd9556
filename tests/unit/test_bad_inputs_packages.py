"""Workbooks that are locked, damaged or made to do harm as packages: B6 to B16.

Every test is named by the number of the bad input it is about. What is only large is in
test_bad_inputs_large.py, old and open forms in test_bad_inputs_forms.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyviewer.ingest.sheets import load
from journeyviewer.model.chronology import Outcome
from journeyviewer.model.problems import JourneyError
from tests.hostile import (
    HEAD,
    MAIN,
    SHEET,
    TAIL,
    USUAL,
    Parts,
    locked_workbook,
    one_sheet,
    parts_of,
    zipped,
)
from tests.unit.bad_help import only, refusal, whole, with_head


def test_b06_a_sheet_that_says_it_is_full_is_read_for_what_it_holds(tmp_path: Path) -> None:
    lie = with_head('<dimension ref="A1:XFD1048576"/>')
    sheet, problems = only(zipped(tmp_path / "lie.xlsx", parts_of({"Sheet1": lie})))
    assert len(sheet.rows) == 2 and not problems


@pytest.mark.parametrize("place", ["A1048577", "XFE1", "ZZZZ9", "A0", "7", "a1", "A1:B2"])
def test_b07_a_cell_outside_of_any_sheet_is_named(tmp_path: Path, place: str) -> None:
    cells = f'<row r="1"><c r="{place}"><v>1</v></c></row>'
    assert f"cell at {place}" in refusal(one_sheet(tmp_path / "grid.xlsx", cells))


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


FAR_AWAY = '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, FAR_AWAY])
@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_b08_declared_entities_are_refused_in_every_part(
    tmp_path: Path, declared: str, part: str, encoding: str
) -> None:
    parts = parts_of({"Sheet1": HEAD + USUAL + TAIL})
    content = str(parts.get(part, f'<sst xmlns="{MAIN}"/>')).partition("?>")
    body = content[2] or content[0]
    parts[part] = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{body}'.encode(encoding)
    assert "document type definition" in refusal(zipped(tmp_path / "dtd.xlsx", parts))


def test_b09_tags_within_tags_without_end_do_no_harm(tmp_path: Path) -> None:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    try:
        sheet, _ = only(one_sheet(tmp_path / "deep.xlsx", USUAL + deep))
        assert sheet.rows[1][0] == "1"
    except JourneyError as error:
        assert "deep.xlsx" in error.message and error.advice


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cut.xlsx", None, "damaged"),
        ("zeros.xlsx", bytes(5000), "empty"),
        ("page.xls", b"<html><body><table><tr><td>Case</td></tr></table>", "web page"),
        ("page.xls", b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "web page"),
        ("xml.xls", b'<?xml version="1.0"?><Workbook xmlns="x"/>', "XML"),
    ],
)
def test_b10_a_file_is_named_for_what_it_is(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is None:
        data = one_sheet(path, USUAL).read_bytes()
        content = data[: len(data) * 2 // 3]
    path.write_bytes(content)
    assert words in refusal(path)


def test_b10_a_table_of_text_named_as_a_workbook_is_read(tmp_path: Path) -> None:
    (tmp_path / "really.xlsx").write_text("Case,Lane,Start,What\n1,legal,01/02/2010,Care order\n")
    assert whole(tmp_path / "really.xlsx").outcome is Outcome.OK


def test_b11_what_is_wrong_inside_is_damage_in_one_wording(tmp_path: Path) -> None:
    parts = parts_of({"Sheet1": HEAD + USUAL + TAIL})
    for part in (SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        wrong = {**parts, part: str(parts[part])[:-20]}
        assert "damaged" in refusal(zipped(tmp_path / "bits.xlsx", wrong))


def test_b12_parts_without_number_are_refused(tmp_path: Path) -> None:
    many: Parts = {f"xl/media/{number}.bin": b"" for number in range(2_100)}
    path = one_sheet(tmp_path / "parts.xlsx", USUAL, extra=many)
    assert "2,105 parts" in refusal(path)


def test_b12_many_sheets_are_each_read_and_said(tmp_path: Path) -> None:
    parts = parts_of({f"S{number}": HEAD + USUAL + TAIL for number in range(300)})
    sheets, _ = load(zipped(tmp_path / "sheets.xlsx", parts))
    assert len(sheets) == 300


@pytest.mark.parametrize("part", ["../../evil.xml", "/etc/evil", "..\\evil.xml", "C:/evil.xml"])
def test_b13_parts_that_point_outside_are_refused(tmp_path: Path, part: str) -> None:
    path = one_sheet(tmp_path / "tricks.xlsx", USUAL, extra={part: b"<a/>"})
    assert "points outside the file" in refusal(path)
    assert sorted(item.name for item in tmp_path.iterdir()) in (
        ["tricks.xlsx"],
        ["home", path.name],
    )


def test_b14_a_workbook_locked_with_a_password_says_how_to_unlock_it(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(locked_workbook())
    words = refusal(path)
    assert "protected by a password" in words and "save a copy without one" in words


def test_b14_a_zip_locked_with_a_password_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    data = bytearray(one_sheet(tmp_path / "zip.xlsx", USUAL).read_bytes())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    (tmp_path / "zip.xlsx").write_bytes(bytes(data))
    assert "protected by a password" in refusal(tmp_path / "zip.xlsx")


def test_b16_macros_are_said_and_never_run(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "macro.xlsm", USUAL, extra={"xl/vbaProject.bin": b"\0" * 99})
    sheet, problems = only(path)
    assert len(sheet.rows) == 2
    assert ["1 macro project" in item.message for item in problems] == [True]


@pytest.mark.parametrize(
    ("name", "by"), [("a.xlsx", "Excel"), ("a.XLS", "Excel"), ("a.docx", "Word")]
)
def test_what_is_neither_a_workbook_nor_text_is_called_damaged(
    tmp_path: Path, name: str, by: str
) -> None:
    path = tmp_path / name
    path.write_bytes(bytes(at * 37 % 256 for at in range(3000)))
    told = refusal(path)
    assert name in told and "is damaged" in told and f"Open it in {by}" in told


def test_text_with_a_few_controls_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("Date,Event\n01/02/2014,Visit\x02ed the home, and all were well\n" * 2)
    assert only(path)[0].rows
