"""A drive that takes its time holds nobody up: whoever types goes on while it syncs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.checks.source import ROOT
from tests.faults import calls
from tests.study.help import new_study, note

DELAY_MS = 150
LONGEST = 0.1
"""Seconds between two steps of a thread beside the saving, of which most are of milliseconds."""


@pytest.mark.slow
@pytest.mark.skipif(not calls.works(), reason="strace is not there or may not look")
def test_nothing_stands_still_while_a_slow_drive_syncs() -> None:
    strace = shutil.which("strace")
    assert strace is not None
    slow = f"inject=fsync,fdatasync:delay_exit={DELAY_MS * 1000}"
    done = subprocess.run(
        [strace, "-f", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", slow]
        + [sys.executable, "-m", "tests.faults.test_slow_drive"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    saving, median = map(float, done.stdout.split())
    assert saving > 4 * DELAY_MS / 1000, "the drive was not slow"
    assert median < LONGEST


def _main() -> None:
    """Save beside a thread that takes small steps; print how long it took and the middle step."""
    with TemporaryDirectory() as folder:
        file = new_study(Path(folder))
        file.put(note("first"))
        thread = threading.Thread(target=lambda: [file.put(note(name)) for name in "abc"])
        began = last = time.perf_counter()
        thread.start()
        steps = []
        while thread.is_alive():
            time.sleep(0.005)
            now = time.perf_counter()
            steps.append(now - last)
            last = now
        print(last - began, sorted(steps)[len(steps) // 2])
        file.close()


if __name__ == "__main__":
    _main()
