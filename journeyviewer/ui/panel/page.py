"""A page of the right panel: headings, rows of facts, links and rows that select entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.model.chronology import Entry
from journeyviewer.model.lanes import Lane, lane
from journeyviewer.session.session import Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import (
    BODY,
    SMALL,
    STRONG,
    Button,
    IconLabel,
    PlainLabel,
    icon_pixmap,
    rule,
    scaled,
    screen_font,
    tone,
)
from journeyviewer.ui.same_time import shown

TITLE, COMPACT_TITLE = Face(19, 600), Face(14.5, 600)
LABELS = 86
LANE_ICON = 17
LINE_ICON = 15
LONG = 230
"""Characters of free text beyond which the rest waits behind "More"; about six lines."""
MOST_ROWS = 60
"""Rows of one list; more of them are counted."""

Fact = tuple[str, str | QWidget]
"""A label and what stands beside it."""


class EntryRow(QAbstractButton):
    """A row for one entry: the lane's icon, its words and a note under them; a click selects."""

    def __init__(self, entry: Entry, words: str, note: str, run: Callable[[], None]) -> None:
        super().__init__()
        self.entry, self.words, self.note = entry, words, note
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(f"{lane(entry.lane).title}: {words}, {note}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: run())

    def sizeHint(self) -> QSize:
        return QSize(100, scaled(40 if self.note else 26))

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        if self.underMouse():
            painter.fillRect(self.rect(), tone("focusTint"))
        size = scaled(LINE_ICON)
        top = scaled(5)
        painter.drawPixmap(
            scaled(2), top, icon_pixmap(lane(self.entry.lane).icon, f"{self.entry.lane}.mark", size)
        )
        left = scaled(26)
        for words, face, ink, y in (
            (self.words, BODY, "ink", scaled(3)),
            (self.note, SMALL, "ink2", scaled(20)),
        ):
            font = screen_font(face)
            metrics = QFontMetrics(font)
            room = self.width() - left - scaled(2)
            painter.setFont(font)
            painter.setPen(tone(ink))
            painter.drawText(
                QRect(left, y, room, metrics.height()),
                Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine,
                metrics.elidedText(words, Qt.TextElideMode.ElideRight, room),
            )
        if self.hasFocus():
            painter.setPen(QPen(tone("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class Page(QWidget):
    """A column of parts, written from top to bottom; `expanded` shows long text whole."""

    def __init__(self, session: Session, *, compact: bool, expanded: bool) -> None:
        super().__init__()
        self.session, self.compact, self.expanded = session, compact, expanded
        self.has_long_text = False
        self.setObjectName("panelPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        side = scaled(12 if compact else 15)
        self.column.setContentsMargins(side, scaled(14), side, scaled(14))
        self.column.setSpacing(0)

    @property
    def dates(self) -> bool:
        """Whether calendar dates may be shown."""
        return self.session.view.dates

    def gap(self, pixels: int) -> None:
        """Leave room."""
        self.column.addSpacing(scaled(pixels))

    def rule(self, above: int = 10, below: int = 10) -> None:
        """Draw a hairline with room above and below."""
        self.gap(above)
        self.column.addWidget(rule())
        self.gap(below)

    def title(self, words: str) -> PlainLabel:
        """Write the title of the page."""
        label = PlainLabel(words, COMPACT_TITLE if self.compact else TITLE).wrapped().selectable()
        self.column.addWidget(label)
        return label

    def line_with(self, *parts: QWidget | None) -> None:
        """Put parts side by side; None pushes what follows to the right."""
        line = QHBoxLayout()
        line.setSpacing(scaled(6))
        for part in parts:
            if part is None:
                line.addStretch()
            else:
                line.addWidget(part)
        self.column.addLayout(line)

    def heading(self, item: Lane, *buttons: QWidget) -> None:
        """Write the lane's icon and title, with buttons at the right."""
        icon = IconLabel(item.icon, f"{item.key}.mark", LANE_ICON)
        self.line_with(icon, PlainLabel(item.title, SMALL, "ink2"), None, *buttons)
        self.gap(2)

    def section(self, words: str, *buttons: QWidget) -> None:
        """Write the title of a part of the page, with buttons at the right."""
        self.line_with(PlainLabel(words, STRONG), None, *buttons)
        self.gap(4)

    def words(self, text: str, face: Face = BODY, ink: str = "ink2") -> PlainLabel:
        """Write words over as many lines as they need."""
        label = PlainLabel(text, face, ink).wrapped()
        self.column.addWidget(label)
        return label

    def facts(self, rows: Sequence[Fact]) -> None:
        """Write labels in a column of their own, with words or a widget beside each."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(scaled(4))
        grid.setColumnMinimumWidth(0, scaled(LABELS))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, (label, said) in enumerate(rows):
            heading = PlainLabel(label, BODY, "ink2")
            heading.setWordWrap(True)
            heading.setFixedWidth(scaled(LABELS))
            grid.addWidget(heading, number, 0, top)
            grid.addWidget(self._said(said), number, 1)
        self.column.addLayout(grid)

    def _said(self, said: str | QWidget) -> QWidget:
        if isinstance(said, QWidget):
            return said
        if len(said) <= LONG or self.expanded:
            self.has_long_text = self.has_long_text or len(said) > LONG
            return PlainLabel(said).wrapped().selectable()
        self.has_long_text = True
        cut = said[:LONG].rpartition(" ")[0] or said[:LONG]
        return PlainLabel(f"{cut}…").wrapped().selectable()

    def lane_line(self, item: Lane, text: str) -> None:
        """Write what a lane holds beside its icon."""
        line = QHBoxLayout()
        line.setSpacing(scaled(8))
        top = Qt.AlignmentFlag.AlignTop
        icon = IconLabel(item.icon, f"{item.key}.mark", LINE_ICON)
        icon.setContentsMargins(0, scaled(1), 0, 0)
        icon.setToolTip(item.title)
        icon.setAccessibleName(item.title)
        line.addWidget(icon, alignment=top)
        line.addWidget(PlainLabel(text).wrapped(), 1)
        self.column.addLayout(line)
        self.gap(4)

    def link(self, words: str, run: Callable[[], object]) -> Button:
        """Return a link; it is not placed yet."""
        button = Button(words if len(words) < 44 else words[:42] + "…", flat=True)
        # A single & would underline the next letter.
        button.setText(button.text().replace("&", "&&"))
        button.setAccessibleName(words)
        button.setMinimumWidth(20)
        button.clicked.connect(lambda: run())
        return button

    def entry_rows(self, entries: Sequence[tuple[Entry, str]]) -> None:
        """Write a row for each entry with its note; those beyond the most are counted."""
        for entry, note in entries[:MOST_ROWS]:
            label = shown(entry.label or entry.words, self.dates)
            name = entry.id
            row = EntryRow(entry, label, note, lambda name=name: self.session.select(name))  # type: ignore[misc]
            self.column.addWidget(row)
        if len(entries) > MOST_ROWS:
            self.words(f"and {len(entries) - MOST_ROWS} more", SMALL)
