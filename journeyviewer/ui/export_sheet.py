"""One page of the preview of an export, on which the squares of notes are moved by pointer."""

from __future__ import annotations

import logging

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeyviewer.model.values import dataclass
from journeyviewer.render.painter import paint_scene
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Item, Scene
from journeyviewer.ui.look import scaled, tone

log = logging.getLogger(__name__)
LEAST = (200, 150)
"""Pixels of the smallest picture of a page that is of use."""
REACH = 3.0
"""Pixels round a square that can be taken hold of too."""


@dataclass(slots=True)
class Held:
    """A square that is being moved: where it was taken hold of, and its middle now, both x."""

    item: Item
    grip: float
    centre: float


class Sheet(QWidget):
    """One page on the ground of the dialog, as large as fits.

    `dragged` says which note's square was let go, and how far off its day, in pixels of the scene.
    """

    dragged = Signal(str, float)

    def __init__(self) -> None:
        super().__init__()
        self.scene: Scene | None = None
        self.theme_name = "light"
        self.words = ""
        self._picture: QPixmap | None = None
        self._held: Held | None = None
        self.setMouseTracking(True)
        # A picture: it need not grow with the text, which takes the room of small screens.
        self.setMinimumSize(*LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Preview")

    def sizeHint(self) -> QSize:
        return QSize(scaled(660), scaled(480))

    def show_scene(self, scene: Scene | None, theme_name: str, words: str = "") -> None:
        """Show a page, or why there is none."""
        self.scene, self.theme_name, self.words = scene, theme_name, words
        self._picture = self._held = None
        self.unsetCursor()
        self.update()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._picture = None

    def _place(self, scene: Scene) -> QRectF:
        room = self.rect().adjusted(1, 1, -1, -1)
        scale = min(room.width() / scene.width, room.height() / scene.height)
        wide, tall = scene.width * scale, scene.height * scale
        return QRectF(room.x() + (room.width() - wide) / 2, room.y(), wide, tall)

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            if self.scene is None:
                painter.setPen(tone("ink2"))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self.words)
                return
            place = self._place(self.scene)
            if self._picture is None:
                self._picture = self._painted(self.scene, place)
            painter.drawPixmap(place.topLeft(), self._picture)
            painter.setPen(tone("line3"))
            painter.drawRect(place)
            if self._held is not None:
                self._draw_held(painter, self._held, place, self._picture)
        except Exception as error:
            # A painter left open ends the program; type and place are all that is logged.
            log.error("painting the preview failed: %s", type(error).__name__)
        finally:
            painter.end()

    def _painted(self, scene: Scene, place: QRectF) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(place.width() * ratio), round(place.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(place.width() / scene.width, place.height() / scene.height)
            paint_scene(painter, scene, theme(self.theme_name))
        return picture

    def _scale(self, scene: Scene) -> float:
        """Return the pixels of the window that one of the scene takes."""
        return self._place(scene).width() / scene.width

    def point_of(self, x: float, y: float) -> QPointF:
        """Return where a place of the page is in the widget."""
        if self.scene is None:
            return QPointF()
        return self._place(self.scene).topLeft() + QPointF(x, y) * self._scale(self.scene)

    def _at(self, point: QPointF) -> QPointF:
        """Return the place of the page at a point of the widget."""
        if self.scene is None:
            return QPointF(-1, -1)
        return (point - self._place(self.scene).topLeft()) / self._scale(self.scene)

    def _square_at(self, point: QPointF) -> Item | None:
        """Return the square of a note at a point of the widget; the first note's of several."""
        at = self._at(point)
        for item in self.scene.items if self.scene is not None else ():
            area = QRectF(item.x, item.y, item.width, item.height)
            if area.adjusted(-REACH, -REACH, REACH, REACH).contains(at):
                return item
        return None

    def mousePressEvent(self, qt_event: QMouseEvent) -> None:
        item = self._square_at(qt_event.position())
        if item is None or qt_event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(qt_event)
            return
        centre = item.x + item.width / 2
        self._held = Held(item, self._at(qt_event.position()).x() - centre, centre)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, qt_event: QMouseEvent) -> None:
        held = self._held
        if held is None or self.scene is None:
            over = self._square_at(qt_event.position()) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            self.setToolTip("Drag this square along its row" if over else "")
            return
        half = held.item.width / 2
        low, high = self.scene.plot_left + half, self.scene.plot_right - half
        held.centre = min(max(self._at(qt_event.position()).x() - held.grip, low), high)
        self.update()

    def mouseReleaseEvent(self, qt_event: QMouseEvent) -> None:
        held, self._held = self._held, None
        if held is None or held.item.at is None:
            super().mouseReleaseEvent(qt_event)
            return
        self.unsetCursor()
        self.update()
        if held.centre != held.item.x + held.item.width / 2:
            self.dragged.emit(held.item.note, held.centre - held.item.at)

    def _draw_held(self, painter: QPainter, held: Held, place: QRectF, picture: QPixmap) -> None:
        """Draw a square where it is held, with the line to its day."""
        item, scene = held.item, self.scene
        if scene is None or item.at is None:
            return
        scale, ratio = self._scale(scene), picture.devicePixelRatio()
        own = QRectF(item.x * scale, item.y * scale, item.width * scale, item.height * scale)
        source = QRectF(own.topLeft() * ratio, own.size() * ratio)
        there = own.translated(
            place.left() + (held.centre - item.x - item.width / 2) * scale, place.top()
        )
        foot = QPointF(there.center().x(), there.bottom())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tone("focus"), 1.5))
        painter.drawLine(foot, self.point_of(item.at, item.y + item.height) + QPointF(0, 2))
        painter.drawPixmap(there, picture, source)
        painter.drawRect(there)
