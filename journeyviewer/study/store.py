"""A study file that is open: its study, its history, and saving that is done when it returns."""

from __future__ import annotations

import contextlib
import json
import os
import uuid
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import apsw

from journeyviewer.model.study import Item, ItemId, Study, study_of
from journeyviewer.study import engine
from journeyviewer.study.chain import (
    START,
    Operation,
    Revision,
    first_break,
    new_revision_id,
    sealed,
)
from journeyviewer.study.codec import clean, compact, from_json, parsed, to_json
from journeyviewer.study.faults import Fault, StudyError, could_not_save, damaged
from journeyviewer.study.guard import Guard
from journeyviewer.study.kept import COLUMNS, Draft, Snapshot, digest_of, revision_of, utc_now
from journeyviewer.study.keys import key_for, new_key, recovery_key

MOST_SNAPSHOT = 512 * 1024 * 1024
"""Bytes that a snapshot of the records may expand to."""


class StudyFile:
    """One study on disk. Make it with `create` or `open`; close it when done.

    `read_only` is "" when it can be written, else the sentence that says why not. Every method that
    saves returns after the bytes are on the disk, or raises StudyError with nothing half-written.
    """

    def __init__(self, path: Path, connection: apsw.Connection, key: bytes | None) -> None:
        self.path = path
        self.key = key
        self.read_only = ""
        self.connection = connection
        self.guard: Guard | None = None
        self._loaded: Study | None = None
        self._heads: dict[str, bytes] = {}
        self._last = 0
        self._latest: datetime | None = None
        # A save that was reported failed may be on the disk all the same.
        self._attempt: Revision | None = None
        self._stat = os.stat(path)
        self._version = connection.data_version()

    @classmethod
    def create(
        cls, path: Path, title: str, analyst: str, passphrase: str | None = None, vfs: str = ""
    ) -> StudyFile:
        """Make a new study file; raises StudyError when the name is taken or cannot be written."""
        if path.exists():
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
    def recovery_key(self) -> str:
        """The key to print, "" for a file that is not encrypted."""
        return recovery_key(self.key) if self.key else ""

    @property
    def last(self) -> int:
        """The number of the newest revision."""
        return self._last

    def load(self) -> None:
        """Read every revision, check the seals and derive the study; raises StudyError."""
        revisions = list(self.revisions())
        broken = first_break(revisions)
        if broken is not None:
            raise damaged(self.path, f"step {broken.seq} is not as it was written")
        if not revisions or revisions[0].operation is not Operation.STUDY:
            raise damaged(self.path, "its first step is missing")
        self._check_aside()
        current: dict[str, Revision] = {}
        for revision in revisions:
            if revision.item:
                current[revision.item] = revision
        try:
            about = parsed(revisions[0].body)
            items = [
                from_json(revision.body)
                for revision in current.values()
                if revision.operation is Operation.PUT
            ]
        except ValueError as error:
            raise damaged(self.path, f"a step cannot be read ({error})") from error
        self._loaded = study_of(str(about["id"]), str(about["title"]), str(about["analyst"]), items)
        self._heads = {revision.author: revision.hash for revision in revisions}
        self._last = revisions[-1].seq
        self._latest = revisions[-1].time
        self._version = self.connection.data_version()

    def put(self, item: Item, revision_id: str = "") -> Revision:
        """Save an item, new or changed. A retry with the same `revision_id` saves it once."""
        item = from_json(to_json(item))
        revision = self._save(Operation.PUT, item.id, to_json(item), revision_id)
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

    def undo_to(self, item_id: ItemId, seq: int) -> Revision:
        """Give an item the state it had after step `seq` (0: before there was any), as a new step.

        Raises StudyError when that wording was erased for good.
        """
        then = [one for one in self.history(item_id) if one.seq <= seq]
        if not then or then[-1].operation is Operation.REMOVE:
            return self.remove(item_id)
        if then[-1].operation is not Operation.PUT:
            raise StudyError(Fault.MISSING, "This wording was erased for good.", "")
        return self.put(from_json(then[-1].body))

    def revisions(self) -> Iterator[Revision]:
        """Yield the whole history in order; raises StudyError for a step that cannot be read."""
        before: datetime | None = None
        try:
            for row in self.connection.execute(f"SELECT {COLUMNS} FROM revisions ORDER BY seq"):
                revision = revision_of(row, before)
                before = revision.time
                yield revision
        except (ValueError, TypeError, apsw.Error) as error:
            raise damaged(self.path, "a step cannot be read") from error

    def keep_draft(self, item_id: str, text: str) -> None:
        """Keep a text as typed so far; "" lets go of it."""
        words, time = clean(text), utc_now().isoformat()

        def write() -> None:
            self.connection.execute("DELETE FROM drafts WHERE item = ?", (item_id,))
            if words:
                values = (item_id, time, words, digest_of(item_id, time, words))
                self.connection.execute("INSERT INTO drafts VALUES (?, ?, ?, ?)", values)

        self._write(write)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The texts that were being typed when the study was last open."""
        found = engine.rows(self.connection, "SELECT item, time, body FROM drafts ORDER BY time")
        return tuple(Draft(item, datetime.fromisoformat(time), text) for item, time, text in found)

    def keep_snapshot(self, cases: str, sources: tuple[tuple[str, int, str], ...]) -> None:
        """Keep the records as read (JSON text) with each source's name, bytes and SHA-256."""
        packed = zlib.compress(clean(cases).encode(), 6)
        time, listed = utc_now().isoformat(), compact(sources)
        values = (time, listed, packed, digest_of(time, listed, packed))

        def write() -> None:
            self.connection.execute("DELETE FROM snapshots")
            self.connection.execute("INSERT INTO snapshots VALUES (1, ?, ?, ?, ?)", values)

        self._write(write)

    @property
    def snapshot(self) -> Snapshot | None:
        """The records as they were read, None before any were; raises StudyError if too large."""
        found = engine.rows(self.connection, "SELECT time, sources, cases FROM snapshots")
        if not found:
            return None
        time, sources, packed = found[0]
        unpacker = zlib.decompressobj()
        cases = unpacker.decompress(packed, MOST_SNAPSHOT)
        if unpacker.unconsumed_tail:
            raise damaged(self.path, "its records expand without end")
        listed = tuple((str(n), int(size), str(sha)) for n, size, sha in json.loads(sources))
        return Snapshot(datetime.fromisoformat(time), listed, cases.decode())

    def keep_view(self, name: str, value: str) -> None:
        """Keep where the analyst left off, under a name."""
        words = clean(value)

        def write() -> None:
            self.connection.execute("DELETE FROM view_state WHERE name = ?", (name,))
            values = (name, words, digest_of(name, words))
            self.connection.execute("INSERT INTO view_state VALUES (?, ?, ?)", values)

        self._write(write)

    @property
    def view_state(self) -> dict[str, str]:
        """Where the analyst left off, by name."""
        found = engine.rows(self.connection, "SELECT name, value FROM view_state")
        return {str(name): str(value) for name, value in found}

    def close(self) -> None:
        """Close the file and let other writers in; does nothing a second time."""
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
                made.append(revision_of(known[0], None))
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
            self._check_identity()
            self.connection.execute("BEGIN IMMEDIATE")
            if self._attempt is not None or self.connection.data_version() != self._version:
                self._catch_up()
            change()
            self._check_identity()
            self.connection.execute("COMMIT")
        except (apsw.Error, OSError) as error:
            engine.roll_back(self.connection)
            raise could_not_save(self.path, error) from error
        except BaseException:
            engine.roll_back(self.connection)
            raise

    def _catch_up(self) -> None:
        """Refuse when another program wrote; a save of ours that was reported failed is ours."""
        found = engine.rows(
            self.connection, f"SELECT {COLUMNS} FROM revisions ORDER BY seq DESC LIMIT 1"
        )
        newest = revision_of(found[0], None) if found else None
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
            same = os.path.samestat(found, self._stat)
        except FileNotFoundError:
            same = False
        if not same:
            raise StudyError(
                Fault.REPLACED,
                f"“{self.path.name}” was moved, deleted or replaced while it was open.",
                "Nothing was written to the other file. Save yours as a copy.",
            )
        if self.guard is not None and not self.guard.is_ours():
            raise StudyError(
                Fault.OTHER_WRITER,
                f"{self.guard.holder()} has taken over “{self.path.name}”.",
                "Save yours as a copy, then compare the two.",
            )

    def _check_aside(self) -> None:
        """Check the seals of what has no history; raises StudyError."""
        tables = (
            ("drafts", "item, time, body"),
            ("snapshots", "time, sources, cases"),
            ("view_state", "name, value"),
        )
        for table, columns in tables:
            found = engine.rows(self.connection, f"SELECT {columns}, hash FROM {table}")
            for *values, digest in found:
                if digest_of(*values) != digest:
                    raise damaged(self.path, f"what it keeps in “{table}” is not as written")
