"""Why a study could not be opened, and the ways out that fit."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.ui.look import Button
from journeyviewer.ui.pages import Page

TITLES: Mapping[Fault, str] = {
    Fault.MISSING: "That study is not there",
    Fault.NOT_A_STUDY: "That is not a study",
    Fault.DAMAGED: "That study is damaged",
    Fault.NEWER: "That study is from a newer program",
    Fault.PASSPHRASE: "That study is locked",
    Fault.BUSY: "That study is open in another program",
}


class RefusalPage(Page):
    """What is so with a study file, the way out that loses least first."""

    asked_to_restore = Signal()
    asked_again = Signal()
    asked_for_another = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("file-exclamation-point", "That study could not be opened", "")
        self.restore = self.add_button(Button("Go back to a backup…", primary=True))
        self.again = self.add_button(Button("Try again"))
        self.another = self.add_button(Button("Open another study…"))
        self.away = self.add_button(Button("First screen"))
        self.restore.clicked.connect(self.asked_to_restore)
        self.again.clicked.connect(self.asked_again)
        self.another.clicked.connect(self.asked_for_another)
        self.away.clicked.connect(self.left)

    def say(self, error: StudyError, backups: int) -> None:
        """Show the sentence and its ways out; `backups` is how many there are to go back to."""
        self.title.setText(TITLES.get(error.fault, "That study could not be opened"))
        self.words.setText(str(error))
        self.restore.setVisible(backups > 0 and error.fault in (Fault.DAMAGED, Fault.MISSING))
        self.again.setVisible(error.fault not in (Fault.NOT_A_STUDY, Fault.NEWER))
        self.setAccessibleDescription(str(error))
        first = self.restore if self.restore.isVisibleTo(self) else self.another
        first.setFocus()
