"""Wheel, drags and keys that change what part of a journey is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from journeyviewer.model.times import date_of
from journeyviewer.timeline.scale import TwoSpeedScale
from journeyviewer.ui.canvas import JourneyCanvas
from tests.gui.canvas_help import (
    ALT,
    CTRL,
    NONE,
    SHIFT,
    click,
    drag,
    hover,
    item_of,
    key,
    middle,
    move,
    press,
    release,
    wheel,
)

pytestmark = pytest.mark.gui
HERE = QPoint(800, 420)
MIDDLE, BACK, FORWARD = (
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.BackButton,
    Qt.MouseButton.ForwardButton,
)


def narrowed(canvas: JourneyCanvas) -> tuple[int, int]:
    wheel(canvas, HERE, 6, CTRL)
    assert not canvas.session.view.whole
    return canvas.session.period()


@pytest.mark.parametrize("which", [Qt.Key.Key_W, Qt.Key.Key_Plus, Qt.Key.Key_Equal])
def test_keys_zoom_at_the_pointer(qtbot: QtBot, canvas: JourneyCanvas, which: Qt.Key) -> None:
    hover(canvas, HERE)
    before = canvas.scale()
    assert before is not None
    at = before.minute(HERE.x())
    key(qtbot, canvas, which, SHIFT if which == Qt.Key.Key_Plus else NONE)
    after = canvas.scale()
    assert after is not None and after.pixels_per_month(at) > before.pixels_per_month(at)
    assert after.x(at) == pytest.approx(HERE.x(), abs=1.5)
    key(qtbot, canvas, Qt.Key.Key_S)
    again = canvas.scale()
    assert again is not None and again.pixels_per_month(at) < after.pixels_per_month(at)


def test_panning_by_wheel_keys_and_drags(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    start, _ = narrowed(canvas)
    wheel(canvas, HERE, -2, SHIFT)
    assert canvas.session.period()[0] > start
    for which, held in ((Qt.Key.Key_A, NONE), (Qt.Key.Key_Left, ALT)):
        before = canvas.session.period()[0]
        key(qtbot, canvas, which, held)
        assert canvas.session.period()[0] < before
    for which, held in ((Qt.Key.Key_D, NONE), (Qt.Key.Key_Right, ALT)):
        before = canvas.session.period()[0]
        key(qtbot, canvas, which, held)
        assert canvas.session.period()[0] > before


@pytest.mark.parametrize("button, held", [(MIDDLE, NONE), (Qt.MouseButton.LeftButton, SHIFT)])
def test_a_drag_keeps_the_date_under_the_pointer(
    canvas: JourneyCanvas, button: Qt.MouseButton, held: Qt.KeyboardModifier
) -> None:
    narrowed(canvas)
    before = canvas.scale()
    assert before is not None
    drag(canvas, HERE, HERE + QPoint(120, 0), button, held)
    after = canvas.scale()
    assert after is not None
    assert after.x(before.minute(HERE.x())) == pytest.approx(HERE.x() + 120, abs=3)
    assert canvas.gesture is None and canvas.session.selection == ()


def test_esc_takes_a_pan_back(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    before = narrowed(canvas)
    press(canvas, HERE, MIDDLE)
    move(canvas, HERE + QPoint(90, 0), MIDDLE)
    assert canvas.session.period() != before
    key(qtbot, canvas, Qt.Key.Key_Escape)
    assert canvas.session.period() == before and canvas.gesture is None
    move(canvas, HERE + QPoint(200, 0), MIDDLE)
    release(canvas, HERE + QPoint(200, 0), MIDDLE)
    assert canvas.session.period() == before


def test_one_step_back_for_one_movement(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    for _ in range(4):
        wheel(canvas, HERE, 1, CTRL)
    zoomed = canvas.session.period()
    qtbot.waitUntil(lambda: not canvas._rest_timer.isActive(), timeout=3000)
    wheel(canvas, HERE, 2, CTRL)
    closer = canvas.session.period()
    key(qtbot, canvas, Qt.Key.Key_Backspace)
    assert canvas.session.period() == zoomed
    key(qtbot, canvas, Qt.Key.Key_Backspace)
    assert canvas.session.view.whole
    key(qtbot, canvas, Qt.Key.Key_Backspace, SHIFT)
    assert canvas.session.period() == zoomed
    click_with = canvas.viewport()
    qtbot.mouseClick(click_with, FORWARD, pos=HERE)
    assert canvas.session.period() == closer
    qtbot.mouseClick(click_with, BACK, pos=HERE)
    assert canvas.session.period() == zoomed


def test_the_fold_follows_a_drag_and_snaps_to_months(canvas: JourneyCanvas) -> None:
    scale = canvas.scale()
    assert isinstance(scale, TwoSpeedScale)
    at = QPoint(round(scale.seam_left + 5), 20)
    hover(canvas, at)
    assert canvas.viewport().cursor().shape() is Qt.CursorShape.SplitHCursor
    drag(canvas, at, at + QPoint(100, 0))
    moved = canvas.scale()
    assert isinstance(moved, TwoSpeedScale) and moved.fold != scale.fold
    assert date_of(moved.fold).day == 1
    month = moved.pixels_per_month(moved.end)
    assert moved.seam_left + 5 == pytest.approx(at.x() + 100, abs=month)


def test_esc_puts_the_fold_back(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    scale = canvas.scale()
    assert isinstance(scale, TwoSpeedScale)
    at = QPoint(round(scale.seam_left + 5), 20)
    press(canvas, at)
    move(canvas, at + QPoint(150, 0))
    assert canvas.session.view.fold is not None
    key(qtbot, canvas, Qt.Key.Key_Escape)
    assert canvas.session.view.fold is None


def test_lanes_grow_and_keep_their_own_height_in_between(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    def height() -> float:
        return item_of(canvas, "SCH").height

    own = height()
    wheel(canvas, HERE, 3, ALT)
    assert height() > own
    key(qtbot, canvas, Qt.Key.Key_Minus, ALT)
    key(qtbot, canvas, Qt.Key.Key_Minus, ALT)
    key(qtbot, canvas, Qt.Key.Key_Minus, ALT)
    assert height() == own and canvas.row_scale == 1.0
    for _ in range(40):
        key(qtbot, canvas, Qt.Key.Key_Plus, ALT)
    assert canvas.row_scale == 2.0
    for _ in range(40):
        wheel(canvas, HERE, -1, ALT)
    assert canvas.row_scale == 0.8


def test_lanes_scroll_under_the_axis(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    canvas.resize(1340, 500)
    assert canvas.verticalScrollBar().maximum() > 0
    wheel(canvas, HERE, -2)
    assert canvas.down > 0
    key(qtbot, canvas, Qt.Key.Key_PageUp)
    assert canvas.down == 0
    key(qtbot, canvas, Qt.Key.Key_PageDown)
    assert canvas.down > 0


def test_f_centres_then_fits_and_zero_shows_all(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    key(qtbot, canvas, Qt.Key.Key_F)
    start, end = canvas.session.period()
    own = canvas.session.extent(canvas.session.selected)  # type: ignore[arg-type]
    assert (start + end) // 2 == pytest.approx(sum(own) // 2, abs=2 * 24 * 60)
    key(qtbot, canvas, Qt.Key.Key_F)
    closer = canvas.session.period()
    assert closer[1] - closer[0] < end - start
    key(qtbot, canvas, Qt.Key.Key_0)
    assert canvas.session.view.whole


def test_a_double_click_selects_and_fits(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    at = middle(item_of(canvas, "SCH"))
    click(qtbot, canvas, at)
    qtbot.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert canvas.session.selected is not None and canvas.session.selected.category == "SCH"
    item = item_of(canvas, "SCH")
    scene = canvas.scene
    assert scene is not None and not canvas.session.view.whole
    assert scene.plot_left < item.x and item.x + item.width < scene.plot_right
