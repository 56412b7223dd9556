"""Missing episodes at three scales: month columns, stacked blocks, bars on their day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from journeyviewer.model.times import MINUTES_PER_DAY, Minute, add_months, minute_of
from journeyviewer.timeline.episodes import EpisodePlan
from journeyviewer.timeline.scene import Box, Boxes, Ink, Item, Line, Style

if TYPE_CHECKING:
    from journeyviewer.timeline.board import Board
    from journeyviewer.timeline.plan import LanePlan

COLUMNS_BELOW = 5.0
"""Pixels a month under which a month is one column."""
BARS_ABOVE = 48.0
"""Pixels a month over which an episode is one bar on its day."""
SIZES = (0.3, 0.5, 0.75, 1.0)
"""Lengths or heights of the four classes: under 6 hours, under a day, 1 to 3 days, longer."""
MOST_BLOCK = 8.0
LEAST_BLOCK = 2.0
"""Pixels an episode under which the blocks of a month are one column."""
LEAST_POINTED = 4.0
"""Height in pixels from which a block of a crowded case can be pointed at alone."""
FEW = 60
"""Bars up to this number are drawn one by one."""
OWN = "own"
"""The kind of an episode that the analyst added."""
KINDS = {"yes": "mark:interview", "no": "mark:no-interview"}

Placed = tuple[str, tuple[float, float, float, float]]
"""An episode's return interview and its rectangle."""


def draw_missing(board: Board, plan: LanePlan, top: float, base: float) -> None:
    """Draw the episodes in view between two heights; each side of a fold at its own scale."""
    # A period of all cases reaches beyond the journey: nothing is said of that time.
    left = max(board.left, board.scale.x(board.journey.start))
    right = min(board.known_right, board.scale.x(board.journey.end))
    if right > left:
        board.add(Line(left, base + 0.5, right, base + 0.5, Ink("line3")))
    columns = _by_month(board, plan)
    tallest = board.tallest = max([board.tallest, *(len(plans) for plans in columns)])
    room = base - top - board.metrics.font_secondary
    counts: list[tuple[float, float, int]] = []
    blocks: list[Placed] = []
    bars: list[Placed] = []
    for plans in columns:
        ppm = board.scale.pixels_per_month(plans[0].start)
        if ppm > BARS_ABOVE:
            bars += _bars(board, plans, top + 4, base, ppm)
            continue
        unit = min(MOST_BLOCK + 1, room / tallest)
        if ppm < COLUMNS_BELOW or unit < LEAST_BLOCK:
            counts.append(_draw_column(board, plans, unit, base))
        else:
            counts.append(_add_blocks(board, plans, unit, base, blocks))
    # Blocks never overlap, bars of neighbouring days may.
    _draw_boxes(board, sorted(blocks, key=lambda item: item[0]))
    _draw_boxes(board, bars)
    _draw_counts(board, counts)


def _by_month(board: Board, plan: LanePlan) -> list[Sequence[EpisodePlan]]:
    """Return the episodes in sight, month by month."""
    first, last = board.within(plan.episode_starts, plan.episode_starts)
    x = board.scale.x
    shown = [
        item for item in plan.episodes[first:last] if board.left <= x(item.start) < board.right
    ]
    return [list(month) for _, month in groupby(shown, key=lambda item: item.month)]


