"""Dragging, wheel and keys on the strip under the journey."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeyviewer.model.times import Minute
from journeyviewer.session.session import Session
from journeyviewer.ui.look import tone
from journeyviewer.ui.overview import Overview

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def strip(qtbot: QtBot, session: Session) -> Overview:
    made = Overview(session)
    qtbot.addWidget(made)
    made.resize(1340, made.height())
    made.show()
    qtbot.waitExposed(made)
    return made


def drag(qtbot: QtBot, strip: Overview, start: float, end: float) -> None:
    places = [QPoint(round(x), 30) for x in (start, (start + end) / 2, end)]
    qtbot.mousePress(strip, LEFT, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(strip, place)
    qtbot.mouseRelease(strip, LEFT, pos=places[-1])


def edges(strip: Overview) -> tuple[float, float]:
    window = strip.window_shown()
    assert window is not None
    return window.pixels


def narrowed(session: Session) -> None:
    assert session.journey is not None
    start, end = session.journey.start, session.journey.end
    session.show_period(Minute((2 * start + end) // 3), Minute((start + 2 * end) // 3))


def test_it_is_in_line_with_the_plot_and_shows_the_whole_at_first(strip: Overview) -> None:
    assert strip.height() == 66
    assert edges(strip) == (186, 1340 - 22)
    strip.set_compact(True)
    assert strip.height() == 46
    assert edges(strip) == (164, 1340 - 12)


def test_a_drag_draws_a_window_either_way(qtbot: QtBot, strip: Overview, session: Session) -> None:
    drag(qtbot, strip, 600, 800)
    assert edges(strip) == pytest.approx((600, 800), abs=1)
    drag(qtbot, strip, 1200, 1000)
    assert edges(strip) == pytest.approx((1000, 1200), abs=1)
    session.go_back()
    assert edges(strip) == pytest.approx((600, 800), abs=1)
    session.go_back()
    assert session.view.whole


def test_a_drag_inside_moves_and_one_at_an_edge_resizes(
    qtbot: QtBot, strip: Overview, session: Session
) -> None:
    drag(qtbot, strip, 600, 800)
    drag(qtbot, strip, 700, 760)
    assert edges(strip) == pytest.approx((660, 860), abs=1.5)
    drag(qtbot, strip, 860, 1000)
    assert edges(strip) == pytest.approx((660, 1000), abs=1.5)
    drag(qtbot, strip, 660, 500)
    assert edges(strip) == pytest.approx((500, 1000), abs=1.5)
    drag(qtbot, strip, 700, 1300)
    left, right = edges(strip)
    assert right == pytest.approx(1318, abs=1) and right - left == pytest.approx(500, abs=2)


def test_a_click_outside_centres_and_a_double_click_shows_the_whole(
    qtbot: QtBot, strip: Overview, session: Session
) -> None:
    drag(qtbot, strip, 600, 800)
    qtbot.mouseClick(strip, LEFT, pos=QPoint(1000, 30))
    assert edges(strip) == pytest.approx((900, 1100), abs=1.5)
    qtbot.mouseDClick(strip, LEFT, pos=QPoint(1000, 30))
    assert session.view.whole


def test_the_wheel_zooms_where_the_pointer_is(strip: Overview, session: Session) -> None:
    narrowed(session)
    left, right = edges(strip)
    at = QPointF(left + (right - left) / 4, 30)
    turn = QWheelEvent(
        at,
        strip.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(strip, turn)
    after = edges(strip)
    assert after[1] - after[0] == pytest.approx((right - left) / 1.25, abs=1)
    assert (at.x() - after[0]) / (after[1] - after[0]) == pytest.approx(0.25, abs=0.01)


def test_keys_move_and_size_the_window(qtbot: QtBot, strip: Overview, session: Session) -> None:
    narrowed(session)
    left, right = edges(strip)
    wide = right - left
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert edges(strip)[0] == pytest.approx(left + wide / 10, abs=1)
    qtbot.keyClick(strip, Qt.Key.Key_Plus)
    assert edges(strip)[1] - edges(strip)[0] == pytest.approx(wide / 1.25, abs=1)
    qtbot.keyClick(strip, Qt.Key.Key_Minus)
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    assert edges(strip) == pytest.approx((186, 186 + wide), abs=1)
    qtbot.keyClick(strip, Qt.Key.Key_End)
    assert edges(strip) == pytest.approx((1318 - wide, 1318), abs=1)
    qtbot.keyClick(strip, Qt.Key.Key_0)
    assert session.view.whole


def has(strip: Overview, colour: QColor, left: int, right: int) -> bool:
    picture = strip.grab().toImage()
    ratio = picture.devicePixelRatio()
    return any(
        picture.pixelColor(round(x * ratio), round(y * ratio)) == colour
        for x in range(left, right)
        for y in range(4, 47)
    )


def test_hits_outside_the_window_are_marked(strip: Overview, session: Session) -> None:
    gold = tone("search")
    assert not has(strip, gold, 186, 1318)
    session.show_period(session.period()[0], Minute(session.period()[0] + 60 * 24 * 900))
    session.search("foster")
    x = round(strip.strip().scale.x(session.extent(session.in_lane("residence")[3])[0]))  # type: ignore[union-attr]
    assert x > edges(strip)[1] and has(strip, gold, x - 2, x + 3)


def test_a_screen_reader_hears_the_period_without_dates_when_they_are_hidden(
    strip: Overview, session: Session
) -> None:
    assert strip.accessibleName()
    narrowed(session)
    assert "20" in strip.accessibleDescription()
    session.show_dates(False)
    assert "20" not in strip.accessibleDescription()
    assert "y " in strip.accessibleDescription()
