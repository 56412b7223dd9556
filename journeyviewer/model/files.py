"""Writing a file whole or not at all and never over a source; telling an archive by its files."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from journeyviewer.model.problems import JourneyError

ARCHIVE = ("manifest.sha256", "annotations.jsonl")
"""The files that a folder with an archive of a study holds: the seals of all, and every step."""


STREAMS = ("/dev", "/dev/fd")
"""Where names stand for what is open already, such as /dev/stdout."""
_sources: dict[str, set[str]] = {}
"""Where files lie that were read, by their names in small letters."""


def keep_as_it_is(paths: Iterable[Path], *, linked: bool = False) -> None:
    """Let nothing be written over these files by this program: sources are only ever read.

    Nothing is asked of their drive, except what links stand for where they may be `linked`.
    """
    for path in paths:
        places = {os.path.abspath(path)}
        # No file has a name that cannot be written.
        with contextlib.suppress(ValueError):
            places |= {os.path.realpath(path)} if linked else set()
        for place in places:
            _sources.setdefault(os.path.basename(place).casefold(), set()).add(place)


def is_archive(folder: Path) -> bool:
    """True for a folder that a study was written into as plain files; raises OSError."""
    return all((folder / name).is_file() for name in ARCHIVE)


def write_whole(path: Path, data: bytes) -> None:
    """Write bytes beside the file and move them over it; nothing half-written stays.

    What is no file, such as a pipe, is written into. Raises JourneyError where it cannot be done,
    and for a file that was read.
    """
    try:
        if _is_written_into(path):
            with path.open("wb") as stream:
                stream.write(data)
            return
        _move_over(Path(os.path.realpath(path)) if path.is_symlink() else path, data)
    except OSError as error:
        reason = error.strerror or "the disk did not say why"
        raise JourneyError(f"“{path.name}” could not be written: {reason}.", _advice(error)) from (
            error
        )


def refuse_sources(paths: Iterable[Path]) -> None:
    """Raise JourneyError for the first of these files that was read: it is not written over."""
    for path in paths:
        if _is_source(path):
            raise JourneyError(
                f"“{path.name}” is one of the files that were read, and is not written over.",
                "Choose another folder.",
            )


def _move_over(path: Path, data: bytes) -> None:
    refuse_sources([path])
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
        sync_names(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _is_written_into(path: Path) -> bool:
    """True for a device or a pipe: moving a file over it would take its place."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or str(path.parent) in STREAMS


def _is_source(path: Path) -> bool:
    for source in _sources.get(path.name.casefold(), ()):
        with contextlib.suppress(OSError):
            if os.path.samefile(path, source):
                return True
    return False


def sync_names(*folders: Path) -> None:
    """Bring the names in folders to the disk, so that a power cut takes none of them back.

    Does nothing where folders cannot be synced, as on Windows. Raises OSError of the drive.
    """
    for folder in folders:
        try:
            handle = os.open(folder, os.O_RDONLY)
        except (PermissionError, IsADirectoryError):
            continue
        try:
            os.fsync(handle)
        except OSError as error:
            # Some network drives know no such thing.
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
                raise
        finally:
            os.close(handle)


def _advice(error: OSError) -> str:
    """Return what a person can do about a file that could not be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Free some space, or choose another disk."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "Choose a folder that exists."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "Close it if it is open in another program, or choose a folder you may write to."
    if error.errno == errno.ENAMETOOLONG:
        return "Choose a shorter name."
    return "Choose another name or another folder."
