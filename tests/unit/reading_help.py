"""Reading small files in tests: every row accounted for, and what was read in short."""

from __future__ import annotations

from pathlib import Path

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.terms import NO_TERMS, Terms
from journeyviewer.model.chronology import Cohort


def read_whole(folder: Path, name: str, content: bytes | str, terms: Terms = NO_TERMS) -> Cohort:
    """Write a file and read it, with every row accounted for."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return accounted(read_here([path], terms))


def accounted(cohort: Cohort) -> Cohort:
    """Return what was read once no row of it is lost."""
    assert all(tally.adds_up for tally in cohort.tallies)
    assert sum(tally.tray for tally in cohort.tallies) == len(cohort.tray)
    return cohort


def told(cohort: Cohort) -> list[tuple[str, str, str]]:
    """Return case, day and words of every record."""
    return [
        (case.id, str(entry.start.earliest), entry.words)
        for case in cohort.cases
        for entry in case.entries
        if not entry.suggested
    ]
