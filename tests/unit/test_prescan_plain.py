"""A plainly written worksheet is counted; anything unusual is left to a closer look."""

from __future__ import annotations

import io
import re
import xml.dom.minidom
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.ingest import prescan_plain
from journeyviewer.ingest.prescan import prescan
from journeyviewer.ingest.prescan_plain import Used, counted
from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import samples

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet><sheetData>'
TAIL = "</sheetData></worksheet>"


def used(rows: str, head: str = HEAD) -> Used | None:
    return counted(io.BytesIO((head + rows + TAIL).encode()), 1000)


def test_cells_are_counted_with_their_columns_and_the_last_row() -> None:
    rows = (
        '<row r="2" hidden="false"><c r="B2" s="1" t="s"><v>0</v></c><c r="AA2"/></row>'
        '<row r="31"><c r="B31" t="inlineStr"><is><t>12:5 a:c b</t></is></c></row>'
    )
    assert used(rows) == Used(3, 31, {b"B", b"AA"})
    assert used("") == Used()


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><f>1+1</f></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>',
        '<row r="1" hidden="1"><c r="A1"/></row>',
        '<row r="1" hidden = \'true\'><c r="A1"/></row>',
        '<row r="1" hidden="&#49;"><c r="A1"/></row>',
        '<x:row r="1"><x:c r="A1"/></x:row>',
        '<row r="1"><!-- <c r="A1"/> --></row>',
        '<row r="1"><?name <c r="A1"/>?></row>',
        "<row r='1'><c r='A1'/></row>",
        '<row r="1"><c t="s" r="A1"/></row>',
        '<row r="1"><c/></row>',
        '<row r="0"><c r="A0"/></row>',
        '<row r="1"><c r="AAAA1"/></row>',
        '<row r="1"><c r="A1"></row>',
        '<row r="1"><c r="A1"/><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s" t="s"><v>1</v></c></row>',
        '<row r="1" ht="1" ht="2"><c r="A1"><v>1</v></c></row>',
        '<row r="1" ht="\x01"><c r="A1"><v>1</v></c></row>',
        '<row r="1" a:hidden="0" hidden="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><f>1</f></row>',
    ],
)
def test_the_unusual_is_not_counted(rows: str) -> None:
    assert used(rows) is None


PLAIN = "".join(
    f'<row r="{n}" spans="1:3"><c r="A{n}" t="s"><v>{n}</v></c><c r="B{n}"/>'
    f'<c r="C{n}" s="{n % 3}"><v>{n}.5</v></c></row><row r="{n + 1}"/>'
    for n in range(1, 90, 2)
)

FULL = "".join(
    f'<row r="{n}"><c r="A{n}" t="str"><v>one</v></c><c r="BC{n}" t="s" /><c r="D{n}" t="s"></c>'
    f'<c r="E{n}" s="1" t="s"><v>{n}</v></c></row>'
    for n in (*range(1, 40), 7)
)
"""No row of it is without cells, and the last is not the furthest."""


@given(
    st.sampled_from((PLAIN, FULL)),
    st.integers(0, len(FULL) - 1),
    st.integers(0, 12),
    st.sampled_from('<>&"/ c5A\x01'),
)
def test_rows_gone_through_at_once_are_what_they_are_one_by_one(
    rows: str, place: int, cut: int, sign: str
) -> None:
    rows = rows[:place] + sign + rows[place + cut :]
    quick = used(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prescan_plain, "ROWS", re.compile(b"never"))
        slow = used(rows)
    assert quick == slow or (quick is None or slow is None)
    if quick is not None:
        xml.dom.minidom.parseString(HEAD + rows + TAIL)


def test_plain_rows_are_gone_through_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prescan_plain, "CELL", re.compile(b"never"))
    assert used(PLAIN) == Used(135, 89, {b"A", b"B", b"C"})
    assert used(FULL) == Used(160, 39, {b"A", b"BC", b"D", b"E"})
    assert used(FULL + '<row r="50"></row>') == used(FULL)


def test_counting_ends_when_there_are_too_many_cells() -> None:
    found = used('<row r="1"><c r="A1"/></row>' * 1001)
    assert found is not None and found.cells > 1000


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("UTF-8", "ISO-8859-1"),
        HEAD.replace('encoding="UTF-8"', "encoding = 'cp037'"),
        HEAD.replace("<worksheet>", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>'),
    ],
)
def test_other_heads_are_not_counted(head: str) -> None:
    assert used('<row r="1"><c r="A1"/></row>', head) is None


def test_utf_16_is_not_counted() -> None:
    text = HEAD.replace("UTF-8", "UTF-16") + '<row r="1"><c r="A1"/></row>' + TAIL
    assert counted(io.BytesIO(text.encode("utf-16")), 1000) is None


def test_rows_that_lie_across_pieces_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"/><c r="B{n}"/></row>' for n in range(1, 200))
    whole = used(rows)
    monkeypatch.setattr(prescan_plain, "CHUNK", 97)
    assert used(rows) == whole == Used(398, 199, {b"A", b"B"})


@pytest.mark.parametrize("path", sorted(samples().glob("*.xlsx"))[:3], ids=lambda path: path.name)
def test_counting_finds_what_following_finds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = path.read_bytes()
    quick = prescan(path.name, data)
    monkeypatch.setattr("journeyviewer.ingest.prescan.counted", lambda *_: None)
    assert prescan(path.name, data) == quick and quick.sheets


@pytest.mark.parametrize("cell", ["A1048577", "XFE1"])
def test_a_cell_outside_of_any_sheet_is_refused(cell: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        row = cell.lstrip("AXFE")
        xml = f'{HEAD}<row r="{row}"><c r="{cell}"/></row>{TAIL}'
        book.writestr("xl/worksheets/sheet1.xml", xml)
    with pytest.raises(JourneyError, match="outside of any sheet"):
        prescan("odd.xlsx", made.getvalue())
