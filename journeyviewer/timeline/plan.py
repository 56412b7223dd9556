"""A case made ready to be drawn: rows, edges and words that no zoom changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.counts import summary_lines
from journeyviewer.model.gaps import covered, gaps
from journeyviewer.model.lanes import Lane, lanes
from journeyviewer.model.times import MINUTES_PER_DAY, Minute, date_of, minute_of
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.align import Alignment, alignment, fold_of
from journeyviewer.timeline.annotations import NOTHING, Annotations
from journeyviewer.timeline.episodes import EpisodePlan, plan_episodes
from journeyviewer.timeline.pack import first_fit
from journeyviewer.timeline.point_plan import PointPlan, plan_points
from journeyviewer.timeline.rows import PointRow, SpanRow
from journeyviewer.timeline.spans import Edge, SpanPlan, plan_spans, window
from journeyviewer.timeline.view import ALL_LANES

NOT_READ = "Not in what was read"
MOST_ROWS = {"support": 8}
"""Span rows of a lane beyond which a count stands for the rest; 3 unless named."""


@dataclass(frozen=True, slots=True)
class Rail:
    """An unbroken run out of borough over [start, end), with its number of placements."""

    start: Minute
    end: Minute
    placements: int
    open: bool


@dataclass(frozen=True, kw_only=True)
class LanePlan:
    """One lane of one case: rows of spans, points in their rows, and what was not recorded.

    `hatched` are the gaps inside what was read, `outside` the time no source covers. What is the
    same in order of time, to look up what is in sight, is made when it is first asked for.
    """

    lane: Lane
    summary: tuple[str, ...]
    rows: tuple[tuple[SpanPlan, ...], ...] = ()
    overflow: tuple[SpanPlan, ...] = ()
    points: tuple[PointPlan, ...] = ()
    point_rows: int = 0
    episodes: tuple[EpisodePlan, ...] = ()
    rails: tuple[Rail, ...] = ()
    counts: tuple[Entry, ...] = ()
    hatched: tuple[tuple[Minute, Minute], ...] = ()
    outside: tuple[tuple[Minute, Minute], ...] = ()

    @cached_property
    def overflow_groups(self) -> tuple[tuple[SpanPlan, ...], ...]:
        """The spans beyond the last row in groups that overlap."""
        return _overlapping(self.overflow)

    @cached_property
    def span_rows(self) -> tuple[SpanRow, ...]:
        """The rows of spans."""
        return tuple(SpanRow(row) for row in self.rows)

    @cached_property
    def point_rows_in_order(self) -> tuple[PointRow, ...]:
        """The rows of points."""
        numbers = range(self.point_rows)
        return tuple(PointRow([at for at in self.points if at.row == row]) for row in numbers)

    @cached_property
    def all_spans(self) -> SpanRow:
        """The spans of all rows and beyond them."""
        spans = [span for row in self.rows for span in row] + list(self.overflow)
        return SpanRow(sorted(spans, key=lambda span: span.start))

    @cached_property
    def all_points(self) -> PointRow:
        """The points of both rows."""
        return PointRow(self.points)

    @cached_property
    def episode_starts(self) -> tuple[Minute, ...]:
        """Where the episodes begin."""
        return tuple(episode.start for episode in self.episodes)

    @property
    def unread(self) -> bool:
        """True when no source that was read says anything of this lane."""
        return self.summary == (NOT_READ,)

    @property
    def empty(self) -> bool:
        """True when nothing was recorded for the lane."""
        return not (self.rows or self.points or self.episodes or self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A case ready to be laid out, over the whole life [start, end).

    `curtain` is the end of the day by which the case is shown as known; None shows all of it.
    `annotations` are what an analyst added. `dated` is False where no day at all is known: then
    the time in between stands for nothing and no date of it is told.
    """

    case: Case
    start: Minute
    end: Minute
    read: Minute
    birth: date | None
    aligned: Alignment | None
    fold: Minute | None
    lanes: Mapping[str, LanePlan]
    curtain: Minute | None = None
    annotations: Annotations = NOTHING
    dated: bool = True


STRIP_LANES = frozenset({"legal", "residence", "education", "cse", "missing", "support"})


def plan_strip(case: Case) -> Journey:
    """Return a case made ready for a row among other cases: six lanes, and only their spells."""
    return _plan_journey(case, STRIP_LANES, events=False)


def plan_journey(case: Case) -> Journey:
    """Return a case made ready; done once a case, whatever is shown of it later."""
    return plan_lanes(case, ALL_LANES)


def plan_lanes(case: Case, wanted: Iterable[str]) -> Journey:
    """Return a case made ready with these lanes alone, its life and its events those of all."""
    return _plan_journey(case, frozenset(wanted), events=True)


