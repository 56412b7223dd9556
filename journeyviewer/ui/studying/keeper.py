"""Keeps the open study: saves behind the work, says how that goes, makes copies."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from journeyviewer.model.study import Item, Study
from journeyviewer.session.resuming import LEFT, where
from journeyviewer.session.session import Session
from journeyviewer.session.work import SavingState, Step, Work
from journeyviewer.study.backups import save_copy
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.store import StudyFile
from journeyviewer.study.undoing import steps_of
from journeyviewer.study.worker import Failed, Saved, SavingWorker
from journeyviewer.ui.studying.opening import Opened, Records, keep_records

LOOK_MS = 60_000
"""How often it is kept where the work stands."""

STARTED_MS = 2_000
"""How long a study is on screen before it counts as started."""

MOST_STEPS = 200
"""Steps of earlier sessions that undo can take back."""

PATIENCE = 5.0
"""Seconds that closing waits for a drive before a person is asked."""


class Keeper(QObject):
    """Holds one open study from opening to closing. `worker` is None when it is read-only."""

    _news = Signal(object)
    _done = Signal(object, object)
    failing = Signal(object)
    """Saving failed (`Failed`): told once for each time that it begins to."""
    recovered = Signal()
    told = Signal(str)
    warned = Signal(str)
    """No backup can be made, in words; "" when it goes well again."""

    def __init__(self, opened: Opened, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.opened, self.session = opened, session
        self.path, self.file = opened.file.path, opened.file
        self.key, self.read_only = opened.file.key, opened.file.read_only
        self.failed: Failed | None = None
        self.spared = False
        self._news.connect(self._on_news)
        self._done.connect(self._on_done)
        study = opened.file.study
        self.worker = None
        if not self.read_only:
            self.worker = SavingWorker(opened.file, self._news.emit, warn=self.warned.emit)
        self.work = Work(study, self.worker, self.read_only)
        self._kept_view = opened.view.get(LEFT, "")
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self.keep_view)
        if self.worker is not None:
            self._looks.start()
            QTimer.singleShot(STARTED_MS, self._say_started)
            self.do("steps", lambda file: steps_of(file, MOST_STEPS), self._on_steps)

    def _say_started(self) -> None:
        """Say that the study is on screen: a crash from now on is none at the start."""
        if self.worker is not None:
            self.worker.started()

    def _on_steps(self, found: object) -> None:
        """Let undo go on with what was done in earlier sessions."""
        if isinstance(found, tuple):
            self.work.remember(Step(before, after) for before, after in found)

    @property
    def study(self) -> Study:
        """The study as it is now."""
        return self.work.study

    def do(
        self, name: str, work: Callable[[StudyFile], object], then: Callable[[object], None]
    ) -> None:
        """Have something done with the file behind the work; `then` gets what came of it.

        What came of it is what `work` returned, or the error it ended with.
        """

        def run(file: StudyFile) -> None:
            try:
                result: object = work(file)
            except Exception as error:
                result = error
            with contextlib.suppress(RuntimeError):
                self._done.emit(then, result)

        if self.worker is not None:
            self.worker.do(name, run)
        else:
            run(self.file)

    def keep_view(self) -> None:
        """Keep where the work stands, unless that is kept already."""
        left = where(self.session)
        if self.worker is not None and self.session.case is not None and left != self._kept_view:
            self._kept_view = left
            self.worker.keep_view(LEFT, left)

    def keep_records(self) -> None:
        """Keep the records there are now, with their sources, behind the work."""
        records = self.opened.records
        if records is not None:
            self.do("records", lambda file: keep_records(file, records), self._on_kept)

    def flush(self, seconds: float | None = None) -> bool:
        """Wait until all is saved; False when it is not after so many seconds."""
        return self.worker is None or self.worker.flush(PATIENCE if seconds is None else seconds)

    def let_go(self) -> None:
        """Count what is not saved as saved: a copy holds it by now."""
        self.failed, self.spared = None, True

    def close(self) -> tuple[Item, ...]:
        """Close the file; return what could not be saved."""
        self._looks.stop()
        if self.worker is None:
            self.file.close()
            return ()
        if self.spared:
            self.worker.close(0.5)
            return ()
        return self.worker.close(PATIENCE)

    def _on_done(self, then: Callable[[object], None], result: object) -> None:
        then(result)

    def _on_kept(self, result: object) -> None:
        if isinstance(result, Exception):
            self.told.emit(f"The records as read now could not be kept in the study. {result}")

    def _on_news(self, news: Saved | Failed) -> None:
        if self.session.work is not self.work:
            return
        if isinstance(news, Saved):
            was = self.failed is not None
            self.failed = None
            self.session.set_saving(SavingState(saved=news.time))
            if was:
                self.recovered.emit()
            return
        first = self.failed is None or self.failed.sentence != news.sentence
        self.failed = news
        saved = self.work.state.saved
        self.session.set_saving(SavingState(saved, news.sentence, news.since))
        if first:
            self.failing.emit(news)


def copy_study(
    source: Path,
    key: bytes | None,
    target: Path,
    work: Study | None = None,
    own: StudyFile | None = None,
    spare: Records | None = None,
) -> Path:
    """Write a verified copy of a study, with everything in `work` that is not on the disk yet.

    `own` is the open file when nobody else uses it. Where the file itself can no longer be read,
    the copy is made anew from `work` and the records in `spare`; earlier wordings are not in it.
    Raises StudyError.
    """
    if target.exists():
        raise StudyError(Fault.EXISTS, f"“{target.name}” is there already.", "Choose another name.")
    try:
        _copy_file(source, key, target, own)
    except StudyError:
        if work is None or spare is None or key is not None:
            raise
        StudyFile.create(target, work.title, work.analyst).close()
    if work is None:
        return target
    made = StudyFile.open(target, key=key)
    try:
        if spare is not None and made.snapshot is None:
            keep_records(made, spare)
        for item in work.items.values():
            if made.study.items.get(item.id) != item:
                made.put(item)
        for name in [name for name in made.study.items if name not in work.items]:
            made.remove(name)
    finally:
        made.close()
    return target


def _copy_file(source: Path, key: bytes | None, target: Path, own: StudyFile | None) -> None:
    if own is not None:
        save_copy(own, target)
        return
    file = StudyFile.open(source, key=key, writable=False)
    try:
        save_copy(file, target)
    finally:
        file.close()
