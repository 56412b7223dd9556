"""Whether a reading is to be looked at before it is drawn, and where decisions are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort, Outcome
from journeyviewer.model.decisions import HARM, NO_DECISIONS, Decisions, Topic
from journeyviewer.model.problems import JourneyError
from journeyviewer.ui.settings import settings_file

KEPT_IN = "decisions.json"
Stamp = tuple[int, int, int] | None
INTERRUPTS = HARM[: HARM.index(Topic.WORD) + 1]
"""Topics that are asked about before anything is drawn; the others can wait."""


def wants_report(cohort: Cohort) -> bool:
    """True when something is to be decided before a reading is drawn."""
    undecided = any(
        question.is_open and question.topic in INTERRUPTS for question in cohort.questions
    )
    unnamed = any(table.is_open for table in cohort.tables)
    return undecided or (unnamed and (cohort.outcome is Outcome.ERROR or bool(cohort.cases)))


NOT_KEPT = "Your answer holds for now, but it could not be kept for next time."


def decisions_path() -> Path:
    """Return where decisions of this user are kept, beside the settings."""
    return settings_file().with_name(KEPT_IN)


def kept_terms() -> Terms:
    """Return the terms of reading with what was decided before; none where none can be read."""
    return Terms(decisions=_kept() or NO_DECISIONS, hide=True, ask=True)


class KeptAnswers:
    """What was decided before, as a window saw it last in the file that all windows write."""

    def __init__(self) -> None:
        self._stamp: Stamp = None
        self._known = NO_DECISIONS

    def terms(self) -> Terms:
        """Return the terms of reading with what is kept by now."""
        return Terms(decisions=self.taken_into(NO_DECISIONS), hide=True, ask=True)

    def taken_into(self, own: Decisions) -> Decisions:
        """Return what holds in a window with what others have kept or taken back since."""
        stamp = _stamp()
        found = _kept() if stamp != self._stamp else None
        if found is None:
            return own
        from journeyviewer.ui.merging import decided_together

        made = replace(decided_together(self._known, found, own), cases=own.cases)
        self._stamp, self._known = stamp, found
        return made


def keep_decisions(before: Decisions, now: Decisions) -> None:
    """Keep what was answered or taken back between two states over what other windows kept.

    Raises OSError or JourneyError where it cannot be kept: a file that a newer version wrote, or
    that cannot be read now, stays as it is.
    """
    # Loaded when there is something to keep.
    from journeyviewer.ingest.decisions_file import save_decisions
    from journeyviewer.study.guard import alone
    from journeyviewer.ui.merging import decided_together

    place = decisions_path()
    place.parent.mkdir(parents=True, exist_ok=True)
    with alone(place):
        kept = _kept(to_write=True)
        whole = replace(now, cases=None) if kept is None else decided_together(before, now, kept)
        save_decisions(whole, place)


def not_kept(error: Exception) -> str:
    """Return what is said of an answer that `keep_decisions` did not keep, and what to do."""
    from journeyviewer.ingest.decisions_file import LeftAlone

    if not isinstance(error, LeftAlone):
        return NOT_KEPT
    return (
        f"Your answer holds for now, but it is not kept for next time. {error.message} It is left "
        f"as it is: move it out of {decisions_path().parent} to have answers kept here again."
    )


def _kept(*, to_write: bool = False) -> Decisions | None:
    """Return what is in the file, None where there is none or it cannot be read.

    One that nobody knows to be of no use is not to be written over: raises LeftAlone then.
    """
    path = decisions_path()
    if not path.exists():
        return None
    from journeyviewer.ingest.decisions_file import LeftAlone, load_decisions

    try:
        # Which cases are read is decided for some files alone.
        return replace(load_decisions(path), cases=None)
    except LeftAlone:
        if to_write:
            raise
    except JourneyError:
        pass
    return None


def _stamp() -> Stamp:
    """Return what tells one state of the file from another, None while there is none."""
    try:
        found = decisions_path().stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
