"""Which theme and text size the window has now, and who wants to know when they change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from journeyviewer.render.theme import Theme, theme

LEAST_TEXT, MOST_TEXT = 100, 200
"""Limits of the text size, in percent."""


SYSTEM = "system"
"""The choice to do as the system says."""


class _Appearance(QObject):
    """The one look of the program; announces that it changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme | None = None
        self.chosen = SYSTEM
        self.text_size = LEAST_TEXT


_now = _Appearance()


def current() -> Theme:
    """Return the theme everything on screen is painted in; read it at paint time."""
    return _now.theme or theme("light")


def chosen() -> str:
    """Return what was chosen: the name of a theme, or "system"."""
    return _now.chosen


def take_theme(colours: Theme, choice: str) -> None:
    """Paint in this theme, which a choice led to, from now on; `announce` tells who listens."""
    _now.theme, _now.chosen = colours, choice


def text_size() -> int:
    """Return the text size in percent, 100 to 200."""
    return _now.text_size


def take_text_size(percent: int) -> None:
    """Write in this size from now on, kept from 100 to 200 percent."""
    _now.text_size = min(max(percent, LEAST_TEXT), MOST_TEXT)


def text_scale() -> float:
    """Return the text size as a factor, 1.0 to 2.0."""
    return _now.text_size / 100


def scaled(pixels: float) -> int:
    """Return a measure at 100 percent in pixels of the text size there is now."""
    return round(pixels * text_scale())


def tone(name: str) -> QColor:
    """Return a colour of the window by its role, in the theme there is now."""
    return current().colour(name)


def when_changed(follow: Callable[[], None]) -> None:
    """Call a method of a widget after every change of theme or text size, while it lives."""
    _now.changed.connect(follow)


def announce() -> None:
    """Tell everything that listens that the theme or the text size changed."""
    _now.changed.emit()
