"""One case as a compact row: orders, residence, education, level, missing months and support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from journeyviewer.model.lanes import lane
from journeyviewer.model.times import Minute, age_on, date_of, minute_of
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted
from journeyviewer.timeline.bar import Bar, place
from journeyviewer.timeline.bar_words import draw_words
from journeyviewer.timeline.bars import draw_bar, draw_hatch
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.comparison import months_from
from journeyviewer.timeline.episodes import EpisodePlan
from journeyviewer.timeline.plan import Journey, LanePlan
from journeyviewer.timeline.scale import MINUTES_PER_MONTH, PlainScale
from journeyviewer.timeline.scene import Box, Boxes, Ink, Item, Line, Mark, Measure
from journeyviewer.timeline.spans import Edge, SpanPlan
from journeyviewer.timeline.strip_sizes import StripSizes
from journeyviewer.timeline.support import support_sentence, support_spans
from journeyviewer.timeline.view import View

MOST_EPISODES = 6
"""Missing episodes of a month at which its column has its full height."""
AGES = View(dates=False)
Rows = Sequence[Sequence[SpanPlan]]
LEVEL_FORMS = {"Medium": ("Med.",), "Standard": ("Std",)}


@dataclass(frozen=True, slots=True)
class StripPlace:
    """Where a strip lies: [left, right) in pixels, the day of month 0 and the months [start, end).

    `line` is True where the aligning event has its line at month 0.
    """

    left: float
    right: float
    origin: date
    start: int
    end: int
    line: bool

    @property
    def scale(self) -> PlainScale:
        """The map between time and pixels."""
        zero = minute_of(self.origin)
        first = Minute(round(zero + self.start * MINUTES_PER_MONTH))
        last = Minute(round(zero + self.end * MINUTES_PER_MONTH))
        return PlainScale(first, last, self.left, self.right)

    def x(self, months: float) -> float:
        """Return the pixel of a number of months."""
        return self.left + (months - self.start) / (self.end - self.start) * (
            self.right - self.left
        )


@dataclass(frozen=True, slots=True)
class Strip:
    """The marks of a row, its own top at y = 0, and what can be pointed at.

    Items carry their words in `name`; those without have entries to be named by.
    """

    marks: tuple[Mark, ...]
    items: tuple[Item, ...]
    used: frozenset[str]
    short_forms: tuple[tuple[str, str], ...] = ()


def lay_out_strip(
    journey: Journey, where: StripPlace, sizes: StripSizes, measure: Measure
) -> Strip:
    """Return one case's row; the same arguments always give the same row."""
    board = Board(
        journey,
        AGES,
        sizes.metrics("residence"),
        measure,
        where.scale,
        where.left,
        where.right,
    )
    board.add(*_month_grid(where.left, where.right, where.start, where.end, sizes.row))
    line = where.x(0) if where.line and where.start <= 0 <= where.end else None
    lanes = journey.lanes
    _draw_orders(board, lanes["legal"], sizes)
    for key in ("residence", "education", "cse"):
        board.metrics = sizes.metrics(key)
        plan = lanes[key]
        _draw_lane(board, plan, (*plan.rows, plan.overflow), sizes.place(key), line)
    _draw_rails(board, lanes["residence"], sizes)
    _draw_missing(board, lanes["missing"], where, sizes)
    board.metrics = sizes.metrics("support")
    support = lanes["support"]
    merged = support_spans(tuple(span for row in (*support.rows, support.overflow) for span in row))
    _draw_lane(board, support, (merged,), sizes.support, line)
    if line is not None:
        board.add(Line(round(line), 0, round(line), sizes.row, Ink("ink"), 2.0))
        board.used.add("mark:aligned")
    _draw_read(board, sizes)
    return Strip(
        tuple(board.marks),
        tuple(board.items),
        frozenset(board.used),
        tuple(board.short_forms.items()),
    )


