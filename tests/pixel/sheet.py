"""A sheet with every kind of mark, and a journey written on: what the golden pictures show.

`python -m tests.pixel.sheet` draws them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from journeyviewer.model.chronology import Kind
from journeyviewer.model.items import ItemId
from journeyviewer.model.study import OwnEntry
from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_scene
from journeyviewer.render.theme import theme, theme_names
from journeyviewer.timeline.annotating import annotations_of
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.own import with_own
from journeyviewer.timeline.plan import plan_journey
from journeyviewer.timeline.scene import (
    Anchor,
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
from journeyviewer.timeline.view import View
from tests.annotated import study_for
from tests.journeys import full_journey, when

GOLDEN = Path(__file__).parent / "golden"
WIDTH, HEIGHT = 900, 640
DASH = (2.2, 2.2)
SHAPES = (
    "circle",
    "ring",
    "square",
    "diamond",
    "triangle",
    "shield",
    "bubble",
    "bubble-hollow",
    "plus",
    "hexagon",
    "bar",
)
SIZES = (8.4, 11.0, 13.0, 27.0)
LANES = ("legal", "residence", "education", "referrals", "cse", "missing")
LANES += ("support", "voice", "health", "substances", "family", "justice")
ICONS = ("scale", "house", "graduation-cap", "clipboard-list", "flag", "footprints")
ICONS += ("sprout", "message-circle", "heart-pulse", "glass-water", "users", "shield", "lock")
OWN = (
    ("support", "Aunt: weekends with her", "2012-02-01", "2013-03-01"),
    ("education", "School play", "2013-12-01", ""),
    ("missing", "Missing", "2013-11-10", "2013-11-12"),
    ("health", "Physio", "2012-06-01", "2012-12-01"),
)
LABEL = Face(13, 500)
SMALL = Face(12)


def words(
    x: float,
    y: float,
    text: str,
    face: Face = LABEL,
    ink: str | None = "ink",
    *,
    anchor: Anchor = "left",
    on: str | None = None,
    halo: bool = False,
) -> Text:
    return Text(
        x,
        y,
        text,
        face,
        measure(text, face),
        Ink(ink) if ink else None,
        anchor,
        Ink(on) if on else None,
        halo,
    )


def bar(x: float, y: float, width: float, lane: str, step: int, label: str) -> Iterator[Mark]:
    """Yield an exact span of 24 px with its start cap and label."""
    fill, edge = Ink(f"{lane}.{step}"), Ink(f"{lane}.edge")
    yield Box(x, y, width, 24, fill, edge)
    yield Box(x, y - 4, 3, 28, edge)
    yield words(x + 8, y + 16.25, label, ink=None, on=fill)


def fading(x: float, y: float, left: float, solid: float, right: float) -> Iterator[Mark]:
    """Yield a span whose start and end are in doubt."""
    fill, edge = Ink("residence.3"), Ink("residence.edge")
    yield Box(x + left, y, solid, 24, fill)
    yield Fade(x, y, left, 24, fill, "right")
    yield Fade(x + left + solid, y, right, 24, fill, "left")
    for at in (y + 0.5, y + 23.5):
        yield Line(x + left, at, x + left + solid, at, edge)
        yield Line(x, at, x + left, at, edge, 1.0, DASH)
        yield Line(x + left + solid, at, x + left + solid + right, at, edge, 1.0, DASH)
    yield words(x + left + 8, y + 16.25, "Foster carer A", ink=None, on="residence.3")


def pointing(x: float, y: float, lane: str, step: int) -> Iterator[Mark]:
    """Yield a span still going on: open on the right, with a point."""
    fill, edge = Ink(f"{lane}.{step}"), Ink(f"{lane}.edge")
    yield Box(x, y, 120, 24, fill)
    for at in (y + 0.5, y + 23.5):
        yield Line(x, at, x + 120, at, edge)
    yield Shape(((x + 120, y), (x + 127, y + 12), (x + 120, y + 24)), fill=fill)
    tip = ((x + 120, y + 0.5), (x + 126.3, y + 12), (x + 120, y + 23.5))
    yield Shape(tip, stroke=edge, closed=False)
    yield Box(x, y, 3, 24, edge)
    yield words(x + 8, y + 16.25, "Supported", ink=None, on=fill)


def missing_record(x: float, y: float) -> Iterator[Mark]:
    """Yield "not recorded": hatch between dashed rails with words."""
    yield Hatch(x, y + 2, 180, 20, Ink("line3"))
    for at in (y + 2.5, y + 21.5):
        yield Line(x, at, x + 180, at, Ink("ink3"), 1.0, (3.0, 3.0))
    italic = Face(12, 400, italic=True)
    yield words(x + 90, y + 16, "Not recorded", italic, "ink2", anchor="centre", halo=True)


def recorded_none(x: float, y: float) -> Iterator[Mark]:
    """Yield "recorded as none": a line with stops and words."""
    yield Line(x, y + 12.5, x + 180, y + 12.5, Ink("ink3"))
    yield Line(x + 0.5, y + 9, x + 0.5, y + 16, Ink("ink3"))
    yield Line(x + 179.5, y + 9, x + 179.5, y + 16, Ink("ink3"))
    yield words(x + 8, y + 16.5, "No legal order recorded", SMALL, "ink2", halo=True)


def torn(x: float, y: float) -> Iterator[Mark]:
    """Yield a span whose end is not known."""
    yield Box(x, y, 80, 24, Ink("legal.2"))
    zigzag = tuple((x + 80 + (2.5 if n % 2 else 0), y + n * 2.4) for n in range(11))
    yield Shape(zigzag, fill=Ink("legal.2"))
    yield Shape(zigzag, stroke=Ink("legal.edge"), stroke_width=1.2, closed=False)
    yield Box(x, y, 3, 24, Ink("legal.edge"))


def spans() -> Iterator[Mark]:
    yield words(20, 30, "How each thing is drawn", Face(20, 700))
    yield from bar(20, 50, 190, "residence", 3, "Foster carer A")
    yield from bar(240.4, 50, 140.3, "residence", 4, "Residential home")
    yield Box(358, 54, 16, 16, None, Ink("residence.text.4"), 1.2, radius=8)
    yield Picture("pound-sterling", 361, 57, 10, Ink("residence.text.4"))
    yield from fading(410, 50, 20, 120, 40)
    yield from pointing(620, 50, "residence", 2)
    yield Box(780, 50, 100, 24, Ink("plot"), Ink("education.edge"))
    yield Box(780, 50, 3, 24, Ink("education.edge"))
    yield words(788, 66.25, "NEET")
    yield from missing_record(20, 95)
    yield from recorded_none(240, 95)
    yield from bar(450, 95, 150, "legal", 5, "Secure order (S25)")
    yield Box(455.5, 97.5, 142, 19, None, Ink("legal.text.5"), 0.9)
    yield from torn(640, 95)
    yield Box(760, 95, 120, 24, Ink("support.3"), Ink("support.edge"), opacity=0.35)
    yield words(768, 111.25, "Not in the filter", ink="ink2")
    for number in range(12):
        x = 20.5 + number * 11
        yield Line(x, 130, x, 150, Ink("line" if number % 3 else "line3"))
    yield words(30, 145, "Halo over lines", SMALL, halo=True)
    yield Box(180, 132, 190, 9, None, Ink("ink"), 3.0)
    yield Box(390, 130, 90, 20, Ink("phaseA"), Ink("line"), radius=4)
    yield words(398, 144.5, "3  Escalation", Face(12, 600))
    yield Box(500, 128, 22, 22, Ink("note"), Ink("noteEdge"), 1.2, 4)
    yield words(511, 144, "7", Face(13, 600), "noteInk", anchor="centre")
    yield Box(540, 130, 60, 20, Ink("plot"), Ink("referrals.mark"), 1.2, 10)
    yield Glyph("diamond", 553, 140, 9, Ink("referrals.mark"), halo=0)
    yield words(575, 144, "5", Face(12, 600))
    yield Box(620, 130, 24, 20, Ink("plot"), Ink("cse.mark"), 1.5)
    yield words(632, 144.25, "22", Face(12, 600), anchor="centre")
    yield Box(660, 130, 100, 20, None, Ink("focus"), 2.0, 3, (2.0, 2.0))
    yield words(880, 146, "right", SMALL, anchor="right")


def events() -> Iterator[Mark]:
    for row, size in enumerate(SIZES):
        y = 180 + row * 30 + (10 if size > 20 else 0)
        yield Line(60, y, 850, y, Ink("line3"))
        yield words(20, y + 4, f"{size:g}", SMALL, "ink2")
        for column, shape in enumerate(SHAPES):
            x = 80 + column * 72
            yield Glyph(shape, x, y, size, Ink("cse.mark"))
            yield Glyph(shape, x + 36, y, size, Ink("referrals.mark"), hollow=True)


def ramps() -> Iterator[Mark]:
    for number, lane in enumerate(LANES):
        x, y = 20 + (number % 3) * 295, 330 + number // 3 * 62
        yield Picture(ICONS[number], x, y - 14, 16, Ink(f"{lane}.mark"))
        yield words(x + 24, y - 1.5, f"{lane.capitalize()} step", Face(14, 600))
        for step in range(1, 6):
            fill = Ink(f"{lane}.{step}")
            yield Box(x + (step - 1) * 54, y + 6, 52, 24, fill, Ink(f"{lane}.edge"))
            label = f"Stép {step}"
            yield words(x + (step - 1) * 54 + 6, y + 22.25, label, ink=None, on=fill)


def corners() -> Iterator[Mark]:
    for number, name in enumerate(ICONS):
        yield Picture(name, 20 + number * 26, 585, 20, Ink("ink2"))
        yield Picture(name, 400 + number * 15, 590, 10.5, Ink("ink2"))
    yield words(620, 600, "Fraction ½ – £5 “told” Zoë", Face(10.67, 400), "ink3")
    yield words(620, 618, "Tabular 1111 7777 0000", Face(12.5, 400, italic=True), "ink")
    yield Shape(((820, 585), (845, 585), (858, 598), (845, 611), (820, 611)), Ink("legal.4"))


def sheet() -> Scene:
    """Return the sheet; needs the typeface loaded."""
    marks = (*spans(), *events(), *ramps(), *corners())
    return Scene(WIDTH, HEIGHT, marks)


def painted(scene: Scene, name: str) -> QImage:
    """Return a scene painted pixel for pixel in a theme."""
    image = QImage(round(scene.width), round(scene.height), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        paint_scene(painter, scene, theme(name))
    finally:
        painter.end()
    return image


def written_journey() -> Scene:
    """Return the invented journey with notes, developments, phases and own entries."""
    study = study_for(full_journey(), notes=20, developments=6, phases=5)
    for number, (lane, label, start, end) in enumerate(OWN):
        added = OwnEntry(
            id=ItemId(f"own{number}"),
            case="1",
            kind=Kind.SPELL if end else Kind.EVENT,
            lane=lane,
            label=label,
            start=when(start),
            end=when(end) if end else None,
        )
        study = study.with_item(added)
    made = annotations_of(study, "1")
    journey = replace(plan_journey(with_own(full_journey(), study)), annotations=made)
    return lay_out(journey, View(), 1034, 602, metrics("compact"), measure)


def gaps_to_golden(found: QImage, words: str) -> tuple[float, float]:
    """Return how far a picture is from the golden one, both of one size.

    First the mean gap of a byte, then the share of pixels that are more than 48 of 255 away.
    """
    expected = QImage(str(GOLDEN / f"{words}.png")).convertToFormat(QImage.Format.Format_RGB32)
    assert found.size() == expected.size(), "the picture has another size"
    one, other = (
        np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4).astype(int)
        for image in (found, expected)
    )
    gaps = np.abs(one - other)
    return float(gaps.mean()), float((gaps.max(axis=1) > 48).mean())


def draw_anew() -> None:
    """Write the golden pictures; look at them beside the old ones before they are kept."""
    application = QGuiApplication([])
    for name in theme_names():
        for scene, words in ((sheet(), "sheet"), (written_journey(), "written")):
            final = painted(scene, name).convertToFormat(QImage.Format.Format_RGB888)
            final.save(str(GOLDEN / f"{words}_{name}.png"))
    application.quit()


if __name__ == "__main__":
    draw_anew()
