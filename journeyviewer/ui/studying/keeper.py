"""Keeps the open study: saves behind the work, says how that goes, makes copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from journeyviewer.model.study import Item, ItemId, Study
from journeyviewer.paths import sample_study
from journeyviewer.session.resuming import LEFT, where
from journeyviewer.session.session import Session
from journeyviewer.session.work import SavingState, Step, Work
from journeyviewer.study.backups import save_copy
from journeyviewer.study.faults import (
    Fault,
    StudyError,
    could_not_save,
    not_answering,
    telling,
)
from journeyviewer.study.kept import utc_now
from journeyviewer.study.store import StudyFile
from journeyviewer.study.undoing import Steps, steps_of
from journeyviewer.study.worker import Failed, Saved, SavingWorker
from journeyviewer.ui.posting import poster, while_there
from journeyviewer.ui.studying.opening import Opened, Records, keep_records

LOOK_MS = 60_000
"""How often it is kept where the work stands."""

STARTED_MS = 2_000
"""How long a study is on screen before it counts as started."""

STEPS = 200
"""Steps of earlier sessions that are read at once: more are when undo comes near to them."""

BLINK = 0.2
"""Seconds that a save may take before it is said that it goes on."""

PATIENCE = 5.0
"""Seconds after which a drive that has not taken a save counts as not answering."""

ASK_MS = 100
"""How often it is asked how a save goes that has not ended yet."""


class Keeper(QObject):
    """Holds one open study from opening to closing. `worker` is None when it is read-only.

    What is to be saved passes through it to the worker. Nothing here waits for a drive for longer
    than it is told to.
    """

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
        # Asked once, while the drive is there: looking at a path may wait for it.
        self.sample = self.path.resolve() == sample_study().resolve()
        self.key, self.read_only = opened.file.key, opened.file.read_only
        self.failed: Failed | None = None
        self.spared = False
        self._post = poster()
        study = opened.file.study
        self.worker = None
        if not self.read_only:
            tell, warn = (partial(self._tell, to) for to in (self._on_news, self.warned.emit))
            self.worker = SavingWorker(opened.file, tell, warn=warn)
        self.work = Work(study, self if self.worker else None, self.read_only)
        self._kept_view = opened.view.get(LEFT, "")
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self.keep_view)
        self._asks = QTimer(self)
        self._asks.setInterval(ASK_MS)
        self._asks.timeout.connect(self._ask)
        if self.worker is not None:
            self._looks.start()
            QTimer.singleShot(STARTED_MS, self._say_started)
            self._read_steps(0)

    def _say_started(self) -> None:
        """Say that the study is on screen: a crash from now on is none at the start."""
        if self.worker is not None:
            self.worker.started()

    def _read_steps(self, older_than: int) -> None:
        """Let undo go on with what was done in earlier sessions."""
        work = self.work
        work.ask_for_earlier = None

        def then(found: object) -> None:
            if isinstance(found, Steps) and self.work is work:
                work.remember(Step(before, after) for before, after in found.pairs)
                if found.oldest:
                    work.ask_for_earlier = partial(self._read_steps, found.oldest)

        self.do("steps", lambda file: steps_of(file, STEPS, older_than), then)

    @property
    def study(self) -> Study:
        """The study as it is now."""
        return self.work.study

    def start_work(self) -> Work:
        """Go on with the study as it is now and no step to undo; returns the work."""
        before = self.work
        self.work = Work(before.study, self if self.worker else None, self.read_only)
        self.work.state = before.state
        return self.work

    def put(self, item: Item) -> None:
        """Have an item saved, new or changed; returns at once."""
        if self.worker is not None:
            self.worker.put(item)
            self._watch()

    def remove(self, item_id: ItemId) -> None:
        """Have it saved that an item is gone; returns at once."""
        if self.worker is not None:
            self.worker.remove(item_id)
            self._watch()

    def keep_draft(self, item_id: str, text: str) -> None:
        """Have a text kept as typed so far, "" to let go of it; returns at once."""
        if self.worker is not None:
            self.worker.keep_draft(item_id, text)
            self._watch()

    @property
    def waiting(self) -> bool:
        """True while something is not on the disk yet."""
        return self.worker is not None and self.worker.waiting

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
            self._tell(then, result)

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
            self._watch()

    def keep_records(self) -> None:
        """Keep the records there are now, with their sources, behind the work."""
        records = self.opened.records
        if records is not None:
            self.do("records", lambda file: keep_records(file, records), self._on_kept)

    def flush(self, seconds: float = BLINK) -> bool:
        """Wait until all is saved; False when it is not after so many seconds."""
        return self.worker is None or self.worker.flush(seconds)

    def let_go(self) -> None:
        """Count what is not saved as saved: a copy holds it by now."""
        self.failed, self.spared = None, True

    @property
    def unanswered(self) -> bool:
        """True while the drive does not answer: nothing of the file can be read either."""
        return self.failed is not None and self.failed.fault is Fault.NO_ANSWER

    def copy_to(self, target: Path) -> None:
        """Write a verified copy with all that is not on the disk; raises StudyError."""
        spare = self.opened.records
        copy_study(self.path, self.key, target, self.study, None, spare, self.unanswered)

    def stop(self) -> None:
        """Ask and keep nothing more by the clock: the study is about to be closed."""
        self._looks.stop()
        self._asks.stop()

    def close(self, seconds: float) -> None:
        """Close the file, waiting so many seconds for the drive; any thread may call it."""
        if self.worker is None:
            self.file.close()
        else:
            self.worker.close(0.0 if self.spared else seconds)

    def _watch(self) -> None:
        if not self._asks.isActive():
            self._asks.start()

    def _ask(self) -> None:
        """Say that a save goes on, and in the end that the drive does not answer."""
        worker = self.worker
        if worker is None or not worker.waiting:
            self._asks.stop()
            return
        waits = worker.held_up
        if self.failed is None and waits >= PATIENCE:
            error = not_answering(self.path)
            since = utc_now() - timedelta(seconds=waits)
            self._on_news(Failed(str(error), since, error.fault))
        elif self.failed is None and waits >= BLINK and not self.work.state.saving:
            if self.session.work is self.work:
                self.session.set_saving(replace(self.work.state, saving=True))

    def _tell(self, whom: Callable[[Any], object], news: object) -> None:
        """Tell somebody on the window's thread while the study is open; any thread may call it."""
        self._post(while_there(self, lambda: whom(news)))

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
        if self.failed is not None:
            news = replace(news, since=min(news.since, self.failed.since))
        self.failed = news
        saved = self.work.state.saved
        self.session.set_saving(SavingState(saved, news.sentence, news.since))
        if first:
            self.failing.emit(news)


def copy_study(  # noqa: PLR0913 - what a copy is made from, each by name
    source: Path,
    key: bytes | None,
    target: Path,
    work: Study | None = None,
    own: StudyFile | None = None,
    spare: Records | None = None,
    unanswered: bool = False,
) -> Path:
    """Write a verified copy of a study, with everything in `work` that is not on the disk yet.

    `own` is the open file when nobody else uses it. Where the file itself can no longer be read,
    or its drive is `unanswered`, the copy is made anew from `work` and the records in `spare`;
    earlier wordings are not in it.
    Raises StudyError.
    """
    with telling(target, could_not_save):
        taken = target.exists()
    if taken:
        raise StudyError(Fault.EXISTS, f"“{target.name}” is there already.", "Choose another name.")
    try:
        if unanswered:
            # Whoever reads there waits until the drive is back.
            raise not_answering(source)
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
