"""Writing a file whole or not at all, and telling an archive of a study by its files."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from journeyviewer.model.problems import JourneyError

ARCHIVE = ("manifest.sha256", "annotations.jsonl")
"""The files that a folder with an archive of a study holds: the seals of all, and every step."""


def is_archive(folder: Path) -> bool:
    """True for a folder that a study was written into as plain files; raises OSError."""
    return all((folder / name).is_file() for name in ARCHIVE)


def write_whole(path: Path, data: bytes) -> None:
    """Write bytes beside the file and move them over it; nothing half-written stays."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
        sync_names(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        reason = error.strerror or "the disk did not say why"
        raise JourneyError(f"“{path.name}” could not be written: {reason}.", _advice(error)) from (
            error
        )


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
