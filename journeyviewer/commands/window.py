"""Open the window on source files or folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from journeyviewer.model.problems import JourneyError


def run(paths: list[Path]) -> int:
    """Open the window and return when it is closed."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.environ.get("QT_QPA_PLATFORM")
    ):
        raise JourneyError(
            "There is no screen here to open a window on.",
            "The commands work without one: see “journeyviewer --help”.",
        )
    from journeyviewer.ingest.read import start_child

    # Started before Qt is loaded, so that both happen at once.
    if paths:
        start_child()
    from journeyviewer.ui.application import run_window

    return run_window(paths)
