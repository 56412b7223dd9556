"""Going on with a study whose drive was away and is back, perhaps under another number."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import apsw

from journeyviewer.study import engine
from journeyviewer.study.faults import Fault, StudyError

if TYPE_CHECKING:
    from journeyviewer.study.store import StudyFile


def answers(file: StudyFile) -> bool:
    """True while what was opened is alive; a file that was only moved or replaced is.

    A lock of another program is an answer too. Waits for one as long as a save does.
    """
    if file.guard is not None and not file.guard.answers():
        return False
    try:
        engine.rows(file.connection, "SELECT count(*) FROM sqlite_schema")
    except (apsw.BusyError, apsw.LockedError):
        return True
    except apsw.Error:
        return False
    return True


def rejoin(file: StudyFile) -> None:
    """Open a study again whose drive no longer answers for what was opened.

    What lies under its name has to hold what was saved last, or the one save that was reported
    failed and is there all the same; anything else is only read, and left for the check of
    identity to refuse. Raises StudyError where it is the study and cannot be written.
    """
    # The engine keeps what it knows of locks by the number of a file, which may come back the same.
    with contextlib.suppress(apsw.Error):
        file.connection.close()
    if not _is_it(file):
        return
    if file.guard is not None:
        file.guard.release()
    again = type(file).open(file.path, key=file.key)
    if not again.read_only and file.is_followed_by(again):
        with contextlib.suppress(OSError):
            again.started()
        file.take_over(again)
        return
    again.close()
    raise StudyError(
        Fault.BUSY,
        f"Not saved yet: {again.read_only or f'another program works on “{file.path.name}”.'}",
        "Your text is kept here and is tried again.",
    )


def _is_it(file: StudyFile) -> bool:
    """Look without writing, not even what a save that was cut off left to be put back."""
    from journeyviewer.study.opening import has_hot_journal, study_id

    if has_hot_journal(file.path):
        return study_id(file.path, file.key, frozen=True) == file.study.id
    try:
        seen = type(file).open(file.path, key=file.key, writable=False)
    except StudyError:
        return False
    followed = file.is_followed_by(seen)
    seen.close()
    return followed
