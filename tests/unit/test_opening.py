"""Sources as they come, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from journeyviewer.ingest import text_files, workbooks
from journeyviewer.ingest.ledger import Ledger
from journeyviewer.ingest.read import read_paths
from journeyviewer.ingest.sheets import expand, load
from journeyviewer.model.problems import JourneyError
from tests.hostile import compound, packed, zipped_by_hand
from tests.unit.bad_help import only, refusal, write

TABLE = "Case,Lane,Start,What\n1,legal,01/02/2010,Care order\n"


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
        (compound({"WordDocument": b"x"}), "Word"),
        (compound({"Contents": b"x"}), "is not a workbook"),
    ],
)
def test_what_is_not_a_table_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    assert words in refusal(write(tmp_path / "case.xlsx", content))


def test_a_missing_file_and_a_folder_without_tables_are_said(tmp_path: Path) -> None:
    assert "not there any more" in refusal(tmp_path / "gone.csv")
    write(tmp_path / "notes.pdf", b"x")
    with pytest.raises(JourneyError, match="holds no file that can be read. Workbooks"):
        expand([tmp_path])
    (tmp_path / "2019").mkdir()
    with pytest.raises(JourneyError, match="only 1 folder. Folders within a folder are not"):
        expand([tmp_path])


def test_what_a_folder_holds_besides_is_said_and_not_named(tmp_path: Path) -> None:
    write(tmp_path / "case.csv", TABLE)
    assert not [one for one in read_paths([tmp_path]).problems if one.rule == "folder-left-out"]
    ours = ("~$case.docx", ".hidden", "Review.jvstudy")
    for name in ("Tracey Oakley.pdf", "old.doc", "older.DOC", *ours):
        write(tmp_path / name, b"x")
    for name in ("2019", "2020", "Review backups"):
        (tmp_path / name).mkdir()
    (said,) = (one for one in read_paths([tmp_path]).problems if one.rule == "folder-left-out")
    assert said.message == (
        "The folder also holds 3 files of other kinds (.doc and .pdf) and 2 folders: not read. "
        "Folders within a folder are not entered: choose them too."
    )
    assert said.file == tmp_path.name


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
    with zipfile.ZipFile(tmp_path / "bomb.xlsx") as whole:
        parts = {name: packed(whole.read(name), 1) for name in whole.namelist()}
    parts["xl/media/zeros.bin"] = packed(bytes(2**20), 513)
    assert "expands to" in refusal(zipped_by_hand(tmp_path / "bomb.xlsx", parts))


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


@pytest.mark.parametrize("value", [b"", b"<v/>", b"<v></v>"])
def test_a_formula_without_a_value_is_told_from_one_whose_value_is_empty_text(
    tmp_path: Path, value: bytes
) -> None:
    cells = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Case</t></is></c></row>'
        b'<row r="2"><c r="A2"><f>H2+5</f>' + value + b"</c>"
        b'<c r="B2" t="str"><f>IF(1,"")</f><v></v></c><c r="C2"><f>1+1</f><v>2</v></c></row>'
    )
    sheet, problems = only(with_cells(tmp_path / "f.xlsx", cells))
    assert sheet.rows[1] == (None, None, 2.0)
    assert [(item.rule, item.row) for item in problems] == [("formula-without-value", 2)]
    assert "A2" in problems[0].message and "B2" not in problems[0].message


def test_a_sheet_with_an_error_the_library_does_not_know_is_refused_by_its_cell(
    tmp_path: Path,
) -> None:
    cells = (
        b'<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'
        b'<row r="4"><c r="C4" t="e"><v>#SPILL!</v></c></row>'
    )
    sheets, problems = load(with_cells(tmp_path / "s.xlsx", cells))
    assert not sheets
    assert [(item.rule, item.row) for item in problems] == [("sheet-unreadable", 4)]
    assert "C4 holds #SPILL!" in problems[0].message and "A1" not in problems[0].message


def test_what_is_hidden_is_not_read_and_is_counted(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for row in (("Case", "Start", "Notes"), ("1", "x", "secret"), ("2", "y", "z"), ()):
        made.active.append(row)
    made.active.row_dimensions[3].hidden = True
    made.active.row_dimensions[4].hidden = True
    made.active.column_dimensions["C"].hidden = True
    made.save(tmp_path / "h.xlsx")
    sheet, problems = only(tmp_path / "h.xlsx")
    assert sheet.rows == (("Case", "Start", None), ("1", "x", None), ())
    assert sheet.hidden_rows == {3}
    assert [(item.rule, item.rows) for item in problems] == [("hidden-cells", (3,))]
    assert "1 row and 1 column" in problems[0].message
    tally = Ledger(sheet).close()
    assert (tally.rows_read, tally.tray, tally.adds_up) == (3, 3, True)


def test_cells_merged_downwards_are_filled_where_a_row_holds_something_else(
    tmp_path: Path,
) -> None:
    made = openpyxl.Workbook()
    made.active.append(("A title over it all", None))
    for row in (("Case", "Start"), ("YP1", "2001"), (None, "2002"), (None, None), (None, "2003")):
        made.active.append(row)
    made.active.merge_cells("A1:B1")
    made.active.merge_cells("A3:A6")
    made.save(tmp_path / "m.xlsx")
    sheet, problems = only(tmp_path / "m.xlsx")
    assert sheet.rows[0] == ("A title over it all", None)
    assert [row[0] if row else None for row in sheet.rows[2:]] == ["YP1", "YP1", None, "YP1"]
    assert [item.rule for item in problems] == ["merged-cells"]
    assert "A4, A6" in problems[0].message


def test_sheets_stored_in_another_order_keep_what_is_said_of_them(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "First"
    made.active.append(("Case", "Start"))
    made.create_sheet("Second").append(("Case", "=1+1"))
    made.move_sheet("Second", -1)
    made.save(tmp_path / "o.xlsx")
    repack_in_order(tmp_path / "o.xlsx")
    _, problems = load(tmp_path / "o.xlsx")
    assert [(item.rule, item.sheet) for item in problems] == [("formula-without-value", "Second")]


def repack_in_order(path: Path) -> None:
    """Store the parts of a workbook in the opposite order, which is as good as any other."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in reversed(source.namelist()):
            target.writestr(name, source.read(name))


