"""The bundled typeface: loading it, and measuring words with it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QImage

from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import resource
from journeyviewer.timeline.scene import Face

FAMILY = "Source Sans 3"
FILES = ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold")
REFERENCE_DPI = 96
_loaded: list[str] = []


def load_fonts() -> None:
    """Load the five faces once; needs a QGuiApplication.

    Raises JourneyError when one is missing: a figure in another typeface would not be the one
    that was checked.
    """
    if _loaded:
        return
    families = []
    for name in FILES:
        path = resource("fonts", f"SourceSans3_{name}.ttf")
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise JourneyError(
                f"The typeface file “{path.name}” could not be loaded.",
                "Install journeyviewer again.",
            )
        families += QFontDatabase.applicationFontFamilies(number)
    _loaded.extend(families)


@lru_cache(maxsize=256)
def font(face: Face, dpi: int = REFERENCE_DPI) -> QFont:
    """Return the font of a face on a device of so many dots to the inch.

    Pixel sizes of QFont are whole numbers; fractional ones go through points.
    """
    result = QFont(FAMILY)
    result.setPointSizeF(face.size * 72 / dpi)
    result.setWeight(QFont.Weight(face.weight))
    result.setItalic(face.italic)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    result.setStyleStrategy(
        QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias
    )
    return result


@lru_cache(maxsize=1)
def _reference() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(REFERENCE_DPI / 0.0254))
    image.setDotsPerMeterY(round(REFERENCE_DPI / 0.0254))
    return image


@lru_cache(maxsize=64)
def _metrics(face: Face) -> QFontMetricsF:
    return QFontMetricsF(font(face), _reference())


@lru_cache(maxsize=50_000)
def measure(words: str, face: Face) -> float:
    """Return the advance width of a text in pixels at 96 to the inch."""
    return _metrics(face).horizontalAdvance(words)
