"""Opening a study file: what it is, who has it, whether it is whole, and what else can be done."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import apsw

from journeyviewer.study import engine
from journeyviewer.study.codec import parsed
from journeyviewer.study.faults import (
    Fault,
    NotSaved,
    StudyError,
    could_not_save,
    damaged,
    not_a_study,
)
from journeyviewer.study.guard import Guard
from journeyviewer.study.store import StudyFile

MAGIC_OF_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"


def open_file(path: Path, key: bytes | None, *, writable: bool = True, vfs: str = "") -> StudyFile:
    """Open a study file, read-only with a sentence where it cannot be written.

    A file of an older format is converted, a copy kept; one of a newer format is shown for reading
    as far as this program knows it. Raises StudyError for a file that is missing, empty, damaged,
    encrypted with another key, or something else, and for a newer one that cannot be read. A
    damaged file is never shown as an empty study.
    """
    _look(path, key)
    reason = "" if writable else "The study is open for reading only."
    guard = None
    if writable:
        guard, reason = _guarded(path)
    try:
        if not reason and has_hot_journal(path) and not vfs:
            _rehearse(path, key)
        opened = _opened(path, key, guard, reason, vfs)
    except StudyError as error:
        _let_go(guard)
        if error.fault is not Fault.NEWER:
            raise
        return _of_newer(path, key, error, vfs)
    except BaseException:
        _let_go(guard)
        raise
    if opened.guard is None:
        _let_go(guard)
    return opened


def _let_go(guard: Guard | None) -> None:
    if guard is not None:
        guard.release()


def _of_newer(path: Path, key: bytes | None, newer: StudyError, vfs: str) -> StudyFile:
    """Open a file of a newer format for reading; raises `newer` when that cannot be done."""
    try:
        return _opened(path, key, None, newer.message, vfs, newer=True)
    except StudyError as error:
        raise newer from error


def journal_of(path: Path) -> Path:
    """Return the engine's journal beside a study."""
    return path.with_name(path.name + "-journal")


def has_hot_journal(path: Path) -> bool:
    """True when a save was cut off, so that opening has to put back what stood there."""
    try:
        with journal_of(path).open("rb") as stream:
            return stream.read(8) == MAGIC_OF_JOURNAL
    except OSError:
        return False


def working_copy(path: Path, target: Path) -> Path:
    """Copy a study with its journal to another place, so that it can be opened there.

    For a medium that cannot be written. Raises StudyError when the target is taken.
    """
    if target.exists():
        raise StudyError(Fault.EXISTS, f"“{target.name}” is there already.", "Choose another name.")
    try:
        if journal_of(path).exists():
            shutil.copyfile(journal_of(path), journal_of(target))
        shutil.copyfile(path, target)
    except OSError as error:
        raise could_not_save(target, error) from error
    return target


def _look(path: Path, key: bytes | None) -> None:
    if not path.is_file():
        raise StudyError(
            Fault.MISSING,
            f"There is no file “{path.name}” in {path.absolute().parent}.",
            "Look whether the drive is there, or restore the newest backup.",
        )
    kind = engine.looks_like(path)
    if kind == "empty":
        raise damaged(path, "it has no content")
    if kind == "other":
        with path.open("rb") as stream:
            zeroed = not any(stream.read(512))
        raise damaged(path, "its first bytes are gone") if zeroed else not_a_study(path)
    if kind == "encrypted" and key is None:
        raise StudyError(
            Fault.PASSPHRASE, f"“{path.name}” is locked with a passphrase.", "Type the passphrase."
        )


def _guarded(path: Path) -> tuple[Guard | None, str]:
    """Return the guard, or why the file is opened for reading only."""
    if not os.access(path, os.W_OK):
        return None, f"“{path.name}” may not be changed here, so it is open for reading only."
    guard = Guard(path)
    try:
        if guard.take():
            return guard, ""
    except OSError:
        return None, f"The folder of “{path.name}” cannot be written, so it is read-only."
    return None, f"{guard.holder()} has “{path.name}” open, so it is read-only here."


