"""Workbooks that are locked, hidden in part, wrong or made to do harm: B6 to B31.

Every test is named by the number of the bad input it is about. What is only large is in
test_bad_inputs_large.py, old and open forms in test_bad_inputs_forms.py.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.sheets import load
from journeyviewer.ingest.table import Sheet
from journeyviewer.model.chronology import Cohort, Outcome
from journeyviewer.model.problems import JourneyError, Problem
from journeyviewer.paths import root
from tests.hostile import (
    HEAD,
    MAIN,
    SHEET,
    TAIL,
    USUAL,
    Parts,
    in_cell,
    locked_workbook,
    one_sheet,
    parts_of,
    rows_of,
    zipped,
)


def refusal(path: Path) -> str:
    with pytest.raises(JourneyError) as caught:
        load(path)
    assert path.name in caught.value.message
    assert caught.value.advice
    return str(caught.value)


def only(path: Path) -> tuple[Sheet, list[Problem]]:
    sheets, problems = load(path)
    assert len(sheets) == 1
    assert all(item.file == path.name and item.message for item in problems)
    return sheets[0], problems


def whole(path: Path) -> Cohort:
    """Read a file as the commands do, and see that every row is accounted for."""
    cohort = read_here([path])
    assert all(tally.adds_up for tally in cohort.tallies)
    return cohort


def with_head(inside: str, cells: str = USUAL) -> str:
    return HEAD.replace("<sheetData>", f"{inside}<sheetData>") + cells + TAIL


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


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_b17_hidden_sheets_are_not_read_and_named(tmp_path: Path, state: str) -> None:
    parts = parts_of(
        {"Chronology": HEAD + USUAL + TAIL, "Names": HEAD + rows_of(("canary",)) + TAIL},
        states={"Names": state},
    )
    sheet, problems = only(zipped(tmp_path / "hidden.xlsx", parts))
    assert sheet.name == "Chronology"
    assert [(item.rule, item.sheet) for item in problems] == [("hidden-sheet", "Names")]
    assert "canary" not in repr(whole(tmp_path / "hidden.xlsx"))


def test_b18_hidden_rows_and_columns_are_counted_wherever_they_say_they_are(
    tmp_path: Path,
) -> None:
    rows = (
        "<row>"
        + "".join(f"<c t='inlineStr'><is><t>{word}</t></is></c>" for word in "abc")
        + "</row>"
        "<row hidden='true'><c t='inlineStr'><is><t>canary</t></is></c></row>"
        "<row><c t='inlineStr'><is><t>seen</t></is></c>"
        "<c t='inlineStr'><is><t>canary</t></is></c></row>"
    )
    content = with_head('<cols><col min="2" max="2" hidden="1"/></cols>', rows)
    sheet, problems = only(zipped(tmp_path / "rows.xlsx", parts_of({"Sheet1": content})))
    assert sheet.rows == (("a", None, "c"), (), ("seen", None, None))
    assert sheet.hidden_rows == {2}
    assert "1 row and 1 column" in problems[0].message
    assert "canary" not in repr(whole(tmp_path / "rows.xlsx"))


BESIDE: Parts = {
    "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors><author>canary</author></authors>'
    '<commentList><comment ref="A1"><text><t>canary</t></text></comment>'
    '<comment ref="A2"/><comment ref="A3"/></commentList></comments>',
    "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition xmlns="{MAIN}"/>',
    "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords xmlns="{MAIN}">canary'
    "</pivotCacheRecords>",
    "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>',
    "xl/externalLinks/externalLink2.xml": f'<externalLink xmlns="{MAIN}"/>',
    "xl/embeddings/oleObject1.bin": b"canary",
    "xl/media/image1.png": b"canary",
    "docProps/custom.xml": '<Properties xmlns="x"><property name="Child">canary</property>'
    '<property name="Worker">canary</property></Properties>',
    "docProps/core.xml": '<coreProperties xmlns="x"><creator>canary</creator></coreProperties>',
    "xl/connections.xml": f'<connections xmlns="{MAIN}"><connection id="1"/></connections>',
}
NAMES = (
    '<definedNames><definedName name="children">Sheet1!$A$1</definedName>'
    '<definedName name="_xlnm.Print_Area">Sheet1!$A$1</definedName></definedNames>'
)


def test_b19_what_lies_beside_the_cells_is_counted_and_not_read(tmp_path: Path) -> None:
    parts = parts_of({"Sheet1": HEAD + USUAL + TAIL}, within=NAMES)
    path = zipped(tmp_path / "beside.xlsx", {**parts, **BESIDE})
    _, problems = only(path)
    assert [item.rule for item in problems] == ["beside-the-cells"]
    for words in (
        "3 comments",
        "1 copy of data behind a pivot table",
        "2 links to other workbooks",
        "1 embedded object",
        "1 picture",
        "2 properties of the file",
        "1 connection to other data",
        "1 defined name",
    ):
        assert words in problems[0].message
    assert "canary" not in repr(whole(path))


def test_b20_merged_cells_are_filled_down_and_said(tmp_path: Path) -> None:
    cells = rows_of(
        ("Case", "Lane", "Start", "What"),
        ("1", "legal", "01/02/2010", "Care order"),
        ("", "legal", "01/02/2011", "Section 20"),
    )
    merged = HEAD + cells + "</sheetData><mergeCells><mergeCell ref='A2:A3'/></mergeCells>"
    path = zipped(tmp_path / "m.xlsx", parts_of({"Sheet1": merged + "</worksheet>"}))
    sheet, problems = only(path)
    assert sheet.rows[2][0] == "1"
    assert [item.rule for item in problems] == ["merged-cells"] and "A3" in problems[0].message


def test_b21_formulas_without_values_are_named_by_their_cells(tmp_path: Path) -> None:
    cells = USUAL + '<row r="3"><c r="A3"><v>1</v></c><c r="C3"><f>TODAY()</f></c></row>'
    _, problems = only(one_sheet(tmp_path / "f.xlsx", cells))
    assert [(item.rule, item.row) for item in problems] == [("formula-without-value", 3)]
    assert "C3" in problems[0].message and "save" in problems[0].message


@pytest.mark.parametrize(
    "error", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"]
)
def test_b22_error_values_are_empty_for_a_reason_that_is_said(tmp_path: Path, error: str) -> None:
    cells = USUAL + f'<row r="3"><c r="B3" t="e"><v>{error}</v></c></row>'
    sheet, problems = only(one_sheet(tmp_path / "e.xlsx", cells))
    assert not any(sheet.rows[2:])
    assert [(item.rule, item.row) for item in problems] == [("error-value", 3)]
    assert "B3" in problems[0].message and error in problems[0].message


@pytest.mark.parametrize(
    "error",
    ["#SPILL!", "#CALC!", "#FIELD!", "#BUSY!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#PYTHON!"],
)
def test_b23_new_errors_are_named_and_the_other_sheets_read(tmp_path: Path, error: str) -> None:
    wrong = USUAL + f'<row r="7"><c r="D7" t="e"><v>{error}</v></c></row>'
    parts = parts_of({"Wrong": HEAD + wrong + TAIL, "Right": HEAD + USUAL + TAIL})
    cohort = whole(zipped(tmp_path / "n.xlsx", parts))
    assert cohort.outcome is Outcome.PARTIAL and len(cohort.cases) == 1
    wrongs = [item for item in cohort.problems if item.sheet == "Wrong"]
    assert [(item.rule, item.row) for item in wrongs] == [("sheet-unreadable", 7)]
    assert f"D7 holds {error}" in cohort.message and "in Excel" in cohort.message


def styles(number_format: int) -> str:
    """Return a style sheet of which style 1 shows numbers in this form: 14 days, 46 hours."""
    return (
        f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        f'<xf numFmtId="{number_format}" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )


@pytest.mark.parametrize("number_format", [14, 46])
@pytest.mark.parametrize("serial", ["-1e300", "-1e12", "-0.5", "-400000", "1e17", "NaN", "INF"])
def test_b24_numbers_that_the_library_cannot_turn_into_days_cost_their_sheet_at_most(
    tmp_path: Path, serial: str, number_format: int
) -> None:
    odd = USUAL + f'<row r="3"><c r="C3" s="1"><v>{serial}</v></c></row>'
    parts = parts_of({"Odd": HEAD + odd + TAIL, "Right": HEAD + USUAL + TAIL})
    parts["xl/styles.xml"] = styles(number_format)
    sheets, problems = load(zipped(tmp_path / "odd.xlsx", parts))
    read = [sheet.name for sheet in sheets]
    assert read == ["Odd", "Right"] or (
        read == ["Right"]
        and [(item.rule, item.sheet) for item in problems] == [("sheet-unreadable", "Odd")]
        and "very large number" in problems[0].message
    )


@pytest.mark.parametrize("serial", ["-1", "0", "0.5", "60", "2958466", "1e20", "1e308"])
def test_b24_numbers_that_are_no_days_of_these_years_are_not_drawn(
    tmp_path: Path, serial: str
) -> None:
    cells = USUAL + (
        f'<row r="3">{in_cell("A3", "1")}{in_cell("B3", "legal")}'
        f'<c r="C3" s="1"><v>{serial}</v></c>{in_cell("D3", "Care order")}</row>'
    )
    cohort = whole(one_sheet(tmp_path / "d.xlsx", cells, extra={"xl/styles.xml": styles(14)}))
    assert len(cohort.cases[0].entries) == 1
    assert [(row.row, bool(row.reason)) for row in cohort.tray] == [(3, True)]


def test_b25_a_workbook_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    parts = parts_of({"Sheet1": HEAD + USUAL + TAIL}, within='<workbookPr date1904="1"/>')
    _, problems = only(zipped(tmp_path / "m.xlsx", parts))
    assert [item.rule for item in problems] == ["dates-from-1904"]


def test_b28_control_characters_are_marked_and_counted_with_their_rows(tmp_path: Path) -> None:
    cells = USUAL + (
        f'<row r="3">{in_cell("D3", "a_x0000_b")}</row>'
        f'<row r="5">{in_cell("D5", chr(0x202E) + "txt.exe" + chr(0x7F))}</row>'
    )
    sheet, problems = only(one_sheet(tmp_path / "c.xlsx", cells))
    assert sheet.rows[2][3] == "a␀b" and sheet.rows[4][3] == "⟦U+202E⟧txt.exe␡"
    assert [(item.rule, item.rows) for item in problems] == [("control-characters", (3, 5))]
    assert "3 control characters" in problems[0].message


def test_b28_characters_that_no_xml_may_hold_are_damage(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "raw.xlsx", USUAL.replace("Care order", "Care\x01order"))
    assert "damaged" in refusal(path)


WATCH = """
import sys
from pathlib import Path
from journeyviewer.ingest.child import read_here
plain, watched = Path(sys.argv[1]), Path(sys.argv[2])
read_here([plain])
seen = []
def note(event, arguments):
    if event.startswith(("open", "socket", "subprocess", "os.system", "os.exec", "os.posix_spawn",
                         "ctypes", "urllib", "import", "winreg", "shutil", "tempfile")):
        seen.append((event, str(arguments[0]) if arguments else ""))
