"""Saves in the background, in order; whoever types never waits for a drive."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Item, ItemId, Study
from journeyviewer.study.chain import new_revision_id
from journeyviewer.study.codec import clean
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.kept import utc_now
from journeyviewer.study.store import StudyFile

FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0
"""Seconds between tries while a drive does not take what is saved."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything given so far is on the disk, since `time` (UTC)."""

    time: datetime


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing was saved since `since` (UTC); `sentence` names the drive and what is done."""

    sentence: str
    since: datetime
    fault: Fault


@dataclass(slots=True)
class _Job:
    revision: str
    item: Item | None = None
    remove: ItemId | None = None
    draft: tuple[str, str] | None = None


class SavingWorker:
    """Owns a study file from here on and saves what it is given, in order.

    `study` is what the window shows: it holds each change at once. `tell` is called from the
    worker's thread. Typing in one item that waits to be saved is saved once, as last typed.
    """

    def __init__(self, file: StudyFile, tell: Callable[[Saved | Failed], None]) -> None:
        self.study: Study = file.study
        self._file = file
        self._tell = tell
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._changed = threading.Condition()
        self._closing = False
        self._busy = False
        self._since: datetime | None = None
        self._thread = threading.Thread(target=self._work, name="saving", daemon=True)
        self._thread.start()

    def put(self, item: Item) -> None:
        """Take an item to save; returns at once."""
        self.study = self.study.with_item(item)
        self._add(item.id, _Job(new_revision_id(), item=item))

    def remove(self, item_id: ItemId) -> None:
        """Take an item away; returns at once."""
        self.study = self.study.without_item(item_id)
        self._add(item_id, _Job(new_revision_id(), remove=item_id))

    def keep_draft(self, item_id: str, text: str) -> None:
        """Keep a text as typed so far, "" to let go of it; call it at least every two seconds."""
        self._add(f"draft {item_id}", _Job("", draft=(item_id, clean(text))))

    def flush(self, seconds: float) -> bool:
        """Wait until all is saved; False when it is not after so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._jobs and not self._busy, seconds)

    def close(self, seconds: float = 5.0) -> tuple[Item, ...]:
        """Save what is left, close the file, and return the items that could not be saved."""
        self.flush(seconds)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(seconds)
        left = tuple(job.item for job in self._jobs.values() if job.item is not None)
        if not self._thread.is_alive():
            self._file.close()
        return left

    def _add(self, name: str, job: _Job) -> None:
        with self._changed:
            # One place in the order per item: the newest text takes the place of the one waiting.
            self._jobs[name] = job
            self._changed.notify_all()

    def _work(self) -> None:
        wait = FIRST_WAIT
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._jobs or self._closing)
                if self._closing:
                    return
                name, job = next(iter(self._jobs.items()))
                self._busy = True
            error = self._save(job)
            with self._changed:
                self._busy = False
                # What was typed meanwhile has taken its place and is saved next.
                if error is None and self._jobs.get(name) is job:
                    del self._jobs[name]
                done = error is None and not self._jobs
                self._changed.notify_all()
            if error is not None:
                self._report(error)
                with self._changed:
                    self._changed.wait_for(lambda: self._closing, wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            if done:
                self._since = None
                self._say(Saved(utc_now()))

    def _save(self, job: _Job) -> StudyError | None:
        try:
            if job.item is not None:
                self._file.put(job.item, job.revision)
            elif job.remove is not None:
                self._file.remove(job.remove, job.revision)
            elif job.draft is not None:
                self._file.keep_draft(*job.draft)
        except StudyError as error:
            return error
        except (JourneyError, MemoryError, ValueError, RuntimeError) as error:
            return StudyError(Fault.CANNOT_WRITE, f"Not saved ({type(error).__name__}).", "")
        return None

    def _report(self, error: StudyError) -> None:
        self._since = self._since or utc_now()
        self._say(Failed(str(error), self._since, error.fault))

    def _say(self, news: Saved | Failed) -> None:
        # A window that is being taken down must not end the saving.
        with contextlib.suppress(Exception):
            self._tell(news)
