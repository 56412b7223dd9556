"""Getting very many cases ready in the background, before they are looked at all at once."""

from __future__ import annotations

import gc
import time
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
Then = Callable[[Stopped], object]
SAID_EVERY = 0.05
"""Seconds between two words of how far it is: more would keep the window busy with them."""


def are_many(cases: Sequence[Case]) -> bool:
    """True of so many cases, or records of them, that going through them takes a while."""
    return len(cases) > FEW or sum(case.entry_count for case in cases) > FEW


class Readying(QObject):
    """Makes one set of cases ready at a time, says how far it is, and does what needs them all.

    What goes wrong with a case shows again where the case is looked at: it is tried once. `done`
    carries what was made of them all, None where that went wrong.
    """

    progressed = Signal(int, int)
    done = Signal(object)

    def __init__(self, is_ready: Test, make: Make, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_ready = is_ready
        self._make = make
        self._job: Job[tuple[int, object]] | None = None
        self._number = 0
        self._tried: Sequence[Case] = ()

    @property
    def busy(self) -> bool:
        """True while cases are made ready."""
        return self._job is not None

    def begin(self, cases: Sequence[Case], then: Then) -> bool:
        """Make cases ready, and do `then` with them, which is told once it is no longer wanted.

        False where they are so few that nobody waits for it: nothing is done then.
        """
        if self._job is not None:
            return True
        if not are_many(cases):
            return False

        self._number += 1
        number = self._number

        def work(_report: Report, stopped: Stopped) -> tuple[int, object]:
            if cases is not self._tried:
                self._make_ready(cases, stopped)
            try:
                return number, None if stopped() else then(stopped)
            except JourneyError:
                return number, None

        # Looking for garbage among so many records that all stay would hold the window up.
        gc.disable()
        self._job = Job(work, self)
        self._job.signals.finished.connect(self._end)
        self._job.signals.failed.connect(self._fail)
        self._job.start()
        return True

    def _make_ready(self, cases: Sequence[Case], stopped: Stopped) -> None:
        waiting = [case for case in cases if not self._is_ready(case)]
        ready, said = len(cases) - len(waiting), 0.0
        for number, case in enumerate(waiting, start=ready + 1):
            if stopped():
                return
            with suppress(JourneyError):
                self._make(case)
            # The window comes first: a thread that never rests holds it up for long.
            time.sleep(0)
            now = time.monotonic()
            if now - said > SAID_EVERY or number == len(cases):
                said = now
                self.progressed.emit(number, len(cases))
        self._tried = cases

    def stop(self) -> None:
        """Stop what is being made ready, and say nothing of it any more."""
        job, self._job = self._job, None
        if job is not None:
            job.signals.finished.disconnect(self._end)
            job.signals.failed.disconnect(self._fail)
            job.stop()
            self._wait_for(job)

    def _fail(self, _error: JourneyError) -> None:
        self._end((self._number, None))

    def _end(self, found: tuple[int, object]) -> None:
        number, made = found
        if self._job is None or number != self._number:
            # One that was stopped had ended already: what it made is of cases shown no more.
            return
        job, self._job = self._job, None
        self._wait_for(job)
        self.done.emit(made)

    def _wait_for(self, job: Job[tuple[int, object]]) -> None:
        job.wait()
        gc.freeze()
        gc.enable()
