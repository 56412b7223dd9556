"""Ages only: a case with every calendar date and every place in its source taken out.

The redaction is in the data, so that nothing downstream can paint what is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from journeyviewer.model.chronology import Case, Coverage, Entry, EntryId
from journeyviewer.model.times import (
    FuzzyDate,
    Minute,
    Precision,
    add_months,
    date_of,
    minute_of,
)
from journeyviewer.model.words import WITHHELD, without_dates
from journeyviewer.timeline.align import Alignment
from journeyviewer.timeline.episodes import interview_of, size_class
from journeyviewer.timeline.plan import Journey, LanePlan
from journeyviewer.timeline.spans import SpanPlan

ORIGIN = date(1000, 1, 1)
"""The day on which every birth falls in a case without dates; no calendar is left."""


def ages_only(journey: Journey, months: int = 1) -> Journey:
    """Return the journey with dates as months of age, counted from birth to the nearest month.

    `months` above 1 rounds to quarters (3), half-years (6) or years (12). Where no birth is
    recorded months count from the first record. Every row, the fold and the counts in the
    headers stay those of the full record; what stood apart by days may now meet.
    """
    # Bars meet at the same days, and rows hold the same entries.
    rounded = cache(rounder(journey, months))

    @cache
    def at(position: Minute) -> Minute:
        return minute_of(rounded(date_of(position)))

    case = _case_without_dates(journey.case, rounded)
    entries = {entry.id: entry for entry in case.entries}
    aligned = journey.aligned
    if aligned is not None:
        # The event may lie in a lane that is not shown.
        entry = entries.get(aligned.entry.id) or _entry(aligned.entry, rounded)
        aligned = Alignment(rounded(aligned.when), aligned.title, entry, aligned.names)
    start, end = at(journey.start), at(journey.end)
    return replace(
        journey,
        case=case,
        start=start,
        end=max(end, at(journey.read)),
        read=at(journey.read),
        birth=ORIGIN if journey.birth else None,
        aligned=aligned,
        fold=at(journey.fold) if journey.fold is not None else None,
        lanes={key: _lane(plan, entries, at) for key, plan in journey.lanes.items()},
        annotations=journey.annotations.moved(at, without_dates),
    )


At = Callable[[Minute], Minute]
Entries = Mapping[EntryId, Entry]


def _lane(plan: LanePlan, entries: Entries, at: At) -> LanePlan:
    def span(item: SpanPlan) -> SpanPlan:
        return replace(
            item,
            entry=entries[item.entry.id],
            start=at(item.start),
            solid_start=at(item.solid_start),
            solid_end=at(item.solid_end),
            end=at(item.end),
            labels=tuple(without_dates(words) for words in item.labels),
            code=without_dates(item.code),
        )

    def stretch(item: tuple[Minute, Minute]) -> tuple[Minute, Minute]:
        return at(item[0]), at(item[1])

    return replace(
        plan,
        summary=tuple(without_dates(words) for words in plan.summary),
        rows=tuple(tuple(span(item) for item in row) for row in plan.rows),
        overflow=tuple(span(item) for item in plan.overflow),
        points=tuple(
            replace(
                item,
                entry=entries[item.entry.id],
                start=at(item.start),
                end=at(item.end),
                labels=tuple(without_dates(words) for words in item.labels),
            )
            for item in plan.points
        ),
        episodes=tuple(
            replace(item, entry=entries[item.entry.id], start=at(item.start))
            for item in plan.episodes
        ),
        rails=tuple(replace(item, start=at(item.start), end=at(item.end)) for item in plan.rails),
        counts=tuple(entries[item.id] for item in plan.counts),
        hatched=tuple(stretch(item) for item in plan.hatched),
        outside=tuple(stretch(item) for item in plan.outside),
    )


def rounder(journey: Journey, step: int = 1) -> Callable[[date], date]:
    """Return what turns a day into the day of a life that began at `ORIGIN`.

    Ages are rounded to the nearest `step` months.
    """
    birth = journey.birth or date_of(Minute(journey.start))

    def rounded(when: date) -> date:
        months = (when.year - birth.year) * 12 + when.month - birth.month
        months -= months % step
        below = add_months(birth, months)
        if below > when:
            months -= step
            below = add_months(birth, months)
        above = add_months(birth, months + step)
        nearer = months + step if (when - below) * 2 >= above - below else months
        return add_months(ORIGIN, nearer)

    return rounded


def _case_without_dates(case: Case, rounded: Callable[[date], date]) -> Case:
    return replace(
        case,
        id=without_dates(case.id).replace(WITHHELD, "…"),
        birth=FuzzyDate(ORIGIN, ORIGIN, Precision.DAY) if case.birth else None,
        read_on=rounded(case.read_on) if case.read_on else None,
        entries=tuple(_entry(entry, rounded) for entry in case.entries),
        coverage=tuple(_coverage(window, rounded) for window in case.coverage),
    )


def _coverage(window: Coverage, rounded: Callable[[date], date]) -> Coverage:
    return Coverage(
        without_dates(window.source),
        window.lane,
        rounded(window.start) if window.start else None,
        rounded(window.end) if window.end else None,
    )


def _entry(entry: Entry, rounded: Callable[[date], date]) -> Entry:
    attributes = dict(entry.attributes)
    if entry.lane == "missing":
        attributes["length_class"] = size_class(entry)
        attributes["return_interview"] = interview_of(entry)
    return replace(
        entry,
        label=without_dates(entry.label),
        words=without_dates(entry.words),
        short_forms=tuple(without_dates(form) for form in entry.short_forms),
        detail=without_dates(entry.detail),
        start=_date(entry.start, rounded),
        end=_date(entry.end, rounded) if entry.end else None,
        attributes={
            name: without_dates(value) if isinstance(value, str) else value
            for name, value in attributes.items()
        },
        sources=(),
        source_name="",
    )


def _date(when: FuzzyDate, rounded: Callable[[date], date]) -> FuzzyDate:
    """Round both bounds; a day stays a crisp day, and the words and the clock go."""
    if when.exact:
        at = rounded(when.first)
        return FuzzyDate(at, at, Precision.DAY)
    return replace(
        when,
        earliest=rounded(when.earliest) if when.earliest else None,
        latest=rounded(when.latest) if when.latest else None,
        raw="",
        clock=None,
    )
