"""Every sample journey, at both sizes and on paper: words apart, all lanes in sight."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journeyviewer.export.figure import FigureRequest, figure_scene
from journeyviewer.ingest.child import read_here
from journeyviewer.model.chronology import Case
from journeyviewer.model.counts import record_count
from journeyviewer.model.lanes import lanes
from journeyviewer.paths import samples
from journeyviewer.render.fonts import load_fonts, measure
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics, scaled
from journeyviewer.timeline.plan import plan_journey
from journeyviewer.timeline.scene import Scene
from journeyviewer.timeline.view import View
from tests.scene_checks import colliding_texts, texts, texts_outside

pytestmark = pytest.mark.pixel

CASES = {case.id: case for case in read_here([samples() / "one_table"]).cases}
ALL_OPEN = View(open_lanes=frozenset(item.key for item in lanes()))
SCREENS = {"desk": (1340.0, 848.0), "compact": (1034.0, 602.0)}
"""Width and height left for the journey on screens of 1920 x 1080 and 1366 x 768."""


@pytest.fixture(autouse=True)
def typeface(qtbot: QtBot) -> None:
    load_fonts()


@pytest.fixture(params=sorted(CASES, key=int))
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


@pytest.mark.parametrize("setting", SCREENS)
@pytest.mark.parametrize("view", [View(), View(two_speed=False), View(dates=False), ALL_OPEN])
def test_words_never_meet_on_a_screen(case: Case, setting: str, view: View) -> None:
    width, height = SCREENS[setting]
    scene = lay_out(plan_journey(case), view, width, height, metrics(setting), measure)
    assert colliding_texts(scene) == []
    assert texts_outside(scene) == []


@pytest.mark.parametrize("setting", SCREENS)
def test_twelve_lanes_need_no_scrolling(case: Case, setting: str) -> None:
    width, height = SCREENS[setting]
    scene = lay_out(plan_journey(case), View(), width, height, metrics(setting), measure)
    assert len(scene.bands) == 12
    assert scene.plot_bottom <= height, record_count(case)


@pytest.mark.parametrize("setting", SCREENS)
@pytest.mark.parametrize("percent", [150, 200])
@pytest.mark.parametrize("view", [View(), View(dates=False), ALL_OPEN])
def test_words_never_meet_however_large_the_text(
    case: Case, setting: str, percent: int, view: View
) -> None:
    width, height = SCREENS[setting]
    sizes = scaled(metrics(setting), percent / 100)
    scene = lay_out(plan_journey(case), view, width, height, sizes, measure)
    assert colliding_texts(scene) == []
    assert texts_outside(scene) == []
    usual = {text.face.size for text in texts(_usual(case, setting, view))}
    found = {text.face.size for text in texts(scene)}
    assert found <= {size * percent / 100 for size in usual}, "every word grew alike"


def _usual(case: Case, setting: str, view: View) -> Scene:
    return lay_out(plan_journey(case), view, *SCREENS[setting], metrics(setting), measure)


def test_words_never_meet_on_paper(case: Case) -> None:
    for page in ("a4", "16x9"):
        scene = figure_scene(case, FigureRequest(folder=Path(), page=page))
        assert colliding_texts(scene) == []
        assert texts_outside(scene) == []
        assert not any("…" in text.text for text in texts(scene))


def test_every_letter_or_code_on_paper_is_spelled_out(case: Case) -> None:
    scene = figure_scene(case, FigureRequest(folder=Path()))
    row = next(text.y for text in texts(scene) if text.text == "Short forms")
    key = {text.text for text in texts(scene) if text.y >= row - 1}
    forms = {form for item in case.entries for form in item.short_forms}
    own = {form for form in forms if re.fullmatch(r"[A-Z&]+", form)}
    drawn = {text.text for text in texts(scene) if text.y < row - 1} & own
    assert drawn <= key


def test_every_dated_record_is_drawn(case: Case) -> None:
    scene = lay_out(plan_journey(case), View(), 1340, 848, metrics("desk"), measure)
    shown = {name for item in scene.items for name in item.entries}
    assert shown == {entry.id for entry in case.entries if entry.start.known}


def test_support_is_drawn_as_large_as_harm(case: Case) -> None:
    scene = lay_out(plan_journey(case), View(), 1340, 848, metrics("desk"), measure)
    area = {
        lane: sum(item.width * item.height for item in scene.items if item.lane == lane)
        for lane in ("support", "cse", "missing")
    }
    assert area["support"] >= max(area["cse"], area["missing"])
