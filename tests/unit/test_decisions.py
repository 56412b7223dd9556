"""Decisions about reading: kept in a file, and given to the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeyviewer.ingest.decisions_file import (
    decisions_text,
    load_decisions,
    save_decisions,
    together,
)
from journeyviewer.model.decisions import (
    NO_DECISIONS,
    UNDO,
    Choice,
    Decisions,
    Question,
    Topic,
    key_of,
)
from journeyviewer.model.problems import JourneyError

SOME = Decisions(
    given={"order:1": "month", "repair:2": UNDO},
    words={"cse": {"ph high": "high"}},
    columns={"f00d": {"When": "start", "=lane": "education"}},
    pseudonyms=("Robin",),
)


def test_decisions_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "decided.json"
    save_decisions(SOME, path)
    assert load_decisions(path) == SOME
    assert decisions_text(load_decisions(path)) == decisions_text(SOME)
    assert [each.name for each in tmp_path.iterdir()] == ["decided.json"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"format": "jv-decisions-2"}',
        '{"format": "jv-decisions-1", "given": {"a": 1}}',
        '{"format": "jv-decisions-1", "given": []}',
        '{"format": "jv-decisions-1", "words": {"a": {"b": ["c"]}}}',
        '{"format": "jv-decisions-1", "pseudonyms": "x"}',
        '{"format": "jv-decisions-1", "given": {"a": "' + "x" * 501 + '"}}',
        "[" * 100_000,
    ],
)
def test_anything_else_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(content)
    with pytest.raises(JourneyError, match=r"odd\.json"):
        load_decisions(path)


def test_the_decisions_of_a_report_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    content = {"format": "jv-check-1", "decisions": json.loads(decisions_text(SOME))}
    path.write_text(json.dumps(content))
    assert load_decisions(path) == SOME


def test_later_decisions_count() -> None:
    later = Decisions(given={"order:1": "day"}, words={"cse": {"ph low": "low"}})
    both = together(SOME, later)
    assert both.given == {"order:1": "day", "repair:2": UNDO}
    assert both.words == {"cse": {"ph high": "high", "ph low": "low"}}
    assert together(SOME, NO_DECISIONS) is SOME
    assert SOME.is_undone("repair:2") and not both.is_undone("order:1")


def test_a_key_holds_no_words_of_the_file() -> None:
    key = key_of("pointed", "name", "Jane Roe")
    assert key == key_of("pointed", "name", "Jane Roe") != key_of("pointed", "name", "Jan Eroe")
    assert "Jane" not in key and key.startswith("pointed:")


def test_a_question_told_as_a_sentence_ends_where_it_should() -> None:
    choices = (Choice("a", "Keep its own words"),)
    asked = Question(
        key="k",
        topic=Topic.WORD,
        title="“Residential” is not a word of the lane",
        detail="The first says: “Moved”",
        choices=choices,
        default="a",
    )

    assert asked.as_problem().message == (
        "“Residential” is not a word of the lane. The first says: “Moved”. "
        "Answer: Keep its own words."
    )
