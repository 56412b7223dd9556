"""Where the work was left is gone back to; nonsense is passed over."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.study import Note, Target, new_id, study_of
from journeyviewer.model.times import MINUTES_PER_DAY, Minute
from journeyviewer.session.changes import Page
from journeyviewer.session.resuming import go_back_to, where
from journeyviewer.session.session import Session
from journeyviewer.session.work import Work
from tests.journeys import OPEN, a_case, entry, full_journey

COHORT = Cohort(
    name="two",
    cases=(full_journey(), a_case(entry("residence", "FC", "2010-01-01", OPEN), id="2")),
)


def _session() -> Session:
    session = Session()
    session.open_cohort(COHORT)
    return session


def test_case_period_lanes_selection_and_chosen_note_come_back() -> None:
    session = _session()
    session.choose_case("2")
    assert session.case is not None and session.journey is not None
    note = Note(id=new_id(), target=Target(case="2"), text="Who decided?")
    session.open_work(Work(study_of("s", "S", "AB", (note,)), None))
    session.hide_lane("health")
    start = session.journey.start
    session.show_period(start, Minute(start + 400 * MINUTES_PER_DAY))
    session.select(session.case.entries[0].id)
    session.choose(note.id)
    session.show_page(Page.TABLE)
    left = where(session)

    again = _session()
    again.open_work(Work(study_of("s", "S", "AB", (note,)), None))
    go_back_to(again, left)
    assert again.case is not None and again.case.id == "2"
    assert again.period() == session.period()
    assert again.view.hidden == {"health"}
    assert again.selection == session.selection
    assert again.chosen == note.id and again.page is Page.TABLE
    assert where(again) == left


def test_what_is_no_longer_there_is_passed_over() -> None:
    session = _session()
    kept = {"case": "gone", "selection": ["gone"], "chosen": "gone", "page": "cohort"}
    go_back_to(session, json.dumps(kept))
    assert session.case is not None and session.case.id == COHORT.cases[0].id
    assert session.selection == () and session.page is Page.JOURNEY
    go_back_to(session, json.dumps({**kept, "case": "2"}))
    assert session.case.id == "2" and session.selection == ()


@pytest.mark.parametrize("text", ["", "[", "null", "[1]", "[" * 100_000, '{"period":[1]}'])
def test_nonsense_changes_nothing(text: str) -> None:
    session = _session()
    before = where(session)
    go_back_to(session, text)
    assert where(session) == before


@given(
    period=some.lists(some.none() | some.integers() | some.booleans(), max_size=4),
    lanes=some.dictionaries(some.sampled_from(["order", "hidden", "pinned"]), some.text()),
)
@settings(max_examples=50, deadline=None)
def test_any_period_and_lanes_leave_something_to_see(
    period: list[object], lanes: dict[str, str]
) -> None:
    session = _session()
    go_back_to(session, json.dumps({"case": "2", "period": period, "lanes": lanes}))
    start, end = session.period()
    assert start < end and session.view.shown
