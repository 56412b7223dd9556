"""Note pins on the lanes: numbered squares over the data, each led to its exact day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from math import ceil

from journeyviewer.model.times import Minute
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.annotations import PinMark
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.folded import folded_mark
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.pins_lead import Block, Way, blocks_of, draw_way
from journeyviewer.timeline.pins_spread import GAP, needed, spread
from journeyviewer.timeline.scene import Box, Boxes, Face, Glyph, Ink, Item, Style

SIDE = 5.0
"""Pixels of paper beside the figures of a number, both sides together."""
CORNER = 3.0
EDGE = 1.2
DOT = 3.6
FOOT = 1.5
"""Pixels between the foot of a pin and the bars under it."""
HEIGHTS = (0.3, 0.8, 0.62)
"""Shares of a pin's height, from its foot, at which lines run behind other pins: clear of the dots
below them and of brackets half way up, the first that is free."""
TICK = 3.5
POINTED = 40
"""Notes of one square that can be pointed at, one after another; the panel lists them all."""
BESIDE = 1.5
"""Pixels between the marks of a folded lane and a line that runs beside them."""
FOLDED_REACH = 7.5
"""Pixels from the middle of a folded lane's mark to the pin left of it."""


Rects = tuple[tuple[float, float, float, float], ...]


@dataclass(slots=True)
class Pin:
    """Notes at one place, mostly one alone; `x` is the pixel of the first one's day.

    `centre` and `width` are those of the square; `wanted` is where its centre would be alone,
    `moved` that somebody put it there.
    """

    notes: Sequence[PinMark]
    x: float
    wanted: float
    width: float
    centre: float = 0.0
    moved: bool = False

    @property
    def words(self) -> str:
        """The number, or the first of several and how many more stand here."""
        more = len(self.notes) - 1
        return f"{self.notes[0].number}+{more}" if more else str(self.notes[0].number)

    @property
    def left(self) -> float:
        """The left edge in pixels."""
        return self.centre - self.width / 2


def pin_face(metrics: Metrics) -> Face:
    """Return the face of the numbers on pins."""
    return metrics.strong_small_face


def draw_pins(board: Board, lane: str, top: float, head: float, since: int) -> None:
    """Draw the notes of an open lane into its head, `head` pixels from `top`.

    The marks of the lane are those of the board from the place `since` on.
    """
    notes = board.journey.annotations.by_lane.get(lane, ())
    if not notes:
        return
    foot = top + head - FOOT
    draw_periods(board, lane, notes, foot - board.metrics.pin_h / 2)
    pins = _placed(board, notes)
    blocks = _between(board, pins, since, foot - board.metrics.pin_h, foot + FOOT)
    shares = _shares(pins)
    for pin in pins:
        beside = foot - shares[id(pin)] * board.metrics.pin_h
        way = Way(start_of(pin), foot - 1, pin.x, foot + FOOT, beside, foot + FOOT / 2)
        draw_leader(board, way, blocks.get(id(pin), ()))
    draw_squares(board, lane, pins, foot - board.metrics.pin_h)


def draw_folded_pins(board: Board, lane: str, middle: float, since: int) -> None:
    """Draw the notes of a folded lane on its line, each just left of its mark.

    The marks of the lane are those of the board from the place `since` on.
    """
    notes = board.journey.annotations.by_lane.get(lane, ())
    if not notes:
        return
    marked = {note.entry for note in notes if note.entry is not None}
    lefts = {
        name: item.x
        for item in board.items
        if item.lane == lane
        for name in item.entries
        if name in marked
    }

    def edge(note: PinMark, x: float) -> float:
        """Return where the mark of a note begins; its day where it has none there."""
        return min(lefts.get(note.entry, x) if note.entry else x, x + FOLDED_REACH)

    pins = _placed(board, notes, edge)
    half = board.metrics.pin_h / 2
    blocks = _between(board, pins, since, middle - half, None)
    beside = middle + folded_mark(board.metrics) / 2 + BESIDE
    draw_periods(board, lane, notes, middle)
    for pin in pins:
        right = pin.left + pin.width
        if pin.x - right > FOLDED_REACH or pin.left > pin.x:
            edge_x = right if pin.x > right else pin.left
            way = Way(edge_x, middle, pin.x, middle, beside)
            draw_way(board, way, blocks.get(id(pin), ()))
    draw_squares(board, lane, pins, middle - board.metrics.pin_h / 2)


