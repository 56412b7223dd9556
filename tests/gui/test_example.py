"""The example on the first screen is drawn whole, whatever the room."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from journeyviewer.timeline.view import OPEN_LANES
from journeyviewer.ui.example import FEWER, HEADING, ExamplePicture
from tests.journeys import full_journey

pytestmark = pytest.mark.gui


@pytest.mark.parametrize(("height", "all_lanes"), [(900, True), (560, False), (420, False)])
def test_an_example_on_a_low_screen_shows_fewer_lanes_and_none_in_part(
    qtbot: QtBot, height: int, all_lanes: bool
) -> None:
    example = ExamplePicture()
    qtbot.addWidget(example)
    example.resize(560, height)
    example.show_case(full_journey())
    scene = example.scene()
    assert scene is not None and scene.plot_bottom + HEADING + 24 <= height
    shown = [band.lane for band in scene.bands]
    assert set(shown) >= OPEN_LANES - set(FEWER) and "support" in shown
    assert (set(shown) == OPEN_LANES) is all_lanes
    # With more room it is whole again.
    example.resize(560, 900)
    later = example.scene()
    assert later is not None and {band.lane for band in later.bands} == OPEN_LANES
