"""What is heavy and not needed for the first picture, loaded once that is painted."""

from __future__ import annotations

import logging
from threading import Thread

log = logging.getLogger(__name__)


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
