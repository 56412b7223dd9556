"""Patterns that are compiled when they are first used: the same answers, and none is faulty."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import journeyviewer.ingest
import journeyviewer.model
from journeyviewer.model.patterns import USED, _Later, later


def test_it_answers_as_the_pattern_would() -> None:
    words = r"(?P<day>\d{1,2})(st|nd|rd|th)"
    made, compiled = later(words, re.IGNORECASE), re.compile(words, re.IGNORECASE)
    text = "on the 3RD and the 21st"
    assert [match["day"] for match in made.finditer(text)] == ["3", "21"]
    assert made.sub("x", text) == compiled.sub("x", text)
    assert made.split(text) == compiled.split(text)
    assert made.fullmatch(text) is None
    assert made.pattern == words
    assert made.groupindex == compiled.groupindex
    assert later(rb"<!").search(b"a<!b") is not None


def test_it_is_compiled_when_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    true = re.compile
    monkeypatch.setattr(re, "compile", lambda words, flags: made.append(words) or true(words))
    pattern = later("a+")
    assert not made
    assert pattern.search("caat") and pattern.fullmatch("aa")
    assert made == ["a+"]


def _patterns() -> Iterator[tuple[str, _Later]]:
    for package in (journeyviewer.model, journeyviewer.ingest):
        for found in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            for name, value in vars(module).items():
                if isinstance(value, _Later):
                    yield f"{found.name}.{name}", value


def test_every_one_there_is_can_be_compiled() -> None:
    found = dict(_patterns())
    assert len(found) > 50
    for name, pattern in found.items():
        for use in USED:
            assert callable(getattr(pattern, use)), name
