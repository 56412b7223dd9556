"""Killed in the middle of a word, the program loses at most the last two seconds of typing."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.faults import typed


@pytest.mark.gui
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a kill that leaves no time to tidy up")
def test_f33_what_was_typed_into_the_notes_panel_is_there_after_a_kill(tmp_path: Path) -> None:
    until = time.monotonic() + 8
    # The second victim shows what the first one left in the panel.
    found = typed.run(
        tmp_path, 1, lambda kills: kills < 2 or (kills < 5 and time.monotonic() < until)
    )
    assert found.wrong == []
    assert found.letters > 0 and found.drafts > 0
