"""Old workbooks (.xls), open ones (.ods) and binary ones (.xlsb): B14 to B25 and B41."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from journeyviewer.ingest import prescan_open
from journeyviewer.ingest.compound import Compound
from journeyviewer.ingest.read import read_paths
from journeyviewer.model.chronology import Outcome
from tests.hostile import (
    OPEN_DOCUMENT,
    binary_record,
    binary_rows,
    binary_workbook,
    compound,
    locked_workbook,
    number,
    old_rows,
    old_workbook,
    open_document,
    record,
    table_cells,
    table_of,
)
from tests.unit.bad_help import only, refusal

HEADINGS = ("Case", "Lane", "Start", "What")
A_ROW = ("1", "legal", "01/02/2010", "Care order")
USUAL = (HEADINGS, A_ROW)


def old(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_b15_an_old_workbook_is_read(tmp_path: Path) -> None:
    sheet, problems = only(old(tmp_path / "old.xls", old_workbook({"First": old_rows(*USUAL)})))
    assert (sheet.name, sheet.rows, problems) == ("First", USUAL, [])


def test_b15_cut_and_changed_old_workbooks_are_refused_or_read_and_end_no_window(
    tmp_path: Path,
) -> None:
    data = old_workbook({"First": old_rows(*USUAL), "Second": old_rows(*USUAL)})
    for at in range(0, len(data), len(data) // 12):
        old(tmp_path / f"cut{at:06}.xls", data[: at + 9])
        changed = bytearray(data)
        changed[at : at + 4] = b"\xff\xff\xff\x7f"
        old(tmp_path / f"changed{at:06}.xls", bytes(changed))
    cohort = read_paths([tmp_path])
    names = {path.name for path in tmp_path.glob("*.xls")}
    read = {tally.file for tally in cohort.tallies}
    refused = {item.file: item.message for item in cohort.problems if item.file not in read}
    assert read | set(refused) == names and len(refused) > 5
    assert all(name in message for name, message in refused.items())
    assert all(tally.adds_up for tally in cohort.tallies)


def test_b14_an_old_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    locked = old_workbook({"First": old_rows(*USUAL)}, within=record(0x2F, bytes(54)))
    assert "protected by a password" in refusal(old(tmp_path / "old.xls", locked))


def test_b14_what_is_embedded_does_not_decide_what_a_file_is(tmp_path: Path) -> None:
    """A cell may say so, and a Word document may lie within a workbook."""
    names = old_rows(HEADINGS, ("1", "legal", "EncryptedPackage", "WordDocument"))
    sheet, _ = only(old(tmp_path / "old.xls", old_workbook({"First": names})))
    assert sheet.rows[1][2:] == ("EncryptedPackage", "WordDocument")


def test_b16_and_b19_what_an_old_workbook_holds_beside_its_cells_is_counted(
    tmp_path: Path,
) -> None:
    note = record(0x1C, struct.pack("<HHHH", 0, 0, 0, 1))
    data = old_workbook(
        {"First": old_rows(*USUAL) + note + note},
        within=record(0x1AE, struct.pack("<HH", 1, 0x0401))
        + record(0x1AE, struct.pack("<HHB", 1, 5, 0) + b"x.xls")
        + record(0x18, struct.pack("<H12x", 0) + b"\0Kids")
        + record(0x18, struct.pack("<H12x", 0x20) + b"\0\6"),
        more={"_VBA_PROJECT_CUR": b"x", "_SX_DB_CUR": b"x", "MBD0001": b"x"},
    )
    _, problems = only(old(tmp_path / "old.xls", data))
    assert [item.rule for item in problems] == ["beside-the-cells"]
    for words in (
        "2 comments",
        "1 macro project",
        "1 copy of data behind a pivot table",
        "1 embedded object",
        "1 link to another workbook",
        "1 defined name",
    ):
        assert words in problems[0].message


@pytest.mark.parametrize("state", [1, 2])
def test_b17_hidden_sheets_of_an_old_workbook_are_not_read(tmp_path: Path, state: int) -> None:
    data = old_workbook(
        {"Seen": old_rows(*USUAL), "Names": old_rows(("canary",))}, states={"Names": state}
    )
    sheet, problems = only(old(tmp_path / "old.xls", data))
    assert sheet.name == "Seen"
    assert [(item.rule, item.sheet) for item in problems] == [("hidden-sheet", "Names")]


def test_b18_hidden_rows_and_columns_of_an_old_workbook_are_not_read(tmp_path: Path) -> None:
    cells = record(0x7D, struct.pack("<HHHHHH", 3, 3, 2000, 15, 1, 0))
    cells += record(0x208, struct.pack("<HHHHHHI", 2, 0, 4, 255, 0, 0, 0x20))
    cells += old_rows(*USUAL, ("2", "legal", "01/02/2011", "canary"))
    sheet, problems = only(old(tmp_path / "old.xls", old_workbook({"First": cells})))
    assert sheet.rows == (("Case", "Lane", "Start", None), ("1", "legal", "01/02/2010", None), ())
    assert [(item.rule, item.rows) for item in problems] == [("hidden-cells", (3,))]


def test_b22_errors_in_an_old_workbook_are_named(tmp_path: Path) -> None:
    cells = old_rows(*USUAL)
    cells += record(0x205, struct.pack("<HHHBB", 2, 1, 15, 0x2A, 1))
    cells += record(0x205, struct.pack("<HHHBB", 3, 1, 15, 1, 0))
    result = struct.pack("<BBBxxxH", 2, 0, 0x07, 0xFFFF)
    cells += record(0x06, struct.pack("<HHH", 4, 2, 15) + result + struct.pack("<HIH", 0, 0, 0))
    _, problems = only(old(tmp_path / "old.xls", old_workbook({"First": cells})))
    assert [(item.rule, item.row) for item in problems] == [("error-value", 3), ("error-value", 5)]
    assert "B3 hold #N/A" in problems[0].message and "C5 hold #DIV/0!" in problems[1].message


def test_b25_an_old_workbook_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    data = old_workbook({"First": old_rows(*USUAL)}, within=record(0x22, b"\1\0"))
    _, problems = only(old(tmp_path / "old.xls", data))
    assert [item.rule for item in problems] == ["dates-from-1904"]


def test_b04_cells_far_apart_in_an_old_workbook_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journeyviewer.ingest.scan.DENSE_CELLS", 1_000_000)
    far = old_workbook({"First": old_rows(*USUAL) + number(65_535, 255, 1.0)})
    assert "65536 rows by 256 columns" in refusal(old(tmp_path / "old.xls", far))


@pytest.mark.parametrize("size", [0, 8, 100, 511, 512, 600, 1024])
def test_b15_a_compound_file_that_ends_too_soon_is_damaged(size: int) -> None:
    with pytest.raises((ValueError, struct.error)):
        Compound(locked_workbook()[:size])


def test_b15_a_stream_that_ends_too_soon_is_damaged() -> None:
    cut = Compound(locked_workbook()[:2000])
    assert "EncryptedPackage" in cut.names and cut.stream("Workbook") == b""
    with pytest.raises(ValueError, match="beyond the end"):
        cut.stream("EncryptedPackage")


def test_b15_sectors_that_follow_each_other_in_a_ring_end() -> None:
    data = bytearray(compound({"Workbook": bytes(6000)}))
    table = 512
    data[table + 4 : table + 8] = struct.pack("<I", 1)
    with pytest.raises(ValueError, match="without end"):
        Compound(bytes(data))


HIDDEN_STYLE = (
    '<office:automatic-styles><style:style style:name="h" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def test_b41_an_open_workbook_is_read_without_what_it_hides(tmp_path: Path) -> None:
    hidden_row = (
        f'<table:table-row table:visibility="collapse">{table_cells(("9", "canary"))}'
        "</table:table-row>"
    )
    columns = (
        '<table:table-column table:number-columns-repeated="3"/>'
        '<table:table-column table:visibility="collapse"/>'
    )
    first = table_of("First", *USUAL, columns=columns).replace("</table:table>", "")
    path = open_document(
        tmp_path / "open.ods",
        first
        + hidden_row
        + "</table:table>"
        + table_of("Names", ("canary",), attributes='table:style-name="h"'),
        before=HIDDEN_STYLE,
    )
    sheet, problems = only(path)
    assert sheet.rows[:2] == (
        ("Case", "Lane", "Start", None),
        ("1", "legal", "01/02/2010", None),
    )
    assert {(item.rule, item.sheet) for item in problems} == {
        ("hidden-sheet", "Names"),
        ("hidden-cells", "First"),
    }
    assert "canary" not in repr(sheet)


def test_b41_empty_rows_repeated_to_the_foot_are_no_cells(tmp_path: Path) -> None:
    foot = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    table = table_of("First", *USUAL).replace("</table:table>", foot)
    sheet, problems = only(open_document(tmp_path / "open.ods", table))
    assert sheet.rows == USUAL and not problems


@pytest.mark.parametrize(
    ("rows", "columns", "words"),
    [
        (1_048_576, 16_384, "over 5,000,000 cells"),
        (5_000_001, 1, "over 5,000,000 cells"),
        (10**30, 10**30, "over 5,000,000 cells"),
    ],
)
def test_b41_cells_repeated_without_end_are_refused(
    tmp_path: Path, rows: int, columns: int, words: str
) -> None:
    table = (
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" '
        'office:value="1"/></table:table-row></table:table>'
    )
    assert words in refusal(open_document(tmp_path / "open.ods", table))


def test_b41_a_cell_far_from_the_others_is_refused(tmp_path: Path) -> None:
    far = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
        "</table:table-row><table:table-row><table:table-cell "
        'table:number-columns-repeated="16000"/>'
        f"{table_cells(('x',))}</table:table-row></table:table>"
    )
    table = table_of("First", *USUAL).replace("</table:table>", far)
    assert "used range is 1048003 rows" in refusal(open_document(tmp_path / "open.ods", table))


def test_b41_more_cells_than_the_limit_in_all_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prescan_open, "MOST_CELLS", 7)
    assert "over 7 cells" in refusal(open_document(tmp_path / "o.ods", table_of("First", *USUAL)))


def test_b08_an_open_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    head = OPEN_DOCUMENT.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>')
    path = open_document(tmp_path / "open.ods", table_of("First", *USUAL), head=head)
    assert "document type definition" in refusal(path)


def test_b14_an_open_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    path = open_document(tmp_path / "open.ods", table_of("First", *USUAL))
    parts = {}
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    lock = b"<manifest:encryption-data/></manifest:manifest>"
    manifest = "META-INF/manifest.xml"
    parts[manifest] = parts[manifest].replace(b"</manifest:manifest>", lock)
    parts["content.xml"] = bytes(range(256)) * 9
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    assert "protected by a password" in refusal(path)


def test_b19_and_b22_what_an_open_workbook_holds_beside_its_values_is_said(
    tmp_path: Path,
) -> None:
    odd = (
        '<table:table-row><table:table-cell office:value-type="string"><office:annotation>'
        "<text:p>canary</text:p></office:annotation><text:p>2</text:p></table:table-cell>"
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>'
        "</table:table>"
    )
    table = table_of("First", *USUAL).replace("</table:table>", odd)
    _, problems = only(open_document(tmp_path / "open.ods", table))
    said = {item.rule: item for item in problems}
    assert "1 comment" in said["beside-the-cells"].message
    assert said["error-value"].row == 3 and "B3" in said["error-value"].message


def test_b18_hidden_rows_and_columns_of_a_binary_workbook_are_not_read(tmp_path: Path) -> None:
    column = struct.pack("<IIIIH", 3, 3, 2000, 0, 1)
    path = binary_workbook(
        tmp_path / "binary.xlsb",
        binary_rows(*USUAL, ("2", "legal", "canary"), hidden=[2]),
        before=binary_record(390) + binary_record(60, column) + binary_record(391),
    )
    sheet, problems = only(path)
    assert sheet.rows == (("Case", "Lane", "Start", None), ("1", "legal", "01/02/2010", None), ())
    assert [(item.rule, item.sheet, item.rows) for item in problems] == [
        ("hidden-cells", "First", (3,))
    ]


def test_b22_and_b25_errors_and_the_date_system_of_a_binary_workbook_are_said(
    tmp_path: Path,
) -> None:
    wrong = binary_record(3, struct.pack("<IIB", 4, 0, 0x2A))
    path = binary_workbook(
        tmp_path / "binary.xlsb",
        binary_rows(*USUAL) + wrong,
        within=binary_record(153, struct.pack("<IIII", 1, 0, 0, 0)),
    )
    _, problems = only(path)
    assert [item.rule for item in problems] == ["dates-from-1904", "error-value"]
    assert "E2 hold #N/A" in problems[1].message


def test_b04_a_cell_far_away_in_a_binary_workbook_is_refused(tmp_path: Path) -> None:
    far = binary_record(0, struct.pack("<IIHBBBI", 1_048_575, 0, 300, 0, 0, 0, 0))
    far += binary_record(5, struct.pack("<IId", 16_383, 0, 1.0))
    path = binary_workbook(tmp_path / "binary.xlsb", binary_rows(*USUAL) + far)
    assert "1048576 rows by 16384 columns" in refusal(path)


def test_b11_a_damaged_binary_workbook_says_that_what_it_hides_is_not_known(
    tmp_path: Path,
) -> None:
    path = tmp_path / "binary.xlsb"
    _, problems = only(binary_workbook(path, binary_rows(*USUAL), before=binary_record(60)))
    assert [item.rule for item in problems] == ["hidden-not-known"]
    binary_workbook(path, binary_rows(*USUAL), within=binary_record(153))
    assert "could not be opened" in refusal(path)


def test_b41_a_workbook_of_nothing_is_refused(tmp_path: Path) -> None:
    cohort = read_paths([open_document(tmp_path / "o.ods", "")])
    assert cohort.outcome is Outcome.ERROR and "o.ods" in cohort.message
