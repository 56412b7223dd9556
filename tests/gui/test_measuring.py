"""Started with --measure the window leaves by itself and says how long the first paint took."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from journeyviewer import paths
from journeyviewer.ingest.child_process import CHILD_FLAG, reader_command
from journeyviewer.paths import samples
from journeyviewer.ui import own_log
from tests.checks.source import ROOT


def measured(target: Path, *sources: Path) -> int:
    words = [sys.executable, "-m", "journeyviewer", "--measure", str(target)]
    return subprocess.run([*words, *map(str, sources)], cwd=ROOT, capture_output=True).returncode


@pytest.mark.gui
def test_the_first_paint_is_told_and_nothing_heavy_was_loaded(tmp_path: Path) -> None:
    assert measured(tmp_path / "told.json", samples() / "one_table") == 0
    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert 0 < told["paint_ms"] < 600_000 and told["painted_at"] > 0
    assert "journeyviewer.ui.canvas" in told["modules"]
    assert not {"pandas", "pyqtgraph", "numpy", "ssl", "socket"} & set(told["modules"])


@pytest.mark.gui
def test_what_cannot_be_read_is_told_too(tmp_path: Path) -> None:
    assert measured(tmp_path / "told.json", tmp_path / "gone.xlsx") == 1
    assert json.loads((tmp_path / "told.json").read_text(encoding="utf-8")) == {"refused": True}
    assert measured(tmp_path / "nothing.json") == 1


def test_the_reading_process_is_the_launcher_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader_command() == [sys.executable, "-m", "journeyviewer.ingest.child_main"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for name in ("journeyviewer", "journeyviewer-window"):
        monkeypatch.setattr(sys, "executable", f"/some where/{name}")
        assert reader_command() == [str(Path("/some where/journeyviewer")), CHILD_FLAG]
    monkeypatch.setattr(sys, "executable", "/some where/journeyviewer-window.exe")
    assert reader_command()[0].endswith("journeyviewer.exe")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep a log as the frozen program does, and take it down again."""
    monkeypatch.setattr(own_log, "state_folder", lambda: tmp_path)
    monkeypatch.setattr(own_log, "qInstallMessageHandler", lambda _: None)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    root = logging.getLogger()
    before = list(root.handlers)
    own_log.keep_log()
    yield own_log.log_file()
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()


def test_a_fault_is_noted_by_type_and_place_alone(
    kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert not kept.exists(), "nothing is written before there is a fault"
    try:
        raise ValueError("words of a case file")
    except ValueError:
        logging.getLogger("journeyviewer").exception("reading failed")
    context = QMessageLogContext()
    own_log.on_qt_message(QtMsgType.QtWarningMsg, context, "QFile::open: /home/Case 9.xlsx gone")
    own_log.on_qt_message(QtMsgType.QtWarningMsg, context, "Case 9 is not a picture")
    own_log.on_qt_message(QtMsgType.QtDebugMsg, context, "QFile::open: quiet")
    caplog.clear()
    text = kept.read_text(encoding="utf-8")
    assert "reading failed" in text and "ValueError" in text and "QFile::open" in text
    assert "words of" not in text and "Case 9" not in text and text.count("Qt: ") == 2


def test_the_log_lies_in_the_user_s_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert paths.state_folder() == tmp_path / "journeyviewer"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert paths.state_folder() == tmp_path / "local" / "journeyviewer"
