"""Brings a study file of an older format up to date: all of it, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import apsw

from journeyviewer.model.files import sync_names
from journeyviewer.study import engine
from journeyviewer.study.faults import StudyError, could_not_save, damaged
from journeyviewer.study.guard import Guard
from journeyviewer.study.kept import utc_now

Step = Callable[[apsw.Connection], None]

STEPS: Mapping[int, Step] = {}
"""What leads from a format to the next one; there is one format so far."""


def migrate(path: Path, key: bytes | None = None, steps: Mapping[int, Step] | None = None) -> int:
    """Bring a file to this program's format; return the format it had.

    A copy is kept in the folder of backups first. Raises StudyError, leaving the file as it was.
    """
    guard = Guard(path)
    try:
        if not guard.take():
            raise could_not_save(path, apsw.BusyError("held"))
        return bring_up_to_date(path, key, steps)
    except OSError as error:
        raise could_not_save(path, error) from error
    finally:
        guard.release()


def bring_up_to_date(
    path: Path,
    key: bytes | None = None,
    steps: Mapping[int, Step] | None = None,
    *,
    keep: bool = True,
) -> int:
    """Do what `migrate` does, for a caller that holds the guard; `keep` makes the copy."""
    try:
        connection = engine.connect(path, key)
        try:
            old = engine.check_is_study(connection, path)
            if old == engine.VERSION:
                return old
            kept = _keep(path, old) if keep else None
            _convert(connection, path, old, STEPS if steps is None else steps)
        finally:
            engine.roll_back(connection)
            connection.close()
        _check(path, key, kept)
    except (apsw.Error, OSError) as error:
        raise could_not_save(path, error) from error
    return old


def _convert(connection: apsw.Connection, path: Path, old: int, steps: Mapping[int, Step]) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        for version in range(old, engine.VERSION):
            steps[version](connection)
        connection.pragma("user_version", engine.VERSION)
        engine.check_is_study(connection, path)
        connection.execute("COMMIT")
    except (KeyError, apsw.SQLError, apsw.ConstraintError) as error:
        raise damaged(path, "it could not be brought to the new format") from error


def _check(path: Path, key: bytes | None, kept: Path | None) -> None:
    """Look at the whole converted file; one that is not right gives way to the copy."""
    from journeyviewer.study.backups import verify

    with contextlib.suppress(OSError):
        path.with_name(path.name + "-journal").unlink()
    try:
        verify(path, key)
    except StudyError:
        if kept is not None:
            back = path.with_name(f".{path.name}.part")
            shutil.copyfile(kept, back)
            back.replace(path)
        raise


def _keep(path: Path, version: int) -> Path:
    from journeyviewer.study.backups import backup_folder, make_backup_folder

    folder = backup_folder(path)
    make_backup_folder(folder)
    kept = folder / f"format {version} before {utc_now():%Y-%m-%d %H%M%S}{path.suffix}"
    unfinished = kept.with_name(f".{kept.name}.part")
    shutil.copyfile(path, unfinished)
    with unfinished.open("r+b") as stream:
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(kept)
    sync_names(folder)
    return kept
