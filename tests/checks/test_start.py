"""The one command: what `start.py test` and `start.py freeze` run, and when not."""

from __future__ import annotations

import importlib.util
import os
import sys
from types import ModuleType

import pytest

from tests.checks.source import ROOT


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, with a record of what it would run in place of running it."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.chdir(ROOT)
    ran: list[list[str]] = []
    monkeypatch.setattr(module, "run", lambda words, **_: ran.append(words) or 0)
    monkeypatch.setattr(module, "require_builders", lambda: ran.append(["builders"]))
    module.ran = ran  # type: ignore[attr-defined]
    return module


FROZEN = ["-m", "pytest", "-m", "frozen", os.path.join("tests", "frozen")]


def at_once(start: ModuleType) -> list[str]:
    """How the whole run is spread over the processors, at most four of them."""
    return ["-n", str(min(start.cores(), 4)), "--dist", "worksteal"]


def test_the_frozen_program_is_tested_last(start: ModuleType) -> None:
    assert start.test([]) == 0
    assert start.ran[0] == ["builders"] and start.ran[-1] == FROZEN
    assert ["-m", "pytest", *at_once(start)] in start.ran and ["-m", "mypy"] in start.ran


def test_an_option_leaves_the_frozen_program_out(start: ModuleType) -> None:
    assert start.test(["--no-frozen"]) == 0
    assert start.ran[-1] == ["-m", "pytest", *at_once(start)] and ["-m", "mypy"] in start.ran
    assert FROZEN not in start.ran and ["builders"] not in start.ran


def test_chosen_tests_run_alone(start: ModuleType) -> None:
    assert start.test(["tests/unit", "-x"]) == 0
    assert start.ran == [["-m", "pytest", "tests/unit", "-x"]]


def test_freezing_asks_for_what_it_needs_and_builds(start: ModuleType) -> None:
    assert start.freeze() == 0
    assert start.ran[0] == ["builders"]
    assert start.ran[1] == [str(ROOT / "packaging" / "freeze.py")]


def test_the_library_of_python_is_looked_for_without_an_error_of_syntax(start: ModuleType) -> None:
    compile(start.LOAD_LIBPYTHON, "probe", "exec")
    assert set(start.SCREEN_LIBRARIES) < set(start.BUILD_LIBRARIES)


def test_the_environment_is_not_made_with_the_python_inside_it(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "VENV", sys.prefix)
    made_with = start.base_python()
    assert made_with == sys._base_executable  # type: ignore[attr-defined]
    monkeypatch.setattr(start, "VENV", str(ROOT / "elsewhere"))
    assert start.base_python() == sys.executable
