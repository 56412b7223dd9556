"""Every problem of the catalogue of data problems has a test named by its number."""

from __future__ import annotations

import re

from tests.checks.source import ROOT

LAST = 69
BY_BAD_INPUT = {63}
"""Files that are refused are tested among the bad inputs."""
NAMED = re.compile(r"def test_(?:problem_)?(\d+)(?:_and_(\d+))?_")


def test_every_problem_has_a_test() -> None:
    found = set(BY_BAD_INPUT)
    for path in (ROOT / "tests" / "unit").glob("test_*problems*.py"):
        for match in NAMED.finditer(path.read_text(encoding="utf-8")):
            found.update(int(number) for number in match.groups() if number)
    assert sorted(set(range(1, LAST + 1)) - found) == []
