"""Files that are large, or small files that grow large: B1 to B5, B29, B38 to B40.

They are read by a reading process of their own, which is measured from outside.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from journeyviewer.ingest import prescan
from journeyviewer.ingest.sheets import load
from journeyviewer.model.chronology import Cohort, Outcome
from journeyviewer.model.problems import JourneyError
from tests.hostile import (
    HEAD,
    MAIN,
    SHEET,
    TAIL,
    USUAL,
    in_a_process,
    one_sheet,
    packed,
    parts_of,
    zipped,
    zipped_by_hand,
)

MOST_MIB = 1024
MIB = 2**20
measured = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="a process is measured this way on Linux only"
)


def answer(path: Path, tray: bool = True) -> Cohort:
    """Return what the reading process says of a file, having kept to its memory."""
    answered = in_a_process(path, tray=tray)
    assert answered.status == 0 and answered.cohort is not None
    assert answered.peak_mb < MOST_MIB
    if answered.cohort.outcome is not Outcome.OK:
        assert path.name in answered.cohort.message
    return answered.cohort


def refusal(path: Path) -> str:
    cohort = answer(path)
    assert cohort.outcome is Outcome.ERROR and not cohort.cases
    return cohort.message


def usual_parts() -> dict[str, tuple[bytes, int, int]]:
    parts = parts_of({"Sheet1": HEAD + USUAL + TAIL})
    return {name: packed(str(content).encode(), 1) for name, content in parts.items()}


STRINGS = (b"<si><t>" + b"x" * 89 + b"</t></si>") * 10_000
TABLE = b"Case,Lane,Start,What\n"


@measured
@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/media/zeros.bin"])
def test_b01_a_bomb_is_refused_by_what_it_says(tmp_path: Path, part: str) -> None:
    path = zipped_by_hand(tmp_path / "bomb.xlsx", {**usual_parts(), part: packed(bytes(MIB), 1024)})
    assert path.stat().st_size < 2 * MIB
    assert "expands to 1,024 MiB or more" in refusal(path)


@measured
def test_b01_a_bomb_that_says_it_is_small_is_refused_too(tmp_path: Path) -> None:
    content, _, checksum = packed(STRINGS, 1100)
    lie = {"xl/sharedStrings.xml": (content, 100, checksum)}
    assert "expands to" in refusal(zipped_by_hand(tmp_path / "lie.xlsx", {**usual_parts(), **lie}))


def test_b01_a_part_that_says_a_wrong_size_is_damage(tmp_path: Path) -> None:
    content, size, checksum = packed(STRINGS, 400)
    lie = {"xl/sharedStrings.xml": (content, size - 1, checksum)}
    path = zipped_by_hand(tmp_path / "lie.xlsx", {**usual_parts(), **lie})
    with pytest.raises(JourneyError, match="lie.xlsx.*damaged"):
        load(path)


@measured
def test_b02_texts_that_nobody_uses_are_refused_when_they_are_too_many(tmp_path: Path) -> None:
    bomb = {"xl/sharedStrings.xml": packed(STRINGS, 600)}
    assert "expands to" in refusal(zipped_by_hand(tmp_path / "t.xlsx", {**usual_parts(), **bomb}))


@measured
@pytest.mark.slow
def test_b02_texts_that_nobody_uses_stay_within_the_memory_when_they_are_fewer(
    tmp_path: Path,
) -> None:
    parts = parts_of({"Sheet1": HEAD + USUAL + TAIL})
    parts["xl/sharedStrings.xml"] = [
        f'<sst xmlns="{MAIN}">'.encode(),
        *[STRINGS] * 400,
        b"</sst>",
    ]
    assert answer(zipped(tmp_path / "t.xlsx", parts)).outcome is Outcome.OK


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_b03_a_sheet_of_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    monkeypatch.setattr(prescan, "MOST_CELLS", 1_000)
    cells = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}"><v>1</v></c></row>'
        for row in range(1, 520)
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    if prefix:
        sheet = sheet.replace("</", "</x:").replace("<w", "<x:w").replace("<s", "<x:s")
        sheet = sheet.replace("<r", "<x:r").replace("<c", "<x:c").replace("<v", "<x:v")
        sheet = sheet.replace("xmlns=", "xmlns:x=")
    with pytest.raises(JourneyError, match="many.xlsx.*over 1,000 cells"):
        load(zipped(tmp_path / "many.xlsx", parts_of({"Sheet1": sheet})))


def test_b03_sheets_that_have_too_many_cells_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prescan, "MOST_CELLS", 50)
    parts = parts_of({f"S{number}": HEAD + USUAL + TAIL for number in range(10)})
    with pytest.raises(JourneyError, match="many.xlsx.*over 50 cells"):
        load(zipped(tmp_path / "many.xlsx", parts))


@measured
@pytest.mark.parametrize(
    "stored",
    ["xl/worksheets/sheet1.xml", "xl/other.xml", "XL/Worksheets/Sheet1.xml", "xl/s/sheet.xml"],
)
def test_b04_a_stray_cell_in_the_far_corner_is_found_wherever_its_sheet_is_stored(
    tmp_path: Path, stored: str
) -> None:
    far = HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + TAIL
    parts = parts_of({"Sheet1": far})
    relations = "xl/_rels/workbook.xml.rels"
    target = stored.removeprefix("xl/")
    parts[relations] = str(parts[relations]).replace("worksheets/sheet1.xml", target)
    parts[stored] = parts.pop(SHEET)
    words = refusal(zipped(tmp_path / "far.xlsx", parts))
    assert "used range is 1048576 rows by 16384 columns" in words and "Ctrl+End" in words


@measured
@pytest.mark.slow
def test_b04_the_sparsest_sheet_that_is_read_stays_within_the_memory(tmp_path: Path) -> None:
    cells = USUAL + '<row r="1000000"><c r="S1000000"><v>1</v></c></row>'
    cohort = answer(one_sheet(tmp_path / "sparse.xlsx", cells))
    assert cohort.outcome is Outcome.PARTIAL and len(cohort.cases) == 1
    assert "row 1,000,000" in cohort.message
    assert [(tally.rows_read, tally.adds_up) for tally in cohort.tallies] == [(1_000_000, True)]


def test_b05_empty_rows_at_the_foot_are_dropped_and_counted(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "foot.xlsx", USUAL + '<row r="1048576"><c r="A1048576"/></row>')
    (sheet,), problems = load(path)
    assert len(sheet.rows) == 2 and not problems
    spaces = USUAL + '<row r="9000"><c r="A9000" t="str"><v></v></c></row>'
    (sheet,), problems = load(one_sheet(tmp_path / "foot.xlsx", spaces))
    assert len(sheet.rows) == 2 and sheet.trailing_empty_rows == 8_998


@measured
@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml"])
def test_b29_texts_that_no_cell_can_hold_are_refused(tmp_path: Path, part: str) -> None:
    parts = parts_of({"Sheet1": HEAD + USUAL + TAIL})
    begin, end = (
        (HEAD + '<row r="1"><c r="A1" t="inlineStr"><is><t>', "</t></is></c></row>" + TAIL)
        if part == SHEET
        else (f'<sst xmlns="{MAIN}"><si><t>', "</t></si></sst>")
    )
    parts[part] = [begin.encode(), *[b"y" * MIB] * 30, end.encode()]
    assert "has a cell of more than 1,048,576 characters" in refusal(
        zipped(tmp_path / "long.xlsx", parts)
    )


def text_file(path: Path, *pieces: bytes) -> Path:
    with path.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
    return path


@measured
def test_b38_a_million_columns_are_refused(tmp_path: Path) -> None:
    wide = text_file(tmp_path / "wide.csv", b"a," * 1_000_000, b"\n", b"1," * 1_000_000, b"\n")
    words = refusal(wide)
    assert "row 1" in words and "1,000,001 columns" in words


@measured
def test_b39_a_cell_without_end_is_refused_by_its_row(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "long.csv", TABLE, b'1,legal,01/02/2010,"', *[b"z" * MIB] * 20, b'"\n'
    )
    words = refusal(path)
    assert "row 2" in words and "1,048,576 characters" in words


@measured
def test_b39_a_line_without_end_is_refused_by_its_row(tmp_path: Path) -> None:
    path = text_file(tmp_path / "line.csv", TABLE, *[b"z" * MIB] * 200)
    words = refusal(path)
    assert "row 2" in words and "32 MiB" in words


def test_b39_a_file_larger_than_is_read_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(600 * MIB)
    with pytest.raises(JourneyError, match="huge.csv.*600 MiB"):
        load(path)


@measured
@pytest.mark.slow
def test_b40_two_million_rows_stay_within_the_memory(tmp_path: Path) -> None:
    rows = b"".join(
        b"%d,legal,%02d/%02d/2010\n" % (n % 5_000, n % 28 + 1, n % 12 + 1) for n in range(20_000)
    )
    path = text_file(tmp_path / "rows.csv", b"Nobody,Knows,This\n", *[rows] * 100)
    cohort = answer(path, tray=False)
    assert sum(tally.rows_read for tally in cohort.tallies) == 2_000_001
    assert all(tally.adds_up for tally in cohort.tallies)
