"""What is loaded when the first case is painted: nothing that is heavy and can come later."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journeyviewer.ingest.decisions_file import save_decisions
from journeyviewer.model.decisions import Decisions
from tests.benchmarks.data import source
from tests.benchmarks.job_start import START
from tests.checks.source import ROOT

MOST_MODULES = 309
"""307 when this was written: 146 that an empty window of Qt loads too, 138 of the program's own,
and 23 more of Python, for the reading process, its answers, tables of text, days and values.

The 220 once aimed at would leave 51 modules to read, lay out and draw a journey with.
"""


@pytest.mark.gui
@pytest.mark.slow
def test_the_first_case_is_painted_without_heavy_libraries() -> None:
    # Made before: what writes the workbook would count as loaded too.
    source("one_case.xlsx")
    command = (sys.executable, "-m", "tests.benchmarks.child", "j1", "own", "case")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", START: repr(time.time())}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["heavy"] == []
    assert found["modules"] <= MOST_MODULES


LOADED = """
import linecache
from journeyviewer.commands.window import load_qt

load_qt()
import journeyviewer.ui.main_window

print(*(name for name in linecache.cache if "journeyviewer" in name))
"""


@pytest.mark.gui
@pytest.mark.slow
def test_no_source_is_read_while_the_window_is_loaded() -> None:
    done = subprocess.run(
        (sys.executable, "-c", LOADED), cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


DECIDED = """
import sys
from pathlib import Path
from journeyviewer.commands import window
from journeyviewer.ingest import read
from journeyviewer.ui import application
from journeyviewer.ui.asked import kept_terms

asked = []
real = read.ReaderChild.ask


def ask(self, request):
    asked.append(request)
    real(self, request)


def run(paths, measured):
    request = read._request(paths, kept_terms())
    print(len(asked), read._child_for(request).asked == request == asked[-1], len(asked))
    raise SystemExit(0)


read.ReaderChild.ask = ask
application.run_window = run
window.show([Path(sys.argv[1])])
"""


@pytest.mark.gui
@pytest.mark.slow
@pytest.mark.parametrize("decided", [False, True])
def test_files_are_read_from_the_start_on_what_was_decided(tmp_path: Path, decided: bool) -> None:
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"), str(tmp_path))
    environment = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}
    if decided:
        kept = tmp_path / "journeyviewer" / "decisions.json"
        kept.parent.mkdir()
        save_decisions(Decisions(given={"k": "v"}), kept)
    done = subprocess.run(
        (sys.executable, "-c", DECIDED, str(source("one_case.xlsx"))),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    # The process that has begun to read is the one that the window asks.
    number = "2" if decided else "1"
    assert done.stdout.split() == [number, "True", number]


KEEP = """
from journeyviewer.ui.application import bare_application
from journeyviewer.ui.settings import Settings

application = bare_application()
assert Settings(text_size=150, recent=["one.xlsx"]).save()
"""
START_AGAIN = """
from journeyviewer.ui import application


def window(settings, welcoming):
    print(settings.text_size, *settings.recent)
    raise SystemExit(0)


application.MainWindow = window
application.run_window([])
"""


@pytest.mark.gui
@pytest.mark.slow
def test_a_window_begins_with_the_settings_kept_before(tmp_path: Path) -> None:
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"), str(tmp_path))
    environment = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}
    for code in (KEEP, START_AGAIN):
        done = subprocess.run(
            (sys.executable, "-c", code),
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["150", "one.xlsx"]