@cache
def _month(number: int) -> tuple[Minute, Minute]:
    """Return where a month, counted from year 0, begins and where the next one does."""
    first = date(number // 12, number % 12 + 1, 1)
    return minute_of(first), minute_of(add_months(first, 1))


def _month_box(board: Board, plan: EpisodePlan) -> tuple[float, float]:
    first, after = _month(plan.month)
    left, right = board.scale.x(first), board.scale.x(after)
    fold = board.scale.fold
    if fold is not None and plan.start < fold:
        # The seam holds no time: the last month before it ends at its left edge.
        right = min(right, board.scale.x(fold - 1))
    elif fold is not None:
        left = max(left, board.scale.x(fold))
    return max(left, board.left), min(right, board.right)


def _draw_column(
    board: Board, plans: Sequence[EpisodePlan], unit: float, base: float
) -> tuple[float, float, int]:
    left, right = _month_box(board, plans[0])
    width = max(1.5, right - left - 0.5)
    height = unit * len(plans)
    board.add(Box(left, base - height, width, height, Ink("missing.mark")))
    _item(board, plans, left, base - height, width, height)
    board.used.add("mark:missing-column")
    return left + width / 2, base - height, len(plans)


def _add_blocks(
    board: Board,
    plans: Sequence[EpisodePlan],
    unit: float,
    base: float,
    blocks: list[Placed],
) -> tuple[float, float, int]:
    left, right = _month_box(board, plans[0])
    full = max(3.0, min(right - left - 1.5, 34.0))
    height = unit - max(0.8, unit * 0.12)
    # Blocks too low to be pointed at one by one are pointed at by the month.
    low = board.crowded and unit < LEAST_POINTED
    for place, plan in enumerate(plans):
        width = max(3.0, SIZES[plan.size] * full)
        y = base - unit * (place + 1) + (unit - height)
        box = (left + 0.5, y, min(width, board.right - left - 0.5), height)
        blocks.append(_of_kind(plan, *box))
        if not low:
            _item(board, (plan,), *box)
    if low:
        _item(board, plans, left, base - unit * len(plans), full, unit * len(plans))
    return left + full / 2, base - unit * len(plans), len(plans)


def _bars(
    board: Board, plans: Sequence[EpisodePlan], top: float, base: float, ppm: float
) -> Iterator[Placed]:
    for plan in plans:
        height = SIZES[plan.size] * (base - top)
        x = board.scale.x(plan.start)
        days = 1.0 if plan.entry.end is None else max(1.0, _days(plan))
        width = max(3.0, min(ppm / 30.4 * days, board.right - x))
        box = (x, base - height, min(width, board.right - x), height)
        _item(board, (plan,), *box)
        yield _of_kind(plan, *box)


def _days(plan: EpisodePlan) -> float:
    end = plan.entry.end
    if end is None or not end.known:
        return 1.0
    return (minute_of(end.last, end.clock) - plan.start) / MINUTES_PER_DAY


def _of_kind(plan: EpisodePlan, x: float, y: float, width: float, height: float) -> Placed:
    """Return an episode's kind and rectangle; a base line where nothing is said of an interview."""
    if plan.own:
        return OWN, (x, y, width, height)
    if plan.interview in KINDS:
        return plan.interview, (x, y, width, height)
    return "", (x, y + height - 2.5, width, 2.5)


def _draw_boxes(board: Board, placed: Sequence[Placed]) -> None:
    """Draw neighbours of one kind together; what comes later lies on top."""
    ink = Ink("missing.mark")
    few = len(placed) <= FEW
    # Edges that touch are smoothed together in one run: told apart where each can be seen.
    for kind, run in groupby(enumerate(placed), key=lambda item: (item[1][0], few and item[0])):
        rects = tuple(rect for _, (_, rect) in run)
        if kind[0] == OWN:
            for rect in rects:
                board.add(Box(*rect, Ink("plot"), ink, 1.2, 0.0, (2.0, 1.5)))
            board.used.add("mark:own")
            continue
        if kind[0] == "no":
            board.add(Boxes(rects, Ink("plot"), ink, 1.2))
        else:
            board.add(Boxes(rects, ink))
        board.used.add(KINDS.get(kind[0], "mark:interview-not-said"))


def _item(
    board: Board, plans: Sequence[EpisodePlan], x: float, y: float, width: float, height: float
) -> None:
    entries = tuple(plan.entry.id for plan in plans)
    board.items.append(Item(entries, "missing", x, y, width, height))


def _draw_counts(board: Board, counts: Sequence[tuple[float, float, int]]) -> None:
    """Print the number above four or more, the largest first where two would collide."""
    face = board.metrics.strong_small_face
    placed: list[tuple[float, float]] = []
    for x, y, count in sorted(counts, key=lambda item: -item[2]):
        half = board.measure(str(count), face) / 2 + 1
        if count < 4 or any(x - half < right and left < x + half for left, right in placed):
            continue
        if x - half < board.left or x + half > board.right:
            continue
        placed.append((x - half, x + half))
        board.text(x, y - 3, str(count), face, Style(anchor="centre", halo=True))
