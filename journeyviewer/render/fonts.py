"""The bundled typeface: loading it, and measuring words with it."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGlyphRun,
    QGuiApplication,
    QImage,
    QTextLayout,
)

from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import resource
from journeyviewer.render.threads import per_thread
from journeyviewer.timeline.scene import Face

FAMILY = "Source Sans 3"
FILES = ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold")


@cache
def load_fonts() -> None:
    """Load the five faces once; needs a QGuiApplication.

    Raises JourneyError when one is missing: a figure in another typeface would not be the one
    that was checked.
    """
    if QGuiApplication.instance() is None:
        raise RuntimeError("the typeface can be loaded only once there is a QGuiApplication")
    for name in FILES:
        path = resource("fonts", f"SourceSans3_{name}.ttf")
        # Not by its path: Qt writes the faces of a PDF in an order that hangs on their names, and
        # the same figure is to be the same bytes wherever the program lies.
        content = path.read_bytes() if path.is_file() else b""
        number = QFontDatabase.addApplicationFontFromData(content)
        if FAMILY not in _families(number):
            raise JourneyError(
                f"The typeface file “{path.name}” could not be loaded.",
                "Install journeyviewer again.",
            )


def _families(number: int) -> list[str]:
    """Return a loaded file's family names; light cuts bear theirs after the family's."""
    names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return [FAMILY if name.startswith(FAMILY) else name for name in names]


@per_thread(256)
def font(face: Face) -> QFont:
    """Return the font of a face at its size in whole pixels.

    Fonts of the toolkit have no other sizes (points are rounded too): `stretch` says by how much
    to scale the painter for the true size.
    """
    load_fonts()
    result = QFont(FAMILY)
    result.setPixelSize(_whole(face.size))
    result.setWeight(QFont.Weight(face.weight))
    result.setItalic(face.italic)
    # Hints would round widths to the pixels of one device.
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    result.setStyleStrategy(
        QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias
    )
    return result


@lru_cache(maxsize=256)
def stretch(face: Face) -> float:
    """Return the true size of a face as a share of the size of its font."""
    return face.size / _whole(face.size)


def _whole(size: float) -> int:
    return max(1, round(size))


@per_thread(256)
def _metrics(face: Face) -> QFontMetricsF:
    reference = QImage(1, 1, QImage.Format.Format_RGB32)
    return QFontMetricsF(font(face), reference)


@lru_cache(maxsize=50_000)
def measure(words: str, face: Face) -> float:
    """Return the advance width of a text in pixels at 96 to the inch."""
    return _metrics(face).horizontalAdvance(words) * stretch(face)


@lru_cache(maxsize=256)
def cap_height(face: Face) -> float:
    """Return the height of a face's capitals in pixels at 96 to the inch."""
    return _metrics(face).capHeight() * stretch(face)


@per_thread(5_000)
def shaped(words: str, face: Face) -> tuple[list[QGlyphRun], float]:
    """Return a text as glyphs, and how far their baseline lies below where they are drawn.

    Shaping takes as long as drawing; screens and pictures draw the same words again and again.
    """
    layout = QTextLayout(words, font(face))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return layout.glyphRuns(), line.ascent()