@lru_cache(maxsize=64)
def _month_grid(
    left: float, right: float, start: int, end: int, height: float
) -> tuple[Boxes, ...]:
    """Return a line every quarter, faint, and every year, stronger, as the axis labels them.

    Most rows of a cohort have the same.
    """
    step = 3 if (right - left) / (end - start) >= 4 else 12
    lines: dict[str, list[tuple[float, float, float, float]]] = {}
    for months in range(start - start % step, end + 1, step):
        if start < months <= end:
            at = float(round(left + (months - start) / (end - start) * (right - left)))
            ink = "line" if months % 12 == 0 else "line2"
            lines.setdefault(ink, []).append((at, 0.0, 1.0, height))
    return tuple(Boxes(tuple(rects), Ink(ink)) for ink, rects in lines.items())


def _draw_orders(board: Board, plan: LanePlan, sizes: StripSizes) -> None:
    """Draw legal orders as a line over residence, the further-reaching order on top."""
    top, height = sizes.legal
    spans = [span for row in (*plan.rows, plan.overflow) for span in row]
    rank = {"none": 0, "notrec": 1}
    middle = round(top + height / 2) + 0.5
    for span in sorted(spans, key=lambda item: (rank.get(item.drawn, 2), item.step)):
        bar = place(board, "legal", _flat(span), top, height)
        if bar is None:
            continue
        if span.drawn == "none":
            board.add(Line(bar.left, middle, bar.right, middle, Ink("line3")))
        elif span.drawn == "notrec":
            board.add(Line(bar.left, middle, bar.right, middle, Ink("line3"), 1.0, (3.0, 3.0)))
        else:
            width = bar.right - bar.left
            board.add(Box(bar.left, top, width, height, bar.fill, bar.edge))
            board.used.add(f"step:legal:{span.step}")
        board.items.append(
            Item((span.entry.id,), "legal", bar.left, top - 1, bar.right - bar.left, height + 2)
        )
    _draw_outside(board, plan, middle)


def _draw_outside(board: Board, plan: LanePlan, middle: float) -> None:
    """Draw a dotted line where no source was read for the lane."""
    for start, end in plan.outside:
        left = max(board.left, board.scale.x(start))
        right = min(board.right, board.scale.x(end))
        if right - left >= 4:
            board.add(Line(left, middle, right, middle, Ink("line3"), 1.0, (1.0, 4.0)))
            board.used.add("mark:outside")


def _flat(span: SpanPlan) -> SpanPlan:
    """Return the span as a strip shows it: without pins and pound, flat where the reading ends it.

    Levels keep their word alone: scores of different tools are not compared side by side.
    """
    entry = span.entry
    if span.high_cost:
        rest = {name: value for name, value in entry.attributes.items() if name != "high_cost"}
        entry = replace(entry, attributes=rest)
    elif not span.move and span.end_edge is not Edge.OPEN and entry.lane != "cse":
        return span
    level = lane("cse").category(entry.category) if entry.lane == "cse" else None
    return replace(
        span,
        entry=entry,
        move="",
        end_edge=Edge.FLAT if span.end_edge is Edge.OPEN else span.end_edge,
        code="" if level else span.code,
        labels=(level.short, *LEVEL_FORMS.get(level.short, ())) if level else span.labels,
    )


def _draw_lane(
    board: Board, plan: LanePlan, rows: Rows, where: tuple[float, float], line: float | None
) -> None:
    """Draw spells in one row; what overlaps lies inset in its lower half, so none is hidden."""
    top, height = where
    _draw_outside(board, plan, round(top + height / 2) + 0.5)
    for start, end in plan.hatched:
        left, right = max(board.left, board.scale.x(start)), min(board.right, board.scale.x(end))
        if right - left >= 2:
            draw_hatch(board, left, right, top, height)
    bars = _bars(board, plan.lane.key, rows, where)
    for bar in bars:
        _draw_spell(board, bar)
    small = [bar for bar in bars if bar.height < height]
    for bar in bars:
        if bar.height >= height and bar.plan.drawn in ("span", "hollow"):
            _draw_label(board, bar, small, line)


