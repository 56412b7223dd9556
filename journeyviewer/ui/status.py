"""The line at the foot and the bar for messages: what is saved, what shows, what was left out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.counts import record_count
from journeyviewer.model.problems import Severity
from journeyviewer.model.words import counted
from journeyviewer.session.changes import Change, Page
from journeyviewer.session.session import Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.look import (
    BODY,
    SMALL,
    Button,
    IconLabel,
    PlainLabel,
    rule,
    scaled,
    when_changed,
)
from journeyviewer.ui.parts import has_keyboard

MARK = "OFFICIAL-SENSITIVE"
SAVED = "Nothing to save: your files are only read"
KEPT, READ_ONLY = "Saved on this computer", "Open for reading only"
SAVING = "Saving… your words are kept here"
OFFLINE, OFFLINE_SHORT = "Works offline: nothing leaves this computer", "Works offline"
SPARED = range(5)
"""How much is left unsaid: nothing, the long form, the network, what is open, what is saved."""
GAP = 8


class StatusLine(QStatusBar):
    """Says that nothing leaves the computer, what is open and whether dates show."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setSizeGripEnabled(False)
        # What it says takes less room in a narrow window: it never keeps that wide.
        self.setMinimumWidth(1)
        self.compact = False
        self.how_saved = SAVED
        self.tick = IconLabel("check", "ok", 14)
        self.saved = PlainLabel(SAVED, SMALL, "ink2")
        self.offline = PlainLabel(OFFLINE, SMALL, "ink2")
        self.open = PlainLabel("", SMALL, "ink2")
        self.eye = IconLabel("eye", "ink2", 15)
        self.dates = PlainLabel("", SMALL, "ink2")
        self.mark = PlainLabel(MARK, Face(12, 700))
        self.addWidget(_padded(self.tick, 12, 0))
        self.bars = (_bar(), _bar())
        first, second = self.bars
        for part in (self.saved, first, self.offline, second, self.open):
            self.addWidget(_padded(part, 6) if isinstance(part, PlainLabel) else part)
        for widget in (self.eye, self.dates, _padded(self.mark, 12)):
            self.addPermanentWidget(widget)
        session.listen(self._on_change)
        when_changed(self._follow)
        self._follow()
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Take less height on small screens."""
        self.compact = compact
        self._follow()

    def _follow(self) -> None:
        self.setFixedHeight(scaled(24 if self.compact else 26))
        self._fit()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit()

    def _fit(self) -> None:
        """Say less in little room: what is saved goes last, and whether dates show stays."""
        for spared in SPARED:
            self.saved.setText(self.how_saved)
            self.offline.setText(OFFLINE if spared < 1 else OFFLINE_SHORT)
            for widget, most in ((self.offline, 2), (self.open, 3), (self.saved, 4)):
                widget.setVisible(spared < most)
            self.tick.setVisible(spared < 4)
            self.bars[0].setVisible(spared < 2)
            self.bars[1].setVisible(spared < 3 and bool(self.open.text()))
            if self._needed() <= self.width():
                return

    def _needed(self) -> int:
        parts = (self.tick, self.saved, self.offline, self.open, *self.bars)
        ends = (self.eye, self.dates, self.mark)
        shown = [part for part in (*parts, *ends) if not part.isHidden()]
        return sum(part.sizeHint().width() + GAP for part in shown) + 2 * GAP

    def _on_change(self, change: Change) -> None:
        if change is not Change.SELECTION:
            self._show()

    def _show_saving(self) -> None:
        """Say how the study is saved: the tick stands only for what is on the disk."""
        work = self.session.work
        mark, ink = "check", "ok"
        if work is None:
            self.how_saved = SAVED
        elif work.read_only:
            self.how_saved, mark, ink = READ_ONLY, "lock", "ink2"
        elif work.state.failed:
            since = work.state.since or work.state.saved
            clock = f" since {since.astimezone():%H:%M}" if since is not None else ""
            self.how_saved, mark, ink = f"Not saved{clock}", "circle-alert", "ink"
        elif work.state.saving:
            self.how_saved, mark, ink = SAVING, "save", "ink2"
        else:
            saved = work.state.saved
            self.how_saved = f"{KEPT} {saved.astimezone():%H:%M}" if saved is not None else KEPT
        self.tick.show_icon(mark, ink)

    def _show(self) -> None:
        self._show_saving()
        case = self.session.case
        for widget in (self.eye, self.dates):
            widget.setVisible(case is not None)
        if case is None:
            self.open.setText("")
            self._fit()
            return
        cohort = self.session.page is Page.COHORT
        if cohort and self.session.cohort is not None:
            self.open.setText(counted(len(self.session.cohort.cases), "case"))
        else:
            title = case.title if len(case.title) <= 28 else case.title[:27] + "…"
            said = [counted(record_count(case), "record")]
            if self.session.study is not None:
                said.append(counted(self.session.study.note_count(case.id), "note"))
            self.open.setText(f"{title}: {', '.join(said)}")
        showing = self.session.view.dates and not cohort
        hidden = "Dates hidden: ages and months only" if cohort else "Dates hidden: ages only"
        self.dates.setText("Real dates showing: not for sharing" if showing else hidden)
        self.eye.show_icon("eye" if showing else "eye-off")
        self._fit()


def _padded(label: QLabel, left: int, right: int = 10) -> QLabel:
    label.setContentsMargins(left, 0, right, 0)
    return label


def _bar() -> QWidget:
    line = rule()
    line.setFixedSize(1, scaled(14))
    return line


class MessageBar(QWidget):
    """One sentence about what was read in part, with the way to the whole report."""

    asked_for_details = Signal()
    asked_to_stop = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = PlainLabel("", BODY).wrapped()
        self.details = Button("What was read", flat=True)
        self.details.clicked.connect(self.asked_for_details)
        self.stop = Button("Stop", flat=True)
        self.stop.clicked.connect(self.asked_to_stop)
        away = Button("Close", flat=True)
        away.clicked.connect(self._close)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.setSpacing(18)
        line.addWidget(self.words, 1)
        for button in (self.stop, self.details, away):
            line.addWidget(button)
        self.stop.hide()
        self.hide()

    def _close(self) -> None:
        held = has_keyboard(self)
        self.hide()
        if held:
            self.left.emit()

    def show_progress(self, words: str) -> None:
        """Say how far a reading is whose first case is looked at already; "" when it has ended."""
        self.stop.setVisible(bool(words))
        self.details.setVisible(not words)
        self.words.setText(words)
        self.setVisible(bool(words))

    def say(self, words: str) -> None:
        """Say a sentence about what was just asked for: the report has no more on that."""
        self.details.hide()
        self.words.setText(words)
        self.show()
        announce(self, words)

    def show_reading(self, cohort: Cohort) -> None:
        """Say what was left out or is to be decided; nothing when all was read."""
        aside = sum(tally.tray for tally in cohort.tallies)
        files = len({item.file for item in cohort.problems if item.rule == "file-refused"})
        looks = sum(
            item.severity in (Severity.QUESTION, Severity.WARNING) for item in cohort.problems
        )
        parts = []
        if files:
            parts.append(f"{counted(files, 'file')} could not be read")
        if aside:
            parts.append(f"{counted(aside, 'row')} kept aside and not drawn")
        if looks:
            parts.append(f"{counted(looks, 'thing')} worth a look")
        self.details.show()
        self.words.setText("; ".join(parts)[:1].upper() + "; ".join(parts)[1:] + ".")
        self.setVisible(bool(parts))
        announce(self, self.words.text() if parts else "")
