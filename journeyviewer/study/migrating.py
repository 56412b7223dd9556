"""Brings a study file of an older format up to date: all of it, or not at all."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import apsw

from journeyviewer.study import engine
from journeyviewer.study.backups import backup_folder, verify
from journeyviewer.study.faults import could_not_save, damaged
from journeyviewer.study.guard import Guard

Step = Callable[[apsw.Connection], None]

STEPS: Mapping[int, Step] = {}
"""What leads from a format to the next one; there is one format so far."""


def migrate(path: Path, key: bytes | None = None, steps: Mapping[int, Step] = STEPS) -> int:
    """Bring a file to this program's format; return the format it had.

    A copy is kept in the folder of backups first. Raises StudyError, leaving the file as it was.
    """
    guard = Guard(path)
    try:
        if not guard.take():
            raise could_not_save(path, apsw.BusyError("held"))
        return _migrated(path, key, steps)
    except (apsw.Error, OSError) as error:
        raise could_not_save(path, error) from error
    finally:
        guard.release()


def _migrated(path: Path, key: bytes | None, steps: Mapping[int, Step]) -> int:
    connection = engine.connect(path, key)
    try:
        old = engine.check_is_study(connection, path)
        if old == engine.VERSION:
            return old
        _keep(path, old)
        connection.execute("BEGIN IMMEDIATE")
        for version in range(old, engine.VERSION):
            steps[version](connection)
        connection.pragma("user_version", engine.VERSION)
        engine.check_is_study(connection, path)
        connection.execute("COMMIT")
    except (KeyError, apsw.SQLError, apsw.ConstraintError) as error:
        raise damaged(path, "it could not be brought to the new format") from error
    finally:
        engine.roll_back(connection)
        connection.close()
    with contextlib.suppress(OSError):
        path.with_name(path.name + "-journal").unlink()
    verify(path, key)
    return old


def _keep(path: Path, version: int) -> None:
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True)
    kept = folder / f"format {version} before conversion{path.suffix}"
    if not kept.exists():
        shutil.copyfile(path, kept)
