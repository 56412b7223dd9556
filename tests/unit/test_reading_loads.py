"""What the reading process loads: it is started with the program, and every part of it is time."""

from __future__ import annotations

import subprocess
import sys

from tests.checks.source import ROOT

LOADED = """
import io
import sys

# Nothing is asked, so that it ends when all that nearly every reading needs is loaded.
sys.stdin = io.StringIO("")
from journeyviewer.ingest.child_main import main

assert main() == 0
assert "python_calamine" in sys.modules
print(*sorted({"hashlib", "_hashlib", "ssl", "pandas", "PySide6"} & set(sys.modules)))
"""


def test_a_reading_loads_no_ciphers_and_nothing_of_the_window() -> None:
    done = subprocess.run(
        (sys.executable, "-S", "-c", f"import sys; sys.path += {sys.path!r}\n{LOADED}"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [""]
