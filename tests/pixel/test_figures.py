"""Figures as files: what is in them, what is not, and that they come out alike."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from journeyviewer.export.figure import FigureRequest, export_figures, figure_scene
from journeyviewer.export.picture import pdf_bytes, png_bytes, svg_bytes
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.render.fonts import load_fonts
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Scene, Text
from tests.journeys import OPEN, a_case, entry, full_journey
from tests.scene_checks import colliding_texts, texts, texts_outside

pytestmark = pytest.mark.pixel
YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-2]\d|2030)(?!\d)")


@pytest.fixture(autouse=True)
def typeface(qtbot: QtBot) -> None:
    load_fonts()


def page(case: Case | None = None, **how: str) -> Scene:
    return figure_scene(case or full_journey(), FigureRequest(folder=Path(), **how))


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        yield kind, png[at + 8 : at + 8 + length]
        at += length + 12


def test_a_png_holds_pixels_and_its_resolution_alone() -> None:
    png = png_bytes(page(), theme("light"), 150)
    kinds = [kind for kind, _ in chunks(png)]
    assert set(kinds) <= {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (1754, 1240)
    dots = next(data for kind, data in chunks(png) if kind == b"pHYs")
    assert struct.unpack(">I", dots[:4])[0] == round(150 / 0.0254)


def test_a_grey_picture_has_no_colour_in_any_pixel() -> None:
    png = png_bytes(page(), theme("grey"), 96)
    image = QImage.fromData(png)
    assert image.allGray()
    assert not QImage.fromData(png_bytes(page(), theme("light"), 96)).allGray()
    svg = svg_bytes(page(), theme("grey"), "", "").decode()
    for colour in re.findall(r"#([0-9a-f]{6})", svg):
        assert colour[:2] == colour[2:4] == colour[4:], colour


def test_words_of_a_page_never_meet() -> None:
    for size in ("a4", "a3", "16x9", "250x170"):
        scene = page(page=size)
        assert colliding_texts(scene) == []
        assert texts_outside(scene) == []


def test_without_dates_no_year_is_in_any_file(tmp_path: Path) -> None:
    words = "Seen on 3 March 2013, again in 2014"
    case = a_case(
        *full_journey().entries, entry("voice", "W", "2013-03-03", words=words), id="Case of 2013"
    )
    request = FigureRequest(folder=tmp_path, formats=("png", "svg", "pdf"), dpi=72)
    for path in export_figures(Cohort(name="test", cases=(case,)), request):
        assert not YEAR.search(path.stem), path
        data = path.read_bytes()
        if path.suffix == ".svg":
            assert not YEAR.search(" ".join(ElementTree.fromstring(data).itertext()))
        if path.suffix == ".pdf":
            assert not YEAR.search(pdf_text(path))
    assert not any(YEAR.search(text.text) for text in texts(page(case)))


def pdf_text(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    return subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True
    ).stdout.decode()


def test_dates_are_drawn_when_asked_for_and_said() -> None:
    words = [text.text for text in texts(page(axis="dates"))]
    assert "2013" in words
    assert any("Real dates showing" in text for text in words)


def test_a_pdf_is_a_page_of_text_with_a_title_and_no_time(tmp_path: Path) -> None:
    data = pdf_bytes([page()], theme("light"), "Case 1: a journey")
    assert b"D:19700101000000" in data and str(date.today().year).encode() + b"-" not in data
    assert b"Qt" not in re.sub(rb"stream.*?endstream", b"", data, flags=re.S)
    assert re.search(rb"/(Author|Creator|Producer) \((?!\))", data) is None
    path = tmp_path / "figure.pdf"
    path.write_bytes(data)
    assert "Identified as high risk" in pdf_text(path)


def test_a_pdf_and_a_png_show_the_same(tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("poppler is not installed")
    path = tmp_path / "figure.pdf"
    path.write_bytes(pdf_bytes([page()], theme("light"), ""))
    subprocess.run(
        ["pdftoppm", "-r", "192", "-png", "-singlefile", str(path), str(tmp_path / "page")],
        check=True,
    )
    width, height = 561, 397
    one, other = (
        # Halved twice, so that the two ways of smoothing edges do not count.
        # Cut alike first: pages are whole pixels in one, a fraction more in the other.
        image.copy(0, 0, 4 * width, 4 * height - 1)
        .scaled(
            width,
            height,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        .convertToFormat(QImage.Format.Format_Grayscale8)
        for image in (
            QImage(str(tmp_path / "page.png")),
            QImage.fromData(png_bytes(page(), theme("light"), 192)),
        )
    )
    total = sum(
        abs(one.pixelColor(x, y).red() - other.pixelColor(x, y).red())
        for x in range(width)
        for y in range(height)
    )
    assert total / (width * height) < 3


def test_an_svg_has_its_words_as_text_with_title_and_description() -> None:
    scene = page()
    root = ElementTree.fromstring(svg_bytes(scene, theme("light"), "The title", "What is drawn"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "The title"
    assert root.findtext(f"{space}desc") == "What is drawn"
    drawn = ["".join(element.itertext()) for element in root.iter(f"{space}text")]
    assert drawn == [text.text for text in texts(scene)]
    assert all(element.get("textLength") for element in root.iter(f"{space}text"))
    assert root.get("width") == "297.000mm"
    names = {element.tag.removeprefix(space) for element in root.iter()}
    assert not names & {"script", "image", "a", "foreignObject"}
    assert not any("href" in key for element in root.iter() for key in element.attrib)


def test_markup_in_a_chronology_stays_words() -> None:
    nasty = '<img src="canary.png"><script>alert(1)</script>&amp;'
    case = a_case(entry("residence", "FC", "2005-01-01", OPEN, words=nasty))
    root = ElementTree.fromstring(svg_bytes(page(case), theme("light"), nasty, nasty))
    assert any(nasty in "".join(element.itertext()) for element in root.iter())
    assert not any("script" in element.tag for element in root.iter())


def test_the_figure_hides_where_it_was_read_from() -> None:
    scene = page()
    assert all(mark.text for mark in scene.marks if isinstance(mark, Text))
    said = " ".join(text.text for text in texts(scene))
    assert "OFFICIAL-SENSITIVE" in said and "Ages only" in said and "Short forms" in said


@pytest.mark.slow
def test_two_machines_give_the_same_bytes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from PySide6.QtGui import QGuiApplication;"
        "app = QGuiApplication([]);"
        "from journeyviewer.export.figure import FigureRequest, export_figures;"
        "from journeyviewer.model.chronology import Cohort;"
        "from tests.journeys import full_journey;"
        "export_figures(Cohort(name='x', cases=(full_journey(),)),"
        " FigureRequest(folder=Path(sys.argv[1]), formats=('png', 'svg', 'pdf'), dpi=96))"
    )
    sums = []
    # What differs between machines as far as one can stand in for two.
    other = {"QT_SCALE_FACTOR": "2", "QT_FONT_DPI": "144", "TZ": "Asia/Tokyo", "LC_ALL": "de_DE"}
    for name, settings in (("one", {}), ("two", other)):
        folder = tmp_path / name
        subprocess.run(
            [sys.executable, "-c", program, str(folder)],
            check=True,
            cwd=Path.cwd(),
            env={**os.environ, **settings, "PYTHONHASHSEED": str(len(settings))},
        )
        sums.append({path.name: zlib.crc32(path.read_bytes()) for path in folder.iterdir()})
    assert sums[0] == sums[1] and len(sums[0]) == 3


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    request = FigureRequest(folder=blocked / "out")
    with pytest.raises(JourneyError, match="could not be made"):
        export_figures(Cohort(name="x", cases=(full_journey(),)), request)


def test_a_page_too_small_is_refused_with_advice() -> None:
    with pytest.raises(JourneyError, match="at least"):
        page(page="40x20")
    with pytest.raises(JourneyError, match="not a page size"):
        page(page="letter-ish")


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "Case 1.png").mkdir()
    request = FigureRequest(folder=tmp_path, dpi=72)
    with pytest.raises(JourneyError, match="Case 1.png"):
        export_figures(Cohort(name="x", cases=(full_journey(),)), request)
    assert [path.name for path in tmp_path.iterdir()] == ["Case 1.png"]
