"""Every bad input that the program is to survive has a test that bears its number."""

from __future__ import annotations

import re

from tests.checks.source import ROOT

NUMBERED = re.compile(r"def test_((?:b\d\d(?:_and)?_)+)")
ELSEWHERE = {
    42: "Word documents",
    43: "Word documents",
    44: "Word documents",
    46: "the study file",
    47: "tests/checks/test_imports.py",
}
"""Those whose tests stand with what reads them, under names of their own."""


def test_every_bad_input_has_a_test() -> None:
    found: set[int] = set()
    for path in (ROOT / "tests").rglob("test_bad_inputs_*.py"):
        for names in NUMBERED.findall(path.read_text(encoding="utf-8")):
            found |= {int(number) for number in re.findall(r"\d\d", names)}
    assert set(range(1, 50)) - found == set(ELSEWHERE)
