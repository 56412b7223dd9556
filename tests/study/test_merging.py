"""Studies of several analysts become one: nothing is lost, whatever the order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.model.study import ItemId, Note
from journeyviewer.study.chain import START, Operation, Revision, first_break, sealed
from journeyviewer.study.codec import compact, to_json
from journeyviewer.study.erase import erase
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.merging import merge, merged_history
from journeyviewer.study.state import study_after
from journeyviewer.study.store import StudyFile
from tests.study.help import note, state_of

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Desk:
    """An analyst's history as it grows; clocks may be wrong, and a copy may go to another desk."""

    def __init__(self, name: str, history: Sequence[Revision] = ()) -> None:
        self.name = name
        self.history = list(history)
        if not history:
            body = compact({"id": f"study of {name}", "title": "Set", "analyst": name})
            self.add(f"study {name}", Operation.STUDY, "", body, NOON)

    def add(self, name: str, what: Operation, item: str, body: str, when: datetime) -> None:
        before = [one.hash for one in self.history if one.author == self.name]
        step = Revision(
            seq=len(self.history) + 1,
            revision=name,
            item=item,
            author=self.name,
            time=when,
            operation=what,
            body=body,
        )
        self.history.append(sealed(step, before[-1] if before else START))

    def work(self, chance: random.Random, count: int, serial: str) -> None:
        """Do a few steps at a time that no clock can be trusted with."""
        for number in range(count):
            item = chance.choice("abc")
            when = NOON + timedelta(minutes=chance.randrange(10))
            name = f"{serial} {number}"
            if chance.random() < 0.25:
                self.add(name, Operation.REMOVE, item, "{}", when)
            else:
                self.add(name, Operation.PUT, item, to_json(note(item, f"{name}")), when)


def desks(seed: int) -> list[Desk]:
    """Return three or four desks, some of which went on from a copy of another one."""
    chance = random.Random(seed)
    made: list[Desk] = []
    for number in range(chance.randint(2, 4)):
        if made and chance.random() < 0.4:
            first = chance.choice(made)
            desk = Desk(first.name, first.history)
        else:
            desk = Desk(f"Analyst {number}")
        desk.work(chance, chance.randint(0, 5), f"{seed}-{number}")
        made.append(desk)
    return made


def state(history: Sequence[Revision]) -> dict[str, str]:
    study, _ = study_after(history)
    return {str(item.id): item.text for item in study.items.values() if isinstance(item, Note)}


@settings(max_examples=1_000, deadline=None)
@given(seed=st.integers(0, 10**9), order=st.randoms(use_true_random=False))
def test_f37_g14_any_order_and_twice_gives_the_same(seed: int, order: random.Random) -> None:
    histories = [desk.history for desk in desks(seed)]
    whole, _ = merged_history(histories)
    assert first_break(whole) is None
    # Every step of everybody is in it, as it was sealed.
    seals = {one.revision: one.hash for one in whole}
    for one in [step for history in histories for step in history]:
        assert seals[one.revision] == one.hash
    shuffled = histories.copy()
    order.shuffle(shuffled)
    assert merged_history(shuffled)[0] == whole
    assert merged_history([*shuffled, whole])[0] == whole
    assert merged_history([whole])[0] == whole
    # Two at a time, in any order: the same items with the same words.
    part = shuffled[0]
    for history in shuffled[1:]:
        part, _ = merged_history([part, history])
    assert state(part) == state(whole)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_f37_no_last_wording_is_lost(seed: int) -> None:
    made = desks(seed)
    whole, conflicts = merged_history([desk.history for desk in made])
    after = set(state(whole).values())
    seen_by_others = {
        one.body
        for desk in made
        for one in desk.history
        if any(
            other.item == one.item and other.seq > one.seq and one in elsewhere.history
            for elsewhere in made
            for other in elsewhere.history
        )
    }
    for desk in made:
        for item, text in state(desk.history).items():
            body = next(one.body for one in reversed(desk.history) if one.item == item)
            assert text in after or body in seen_by_others, conflicts


def two(folder: Path) -> tuple[StudyFile, StudyFile]:
    first = StudyFile.create(folder / "First.jvstudy", "Set", "A. One")
    second = StudyFile.create(folder / "Second.jvstudy", "Set", "B. Two")
    first.put(note("a", "as seen by one"))
    second.put(note("b", "as seen by two"))
    return first, second


