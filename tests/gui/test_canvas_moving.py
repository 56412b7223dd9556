"""A journey on the move: its picture is moved, and laid out once the view rests."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QImage, QPaintEvent, QPixmap
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.session.session import Session
from journeyviewer.timeline.folded import FOLDED_BAR
from journeyviewer.timeline.scene import Box, Boxes, Glyph, Mark, Text
from journeyviewer.timeline.view import View
from journeyviewer.ui import moving
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.tiles import Tile
from tests.big_cases import big_case
from tests.gui.canvas_help import CTRL, press, wheel

pytestmark = pytest.mark.gui
HERE = QPoint(800, 420)


crowded = cache(big_case)
"""Cases are never changed: one of each size does for all tests."""


@pytest.fixture(name="canvas", params=[300, 5_000])
def of_many_records(qtbot: QtBot, request: pytest.FixtureRequest) -> JourneyCanvas:
    """Return a canvas with as many records as a study has of a case, or with very many."""
    canvas = JourneyCanvas(Session())
    qtbot.addWidget(canvas)
    canvas.resize(1400, 900)
    canvas.session.open_cohort(Cohort(name="crowded", cases=(crowded(request.param),)))
    canvas.session.show_period(minute_of(date(2008, 1, 1)), minute_of(date(2015, 6, 1)))
    with qtbot.waitExposed(canvas):
        canvas.show()
    seen(canvas)
    return canvas


def seen(canvas: JourneyCanvas) -> QImage:
    return canvas.viewport().grab().toImage()


def alike(one: QImage, other: QImage) -> bool:
    """True when no pixel differs by more than rounding."""
    first, second = (np.asarray(image.constBits()).astype(int) for image in (one, other))
    return bool(np.abs(first - second).max() <= 2)


def sides(canvas: JourneyCanvas) -> tuple[int, int, int]:
    """Return the sides and the top of the plot in whole pixels."""
    scene = canvas.scene
    assert scene is not None
    return round(scene.plot_left), round(scene.plot_right), round(scene.plot_top) + 1


def test_a_pan_moves_what_is_drawn_by_whole_pixels(canvas: JourneyCanvas) -> None:
    before, (left, right, top) = seen(canvas), sides(canvas)
    canvas.session.pan(0.1)
    assert canvas.moving
    after, step = seen(canvas), round((right - left) * 0.1)
    width, height = right - left - step - 40, before.height() - top
    assert after.copy(left + 20, top, width, height) == before.copy(
        left + 20 + step, top, width, height
    )
    # What came into sight is drawn, not blank.
    fresh = after.copy(right - step, top, step, height)
    assert len({fresh.pixel(x, y) for x in range(0, step, 3) for y in range(0, height, 3)}) > 20


def differing(one: QImage, other: QImage) -> float:
    """Return the share of pixels that differ by more than rounding."""
    first, second = (np.asarray(image.constBits()).astype(int) for image in (one, other))
    return float((np.abs(first - second) > 2).mean())


def test_a_long_way_in_small_steps_ends_with_what_is_there(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    # At the scale of one year, so that there is a long way to go.
    canvas.session.show_period(minute_of(date(2012, 1, 1)), minute_of(date(2013, 1, 1)))
    canvas.be_still()
    before = seen(canvas)
    for _ in range(18):
        canvas.session.pan(0.1)
        seen(canvas)
    assert canvas.moving
    moved = seen(canvas)
    qtbot.waitUntil(lambda: not canvas.moving)
    # Marks are moved by whole pixels, and a few words at the edges of tiles are missing.
    rested = seen(canvas)
    assert differing(moved, rested) < differing(before, rested) / 3


def test_a_leap_is_laid_out_at_once(canvas: JourneyCanvas) -> None:
    canvas.session.pan(-0.8)
    assert not canvas.moving


MOVES: list[Callable[[JourneyCanvas], object]] = [
    lambda canvas: canvas.session.pan(-0.1),
    lambda canvas: canvas.session.pan(0.3),
    lambda canvas: wheel(canvas, HERE, 1, CTRL),
    lambda canvas: wheel(canvas, HERE, -1, CTRL),
]


@pytest.mark.parametrize("move", MOVES, ids=["earlier", "later", "closer", "farther"])
def test_at_rest_it_looks_as_if_it_had_never_moved(
    qtbot: QtBot, canvas: JourneyCanvas, move: Callable[[JourneyCanvas], object]
) -> None:
    move(canvas)
    assert canvas.moving
    moved = seen(canvas)
    qtbot.waitUntil(lambda: not canvas.moving)
    rested = seen(canvas)
    canvas.mover.forget()
    canvas.set_compact(True)
    canvas.set_compact(False)
    assert alike(rested, seen(canvas))
    _, _, top = sides(canvas)
    # The rows above the lanes were right all the time.
    assert alike(*(image.copy(0, 0, image.width(), top - 2) for image in (moved, rested)))


def test_nothing_is_pointed_at_where_it_was(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    canvas.session.pan(0.1)
    assert canvas.moving
    assert canvas.places is None
    press(canvas, HERE)
    assert not canvas.moving
    assert canvas.places is not None


def test_another_arrangement_is_laid_out_at_once(canvas: JourneyCanvas) -> None:
    canvas.session.pan(0.1)
    canvas.scale_rows(1.1)
    assert not canvas.moving
    seen(canvas)
    canvas.session.pan(0.1)
    assert canvas.moving
    canvas.session.show_dates(False)
    assert not canvas.moving


def test_what_comes_into_sight_is_drawn_a_piece_at_a_time(canvas: JourneyCanvas) -> None:
    canvas.session.show_period(minute_of(date(2012, 1, 1)), minute_of(date(2013, 1, 1)))
    canvas.be_still()
    seen(canvas)
    for _ in range(14):
        canvas.session.pan(0.02)
        seen(canvas)
    assert canvas.moving and canvas.mover.ahead
    ahead = seen(canvas)
    # The same way without anything drawn ahead of time.
    canvas.session.show_period(minute_of(date(2012, 1, 1)), minute_of(date(2013, 1, 1)))
    canvas.be_still()
    seen(canvas)
    for _ in range(14):
        canvas.session.pan(0.02)
    assert canvas.moving
    assert alike(ahead, seen(canvas))


def test_a_piece_at_a_time_is_all_of_a_part(canvas: JourneyCanvas) -> None:
    assert canvas.scene is not None
    period = canvas._period(canvas.scene)
    assert period is not None
    slices = list(period.slices(300.0, 700.0))
    assert len(slices) == len(period.efforts())
    assert [mark for marks in slices for mark in marks] == period.part(300.0, 700.0)


def words_of(marks: list[Mark]) -> list[str]:
    return [mark.text for mark in marks if isinstance(mark, Text)]


def test_what_goes_on_beside_a_tile_is_named_once(
    canvas: JourneyCanvas,
) -> None:
    canvas.session.show_period(minute_of(date(2012, 1, 1)), minute_of(date(2012, 7, 1)))
    canvas.be_still()
    assert canvas.scene is not None
    period = canvas._period(canvas.scene)
    assert period is not None
    left, right = canvas.scene.plot_left, canvas.scene.plot_right
    # The right third, as a tile beside the rest.
    edge = round(right - (right - left) / 3)
    rest, alone = (words_of(period.part(*sides)) for sides in ((left, edge), (edge, right)))
    beside = words_of(period.part(edge, right, (left, float(edge))))
    again = Counter(alone) - Counter(beside)
    assert again
    assert set(again) <= set(rest)
    assert Counter(beside) <= Counter(alone)
    # Beside so narrow a plot nothing has room for a name there.
    assert words_of(period.part(edge, right, (edge - 10.0, float(edge)))) == alone


def test_a_tile_is_made_in_even_parts_and_whole_when_it_comes_into_sight(
    canvas: JourneyCanvas,
) -> None:
    assert canvas.scene is not None
    period = canvas._period(canvas.scene)
    assert period is not None
    tile = Tile(0, QPixmap(800, math.ceil(canvas.scene.height)), period, 800.0)
    whole, longest = sum(tile.left), max(tile.left)
    for frames in (4, 3, 2, 1):
        before = sum(tile.left)
        tile.go_on(frames)
        drawn = before - sum(tile.left)
        assert 0 < drawn <= before / frames + longest / 2
    assert not tile.left
    assert longest < whole / 2


def test_leaps_are_noticed_when_they_follow_one_another_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [0.0]
    monkeypatch.setattr(moving, "monotonic", lambda: clock[0])
    leaps = moving.Leaps()
    for number in range(5):
        leaps.note(View(start=Minute(number * 10), end=Minute(number * 10 + 10)))
        clock[0] += 0.02
    assert leaps.again
    # A small step, or a rest, and pictures are of use again.
    leaps.note(View(start=Minute(41), end=Minute(51)))
    assert not leaps.again
    for number in range(6, 10):
        clock[0] += 1.0
        leaps.note(View(start=Minute(number * 10), end=Minute(number * 10 + 10)))
    assert not leaps.again


def test_leaping_on_looks_as_each_place_does_at_rest(canvas: JourneyCanvas) -> None:
    months = [date(2012, month, 1) for month in range(1, 9)]
    pictures = []
    for first, last in pairwise(months):
        canvas.session.show_period(minute_of(first), minute_of(last))
        pictures.append(seen(canvas))
    canvas.be_still()
    canvas.mover.forget()
    canvas.set_compact(True)
    canvas.set_compact(False)
    assert alike(pictures[-1], seen(canvas))


def test_what_stands_beside_the_lanes_is_painted_with_the_first_movement_alone(
    canvas: JourneyCanvas, qtbot: QtBot
) -> None:
    areas: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:
            if isinstance(qt_event, QPaintEvent):
                areas.append(qt_event.rect())
            return False

    watch = Watch()
    canvas.viewport().installEventFilter(watch)
    left, _, _ = sides(canvas)
    for _ in range(3):
        canvas.session.pan(0.05)
        before = len(areas)
        qtbot.waitUntil(lambda before=before: len(areas) > before)
    assert canvas.moving
    shown = canvas.screen().grabWindow(canvas.winId()).toImage()
    first, *rest = areas
    assert first == canvas.viewport().rect()
    assert all(area.left() >= left - 8 for area in rest)
    # On the screen it is as if all of it had been painted again.
    again = seen(canvas)
    assert alike(shown.copy(0, 0, again.width(), again.height()), again)


def shapes_at_edges(canvas: JourneyCanvas) -> Iterator[QRect]:
    """Yield where the shapes of events lie that an edge of a tile in sight goes through."""
    kept, over = canvas.mover.kept, canvas.mover._over
    assert kept is not None
    for number, left, low, high in kept.row.seen(canvas.mover._step):
        for side, marks in zip((low, high), over[number], strict=True):
            inside = kept.row.left + 40 < side < kept.row.right - 40
            for mark in marks if inside else ():
                if isinstance(mark, Glyph) and mark.ink != "plot":
                    half = math.ceil(mark.size / 2) + 1
                    x, y = round(left + mark.x), round(mark.y)
                    yield QRect(x - half, y - half, 2 * half, 2 * half)


def wrong_at_edges(canvas: JourneyCanvas) -> float:
    """Return the mean share of pixels that are not as at rest, of shapes at edges of tiles."""
    wrong = []
    for year in range(2008, 2014):
        canvas.session.show_period(minute_of(date(year, 1, 1)), minute_of(date(year + 1, 1, 1)))
        canvas.be_still()
        seen(canvas)
        for _ in range(6):
            canvas.session.pan(0.1)
            moved = seen(canvas)
        places = list(shapes_at_edges(canvas))
        assert canvas.moving
        canvas.be_still()
        rested = seen(canvas)
        wrong += [differing(moved.copy(place), rested.copy(place)) for place in places]
    assert len(wrong) > 5
    return sum(wrong) / len(wrong)


@pytest.mark.parametrize("canvas", [300], indirect=True)
def test_shapes_of_events_are_whole_at_the_edges_of_tiles(
    canvas: JourneyCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = wrong_at_edges(canvas)
    canvas.mover.forget()
    monkeypatch.setattr(moving.Mover, "_join", lambda *_: None)
    # What is left is by how much less than a pixel they were moved.
    assert whole < 0.75 * wrong_at_edges(canvas)


def is_inner(mark: Mark) -> bool:
    """True for the line inside a secure placement."""
    return isinstance(mark, Box) and mark.fill is None and mark.stroke_width < 1


def is_folded(mark: Mark) -> bool:
    """True for a bar of a folded lane."""
    return isinstance(mark, Box) and mark.height == FOLDED_BAR


def is_whisker(mark: Mark) -> bool:
    """True for what says how uncertain the day of an event is."""
    return isinstance(mark, Boxes) and len(mark.rects) == 4 and mark.rects[0][3] == 1.2


def ends(mark: Mark) -> tuple[float, float]:
    """Return the left and the right end of boxes."""
    rects = mark.rects if isinstance(mark, Boxes) else ((mark.x, 0, mark.width, 0),)  # type: ignore[union-attr]
    return min(rect[0] for rect in rects), max(rect[0] + rect[2] for rect in rects)


@pytest.mark.parametrize("canvas", [300], indirect=True)
@pytest.mark.parametrize("kind", [is_inner, is_folded, is_whisker])
def test_what_goes_on_beside_a_tile_has_no_end_at_its_edge(
    canvas: JourneyCanvas, kind: Callable[[Mark], bool]
) -> None:
    canvas.session.show_period(minute_of(date(2010, 1, 1)), minute_of(date(2013, 1, 1)))
    canvas.be_still()
    assert canvas.scene is not None
    period = canvas._period(canvas.scene)
    assert period is not None
    begin = canvas.scene.plot_left
    of_kind = [mark for mark in canvas.scene.marks if kind(mark)]
    wide = [(left, right) for left, right in map(ends, of_kind) if begin + 8 < left < right - 24]
    assert wide
    for left, right in wide:
        edge = right - 8
        for past, goes_on in ((8.0, True), (0.0, False)):
            parts = [each for piece in period.slices(begin, edge, None, past) for each in piece]
            same = [each for each in parts if kind(each) and abs(ends(each)[0] - left) < 0.01]
            assert [ends(each)[1] > edge + 1 for each in same] == [goes_on]