def first_day(case: Case) -> date:
    """Return the day on which the journey of a case begins."""
    return life_of(case)[0]


def life_of(case: Case) -> tuple[date, date]:
    """Return the days [start, end) over which the journey of a case is drawn."""
    birth, drawn = _drawn(case)
    first, _, last = _reach(case, drawn, birth)
    return first, last


def alignment_of(case: Case) -> Alignment | None:
    """Return the event that a case is lined up at, None where it has none in its journey."""
    birth, drawn = _drawn(case)
    first, _, last = _reach(case, drawn, birth)
    return _aligned(case, first, last)


def _drawn(case: Case) -> tuple[date | None, list[Entry]]:
    """Return the first possible day of birth, None without one, and the entries that are drawn."""
    birth = case.birth.first if case.birth and case.birth.known else None
    return birth, [entry for entry in case.entries if entry.start.known and not entry.suggested]


def _aligned(case: Case, first: date, last: date) -> Alignment | None:
    aligned = alignment(case)
    return aligned if aligned is not None and first <= aligned.when <= last else None


def _plan_journey(case: Case, wanted: frozenset[str], *, events: bool) -> Journey:
    birth, drawn = _drawn(case)
    first, read_on, last = _reach(case, drawn, birth)
    read = minute_of(read_on)
    aligned = _aligned(case, first, last)
    by_lane: dict[str, list[Entry]] = {}
    for entry in drawn:
        by_lane.setdefault(entry.lane, []).append(entry)
    span = (minute_of(first), minute_of(last))
    return Journey(
        case=case,
        start=span[0],
        end=span[1],
        read=read,
        birth=birth,
        aligned=aligned,
        fold=fold_of(aligned, first, last) if aligned else None,
        dated=bool(drawn or birth or case.read_on),
        lanes={
            lane.key: _plan_lane(case, lane, by_lane.get(lane.key, []), read, span, events=events)
            for lane in lanes()
            if lane.key in wanted and (lane.key != "other" or "other" in by_lane)
        },
    )


def _reach(case: Case, drawn: Sequence[Entry], birth: date | None) -> tuple[date, date, date]:
    """Return the first day shown, the day of reading and the day after the last one shown."""
    days = [entry.start.first for entry in drawn]
    days += [entry.end.last for entry in drawn if entry.end is not None and entry.end.known]
    days += [_mark_day(entry, case.read_on) for entry in drawn]
    latest = max(days, default=birth or case.read_on or date(2000, 1, 1))
    first = min([*days, birth] if birth else days, default=latest)
    read_on = case.read_on or latest
    # Records after the reading date are kept in sight: nothing is hidden without a trace.
    last = max(read_on, latest)
    if last <= first:
        last = first + timedelta(days=31)
    return first, read_on, last