def _bars(board: Board, key: str, rows: Rows, where: tuple[float, float]) -> list[Bar]:
    """Return the lane's bars: of two at once the later one lies inset for as long as it lasts."""
    top, height = where
    half = where[1] / 2
    first: list[SpanPlan] = []
    bars: list[Bar] = []
    for row in rows:
        for span in row:
            for piece, beside in _pieces(_flat(span), first):
                inset = half if beside else 0.0
                bar = place(board, key, piece, top + inset, height - inset)
                if bar is not None:
                    bars.append(replace(bar, cut_left=True) if piece.start > span.start else bar)
        first += [span for span in row if span.drawn != "notrec" and not span.temporary]
    return sorted(bars, key=lambda bar: (bar.height < height, bar.plan.temporary))


def _pieces(span: SpanPlan, others: Sequence[SpanPlan]) -> list[tuple[SpanPlan, bool]]:
    """Return the span in pieces, each with whether another one holds at the same time."""
    cuts = sorted(
        {
            point
            for other in others
            for point in (other.start, other.end)
            if span.start < point < span.end
        }
    )
    pieces: list[tuple[SpanPlan, bool]] = []
    for start, end in zip((span.start, *cuts), (*cuts, span.end), strict=True):
        beside = any(other.start < end and start < other.end for other in others)
        if pieces and pieces[-1][1] == beside:
            start = pieces.pop()[0].start
        pieces.append((_cut(span, start, end), beside))
    return pieces


def _cut(span: SpanPlan, start: Minute, end: Minute) -> SpanPlan:
    if start == span.start and end == span.end:
        return span
    return replace(
        span,
        start=start,
        solid_start=min(max(span.solid_start, start), end),
        solid_end=max(min(span.solid_end, end), start),
        end=end,
        start_edge=span.start_edge if start == span.start else Edge.FLAT,
        end_edge=span.end_edge if end == span.end else Edge.FLAT,
    )


def _draw_spell(board: Board, bar: Bar) -> None:
    if bar.plan.drawn == "notrec":
        draw_hatch(board, bar.left, bar.right, bar.top, bar.height)
    elif bar.plan.drawn == "none":
        middle = round(bar.top + bar.height / 2) + 0.5
        board.add(Line(bar.left, middle, bar.right, middle, Ink("ink3")))
        board.used.add("mark:none")
    else:
        # A line inside the edge would meet the padlock in a row this low.
        if not bar.plan.icon:
            draw_bar(board, bar)
        else:
            draw_bar(board, replace(bar, plan=replace(bar.plan, icon="")))
            board.used.add("mark:justice" if bar.plan.justice else "mark:secure")
        if bar.lane == "support":
            words = support_sentence(bar.plan.labels[0]) + _ages(board, bar.plan)
            board.items[-1] = replace(board.items[-1], name=words)
        return
    board.items.append(
        Item((bar.plan.entry.id,), bar.lane, bar.left, bar.top, bar.right - bar.left, bar.height)
    )


def _part(bar: Bar, left: float, right: float) -> Bar:
    return replace(
        bar,
        left=left,
        right=right,
        full_left=min(max(bar.full_left, left), right),
        full_right=min(max(bar.full_right, left), right),
    )


def _ages(board: Board, span: SpanPlan) -> str:
    """Return the ages from which to which a span lasts, "" where no birth is known."""
    birth, start, end = board.journey.birth, date_of(span.start), date_of(span.end)
    if birth is None or start < birth:
        return ""
    return f", from {age_on(birth, start)} to {age_on(birth, end)}"


def _draw_label(board: Board, bar: Bar, small: Sequence[Bar], line: float | None) -> None:
    """Write a bar's words beside the aligning line and what lies over the bar, never across."""
    free = [(bar.left, bar.right)]
    over = [(other.left - 2, other.right) for other in small]
    if line is not None:
        over.append((line - 2, line + 1))
    for left, right in over:
        free = [
            part
            for start, end in free
            for part in ((start, min(end, left)), (max(start, right), end))
            if part[1] > part[0]
        ]
    parts = [bar if part == (bar.left, bar.right) else _part(bar, *part) for part in free]
    if parts:
        draw_words(board, min(parts, key=lambda part: _first_that_fits(board, part)))