def in_sight(board: Board, notes: Sequence[PinMark]) -> Sequence[PinMark]:
    """Return the notes, given by date, whose day is in sight."""
    start = board.scale.position(board.left - 0.5)
    end = board.scale.position(board.known_right + 0.5)
    first = bisect_left(notes, start, key=_day)
    return notes[first : bisect_right(notes, end, first, key=_day)]


def _day(note: PinMark) -> Minute:
    return note.at


def _width(board: Board, words: str) -> float:
    room = board.measure(words, pin_face(board.metrics)) + SIDE
    return max(board.metrics.pin_h, float(ceil(room)))


def pins_of(board: Board, notes: Sequence[PinMark], share: float = 1.0) -> list[Pin]:
    """Return the pins of the notes in sight, which are given by date.

    Where they would take more than a share of the plot side by side, neighbours gather.
    """
    notes = in_sight(board, notes)
    room = (board.known_right - board.left) * share
    if not notes or len(notes) * (board.metrics.pin_h + GAP) > room + GAP:
        return _gathered(board, notes, room) if notes else []
    pins = [_pin(board, [note]) for note in notes]
    return _gathered(board, notes, room) if needed([pin.width for pin in pins]) > room else pins


def _pin(board: Board, notes: Sequence[PinMark]) -> Pin:
    """Return the pin of notes at the day of the first."""
    x = board.scale.x(notes[0].at)
    off = board.journey.annotations.offsets.get(notes[0].id)
    pin = Pin(notes, x, x + (off or 0.0), 0.0, moved=off is not None)
    pin.width = _width(board, pin.words)
    return pin


def _placed(
    board: Board,
    notes: Sequence[PinMark],
    edge: Callable[[PinMark, float], float] | None = None,
) -> list[Pin]:
    """Return the pins of the notes whose day is in sight, apart from each other.

    They stand over their days; with an `edge`, just left of where that says.
    """
    pins = pins_of(board, notes)
    if edge is not None:
        for pin in pins:
            if not pin.moved:
                pin.wanted = edge(pin.notes[0], pin.x) - GAP - pin.width / 2
    # A square that was moved past others has them on its other side.
    pins.sort(key=lambda pin: pin.wanted)
    wanted, widths = [pin.wanted for pin in pins], [pin.width for pin in pins]
    firm = [pin.moved for pin in pins]
    centres = spread(wanted, widths, board.left, board.known_right, firm)
    for pin, centre in zip(pins, centres, strict=True):
        pin.centre = centre
    return pins