def _mark_day(entry: Entry, read_on: date | None) -> date:
    """Return the day up to which the doubt of an entry's start is shown.

    All of it where the day of reading is not known; else up to that day. It is never less than
    to the middle, where a mark stands, which may be within a day: nothing lies out of sight.
    """
    first, last = entry.start.first, entry.start.last
    if entry.start.exact and entry.start.clock is None:
        return last
    start, end = window(entry.start)
    mark = -(-(start + end) // 2)
    needed = date_of(mark + MINUTES_PER_DAY - 1)
    if read_on is None:
        return max(last, needed)
    past_middle = first + timedelta(days=(last - first).days // 2 + 1)
    return max(min(last, max(read_on, past_middle)), needed)


def _plan_lane(
    case: Case,
    lane: Lane,
    entries: Sequence[Entry],
    read: Minute,
    span: tuple[Minute, Minute],
    *,
    events: bool,
) -> LanePlan:
    spells = [entry for entry in entries if entry.kind is Kind.SPELL]
    drawn = [entry for entry in entries if events and entry.kind in (Kind.EVENT, Kind.SCORE)]
    rows, overflow = ((), ()) if lane.layout == "missing" else _rows(case, lane, spells, read)
    points, point_rows = plan_points(lane, drawn, span)
    outside = _outside(case, lane, span)
    unread = not entries and outside == (span,)
    return LanePlan(
        lane=lane,
        summary=(NOT_READ,) if unread else _summary(case, lane) if events else (),
        rows=rows,
        overflow=overflow,
        points=points,
        point_rows=point_rows,
        episodes=plan_episodes(spells) if lane.layout == "missing" else (),
        rails=_rails([plan for row in rows for plan in row]) if lane.key == "residence" else (),
        counts=tuple(entry for entry in entries if entry.kind is Kind.COUNT),
        hatched=tuple((minute_of(gap.start), minute_of(gap.end)) for gap in gaps(case, lane.key)),
        outside=outside,
    )


def _summary(case: Case, lane: Lane) -> tuple[str, ...]:
    """Return the counts of what was recorded: what the analyst added is not in them."""
    own = any(entry.flag("own") for entry in case.in_lane(lane.key))
    if own:
        entries = tuple(entry for entry in case.entries if not entry.flag("own"))
        case = replace(case, entries=entries)
    return summary_lines(case, lane.key)


def _rows(
    case: Case, lane: Lane, spells: Sequence[Entry], read: Minute
) -> tuple[tuple[tuple[SpanPlan, ...], ...], tuple[SpanPlan, ...]]:
    plans = plan_spans(lane, spells, read, case.birth)
    if lane.layout == "support":
        plans.sort(key=lambda plan: (plan.own, plan.start - plan.end))
    else:
        # The liberty overlay never pushes the order it lies over out of its row, nor does what the
        # analyst added push the record.
        liberty = "liberty"
        plans.sort(key=lambda plan: (plan.own, plan.entry.record_lane == liberty, plan.start))
    places = _places(plans)
    most = MOST_ROWS.get(lane.layout, 3)
    rows: list[list[SpanPlan]] = [[] for _ in range(min(max(places, default=-1) + 1, most))]
    overflow = []
    for plan, place in zip(plans, places, strict=True):
        if place < most:
            rows[place].append(plan)
        else:
            overflow.append(plan)
    ordered = tuple(_meeting(sorted(row, key=lambda plan: plan.start)) for row in rows)
    return ordered, tuple(overflow)


def _meeting(row: Sequence[SpanPlan]) -> tuple[SpanPlan, ...]:
    """Let neighbours of a row share a doubt that both reach into: each fades in its own half."""
    met = [plan for plan in row if not plan.temporary]
    for index in range(len(met) - 1):
        before, after = met[index], met[index + 1]
        if after.start >= before.end or after.start_edge is not Edge.FADE:
            continue
        if before.end_edge is Edge.FADE:
            low = max(before.solid_end, after.start)
            middle = Minute((low + min(before.end, after.solid_start)) // 2)
        else:
            middle = before.end
        if before.start < middle < after.end:
            met[index] = replace(
                before, end=middle, solid_end=Minute(min(before.solid_end, middle))
            )
            met[index + 1] = replace(
                after, start=middle, solid_start=Minute(max(after.solid_start, middle))
            )
    return (*met, *(plan for plan in row if plan.temporary))


def _places(plans: Sequence[SpanPlan]) -> list[int]:
    """Return each span's row; a temporary placement lies inset in the first, not as a move."""
    lasting = [plan for plan in plans if not plan.temporary]
    rows = iter(first_fit([_occupied(plan) for plan in lasting]))
    return [0 if plan.temporary else next(rows) for plan in plans]


def _occupied(plan: SpanPlan) -> tuple[float, float]:
    """Return the time a span holds in its row: from the middle of its doubt to the same."""
    start = (plan.start + plan.solid_start) / 2
    return start, max(start, (plan.solid_end + plan.end) / 2)


def _overlapping(spans: Sequence[SpanPlan]) -> tuple[tuple[SpanPlan, ...], ...]:
    """Return spans in groups that overlap, in order of start."""
    groups: list[list[SpanPlan]] = []
    reach = Minute(0)
    for span in sorted(spans, key=lambda item: item.start):
        if groups and span.start < reach:
            groups[-1].append(span)
            reach = max(reach, span.end)
        else:
            groups.append([span])
            reach = span.end
    return tuple(tuple(group) for group in groups)


def _rails(plans: Sequence[SpanPlan]) -> tuple[Rail, ...]:
    rails: list[Rail] = []
    for plan in sorted(plans, key=lambda item: item.start):
        if not plan.out_of_area or plan.temporary or plan.own or plan.drawn == "notrec":
            continue
        is_open = plan.end_edge.value == "open"
        if rails and rails[-1].end >= plan.start:
            last = rails[-1]
            end = max(last.end, plan.end)
            rails[-1] = Rail(last.start, end, last.placements + 1, is_open or last.open)
        else:
            rails.append(Rail(plan.start, plan.end, 1, is_open))
    return tuple(rails)


def _outside(
    case: Case, lane: Lane, span: tuple[Minute, Minute]
) -> tuple[tuple[Minute, Minute], ...]:
    """Return the time of the journey that no source read covers for this lane."""
    windows = covered(case, lane.key)
    if not windows:
        # Something is said of what was read, and nothing of this lane: none of it was.
        return (span,) if case.coverage else ()
    result: list[tuple[Minute, Minute]] = []
    at = span[0]
    for window_start, window_end in windows:
        start = minute_of(window_start) if window_start else span[0]
        if start > at:
            result.append((at, start))
        end = minute_of(window_end) if window_end else span[1]
        at = max(at, end)
    if at < span[1]:
        result.append((at, span[1]))
    return tuple(result)
