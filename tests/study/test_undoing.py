"""Undo goes on where it was left, last week or before a crash."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyviewer.model.meetings import Meeting
from journeyviewer.model.study import Item, ItemId
from journeyviewer.study.erase import erase
from journeyviewer.study.store import StudyFile
from journeyviewer.study.undoing import Pair, steps_of
from tests.study.help import do, new_study, note, steps


def test_the_newest_steps_are_given_as_before_and_after(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(note("a", "one"))
    file.put(note("a", "two"))
    file.put(note("a", "two"))
    file.put(note("b"))
    file.remove(ItemId("a"))
    file.close()
    again = StudyFile.open(tmp_path / "Study.jvstudy")
    wanted = [
        (None, note("a", "one")),
        (note("a", "one"), note("a", "two")),
        (None, note("b")),
        (note("a", "two"), None),
    ]
    assert list(steps_of(again, 10).pairs) == wanted
    assert list(steps_of(again, 2).pairs) == wanted[2:]
    assert steps_of(again, 10).oldest == 0
    assert list(steps_of(again, 2, steps_of(again, 2).oldest).pairs) == wanted[:2]
    again.close()


def test_what_was_erased_is_no_step(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(note("a", "one"))
    file.put(note("b"))
    file.put(note("a", "two"))
    erase(file, ItemId("a"))
    file.put(note("a", "new"))
    assert list(steps_of(file, 10).pairs) == [(None, note("b")), (None, note("a", "new"))]
    file.close()


def test_the_record_of_a_meeting_is_no_step(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(Meeting(id=ItemId("m"), title="Group", day=date(2026, 1, 2), order=ItemId("r")))
    file.put(note("a"))
    assert list(steps_of(file, 10).pairs) == [(None, note("a"))]
    file.close()


def in_pieces(file: StudyFile, most: int) -> list[Pair]:
    """Return every step, read a few at a time as undo reads them."""
    found = steps_of(file, most)
    pairs = list(found.pairs)
    while found.oldest:
        found = steps_of(file, most, found.oldest)
        pairs[:0] = found.pairs
    return pairs


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 30), piece=st.integers(1, 40))
def test_taking_back_every_step_leads_to_the_empty_study(
    tmp_path: Path, seed: int, count: int, piece: int
) -> None:
    file = new_study(tmp_path, f"{seed} {count}.jvstudy")
    for step in steps(seed, count):
        do(file, step)
    items: dict[ItemId, Item] = dict(file.study.items)
    for before, after in reversed(in_pieces(file, piece)):
        item = after or before
        assert item is not None
        assert items.get(item.id) == after
        items.pop(item.id, None)
        if before is not None:
            items[before.id] = before
    assert items == {}
    file.close()
    file.path.unlink()
