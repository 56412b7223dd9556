"""Workbooks whose sheets are hidden in part, wrong or made to do harm: B17 to B31.

Every test is named by the number of the bad input it is about.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from journeyviewer.ingest.sheets import load
from journeyviewer.model.chronology import Outcome
from journeyviewer.paths import root
from tests.hostile import (
    HEAD,
    MAIN,
    TAIL,
    USUAL,
    Parts,
    in_cell,
    one_sheet,
    parts_of,
    rows_of,
    zipped,
)
from tests.unit.bad_help import only, refusal, whole, with_head


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
