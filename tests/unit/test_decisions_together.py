"""Two windows keep what was decided in one file: no answer of one is lost in the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journeyviewer.ingest.decisions_file import MOST_BYTES, LeftAlone
from journeyviewer.model.decisions import NO_DECISIONS, Decisions
from journeyviewer.ui import asked
from journeyviewer.ui.asked import KeptAnswers, keep_decisions, kept_terms
from tests.writers import NAMES, write_at_once


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "config" / "decisions.json"
    monkeypatch.setattr(asked, "decisions_path", lambda: made)
    return made


class Window:
    """A window as far as decisions go: it reads them once, and keeps each change of its own."""

    def __init__(self) -> None:
        self.now = kept_terms().decisions

    def decide(self, **changes: object) -> Decisions:
        before, self.now = self.now, replace(self.now, **changes)  # type: ignore[arg-type]
        keep_decisions(before, self.now)
        return before

    def answer(self, **answers: str) -> Decisions:
        return self.decide(given={**self.now.given, **answers})

    def go_back_to(self, before: Decisions) -> None:
        before, self.now = self.now, before
        keep_decisions(before, self.now)


def given(place: Path) -> dict[str, str]:
    assert place.exists()
    return dict(kept_terms().decisions.given)


def test_an_answer_of_one_window_survives_those_of_another(place: Path) -> None:
    one, other = Window(), Window()
    one.answer(order="day")
    other.answer(whose="YP1")
    one.answer(word="FC")
    assert given(place) == {"order": "day", "whose": "YP1", "word": "FC"}
    other.answer(order="month")
    assert given(place)["order"] == "month"


def test_an_answer_taken_back_stays_taken_back(place: Path) -> None:
    one = Window()
    before = one.answer(order="day")
    other = Window()
    other.answer(whose="YP1")
    one.go_back_to(before)
    assert given(place) == {"whose": "YP1"}
    # The other window knows the answer still, and does not bring it back.
    other.answer(word="FC")
    assert given(place) == {"whose": "YP1", "word": "FC"}
    # Starting again forgets what is known here, and no answer given elsewhere.
    one.answer(order="month")
    one.decide(given={})
    assert given(place) == {"whose": "YP1", "word": "FC"}


def test_an_answer_that_was_changed_is_what_it_was_before_once_undone(place: Path) -> None:
    one = Window()
    one.answer(order="day")
    before = one.answer(order="month")
    one.go_back_to(before)
    assert given(place) == {"order": "day"}


def test_words_columns_and_pseudonyms_of_both_are_kept(place: Path) -> None:
    start = Window()
    start.decide(
        words={"residence": {"old": "FC"}}, columns={"t": {"a": "case"}}, pseudonyms=("Robin", "Jo")
    )
    one, other = Window(), Window()
    one.decide(words={"residence": {"old": "FC", "haven": "CH"}}, pseudonyms=("Robin", "Jo", "Al"))
    other.decide(words={"school": {"unit": "PRU"}}, columns={"t": {"a": "case", "b": "start"}})
    other.decide(pseudonyms=("Jo", "Lee"))
    kept = kept_terms().decisions
    assert kept.words == {"residence": {"haven": "CH"}, "school": {"unit": "PRU"}}
    assert kept.columns == {"t": {"a": "case", "b": "start"}}
    assert kept.pseudonyms == ("Jo", "Al", "Lee")


def test_what_a_study_brings_takes_nothing_out_of_the_file(place: Path) -> None:
    one = Window()
    one.answer(order="day")
    one.now = Decisions(given={"of the study": "keep"}, cases=("1",))
    one.answer(whose="YP1")
    assert given(place) == {"order": "day", "whose": "YP1"}
    assert kept_terms().decisions.cases is None


@pytest.mark.parametrize("broken", [True, False])
def test_a_file_that_broke_or_went_meanwhile_is_written_anew(place: Path, broken: bool) -> None:
    one = Window()
    one.answer(order="day")
    if broken:
        place.write_text("{", encoding="utf-8")
    else:
        place.unlink()
    one.answer(whose="YP1")
    assert given(place) == {"order": "day", "whose": "YP1"}


def test_a_file_of_a_newer_version_or_that_cannot_be_read_is_left_as_it_is(place: Path) -> None:
    one = Window()
    one.answer(order="day")
    newer = place.read_text(encoding="utf-8").replace("decisions-1", "decisions-2")
    place.write_text(newer, encoding="utf-8")
    with pytest.raises(LeftAlone, match="newer version"):
        one.answer(whose="YP1")
    assert place.read_text(encoding="utf-8") == newer and Window().now == NO_DECISIONS
    place.write_bytes(b" " * (MOST_BYTES + 1))
    with pytest.raises(LeftAlone, match="too large"):
        one.answer(word="FC")
    assert place.stat().st_size > MOST_BYTES


def test_a_running_window_takes_up_what_others_decide_and_keeps_what_is_its_own(
    place: Path,
) -> None:
    other, kept = Window(), KeptAnswers()
    other.answer(order="day", whose="YP1")
    own = kept.terms().decisions
    assert own.given == {"order": "day", "whose": "YP1"}
    own = replace(own, given={**own.given, "not kept": "yes"}, cases=("1",))
    assert kept.taken_into(own) == own
    other.decide(given={"order": "month"}, pseudonyms=("Robin",))
    taken = kept.taken_into(own)
    assert dict(taken.given) == {"order": "month", "not kept": "yes"}
    assert (taken.pseudonyms, taken.cases) == (("Robin",), ("1",))
    place.unlink()
    assert kept.taken_into(taken) == taken


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from journeyviewer.ui import asked

place, name = Path(sys.argv[1]), sys.argv[2]
asked.decisions_path = lambda: place
now = asked.kept_terms().decisions
print("ready", flush=True)
sys.stdin.readline()
for number in range(4):
    before, now = now, replace(now, given={**now.given, f"{name}{number}": "keep"})
    asked.keep_decisions(before, now)
"""


def test_two_programs_that_write_at_once_keep_all_answers(place: Path) -> None:
    keep_decisions(NO_DECISIONS, Decisions(given={"first": "day"}))
    write_at_once(WRITER, place)
    every = {f"{name}{number}" for name in NAMES for number in range(4)}
    assert set(given(place)) == {"first", *every}
    assert [path.name for path in place.parent.iterdir()] == ["decisions.json"]
