"""The key under the journey: what the scene in sight uses, in one line; the rest on demand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journeyviewer.model.chronology import Sex
from journeyviewer.model.words import counted
from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_marks
from journeyviewer.session.changes import Change, Page
from journeyviewer.session.session import Session
from journeyviewer.timeline.key import KeyRow, Strip, draw_key, draw_strip, key_rows, strip_entries
from journeyviewer.timeline.scene import CAP_HEIGHT, Face, Ink, Mark, Scene, Text
from journeyviewer.ui.look import (
    STRONG,
    Button,
    PlainLabel,
    current,
    scaled,
    scaled_face,
    tone,
    when_changed,
)
from journeyviewer.ui.parts import Popover

HEIGHT = 28
TYPE = Face(12.5)
TITLE = Face(12.5, 600)
LEFT, TITLE_ROOM = 20, 42
GAP = 18
SHAPE_SHARE = 0.86
"""Size of samples for that of the words."""
FULL_TYPE = 13
FULL_WIDTH = 620
OWN_WORDS = {Sex.FEMALE: "her words", Sex.MALE: "his words"}


class KeyPage(QWidget):
    """All rows of a key, flowing over as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: tuple[Mark, ...] = ()

    def show_rows(self, rows: list[KeyRow]) -> None:
        """Lay the rows out, within a width for the size of the text."""
        width = scaled(FULL_WIDTH)
        marks, bottom = draw_key(rows, 0.0, 0.0, width, measure, scaled(FULL_TYPE))
        self.marks = tuple(marks)
        self.setFixedSize(width + 4, round(bottom) + scaled(6))
        words = [mark.text for mark in marks if isinstance(mark, Text)]
        self.setAccessibleName("Key")
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_marks(painter, self.marks, current())


class KeyStrip(QWidget):
    """One line that explains the scene in sight; it needs `show_scene` whenever that changes."""

    access_role = QAccessible.Role.Grouping

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("keyStrip")
        self.setAccessibleName("Key")
        self.compact = False
        self.scene: Scene | None = None
        self.marks: list[Mark] = []
        self.left_out = 0
        self._explained: object = None
        self.more = Button("Full key", flat=True)
        self.more.setAccessibleName("Full key of what is drawn")
        self.more.clicked.connect(lambda: self.open_at(self.more))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 1, 0, 0)
        line.addStretch()
        line.addWidget(self.more)
        self.line = line
        self.popover: Popover | None = None
        self.page: KeyPage | None = None
        self.set_compact(False)
        session.listen(self._on_change)
        when_changed(self._follow)

    def _on_change(self, change: Change) -> None:
        if change is Change.PAGE:
            self._show()

    def set_compact(self, compact: bool) -> None:
        """Hide the line on small screens, where a button opens the key."""
        self.compact = compact
        self.setFixedHeight(scaled(HEIGHT))
        self.line.setContentsMargins(0, 1, scaled(22), 0)
        self._show()

    def show_scene(self, scene: Scene | None) -> None:
        """Explain another scene; nothing is laid out anew while it uses the same marks."""
        case = self.session.case
        explained = (scene.used, case.sex) if scene is not None and case is not None else None
        self.scene = scene
        if explained is None or explained != self._explained:
            self._explained = explained
            self._show()

    def open_at(self, anchor: QWidget) -> None:
        """Open the full key at a widget."""
        if self.scene is None:
            return
        if self.popover is None or self.page is None:
            self.popover = Popover(self, "Key")
            self.page = KeyPage()
            self.popover.column.addWidget(PlainLabel("Key", STRONG))
            self.popover.column.addWidget(self.page)
        beside = anchor.parentWidget()
        if beside is not None and self.popover.parentWidget() is not beside:
            # What opens at a button of the toolbar is told of there: this strip may be hidden.
            self.popover.setParent(beside, Qt.WindowType.Popup)
        self.page.show_rows(key_rows(self.scene, scaled(FULL_TYPE) * 0.85))
        self.popover.open_at(anchor)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.height())

    def _follow(self) -> None:
        self.set_compact(self.compact)

    def _show(self) -> None:
        # There before its case is, so that the journey is laid out once, above it.
        cohort, case = self.session.cohort, self.session.case
        coming = case is None and cohort is not None and bool(cohort.cases)
        below_journey = (coming or self.scene is not None) and self.session.page is not Page.TABLE
        self.setVisible(not self.compact and below_journey)
        if not self.isHidden():
            self._lay_out()
        self.update()

    def _lay_out(self) -> None:
        case = self.session.case
        if self.scene is None or case is None:
            self.marks, self.left_out = [], 0
            return
        size = scaled_face(TYPE).size
        title = scaled_face(TITLE)
        middle = (self.height() + 1) / 2
        left = scaled(LEFT + TITLE_ROOM)
        room = self.width() - left - self.more.sizeHint().width() - scaled(22 + 12)
        words = OWN_WORDS.get(case.sex, "their words") if case.sex else "their words"
        entries = strip_entries(self.scene, size * SHAPE_SHARE, words)
        how = Strip(size, scaled(GAP), measure)
        marks, self.left_out = draw_strip(entries, left, room, middle, how)
        baseline = round(middle + size * CAP_HEIGHT / 2)
        self.marks = [
            Text(scaled(LEFT), baseline, "Key", title, measure("Key", title), Ink("ink")),
            *marks,
        ]
        self.more.setText(f"{self.left_out} more" if self.left_out else "Full key")
        rest = f", {counted(self.left_out, 'more entry', 'more entries')}" if self.left_out else ""
        self.more.setAccessibleName(f"Full key of what is drawn{rest}")
        said = [mark.text for mark in marks if isinstance(mark, Text)]
        self.setAccessibleName("Key")
        self.setAccessibleDescription(", ".join(said))

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._lay_out()

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), tone("surface"))
            painter.fillRect(QRectF(0, 0, self.width(), 1), tone("line"))
            paint_marks(painter, self.marks, current())
