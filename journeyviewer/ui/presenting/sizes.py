"""Words and parts of a projected screen: their sizes follow the screen, not the text setting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from journeyviewer.render.fonts import font
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import tone, when_changed


class RoomLabel(QLabel):
    """Plain words in a size of a projector at 1920 by 1080; `fit` gives the size of this one."""

    def __init__(self, text: str, face: Face, ink: str = "ink") -> None:
        super().__init__()
        self.face, self.ink = face, ink
        self.factor = 1.0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._follow()
        when_changed(self._follow)

    def fit(self, factor: float) -> None:
        """Take the size for a screen so many times as high as 1080 pixels."""
        self.factor = factor
        self._follow()

    def set_warning(self, warning: bool) -> None:
        """Write strongly, in the ink of words, while something is to be looked at."""
        self.ink = "ink" if warning else "ink2"
        self.face = Face(self.face.size, 600 if warning else 400)
        self._follow()

    def _follow(self) -> None:
        face = self.face
        self.setFont(font(Face(face.size * self.factor, face.weight, face.italic)))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tone(self.ink))
        self.setPalette(palette)
