"""What a spell looks like before it has a place in pixels: its edges, depth and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from journeyviewer.model.chronology import Entry
from journeyviewer.model.lanes import Category, Lane
from journeyviewer.model.times import EndState, FuzzyDate, Minute, Precision, minute_of
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import with_aside

YEAR_DAYS = 365
DOUBT_DAYS = {Precision.DAY: 7, Precision.MINUTE: 7}
"""Days of doubt added on both sides of a date written as approximate, by precision."""
APPROXIMATE_DAYS = 15


class Edge(StrEnum):
    """How an end of a span is drawn."""

    FLAT = "flat"
    FADE = "fade"
    TORN = "torn"
    OPEN = "open"
    STUB = "stub"
    UNBOUNDED = "unbounded"
    PIPELINE = "pipeline"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanPlan:
    """A spell ready to be placed.

    It is certain over [solid_start, solid_end) and possible over [start, end). `labels` run from
    the longest to the shortest, `code` is the last resort. `drawn` is the category's drawing,
    `step` its depth.
    """

    entry: Entry
    start: Minute
    solid_start: Minute
    solid_end: Minute
    end: Minute
    start_edge: Edge
    end_edge: Edge
    labels: tuple[str, ...]
    code: str
    drawn: str
    step: int
    icon: str = ""
    justice: bool = False
    temporary: bool = False
    move: str = ""

    @property
    def own(self) -> bool:
        """True for what the analyst added from reading."""
        return self.entry.flag("own")

    @property
    def high_cost(self) -> bool:
        """True for a placement recorded as high-cost."""
        return self.entry.flag("high_cost")

    @property
    def out_of_area(self) -> bool:
        """True for a placement recorded as out of borough."""
        return self.entry.flag("out_of_area")


def window(when: FuzzyDate) -> tuple[Minute, Minute]:
    """Return the half-open window in which a date lies, wider when it is approximate."""
    first, last = when.first, when.last
    if when.exact:
        at = minute_of(first, when.clock)
        return at, at
    if when.approximate:
        spare = timedelta(days=DOUBT_DAYS.get(when.precision, APPROXIMATE_DAYS))
        first, last = first - spare, last + spare
    return minute_of(first), minute_of(last + timedelta(days=1))


def plan_spans(
    lane: Lane, entries: Sequence[Entry], read: Minute, birth: FuzzyDate | None = None
) -> list[SpanPlan]:
    """Return the lane's spells in order of start; `read` ends what is known.

    A spell that starts in the window of the birth starts at birth: the day that nobody wrote
    down is no doubt about the spell.
    """
    known = [entry for entry in entries if entry.start.known]
    plans = []
    for index, entry in enumerate(known):
        following = next(
            (later.start for later in known[index + 1 :] if later.start.first > entry.start.first),
            None,
        )
        plan = _plan(lane, entry, following if lane.exclusive else None, read)
        if birth is not None and _same_window(birth, entry.start):
            plan = replace(plan, solid_start=plan.start, start_edge=Edge.FLAT)
        plans.append(plan)
    return plans


def _same_window(birth: FuzzyDate, start: FuzzyDate) -> bool:
    return (birth.earliest, birth.latest) == (start.earliest, start.latest)


def _plan(lane: Lane, entry: Entry, following: FuzzyDate | None, read: Minute) -> SpanPlan:
    category = lane.category(entry.category)
    start, solid_start = window(entry.start)
    start_edge = _start_edge(entry)
    solid_end, end, end_edge = _end(entry, following, max(read, solid_start))
    if solid_end < solid_start:
        # Both ends are vague and overlap: the middle of the doubt is all that is solid.
        middle = Minute((solid_start + solid_end) // 2)
        solid_start, solid_end = middle, middle
    return SpanPlan(
        entry=entry,
        start=start,
        solid_start=solid_start,
        solid_end=solid_end,
        end=max(end, solid_end),
        start_edge=start_edge,
        end_edge=end_edge,
        labels=span_labels(entry, category),
        code=code_of(entry, category),
        drawn=category.drawn if category else "span",
        step=1 if entry.flag("own") else _step(lane, category, start, end),
        icon=category.icon if category else "",
        justice=category.justice if category else False,
        temporary=entry.flag("temporary") or (category.temporary if category else False),
        move=_move(entry),
    )


def _start_edge(entry: Entry) -> Edge:
    if entry.start.earliest is None or entry.start.latest is None:
        return Edge.UNBOUNDED
    if entry.flag("left_cut"):
        return Edge.TORN
    return Edge.FLAT if entry.start.exact else Edge.FADE


def _end(entry: Entry, following: FuzzyDate | None, read: Minute) -> tuple[Minute, Minute, Edge]:
    """Return where the span is certain to, where it may run to, and the edge."""
    if entry.end_state is EndState.OPEN:
        return read, read, Edge.OPEN
    if entry.end is None or not entry.end.known:
        if following is None:
            stub, _ = window(entry.start)
            return stub, stub, Edge.STUB
        at = minute_of(following.first)
        return at, at, Edge.TORN
    solid, end = window(entry.end)
    if entry.flag("closed_by_pipeline"):
        return end, end, Edge.PIPELINE
    if entry.end.earliest is None or entry.end.latest is None:
        return solid, end, Edge.UNBOUNDED
    return solid, end, Edge.FLAT if entry.end.exact else Edge.FADE


def _step(lane: Lane, category: Category | None, start: Minute, end: Minute) -> int:
    """Return the depth: the category's, the length of support, or 2 for unknown words."""
    if lane.layout == "support":
        return 3 if end - start >= YEAR_DAYS * 24 * 60 else 2
    if category is None or category.step is None:
        return 2
    return category.step


def _move(entry: Entry) -> str:
    planned = entry.attributes.get("planned")
    if planned is None:
        return ""
    return "planned" if planned is True else "unplanned"


def span_labels(entry: Entry, category: Category | None) -> tuple[str, ...]:
    """Return the words for a bar, longest first, without repeats."""
    score = entry.attributes.get("score")
    words = [entry.label, *entry.short_forms]
    if category and category.short:
        words.append(category.short)
    if score is not None and category:
        tool = str(entry.attributes.get("tool", "")).strip()
        level = category.short
        head = [with_aside(f"{level}, score {score}", tool)] if tool else []
        words = [*head, f"{level}, score {score}", f"{level} {score}", level]
    return tuple(dict.fromkeys(word for word in words if word))


READABLE_CODES = frozenset(
    "S20 S38 S31 S46 S44 S43 S25 SGO ISO PRU NEET CIN CP EFC SCH EH PLO LAC MED".split()
)


def code_of(entry: Entry, category: Category | None) -> str:
    """Return the shortest form, four letters at most; "" when there is none."""
    short = [form for form in entry.short_forms if len(form) <= 4]
    if short:
        return min(short, key=len)
    if category and category.code in READABLE_CODES:
        return category.code
    return ""
