"""What waits for the first picture: it comes once that is painted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from journeyviewer.ui.canvas import JourneyCanvas

log = logging.getLogger(__name__)
QUIET_MS = 500
"""How long after the first picture the heavy libraries are loaded: the user has a look first."""


class FirstPaint(QObject):
    """Calls `then` once, when the first paint of a journey is done and has reached the screen."""

    def __init__(self, canvas: JourneyCanvas, then: Callable[[], None]) -> None:
        super().__init__(canvas)
        self.canvas: JourneyCanvas = canvas
        self.then = then
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:
        if qt_event.type() is QEvent.Type.Paint and self.canvas.scene is not None:
            self.canvas.viewport().removeEventFilter(self)
            QTimer.singleShot(0, self.then)
        return False


def load_soon() -> None:
    """Load the heavy libraries in the background in a moment."""
    QTimer.singleShot(QUIET_MS, load_late)


def load_late() -> Thread:
    """Start loading pandas and pyqtgraph in the background and return the thread.

    To be called once, when the first picture is painted. The thread ends with the program. A
    library that does not load is logged by the type of what went wrong; what needs it says so.
    """
    thread = Thread(target=_load, name="late", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for load in (_load_tables, _load_plots):
        try:
            load()
        except Exception as error:
            log.error("a library did not load: %s", type(error).__name__)


def _load_tables() -> None:
    # Nothing of this package is called here: the cohort table imports pandas itself.
    __import__("pandas")


def _load_plots() -> None:
    from journeyviewer.ui import plots

    plots.load()
