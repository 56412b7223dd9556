"""Note pins on the lanes: numbered squares over the data, each led to its exact day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from journeyviewer.model.times import Minute
from journeyviewer.timeline.annotations import PinMark
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.pins_spread import GAP, needed, spread
from journeyviewer.timeline.scene import Box, Boxes, Face, Glyph, Ink, Item, Line, Style

AIR = 2.0
"""Pixels that a lane's head is higher than its pins, at least."""
SIDE = 5.0
"""Pixels of paper beside the figures of a number, both sides together."""
CORNER = 3.0
EDGE = 1.2
DOT = 3.6
FOOT = 1.5
"""Pixels between the foot of a pin and the bars under it."""
TICK = 3.5
FOLDED_REACH = 7.5
"""Pixels from the middle of a folded lane's mark to the pin left of it."""


@dataclass(slots=True)
class Pin:
    """Notes at one place, mostly one alone; `x` is the pixel of the first one's day.

    `centre` and `width` are those of the square; `wanted` is where its centre would be alone.
    """

    notes: list[PinMark]
    x: float
    wanted: float
    width: float
    centre: float = 0.0

    @property
    def words(self) -> str:
        """The number, or the first of several and how many more stand here."""
        more = len(self.notes) - 1
        return f"{self.notes[0].number}+{more}" if more else str(self.notes[0].number)

    @property
    def left(self) -> float:
        """The left edge in pixels."""
        return self.centre - self.width / 2


def head_of_pins(metrics: Metrics) -> float:
    """Return the least height over the bars of a lane with pins."""
    return metrics.pin_h + AIR


def pin_face(metrics: Metrics) -> Face:
    """Return the face of the numbers on pins."""
    return metrics.strong_small_face


def draw_pins(board: Board, lane: str, top: float, head: float) -> None:
    """Draw the notes of an open lane into its head, `head` pixels from `top`."""
    notes = board.journey.annotations.by_lane.get(lane, ())
    if not notes:
        return
    foot = top + head - FOOT
    draw_periods(board, lane, notes, foot - board.metrics.pin_h / 2)
    pins = _placed(board, [(note, board.scale.x(note.at)) for note in in_sight(board, notes)])
    for pin in pins:
        draw_leader(board, pin, foot - 1, foot + FOOT)
    draw_squares(board, lane, pins, foot - board.metrics.pin_h)


def draw_folded_pins(board: Board, lane: str, middle: float) -> None:
    """Draw the notes of a folded lane on its line, each just left of its mark."""
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
    wanted = []
    for note in in_sight(board, notes):
        x = board.scale.x(note.at)
        edge = lefts.get(note.entry, x) if note.entry is not None else x
        half = _width(board, str(note.number)) / 2
        wanted.append((note, min(edge, x + FOLDED_REACH) - GAP - half))
    pins = _placed(board, wanted)
    draw_periods(board, lane, notes, middle)
    for pin in pins:
        right = pin.left + pin.width
        if pin.x - right > FOLDED_REACH:
            board.add(Line(right, middle, pin.x, middle, Ink("noteEdge")))
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


def pins_of(board: Board, notes: Sequence[tuple[PinMark, float]], share: float = 1.0) -> list[Pin]:
    """Return the pins of notes in sight, each given with the pixel of its own centre.

    Where they would take more than a share of the plot side by side, neighbours gather.
    """
    x = board.scale.x
    pins = [
        Pin([note], x(note.at), wanted, _width(board, str(note.number))) for note, wanted in notes
    ]
    room = (board.known_right - board.left) * share
    if pins and needed([pin.width for pin in pins]) > room:
        return _gathered(board, pins, room)
    return pins


def _placed(board: Board, notes: Sequence[tuple[PinMark, float]]) -> list[Pin]:
    """Return the pins of the notes whose day is in sight, apart from each other."""
    left, right = board.left, board.known_right
    pins = pins_of(board, notes)
    centres = spread([pin.wanted for pin in pins], [pin.width for pin in pins], left, right)
    for pin, centre in zip(pins, centres, strict=True):
        pin.centre = centre
    return pins


def _gathered(board: Board, pins: Sequence[Pin], room: float) -> list[Pin]:
    """Return fewer pins where there are more than fit: those of one stretch share a square."""
    most = _width(board, f"{pins[-1].notes[-1].number}+{len(pins)}") + GAP
    cells = max(1, int(room // most))
    whole = board.known_right - board.left
    groups: dict[int, Pin] = {}
    for pin in pins:
        cell = min(int((pin.x - board.left) / whole * cells), cells - 1)
        if cell in groups:
            groups[cell].notes += pin.notes
        else:
            groups[cell] = pin
    for pin in groups.values():
        pin.width = _width(board, pin.words)
    return list(groups.values())


def draw_leader(board: Board, pin: Pin, foot: float, end: float) -> None:
    """Draw the line from a pin's foot to its day, and the dot there."""
    ink = Ink("noteEdge")
    board.add(
        Line(min(max(pin.x, pin.left + 2), pin.left + pin.width - 2), foot, pin.x, end, ink),
        Glyph("circle", pin.x, end, DOT, ink, halo=0.0),
    )


def draw_squares(board: Board, lane: str, pins: Sequence[Pin], top: float) -> None:
    """Draw the squares with their numbers, each note of them to be pointed at."""
    face, height = pin_face(board.metrics), board.metrics.pin_h
    baseline = board.middle(top + height / 2, face)
    for pin in pins:
        fill, edge = Ink("note"), Ink("noteEdge")
        board.add(Box(pin.left, top, pin.width, height, fill, edge, EDGE, CORNER))
        board.text(pin.centre, baseline, pin.words, face, Style(ink="noteInk", anchor="centre"))
        for note in pin.notes:
            board.items.append(Item((), lane, pin.left, top, pin.width, height, note=note.id))
        board.used.add("mark:note")


def draw_periods(board: Board, lane: str, notes: Sequence[PinMark], y: float) -> None:
    """Draw a thin bracket over the period that a note is about, as far as it is in sight."""
    for note in notes:
        if note.end is None:
            continue
        start, end = board.scale.x(note.at), board.scale.x(note.end)
        left, right = max(start, board.left), min(end, board.known_right)
        if right - left < 1:
            continue
        rects = [(left, y - 0.5, right - left, 1.0)]
        rects += [(x - 0.5, y - TICK, 1.0, 2 * TICK) for x in (start, end) if left <= x <= right]
        board.add(Boxes(tuple(rects), Ink("noteEdge")))
        board.items.append(Item((), lane, left, y - TICK, right - left, 2 * TICK, note=note.id))
