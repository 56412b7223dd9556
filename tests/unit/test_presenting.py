from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journeyviewer.model.chronology import Case, Cohort, EntryId
from journeyviewer.model.items import new_id
from journeyviewer.model.meetings import Answer, Meeting, Response, RunningOrder, Stop, in_phases
from journeyviewer.model.study import Item, KeyDevelopment, Note, NoteKind, Phase, Target, study_of
from journeyviewer.model.times import minute_of
from journeyviewer.session.presenting import Card, Presenting
from journeyviewer.session.session import Session
from journeyviewer.session.work import Work
from journeyviewer.study.codec import from_json, to_json
from tests.journeys import a_case, entry

FIRST = Phase(
    id=new_id(), case="1", title="Early help", start=date(2010, 1, 1), end=date(2012, 1, 1)
)
SECOND = Phase(id=new_id(), case="1", title="Escalation", start=date(2012, 1, 1), summary="Moves")
NOTE = Note(
    id=new_id(),
    target=Target(case="1", lane="residence", start=date(2012, 6, 1)),
    kind=NoteKind.QUESTION,
    text="What else was tried?",
)
OTHER = KeyDevelopment(
    id=new_id(), target=Target(case="2", start=date(2011, 3, 1)), title="Care order"
)
GONE = Stop(item=new_id(), case="1")


class Kept:
    def __init__(self) -> None:
        self.drafts: dict[str, str] = {}
        self.items: list[Item] = []

    def put(self, item: Item) -> None:
        self.items.append(item)

    def remove(self, item_id: str) -> None:
        pass

    def keep_draft(self, item_id: str, text: str) -> None:
        self.drafts[item_id] = text


def _cases(*names: str) -> tuple[Case, ...]:
    homes = (
        entry("residence", "FC", "2010-02-01", "2012-03-01"),
        entry("residence", "CH", "2012-03-01", "2013-02-01"),
    )
    return tuple(a_case(*homes, id=name) for name in names)


def _start(*stops: Stop) -> tuple[Presenting, Session, Kept]:
    session, kept = Session(), Kept()
    session.open_cohort(Cohort(name="three", cases=_cases("1", "2", "3")))
    session.open_work(Work(study_of("s", "S", "AB", [FIRST, SECOND, NOTE, OTHER]), kept))
    order = RunningOrder(id=new_id(), title="Group", stops=stops)
    meeting = Meeting(id=new_id(), title="Group", day=date(2026, 1, 5), order=order.id)
    session.put(order)
    session.put(meeting)
    return Presenting(session, order, meeting), session, kept


STOPS = (
    Stop(item=FIRST.id, case="1"),
    GONE,
    Stop(item=SECOND.id, case="1"),
    Stop(item=NOTE.id, case="1", words=True),
    Stop(item=OTHER.id, case="2"),
)


def test_the_walk_goes_from_card_to_card_and_back() -> None:
    walk, _, _ = _start(*STOPS)
    seen: list[tuple[str, str]] = []
    for _ in range(8):
        place = walk.place
        assert place is not None
        seen.append((walk.card.value, place.title))
        walk.step(1)
    assert seen == [
        ("case", "Early help"),
        ("", "Early help"),
        ("", "Escalation"),
        ("", "Question"),
        ("case", "Care order"),
        ("", "Care order"),
        ("end", "Care order"),
        ("end", "Care order"),
    ]
    walk.step(-1)
    assert walk.card is Card.NONE
    walk.step(-1)
    assert walk.card is Card.CASE
    walk.step(-1)
    assert walk.place is not None and walk.place.title == "Question"


def test_nothing_after_the_phase_is_left_in_what_the_room_sees() -> None:
    walk, _, _ = _start(*STOPS)
    walk.step(1)
    place = walk.place
    assert place is not None
    journey, view = walk.journey(place), walk.view(place)
    assert (view.start, view.end) == (minute_of(date(2010, 1, 1)), minute_of(date(2012, 1, 1)))
    assert not view.dates
    (home,) = journey.case.in_lane("residence")
    assert home.end is None
    assert not journey.annotations.notes
    assert not journey.annotations.phases


def test_words_are_shown_only_where_chosen_and_never_with_details_hidden() -> None:
    walk, _, _ = _start(*STOPS)
    walk.jump(1)
    assert walk.place is not None and walk.place.words == ""
    walk.jump(2)
    assert walk.place.words == "What else was tried?"
    walk.turn_details()
    assert walk.place.words == "" and walk.place.number == 1


def test_phases_and_cases_are_stepped_over_whole() -> None:
    walk, _, _ = _start(*STOPS)
    walk.step_phase(1)
    assert walk.place is not None and walk.place.title == "Escalation"
    walk.step_phase(1)
    assert walk.place.title == "Care order" and walk.card is Card.CASE
    walk.step_phase(-1)
    assert walk.place.title == "Escalation"
    walk.jump_case("2")
    assert walk.place.case.id == "2"


