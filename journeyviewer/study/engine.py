"""The database engine, with the settings that power cuts and hostile files were tried against.

A rollback journal that is truncated (not a write-ahead log, which a copy of the file and a network
drive both miss; not a deleted one, which needs a directory sync that Windows does not give).
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any
from urllib.parse import quote

import apsw

from journeyviewer.study.faults import damaged, newer, not_a_study
from journeyviewer.study.keys import PLAIN, SALT_BYTES, engine_secret, is_encrypted

APPLICATION_ID = 0x4A565354
"""The letters JVST."""

VERSION = 1
"""The study format this program writes."""

LONGEST = 64 * 1024 * 1024
"""Bytes of the longest value; a snapshot of all records is the longest there is."""

BUSY_MS = 2_000
"""How long a write waits for another program before it gives up and is tried again later."""

SCHEMA = (
    "CREATE TABLE revisions (seq INTEGER PRIMARY KEY, revision TEXT NOT NULL UNIQUE, "
    "item TEXT NOT NULL, author TEXT NOT NULL, time TEXT NOT NULL, operation TEXT NOT NULL, "
    "body TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT",
    "CREATE INDEX revisions_by_item ON revisions (item)",
    "CREATE TABLE drafts (item TEXT PRIMARY KEY, time TEXT NOT NULL, body TEXT NOT NULL, "
    "hash BLOB NOT NULL) STRICT",
    "CREATE TABLE snapshots (number INTEGER PRIMARY KEY, time TEXT NOT NULL, "
    "sources TEXT NOT NULL, cases BLOB NOT NULL, hash BLOB NOT NULL) STRICT",
    "CREATE TABLE view_state (name TEXT PRIMARY KEY, value TEXT NOT NULL, "
    "hash BLOB NOT NULL) STRICT",
)

SCHEMAS = {1: SCHEMA}
"""The tables of each study format, oldest first; a file has exactly those of its own."""

_GUARDS = (
    (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
    (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
    (apsw.SQLITE_DBCONFIG_DQS_DML, 0),
    (apsw.SQLITE_DBCONFIG_DQS_DDL, 0),
)


def connect(  # noqa: PLR0913 - how a file is opened, each by name
    path: Path,
    key: bytes | None = None,
    *,
    head: bytes = b"",
    writable: bool = True,
    create: bool = False,
    frozen: bool = False,
    vfs: str = "",
) -> apsw.Connection:
    """Open a database with every guard set; `head` is given for a new encrypted file only.

    `frozen` reads the bytes as they lie there, whatever a journal beside them says.

    Raises the engine's own errors; `check_is_study` turns them into sentences.
    """
    flags = apsw.SQLITE_OPEN_URI
    if writable:
        flags |= apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    else:
        flags |= apsw.SQLITE_OPEN_READONLY
    name = f"file:{quote(path.absolute().as_posix())}" + ("?immutable=1" if frozen else "")
    connection = apsw.Connection(name, flags=flags, vfs=vfs or None)
    try:
        _guard(connection, key, head or (_first_bytes(path) if key else b""))
    except BaseException:
        connection.close()
        raise
    return connection


def _guard(connection: apsw.Connection, key: bytes | None, head: bytes) -> None:
    connection.set_busy_timeout(BUSY_MS)
    for option, value in _GUARDS:
        connection.config(option, value)
    connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)
    connection.limit(apsw.SQLITE_LIMIT_LENGTH, LONGEST)
    if key is not None:
        connection.pragma("cipher", "chacha20")
        connection.pragma("key", engine_secret(key, head))
    connection.pragma("cell_size_check", True)
    connection.pragma("mmap_size", 0)
    connection.pragma("temp_store", 2)
    connection.pragma("locking_mode", "NORMAL")
    connection.pragma("synchronous", "FULL")
    connection.pragma("secure_delete", True)
    if not connection.readonly("main"):
        connection.pragma("journal_mode", "TRUNCATE")


def lay_out(connection: apsw.Connection) -> None:
    """Make the tables of a new study inside the caller's transaction."""
    connection.pragma("application_id", APPLICATION_ID)
    connection.pragma("user_version", VERSION)
    for statement in SCHEMA:
        connection.execute(statement)


def check_is_study(connection: apsw.Connection, path: Path, newer_too: bool = False) -> int:
    """Return the study format of an open file.

    Raises StudyError for a file that is something else, damaged, or from a newer program. The
    tables must be exactly those this program makes, so that a file cannot bring its own;
    `newer_too` lets a newer file have other tables, for reading.
    """
    if connection.pragma("application_id") != APPLICATION_ID:
        raise not_a_study(path)
    version = int(str(connection.pragma("user_version")))
    if version > VERSION and not newer_too:
        raise newer(path, version)
    found = [
        str(row[0])
        for row in rows(
            connection, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
        )
    ]
    if version <= VERSION and sorted(found) != sorted(SCHEMAS.get(version, ())):
        raise not_a_study(path)
    answer = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer is None or answer[0] != "ok":
        raise damaged(path, "its pages do not fit together")
    return version


def rows(connection: apsw.Connection, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return what a statement gives, read to its end so that no lock stays.

    Raises CorruptError too for text that is none: the engine itself does not look at letters.
    """
    try:
        return list(connection.execute(statement, values))
    except UnicodeDecodeError as error:
        raise apsw.CorruptError("text of the file cannot be decoded") from error


def fill(target: apsw.Connection, source: apsw.Connection) -> None:
    """Copy everything of an open database into an empty one that is not encrypted."""
    target.execute("PRAGMA temp_store = MEMORY")
    for (statement,) in rows(
        source, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC"
    ):
        target.execute(str(statement))
    for (table,) in rows(source, "SELECT name FROM sqlite_schema WHERE type = 'table'"):
        for row in source.execute(f'SELECT * FROM "{table}"'):
            marks = ", ".join("?" * len(row))
            target.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)


def roll_back(connection: apsw.Connection) -> None:
    """Leave a transaction that failed; a connection that cannot is left as it is."""
    with contextlib.suppress(apsw.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def looks_like(path: Path) -> str:
    """Return what a file is by its first bytes: "plain", "encrypted", "empty" or "other"."""
    head = _first_bytes(path)
    if not head:
        return "empty"
    if head == PLAIN:
        return "plain"
    return "encrypted" if is_encrypted(path) else "other"


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(SALT_BYTES)
