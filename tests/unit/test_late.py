"""Heavy libraries come late, from a thread, and a missing one breaks nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from journeyviewer.ui import late

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_pandas_and_pyqtgraph_are_there_when_the_thread_has_ended() -> None:
    program = (
        "import sys\nfrom PySide6.QtWidgets import QApplication\n"
        "from journeyviewer.ui.late import load_late\n"
        "application = QApplication([])\nprint('pandas' in sys.modules)\n"
        "load_late().join()\nprint('pandas' in sys.modules, 'pyqtgraph' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True", "True"]


def test_a_library_that_does_not_load_is_logged_by_type_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ImportError("words of a case file")

    monkeypatch.setattr(late, "_load_tables", broken)
    monkeypatch.setattr(late, "_load_plots", lambda: None)
    with caplog.at_level("ERROR"):
        late.load_late().join()
    assert [record.getMessage() for record in caplog.records] == [
        "a library did not load: ImportError"
    ]
    caplog.clear()
