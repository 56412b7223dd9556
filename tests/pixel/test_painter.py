"""What a reader sees of each mark, in pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter, QTransform
from PySide6.QtWidgets import QApplication

from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_marks, paint_scene
from journeyviewer.render.theme import mixed, theme, theme_names
from journeyviewer.timeline.scene import (
    Box,
    Face,
    Fade,
    Glyph,
    Hatch,
    Ink,
    Line,
    Mark,
    Picture,
    Scene,
    Shape,
    Text,
)
from tests.pixel.sheet import SHAPES, gaps_to_golden, painted, sheet

pytestmark = pytest.mark.pixel
GROUND = QColor("#FF00FF")
"""Paper of a colour that no theme has: what keeps it was not painted on."""


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""


def draw(*marks: Mark, name: str = "light", size: int = 80, scale: float = 1.0) -> QImage:
    image = QImage(round(size * scale), round(size * scale), QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_marks(painter, marks, theme(name))
    painter.end()
    return image


def touched(image: QImage) -> tuple[int, int, int, int]:
    """Return the bounds [left, top, right, bottom) of what is no longer paper.

    A trace of a tenth, as smoothing leaves beside slanted lines, is still paper.
    """
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    paper = [pixel for pixel in np.unique(pixels).tolist() if _near(QColor.fromRgb(pixel))]
    drawn = ~np.isin(pixels, paper)
    down, across = (np.flatnonzero(drawn.any(axis=axis)).tolist() for axis in (1, 0))
    return across[0], down[0], across[-1] + 1, down[-1] + 1


def _near(colour: QColor) -> bool:
    pairs = zip(colour.getRgb(), GROUND.getRgb(), strict=True)
    return all(abs(one - other) <= 25 for one, other in pairs)


def colours(image: QImage, left: int, top: int, right: int, bottom: int) -> set[str]:
    return {image.pixelColor(x, y).name() for y in range(top, bottom) for x in range(left, right)}


@pytest.mark.parametrize("name", theme_names())
def test_the_sheet_of_marks_looks_as_it_was_approved(name: str) -> None:
    mean, apart = gaps_to_golden(painted(sheet(), name), f"sheet_{name}")
    assert mean < 0.5
    assert apart < 0.002


def test_the_stroke_of_a_box_runs_inside_its_edge() -> None:
    light = theme("light")
    image = draw(Box(10, 20, 40, 24, Ink("legal.2"), Ink("legal.edge")))
    assert touched(image) == (10, 20, 50, 44)
    edge, fill = light.colour("legal.edge").name(), light.colour("legal.2").name()
    assert colours(image, 10, 20, 50, 21) == colours(image, 10, 43, 50, 44) == {edge}
    assert colours(image, 10, 20, 11, 44) == colours(image, 49, 20, 50, 44) == {edge}
    assert colours(image, 11, 21, 49, 43) == {fill}


def test_a_line_on_the_half_pixel_is_crisp_and_has_flat_ends() -> None:
    ink = theme("light").colour("ink").name()
    upright = draw(Line(20.5, 10, 20.5, 60, Ink("ink")))
    assert touched(upright) == (20, 10, 21, 60) and colours(upright, 20, 10, 21, 60) == {ink}
    level = draw(Line(60, 20.5, 10, 20.5, Ink("ink")))
    assert touched(level) == (10, 20, 60, 21) and colours(level, 10, 20, 60, 21) == {ink}
    dashed = draw(Line(10, 20.5, 30, 20.5, Ink("ink"), 1.0, (4.0, 4.0)))
    row = [dashed.pixelColor(x, 20) != GROUND for x in range(10, 30)]
    assert row == [x % 8 < 4 for x in range(20)]


@pytest.mark.parametrize("name", ["light", "grey", "contrast"])
@pytest.mark.parametrize(
    "make",
    [
        lambda ink: Box(10.3, 20, 50.2, 24, ink),
        lambda ink: Box(10.3, 20, 50.2, 24, ink, Ink("legal.edge"), radius=4),
        lambda ink: Box(10.3, 20, 50.2, 24, ink, Ink("legal.edge"), 2.0, dash=(3.0, 3.0)),
        lambda ink: Fade(10.3, 20, 50.2, 24, ink, "left"),
        lambda ink: Hatch(10.3, 20, 50.2, 24, ink),
        lambda ink: Shape(((10.3, 20), (60.5, 20), (60.5, 44), (10.3, 44)), ink),
        lambda ink: Shape(((10.3, 20), (60.5, 32), (10.3, 44)), ink),
    ],
)
@pytest.mark.parametrize("step", [3, 4])
def test_nothing_is_painted_outside_a_mark(
    name: str, make: Callable[[Ink], Mark], step: int
) -> None:
    left, top, right, bottom = touched(draw(make(Ink(f"legal.{step}")), name=name))
    assert left >= 10 and right <= 61
    assert top >= 20 and bottom <= 44


@pytest.mark.parametrize("step", [3, 4])
def test_a_textured_fill_shows_base_tone_and_texture_in_any_outline(step: int) -> None:
    grey = theme("grey")
    ink = Ink(f"legal.{step}")
    pattern = grey.pattern(ink)
    assert pattern is not None
    area = Shape(((10, 10), (60, 10), (70, 40), (60, 70), (10, 70)), ink)
    for image in (
        draw(Box(10, 10, 60, 60, ink), name="grey", scale=4),
        draw(area, name="grey", scale=4),
    ):
        inside = colours(image, 60, 60, 240, 240)
        assert grey.colour(ink).name() in inside and pattern.ink.name() in inside


def test_hatch_rises_where_nothing_is_recorded_and_falls_on_step_four() -> None:
    def slope(image: QImage) -> int:
        """Return by how many pixels the darkest spot moves over four rows."""
        rows = [
            min(range(20, 26), key=lambda x, y=y: image.pixelColor(x, y).lightness())
            for y in (30, 31, 32, 33)
        ]
        steps = [b - a for a, b in pairwise(rows) if abs(b - a) == 1]
        return sum(steps)

    assert slope(draw(Box(0, 0, 80, 80, Ink("plot")), Hatch(0, 0, 80, 80, Ink("ink")))) < 0
    assert slope(draw(Box(0, 0, 80, 80, Ink("legal.4")), name="grey")) > 0


def test_a_fade_runs_from_plot_to_full_without_seeing_through() -> None:
    light = theme("light")
    image = draw(Fade(10, 10, 60, 24, Ink("legal.4"), "right"))
    plot, full = light.colour("plot"), light.colour("legal.4")
    tones = [image.pixelColor(x, 20).lightness() for x in range(10, 70)]
    assert tones == sorted(tones, reverse=True)
    for x, share in ((10, 0.5 / 60), (40, 30.5 / 60), (69, 59.5 / 60)):
        expected, found = mixed(plot, full, share), image.pixelColor(x, 20)
        assert abs(expected.red() - found.red()) <= 3
        assert abs(expected.blue() - found.blue()) <= 3
    flipped = draw(Fade(10, 10, 60, 24, Ink("legal.4"), "left"))
    assert flipped.pixelColor(10, 20) == image.pixelColor(69, 20)


def test_what_the_filter_leaves_out_is_thin_and_its_edge_full() -> None:
    light = theme("light")
    mark = Box(10, 10, 40, 24, Ink("legal.4"), Ink("legal.edge"), opacity=0.35)
    image = draw(Box(0, 0, 80, 80, Ink("ink")), mark)
    assert image.pixelColor(30, 20) == light.colour("legal.4", 0.35)
    assert image.pixelColor(10, 20) == light.colour("legal.edge")


def text(words: str, face: Face, on: str | None = None, *, halo: bool = False) -> Text:
    ink = None if on else Ink("ink")
    fill = Ink(on) if on else None
    return Text(10, 44, words, face, measure(words, face), ink, on=fill, halo=halo)


def test_words_on_a_texture_lie_on_a_plate_of_its_base_tone() -> None:
    grey, face = theme("grey"), Face(13, 500)
    mark = text("lilt", face, "legal.4")
    image = draw(Box(0, 20, 80, 40, Ink("legal.4")), mark, name="grey")
    base, words = grey.colour("legal.4").name(), QColor("#111111")
    plate = colours(image, 9, 34, 10, 46)
    assert plate == {base}
    pattern = grey.pattern("legal.4")
    assert pattern is not None
    assert image.pixelColor(11, 40) != pattern.ink
    assert any(image.pixelColor(x, 40).lightness() < 60 for x in range(10, 30)), words.name()
    assert len(colours(image, 50, 34, 70, 46)) > 1


def test_words_take_white_on_deep_steps_and_need_no_plate_in_colour() -> None:
    image = draw(Box(0, 20, 80, 40, Ink("legal.5")), text("HH", Face(24, 700), "legal.5"), scale=2)
    assert "#ffffff" in colours(image, 20, 60, 60, 88)
    assert image.pixelColor(17, 80) == theme("light").colour("legal.5")


def test_a_halo_clears_lines_behind_words() -> None:
    lines = [Line(x + 0.5, 0, x + 0.5, 80, Ink("ink3")) for x in range(9, 60, 3)]
    mark = text("- -", Face(13), halo=True)
    clear = draw(Box(0, 0, 80, 80, Ink("plot")), *lines, mark)
    crossed = draw(Box(0, 0, 80, 80, Ink("plot")), *lines, replace(mark, halo=False))
    assert colours(clear, 9, 43, 10 + int(mark.width), 44) == {"#ffffff"}
    assert colours(crossed, 9, 43, 10 + int(mark.width), 44) != {"#ffffff"}


@pytest.mark.parametrize("size", [8.4, 10.67, 11.0, 12.5, 13.0, 34.0])
def test_type_has_its_true_size_even_in_fractions(size: float) -> None:
    scale = 12.0
    mark = text("HH", Face(size, 500))
    left, top, right, bottom = touched(draw(mark, scale=scale))
    assert (bottom - top) / scale == pytest.approx(size * 0.655, abs=0.12)
    assert bottom / scale == pytest.approx(44, abs=0.1)
    assert 10 <= left / scale and right / scale <= 10 + mark.width


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [8.4, 13.0, 27.0])
def test_hollow_shapes_are_as_large_as_full_ones_and_open(shape: str, size: float) -> None:
    full = draw(Glyph(shape, 40, 40, size, Ink("ink"), halo=0), scale=4)
    hollow = draw(Glyph(shape, 40, 40, size, Ink("ink"), hollow=True, halo=0), scale=4)
    for one, other in zip(touched(full), touched(hollow), strict=True):
        assert abs(one - other) <= max(4, size * 0.25), "more than a pixel"
    if shape not in ("bar", "bubble", "bubble-hollow"):
        assert hollow.pixelColor(160, 160).name() == "#ffffff"
    if shape not in ("ring", "bubble-hollow"):
        assert full.pixelColor(160, 160) == theme("light").colour("ink")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_halo_keeps_lines_off_a_shape(shape: str) -> None:
    line = Line(0, 40.5, 80, 40.5, Ink("ink"))
    image = draw(Box(0, 0, 80, 80, Ink("plot")), line, Glyph(shape, 40, 40.5, 13, Ink("cse.mark")))
    row = [image.pixelColor(x, 40).name() for x in range(80)]
    left = row.index("#ffffff")
    bare = row[left:40]
    assert bare.count("#ffffff") >= 2
    assert set(row[:left]) <= {theme("light").colour("ink").name(), *row[left - 1 : left]}


def test_shapes_differ_even_at_the_smallest_size() -> None:
    images = {
        shape: draw(Glyph(shape, 10, 10, 8.4, Ink("ink")), size=20).constBits().tobytes()
        for shape in SHAPES
    }
    names = [shape for shape in SHAPES if shape != "ring"]
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            gap = sum(abs(a - b) for a, b in zip(images[one], images[other], strict=True))
            assert gap / 255 / 3 > 4, (one, other)


def test_icons_take_the_ink_and_thicker_lines_when_small() -> None:
    light = theme("light")
    large = draw(Picture("house", 10, 10, 48, Ink("residence.mark")), scale=2)
    assert light.colour("residence.mark").name() in colours(large, 20, 20, 116, 116)
    left, top, right, bottom = touched(large)
    assert left >= 20 and top >= 20 and right <= 116 and bottom <= 116

    def weight(size: float) -> float:
        image = draw(Picture("minus", 0, 0, size, Ink("ink")), scale=24 / size)
        return sum(image.pixelColor(12, y) != GROUND for y in range(24))

    assert weight(11) > weight(12)


def test_an_icon_on_a_texture_lies_on_a_plate() -> None:
    mark = Picture("minus", 20, 20, 40, Ink("legal.text.4"))
    image = draw(Box(0, 0, 80, 80, Ink("legal.4")), mark, name="grey")
    assert colours(image, 20, 20, 60, 30) == {theme("grey").colour("legal.4").name()}


@pytest.mark.parametrize("background", [True, False])
def test_the_background_is_painted_when_asked_for(background: bool) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    paint_scene(painter, Scene(30, 20, ()), theme("light"), background=background)
    painter.end()
    assert (image.pixelColor(5, 5) == GROUND) is not background
    assert image.pixelColor(35, 5) == image.pixelColor(5, 25) == GROUND


def test_a_painter_comes_back_as_it_was() -> None:
    image = QImage(900, 640, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(3, 4)
    painter.scale(1.5, 1.5)
    painter.setPen(QColor("red"))
    before = painter.worldTransform()
    paint_scene(painter, sheet(), theme("grey"))
    after = painter.worldTransform(), painter.pen().color(), painter.hasClipping()
    smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.end()
    assert after == (before, QColor("red"), False)
    assert not smooth


def test_a_painter_comes_back_even_from_a_mark_that_cannot_be_drawn() -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        with pytest.raises(KeyError):
            paint_marks(painter, [Glyph("star", 20, 20, 13, Ink("ink"))], theme("light"))
        smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    finally:
        painter.end()
    assert not smooth


def test_a_moved_painter_draws_the_same_picture_elsewhere() -> None:
    marks = (
        Glyph("diamond", 20, 20, 13, Ink("ink")),
        text("Hx", Face(10.67)),
        Box(5, 60, 30, 10, Ink("legal.3"), Ink("legal.edge")),
        Picture("house", 50, 20, 16, Ink("ink")),
    )
    plain = draw(*marks)
    moved = QImage(100, 100, QImage.Format.Format_RGB32)
    moved.fill(GROUND)
    painter = QPainter(moved)
    painter.setWorldTransform(QTransform.fromTranslate(15, 10))
    paint_marks(painter, marks, theme("light"))
    painter.end()
    assert moved.copy(15, 10, 80, 80) == plain


def test_a_page_takes_every_mark_without_pictures_of_pixels() -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    paint_scene(painter, sheet(), theme("grey"))
    painter.end()
    assert b"/Subtype /Image" not in bytes(buffer.data().data())
