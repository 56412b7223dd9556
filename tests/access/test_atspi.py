"""The window as a screen reader finds it, over AT-SPI on a screen of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from journeyviewer.paths import samples
from tests.access.bus import missing, read_over_bus, virtual_screen

pytestmark = [pytest.mark.gui, pytest.mark.slow]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[str, Any]]:
    """Return what the probe found in the window."""
    with virtual_screen() as screen:
        yield read_over_bus(screen, "probe", samples())


if missing():
    pytestmark.append(pytest.mark.skip(reason=missing()))


def test_the_journey_is_a_list_of_lanes_with_every_mark_named(found: dict[str, Any]) -> None:
    assert found["role"] == "list"
    names = [lane["name"] for lane in found["lanes"]]
    assert names[0].startswith("Legal status, ") and len(names) >= 12
    items = [item for lane in found["lanes"] for item in lane["items"]]
    assert len(items) > 100
    assert {role for _, role in items} == {"list item"}
    for lane in found["lanes"]:
        title = lane["name"].partition(", ")[0]
        assert all(name.startswith(f"{title}: ") for name, _ in lane["items"])


def test_a_mark_has_a_place_and_can_be_pressed(found: dict[str, Any]) -> None:
    _, _, width, height = found["area"]
    assert width > 0 and height > 0
    assert found["actions"] == ["Press"] or found["actions"] == ["Select"]
    assert found["selected"] and found["details"]
