"""Value classes are what the standard library makes of them, only made sooner."""

from __future__ import annotations

import ast
import dataclasses

import pytest
from journeyviewer.model.values import dataclass

from tests.checks.source import ROOT


@dataclass(frozen=True, slots=True)
class Place:
    """A frozen value with a field that is not compared and one that is not shown."""

    x: int
    words: str = ""
    note: str = dataclasses.field(default="", compare=False)
    big: tuple[int, ...] = dataclasses.field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Other:
    """Another class with the same fields."""

    x: int
    words: str = ""


@dataclass(slots=True)
class Draft:
    """A value that grows."""

    rows: list[int] = dataclasses.field(default_factory=list)


def test_values_are_equal_by_what_is_compared() -> None:
    assert Place(1, "a", note="x") == Place(1, "a", note="y")
    assert Place(1, "a") != Place(1, "b")
    assert Place(1, "a") != Other(1, "a")
    assert len({Place(1, "a"), Place(1, "a", note="y"), Place(2, "a")}) == 2


def test_a_value_says_what_it_holds() -> None:
    assert repr(Place(1, "a", big=(1, 2))) == "Place(x=1, words='a', note='')"


def test_changed_copies_are_made_as_usual() -> None:
    assert dataclasses.replace(Place(1, "a"), x=2) == Place(2, "a")
    assert [item.name for item in dataclasses.fields(Place)] == ["x", "words", "note", "big"]
    with pytest.raises(AttributeError):
        Place(1).z = 3  # type: ignore[attr-defined]


def test_what_can_change_is_in_no_set() -> None:
    assert Draft([1]) == Draft([1])
    with pytest.raises(TypeError):
        hash(Draft())


def test_every_value_class_of_the_program_is_made_so() -> None:
    made_else = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "journeyviewer").rglob("*.py")
        if path.name != "values.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if any(name.name == "dataclass" for name in node.names)
    ]
    assert made_else == []
