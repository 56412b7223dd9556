"""The field that finds words in the journey, with what it found and where it looks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QMenu, QToolButton, QVBoxLayout

from journeyviewer.model.counts import record_count
from journeyviewer.model.words import counted
from journeyviewer.session.session import Change, Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import (
    BODY,
    SMALL,
    Button,
    IconLabel,
    PlainLabel,
    scaled,
    screen_font,
    when_changed,
)
from journeyviewer.ui.parts import IconButton

WIDE, NARROW = 210, 157
HINT = "Ctrl+F"
CLEAR = 10
"""Least pixels between the words that invite and the hint of the key."""
INVITATIONS = ("Find in this journey", "Find in journey", "Find")
WITHIN = ("Find in the period", "Find in period", "Find")


class NothingFound(QFrame):
    """Says that the words are not in the journey, and offers to look in all cases."""

    asked = Signal()
    left = Signal()

    def __init__(self, parent: QLineEdit) -> None:
        super().__init__(parent.window())
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PlainLabel("", Face(15, 600)).wrapped()
        self.words = PlainLabel("", BODY, "ink2").wrapped()
        self.button = Button("Look in all cases")
        self.button.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel("search-x", "ink2", 28), alignment=middle)
        for label in (self.title, self.words):
            label.setAlignment(middle)
            column.addWidget(label)
        column.addSpacing(4)
        column.addWidget(self.button, alignment=middle)
        self.hide()

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(qt_event)


class SearchField(QLineEdit):
    """Enter goes to the next hit, Shift+Enter to the one before; Esc clears, then leaves."""

    asked_to_find_everywhere = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAccessibleName("Find in this journey")
        self.setPlaceholderText(INVITATIONS[0])
        self.magnifier = IconButton("search", "Where to look", ink="ink3")
        self.magnifier.setParent(self)
        # A part of the field: Down opens it from there, and Tab passes the field once.
        self.magnifier.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.magnifier.setCursor(Qt.CursorShape.ArrowCursor)
        self.magnifier.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.scope = QMenu(self.magnifier)
        self.scope.aboutToShow.connect(self._fill_scope)
        self.magnifier.setMenu(self.scope)
        self.count = PlainLabel(HINT, SMALL, "ink3")
        self.count.setParent(self)
        self.count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.nothing: NothingFound | None = None
        self.compact = False
        self.set_compact(False)
        self.textChanged.connect(session.search)
        session.listen(self._on_change)
        when_changed(self._follow)

    def set_compact(self, compact: bool) -> None:
        """Take less width on small screens."""
        self.compact = compact
        self.setFont(screen_font(BODY))
        self.give(scaled(NARROW if compact else WIDE))

    def give(self, width: int) -> None:
        """Take this width."""
        self.setFixedWidth(width)
        self._arrange()

    @property
    def usual(self) -> int:
        """The width it has where there is room."""
        return scaled(NARROW if self.compact else WIDE)

    def _follow(self) -> None:
        self.set_compact(self.compact)

    def _on_change(self, change: Change) -> None:
        words = self.session.searching.words
        if words != self.text():
            self.blockSignals(True)
            self.setText(words)
            self.blockSignals(False)
        self._say()

    def _say(self) -> None:
        search = self.session.searching
        found = len(search.hits)
        if not search.words.strip():
            words = HINT
        elif found:
            words = f"{search.current + 1} of {found}"
        else:
            words = "None"
        self.count.setText(words)
        self.setAccessibleDescription("" if words == HINT else f"{words} found")
        self._arrange()
        self._show_nothing(bool(search.words.strip()) and not found)

    def _arrange(self) -> None:
        """Put the magnifier and the count at the ends, and keep the words clear of them."""
        self.count.adjustSize()
        across = self.magnifier.sizeHint()
        self.magnifier.setGeometry(
            3, (self.height() - across.height()) // 2, across.width(), across.height()
        )
        room = self.width() - self.count.width() - 10
        self.count.move(room, (self.height() - self.count.height()) // 2)
        beside = self.count.width() + 4
        before = across.width() - 6
        self.setTextMargins(before, 0, beside if self.text() else 0, 0)
        # Frame, padding and Qt's own margin stand before and after the words.
        spare = self.width() - before - 2 * (scaled(8) + 4)
        invitation = self._invite(spare)
        self.count.setVisible(bool(self.text()) or invitation + beside + scaled(CLEAR) <= spare)

    def _invite(self, room: int) -> int:
        """Invite with the longest words that fit whole; return how wide they are."""
        width = self.fontMetrics().horizontalAdvance
        offered = WITHIN if self.session.searching.within else INVITATIONS
        words = next((words for words in offered if width(words) <= room), "")
        if words != self.placeholderText():
            self.setPlaceholderText(words)
        return width(words)

    def _show_nothing(self, none: bool) -> None:
        if not none or self.session.case is None or not self._has_focus():
            if self.nothing is not None:
                self.nothing.hide()
            return
        if self.nothing is None:
            self.nothing = NothingFound(self)
            self.nothing.asked.connect(self._look_everywhere)
            self.nothing.left.connect(self._clear)
            self.setTabOrder(self, self.nothing.button)
        case, search, cohort = self.session.case, self.session.searching, self.session.cohort
        words = search.words.strip()
        shorter = words if len(words) < 40 else words[:39] + "…"
        where = "in the period shown" if search.within else "in this journey"
        more = cohort is not None and len(cohort.cases) > 1
        self.nothing.title.setText(f"No “{shorter}” {where}")
        advice = "Try part of a word, or look in all cases." if more else "Try part of a word."
        self.nothing.words.setText(f"Searched {counted(record_count(case), 'record')}. {advice}")
        self.nothing.button.setVisible(more)
        self._place_nothing(self.nothing)

    def _place_nothing(self, nothing: NothingFound) -> None:
        nothing.setFixedWidth(scaled(330))
        nothing.adjustSize()
        window = self.window()
        corner = self.mapTo(window, QPoint(self.width() - nothing.width(), self.height() + 6))
        nothing.move(max(corner.x(), 4), corner.y())
        nothing.show()
        nothing.raise_()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        if self.nothing is None or focus is None:
            return self.hasFocus()
        return self.hasFocus() or self.nothing.isAncestorOf(focus)

    def _look_everywhere(self) -> None:
        words = self.session.searching.words.strip()
        if self.nothing is not None:
            self.nothing.hide()
        self.asked_to_find_everywhere.emit(words)

    def _clear(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.clear()

    def _fill_scope(self) -> None:
        self.scope.clear()
        group = QActionGroup(self.scope)
        within = self.session.searching.within
        for words, value in (("Look in the whole journey", False), ("Look in the period", True)):
            action = self.scope.addAction(words)
            action.setCheckable(True)
            action.setChecked(within is value)
            action.setActionGroup(group)
            action.triggered.connect(lambda _=False, value=value: self.session.search_within(value))

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        key = qt_event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(qt_event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.session.next_hit(-1 if back else 1)
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif key == Qt.Key.Key_Down:
            self.magnifier.showMenu()
        else:
            super().keyPressEvent(qt_event)

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._arrange()

    def focusInEvent(self, qt_event: QFocusEvent) -> None:
        super().focusInEvent(qt_event)
        self._say()

    def focusOutEvent(self, qt_event: QFocusEvent) -> None:
        super().focusOutEvent(qt_event)
        if self.nothing is not None and not self._has_focus():
            self.nothing.hide()
