"""Cases lined up at an event: none is dropped, months are whole, order is never one of harm."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.landmarks import Landmark, first_of, landmark_day
from journeyviewer.session.cohort_state import CohortState
from journeyviewer.timeline.comparison import (
    BY_AGE,
    BY_EVENT,
    WHOLE,
    Comparison,
    Order,
    arrange,
    first_comparison,
    months_from,
    rest_words,
    sentences,
)
from tests.builders import case, event, spell
from tests.journeys import OPEN, a_case, entry

HIGH = Landmark.HIGH_RISK


def seven_of_ten() -> Cohort:
    cases = [
        case(spell("cse", "HIGH", f"2013-0{number}-10"), id=str(number)) for number in range(1, 8)
    ]
    cases += [case(spell("cse", "MED", "2013-01-10"), id=str(number)) for number in range(8, 11)]
    return Cohort(name="ten", cases=tuple(reversed(cases)))


def names(cohort: Cohort, comparison: Comparison) -> list[str]:
    return [row.case.id for row in arrange(cohort, comparison).rows]


def test_seven_are_aligned_and_three_are_listed_at_the_end() -> None:
    arranged = arrange(seven_of_ten(), Comparison(HIGH))
    assert (arranged.aligned, arranged.rest) == (7, 3)
    assert [row.case.id for row in arranged.rows] == [str(number) for number in range(1, 11)]
    assert [row.aligned for row in arranged.rows] == [True] * 7 + [False] * 3
    said = sentences(Comparison(HIGH), arranged)[0]
    assert "7 of 10 cases have this event; 3 are listed at the end" in said
    assert "%" not in said
    title, words = rest_words(Comparison(HIGH), arranged)
    assert title == "Not recorded" and words.startswith("3 of 10 cases have no record")


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*Landmark, None]),
            st.booleans(),
            st.integers(min_value=0, max_value=900),
        ),
        max_size=12,
    ),
    st.sampled_from([*Landmark, None]),
    st.sampled_from(list(Order)),
)
def test_every_case_is_in_exactly_one_row(
    kinds: list[tuple[Landmark | None, bool, int]], at: Landmark | None, order: Order
) -> None:
    entries = {
        Landmark.HIGH_RISK: lambda day: spell("cse", "HIGH", day),
        Landmark.FIRST_MISSING: lambda day: spell("missing", "M", day, day),
        Landmark.FIRST_REFERRAL: lambda day: event("referrals", "REF", day),
        Landmark.LOOKED_AFTER: lambda day: spell("legal", "S20", day),
    }
    cases: list[Case] = []
    for number, (kind, born, days) in enumerate(kinds):
        day = date(2012, 1, 1) + timedelta(days=days)
        found = (entries[kind](day),) if kind else ()
        more = {} if born else {"birth": None}
        cases.append(case(*found, id=str(number), **more))
    comparison = Comparison(order=order).with_event(at)
    arranged = arrange(Cohort(name="any", cases=tuple(cases)), comparison)
    assert sorted(row.case.id for row in arranged.rows) == sorted(item.id for item in cases)
    for number, row in enumerate(arranged.rows):
        assert row.aligned == (number < arranged.aligned)
        has = landmark_day(row.case, at) if at else row.case.birth
        assert row.aligned == (has is not None)
    low, high = arranged.span
    assert low < high


def test_months_count_whole_ones_on_both_sides() -> None:
    day = date(2013, 3, 15)
    assert months_from(day, day) == 0
    assert months_from(day, date(2013, 4, 14)) == 0
    assert months_from(day, date(2013, 4, 15)) == 1
    assert months_from(day, date(2013, 3, 14)) == -1
    assert months_from(day, date(2012, 3, 15)) == -12


def test_orders_put_what_is_not_known_last() -> None:
    early = case(event("referrals", "REF", "2000-01-10"), id="9")
    late = case(event("referrals", "REF", "2010-01-10"), id="1")
    none = case(id="2")
    cohort = Cohort(name="three", cases=(none, late, early))
    by_age = Comparison().with_event(None)
    assert names(cohort, by_age) == ["1", "2", "9"]
    by_referral = Comparison(order=Order.FIRST_REFERRAL).with_event(None)
    assert names(cohort, by_referral) == ["9", "1", "2"]
    assert not any("harm" in order or "missing" in order or "record" in order for order in Order)


def test_the_whole_holds_every_aligned_journey() -> None:
    cohort = Cohort(name="one", cases=(case(spell("cse", "HIGH", "2013-02-04")),))
    low, high = arrange(cohort, Comparison(HIGH, WHOLE)).span
    assert low <= months_from(date(2013, 2, 4), date(1998, 5, 1)) and low % 12 == 0
    assert high >= months_from(date(2013, 2, 4), date(2015, 11, 18)) and high % 12 == 0


def test_a_cohort_without_the_event_opens_at_one_it_has() -> None:
    assert first_comparison(seven_of_ten()).event is HIGH
    care = Cohort(name="care", cases=(case(spell("legal", "S31", "2013-10-01")),))
    assert first_comparison(care).event is Landmark.LOOKED_AFTER
    assert first_comparison(Cohort(name="none", cases=(case(),))).event is None


def test_suggested_entries_are_no_landmark() -> None:
    made = case(
        spell("cse", "HIGH", "2012-01-01", suggested=True), spell("cse", "HIGH", "2013-01-01")
    )
    assert landmark_day(made, HIGH) == date(2013, 1, 1)


def test_verbs_change_what_is_compared_and_tell_of_it() -> None:
    state, told = CohortState(), []
    state.listen(told.append)
    state.open(seven_of_ten())
    assert state.comparison.event is HIGH and told == [True]
    state.show_period(BY_EVENT[1])
    assert state.rows.span == (-24, 24)
    state.line_up_at(Landmark.FIRST_MISSING)
    assert state.comparison.period is BY_EVENT[1] and state.rows.aligned == 0
    state.line_up_at(None)
    assert state.comparison.period is BY_AGE[0]
    with pytest.raises(ValueError, match="no period"):
        state.show_period(BY_EVENT[1])
    state.order_by(Order.CASE)
    assert told == [True] * 4


def test_the_chosen_row_stays_chosen_when_the_order_changes() -> None:
    state, told = CohortState(), []
    state.open(seven_of_ten())
    state.listen(told.append)
    state.step(1)
    assert state.chosen == "1"
    state.step(1)
    state.step(-9)
    assert state.place == 0
    state.step(99)
    assert state.chosen == "10" and state.row is not None and not state.row.aligned
    state.choose("nobody")
    assert state.chosen == "10" and told == [False] * 4
    state.order_by(Order.AGE_IDENTIFIED)
    assert state.chosen == "10"


def test_cases_can_be_lined_up_at_the_first_record_of_any_kind() -> None:
    early = a_case(
        entry("referrals", "STRAT", "2012-03-05"), entry("referrals", "STRAT", "2013-01-01")
    )
    late = a_case(entry("referrals", "STRAT", "2014-06-01"), id="2")
    without = a_case(entry("residence", "FC", "2010-01-01", OPEN), id="3")
    kind = first_of(early.entries[0])
    assert kind is not None
    arranged = arrange(
        Cohort(name="x", cases=(without, late, early)), Comparison().with_event(kind)
    )
    assert [row.case.id for row in arranged.rows] == ["1", "2", "3"]
    assert arranged.rows[0].origin == date(2012, 3, 5) and arranged.rest == 1
    lead = sentences(Comparison().with_event(kind), arranged)[0]
    assert "their first strategy meeting" in lead
    assert "no strategy meeting recorded" in rest_words(Comparison().with_event(kind), arranged)[1]
