"""The lines that lead the squares of notes to their days, around what stands between the two.

A square that was moved far has other marks on its way. Its line then runs beside them, and stops
short of what it still meets and goes on behind it, so that nothing is struck through. Over bars it
runs behind the squares of others, well above their dots: at the height of the dots it would seem
to lead to each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Box,
    Boxes,
    Glyph,
    Ink,
    Line,
    Mark,
    Picture,
    Shape,
    Text,
)

CLEAR = 1.8
"""Pixels between a line and what it passes behind."""
BESIDE = 0.6
"""Pixels between the middle of a line and an edge that it runs along without touching it."""
OWN = 8.0
"""Pixels at the end of a line that may lie on the mark it leads to."""
AROUND = 4.0
"""Pixels from a square at which a line goes down beside it, to a day that is below it."""
SHORT = 0.5
"""Pixels from which a piece of a line is drawn."""


@dataclass(frozen=True, slots=True)
class Block:
    """What a line must not strike through, as a rectangle in pixels."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Way:
    """Where a line goes: from `x` at the height `foot` to the day at `to`, at the height `end`.

    `beside` is the height at which it runs along where the straight way is blocked, `under` that
    at which it goes on to a day below what it meets there; None where it cannot.
    """

    x: float
    foot: float
    to: float
    end: float
    beside: float
    under: float | None = None


def draw_way(board: Board, way: Way, blocks: Sequence[Block]) -> None:
    """Draw a line straight to its day where nothing is in between, else beside what is."""
    ink = Ink("noteEdge")
    if not is_blocked(way, blocks):
        board.add(Line(way.x, way.foot, way.to, way.end, ink))
        return
    at, height = way.x, way.foot
    for to, along in _legs(way, blocks):
        if along != height:
            board.add(Line(at, height, at, along, ink))
        for left, right in _pieces(at, to, along, blocks):
            board.add(Line(left, along, right, along, ink))
        at, height = to, along
    if way.end != height:
        board.add(Line(way.to, height, way.to, way.end, ink))


def _legs(way: Way, blocks: Sequence[Block]) -> Iterator[tuple[float, float]]:
    """Yield how far a line runs along, and at what height, one after the other."""
    if way.under is None:
        yield way.to, way.beside
        return
    turn = way.to
    while met := [block for block in blocks if _reaches(block, way.beside) and _is_at(block, turn)]:
        if way.x > way.to:
            turn = max(block.right for block in met) + AROUND
        else:
            turn = min(block.left for block in met) - AROUND
    if (turn - way.x) * (way.to - way.x) > 0:
        yield turn, way.beside
    if turn != way.to:
        yield way.to, way.under


def is_blocked(way: Way, blocks: Iterable[Block]) -> bool:
    """True where the straight way to a day strikes through something."""
    left, right = sorted((way.x, way.to))
    top, bottom = sorted((way.foot, way.end))
    for block in blocks:
        length = min(block.right, right) - max(block.left, left)
        own = block.left - CLEAR <= way.to <= block.right + CLEAR and length <= OWN
        inside = block.left < right and block.right > left and not own
        if inside and block.top <= bottom and block.bottom >= top:
            return True
    return False


def _reaches(block: Block, height: float) -> bool:
    return block.top - BESIDE < height < block.bottom + BESIDE


def _is_at(block: Block, x: float) -> bool:
    return block.left - CLEAR < x < block.right + CLEAR


def _pieces(
    start: float, to: float, height: float, blocks: Iterable[Block]
) -> Iterator[tuple[float, float]]:
    """Yield what is left of a line that runs along, between what it passes behind."""
    at, end = sorted((start, to))
    met = [(block.left - CLEAR, block.right + CLEAR) for block in blocks if _reaches(block, height)]
    for left, right in sorted(met):
        # What it begins or ends at is no reason to stop short of it.
        if left <= at and right >= end:
            continue
        if min(left, end) - at >= SHORT:
            yield at, min(left, end)
        at = max(at, right)
        if at >= end:
            return
    yield at, end


def blocks_of(marks: Iterable[Mark]) -> list[Block]:
    """Return where marks stand that a line must not strike through: what is filled or written."""
    found: list[Block] = []
    for mark in marks:
        if isinstance(mark, Box):
            found.append(_block(mark.x, mark.y, mark.width, mark.height))
        elif isinstance(mark, Boxes):
            found += [_block(*rect) for rect in mark.rects]
        elif isinstance(mark, Glyph | Picture):
            half = mark.size / 2
            found.append(_block(mark.x - half, mark.y - half, mark.size, mark.size))
        elif isinstance(mark, Shape):
            xs, ys = [x for x, _ in mark.points], [y for _, y in mark.points]
            found.append(Block(min(xs), max(xs), min(ys), max(ys)))
        elif isinstance(mark, Text):
            found.append(_block_of_words(mark))
        elif isinstance(mark, Line) and mark.x1 == mark.x2:
            found.append(Block(mark.x1, mark.x1, *sorted((mark.y1, mark.y2))))
    return found


def _block(x: float, y: float, width: float, height: float) -> Block:
    return Block(x, x + width, y, y + height)


def _block_of_words(words: Text) -> Block:
    shares = {"left": 0.0, "centre": 0.5, "right": 1.0}
    left = words.x - words.width * shares[words.anchor]
    return Block(left, left + words.width, words.y - words.face.size * CAP_HEIGHT, words.y)
