"""Fields of the editors: words that grow with what is typed, and dates that are understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.times import FuzzyDate
from journeyviewer.session.session import Session
from journeyviewer.session.typed import shown_date, typed_date, typed_end
from journeyviewer.ui.look import BODY, SMALL, PlainLabel, scaled, screen_font, when_changed
from journeyviewer.ui.parts import ChoiceBox

LEAST, MOST = 66, 230
"""Heights of the field for words, in pixels at 100 percent."""


class Words(QPlainTextEdit):
    """A field for words: plain, grows with them, Esc ends and Ctrl+Enter ends and goes on."""

    ended = Signal()
    ended_for_next = Signal()
    grown = Signal()

    def __init__(self, name: str, invitation: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(invitation)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._grow)
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        self.setFont(screen_font(BODY))
        self._grow()

    def _grow(self) -> None:
        lines = self.document().size().height()
        height = round(lines * self.fontMetrics().lineSpacing()) + scaled(16)
        height = min(max(height, scaled(LEAST)), scaled(MOST))
        if height != self.height():
            self.setFixedHeight(height)
            self.grown.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(120), scaled(LEAST))

    def take(self, words: str) -> None:
        """Show other words without telling anybody."""
        if words != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(words)
            self.blockSignals(False)
            self._grow()

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        enter = qt_event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if qt_event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        elif enter and qt_event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.ended_for_next.emit()
        else:
            super().keyPressEvent(qt_event)

    def event(self, qt_event: QEvent) -> bool:
        """Keep Esc: a dialog or the window would take it as its own."""
        if (
            isinstance(qt_event, QKeyEvent)
            and qt_event.type() == QEvent.Type.ShortcutOverride
            and qt_event.key() == Qt.Key.Key_Escape
        ):
            qt_event.accept()
            return True
        return super().event(qt_event)


class Line(QLineEdit):
    """A field of one line, which shows the beginning of long words; Esc ends the writing."""

    ended = Signal()

    def __init__(self, name: str, invitation: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(invitation or name)

    def take(self, words: str) -> None:
        """Show other words without telling anybody."""
        if words != self.text():
            self.blockSignals(True)
            self.setText(words)
            self.blockSignals(False)
            if not self.hasFocus():
                self.home(False)

    def focusInEvent(self, qt_event: QFocusEvent) -> None:
        super().focusInEvent(qt_event)
        if qt_event.reason() is Qt.FocusReason.OtherFocusReason:
            # Who is led here goes on with the words.
            self.end(False)

    def focusOutEvent(self, qt_event: QFocusEvent) -> None:
        super().focusOutEvent(qt_event)
        if qt_event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.home(False)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(qt_event)


class DateField(QWidget):
    """A date or an age as a person writes it; what is not understood is said below it."""

    changed = Signal()
    ended = Signal()

    def __init__(self, session: Session, name: str, invitation: str = "") -> None:
        super().__init__()
        self.session = session
        self.field = Line(name, invitation)
        self.said = PlainLabel("", SMALL).wrapped()
        self.said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.said)
        self.field.editingFinished.connect(self._on_typed)
        self.field.ended.connect(self._on_ended)
        self._shown = ""

    def show_date(self, when: FuzzyDate | date | None) -> None:
        """Show a date; the field is left alone while it holds what is not understood."""
        case = self.session.case
        if case is None or self.said.isVisible():
            return
        self._shown = shown_date(when, case, self.session.view.dates)
        self.field.take(self._shown)

    @property
    def touched(self) -> bool:
        """True when something else was typed than was shown."""
        return self.field.text().strip() != self._shown

    def value(self) -> FuzzyDate | None:
        """Return the date; raises JourneyError for what is not understood."""
        case = self.session.case
        assert case is not None
        return typed_date(self.field.text(), case, self.session.view.dates)

    def end(self) -> date | None:
        """Return the day after the date, as half-open periods end."""
        case = self.session.case
        assert case is not None
        return typed_end(self.field.text(), case, self.session.view.dates)

    def complain(self, words: str) -> None:
        """Say what is wrong, "" for nothing."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _on_typed(self) -> None:
        try:
            self.value()
        except JourneyError as error:
            self.complain(str(error))
            return
        self.complain("")
        if self.touched:
            self.changed.emit()

    def _on_ended(self) -> None:
        self._on_typed()
        self.ended.emit()


def choices(name: str, values: Sequence[tuple[str, str]]) -> QComboBox:
    """Return a list to choose from: words, each with its value."""
    made = ChoiceBox()
    made.setAccessibleName(name)
    for words, value in values:
        made.addItem(words, value)
    return made


def take_choice(box: QComboBox, value: str) -> None:
    """Choose a value of a list without telling anybody."""
    place = box.findData(value)
    if place >= 0 and place != box.currentIndex():
        box.blockSignals(True)
        box.setCurrentIndex(place)
        box.blockSignals(False)
