"""A study file that is open: its study, its history, and saving that is done when it returns."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import apsw

from journeyviewer.model.study import Item, ItemId, Study
from journeyviewer.study import engine
from journeyviewer.study.beside import Beside
from journeyviewer.study.chain import (
    START,
    Operation,
    Revision,
    first_break,
    new_revision_id,
    sealed,
)
from journeyviewer.study.codec import clean, compact, from_json, to_json
from journeyviewer.study.faults import (
    Fault,
    StudyError,
    could_not_read,
    could_not_save,
    damaged,
    telling,
)
from journeyviewer.study.guard import Guard
from journeyviewer.study.kept import COLUMNS, revision_of, utc_now
from journeyviewer.study.keys import key_for, new_key, recovery_key
from journeyviewer.study.rejoining import answers, rejoin
from journeyviewer.study.state import study_after

SAFE_FROM = 3
"""Crashes at the start in a row from which a study is opened without what was last in sight."""


class StudyFile(Beside):
    """One study on disk. Make it with `create` or `open`; close it when done.

    `read_only` is "" when it can be written, else the sentence that says why not. Every method that
    saves returns after the bytes are on the disk, or raises StudyError with nothing half-written.
    """

    def __init__(self, path: Path, connection: apsw.Connection, key: bytes | None) -> None:
        super().__init__(path, connection)
        self.key = key
        self.read_only = ""
        self.guard: Guard | None = None
        self._loaded: Study | None = None
        self._heads: dict[str, bytes] = {}
        self._last = 0
        self._latest: datetime | None = None
        # A save that was reported failed may be on the disk all the same.
        self._attempt: Revision | None = None
        self._failed = False
        self._stat = os.stat(path)
        self._version = connection.data_version()

    @classmethod
    def create(
        cls, path: Path, title: str, analyst: str, passphrase: str | None = None, vfs: str = ""
    ) -> StudyFile:
        """Make a new study file; raises StudyError when the name is taken or cannot be written."""
        with telling(path, could_not_save):
            taken = path.exists()
        if taken:
            raise StudyError(
                Fault.EXISTS, f"“{path.name}” is there already.", "Choose another name."
            )
        key, head = new_key(passphrase) if passphrase else (None, b"")
        guard = Guard(path)
        try:
            if not guard.take():
                raise StudyError(Fault.BUSY, f"{guard.holder()} is making “{path.name}” just now.")
            connection = engine.connect(path, key, head=head, create=True, vfs=vfs)
            with connection:
                engine.lay_out(connection)
                made = cls(path, connection, key)
                body = compact({"id": str(uuid.uuid4()), "title": title, "analyst": analyst})
                made._append(made._next(Operation.STUDY, "", body, clean(analyst)))
        except (apsw.Error, OSError) as error:
            guard.release()
            raise could_not_save(path, error) from error
        connection.close()
        guard.release()
        return cls.open(path, key=key, vfs=vfs)

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | None = None,
        *,
        key: bytes | None = None,
        writable: bool = True,
        vfs: str = "",
    ) -> StudyFile:
        """Open and check a study file, its newest state loaded; see `opening.open_file`."""
        from journeyviewer.study.opening import open_file

        with telling(path, lambda path, error: could_not_read(path)):
            if passphrase and key is None and path.is_file():
                key = key_for(path, passphrase)
            return open_file(path, key, writable=writable, vfs=vfs)

    @property
    def study(self) -> Study:
        """The study as it is saved."""
        if self._loaded is None:
            raise RuntimeError("the study is not loaded")
        return self._loaded

    @property
    def crashes_at_start(self) -> int:
        """How many starts in a row ended before `started` was said, this one not counted.

        From `SAFE_FROM` on, the last view is better not restored, and a backup offered.
        """
        return self.guard.unfinished if self.guard is not None else 0

    def started(self) -> None:
        """Say that the study is on screen; call it from the thread that saves."""
        if self.guard is not None:
            self.guard.started()

    @property
    def recovery_key(self) -> str:
        """The key to print, "" for a file that is not encrypted."""
        return recovery_key(self.key) if self.key else ""

    @property
    def last(self) -> int:
        """The number of the newest revision."""
        return self._last

    def load(self, what_is_known: bool = False) -> int:
        """Read every revision, check the seals and derive the study; raises StudyError.

        `what_is_known` leaves out items of a kind that only a newer program knows. Returns how
        many were left out.
        """
        revisions = list(self.revisions())
        broken = first_break(revisions)
        if broken is not None:
            raise damaged(self.path, f"step {broken.seq} is not as it was written")
        if not revisions or revisions[0].operation is not Operation.STUDY:
            raise damaged(self.path, "its first step is missing")
        if not what_is_known:
            self.check_beside()
        try:
            self._loaded, left_out = study_after(revisions, what_is_known=what_is_known)
        except ValueError as error:
            raise damaged(self.path, f"a step cannot be read ({error})") from error
        self._heads = {revision.author: revision.hash for revision in revisions}
        self._last = revisions[-1].seq
        self._latest = revisions[-1].time
        self._version = self.connection.data_version()
        return left_out

    def put(self, item: Item, revision_id: str = "") -> Revision:
        """Save an item, new or changed. A retry with the same `revision_id` saves it once."""
        body = to_json(item)
        item = from_json(body)
        revision = self._save(Operation.PUT, item.id, body, revision_id)
        self._loaded = self.study.with_item(item)
        return revision

    def remove(self, item_id: ItemId, revision_id: str = "") -> Revision:
        """Remove an item; its history stays, so that it can be brought back."""
        revision = self._save(Operation.REMOVE, item_id, "{}", revision_id)
        self._loaded = self.study.without_item(item_id)
        return revision

    def history(self, item_id: str) -> tuple[Revision, ...]:
        """Return every step of one item, oldest first."""
        return tuple(one for one in self.revisions() if one.item == item_id)

    def revisions(self) -> Iterator[Revision]:
        """Yield the whole history in order; raises StudyError for a step that cannot be read."""
        before: datetime | None = None
        try:
            for row in self.connection.execute(f"SELECT {COLUMNS} FROM revisions ORDER BY seq"):
                revision = self._read(row, before)
                before = revision.time
                yield revision
        except (ValueError, apsw.Error) as error:
            raise damaged(self.path, "a step cannot be read") from error

    def _read(self, row: tuple[Any, ...], before: datetime | None = None) -> Revision:
        try:
            return revision_of(row, before)
        except (ValueError, TypeError) as error:
            raise damaged(self.path, "a step cannot be read") from error

    def close(self) -> None:
        """Close the file and let other writers in; does nothing a second time."""
        # A drive that is gone takes no leave.
        with contextlib.suppress(apsw.Error):
            self.connection.close()
        if self.guard is not None:
            with contextlib.suppress(OSError):
                # The engine leaves it empty; one that is not empty is still needed.
                journal = self.path.with_name(self.path.name + "-journal")
                if journal.stat().st_size == 0:
                    journal.unlink()
            self.guard.release()

    def change(self, write: Callable[[], None]) -> None:
        """Run a change of several statements in one transaction; all of it or nothing."""
        self._write(write)

    def replace_history(self, revisions: Sequence[Revision]) -> None:
        """Put a checked history in place of the one of a study that was just made."""

        def write() -> None:
            self.connection.execute("DELETE FROM revisions")
            for revision in revisions:
                self._append(revision)

        self._write(write)
        self.load()

    def log_resealing(self, heads: dict[str, bytes], body: str) -> None:
        """Append the step that says that the seals were made anew; for use inside `change`."""
        author = self.study.analyst
        step = self._next(Operation.RESEALED, "", body, author)
        self._append(sealed(step, heads.get(author, START)))

    def _save(self, operation: Operation, item_id: str, body: str, revision_id: str) -> Revision:
        made: list[Revision] = []

        def write() -> None:
            made.clear()
            known = engine.rows(
                self.connection,
                f"SELECT {COLUMNS} FROM revisions WHERE revision = ?",
                revision_id,
            )
            if known:
                made.append(self._read(known[0]))
                return
            made.append(self._next(operation, item_id, body, self.study.analyst, revision_id))
            self._append(made[0])
            self._attempt = made[0]

        self._write(write)
        self._attempt = None
        revision = made[0]
        if revision.seq > self._last:
            self._last, self._latest = revision.seq, revision.time
            self._heads[revision.author] = revision.hash
        return revision

    def _next(
        self, operation: Operation, item_id: str, body: str, author: str, revision_id: str = ""
    ) -> Revision:
        revision = Revision(
            seq=self._last + 1,
            revision=revision_id or new_revision_id(),
            item=item_id,
            author=author,
            time=utc_now(),
            operation=operation,
            body=body,
        )
        return sealed(revision, self._heads.get(author, START))

    def _append(self, one: Revision) -> None:
        values = (one.seq, one.revision, one.item, one.author, one.time.isoformat())
        self.connection.execute(
            f"INSERT INTO revisions ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, one.operation.value, one.body, one.previous, one.hash),
        )

    def _write(self, change: Callable[[], None]) -> None:
        """Run a change in one transaction, having looked whose file it is."""
        if self.read_only:
            raise StudyError(Fault.READ_ONLY, self.read_only, "Save a copy to go on working.")
        try:
            self._look_for_it()
            self._check_identity()
            self.connection.execute("BEGIN IMMEDIATE")
            if self._attempt is not None or self.connection.data_version() != self._version:
                self._catch_up()
            change()
            self._check_identity()
            self.connection.execute("COMMIT")
            self._failed = False
        except (apsw.Error, OSError) as error:
            self._failed = True
            engine.roll_back(self.connection)
            raise could_not_save(self.path, error) from error
        except BaseException:
            self._failed = True
            engine.roll_back(self.connection)
            raise

    def _look_for_it(self) -> None:
        """Open the file again where its drive was away and is back; raises StudyError or OSError.

        Until that is done nothing can be written: what was opened is closed.
        """
        if self._failed and self.path.exists() and not answers(self):
            rejoin(self)

    def is_followed_by(self, other: StudyFile) -> bool:
        """True when another one holds what this one saved, and at most the save that failed."""
        newest = self._attempt
        seals = {**self._heads, newest.author: newest.hash} if newest is not None else self._heads
        return other.study.id == self.study.id and other._heads in (self._heads, seals)

    def take_over(self, other: StudyFile) -> None:
        """Go on with what another one has opened; that one must not be used any more."""
        self.connection, self.guard = other.connection, other.guard
        self._stat, self._version = other._stat, other._version
        self._failed = False

    def _catch_up(self) -> None:
        """Refuse when another program wrote; a save of ours that was reported failed is ours."""
        found = engine.rows(
            self.connection, f"SELECT {COLUMNS} FROM revisions ORDER BY seq DESC LIMIT 1"
        )
        newest = self._read(found[0]) if found else None
        if newest is not None and newest == self._attempt and newest.seq == self._last + 1:
            self._last, self._latest = newest.seq, newest.time
            self._heads[newest.author] = newest.hash
        if (
            newest is None
            or newest.seq != self._last
            or newest.hash != self._heads.get(newest.author)
        ):
            raise StudyError(
                Fault.OTHER_WRITER,
                f"Another program has written to “{self.path.name}” since it was opened.",
                "Nothing was overwritten. Save yours as a copy, then open the file again.",
            )
        self._attempt = None
        self._version = self.connection.data_version()

    def _check_identity(self) -> None:
        try:
            found = os.stat(self.path)
            there, same = True, os.path.samestat(found, self._stat)
        except FileNotFoundError:
            there = same = False
        if not same:
            raise StudyError(
                Fault.REPLACED,
                f"“{self.path.name}” was moved, deleted or replaced while it was open"
                f"{'' if there else ', or its drive was pulled out'}.",
                "Nothing was written to the other file. Save yours as a copy."
                if there
                else "Your text is kept here and saved when the drive is back. Or save a copy.",
            )
        if self.guard is not None and not self.guard.is_ours():
            raise StudyError(
                Fault.OTHER_WRITER,
                f"{self.guard.holder()} has taken over “{self.path.name}”.",
                "Save yours as a copy, then compare the two.",
            )
