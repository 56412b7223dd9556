"""Cases of thousands of records: nothing is lost, nothing jumps, and a frame stays small."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.model.lanes import lanes
from journeyviewer.model.times import Minute, date_of
from journeyviewer.timeline.columns import CLASSES, Columns, is_kept, kept_rects, merged
from journeyviewer.timeline.layout import lanes_end, lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.places import Places
from journeyviewer.timeline.plan import (
    Journey,
    alignment_of,
    first_day,
    plan_journey,
    plan_lanes,
)
from journeyviewer.timeline.scene import Boxes, Face, Scene
from journeyviewer.timeline.view import View
from tests.benchmarks.camera import steps
from tests.big_cases import big_case, placements_case
from tests.scene_checks import item_at

WIDTH, HEIGHT = 1340.0, 848.0
ALL_OPEN = frozenset(item.key for item in lanes())
JOURNEYS = {
    "300": plan_journey(big_case(300)),
    "5000": plan_journey(big_case(5_000)),
    "placements": plan_journey(placements_case()),
}


@cache
def largest() -> Journey:
    """Return a journey of more records than any real one has; made when it is first asked for."""
    return plan_journey(big_case(20_000))


def measure(words: str, face: Face) -> float:
    """Stand in for a toolkit: every letter takes half its size."""
    return len(words) * face.size * 0.5


def scene(journey: Journey, share: tuple[float, float] | None = None, **how: object) -> Scene:
    view = View(**how)  # type: ignore[arg-type]
    if share is not None:
        length = journey.end - journey.start
        start, end = (Minute(round(journey.start + part * length)) for part in share)
        view = view.with_period(start, end)
    return lay_out(journey, view, WIDTH, HEIGHT, metrics("desk"), measure)


@pytest.mark.parametrize("name", JOURNEYS)
@pytest.mark.parametrize("open_lanes", [View().open_lanes, ALL_OPEN, frozenset()])
def test_every_record_can_be_pointed_at(name: str, open_lanes: frozenset[str]) -> None:
    journey = JOURNEYS[name]
    found = Counter(
        entry for item in scene(journey, open_lanes=open_lanes).items for entry in item.entries
    )
    assert set(found) == {entry.id for entry in journey.case.entries}
    assert set(found.values()) == {1}


@pytest.mark.parametrize("name", JOURNEYS)
def test_rows_stay_where_they_are_along_the_whole_way(name: str) -> None:
    journey = JOURNEYS[name]
    rows = {scene(journey, (step.start, step.end)).bands for step in list(steps())[::15]}
    assert len(rows) == 1


def test_a_frame_grows_with_the_pixels_and_not_with_the_records() -> None:
    few, many = scene(JOURNEYS["5000"]), scene(largest())
    assert len(many.marks) < 2 * len(few.marks)
    assert len(many.items) < 2 * len(few.items)
    assert len(few.marks) < 2_600


def test_orders_and_high_levels_keep_a_bar_of_their_own_tone() -> None:
    journey = largest()
    drawn = scene(journey, open_lanes=ALL_OPEN)
    for key in ("legal", "cse"):
        spans = [span for row in journey.lanes[key].rows for span in row if is_kept(span)]
        assert spans
        rects = [
            (mark.fill, rect)
            for mark in drawn.marks
            if isinstance(mark, Boxes) and mark.fill and mark.fill.startswith(f"{key}.")
            for rect in mark.rects
        ]
        tones = {fill for fill, _ in rects}
        assert {f"{key}.{span.step}" for span in spans} <= tones


@given(st.integers(0, 10_000), st.integers(1, 400))
@settings(max_examples=40, deadline=None)
def test_columns_cover_exactly_what_the_spans_cover(seed: int, count: int) -> None:
    chance = random.Random(seed)
    lefts = np.array(sorted(chance.uniform(-5, 65) for _ in range(count)))
    rights = lefts + np.array([chance.choice((0.0, chance.random() * 3)) for _ in range(count)])
    classes = np.array([chance.randrange(5) for _ in range(count)])
    columns = merged(lefts, rights, classes, 0.0, 60.0)
    ends = np.minimum(rights, np.append(lefts[1:], np.inf))
    for number in range(60):
        shares = [0.0] * len(CLASSES)
        for left, end, of_class in zip(lefts, ends, classes, strict=True):
            shares[of_class] += max(0.0, min(end, number + 1) - max(left, number))
        assert columns.cover[number] == pytest.approx(min(1.0, sum(shares)), abs=1 / 255 / 100)
        begins = any(number <= left < number + 1 for left in lefts)
        assert (columns.commonest[number] >= 0) == (begins or sum(shares) > 0)
        if sum(shares) > 0:
            assert shares[columns.commonest[number]] >= max(shares) - 1e-3


def test_a_column_that_holds_something_is_never_empty() -> None:
    columns = Columns(10.0, np.array([0.0, 0.001, 1.0, 1.0, 0.0]), np.array([2, 0, 3, 3, -1]))
    rects = columns.rects(100.0, 20.0)
    assert rects["3"] == [(10.0, 118.0, 1.0, 2.0)]
    assert rects["1"] == [(11.0, 118.0, 1.0, 2.0)]
    assert rects["4"] == [(12.0, 100.0, 2.0, 20.0)]


def test_kept_spans_are_seen_however_short_and_join_only_their_own_kind() -> None:
    lefts, rights = np.array([5.0, 6.0, 6.5, 40.0]), np.array([5.0, 6.1, 6.6, 52.0])
    rects = kept_rects(lefts, rights, np.array([3, 3, 1, 1]), (0.0, 50.0, 8.0, 24.0))
    assert rects[3] == [(5.0, 8.0, 3.5, 24.0)]
    assert rects[1] == [(6.5, 8.0, 2.5, 24.0), (40.0, 8.0, 10.0, 24.0)]


def test_what_is_pointed_at_is_found_as_if_every_item_were_tried() -> None:
    drawn = scene(JOURNEYS["5000"])
    places = Places(drawn)
    chance = random.Random(3)
    for _ in range(300):
        x, y = chance.uniform(0, WIDTH), chance.uniform(drawn.plot_top, drawn.plot_bottom)
        assert places.item_at(x, y) is item_at(drawn, x, y)


@pytest.mark.parametrize("name", JOURNEYS)
@pytest.mark.parametrize("height", [300.0, 700.0, 2_000.0])
def test_where_lanes_end_is_known_before_they_are_laid_out(name: str, height: float) -> None:
    journey = JOURNEYS[name]
    for open_lanes in (ALL_OPEN, frozenset({"residence", "missing"}), frozenset()):
        view = View(open_lanes=open_lanes)
        for sizes in (metrics("desk"), metrics("present")):
            laid = lay_out(journey, view, WIDTH, height, sizes, measure)
            assert lanes_end(journey, view, sizes, height) == laid.plot_bottom


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_of_some_lanes_has_the_life_and_the_events_of_the_whole(name: str) -> None:
    whole, wanted = JOURNEYS[name], ("legal", "residence", "support")
    some = plan_lanes(whole.case, wanted)
    assert set(some.lanes) == set(wanted)
    assert all(some.lanes[key] == whole.lanes[key] for key in wanted)
    assert (some.start, some.end, some.aligned) == (whole.start, whole.end, whole.aligned)
    assert alignment_of(whole.case) == whole.aligned
    assert first_day(whole.case) == date_of(whole.start)
