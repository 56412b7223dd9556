"""What the group thinks of a point: three tiles of one look, what was said, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.items import ItemId
from journeyviewer.model.meetings import Answer
from journeyviewer.model.words import calendar_words, counted, listed
from journeyviewer.render.fonts import font
from journeyviewer.session.presenting import Card, Presenting
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.announcing import announce
from journeyviewer.ui.look import icon_pixmap, tone, when_changed
from journeyviewer.ui.parts import once_after
from journeyviewer.ui.presenting.sizes import RoomLabel

ICONS = {
    Answer.AGREE: "thumbs-up",
    Answer.CHALLENGE: "message-circle",
    Answer.UNSURE: "circle-question-mark",
}
KEEP_AFTER_MS = 1000
"""How long typing rests before what was said joins the study."""
SAID = Face(33)
NO_NAMES = "Leave out who said it."
ASKED = "Kept as a question to ask. Undo takes it back."
NOTHING_ASKED = "Type the question first: it becomes a note to ask after the meeting."
VISITED = "This case is outside the running order: no answers are taken. Next goes back."


class Tile(QAbstractButton):
    """One answer: icon, word and count. All tiles look alike until one has the most."""

    def __init__(self, answer: Answer, factor: float) -> None:
        super().__init__()
        self.answer = answer
        self.factor = factor
        self.number = 0
        self.most = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_number(0, most=False)
        when_changed(self.update)

    def show_number(self, number: int, *, most: bool) -> None:
        """Show how many answered so, filled when these are the most."""
        self.number, self.most = number, most
        self.setAccessibleName(f"{self.answer.label}, {counted(number, 'person', 'people')}")
        self.setAccessibleDescription(
            "Press to count one more; with Shift or the right button one fewer"
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(160 * self.factor), round(150 * self.factor))

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        f, area = self.factor, QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        ink = "surface" if self.most else "ink" if self.isEnabled() else "ink3"
        painter.setBrush(tone("focus" if self.most else "surface"))
        painter.setPen(QPen(tone("focus" if self.most else "line3"), 2 * f))
        painter.drawRoundedRect(area, 7 * f, 7 * f)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tone(ink if self.most else "focus"), 3))
            painter.drawRoundedRect(area.adjusted(5, 5, -5, -5), 4, 4)
        size = round(40 * f)
        picture = icon_pixmap(ICONS[self.answer], ink, size)
        painter.drawPixmap(round((self.width() - size) / 2), round(13 * f), picture)
        painter.setPen(tone(ink))
        for words, face, top, tall in (
            (self.answer.label, Face(28 * f, 600), 54, 40),
            (f"{self.number}", Face(40 * f, 600), 93, 52),
        ):
            painter.setFont(font(face))
            place = QRectF(0, top * f, self.width(), tall * f)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


class Said(QPlainTextEdit):
    """Where what is said is typed; Esc gives the keyboard back, and pages still turn."""

    left = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        key = qt_event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and not qt_event.modifiers():
            self.stepped.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(qt_event)


class Answers(QWidget):
    """The panel beside the room's picture, or on the facilitator's own screen."""

    left = Signal()
    access_role = QAccessible.Role.Grouping

    def __init__(self, walk: Presenting, factor: float = 1.0, hint: str = "") -> None:
        """`hint` names keys at the foot, where there are no buttons for them."""
        super().__init__()
        self.walk = walk
        self.factor = factor
        self.setObjectName("answers")
        self.setAccessibleName("What the group thinks of the point")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.number = RoomLabel("", Face(28, 600), "surface")
        self.kind = RoomLabel("", Face(28, 600))
        self.place = RoomLabel("", Face(28), "ink2")
        self.statement = RoomLabel("", Face(40, 600))
        self.statement.setWordWrap(True)
        self.asked = RoomLabel("What does the group think?", Face(28), "ink2")
        self.tiles = {answer: Tile(answer, factor) for answer in Answer}
        self.heard = RoomLabel("What was said", Face(28), "ink2")
        self.said = Said()
        self.said.setAccessibleName("What was said, without names")
        self.said.setTabChangesFocus(True)
        self.state = RoomLabel(NO_NAMES, Face(24), "ink2")
        self.state.setWordWrap(True)
        self.ask = QPushButton("Ask the social worker")
        self.back = QPushButton()
        self.on = QPushButton("Next point")
        self.on.setObjectName("onward")
        self.back.setAccessibleName("Previous point")
        self.hint = RoomLabel(hint, Face(24), "ink2")
        self.hint.setVisible(bool(hint))
        self._about: ItemId | None = None
        self._asked: tuple[ItemId | None, str] | None = None
        self._timer = once_after(self, KEEP_AFTER_MS, walk.keep)
        self._put_together()
        self._connect()
        self.fit(factor)
        self.follow()
        when_changed(self._follow_look)

    @property
    def labels(self) -> tuple[RoomLabel, ...]:
        """Every label of the panel."""
        heading = (self.number, self.kind, self.place, self.statement)
        return (*heading, self.asked, self.heard, self.state, self.hint)

    def _put_together(self) -> None:
        head = QHBoxLayout()
        for part in (self.number, self.kind):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self.place)
        self.row = QHBoxLayout()
        for tile in self.tiles.values():
            self.row.addWidget(tile, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.on, 1)
        self.column = QVBoxLayout(self)
        self.column.addLayout(head)
        self.column.addWidget(self.statement)
        self.column.addWidget(self.asked)
        self.column.addLayout(self.row)
        self.column.addWidget(self.heard)
        self.column.addWidget(self.said, 1)
        self.column.addWidget(self.state)
        self.column.addWidget(self.ask)
        self.column.addLayout(foot)
        self.column.addWidget(self.hint)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAutoFillBackground(True)

    def _connect(self) -> None:
        for tile in self.tiles.values():
            tile.clicked.connect(lambda _=False, one=tile: self.count(one.answer))
            tile.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            tile.customContextMenuRequested.connect(
                lambda _place, one=tile: self.walk.answer(one.answer, -1)
            )
        self.said.textChanged.connect(self._on_typed)
        self.said.left.connect(self.left)
        self.said.stepped.connect(self.walk.step)
        self.ask.clicked.connect(self.ask_social_worker)
        self.back.clicked.connect(lambda: self.walk.step(-1))
        self.on.clicked.connect(lambda: self.walk.step(1))
        self.walk.listen(self.follow)

    def _follow_look(self) -> None:
        self.fit(self.factor)

    def fit(self, factor: float) -> None:
        """Take the sizes for a screen so many times as high as 1080 pixels."""
        self.factor = factor
        for label in self.labels:
            label.fit(factor)
        for tile in self.tiles.values():
            tile.factor = factor
            tile.setFixedHeight(round(150 * factor))
        palette = self.number.palette()
        palette.setColor(QPalette.ColorRole.Window, tone("focus"))
        self.number.setPalette(palette)
        self.number.setMargin(round(6 * factor))
        self.number.setMinimumWidth(round(57 * factor))
        self.said.setFont(font(Face(SAID.size * factor)))
        small, strong = font(Face(24 * factor, 500)), font(Face(28 * factor, 600))
        for button, used in ((self.ask, small), (self.back, strong), (self.on, strong)):
            button.setFont(used)
            button.setMinimumHeight(round((60 if button is not self.ask else 44) * factor))
        size = round(28 * factor)
        self.back.setIcon(icon_pixmap("chevron-left", "ink", size))
        self.back.setIconSize(QSize(size, size))
        self.back.setFixedWidth(round(62 * factor))
        margin = round(32 * factor)
        self.column.setContentsMargins(margin, round(28 * factor), margin, round(18 * factor))
        self.column.setSpacing(round(14 * factor))
        self.row.setSpacing(round(12 * factor))

    def follow(self) -> None:
        """Show the point in sight and what the group answered to it."""
        walk, place = self.walk, self.walk.place
        stops = walk.stops
        visited = walk.visit is not None
        here = place is not None and walk.card is Card.NONE and not visited
        for part in (*self.tiles.values(), self.said, self.ask):
            part.setEnabled(here and walk.session.can_write)
        self.number.setVisible(here)
        self.statement.setText("")
        self.kind.setText("")
        self.place.setText(
            "" if visited else f"Point {min(walk.at, len(stops) - 1) + 1} of {len(stops)}"
        )
        if place is not None and here:
            self.number.setText(str(place.number) if place.number else "·")
            self.kind.setText(place.kind)
            self.statement.setText(
                place.words or (place.title if place.title != place.kind else "")
            )
        elif place is not None and visited:
            self.kind.setText(place.case.title)
            self.statement.setText(place.title)
        about = place.stop.item if place is not None and here else None
        response = walk.response if here else None
        for answer, tile in self.tiles.items():
            number = response.count(answer) if response is not None else 0
            counted_here = number != tile.number and about == self._about
            tile.show_number(number, most=response is not None and response.most is answer)
            if counted_here:
                announce(self, tile.accessibleName())
        if about != self._about:
            self._about, self._asked = about, None
        said = response.said if response is not None else ""
        if said != self.said.toPlainText():
            self.said.blockSignals(True)
            self.said.setPlainText(said)
            # Back at a point, what is typed goes on after what was said there before.
            self.said.moveCursor(QTextCursor.MoveOperation.End)
            self.said.blockSignals(False)
        self.say_state()
        onward = "Back to the meeting" if visited else "Next point"
        self.on.setText("Begin" if walk.card is Card.CASE else onward)
        self.on.setEnabled(walk.card is not Card.END)

    def count(self, answer: Answer) -> None:
        """Count one more person, or one fewer while Shift is held."""
        from PySide6.QtWidgets import QApplication

        held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.walk.answer(answer, -1 if held else 1)

    def ask_social_worker(self) -> None:
        """Make what was typed, or is selected of it, a question for after the meeting."""
        words = self.said.textCursor().selectedText() or self.said.toPlainText()
        # The text box parts paragraphs by a sign of its own.
        note = self.walk.ask_social_worker(words.replace("\u2029", "\n"))
        # It stands there until other words are typed, or another point is in sight.
        self._asked = (self._about, self.said.toPlainText())
        self._state(ASKED if note is not None else NOTHING_ASKED, aloud=True)

    def _on_typed(self) -> None:
        self.walk.say(self.said.toPlainText())
        # Counted from the first letter: whoever types without a rest would else be kept nothing.
        if not self._timer.isActive():
            self._timer.start()
        self.say_state()

    def say_state(self) -> None:
        """Say that it is saved once all is, and point out what could lead to a person or a day."""
        if self.walk.visit is not None:
            self._state(VISITED, aloud=True)
            return
        words = self.said.toPlainText()
        work = self.walk.session.work
        if (self._about, words) == self._asked and not (work is not None and work.state.failed):
            return
        pointed = pointed_out(words)
        if pointed:
            found = listed(pointed[:3])
            self._state(f"Could tell who or when: {found}. {NO_NAMES}", warning=True, aloud=True)
        elif work is not None and work.state.failed:
            self._state(work.state.failed, aloud=True)
        elif words and work is not None and work.state.saved is not None and not work.waiting:
            self._state(f"Saved. {NO_NAMES}")
        else:
            self._state(NO_NAMES)

    def _state(self, words: str, *, warning: bool = False, aloud: bool = False) -> None:
        """Show how it stands below what was said; `aloud` where somebody has to know of it."""
        new = words != self.state.text()
        self.state.set_warning(warning)
        self.state.setText(words)
        if aloud and new:
            announce(self, words)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        """Let Enter press the button with the keyboard, where it would turn the page."""
        button = self.focusWidget()
        enter = qt_event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().keyPressEvent(qt_event)

    def mousePressEvent(self, qt_event: QMouseEvent) -> None:
        self.left.emit()
        super().mousePressEvent(qt_event)


def pointed_out(words: str) -> tuple[str, ...]:
    """Return the names and calendar words in what was typed, each as written."""
    from journeyviewer.model.pointing import point_out

    names = [words[hit.start : hit.end] for hit in point_out(words)]
    return tuple(dict.fromkeys((*names, *calendar_words(words))))
