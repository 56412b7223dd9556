"""The right panel: what is selected or looked at closely, or the case when nothing is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QTabBar, QVBoxLayout, QWidget

from journeyviewer.session.session import Change, Session
from journeyviewer.ui.look import scaled, when_changed
from journeyviewer.ui.panel.page import Page
from journeyviewer.ui.panel.whole import write_case, write_empty_lane, write_sources
from journeyviewer.ui.parts import lead_through, once_after, tab_stops

WIDE, NARROW = 348, 286
MOST_SHARE = 0.34
"""Most of the window's width that the panel takes."""
TABS = 42
DETAILS, NOTES, SOURCES = "Details", "Notes", "Sources"

SOON_MS = 80
"""After what was written is drawn, so that neither holds up a key for both."""


class Details(QWidget):
    """Says everything about the selection; built anew whenever that changes.

    On small screens the notes have a tab here: `turned` tells that another tab is in sight.
    """

    turned = Signal()
    asked_to_write = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Details")
        self.tabs = QTabBar()
        self.tabs.setObjectName("panelTabs")
        self.tabs.setAccessibleName("Details or sources")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in (DETAILS, SOURCES):
            self.tabs.addTab(name)
        self.tabs.currentChanged.connect(lambda _: self._on_tab())
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setObjectName("panelArea")
        self.holder = QWidget()
        self.holder.setObjectName("panelPage")
        self.inside = QVBoxLayout(self.holder)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.area.setWidget(self.holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.area, 1)
        self.page: Page | None = None
        self._row_shown = self._expanded = False
        self._asked: tuple[object, ...] = (None, False, None)
        self._built_for: object = None
        self._built_of: object = None
        # What was written is in the journey and the list first: a build takes as long as these.
        self._soon = once_after(self, 0, self._build)
        self.compact = False
        self.set_compact(False)
        session.listen(self._on_change)
        when_changed(self._follow)

    def set_compact(self, compact: bool) -> None:
        """Take the width for small screens, with tabs, or that for large ones."""
        changed = compact != self.compact or self.page is None
        self.compact = compact
        width = scaled(NARROW if compact else WIDE)
        # Large text on a small screen still leaves most of it to the journey.
        self.setFixedWidth(min(width, max(NARROW, round(self.window().width() * MOST_SHARE))))
        self.tabs.setVisible(compact)
        self.tabs.setFixedHeight(scaled(TABS))
        if changed:
            if not compact:
                self.show_tab(DETAILS)
            self._build()

    @property
    def tab(self) -> str:
        """The tab in sight; large screens show the details alone."""
        return self.tabs.tabText(self.tabs.currentIndex()) if self.compact else DETAILS

    def show_tab(self, name: str) -> None:
        """Put a tab in sight, where it is there."""
        names = [self.tabs.tabText(at) for at in range(self.tabs.count())]
        if name in names:
            self.tabs.setCurrentIndex(names.index(name))

    def offer_notes(self, offered: bool) -> None:
        """Have a tab for notes between the others, or none."""
        there = self.tabs.tabText(1) == NOTES
        if offered and not there:
            self.tabs.insertTab(1, NOTES)
        elif there and not offered:
            self.tabs.removeTab(1)

    def _on_tab(self) -> None:
        self.area.setVisible(self.tab != NOTES)
        self._build()
        self.turned.emit()

    def take_keyboard(self) -> None:
        """Put the details in sight and give them the keyboard."""
        self.show_tab(DETAILS)
        self.area.setFocus()

    def turn_text(self) -> None:
        """Show long text whole, or fold it again."""
        self.show_tab(DETAILS)
        self._expanded = not self._expanded
        self._build()

    def _follow(self) -> None:
        self.set_compact(self.compact)
        self._build()

    def _on_change(self, change: Change) -> None:
        quiet = (Change.SEARCH, Change.PAGE, Change.CHOSEN, Change.SAVING)
        if change in quiet or not self._stale(change):
            return
        if change is not Change.LOOK:
            self._row_shown = self._expanded = False
        if change is Change.SELECTION:
            if self.tab == SOURCES:
                self.show_tab(DETAILS)
        if self._asked_anew() and self.session.editing is None:
            # What was asked for is told here: on a small screen another tab may be in front.
            self.show_tab(DETAILS)
        if change is Change.STUDY:
            self._soon.start(SOON_MS)
        else:
            self._build()

    def _asked_anew(self) -> bool:
        """Return whether surroundings, a day or a measure are asked for that were not before."""
        looking, before = self.session.looking, self._asked
        self._asked = (looking.near, looking.cursor is not None, looking.measure)
        return any(now and now != then for now, then in zip(self._asked, before, strict=True))

    def _stale(self, change: Change) -> bool:
        """Return whether what is written would be different: not so after a pan or an answer."""
        if change is Change.VIEW or change is Change.FILTER:
            return self._shows() != self._built_for
        return change is not Change.STUDY or self._written() != self._built_of

    def _shows(self) -> object:
        """Return what of the view can be told here."""
        return self.session.view.dates, self.session.view.hidden, self.session.passed_over

    def _written(self) -> object:
        """Return what was written that could be told here: not what a meeting answered."""
        session, study = self.session, self.session.study
        if study is None or session.case is None:
            return None
        # Loaded with a study: without one the window starts with less.
        from journeyviewer.model.meetings import Response

        held = study.of_case(session.case.id)
        told = tuple(item for item in held if not isinstance(item, Response))
        return session.can_write, session.case, session.journey, told

    def _build(self) -> None:
        session = self.session
        self._soon.stop()
        self._built_for = self._shows()
        self._built_of = self._written()
        self.setUpdatesEnabled(False)
        page = Page(self.holder, session, compact=self.compact, expanded=self._expanded)
        page.write = self.asked_to_write.emit
        if session.case is not None:
            if self.compact and self.tab == SOURCES:
                write_sources(page)
            else:
                self._write(page)
        page.column.addStretch()
        old = self.page
        if old is not None:
            # What was clicked may be in it: it goes when the click is over.
            self.inside.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self.inside.addWidget(page)
        # What is built anew would come last of all in the window.
        lead_through(self.area, tab_stops(page))
        page.show()
        self.area.verticalScrollBar().setValue(0)
        self.page = page
        # Laid out before it is painted: else it is squeezed into the window for one frame.
        for widget in (page, self.holder):
            QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest)
        self.setUpdatesEnabled(True)

    def _write(self, page: Page) -> None:
        session, looking = self.session, self.session.looking
        entries = [entry for name in session.selection if (entry := session.entry(name))]
        closely = looking.measuring or any((looking.measure, looking.cursor is not None))
        closely = closely or looking.area is not None
        if not (entries or closely or looking.near or looking.cards):
            self._write_whole(page)
            return
        # Loaded when something is selected or looked at: at first nothing is.
        from journeyviewer.ui.panel.area import write_area
        from journeyviewer.ui.panel.close import write_cursor, write_measure, write_near
        from journeyviewer.ui.panel.entry import (
            write_cards,
            write_entry,
            write_group,
            write_more,
            write_same_time,
            write_written,
        )

        write_measure(page)
        write_cursor(page)
        if looking.area is not None:
            write_area(page, looking.area, self._tick_lane)
        near = session.entry(session.looking.near) if session.looking.near else None
        if len(entries) == 1:
            write_entry(page, entries[0], self._turn_cells, self._row_shown)
            write_more(page, self.turn_text)
            if near is None:
                write_same_time(page, entries[0])
            write_written(page, entries[0])
        elif entries:
            write_group(page, entries, by_lane=looking.area is None)
        elif looking.lane is not None or (
            near is None and looking.cursor is None and looking.area is None
        ):
            self._write_whole(page)
        if near is not None:
            write_near(page, near)
        write_cards(page)

    def _write_whole(self, page: Page) -> None:
        """Write of the case, or of a lane that holds nothing and was asked about."""
        if self.session.looking.lane is not None:
            write_empty_lane(page, self.session.looking.lane)
            return
        write_case(page)
        if not self.compact:
            page.rule()
            write_sources(page)

    def _turn_cells(self) -> None:
        self._row_shown = not self._row_shown
        self._build()
        self._keep_focus("sourceLink")

    def _tick_lane(self, key: str) -> None:
        from journeyviewer.ui.panel.area import box_name

        self.session.tick_lane(key)
        self._keep_focus(box_name(key))

    def _keep_focus(self, name: str) -> None:
        """Have the part of a page that was used keep the keyboard when the page is built anew."""
        part = self.page.findChild(QWidget, name) if self.page is not None else None
        if part is not None:
            part.setFocus()

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() == Qt.Key.Key_E and not qt_event.modifiers():
            self.turn_text()
        elif qt_event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(qt_event)
