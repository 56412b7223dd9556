"""Verified copies of a study: backups beside it, a copy to hand over, and bringing one back."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw

from journeyviewer.model.files import sync_names
from journeyviewer.study import engine
from journeyviewer.study.faults import Fault, NotSaved, StudyError, could_not_save, telling
from journeyviewer.study.guard import Guard
from journeyviewer.study.kept import utc_now
from journeyviewer.study.opening import journal_of
from journeyviewer.study.store import StudyFile

EVERY = timedelta(minutes=10)
"""How long changes go without a backup."""

NEWEST_KEPT = 12
"""Backups that are kept whatever their age."""

DAYS_KEPT = 30
"""Days of which the last backup is kept too."""

_STAMP = "%Y-%m-%d %H%M%S"


def backup_folder(path: Path) -> Path:
    """Return the folder beside a study that holds its backups: "NAME backups"."""
    return path.with_name(f"{path.stem} backups")


def make_backup_folder(folder: Path) -> None:
    """Make the folder of backups unless it is there; raises OSError."""
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        sync_names(folder.parent)


def backups(path: Path) -> tuple[Path, ...]:
    """Return the backups of a study, newest first; none where the drive does not show them."""
    folder = backup_folder(path)
    try:
        found = list(folder.glob(f"*{path.suffix}")) if folder.is_dir() else []
    except OSError:
        return ()
    return tuple(
        sorted((one for one in found if _time(one)), key=lambda one: one.name, reverse=True)
    )


def back_up(study: StudyFile) -> Path | None:
    """Make a verified backup and let older ones go; None when the newest holds all there is.

    Raises StudyError; older backups are then untouched.
    """
    folder = backup_folder(study.path)
    mark = f"step {study.last}"
    if not _has_changed(study):
        return None
    target = folder / f"{utc_now():{_STAMP}} {mark}{study.path.suffix}"
    with telling(folder / study.path.name, could_not_save):
        make_backup_folder(folder)
        for cut_off in folder.glob(".*.part*"):
            cut_off.unlink()
        if target.exists():
            return None
    save_copy(study, target)
    study.beside_changed = False
    for old in _spare(backups(study.path)):
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def is_due(study: StudyFile, last: datetime | None) -> bool:
    """True when changes have waited long enough; `last` is when a backup was made, in UTC."""
    # A clock that was set back must not put backups off.
    return (last is None or abs(utc_now() - last) >= EVERY) and _has_changed(study)


def _has_changed(study: StudyFile) -> bool:
    """True when the newest backup lacks a step, a draft or the records as last read."""
    newest = backups(study.path)
    return study.beside_changed or not (newest and newest[0].stem.endswith(f" step {study.last}"))


class BackupKeeper:
    """Makes the backups of an open study; one that fails is told once and hinders nothing."""

    def __init__(self, study: StudyFile, warn: Callable[[str], None] | None = None) -> None:
        self._study = study
        self._warn = warn
        self._tried = utc_now()
        self._failing = False

    def look(self, at_once: bool = False) -> None:
        """Make a backup when one is due, or when anything changed `at_once`."""
        # No backup is worth the saving that goes on.
        try:
            if not (_has_changed(self._study) if at_once else is_due(self._study, self._tried)):
                return
            self._tried = utc_now()
            back_up(self._study)
        except Exception as error:
            self._say(_not_backed_up(self._study.path, error))
            return
        self._say("")

    def _say(self, sentence: str) -> None:
        if bool(sentence) == self._failing:
            return
        self._failing = bool(sentence)
        if self._warn is not None:
            with contextlib.suppress(Exception):
                self._warn(sentence)


def _not_backed_up(path: Path, error: Exception) -> str:
    reason = error.message if isinstance(error, StudyError) else type(error).__name__
    reason = error.why if isinstance(error, NotSaved) else reason
    return (
        f"No backup of “{path.name}” could be made ({reason}) "
        "Your work is saved in the study itself, and older backups are as they were."
    )


def save_copy(study: StudyFile, target: Path) -> None:
    """Write everything saved so far to another file and verify it; raises StudyError.

    The copy is locked with the same passphrase and recovery key. It appears under its name only
    once it is whole.
    """
    unfinished = target.with_name(f".{target.name}.part")
    with telling(target, could_not_save):
        taken = target.exists()
        unfinished.unlink(missing_ok=True)
    if taken:
        raise StudyError(Fault.EXISTS, f"“{target.name}” is there already.", "Choose another name.")
    try:
        head = _head(study) if study.key else b""
        copy = engine.connect(unfinished, study.key, head=head, create=True)
        try:
            with copy.backup("main", study.connection, "main") as work:
                work.step()
        finally:
            copy.close()
        verify(unfinished, study.key)
        _sync(unfinished)
        unfinished.rename(target)
        sync_names(target.parent)
    except (apsw.Error, OSError) as error:
        _forget(unfinished)
        raise could_not_save(target, error) from error
    except BaseException:
        _forget(unfinished)
        raise
    with contextlib.suppress(OSError):
        journal_of(unfinished).unlink()


def verify(path: Path, key: bytes | None = None) -> int:
    """Check a study file from first page to last seal; return its steps or raise StudyError."""
    study = StudyFile.open(path, key=key, writable=False)
    try:
        return study.last
    finally:
        study.close()


def newest_whole(path: Path, key: bytes | None = None) -> Path | None:
    """Return the newest backup that passes every check, None when none does."""
    for backup in backups(path):
        with contextlib.suppress(StudyError):
            verify(backup, key)
            return backup
    return None


def restore(path: Path, backup: Path, key: bytes | None = None) -> Path | None:
    """Put a verified backup in a study's place; return where the file of before was kept.

    Nothing is thrown away. Raises StudyError when the backup is not whole or the study is open.
    """
    verify(backup, key)
    guard = Guard(path)
    try:
        if not guard.take():
            raise StudyError(Fault.BUSY, f"{guard.holder()} has “{path.name}” open.", "Close it.")
        # The copy is whole before the file of before makes way for it.
        unfinished = path.with_name(f".{path.name}.part")
        shutil.copyfile(backup, unfinished)
        _sync(unfinished)
        kept = _put_aside(path)
        unfinished.replace(path)
        sync_names(path.parent)
    except OSError as error:
        raise could_not_save(path, error) from error
    finally:
        guard.release()
    return kept


def _put_aside(path: Path) -> Path | None:
    if not path.exists():
        return None
    folder = backup_folder(path)
    make_backup_folder(folder)
    kept = folder / f"before restoring {utc_now():{_STAMP}}{path.suffix}"
    # The journal of a cut-off save belongs to the old file; the new one must not find it.
    if journal_of(path).exists():
        journal_of(path).rename(journal_of(kept))
    path.rename(kept)
    # Known to be kept before anything takes its place.
    sync_names(folder, path.parent)
    return kept


def _spare(found: tuple[Path, ...]) -> list[Path]:
    """Return the backups that may go: older than the newest ones, and not the last of a day."""
    kept = set(found[:NEWEST_KEPT])
    days: dict[str, Path] = {}
    for one in found:
        days.setdefault(one.name[:10], one)
    kept.update(list(days.values())[:DAYS_KEPT])
    return [one for one in found if one not in kept]


def backup_time(path: Path) -> datetime | None:
    """Return when a backup was made, in this computer's time; None for another file."""
    when = _time(path)
    return when.replace(tzinfo=UTC).astimezone() if when is not None else None


def _time(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name[:17], _STAMP)
    except ValueError:
        return None


def _head(study: StudyFile) -> bytes:
    with study.path.open("rb") as stream:
        return stream.read(16)


def _sync(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def _forget(path: Path) -> None:
    for one in (path, journal_of(path)):
        with contextlib.suppress(OSError):
            one.unlink()
