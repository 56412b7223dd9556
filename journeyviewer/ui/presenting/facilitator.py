"""The facilitator's own window of a meeting, where there are two screens."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.session.presenting import Card, Presenting
from journeyviewer.session.showing import Place
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.look import BODY, SMALL, STRONG, Button, PlainLabel, scaled
from journeyviewer.ui.parts import ChoiceBox, FlowLayout, resize_within
from journeyviewer.ui.presenting.answers import VISITED, Answers
from journeyviewer.ui.presenting.jumping import JumpList
from journeyviewer.ui.presenting.keys import press_in
from journeyviewer.ui.presenting.picture import RoomPicture
from journeyviewer.ui.presenting.preview import Preview

MOST_LETTERS = 64
"""Letters of a note in the running order."""
ANSWERS = 360
"""Width of the panel of answers in pixels at 100 percent; never more than a third of the screen."""
OWN_SCREEN = 0.62
"""Size of the words of the panel and the list of cases where the facilitator alone reads them."""
UNSEEN = "The group’s screen is gone: nobody sees the picture. It is back once a screen is."


class Facilitator(QWidget):
    """What only the facilitator sees: the running order, the notes, the next point, the time."""

    ended = Signal()
    access_role = QAccessible.Role.Window

    def __init__(self, walk: Presenting, picture: RoomPicture) -> None:
        """`picture` is the room's, of which a small copy is shown."""
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
        self.unseen = PlainLabel(UNSEEN, STRONG).wrapped()
        self.unseen.hide()
        self.preview = Preview(picture)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setObjectName("reading")
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("What was written on this point")
        self.next = PlainLabel("", BODY, "ink2").wrapped()
        self.elapsed = PlainLabel("0:00", Face(28, 600))
        self.answers_width = min(scaled(ANSWERS), round(self.screen().availableSize().width() / 3))
        self.answers = Answers(walk, OWN_SCREEN * self.answers_width / ANSWERS)
        self.jumping = JumpList(self, walk)
        self._make_tools()
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

    def _make_tools(self) -> None:
        self.blank = Button("Black screen (B)")
        self.pause = Button("Pause (P)")
        self.hide_details = Button("Hide details (H)")
        self.whole = Button("All lanes (Z)")
        self.below = ChoiceBox()
        self.below.setAccessibleName("Another journey below")
        self.jump = Button("Jump to a case (J)")
        self.end = Button("End the meeting (Esc)")

    def _put_together(self) -> None:
        left = QVBoxLayout()
        left.addWidget(PlainLabel("Running order", STRONG))
        left.addWidget(self.order, 1)
        middle = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self.now, 1)
        head.addWidget(self.elapsed, 0, Qt.AlignmentFlag.AlignTop)
        middle.addLayout(head)
        middle.addWidget(self.unseen)
        middle.addWidget(self.about)
        middle.addWidget(self.preview, 3)
        middle.addWidget(self.words, 1)
        middle.addWidget(PlainLabel("Next", STRONG))
        middle.addWidget(self.next)
        tools = FlowLayout()
        tools_shown = (self.blank, self.pause, self.hide_details, self.whole)
        for part in (*tools_shown, self.jump, self.below, self.end):
            tools.addWidget(part)
        for column in (left, middle):
            column.setSpacing(12)
        above = QHBoxLayout()
        above.setSpacing(18)
        above.addLayout(left, 3)
        above.addLayout(middle, 5)
        # Below both, the keys have room for large words.
        own = QVBoxLayout()
        own.setContentsMargins(0, 0, 0, 20)
        own.setSpacing(16)
        own.addLayout(above, 1)
        own.addLayout(tools)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 20, 0, 0)
        line.setSpacing(18)
        line.addLayout(own, 1)
        line.addWidget(self.answers)
        self.answers.setFixedWidth(self.answers_width)

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

    def say_unseen(self, unseen: bool) -> None:
        """Say that the group's screen is gone, or no more."""
        self.unseen.setVisible(unseen)
        self.about.setVisible(not unseen)
        announce(self.unseen, UNSEEN if unseen else "The group’s screen is back.")

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
            Card.BLANK: "The room’s screen is black.",
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
