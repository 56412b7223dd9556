"""The windows of a meeting: the room's, and the facilitator's own where there are two screens."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.words import counted
from journeyviewer.session.presenting import Card, Presenting
from journeyviewer.session.showing import Place
from journeyviewer.timeline.room import HEIGHT
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import BODY, SMALL, STRONG, Button, PlainLabel, scaled
from journeyviewer.ui.parts import ChoiceBox, resize_within
from journeyviewer.ui.presenting.answers import VISITED, Answers
from journeyviewer.ui.presenting.jumping import JumpList
from journeyviewer.ui.presenting.keys import press_in
from journeyviewer.ui.presenting.picture import RoomPicture

MOST_LETTERS = 64
"""Letters of a note in the running order."""
PANEL = 548.0
"""Width of the panel of answers beside the picture, in pixels of 1920 by 1080."""
HINT = "Keys: J any case, B black, P pause, Esc end"
"""What the facilitator looks for where the room's screen is the only one."""
OWN_SCREEN = 0.62
"""Size of the words of the panel and the list of cases where the facilitator alone reads them."""


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


class Facilitator(QWidget):
    """What only the facilitator sees: the running order, the notes, the next point, the time."""

    ended = Signal()
    access_role = QAccessible.Role.Window

    def __init__(self, walk: Presenting) -> None:
        super().__init__()
        self.walk = walk
        self.setWindowTitle("Facilitator – journeyviewer")
        self.setObjectName("journey")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        resize_within(self, 1180, 720)
        self.order = QListWidget()
        self.order.setAccessibleName("Running order")
        self.order.setObjectName("rows")
        self.order.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.order.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.now = PlainLabel("", Face(19, 600)).wrapped()
        self.about = PlainLabel("", SMALL, "ink2").wrapped()
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setObjectName("reading")
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("What was written on this point")
        self.next = PlainLabel("", BODY, "ink2").wrapped()
        self.elapsed = PlainLabel("0:00", Face(28, 600))
        self.answers = Answers(walk, OWN_SCREEN)
        self.blank = Button("Black screen (B)")
        self.pause = Button("Pause (P)")
        self.hide_details = Button("Hide details (H)")
        self.whole = Button("All lanes (Z)")
        self.below = ChoiceBox()
        self.below.setAccessibleName("Another journey below")
        self.jump = Button("Jump to a case (J)")
        self.jumping = JumpList(self, walk)
        self.end = Button("End the meeting (Esc)")
        self._clock = QElapsedTimer()
        self._clock.start()
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self._tick)
        self._ticks.start()
        self._put_together()
        self._connect()
        self._fill()
        self.follow()

    def _put_together(self) -> None:
        left = QVBoxLayout()
        left.addWidget(PlainLabel("Running order", STRONG))
        left.addWidget(self.order, 1)
        middle = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self.now, 1)
        head.addWidget(self.elapsed, 0, Qt.AlignmentFlag.AlignTop)
        middle.addLayout(head)
        middle.addWidget(self.about)
        middle.addWidget(self.words, 1)
        middle.addWidget(PlainLabel("Next", STRONG))
        middle.addWidget(self.next)
        tools = QHBoxLayout()
        for button in (self.blank, self.pause, self.hide_details, self.whole):
            tools.addWidget(button)
        tools.addStretch()
        middle.addLayout(tools)
        others = QHBoxLayout()
        others.addWidget(self.jump)
        others.addWidget(self.below)
        others.addStretch()
        middle.addLayout(others)
        middle.addWidget(self.end, 0, Qt.AlignmentFlag.AlignLeft)
        for column in (left, middle):
            column.setContentsMargins(0, 0, 0, 20)
            column.setSpacing(12)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 20, 0, 0)
        line.setSpacing(18)
        line.addLayout(left, 3)
        line.addLayout(middle, 5)
        line.addWidget(self.answers)
        self.answers.setFixedWidth(scaled(360))

    def _connect(self) -> None:
        walk = self.walk
        self.order.itemActivated.connect(self._jump)
        self.order.itemClicked.connect(self._jump)
        self.blank.clicked.connect(lambda: walk.turn_card(Card.BLANK))
        self.pause.clicked.connect(lambda: walk.turn_card(Card.PAUSE))
        self.hide_details.clicked.connect(walk.turn_details)
        self.whole.clicked.connect(lambda: walk.zoom(None))
        self.jump.clicked.connect(self.choose_case)
        self.end.clicked.connect(self.ended)
        self.answers.left.connect(self.order.setFocus)
        self.order.installEventFilter(self)
        walk.listen(self.follow)

    def _fill(self) -> None:
        self.below.addItem("One journey alone", "")
        cohort = self.walk.session.cohort
        for case in cohort.cases if cohort is not None else ():
            self.below.addItem(f"{case.title} below", case.id)
        self.below.activated.connect(lambda _: self.walk.put_beside(str(self.below.currentData())))
        self.order.clear()
        for stop in self.walk.stops:
            place = self.walk.place_of(stop)
            if place is not None:
                self.order.addItem(QListWidgetItem(line_of(place)))

    def _jump(self, item: QListWidgetItem) -> None:
        self.walk.jump(self.order.row(item))

    def follow(self) -> None:
        """Show where the walk is now."""
        walk, place, later = self.walk, self.walk.place, self.walk.next_place
        self.order.blockSignals(True)
        self.order.setCurrentRow(walk.at)
        self.order.blockSignals(False)
        if place is None:
            self.now.setText("There is nothing in the running order.")
            return
        item = place.item
        written = getattr(item, "text", "") or getattr(item, "summary", "")
        visited = walk.visit is not None
        self.now.setText(f"{place.case.title}: {place.title}" if visited else place.title)
        shown = {
            Card.CASE: "The room sees the card of the case.",
            Card.PAUSE: "The room sees the pause card.",
            Card.BLANK: "The room's screen is black.",
            Card.END: "The room sees the end card.",
        }.get(walk.card, "The room sees the words." if place.words else "The room sees no words.")
        said = VISITED if visited else place.stop.card
        self.about.setText("\n".join(part for part in (shown, said) if part))
        if self.words.toPlainText() != written:
            self.words.setPlainText(written)
        self.below.setCurrentIndex(max(self.below.findData(walk.beside), 0))
        self.next.setText(line_of(later) if later is not None else "This is the last point.")

    def _tick(self) -> None:
        seconds = self._clock.elapsed() // 1000
        self.elapsed.setText(str(timedelta(seconds=seconds)).removeprefix("0:"))

    def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:
        """Let the keys of the meeting work in the list as well; arrows move in the list."""
        if isinstance(qt_event, QKeyEvent) and qt_event.type() == QEvent.Type.KeyPress:
            arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if qt_event.key() not in arrows and self._pressed(qt_event):
                return True
        return super().eventFilter(watched, qt_event)

    def choose_case(self) -> None:
        """Let a case be chosen from a list on this screen alone."""
        self.jumping.open_over(self, OWN_SCREEN)

    def _pressed(self, qt_event: QKeyEvent) -> bool:
        write, leave = self.answers.said.setFocus, self.ended.emit
        return press_in(self.walk, qt_event, leave=leave, write=write, choose=self.choose_case)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if not self._pressed(qt_event):
            super().keyPressEvent(qt_event)

    def closeEvent(self, qt_event: QCloseEvent) -> None:
        self.ended.emit()
        super().closeEvent(qt_event)


def line_of(place: Place) -> str:
    """Return a point as one line of the running order."""
    number = f" {place.number}" if place.number else ""
    written = " ".join(getattr(place.item, "text", "").split())
    short = written if len(written) <= MOST_LETTERS else f"{written[: MOST_LETTERS - 1].rstrip()}…"
    words = place.title if place.title != place.kind else short
    title = f": {words}" if words else ""
    return f"{place.case.title} · {place.kind}{number}{title}"


def summary(walk: Presenting) -> str:
    """Return what a meeting came to, in a sentence."""
    shown = counted(len(walk.meeting.shown), "point")
    return f"{shown} shown. What was said is in the study."
