"""The page that an export would write, drawn as it will be; made anew when a choice changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journeyviewer.model.problems import JourneyError
from journeyviewer.render.painter import paint_scene
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Scene
from journeyviewer.ui.look import SMALL, PlainLabel, scaled, tone
from journeyviewer.ui.parts import IconButton

log = logging.getLogger(__name__)
REST_MS = 150
"""How long choices rest before the page is made again."""
Make = Callable[[], tuple[Sequence[Scene], str]]
"""Returns the pages of what is chosen now, and the theme they are painted in."""


class Sheet(QWidget):
    """One page on the ground of the dialog, as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self.scene: Scene | None = None
        self.theme_name = "light"
        self.words = ""
        self._picture: QPixmap | None = None
        self.setMinimumSize(scaled(300), scaled(220))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Preview")

    def sizeHint(self) -> QSize:
        return QSize(scaled(660), scaled(480))

    def show_scene(self, scene: Scene | None, theme_name: str, words: str = "") -> None:
        """Show a page, or why there is none."""
        self.scene, self.theme_name, self.words = scene, theme_name, words
        self._picture = None
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
        except Exception as error:
            # A painter left open ends the program; type and place are all that is logged.
            log.error("painting the preview failed: %s", type(error).__name__)
        finally:
            painter.end()

    def _painted(self, scene: Scene, place: QRectF) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(place.width() * ratio), round(place.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(place.width() / scene.width, place.height() / scene.height)
            paint_scene(painter, scene, theme(self.theme_name))
        finally:
            painter.end()
        return picture


class Preview(QWidget):
    """The pages one after the other, each as it will be written."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self.scenes: Sequence[Scene] = ()
        self.at = 0
        self._theme = "light"
        self.sheet = Sheet()
        self.back = IconButton("chevron-left", "Page before")
        self.on = IconButton("chevron-right", "Next page")
        self.number = PlainLabel("", SMALL, "ink2")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.follow)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        foot = QHBoxLayout()
        foot.addStretch()
        for part in (self.back, self.number, self.on):
            foot.addWidget(part)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet, 1)
        column.addLayout(foot)
        self._show()

    def follow_soon(self) -> None:
        """Make the pages anew once the choices rest."""
        self._timer.start()

    def follow(self) -> None:
        """Make the pages of what is chosen now."""
        self._timer.stop()
        try:
            self.scenes, self._theme = self._make()
            words = "" if self.scenes else "There is nothing to show."
        except JourneyError as error:
            self.scenes, words = (), str(error)
        self.at = min(self.at, max(0, len(self.scenes) - 1))
        self._show(words)

    def turn(self, step: int) -> None:
        """Show the next page or the one before."""
        self.at = min(max(self.at + step, 0), max(0, len(self.scenes) - 1))
        self._show()

    def _show(self, words: str = "") -> None:
        count = len(self.scenes)
        self.sheet.show_scene(self.scenes[self.at] if count else None, self._theme, words)
        self.number.setText(f"Page {self.at + 1} of {count}" if count else "")
        for part in (self.back, self.on, self.number):
            part.setVisible(count > 1)
        self.back.setEnabled(self.at > 0)
        self.on.setEnabled(self.at + 1 < count)
