"""What an analyst wrote, as it is drawn: the row of phases, key developments and note pins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from journeyviewer.export.disclosure import ages_only
from journeyviewer.model.chronology import Case
from journeyviewer.model.items import ItemId
from journeyviewer.model.study import Note, Target, study_of
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.timeline.annotating import annotations_of
from journeyviewer.timeline.annotations import Annotations, PhaseMark, PinMark
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.phases import stretches
from journeyviewer.timeline.plan import Journey, plan_journey
from journeyviewer.timeline.scale import scale_for
from journeyviewer.timeline.scene import Box, Boxes, Face, Glyph, Item, Line, Scene
from journeyviewer.timeline.view import View
from tests.annotated import annotations_for
from tests.journeys import OPEN, a_case, entry, full_journey
from tests.scene_checks import colliding_texts, texts, texts_outside

WHOLE = View()


def measure(words: str, face: Face) -> float:
    """Stand in for a toolkit: every letter takes half its size."""
    return len(words) * face.size * 0.48


def written(
    *notes: PinMark,
    developments: tuple[PinMark, ...] = (),
    phases: tuple[PhaseMark, ...] = (),
    case: Case | None = None,
) -> Journey:
    made = Annotations(phases, developments, notes)
    return replace(plan_journey(case or full_journey()), annotations=made)


def laid(journey: Journey, view: View = WHOLE, setting: str = "desk", width: float = 1340) -> Scene:
    return lay_out(journey, view, width, 900, metrics(setting), measure)


def at(text: str) -> Minute:
    return minute_of(date.fromisoformat(text))


def note(number: int, lane: str, day: str, **how: object) -> PinMark:
    return PinMark(f"n{number}", number, "Question", lane, at(day), **how)  # type: ignore[arg-type]


def phase(number: int, title: str, start: str, end: str | None, short: str = "") -> PhaseMark:
    until = at(end) if end else None
    return PhaseMark(f"p{number}", number, title, short, at(start), until)


def item(scene: Scene, name: str) -> Item:
    return next(item for item in scene.items if item.note == name)


def words(scene: Scene) -> list[str]:
    return [text.text for text in texts(scene)]


def x_of(journey: Journey, scene: Scene, day: str, view: View = WHOLE) -> float:
    return scale_for(journey, view, scene.plot_left, scene.plot_right).x(at(day))


def test_a_case_without_notes_has_no_other_row_or_height() -> None:
    plain = laid(plan_journey(full_journey()))
    noted = laid(written(note(1, "legal", "2013-04-24")))
    assert "Phase" not in words(plain)
    assert noted.plot_top == plain.plot_top
    assert [band.y for band in noted.bands] == [band.y for band in plain.bands]


@pytest.mark.parametrize("lane", ["residence", "missing"])
def test_a_pin_stands_over_its_day_in_the_head_of_its_lane(lane: str) -> None:
    journey = written(note(7, lane, "2013-04-24"))
    scene = laid(journey)
    pin = item(scene, "n7")
    band = next(band for band in scene.bands if band.lane == lane)
    bars = [item.y for item in scene.items if item.lane == lane and not item.note]
    assert pin.x + pin.width / 2 == pytest.approx(x_of(journey, scene, "2013-04-24"))
    assert band.y <= pin.y
    assert pin.y + pin.height <= min(bars)
    dot = next(mark for mark in scene.marks if isinstance(mark, Glyph) and mark.ink == "noteEdge")
    assert dot.x == pytest.approx(x_of(journey, scene, "2013-04-24"))


def test_pins_of_one_day_stand_side_by_side_and_lead_to_it() -> None:
    journey = written(*(note(number, "cse", "2013-04-24") for number in range(1, 6)))
    scene = laid(journey)
    pins = [item(scene, f"n{number}") for number in range(1, 6)]
    assert all(one.x + one.width + 2 <= other.x + 1e-6 for one, other in pairwise(pins))
    leaders = [mark for mark in scene.marks if isinstance(mark, Line) and mark.ink == "noteEdge"]
    assert {round(line.x2, 3) for line in leaders} == {round(x_of(journey, scene, "2013-04-24"), 3)}


def test_in_a_folded_lane_a_pin_stands_just_left_of_its_mark() -> None:
    view = replace(WHOLE, open_lanes=frozenset())
    case = full_journey()
    target = next(one for one in case.entries if one.lane == "voice")
    mark = note(3, "voice", str(target.start.first), entry=target.id)
    scene = laid(written(mark), view)
    pin = item(scene, "n3")
    bubble = next(one for one in scene.items if target.id in one.entries)
    assert 0 <= bubble.x - (pin.x + pin.width) <= 3
    assert abs((pin.y + pin.height / 2) - (bubble.y + bubble.height / 2)) < 1


def test_pins_outside_the_period_are_not_drawn() -> None:
    notes = (note(1, "legal", "2001-01-01"), note(2, "legal", "2013-04-24"))
    view = WHOLE.with_period(at("2013-01-01"), at("2014-01-01"))
    scene = laid(written(*notes), view)
    assert [item.note for item in scene.items if item.note] == ["n2"]


def test_a_note_about_a_period_has_a_bracket_to_its_end() -> None:
    journey = written(note(1, "support", "2013-01-01", end=at("2013-07-01")))
    scene = laid(journey)
    right = x_of(journey, scene, "2013-07-01")
    brackets = [mark for mark in scene.marks if isinstance(mark, Boxes) and mark.fill == "noteEdge"]
    (bracket,) = brackets
    assert max(x + width for x, _, width, _ in bracket.rects) == pytest.approx(right + 0.5)


def test_a_note_on_all_lanes_stands_over_them() -> None:
    scene = laid(written(note(4, "", "2013-04-24")))
    pin = item(scene, "n4")
    assert pin.lane == ""
    assert pin.y + pin.height < scene.plot_top


def test_more_notes_than_fit_gather_and_none_is_lost() -> None:
    notes = [note(number, "legal", f"2013-{number % 12 + 1:02d}-01") for number in range(1, 200)]
    notes.sort(key=lambda each: each.at)
    scene = laid(written(*notes))
    said = [text.text.partition("+") for text in texts(scene) if text.ink == "noteInk"]
    assert sum(1 + int(more or 0) for _, _, more in said) == len(notes)
    assert any(plus for _, plus, _ in said)
    assert colliding_texts(scene) == []
    assert texts_outside(scene) == []


def test_a_phase_says_as_much_as_fits() -> None:
    phases = (
        phase(1, "Early years: stop-start help", "2011-06-01", "2012-03-01"),
        phase(2, "Worries grow", "2012-03-01", None),
    )
    found = {}
    for months in (6, 18, 60):
        start = at("2011-06-01")
        view = WHOLE.with_period(start, Minute(start + months * 30 * 1440 * 5))
        found[months] = words(laid(written(phases=phases), view))
    assert "Early years: stop-start help" in found[6]
    assert "Early years" in found[18]
    assert "Early years" not in found[60]
    assert "1" in found[60]


def test_phases_that_overlap_are_drawn_in_their_own_half() -> None:
    one, two = phase(1, "One", "2010-01-01", "2012-01-01"), phase(2, "Two", "2011-01-01", None)
    drawn = stretches((one, two), at("2015-01-01"))
    middle = (at("2011-01-01") + at("2012-01-01")) // 2
    assert [(each.start, each.end) for each in drawn] == [
        (at("2010-01-01"), middle),
        (middle, at("2015-01-01")),
    ]


def test_a_phase_within_another_hides_neither_end_of_it() -> None:
    one, two = (
        phase(1, "One", "2010-01-01", "2014-01-01"),
        phase(2, "Two", "2011-01-01", "2012-01-01"),
    )
    three = phase(3, "Three", "2014-01-01", None)
    drawn = stretches((one, two, three), at("2015-01-01"))
    assert [(each.phase.number, each.start, each.end) for each in drawn] == [
        (1, at("2010-01-01"), at("2011-01-01")),
        (2, at("2011-01-01"), at("2012-01-01")),
        (1, at("2012-01-01"), at("2014-01-01")),
        (3, at("2014-01-01"), at("2015-01-01")),
    ]
    scene = laid(written(phases=(one, two)), WHOLE.with_period(at("2009-06-01"), at("2014-06-01")))
    dotted = [mark for mark in scene.marks if isinstance(mark, Line) and mark.dash == (1.5, 3.0)]
    assert len(dotted) == 2


def test_rules_mark_where_phases_begin_only_when_there_are_phases() -> None:
    def dotted(scene: Scene) -> list[float]:
        found = [mark for mark in scene.marks if isinstance(mark, Line) and mark.dash == (1.5, 3.0)]
        return [line.x1 for line in found]

    journey = written(phases=(phase(1, "One", "2012-06-01", "2013-06-01"),))
    scene = laid(journey)
    assert dotted(laid(plan_journey(full_journey()))) == []
    assert dotted(scene) == [round(x_of(journey, scene, "2012-06-01")) + 0.5]


def test_a_development_on_the_aligning_event_takes_its_place() -> None:
    journey = plan_journey(full_journey())
    aligned = journey.aligned
    assert aligned is not None
    on = PinMark("k", 4, "Known to be at risk", "cse", aligned.position, entry=aligned.entry.id)
    scene = laid(written(developments=(on,)))
    said = words(scene)
    assert "Known to be at risk" in said
    assert aligned.title not in said
    beside = laid(written(developments=(on._replace(entry=None, at=at("2012-01-01")),)))
    assert {"Known to be at risk", aligned.title} <= set(words(beside))


def test_circles_never_meet_and_their_titles_neither() -> None:
    days = (date(2013, 1, 1) + timedelta(days=9 * number) for number in range(12))
    made = tuple(
        PinMark(f"k{number}", number, "A title of some length", "", minute_of(day))
        for number, day in enumerate(days, start=1)
    )
    for width in (700.0, 1340.0):
        scene = laid(written(developments=made), width=width)
        circles = [item(scene, f"k{number}") for number in range(1, 13)]
        assert all(a.x + a.width <= b.x + 1e-6 or a.x == b.x for a, b in pairwise(circles))
        assert colliding_texts(scene) == []
        assert texts_outside(scene) == []


def test_a_narrow_plot_gathers_circles() -> None:
    made = tuple(
        PinMark(f"k{number}", number, "A", "", at(f"2013-{number:02d}-01"))
        for number in range(1, 13)
    )
    scene = laid(written(developments=made), width=360)
    assert {item.note for item in scene.items if item.note} == {pin.id for pin in made}
    assert texts_outside(scene) == []


def test_the_curtain_leaves_rows_where_they_are() -> None:
    case = full_journey()
    items = [
        Note(id=ItemId(day), target=Target(case=case.id, lane=lane, start=date.fromisoformat(day)))
        for day, lane in (("2010-01-01", "legal"), ("2014-01-01", ""))
    ]
    study = study_of("s", "Study", "AB", items)
    whole = annotations_of(study, case.id)
    early = annotations_of(study, case.id, known_by=date(2009, 1, 1))
    assert not early.notes
    plan = plan_journey(case)
    one, other = (laid(replace(plan, annotations=made)) for made in (whole, early))
    assert [band.y for band in one.bands] == [band.y for band in other.bands]


def test_hidden_dates_are_hidden_in_titles_too() -> None:
    phases = (phase(1, "After 3 March 2013", "2013-03-03", None),)
    made = (PinMark("k", 1, "Moved in May 2014", "", at("2014-05-01")),)
    scene = laid(written(developments=made, phases=phases), View(dates=False))
    assert not any("20" in text for text in words(scene))


def test_a_figure_of_ages_moves_notes_with_the_records() -> None:
    case = a_case(entry("residence", "FC", "2010-01-10", OPEN), birth="2000-01-01")
    journey = written(note(1, "residence", "2010-01-10"), case=case)
    moved = ages_only(journey)
    (pin,) = moved.annotations.notes
    (row,) = moved.lanes["residence"].rows
    assert pin.at == row[0].start


@pytest.mark.parametrize("setting", ["desk", "compact", "print"])
def test_no_words_meet_on_a_full_journey(setting: str) -> None:
    case = full_journey()
    journey = replace(plan_journey(case), annotations=annotations_for(case))
    views = (
        View(),
        View(dates=False),
        View(two_speed=False),
        replace(WHOLE, open_lanes=frozenset()),
    )
    for view in views:
        scene = laid(journey, view, setting)
        assert colliding_texts(scene) == []
        assert texts_outside(scene) == []


def test_every_note_is_drawn_once_and_in_order() -> None:
    case = full_journey()
    made = annotations_for(case)
    scene = laid(replace(plan_journey(case), annotations=made))
    boxes = [mark for mark in scene.marks if isinstance(mark, Box) and mark.fill == "note"]
    numbers = [text.text for text in texts(scene) if text.ink == "noteInk"]
    assert len(boxes) == len(made.notes)
    assert sorted(numbers, key=int) == [str(each.number) for each in made.notes]


def test_the_aligning_event_beyond_the_period_is_said_where_there_is_room() -> None:
    aligned = plan_journey(full_journey()).aligned
    assert aligned is not None
    after = WHOLE.with_period(at("2014-01-01"), at("2015-01-01"))
    one = PinMark("k", 1, "Own flat", "", at("2014-09-01"))
    assert f"{aligned.title}, earlier" in words(laid(written(developments=(one,)), after))
    near = one._replace(at=at("2014-01-05"))
    scene = laid(written(developments=(near,)), after)
    assert f"{aligned.title}, earlier" not in words(scene)
    assert colliding_texts(scene) == []


def test_a_long_title_is_said_up_to_its_comma_where_all_of_it_has_no_room() -> None:
    days = ("2013-01-01", "2013-04-01")
    long = "Own flat, after eleven months of asking"
    made = tuple(
        PinMark(f"k{number}", number, long, "", at(day)) for number, day in enumerate(days, start=1)
    )
    said = words(laid(written(developments=made)))
    assert "Own flat" in said
    assert long in said
