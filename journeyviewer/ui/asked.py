"""Whether a reading is to be looked at before it is drawn, and where decisions are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort, Outcome
from journeyviewer.model.decisions import HARM, Topic
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
    path = decisions_path()
    if not path.exists():
        return Terms(hide=True, ask=True)
    from journeyviewer.ingest.decisions_file import load_decisions

    try:
        # Which cases are read is decided for some files alone.
        decisions = replace(load_decisions(path), cases=None)
        return Terms(decisions=decisions, hide=True, ask=True)
    except JourneyError:
        return Terms(hide=True, ask=True)
