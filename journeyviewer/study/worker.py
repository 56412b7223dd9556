"""Saves in the background, in order; whoever types never waits for a drive."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.study import Item, ItemId, Study
from journeyviewer.model.values import dataclass
from journeyviewer.study.backups import BackupKeeper
from journeyviewer.study.chain import Revision, new_revision_id
from journeyviewer.study.codec import clean
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.kept import utc_now
from journeyviewer.study.sources import keep_records
from journeyviewer.study.store import StudyFile

FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0
"""Seconds between tries while a drive does not take what is saved."""

LOOK_SECONDS = 20.0
"""Seconds after which an idle worker looks whether a backup is due."""


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
    """One thing to do with the file. What only looks is tried once and holds nothing up.

    `after` names what has to be on the disk before, where that waits too.
    """

    work: Callable[[StudyFile], object]
    item: Item | None = None
    looks: bool = False
    after: str = ""


class SavingWorker:
    """Owns a study file from here on and saves what it is given, in order.

    `study` is what the window shows: it holds each change at once. `tell` is called from the
    worker's thread. Typing in one item that waits to be saved is saved once, as last typed.
    A backup is made at the start, at the end and after every ten minutes of change; `warn` is
    called once with a sentence when that fails, and with "" when it goes well again.
    """

    def __init__(
        self,
        file: StudyFile,
        tell: Callable[[Saved | Failed], None],
        *,
        warn: Callable[[str], None] | None = None,
        backups: bool = True,
    ) -> None:
        self.study: Study = file.study
        self._file = file
        self._tell = tell
        self._keeper = BackupKeeper(file, warn) if backups and not file.read_only else None
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._changed = threading.Condition()
        self._closing = False
        self._busy = False
        self._since: datetime | None = None
        self._owing: float | None = None
        self._thread = threading.Thread(target=self._work, name="saving", daemon=True)
        self._thread.start()

    def put(self, item: Item) -> None:
        """Take an item to save; returns at once."""
        self.study = self.study.with_item(item)
        name = new_revision_id()
        self._add(item.id, _Job(lambda file: file.put(item, name), item=item))

    def remove(self, item_id: ItemId) -> None:
        """Take an item away; returns at once."""
        self.study = self.study.without_item(item_id)
        name = new_revision_id()
        self._add(item_id, _Job(lambda file: file.remove(item_id, name)))

    def keep_draft(self, item_id: str, text: str) -> None:
        """Keep a text as typed so far, "" to let go of it; call it at least every two seconds.

        It is let go of once the item that it became is on the disk, and never before.
        """
        words = clean(text)
        job = _Job(lambda file: file.keep_draft(item_id, words), after="" if words else item_id)
        self._add(f"draft {item_id}", job)

    def keep_view(self, name: str, value: str) -> None:
        """Keep where the analyst left off, under a name; returns at once."""
        self._add(f"view {name}", _Job(lambda file: file.keep_view(name, value)))

    def keep_records(self, cohort: Cohort, paths: Sequence[Path]) -> None:
        """Keep the records as read and what their sources are known by; returns at once."""
        self._add("records", _Job(lambda file: keep_records(file, cohort, paths)))

    def history(self, item_id: str, give: Callable[[tuple[Revision, ...]], None]) -> None:
        """Look up every step of an item; `give` is called with them from the worker's thread."""
        self.do(f"history {item_id}", lambda file: give(file.history(item_id)))

    def started(self) -> None:
        """Say that the study is on screen: a crash from here on is none at the start."""
        self.do("started", lambda file: file.started())

    def do(self, name: str, work: Callable[[StudyFile], None]) -> None:
        """Have something done with the file after what waits, in the worker's thread.

        It is tried once: what goes wrong is for `work` to tell, and no saving waits behind it. A
        newer one of the same name takes the place of one that waits.
        """
        self._add(name, _Job(work, looks=True))

    @property
    def waiting(self) -> bool:
        """True while something given is not on the disk yet."""
        with self._changed:
            return self._owing is not None

    @property
    def held_up(self) -> float:
        """Seconds since anything reached the disk while something waits; 0.0 when nothing does.

        Also 0.0 when that began in the same tick of the clock, which some have every 16 ms alone.
        """
        with self._changed:
            return 0.0 if self._owing is None else time.monotonic() - self._owing

    def flush(self, seconds: float) -> bool:
        """Wait until all is saved; False when it is not after so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._jobs and not self._busy, seconds)

    def close(self, seconds: float = 5.0) -> tuple[Item, ...]:
        """Save what is left, close the file, and return the items that could not be saved.

        A file that does not answer in `seconds` is closed when it does.
        """
        self.flush(seconds)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(seconds)
        with self._changed:
            return tuple(job.item for job in self._jobs.values() if job.item is not None)

    def _add(self, name: str, job: _Job) -> None:
        with self._changed:
            # One place in the order per item: the newest text takes the place of the one waiting.
            self._jobs[name] = job
            if self._owing is None and not job.looks:
                self._owing = time.monotonic()
            self._changed.notify_all()

    def _work(self) -> None:
        self._save_all()
        self._back_up(at_once=True)
        # Whoever closes may have gone on without waiting for the drive.
        self._file.close()

    def _save_all(self) -> None:
        self._back_up(at_once=True)
        wait = FIRST_WAIT
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._jobs or self._closing, LOOK_SECONDS)
                name, job = self._next()
                if self._closing:
                    break
                self._busy = job is not None
            if job is None:
                self._back_up()
                continue
            error = self._save(job)
            done = self._finish(name, job, error)
            if error is not None:
                self._report(error)
                self._look_only()
                with self._changed:
                    self._changed.wait_for(lambda: self._closing, wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            wait = FIRST_WAIT
            if done:
                self._since = None
                self._say(Saved(utc_now()))
            self._back_up()

    def _next(self) -> tuple[str, _Job | None]:
        """Return the first thing to do that need not wait for another, None without any."""
        ready = ((name, job) for name, job in self._jobs.items() if job.after not in self._jobs)
        return next(ready, ("", None))

    def _finish(self, name: str, job: _Job, error: StudyError | None) -> bool:
        """Take a job off the list; return whether all is on the disk now."""
        with self._changed:
            self._busy = False
            # What was typed meanwhile has taken its place and is saved next.
            if error is None and self._jobs.get(name) is job:
                del self._jobs[name]
            elif error is not None:
                # One that cannot be kept at all must not hold up the others.
                self._jobs.move_to_end(name)
            self._changed.notify_all()
            waiting = any(not other.looks for other in self._jobs.values())
            if error is None and not job.looks:
                self._owing = time.monotonic() if waiting else None
            return error is None and not job.looks and not waiting

    def _look_only(self) -> None:
        """Do what only looks while a drive takes nothing."""
        with self._changed:
            looking = [(name, job) for name, job in self._jobs.items() if job.looks]
        for name, job in looking:
            self._finish(name, job, self._save(job))

    def _back_up(self, at_once: bool = False) -> None:
        if self._keeper is not None:
            self._keeper.look(at_once)

    def _save(self, job: _Job) -> StudyError | None:
        # Whatever goes wrong, the text is kept and tried again.
        try:
            job.work(self._file)
        except StudyError as error:
            return None if job.looks else error
        except Exception as error:
            if job.looks:
                return None
            return StudyError(Fault.CANNOT_WRITE, f"Not saved ({type(error).__name__}).", "")
        return None

    def _report(self, error: StudyError) -> None:
        self._since = self._since or utc_now()
        self._say(Failed(str(error), self._since, error.fault))

    def _say(self, news: Saved | Failed) -> None:
        # A window that is being taken down must not end the saving.
        with contextlib.suppress(Exception):
            self._tell(news)
