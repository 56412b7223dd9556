"""What leaves the program becomes no formula, no script and no place on disk: B31, B48, B49."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.analysis.cohort import CohortTable, as_csv, cohort_table
from journeyviewer.export.figure import FigureRequest, export_figures
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.template_writer import FilledCase, build_template
from journeyviewer.model.chronology import Case, Cohort, Entry
from tests.builders import case, event, spell
from tests.tables import workbook

FORMULAS = ("=1+1", "+44 7700", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1+1", '=HYPERLINK("x")')
IN_A_WORKBOOK = tuple(words for words in FORMULAS if "\r" not in words)
WORDS = "-ve attitude to school"
MARKUP = "<script>alert(1)</script><img src='file:///etc/hostname' onerror=x> ]]> & \x00\x1b"
CALCULATED = re.compile(r"\s*[=+\-@\t\r]")


@pytest.mark.parametrize("words", [*FORMULAS, WORDS])
def test_b48_no_cell_of_a_csv_is_calculated(words: str) -> None:
    cohort = Cohort(name="x", cases=(case(spell("residence", "FC", "2013-04"), id=words),))
    table = cohort_table(cohort)
    given = list(csv.reader(io.StringIO(as_csv(table), newline="")))
    assert len(given) == 2 and given[1][0] == f"'{words}".replace("\r", "\n")
    for cell in given[1]:
        assert cell == "-" or not CALCULATED.match(cell)


def test_b48_numbers_and_lone_dashes_stay_as_they_are() -> None:
    table = CohortTable(("A", "B", "C"), ((-3, "-", "ordinary"),))
    assert as_csv(table).splitlines()[1] == "-3,-,ordinary"


@pytest.mark.parametrize(
    "words", [*IN_A_WORKBOOK, WORDS, "https://example.org/x", "mailto:x@y.org"]
)
def test_b48_no_cell_of_a_workbook_is_calculated_and_its_words_come_back(words: str) -> None:
    row = {"Start": "01/02/2010", "What": "Said so", "In the file's words": words}
    filled = FilledCase(case="1", gender="Female", records={"Voice": [row]})
    content = build_template(filled)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert any(cell.value == words for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell.coordinate for cell in cells if cell.hyperlink]
    parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [part for part in parts if "external" in part.lower()]
    entries = entries_of(read_sheets(workbook(content)).cases)
    assert [entry.words for entry in entries] == [words.strip()]


def entries_of(cases: Sequence[Case]) -> list[Entry]:
    return [entry for found in cases for entry in found.entries]


ALLOWED = {"svg", "g", "path", "polyline", "polygon", "rect", "circle", "ellipse", "line", "text"}
ALLOWED |= {"tspan", "title", "desc", "defs", "linearGradient", "stop", "clipPath", "use"}


def test_b49_a_picture_of_markup_is_well_formed_and_holds_no_script(
    tmp_path: Path, qapp: QApplication
) -> None:
    entries = (
        spell("residence", "FC", "2013-04", words=MARKUP),
        event("voice", "W", "2013-05-01", words=MARKUP),
    )
    odd = case(*(replace(entry, detail=MARKUP) for entry in entries), id="<b>1</b>")
    request = FigureRequest(folder=tmp_path / "out", formats=("svg",), mark="<i>mark</i>")
    (path,) = export_figures(Cohort(name="x", cases=(odd,)), request)
    tree = ElementTree.fromstring(path.read_bytes())
    for element in tree.iter():
        assert element.tag.rpartition("}")[2] in ALLOWED
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert not name.endswith("href") or value.startswith("#")
    assert b"<!DOCTYPE" not in path.read_bytes() and b"<!ENTITY" not in path.read_bytes()
    assert "script" in "".join(tree.itertext())


@pytest.mark.parametrize("name", ["../../x", "..\\x", "/etc/x", "a/b", "CON", "x\0y", "<b>", ".."])
def test_b31_a_case_is_never_a_path(tmp_path: Path, qapp: QApplication, name: str) -> None:
    folder = tmp_path / "deep" / "out"
    found = case(spell("residence", "FC", "2013-04"), id=name)
    export_figures(Cohort(name="x", cases=(found,)), FigureRequest(folder=folder, formats=("svg",)))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 1 and written[0].parent == folder
