"""Many rectangles drawn together look like as many drawn one by one, in every kind of file."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from journeyviewer.export.picture import pdf_bytes, svg_bytes
from journeyviewer.render.painter import paint_scene
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Box, Boxes, Ink, Mark, Scene
from journeyviewer.timeline.transform import transformed

pytestmark = pytest.mark.pixel
RECTS = ((5.0, 5.0, 20.0, 12.0), (30.25, 5.5, 1.5, 30.0), (40.0, 20.0, 33.3, 20.4))
FILL, EDGE = Ink("legal.4"), Ink("legal.edge")
ONE_BY_ONE = tuple(Box(*rect, FILL, EDGE) for rect in RECTS)
TOGETHER = (Boxes(RECTS, FILL, EDGE),)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what pictures need."""


def scene(*marks: Mark) -> Scene:
    return Scene(80, 50, marks)


def pixels(marks: tuple[Mark, ...], name: str) -> list[int]:
    image = QImage(80, 50, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_scene(painter, scene(*marks), theme(name))
    painter.end()
    return list(bytes(image.constBits()))


@pytest.mark.parametrize("name", ["light", "grey"])
def test_boxes_look_like_as_many_boxes(name: str) -> None:
    together, apart = pixels(TOGETHER, name), pixels(ONE_BY_ONE, name)
    assert len(set(together)) > 2
    assert max(abs(one - other) for one, other in zip(together, apart, strict=True)) <= 3


def test_boxes_move_and_grow_like_boxes() -> None:
    moved = transformed(TOGETHER, 3.0, 4.0, 2.0)[0]
    assert isinstance(moved, Boxes)
    alone = transformed(ONE_BY_ONE, 3.0, 4.0, 2.0)
    assert moved.stroke_width == 2.0
    assert [Box(*rect, FILL, EDGE, 2.0) for rect in moved.rects] == list(alone)


def test_boxes_are_rectangles_in_files_too() -> None:
    svg = svg_bytes(scene(*TOGETHER), theme("light"), "t", "d").decode()
    assert "<image" not in svg
    assert svg.count("<rect") + svg.count("<path") >= len(RECTS)
    pdf = pdf_bytes([scene(*TOGETHER)], theme("light"), "t")
    assert b"/Subtype /Image" not in pdf
