"""Folding, hiding, pinning and moving lanes by mouse, menu and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeyviewer.timeline.scene import Picture
from journeyviewer.ui.canvas import JourneyCanvas
from tests.gui.canvas_help import (
    CTRL,
    SHIFT,
    band_of,
    click,
    drag,
    header,
    item_of,
    key,
    middle,
    move,
    picture,
    press,
    wheel,
)

pytestmark = pytest.mark.gui


def shown(canvas: JourneyCanvas) -> list[str]:
    assert canvas.scene is not None
    return [band.lane for band in canvas.scene.bands]


def menu_of(canvas: JourneyCanvas, lane: str) -> dict[str, QAction]:
    at = header(canvas, lane)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.menu is not None and canvas.menu.isVisible()
    canvas.menu.close()
    return {action.text(): action for action in canvas.menu.actions() if action.text()}


def test_a_click_folds_and_opens(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, header(canvas, "cse"))
    assert "cse" not in canvas.session.view.open_lanes
    click(qtbot, canvas, header(canvas, "cse"))
    assert "cse" in canvas.session.view.open_lanes


def test_a_drag_moves_a_lane_past_the_lanes_it_crosses(canvas: JourneyCanvas) -> None:
    before = shown(canvas)
    start = header(canvas, "residence")
    end = QPoint(60, round(band_of(canvas, "cse").y + band_of(canvas, "cse").height - 4))
    drag(canvas, start, end)
    moved = shown(canvas)
    assert moved.index("residence") == moved.index("cse") + 1
    assert [lane for lane in moved if lane != "residence"] == [
        lane for lane in before if lane != "residence"
    ]
    assert "residence" in canvas.session.view.open_lanes
    drag(canvas, header(canvas, "residence"), QPoint(60, round(band_of(canvas, "legal").y + 2)))
    assert shown(canvas)[0] == "residence"


def test_a_drag_shows_where_it_lands_and_esc_drops_it(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    before = shown(canvas)
    press(canvas, header(canvas, "legal"))
    move(canvas, header(canvas, "missing"))
    band = band_of(canvas, "cse")
    gesture = canvas.gesture
    assert gesture is not None
    lines = [mark.y1 for mark in gesture.marks() if hasattr(mark, "y1")]
    assert lines == [pytest.approx(band.y + band.height, abs=band_of(canvas, "missing").height)]
    key(qtbot, canvas, Qt.Key.Key_Escape)
    assert shown(canvas) == before and canvas.gesture is None


def test_keys_fold_hide_and_move_the_lane_of_the_selection(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    before = shown(canvas)
    key(qtbot, canvas, Qt.Key.Key_Up, CTRL | SHIFT)
    assert shown(canvas)[:2] == [before[1], before[0]]
    key(qtbot, canvas, Qt.Key.Key_Down, CTRL | SHIFT)
    assert shown(canvas) == before
    key(qtbot, canvas, Qt.Key.Key_C)
    assert "residence" not in canvas.session.view.open_lanes
    key(qtbot, canvas, Qt.Key.Key_H, SHIFT)
    assert "residence" not in shown(canvas)


def test_the_menu_hides_and_brings_back(canvas: JourneyCanvas) -> None:
    words = menu_of(canvas, "family")
    assert words["Open"].isEnabled() and not words["Show all lanes"].isEnabled()
    words["Hide"].trigger()
    assert "family" not in shown(canvas)
    menu_of(canvas, "cse")["Show all lanes"].trigger()
    assert "family" in shown(canvas)
    menu_of(canvas, "cse")["Move up"].trigger()
    assert shown(canvas).index("cse") == 3
    menu_of(canvas, "cse")["Fold"].trigger()
    menu_of(canvas, "cse")["Arrange as at first"].trigger()
    assert not canvas.session.view.rearranged
    assert not menu_of(canvas, "legal")["Move up"].isEnabled()


@pytest.mark.parametrize("which, held", [(Qt.Key.Key_Menu, None), (Qt.Key.Key_F10, SHIFT)])
def test_the_menu_opens_by_key(
    qtbot: QtBot, canvas: JourneyCanvas, which: Qt.Key, held: Qt.KeyboardModifier | None
) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    key(qtbot, canvas, which, held or Qt.KeyboardModifier.NoModifier)
    assert canvas.menu is not None and canvas.menu.isVisible()
    canvas.menu.close()


def test_pinned_lanes_stay_and_show_a_pin(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    canvas.resize(1340, 480)
    menu_of(canvas, "cse")["Pin at the top"].trigger()
    assert canvas.scene is not None and shown(canvas)[0] == "cse"
    pins = [mark for mark in canvas.scene.marks if isinstance(mark, Picture) and mark.name == "pin"]
    assert len(pins) == 1
    band = band_of(canvas, "cse")
    before = picture(canvas).copy(0, round(band.y) + 2, 1300, round(band.height) - 6)
    wheel(canvas, QPoint(800, 420), -3)
    assert canvas.down > 0 and band_of(canvas, "cse") == band
    after = picture(canvas).copy(0, round(band.y) + 2, 1300, round(band.height) - 6)
    assert before == after
    click(qtbot, canvas, middle(item_of(canvas, "MED")))
    assert canvas.session.selected is not None and canvas.session.selected.category == "MED"
    menu_of(canvas, "cse")["Put back in its place"].trigger()
    assert canvas.session.view.pinned == ()


def test_selecting_by_key_scrolls_clear_of_pinned_lanes(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    canvas.resize(1340, 480)
    canvas.session.pin_lane("cse")
    assert canvas.scene is not None
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().maximum())
    canvas.session.select(canvas.session.in_lane("legal")[0].id)
    item = item_of(canvas, "NONE")
    assert item.y - canvas.down >= canvas.scene.fixed_bottom
