"""Squares of notes that were moved: apart, on the page, led to their days, and so in every file."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from journeyviewer.cli import main
from journeyviewer.export.figure import FigureRequest, export_figures, page_scenes
from journeyviewer.export.leaving import Choice, leaving
from journeyviewer.export.presets import preset_text, request_from
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.figures import FigurePreset
from journeyviewer.model.items import new_id
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Target
from journeyviewer.paths import samples
from journeyviewer.render.fonts import load_fonts
from journeyviewer.timeline.scene import Glyph, Scene
from tests.journeys import full_journey
from tests.written import a_note, a_study, study_file

CASE = full_journey()
ALL_LANES = a_note(40, CASE.id, "About all", target=Target(case=CASE.id, start=CASE.read_on))
STUDY = a_study(CASE, 30, [ALL_LANES] if CASE.read_on else [])
NOTES = [f"n{number}" for number in range(1, 31)]
OFFSETS = st.dictionaries(st.sampled_from(NOTES), st.floats(-1500, 1500), max_size=12)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""
    load_fonts()


def page(moved: dict[str, float], size: str = "a4", tiles: int = 1) -> list[Scene]:
    choice = Choice(moved=tuple(sorted(moved.items())))
    request = FigureRequest(folder=Path(), study=STUDY, choice=choice, page=size, tiles=tiles)
    sharing = request.sharing(Cohort(name="", cases=(CASE,)))
    return page_scenes(leaving(CASE, "", sharing, STUDY, choice), request)


@cache
def still_page(size: str) -> Scene:
    """Return the page of a size on which nothing was moved."""
    return page({}, size)[0]


# That squares of one row keep apart wherever they are wanted is tried more often by test_pins.
@settings(max_examples=15, deadline=None)
@given(OFFSETS, st.sampled_from(["a4", "a3", "16x9"]))
def test_moved_squares_never_overlap_and_none_leaves_the_figure(
    moved: dict[str, float], size: str
) -> None:
    scene, still = page(moved, size)[0], still_page(size)
    assert {item.note: item.at for item in scene.items} == {
        item.note: item.at for item in still.items
    }
    areas = {(item.x, item.y, item.width, item.height) for item in scene.items}
    for one, other in combinations(areas, 2):
        beside = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
        assert beside or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
    for x, _, width, _ in areas:
        assert scene.plot_left - 0.1 <= x and x + width <= scene.plot_right + 0.1


def test_a_moved_square_stands_where_it_was_put_and_the_others_make_way() -> None:
    def middles(scene: Scene) -> dict[str, float]:
        return {item.note: item.x + item.width / 2 for item in scene.items}

    still = still_page("a4")
    chosen = next(item for item in still.items if item.note == "n5")
    row = [item for item in still.items if item.y == chosen.y and item.note != "n5"]
    near = min(row, key=lambda item: abs(item.x - chosen.x))
    # Onto a neighbour, a little to one side of its middle.
    onto = near.x + near.width / 2 + 3
    assert chosen.at is not None
    after = middles(page({"n5": onto - chosen.at})[0])
    assert after["n5"] == pytest.approx(onto, abs=0.1)
    assert abs(after[near.note] - onto) >= (near.width + chosen.width) / 2
    # Its dot stays at its day.
    dots = [mark.x for mark in page({"n5": 90.0})[0].marks if isinstance(mark, Glyph)]
    assert any(abs(x - chosen.at) < 0.1 for x in dots)


def _drawn(path: Path) -> object:
    """Return what of a file shows the figure."""
    if path.suffix == ".svg":
        return re.findall(r'<text[^>]*x="[^"]*"', path.read_text())
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as whole:
            media = [name for name in whole.namelist() if "media/" in name]
            assert media
            return [whole.read(name) for name in media]
    return path.read_bytes()


def test_every_format_draws_a_square_where_it_was_put(tmp_path: Path) -> None:
    cohort, formats = Cohort(name="", cases=(CASE,)), ("png", "svg", "pdf", "html", "docx")
    request = FigureRequest(folder=tmp_path / "still", study=STUDY, formats=formats, dpi=96)
    choice = Choice(moved=(("n5", 60.0),))
    again = replace(request, folder=tmp_path / "again")
    moved = replace(request, folder=tmp_path / "moved", choice=choice)
    # The first page of each has the figure, those after it have notes.
    still, same, other = (
        {path.suffix[1:]: path for path in reversed(export_figures(cohort, one))}
        for one in (request, again, moved)
    )
    assert set(still) == set(same) == set(other) >= set(formats)
    for extension in formats:
        kept, changed = _drawn(still[extension]), _drawn(other[extension])
        assert kept == _drawn(same[extension]) and kept != changed, extension


def test_a_preset_of_the_study_moves_squares_from_the_command_line(tmp_path: Path) -> None:
    first = sorted(samples().glob("Case 1.xlsx"))[0]
    still = FigureRequest(folder=Path(), formats=("svg",))
    kept = [
        FigurePreset(id=new_id(), title=title, text=preset_text(made), author="")
        for title, made in (
            ("Still", still),
            ("Moved", replace(still, choice=Choice(moved=(("n5", 60.0),)))),
        )
    ]
    study = str(study_file(tmp_path / "own.jvstudy", a_study(CASE, 12, kept)))
    drawn = []
    for name in ("Still", "Moved"):
        folder = tmp_path / name
        asked = ["export", str(first), "-o", str(folder), "--study", study, "--preset", name]
        assert main(asked) == 0
        (path,) = folder.glob("*1.svg")
        drawn.append(_drawn(path))
    assert drawn[0] != drawn[1]


def test_what_was_moved_comes_back_and_older_presets_have_nothing_moved() -> None:
    here = FigureRequest(folder=Path())
    made = replace(here, choice=Choice(moved=(("a", -4.5), ("b", 12.0))))
    assert request_from(preset_text(made), here) == made
    found = json.loads(preset_text(made))
    del found["notes_moved"]
    assert request_from(json.dumps(found), here).choice.moved == ()


@pytest.mark.parametrize("moved", [["a"], {"a": "far"}, {"a": None}, {"a": float("inf")}, 3])
def test_an_odd_move_is_said_to_be_no_preset(moved: object) -> None:
    here = FigureRequest(folder=Path())
    found = json.loads(preset_text(here)) | {"notes_moved": moved}
    with pytest.raises(JourneyError, match="preset"):
        request_from(json.dumps(found), here)
