"""The choices of theme and text size, for a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from journeyviewer.ui.look import (
    LEAST_TEXT,
    MOST_TEXT,
    SYSTEM,
    chosen,
    set_text_size,
    set_theme,
    text_size,
)

THEMES = (
    ("As the system", SYSTEM),
    ("Light", "light"),
    ("Dark", "dark"),
    ("High contrast", "contrast"),
    ("Grey, as printed", "grey"),
)
TEXT_STEP = 10


def text_larger() -> None:
    """Write a step larger, 200 percent at most."""
    set_text_size(min(text_size() + TEXT_STEP, MOST_TEXT))


def text_smaller() -> None:
    """Write a step smaller, 100 percent at least."""
    set_text_size(max(text_size() - TEXT_STEP, LEAST_TEXT))


def text_as_usual() -> None:
    """Write at 100 percent."""
    set_text_size(LEAST_TEXT)


SIZES: tuple[tuple[str, str, Callable[[], None]], ...] = (
    ("Larger", "Ctrl+]", text_larger),
    ("Smaller", "Ctrl+[", text_smaller),
    ("100%", "Ctrl+Alt+0", text_as_usual),
)


def add_look_menus(menu: QMenu) -> tuple[QMenu, QMenu]:
    """Add "Theme" and "Text size" to a menu and return them."""
    themes = menu.addMenu("Theme")
    group = QActionGroup(themes)
    for words, name in THEMES:
        action = QAction(words, group)
        action.setCheckable(True)
        action.setData(name)
        action.triggered.connect(lambda _=False, name=name: set_theme(name))
        themes.addAction(action)
    sizes = menu.addMenu("Text size")
    for words, keys, run in SIZES:
        action = QAction(words, sizes)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, run=run: run())
        sizes.addAction(action)
    themes.aboutToShow.connect(lambda: _mark(group))
    return themes, sizes


def _mark(group: QActionGroup) -> None:
    for action in group.actions():
        action.setChecked(action.data() == chosen())
