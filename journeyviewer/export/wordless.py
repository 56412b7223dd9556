"""Words that are left off bars and marks: their records stay, and are drawn as before."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.timeline.plan import Journey, LanePlan
from journeyviewer.timeline.point_plan import PointPlan
from journeyviewer.timeline.spans import SpanPlan

NO_WORDS = ("",)
IN_THEIR_PLACE = {Kind.SPELL: "A period", Kind.EVENT: "An event"}
"""What a description says instead of words that were left off."""


def without_words(journey: Journey, wordless: Set[str]) -> Journey:
    """Return a journey without the words of these lanes, by their keys, and entries, by their ids.

    They are taken out before anything is laid out, so that they are nowhere in a figure.
    """
    if not wordless:
        return journey
    lanes = {key: _lane(plan, wordless) for key, plan in journey.lanes.items()}
    return replace(journey, lanes=lanes)


def told_without_words(case: Case, wordless: Set[str]) -> Case:
    """Return a case as it is told beside a figure with these words left off.

    Every record stays with its time and its numbers.
    """
    if not wordless:
        return case

    def told(entry: Entry) -> Entry:
        if entry.lane not in wordless and entry.id not in wordless:
            return entry
        kept = {key: value for key, value in entry.attributes.items() if key != "tool"}
        label = IN_THEIR_PLACE.get(entry.kind, "A record")
        return replace(entry, label=label, words="", attributes=kept)

    return replace(case, entries=tuple(told(entry) for entry in case.entries))


def _lane(plan: LanePlan, wordless: Set[str]) -> LanePlan:
    whole = plan.lane.key in wordless

    def span(item: SpanPlan) -> SpanPlan:
        hidden = whole or item.entry.id in wordless
        return replace(item, labels=NO_WORDS, code="") if hidden else item

    def point(item: PointPlan) -> PointPlan:
        return replace(item, labels=NO_WORDS) if whole or item.entry.id in wordless else item

    spans = [*(item for row in plan.rows for item in row), *plan.overflow]
    entries = [*(item.entry for item in spans), *(item.entry for item in plan.points)]
    hidden = [
        entry.label.casefold()
        for entry in entries
        if entry.label and (whole or entry.id in wordless)
    ]
    return replace(
        plan,
        summary=tuple(line for line in plan.summary if not _names(line, hidden)),
        rows=tuple(tuple(span(item) for item in row) for row in plan.rows),
        overflow=tuple(span(item) for item in plan.overflow),
        points=tuple(point(item) for item in plan.points),
    )


def _names(line: str, labels: Sequence[str]) -> bool:
    """True for a line of a header that names its longest record, if that is one of these."""
    head, _, rest = line.casefold().partition(": ")
    name = rest.rpartition(",")[0] or rest
    return head == "longest" and any(label.startswith(name) for label in labels)
