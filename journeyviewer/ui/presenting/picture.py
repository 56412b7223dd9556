"""The room's picture as a widget: the journey of a point, or the card that stands before it."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from journeyviewer.model.times import age_on
from journeyviewer.model.words import counted
from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_marks, paint_scene
from journeyviewer.session.presenting import Card, Presenting
from journeyviewer.session.showing import Place
from journeyviewer.timeline.cards import card_marks
from journeyviewer.timeline.room import (
    HEIGHT,
    RoomWords,
    lay_out_pair,
    lay_out_room,
    room_metrics,
)
from journeyviewer.timeline.scene import Scene
from journeyviewer.ui.look import current, when_changed

log = logging.getLogger(__name__)
AHEAD_MS = 250
"""How long a point is in sight before the next one is made ready."""


class RoomPicture(QWidget):
    """What the room looks at; painted anew only when the walk moves on."""

    pointed = Signal(str)
    """A lane was clicked."""

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
        self.setAccessibleDescription(self.described())
        self._ahead.start()

    def _prepare(self) -> None:
        """Make the journey of the next point ready while the room looks at this one."""
        later = self.walk.next_place
        if later is not None:
            self.walk.journey(later)

    def described(self) -> str:
        """Return what is in sight, in a sentence for a screen reader."""
        place, card = self.walk.place, self.walk.card
        if card is Card.BLANK:
            return "The screen is black."
        if card is Card.PAUSE:
            return "A pause."
        if place is None:
            return "There is nothing in the running order."
        if card is Card.END:
            return "The end of the running order."
        if card is Card.CASE:
            return " ".join(card_words(place))
        return said_of(place)

    def _forget(self) -> None:
        self._picture = None
        self.scene = None
        self.update()

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
            words = replace(words, above=" and ".join(title for title, _, _ in named), chosen=None)
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
        scene = self.scene = self._lay_out()
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


def room_words(walk: Presenting, place: Place, mark: str) -> RoomWords:
    """Return the words round the journey of a point."""
    return RoomWords(
        above=heading_of(place),
        title=place_title(place),
        span=span_of(place),
        mark=mark,
        phases=walk.phases(place),
        phase=place.phase_number,
        chosen=walk.chosen(place),
        number=place.number,
    )


def said_of(place: Place) -> str:
    """Return a point in a sentence, for those who cannot see the picture."""
    point = f"{place.kind} {place.number}" if place.number else place.kind
    said = f": {place.words}" if place.words else ""
    return f"{heading_of(place)}. {place_title(place)}, {span_of(place)}. {point}{said}"


def heading_of(place: Place) -> str:
    """Return the line above the title: "Case 1 · Phase 3 of 6"."""
    phase = f"  ·  Phase {place.phase_number} of {place.phases}" if place.phase_number else ""
    return f"{place.case.title}{phase}"


def place_title(place: Place) -> str:
    """Return the title of the picture: the phase's, else what the point is."""
    return place.phase.title if place.phase is not None else place.title


def span_of(place: Place) -> str:
    """Return the ages shown: "14 years 5 months to 15 years 3 months"; "" without a birth."""
    birth = place.case.birth
    if birth is None or not birth.known:
        return ""
    return f"{_age(birth.first, place.start)} to {_age(birth.first, place.end)}"


def _age(birth: date, when: date) -> str:
    """Return an age in years and months, "birth" before the first month is over."""
    age = age_on(birth, when)
    parts = (counted(age.years, "year"), counted(age.months, "month"))
    words = [words for words, number in zip(parts, (age.years, age.months), strict=True) if number]
    return " ".join(words) or "birth"


def card_words(place: Place) -> tuple[str, ...]:
    """Return the neutral card before a case: which, how old, how much, and a word of care."""
    case = place.case
    age = ""
    if case.birth is not None and case.birth.known and case.read_on is not None:
        age = f"{age_on(case.birth.first, case.read_on).years} when the file was read. "
    return (
        case.title,
        f"{age}{counted(place.phases, 'phase')}.",
        "The journey that follows holds accounts of harm to a young person, and of what helped.",
        "Anybody may step out at any time. Nothing that is said here is noted with a name.",
    )
