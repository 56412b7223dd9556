"""The small menu of a lane: fold, hide, pin and move it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QMenu, QWidget

from journeyviewer.session.session import Session


def lane_menu(parent: QWidget, session: Session, lane: str) -> QMenu:
    """Return the menu of a lane; each entry calls one verb of the session."""
    view = session.view
    pinned = lane in view.pinned
    group = [key for key in view.shown if (key in view.pinned) == pinned]
    group = [key for key in group if session.journey is None or key in session.journey.lanes]
    menu = QMenu(parent)

    def add(words: str, run: Callable[[], None], enabled: bool = True) -> None:
        action = menu.addAction(words)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _=False: run())

    add("Fold" if lane in view.open_lanes else "Open", lambda: session.fold_lane(lane))
    add("Hide", lambda: session.hide_lane(lane), len(view.shown) > 1)
    words = "Put back in its place" if pinned else "Pin at the top"
    add(words, lambda: session.pin_lane(lane))
    menu.addSeparator()
    add("Move up", lambda: session.move_lane(lane, -1), group[:1] != [lane])
    add("Move down", lambda: session.move_lane(lane, 1), group[-1:] != [lane])
    menu.addSeparator()
    shown = replace(session.arrangement, hidden=frozenset())
    add("Show all lanes", lambda: session.arrange(shown), bool(view.hidden))
    add("Arrange as at first", session.restore_lanes, view.rearranged)
    return menu
