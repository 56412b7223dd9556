"""Work with files off the window's thread, each with what is done when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from journeyviewer.model.problems import JourneyError
from journeyviewer.ui.jobs import Job

Result = TypeVar("Result")


def _let_go(_: object) -> None:
    """Do nothing with what came of the work."""


class Errand(QObject, Generic[Result]):
    """Runs `work` in a thread, then calls `then` with its result, or `failed` with the error."""

    def __init__(
        self,
        parent: QObject,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[JourneyError], None],
    ) -> None:
        super().__init__(parent)
        self._then, self._failed = then, failed
        self.job: Job[Result] = Job(lambda report, stopped: work(), self)
        self.job.signals.finished.connect(self._on_done)
        self.job.signals.failed.connect(self._on_failed)
        self.job.start()

    def wait(self) -> None:
        """Wait until the work has ended; what comes of it is let go."""
        self._then = self._failed = _let_go
        self.job.wait()

    def _on_done(self, result: Result) -> None:
        self.job.wait()
        self._then(result)
        self.deleteLater()

    def _on_failed(self, error: JourneyError) -> None:
        self.job.wait()
        self._failed(error)
        self.deleteLater()
