"""What a reader sees of a journey: edges, labels, rows and clusters, with measured words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.ingest.dates import parse_date
from journeyviewer.model.chronology import Case, Coverage
from journeyviewer.model.lanes import lanes
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.plan import plan_journey
from journeyviewer.timeline.scale import scale_for
from journeyviewer.timeline.scene import Box, Face, Fade, Glyph, Hatch, Line, Scene, Text
from journeyviewer.timeline.view import View
from tests.journeys import OPEN, UNKNOWN, a_case, entry, full_journey, when
from tests.scene_checks import cap_box, colliding_texts, texts, texts_outside

ALL_OPEN = View(open_lanes=frozenset(item.key for item in lanes()))


def measure(words: str, face: Face) -> float:
    """Stand in for a toolkit: every letter takes half its size."""
    return len(words) * face.size * 0.48


WHOLE = View()


def scene_of(case: Case, view: View = WHOLE, width: float = 1340, setting: str = "desk") -> Scene:
    return lay_out(plan_journey(case), view, width, 600, metrics(setting), measure)


def words_of(scene: Scene) -> list[str]:
    return [text.text for text in texts(scene)]


def only(scene: Scene, lane: str) -> list[object]:
    band = next(band for band in scene.bands if band.lane == lane)
    inside = []
    for mark in scene.marks:
        y = mark.y1 if isinstance(mark, Line) else getattr(mark, "y", None)
        x = mark.x1 if isinstance(mark, Line) else getattr(mark, "x", 0)
        if y is not None and band.y < y < band.y + band.height and x >= scene.plot_left - 1:
            inside.append(mark)
    return inside


def period(start: str, end: str) -> View:
    return ALL_OPEN.with_period(
        minute_of(date.fromisoformat(start)), minute_of(date.fromisoformat(end))
    )


def test_an_exact_spell_is_a_box_with_a_start_cap() -> None:
    scene = scene_of(
        a_case(entry("residence", "FC", "2010-01-01", "2012-01-01")),
        period("2009-01-01", "2013-01-01"),
    )
    boxes = [mark for mark in only(scene, "residence") if isinstance(mark, Box)]
    bar = next(box for box in boxes if box.fill == "residence.3")
    scale = scale_for(
        plan_journey(full_journey()),
        period("2009-01-01", "2013-01-01"),
        scene.plot_left,
        scene.plot_right,
    )
    assert bar.x == pytest.approx(scale.x(minute_of(date(2010, 1, 1))))
    assert bar.x + bar.width == pytest.approx(scale.x(minute_of(date(2012, 1, 1))) - 1.5)
    assert any(box.fill == "residence.edge" and box.width == 3 for box in boxes)


def test_a_date_known_to_the_month_has_no_crisp_edge() -> None:
    scene = scene_of(
        a_case(entry("residence", "FC", "2010-03", "2012-01-01")),
        period("2009-01-01", "2013-01-01"),
    )
    fades = [mark for mark in scene.marks if isinstance(mark, Fade)]
    assert len(fades) == 1 and fades[0].full == "right" and fades[0].width >= 7
    assert not any(isinstance(mark, Box) and mark.fill == "residence.edge" for mark in scene.marks)


def test_still_going_on_points_past_the_reading_line() -> None:
    scene = scene_of(a_case(entry("residence", "SA", "2012-01-01", OPEN)))
    tips = [x for mark in scene.marks if hasattr(mark, "points") for x, _ in mark.points]
    assert max(tips) == pytest.approx(scene.plot_right + 7)


def test_an_unknown_end_is_torn_at_the_next_spell() -> None:
    case = a_case(
        entry("residence", "FC", "2010-01-01", UNKNOWN),
        entry("residence", "RH", "2011-01-01", OPEN),
    )
    assert "mark:torn" in scene_of(case).used
    closed = a_case(
        entry("residence", "FC", "2010-01-01", "2011-01-01"),
        entry("residence", "RH", "2011-01-01", OPEN),
    )
    assert "mark:torn" not in scene_of(closed).used


def test_absence_has_its_own_looks() -> None:
    scene = scene_of(full_journey())
    assert any(isinstance(mark, Hatch) for mark in only(scene, "education"))
    assert {"mark:not-recorded", "mark:none"} <= scene.used
    empty = scene_of(a_case(entry("residence", "FC", "2010-01-01", OPEN)))
    assert "nothing recorded" in words_of(empty)
    assert not any(isinstance(mark, Hatch) for mark in empty.marks)


def test_neet_is_an_outline_not_a_dark_bar() -> None:
    scene = scene_of(a_case(entry("education", "NEET", "2014-01-01", OPEN)))
    assert not any(
        str(getattr(mark, "fill", "")).startswith("education.")
        for mark in only(scene, "education")
        if isinstance(mark, Box) and mark.width > 4
    )


def test_welfare_and_justice_never_look_the_same() -> None:
    secure = scene_of(
        a_case(entry("residence", "SCH", "2013-01-01", "2013-06-01")),
        period("2012-12-01", "2013-08-01"),
    )
    remand = scene_of(
        a_case(entry("residence", "RM", "2013-01-01", "2013-06-01")),
        period("2012-12-01", "2013-08-01"),
    )
    assert "mark:secure" in secure.used and "mark:justice" not in secure.used
    assert "mark:justice" in remand.used and "mark:secure" not in remand.used
    assert len(secure.marks) < len(remand.marks)


def test_the_longest_label_that_fits_is_written_whole() -> None:
    spell = entry(
        "residence",
        "FC",
        "2013-01-01",
        "2013-07-01",
        words="Foster carer A",
        short=["Foster A", "FA"],
    )
    case = a_case(spell, read_on="2015-01-01")
    for view, expected in (
        (period("2012-12-01", "2013-08-01"), "Foster carer A"),
        (period("2010-01-01", "2015-01-01"), "Foster carer A"),
        (period("2006-01-01", "2015-01-01"), "FA"),
    ):
        assert expected in words_of(scene_of(case, view)), view
    assert not any("…" in words for words in words_of(scene_of(case)))


def test_the_last_event_is_labelled_at_its_left_where_the_journey_ends() -> None:
    def label(second: str, view: View = WHOLE, read_on: str = "2014-01-01") -> Text | None:
        days = {"Referral": "2010-01-01", "Assessment": second, "Strategy": "2013-12-30"}
        events = [
            entry("referrals", "REF", day, label=name, words=name, short=[])
            for name, day in days.items()
        ]
        scene = scene_of(a_case(*events, read_on=read_on), view)
        assert not colliding_texts(scene) and not texts_outside(scene)
        named = [mark for mark in scene.marks if isinstance(mark, Text) and mark.text == "Strategy"]
        return named[0] if named else None

    last = label("2011-06-01")
    assert last is not None and last.anchor == "right" and last.left > 1100
    assert label("2013-06-01") is None
    # Where the journey goes on to the right, no label changes sides while panning.
    moved = period("2009-01-01", "2014-01-01")
    assert label("2011-06-01", moved, "2014-06-01") is None


def test_rows_of_a_lane_do_not_jump_while_zooming() -> None:
    journey = plan_journey(full_journey())
    places: dict[str, set[float]] = {}
    for years in (17, 8, 3, 1):
        view = View().with_period(minute_of(date(2014 - years, 1, 1)), minute_of(date(2014, 1, 1)))
        for item in lay_out(journey, view, 1340, 600, metrics("desk"), measure).items:
            if len(item.entries) == 1 and item.lane in ("legal", "residence", "support"):
                places.setdefault(item.entries[0], set()).add(round(item.y + item.height / 2, 1))
    assert len(places) > 10
    assert all(len(heights) == 1 for heights in places.values())


def test_points_that_would_touch_become_a_count() -> None:
    entries = [entry("referrals", "Strategy meeting", f"2012-03-{day:02}") for day in range(1, 6)]
    scene = scene_of(a_case(*entries, entry("cse", "HIGH", "2013-01-01", OPEN)))
    pills = [item for item in scene.items if len(item.entries) > 1]
    assert sum(len(item.entries) for item in scene.items if item.lane == "referrals") == 5
    assert pills and "mark:cluster" in scene.used
    apart = scene_of(a_case(*entries), period("2012-02-20", "2012-03-12"))
    assert all(len(item.entries) == 1 for item in apart.items)


def test_every_entry_is_on_the_whole_journey() -> None:
    case = full_journey()
    shown = {name for item in scene_of(case).items for name in item.entries}
    assert shown == {entry.id for entry in case.entries}
    folded = View(open_lanes=frozenset())
    assert {name for item in scene_of(case, folded).items for name in item.entries} == shown


def test_a_last_entry_known_to_the_year_alone_is_on_the_whole_journey() -> None:
    for read_on in (None, "2013-03-01", "2015-11-18"):
        exact = entry("cse", "Concern raised", "2013-02-01")
        case = a_case(exact, entry("health", "Health contact", "2013"), read_on=read_on)
        for view in (WHOLE, ALL_OPEN):
            scene = scene_of(case, view)
            assert {name for item in scene.items for name in item.entries} == {
                item.id for item in case.entries
            }


@pytest.mark.parametrize("cell", ["by 30 September 2014", "about 30/9/2014", "30/9/2014 22:30"])
@pytest.mark.parametrize("read_on", [None, "2014-09-30", "2015-11-18"])
@pytest.mark.parametrize(
    ("lane", "what"),
    [("health", "Health contact"), ("missing", "Missing episode"), ("residence", "Foster care")],
)
def test_a_last_record_that_begins_within_its_day_is_on_the_whole_journey(
    lane: str, what: str, cell: str, read_on: str | None
) -> None:
    exact = entry("cse", "Concern raised", "2013-02-01")
    last = entry(lane, what, parse_date(cell), UNKNOWN)
    for view in (WHOLE, ALL_OPEN):
        scene = scene_of(a_case(exact, last, read_on=read_on), view)
        assert {name for item in scene.items for name in item.entries} == {exact.id, last.id}


def test_missing_episodes_change_form_with_the_scale() -> None:
    case = full_journey()
    near, middle, far = (
        scene_of(case, period("2012-06-01", "2013-01-01")),
        scene_of(case, period("2011-01-01", "2015-01-01")),
        scene_of(case, View(two_speed=False), width=900),
    )
    assert "mark:missing-column" in far.used and "mark:missing-column" not in near.used
    assert {"mark:interview", "mark:no-interview"} <= middle.used
    assert max(len(item.entries) for item in near.items if item.lane == "missing") == 1
    counted = [words for words in words_of(middle) if words.isdigit() and 4 <= int(words) < 20]
    assert counted


def test_the_fold_is_the_last_september_a_year_before_the_aligning_event() -> None:
    journey = plan_journey(full_journey())
    assert journey.aligned is not None and journey.aligned.when == date(2013, 2, 4)
    assert journey.fold == minute_of(date(2011, 9, 1))
    assert plan_journey(a_case(entry("health", "TH", "2010-01-01", OPEN))).fold is None


def test_without_dates_no_year_is_drawn() -> None:
    scene = scene_of(full_journey(), View(dates=False))
    assert "15 years" in words_of(scene)
    assert not any("20" in words and words.strip().isdigit() for words in words_of(scene))


def test_twelve_lanes_of_a_large_case_need_no_scrolling() -> None:
    # 1080 and 768 pixel screens leave 848 and 602 pixels for the plot.
    case = full_journey()
    assert scene_of(case, width=1340, setting="desk").plot_bottom <= 848
    assert scene_of(case, width=1034, setting="compact").plot_bottom <= 602


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6400), st.integers(20, 3000), st.sampled_from(("desk", "compact", "print")))
def test_words_never_meet_and_never_leave_the_picture(first: int, days: int, setting: str) -> None:
    start = minute_of(date(1998, 5, 1)) + first * 1440
    view = ALL_OPEN.with_period(Minute(start), Minute(start + days * 1440))
    for shown in (view, View(), View(dates=False)):
        scene = scene_of(full_journey(), shown, 1200, setting)
        assert colliding_texts(scene) == []
        assert texts_outside(scene) == []


def test_nothing_is_drawn_left_or_right_of_the_plot_but_open_ends() -> None:
    scene = scene_of(full_journey(), period("2012-01-01", "2014-01-01"))
    for mark in scene.marks:
        if isinstance(mark, Box | Fade | Hatch) and mark.x >= scene.plot_left - 1:
            assert mark.x + mark.width <= scene.plot_right + 0.01
        if isinstance(mark, Glyph) and mark.x > scene.plot_left:
            assert mark.x <= scene.plot_right + 0.5


def test_a_point_known_to_a_season_is_hollow_with_a_whisker() -> None:
    scene = scene_of(full_journey())
    hollow = [mark for mark in only(scene, "cse") if isinstance(mark, Glyph) and mark.hollow]
    assert len(hollow) == 1 and "mark:approximate-point" in scene.used


def test_the_same_words_always_give_the_same_scene() -> None:
    assert scene_of(full_journey()) == scene_of(full_journey())


def test_a_case_with_nothing_dated_still_has_an_axis() -> None:
    scene = scene_of(a_case())
    assert scene.items == () and "nothing recorded" in words_of(scene)
    assert scene_of(a_case(birth=None, read_on=None)).bands


def test_text_sits_on_the_colour_that_belongs_to_its_bar() -> None:
    scene = scene_of(full_journey())
    on_bars = [mark for mark in scene.marks if isinstance(mark, Text) and mark.on is not None]
    assert on_bars and all(mark.ink is None for mark in on_bars)


def test_when_reads_months() -> None:
    assert when("2013-02").latest == date(2013, 2, 28)


def test_a_title_leaves_room_for_the_counts_of_its_lane() -> None:
    case = a_case(entry("cse", "High", "2013-01-01", OPEN), entry("cse", "Arrest", "2013-05-01"))
    compact = words_of(scene_of(case, setting="compact"))
    assert "CSE & response" in compact or "CSE" in compact
    place = next(at for at, words in enumerate(compact) if words.startswith("CSE"))
    assert compact[place + 1][0].isdigit()


def test_a_lane_no_source_was_read_for_says_so() -> None:
    read = Coverage("Placements", "residence", date(1998, 5, 1), None)
    case = replace(a_case(entry("residence", "FC", "2010-01-01", OPEN)), coverage=(read,))
    scene = scene_of(case)
    words = words_of(scene)
    assert "not in what was read" in words and "nothing recorded" not in words
    assert "mark:outside" in scene.used and "mark:not-recorded" not in scene.used


def test_time_before_the_first_record_is_blank_and_a_hole_is_hatched() -> None:
    read = Coverage("Everything", "all", date(1998, 5, 1), None)
    homes = [
        entry("residence", "FC", "2010-01-01", "2011-01-01"),
        entry("residence", "RH", "2012-01-01", OPEN),
    ]
    journey = plan_journey(replace(a_case(*homes), coverage=(read,)))
    hatched = journey.lanes["residence"].hatched
    assert hatched == ((minute_of(date(2011, 1, 1)), minute_of(date(2012, 1, 1))),)


def test_words_of_a_placement_keep_clear_of_a_temporary_one_within_it() -> None:
    case = a_case(
        entry("residence", "FOSTER", "2010-01-01", "2014-01-01", words="A placement long enough"),
        entry("residence", "TEMP", "2011-01-01", "2011-03-01", words="Respite", temporary=True),
    )
    scene = scene_of(case)
    inset = min((item for item in scene.items if item.width), key=lambda item: item.height)
    words = next(text for text in texts(scene) if text.text == "A placement long enough")
    left, _, right, _ = cap_box(words)
    assert left >= inset.x + inset.width or right <= inset.x


def test_what_is_of_no_known_kind_is_counted_and_voiced_in_its_lane() -> None:
    case = a_case(
        entry("support", "Meal cooked together", "2013-01-01"),
        entry("voice", "“Let me stay”", "2013-02-01"),
    )
    scene = scene_of(case, ALL_OPEN)
    assert plan_journey(case).lanes["support"].summary == ("1 record",)
    shapes = {mark.shape for mark in only(scene, "voice") if isinstance(mark, Glyph)}
    assert shapes == {"bubble"}


def test_the_code_of_a_level_stands_for_the_level_whatever_its_score_was() -> None:
    case = a_case(
        entry("residence", "H", "1998-05-01", OPEN),
        entry("cse", "MED", "2013-01-01", "2013-08-01", score=14, tool="a tool"),
    )
    scene = scene_of(case, View(two_speed=False), width=1000)
    assert "MED" in words_of(scene)
    assert dict(scene.short_forms)["MED"] == "Medium"
