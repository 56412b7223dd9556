"""Reading files for the window: in the background, with progress and a way to stop."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from journeyviewer.ingest.read import Progress, discard_child, read_paths, start_child
from journeyviewer.ingest.sheets import expand
from journeyviewer.ingest.terms import NO_TERMS
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import Decisions
from journeyviewer.model.problems import JourneyError
from journeyviewer.ui.asked import KeptAnswers
from journeyviewer.ui.jobs import Job, Report, Stopped
from journeyviewer.ui.parts import once_after
from journeyviewer.ui.readying import FEW

if TYPE_CHECKING:
    from journeyviewer.analysis.import_report import ImportReport

NEXT_MS = 1500
"""How long after a reading a process for the next one starts: what was read is drawn first."""


IN_SIGHT = 24
"""Cases whose rows the list shows at once, on a large screen."""


def make_first_ready(cohort: Cohort) -> None:
    """Make the records of the cases that are listed first."""
    for case in cohort.cases[:IN_SIGHT]:
        # What goes wrong shows again where the case is looked at.
        with suppress(JourneyError):
            _ = case.entries


class Reading(QObject):
    """Reads one set of files at a time and says how it went."""

    began = Signal(object)
    progressed = Signal(object)
    first = Signal(object)
    read = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self.terms = NO_TERMS
        self.kept = KeptAnswers()
        self._aside: Decisions | None = None
        self._job: Job[Cohort] | None = None
        self._again = False
        self._report: tuple[Cohort, ImportReport] | None = None
        self._next = once_after(self, NEXT_MS, start_child)

    @property
    def busy(self) -> bool:
        """True while files are being read."""
        return self._job is not None

    def report_of(self, cohort: Cohort) -> ImportReport:
        """Return the import report of a reading; of a large one it was made in its thread."""
        known = self._report
        if known is None or known[0] is not cohort:
            # Loaded when it is needed: most readings are drawn without it.
            from journeyviewer.analysis.import_report import import_report

            known = self._report = cohort, import_report(cohort)
        return known[1]

    @property
    def of_study(self) -> bool:
        """True while the decisions of a study hold."""
        return self._aside is not None

    def hold(self, decisions: Decisions) -> None:
        """Let the decisions of a study hold for its files; what held before waits."""
        if self._aside is None:
            self._aside = self.terms.decisions
        self.terms = replace(self.terms, decisions=decisions)

    def take_up(self) -> None:
        """Let hold what was decided here, none of it for a study, and in other windows since."""
        own = self.terms.decisions if self._aside is None else self._aside
        self._aside = None
        self.terms = replace(self.terms, decisions=self.kept.taken_into(own))

    def begin(self, paths: Sequence[Path], patience: int = 0) -> None:
        """Read paths as one set; a reading that is going on is not disturbed.

        Asked for once more, the same paths are read again on the terms there are by then. One that
        is done within `patience`, in milliseconds, is told of before this returns, and nothing else
        of it.
        """
        if self._job is not None:
            self._again = self._again or list(paths) == self.paths
            return
        if not paths:
            return
        if list(paths) != self.paths:
            # Which cases are read was decided for the others.
            self._read_only(None)
        self.paths = list(paths)
        terms = self.terms

        def work(report: Report, stopped: Stopped) -> Cohort:
            cohort = read_paths(
                self.paths,
                terms=terms,
                on_progress=report,
                stop=stopped,
                on_first=self.first.emit,
            )
            if sum(case.entry_count for case in cohort.cases) > FEW:
                # What would hold the window up; of few records its first picture comes sooner.
                with suppress(JourneyError):
                    self.report_of(cohort)
                make_first_ready(cohort)
            return cohort

        self._job = Job(work, self)
        self._job.signals.finished.connect(self._on_read)
        self._job.signals.failed.connect(self._on_failed)
        self._job.start()
        if patience and self._job.wait(patience):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
            return
        self._job.signals.progressed.connect(self.progressed)
        self.began.emit(Progress(0, len(self.paths), self.paths[0].name, "open"))

    def begin_with(self, cases: tuple[str, ...]) -> None:
        """Read the same paths again, of a large extract these cases alone; all for none."""
        self._read_only(cases)
        self.begin(self.paths)

    def _read_only(self, cases: tuple[str, ...] | None) -> None:
        decisions = self.terms.decisions
        if decisions.cases != cases:
            self.terms = replace(self.terms, decisions=replace(decisions, cases=cases))

    def files(self) -> list[Path]:
        """Return the files that are read, those of folders too."""
        try:
            return expand(self.paths)
        except JourneyError:
            return []

    def stop(self) -> None:
        """Stop what is being read; what was open stays open."""
        self._again = False
        if self._job is not None:
            self._job.stop()

    def end(self) -> None:
        """Stop, and let the reading process go."""
        self.stop()
        self._rest()
        self._next.stop()
        discard_child()

    def _on_read(self, cohort: Cohort) -> None:
        self._rest()
        if self._again:
            self._again = False
            self.begin(self.paths)
            return
        self.read.emit(cohort)
        # What was read stays: looking through it for garbage would hold up a frame now and then.
        gc.freeze()
        self._next.start()

    def _on_failed(self, error: JourneyError) -> None:
        self._rest()
        self.failed.emit(error)

    def _rest(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job = None
