"""Model values as plain JSON and back, for the reading process; nothing but data can arrive."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.problems import JourneyError


def encode(value: object) -> object:
    """Return a model value as lists, texts, numbers and objects of JSON.

    A dataclass becomes the list of its fields, in order.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [encode(getattr(value, name)) for name, _ in _fields(type(value))]
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value


def decode_cohort(data: object) -> Cohort:
    """Return the cohort of `encode(cohort)`; raises JourneyError for anything else."""
    try:
        cohort = _decode(Cohort, data)
    except (TypeError, ValueError, KeyError, IndexError) as error:
        raise JourneyError(
            "The reading process answered in a way that is not understood.", "Try again."
        ) from error
    assert isinstance(cohort, Cohort)
    return cohort


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((item.name, hints[item.name]) for item in dataclasses.fields(kind))


def _decode(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _decode_union(typing.get_args(kind), data)
    if origin is tuple:
        inner = typing.get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_decode(inner[0], item) for item in data)
        return tuple(_decode(part, item) for part, item in zip(inner, data, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return types.MappingProxyType(dict(data))
    if isinstance(kind, typing.NewType):
        return data
    if dataclasses.is_dataclass(kind):
        fields = _fields(typing.cast(type, kind))
        values = zip(fields, data, strict=True)
        build = typing.cast(type, kind)
        return build(**{name: _decode(hint, item) for (name, hint), item in values})
    return _decode_plain(kind, data)


def _decode_union(choices: tuple[Any, ...], data: Any) -> Any:
    if data is None:
        return None
    choices = tuple(choice for choice in choices if choice is not type(None))
    return _decode(choices[0], data) if len(choices) == 1 else data


def _decode_plain(kind: Any, data: Any) -> Any:
    if isinstance(kind, type):
        if issubclass(kind, Enum):
            return kind(data)
        if kind in (date, time, datetime):
            return kind.fromisoformat(data)
        if kind is float and isinstance(data, int):
            return float(data)
        if not isinstance(data, kind):
            raise TypeError(f"expected {kind.__name__}")
    return data
