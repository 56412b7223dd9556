"""From the window to a meeting and back: preparing, starting on one screen or two, ending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QFileDialog, QMainWindow, QWidget

from journeyviewer.model.files import write_whole
from journeyviewer.model.items import new_id
from journeyviewer.model.meetings import Meeting, RunningOrder, meetings, running_orders
from journeyviewer.model.problems import JourneyError
from journeyviewer.session.changes import Change
from journeyviewer.session.presenting import Presenting
from journeyviewer.session.session import Session
from journeyviewer.session.work import Work
from journeyviewer.ui.parts import ask
from journeyviewer.ui.presenting.facilitator import Facilitator
from journeyviewer.ui.presenting.prepare import Prepare
from journeyviewer.ui.presenting.room import RoomWindow, summary


class PresentDesk(QObject):
    """Holds the meeting that is on. `said` tells the window a sentence when it has ended."""

    said = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        mark: str,
        study_file: Callable[[], Path | None] = lambda: None,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.session = session
        self.mark, self.study_file = mark, study_file
        self.walk: Presenting | None = None
        self.room: RoomWindow | None = None
        self.facilitator: Facilitator | None = None
        self._work: Work | None = None
        self._shown_on: QScreen | None = None
        window.installEventFilter(self)
        session.listen(self._on_change)

    def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:
        """End the meeting before the window closes: its study is put away with it."""
        if watched is self.window and qt_event.type() is QEvent.Type.Close:
            self.end()
        return super().eventFilter(watched, qt_event)

    def _on_change(self, change: Change) -> None:
        """Say in the meeting how saving goes; end it where another study is opened behind it."""
        if self.walk is None:
            return
        if change is Change.STUDY and self.session.work is not self._work:
            self.end()
        elif change is Change.SAVING:
            for window in (self.room, self.facilitator):
                if window is not None and window.answers is not None:
                    window.answers.say_state()

    @property
    def ready(self) -> bool:
        """True when a running order can be shown, if only from a study that cannot be written."""
        study = self.session.study
        orders = running_orders(study) if study is not None else ()
        return bool(orders and orders[0].stops)

    def prepare(self) -> None:
        """Let the user choose what is shown; start when that is asked for."""
        dialog = Prepare(self.window, self.session, len(QGuiApplication.screens()))
        dialog.asked_to_start.connect(
            lambda: self.start(
                dialog.order, large=dialog.large.isChecked(), two=dialog.two.isChecked()
            )
        )
        dialog.asked_for_hand_out.connect(lambda: self.write_hand_out(dialog, dialog.order))
        ask(dialog)

    def write_hand_out(self, parent: QWidget, order: RunningOrder) -> None:
        """Ask where the hand-out goes and how many points a page holds, and write it."""
        from journeyviewer.ui.presenting.leaving import hand_out_bytes

        choices = {"One point a page (*.pdf)": 1, "Six points a page (*.pdf)": 6}
        start = str(Path.home() / f"{file_name(order.title)}, hand-out.pdf")
        name, kind = QFileDialog.getSaveFileName(
            parent, "Save the hand-out", start, ";;".join(choices)
        )
        if name:
            data = hand_out_bytes(self.session, order, choices.get(kind, 1), self.mark)
            self._write(Path(name), data, order, "hand-out")

    def write_record(self) -> None:
        """Ask where the record of the newest meeting goes, and write it."""
        from journeyviewer.ui.presenting.leaving import record_bytes

        study = self.session.study
        held = meetings(study) if study is not None else ()
        order = study.items.get(held[0].order) if study is not None and held else None
        if not held or not isinstance(order, RunningOrder):
            self.said.emit("There has been no meeting yet. Present to a group first.")
            return
        start = str(Path.home() / f"{file_name(held[0].title)}, {held[0].day}.docx")
        name, _ = QFileDialog.getSaveFileName(
            self.window, "Save the record of the meeting", start, "Word document (*.docx)"
        )
        if name:
            data = record_bytes(self.session, order, held[0], self.mark)
            self._write(Path(name), data, order, "record of a meeting")

    def _write(self, path: Path, data: bytes, order: RunningOrder, what: str) -> None:
        """Write what is about the points of a running order, and note that it left."""
        from journeyviewer.export.log import note_written

        cases = {stop.case for stop in order.stops}
        try:
            write_whole(path, data)
            about = {"cases": len(cases), "precision": "month", "reason": what, "mark": self.mark}
            note_written([path], self.session.study, self.study_file(), **about)
        except JourneyError as error:
            self.said.emit(str(error))
        else:
            self.said.emit(f"Written: {path.name}")

    def present(self) -> None:
        """Start with the newest running order; prepare one where there is none."""
        study = self.session.study
        if study is not None and self.ready:
            first = running_orders(study)[0]
            self.start(first, large=False, two=len(QGuiApplication.screens()) > 1)
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
        self._work = self.session.work
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
        self._show_room_on(other if two and other is not None else own)
        if two:
            self._follow_screens(True)
            self.facilitator = Facilitator(self.walk, self.room.picture)
            self.facilitator.ended.connect(self.end)
            self.facilitator.setScreen(own)
            self.facilitator.setGeometry(own.availableGeometry())
            self.facilitator.show()
            self.facilitator.activateWindow()
            self.facilitator.order.setFocus()
        else:
            self.room.activateWindow()

    def _show_room_on(self, screen: QScreen) -> None:
        assert self.room is not None
        self._shown_on = screen
        self.room.setScreen(screen)
        self.room.setGeometry(screen.geometry())
        self.room.showFullScreen()

    def _follow_screens(self, follow: bool) -> None:
        """Notice from now on, or no more, when the group's screen is unplugged or comes back."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        for signal, run in (
            (application.screenRemoved, self.on_screen_gone),
            (application.screenAdded, self.on_screen_there),
        ):
            if follow:
                signal.connect(run)
            else:
                signal.disconnect(run)

    def on_screen_gone(self, screen: QScreen) -> None:
        """Put the room's picture away with its screen, so that it covers no other one."""
        if self.facilitator is None or self.room is None or screen is not self._shown_on:
            return
        self._shown_on = None
        self.room.hide()
        self.facilitator.say_unseen(True)
        self.facilitator.activateWindow()

    def on_screen_there(self, screen: QScreen) -> None:
        """Show the room's picture again on a screen that was plugged in."""
        if self.facilitator is None or self.room is None or self._shown_on is not None:
            return
        self._show_room_on(screen)
        self.facilitator.say_unseen(False)
        self.facilitator.activateWindow()

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
        if self.facilitator is not None:
            self._follow_screens(False)
        for window in (self.room, self.facilitator):
            if window is not None:
                window.close()
                window.deleteLater()
        self.room = self.facilitator = None
        self.window.activateWindow()
        self.said.emit(summary(walk))


def file_name(title: str) -> str:
    """Return a title as part of a file's name."""
    return "".join(
        letter if letter.isalnum() or letter in " -_" else " " for letter in title
    ).strip()
