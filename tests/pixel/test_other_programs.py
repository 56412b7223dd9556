"""Files of exports opened by programs of others: they draw and read what we drew and wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from journeyviewer.export.figure import FigureRequest, export_figures
from journeyviewer.model.chronology import Cohort
from journeyviewer.paths import resource
from tests.journeys import full_journey
from tests.written import a_study

SMALL = (374, 264)
"""Pixels at which pictures are compared: edges may differ, what is where may not."""
MOST_OFF = 0.02
"""Share of all the light of a page by which two renderers may differ."""


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""


def written(folder: Path, formats: tuple[str, ...], theme: str = "light") -> dict[str, Path]:
    case = full_journey()
    request = FigureRequest(
        folder=folder, formats=formats, study=a_study(case, 6), dpi=96, theme=theme
    )
    paths = export_figures(Cohort(name="x", cases=(case,)), request)
    return {path.suffix.removeprefix("."): path for path in paths}


def greys(path: Path) -> bytes:
    """Return a picture small and grey, row after row."""
    image = QImage(str(path)).scaled(
        *SMALL, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = (bytes(image.constScanLine(y))[: SMALL[0]] for y in range(SMALL[1]))
    return b"".join(rows)


def off(one: Path, other: Path) -> float:
    pairs = zip(greys(one), greys(other), strict=True)
    return sum(abs(a - b) for a, b in pairs) / (255 * SMALL[0] * SMALL[1])


def our_type(folder: Path) -> Path:
    """Return settings by which another program finds the bundled type."""
    path = folder / "fonts.conf"
    path.write_text(
        f"<fontconfig><dir>{resource('fonts')}</dir>"
        f"<cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    return path


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="rsvg-convert is not there")
@pytest.mark.parametrize("theme", ["light", "grey", "contrast", "dark"])
def test_another_program_draws_the_svg_as_we_draw_the_png(tmp_path: Path, theme: str) -> None:
    found = written(tmp_path, ("png", "svg"), theme)
    ElementTree.parse(found["svg"])
    again = tmp_path / "again.png"
    size = QImage(str(found["png"])).size()
    command = ["rsvg-convert", "-w", str(size.width()), "-h", str(size.height())]
    subprocess.run(
        [*command, "-o", str(again), str(found["svg"])],
        check=True,
        env=os.environ | {"FONTCONFIG_FILE": str(our_type(tmp_path))},
    )
    assert off(found["png"], again) < MOST_OFF
    # The comparison itself can fail: an empty page is far from the figure.
    blank = QImage(size, QImage.Format.Format_RGB32)
    blank.fill(QImage(str(found["png"])).pixel(1, 1))
    blank.save(str(tmp_path / "blank.png"))
    assert off(found["png"], tmp_path / "blank.png") > 2 * MOST_OFF


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not there")
def test_an_office_program_opens_the_report_and_the_workbook(tmp_path: Path) -> None:
    found = written(tmp_path, ("docx", "xlsx"))
    for kind, said in (("docx", "The journey in words"), ("xlsx", "OFFICIAL-SENSITIVE")):
        folder = tmp_path / kind
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf"]
            + ["--outdir", str(folder), str(found[kind])],
            check=True,
            capture_output=True,
            timeout=180,
        )
        (page,) = folder.iterdir()
        told = subprocess.run(["pdftotext", str(page), "-"], capture_output=True, check=True)
        assert said in told.stdout.decode()
