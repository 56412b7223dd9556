"""The rows above the lanes: no tick in a word, no word at the end, days when they have room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.model.times import MINUTES_PER_DAY, Minute, minute_of
from journeyviewer.timeline.layout import axis_height, lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.plan import plan_journey
from journeyviewer.timeline.scene import CAP_HEIGHT, Boxes, Face, Scene, Text
from journeyviewer.timeline.view import View
from tests.journeys import a_case, full_journey
from tests.scene_checks import texts

FIRST = date(1999, 1, 1)


def measure(words: str, face: Face) -> float:
    """Stand in for a toolkit: every letter takes half its size."""
    return len(words) * face.size * 0.48


def scene_of(view: View, width: float = 1000.0) -> Scene:
    return lay_out(plan_journey(full_journey()), view, width, 600, metrics("compact"), measure)


def near(start: date, days: int) -> View:
    return View().with_period(minute_of(start), minute_of(start + timedelta(days=days)))


def labels(scene: Scene) -> list[Text]:
    """Return the words on the axis, without the name of the aligning event."""
    rows = [
        mark
        for mark in scene.marks
        if isinstance(mark, Text)
        and mark.y < scene.plot_top
        and mark.left >= scene.plot_left - 4
        and "Identified" not in mark.text
        and "column" not in mark.text
    ]
    return rows


def crossed(scene: Scene) -> list[str]:
    ticks = [
        tick
        for mark in scene.marks
        if isinstance(mark, Boxes)
        for tick in mark.rects
        if tick[1] + tick[3] < scene.plot_top
    ]
    return [
        text.text
        for text in labels(scene)
        for tick in ticks
        if text.left - 1 < tick[0] + 0.5 < text.left + text.width + 1
        and tick[1] < text.y
        and tick[1] + tick[3] > text.y - text.face.size * CAP_HEIGHT
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.dates(FIRST, date(2015, 1, 1)),
    st.integers(21, 6000),
    st.floats(500, 1800),
)
def test_no_tick_crosses_words_and_no_words_touch_the_end(
    start: date, days: int, width: float
) -> None:
    for view in (near(start, days), View()):
        scene = scene_of(view, width)
        assert crossed(scene) == []
        assert all(text.left + text.width <= scene.plot_right - 4 for text in labels(scene))


def test_after_the_fold_the_first_quarter_leaves_the_year_alone() -> None:
    scene = scene_of(View(), 1300)
    assert "2011" in [text.text for text in labels(scene)]
    assert crossed(scene) == []


def test_a_month_of_close_looking_says_its_month_and_numbers_its_days() -> None:
    words = [text.text for text in labels(scene_of(near(date(2013, 3, 4), 31), 1100))]
    assert "Mar 2013" in words
    assert {"10", "15", "20", "25", "Apr"} <= set(words)


@pytest.mark.parametrize("day", [date(2013, 3, 5), date(2013, 4, 1), date(2013, 1, 1)])
def test_a_day_the_axis_begins_within_has_no_tick_left_of_it(day: date) -> None:
    evening = Minute(minute_of(day) + 20 * 60)
    scene = scene_of(View().with_period(evening, Minute(evening + 22 * MINUTES_PER_DAY)))
    ticks = [rect for mark in scene.marks if isinstance(mark, Boxes) for rect in mark.rects]
    on_axis = [x for x, top, _, tall in ticks if top + tall < scene.plot_top]
    assert len(on_axis) > 2
    assert min(on_axis) >= scene.plot_left - 1


def test_days_have_lines_of_their_own_only_when_they_have_room() -> None:
    def lines(view: View) -> int:
        scene = scene_of(view, 1100)
        boxes = [mark for mark in scene.marks if isinstance(mark, Boxes)]
        return sum(rect[3] > 100 and rect[2] <= 1 for mark in boxes for rect in mark.rects)

    assert lines(near(date(2013, 3, 4), 31)) >= lines(near(date(2013, 3, 4), 365)) + 10


def narrow(words: str, face: Face) -> float:
    """Stand in for letters as wide as those of the room's."""
    return len(words) * face.size * 0.42


def months_in(view: View, *, aligned: bool = True) -> list[Text]:
    """Return the words of the row of months, its name first; [] without a row."""
    plan = plan_journey(full_journey())
    journey = plan if aligned else replace(plan, aligned=None)
    scene = lay_out(journey, view, 1372, 600, metrics("present"), narrow)
    found = [mark for mark in scene.marks if isinstance(mark, Text)]
    name = next((mark for mark in found if mark.text.startswith("Months")), None)
    if name is None:
        return []
    return [mark for mark in found if mark.y == name.y]


def test_months_from_the_event_stand_under_the_ages_at_their_days() -> None:
    ages = replace(near(date(2012, 10, 1), 270), dates=False, two_speed=False)
    assert months_in(ages) == []
    name, zero, *others = months_in(replace(ages, months=True))
    assert name.text == "Months from high risk"
    assert (zero.text, zero.face.weight) == ("0", 600)
    assert [mark.text for mark in others] == ["−2", "+2", "+4"]
    middles = [mark.left + mark.width / 2 for mark in (others[0], zero, *others[1:])]
    gaps = [second - first for first, second in pairwise(middles)]
    assert max(gaps) - min(gaps) < 0.06 * max(gaps)


def test_a_row_of_months_takes_its_height_and_is_left_out_without_an_event() -> None:
    ages = replace(near(date(2012, 10, 1), 270), dates=False, two_speed=False)
    sizes = metrics("present")
    journey = plan_journey(full_journey())
    for view in (ages, replace(ages, months=True)):
        scene = lay_out(journey, view, 1372, 600, sizes, measure)
        assert scene.plot_top == axis_height(journey, view, sizes)
    shown = replace(ages, months=True)
    taller = axis_height(journey, shown, sizes) - axis_height(journey, ages, sizes)
    assert taller == sizes.age_row_h
    assert months_in(shown, aligned=False) == []
    without = replace(journey, aligned=None)
    assert axis_height(without, shown, sizes) == axis_height(without, ages, sizes)


@pytest.mark.parametrize(("days", "step"), [(270, 2), (700, 3), (6000, 24)])
def test_the_further_away_the_fewer_months_are_named(days: int, step: int) -> None:
    view = replace(near(date(2012, 10, 1), days), dates=False, two_speed=False, months=True)
    told = [int(mark.text.replace("−", "-")) for mark in months_in(view)[1:]]
    assert all(months % step == 0 for months in told)
    assert len(told) == len(set(told)) >= 2


@pytest.mark.parametrize("dates", [True, False])
def test_no_day_is_told_of_a_case_of_which_none_is_known(dates: bool) -> None:
    """All its rows may have been kept aside: a scale would be made up."""
    nothing = plan_journey(a_case(birth=None, read_on=None))
    scene = lay_out(nothing, View(dates=dates), 1000.0, 600, metrics("compact"), measure)
    assert labels(scene) == []
    read = plan_journey(a_case(birth=None, read_on="2015-11-18"))
    assert labels(lay_out(read, View(dates=dates), 1000.0, 600, metrics("compact"), measure))


def test_a_column_is_called_a_month_only_where_months_have_columns() -> None:
    """On a small screen with large text, or over many years, right of the fold they are years."""
    wide, narrow = ([mark.text for mark in texts(scene_of(View(), size))] for size in (1300, 420))
    assert "1 column = 1 month" in wide and "12 times as wide" not in wide
    assert "1 column = 1 month" not in narrow and "12 times as wide" in narrow
