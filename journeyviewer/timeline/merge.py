"""Takes the shortest spans of a crowded row out of it and draws them as merged columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from journeyviewer.model.chronology import EntryId
from journeyviewer.timeline.bar import EVEN
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.columns import (
    CELL,
    CLASSES,
    MERGE_BELOW,
    Floats,
    Numbers,
    Rect,
    SpanArrays,
    arrays_of,
    kept_rects,
    merged,
    pixels,
)
from journeyviewer.timeline.rows import SpanRow
from journeyviewer.timeline.scene import Boxes, Hatch, Ink, Item
from journeyviewer.timeline.spans import SpanPlan

FEWEST = 12
"""Short spans in sight up to this number stay as they are."""


def merge_short(
    board: Board, lane: str, row: SpanRow, place: tuple[float, float], spare: float
) -> Sequence[SpanPlan]:
    """Draw a row's short spans as columns at `place` (top, height); return the other spans."""
    first, last = row.slice_in_sight(board, spare)
    if last - first <= FEWEST:
        return row.in_sight(board, spare)
    arrays = arrays_of(row)
    lefts = pixels(board.scale, arrays.starts[first:last])
    rights = np.maximum(pixels(board.scale, arrays.ends[first:last]), lefts)
    # What still goes on may begin at the very end of the journey.
    begun = lefts < np.where(arrays.open[first:last], board.right + EVEN, board.right)
    shown = (rights >= board.left) & begun
    short = shown & (rights - lefts < MERGE_BELOW)
    pointed = short & arrays.open[first:last]
    if np.count_nonzero(pointed) <= FEWEST:
        short &= ~pointed
    numbers = np.flatnonzero(short)
    if len(numbers) <= FEWEST:
        return row.in_sight(board, spare)
    spans = (lefts[numbers], rights[numbers])
    _draw(board, lane, place, spans, (arrays, numbers + first))
    return row.chosen((np.flatnonzero(shown & ~short) + first).tolist())


def _draw(
    board: Board,
    lane: str,
    place: tuple[float, float],
    spans: tuple[Floats, Floats],
    found: tuple[SpanArrays, Numbers],
) -> None:
    (lefts, rights), (arrays, numbers), (top, height) = spans, found, place
    classes, kept = arrays.classes[numbers], arrays.kept[numbers]
    rest = ~kept
    columns = merged(lefts[rest], rights[rest], classes[rest], board.left, board.right)
    for name, rects in columns.rects(top, height).items():
        _draw_class(board, lane, name, rects)
    own = kept_rects(lefts[kept], rights[kept], classes[kept], (board.left, board.right, *place))
    for number, rects in sorted(own.items()):
        _draw_class(board, lane, CLASSES[number], rects)
    _note_items(board, lane, place, lefts, [arrays.ids[number] for number in numbers.tolist()])


def _draw_class(board: Board, lane: str, name: str, rects: list[Rect]) -> None:
    """Draw columns of one class: a depth, an outline, hatch, or a line for what is not there."""
    edge = Ink(f"{lane}.edge")
    if name == "notrec":
        board.add(*(Hatch(*rect, Ink("line3")) for rect in rects))
        board.used.add("mark:not-recorded")
    elif name == "none":
        lines = ((x, y + height / 2, width, 1.0) for x, y, width, height in rects)
        board.add(Boxes(tuple(lines), Ink("ink3")))
        board.used.add("mark:none")
    elif name == "hollow":
        board.add(Boxes(tuple(rects), Ink("plot"), edge))
    else:
        board.add(Boxes(tuple(rects), Ink(f"{lane}.{name}")))
        board.used.add(f"step:{lane}:{name}")


def _note_items(
    board: Board, lane: str, place: tuple[float, float], lefts: Floats, ids: list[EntryId]
) -> None:
    """Note what can be pointed at: the entries that start in each cell of a few pixels."""
    cells = np.floor((np.maximum(lefts, board.left) - board.left) / CELL)
    firsts = np.concatenate(([0], np.flatnonzero(np.diff(cells)) + 1, [len(ids)])).tolist()
    top, height = place
    for first, last in zip(firsts[:-1], firsts[1:], strict=True):
        left = board.left + float(cells[first]) * CELL
        width = min(CELL, board.right - left)
        board.items.append(Item(tuple(ids[first:last]), lane, left, top, width, height))
