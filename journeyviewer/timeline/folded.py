"""The body of a folded lane: thin bars and small marks on one line; nothing is hidden."""

from __future__ import annotations

from collections.abc import Iterator

from journeyviewer.model.chronology import EntryId
from journeyviewer.timeline.bar import LEAST_WIDTH, STUB, Bar, is_pointed, place
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.narrow import WORDLESS, Rect, is_plain
from journeyviewer.timeline.plan import LanePlan
from journeyviewer.timeline.rows import PointRow
from journeyviewer.timeline.scene import Box, Boxes, Glyph, Ink, Item, Line
from journeyviewer.timeline.spans import Edge

FOLDED_BAR = 5.0
OWN_DASH = (4.0, 2.5)
"""Of bars that the analyst added."""
CROWDED = 12.0
"""Marks that have fewer pixels each than this gather where they would cover one another."""
CELL = 12.0
"""Width in pixels of the places where marks of a crowded line gather."""
SPARE = STUB + LEAST_WIDTH


def draw_folded(board: Board, plan: LanePlan, middle: float) -> None:
    """Draw 5 px bars at step 2 and small marks: a folded lane hides nothing."""
    _draw_bars(board, plan, middle)
    _draw_points(board, plan, middle)
    _draw_episodes(board, plan, middle)


def _draw_bars(board: Board, plan: LanePlan, middle: float) -> None:
    lane = plan.lane.key
    spans = plan.all_spans.in_sight(board, SPARE)
    crowded = board.crowded or len(spans) * CROWDED > board.right - board.left
    top = middle - FOLDED_BAR / 2
    crisp: dict[Rect, None] = {}
    vague: dict[Rect, None] = {}
    cells: dict[int, list[EntryId]] = {}
    for span in spans:
        bar = place(board, lane, span, top, FOLDED_BAR)
        if bar is None:
            continue
        width = bar.right - bar.left
        if is_pointed(span) and not (bar.cut_left or bar.cut_right):
            width = max(width, LEAST_WIDTH)
        if crowded and span.drawn == "span" and not span.own and width < WORDLESS:
            # Bars on the same half of a pixel are one bar.
            left, width = round(bar.left * 2) / 2, round(width * 2) / 2
            (crisp if is_plain(span) else vague)[left, top, width, FOLDED_BAR] = None
            cells.setdefault(int((bar.left - board.left) // WORDLESS), []).append(span.entry.id)
        else:
            _draw_bar(board, bar, width, middle)
            board.items.append(Item((span.entry.id,), lane, bar.left, middle - 6, width, 12))
    _note_cells(board, lane, cells, middle)
    # What is not sure gets no edge.
    if vague:
        board.add(Boxes(tuple(vague), Ink(f"{lane}.2")))
    if crisp:
        board.add(Boxes(tuple(crisp), Ink(f"{lane}.2"), Ink(f"{lane}.edge")))


def _note_cells(board: Board, lane: str, cells: dict[int, list[EntryId]], middle: float) -> None:
    """Note what can be pointed at where marks gather: all that begin in a few pixels."""
    for number, entries in cells.items():
        left = board.left + number * WORDLESS
        board.items.append(Item(tuple(entries), lane, left, middle - 6, WORDLESS, 12))


def _draw_bar(board: Board, bar: Bar, width: float, middle: float) -> None:
    span = bar.plan
    if span.drawn == "none":
        board.add(Line(bar.left, middle, bar.right, middle, Ink("ink3")))
    elif span.drawn == "notrec":
        board.add(Line(bar.left, middle, bar.right, middle, Ink("ink3"), 1.0, (3.0, 3.0)))
    else:
        fill = Ink("plot") if span.drawn == "hollow" else Ink(f"{bar.lane}.2")
        dash = (2.2, 2.2) if Edge.FADE in (span.start_edge, span.end_edge) else ()
        if span.own:
            fill, dash = Ink("plot"), OWN_DASH
            board.used.add("mark:own")
        left = bar.left - (board.past if bar.cut_left else 0)
        width += bar.left - left + (board.past if bar.cut_right else 0)
        board.add(Box(left, bar.top, width, FOLDED_BAR, fill, bar.edge, 1.0, 0.0, dash))


def _draw_points(board: Board, plan: LanePlan, middle: float) -> None:
    lane, row = plan.lane.key, plan.all_points
    size = folded_mark(board.metrics)
    for first, last, x in _places(board, row):
        point = row.points[first]
        shape = row.commonest(first, last) if last - first > 1 else point.shape
        shape = "square" if shape == "boxed" else shape
        hollow = not point.exact and last - first == 1
        board.add(Glyph(shape, x, middle, size, Ink(f"{lane}.mark"), hollow, 1.5))
        board.used.add(f"shape:{shape}")
        if point.own and last - first == 1:
            from journeyviewer.timeline.own_marks import draw_own_ring

            draw_own_ring(board, x, middle, size - 1, Ink(f"{lane}.mark"))
        box = (x - size / 2, middle - size / 2, size, size)
        board.items.append(Item(row.ids[first:last], lane, *box))


def folded_mark(metrics: Metrics) -> float:
    """Return the size of a mark on the line of a folded lane."""
    return min(metrics.shape_size, metrics.folded_lane_h - 3) * 0.9


def _places(board: Board, row: PointRow) -> Iterator[tuple[int, int, float]]:
    """Yield slices of points that share a mark, and its pixel: one point each, unless crowded."""
    first, last = row.in_sight(board)
    place = board.scale.x
    if (last - first) * CROWDED <= board.right - board.left:
        for at in range(first, last):
            x = place(row.middles[at])
            if board.left <= x <= board.right:
                yield at, at + 1, x
        return
    while first < last and place(row.middles[first]) < board.left:
        first += 1
    while first < last:
        x = place(row.middles[first])
        cell = board.left + (x - board.left) // CELL * CELL
        end = max(first + 1, min(last, row.until(board.scale.position(cell + CELL), first)))
        if x <= board.right:
            yield first, end, x
        first = end


def _draw_episodes(board: Board, plan: LanePlan, middle: float) -> None:
    lane = plan.lane.key
    bars: list[Rect] = []
    cells: dict[int, list[EntryId]] = {}
    for episode in plan.episodes[slice(*board.within(plan.episode_starts, plan.episode_starts))]:
        x = board.scale.x(episode.start)
        if board.left <= x <= board.right:
            bars.append((x, middle - 3, 2.0, 6.0))
            if board.crowded:
                cells.setdefault(int((x - board.left) // WORDLESS), []).append(episode.entry.id)
            else:
                board.items.append(Item((episode.entry.id,), lane, x - 2, middle - 6, 6, 12))
    _note_cells(board, lane, cells, middle)
    if bars:
        board.add(Boxes(tuple(bars), Ink(f"{lane}.mark")))
