"""From the window to a meeting and back: preparing, starting on one screen or two, ending."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow

from journeyviewer.model.items import new_id
from journeyviewer.model.meetings import Meeting, RunningOrder, meetings, running_orders
from journeyviewer.session.presenting import Presenting
from journeyviewer.session.session import Session
from journeyviewer.ui.parts import ask
from journeyviewer.ui.presenting.prepare import Prepare
from journeyviewer.ui.presenting.room import Facilitator, RoomWindow, summary


class PresentDesk(QObject):
    """Holds the meeting that is on. `said` tells the window a sentence when it has ended."""

    said = Signal(str)
    asked_for_hand_out = Signal(object)

    def __init__(self, window: QMainWindow, session: Session, mark: str) -> None:
        super().__init__(window)
        self.window = window
        self.session = session
        self.mark = mark
        self.walk: Presenting | None = None
        self.room: RoomWindow | None = None
        self.facilitator: Facilitator | None = None

    def prepare(self) -> None:
        """Let the user choose what is shown; start when that is asked for."""
        dialog = Prepare(self.window, self.session, len(QGuiApplication.screens()))
        dialog.asked_to_start.connect(
            lambda: self.start(
                dialog.order, large=dialog.large.isChecked(), two=dialog.two.isChecked()
            )
        )
        dialog.asked_for_hand_out.connect(lambda: self.asked_for_hand_out.emit(dialog.order))
        ask(dialog)

    def present(self) -> None:
        """Start with the newest running order; prepare one where there is none."""
        study = self.session.study
        orders = running_orders(study) if study is not None else ()
        if orders and orders[0].stops:
            self.start(orders[0], large=False, two=len(QGuiApplication.screens()) > 1)
        else:
            self.prepare()

    def start(self, order: RunningOrder, *, large: bool, two: bool) -> None:
        """Begin a meeting, or go on with the one of today over the same running order."""
        study = self.session.study
        if study is None or self.walk is not None:
            return
        self.session.finish()
        today = [
            one for one in meetings(study) if one.order == order.id and one.day == date.today()
        ]
        meeting = (
            today[0]
            if today
            else Meeting(
                id=new_id(),
                title=order.title,
                day=date.today(),
                order=order.id,
                author=study.analyst,
            )
        )
        if not today:
            self.session.put(meeting)
        self.walk = Presenting(self.session, order, meeting)
        if meeting.shown:
            self.walk.resume(meeting.shown[-1])
        self._open(large=large, two=two)

    def _open(self, *, large: bool, two: bool) -> None:
        assert self.walk is not None
        own, other = self._screens()
        two = two and other is not None
        self.room = RoomWindow(self.walk, self.mark, large=large, panel=not two)
        self.room.ended.connect(self.end)
        screen = other if two and other is not None else own
        self.room.setGeometry(screen.geometry())
        self.room.showFullScreen()
        if two:
            self.facilitator = Facilitator(self.walk)
            self.facilitator.ended.connect(self.end)
            self.facilitator.setGeometry(own.availableGeometry())
            self.facilitator.show()
            self.facilitator.activateWindow()
            self.facilitator.order.setFocus()
        else:
            self.room.activateWindow()

    def _screens(self) -> tuple[QScreen, QScreen | None]:
        own = self.window.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not own]
        return own, others[0] if others else None

    def end(self) -> None:
        """End the meeting; what was said is kept."""
        walk, self.walk = self.walk, None
        if walk is None:
            return
        walk.keep()
        for window in (self.room, self.facilitator):
            if window is not None:
                window.close()
                window.deleteLater()
        self.room = self.facilitator = None
        self.window.activateWindow()
        self.said.emit(summary(walk))
