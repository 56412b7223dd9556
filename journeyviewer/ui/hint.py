"""A sentence over the foot of the journey, for a moment: why a key did nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journeyviewer.ui.announcing import announce
from journeyviewer.ui.look import BODY, PlainLabel, scaled
from journeyviewer.ui.parts import once_after

SHOWN_MS = 4000
"""Long enough to read two lines; the next key puts it away sooner."""
FOOT, SIDES = 18, 24


class Hint(PlainLabel):
    """Lies over what it belongs to and moves nothing; the mouse goes through it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__("", BODY, "plot")
        self.over = over
        self.setParent(over)
        self.setObjectName("hint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._timer = once_after(self, 0, self.hide)

    def say(self, words: str) -> None:
        """Show a sentence, and have a screen reader say it."""
        over = self.over
        self.setText(words)
        self.setWordWrap(False)
        room = over.width() - 2 * scaled(SIDES)
        wide = self.sizeHint().width()
        if wide > room:
            self.setWordWrap(True)
        width = min(wide, room)
        height = self.heightForWidth(width) if wide > room else self.sizeHint().height()
        top = over.height() - height - scaled(FOOT)
        self.setGeometry((over.width() - width) // 2, max(top, 0), width, height)
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)
        announce(self, words)
