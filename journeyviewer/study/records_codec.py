"""The records as they were read, as JSON text and back: the work goes on without the sources.

Written by name, so that the archive can be read without this program. A field that stands at its
default is left out, and rows that share their headings say them once.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from journeyviewer.model.chronology import Cohort, RowCells
from journeyviewer.study.codec import clean

FORMAT = "jv-records-1"
"""The format that is written; a text of another one is not read."""

MOST_LETTERS = 512 * 1024 * 1024
"""Letters of the longest text that is read."""

Step = Callable[[Any], Any]
_PLAIN = (str, int, float, bool)


def records_to_text(cohort: Cohort) -> str:
    """Return a cohort as JSON text. Half of a broken letter becomes the mark for that."""
    writer = _Writer()
    data = writer.plain(cohort)
    whole = {"format": FORMAT, "headings": list(writer.headings), "cohort": data}
    return clean(json.dumps(whole, ensure_ascii=False, separators=(",", ":")))


def records_from_text(text: str) -> Cohort:
    """Return the cohort of a text; raises ValueError for anything this program does not write.

    A field that a later program added is left out; one it left out stands at its default.
    """
    if len(text) > MOST_LETTERS:
        raise ValueError("too long")
    try:
        data = _of(json.loads(text), dict)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if data.get("format") != FORMAT:
        raise ValueError("another format of records")
    headings = [
        tuple([_of(heading, str) for heading in _of(row, list)])
        for row in _of(data.get("headings"), list)
    ]
    try:
        made = _Reader(headings).reader(Cohort)(data.get("cohort"))
    except (TypeError, KeyError, IndexError, OverflowError) as error:
        raise ValueError("a value of another kind") from error
    assert isinstance(made, Cohort)
    return made


class _Writer:
    """Makes plain values of a cohort, each kind's fields worked out once."""

    def __init__(self) -> None:
        self.headings: dict[tuple[str, ...], int] = {}
        self._fields: dict[type, list[tuple[str, Any]]] = {}

    def plain(self, value: Any) -> Any:
        """Return a value as JSON knows it."""
        kind = type(value)
        if value is None or kind in _PLAIN:
            return value
        if kind is tuple or kind is list:
            return [self.plain(one) for one in value]
        if is_dataclass(kind):
            return self._of_fields(kind, value)
        if kind is RowCells:
            number = self.headings.setdefault(value.headings, len(self.headings))
            return {"headings": number, "texts": list(value.texts)}
        if isinstance(value, StrEnum):
            return value.value
        if isinstance(value, date | datetime | time):
            return value.isoformat()
        if isinstance(value, Mapping):
            return {str(name): self.plain(one) for name, one in value.items()}
        raise TypeError(f"{kind.__name__} is not kept")

    def _of_fields(self, kind: type, value: Any) -> dict[str, Any]:
        listed = self._fields.get(kind)
        if listed is None:
            known: tuple[Field[Any], ...] = fields(kind)
            listed = self._fields[kind] = [(one.name, _default(one)) for one in known]
        made = {}
        for name, default in listed:
            one = getattr(value, name)
            # 0, 0.0 and False are equal and do not say the same.
            if one is not default and (type(one) is not type(default) or one != default):
                made[name] = self.plain(one)
        return made


class _Reader:
    """Makes values of plain ones by the types that are declared for them."""

    def __init__(self, headings: Sequence[tuple[str, ...]]) -> None:
        self._headings = headings
        self._known: dict[Any, Step] = {}

    def reader(self, hint: Any) -> Step:
        """Return what reads a value of a declared type, worked out once."""
        found = self._known.get(hint)
        if found is None:
            found = self._known[hint] = self._made(hint)
        return found

    def _made(self, hint: Any) -> Step:
        origin, parts = get_origin(hint), get_args(hint)
        if isinstance(hint, NewType):
            return self.reader(hint.__supertype__)
        if origin in (Union, types.UnionType):
            return self._union(parts)
        if origin is tuple and parts[-1] is Ellipsis:
            each = self.reader(parts[0])
            return lambda value: tuple([each(one) for one in _of(value, list)])
        if origin is tuple:
            steps = [self.reader(part) for part in parts]
            return lambda value: tuple(
                [step(one) for step, one in zip(steps, _of(value, list), strict=True)]
            )
        if origin is Sequence:
            pair = self.reader(parts[0])
            return self._cells(lambda value: tuple([pair(one) for one in value]))
        if origin is Mapping:
            each = self.reader(parts[1])
            return lambda value: MappingProxyType(
                {name: each(one) for name, one in _of(value, dict).items()}
            )
        return self._single(hint)

    def _single(self, hint: type[Any]) -> Step:
        if is_dataclass(hint):
            return self._fields(hint)
        if hint in (date, datetime, time):
            return lambda value: hint.fromisoformat(_of(value, str))
        if issubclass(hint, StrEnum):
            return lambda value: hint(_of(value, str))
        if hint is float:
            return lambda value: value if type(value) is int else _of(value, float)
        return lambda value: _of(value, hint)

    def _union(self, parts: tuple[Any, ...]) -> Step:
        kinds = [part for part in parts if part is not type(None)]
        if len(kinds) > 1:
            # Plain values only: the type in JSON says which one it is.
            allowed = frozenset(parts)

            def check(value: Any) -> Any:
                if type(value) not in allowed:
                    raise ValueError("a value of another kind")
                return value

            return check
        inner = self.reader(kinds[0])
        return lambda value: None if value is None else inner(value)

    def _cells(self, pairs: Step) -> Step:
        """Return what reads the cells of a row: with shared headings, or pair by pair."""

        def read(value: Any) -> Any:
            if type(value) is list:
                return pairs(value)
            number = _of(_of(value, dict)["headings"], int)
            texts = tuple(
                [None if one is None else _of(one, str) for one in _of(value["texts"], list)]
            )
            if number < 0:
                raise ValueError("no such headings")
            return RowCells(self._headings[number], texts)

        return read

    def _fields(self, kind: type[Any]) -> Step:
        hints = get_type_hints(kind)
        readers: list[tuple[str, Step]] = []

        def read(value: Any) -> Any:
            data = _of(value, dict)
            if not readers:
                readers.extend((one.name, self.reader(hints[one.name])) for one in fields(kind))
            return kind(**{name: step(data[name]) for name, step in readers if name in data})

        return read


def _default(field: Field[Any]) -> Any:
    """Return what a field stands at when it is not given, else what no value is equal to."""
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _of(value: Any, kind: type[Any]) -> Any:
    """Return a value that is of exactly this type (a truth is no number); raises ValueError."""
    if type(value) is not kind:
        raise ValueError("a value of another kind")
    return value
