"""The row over the lanes that names key developments, and the event the journey is lined up at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from journeyviewer.model.times import date_of
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.align import Alignment
from journeyviewer.timeline.annotations import PinMark
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.pins_lane import (
    Pin,
    draw_leader,
    draw_periods,
    draw_squares,
    pin_blocks,
    pins_of,
    start_of,
)
from journeyviewer.timeline.pins_lead import Block, Way
from journeyviewer.timeline.pins_spread import needed, spread
from journeyviewer.timeline.scene import Box, Face, Glyph, Ink, Item, Line, Style

BESIDE = 6.0
"""Pixels between a circle and its title."""
CLEAR = 6.0
"""Pixels between a title and what comes after it."""
DOT_SHARE = 0.62
"""The dot of an event without a number, as a share of a numbered circle."""
SEAM_ROOM = 12.0
EDGE = 4.0
"""Pixels from the edge of the plot to words about what lies beyond it."""
NOTES_SHARE = 0.5
"""Share of the row that notes on all lanes may take; more of them gather."""


@dataclass(slots=True)
class Moment:
    """A circle of the row at the pixel `x` of its day: a key development, or the event lined up at.

    Those that would not fit side by side share one: `pins` are all that stand here. `title` is
    what may be written beside it, `strong` that it is the event which the journey is lined up at.
    A `square` stands for notes about all lanes.
    """

    pins: tuple[PinMark, ...]
    x: float
    title: tuple[str, ...]
    strong: bool
    width: float
    centre: float = 0.0
    square: Pin | None = None

    @property
    def wanted(self) -> float:
        """Where its centre would be alone."""
        return self.square.wanted if self.square is not None else self.x

    @property
    def words(self) -> str:
        """The number inside the circle; "" for the event alone."""
        if not self.pins:
            return ""
        more = len(self.pins) - 1
        return f"{self.pins[0].number}+{more}" if more else str(self.pins[0].number)


def draw_key_row(board: Board, top: float) -> None:
    """Draw key developments as numbered circles with the titles that fit, the event among them.

    Notes that are about all lanes stand between them, as squares.
    """
    notes = board.journey.annotations.by_lane.get("", ())
    middle, bottom = top + board.metrics.key_row_h / 2, top + board.metrics.key_row_h
    moments = _moments(board)
    squares = pins_of(board, notes, NOTES_SHARE)
    for pin in squares:
        moments.append(Moment((), pin.x, (), False, pin.width, square=pin))
    moments.sort(key=lambda moment: moment.wanted)
    _place(board, moments)
    draw_periods(board, "", notes, middle)
    for moment in moments:
        if moment.square is not None:
            moment.square.centre = moment.centre
    foot = middle + board.metrics.pin_h / 2
    beside = (middle + max(board.metrics.key_circle_radius, foot - middle) + bottom) / 2
    for moment in moments:
        if moment.square is not None:
            blocks = _between(board, moments, moment, middle, bottom)
            pin = moment.square
            draw_leader(board, Way(start_of(pin), foot - 1, pin.x, bottom, beside), blocks)
        else:
            _draw_circle(board, moment, middle, bottom)
    draw_squares(board, "", squares, middle - board.metrics.pin_h / 2)
    _draw_titles(board, moments, middle)


def _between(
    board: Board, moments: Sequence[Moment], moved: Moment, middle: float, bottom: float
) -> list[Block]:
    """Return what may be in the way of a square that was moved: circles and other squares."""
    if moved.square is None or not moved.square.moved:
        return []
    found: list[Block] = []
    for moment in moments:
        if moment is moved:
            continue
        if moment.square is not None:
            top = middle - board.metrics.pin_h / 2
            found += pin_blocks(board, moment.square, top, bottom)
            continue
        half = moment.width / 2
        radius = min(half, board.metrics.key_circle_radius)
        left, right = sorted((moment.centre, moment.x))
        found.append(
            Block(moment.centre - half, moment.centre + half, middle - radius, middle + radius)
        )
        found.append(Block(left, right, middle, bottom))
    return found


def _moments(board: Board) -> list[Moment]:
    """Return the circles in sight; the event is the development written on it, if any is."""
    aligned, radius = board.journey.aligned, board.metrics.key_circle_radius
    moments: list[Moment] = []
    met = False
    for pin in board.journey.annotations.developments:
        x = board.scale.x(pin.at)
        strong = not met and aligned is not None and is_at(pin, aligned)
        met = met or strong
        if board.left <= x <= board.right:
            title = board.said(titles(pin.words))
            moments.append(Moment((pin,), x, title, strong, 2 * radius))
    if aligned is not None and not met:
        x = board.scale.x(aligned.position)
        if board.left <= x <= board.right:
            dot = Moment((), x, (aligned.title,), True, 2 * radius * DOT_SHARE)
            moments.append(dot)
    return moments


def titles(words: str) -> tuple[str, ...]:
    """Return a title, and what of it stands before a colon or a comma: longest first."""
    heads = (words.partition(mark)[0].strip() for mark in (":", ","))
    return tuple(sorted({words.strip(), *heads} - {""}, key=len, reverse=True))


def is_at(pin: PinMark, aligned: Alignment) -> bool:
    """True for a key development that is about the event a journey is lined up at."""
    if pin.entry is not None:
        return pin.entry == aligned.entry.id
    return date_of(pin.at) == aligned.when


def _place(board: Board, moments: list[Moment]) -> None:
    room = board.right - board.left
    while needed([moment.width for moment in moments]) > room and _gather(board, moments):
        pass
    centres = spread(
        [moment.wanted for moment in moments],
        [moment.width for moment in moments],
        board.left,
        board.right,
        [moment.square is not None and moment.square.moved for moment in moments],
    )
    for moment, centre in zip(moments, centres, strict=True):
        moment.centre = centre


def _gather(board: Board, moments: list[Moment]) -> bool:
    """Let the two nearest circles side by side share a place; False where there are no two."""
    pairs = [
        place
        for place, (one, other) in enumerate(pairwise(moments))
        if one.square is None and other.square is None
    ]
    if not pairs:
        return False
    at = min(pairs, key=lambda place: moments[place + 1].x - moments[place].x)
    one, other = moments[at], moments[at + 1]
    one.pins += other.pins
    one.strong = one.strong or other.strong
    one.title = ()
    face = board.metrics.strong_small_face
    least = 2 * board.metrics.key_circle_radius
    one.width = max(least, board.measure(one.words, face) + 8) if one.pins else one.width
    del moments[at + 1]
    return True


def _draw_circle(board: Board, moment: Moment, middle: float, bottom: float) -> None:
    """Draw a circle with its number, and the short tick from its foot to the day in the lanes."""
    ink, radius = Ink("ink"), board.metrics.key_circle_radius
    foot = middle + min(moment.width / 2, radius)
    if not moment.strong or abs(moment.x - moment.centre) >= 1:
        board.add(Line(moment.centre, foot - 1, moment.x, bottom, ink))
    else:
        # The event's own line goes on through the lanes.
        at = round(moment.x)
        board.add(Line(at, foot - 1, at, bottom, ink, 2.0))
    left = moment.centre - moment.width / 2
    if len(moment.pins) > 1:
        board.add(Box(left, middle - radius, moment.width, 2 * radius, ink, None, 1.0, radius))
    else:
        board.add(Glyph("circle", moment.centre, middle, moment.width, ink, halo=0.0))
    if not moment.pins:
        return
    face = board.metrics.strong_small_face
    words = Style(ink="plot", anchor="centre")
    board.text(moment.centre, board.middle(middle, face), moment.words, face, words)
    board.used.add("mark:development")
    for pin in moment.pins:
        area = (left, middle - radius, moment.width, 2 * radius)
        board.items.append(Item((), "", *area, note=pin.id))


@dataclass(slots=True)
class _Row:
    """What of the row is taken: the circles, and titles as they are written."""

    taken: list[tuple[float, float]] = field(default_factory=list)

    def room_right(self, x: float, limit: float) -> float:
        """Return the pixels free from `x` to what comes next, or to a limit."""
        nexts = [left - CLEAR for left, _ in self.taken if left >= x - CLEAR]
        return min([limit, *nexts]) - x

    def room_left(self, x: float, limit: float) -> float:
        """Return the pixels free from what comes before, or from a limit, up to `x`."""
        befores = [right + CLEAR for _, right in self.taken if right <= x + CLEAR]
        return x - max([limit, *befores])


def _draw_titles(board: Board, moments: Sequence[Moment], middle: float) -> None:
    """Write titles where they fit: the event's first, right of its circle, else left."""
    row = _Row([(each.centre - each.width / 2, each.centre + each.width / 2) for each in moments])
    titled = [moment for moment in moments if moment.title]
    for moment in sorted(titled, key=lambda each: not each.strong):
        face = _face(board, moment.strong)
        left, right = _sides(board, moment)
        start = moment.centre + moment.width / 2 + BESIDE
        end = moment.centre - moment.width / 2 - BESIDE
        words = board.longest(moment.title, face, row.room_right(start, right))
        if words:
            board.text(start, board.middle(middle, face), words, face)
            row.taken.append((start, start + board.measure(words, face)))
            continue
        words = board.longest(moment.title, face, row.room_left(end, left))
        if words and moment.strong:
            style = Style(anchor="right")
            board.text(end, board.middle(middle, face), words, face, style)
            row.taken.append((end - board.measure(words, face), end))
    _say_beyond(board, row, middle)


def _say_beyond(board: Board, row: _Row, middle: float) -> None:
    """Name the event at the edge of the period that it lies beyond, where the row is free."""
    aligned = board.journey.aligned
    if aligned is None or board.left <= board.scale.x(aligned.position) <= board.right:
        return
    earlier = board.scale.x(aligned.position) < board.left
    face = board.metrics.small_face
    words = f"{aligned.title}, {'earlier' if earlier else 'later'}"
    at = board.left + EDGE if earlier else board.right - EDGE
    room = row.room_right(at, board.right) if earlier else row.room_left(at, board.left)
    if board.measure(words, face) <= room:
        style = Style(ink="ink3", anchor="left" if earlier else "right")
        board.text(at, board.middle(middle, face), words, face, style)


def _face(board: Board, strong: bool) -> Face:
    return board.metrics.strong_small_face if strong else board.metrics.small_face


def _sides(board: Board, moment: Moment) -> tuple[float, float]:
    """Return the pixels between which a title may be: none crosses the fold."""
    fold = board.scale.fold
    if fold is None:
        return board.left, board.right
    seam = board.scale.x(fold)
    if moment.x < seam:
        return board.left, seam - SEAM_ROOM
    return seam, board.right