def _first_that_fits(board: Board, bar: Bar) -> int:
    """Return the place of the longest label that fits; of none, a wide side before a narrow."""
    room = bar.right - bar.left - 2 * board.metrics.label_pad - board.metrics.start_cap_w
    if bar.plan.icon:
        room -= board.metrics.font_bar_label + 6
    labels = board.said(bar.plan.labels)
    for number, words in enumerate(labels):
        if board.measure(words, board.metrics.bar_face) <= room:
            return number
    return len(labels) + (0 if room > 0 else 1)


def _draw_rails(board: Board, plan: LanePlan, sizes: StripSizes) -> None:
    for rail in plan.rails:
        left = max(board.left, board.scale.x(rail.start))
        right = min(board.right, board.scale.x(rail.end))
        if right > left:
            board.add(Line(left, sizes.rail, right, sizes.rail, Ink("ink"), 2.5))
            board.used.add("mark:out-of-borough")


def _draw_missing(board: Board, plan: LanePlan, where: StripPlace, sizes: StripSizes) -> None:
    """Draw a column a month on a baseline, as high as the number of episodes begun in it."""
    top, height = sizes.missing
    base = round(top + height)
    _draw_outside(board, plan, base + 0.5)
    left = board.scale.x(board.journey.start)
    for start, end in sorted(plan.outside):
        _baseline(board, left, board.scale.x(start), base)
        left = max(left, board.scale.x(end))
    _baseline(board, left, board.scale.x(board.journey.read), base)
    months: dict[int, list[EpisodePlan]] = {}
    for episode in plan.episodes:
        at = months_from(where.origin, date_of(episode.start))
        if where.start <= at < where.end:
            months.setdefault(at, []).append(episode)
    for at, episodes in months.items():
        x = where.x(at)
        width = max(1.5, where.x(at + 1) - x - 1)
        tall = min(len(episodes), MOST_EPISODES) * sizes.unit
        board.add(Box(x, base - tall, width, tall, Ink("missing.mark")))
        words = f"Missing episodes: {counted(len(episodes), 'episode')} begun in this month"
        entries = tuple(item.entry.id for item in episodes)
        board.items.append(Item(entries, "missing", x, top, width, height, words))
        board.used.add("mark:missing-column")
    _draw_counts(board, plan, top)


def _baseline(board: Board, left: float, right: float, base: float) -> None:
    left, right = max(left, board.left), min(right, board.right)
    if right > left:
        board.add(Line(left, base + 0.5, right, base + 0.5, Ink("line3")))


def _draw_counts(board: Board, plan: LanePlan, top: float) -> None:
    """Draw a number counted over a period as a bracket over its window; never as columns."""
    for entry in plan.counts:
        end = entry.end or entry.start
        left = max(board.left, board.scale.x(minute_of(entry.start.first)))
        right = min(board.right, board.scale.x(minute_of(end.last)))
        if right <= left:
            continue
        ink = Ink("missing.mark")
        board.add(
            Line(left, top + 0.5, right, top + 0.5, ink),
            Line(left + 0.5, top, left + 0.5, top + 4, ink),
            Line(right - 0.5, top, right - 0.5, top + 4, ink),
        )
        words = f"Missing episodes: {entry.value} counted over this period"
        board.items.append(Item((entry.id,), "missing", left, top - 2, right - left, 8, words))
        board.used.add("mark:count")


def _draw_read(board: Board, sizes: StripSizes) -> None:
    if board.journey.case.read_on is None:
        return
    x = board.scale.x(board.journey.read)
    if board.left <= x <= board.right + 1:
        at = round(x)
        bottom = sizes.support[0] + sizes.support[1] + 1
        board.add(Line(at, sizes.legal[0] - 1, at, bottom, Ink("ink"), 1.6))
        board.used.add("mark:reading")
