"""Every sample with thirty notes, twelve developments and six phases: words apart, all in sight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from journeyviewer.export.annotated import NO_LINES
from journeyviewer.export.disclosure import ages_only
from journeyviewer.export.page import PageRequest, compose_page, page_size
from journeyviewer.export.sharing import Sharing
from journeyviewer.ingest.child import read_here
from journeyviewer.model.chronology import Case
from journeyviewer.model.lanes import lanes
from journeyviewer.model.times import Minute
from journeyviewer.paths import samples
from journeyviewer.render.fonts import load_fonts, measure
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics, scaled
from journeyviewer.timeline.plan import Journey, plan_journey
from journeyviewer.timeline.scene import Text
from journeyviewer.timeline.view import View
from tests.annotated import annotations_for
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
        size = page_size(page)
        journey = ages_only(journey_of(case))
        request = PageRequest(*size, "OFFICIAL", Sharing())
        (scene,) = compose_page(journey, NO_LINES, request, measure)
        assert colliding_texts(scene) == []
        assert texts_outside(scene) == []
        inks = [mark.text for mark in scene.marks if isinstance(mark, Text)]
        assert "Key developments" in inks
        pins = [mark for mark in scene.marks if isinstance(mark, Text) and mark.ink == "noteInk"]
        numbers = sorted(int(mark.text) for mark in pins)
        assert numbers == [note.number for note in journey.annotations.notes]
