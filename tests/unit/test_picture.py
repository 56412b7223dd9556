"""Pictures as files: what a reader of their bytes finds, and what a person is told."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zlib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.export.picture import pdf_bytes, png_bytes, svg_bytes, write_picture
from journeyviewer.model import files
from journeyviewer.model.problems import JourneyError
from journeyviewer.render.fonts import measure
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Box, Face, Ink, Scene, Text

SPACE = "{http://www.w3.org/2000/svg}"
SIZE = (1122.52, 793.7)
FACE = Face(10.67, 500)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""


def text(words: str, x: float = 20.5, y: float = 40.25, **how: str) -> Text:
    return Text(x, y, words, FACE, measure(words, FACE), **how)  # type: ignore[arg-type]


def scene(*marks: Text, size: tuple[float, float] = SIZE) -> Scene:
    ground = Box(10, 10, 100.4, 24, Ink("legal.4"), Ink("legal.edge"))
    return Scene(*size, (ground, *marks))


def test_a_pdf_page_has_the_exact_size_of_its_scene() -> None:
    pages = [scene(text("One")), scene(text("Two"), size=(400, 1000.3))]
    data = pdf_bytes(pages, theme("light"), "Two pages")
    boxes = [
        [float(number) for number in found.split()]
        for found in re.findall(rb"/MediaBox \[([^\]]+)\]", data)
    ]
    assert len(boxes) == 2
    for (left, bottom, right, top), page in zip(boxes, pages, strict=True):
        assert left == 0 and right == pytest.approx(page.width * 0.75, abs=0.001)
        assert top - bottom == pytest.approx(page.height * 0.75, abs=0.001)


def test_every_part_of_a_pdf_is_where_its_table_says() -> None:
    data = pdf_bytes([scene(text("Words")), scene()], theme("grey"), "A title")
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    assert data[start : start + 4] == b"xref"
    rows = re.findall(rb"(\d{10}) \d{5} ([nf]) ", data[start:])
    assert len(rows) > 8
    for number, (offset, kind) in enumerate(rows):
        if kind == b"n":
            assert data[int(offset) :].startswith(b"%d 0 obj" % number)


def test_a_pdf_says_its_title_and_nothing_else_about_itself() -> None:
    title = "Maya’s journey (Producer) <b>"
    data = pdf_bytes([scene()], theme("light"), title)
    said = data[: data.index(b"/Type /Catalog")]
    assert f"<feff{title.encode('utf-16-be').hex()}>".encode() in said
    assert "Maya’s journey (Producer) &lt;b&gt;".encode() in said
    outside = re.sub(rb"stream\r?\n.*?endstream", b"", data, flags=re.S)
    assert not re.search(rb"/(Creator|Author|Producer|ModDate|ID) ", outside)
    assert not re.search(rb"xmp:|Qt|pdf:|uuid", said)
    assert re.findall(rb"\(D:([^)]*)\)", outside) == [b"19700101000000Z"]


def test_an_svg_holds_each_text_whole_in_any_script() -> None:
    written = ["Zoë said “no” – £5", "told عن بيت twice", "Ωμέγα и дом, 家 12", "a\tb"]
    marks = [text(words, y=40 + 20 * row) for row, words in enumerate(written)]
    root = ElementTree.fromstring(svg_bytes(scene(*marks), theme("light"), "", ""))
    found = list(root.iter(f"{SPACE}text"))
    assert [element.text for element in found] == written
    for element, mark in zip(found, marks, strict=True):
        assert float(element.get("x", "")) == pytest.approx(mark.left, abs=0.01)
        assert float(element.get("y", "")) == pytest.approx(mark.y, abs=0.01)
        assert float(element.get("textLength", "")) == pytest.approx(mark.width, abs=0.01)
        assert element.get("lengthAdjust") == "spacingAndGlyphs"
        assert element.get("font-size") == "10.67"
    for group in root.iter(f"{SPACE}g"):
        if group.find(f"{SPACE}text") is not None:
            assert group.get("transform") is None
            assert {child.tag for child in group} == {f"{SPACE}text"}


def test_an_svg_reads_back_whatever_characters_the_words_hold() -> None:
    nasty = "bell \x07 null \x00 half \ud800 end"
    data = svg_bytes(scene(text(nasty)), theme("light"), nasty, nasty)
    root = ElementTree.fromstring(data)
    shown = "bell � null � half � end"
    assert [root.findtext(f"{SPACE}title"), root.findtext(f"{SPACE}desc")] == [shown, shown]
    assert next(root.iter(f"{SPACE}text")).text == shown


def test_empty_words_draw_nothing_and_break_nothing() -> None:
    marks = [text(""), text("after")]
    root = ElementTree.fromstring(svg_bytes(scene(*marks), theme("light"), "", ""))
    assert [element.text for element in root.iter(f"{SPACE}text")] == ["after"]


def test_right_and_centred_words_are_placed_by_their_width() -> None:
    marks = [text("right", x=200, anchor="right"), text("centred", x=200, anchor="centre")]
    root = ElementTree.fromstring(svg_bytes(scene(*marks), theme("light"), "", ""))
    lefts = [float(element.get("x", "")) for element in root.iter(f"{SPACE}text")]
    assert lefts[0] == pytest.approx(200 - marks[0].width, abs=0.01)
    assert lefts[1] == pytest.approx(200 - marks[1].width / 2, abs=0.01)


@pytest.mark.slow
def test_files_are_the_same_in_another_process_and_time_zone(tmp_path: Path) -> None:
    program = (
        "import sys, zlib; from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
        "from journeyviewer.render.theme import theme;"
        "from journeyviewer.export.picture import pdf_bytes, png_bytes, svg_bytes;"
        "from tests.pixel.sheet import sheet; page = sheet(); grey = theme('grey');"
        "print([zlib.crc32(data) for data in (png_bytes(page, grey, 96),"
        " svg_bytes(page, grey, 'T', 'D'), pdf_bytes([page, page], grey, 'T'))])"
    )
    sums = []
    for zone in ("UTC", "Asia/Kolkata"):
        where = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(len(zone))}
        done = subprocess.run(
            [sys.executable, "-c", program], env=where, capture_output=True, text=True, check=True
        )
        sums.append(done.stdout)
    assert sums[0] == sums[1] and sums[0].count(",") == 2


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EACCES, "open in another program"),
        (errno.ENAMETOOLONG, "shorter name"),
        (errno.EIO, "another folder"),
    ],
)
def test_a_failed_write_names_the_file_says_what_to_do_and_keeps_the_old(
    number: int, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "figure.svg"
    path.write_text("the old one")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "replace", fail)
    with pytest.raises(JourneyError) as caught:
        write_picture(path, scene(), theme("light"))
    assert "figure.svg" in caught.value.message and advice in caught.value.advice
    assert [found.name for found in tmp_path.iterdir()] == ["figure.svg"]
    assert path.read_text() == "the old one"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in ("nowhere", "file"):
        with pytest.raises(JourneyError, match="folder that exists"):
            write_picture(tmp_path / folder / "figure.png", scene(), theme("light"), dpi=72)


def test_an_unknown_kind_of_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match=r"Use \.png, \.svg or \.pdf"):
        write_picture(tmp_path / "figure.bmp", scene(), theme("light"))
    assert not list(tmp_path.iterdir())


def test_a_picture_too_large_for_memory_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(JourneyError, match="too large"):
        png_bytes(scene(size=(20_000, 20_000)), theme("light"), 300)
    with pytest.raises(JourneyError, match="too coarse"):
        png_bytes(scene(), theme("light"), 5)


def test_pages_that_follow_are_written_too(tmp_path: Path) -> None:
    path = tmp_path / "figure.pdf"
    write_picture(path, scene(), theme("light"), further=[scene(), scene()])
    assert path.read_bytes().count(b"/MediaBox") == 3


def test_a_grey_png_stores_greys_alone() -> None:
    data = png_bytes(scene(text("Words")), theme("grey"), 96)
    assert data[24:26] == b"\x08\x00"
    assert png_bytes(scene(), theme("light"), 96)[24:26] == b"\x08\x02"
    assert zlib.crc32(data[12:29]) == int.from_bytes(data[29:33], "big")
