"""Tiles beside a journey: where they lie, and what is there before they are asked for."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.times import minute_of
from journeyviewer.session.session import Session
from journeyviewer.timeline.folded import FOLDED_BAR
from journeyviewer.timeline.scene import Box, Glyph, Ink
from journeyviewer.ui import moving
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.tiles import TileRow, reaching_over
from tests.big_cases import big_case

pytestmark = pytest.mark.gui

ROWS = st.builds(
    TileRow,
    left=st.integers(0, 400).map(float),
    right=st.integers(700, 4000).map(float),
    count=st.sampled_from([2, 4]),
    tall=st.just(900),
    ratio=st.sampled_from([1.0, 1.25, 1.5, 2.0]),
)


@given(ROWS, st.integers(-9000, 9000).filter(bool))
def test_tiles_fill_what_comes_into_sight_and_nothing_else(row: TileRow, step: int) -> None:
    seen = row.seen(float(step))
    first, last = max(row.left, row.right + step), min(row.right, row.left + step)
    low, high = (first, row.right) if step < 0 else (row.left, last)
    assert (seen[0][2], seen[-1][3]) == (low, high)
    for (number, left, _, end), (after, begin, low, _) in pairwise(seen):
        assert after == number + 1
        assert end == low == begin == left + row.wide(number)


@given(ROWS, st.integers(-12, 11))
def test_tiles_are_whole_pixels_wide_and_the_first_is_narrow(row: TileRow, number: int) -> None:
    assert (row.wide(number) * row.ratio).is_integer()
    assert row.begin(number) + row.wide(number) == row.begin(number + 1) or number == -1
    assert row.wide(0) == row.wide(-1) <= row.wide(number) <= (row.right - row.left) / 2 + 4


def test_what_goes_on_beside_a_tile_is_not_drawn_again_on_its_other_side() -> None:
    ink, plot = Ink("residence.edge"), Ink("plot")
    bars = [
        Box(0, 0, 60, 18, plot),
        Box(0, 0, 60, 18, Ink("residence.3"), ink),
        Box(0, 0, 60, FOLDED_BAR, plot, ink),
        Box(0, 2, 60, 14, None, ink, 0.9),
    ]
    score = Box(42, 0, 16, 14, plot, ink, 1.2)
    circle, clear = (Glyph("circle", x, 9, 14, ink) for x in (46, 30))
    assert reaching_over([*bars, score, circle, clear], 50.0) == [score, circle]


@pytest.mark.parametrize("whole", [False, True], ids=["rested there", "from the whole"])
def test_a_first_movement_finds_pixels_that_are_there_already(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    canvas = JourneyCanvas(Session())
    qtbot.addWidget(canvas)
    canvas.resize(1400, 900)
    canvas.session.open_cohort(Cohort(name="crowded", cases=(big_case(300),)))
    with qtbot.waitExposed(canvas):
        canvas.show()
    period = minute_of(date(2012, 1, 1)), minute_of(date(2013, 1, 1))
    if not whole:
        canvas.session.show_period(*period)
        canvas.viewport().grab()
    spares = canvas.mover._spares
    qtbot.waitUntil(lambda: bool(spares))
    if whole:
        # The whole has a row more over its lanes, and nothing waits in between.
        canvas.session.show_period(*period)
        canvas.viewport().grab()
    made: list[object] = []
    real = moving.pixels_like

    def counted(before: QPixmap | None, *size: object) -> QPixmap:
        made.extend([size] if before is None else [])
        return real(before, *size)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "pixels_like", counted)
    for _ in range(18):
        canvas.session.pan(0.05)
        canvas.viewport().repaint()
    assert canvas.moving
    assert not made
