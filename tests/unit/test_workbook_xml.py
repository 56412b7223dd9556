"""Workbooks as one XML file, as reports save them, often under the name of an .xls file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.sheets import load
from journeyviewer.model.problems import JourneyError

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
TOP = f"<Workbook xmlns='{SPACE}' xmlns:ss='{SPACE}'>"
HEAD = f"<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?>\n{TOP}"
HIDDEN = (
    "<WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'>"
    "<Visible>SheetHidden</Visible></WorksheetOptions>"
)


def cell(text: str, kind: str = "String", settings: str = "") -> str:
    return f"<Cell {settings}><Data ss:Type='{kind}'>{escape(text)}</Data></Cell>"


def row(*cells: str, settings: str = "") -> str:
    made = (each if each.startswith("<Cell") else cell(each) for each in cells)
    return f"<Row {settings}>{''.join(made)}</Row>"


def sheet(*rows: str, name: str = "Sheet1", after: str = "") -> str:
    return f"<Worksheet ss:Name='{name}'><Table>{''.join(rows)}</Table>{after}</Worksheet>"


def book(*sheets: str, head: str = HEAD) -> str:
    return f"{head}{''.join(sheets)}</Workbook>"


def write(tmp_path: Path, content: str, name: str = "report.xls", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    return path


CHRONOLOGY = (
    "<Column/><Column ss:Index='4' ss:Hidden='1'/>",
    row(cell("Chronology for YP-07", settings="ss:MergeAcross='2'")),
    row("Date", "Time", "Event", "Worker", settings="ss:Index='3'"),
    row(
        cell("2012-05-03T00:00:00.000", "DateTime"),
        cell("1899-12-31T22:15:00.000", "DateTime"),
        "<Cell><ss:Data ss:Type='String'>Referral, <B>school</B> &amp; police</ss:Data>"
        "<Comment><ss:Data>A note beside it</ss:Data></Comment></Cell>",
        "A worker",
    ),
    row(cell("2012-06-14T00:00:00.000", "DateTime"), cell("Visit", settings="ss:Index='3'")),
    row("01/07/2012", "", "Not to be seen", settings="ss:Hidden='1'"),
    row("15/08/2012", "", cell("#N/A", "Error")),
)


@pytest.mark.parametrize("name", ["report.xls", "report.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_such_a_workbook_is_read_as_any_other(tmp_path: Path, name: str, encoding: str) -> None:
    content = book(sheet(*CHRONOLOGY), sheet(row("x"), name="Old", after=HIDDEN))
    cohort = read_here([write(tmp_path, content, name, encoding)])
    (case,) = cohort.cases
    entries = [entry for entry in case.entries if not entry.suggested]
    assert case.id == "YP-07"
    assert [entry.words for entry in entries] == ["Referral, school & police", "Visit"]
    assert [str(entry.start.earliest) for entry in entries] == ["2012-05-03", "2012-06-14"]
    assert entries[0].start.clock is not None and entries[0].sources[0].row == 4
    assert {kept.row for kept in cohort.tray} == {6, 7}
    assert {"hidden-cells", "hidden-sheet", "error-value"} <= {p.rule for p in cohort.problems}
    assert all(tally.adds_up for tally in cohort.tallies)


def test_cells_keep_their_kind_and_stand_where_they_say(tmp_path: Path) -> None:
    rows = (
        row(cell("7", "Number"), cell("1", "Boolean", "ss:Index='3'"), settings="ss:Span='2'"),
        row(cell("2014-03-01T10:30:00.000", "DateTime"), cell("no number", "Number")),
        row(cell("below", settings="ss:Index='2' ss:MergeDown='1'")),
        row("x"),
    )
    ((found,), _) = load(write(tmp_path, book(sheet(*rows))))
    when = datetime(2014, 3, 1, 10, 30)
    assert found.rows == ((7.0, None, True), (), (), (when, "no number"), (None, "below"), ("x",))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (book(sheet(*CHRONOLOGY))[:-20], "is damaged"),
        (book(sheet(row("x", settings="ss:Index='many'"))), "is damaged"),
        (book(sheet(row("x"), row("y", settings="ss:Index='1'"))), "is damaged"),
        (book(sheet(row(cell("x", settings="ss:Index='5000'")))), "columns"),
        (
            book(*[sheet(row("x", settings="ss:Index='1048576'"))] * 5),
            "cells",
        ),
        (
            f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>{TOP}"
            f"{sheet(row('&e;'))}</Workbook>",
            "document type definition",
        ),
        (book(), "no visible sheet"),
    ],
)
def test_what_is_wrong_with_one_is_said(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(JourneyError, match=words) as caught:
        load(write(tmp_path, content))
    assert "report.xls" in caught.value.message and caught.value.advice
