"""Sources as they come, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from journeyviewer.ingest import text_files, workbooks
from journeyviewer.ingest.sheets import expand, load
from journeyviewer.ingest.table import Sheet
from journeyviewer.model.problems import JourneyError, Problem

TABLE = "Case,Lane,Start,What\n1,legal,01/02/2010,Care order\n"


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(path: Path) -> tuple[Sheet, list[Problem]]:
    sheets, problems = load(path)
    assert len(sheets) == 1
    return sheets[0], problems


def refusal(path: Path) -> str:
    with pytest.raises(JourneyError) as caught:
        load(path)
    assert path.name in caught.value.message
    assert caught.value.advice
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n  \n", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"SQLite format 3\x00", "a database"),
        (b"<html><table><tr>", "web page saved"),
        (b"<?xml version='1.0'?><EXPSSDA903/>", "XML"),
        (b"PK\x03\x04rubbish", "damaged"),
        (b"\x1f\x8b\x08 zipped", "archive"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), "Word"),
    ],
)
def test_what_is_not_a_table_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    assert words in refusal(write(tmp_path / "case.xlsx", content))


def test_a_missing_file_and_a_folder_without_tables_are_said(tmp_path: Path) -> None:
    assert "not there any more" in refusal(tmp_path / "gone.csv")
    write(tmp_path / "notes.docx", b"x")
    with pytest.raises(JourneyError, match="holds no file that can be read"):
        expand([tmp_path])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes of this kind")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "not a file" in refusal(tmp_path / "pipe.csv")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_locked_file_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "locked.csv", TABLE)
    path.chmod(0)
    assert "Close it in Excel" in refusal(path)


def test_a_file_another_program_holds_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "held by another program", str(self))

    path = write(tmp_path / "held.csv", TABLE)
    monkeypatch.setattr(Path, "open", held)
    assert "Close it in Excel" in refusal(path)


def test_a_folder_is_read_in_natural_order_and_not_deeper(tmp_path: Path) -> None:
    for name in ("Case 10.csv", "Case 2.csv", "~$Case 2.csv", ".hidden.csv", "notes.pdf"):
        write(tmp_path / name, TABLE)
    (tmp_path / "deeper").mkdir()
    write(tmp_path / "deeper" / "Case 3.csv", TABLE)
    assert [path.name for path in expand([tmp_path])] == ["Case 2.csv", "Case 10.csv"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_is_read_in_any_common_encoding(tmp_path: Path, encoding: str) -> None:
    words = "Case,Words\n1,“Don’t move me” – café\n"
    sheet, problems = only(write(tmp_path / "a.csv", words.encode(encoding)))
    assert sheet.rows[1] == ("1", "“Don’t move me” – café")
    assert [item.rule for item in problems] == (["encoding"] if encoding == "cp1252" else [])


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(tmp_path: Path, sign: str) -> None:
    lines = [["Case", "Words"], ["1", '"a, b; c"'], ["2", "d"]]
    text = "\n".join(sign.join(line) for line in lines)
    sheet, _ = only(write(tmp_path / "a.csv", text))
    assert sheet.rows[1] == ("1", "a, b; c")


def test_rows_keep_their_place_and_their_length(tmp_path: Path) -> None:
    sheet, _ = only(write(tmp_path / "a.csv", 'a,b\n\n"two\nlines",x,extra\n\n\n'))
    assert sheet.rows == (("a", "b"), (), ("two\nlines", "x", "extra"))


def test_control_characters_are_made_visible(tmp_path: Path) -> None:
    sheet, problems = only(write(tmp_path / "a.csv", "a,b\n\x00x,\u202eevil\n"))
    assert sheet.rows[1] == ("␀x", "⟦U+202E⟧evil")
    assert [item.rule for item in problems] == ["control-characters"]


def test_a_quote_that_never_closes_is_placed(tmp_path: Path) -> None:
    text = 'a,b\n1,2\n3,"open\n' + "4,5\n" * 500
    assert "row 3" in refusal(write(tmp_path / "a.csv", text))


def test_rows_beyond_the_limit_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "MOST_ROWS", 10)
    sheet, problems = only(write(tmp_path / "a.csv", "a,b\n" + "1,2\n" * 24))
    assert len(sheet.rows) == 10 and sheet.unread_rows == 15
    assert problems[0].rule == "too-many-rows" and "25 rows" in problems[0].message


def test_a_thousand_columns_are_enough(tmp_path: Path) -> None:
    assert "1,001 columns" in refusal(write(tmp_path / "a.csv", ",".join("x" * 1001) + "\n1\n"))


def book(path: Path) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.append(["Case", "Start"])
    made.active.append(["1", "x"])
    made.save(path)
    return made


def repack(path: Path, change: dict[str, bytes], extra: dict[str, bytes] | None = None) -> Path:
    """Write a workbook again with bytes of its parts replaced."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change.get(name, source.read(name)))
        for name, data in (extra or {}).items():
            target.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"


