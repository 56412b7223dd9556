"""The verbs of the session, without a window."""

from __future__ import annotations

import pytest

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.times import MINUTES_PER_DAY, Minute, minute_of
from journeyviewer.session.session import LEAST_PERIOD, Change, Session
from tests.builders import BORN, READ_ON
from tests.journeys import OPEN, a_case, entry, full_journey


@pytest.fixture
def session() -> Session:
    made = Session()
    other = a_case(entry("residence", "FC", "2010-01-01", OPEN), id="2")
    made.open_cohort(Cohort(name="test", cases=(full_journey(), other)))
    return made


def test_views_are_told_what_kind_of_thing_changed(session: Session) -> None:
    told: list[Change] = []
    session.listen(told.append)
    session.select_end(last=False)
    session.fold_lane("voice")
    session.step_case(1)
    assert told == [Change.SELECTION, Change.VIEW, Change.CASE]
    session.step_case(1)
    session.select()
    assert told == [Change.SELECTION, Change.VIEW, Change.CASE]


def test_each_case_keeps_its_own_period_and_all_share_the_arrangement(session: Session) -> None:
    session.fold_lane("voice")
    session.pan(0.1)
    whole = session.view
    session.show_period(Minute(whole_start(session)), Minute(whole_start(session) + 900_000))
    narrow = session.view
    session.choose_case("2")
    assert session.view.whole and "voice" in session.view.open_lanes
    session.choose_case("1")
    assert session.view == narrow != whole


def whole_start(session: Session) -> int:
    assert session.journey is not None
    return session.journey.start


def test_zoom_keeps_a_minute_in_place_and_has_limits(session: Session) -> None:
    journey = session.journey
    assert journey is not None
    at = Minute((journey.start + journey.end) // 2)
    session.zoom(at, 0.25, 1_000_000, 2.0)
    start, end = session.period()
    assert end - start == pytest.approx(500_000, abs=2)
    assert start + (end - start) * 0.25 == pytest.approx(at, abs=2)
    for _ in range(60):
        session.zoom(at, 0.5, session.period()[1] - session.period()[0], 2.0)
    start, end = session.period()
    assert end - start == LEAST_PERIOD
    for _ in range(60):
        session.zoom(at, 0.5, session.period()[1] - session.period()[0], 0.5)
    start, end = session.period()
    assert start <= journey.start and end >= journey.end


def test_every_case_can_be_seen_over_the_time_of_all_cases(session: Session) -> None:
    reach = []
    for name in ("1", "2"):
        session.choose_case(name)
        journey = session.journey
        assert journey is not None
        reach.append((journey.start, journey.end))
        session.show_common()
    common = min(start for start, _ in reach), max(end for _, end in reach)
    assert session.period() == common
    session.choose_case("1")
    assert session.period() == common
    # It is one view of many: moved in it nothing jumps, and what was seen before comes back.
    session.zoom(common[0], 0.0, common[1] - common[0], 2.0)
    session.settle()
    session.pan(0.1)
    assert session.period()[1] - session.period()[0] == pytest.approx(
        (common[1] - common[0]) / 2, abs=2
    )
    session.go_back(-3)
    assert session.view.whole


def test_without_dates_the_time_of_all_cases_is_of_ages() -> None:
    stay = entry("residence", "FC", "2010-01-01", "2012-01-01")
    older = a_case(stay, birth="1998-05", id="1")
    younger = a_case(stay, birth="2008-05", id="2", read_on=None)
    nobody = a_case(stay, birth=None, id="3", read_on=None)
    session = Session()
    session.open_cohort(Cohort(name="ages", cases=(older, younger, nobody)))
    session.show_dates(False)
    session.choose_case("2")
    session.show_common()
    start, end = session.period()
    assert session.journey is not None and start == session.journey.start
    oldest = READ_ON - BORN.first
    assert end - start == oldest.days * MINUTES_PER_DAY
    # Where no birth is known there is no age to line it up by: the calendar is all there is.
    session.choose_case("3")
    session.show_common()
    assert session.period() == (minute_of(BORN.first), minute_of(READ_ON))


def test_the_selection_is_brought_into_the_period(session: Session) -> None:
    journey = session.journey
    assert journey is not None
    session.zoom(journey.end, 1.0, journey.end - journey.start, 20)
    session.select(session.in_lane("referrals")[0].id)
    session.select_along(1)
    chosen = session.selected
    assert chosen is not None
    start, end = session.period()
    assert start <= minute_of(chosen.start.first) <= end


def test_nothing_open_is_no_trouble() -> None:
    session = Session()
    for verb in (session.show_whole, session.show_common, session.fit_selection):
        verb()
    session.pan(0.5)
    session.select_along(1)
    session.select_across(1)
    session.step_case(1)
    assert session.case is None and session.selected is None


def test_a_case_without_dated_entries_can_be_walked_through() -> None:
    session = Session()
    session.open_cohort(Cohort(name="x", cases=(a_case(),)))
    session.select_end(last=True)
    session.select_across(1)
    assert session.selection == ()
