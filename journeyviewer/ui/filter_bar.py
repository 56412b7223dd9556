"""The bar that says what is passed over, and lets it be changed or cleared with one click."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from journeyviewer.model.chronology import Kind
from journeyviewer.model.lanes import lanes
from journeyviewer.model.words import counted, lower_first
from journeyviewer.session.changes import Change
from journeyviewer.session.finding import Filter
from journeyviewer.session.session import Session
from journeyviewer.ui.look import (
    BODY,
    SMALL,
    Button,
    PlainLabel,
    scaled,
    screen_font,
    when_changed,
)
from journeyviewer.ui.parts import FlowLayout, has_keyboard

KINDS = (
    (Kind.SPELL, "Spells"),
    (Kind.EVENT, "Events"),
    (Kind.SCORE, "Scored assessments"),
    (Kind.COUNT, "Window counts"),
)


class WordsField(QLineEdit):
    """A field with room for what it invites to, whole, and less where there is little."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(words + 2 * (scaled(8) + 5), super().sizeHint().height())


class FilterBar(QWidget):
    """Words, kinds and marks that records must have; each that is set is a chip to take away."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.field = WordsField()
        self.field.setPlaceholderText("Only records with these words")
        self.field.setAccessibleName("Only records with these words")
        self._follow()
        when_changed(self._follow)
        self.field.textEdited.connect(
            lambda words: session.set_filter(replace(session.filter, words=words))
        )
        self.add = Button("Only…", icon_name="plus")
        self.menu = QMenu(self.add)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.add.setMenu(self.menu)
        self.holder = QWidget()
        self.chips = FlowLayout()
        self.holder.setLayout(self.chips)
        self.passed = PlainLabel("", SMALL, "ink2")
        self.clear = Button("Clear", flat=True)
        self.clear.clicked.connect(lambda: session.set_filter(Filter()))
        self.away = Button("", icon_name="x", flat=True)
        self.away.setAccessibleName("Close the filter")
        self.away.clicked.connect(self.close_bar)
        self.line = QHBoxLayout()
        self.line.setSpacing(10)
        self.line.addWidget(self.field)
        self.line.addWidget(self.add)
        self.line.addWidget(self.holder, 100)
        self.line.addStretch()
        for widget in (self.passed, self.clear, self.away):
            self.line.addWidget(widget)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 5, 12, 5)
        self.column.setSpacing(6)
        self.column.addLayout(self.line)
        self.beneath = False
        self.hide()
        session.listen(self._on_change)

    def _follow(self) -> None:
        """Give the field room for what it invites to, whole."""
        self.field.setFont(screen_font(BODY))
        self.field.updateGeometry()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._place()

    def _place(self) -> None:
        """Put the chips beside the field where all of them fit in a line, else under it."""
        beside = [self.field, self.add, self.passed, self.clear, self.away]
        used = sum(part.sizeHint().width() + 10 for part in beside if not part.isHidden()) + 40
        beneath = self.chips.sizeHint().width() > self.width() - used
        if beneath == self.beneath:
            return
        self.beneath = beneath
        if beneath:
            self.line.removeWidget(self.holder)
            self.column.addWidget(self.holder)
        else:
            self.column.removeWidget(self.holder)
            self.line.insertWidget(2, self.holder, 100)

    def open_bar(self) -> None:
        """Show the bar with the caret in its field."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Draw everything in full again and put the bar away."""
        held = has_keyboard(self)
        self.session.set_filter(Filter())
        self.hide()
        if held:
            self.left.emit()

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(qt_event)

    def _fill_menu(self) -> None:
        self.menu.clear()
        chosen = self.session.filter
        for kind, words in KINDS:
            kinds = replace(chosen, kinds=chosen.kinds ^ {kind})
            self._entry(words, kind in chosen.kinds, kinds)
        self.menu.addSeparator()
        for words, wanted in (("Exact dates", True), ("Dates that are not exact", False)):
            same = chosen.exact is wanted
            self._entry(words, same, replace(chosen, exact=None if same else wanted))
        out = replace(chosen, out_of_area=not chosen.out_of_area)
        self._entry("Out of borough", chosen.out_of_area, out)
        unknown = replace(chosen, unknown_words=not chosen.unknown_words)
        self._entry("Words outside the vocabulary", chosen.unknown_words, unknown)
        self.menu.addSeparator()
        for item in lanes():
            lane = replace(chosen, lanes=chosen.lanes ^ {item.key})
            self._entry(item.title, item.key in chosen.lanes, lane)

    def _entry(self, words: str, checked: bool, wanted: Filter) -> None:
        action = self.menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda _=False: self.session.set_filter(wanted))

    def _on_change(self, change: Change) -> None:
        if change not in (Change.FILTER, Change.CASE, Change.COHORT):
            return
        chosen = self.session.filter
        if self.field.text() != chosen.words:
            self.field.setText(chosen.words)
        while (item := self.chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for words, without in _parts(chosen):
            self.chips.addWidget(self._chip(words, without))
        passed = self.session.passed_over
        self.passed.setText(f"{counted(passed, 'record')} faint" if passed else "")
        self.clear.setVisible(not chosen.empty)
        self._place()
        if not chosen.empty:
            self.show()

    def _chip(self, words: str, without: Filter) -> Button:
        chip = Button(words.replace("&", "&&"), icon_name="x")
        chip.setObjectName("chip")
        chip.setAccessibleName(f"Take away: {words}")
        chip.clicked.connect(lambda: self.session.set_filter(without))
        return chip


def _parts(chosen: Filter) -> list[tuple[str, Filter]]:
    """Return the chips of a filter: their words, and the filter without them."""
    parts = [
        (words, replace(chosen, kinds=chosen.kinds - {kind}))
        for kind, words in KINDS
        if kind in chosen.kinds
    ]
    if chosen.exact is not None:
        words = "Exact dates" if chosen.exact else "Dates not exact"
        parts.append((words, replace(chosen, exact=None)))
    if chosen.out_of_area:
        parts.append(("Out of borough", replace(chosen, out_of_area=False)))
    if chosen.unknown_words:
        parts.append(("Outside the vocabulary", replace(chosen, unknown_words=False)))
    parts += [
        (f"In {lower_first(item.short_title)}", replace(chosen, lanes=chosen.lanes - {item.key}))
        for item in lanes()
        if item.key in chosen.lanes
    ]
    return parts
