"""The bar over the journey: which case, what is shown of it, search and export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from journeyviewer.model.chronology import Case
from journeyviewer.session.session import Change, Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.facts import case_sentence, short_sentence
from journeyviewer.ui.look import SMALL, Button, PlainLabel, scaled, when_changed
from journeyviewer.ui.parts import Drop
from journeyviewer.ui.periods import curtain_said, span_said
from journeyviewer.ui.search_field import SearchField

if TYPE_CHECKING:
    from journeyviewer.ui.toolbar_menus import LanesPopover

HEIGHT, COMPACT_HEIGHT = 52, 42
CONTROL, COMPACT_CONTROL = 34, 32
TITLE, COMPACT_TITLE = Face(20, 600), Face(18, 600)
LONGEST_TITLE, SHORTEST = 28, 12
LESS_SEARCH, LEAST_SEARCH = 104, 84


class Toolbar(QWidget):
    """Title and one sentence at the left, what can be done at the right.

    With little room the sentence goes first, then the words of the buttons.
    """

    access_role = QAccessible.Role.ToolBar
    asked_for_key = Signal(QWidget)
    asked_for_place = Signal()
    asked_to_find_everywhere = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setAccessibleName("What can be done with this journey")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.compact = False
        self.title = PlainLabel("", TITLE)
        self.sentence = PlainLabel("", SMALL, "ink2")
        self.aside = PlainLabel("", Face(13), "ink2")
        self.whole = Drop("Whole journey", "fold-horizontal")
        self.whole.fill_with(self._fill_periods)
        self.dates = Drop("Dates and age", "calendar-range")
        self.dates.fill_with(self._fill_dates)
        self.lanes = Drop("Lanes", "layers")
        self.lanes.clicked.connect(self._open_lanes)
        self.key = Button("Key")
        self.key.clicked.connect(lambda: self.asked_for_key.emit(self.key))
        self.search = SearchField(session)
        self.search.asked_to_find_everywhere.connect(self.asked_to_find_everywhere)
        self.export = Button("Export figure", icon_name="image", primary=True)
        self.present = Button("Present", icon_name="presentation")
        self._put_together()
        self.lanes_open: LanesPopover | None = None
        self.set_compact(False)
        when_changed(self._follow)
        session.listen(self._on_change)

    def _put_together(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        words.addStretch()
        self.line = QHBoxLayout(self)
        self.line.setSpacing(8)
        self.line.addLayout(words)
        self.line.addWidget(self.aside)
        self.line.addStretch()
        choices = (self.whole, self.dates, self.lanes, self.key)
        self.controls = (*choices, self.search, self.present, self.export)
        for control in self.controls:
            self.line.addWidget(control)

    def set_compact(self, compact: bool) -> None:
        """Take less height, with a short sentence beside the title."""
        self.compact = compact
        self.setFixedHeight(scaled(COMPACT_HEIGHT if compact else HEIGHT))
        self.line.setContentsMargins(
            scaled(12 if compact else 16), 0, scaled(11 if compact else 14), 0
        )
        self.title.face = COMPACT_TITLE if compact else TITLE
        self.title.set_ink("ink")
        self.search.set_compact(compact)
        for control in self.controls:
            control.setFixedHeight(scaled(COMPACT_CONTROL if compact else CONTROL))
        self._say()

    def focus_search(self) -> None:
        """Put the keyboard into the search field, its words selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(300), self.height())

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit()

    def _follow(self) -> None:
        self.set_compact(self.compact)

    def _on_change(self, change: Change) -> None:
        if change in (Change.CASE, Change.COHORT, Change.VIEW):
            self._say()

    def _fill_periods(self, menu: QMenu) -> None:
        from journeyviewer.ui.toolbar_menus import fill_periods

        fill_periods(menu, self.session, self.asked_for_place.emit)

    def _fill_dates(self, menu: QMenu) -> None:
        from journeyviewer.ui.toolbar_menus import fill_dates

        fill_dates(menu, self.session)

    def _open_lanes(self) -> None:
        """Open the lanes instead of a menu, so that several can be changed at once."""
        if self.lanes_open is None:
            from journeyviewer.ui.toolbar_menus import LanesPopover

            self.lanes_open = LanesPopover(self, self.session)
        self.lanes_open.show_lanes()
        self.lanes_open.open_at(self.lanes)

    def _say(self) -> None:
        case = self.session.case
        # There before its case is, so that the journey is laid out once, beside it.
        cohort = self.session.cohort
        self.setVisible(cohort is not None and bool(cohort.cases))
        if case is None:
            return
        known = curtain_said(self.session)
        self.sentence.setText(known or case_sentence(case, self.session.view.dates))
        self.aside.setText(known or short_sentence(case))
        self._fit()

    def _fit(self) -> None:
        """Leave out as little as the width asks for."""
        if self.session.case is None:
            return
        margins = self.line.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        for spared in range(7):
            self._spare(spared)
            if self._needed() <= room:
                return

    def _spare(self, spared: int) -> None:
        """Show what is left after sparing.

        1 the sentence, 2 the drops' words, 3 all words, 4 half of the search, 5 most of the title,
        6 the title, which window and list say too.
        """
        self.title.setText(_shorter(self.session.case, SHORTEST if spared > 4 else LONGEST_TITLE))
        self.title.setVisible(spared < 6)
        self.sentence.setVisible(not self.compact and spared < 2)
        self.aside.setVisible(self.compact and spared < 1)
        self.key.setVisible(self.compact)
        session = self.session
        period = "Whole journey" if session.view.whole else span_said(*session.period())
        self.whole.say(period)
        self.whole.show_icon("fold-horizontal" if not self.compact or spared > 1 else "")
        self.whole.say(period, alone=spared > 2)
        self.dates.say("Dates and age" if session.view.dates else "Age only", alone=spared > 1)
        hidden = len(session.arrangement.hidden)
        self.lanes.say(
            f"Lanes, {hidden} hidden" if hidden else "Lanes", alone=spared > 1 and not hidden
        )
        less = scaled(LEAST_SEARCH if spared > 5 else LESS_SEARCH)
        self.search.give(less if spared > 3 else self.search.usual)
        short = self.compact or spared > 0
        self.export.set_words("Export" if short else "Export figure")
        self.export.show_words(spared < 3)
        self.present.show_words(not short)
        self.present.setVisible(spared < 5)

    def _needed(self) -> int:
        shown = [control for control in self.controls if not control.isHidden()]
        words = [label for label in (self.title, self.sentence) if not label.isHidden()]
        width = max((label.sizeHint().width() for label in words), default=0)
        if not self.aside.isHidden():
            width += self.aside.sizeHint().width() + self.line.spacing()
        widths = [
            control.minimumWidth() if control is self.search else control.sizeHint().width()
            for control in shown
        ]
        return width + sum(widths) + self.line.spacing() * (len(widths) + 1)


def _shorter(case: Case | None, most: int) -> str:
    """Return a case's title in so many letters at most."""
    title = case.title if case is not None else ""
    return title if len(title) <= most else title[: most - 1] + "…"
