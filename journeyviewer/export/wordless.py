"""Words that are left off bars and marks: their records stay, and are drawn as before."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from journeyviewer.timeline.plan import Journey, LanePlan
from journeyviewer.timeline.point_plan import PointPlan
from journeyviewer.timeline.spans import SpanPlan

NO_WORDS = ("",)


def without_words(journey: Journey, wordless: Set[str]) -> Journey:
    """Return a journey without the words of these lanes, by their keys, and entries, by their ids.

    They are taken out before anything is laid out, so that they are nowhere in a figure.
    """
    if not wordless:
        return journey
    lanes = {key: _lane(plan, wordless) for key, plan in journey.lanes.items()}
    return replace(journey, lanes=lanes)


def _lane(plan: LanePlan, wordless: Set[str]) -> LanePlan:
    whole = plan.lane.key in wordless

    def span(item: SpanPlan) -> SpanPlan:
        hidden = whole or item.entry.id in wordless
        return replace(item, labels=NO_WORDS, code="") if hidden else item

    def point(item: PointPlan) -> PointPlan:
        return replace(item, labels=NO_WORDS) if whole or item.entry.id in wordless else item

    return replace(
        plan,
        rows=tuple(tuple(span(item) for item in row) for row in plan.rows),
        overflow=tuple(span(item) for item in plan.overflow),
        points=tuple(point(item) for item in plan.points),
    )
