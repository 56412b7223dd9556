"""Crashes at the start are counted, and forgotten once the program was up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from journeyviewer.study.guard import guard_path
from journeyviewer.study.store import SAFE_FROM, StudyFile
from journeyviewer.study.worker import SavingWorker
from tests.study.help import new_study, note, state_of

ROOT = Path(__file__).resolve().parents[2]
CRASH = """
import os, sys
from pathlib import Path
from journeyviewer.study.store import StudyFile
file = StudyFile.open(Path(sys.argv[1]))
assert not file.read_only
if len(sys.argv) > 2:
    file.started()
os.kill(os.getpid(), 9)
"""


def crash(path: Path, *more: str) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, str(path), *more], cwd=ROOT, timeout=60)
    assert done.returncode == -9


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_f39_three_crashes_at_the_start_are_known(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(note("a"))
    assert file.crashes_at_start == 0
    file.close()
    for _ in range(SAFE_FROM):
        crash(file.path)
    again = StudyFile.open(file.path)
    assert again.crashes_at_start == SAFE_FROM
    # The work is there all the same, and saving goes on.
    assert state_of(again) == {"a": "text"}
    worker = SavingWorker(again, lambda news: None)
    worker.started()
    worker.put(note("b"))
    worker.close(20)
    last = StudyFile.open(file.path)
    assert set(state_of(last)) == {"a", "b"}
    assert last.crashes_at_start == 0
    last.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_f39_a_crash_later_on_is_none_at_the_start(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.close()
    crash(file.path)
    crash(file.path)
    crash(file.path, "started")
    again = StudyFile.open(file.path)
    assert again.crashes_at_start == 0
    again.close()


def test_a_strange_file_beside_the_study_counts_for_nothing(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.close()
    guard_path(file.path).write_text('{"starts": "many", "token": 3}')
    again = StudyFile.open(file.path)
    assert again.read_only == ""
    assert again.crashes_at_start == 0
    again.close()
