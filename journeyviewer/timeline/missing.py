"""Missing episodes at three scales: month columns, stacked blocks, bars on their day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeyviewer.model.times import MINUTES_PER_DAY, add_months, date_of, minute_of
from journeyviewer.timeline.episodes import EpisodePlan
from journeyviewer.timeline.scene import Box, Ink, Item, Line, Style

if TYPE_CHECKING:
    from journeyviewer.timeline.board import Board

COLUMNS_BELOW = 5.0
"""Pixels a month under which a month is one column."""
BARS_ABOVE = 48.0
"""Pixels a month over which an episode is one bar on its day."""
SIZES = (0.3, 0.5, 0.75, 1.0)
"""Lengths or heights of the four classes: under 6 hours, under a day, 1 to 3 days, longer."""
MOST_BLOCK = 8.0


def draw_missing(board: Board, episodes: Sequence[EpisodePlan], top: float, base: float) -> None:
    """Draw the episodes in view between two heights; each side of a fold at its own scale."""
    board.add(Line(board.left, base + 0.5, board.right, base + 0.5, Ink("line3")))
    columns: dict[int, list[EpisodePlan]] = {}
    for plan in episodes:
        if board.left <= board.scale.x(plan.start) < board.right:
            columns.setdefault(plan.month, []).append(plan)
    tallest = max((len(plans) for plans in columns.values()), default=1)
    room = base - top - board.metrics.font_secondary
    counts: list[tuple[float, float, int]] = []
    for plans in columns.values():
        ppm = board.scale.pixels_per_month(plans[0].start)
        if ppm > BARS_ABOVE:
            _draw_bars(board, plans, top + 4, base, ppm)
            continue
        unit = min(MOST_BLOCK + 1, room / tallest)
        draw = _draw_column if ppm < COLUMNS_BELOW else _draw_blocks
        counts.append(draw(board, plans, unit, base))
    _draw_counts(board, counts)


def _month_box(board: Board, plan: EpisodePlan) -> tuple[float, float]:
    first = date_of(plan.start).replace(day=1)
    left = board.scale.x(minute_of(first))
    right = board.scale.x(minute_of(add_months(first, 1)))
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


def _draw_blocks(
    board: Board, plans: Sequence[EpisodePlan], unit: float, base: float
) -> tuple[float, float, int]:
    left, right = _month_box(board, plans[0])
    full = max(3.0, min(right - left - 1.5, 34.0))
    height = unit - max(0.8, unit * 0.12)
    for place, plan in enumerate(plans):
        width = max(3.0, SIZES[plan.size] * full)
        y = base - unit * (place + 1) + (unit - height)
        _episode_box(board, plan, left + 0.5, y, width, height)
    return left + full / 2, base - unit * len(plans), len(plans)


def _draw_bars(
    board: Board, plans: Sequence[EpisodePlan], top: float, base: float, ppm: float
) -> None:
    for plan in plans:
        height = SIZES[plan.size] * (base - top)
        x = board.scale.x(plan.start)
        days = 1.0 if plan.entry.end is None else max(1.0, _days(plan))
        width = max(3.0, min(ppm / 30.4 * days, board.right - x))
        _episode_box(board, plan, x, base - height, width, height)


def _days(plan: EpisodePlan) -> float:
    end = plan.entry.end
    if end is None or not end.known:
        return 1.0
    return (minute_of(end.last, end.clock) - plan.start) / MINUTES_PER_DAY


def _episode_box(
    board: Board, plan: EpisodePlan, x: float, y: float, width: float, height: float
) -> None:
    ink = Ink("missing.mark")
    width = min(width, board.right - x)
    if plan.interview == "yes":
        board.add(Box(x, y, width, height, ink))
        board.used.add("mark:interview")
    elif plan.interview == "no":
        board.add(Box(x, y, width, height, Ink("plot"), ink, 1.2))
        board.used.add("mark:no-interview")
    else:
        board.add(Box(x, y + height - 2.5, width, 2.5, ink))
        board.used.add("mark:interview-not-said")
    _item(board, (plan,), x, y, width, height)


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
