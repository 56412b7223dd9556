"""Figures of one journey with months counted from an event under its ages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.cli import main
from journeyviewer.export.figure import FigureRequest, page_scenes
from journeyviewer.export.leaving import Choice, Leaving, leaving
from journeyviewer.export.presets import preset_text, request_from
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.landmarks import BY_NAME, FirstOf, Landmark
from journeyviewer.paths import samples
from journeyviewer.render.fonts import load_fonts
from journeyviewer.timeline.lining_up import alignment_at
from journeyviewer.timeline.scene import Scene, Text
from tests.journeys import OPEN, a_case, entry, full_journey
from tests.scene_checks import colliding_texts, texts_outside


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""
    load_fonts()


def left(case: Case, choice: Choice, precision: str = "month") -> tuple[Leaving, Scene]:
    request = FigureRequest(folder=Path(), choice=choice, precision=precision)
    sharing = request.sharing(Cohort(name="", cases=(case,)))
    one = leaving(case, "Case 1", sharing, None, choice)
    return one, page_scenes(one, request)[0]


def words(scene: Scene) -> list[str]:
    return [mark.text for mark in scene.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("name", BY_NAME)
def test_months_are_counted_from_the_event_asked_for(name: str) -> None:
    event = BY_NAME[name]
    aligned = alignment_at(full_journey(), event)
    assert aligned is not None
    one, scene = left(full_journey(), Choice(event=event))
    said = words(scene)
    assert any(text.startswith("Months from") or text == "Months" for text in said)
    assert aligned.title in said and "0" in said and any(text.startswith("+") for text in said)
    assert one.months and one.journey.aligned is not None
    assert colliding_texts(scene) == [] and texts_outside(scene) == []
    # Where the zero stands is the day itself, counted as a life without dates.
    zero = next(mark for mark in scene.marks if isinstance(mark, Text) and mark.text == "0")
    dot = next(mark for mark in scene.marks if getattr(mark, "shape", "") == "circle")
    assert zero.left + zero.width / 2 == pytest.approx(dot.x, abs=1.0)  # type: ignore[union-attr]


def test_the_first_record_counts_and_none_that_is_suggested_or_the_analysts() -> None:
    own = entry("missing", "M", "2011-01-01", "2011-01-02", own=True)
    early = replace(entry("missing", "M", "2012-01-01", "2012-01-02"), suggested=True)
    late = entry("missing", "M", "2014-03-01", "2014-03-02")
    first = entry("missing", "M", "2013-03-05", "2013-03-06")
    case = a_case(own, early, late, first)
    found = alignment_at(case, Landmark.FIRST_MISSING)
    assert found is not None and found.when == date(2013, 3, 5)
    assert alignment_at(case, Landmark.HIGH_RISK) is None
    placed = a_case(entry("residence", "FC", "2010-01-01", OPEN))
    kind = alignment_at(placed, FirstOf("residence", "FC"))
    assert kind is not None and kind.title.startswith("First ")


def test_a_case_without_the_event_has_its_ages_alone() -> None:
    case = a_case(entry("residence", "FC", "2010-01-01", OPEN))
    one, scene = left(case, Choice(event=Landmark.FIRST_MISSING))
    assert not one.months and not any("Months" in text for text in words(scene))


def test_an_event_of_a_lane_that_is_not_shown_leaves_no_date_behind() -> None:
    choice = Choice(event=Landmark.HIGH_RISK, lanes=("residence",))
    one, scene = left(full_journey(), choice, "half-year")
    assert "Identified as high risk of CSE" in words(scene)
    aligned = one.journey.aligned
    assert aligned is not None and aligned.entry.start.first.year < 1100
    # It is rounded as the ages are: to a half-year of a life.
    months = (aligned.when.year - 1000) * 12 + aligned.when.month - 1
    assert months % 6 == 0


def test_a_preset_keeps_the_event() -> None:
    asked = FigureRequest(folder=Path(), choice=Choice(event=Landmark.LOOKED_AFTER))
    kept = request_from(preset_text(asked), FigureRequest(folder=Path("x")))
    assert kept.choice.event is Landmark.LOOKED_AFTER
    older = preset_text(asked).replace("looked-after", "no longer known")
    assert request_from(older, asked).choice.event is None


def test_the_command_counts_months_and_names_cases_without_the_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(samples() / f"Case {number}.xlsx") for number in (1, 6)]
    chosen = ["--format", "svg", "--axis", "months-from:high-risk"]
    assert main(["export", *files, "-o", str(tmp_path), *chosen]) == 0
    drawn = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.svg")}
    lacking = [name for name, text in drawn.items() if "Months" not in text]
    said = capsys.readouterr().err
    assert set(drawn) == {"Case 1", "Case 6"} and "Case 1" not in lacking
    assert [line.partition(":")[0] for line in said.splitlines() if "event" in line] == lacking
