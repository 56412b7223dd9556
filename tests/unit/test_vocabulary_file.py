from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.ingest import vocabulary_file
from journeyviewer.ingest.vocabulary_file import (
    Decision,
    from_bytes,
    merge,
    read_vocabulary,
    to_bytes,
    write_vocabulary,
)
from journeyviewer.model.problems import JourneyError

OAKS = Decision(lane="residence", words="The Oaks", code="K2", who="A. N.", when=date(2026, 3, 31))
OLD = Decision(lane="legal", words="C2", code="C1")
LEFT = Decision(lane="legal", words="J4", code="")


def content(**changes: object) -> bytes:
    data = {
        "format": "journeyviewer vocabulary",
        "version": 1,
        "decisions": [{"lane": "legal", "words": "L99", "code": "C2"}],
    }
    return json.dumps(data | changes).encode()


def one(**changes: object) -> bytes:
    return content(decisions=[{"lane": "legal", "words": "L99", "code": "C2"} | changes])


def test_a_vocabulary_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    write_vocabulary(path, [OAKS, OLD, LEFT])
    assert set(read_vocabulary(path)) == {OAKS, OLD, LEFT}
    assert [item.name for item in tmp_path.iterdir()] == ["ours.json"]


def test_the_order_of_decisions_does_not_change_the_file() -> None:
    assert to_bytes([OAKS, OLD]) == to_bytes([OLD, OAKS])


def test_merging_keeps_ours_and_says_where_they_differ() -> None:
    theirs = Decision(lane="residence", words="The Oaks", code="S1", who="Other")
    merged = merge([OAKS], [theirs, OLD, OAKS])
    assert merged.decisions == (OAKS, OLD)
    assert [(item.kept, item.other) for item in merged.conflicts] == [(OAKS, theirs)]
    said = merged.conflicts[0].message
    assert "The Oaks" in said and "“K2” (A. N.)" in said and "“S1” (Other)" in said
    assert merge([LEFT], [LEFT]).conflicts == ()


def test_a_later_version_is_refused_with_a_sentence() -> None:
    with pytest.raises(JourneyError) as error:
        from_bytes(content(version=2), "theirs.json")
    assert "“theirs.json” was written by a later version" in error.value.message
    assert error.value.advice


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"format": "journeyviewer vocabulary", "version": 1, "version": 1, "decisions": []}',
        content(format="other"),
        content(version="1"),
        content(version=True),
        content(version=1.0),
        content(version=0),
        content(decisions={}),
        content(decisions=[1]),
        content(more=1),
        one(code=2),
        one(words=None),
        one(words=" "),
        one(words="x" * 501),
        one(words="a\u202eb"),
        one(code="K2"),
        one(code="made up"),
        one(lane="weather"),
        one(when="yesterday"),
        one(extra="x"),
        content(decisions=[{"lane": "legal", "words": "x"}]),
    ],
)
def test_what_is_no_sound_vocabulary_is_refused(data: bytes) -> None:
    with pytest.raises(JourneyError) as error:
        from_bytes(data, "theirs.json")
    assert "theirs.json" in error.value.message
    assert error.value.advice


def test_a_byte_order_mark_and_a_missing_who_are_fine() -> None:
    assert from_bytes(b"\xef\xbb\xbf" + one(), "x") == (
        Decision(lane="legal", words="L99", code="C2"),
    )


def test_sizes_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(content() + b" " * vocabulary_file.LARGEST)
    with pytest.raises(JourneyError, match="too large"):
        read_vocabulary(path)
    monkeypatch.setattr(vocabulary_file, "MOST", 1)
    with pytest.raises(JourneyError, match="more than 1 decisions"):
        to_bytes([OAKS, OLD])


def test_a_bad_decision_is_never_written_and_a_missing_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    write_vocabulary(path, [OAKS])
    before = path.read_bytes()
    with pytest.raises(JourneyError):
        write_vocabulary(path, [Decision(lane="legal", words="x", code="made up")])
    assert path.read_bytes() == before
    with pytest.raises(JourneyError, match=r"none\.json"):
        read_vocabulary(tmp_path / "none.json")


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: one(words=text)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = from_bytes(data, "x")
    except JourneyError:
        return
    assert from_bytes(to_bytes(found), "x") == found
