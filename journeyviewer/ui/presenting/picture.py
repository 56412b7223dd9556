"""The room's picture as a widget: the journey of a point, or the card that stands before it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_marks, paint_scene
from journeyviewer.session.presenting import Card, Presenting
from journeyviewer.timeline.cards import card_marks
from journeyviewer.timeline.room import (
    HEIGHT,
    lay_out_pair,
    lay_out_room,
    room_metrics,
)
from journeyviewer.timeline.scene import Scene
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.look import current, when_changed
from journeyviewer.ui.presenting.telling import card_words, described, room_words

if TYPE_CHECKING:
    from journeyviewer.timeline.plan import Journey
    from journeyviewer.ui.access_items import Tree

log = logging.getLogger(__name__)
AHEAD_MS = 250
"""How long a point is in sight before the next one is made ready."""


class RoomPicture(QWidget):
    """What the room looks at; painted anew only when the walk moves on."""

    pointed = Signal(str)
    """A lane was clicked."""
    pressed_words = "Shows its lane alone, or all lanes again"

    def __init__(self, walk: Presenting, mark: str, *, large: bool) -> None:
        super().__init__()
        self.walk = walk
        self.mark = mark
        self.large = large
        self.scene: Scene | None = None
        self._picture: QPixmap | None = None
        self._key: object = None
        self.setObjectName("roomPicture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("What the room sees")
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._prepare)
        walk.listen(self.follow)
        when_changed(self._forget)
        self.follow()

    @property
    def factor(self) -> float:
        """Pixels of this widget for one of a projector at 1920 by 1080."""
        return self.height() / HEIGHT

    def follow(self) -> None:
        """Show where the walk is now."""
        key = (self.walk.at, self.walk.card, self.walk.zoomed, self.walk.details_hidden)
        if key != self._key or self.walk.place is not None:
            self._key = key
            self._forget()
        self._tell_readers()
        self._ahead.start()

    def _prepare(self) -> None:
        """Make the journey of the next point ready while the room looks at this one."""
        later = self.walk.next_place
        if later is not None:
            self.walk.journey(later)

    def accessible_tree(self) -> Tree:
        """Return what the picture holds for a screen reader."""
        from journeyviewer.ui.presenting.picture_items import RoomTree

        return RoomTree(self)

    def _tell_readers(self) -> None:
        """Say aloud what is in sight now: the keyboard stays where it is."""
        said = described(self.walk)
        if said == self.accessibleDescription():
            return
        self.setAccessibleDescription(said)
        if QAccessible.isActive():
            # Later: an item may be in the middle of the action that ends it.
            QTimer.singleShot(0, self, self._tell_changed)
            announce(self, said)

    def _tell_changed(self) -> None:
        from journeyviewer.ui.access import forget_gone

        forget_gone(self)

    def _forget(self) -> None:
        self._picture = None
        self.scene = None
        self.update()

    def shown(self) -> Scene:
        """Return what is in sight, laid out when it has changed."""
        if self.scene is None:
            self.scene = self._lay_out()
        return self.scene

    def journeys(self) -> tuple[Journey, ...]:
        """Return the journeys in sight, from the top; none on a card or a black screen."""
        place, walk = self.walk.place, self.walk
        if place is None or walk.card is not Card.NONE:
            return ()
        pair = walk.pair(place)
        return (walk.journey(place),) if pair is None else tuple(one for one, _ in pair)

    def _lay_out(self) -> Scene:
        place, card, walk = self.walk.place, self.walk.card, self.walk
        width = self.width() / max(self.factor, 0.01)
        if place is None or card is not Card.NONE:
            lines = card_words(place) if place is not None and card is Card.CASE else ()
            return Scene(width, HEIGHT, card_marks(card.value, lines, width, self.mark, measure))
        words = room_words(walk, place, self.mark)
        sizes = room_metrics(self.large)
        pair = walk.pair(place)
        if pair is not None:
            named = [(journey.case.title, journey, view) for journey, view in pair]
            return lay_out_pair(named, words, sizes, measure, width)
        return lay_out_room(walk.journey(place), walk.view(place), words, sizes, measure, width)

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._forget()

    def mouseReleaseEvent(self, qt_event: QMouseEvent) -> None:
        if self.scene is None or qt_event.button() is not Qt.MouseButton.LeftButton:
            return
        y = qt_event.position().y() / self.factor
        for band in self.scene.bands:
            if band.y <= y < band.y + band.height:
                self.pointed.emit(band.lane)
                return

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            if self._picture is None:
                self._picture = self._painted()
            painter.drawPixmap(0, 0, self._picture)
            if self.hasFocus():
                painter.setPen(current().colour("focus"))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        except Exception as error:
            # A painter left open ends the program; type and place are all that is logged.
            log.error("painting the room failed: %s", type(error).__name__)
            painter.fillRect(self.rect(), current().colour("plot"))
        finally:
            painter.end()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        black = self.walk.card is Card.BLANK
        picture.fill(Qt.GlobalColor.black if black else current().colour("plot"))
        if black:
            return picture
        scene = self.shown()
        painter = QPainter(picture)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(self.factor, self.factor)
            if scene.bands:
                paint_scene(painter, scene, current())
            else:
                paint_marks(painter, list(scene.marks), current())
        finally:
            painter.end()
        return picture
