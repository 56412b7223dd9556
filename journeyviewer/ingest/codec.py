"""Model values as plain JSON and back, for the reading process; nothing but data can arrive."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.problems import JourneyError

Step = Callable[[Any], Any]
PLAIN = frozenset((str, int, float, bool, type(None)))


def encode(value: object) -> object:
    """Return a model value as lists, texts, numbers and objects of JSON.

    A dataclass becomes the list of its fields, in order.
    """
    kind = type(value)
    if kind in PLAIN:
        return value
    if dataclasses.is_dataclass(kind):
        return _encode_all(_values(kind)(value))
    if kind is tuple or kind is list:
        return _encode_all(typing.cast(tuple[object, ...], value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{kind.__name__} is no value of the model")


def _encode_all(values: Iterable[object]) -> list[object]:
    # Most values are plain; a call for each would take most of the time.
    return [item if type(item) in PLAIN else encode(item) for item in values]


def decode_cohort(data: object) -> Cohort:
    """Return the cohort of `encode(cohort)`; raises JourneyError for anything else."""
    try:
        cohort = _decoder(Cohort)(data)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise JourneyError(
            "The reading process answered in a way that is not understood.", "Try again."
        ) from error
    assert isinstance(cohort, Cohort)
    return cohort


@cache
def _values(kind: type) -> Callable[[object], tuple[object, ...]]:
    """Return what takes the fields of a dataclass out, in order."""
    names = [item.name for item in dataclasses.fields(typing.cast(Any, kind))]
    if len(names) == 1:
        single = attrgetter(names[0])
        return lambda value: (single(value),)
    return typing.cast(Callable[[object], tuple[object, ...]], attrgetter(*names))


@cache
def _decoder(kind: Any) -> Step:
    """Return the step that makes a value of a kind from JSON; built once for each kind."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _union(tuple(part for part in typing.get_args(kind) if part is not type(None)))
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if origin is not None and issubclass(origin, Mapping):
        return lambda data: types.MappingProxyType(dict(data))
    if isinstance(kind, typing.NewType):
        return _decoder(kind.__supertype__)
    if dataclasses.is_dataclass(kind):
        return _dataclass(typing.cast(type, kind))
    if issubclass(kind, Enum):
        return typing.cast(Step, kind)
    if issubclass(kind, date | time):
        return typing.cast(Step, kind.fromisoformat)
    return _plain(kind)


def _union(choices: tuple[Any, ...]) -> Step:
    if len(choices) > 1:
        return lambda data: data
    inner = _decoder(choices[0])
    return lambda data: None if data is None else inner(data)


def _tuple(parts: tuple[Any, ...]) -> Step:
    if len(parts) == 2 and parts[1] is Ellipsis:
        inner = _decoder(parts[0])
        return lambda data: tuple([inner(item) for item in _listed(data)])
    steps = [_decoder(part) for part in parts]
    return lambda data: tuple(step(item) for step, item in zip(steps, _listed(data), strict=True))


def _dataclass(kind: type) -> Step:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(typing.cast(Any, kind))
    names = [item.name for item in fields]
    steps = [_decoder(hints[name]) for name in names]
    if not any(item.kw_only for item in fields):
        return lambda data: kind(
            *[step(item) for step, item in zip(steps, _listed(data), strict=True)]
        )

    def build(data: Any) -> Any:
        values = [step(item) for step, item in zip(steps, _listed(data), strict=True)]
        return kind(**dict(zip(names, values, strict=True)))

    return build


def _plain(kind: type) -> Step:
    wanted = (int, float) if kind is float else (kind,)

    def check(data: Any) -> Any:
        if not isinstance(data, wanted):
            raise TypeError(f"expected {kind.__name__}")
        return data

    return check


def _listed(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise TypeError("expected a list")
    return data