def with_cells(path: Path, cells: bytes) -> Path:
    book(path)
    return repack(path, {SHEET: HEAD + cells + TAIL})


def test_a_stray_cell_at_the_far_corner_is_refused_before_it_can_harm(tmp_path: Path) -> None:
    cells = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "used range is 1048576 rows" in refusal(with_cells(tmp_path / "far.xlsx", cells))


def test_a_cell_outside_the_grid_is_refused(tmp_path: Path) -> None:
    cells = b'<row r="1"><c r="XFE1"><v>1</v></c></row>'
    assert "XFE1" in refusal(with_cells(tmp_path / "wide.xlsx", cells))


def test_a_bomb_is_refused_by_its_size(tmp_path: Path) -> None:
    book(tmp_path / "bomb.xlsx")
    path = repack(tmp_path / "bomb.xlsx", {}, {"xl/media/zeros.bin": b"\0" * (513 * 2**20)})
    assert "expands to" in refusal(path)


def test_entities_and_paths_that_point_outside_are_refused(tmp_path: Path) -> None:
    bad = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + HEAD + TAIL
    book(tmp_path / "e.xlsx")
    assert "document type" in refusal(repack(tmp_path / "e.xlsx", {SHEET: bad}))
    book(tmp_path / "p.xlsx")
    assert "outside the file" in refusal(repack(tmp_path / "p.xlsx", {}, {"../../x": b"x"}))


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    book(tmp_path / "t.xlsx")
    data = (tmp_path / "t.xlsx").read_bytes()
    assert "damaged" in refusal(write(tmp_path / "t.xlsx", data[: len(data) // 2]))


def test_errors_and_formulas_without_values_are_pointed_out(tmp_path: Path) -> None:
    cells = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Case</t></is></c></row>'
        b'<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2"><f>H2+5</f></c></row>'
    )
    _, problems = only(with_cells(tmp_path / "f.xlsx", cells))
    assert {item.rule: item.row for item in problems} == {
        "error-value": 2,
        "formula-without-value": 2,
    }
    assert "#N/A" in problems[0].message and "A2" in problems[0].message


def test_what_lies_beside_the_cells_is_said_to_exist(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "Chronology"
    made.active.append(["Case", "Start"])
    made.active["A1"].comment = Comment("who is this", "someone")
    made.active.row_dimensions[1].hidden = True
    made.create_sheet("Names").sheet_state = "hidden"
    made.save(tmp_path / "h.xlsx")
    sheet, problems = only(tmp_path / "h.xlsx")
    assert sheet.name == "Chronology"
    assert {"hidden-sheet", "hidden-cells", "beside-the-cells"} == {item.rule for item in problems}


def test_large_sheets_are_read_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1)
    book(tmp_path / "l.xlsx")
    sheet, problems = only(tmp_path / "l.xlsx")
    assert len(sheet.rows) == 1 and sheet.unread_rows == 1
    assert problems[0].rule == "too-many-rows"
