"""The right side of the window: the details, and what was written below them or on a tab."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journeyviewer.ui.case_list import CaseList
from journeyviewer.ui.details import DETAILS, NOTES, Details
from journeyviewer.ui.look import scaled, when_changed

SHARES = (9, 11)
"""How details and notes share the height of a large screen."""
LEAST_JOURNEY = 400
"""Pixels at the usual size of text that a journey and what is above it need."""


class Side(QWidget):
    """Holds the details, and the notes once there are any: below on large screens, else a tab.

    Where the list of cases is open on a small screen it makes way for the journey.
    """

    def __init__(self, details: Details, cases: CaseList) -> None:
        super().__init__()
        self.details, self.cases = details, cases
        self.notes: QWidget | None = None
        self.offered = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(details, SHARES[0])
        details.turned.connect(self.follow)
        cases.turned.connect(self._share)
        # After the details, which take another width first.
        when_changed(self.follow)

    def hold(self, notes: QWidget) -> None:
        """Take the notes; they are shown when they are offered."""
        self.notes = notes
        self.column.addWidget(notes, SHARES[1])
        self.follow()

    def offer(self, offered: bool) -> None:
        """Show the notes from now on, or no more."""
        self.offered = offered
        self.follow()

    def show_notes(self) -> None:
        """Put the notes in sight."""
        self._come_back()
        if self.details.compact:
            self.details.show_tab(NOTES)

    def show_details(self) -> None:
        """Put the details in sight and give them the keyboard."""
        self._come_back()
        self.details.take_keyboard()

    def set_compact(self, compact: bool) -> None:
        """Have a tab for the notes, or show them below the details."""
        self.details.set_compact(compact)
        self.follow()
        self._share()

    def _share(self) -> None:
        """Be there unless the journey would be left too little beside the list of cases."""
        rest = self.window().width() - self.cases.width() - self.maximumWidth()
        crowded = self.details.compact and not self.cases.rail and rest < scaled(LEAST_JOURNEY)
        self.setVisible(not crowded)

    def _come_back(self) -> None:
        if self.isHidden():
            self.cases.turn_rail()

    def follow(self) -> None:
        """Show what there is room for."""
        details, notes = self.details, self.notes
        offered = self.offered and notes is not None
        details.offer_notes(offered and details.compact)
        on_tab = details.tab == NOTES
        self.setFixedWidth(details.maximumWidth())
        if notes is not None:
            notes.setVisible(offered and (on_tab or not details.compact))
        # On the tab of the notes only the tabs are left of the details.
        details.area.setVisible(not on_tab)
        self.column.setStretch(0, 0 if on_tab else SHARES[0])
        if not offered and on_tab:
            details.show_tab(DETAILS)
