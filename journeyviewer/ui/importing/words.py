"""What the import report says beside its questions and numbers."""

from __future__ import annotations

from journeyviewer.analysis.import_report import ImportReport
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.words import counted

MOST_LEFT = 6
"""Reasons, and things not read, that are shown; the rest is counted."""


def how_many(report: ImportReport, open_now: int) -> str:
    """Return how many questions wait, and of how many rows."""
    if not report.groups and not open_now:
        return "Nothing. Everything was read as it stands."
    if not open_now:
        return "All decided. You can change an answer here at any time."
    rows = f"{counted(report.undecided, 'row')} in " if report.undecided else ""
    return f"{rows}{counted(open_now, 'question')}. You can also do this later."


def nothing_words(cohort: Cohort) -> str:
    """Return what is to be done where no journey can be shown yet."""
    if any(table.is_open for table in cohort.tables):
        return "Nothing yet. Say what the columns of a table hold, and its journeys follow."
    if any(question.is_open for question in cohort.questions):
        return "Nothing yet. Answer the question on the left, and the journey follows."
    return "Nothing can be shown of this. What was left out, and why, is listed below."


def repairs_words(cohort: Cohort) -> str:
    """Return how many repairs were made and taken back, "" where there was none."""
    live = sum(1 for repair in cohort.repairs if not repair.undone)
    if not cohort.repairs:
        return ""
    undone = len(cohort.repairs) - live
    back = f" {undone:,} taken back." if undone else ""
    return f"{counted(live, 'repair')} made while reading, each listed and undoable.{back}"


BESIDE = frozenset(
    ("hidden-sheet", "hidden-cells", "hidden-not-known", "beside-the-cells", "folder-left-out")
)
"""Rules about what a file or a folder holds beside what is read."""


def not_read(cohort: Cohort) -> list[str]:
    """Return what the files hold besides, which was not read: hidden rows, comments and such."""
    found = [item for item in cohort.problems if item.rule in BESIDE]
    lines = [short(f"{item.sheet or item.file}: {item.message}") for item in found[:MOST_LEFT]]
    more = len(found) - MOST_LEFT
    return [*lines, f"and {more:,} more like it"] if more > 0 else lines


def short(words: str) -> str:
    """Return a sentence without what goes beyond two lines."""
    return words if len(words) <= 200 else f"{words[:197]}…"
