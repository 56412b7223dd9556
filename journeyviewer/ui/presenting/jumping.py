"""A list of every case that was read, to go to one at once in a meeting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from journeyviewer.model.words import counted
from journeyviewer.render.fonts import font
from journeyviewer.session.presenting import Presenting
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.parts import Popover
from journeyviewer.ui.presenting.sizes import RoomLabel

MOST_ROWS = 10
"""Cases in sight at once; more are scrolled to."""
WIDTH = 860.0
"""Width of the list, in pixels of 1920 by 1080."""


class JumpList(Popover):
    """Arrows and Enter, or a click, choose a case; Esc closes it and nothing has changed."""

    def __init__(self, parent: QWidget, walk: Presenting) -> None:
        super().__init__(parent, "Jump to a case")
        self.walk = walk
        self.title = RoomLabel("Jump to a case", Face(28, 600))
        self.hint = RoomLabel("Enter goes there, Esc closes the list.", Face(24), "ink2")
        self.cases = QListWidget()
        self.cases.setObjectName("rows")
        self.cases.setAccessibleName("Cases of the study")
        self.cases.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self.title, self.cases, self.hint):
            self.column.addWidget(part)
        self.cases.itemActivated.connect(self._choose)
        self.cases.itemClicked.connect(self._choose)

    def open_over(self, window: QWidget, factor: float) -> None:
        """Open in the middle of a window, for a screen so many times as high as 1080 pixels."""
        self._fill()
        for label in (self.title, self.hint):
            label.fit(factor)
        self.cases.setFont(font(Face(28 * factor)))
        rows = min(max(self.cases.count(), 1), MOST_ROWS)
        self.cases.setFixedHeight(rows * max(self.cases.sizeHintForRow(0), 1) + 4)
        self.setFixedWidth(min(round(WIDTH * factor), window.width()))
        self.adjustSize()
        middle = window.mapToGlobal(window.rect().center())
        self.move(middle - self.rect().center())
        self.show()
        self.cases.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self) -> None:
        """List the cases anew, the one in sight chosen."""
        cohort, place = self.walk.session.cohort, self.walk.place
        stops = [stop.case for stop in self.walk.stops]
        self.cases.clear()
        for row, case in enumerate(cohort.cases if cohort is not None else ()):
            points = stops.count(case.id)
            what = counted(points, "point") if points else "the whole journey, no points"
            item = QListWidgetItem(f"{case.title}: {what}")
            item.setData(Qt.ItemDataRole.UserRole, case.id)
            self.cases.addItem(item)
            if place is None or place.case.id == case.id:
                self.cases.setCurrentRow(row if place is not None else 0)

    def _choose(self, item: QListWidgetItem) -> None:
        # A click activates as well where one click is set to open things.
        if self.isVisible():
            self.close()
            self.walk.jump_case(str(item.data(Qt.ItemDataRole.UserRole)))
