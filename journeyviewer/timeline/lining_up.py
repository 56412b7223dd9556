"""Lines a journey up at an event that was asked for, in place of its own."""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.model.chronology import Case
from journeyviewer.model.landmarks import Event, Landmark, is_landmark
from journeyviewer.model.times import date_of
from journeyviewer.model.words import upper_first
from journeyviewer.timeline.align import Alignment, fold_of
from journeyviewer.timeline.plan import Journey

WORDS = {
    Landmark.HIGH_RISK: ("Identified as high risk of CSE", "high risk"),
    Landmark.FIRST_MISSING: ("First missing episode", "first missing"),
    Landmark.FIRST_REFERRAL: ("First referral", "first referral"),
    Landmark.LOOKED_AFTER: ("Became looked after", "start of care"),
}
"""What each event is called beside its dot, and in "Months from high risk"."""


def alignment_at(case: Case, event: Event) -> Alignment | None:
    """Return the first record that is an event, None where a case has none.

    What the analyst added moves no axis, nor does what is only suggested.
    """
    found = [
        entry
        for entry in case.entries
        if entry.start.known
        and not entry.suggested
        and not entry.flag("own")
        and is_landmark(entry, event)
    ]
    if not found:
        return None
    first = min(found, key=lambda entry: entry.start.first)
    own = (upper_first(str(event)), str(event))
    title, name = WORDS.get(event, own) if isinstance(event, Landmark) else own
    return Alignment(first.start.first, title, first, (name,))


def lined_up(journey: Journey, case: Case, event: Event) -> Journey | None:
    """Return a journey lined up at the first of an event in a case, with the fold for it.

    `case` is the whole case, of which the journey may hold some lanes alone. None where the case
    has no such event, or none within the journey.
    """
    aligned = alignment_at(case, event)
    start, end = date_of(journey.start), date_of(journey.end)
    if aligned is None or not start <= aligned.when <= end:
        return None
    return replace(journey, aligned=aligned, fold=fold_of(aligned, start, end))
