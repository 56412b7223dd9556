"""Around an export in the window: who could be singled out, and the log of what left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QWidget

from journeyviewer.export.figure import FigureRequest
from journeyviewer.export.singling_out import Check, check, check_text
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Study
from journeyviewer.model.values import dataclass
from journeyviewer.ui.jobs import Job
from journeyviewer.ui.look import SMALL, Button, PlainLabel
from journeyviewer.ui.parts import ask
from journeyviewer.ui.texts import TextDialog


@dataclass(frozen=True, slots=True)
class Sent:
    """What left without a file: where it went, and its bytes."""

    where: str
    data: bytes


class Asking(Protocol):
    """The dialog that asks."""

    def request(self) -> FigureRequest:
        """Return what is chosen."""

    def as_asked(self) -> Cohort:
        """Return the cases as they would be written."""


class CheckBox(QWidget):
    """A button that counts who could be singled out of what is chosen, with a line of it."""

    def __init__(self, dialog: Asking, cohort: Cohort, study: Study | None) -> None:
        super().__init__()
        self.dialog, self.cohort, self.study = dialog, cohort, study
        self.found: Check | None = None
        self._job: Job[Check] | None = None
        self.words = PlainLabel("", SMALL, "ink2").wrapped()
        self.look = Button("Who could be singled out?")
        self.look.clicked.connect(self.begin)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.look)
        line.addWidget(self.words, 1)

    def forget(self) -> None:
        """Let go of what was counted for other choices."""
        self.found = None
        self.words.setText("")

    def begin(self) -> None:
        """Count in the background; show the whole of it when it is done."""
        if self.found is not None:
            self.show_all()
            return
        if self._job is not None:
            return
        asked = self.dialog.request()
        cohort = self.dialog.as_asked()
        sharing = asked.sharing(cohort)
        study = self.study if asked.notes else None
        self.words.setText("Counting…")
        self._job = Job(lambda _report, _stopped: check(cohort, sharing, study), self)
        self._job.signals.finished.connect(self._on_found)
        self._job.signals.failed.connect(self._on_failed)
        self._job.start()

    def _on_found(self, found: Check) -> None:
        self._rest()
        self.found = found
        self.words.setText(said_in_short(found))
        self.show_all()

    def _on_failed(self, error: JourneyError) -> None:
        self._rest()
        self.words.setText(str(error))

    def _rest(self) -> None:
        if self._job is not None:
            self._job.wait()
        self._job = None

    def show_all(self) -> None:
        """Show everything that was counted."""
        if self.found is not None:
            ask(TextDialog(self, "Who could be singled out", check_text(self.found)))


def said_in_short(found: Check) -> str:
    """Return the check in one line."""
    few = len({one.attribute for one in found.shared if one.few})
    return f"{found.chosen.share} % of pairs of events fit one case only; {few} attributes are rare"


def log_export(
    sent: Sequence[Path] | Sent,
    asked: FigureRequest,
    how: tuple[int, str, bool],
    study_file: Path | None,
) -> None:
    """Note in the log what left, as files or without one.

    `how` is the number of cases, the reason, and whether rare kinds were broadened. Raises
    JourneyError when the log cannot be written.
    """
    from journeyviewer.export.log import left_now, log_beside, note, sent_now

    cases, reason, broader = how
    study = asked.study
    about = {
        "cases": len(asked.cases) or cases,
        "precision": "day" if asked.axis == "dates" else asked.precision,
        "reason": reason,
        "notes": asked.notes,
        "broader": broader,
        "mark": asked.mark,
        "study": study.id if study is not None else "",
    }
    who = study.analyst if study is not None else ""
    if isinstance(sent, Sent):
        left = sent_now(sent.where, sent.data, who, **about)
    else:
        left = left_now(sent, who, **about)
    note(log_beside(study_file), left)
