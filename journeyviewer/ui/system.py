"""What the system says about colours: dark or light, and contrast with colours of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from journeyviewer.render.theme import Theme, mixed, theme

READABLE = 4.5
"""Least contrast of words with their ground, as WCAG 2 counts it."""
_TEXTS = ("ink", "ink2", "ink3")


def system_theme(application: QApplication) -> Theme:
    """Return the theme the system asks for, light where it says nothing."""
    hints = application.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return with_system_colours(theme("contrast"), system_palette(application))
    return theme("dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light")


def when_system_changes(application: QApplication, follow: Callable[[], None]) -> None:
    """Call whenever the system changes its mind about colours."""
    hints = application.styleHints()
    hints.colorSchemeChanged.connect(lambda _scheme: follow())
    hints.accessibility().contrastPreferenceChanged.connect(lambda _preference: follow())


def system_palette(application: QApplication) -> QPalette:
    """Return the palette of the system, which ours is laid over."""
    ours = application.palette()
    application.setPalette(QPalette())
    found = application.palette()
    application.setPalette(ours)
    return found


def with_system_colours(base: Theme, palette: QPalette) -> Theme:
    """Return the contrast theme in the system's colours; patterns and order stay.

    Black becomes the window's colour, white its words', greys lie as far between. Without enough
    contrast between the two the base stays as it is.
    """
    role = QPalette.ColorRole
    ground, words = palette.color(role.Window), palette.color(role.WindowText)
    if contrast(ground, words) < READABLE:
        return base

    def turned(colour: QColor) -> QColor:
        return mixed(ground, words, colour.red() / 255) if _is_grey(colour) else colour

    colours = {name: turned(colour) for name, colour in base.colours.items()}
    colours |= dict.fromkeys(_TEXTS, words)
    for name in ("note", "warnTint", "errTint"):
        colours[name] = ground
    highlight, link = palette.color(role.Highlight), palette.color(role.Link)
    focus = next((one for one in (highlight, link) if contrast(one, ground) >= READABLE), words)
    colours["focus"] = colours["info"] = focus
    colours["focusTint"] = colours["infoTint"] = _tint(ground, focus, words)
    for name in ("noteEdge", "noteInk", "search", "searchEdge", "warn"):
        if contrast(colours[name], ground) < READABLE:
            colours[name] = words
    patterns = {
        fill: replace(pattern, ink=turned(pattern.ink)) for fill, pattern in base.patterns.items()
    }
    texts = {fill: turned(colour) for fill, colour in base.texts.items()}
    return Theme(base.name, colours, texts, patterns)


def _tint(ground: QColor, focus: QColor, words: QColor) -> QColor:
    """Return a touch of the focus colour that words can still be read on."""
    for share in (0.23, 0.12):
        tint = mixed(ground, focus, share)
        if contrast(tint, words) >= READABLE:
            return tint
    return ground


def _is_grey(colour: QColor) -> bool:
    return colour.red() == colour.green() == colour.blue()


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2 counts it, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    shares = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
