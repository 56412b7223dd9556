"""Notes and key developments below a figure: every number once, in order, words apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from journeyviewer.export.figure import FigureRequest, page_scenes
from journeyviewer.export.leaving import leaving
from journeyviewer.export.notes_key import MOST_NOTES, broken, split
from journeyviewer.model.chronology import Cohort
from journeyviewer.render.fonts import load_fonts
from journeyviewer.timeline.scene import Box, Face, Scene, Text
from tests.journeys import full_journey
from tests.scene_checks import colliding_texts, texts_outside
from tests.written import a_note, a_study, own_entry


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""
    load_fonts()


def pages(notes: int, page: str = "a4", text: str = "") -> list[Scene]:
    case = full_journey()
    more = [a_note(n, case.id, text) for n in range(1, notes + 1)] if text else []
    study = a_study(case, 0 if text else notes, more)
    request = FigureRequest(folder=Path(), page=page, study=study)
    sharing = request.sharing(Cohort(name="", cases=(case,)))
    return page_scenes(leaving(case, "Case 1", sharing, study), request)


def numbers(scene: Scene, ink: str) -> list[int]:
    """Return the numbers on squares or circles, in painting order."""
    found = [mark for mark in scene.marks if isinstance(mark, Text) and mark.ink == ink]
    return [int(mark.text) for mark in found if mark.text.isdigit()]


@pytest.mark.parametrize("page", ["a4", "a3", "16x9", "210x297"])
def test_thirty_notes_stand_once_on_the_figure_and_once_in_order_in_their_key(page: str) -> None:
    scenes = pages(30, page)
    # Below the figure, and on the next page where lanes would be folded for them.
    found = [number for scene in scenes for number in numbers(scene, "noteInk")]
    assert found[-30:] == list(range(1, 31))
    # The legend shows what a note and a key development look like, each with a 1.
    assert sorted(found[:-30]) == [1, *range(1, 31)]
    told = numbers(scenes[0], "plot")
    assert told[-10:] == list(range(1, 11))
    assert sorted(told[:-10]) == [1, *range(1, 11)]
    for scene in scenes:
        assert colliding_texts(scene) == [] and texts_outside(scene) == []


def test_no_lane_of_the_screen_is_folded_to_make_room_for_notes() -> None:
    few, many = pages(0)[0], pages(30)[0]
    open_in = [
        {mark.text for mark in scene.marks if isinstance(mark, Text) and mark.face.weight == 600}
        for scene in (few, many)
    ]
    assert {"Legal status", "Residence"} <= open_in[1]
    assert any(words.startswith("Support") for words in open_in[0]) == any(
        words.startswith("Support") for words in open_in[1]
    )


def _is_open(mark: Text) -> bool:
    return mark.face.weight == 600


def test_notes_stay_below_a_figure_that_folds_a_lane_without_them_too() -> None:
    case = full_journey()
    more = [own_entry(case.id, f"Helper {number}", f"h{number}") for number in range(1, 10)]
    for count in (1, 2):
        study = a_study(case, count, more)
        request = FigureRequest(folder=Path(), study=study)
        sharing = request.sharing(Cohort(name="", cases=(case,)))
        scenes = page_scenes(leaving(case, "", sharing, study), request)
        said = [mark.text for mark in scenes[0].marks if isinstance(mark, Text)]
        # With so much support, what the young person said and missing episodes are lines of one.
        heads = {mark.text for mark in scenes[0].marks if isinstance(mark, Text) and _is_open(mark)}
        assert "Young person’s voice" in said
        assert "Missing episodes" not in heads and any(one.startswith("Support") for one in heads)
        assert len(scenes) == 1 and numbers(scenes[0], "noteInk")[-count:] == [*range(1, count + 1)]


def test_the_thirty_first_note_is_on_a_page_of_its_own() -> None:
    first, second = pages(34, "a3")
    assert numbers(second, "noteInk")[-4:] == [31, 32, 33, 34]
    words = [mark.text for mark in second.marks if isinstance(mark, Text)]
    assert "Case 1: notes, continued" in words and words.count("OFFICIAL-SENSITIVE") == 2
    onward = [mark.text for mark in first.marks if isinstance(mark, Text)]
    assert any(words.endswith("to 34 are on the next page.") for words in onward)


def test_notes_that_all_stand_on_pages_of_their_own_are_first_no_continuation() -> None:
    text = " ".join(f"word{number}" for number in range(700))
    _, second, third, *_ = pages(8, text=text)
    for scene, title in ((second, "Case 1: notes"), (third, "Case 1: notes, continued")):
        assert title in [mark.text for mark in scene.marks if isinstance(mark, Text)]


def test_long_notes_are_kept_whole_over_as_many_pages_as_they_need() -> None:
    text = " ".join(f"word{number}" for number in range(700))
    scenes = pages(8, text=text)
    assert len(scenes) > 1
    drawn = " ".join(
        mark.text for scene in scenes for mark in scene.marks if isinstance(mark, Text)
    )
    assert drawn.count("word699") == 8
    found = [number for scene in scenes for number in numbers(scene, "noteInk")]
    assert found[-8:] == list(range(1, 9))
    for scene in scenes:
        assert colliding_texts(scene) == [] and texts_outside(scene) == []


def test_without_notes_their_pins_are_gone_too() -> None:
    (scene,) = _without_notes()
    assert numbers(scene, "noteInk") == []
    assert not any(isinstance(mark, Box) and mark.fill == "note" for mark in scene.marks)
    assert not any("squares" in mark.text for mark in scene.marks if isinstance(mark, Text))


def _without_notes() -> list[Scene]:
    case = full_journey()
    request = FigureRequest(folder=Path(), study=a_study(case, 30), notes=False)
    sharing = request.sharing(Cohort(name="", cases=(case,)))
    return page_scenes(leaving(case, "Case 1", sharing, request.study), request)


@given(st.lists(st.floats(10, 300), min_size=1, max_size=MOST_NOTES), st.integers(1, 4))
def test_columns_share_the_height_in_order(heights: list[float], columns: int) -> None:
    counts = split(heights, columns)
    assert sum(counts) == len(heights) and len(counts) == columns
    tallest, at = 0.0, 0
    for count in counts:
        tallest = max(tallest, sum(heights[at : at + count]))
        at += count
    # No way to cut them in order has a lower tallest column than a fair share plus one piece.
    assert tallest <= sum(heights) / columns + max(heights) + 0.1


@given(st.text(max_size=200), st.floats(1, 80))
def test_breaking_lines_loses_no_letter(words: str, width: float) -> None:
    lines = broken(words, Face(10), width, lambda text, face: len(text) * 5.0)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(len(line) * 5.0 <= width or len(line) == 1 for line in lines)
