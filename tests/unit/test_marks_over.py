"""What is found in a scene by pixel or entry, and the marks laid over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.session.looking import Area
from journeyviewer.session.session import Session
from journeyviewer.timeline.hits import Hit, elsewhere_marks
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics, scaled, with_row_scale
from journeyviewer.timeline.places import Places
from journeyviewer.timeline.plan import plan_journey
from journeyviewer.timeline.scale import PlainScale, TwoSpeedScale, scale_for
from journeyviewer.timeline.scene import Band, Box, Boxes, Face, Item, Scene, Shape, Text
from journeyviewer.timeline.states import area_marks, hit_marks, hover_mark, selection_marks
from journeyviewer.timeline.view import View
from tests.big_cases import big_case
from tests.journeys import full_journey
from tests.scene_checks import item_at

DESK = metrics("desk")


def measure(words: str, face: Face) -> float:
    return len(words) * face.size * 0.5


def drawn(view: View | None = None) -> Scene:
    journey = plan_journey(big_case(600))
    return lay_out(journey, view or View(), 1300, 900, DESK, measure)


def test_places_find_what_the_scene_finds() -> None:
    scene = drawn()
    places = Places(scene)
    found = 0
    for x in range(150, 1300, 7):
        # What lies further to one side is no answer, and need not be tried at every height.
        near = [item for item in scene.items if item.x - 9 < x < item.x + item.width + 9]
        column = replace(scene, items=tuple(near))
        for y in range(60, round(scene.height), 5):
            item = places.item_at(x, y)
            assert item is item_at(column, x, y), (x, y)
            found += item is not None
    assert found > 500


def test_places_know_the_item_of_every_entry() -> None:
    scene = drawn()
    places = Places(scene)
    for item in scene.items:
        for name in item.entries:
            own = places.of(name)
            assert own is not None and name in own.entries
    names = [name for item in scene.items for name in item.entries]
    assert len(places.of_all(names)) == len({id(places.of(name)) for name in names})
    assert places.lane_at(scene.plot_top + 1) == scene.bands[0].lane
    assert places.lane_at(scene.plot_bottom + 1) is None


ONE = Item(("a",), "legal", 100, 50, 40, 20)  # type: ignore[arg-type]
TWO = Item(("b",), "legal", 160, 50, 2, 20)  # type: ignore[arg-type]


def test_a_selection_keeps_a_gap_and_one_focus() -> None:
    marks = [mark for mark in selection_marks([ONE, TWO], True) if isinstance(mark, Box)]
    outlines = [mark for mark in marks if mark.stroke == "focus" and not mark.dash]
    dotted = [mark for mark in marks if mark.dash]
    assert [mark.stroke_width for mark in outlines] == [2.2, 2.2]
    # The stroke runs inside its box: 1 px of plot colour is left round the item.
    assert outlines[0].x + 2.2 == pytest.approx(ONE.x - 1)
    assert len(dotted) == 1 and dotted[0].x < outlines[0].x
    assert not [m for m in selection_marks([ONE], False) if isinstance(m, Box) and m.dash]


def test_a_selection_in_the_colour_of_edges_is_bolder_and_further_away() -> None:
    marks = [mark for mark in selection_marks([ONE], False, bold=True) if isinstance(mark, Box)]
    gap, outline = marks
    assert gap.stroke == "plot" and gap.stroke_width == 2.0 and gap.x == ONE.x - 2
    assert outline.stroke_width == 3.2
    assert outline.x + outline.stroke_width == pytest.approx(ONE.x - 2)


def test_an_outline_ends_where_the_lanes_scroll_away() -> None:
    mark = hover_mark(ONE, lift=30, least_y=25)
    assert isinstance(mark, Box) and mark.y == 25 and mark.y + mark.height == 42


def test_every_hit_has_an_underline_and_the_current_one_a_box() -> None:
    places = Places(Scene(300, 100, (), (ONE, TWO)))
    marks = hit_marks(places, ("a", "b", "gone"), "b")  # type: ignore[arg-type]
    under = next(mark for mark in marks if isinstance(mark, Boxes))
    assert len(under.rects) == 2 and under.fill == "search" and under.stroke == "searchEdge"
    assert {rect[3] for rect in under.rects} == {3.5} and under.rects[1][2] == 6.0
    boxes = [mark for mark in marks if isinstance(mark, Box)]
    assert all(box.x < TWO.x and box.x + box.width > TWO.x + TWO.width for box in boxes)
    assert [box.stroke for box in boxes] == ["searchEdge", "search"]


BANDS = tuple(Band(key, 100.0 + 50 * n, 50, False) for n, key in enumerate("abcd"))


def test_an_area_is_outlined_once_for_lanes_side_by_side() -> None:
    boxes = area_marks(BANDS, {"a", "b", "d"}, 10, 60)
    assert [(box.y, box.y + box.height) for box in boxes] == [(101, 200), (251, 300)]
    assert {(box.x, box.width) for box in boxes} == {(10, 50)}


def test_hits_elsewhere_are_counted_by_lane() -> None:
    bands = (Band("legal", 100, 25, True), Band("cse", 125, 60, False))
    scene = Scene(600, 300, (), (), bands, plot_left=180, plot_right=580)
    scale = PlainScale(Minute(100), Minute(200), 180, 580)
    hits = [Hit("legal", Minute(at), Minute(at + 1)) for at in (10, 120, 130)]
    hits += [Hit("cse", Minute(300), Minute(310)), Hit("cse", Minute(150), Minute(160))]
    marks = elsewhere_marks(scene, scale, hits, DESK, measure)
    words = [(mark.text, mark.x < 180) for mark in marks if isinstance(mark, Text)]
    assert sorted(words) == [("1", False), ("1", False), ("3 hits", True)]
    tips = sorted(mark.points[0][0] for mark in marks if isinstance(mark, Shape))
    assert tips == [181, 579]


def test_the_seam_can_be_put_under_any_pixel() -> None:
    start, end = minute_of(date(1998, 1, 1)), minute_of(date(2015, 1, 1))
    for share in (0.2, 0.5, 0.8):
        x = 180 + share * 1100
        scale = TwoSpeedScale(start, Minute(0), end, 180, 1280)
        moved = replace(scale, fold=scale.fold_at(x))
        assert moved.seam_left + 5 == pytest.approx(x, abs=0.1)


def test_row_scale_leaves_type_alone() -> None:
    tall = with_row_scale(scaled(DESK, 1.0), 1.5)
    assert tall.span_row_h == DESK.span_row_h * 1.5
    assert tall.font_bar_label == DESK.font_bar_label and tall.date_row_h == DESK.date_row_h
    assert with_row_scale(DESK, 1.0) is DESK


def test_an_area_stays_in_sight_until_something_else_is_selected() -> None:
    session = Session()
    session.open_cohort(Cohort(name="test", cases=(full_journey(),)))
    start, end = session.period()
    area = Area(start, end, frozenset({"legal"}))
    session.select_area(area)
    assert session.looking.area == area and len(session.selection) == 7
    session.select(session.selection[0])
    assert session.looking.area is None


def curtained(day: date, dates: bool = True) -> tuple[Scene, float, float]:
    session = Session()
    session.open_cohort(Cohort(name="test", cases=(full_journey(),)))
    session.draw_curtain(day)
    session.show_dates(dates)
    assert session.journey is not None and session.journey.curtain is not None
    scene = lay_out(session.journey, session.view, 1300, 900, DESK, measure)
    scale = scale_for(session.journey, session.view, scene.plot_left, scene.plot_right)
    return scene, scale.x(session.journey.curtain), session.journey.curtain


def test_words_and_items_end_at_the_curtain() -> None:
    for day in (date(2005, 5, 5), date(2012, 9, 21), date(2013, 2, 20), date(2014, 8, 20)):
        scene, x, _ = curtained(day)
        for mark in scene.marks:
            if isinstance(mark, Text) and mark.y > scene.plot_top:
                assert mark.left + mark.width <= x + 9 or "As known" in mark.text, mark.text
        for item in scene.items:
            assert item.x <= x, item


def test_the_curtain_says_its_day_or_its_age() -> None:
    words = [mark.text for mark in curtained(date(2013, 2, 20))[0].marks if isinstance(mark, Text)]
    assert "As known on 20 Feb 2013" in words
    scene, _, _ = curtained(date(2013, 2, 20), dates=False)
    words = [mark.text for mark in scene.marks if isinstance(mark, Text)]
    assert any(text.startswith("As known at 14y") for text in words)
    assert not any("2013" in text for text in words)
