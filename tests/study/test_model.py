"""What an analyst adds: its order, its numbers, and that nothing changes under anybody's hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.model.chronology import EntryId, Kind
from journeyviewer.model.study import (
    Anchor,
    KeyDevelopment,
    Note,
    NoteKind,
    OwnEntry,
    Phase,
    Study,
    Target,
    new_id,
    study_of,
)
from journeyviewer.model.study_words import step_name, target_words
from journeyviewer.model.times import day


def study() -> Study:
    return study_of("s", "Study", "R. Reader")


def note(text: str, when: date | None = None, lane: str = "", case: str | None = "YP1") -> Note:
    return Note(id=new_id(), target=Target(case=case, lane=lane, start=when), text=text)


def care_order(**changes: object) -> Anchor:
    given: dict[str, object] = {
        "entry": EntryId("e1"),
        "kind": Kind.SPELL,
        "lane": "legal",
        "category": "full_care",
        "earliest": date(2013, 5, 3),
        "latest": date(2013, 5, 3),
        "words": "Care order",
    }
    return Anchor(**{**given, **changes})  # type: ignore[arg-type]


def test_notes_are_numbered_by_date_then_lane_from_the_top() -> None:
    day_one, day_two = date(2013, 1, 1), date(2013, 2, 1)
    low, high = note("low", day_one, "missing"), note("high", day_one, "legal")
    late, undated = note("late", day_two, "legal"), note("undated")
    whole = study().with_item(late).with_item(undated).with_item(low).with_item(high)
    assert [(n, item.text) for n, item in whole.numbered("YP1")] == [
        (1, "high"),
        (2, "low"),
        (3, "late"),
        (4, "undated"),
    ]
    other_way = whole.notes_of("YP1", ("missing", "legal"))
    assert [item.text for item in other_way][:2] == ["low", "high"]


def test_a_change_leaves_the_earlier_study_as_it_was() -> None:
    first = note("first")
    one = study().with_item(first)
    two = one.with_item(note("second"))
    gone = two.without_item(first.id)
    assert [item.text for item in one.notes_of("YP1")] == ["first"]
    assert len(two.notes_of("YP1")) == 2
    assert [item.text for item in gone.notes_of("YP1")] == ["second"]
    assert gone.without_item(first.id) is gone


def test_an_item_that_moves_to_another_case_is_in_one_place() -> None:
    first = note("n")
    moved = Note(id=first.id, target=Target(case="YP2"), text="n")
    after = study().with_item(first).with_item(moved)
    assert after.notes_of("YP1") == ()
    assert after.notes_of("YP2") == (moved,)


def test_twelve_key_developments_are_numbered_by_date() -> None:
    whole = study()
    for month in range(12, 0, -1):
        for start in (1, 15):
            at = Target(case="YP1", start=date(2013, month, start))
            whole = whole.with_item(
                KeyDevelopment(id=new_id(), target=at, title=f"{month}-{start}")
            )
    numbered = whole.developments_of("YP1")
    assert [number for number, _ in numbered] == list(range(1, 13))
    assert numbered[0][1].title == "1-1"


def test_an_own_entry_says_that_it_is_the_analysts() -> None:
    own = OwnEntry(
        id=new_id(),
        case="YP1",
        kind=Kind.EVENT,
        lane="legal",
        label="Solicitor named",
        start=day(date(2013, 5, 3)),
    )
    entry = own.entry()
    assert entry.flag("own")
    assert entry.sources == ()
    assert "own" in entry.source_name


def test_steps_are_named_by_what_they_touch() -> None:
    about = Note(id=new_id(), target=Target(case="YP1", anchor=care_order()))
    assert step_name(about) == "Note on “Care order”, 3 May 2013"
    phase = Phase(id=new_id(), case="YP1", title="Early help", start=date(2010, 1, 1))
    assert step_name(phase, removed=True) == "Remove phase “Early help”"
    assert target_words(Target()) == "the whole study"
    week = Target(case="YP1", start=date(2013, 5, 1), end=date(2013, 5, 8))
    assert target_words(week) == "1 May 2013 to 8 May 2013"
    vague = Target(case="YP1", anchor=care_order(latest=date(2013, 5, 31)))
    assert target_words(vague) == "“Care order”, between 3 May 2013 and 31 May 2013"


def test_every_kind_of_note_has_its_word_and_hint() -> None:
    assert [kind.label for kind in NoteKind][3] == "Earlier chance"
    assert NoteKind.EARLIER_CHANCE.hint == "with hindsight"
    assert all(kind.hint for kind in NoteKind)


DAYS = (None, date(2012, 1, 1), date(2012, 1, 1), date(2013, 5, 2))
CHANGES = st.tuples(
    st.integers(0, 5),
    st.sampled_from(("YP1", "YP2", None)),
    st.sampled_from(DAYS),
    st.sampled_from(("", "legal", "support")),
    st.booleans(),
)


@given(st.lists(CHANGES, max_size=25))
def test_notes_stay_in_the_order_in_which_they_are_put_from_the_start(
    changes: list[tuple[int, str | None, date | None, str, bool]],
) -> None:
    kept = [note(f"note {number}") for number in range(6)]
    orders = ((), ("support", "legal"))
    changed = study_of("s", "Study", "AB")
    for number, case, when, lane, stays in changes:
        target = Target(case=case, lane=lane, start=when)
        one = replace(kept[number], target=target)
        changed = changed.with_item(one) if stays else changed.without_item(one.id)
        anew = study_of("s", "Study", "AB", list(changed.items.values()))
        for asked in ("YP1", "YP2", None):
            assert changed.note_count(asked) == len(anew.notes_of(asked))
            for order in orders:
                # Asked for before every change, so that it is moved and not sorted again.
                assert changed.notes_of(asked, order) == anew.notes_of(asked, order)