def test_a_case_outside_the_order_is_visited_whole_and_the_meeting_waits() -> None:
    walk, session, _ = _start(*STOPS)
    walk.jump(2)
    walk.zoom("residence")
    walk.put_beside("2")
    shown = walk.meeting.shown
    walk.jump_case("3")
    place = walk.place
    assert place is not None and place.case.id == "3" and walk.card is Card.CASE
    walk.step(1)
    journey, view = walk.journey(place), walk.view(place)
    assert walk.card is Card.NONE and not view.dates and len(view.shown) == 7
    assert journey.case.entries == place.case.entries
    assert walk.pair(place) is None
    assert walk.next_place is not None and walk.next_place.title == "Question"
    walk.step(1)
    assert walk.visit is None and walk.place is not None and walk.place.title == "Question"
    assert (walk.at, walk.card, walk.zoomed, walk.beside) == (2, Card.NONE, "residence", "2")
    assert walk.meeting.shown == shown
    assert session.study is not None and session.study.items[walk.meeting.id] == walk.meeting


def test_a_visit_is_left_backwards_through_its_card_and_by_a_jump() -> None:
    walk, _, _ = _start(*STOPS)
    walk.step(1)
    walk.jump_case("3")
    walk.step(1)
    walk.step(-1)
    assert walk.visit is not None and walk.card is Card.CASE
    walk.turn_card(Card.PAUSE)
    walk.step(1)
    assert walk.visit is not None and walk.card is Card.NONE
    walk.step_phase(1)
    assert walk.visit is None and (walk.at, walk.card) == (0, Card.NONE)
    walk.jump_case("3")
    walk.step(-1)
    assert walk.visit is None and (walk.at, walk.card) == (0, Card.NONE)
    walk.jump_case("3")
    walk.jump_case("1")
    assert walk.visit is None and (walk.at, walk.card) == (0, Card.CASE)
    walk.jump_case("nobody")
    assert walk.visit is None


def test_nothing_is_answered_on_a_visit_and_what_was_typed_before_is_kept() -> None:
    walk, session, _ = _start(*STOPS)
    walk.jump(2)
    walk.say("Ask her grandmother")
    before = walk.response
    walk.jump_case("3")
    assert session.study is not None and before is not None
    assert session.study.items[before.id] == before
    held = dict(session.study.items)
    walk.step(1)
    walk.answer(Answer.AGREE)
    walk.say("More")
    assert walk.response is None and walk.ask_social_worker("Why?") is None
    walk.step(1)
    assert dict(session.study.items) == held
    assert walk.response == before


def test_a_case_is_visited_from_an_order_that_holds_nothing() -> None:
    walk, _, _ = _start(GONE)
    assert walk.place is None
    walk.jump_case("3")
    assert walk.place is not None and walk.place.case.id == "3"
    walk.leave_visit()
    assert walk.place is None


def test_the_other_cases_of_the_order_are_put_below_one_after_the_other() -> None:
    third = KeyDevelopment(
        id=new_id(), target=Target(case="3", start=date(2011, 5, 1)), title="Moved"
    )
    walk, session, _ = _start(*STOPS, Stop(item=third.id, case="3"))
    session.put(third)
    walk.step(1)
    seen = []
    for _ in range(4):
        walk.turn_beside()
        seen.append(walk.beside)
    assert seen == ["2", "3", "", "2"]


def test_answers_and_what_was_said_land_in_the_study_and_can_be_undone() -> None:
    walk, session, kept = _start(*STOPS)
    walk.jump(2)
    walk.answer(Answer.CHALLENGE)
    walk.answer(Answer.CHALLENGE)
    walk.answer(Answer.AGREE)
    walk.answer(Answer.AGREE, -1)
    walk.say("Her grandmother was never asked")
    response = walk.response
    assert response is not None and kept.drafts[response.id]
    assert session.study is not None and session.study.items[response.id].said == ""
    walk.step(1)
    saved = session.study.items[response.id]
    assert isinstance(saved, Response)
    assert (saved.agree, saved.challenge, saved.said) == (0, 2, "Her grandmother was never asked")
    assert saved.most is Answer.CHALLENGE and kept.drafts[response.id] == ""
    session.undo()
    assert session.study.items[response.id].said == ""


def test_a_question_for_the_social_worker_is_one_to_her_about_the_same_item() -> None:
    walk, session, _ = _start(*STOPS)
    walk.jump(2)
    note = walk.ask_social_worker("Was a family meeting offered?")
    assert note is not None and session.study is not None
    kept = session.study.items[note.id]
    assert isinstance(kept, Note)
    assert (kept.kind, kept.to_check, kept.target) == (NoteKind.QUESTION, True, NOTE.target)
    assert kept.whom == "the social worker"
    assert walk.ask_social_worker("  ") is None


def test_a_pause_and_a_black_screen_stand_in_front_until_the_next_step() -> None:
    walk, _, _ = _start(*STOPS)
    walk.step(1)
    for card in (Card.PAUSE, Card.BLANK):
        walk.turn_card(card)
        assert walk.card is card
        walk.step(1)
        assert walk.card is Card.NONE and walk.at == 0


