"""A page of the right panel: headings, rows of facts, links and rows that select entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
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
WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
NARROW = 300
"""Pixels at 100 percent below which a lane has its shorter title beside three buttons."""
MOST_ROWS = 60
"""Rows of one list; more of them are counted."""


def write_line(painter: QPainter, words: str, face: Face, ink: str, room: QRect) -> None:
    """Write words on one line, ending in an ellipsis where the room ends."""
    if not words:
        return
    font = screen_font(face)
    painter.setFont(font)
    painter.setPen(tone(ink))
    fitting = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine
    painter.drawText(room, flags, fitting)


class Beside(PlainLabel):
    """Words with their label, or their lane's icon, in a margin at the left.

    One widget for the pair: a page of them is written twice as fast.
    """

    def __init__(
        self, text: str, beside: int, *, label: str = "", lane_shown: Lane | None = None
    ) -> None:
        self.beside, self.label, self.lane_shown = beside, label, lane_shown
        super().__init__(text)
        self.setWordWrap(True)
        before = label or (lane_shown.title if lane_shown else "")
        self.setAccessibleName(f"{before}: {text}")

    def _follow(self) -> None:
        super()._follow()
        self.setContentsMargins(scaled(self.beside), 0, 0, 0)

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        super().paintEvent(qt_event)
        with QPainter(self) as painter:
            if self.lane_shown is not None:
                ink, size = f"{self.lane_shown.key}.mark", scaled(LINE_ICON)
                painter.drawPixmap(0, scaled(2), icon_pixmap(self.lane_shown.icon, ink, size))
            else:
                write_line(painter, self.label, BODY, "ink2", QRect(0, 0, scaled(self.beside), 40))


class Link(QAbstractButton):
    """Words that lead somewhere, with their label at the left where they have one."""

    def __init__(self, words: str, run: Callable[[], object], label: str = "") -> None:
        super().__init__()
        self.words, self.label = words, label
        # A single & would underline the next letter.
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(f"{label}: {words}" if label else words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: run())

    @property
    def beside(self) -> int:
        """How far in the words begin, in pixels."""
        return scaled(LABELS) if self.label else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self.beside, 20), 1000)
        return QFontMetrics(screen_font(BODY)).boundingRect(room, WRAP, self.words).height()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(screen_font(BODY))
        return QSize(self.beside + metrics.horizontalAdvance(self.words) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            room = QRect(self.beside, 0, self.width() - self.beside, self.height())
            write_line(painter, self.label, BODY, "ink2", QRect(0, 0, self.beside, self.height()))
            painter.setFont(screen_font(BODY))
            painter.setPen(tone("ink" if self.underMouse() else "focus"))
            painter.drawText(room, WRAP, self.words)
            if self.hasFocus():
                painter.setPen(QPen(tone("focus"), 2))
                painter.drawRect(room.adjusted(-2 if self.label else 1, 1, -1, -1))


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
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        if self.underMouse():
            painter.fillRect(self.rect(), tone("focusTint"))
        size = scaled(LINE_ICON)
        top = scaled(5)
        painter.drawPixmap(
            scaled(2), top, icon_pixmap(lane(self.entry.lane).icon, f"{self.entry.lane}.mark", size)
        )
        left = scaled(26)
        room = self.width() - left - scaled(2)
        write_line(painter, self.words, BODY, "ink", QRect(left, scaled(3), room, scaled(20)))
        write_line(painter, self.note, SMALL, "ink2", QRect(left, scaled(21), room, scaled(17)))
        if self.hasFocus():
            painter.setPen(QPen(tone("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


Fact = tuple[str, str | Link]
"""A label and what stands beside it; a link carries its label itself."""


class Page(QWidget):
    """A column of parts, written from top to bottom; `expanded` shows long text whole."""

    def __init__(self, parent: QWidget, session: Session, *, compact: bool, expanded: bool) -> None:
        super().__init__(parent)
        self.session, self.compact, self.expanded = session, compact, expanded
        self.has_long_text = False
        self.write: Callable[[], object] = lambda: None
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
        above = self.parentWidget()
        narrow = above is not None and above.width() < scaled(NARROW)
        title = item.middle_title if narrow and len(buttons) > 2 else item.title
        self.line_with(icon, PlainLabel(title, SMALL, "ink2"), None, *buttons)
        self.gap(2)

    def section(self, words: str, *buttons: QWidget) -> None:
        """Write the title of a part of the page, with buttons at the right."""
        # Over two lines where it must: else its words would push the page beyond the panel.
        self.line_with(PlainLabel(words, STRONG).wrapped(), *buttons)
        self.gap(4)

    def words(self, text: str, face: Face = BODY, ink: str = "ink2") -> PlainLabel:
        """Write words over as many lines as they need."""
        label = PlainLabel(text, face, ink).wrapped()
        self.column.addWidget(label)
        return label

    def facts(self, rows: Sequence[Fact]) -> None:
        """Write labels in a column of their own, with words or a link beside each."""
        for label, said in rows:
            if isinstance(said, Link):
                self.column.addWidget(said)
            else:
                words = Beside(self._folded(said), LABELS, label=label)
                self.column.addWidget(words.selectable())
            self.gap(1)

    def _folded(self, text: str) -> str:
        """Return long text cut at a word, unless all of it is asked for."""
        if len(text) <= LONG:
            return text
        self.has_long_text = True
        if self.expanded:
            return text
        return f"{text[:LONG].rpartition(' ')[0] or text[:LONG]}…"

    def lane_line(self, item: Lane, text: str) -> None:
        """Write what a lane holds beside its icon."""
        self.column.addWidget(Beside(text, LINE_ICON + 8, lane_shown=item))
        self.gap(1)

    def link(self, words: str, run: Callable[[], object], label: str = "") -> Link:
        """Return a link; it is not placed yet."""
        return Link(words, run, label)

    def entry_rows(self, entries: Sequence[tuple[Entry, str]]) -> None:
        """Write a row for each entry with its note; those beyond the most are counted."""
        for entry, note in entries[:MOST_ROWS]:
            label = shown(entry.label or entry.words, self.dates)
            select = partial(self.session.select, entry.id)
            self.column.addWidget(EntryRow(entry, label, note, select))
        if len(entries) > MOST_ROWS:
            self.words(f"and {len(entries) - MOST_ROWS} more", SMALL)
