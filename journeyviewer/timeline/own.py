"""A case with what the analyst added to it from reading; the record itself stays as it was read."""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.study import Study
from journeyviewer.timeline.spans import window


def with_own(case: Case, study: Study) -> Case:
    """Return a case with the own entries in their places, and the own coverage beside the rest.

    The same case when there are none. The order among entries of a source stays.
    """
    own = [item.entry() for item in study.own_entries_of(case.id)]
    coverage = tuple(item.coverage() for item in study.own_coverage_of(case.id))
    if not own and not coverage:
        return case
    entries = (*case.entries, *own)
    known = sorted((one for one in entries if one.start.known), key=_place)
    rest = [one for one in entries if not one.start.known]
    return replace(case, entries=(*known, *rest), coverage=(*case.coverage, *coverage))


def _place(entry: Entry) -> int:
    return window(entry.start)[0]
