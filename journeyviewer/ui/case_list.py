"""The cases that are open: a list with facts and a residence strip, or a rail of numbers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.session.session import Change, Session
from journeyviewer.ui.case_rows import RAIL, WIDTH, CaseDelegate, CaseModel, Found
from journeyviewer.ui.look import (
    SMALL,
    STRONG,
    Button,
    PlainLabel,
    icon,
    scaled,
    when_changed,
)
from journeyviewer.ui.parts import once_after
from journeyviewer.ui.readying import Readying

SEARCH_AFTER_MS = 180


class CaseList(QWidget):
    """The cases, with a field to find one; a rail of numbers on small screens."""

    asked_to_compare = Signal()
    asked_to_add = Signal()
    turned = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cases")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.compact = self.opened = False
        self._going = False
        self.model = CaseModel()
        self.readying = Readying(self.model.is_known, self.model.learn, self)
        self.readying.progressed.connect(self._say_how_far)
        self.readying.done.connect(self._show)
        self.count = PlainLabel("", SMALL, "ink2")
        self._timer = once_after(self, SEARCH_AFTER_MS, self._fill)
        self.field_for_words = self._make_field()
        self.view = self._make_view()
        self.turn = RailButton("panel-left", "Show the list of cases")
        self.turn.clicked.connect(self.turn_rail)
        self.narrow = RailButton("panel-left", "Make the list a rail")
        self.narrow.clicked.connect(self.turn_rail)
        self.compare = Button("Compare cases", icon_name="rows-3")
        self.compare.clicked.connect(self.asked_to_compare)
        self.add = Button("Add", icon_name="plus")
        self.add.setAccessibleName("Add files to what is open")
        self.add.clicked.connect(self.asked_to_add)
        self.top, self.field, self.foot = self._make_top(), QWidget(), self._make_foot()
        padded = QHBoxLayout(self.field)
        padded.setContentsMargins(12, 0, 12, 8)
        padded.addWidget(self.field_for_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.field)
        column.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.view, 1)
        column.addWidget(self.foot)
        self._follow()
        session.listen(self._on_change)
        when_changed(self._follow)

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText("Find in all cases")
        field.setAccessibleName("Find in all cases")
        field.addAction(icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(self._on_words)
        field.installEventFilter(self)
        return field

    def eventFilter(self, watched: QObject, qt_event: QEvent) -> bool:
        """Let Down and Enter lead from the field to the cases found."""
        if isinstance(qt_event, QKeyEvent) and qt_event.type() == QEvent.Type.KeyPress:
            if qt_event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_to_found()
                return True
        return super().eventFilter(watched, qt_event)

    def _go_to_found(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._fill()
        self._going = self.readying.busy
        if self._going or not self.model.cases:
            return
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view.currentIndex().isValid():
            self._look_in_case()
        else:
            self.view.setCurrentIndex(self.model.index(0, 0))

    def _on_words(self, words: str) -> None:
        if words:
            # Made with the first words: its picture is looked for in the themes of the system,
            # which takes longer than making the whole list while the window opens.
            self.field_for_words.setClearButtonEnabled(True)
        self._going = False
        self._timer.start()

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName("Cases")
        view.selectionModel().currentChanged.connect(self._choose)
        return view

    def _make_top(self) -> QWidget:
        top = QWidget()
        line = QHBoxLayout(top)
        line.setContentsMargins(16, 14, 16, 6)
        line.addWidget(PlainLabel("Cases", STRONG))
        line.addStretch()
        line.addWidget(self.count)
        line.addWidget(self.narrow)
        return top

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        for button in (self.compare, self.add):
            button.setObjectName("tight")
        line = QHBoxLayout(foot)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(6)
        line.addWidget(self.compare, 1)
        line.addWidget(self.add)
        return foot

    def set_compact(self, compact: bool) -> None:
        """Be a rail of numbers unless it was opened, or the list again."""
        if compact != self.compact:
            self.compact, self.opened = compact, False
            self._follow()

    def turn_rail(self) -> None:
        """Open the rail to the whole list, or make it a rail again."""
        self.opened = not self.opened
        self._follow()
        self.turned.emit()

    @property
    def rail(self) -> bool:
        """True while only numbers are shown."""
        return self.compact and not self.opened

    def _follow(self) -> None:
        rail = self.rail
        self.setFixedWidth(scaled(RAIL if rail else WIDTH))
        for part in (self.top, self.field, self.add):
            part.setVisible(not rail)
        self.turn.setVisible(rail)
        self.narrow.setVisible(self.compact and not rail)
        self.compare.setText("" if rail else "Compare cases")
        self.compare.setAccessibleName("Compare cases")
        self.compare.setProperty("rail", rail)
        layout = self.foot.layout()
        if layout is not None:
            side = 6 if rail else 12
            layout.setContentsMargins(side, 8, side, 8)
        # Kept on the object: the view does not own its delegate.
        self._delegate = CaseDelegate(self.model, self.view, rail)
        self.view.setItemDelegate(self._delegate)
        self.view.doItemsLayout()

    def _on_change(self, change: Change) -> None:
        if change is Change.COHORT:
            self.readying.stop()
            self.field_for_words.clear()
            self.model.forget()
            self._fill()
        elif change is Change.CASE:
            self._mark()
        elif change is Change.STUDY:
            self.model.study = self.session.study
            self.view.viewport().update()

    def _fill(self) -> None:
        cohort, words = self.session.cohort, self.field_for_words.text().strip()
        cases = cohort.cases if cohort is not None else ()
        # Other words are looked for by now.
        self.readying.stop()
        find = partial(self.model.search, cases, words)
        if words and self.readying.begin(cases, find):
            # What was found for other words stays till all cases are searched.
            return
        self._show(find(lambda: False))

    def _show(self, found: object) -> None:
        if not isinstance(found, Found):
            return
        self.model.show(found)
        total = len(self.session.cohort.cases) if self.session.cohort else 0
        shown = len(found.cases)
        self.count.setText(f"{total:,}" if shown == total else f"{shown:,} of {total:,}")
        self._mark()
        if self._going:
            self._go_to_found()

    def _say_how_far(self, done: int, total: int) -> None:
        if self.readying.busy and self.field_for_words.text().strip():
            self.count.setText(f"{done:,} of {total:,} searched")

    def finish(self) -> None:
        """Stop what runs in the background, before the window closes."""
        self.readying.stop()

    def _mark(self) -> None:
        self.model.seen = self.session.case
        row = self.model.place_of(self.session.case.id) if self.session.case else None
        if row is not None:
            index = self.model.index(row, 0)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        # Every row is painted as its case is shown by now; telling of changed rows would have room
        # found for all of them again.
        self.view.viewport().update()

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.session.choose_case(self.model.cases[current.row()].id)
            if self.view.hasFocus():
                self._look_in_case()

    def _look_in_case(self) -> None:
        """Show in the journey what was found of it, unless that is its name alone."""
        words, case = self.field_for_words.text().strip(), self.session.case
        if words and case is not None and self.model.found(case):
            self.session.search(words)

    def look_for(self, words: str) -> None:
        """Look for words in all cases, with the list open."""
        if self.rail:
            self.turn_rail()
        self.field_for_words.setText(words)
        self.field_for_words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        # Looked for now, and not once more when typing would have come to rest.
        self._timer.stop()
        self._fill()


class RailButton(QToolButton):
    """An icon alone, with its words for a screen reader and in a tip."""

    def __init__(self, icon_name: str, words: str) -> None:
        super().__init__()
        self.icon_name = icon_name
        self.setAutoRaise(True)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._follow()
        when_changed(self._follow)

    def _follow(self) -> None:
        size = scaled(18)
        self.setIcon(icon(self.icon_name, "ink2", size))
        self.setIconSize(QSize(size, size))
        self.setFixedHeight(scaled(34))
