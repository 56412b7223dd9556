"""Two programs that write one file at the same moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.checks.source import ROOT

NAMES = ("one", "other")
"""What the programs are called."""


def write_at_once(script: str, place: Path) -> None:
    """Run a script twice, with the file and a name of its own, and see both end well.

    Each prints “ready” once it has read the file, and waits for a line before it writes.
    """
    writers = [
        subprocess.Popen(
            (sys.executable, "-c", script, str(place), name),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in NAMES
    ]
    for writer in writers:
        assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        assert writer.communicate(timeout=60) is not None and writer.returncode == 0
