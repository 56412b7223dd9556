"""What a refused file says, and what is read of one that is not, for tests of bad inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.sheets import load
from journeyviewer.ingest.table import Sheet
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.problems import JourneyError, Problem
from tests.hostile import (
    HEAD,
    TAIL,
    USUAL,
)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(JourneyError) as caught:
        load(path)
    assert path.name in caught.value.message
    assert caught.value.advice
    return str(caught.value)


def only(path: Path) -> tuple[Sheet, list[Problem]]:
    sheets, problems = load(path)
    assert len(sheets) == 1
    assert all(item.file == path.name and item.message for item in problems)
    return sheets[0], problems


def whole(path: Path) -> Cohort:
    """Read a file as the commands do, and see that every row is accounted for."""
    cohort = read_here([path])
    assert all(tally.adds_up for tally in cohort.tallies)
    return cohort


def with_head(inside: str, cells: str = USUAL) -> str:
    return HEAD.replace("<sheetData>", f"{inside}<sheetData>") + cells + TAIL
