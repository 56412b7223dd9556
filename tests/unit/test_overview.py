"""The strip under the journey: true scale, and a window that keeps to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.model.chronology import Coverage
from journeyviewer.model.times import MINUTES_PER_DAY, Minute, minute_of
from journeyviewer.timeline.annotations import Annotations, PinMark
from journeyviewer.timeline.overview import Place, Strip, Window, lay_out_overview
from journeyviewer.timeline.plan import Journey, plan_journey
from journeyviewer.timeline.scale import PlainScale
from journeyviewer.timeline.scene import Box, Boxes, Face, Hatch, Line, Mark, Text
from tests.journeys import OPEN, a_case, entry, full_journey

PLACE = Place(186, 1318, 4, 46.5, 61, Face(12))
LEAST = 21 * MINUTES_PER_DAY
FIRST, LAST = minute_of(date(1998, 5, 1)), minute_of(date(2015, 11, 18))
SCALE = PlainScale(FIRST, LAST, PLACE.left, PLACE.right)
positions = st.integers(FIRST, LAST).map(Minute)
pixels = st.floats(0, 1500, allow_nan=False)


def measure(words: str, face: Face) -> float:
    return len(words) * face.size * 0.5


def strip(journey: Journey | None = None, **more: object) -> Strip:
    return lay_out_overview(journey or plan_journey(full_journey()), PLACE, measure, **more)  # type: ignore[arg-type]


def words(marks: tuple[Mark, ...]) -> list[str]:
    return [mark.text for mark in marks if isinstance(mark, Text)]


def bars(made: Strip) -> list[Box]:
    return [mark for mark in made.under if isinstance(mark, Box)]


def test_every_year_is_as_wide_as_every_other() -> None:
    made = strip()
    years = {
        int(mark.text): mark.left + mark.width / 2 for mark in made.over if isinstance(mark, Text)
    }
    steps = [
        (years[year + 1] - years[year]) / (date(year + 1, 1, 1) - date(year, 1, 1)).days
        for year in years
        if year + 1 in years
    ]
    assert len(steps) > 10
    assert max(steps) == pytest.approx(min(steps), rel=1e-3)


def test_a_bar_is_as_long_as_the_time_it_stands_for() -> None:
    journey = plan_journey(full_journey())
    scale = strip(journey).scale
    secure = next(p for p in journey.lanes["residence"].rows[0] if p.entry.category == "SCH")
    days = (secure.end - secure.start) / MINUTES_PER_DAY
    assert days == 86
    drawn = next(
        bar for bar in bars(strip(journey)) if bar.x == pytest.approx(scale.x(secure.start))
    )
    per_day = (PLACE.right - PLACE.left) / ((journey.end - journey.start) / MINUTES_PER_DAY)
    assert drawn.width == pytest.approx(days * per_day, abs=0.7)
    assert drawn.fill == f"residence.{secure.step}"


def test_all_marks_stay_on_the_strip() -> None:
    made = strip(hits=[FIRST, LAST])
    for mark in (*made.under, *made.over):
        if isinstance(mark, Box):
            assert mark.x >= PLACE.left - 2 and mark.x + mark.width <= PLACE.right + 2
            assert mark.y >= PLACE.top and mark.y + mark.height <= PLACE.base + 0.5
        elif isinstance(mark, Boxes):
            for x, y, width, height in mark.rects:
                assert x >= PLACE.left and x + width <= PLACE.right + 8
                assert y > PLACE.bar[0] + PLACE.bar[1] and y + height <= PLACE.base + 0.5


def test_columns_of_missing_episodes_are_as_high_as_their_number() -> None:
    days = ("2013-01-02", "2013-01-09", "2013-01-20", "2013-03-01")
    journey = plan_journey(a_case(*(entry("missing", "M", day, day) for day in days)))
    (columns,) = [mark for mark in strip(journey).under if isinstance(mark, Boxes)]
    assert [round(height / columns.rects[1][3]) for _, _, _, height in columns.rects] == [3, 1]


def test_no_year_is_written_while_dates_are_hidden() -> None:
    said = words(strip(dates=False).over)
    assert said[0] == "Birth" and "15" in said
    assert not any(len(text) == 4 and text.isdigit() for text in said)
    unborn = plan_journey(a_case(entry("residence", "FC", "2010-01-01", OPEN), birth=None))
    assert words(strip(unborn, dates=False).over)[0] == "First record"


def test_nothing_is_drawn_after_the_curtain() -> None:
    day = date(2013, 6, 1)
    made = strip(curtain=day)
    x = made.scale.x(minute_of(day))
    ground = next(mark for mark in made.over if isinstance(mark, Box))
    assert ground.x == pytest.approx(x) and ground.x + ground.width == PLACE.right
    line = next(m for m in made.over if isinstance(m, Line) and abs(m.x1 - x) < 1 and m.x1 == m.x2)
    assert line.ink == "ink"


def test_gaps_of_the_record_are_hatched() -> None:
    spells = (
        entry("residence", "FC", "2010-01-01", "2011-01-01"),
        entry("residence", "FC", "2012-01-01", OPEN),
    )
    case = replace(a_case(*spells), coverage=(Coverage("Case file", "all", None, None),))
    made = strip(plan_journey(case))
    (hatch,) = [mark for mark in made.under if isinstance(mark, Hatch)]
    assert hatch.x == pytest.approx(made.scale.x(minute_of(date(2011, 1, 1))))


@given(positions, positions)
def test_a_window_and_its_pixels_say_the_same(one: Minute, other: Minute) -> None:
    window = Window(SCALE, min(one, other), max(one, other))
    left, right = window.pixels
    again = window.drawn(left, right)
    minute_per_pixel = (LAST - FIRST) / (SCALE.right - SCALE.left)
    assert abs(again.start - window.start) <= minute_per_pixel * 0.01
    assert abs(again.end - window.end) <= minute_per_pixel * 0.01
    assert window.drawn(right, left) == again


@given(positions, st.integers(LEAST, 3000 * MINUTES_PER_DAY), pixels.map(lambda x: x - 750))
def test_a_window_that_is_moved_keeps_its_length_and_the_axis(
    start: Minute, length: int, by: float
) -> None:
    start = Minute(min(start, LAST - length))
    if start < FIRST:
        return
    moved = Window(SCALE, start, Minute(start + length)).dragged("inside", by, LEAST)
    assert moved.end - moved.start == length
    assert moved.start >= FIRST and moved.end <= LAST


@given(positions, st.sampled_from(["start", "end"]), pixels.map(lambda x: x - 750))
def test_an_edge_that_is_dragged_leaves_the_other_and_the_least_length(
    start: Minute, part: str, by: float
) -> None:
    start = Minute(min(start, LAST - 2 * LEAST))
    window = Window(SCALE, start, Minute(start + 2 * LEAST))
    dragged = window.dragged(part, by, LEAST)
    assert dragged.end - dragged.start >= LEAST
    if part == "start":
        assert dragged.end == window.end
    else:
        assert dragged.start == window.start


@given(positions, positions, pixels)
def test_every_pixel_belongs_to_one_part_of_the_window(a: Minute, b: Minute, x: float) -> None:
    window = Window(SCALE, min(a, b), max(a, b))
    left, right = window.pixels
    part = window.part_at(x)
    assert part in ("start", "end", "inside", "outside")
    if part == "inside":
        assert left <= x <= right
    if part == "outside":
        assert x < left or x > right
    if right > left:
        assert window.part_at(left) == "start"


def test_notes_and_key_developments_are_ticks_at_their_true_places() -> None:
    days = (date(2003, 1, 1), date(2013, 4, 24))
    pins = tuple(
        PinMark(f"n{number}", number, "Question", "legal", minute_of(day))
        for number, day in enumerate(days, start=1)
    )
    made = Annotations((), pins[:1], pins)
    journey = replace(plan_journey(full_journey()), annotations=made)
    ticks = {
        mark.fill: [x + width / 2 for x, _, width, _ in mark.rects]
        for mark in strip(journey).over
        if isinstance(mark, Boxes) and mark.fill in ("noteEdge", "ink")
    }
    scale = strip(journey).scale
    assert ticks["noteEdge"] == pytest.approx([scale.x(pin.at) for pin in pins], abs=0.5)
    assert ticks["ink"] == pytest.approx([scale.x(pins[0].at)], abs=0.5)
    assert not any(isinstance(mark, Boxes) for mark in strip().over)


def test_the_column_of_a_last_month_ends_with_the_journey() -> None:
    case = a_case(
        entry("missing", "Missing episode", "2014-03-01", "2014-03-02"),
        entry("missing", "Missing episode", "2014-03-09", "2014-03-10"),
        read_on=None,
        birth=None,
    )
    made = strip(plan_journey(case))

    (columns,) = [mark for mark in made.under if isinstance(mark, Boxes)]
    assert all(x + width <= PLACE.right for x, _, width, _ in columns.rects)


def test_no_record_is_told_of_in_a_case_that_holds_none() -> None:
    nothing = plan_journey(a_case(birth=None, read_on=None))
    assert words(strip(nothing, dates=False).over) == []