sys.addaudithook(note)
cohort = read_here([watched])
for event, what in seen:
    print(event, what)
print("outcome", cohort.outcome.value)
"""


def test_b30_nothing_outside_of_the_file_is_touched(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/externalLinkPath" TargetMode="External" '
        'Target="file:///etc/hostname"/><Relationship Id="rId2" Type="x/hyperlink" '
        'TargetMode="External" Target="http://localhost:1/canary"/></Relationships>'
    )
    formula = (
        '<row r="3"><c r="A3" t="str"><f>[1]Sheet1!A1</f><v>1</v></c>'
        '<c r="B3" t="str"><f>DDE("cmd","/c calc","x")</f><v>legal</v></c>'
        '<c r="C3" t="str"><f>WEBSERVICE("http://localhost:1/")</f><v>01/02/2011</v></c>'
        '<c r="D3" t="str"><f>HYPERLINK("file:///etc/hostname")</f><v>Section 20</v></c></row>'
    )
    link = f'<externalLink xmlns="{MAIN}"><externalBook/></externalLink>'
    path = one_sheet(
        tmp_path / "links.xlsx",
        USUAL + formula,
        extra={
            "xl/externalLinks/externalLink1.xml": link,
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations,
            "xl/worksheets/_rels/sheet1.xml.rels": relations,
        },
    )
    # The first one brings in everything that is loaded on the way.
    plain = one_sheet(tmp_path / "plain.xlsx", USUAL)
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(plain), str(path)],
        cwd=root(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [f"open {path}", "outcome ok"]
    assert len(whole(path).cases[0].entries) == 2


@pytest.mark.parametrize("title", ["..\\..\\x <img src=canary>", "../../etc/x", "<b>S</b>", "=1+1"])
def test_b31_the_name_of_a_sheet_is_text_and_nothing_else(tmp_path: Path, title: str) -> None:
    path = one_sheet(tmp_path / "t.xlsx", USUAL + rows_of((), (), ("2", "legal", "?", "x")), title)
    cohort = whole(path)
    assert [tally.sheet for tally in cohort.tallies] == [title]
    assert {item.sheet for item in cohort.problems if item.sheet} <= {title}
    assert {item.name for item in tmp_path.iterdir()} <= {"t.xlsx", "home"}
