"""What begins on the last day of a journey is seen, as long as it was by then: not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from journeyviewer.model.chronology import Case, Kind
from journeyviewer.timeline.bar import LEAST_WIDTH
from journeyviewer.timeline.bars import POINT
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.plan import plan_journey
from journeyviewer.timeline.scene import Box, Ink, Scene, Shape
from journeyviewer.timeline.view import View
from tests.journeys import OPEN, UNKNOWN, a_case, entry
from tests.scene_checks import item_at
from tests.unit.test_layout import ALL_OPEN, measure, scene_of

LAST = "2015-11-18"
NONE_OPEN = replace(View(), open_lanes=frozenset())


def begun(end: str | None = OPEN, lane: str = "legal", what: str = "S31", **how: object) -> Case:
    """Return a case whose last spell begins on the day of reading."""
    made = entry(lane, what, LAST, end, kind=Kind.SPELL, **how)  # type: ignore[arg-type]
    return a_case(entry("residence", "FC", "2010-01-01", LAST), made, read_on=LAST)


def points(scene: Scene) -> list[Shape]:
    """Return the points of open ends, as they are filled."""
    found = [mark for mark in scene.marks if isinstance(mark, Shape) and mark.fill is not None]
    return [mark for mark in found if max(x for x, _ in mark.points) > scene.plot_right]


def test_a_spell_that_goes_on_has_its_cap_and_its_point_at_the_end_of_the_journey() -> None:
    scene = scene_of(begun(), ALL_OPEN)
    (point,) = points(scene)
    # It points from the last day on, and nothing of it lies before that day.
    assert [round(x, 2) for x, _ in point.points] == [
        round(scene.plot_right, 2),
        round(scene.plot_right + POINT, 2),
        round(scene.plot_right, 2),
    ]
    (cap,) = [m for m in scene.marks if isinstance(m, Box) and m.fill == Ink("legal.edge")]
    assert cap.x == pytest.approx(scene.plot_right) and 0 < cap.width <= LEAST_WIDTH
    item = item_at(scene, scene.plot_right + POINT / 2, cap.y + cap.height / 2)
    assert item is not None and item.lane == "legal" and item.width == pytest.approx(POINT)


@pytest.mark.parametrize("days", ["2015-11-17", "2015-11-16", "2015-11-01"])
def test_one_that_began_shortly_before_is_as_long_as_it_was(days: str) -> None:
    made = entry("legal", "S31", days, OPEN)
    case = a_case(entry("residence", "FC", "2010-01-01", LAST), made, read_on=LAST)
    scene = scene_of(case, ALL_OPEN)
    (point,) = points(scene)
    assert min(x for x, _ in point.points) == pytest.approx(scene.plot_right)
    (item,) = [item for item in scene.items if made.id in item.entries]
    journey = plan_journey(case)
    share = (journey.end - next(iter(journey.lanes["legal"].rows))[0].start) / 1440
    assert share == {"2015-11-17": 1, "2015-11-16": 2, "2015-11-01": 17}[days]
    assert item.x < scene.plot_right < item.x + item.width + POINT


@pytest.mark.parametrize("view", [ALL_OPEN, NONE_OPEN], ids=["open", "folded"])
@pytest.mark.parametrize("end", [OPEN, UNKNOWN, LAST])
@pytest.mark.parametrize(
    ("lane", "what"),
    [
        ("legal", "S31"),
        ("legal", "NONE"),
        ("education", "NR"),
        ("education", "NEET"),
        ("family", "Kinship"),
        ("residence", "K2"),
    ],
)
def test_whatever_begins_on_the_last_day_is_drawn_and_can_be_pointed_at(
    view: View, end: str, lane: str, what: str
) -> None:
    case = begun(end, lane, what)
    still = a_case(*case.entries[:-1], read_on=LAST)
    found = Counter(name for item in scene_of(case, view).items for name in item.entries)
    assert set(found) == {each.id for each in case.entries} and set(found.values()) == {1}
    last = next(item for item in scene_of(case, view).items if case.entries[-1].id in item.entries)
    assert last.width >= LEAST_WIDTH - 0.1
    drawn, before = (scene_of(each, view) for each in (case, still))
    inside = [_inside(scene, lane) for scene in (drawn, before)]
    assert inside[0] > inside[1]


def _inside(scene: Scene, lane: str) -> int:
    """Count the marks near the end of the plot within a lane."""
    band = next(band for band in scene.bands if band.lane == lane)
    count = 0
    for mark in scene.marks:
        x = getattr(mark, "x", getattr(mark, "x1", None))
        y = getattr(mark, "y", getattr(mark, "y1", None))
        if isinstance(mark, Shape):
            x, y = mark.points[0]
        if x is not None and y is not None and band.y < y < band.y + band.height:
            count += scene.plot_right - 8 < x < scene.plot_right + POINT
    return count


def test_where_the_window_ends_before_the_journey_does_nothing_is_pointed() -> None:
    journey = plan_journey(begun())
    view = ALL_OPEN.with_period(journey.start, journey.end - 30 * 1440)
    scene = lay_out(journey, view, 1340, 600, metrics("desk"), measure)
    assert points(scene) == [] and all(item.lane != "legal" for item in scene.items)


def test_of_a_crowded_lane_the_one_that_goes_on_is_not_merged_away() -> None:
    crowd = [
        entry(
            "education",
            "SCH",
            f"20{year:02}-{month:02}-{day:02}",
            f"20{year:02}-{month:02}-{day + 1:02}",
        )
        for year in range(1, 15)
        for month in range(1, 13)
        for day in range(1, 25, 3)
    ]
    last = entry("education", "NEET", LAST, OPEN)
    case = a_case(*crowd, last, read_on=LAST)
    assert len(case.entries) > 1000
    scene = scene_of(case, ALL_OPEN)
    assert len(points(scene)) == 1
    assert sum(last.id in item.entries for item in scene.items) == 1