def test_two_analysts_become_one_study(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    first.keep_snapshot("{}", (("a.csv", 1, "ff"),))
    second.keep_draft("b", "half typed")
    done = merge([first, second], tmp_path / "Both.jvstudy")
    assert done.analysts == ("A. One", "B. Two")
    assert done.conflicts == ()
    assert done.sentences() == ("1 half-typed texts stay in their own studies.",)
    both = StudyFile.open(tmp_path / "Both.jvstudy")
    assert both.study.title == "Set"
    assert both.study.analyst == "A. One and B. Two"
    assert state_of(both) == {"a": "as seen by one", "b": "as seen by two"}
    assert both.snapshot is not None
    # Work goes on in it, and what is changed there has seen both.
    both.put(note("a", "as seen by both"))
    both.close()
    again = StudyFile.open(tmp_path / "Both.jvstudy")
    assert state_of(again)["a"] == "as seen by both"
    first.put(note("c", "later"))
    third = merge([first, again], tmp_path / "Third.jvstudy")
    assert third.conflicts == ()
    last = StudyFile.open(tmp_path / "Third.jvstudy")
    assert state_of(last) == {"a": "as seen by both", "b": "as seen by two", "c": "later"}
    for file in (first, second, again, last):
        file.close()


def test_different_words_for_one_item_are_both_kept_and_told(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    second.put(note("a", "seen otherwise"))
    done = merge([first, second], tmp_path / "Both.jvstudy")
    assert [one.item for one in done.conflicts] == ["a"]
    assert "A. One" in done.sentences()[0]
    assert "both are kept" in done.sentences()[0]
    both = StudyFile.open(tmp_path / "Both.jvstudy")
    assert sorted(state_of(both).values()) == ["as seen by one", "as seen by two", "seen otherwise"]
    copy = next(name for name in state_of(both) if name not in "ab")
    # Once somebody has decided, it stays decided.
    both.remove(ItemId(copy))
    both.put(note("a", "as agreed"))
    done = merge([both, first, second], tmp_path / "Again.jvstudy")
    assert done.conflicts == ()
    again = StudyFile.open(tmp_path / "Again.jvstudy")
    assert state_of(again) == {"a": "as agreed", "b": "as seen by two"}
    for file in (first, second, both, again):
        file.close()


def test_what_was_changed_holds_over_what_was_taken_away(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    second.put(note("a", "changed"))
    first.remove(ItemId("a"))
    done = merge([first, second], tmp_path / "Both.jvstudy")
    assert "it is kept" in done.sentences()[0]
    both = StudyFile.open(tmp_path / "Both.jvstudy")
    assert state_of(both)["a"] == "changed"
    for file in (first, second, both):
        file.close()


def test_f38_what_was_erased_does_not_come_back_by_merging(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    first.put(note("d", "to be forgotten"))
    done = merge([first, second], tmp_path / "Both.jvstudy")
    assert done.steps > 4
    both = StudyFile.open(tmp_path / "Both.jvstudy")
    erase(both, ItemId("d"))
    assert state_of(both) == {"a": "as seen by one", "b": "as seen by two"}
    first.put(note("e", "later"))
    merge([first, both], tmp_path / "Again.jvstudy")
    assert b"to be forgotten" not in (tmp_path / "Again.jvstudy").read_bytes()
    again = StudyFile.open(tmp_path / "Again.jvstudy")
    assert set(state_of(again)) == {"a", "b", "e"}
    again.put(note("f"))
    again.close()
    StudyFile.open(tmp_path / "Again.jvstudy").close()
    for file in (first, second, both):
        file.close()


def test_a_step_that_says_two_things_is_refused(tmp_path: Path) -> None:
    desk = Desk("A. One")
    desk.add("x", Operation.PUT, "a", to_json(note("a", "one")), NOON)
    forged = desk.history[:-1]
    forged.append(
        sealed(replace(desk.history[-1], body=to_json(note("a", "two"))), desk.history[0].hash)
    )
    with pytest.raises(StudyError) as caught:
        merged_history([desk.history, forged])
    assert caught.value.fault is Fault.DAMAGED


def test_nothing_is_left_behind_when_merging_fails(tmp_path: Path) -> None:
    first, second = two(tmp_path)
    (tmp_path / "Both.jvstudy").write_text("taken")
    with pytest.raises(StudyError) as caught:
        merge([first, second], tmp_path / "Both.jvstudy")
    assert caught.value.fault is Fault.EXISTS
    assert (tmp_path / "Both.jvstudy").read_text() == "taken"
    for file in (first, second):
        file.close()
