"""Going on with a study whose drive was away and is back, perhaps under another number."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import apsw

from journeyviewer.study import engine
from journeyviewer.study.faults import StudyError

if TYPE_CHECKING:
    from journeyviewer.study.store import StudyFile


def answers(file: StudyFile) -> bool:
    """True while what was opened can be read; a file that was only moved can."""
    try:
        engine.rows(file.connection, "SELECT count(*) FROM sqlite_schema")
    except apsw.BusyError:
        # Another program is at it just now: it is there.
        return True
    except apsw.Error:
        return False
    return True


def rejoin(file: StudyFile) -> bool:
    """Open a study again whose drive no longer answers for what was opened; True when it is back.

    It has to hold what was saved last, or the one save that was reported failed and is there all
    the same; anything else is left alone. The guard is taken anew.
    """
    if file.guard is not None:
        file.guard.release()
    try:
        again = type(file).open(file.path, key=file.key)
    except StudyError:
        return False
    if again.read_only or not file.is_followed_by(again):
        again.close()
        return False
    with contextlib.suppress(apsw.Error):
        file.connection.close()
    file.take_over(again)
    return True