def _gathered(board: Board, notes: Sequence[PinMark], room: float) -> list[Pin]:
    """Return fewer pins where there are more than fit: those of one stretch share a square."""
    most = _width(board, f"{notes[-1].number}+{len(notes)}") + GAP
    cells = max(1, int(room // most))
    left, whole = board.left, board.known_right - board.left
    pins: list[Pin] = []
    first = 0
    for cell in range(1, cells + 1):
        end = board.scale.position(left + whole * cell / cells)
        last = bisect_left(notes, end, first, key=_day) if cell < cells else len(notes)
        if last > first:
            pins.append(_pin(board, notes[first:last]))
        first = last
    return pins


def _between(
    board: Board, pins: Sequence[Pin], since: int, top: float, dots: float | None
) -> dict[int, list[Block]]:
    """Return what may be in the way of each pin that was moved: marks of the lane, other pins.

    `top` is that of the squares, `dots` the height of the days they lead to if these have dots.
    """
    if not any(pin.moved for pin in pins):
        return {}
    marks = blocks_of(board.marks[since:])
    others = {id(pin): pin_blocks(board, pin, top, dots) for pin in pins}
    return {
        id(pin): [
            *marks,
            *(each for key, found in others.items() if key != id(pin) for each in found),
        ]
        for pin in pins
        if pin.moved
    }


def _shares(pins: Sequence[Pin]) -> dict[int, float]:
    """Return the share of its height at which the line of each pin runs; no two run as one."""
    taken: list[tuple[float, float, float]] = []
    found: dict[int, float] = {}
    for pin in pins:
        left, right = sorted((start_of(pin), pin.x))
        met = {share for start, end, share in taken if left < end and right > start}
        share = next((each for each in HEIGHTS if each not in met), HEIGHTS[0])
        found[id(pin)] = share
        if pin.moved:
            taken.append((left, right, share))
    return found


def pin_blocks(board: Board, pin: Pin, top: float, dots: float | None) -> list[Block]:
    """Return where a pin is in the way of the lines of others: its square, its line and dot."""
    foot = top + board.metrics.pin_h
    found = [Block(pin.left, pin.left + pin.width, top, foot)]
    if dots is not None:
        near = (start_of(pin), pin.x) if not pin.moved else (pin.x, pin.x)
        found.append(Block(min(near) - DOT / 2, max(near) + DOT / 2, foot, dots + DOT / 2))
    return found


def start_of(pin: Pin) -> float:
    """Return the pixel of a square's foot that its line leaves from: the nearest to its day."""
    return min(max(pin.x, pin.left + 2), pin.left + pin.width - 2)


def draw_leader(board: Board, way: Way, blocks: Sequence[Block]) -> None:
    """Draw the line from a pin's foot to its day, around the blocks, and the dot there."""
    draw_way(board, way, blocks)
    board.add(Glyph("circle", way.to, way.end, DOT, Ink("noteEdge"), halo=0.0))


def draw_squares(board: Board, lane: str, pins: Sequence[Pin], top: float) -> None:
    """Draw the squares with their numbers, each note of them to be pointed at."""
    face, height = pin_face(board.metrics), board.metrics.pin_h
    baseline = board.middle(top + height / 2, face)
    for pin in pins:
        fill, edge = Ink("note"), Ink("noteEdge")
        board.add(Box(pin.left, top, pin.width, height, fill, edge, EDGE, CORNER))
        board.text(pin.centre, baseline, pin.words, face, Style(ink="noteInk", anchor="centre"))
        for note in pin.notes[:POINTED]:
            area = (pin.left, top, pin.width, height)
            board.items.append(Item((), lane, *area, note=note.id, at=pin.x))
        board.used.add("mark:note")


def draw_periods(board: Board, lane: str, notes: Sequence[PinMark], y: float) -> None:
    """Draw a thin bracket over the period that a note is about, as far as it is in sight."""
    brackets: list[tuple[PinMark, Rects]] = []
    for note in notes:
        if note.end is not None:
            rects = _bracket(board, note.at, note.end, y)
            if rects:
                brackets.append((note, rects))
    if len(brackets) > POINTED:
        # So many lie over each other: they are one line.
        together = dict.fromkeys(rect for _, rects in brackets for rect in rects)
        board.add(Boxes(tuple(together), Ink("noteEdge")))
        return
    for note, rects in brackets:
        board.add(Boxes(rects, Ink("noteEdge")))
        left, _, width, _ = rects[0]
        board.items.append(Item((), lane, left, y - TICK, width, 2 * TICK, note=note.id))


def _bracket(board: Board, at: Minute, until: Minute, y: float) -> Rects:
    """Return the line and the ends in sight of a bracket; () where too little of it is."""
    start, end = board.scale.x(at), board.scale.x(until)
    left, right = max(start, board.left), min(end, board.known_right)
    if right - left < 1:
        return ()
    line = (left, y - 0.5, right - left, 1.0)
    ends = ((x - 0.5, y - TICK, 1.0, 2 * TICK) for x in (start, end) if left <= x <= right)
    return (line, *ends)
