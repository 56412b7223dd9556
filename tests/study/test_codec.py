"""Every kind of item comes back as it was; anything else is refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time

import pytest

from journeyviewer.model.chronology import EntryId, Kind
from journeyviewer.model.study import (
    Anchor,
    Item,
    ItemId,
    KeyDevelopment,
    Link,
    LinkKind,
    Note,
    OwnCoverage,
    OwnEntry,
    Phase,
    Target,
)
from journeyviewer.model.times import FuzzyDate, Precision
from journeyviewer.study.codec import from_json, to_json

WHEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
ANCHOR = Anchor(
    entry=EntryId("e"),
    kind=Kind.SPELL,
    lane="legal",
    category=None,
    earliest=date(2013, 5, 3),
    latest=None,
    words="Care order",
    ordinal=1,
    among=2,
)
FUZZY = FuzzyDate(date(2012, 1, 1), None, Precision.AFTER, True, "after 2011", time(9, 30))
ITEMS: tuple[Item, ...] = (
    Note(id=ItemId("n"), target=Target(case="1", anchor=ANCHOR), to_check=True, created=WHEN),
    Phase(id=ItemId("p"), case="1", title="t", start=date(2010, 1, 1), end=date(2011, 1, 1)),
    KeyDevelopment(id=ItemId("k"), target=Target(start=date(2010, 1, 1)), title="t"),
    OwnEntry(id=ItemId("o"), case="1", kind=Kind.EVENT, lane="legal", label="l", start=FUZZY),
    OwnCoverage(id=ItemId("c"), case="1", source="GP file", start=date(2010, 1, 1)),
    Link(id=ItemId("l"), case="1", first=ANCHOR, second=ANCHOR, kind=LinkKind.LED_TO),
)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
def test_an_item_comes_back_as_it_was(item: Item) -> None:
    assert from_json(to_json(item)) == item


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "other"),
        ("id", 3),
        ("target", None),
        ("target", []),
        ("kind", "praise"),
        ("created", "yesterday"),
        ("created", 5),
        ("to_check", "yes"),
    ],
)
def test_a_value_of_another_kind_is_refused(name: str, value: object) -> None:
    data = json.loads(to_json(ITEMS[0]))
    data[name] = value
    with pytest.raises(ValueError):
        from_json(json.dumps(data))


def test_a_field_of_a_later_program_is_left_out() -> None:
    data = json.loads(to_json(ITEMS[0]))
    assert from_json(json.dumps({**data, "colour": "blue"})) == ITEMS[0]
