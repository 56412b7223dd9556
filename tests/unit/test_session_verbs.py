"""Back and forward, lanes, search, surroundings, measures and the curtain, without a window."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.model.chronology import Cohort, Kind
from journeyviewer.model.curtain import known_by, without_length
from journeyviewer.model.search import find
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.session.finding import Filter
from journeyviewer.session.frames import Frame, Frames
from journeyviewer.session.looking import Area
from journeyviewer.session.session import Change, Session
from journeyviewer.timeline.view import ALL_LANES, View
from tests.journeys import full_journey


@pytest.fixture
def session() -> Session:
    made = Session()
    made.open_cohort(Cohort(name="test", cases=(full_journey(),)))
    return made


def test_turns_of_the_wheel_are_one_view_to_go_back_to(session: Session) -> None:
    journey = session.journey
    assert journey is not None
    at = Minute((journey.start + journey.end) // 2)
    for _ in range(5):
        session.zoom(at, 0.5, session.period()[1] - session.period()[0], 1.5)
    zoomed = session.view
    session.settle()
    session.pan(0.1)
    panned = session.view
    session.go_back()
    assert session.view == zoomed
    session.go_back()
    assert session.view.whole
    session.go_back()
    assert session.view.whole
    session.go_back(2)
    assert session.view == panned


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["", "zoom", "pan"])), max_size=300))
def test_what_is_in_sight_is_what_was_shown_last(steps: list[tuple[int, str]]) -> None:
    frames = Frames()
    for start, step in steps:
        frame = Frame(Minute(start), Minute(start + 1))
        frames.show(frame, step)
        assert frames.frame == frame
        assert frames.seen[0] == Frame()
        assert len(frames.seen) <= 201
    while frames.go(-1):
        pass
    assert frames.frame == Frame()


@given(st.data())
def test_moving_lanes_loses_none(data: st.DataObject) -> None:
    view = View()
    for _ in range(data.draw(st.integers(0, 12))):
        lane = data.draw(st.sampled_from(ALL_LANES))
        verb = data.draw(st.sampled_from(["move", "pin", "unpin", "hide", "show"]))
        if verb == "move":
            view = view.with_moved(lane, data.draw(st.integers(-3, 3)))
        elif verb in ("pin", "unpin"):
            view = view.with_pinned(lane, verb == "pin")
        else:
            view = view.with_hidden(lane, verb == "hide")
        assert sorted(view.order) == sorted(ALL_LANES)
        assert sorted((*view.shown, *view.hidden)) == sorted(ALL_LANES)
    assert view.with_own_arrangement() == View()


def test_a_lane_moves_past_hidden_neighbours() -> None:
    view = View().with_hidden("residence", True).with_moved("legal", 1)
    assert view.shown[:2] == ("education", "legal")
    assert view.with_moved("legal", -1).shown[:2] == ("legal", "education")
    pinned = View().with_pinned("support", True).with_pinned("voice", True)
    assert pinned.shown[:3] == ("support", "voice", "legal")
    assert pinned.with_moved("voice", -1).shown[:3] == ("voice", "support", "legal")


def test_search_goes_round_the_hits_in_order_of_date(session: Session) -> None:
    session.search("school")
    hits = session.searching.hits
    assert len(hits) > 1
    seen = []
    for _ in range(len(hits) + 1):
        session.next_hit()
        seen.append(session.selection[0])
    assert seen == [*hits, hits[0]]
    starts = [entry.start.first for name in hits if (entry := session.entry(name))]
    assert starts == sorted(starts)
    session.search("no such words anywhere")
    assert session.searching.hits == () and session.searching.hit is None
    session.search("")
    assert session.searching.hits == ()


def test_search_can_keep_to_the_period_shown(session: Session) -> None:
    session.search("school")
    everywhere = session.searching.hits
    first = session.entry(everywhere[0])
    assert first is not None
    start, end = session.extent(first)
    session.show_period(Minute(start - 100_000), Minute(start + 1))
    session.search_within(True)
    assert everywhere[0] in session.searching.hits
    assert len(session.searching.hits) <= len(everywhere)


def test_quoted_words_are_looked_for_together(session: Session) -> None:
    case = session.case
    assert case is not None
    apart = find(case.entries, "school primary")
    together = find(case.entries, '"primary school"')
    assert set(together) <= set(apart) and together


def test_a_filter_dims_what_it_passes_over_and_nothing_is_lost(session: Session) -> None:
    told: list[Change] = []
    session.listen(told.append)
    session.set_filter(Filter(kinds=frozenset({Kind.SCORE})))
    assert told == [Change.FILTER]
    case = session.case
    assert case is not None
    kept = [entry for entry in case.entries if entry.id not in session.view.dimmed]
    assert kept and all(entry.kind is Kind.SCORE for entry in kept)
    assert session.passed_over == len(case.entries) - len(kept)
    session.set_filter(Filter())
    assert not session.view.dimmed


def test_an_area_selects_what_touches_it_in_its_lanes(session: Session) -> None:
    entry = session.in_lane("residence")[0]
    start, _ = session.extent(entry)
    session.select_area(Area(start, Minute(start + 10), frozenset({"residence"})))
    assert entry.id in session.selection
    assert all(session.entry(name).lane == "residence" for name in session.selection)  # type: ignore[union-attr]


def test_escape_puts_things_away_in_a_fixed_order(session: Session) -> None:
    session.select_end(last=False)
    session.turn_near()
    session.set_cursor(session.period()[0])
    session.turn_measuring()
    session.measure_at(session.period()[0])
    session.measure_at(Minute(session.period()[0] + 3 * 1440))
    assert session.looking.measure is not None and session.looking.measure.days == 3
    session.escape()
    assert session.looking.measure is None and session.looking.cursor is not None
    session.escape()
    assert session.looking.cursor is None and session.looking.near is not None
    session.escape()
    assert session.looking.near is None and session.selection
    assert session.escape() and not session.selection
    assert not session.escape()


def test_behind_the_curtain_nothing_later_is_left(session: Session) -> None:
    whole = session.case
    assert whole is not None and whole.read_on is not None
    session.draw_curtain(date(2013, 1, 1))
    case = session.case
    assert case is not None and case.read_on == date(2013, 1, 1)
    assert 0 < len(case.entries) < len(whole.entries)
    for entry in case.entries:
        assert entry.start.last <= date(2013, 1, 1)
        assert entry.end is None or not entry.end.known or entry.end.last <= date(2013, 1, 1)
    journey = session.journey
    assert journey is not None and journey.read == minute_of(date(2013, 1, 1))
    session.move_curtain(1)
    assert session.curtain is not None and session.curtain > date(2013, 1, 1)
    session.move_curtain(-1, by_month=True)
    session.turn_curtain()
    assert session.case == whole


@given(st.integers(0, 6000))
def test_a_curtain_only_ever_takes_away(days: int) -> None:
    case = full_journey()
    first = min(entry.start.first for entry in case.entries if entry.start.known)
    earlier = known_by(case, first + timedelta(days=days))
    later = known_by(case, first + timedelta(days=days + 40))
    assert {entry.id for entry in earlier.entries} <= {entry.id for entry in later.entries}


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("Same social worker, 31 months", "Same social worker"),
        ("Grandmother (for two years)", "Grandmother"),
        ("Excluded 5 days", "Excluded"),
        ("Foster carer A", "Foster carer A"),
        ("12 months", "12 months"),
        ("Year 7 at school", "Year 7 at school"),
    ],
)
def test_a_spell_that_goes_on_does_not_tell_how_long_it_came_to_be(words: str, known: str) -> None:
    assert without_length(words) == known
