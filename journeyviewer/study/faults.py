"""What can go wrong with a study file, each as a sentence with the way out."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from journeyviewer.model.problems import JourneyError


class Fault(StrEnum):
    """Why a study file could not be opened or saved; the window offers the way out by it."""

    MISSING = "missing"
    EXISTS = "exists"
    NOT_A_STUDY = "not-a-study"
    DAMAGED = "damaged"
    NEWER = "newer"
    PASSPHRASE = "passphrase"
    FULL = "full"
    CANNOT_WRITE = "cannot-write"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    REPLACED = "replaced"
    OTHER_WRITER = "other-writer"
    READ_ONLY = "read-only"
    TOO_LARGE = "too-large"


class StudyError(JourneyError):
    """Something about a study file cannot be done; `fault` says what kind of thing it is."""

    def __init__(self, fault: Fault, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.fault = fault


class NotSaved(StudyError):
    """A save did not reach the disk; `why` is the sentence that says so without its opening."""

    def __init__(self, fault: Fault, why: str, advice: str, *, yet: str = "") -> None:
        super().__init__(fault, f"Not saved{yet}: {why}", advice)
        self.why = why


def damaged(path: Path, what: str) -> StudyError:
    """Return the error of a file whose bytes are not what was written."""
    return StudyError(
        Fault.DAMAGED,
        f"The study file “{path.name}” is damaged: {what}.",
        "Nothing was changed in it. Restore the newest backup, or save what can be read as a copy.",
    )


def not_a_study(path: Path) -> StudyError:
    """Return the error of a file that is something else."""
    return StudyError(
        Fault.NOT_A_STUDY,
        f"“{path.name}” is not a study file of this program.",
        "Choose a file whose name ends in .jvstudy.",
    )


def newer(path: Path, version: int) -> StudyError:
    """Return the error of a file that a later program made."""
    return StudyError(
        Fault.NEWER,
        f"“{path.name}” was saved by a newer journeyviewer (study format {version}).",
        "Open it with that version. It is left as it is.",
    )


def could_not_save(path: Path, error: BaseException) -> NotSaved:
    """Return the error of a save that did not reach the disk, naming the drive and its space."""
    text = str(error).lower()
    kind = type(error).__name__
    place = drive(path)
    if kind == "FullError" or "disk is full" in text or getattr(error, "errno", None) == 28:
        return NotSaved(
            Fault.FULL,
            f"the drive of “{path.name}” ({place}) is full, {_free(path)} is free.",
            "Your text is kept here and saved as soon as there is space.",
        )
    if kind in ("ReadOnlyError", "PermissionsError", "AuthError"):
        return NotSaved(
            Fault.CANNOT_WRITE,
            f"writing to “{path.name}” on {place} is not allowed at the moment.",
            "Your text is kept here. Check the drive, or save a copy somewhere else.",
        )
    if kind in ("BusyError", "LockedError"):
        return NotSaved(
            Fault.BUSY,
            f"another program holds “{path.name}” on {place}.",
            "Your text is kept here and is tried again.",
            yet=" yet",
        )
    return NotSaved(
        Fault.CANNOT_WRITE,
        f"the drive of “{path.name}” ({place}) did not take it; {_free(path)} is free.",
        "Your text is kept here and is tried again. If the drive was pulled out, put it back.",
    )


def not_answering(path: Path) -> NotSaved:
    """Return the error of a drive that has neither taken a save nor refused it."""
    return NotSaved(
        Fault.NO_ANSWER,
        f"the drive of “{path.name}” ({drive(path)}) does not answer.",
        "Your text is kept here and is saved when it does.",
    )


def could_not_read(path: Path) -> StudyError:
    """Return the error of a file whose drive does not give it."""
    return StudyError(
        Fault.CANNOT_WRITE,
        f"“{path.name}” on {drive(path)} cannot be read.",
        "Check the drive, and who may read the file.",
    )


@contextlib.contextmanager
def telling(path: Path, error_of: Callable[[Path, OSError], StudyError]) -> Iterator[None]:
    """Turn whatever the drive refuses into an error in words."""
    try:
        yield
    except OSError as error:
        raise error_of(path, error) from error


def drive(path: Path) -> str:
    """Return the drive or folder a person knows a place by."""
    return path.drive or str(path.absolute().parent)


def _free(path: Path) -> str:
    try:
        free = shutil.disk_usage(path.absolute().parent).free
    except OSError:
        return "an unknown amount"
    return f"{free / 1_000_000:,.1f} MB"
