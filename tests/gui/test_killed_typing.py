"""Killed in the middle of a word, the program loses at most the last second of typing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from journeyviewer.ingest.read import read_paths
from journeyviewer.model.study import Note
from journeyviewer.paths import samples
from journeyviewer.study.codec import from_json
from journeyviewer.study.sources import keep_records
from journeyviewer.study.store import StudyFile
from tests.checks.source import ROOT
from tests.gui.typing_child import LETTERS

SECONDS = 1.0
"""Of typing that may be lost (promise P2 allows two)."""


def _read_until(
    child: subprocess.Popen[str], done: Callable[[int], bool]
) -> list[tuple[float, int]]:
    said: list[tuple[float, int]] = []
    assert child.stdout is not None
    for line in child.stdout:
        at, typed = line.split()
        said.append((float(at), int(typed)))
        if done(int(typed)):
            break
    return said


@pytest.mark.gui
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a kill that leaves no time to tidy up")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_f33_text_typed_a_second_before_a_kill_is_there_again(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "Review.jvstudy"
    file = StudyFile.create(path, "Review", "AB")
    keep_records(file, read_paths([samples() / "Case 9.xlsx"]), [])
    file.close()
    chance = random.Random(seed)
    letters = chance.randint(90, 150)
    child = subprocess.Popen(
        (sys.executable, "-m", "tests.gui.typing_child", str(path)),
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = _read_until(child, lambda typed: typed >= letters)
        time.sleep(chance.random() * 0.02)
        child.kill()
        killed = time.monotonic()
        said += _read_until(child, lambda typed: False)
    finally:
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    assert len(said) >= letters
    surely = max(typed for at, typed in said if at <= killed - SECONDS)

    again = StudyFile.open(path)
    try:
        (draft,) = again.drafts
        item = from_json(draft.text)
    finally:
        again.close()
    assert isinstance(item, Note)
    whole = (LETTERS * (letters // len(LETTERS) + 40))[: len(item.text)]
    assert item.text == whole and len(item.text) >= surely > 0