def _rehearse(path: Path, key: bytes | None) -> None:
    """Put back a save that was cut off in a copy first; raises StudyError when that goes wrong.

    The engine trusts any journal that lies beside a file. One of another study would ruin it.
    """
    folder = Path(tempfile.mkdtemp(prefix=".recovering-", dir=path.absolute().parent))
    try:
        before = study_id(path, key, frozen=True)
        copy = working_copy(path, folder / path.name)
        try:
            opened = _opened(copy, key, None, "", "")
            after = opened.study.id
            opened.connection.close()
        except StudyError as error:
            raise _foreign_journal(path) from error
        if before is not None and before != after:
            raise _foreign_journal(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _foreign_journal(path: Path) -> StudyError:
    name = journal_of(path).name
    return StudyError(
        Fault.DAMAGED,
        f"The file “{name}” beside “{path.name}” does not belong to it.",
        f"Move “{name}” to another folder and open the study again, or restore a backup.",
    )


def study_id(path: Path, key: bytes | None, frozen: bool) -> str | None:
    """Return whose study a file is, None when it does not say; `frozen` leaves its journal be."""
    try:
        connection = engine.connect(path, key, writable=False, frozen=frozen)
    except apsw.Error:
        return None
    try:
        found = connection.execute("SELECT body FROM revisions WHERE seq = 1").fetchone()
        return None if found is None else str(parsed(str(found[0])).get("id"))
    except (apsw.Error, ValueError):
        return None
    finally:
        connection.close()


def _opened(
    path: Path,
    key: bytes | None,
    guard: Guard | None,
    reason: str,
    vfs: str,
    newer: bool = False,
) -> StudyFile:
    connection = None
    try:
        connection = engine.connect(path, key, writable=not reason, vfs=vfs)
        if engine.check_is_study(connection, path, newer_too=newer) < engine.VERSION:
            connection.close()
            return _of_older(path, key, guard, reason, vfs)
        opened = StudyFile(path, connection, key)
        left_out = opened.load(what_is_known=newer)
    except (apsw.Error, StudyError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, StudyError):
            raise
        if reason and has_hot_journal(path):
            return _in_memory(
                path,
                key,
                f"The last save of “{path.name}” was cut off and the drive cannot be written, so "
                "it is open for reading only. Save a copy to go on working.",
            )
        if isinstance(error, apsw.BusyError):
            raise could_not_save(path, error) from error
        raise damaged(path, "the database engine cannot read it") from error
    opened.guard = guard
    opened.read_only = reason
    if newer:
        opened.read_only += f" It is open for reading only{_without(left_out)}."
    return opened


def _without(left_out: int) -> str:
    return f", without {left_out} items of a kind unknown to this version" if left_out else ""


def _of_older(
    path: Path, key: bytes | None, guard: Guard | None, reason: str, vfs: str
) -> StudyFile:
    """Convert a file of an older format and open it; one that cannot be written is only read."""
    from journeyviewer.study.migrating import bring_up_to_date

    if reason:
        return _in_memory(path, key, reason)
    try:
        bring_up_to_date(path, key)
    except StudyError as error:
        if error.fault not in (Fault.FULL, Fault.CANNOT_WRITE, Fault.BUSY):
            raise
        why = error.why if isinstance(error, NotSaved) else error.message
        return _in_memory(
            path,
            key,
            f"“{path.name}” is of an older format and could not be converted, so it is open for "
            f"reading only: {why}",
        )
    return _opened(path, key, guard, reason, vfs)


def _in_memory(path: Path, key: bytes | None, reason: str) -> StudyFile:
    """Open a study that has to be put right or converted, and cannot be written where it lies.

    That is done in a copy in temporary space, which is gone before this returns.
    """
    folder = Path(tempfile.mkdtemp(prefix="journeyviewer-"))
    try:
        copy = working_copy(path, folder / path.name)
        opened = _opened(copy, key, None, "", "")
        memory = apsw.Connection(":memory:")
        engine.fill(memory, opened.connection)
        opened.connection.close()
        opened.connection = memory
        opened.path = path
        opened.read_only = reason
        return opened
    finally:
        shutil.rmtree(folder, ignore_errors=True)
