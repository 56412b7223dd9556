"""Scenes as files: PNG, SVG and PDF, whole or not at all, with no metadata but a title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from journeyviewer.export.pdf_parts import Bookmark
from journeyviewer.export.scrub import clean_pdf, clean_svg, xmp_of
from journeyviewer.model.files import write_whole
from journeyviewer.model.problems import JourneyError
from journeyviewer.render.painter import paint_scene
from journeyviewer.render.theme import Theme
from journeyviewer.timeline.scene import Mark, Scene, Text

REFERENCE_DPI = 96
MM_PER_PIXEL = 25.4 / REFERENCE_DPI
MOST_PIXELS = 400_000_000
"""A picture beyond this would take over 1.5 GiB of memory."""
PACKED = 60
"""How hard a PNG is packed, on the toolkit's scale of 100 for not at all: level 3 of deflate.

The toolkit's own choice takes half as long again for a file an eighth smaller; harder still
saves next to nothing. No pixel depends on it.
"""


def write_picture(
    path: Path,
    scene: Scene,
    theme: Theme,
    *,
    dpi: int = 300,
    words: tuple[str, str] = ("", ""),
    further: Sequence[Scene] = (),
) -> None:
    """Write a scene as the suffix says: PNG (at `dpi`), SVG or PDF.

    `words` are the title and the description in plain words, `further` the pages that follow
    in a PDF. The file appears whole or not at all. Raises JourneyError when it cannot be written.
    """
    data = picture_bytes(
        path.suffix.lower().removeprefix("."), [scene, *further], theme, dpi=dpi, words=words
    )
    write_whole(path, data)


def picture_bytes(
    extension: str,
    scenes: Sequence[Scene],
    theme: Theme,
    *,
    dpi: int = 300,
    words: tuple[str, str] = ("", ""),
    bookmarks: Sequence[Bookmark] = (),
) -> bytes:
    """Return a picture as "png" (at `dpi`), "svg" or "pdf"; only a PDF holds further scenes.

    `words` are the title and the description in plain words. `bookmarks` lead to pages of a PDF.
    """
    title, description = words
    if extension == "png":
        return png_bytes(scenes[0], theme, dpi)
    if extension == "svg":
        return svg_bytes(scenes[0], theme, title, description)
    if extension == "pdf":
        return pdf_bytes(scenes, theme, title, bookmarks)
    raise JourneyError(f"“{extension}” is no kind of picture.", "Use .png, .svg or .pdf.")


def png_bytes(scene: Scene, theme: Theme, dpi: int) -> bytes:
    """Return a PNG of so many dots to the inch, without text or time in it."""
    scale = dpi / REFERENCE_DPI
    width, height = round(scene.width * scale), round(scene.height * scale)
    if not 20 <= dpi <= 2400 or width * height > MOST_PIXELS:
        raise JourneyError(
            f"A picture of {width} by {height} pixels is too large or too coarse.",
            "Use 72 to 600 dots to the inch.",
        )
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise JourneyError("There is not enough memory for this picture.", "Use a lower --dpi.")
    _at_dpi(image, REFERENCE_DPI)
    image.fill(theme.colour("plot"))
    _paint(image, lambda painter: _scaled(painter, scale, scene, theme))
    # Set last: type sizes follow the resolution of the device while it is painted on.
    _at_dpi(image, dpi)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Colours are written as they are: another format would be another copy of them all.
    final = image.convertToFormat(QImage.Format.Format_Grayscale8) if theme.grey else image
    if not final.save(buffer, "PNG", PACKED):  # type: ignore[call-overload]
        raise JourneyError("The picture could not be encoded.", "Use a lower --dpi.")
    return bytes(buffer.data().data())


def _at_dpi(image: QImage, dpi: int) -> None:
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))


def _scaled(painter: QPainter, scale: float, scene: Scene, theme: Theme) -> None:
    painter.scale(scale, scale)
    paint_scene(painter, scene, theme)


def svg_bytes(scene: Scene, theme: Theme, title: str, description: str) -> bytes:
    """Return an SVG with text as text, a title and a description in plain words."""
    # Drawn with a number in place of each text, since mixed scripts would be written in pieces.
    words: dict[str, Text] = {}
    marks: list[Mark] = []
    for mark in scene.marks:
        if isinstance(mark, Text) and mark.text:
            number = str(len(words))
            words[number] = mark
            mark = replace(mark, text=number)
        marks.append(mark)
    numbered = replace(scene, marks=tuple(marks))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(REFERENCE_DPI)
    generator.setSize(QSize(round(scene.width), round(scene.height)))
    generator.setViewBox(QRectF(0, 0, scene.width, scene.height))
    _paint(generator, lambda painter: paint_scene(painter, numbered, theme))
    buffer.close()
    return clean_svg(bytes(data.data()), (scene.width, scene.height), words, title, description)


def pdf_bytes(
    scenes: Sequence[Scene], theme: Theme, title: str, bookmarks: Sequence[Bookmark] = ()
) -> bytes:
    """Return a PDF with one page a scene, each of the scene's own size, text as text."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(REFERENCE_DPI)
    writer.setTitle(title)
    writer.setDocumentXmpMetadata(xmp_of(title))
    _page(writer, scenes[0])

    def pages(painter: QPainter) -> None:
        for number, scene in enumerate(scenes):
            if number:
                _page(writer, scene)
                writer.newPage()
            paint_scene(painter, scene, theme)

    _paint(writer, pages)
    buffer.close()
    sizes = [(scene.width, scene.height) for scene in scenes]
    return clean_pdf(bytes(data.data()), title, sizes, bookmarks)


def _page(writer: QPdfWriter, scene: Scene) -> None:
    size = QSizeF(scene.width * MM_PER_PIXEL, scene.height * MM_PER_PIXEL)
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    layout = QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    writer.setPageLayout(layout)


def _paint(device: QImage | QPdfWriter | QSvgGenerator, draw: Callable[[QPainter], None]) -> None:
    """Paint on a device and end the painter whatever happens: an open one would crash."""
    painter = QPainter()
    if not painter.begin(device):
        raise JourneyError("There is not enough memory for this figure.", "Use a smaller page.")
    try:
        draw(painter)
    finally:
        painter.end()
