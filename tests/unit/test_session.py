"""The verbs of the session, without a window."""

from __future__ import annotations

import pytest

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.times import Minute
from journeyviewer.session.session import LEAST_PERIOD, Change, Session
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


def test_the_selection_is_brought_into_the_period(session: Session) -> None:
    journey = session.journey
    assert journey is not None
    session.zoom(journey.end, 1.0, journey.end - journey.start, 20)
    session.select(session.in_lane("referrals")[0].id)
    session.select_along(1)
    chosen = session.selected
    assert chosen is not None
    start, end = session.period()
    from journeyviewer.model.times import minute_of

    assert start <= minute_of(chosen.start.first) <= end


def test_nothing_open_is_no_trouble() -> None:
    session = Session()
    for verb in (session.show_whole, session.fit_selection):
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
