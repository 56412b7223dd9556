"""What is written, opened by programs of others; skipped where they are not installed."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from python_calamine import CalamineWorkbook

from journeyviewer.export.figure import FigureRequest, export_figures
from journeyviewer.model.chronology import Cohort
from tests.journeys import full_journey
from tests.written import a_study


def written(folder: Path, *formats: str) -> list[Path]:
    case = full_journey()
    request = FigureRequest(folder=folder, formats=formats, study=a_study(case, 34), dpi=72)
    return export_figures(Cohort(name="x", cases=(case,)), request)


def found(*names: str) -> str:
    """Return the first of these programs that is there; skips the test without one."""
    for name in names:
        if shutil.which(name):
            return name
    pytest.skip(f"{' and '.join(names)} not installed")


@pytest.mark.slow
@pytest.mark.parametrize("extension", ["docx", "xlsx", "html"])
def test_an_office_suite_opens_it(qapp: QApplication, tmp_path: Path, extension: str) -> None:
    office = found("soffice", "libreoffice")
    (path,) = written(tmp_path, extension)
    subprocess.run(
        [
            office,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path / "made"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    made = tmp_path / "made" / "Case 1.pdf"
    told = subprocess.run([found("pdftotext"), str(made), "-"], capture_output=True, check=True)
    assert "Settling, trust and therapy" in told.stdout.decode()


def test_poppler_reads_the_words_and_pages_of_a_pdf(qapp: QApplication, tmp_path: Path) -> None:
    tool = found("pdftotext")
    (path,) = written(tmp_path, "pdf")
    pages = subprocess.run([tool, str(path), "-"], capture_output=True, check=True)
    first, second, _ = pages.stdout.decode().split("\f")
    for words in ("Key developments", "Own supported flat", "Settling, trust and therapy"):
        assert words in first
    assert "notes, continued" in second and "OFFICIAL-SENSITIVE" in second
    assert {"31", "32", "33", "34"} <= set(second.split())


def test_another_renderer_draws_the_svg(qapp: QApplication, tmp_path: Path) -> None:
    tool = found("rsvg-convert", "inkscape")
    path = next(one for one in written(tmp_path, "svg") if one.name == "Case 1.svg")
    out = tmp_path / "drawn.png"
    command = {
        "rsvg-convert": [tool, "-o", str(out), str(path)],
        "inkscape": [tool, str(path), f"--export-filename={out}"],
    }
    subprocess.run(command[tool], check=True, capture_output=True, timeout=120)
    assert out.stat().st_size > 20_000


def test_every_svg_page_is_xml_with_title_and_description(
    qapp: QApplication, tmp_path: Path
) -> None:
    space = "{http://www.w3.org/2000/svg}"
    paths = written(tmp_path, "svg")
    assert [path.name for path in paths] == ["Case 1.svg", "Case 1, page 2 of 2.svg"]
    for path in paths:
        root = ElementTree.fromstring(path.read_bytes())
        assert root.findtext(f"{space}title") and root.findtext(f"{space}desc")


def test_another_reader_opens_the_workbook(qapp: QApplication, tmp_path: Path) -> None:
    (path,) = written(tmp_path, "xlsx")
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names[:2] == ["About", "Records"]
    notes = book.get_sheet_by_name("Notes").to_python()
    assert len(notes) == 35 and notes[34][1] == 34
