"""Starting a reading process: first of all, before most of the program itself is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CHILD_FLAG = "--reader-child"
_early: list[subprocess.Popen[str]] = []


def reader_command() -> list[str]:
    """Return what starts a reading process.

    Frozen there is no Python to ask: the launcher of the command line beside the one that runs
    does it, for on Windows the launcher of the window has no standard input and output.
    """
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "journeyviewer.ingest.child_main"]
    launcher = Path(sys.executable).with_stem("journeyviewer")
    return [str(launcher), CHILD_FLAG]


def start_early() -> None:
    """Start a process that loads what reading needs while the program loads what it needs itself.

    It ends by itself with this one, if it is asked nothing.
    """
    if not _early:
        _early.append(_started())


def reader_process() -> subprocess.Popen[str]:
    """Return a process that waits for a request on its standard input: the early one, if any."""
    return _early.pop() if _early else _started()


def _started() -> subprocess.Popen[str]:
    return subprocess.Popen(
        reader_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="ascii",
        cwd=Path(__file__).resolve().parents[2],
        # On Windows a program of the command line would open a console of its own.
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
