"""Items as JSON text and back, with limits on size and depth."""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

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
}
_FOUND_HINTS: dict[str, dict[str, Any]] = {}
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
    if deepest > DEEPEST:
        raise ValueError("too deep")
    data = json.loads(body)
    if not isinstance(data, dict):
        raise ValueError("not an object")
    return data


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value


def _made(kind: type[Any], data: dict[str, Any]) -> Any:
    hints = _hints(kind)
    given = {}
    for field in fields(kind):
        if field.name in data:
            given[field.name] = _value(hints[field.name], data[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{field.name} is missing")
    return kind(**given)


def _hints(kind: type[Any]) -> dict[str, Any]:
    """Return the types of a class's fields; they are worked out once."""
    if kind.__qualname__ not in _FOUND_HINTS:
        _FOUND_HINTS[kind.__qualname__] = get_type_hints(kind)
    return _FOUND_HINTS[kind.__qualname__]


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = next(part for part in get_args(hint) if part is not type(None))
    if isinstance(hint, NewType):
        hint = hint.__supertype__
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise ValueError("an object is missing")
        return _made(hint, value)
    if hint in (date, datetime, time):
        return hint.fromisoformat(_text(value))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(_text(value))
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise ValueError("a value of another kind")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text is missing")
    return value
