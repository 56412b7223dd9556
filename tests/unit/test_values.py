"""Our dataclasses do what the library's do, before their methods are compiled and after."""

from __future__ import annotations

import ast
import copy
import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, replace
from functools import partial
from typing import Any

import pytest

from journeyviewer.model import values
from tests.checks.source import modules

Decorator = Callable[..., Any]


def declared(dataclass: Decorator) -> dict[str, Any]:
    """Return classes of each kind that the program has, declared in one way."""

    @dataclass(frozen=True, slots=True)
    class Base:
        one: int
        two: str = "b"

    @dataclass(frozen=True, slots=True)
    class Derived(Base):
        three: list[int] = field(default_factory=list, compare=False)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        one: int
        two: object = None

    @dataclass(slots=True)
    class Changing:
        one: int
        two: str = field(default="b", repr=False)

    @dataclass(slots=True, unsafe_hash=True)
    class Hashed:
        one: int
        two: str = "b"

    @dataclass(slots=True, eq=False)
    class Itself:
        one: int

    @dataclass(frozen=True)
    class After:
        one: int
        two: int = field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "two", self.one + 1)

    return {kind.__name__: kind for kind in (Base, Derived, Named, Changing, Hashed, Itself, After)}


THEIRS, OURS = declared(dataclasses.dataclass), declared(values.dataclass)
CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, "x"), {}),
    ((), {"one": 1}),
    ((1,), {"two": "y"}),
    ((1, "x", [3]), {}),
    ((), {}),
    ((1,), {"one": 2}),
    ((1,), {"four": 2}),
    ((1, 2, 3, 4), {}),
]


def same_hash(one: object, other: object) -> bool:
    return hash(one) == hash(other)


def outcome(work: Callable[[], object]) -> str:
    """Return what comes of a call in words that tell nothing of who declared the class."""
    try:
        return repr(work())
    except (TypeError, AttributeError, FrozenInstanceError) as error:
        return f"{type(error).__name__} {error}"


@pytest.mark.parametrize("name", THEIRS)
@pytest.mark.parametrize("made_before", [0, values.MANY + 1])
def test_values_are_made_alike(name: str, made_before: int) -> None:
    ours = declared(values.dataclass)[name]
    for _ in range(made_before):
        ours(one=1)
    for given, named in CALLS:
        assert outcome(partial(ours, *given, **named)) == outcome(
            partial(THEIRS[name], *given, **named)
        )


@pytest.mark.parametrize("name", THEIRS)
def test_values_are_compared_hashed_and_kept_alike(name: str) -> None:
    for first in (1, 2):
        told = []
        for kind in (THEIRS[name], OURS[name]):
            one, other = kind(one=1), kind(one=first)
            told.append(
                (
                    one == other,
                    one == kind,
                    outcome(partial(same_hash, one, other)),
                    outcome(partial(setattr, one, "one", 3)),
                    outcome(partial(delattr, one, "one")),
                    outcome(partial(replace, one, one=5)),
                    outcome(partial(copy.deepcopy, one)),
                    kind.__match_args__,
                    [item.name for item in dataclasses.fields(kind)],
                )
            )
        assert told[0] == told[1]


def test_a_class_keeps_the_methods_of_its_own() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Own:
        """Has words."""

        one: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    assert (Own(1) == Own(2), hash(Own(1)), repr(Own(1)), Own.__doc__) == (
        True,
        7,
        "own",
        "Has words.",
    )


def test_the_program_declares_its_classes_in_this_way() -> None:
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "dataclasses":
                names = [each.name for each in node.names]
                assert "dataclass" not in names or path.endswith("model/values.py"), path