def test_what_was_shown_is_kept_with_the_meeting_and_is_no_step_to_undo() -> None:
    walk, session, _ = _start(*STOPS)
    walk.step(1)
    walk.step(1)
    assert session.study is not None and session.work is not None
    meeting = session.study.items[walk.meeting.id]
    assert isinstance(meeting, Meeting) and meeting.shown == (FIRST.id, SECOND.id)
    assert session.work.undo_name == "Meeting “Group”, 5 January 2026"


def test_a_lane_alone_and_back() -> None:
    walk, _, _ = _start(*STOPS)
    walk.step(1)
    walk.zoom("residence")
    assert walk.place is not None and walk.view(walk.place).shown == ("residence",)
    walk.zoom("residence")
    assert len(walk.view(walk.place).shown) == 7


@pytest.mark.parametrize("item", [STOPS[0]])
def test_orders_meetings_and_answers_survive_the_file(item: Stop) -> None:
    order = RunningOrder(id=new_id(), title="Group", stops=STOPS)
    meeting = Meeting(
        id=new_id(), title="G", day=date(2026, 1, 5), order=order.id, shown=(item.item,)
    )
    response = Response(id=new_id(), meeting=meeting.id, about=item.item, case="1", unsure=3)
    for one in (order, meeting, response):
        assert from_json(to_json(one)) == one


def test_points_are_put_in_the_order_of_the_story() -> None:
    mixed = [Stop(item=NOTE.id, case="1"), Stop(item=SECOND.id, case="1"), STOPS[0]]
    starts = [(FIRST.id, FIRST.start), (SECOND.id, SECOND.start)]
    ordered = in_phases(mixed, starts, {NOTE.id: date(2012, 6, 1)})
    assert [stop.item for stop in ordered] == [FIRST.id, SECOND.id, NOTE.id]


def test_points_move_within_the_order_and_join_their_case() -> None:
    order = RunningOrder(id=new_id(), title="Group", stops=(STOPS[0], STOPS[4]))
    order = order.with_stop(STOPS[2])
    assert [stop.case for stop in order.stops] == ["1", "1", "2"]
    moved = order.with_moved(SECOND.id, -5)
    assert [stop.item for stop in moved.stops][0] == SECOND.id
    assert moved.without_stop(SECOND.id).stops == (STOPS[0], STOPS[4])
    assert order.cases == ("1", "2")
    assert EntryId("x") not in order.cases


def test_months_from_an_event_show_once_it_is_reached_and_never_for_two_journeys() -> None:
    walk, session, _ = _start(*STOPS)
    walk.step(1)
    high = entry("cse", "HIGH", "2012-06-01", "2013-01-01")
    first, *others = _cases("1", "2", "3")
    risen = replace(first, entries=(*first.entries, high))
    session.open_cohort(Cohort(name="three", cases=(risen, *others)))
    for at, reached in ((0, False), (1, True)):
        walk.jump(at)
        place = walk.place
        assert place is not None and walk.view(place).months
        assert (walk.journey(place).aligned is not None) is reached
    walk.put_beside("2")
    pair = walk.pair(place)
    assert pair is not None and all(journey.aligned is None for journey, _ in pair)


def test_points_are_those_of_the_study_and_the_cases_as_they_are_now() -> None:
    walk, session, _ = _start(*STOPS)
    assert [stop.item for stop in walk.stops] == [FIRST.id, SECOND.id, NOTE.id, OTHER.id]
    assert walk.place is not None and walk.place.title == "Early help"
    session.put(replace(FIRST, title="Help at home"))
    assert walk.place.title == "Help at home"
    session.remove(SECOND.id)
    assert [stop.item for stop in walk.stops] == [FIRST.id, NOTE.id, OTHER.id]
    session.undo()
    assert len(walk.stops) == 4
    session.open_cohort(Cohort(name="one", cases=_cases("2")))
    assert [stop.item for stop in walk.stops] == [OTHER.id]
    assert walk.knows("2") and not walk.knows("1")


def test_the_case_below_is_kept_with_the_meeting_and_there_again_when_it_goes_on() -> None:
    walk, session, kept = _start(*STOPS)
    walk.step(1)
    walk.say("Nobody asked")
    walk.put_beside("2")
    (said,) = [one for one in session.study.items.values() if isinstance(one, Response)]
    assert said.said == "Nobody asked"
    meeting = kept.items[-1]
    assert isinstance(meeting, Meeting) and meeting.beside == "2"
    assert from_json(to_json(meeting)) == meeting
    walk.jump_case("3")
    walk.put_beside("1")
    assert walk.meeting.beside == "2"
    again = Presenting(session, walk.order, meeting)
    assert again.beside == ""
    again.resume(meeting.shown[-1])
    assert again.beside == "2"
    assert again.place is not None and again.other(again.place) is not None
    gone = replace(meeting, beside="no longer read")
    other = Presenting(session, walk.order, gone)
    other.resume(meeting.shown[-1])
    assert other.beside == ""
    again.put_beside("")
    assert again.meeting.beside == ""
