"""What is looked at closely: tip, surroundings, cursor, measure, curtain, hits and the filter."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from journeyviewer.model.times import minute_of
from journeyviewer.session.finding import Filter
from journeyviewer.timeline.scene import Box, Text
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.look import tone
from tests.gui.canvas_help import (
    CTRL,
    SHIFT,
    click,
    entry_of,
    hover,
    item_of,
    key,
    middle,
    picture,
    plain,
    words_over,
)

pytestmark = pytest.mark.gui


def x_of(canvas: JourneyCanvas, day: date) -> int:
    scale = canvas.scale()
    assert scale is not None
    return round(scale.x(minute_of(day)))


def away(colour: QColor) -> int:
    """Return how far a colour is from the ground, in steps of lightness."""
    return abs(colour.lightness() - tone("plot").lightness())


def with_tip(qtbot: QtBot, canvas: JourneyCanvas, at: QPoint) -> str:
    hover(canvas, at)
    qtbot.waitUntil(lambda: canvas.tip_shown, timeout=3000)
    return words_over(canvas)


def test_the_readout_says_date_and_age_and_age_alone_without_dates(canvas: JourneyCanvas) -> None:
    hover(canvas, QPoint(x_of(canvas, date(2014, 1, 10)), 300))
    assert "2014" in words_over(canvas) and "15y" in words_over(canvas)
    canvas.session.show_dates(False)
    assert "2014" not in words_over(canvas) and "15y" in words_over(canvas)


def test_the_tip_says_what_and_when_and_never_dates_when_hidden(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    said = with_tip(qtbot, canvas, middle(item_of(canvas, "SCH")))
    assert "Secure children’s home" in said and "24 April to 19 July 2013" in said
    assert "11 weeks after “Identified as high risk of CSE”" in said and "exact dates" in said
    key(qtbot, canvas, Qt.Key.Key_Escape)
    assert "Secure" not in words_over(canvas)
    canvas.session.show_dates(False)
    hover(canvas, QPoint(2, 2))
    said = with_tip(qtbot, canvas, middle(item_of(canvas, "SCH")))
    assert "Secure" in said and "2013" not in said


@pytest.mark.parametrize("category", ["SA", "SCH", "PP", "CUS"])
def test_the_tip_stays_inside_and_off_the_pointer(
    qtbot: QtBot, canvas: JourneyCanvas, category: str
) -> None:
    item = item_of(canvas, category)
    at = QPoint(round(item.x + item.width - 1), round(item.y + item.height / 2))
    before = len(canvas.passing())
    with_tip(qtbot, canvas, at)
    marks = canvas.passing()
    assert len(marks) > before
    plate = next(m for m in marks if isinstance(m, Box) and m.radius == 6.0 and m.stroke)
    assert plate.x >= 0 and plate.x + plate.width <= canvas.viewport().width()
    assert plate.y >= 0 and plate.y + plate.height <= canvas.viewport().height()
    inside_x = plate.x <= at.x() <= plate.x + plate.width
    assert not (inside_x and plate.y <= at.y() <= plate.y + plate.height)


def test_space_keeps_what_is_near_and_brackets_change_the_days(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    hover(canvas, QPoint(2, 2))
    far, close = item_of(canvas, "H"), item_of(canvas, "EFC")
    before = picture(canvas)
    key(qtbot, canvas, Qt.Key.Key_Space)
    after = picture(canvas)
    for item, faint in ((far, True), (close, False)):
        at = QPoint(round(item.x + item.width) - 4, round(item.y) + 4)
        nearer = away(after.pixelColor(at)) < away(before.pixelColor(at))
        assert nearer is faint, item
    assert canvas.session.looking.days == 30
    key(qtbot, canvas, Qt.Key.Key_BracketRight)
    assert canvas.session.looking.days == 60
    key(qtbot, canvas, Qt.Key.Key_BracketLeft)
    key(qtbot, canvas, Qt.Key.Key_BracketLeft)
    assert canvas.session.looking.days == 14
    key(qtbot, canvas, Qt.Key.Key_Space)
    assert canvas.session.looking.near is None
    assert picture(canvas) == before


def test_a_filter_fades_fills_and_keeps_words(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    scene = canvas.scene
    item = item_of(canvas, "SpH")
    at = QPoint(round(item.x + item.width) - 6, round(item.y + item.height) - 4)
    full = picture(canvas).pixelColor(at)
    canvas.session.set_filter(Filter(words="secure"))
    faint = picture(canvas).pixelColor(at)
    plot = tone("plot")
    for part in ("red", "green", "blue"):
        own, ground = getattr(full, part)(), getattr(plot, part)()
        assert getattr(faint, part)() == pytest.approx(ground + 0.35 * (own - ground), abs=2)
    assert scene is canvas.scene
    label = next(
        mark
        for mark in scene.marks  # type: ignore[union-attr]
        if isinstance(mark, Text)
        and item.x <= mark.left < item.x + item.width
        and item.y <= mark.y <= item.y + item.height
    )
    area = (round(label.left), round(label.y - 10), round(label.width), 12)
    seen = picture(canvas).copy(*area)
    strongest = max(away(seen.pixelColor(x, y)) for x in range(area[2]) for y in range(area[3]))
    assert strongest >= away(tone("ink2")) - 25


def test_the_cursor_follows_while_held_and_stays_when_tapped(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    hover(canvas, QPoint(700, 300))
    scale = canvas.scale()
    assert scale is not None
    qtbot.keyPress(canvas, Qt.Key.Key_V)
    assert canvas.session.looking.cursor == scale.minute(700)
    hover(canvas, QPoint(760, 300))
    assert canvas.session.looking.cursor == scale.minute(760)
    qtbot.waitUntil(lambda: not canvas._tap_timer.isActive(), timeout=3000)
    qtbot.keyRelease(canvas, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: canvas.session.looking.cursor is None, timeout=3000)
    key(qtbot, canvas, Qt.Key.Key_V)
    hover(canvas, QPoint(900, 300))
    assert canvas.session.looking.cursor == scale.minute(760)
    key(qtbot, canvas, Qt.Key.Key_V)
    assert canvas.session.looking.cursor is None


def test_a_tip_does_not_lie_over_what_keys_walk_through(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    assert "aged" in with_tip(qtbot, canvas, middle(item_of(canvas, "SCH")))
    key(qtbot, canvas, Qt.Key.Key_Right)
    assert not canvas.tip_shown and "aged" not in words_over(canvas)


def test_a_held_key_that_repeats_lets_the_cursor_go_once_it_is_up(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    hover(canvas, QPoint(700, 300))
    qtbot.keyPress(canvas, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: not canvas._tap_timer.isActive(), timeout=3000)
    # What a window system sends where it cannot tell a repetition from another press.
    qtbot.keyRelease(canvas, Qt.Key.Key_V)
    qtbot.keyPress(canvas, Qt.Key.Key_V)
    assert canvas.session.looking.cursor is not None
    qtbot.keyRelease(canvas, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: canvas.session.looking.cursor is None, timeout=3000)


def test_the_cursor_stands_at_the_selection_without_a_pointer(
    qtbot: QtBot, canvas: JourneyCanvas
) -> None:
    chosen = entry_of(canvas, "SCH")
    canvas.session.select(chosen.id)
    canvas.pointer = None
    key(qtbot, canvas, Qt.Key.Key_V)
    assert canvas.session.looking.cursor == canvas.session.extent(chosen)[0]


def test_a_measure_snaps_to_the_ends_of_a_spell(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    item = item_of(canvas, "SCH")
    y = round(item.y + 5)
    key(qtbot, canvas, Qt.Key.Key_X)
    click(qtbot, canvas, QPoint(round(item.x) + 4, y))
    hover(canvas, QPoint(round(item.x + item.width) + 3, y))
    assert "86 days, 12 weeks" in words_over(canvas)
    click(qtbot, canvas, QPoint(round(item.x + item.width) + 3, y))
    made = canvas.session.looking.measure
    assert made is not None and made.days == 86 and not canvas.session.looking.measuring
    canvas.session.show_dates(False)
    hover(canvas, QPoint(2, 2))
    assert "86 days, 12 weeks" in words_over(canvas) and "2013" not in words_over(canvas)
    key(qtbot, canvas, Qt.Key.Key_Escape)
    assert canvas.session.looking.measure is None and "86" not in words_over(canvas)


def test_a_measure_by_keys_alone(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    canvas.session.select(entry_of(canvas, "EFC").id)
    key(qtbot, canvas, Qt.Key.Key_X)
    key(qtbot, canvas, Qt.Key.Key_Return)
    key(qtbot, canvas, Qt.Key.Key_Right)
    key(qtbot, canvas, Qt.Key.Key_Return)
    made = canvas.session.looking.measure
    assert made is not None and made.days == 41
    assert "41 days, 5 weeks" in words_over(canvas)


def test_nothing_is_seen_after_the_curtain(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    click(qtbot, canvas, middle(item_of(canvas, "SCH")))
    key(qtbot, canvas, Qt.Key.Key_H)
    assert canvas.session.curtain == date(2013, 4, 24)
    hover(canvas, QPoint(2, 2))
    scene, case = canvas.scene, canvas.session.case
    assert scene is not None and case is not None
    assert all(entry.start.last <= date(2013, 4, 24) for entry in case.entries)
    # Open ends point beyond the line by a few pixels, with a ring round one; then there is paper.
    left = x_of(canvas, date(2013, 4, 25)) + 16
    for mark in scene.marks:
        if isinstance(mark, Text) and mark.y > scene.plot_top and "As known" not in mark.text:
            assert mark.left + mark.width <= left, mark.text
    assert any(isinstance(m, Text) and m.text == "As known on 24 Apr 2013" for m in scene.marks)
    image = picture(canvas)
    right, bottom = canvas.viewport().width() - 2, canvas.viewport().height() - 2
    top = round(scene.plot_top) + 30
    assert plain(image, left, top, right, bottom)
    assert image.pixelColor(left + 20, top) == tone("plot")
    for x in range(left, right, 9):
        for y in range(top, bottom, 9):
            assert canvas.item_at(QPoint(x, y).toPointF()) is None


def test_the_curtain_moves_by_event_and_month(qtbot: QtBot, canvas: JourneyCanvas) -> None:
    case = canvas.session.whole_case
    assert case is not None
    days = sorted({one.start.last for one in case.entries if one.start.known})
    at = days.index(date(2013, 4, 24))
    canvas.session.select(entry_of(canvas, "SCH").id)
    key(qtbot, canvas, Qt.Key.Key_H)
    key(qtbot, canvas, Qt.Key.Key_Right)
    assert canvas.session.curtain == days[at], "keys move the selection first"
    key(qtbot, canvas, Qt.Key.Key_Left, CTRL)
    assert canvas.session.curtain == days[at - 1]
    canvas.session.select()
    key(qtbot, canvas, Qt.Key.Key_Right)
    assert canvas.session.curtain == days[at]
    key(qtbot, canvas, Qt.Key.Key_Right, SHIFT)
    assert canvas.session.curtain == date(2013, 5, 24)
    key(qtbot, canvas, Qt.Key.Key_Left, SHIFT)
    key(qtbot, canvas, Qt.Key.Key_Left)
    assert canvas.session.curtain == days[at - 1]
    canvas.session.show_dates(False)
    scene = canvas.scene
    assert scene is not None
    words = [mark.text for mark in scene.marks if isinstance(mark, Text)]
    assert any(
        text.startswith("As known at 14y") or text.startswith("As known at 15y") for text in words
    )
    assert not any("20" in text for text in words if "As known" in text)
    key(qtbot, canvas, Qt.Key.Key_Escape)
    assert canvas.session.curtain is None


def gold(canvas: JourneyCanvas, left: float, top: float, right: float, bottom: float) -> int:
    image, wanted = picture(canvas), tone("search")
    return sum(
        image.pixelColor(x, y) == wanted
        for x in range(round(left), round(right))
        for y in range(round(top), round(bottom))
    )


def test_hits_are_underlined_and_the_current_one_boxed(canvas: JourneyCanvas) -> None:
    item = item_of(canvas, "SCH")
    under = (item.x + 2, item.y + item.height, item.x + item.width - 2, item.y + item.height + 5)
    above = (item.x, item.y - 6, item.x + item.width, item.y)
    assert gold(canvas, *under) == 0
    canvas.session.search("children’s home")
    assert canvas.session.searching.hit == entry_of(canvas, "SCH").id
    assert gold(canvas, *under) > 20 and gold(canvas, *above) > 20
    canvas.session.next_hit()
    canvas.session.next_hit()
    canvas.session.select()
    assert gold(canvas, *under) > 20


def test_hits_in_folded_lanes_and_beyond_the_edges_are_counted(canvas: JourneyCanvas) -> None:
    canvas.session.fold_lane("residence")
    canvas.session.search("foster")
    assert canvas.scene is not None
    band = next(band for band in canvas.scene.bands if band.lane == "residence")
    assert gold(canvas, 100, band.y, canvas.scene.plot_left - 1, band.y + band.height) > 5
    canvas.session.fold_lane("residence")
    canvas.session.fit(*canvas.session.extent(entry_of(canvas, "FT")))
    band = next(band for band in canvas.scene.bands if band.lane == "residence")
    right = canvas.scene.plot_right
    assert gold(canvas, right - 30, band.y, right + 2, band.y + band.height) > 10
