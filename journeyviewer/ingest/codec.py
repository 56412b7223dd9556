"""Model values as plain JSON and back, for the reading process; nothing but data can arrive."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from journeyviewer.ingest.codec_cases import decode_entries, encode_entries
from journeyviewer.model.chronology import Case, Cohort, Entry, RowCells
from journeyviewer.model.problems import JourneyError

T = TypeVar("T")
Step = Callable[[Any], Any]
_type_of: Callable[[object], Any] = type
PLAIN = frozenset((str, int, float, bool, type(None)))


def encode(value: object) -> object:
    """Return a model value as lists, texts, numbers and objects of JSON.

    A dataclass becomes the list of its fields, in order.
    """
    return _encoder(_type_of(value))(value)


@cache
def _encoder(kind: Any) -> Step:
    """Return the step that makes JSON of a value of this kind; found once for each kind."""
    if kind in PLAIN:
        return lambda value: value
    if kind is Case:
        return _encode_case
    if dataclasses.is_dataclass(kind):
        made_of: Any = kind
        fields_of: Step = _values(made_of)
        return lambda value: _encode_all(fields_of(value))
    if kind is tuple or kind is list or kind is RowCells:
        return _encode_all
    if issubclass(kind, Enum):
        return attrgetter("_value_")
    if issubclass(kind, Mapping):
        return lambda value: {key: encode(item) for key, item in value.items()}
    if issubclass(kind, date | time):
        return lambda value: value.isoformat()
    raise TypeError(f"{kind.__name__} is no value of the model")


def _encode_all(values: Iterable[object]) -> list[object]:
    # Most values are plain; a call for each would take most of the time.
    return [item if (kind := _type_of(item)) in PLAIN else _encoder(kind)(item) for item in values]


def _encode_case(case: Case) -> list[object]:
    """Return a case like any other dataclass, but for its entries, of which there are many."""
    return [
        encode_entries(getattr(case, item.name))
        if item.name == "entries"
        else encode(getattr(case, item.name))
        for item in dataclasses.fields(case)
    ]


def decode_cohort(data: object) -> Cohort:
    """Return the cohort of `encode(cohort)`; raises JourneyError for anything else."""
    return decode(Cohort, data)


def decode(kind: type[T], data: object) -> T:
    """Return the value of this kind that `encode` made; raises JourneyError for anything else."""
    try:
        value = _decoder(typing.cast(Any, kind))(data)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
        raise JourneyError(
            "The reading process answered in a way that is not understood.", "Try again."
        ) from error
    assert isinstance(value, kind)
    return value


@cache
def _values(kind: Any) -> Callable[[object], tuple[object, ...]]:
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
    if kind == tuple[Entry, ...]:
        return decode_entries
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if origin is Sequence:
        inner = _decoder(typing.get_args(kind)[0])
        return lambda data: tuple([inner(item) for item in _listed(data)])
    if origin is not None and issubclass(origin, Mapping):
        return lambda data: types.MappingProxyType(dict(data))
    if isinstance(kind, typing.NewType):
        return _decoder(kind.__supertype__)
    if dataclasses.is_dataclass(kind):
        return _dataclass(typing.cast(type, kind))
    if issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
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
    values_of = _several(parts)
    return lambda data: tuple(values_of(data))


def _dataclass(kind: type) -> Step:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(typing.cast(Any, kind))
    names = [item.name for item in fields]
    values_of = _several(tuple(hints[name] for name in names))
    if any(item.kw_only for item in fields):
        return lambda data: kind(**dict(zip(names, values_of(data), strict=True)))
    return lambda data: kind(*values_of(data))


def _several(kinds: tuple[Any, ...]) -> Callable[[Any], list[Any]]:
    """Return the step that makes values of these kinds, one after another, from a list of JSON."""
    steps = [_decoder(kind) for kind in kinds]
    making = [(place, steps[place]) for place, kind in enumerate(kinds) if not _is_plain(kind)]
    right: set[tuple[type, ...]] = set()

    def build(data: Any) -> list[Any]:
        found = tuple(map(type, _listed(data)))
        if found not in right:
            made = [step(item) for step, item in zip(steps, data, strict=True)]
            right.add(found)
            return made
        # Plain values of types that were right before need no look of their own.
        values: list[Any] = data.copy()
        for place, step in making:
            values[place] = step(values[place])
        return values

    return build


def _is_plain(kind: Any) -> bool:
    """True where the type of a value in JSON says all about it."""
    if isinstance(kind, typing.NewType):
        return _is_plain(kind.__supertype__)
    return kind in PLAIN or (
        isinstance(kind, types.UnionType) and all(_is_plain(part) for part in kind.__args__)
    )


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
