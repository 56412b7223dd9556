"""The first case of a large table, from its beginning alone, to look at while the rest is read."""

from __future__ import annotations

from pathlib import Path

from journeyviewer.ingest.terms import NO_TERMS, Terms
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.words import natural

LARGE = 8 * 2**20
"""Bytes from which on a text table takes so long that its first case is shown before."""
BEGINNING = 2**20
"""Bytes that are read for it."""


def first_case(path: Path, terms: Terms = NO_TERMS) -> Case | None:
    """Return a case from the beginning of a large text table; None for all other sources.

    It may lack records that stand further down. What could point at somebody is hidden in it on
    the same terms. What is wrong with the source is said when all of it is read.
    """
    try:
        if not path.is_file() or path.stat().st_size < LARGE:
            return None
        # What reads text is loaded for such a table alone.
        from journeyviewer.ingest.opening import SourceKind, recognise
        from journeyviewer.ingest.readers import read_sheets
        from journeyviewer.ingest.text_files import load_text

        with path.open("rb") as stream:
            data = stream.read(BEGINNING)
        data = data[: data.rfind(b"\n") + 1]
        if b"\0" in data or recognise(path.name, data) is not SourceKind.TEXT:
            return None
        sheets, _ = load_text(path.name, data, 0)
        cases = read_sheets(sheets, terms).cases
    except (OSError, JourneyError):
        return None
    # The last one is cut off where the beginning ends.
    whole = cases[:-1] or cases
    first = min(whole, key=lambda case: natural(case.id), default=None)
    if first is None or not terms.hide:
        return first
    from journeyviewer.ingest.pointing_questions import screened

    return screened(Cohort(name=path.name, cases=(first,)), terms).cases[0]
