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
INTERRUPTS = HARM[: HARM.index(Topic.WORD) + 1]
"""Topics that are asked about before anything is drawn; the others can wait."""


def wants_report(cohort: Cohort) -> bool:
    """True when something is to be decided before a reading is drawn."""
    undecided = any(
        question.is_open and question.topic in INTERRUPTS for question in cohort.questions
    )
    unnamed = any(table.is_open for table in cohort.tables)
    return undecided or (unnamed and (cohort.outcome is Outcome.ERROR or bool(cohort.cases)))


def decisions_path() -> Path:
    """Return where decisions of this user are kept, beside the settings."""
    return settings_file().with_name(KEPT_IN)


def kept_terms() -> Terms:
    """Return the terms of reading with what was decided before; none where none can be read."""
    return Terms(decisions=_kept() or NO_DECISIONS, hide=True, ask=True)


def keep_decisions(before: Decisions, now: Decisions) -> None:
    """Keep what was answered or taken back between two states over what other windows kept.

    Raises OSError or JourneyError where it cannot be kept.
    """
    # Loaded when there is something to keep.
    from journeyviewer.ingest.decisions_file import save_decisions
    from journeyviewer.study.guard import alone
    from journeyviewer.ui.merging import decided_together

    place = decisions_path()
    place.parent.mkdir(parents=True, exist_ok=True)
    with alone(place):
        kept = _kept()
        whole = replace(now, cases=None) if kept is None else decided_together(before, now, kept)
        save_decisions(whole, place)


def _kept() -> Decisions | None:
    """Return what is in the file, None where there is none or it cannot be read."""
    path = decisions_path()
    if not path.exists():
        return None
    from journeyviewer.ingest.decisions_file import load_decisions

    try:
        # Which cases are read is decided for some files alone.
        return replace(load_decisions(path), cases=None)
    except JourneyError:
        return None
