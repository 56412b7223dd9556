"""Open the window on source files or folders."""

from __future__ import annotations

import argparse
import builtins
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from journeyviewer.model.problems import JourneyError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen; the measuring is for those who work on the program."""
    # Loaded where more than files is asked for.
    from journeyviewer.commands.arguments import a_path

    parser.add_argument("paths", nargs="*", type=a_path, metavar="PATH", help="files or folders")
    parser.add_argument("--measure", type=a_path, metavar="FILE", help=argparse.SUPPRESS)


def run(chosen: argparse.Namespace) -> int:
    """Open the window on what was chosen and return when it is closed."""
    return show(chosen.paths, chosen.measure)


def show(paths: Sequence[Path], measured: Path | None = None) -> int:
    """Open the window on files or folders and return when it is closed.

    With `--measure` it closes by itself as soon as the first journey is painted, and writes to
    FILE how long that took and which modules were loaded (see `journeyviewer.ui.measuring`).
    """
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.environ.get("QT_QPA_PLATFORM")
    ):
        raise JourneyError(
            "There is no screen here to open a window on.",
            "The commands work without one: see “journeyviewer --help”.",
        )
    if measured is not None and not paths:
        raise JourneyError("There is nothing to measure.", "Name a file or a folder to open.")
    # What is loaded now stays: looking through it for garbage again and again would slow starting.
    gc.disable()
    from journeyviewer.ingest.read import start_child
    from journeyviewer.ingest.terms import Terms

    # Started before Qt is loaded, so that both happen at once.
    reads = bool(paths) and paths[0].suffix.lower() != ".jvstudy"
    if reads:
        # On the terms of a window for which nothing was decided yet.
        start_child(paths, Terms(hide=True, ask=True))
    load_qt()
    if reads:
        read_as_decided(paths)
    from journeyviewer.ui.application import run_window

    return run_window(paths, measured)


def load_qt() -> None:
    """Load Qt's bindings, and import what follows as Python does by itself.

    The bindings put an import of their own in its place, for a switch that nothing here uses
    (`from __feature__ import ...`): it looks through the source of every module that is loaded.
    """
    plain = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = plain


def read_as_decided(paths: Sequence[Path]) -> None:
    """Begin to read anew where something was decided before: where that is kept, Qt knows."""
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.setApplicationName("journeyviewer")
    from journeyviewer.ingest.read import discard_child, start_child
    from journeyviewer.ingest.terms import Terms
    from journeyviewer.ui.asked import kept_terms

    terms = kept_terms()
    if terms != Terms(hide=True, ask=True):
        discard_child()
        start_child(paths, terms)
