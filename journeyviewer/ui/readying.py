"""Getting very many cases ready in the background, before they are looked at all at once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from journeyviewer.model.chronology import Case
from journeyviewer.model.problems import JourneyError
from journeyviewer.ui.jobs import Job, Report, Stopped

FEW = 5_000
"""Records up to which their cases are ready before anybody notices that they were not."""
Test = Callable[[Case], bool]
Make = Callable[[Case], object]


class Readying(QObject):
    """Makes one set of cases ready at a time, and says how far it is.

    What goes wrong with a case shows again where the case is looked at: it is tried once.
    """

    progressed = Signal(int, int)
    done = Signal()

    def __init__(self, is_ready: Test, make: Make, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_ready = is_ready
        self._make = make
        self._job: Job[None] | None = None
        self._tried: Sequence[Case] = ()

    @property
    def busy(self) -> bool:
        """True while cases are made ready."""
        return self._job is not None

    def begin(self, cases: Sequence[Case]) -> bool:
        """Make cases ready where that takes long; False where it does not, or was done."""
        if self._job is not None:
            return True
        waiting = [case for case in cases if not self._is_ready(case)]
        if cases is self._tried or sum(case.entry_count for case in waiting) <= FEW:
            return False
        self._tried, ready = cases, len(cases) - len(waiting)

        def work(_report: Report, stopped: Stopped) -> None:
            for number, case in enumerate(waiting, start=ready + 1):
                if stopped():
                    return
                with suppress(JourneyError):
                    self._make(case)
                self.progressed.emit(number, len(cases))

        # Looking for garbage among so many records that all stay would hold the window up.
        gc.disable()
        self._job = Job(work, self)
        self._job.signals.finished.connect(self._end)
        self._job.signals.failed.connect(self._end)
        self._job.start()
        return True

    def stop(self) -> None:
        """Stop what is being made ready, and say nothing of it any more."""
        job, self._job, self._tried = self._job, None, ()
        if job is not None:
            job.signals.finished.disconnect(self._end)
            job.signals.failed.disconnect(self._end)
            job.stop()
            self._wait_for(job)

    def _end(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            self._wait_for(job)
        self.done.emit()

    def _wait_for(self, job: Job[None]) -> None:
        job.wait()
        gc.freeze()
        gc.enable()
