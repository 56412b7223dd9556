"""Items as JSON text and back, with limits on size and depth."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, NewType, Union, cast, get_args, get_origin, get_type_hints

from journeyviewer.model.figures import FigurePreset
from journeyviewer.model.meetings import Meeting, Response, RunningOrder
from journeyviewer.model.study import (
    Item,
    KeyDevelopment,
    Link,
    Note,
    OwnCoverage,
    OwnEntry,
    Phase,
)
from journeyviewer.study.faults import Fault, StudyError

MOST_LETTERS = 12_000_000
"""Letters of one item: more than ten million, which nobody types."""

DEEPEST = 12
"""Levels of brackets in an item; items of this program have five."""

TYPES: dict[str, type[Any]] = {
    "note": Note,
    "phase": Phase,
    "development": KeyDevelopment,
    "entry": OwnEntry,
    "coverage": OwnCoverage,
    "link": Link,
    "running-order": RunningOrder,
    "meeting": Meeting,
    "response": Response,
    "figure-preset": FigurePreset,
}
Reader = Callable[[Any], Any]
_READERS: dict[str, list[tuple[str, bool, Reader]]] = {}
_JSON_TYPES = (str, int, float, bool)
"""Taken as they are; a name of a StrEnum is none of them."""
_NAMES = {kind: name for name, kind in TYPES.items()}


def clean(text: str) -> str:
    """Return text that can be stored: half of a broken letter becomes the mark for that."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def to_json(item: Item) -> str:
    """Return an item as JSON; raises StudyError when it is too long to keep."""
    body = compact({"type": _NAMES[type(item)], **_plain(item)})
    if len(body) > MOST_LETTERS:
        raise StudyError(
            Fault.TOO_LARGE,
            f"This text has {len(body):,} letters; up to {MOST_LETTERS:,} can be kept.",
            "Shorten it, or divide it over several notes.",
        )
    return body


def from_json(body: str) -> Item:
    """Return the item of a JSON text; raises ValueError for anything this program does not write.

    A field that a later program added is left out here; the revision keeps it.
    """
    data = parsed(body)
    kind = TYPES.get(str(data.get("type")))
    if kind is None:
        raise ValueError("an unknown kind of item")
    made: Item = _made(kind, data)
    return made


def compact(value: Any) -> str:
    """Return a value as JSON in one spelling only, with letters that can be stored."""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def parsed(body: str) -> dict[str, Any]:
    """Return a JSON object; raises ValueError when it is too long, too deep or something else."""
    if len(body) > MOST_LETTERS:
        raise ValueError("too long")
    # With so few brackets in all, none can lie too deep; only then is each letter looked at.
    if body.count("[") + body.count("{") > DEEPEST and _depth(body) > DEEPEST:
        raise ValueError("too deep")
    data = json.loads(body)
    if not isinstance(data, dict):
        raise ValueError("not an object")
    return data


def _depth(body: str) -> int:
    """Return the levels of brackets outside quotation marks."""
    depth = deepest = 0
    within = escaped = False
    for letter in body:
        if within:
            within = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            within = True
        elif letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest


def _plain(value: Any) -> Any:
    if value is None or type(value) in _JSON_TYPES:
        return value
    if is_dataclass(value):
        return {
            name: _plain(getattr(value, name)) for name in _names(cast("Hashable", type(value)))
        }
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("Any", kind)))


def _made(kind: type[Any], data: dict[str, Any]) -> Any:
    readers = _READERS.get(kind.__qualname__)
    if readers is None:
        # Worked out once for each kind: a study has thousands of items.
        readers = _READERS[kind.__qualname__] = _readers(kind)
    given = {}
    for name, needed, read in readers:
        if name in data:
            given[name] = read(data[name])
        elif needed:
            raise ValueError(f"{name} is missing")
    return kind(**given)


def _readers(kind: type[Any]) -> list[tuple[str, bool, Reader]]:
    """Return each field's name, whether it has to be there, and what reads it."""
    hints = get_type_hints(kind)
    return [
        (
            field.name,
            field.default is MISSING and field.default_factory is MISSING,
            _reader(hints[field.name]),
        )
        for field in fields(kind)
    ]


def _reader(hint: Any) -> Reader:
    if get_origin(hint) in (Union, types.UnionType):
        inner = _reader(next(part for part in get_args(hint) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if get_origin(hint) is tuple:
        each = _reader(get_args(hint)[0])
        return lambda value: tuple(each(one) for one in _of(value, list))
    if isinstance(hint, NewType):
        return _reader(hint.__supertype__)
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: _made(hint, _of(value, dict))
    if hint in (date, datetime, time):
        return lambda value: hint.fromisoformat(_of(value, str))
    if issubclass(hint, StrEnum):
        return lambda value: hint(_of(value, str))
    return lambda value: _of(value, hint)


def _of(value: Any, kind: type[Any]) -> Any:
    """Return a value that is of exactly this type (a truth is no number); raises ValueError."""
    if type(value) is not kind:
        raise ValueError("a value of another kind")
    return value
