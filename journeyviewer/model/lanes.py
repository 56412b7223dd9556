"""The thirteen drawn lanes and their vocabularies (`resources/vocabularies/lanes.json`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import field
from functools import cache, lru_cache
from typing import Any

from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of spell: its words, depth (1 to 5, None without fill) and place on a ladder.

    `drawn` is "span", "none" (recorded as not having it), "hollow", "notrec" or "episode".
    `rank` is the place on the lane's ladder (`model.ladders`), None when it has none.
    """

    code: str
    label: str
    short: str
    step: int | None
    drawn: str
    record_lane: str
    icon: str = ""
    justice: bool = False
    temporary: bool = False
    canonical: str | None = None
    value: str | None = None
    rank: int | None = None
    table_words: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """A kind of event: its words and the shape of its mark."""

    code: str
    label: str
    short: str
    shape: str
    record_lane: str
    canonical: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A swimlane as a row of data.

    `layout` is "spans", "missing", "support" or "events"; `exclusive` lanes hold one state at a
    time, so that overlaps in them are said; `sheet` is the template's sheet.
    """

    key: str
    title: str
    middle_title: str
    short_title: str
    icon: str
    open: bool
    sheet: str | None
    layout: str
    exclusive: bool
    depth: str
    depth_ends: tuple[str, ...]
    record_lanes: tuple[str, ...]
    categories: tuple[Category, ...]
    events: tuple[EventKind, ...]
    _names: dict[str, Category | EventKind] = field(default_factory=dict, repr=False, compare=False)

    def category(self, code: str | None) -> Category | None:
        """Return the category with this code."""
        return next((item for item in self.categories if item.code == code), None)

    def event(self, code: str | None) -> EventKind | None:
        """Return the event kind with this code."""
        return next((item for item in self.events if item.code == code), None)

    def find(self, words: str) -> Category | EventKind | None:
        """Return what a label, code, short form or alias names, compared loosely."""
        if not self._names:
            # Drawing asks for codes alone: what only words are found by is made when that is asked.
            self._names.update(_names((*self.categories, *self.events)))
        return self._names.get(loose(words))


_BETWEEN_WORDS = re.compile(r"[^\w&]+")


@lru_cache(maxsize=20_000)
def loose(words: str) -> str:
    """Fold case, quotes, punctuation and spaces, so that spellings compare."""
    text = words.casefold().replace("’", "").replace("'", "")
    return " ".join(_BETWEEN_WORDS.sub(" ", text).split())


@cache
def lanes() -> tuple[Lane, ...]:
    """Return the lanes in drawing order; "other" is last."""
    data = json.loads(resource("vocabularies", "lanes.json").read_text(encoding="utf-8"))
    return tuple(_lane(row) for row in data["lanes"])


@cache
def lane(key: str) -> Lane:
    """Return the lane with this key; raises KeyError for an unknown one."""
    for item in lanes():
        if item.key == key:
            return item
    raise KeyError(key)


@cache
def drawn_lane(record_lane: str) -> str:
    """Return the key of the drawn lane that shows a record lane; "other" when none does."""
    for item in lanes():
        if record_lane in item.record_lanes:
            return item.key
    return "other"


def _lane(row: dict[str, Any]) -> Lane:
    first = row["records"][0]
    categories = tuple(
        Category(
            code=item["code"],
            label=item["label"],
            short=item["short"],
            step=item["step"],
            drawn=item["kind"],
            record_lane=item.get("record", first),
            icon=item.get("icon", ""),
            justice=item.get("family") == "justice",
            temporary=item.get("temporary", False),
            canonical=item.get("canonical"),
            value=item.get("value"),
            rank=item.get("rank"),
            table_words=item.get("table", ""),
            aliases=tuple(item.get("aliases", ())),
        )
        for item in row["categories"]
    )
    events = tuple(
        EventKind(
            code=item["code"],
            label=item["label"],
            short=item["short"],
            shape=item["shape"],
            record_lane=item.get("record", first),
            canonical=item.get("canonical"),
            aliases=tuple(item.get("aliases", ())),
        )
        for item in row["events"]
    )
    return Lane(
        key=row["key"],
        title=row["title"],
        middle_title=row.get("middle_title", row["title"]),
        short_title=row["short_title"],
        icon=row["icon"],
        open=row["open"],
        sheet=row["sheet"],
        layout=row["layout"],
        exclusive=row["exclusive"],
        depth=row["depth"],
        depth_ends=tuple(row["depth_ends"]),
        record_lanes=tuple(row["records"]),
        categories=categories,
        events=events,
    )


def _names(items: tuple[Category | EventKind, ...]) -> dict[str, Category | EventKind]:
    """Index every spelling; full labels win over aliases, those over codes and short forms."""
    names: dict[str, Category | EventKind] = {}
    levels: tuple[Callable[[Category | EventKind], tuple[str, ...]], ...] = (
        lambda item: (item.label,),
        lambda item: item.aliases,
        lambda item: (item.code,),
        lambda item: (item.short,),
    )
    for spellings in levels:
        for item in items:
            for name in spellings(item):
                names.setdefault(loose(name), item)
    return names
