"""Selecting by mouse and keys, areas, and keys that can be changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from pytestqt.qtbot import QtBot

from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.canvas_keys import KEYS
from journeyviewer.ui.look import tone
from tests.gui.canvas_help import (
    CTRL,
    band_of,
    click,
    drag,
    entry_of,
    hover,
    item_of,
    key,
    middle,
    move,
    picture,
    press,
    words_over,
)

pytestmark = pytest.mark.gui


def test_ctrl_and_click_add_and_take_away(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    click(qtbot, canvas, middle(item_of(canvas, "PRU")), CTRL)
    both = (entry_of(canvas, "SCH").id, entry_of(canvas, "PRU").id)
    assert canvas.session.selection == both
    click(qtbot, canvas, middle(item_of(canvas, "SCH")), CTRL)
    assert canvas.session.selection == both[1:]


def drag_area(canvas: JourneyCanvas) -> tuple[QPoint, QPoint]:
    """Return two corners over residence and education, in 2013."""
    scale = canvas.scale()
    assert scale is not None
    start, end = (canvas.session.extent(entry_of(canvas, "EFC"))[n] for n in (0, 1))
    top, bottom = band_of(canvas, "residence"), band_of(canvas, "education")
    return (
        QPoint(round(scale.x(start)), round(top.y + 3)),
        QPoint(round(scale.x(end)), round(bottom.y + bottom.height - 3)),
    )


def test_a_drag_on_the_plot_selects_an_area(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    drag(canvas, *drag_area(canvas))
    chosen = [canvas.session.entry(name) for name in canvas.session.selection]
    lanes = {entry.lane for entry in chosen if entry is not None}
    assert lanes == {"residence", "education"}
    assert {"EFC", "PRU"} <= {entry.category for entry in chosen if entry is not None}
    assert canvas.session.looking.area is not None
    key(qtbot, canvas, Qt.Key.Key_Escape)
    assert canvas.session.selection == () and canvas.session.looking.area is None


def test_a_drag_says_what_it_holds_and_esc_drops_it(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    start, end = drag_area(canvas)
    press(canvas, start)
    move(canvas, end)
    assert "2 lanes" in words_over(canvas) and "days" in words_over(canvas)
    key(qtbot, canvas, Qt.Key.Key_Escape)
    assert canvas.gesture is None and canvas.session.selection == ()
    assert "lanes" not in words_over(canvas)


def test_a_click_on_nothing_clears(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    band = band_of(canvas, "support")
    click(qtbot, canvas, QPoint(200, round(band.y + 3)))
    assert canvas.session.selection == ()


def test_r_selects_all_lanes_at_the_same_time(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    key(qtbot, canvas, Qt.Key.Key_R)
    categories = {
        entry.category
        for name in canvas.session.selection
        if (entry := canvas.session.entry(name)) is not None
    }
    assert {"SCH", "S25", "LAC", "HIGH"} <= categories
    area = canvas.session.looking.area
    assert area is not None and area.lanes == frozenset(canvas.session.view.shown)


def test_o_goes_round_what_overlaps(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "S25")))
    first = canvas.session.selection
    seen = [first]
    while len(seen) < 10:
        key(qtbot, canvas, Qt.Key.Key_O)
        if canvas.session.selection == first:
            break
        seen.append(canvas.session.selection)
    assert (entry_of(canvas, "S38").id,) in seen
    assert canvas.session.selection == first


def test_keys_walk_and_commas_and_full_stops_too(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    key(qtbot, canvas, Qt.Key.Key_Comma)
    assert canvas.session.selected is not None and canvas.session.selected.category == "EFC"
    key(qtbot, canvas, Qt.Key.Key_Period)
    assert canvas.session.selected.category == "SCH"


def test_enter_goes_to_the_details_and_p_keeps_a_card(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    with qtbot.waitSignal(canvas.asked_for_details, timeout=1000):
        key(qtbot, canvas, Qt.Key.Key_Return)
    key(qtbot, canvas, Qt.Key.Key_P)
    assert canvas.session.looking.cards == (entry_of(canvas, "SCH").id,)
    key(qtbot, canvas, Qt.Key.Key_P)
    assert canvas.session.looking.cards == ()


def test_keys_can_be_changed_and_the_old_ones_are_free(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    canvas.set_keys({"whole": "Ctrl+J; J", "measure": ""})
    canvas.session.fit(*canvas.session.extent(entry_of(canvas, "SCH")))
    key(qtbot, canvas, Qt.Key.Key_0)
    assert not canvas.session.view.whole
    key(qtbot, canvas, Qt.Key.Key_J, CTRL)
    assert canvas.session.view.whole
    key(qtbot, canvas, Qt.Key.Key_X)
    assert not canvas.session.looking.measuring
    canvas.set_keys({})
    key(qtbot, canvas, Qt.Key.Key_X)
    assert canvas.session.looking.measuring


def test_every_key_is_named_once(canvas: JourneyCanvas) -> None:
    assert len({each.id for each in KEYS}) == len(KEYS)
    for each in KEYS:
        assert canvas.keys.keys_of(each.id) == each.default.split("; "), each.id
        assert each.words


def test_a_taken_key_goes_to_what_was_changed(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    canvas.set_keys({"whole": "X"})
    key(qtbot, canvas, Qt.Key.Key_X)
    assert not canvas.session.looking.measuring
    assert canvas.keys.keys_of("measure") == []


def test_pointing_lays_nothing_out(
    qtbot: QtBot, canvas: JourneyCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas.grab()
    scene, drawn = canvas.scene, canvas._picture
    standing = canvas._standing
    for x in range(300, 900, 50):
        hover(canvas, QPoint(x, 300))
    canvas.grab()
    assert canvas._standing is standing
    canvas.session.search("foster")
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    canvas.grab()
    assert canvas.scene is scene and canvas._picture is drawn
    assert canvas._standing is not standing


def test_an_empty_area_can_be_put_away(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    scale, band = canvas.scale(), band_of(canvas, "support")
    assert scale is not None
    start = QPoint(round(scale.left) + 3, round(band.y + 3))  # type: ignore[attr-defined]
    drag(canvas, start, start + QPoint(12, 4))
    assert canvas.session.selection == () and canvas.session.looking.area is not None
    key(qtbot, canvas, Qt.Key.Key_Escape)
    assert canvas.session.looking.area is None


def test_the_focus_shows_where_it_is_with_nothing_selected(
    qtbot: QtBot, canvas: JourneyCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canvas, "hasFocus", lambda: True)

    def dotted() -> bool:
        image = picture(canvas)
        edge = [image.pixelColor(x, 1) for x in range(40, 80)]
        return any(pixel == tone("focus") for pixel in edge)

    canvas.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert dotted()
    canvas.session.select(entry_of(canvas, "SCH").id)
    assert not dotted()
    canvas.session.select()
    canvas.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert not dotted()
