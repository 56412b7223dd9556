"""How a journey is fitted to a page: views are tried without being laid out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.export.disclosure import ages_only
from journeyviewer.export.figure import FigureRequest
from journeyviewer.export.fitting import Fitting
from journeyviewer.export.leaving import leaving
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.render.fonts import load_fonts, measure
from journeyviewer.timeline.key import draw_key, key_end, key_lines, key_rows
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.plan import Journey, plan_journey
from journeyviewer.timeline.scene import Scene, Text
from journeyviewer.timeline.trial import Trials
from journeyviewer.timeline.view import ALL_LANES, OPEN_LANES, View
from tests.big_cases import big_case
from tests.journeys import full_journey
from tests.written import a_study

WIDTH, HEIGHT = 1060.0, 10_000.0


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""
    load_fonts()


def written() -> Journey:
    """Return a journey with notes, phases and key developments."""
    case = full_journey()
    study = a_study(case, 6)
    sharing = FigureRequest(folder=Path()).sharing(Cohort(name="", cases=(case,)))
    return leaving(case, "", sharing, study).journey


def planned(case: Case) -> Journey:
    return ages_only(plan_journey(case))


JOURNEYS: dict[str, Callable[[], Journey]] = {
    "full": lambda: planned(full_journey()),
    "written": written,
    "big": lambda: planned(big_case(300)),
}


def words(scene: Scene) -> list[str]:
    return sorted(mark.text for mark in scene.marks if isinstance(mark, Text))


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_trial_knows_what_the_key_of_the_layout_says(name: str) -> None:
    """One lane after another is opened, as a page does it, and what was tried is kept."""
    journey, sizes = JOURNEYS[name](), metrics("print")
    trials = Trials(journey, WIDTH, HEIGHT, measure)
    view = View(dates=False)
    for key in ("", *(key for key in ALL_LANES if key not in OPEN_LANES), "referrals"):
        view = view.with_folded(key, key == "referrals") if key else view
        tried = trials.explained(view, sizes)
        laid = lay_out(journey, view, WIDTH, HEIGHT, sizes, measure)
        assert (tried.used, tried.short_forms) == (laid.used, laid.short_forms)
        assert words(tried) == words(laid)


@pytest.mark.parametrize("width", [300.0, 640.0, 1060.0])
def test_lines_of_a_key_say_where_it_ends(width: float) -> None:
    sizes = metrics("print")
    rows = key_rows(
        lay_out(written(), View(dates=False), WIDTH, HEIGHT, sizes, measure), sizes.shape_size
    )
    for top in (0.0, 577.3, 612.5):
        lines = key_lines(rows, 30.2, width, measure, 10.0)
        assert key_end(lines, top, 10.0) == draw_key(rows, 30.2, top, width, measure, 10.0)[1]


@pytest.mark.parametrize("name", JOURNEYS)
def test_what_helped_is_never_drawn_smaller_than_what_harmed(name: str) -> None:
    """However little room there is, whatever lanes come first: Support folds after the others."""
    journey = JOURNEYS[name]()
    seen = set()
    for moved in (View(dates=False), View(dates=False).with_moved("support", 20)):
        fitting = Fitting(journey, moved, measure, 30.0, WIDTH)
        for height in range(250, 1000, 15):
            try:
                open_lanes = fitting.fit(0.0, float(height)).view.open_lanes
            except JourneyError:
                continue
            harm = open_lanes & {"cse", "missing"}
            assert "support" in open_lanes or not harm
            seen.add(("support" in open_lanes, len(harm)))
    assert {(True, 0), (True, 2)} <= seen