def test_a_sheet_stored_under_another_name_is_looked_into_too(tmp_path: Path) -> None:
    far = HEAD + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + TAIL
    book(tmp_path / "n.xlsx")
    source = zipfile.ZipFile(io.BytesIO((tmp_path / "n.xlsx").read_bytes()))
    with zipfile.ZipFile(tmp_path / "n.xlsx", "w") as target:
        for name in source.namelist():
            if name != SHEET:
                target.writestr(name, source.read(name).replace(SHEET.encode(), b"xl/other.xml"))
        target.writestr("xl/other.xml", far)
    assert "used range" in refusal(tmp_path / "n.xlsx")


def test_wrong_bits_anywhere_are_called_damage_and_end_nothing(tmp_path: Path) -> None:
    book(tmp_path / "b.xlsx")
    whole = (tmp_path / "b.xlsx").read_bytes()
    for place in range(0, len(whole), 37):
        wrong = bytearray(whole)
        wrong[place] ^= 0x10
        (tmp_path / "b.xlsx").write_bytes(bytes(wrong))
        try:
            load(tmp_path / "b.xlsx")
        except JourneyError as error:
            assert "b.xlsx" in error.message and error.advice


def test_dates_counted_from_1904_are_read_as_the_days_they_show(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.append(["Case", "Start"])
    made.active.append(["1", date(2018, 3, 13)])
    made.save(tmp_path / "m.xlsx")
    sheet, problems = only(tmp_path / "m.xlsx")
    assert str(sheet.rows[1][1])[:10] == "2018-03-13"
    assert [item.rule for item in problems] == ["dates-from-1904"]


def test_text_too_long_for_a_cell_is_cut_and_said(tmp_path: Path) -> None:
    cells = b'<row r="2"><c r="B2" t="inlineStr"><is><t>' + b"y" * 40_000 + b"</t></is></c></row>"
    sheet, problems = only(with_cells(tmp_path / "l.xlsx", cells))
    assert len(str(sheet.rows[1][1])) < 33_000
    assert [(item.rule, item.row) for item in problems] == [("text-cut", 2)]


def test_empty_rows_at_the_foot_of_a_sheet_are_not_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 5)
    made = openpyxl.Workbook()
    made.active.append(["Case", "Start"])
    made.active.cell(500, 1).value = ""
    made.save(tmp_path / "e.xlsx")
    sheet, problems = only(tmp_path / "e.xlsx")
    assert len(sheet.rows) == 1 and not sheet.unread_rows and not problems


def test_a_file_of_two_encodings_is_read_line_by_line(tmp_path: Path) -> None:
    data = "Case,Words\n1,café – bar\n".encode() + "2,Zoë\n".encode("cp1252")
    sheet, problems = only(write(tmp_path / "a.csv", data))
    assert [row[1] for row in sheet.rows] == ["Words", "café – bar", "Zoë"]
    assert [(item.rule, item.row) for item in problems] == [("encoding-mixed", 3)]


def test_a_cell_without_end_is_placed(tmp_path: Path) -> None:
    text = 'a,b\n1,2\n3,"' + "z" * 1_100_000 + '"\n'
    assert "row 3, has a cell of more than" in refusal(write(tmp_path / "a.csv", text))


def test_what_lies_beside_the_cells_is_said_to_exist(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "Chronology"
    made.active.append(["Case", "Start"])
    made.active.append(["1", "x"])
    made.active["A1"].comment = Comment("who is this", "someone")
    made.active.row_dimensions[2].hidden = True
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
