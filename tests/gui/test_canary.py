"""A source whose every cell and whose name is markup: nothing it names is opened or kept."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checks.source import ROOT

HEADINGS = ("Case", "Gender", "Born", "Read on", "Lane", "Kind", "Start", "End", "What")
WORDS = ("In the file's words", "Short form", "Detail", "Source", "Tool", "Return interview")
MARKUP = '<img src="/tmp/cellcanary.png"><b>x</b>'
NAME = '<img src="namecanary.png">.csv'
PROGRAM = """
import sys
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QAbstractScrollArea
from journeyviewer.cli import main
from journeyviewer.ui.application import make_application

def touch():
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Down) * 3:
        target = QApplication.focusWidget() or QApplication.activeWindow()
        # Down opens what a field offers, and waits for an answer.
        if key == Qt.Key.Key_Tab or isinstance(target, QAbstractScrollArea):
            QTest.keyClick(target, key)
    for widget in QApplication.allWidgets():
        if widget.isVisible():
            for x in range(5, widget.width(), 80):
                for y in range(5, min(widget.height(), 900), 60):
                    place = QPoint(x, y)
                    event = QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
                    QApplication.sendEvent(widget, event)
    for window in QApplication.topLevelWidgets():
        window.grab()
    shown = " ".join(str(w.text()) for w in QApplication.allWidgets() if hasattr(w, "text"))
    print("seen" if "cellcanary" in shown else "not seen")
    QTimer.singleShot(0, QApplication.quit)

application = make_application()
QTimer.singleShot(2500, touch)
main([sys.argv[1]])
"""


@pytest.mark.gui
@pytest.mark.slow
def test_a_source_of_nothing_but_markup_stays_words(tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    source = tmp_path / NAME
    cells = [MARKUP.replace('"', '""')] * len(WORDS)
    rows = [",".join((*HEADINGS, *WORDS))]
    for lane in ("residence", "cse", "support", "voice", MARKUP.replace('"', '""')):
        start = ("YP1", "Female", "May 2000", "2015", f'"{lane}"', "", "2010", "2012")
        rows.append(",".join((*start, *(f'"{cell}"' for cell in cells[:1] + cells))))
    source.write_text("\n".join(rows) + "\n", encoding="utf-8")
    before = source.read_bytes()
    calls, home = tmp_path / "calls", tmp_path / "own"
    settings = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    done = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-s", "400", "-e", "trace=file", "-o", str(calls)]
        + [sys.executable, "-c", PROGRAM, str(source)],
        cwd=ROOT,
        env={**os.environ, **settings, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "seen"
    assert "cellcanary" not in done.stderr
    said = calls.read_text(errors="replace")
    assert "cellcanary" not in said
    named = [line for line in said.splitlines() if "namecanary" in line and "execve" not in line]
    assert named and not [line for line in named if 'namecanary.png\\">.csv' not in line]
    opened = [line for line in named if re.search(r"open(at)?\(", line)]
    assert opened and all("O_RDONLY" in line for line in opened)
    assert source.read_bytes() == before
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"cellcanary" in path.read_bytes()]
