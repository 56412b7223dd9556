"""Presets: what was chosen can be chosen again, and nothing odd in a study can break an export."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.export.figure import ALL_FORMATS, FigureRequest
from journeyviewer.export.leaving import Choice, leaving
from journeyviewer.export.presets import BUILT_IN, preset_text, request_from
from journeyviewer.export.sharing import PRECISIONS
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Target
from tests.journeys import full_journey
from tests.written import a_note, a_study

HERE = FigureRequest(folder=Path("here"))

choices = st.builds(
    Choice,
    lanes=st.sampled_from([(), ("legal",), ("support", "voice")]),
    ages=st.none() | st.tuples(st.integers(0, 100), st.integers(101, 300)),
    phase=st.integers(0, 12),
    notes=st.none() | st.frozensets(st.text(max_size=9), max_size=5),
    wordless=st.frozensets(st.sampled_from(["legal", "e1", "e2"])),
    numbers=st.none() | st.frozensets(st.integers(1, 99), max_size=5),
)
requests = st.builds(
    FigureRequest,
    folder=st.just(Path("here")),
    formats=st.lists(st.sampled_from(ALL_FORMATS), min_size=1, unique=True).map(tuple),
    page=st.sampled_from(["a4", "a3", "16x9", "300x200"]),
    theme=st.sampled_from(["light", "grey"]),
    mark=st.text(max_size=20),
    dpi=st.integers(36, 1200),
    precision=st.sampled_from(sorted(PRECISIONS)),
    notes=st.booleans(),
    tiles=st.integers(1, 24),
    one_file=st.booleans(),
    title=st.text(max_size=20),
    caption=st.text(max_size=20),
    choice=choices,
)


@given(requests)
def test_what_was_chosen_comes_back(request: FigureRequest) -> None:
    assert request_from(preset_text(request), HERE) == request


def test_dates_and_folders_are_never_kept() -> None:
    asked = replace(HERE, folder=Path("secret place"), axis="dates", template=Path("own.dotx"))
    text = preset_text(asked)
    assert "secret" not in text and "dates" not in text and "own.dotx" not in text
    again = request_from(text, HERE)
    assert again.axis == "ages" and again.folder == HERE.folder and again.template is None


def test_a_later_version_s_choices_are_passed_over() -> None:
    found = json.loads(preset_text(HERE)) | {"glitter": True}
    found["formats"] = ["hologram", "pdf"]
    found["lanes"] = ["legal", "dreams"]
    again = request_from(json.dumps(found), HERE)
    assert again.formats == ("pdf",) and again.choice.lanes == ("legal",)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "x"},
        {"dpi": 10_000_000},
        {"dpi": "300"},
        {"notes": 1},
        {"precision": "second"},
        {"formats": []},
        {"formats": None},
        {"ages": [1]},
        {"note_numbers": ["x"]},
        {"notes_kept": "x"},
        {"notes_kept": [1]},
        {"wordless": {"legal": True}},
        {"tiles": 0},
        {"page": "9999x9999"},
    ],
)
def test_a_text_that_is_no_preset_is_said(change: dict[str, object]) -> None:
    found = json.loads(preset_text(HERE)) | change
    with pytest.raises(JourneyError):
        request_from(json.dumps(found), HERE)
    for text in ("", "[]", "null", "{}", "\x00"):
        with pytest.raises(JourneyError, match="preset"):
            request_from(text, HERE)


def test_what_is_for_sharing_is_coarser_than_what_is_for_work() -> None:
    sharing, working = BUILT_IN["For sharing"], BUILT_IN["Working copy"]
    assert PRECISIONS[sharing.precision] == 6 > PRECISIONS[working.precision]
    assert not sharing.notes and sharing.axis == working.axis == "ages"


def test_numbers_that_were_kept_before_are_still_read() -> None:
    found = json.loads(preset_text(HERE)) | {"format": "jv-preset-1", "note_numbers": [2, 5]}
    del found["notes_kept"]
    choice = request_from(json.dumps(found), HERE).choice
    assert choice.numbers == {2, 5} and choice.notes is None


def test_notes_that_were_chosen_stay_when_their_numbers_shift() -> None:
    case = full_journey()
    study = a_study(case, 8)
    chosen = study.numbered(case.id)[4][1]
    sharing = HERE.sharing(Cohort(name="", cases=(case,)))
    first = a_note(99, case.id, "Found later", target=Target(case=case.id, start=date(1999, 1, 1)))
    for asked in (study, study.with_item(first)):
        one = leaving(case, "", sharing, asked, Choice(notes=frozenset({chosen.id})))
        assert [line.text for line in one.lines.notes] == [chosen.text]
        assert [pin.id for pin in one.journey.annotations.notes] == [chosen.id]
    assert one.lines.notes[0].number == 6
