"""What is copied out of the window: a line in the log of exports where dates or a table go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.words import without_dates
from journeyviewer.session.session import Session
from journeyviewer.ui.announcing import announce


class CopyLog(QObject):
    """Watches the clipboard, so that no place that words can be copied from is forgotten.

    Only what this program puts there is looked at, and of that nothing but a sum is kept.
    """

    def __init__(
        self, window: QWidget, session: Session, study_file: Callable[[], Path | None]
    ) -> None:
        super().__init__(window)
        self.window, self.session, self.study_file = window, session, study_file
        self.is_own = QGuiApplication.clipboard().ownsClipboard
        """Whether what is on the clipboard is this program's; not every platform can say."""
        QGuiApplication.clipboard().dataChanged.connect(self._on_copied)

    def _on_copied(self) -> None:
        clipboard = QGuiApplication.clipboard()
        # Without a case there is nothing that could leave, such as a key when a study begins.
        if not self.is_own() or self.session.cohort is None:
            return
        words = clipboard.text()
        dates = without_dates(words) != words
        if dates or "\t" in words:
            self._note(words, dates)

    def _note(self, words: str, dates: bool) -> None:
        # Loaded with the first copy: starting does not wait for it.
        from journeyviewer.export.log import copied_now, log_beside, note

        study, cohort = self.session.study, self.session.cohort
        try:
            left = copied_now(
                words,
                study.analyst if study is not None else "",
                cases=1 if dates or cohort is None else len(cohort.cases),
                precision="day" if dates else "month",
                reason="copied",
                study=study.id if study is not None else "",
            )
            note(log_beside(self.study_file()), left)
        except JourneyError as error:
            announce(self.window, str(error))
