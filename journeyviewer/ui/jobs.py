"""Work that takes longer than a blink, off the window's thread, with progress and stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from journeyviewer.model.problems import JourneyError

Result = TypeVar("Result")
Report = Callable[[object], None]
Stopped = Callable[[], bool]
Work = Callable[[Report, Stopped], Result]


class _Signals(QObject):
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)


class Job(QThread, Generic[Result]):
    """Runs `work(report, stopped)` in a thread; values and errors come back as signals.

    `signals.finished` carries the result, `signals.failed` a JourneyError.
    """

    def __init__(self, work: Work[Result], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.signals = _Signals()
        self._work = work
        self._stop = False

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stop = True

    def run(self) -> None:
        """Do the work; called by Qt in the thread."""
        try:
            result = self._work(self.signals.progressed.emit, lambda: self._stop)
        except JourneyError as error:
            self.signals.failed.emit(error)
        except Exception as error:
            # Type only: a message could hold words of a case file.
            kind = type(error).__name__
            self.signals.failed.emit(
                JourneyError(f"Something went wrong inside journeyviewer ({kind}).", "Try again.")
            )
        else:
            self.signals.finished.emit(result)
