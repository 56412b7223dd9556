"""The one table of actions, from which menus and shortcuts are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from journeyviewer.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Act:
    """An action: its menu, words, key and what it does; `needs_case` when it is about a journey.

    A key in brackets is shown and acts in the journey alone, where letters may be keys.
    """

    menu: str
    text: str
    key: str
    run: Callable[[MainWindow], None]
    needs_case: bool = True


ACTS = (
    Act("File", "Read files…", "Ctrl+O", lambda w: w.ask_for_files(), False),
    Act("File", "Read a folder…", "Ctrl+Shift+O", lambda w: w.ask_for_folder(), False),
    Act("File", "Read the invented cases", "", lambda w: w.open_samples(), False),
    Act("File", "What was read…", "Ctrl+I", lambda w: w.show_report()),
    Act("File", "", "", lambda w: None, False),
    Act("File", "Export figures…", "Ctrl+E", lambda w: w.ask_for_export()),
    Act("File", "", "", lambda w: None, False),
    Act("File", "Quit", "Ctrl+Q", lambda w: w.leave(), False),
    Act("View", "Whole journey", "(0)", lambda w: w.session.show_whole()),
    Act("View", "Zoom in", "Ctrl++", lambda w: w.canvas.zoom_here(1.25)),
    Act("View", "Zoom out", "Ctrl+-", lambda w: w.canvas.zoom_here(0.8)),
    Act("View", "Earlier", "(A)", lambda w: w.session.pan(-0.1)),
    Act("View", "Later", "(D)", lambda w: w.session.pan(0.1)),
    Act("View", "Fit the selection", "(F)", lambda w: w.session.fit_selection()),
    Act("View", "", "", lambda w: None, False),
    Act("View", "Dates and age, or age only", "Ctrl+D", lambda w: w.turn_dates()),
    Act("Journey", "Next record in the lane", "(Right)", lambda w: w.session.select_along(1)),
    Act("Journey", "Previous record in the lane", "(Left)", lambda w: w.session.select_along(-1)),
    Act("Journey", "Nearest in the lane below", "(Down)", lambda w: w.session.select_across(1)),
    Act("Journey", "Nearest in the lane above", "(Up)", lambda w: w.session.select_across(-1)),
    Act("Journey", "", "", lambda w: None, False),
    Act("Journey", "Next case", "Ctrl+PgDown", lambda w: w.session.step_case(1)),
    Act("Journey", "Previous case", "Ctrl+PgUp", lambda w: w.session.step_case(-1)),
    Act("Help", "Keys", "F1", lambda w: w.show_keys(), False),
    Act("Help", "About journeyviewer", "", lambda w: w.show_about(), False),
)


def make_menus(window: MainWindow) -> list[tuple[Act, QAction]]:
    """Fill the menu bar and return the actions with what they are."""
    made: list[tuple[Act, QAction]] = []
    menus: dict[str, QMenu] = {}
    for act in ACTS:
        menu = menus.get(act.menu)
        if menu is None:
            menu = menus[act.menu] = window.menuBar().addMenu(act.menu)
        if not act.text:
            menu.addSeparator()
            continue
        action = QAction(act.text, window)
        if act.key.startswith("("):
            # Shown beside the words; the journey itself listens for it.
            action.setText(f"{act.text}\t{act.key.strip('()')}")
        elif act.key:
            action.setShortcut(QKeySequence(act.key))
        action.triggered.connect(lambda _=False, act=act: act.run(window))
        menu.addAction(action)
        made.append((act, action))
    return made
