"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from journeyviewer.model.problems import JourneyError


def write_whole(path: Path, data: bytes) -> None:
    """Write bytes beside the file and move them over it; nothing half-written stays."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        reason = error.strerror or "the disk did not say why"
        raise JourneyError(f"“{path.name}” could not be written: {reason}.", _advice(error)) from (
            error
        )


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
