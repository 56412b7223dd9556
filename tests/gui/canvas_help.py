"""What tests of the journey do with mouse and keyboard, and what they look at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journeyviewer.model.chronology import Case, Cohort, Entry
from journeyviewer.session.session import Session
from journeyviewer.timeline.scene import Band, Item, Text
from journeyviewer.ui.canvas import JourneyCanvas

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def entry_of(canvas: JourneyCanvas, category: str, lane: str = "") -> Entry:
    """Return the first entry of a category."""
    case = canvas.session.case
    assert case is not None
    return next(one for one in case.entries if one.category == category and lane in ("", one.lane))


def item_of(canvas: JourneyCanvas, category: str) -> Item:
    """Return the item that stands for the first entry of a category."""
    assert canvas.places is not None
    found = canvas.places.of(entry_of(canvas, category).id)
    assert found is not None, category
    return found


def band_of(canvas: JourneyCanvas, lane: str) -> Band:
    """Return where a lane lies in the viewport."""
    return next(band for band in canvas.visible_bands() if band.lane == lane)


def middle(item: Item) -> QPoint:
    return QPoint(round(item.x + item.width / 2), round(item.y + item.height / 2))


def header(canvas: JourneyCanvas, lane: str) -> QPoint:
    band = band_of(canvas, lane)
    return QPoint(60, round(band.y + band.height / 2))


def click(
    qtbot: QtBot, canvas: JourneyCanvas, at: QPoint, held: Qt.KeyboardModifier = NONE
) -> None:
    qtbot.mouseClick(canvas.viewport(), LEFT, held, at)


def key(
    qtbot: QtBot, canvas: JourneyCanvas, which: Qt.Key, held: Qt.KeyboardModifier = NONE
) -> None:
    qtbot.keyClick(canvas, which, held)


def send(
    canvas: JourneyCanvas,
    kind: QEvent.Type,
    at: QPoint,
    button: Qt.MouseButton = LEFT,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    """Send one mouse event; a move comes with the button held."""
    viewport = canvas.viewport()
    moving = kind is QEvent.Type.MouseMove
    down = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
    place = QPointF(at)
    event = QMouseEvent(
        kind,
        place,
        viewport.mapToGlobal(place),
        Qt.MouseButton.NoButton if moving else button,
        down,
        held,
    )
    QApplication.sendEvent(viewport, event)


def press(
    canvas: JourneyCanvas,
    at: QPoint,
    button: Qt.MouseButton = LEFT,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    send(canvas, QEvent.Type.MouseButtonPress, at, button, held)


def move(canvas: JourneyCanvas, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
    send(canvas, QEvent.Type.MouseMove, at, button)


def hover(canvas: JourneyCanvas, at: QPoint) -> None:
    send(canvas, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)


def release(canvas: JourneyCanvas, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
    send(canvas, QEvent.Type.MouseButtonRelease, at, button)


def drag(
    canvas: JourneyCanvas,
    start: QPoint,
    end: QPoint,
    button: Qt.MouseButton = LEFT,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    """Press, move in ten steps and let go."""
    press(canvas, start, button, held)
    for step in range(1, 11):
        move(canvas, start + (end - start) * step / 10, button)
    release(canvas, end, button)


def wheel(canvas: JourneyCanvas, at: QPoint, steps: int, held: Qt.KeyboardModifier = NONE) -> None:
    viewport = canvas.viewport()
    place = QPointF(at)
    turn = QWheelEvent(
        place,
        viewport.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, turn)


def words_over(canvas: JourneyCanvas) -> str:
    """Return the words that pass with the pointer."""
    return "\n".join(mark.text for mark in canvas.passing() if isinstance(mark, Text))


def picture(canvas: JourneyCanvas) -> QImage:
    return canvas.viewport().grab().toImage()


def plain(image: QImage, left: int, top: int, right: int, bottom: int) -> bool:
    """True when every pixel of a rectangle has one colour."""
    first = image.pixel(left, top)
    return all(image.pixel(x, y) == first for x in range(left, right) for y in range(top, bottom))


def canvas_on(qtbot: QtBot, case: Case) -> JourneyCanvas:
    session = Session()
    canvas = JourneyCanvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(1200, 800)
    canvas.show()
    qtbot.waitExposed(canvas)
    session.open_cohort(Cohort(name="test", cases=(case,)))
    return canvas
