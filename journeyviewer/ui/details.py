"""The right panel: what is selected, or the case when nothing is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.chronology import Entry, EntryId
from journeyviewer.model.counts import record_count
from journeyviewer.model.lanes import Lane, lane, lanes
from journeyviewer.model.words import counted, without_dates
from journeyviewer.session.session import Change, Session
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.facts import case_sentence, entry_rows, neighbours, source_words
from journeyviewer.ui.look import (
    BODY,
    SMALL,
    STRONG,
    Button,
    IconLabel,
    PlainLabel,
    rule,
    scaled,
    when_changed,
)

WIDE, NARROW = 348, 286
TITLE = Face(19, 600)
LABELS = 86
MOST_SHARE = 0.34
"""Most of the window's width that the panel takes."""


class Details(QScrollArea):
    """Says everything about the selection; built anew whenever it changes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cells_shown = False
        self.compact = False
        self.set_compact(False)
        session.listen(self._on_change)
        when_changed(self._follow)
        self._build()

    def set_compact(self, compact: bool) -> None:
        """Take the width for small screens, or that for large ones."""
        self.compact = compact
        width = scaled(NARROW if compact else WIDE)
        # Large text on a small screen still leaves most of it to the journey.
        self.setFixedWidth(min(width, max(NARROW, round(self.window().width() * MOST_SHARE))))

    def _follow(self) -> None:
        self.set_compact(self.compact)
        self._build()

    def _on_change(self, change: Change) -> None:
        self._cells_shown = False
        self._build()

    def _build(self) -> None:
        page = QWidget()
        page.setObjectName("panelPage")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        names = self.session.selection
        entries = [entry for name in names if (entry := self.session.entry(name)) is not None]
        if len(entries) == 1:
            self._fill_entry(column, entries[0])
        elif entries:
            self._fill_group(column, entries)
        elif self.session.case is not None:
            self._fill_case(column)
        column.addStretch()
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(page)

    def _heading(self, column: QVBoxLayout, item: Lane, title: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel(item.icon, f"{item.key}.mark", 17))
        line.addWidget(PlainLabel(item.title, SMALL, "ink2"))
        line.addStretch()
        column.addLayout(line)
        column.addWidget(PlainLabel(title, TITLE).wrapped().selectable())
        column.addSpacing(4)

    def _grid(self, column: QVBoxLayout, rows: list[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, scaled(LABELS))
        grid.setColumnStretch(1, 1)
        for number, (label, words) in enumerate(rows):
            heading = PlainLabel(label, BODY, "ink2")
            heading.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(heading, number, 0)
            grid.addWidget(PlainLabel(words).wrapped().selectable(), number, 1)
        column.addLayout(grid)
        return grid

    def _fill_entry(self, column: QVBoxLayout, entry: Entry) -> None:
        case = self.session.case
        assert case is not None
        dates = self.session.view.dates
        title = entry.label if dates else without_dates(entry.label)
        self._heading(column, lane(entry.lane), title)
        grid = self._grid(column, entry_rows(case, entry, dates))
        row = grid.rowCount()
        if entry.lane == "residence":
            before, after = neighbours(case, entry)
            for label, other in (("Came from", before), ("Went to", after)):
                if other is not None:
                    words = other.label if dates else without_dates(other.label)
                    grid.addWidget(PlainLabel(label, BODY, "ink2"), row, 0)
                    grid.addWidget(self._link(words, other.id), row, 1)
                    row += 1
        source = source_words(entry)
        if source:
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(PlainLabel("Source", BODY, "ink2"), row, 0, top)
            grid.addWidget(PlainLabel(source).wrapped().selectable(), row, 1)
        if dates:
            self._fill_source(column, entry)

    def _link(self, words: str, name: EntryId) -> Button:
        button = Button(words if len(words) < 40 else words[:38] + "…", flat=True)
        # A single & would underline the next letter.
        button.setText(button.text().replace("&", "&&"))
        button.clicked.connect(lambda: self.session.select(name))
        return button

    def _fill_source(self, column: QVBoxLayout, entry: Entry) -> None:
        cells = entry.sources[0].cells if entry.sources else ()
        if not cells:
            return
        column.addSpacing(8)
        button = Button("Hide the source row" if self._cells_shown else "Show the source row")
        button.clicked.connect(self._turn_cells)
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        if not self._cells_shown:
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, scaled(LABELS))
        grid.setColumnStretch(1, 1)
        said = [(heading, text) for heading, text in cells if text]
        top = Qt.AlignmentFlag.AlignTop
        for number, (heading, text) in enumerate(said):
            name = PlainLabel(heading, SMALL, "ink2").wrapped()
            name.setFixedWidth(scaled(LABELS))
            grid.addWidget(name, 2 * number, 0, top)
            grid.addWidget(PlainLabel(text, SMALL).wrapped().selectable(), 2 * number, 1, top)
            grid.addWidget(rule(), 2 * number + 1, 0, 1, 2)
        column.addSpacing(4)
        column.addLayout(grid)

    def _turn_cells(self) -> None:
        self._cells_shown = not self._cells_shown
        self._build()

    def _fill_group(self, column: QVBoxLayout, entries: list[Entry]) -> None:
        case = self.session.case
        assert case is not None
        item = lane(entries[0].lane)
        self._heading(column, item, f"{len(entries)} records close together")
        for entry in entries:
            name = item_name(entry, case, self.session.view.dates)
            words = name.partition(": ")[2] or name
            label = entry.label if self.session.view.dates else without_dates(entry.label)
            column.addWidget(self._link(label, entry.id))
            column.addWidget(PlainLabel(words, SMALL, "ink2").wrapped())
            column.addWidget(rule())

    def _fill_case(self, column: QVBoxLayout) -> None:
        case = self.session.case
        assert case is not None
        column.addWidget(PlainLabel(case.title, TITLE).wrapped().selectable())
        dates = self.session.view.dates
        column.addWidget(PlainLabel(case_sentence(case, dates), BODY, "ink2").wrapped())
        column.addWidget(PlainLabel(counted(record_count(case), "record"), BODY, "ink2"))
        column.addSpacing(8)
        journey = self.session.journey
        assert journey is not None
        for item in lanes():
            if item.key not in journey.lanes:
                continue
            lines = journey.lanes[item.key].summary
            heading = QHBoxLayout()
            heading.setSpacing(8)
            heading.addWidget(IconLabel(item.icon, f"{item.key}.mark", 16))
            heading.addWidget(PlainLabel(item.title, STRONG))
            heading.addStretch()
            column.addLayout(heading)
            for line in lines[:4]:
                words = PlainLabel(line, SMALL, "ink2").wrapped()
                words.setContentsMargins(scaled(24), 0, 0, 0)
                column.addWidget(words)
        column.addSpacing(6)
        hint = "Select something in the journey to see it here with its source."
        column.addWidget(PlainLabel(hint, SMALL, "ink2").wrapped())
