"""Every sample with thirty notes, twelve developments and six phases: words apart, all in sight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journeyviewer.export.figure import FigureRequest, figure_scene
from journeyviewer.ingest.child import read_here
from journeyviewer.model.chronology import Case
from journeyviewer.model.lanes import lanes
from journeyviewer.model.times import Minute
from journeyviewer.paths import samples
from journeyviewer.render.fonts import load_fonts, measure
from journeyviewer.render.theme import theme_names
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics, scaled
from journeyviewer.timeline.plan import Journey, plan_journey
from journeyviewer.timeline.scene import Box, Text
from journeyviewer.timeline.view import View
from tests.annotated import annotations_for, study_for
from tests.pixel.sheet import gaps_to_golden, painted, written_journey
from tests.scene_checks import colliding_texts, texts_outside

pytestmark = pytest.mark.pixel

CASES = {case.id: case for case in read_here([samples() / "one_table"]).cases}
ALL_OPEN = View(open_lanes=frozenset(item.key for item in lanes()))
FOLDED = View(open_lanes=frozenset())
SCREENS = {"desk": (1340.0, 848.0), "compact": (1034.0, 602.0)}


@pytest.fixture(autouse=True)
def typeface(qtbot: QtBot) -> None:
    load_fonts()


@pytest.fixture(params=sorted(CASES, key=int))
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


def journey_of(case: Case) -> Journey:
    return replace(plan_journey(case), annotations=annotations_for(case))


def late(journey: Journey) -> View:
    """Return the view of the last quarter of a journey."""
    return View().with_period(Minute(journey.end - (journey.end - journey.start) // 4), journey.end)


@pytest.mark.parametrize("setting", SCREENS)
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_words_and_pins_never_meet(case: Case, setting: str, percent: int) -> None:
    journey, (width, height) = journey_of(case), SCREENS[setting]
    sizes = scaled(metrics(setting), percent / 100)
    for view in (View(), View(two_speed=False), View(dates=False), ALL_OPEN, FOLDED, late(journey)):
        scene = lay_out(journey, view, width, height, sizes, measure)
        assert colliding_texts(scene) == []
        assert texts_outside(scene) == []


@pytest.mark.parametrize("setting", SCREENS)
def test_twelve_lanes_with_notes_need_no_scrolling(case: Case, setting: str) -> None:
    width, height = SCREENS[setting]
    scene = lay_out(journey_of(case), View(), width, height, metrics(setting), measure)
    assert len(scene.bands) == 12
    # Eight rows of support under pins are more than the small screen holds: there it scrolls.
    most = height + 26 if (case.id, setting) == ("3", "compact") else height
    assert scene.plot_bottom <= most


def test_a_page_holds_every_note_once(case: Case) -> None:
    for page in ("a4", "16x9"):
        request = FigureRequest(folder=Path(), page=page, study=study_for(case))
        scene = figure_scene(case, request)
        assert colliding_texts(scene) == []
        assert texts_outside(scene) == []
        fixed = [mark.text for mark in scene.marks if isinstance(mark, Text)]
        assert "Phase" in fixed
        pins = [mark for mark in scene.marks if isinstance(mark, Box) and mark.fill == "note"]
        assert len(pins) >= len(annotations_for(case).notes)


@pytest.mark.parametrize("name", theme_names())
def test_a_journey_that_was_written_on_looks_as_it_was_approved(name: str) -> None:
    mean, apart = gaps_to_golden(painted(written_journey(), name), f"written_{name}")
    assert mean < 0.5
    assert apart < 0.002
