"""The look of the window: theme and text size, changed while it runs, and widgets that follow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from journeyviewer.paths import resource
from journeyviewer.render.theme import theme
from journeyviewer.ui.appearance import (
    LEAST_TEXT,
    MOST_TEXT,
    SYSTEM,
    announce,
    chosen,
    current,
    scaled,
    take_text_size,
    take_theme,
    text_scale,
    text_size,
    tone,
    when_changed,
)
from journeyviewer.ui.labels import (
    BODY,
    SMALL,
    STRONG,
    Button,
    IconLabel,
    PlainLabel,
    fit_words,
    fixed_font,
    icon,
    icon_pixmap,
    rule,
    scaled_face,
    screen_font,
)
from journeyviewer.ui.style import palette, style_sheet
from journeyviewer.ui.system import system_theme, when_system_changes

__all__ = [
    "BODY",
    "LEAST_TEXT",
    "MOST_TEXT",
    "SMALL",
    "STRONG",
    "SYSTEM",
    "Button",
    "IconLabel",
    "PlainLabel",
    "chosen",
    "current",
    "dress",
    "fit_words",
    "fixed_font",
    "follow_system",
    "icon",
    "icon_pixmap",
    "rule",
    "scaled",
    "scaled_face",
    "screen_font",
    "set_text_size",
    "set_theme",
    "text_scale",
    "text_size",
    "tone",
    "when_changed",
]


def dress(application: QApplication) -> None:
    """Give the whole program its colours and typeface, as they are now."""
    application.setPalette(palette())
    application.setFont(screen_font(BODY))
    if not _bare:
        application.setStyleSheet(style_sheet())
    application.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))


_bare: list[QApplication] = []


@contextmanager
def sheet_last(application: QApplication) -> Iterator[None]:
    """Leave the style sheet out while the parts of a window are made, and give it to all at once.

    Each part would be fitted to the sheet anew whenever it is put into another.
    """
    _bare.append(application)
    try:
        yield
    finally:
        _bare.remove(application)
        application.setStyleSheet(style_sheet())


def set_theme(name: str) -> None:
    """Show everything in the theme of this name at once; "system" does as the system says.

    Raises JourneyError when there is no such theme.
    """
    application = QApplication.instance()
    if name != SYSTEM:
        take_theme(theme(name), name)
    elif isinstance(application, QApplication):
        take_theme(system_theme(application), name)
    _show()


def follow_system(application: QApplication) -> None:
    """Change with the system from now on, as long as "system" is what was chosen."""
    when_system_changes(application, _on_system)


def _on_system() -> None:
    if chosen() == SYSTEM:
        set_theme(SYSTEM)


def set_text_size(percent: int) -> None:
    """Write everything on screen in this size at once, 100 to 200 percent."""
    take_text_size(percent)
    _show()


def _show() -> None:
    """Dress the program anew and repaint every widget."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    dress(application)
    announce()
    for widget in application.allWidgets():
        widget.update()
