"""The room's window of a meeting: the picture, and the panel of answers beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QWidget,
)

from journeyviewer.model.words import counted
from journeyviewer.session.presenting import Card, Presenting
from journeyviewer.timeline.room import HEIGHT
from journeyviewer.ui.presenting.answers import Answers
from journeyviewer.ui.presenting.jumping import JumpList
from journeyviewer.ui.presenting.keys import press_in
from journeyviewer.ui.presenting.picture import RoomPicture

PANEL = 548.0
"""Width of the panel of answers beside the picture, in pixels of 1920 by 1080."""
HINT = "Keys: J any case, B black, P pause, Esc end"
"""What the facilitator looks for where the room's screen is the only one."""


class RoomWindow(QWidget):
    """Full screen: the picture, and beside it what the group answers unless that is elsewhere."""

    ended = Signal()
    access_role = QAccessible.Role.Window

    def __init__(self, walk: Presenting, mark: str, *, large: bool, panel: bool) -> None:
        super().__init__()
        self.walk = walk
        self.setWindowTitle("Present – journeyviewer")
        self.setObjectName("room")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.picture = RoomPicture(walk, mark, large=large, panel=PANEL if panel else 0.0)
        self.answers = Answers(walk, hint=HINT) if panel else None
        self.jumping = JumpList(self, walk)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.picture, 1)
        if self.answers is not None:
            line.addWidget(self.answers)
            self.answers.left.connect(self.picture.setFocus)
        self.picture.pointed.connect(walk.zoom)
        walk.listen(self._follow)
        self.picture.setFocus()
        self._follow()

    def _follow(self) -> None:
        if self.answers is not None:
            # A pause or a black screen is for the whole room, what was typed included.
            self.answers.setVisible(self.walk.card not in (Card.BLANK, Card.PAUSE, Card.CASE))
        if not self.picture.hasFocus() and self.focusWidget() is None:
            self.picture.setFocus()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        factor = self.height() / HEIGHT
        if self.answers is not None:
            self.answers.fit(factor)
            self.answers.setFixedWidth(round(PANEL * factor))

    def choose_case(self) -> None:
        """Let a case be chosen from a list over the picture."""
        self.jumping.open_over(self, self.height() / HEIGHT)

    def _write(self) -> None:
        if self.answers is not None:
            self.answers.said.setFocus()

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        leave = self.ended.emit
        if not press_in(
            self.walk, qt_event, leave=leave, write=self._write, choose=self.choose_case
        ):
            super().keyPressEvent(qt_event)

    def closeEvent(self, qt_event: QCloseEvent) -> None:
        self.ended.emit()
        super().closeEvent(qt_event)


def summary(walk: Presenting) -> str:
    """Return what a meeting came to, in a sentence."""
    shown = counted(len(walk.meeting.shown), "point")
    return f"{shown} shown. What was said is in the study."
