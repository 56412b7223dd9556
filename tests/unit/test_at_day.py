"""What every lane held on a day, and what lies near an entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journeyviewer.model.at_day import LaneState, during, near, states_on
from journeyviewer.model.chronology import Case, Coverage, EntryId
from tests.journeys import OPEN, a_case, entry


def test_a_day_is_held_from_its_start_and_no_longer_on_its_end() -> None:
    home = entry("residence", "FC", "2013-01-01", "2013-02-01")
    case = a_case(home)
    assert _names(case, date(2013, 1, 1)) == [home.id]
    assert _names(case, date(2013, 1, 31)) == [home.id]
    assert _names(case, date(2013, 2, 1)) == []


def test_silence_and_what_was_not_read_are_told_apart() -> None:
    homes = a_case(
        entry("residence", "FC", "2013-01-01", "2013-02-01"),
        entry("residence", "FC", "2013-06-01", OPEN),
    )
    read = Coverage("file", "all", date(2012, 1, 1), date(2014, 1, 1))
    case = replace(homes, coverage=(read,))
    silent = _state(case, date(2013, 4, 1))
    assert silent.silent and not silent.unread
    unread = _state(case, date(2010, 4, 1))
    assert unread.unread and not unread.silent


def test_near_is_ranked_by_distance_and_leaves_the_background_out() -> None:
    anchor = entry("cse", "CONCERN", "2013-05-10")
    before = entry("referrals", "REFERRAL", "2013-05-03")
    after = entry("referrals", "REFERRAL", "2013-05-12")
    far = entry("referrals", "REFERRAL", "2013-09-12")
    background = entry("residence", "FC", "2012-01-01", OPEN)
    ending = entry("education", "PRU", "2012-01-01", "2013-05-09")
    case = a_case(anchor, before, after, far, background, ending)
    found = [(item.entry.id, item.days) for item in near(case, anchor, 14)]
    assert found == [(ending.id, -2), (after.id, 2), (before.id, -7)]


def test_a_period_holds_what_overlaps_it() -> None:
    visit = entry("health", "CAMHS", "2013-05-10")
    states = during(a_case(visit), date(2013, 5, 1), date(2013, 5, 11))
    assert [each.id for state in states for each in state.entries] == [visit.id]
    assert not [
        e for s in during(a_case(visit), date(2013, 5, 11), date(2013, 6, 1)) for e in s.entries
    ]


def _names(case: Case, day: date) -> list[EntryId]:
    return [each.id for each in _state(case, day).entries]


def _state(case: Case, day: date) -> LaneState:
    return next(state for state in states_on(case, day) if state.lane.key == "residence")
