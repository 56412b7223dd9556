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
from journeyviewer.session.showing import Place
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
from journeyviewer.ui.parts import once_after
from journeyviewer.ui.presenting.telling import card_words, described, room_words

if TYPE_CHECKING:
    from journeyviewer.timeline.plan import Journey
    from journeyviewer.ui.access_items import Tree

log = logging.getLogger(__name__)
AHEAD_MS = 250
"""How long a point is in sight before the next one is made ready."""
MOST_SCENES = 6
"""Pictures that are kept laid out: those in sight before, and the next one."""
Sight = tuple[Card, str | None, str, Place | None, tuple[object, ...]]
"""What a picture depends on: card, lane alone, case below, point, and what else is drawn."""


class RoomPicture(QWidget):
    """What the room looks at; painted anew only when the walk moves on."""

    pointed = Signal(str)
    """A lane was clicked."""
    pressed_words = "Shows its lane alone, or all lanes again"

    def __init__(self, walk: Presenting, mark: str, *, large: bool, panel: float = 0.0) -> None:
        """`panel` is the width of what stands beside points, in pixels of 1920 by 1080."""
        super().__init__()
        self.panel = panel
        self.walk = walk
        self.mark = mark
        self.large = large
        self.scene: Scene | None = None
        self._picture: QPixmap | None = None
        self._key: Sight | None = None
        self._scenes: list[tuple[tuple[Sight, int, int], Scene]] = []
        self.setObjectName("roomPicture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("What the room sees")
        self._ahead = once_after(self, AHEAD_MS, self._prepare)
        walk.listen(self.follow)
        when_changed(self._forget)
        self.follow()

    @property
    def factor(self) -> float:
        """Pixels of this widget for one of a projector at 1920 by 1080."""
        return self.height() / HEIGHT

    def follow(self) -> None:
        """Show where the walk is now; what was typed or answered changes nothing in sight."""
        walk = self.walk
        key = self._sight(walk.place, walk.card, walk.zoomed)
        if key != self._key:
            self._key = key
            self._forget()
        self._tell_readers()
        self._ahead.start()

    def _sight(self, place: Place | None, card: Card, zoomed: str | None) -> Sight:
        """Return all that a picture depends on besides the size of the widget."""
        walk = self.walk
        drawn: tuple[object, ...] = ()
        if place is not None and card is Card.NONE:
            study, case = walk.study, place.case.id
            drawn = (study.phases_of(case), study.developments_of(case))
        return card, zoomed, walk.beside, place, drawn

    def _prepare(self) -> None:
        """Lay out the next picture while the room looks at this one."""
        walk = self.walk
        later = walk.place if walk.card is Card.CASE else walk.next_place
        if later is not None and walk.zoomed is None and self.height() > 0:
            panel = round(self.panel * self.factor)
            width = self.window().width() - panel if walk.card is Card.CASE else self.width()
            self._scene_of(self._sight(later, Card.NONE, None), width)

    def _scene_of(self, sight: Sight, width: int) -> Scene:
        """Return a picture laid out for a widget of a width, once while it is among the last."""
        key = (sight, width, self.height())
        for kept, scene in self._scenes:
            if kept == key:
                return scene
        card, _, _, place, _ = sight
        scene = self._lay_out(place, card, width / max(self.factor, 0.01))
        self._scenes = [*self._scenes[1 - MOST_SCENES :], (key, scene)]
        return scene

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
            walk = self.walk
            self._key = self._sight(walk.place, walk.card, walk.zoomed)
            self.scene = self._scene_of(self._key, self.width())
        return self.scene

    def journeys(self) -> tuple[Journey, ...]:
        """Return the journeys in sight, from the top; none on a card or a black screen."""
        place, walk = self.walk.place, self.walk
        if place is None or walk.card is not Card.NONE:
            return ()
        pair = walk.pair(place)
        return (walk.journey(place),) if pair is None else tuple(one for one, _ in pair)

    def _lay_out(self, place: Place | None, card: Card, width: float) -> Scene:
        walk = self.walk
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
        lane = self.lane_at(qt_event.position().y() / self.factor)
        if lane and qt_event.button() is Qt.MouseButton.LeftButton:
            self.pointed.emit(lane)

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self.pixels())
            if self.hasFocus():
                painter.setPen(current().colour("focus"))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        except Exception as error:
            # A painter left open ends the program; type and place are all that is logged.
            log.error("painting the room failed: %s", type(error).__name__)
            painter.fillRect(self.rect(), current().colour("plot"))
        finally:
            painter.end()

    def pixels(self) -> QPixmap:
        """Return the picture as it is in sight, painted once until the walk moves on."""
        if self._picture is None:
            self._picture = self._painted()
        return self._picture

    def lane_at(self, y: float) -> str:
        """Return the lane at a height of the picture in pixels of 1920 by 1080, "" for none."""
        bands = self.scene.bands if self.scene is not None else ()
        return next((band.lane for band in bands if band.y <= y < band.y + band.height), "")

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        black = self.walk.card is Card.BLANK
        picture.fill(Qt.GlobalColor.black if black else current().colour("plot"))
        if black:
            return picture
        scene = self.shown()
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(self.factor, self.factor)
            if scene.bands:
                paint_scene(painter, scene, current())
            else:
                paint_marks(painter, list(scene.marks), current())
        return picture
