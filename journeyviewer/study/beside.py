"""What a study keeps beside its history: half-typed texts, the records as read, the last view."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import apsw

from journeyviewer.study import engine
from journeyviewer.study.codec import clean, compact
from journeyviewer.study.faults import damaged
from journeyviewer.study.kept import Draft, Snapshot, digest_of, utc_now

MOST_SNAPSHOT = 512 * 1024 * 1024
"""Bytes that a snapshot of the records may expand to."""


class Beside:
    """The part of an open study that has seals but no history; see `store.StudyFile`.

    `beside_changed` is true when a draft or the records changed since the last backup: they are no
    steps, and backups go by steps.
    """

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        self.path = path
        self.connection = connection
        self.beside_changed = False

    def change(self, write: Callable[[], None]) -> None:
        """Run a change of several statements in one transaction; all of it or nothing."""
        raise NotImplementedError

    def keep_draft(self, item_id: str, text: str) -> None:
        """Keep a text as typed so far; "" lets go of it."""
        words, time = clean(text), utc_now().isoformat()

        def write() -> None:
            self.connection.execute("DELETE FROM drafts WHERE item = ?", (item_id,))
            if words:
                values = (item_id, time, words, digest_of(item_id, time, words))
                self.connection.execute("INSERT INTO drafts VALUES (?, ?, ?, ?)", values)

        self.change(write)
        self.beside_changed = True

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The texts that were being typed when the study was last open."""
        found = engine.rows(self.connection, "SELECT item, time, body FROM drafts ORDER BY time")
        return tuple(Draft(item, datetime.fromisoformat(time), text) for item, time, text in found)

    def keep_snapshot(self, cases: str, sources: tuple[tuple[str, int, str], ...]) -> None:
        """Keep the records as read (JSON text) with each source's name, bytes and SHA-256.

        Nothing is written when these are the ones that are kept.
        """
        packed = zlib.compress(clean(cases).encode(), 6)
        time, listed = utc_now().isoformat(), compact(sources)
        if engine.rows(self.connection, "SELECT sources, cases FROM snapshots") == [
            (listed, packed)
        ]:
            return
        values = (time, listed, packed, digest_of(time, listed, packed))

        def write() -> None:
            self.connection.execute("DELETE FROM snapshots")
            self.connection.execute("INSERT INTO snapshots VALUES (1, ?, ?, ?, ?)", values)

        self.change(write)
        self.beside_changed = True

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

        self.change(write)

    @property
    def view_state(self) -> dict[str, str]:
        """Where the analyst left off, by name."""
        found = engine.rows(self.connection, "SELECT name, value FROM view_state")
        return {str(name): str(value) for name, value in found}

    def check_beside(self) -> None:
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
