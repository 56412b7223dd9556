"""A meeting on two screens: what the facilitator sees of the room, and screens that come and go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journeyviewer.session.presenting import Card
from journeyviewer.ui.look import set_text_size
from journeyviewer.ui.presenting.desk import PresentDesk
from journeyviewer.ui.presenting.facilitator import UNSEEN, Facilitator
from journeyviewer.ui.presenting.room import RoomWindow
from tests.gui.present_help import Key, press, running_order

pytestmark = pytest.mark.gui


@pytest.fixture
def both(
    qtbot: QtBot, desk: PresentDesk, monkeypatch: pytest.MonkeyPatch
) -> tuple[RoomWindow, Facilitator]:
    """Begin a meeting with a window for the room and one for the facilitator."""
    screen = QGuiApplication.primaryScreen()
    monkeypatch.setattr(desk, "_screens", lambda: (screen, screen))
    # The only screen of a test is no projector: the room keeps the size it is given.
    monkeypatch.setattr(RoomWindow, "showFullScreen", RoomWindow.show)
    desk.start(running_order(desk), large=False, two=True)
    room, own = desk.room, desk.facilitator
    assert room is not None and own is not None and room.answers is None
    room.resize(1920, 1080)
    own.resize(1366, 768)
    qtbot.waitExposed(own)
    qtbot.waitUntil(lambda: (room.picture.width(), room.picture.height()) == (1920, 1080))
    return room, own


def test_the_facilitator_sees_what_the_room_sees(
    both: tuple[RoomWindow, Facilitator], desk: PresentDesk
) -> None:
    room, own = both
    walk = desk.walk
    assert walk is not None
    place = own.preview.place().toRect()
    assert place.width() > 300 and own.preview.rect().contains(place)
    assert place.width() / place.height() == pytest.approx(16 / 9, abs=0.02)
    before = own.preview.grab().toImage()
    press(room, Key.Key_PageDown)
    after = own.preview.grab().toImage()
    assert before != after
    # What is coloured in the room is coloured here.
    inside = place.adjusted(1, 1, -1, -1)
    small = room.picture.pixels().toImage().scaled(inside.size())
    middle = QPoint(small.width() // 2, small.height() // 4)
    tones = {after.pixel(inside.left() + x, inside.top() + middle.y()) for x in range(0, 300, 2)}
    assert len(tones) > 3
    walk.turn_card(Card.BLANK)
    assert own.preview.grab().toImage().pixelColor(place.center()).lightness() == 0


def test_a_click_on_the_small_picture_shows_a_lane_alone(
    both: tuple[RoomWindow, Facilitator], desk: PresentDesk
) -> None:
    room, own = both
    press(room, Key.Key_PageDown)
    walk = desk.walk
    assert walk is not None
    band = next(band for band in room.picture.shown().bands if band.lane == "education")
    place = own.preview.place()
    share = (band.y + band.height / 2) / 1080
    at = QPoint(round(place.center().x()), round(place.top() + share * place.height()))
    QTest.mouseClick(own.preview, Qt.MouseButton.LeftButton, pos=at)
    assert walk.zoomed == "education"
    # Beside the picture there is nothing to click.
    walk.zoom(None)
    QTest.mouseClick(own.preview, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))
    assert walk.zoomed is None


def test_a_screen_that_goes_takes_the_picture_along_and_brings_it_back(
    both: tuple[RoomWindow, Facilitator], desk: PresentDesk
) -> None:
    room, own = both
    application, screen = QGuiApplication.instance(), QGuiApplication.primaryScreen()
    assert isinstance(application, QGuiApplication)
    press(room, Key.Key_PageDown, Key.Key_PageDown)
    walk = desk.walk
    assert walk is not None
    at = walk.at
    application.screenRemoved.emit(screen)
    assert not room.isVisible() and own.isVisible()
    assert own.unseen.isVisible() and own.unseen.text() == UNSEEN and not own.about.isVisible()
    # The meeting goes on without the room's eyes, and is there again when the screen is.
    walk.step(1)
    application.screenAdded.emit(screen)
    assert room.isVisible() and not own.unseen.isVisible() and own.about.isVisible()
    assert walk.at >= at and desk.walk is walk
    # A third screen is nobody's concern, nor is any once the meeting has ended.
    application.screenAdded.emit(screen)
    desk.end()
    application.screenRemoved.emit(screen)
    assert desk.room is None


def test_large_words_fit_the_facilitators_small_screen(
    both: tuple[RoomWindow, Facilitator], desk: PresentDesk
) -> None:
    desk.end()
    set_text_size(200)
    desk.start(running_order(desk), large=False, two=True)
    own = desk.facilitator
    assert own is not None
    own.resize(1366, 768)
    assert own.size() == QSize(1366, 768), f"it takes {own.minimumSizeHint()}"
    layout = own.layout()
    assert layout is not None
    layout.activate()
    shown = own.rect()
    for part in (own.end, own.whole, own.answers.on, own.words, own.preview):
        assert shown.contains(QRect(part.mapTo(own, QPoint(0, 0)), part.size()))
