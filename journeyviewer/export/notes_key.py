"""The words below a figure: key developments run in, and notes in columns by their numbers.

Sizes are pixels at 96 to the inch, for a page of A4 (visual design, sections 7, 9 and 10).
"""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.export.annotated import Line
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.scene import CAP_HEIGHT, Box, Face, Ink, Mark, Measure, Text

BODY = Face(10.4)
STRONG = Face(10.0, 600)
NUMBER = Face(9.4, 700)
LEAD = 11.6
"""From line to line within a note."""
STEP = 14.2
"""From note to note, for notes of one line."""
PIN = 12.2
GAP = 22.0
"""Between columns."""
INDENT = 22.0
MOST_NOTES = 30
"""Notes below one figure; further ones go to a page of their own."""
COLUMNS = (3, 2, 4)
"""Numbers of columns, the first of those that give the least height is taken."""
LEAST_COLUMN = 150.0
MOST_LINES = 40
"""Lines of a note in one piece; a longer one goes on in a piece of its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A note broken into lines, ready to be placed; `number` "" for what goes on."""

    number: str
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """Its height with the air below it."""
        return STEP + (len(self.lines) - 1) * LEAD


def note_words(line: Line) -> str:
    """Return a note as it stands in a key; a note of no words is told by its kind."""
    words = " ".join(line.text.split()) or f"{line.kind}."
    return words if line.start is not None else f"Whole case: {words}"


def broken(words: str, face: Face, width: float, measure: Measure) -> list[str]:
    """Return words in lines of a width; a word that is too long is broken."""
    lines: list[str] = []
    current = ""
    for word in words.split():
        longer = f"{current} {word}" if current else word
        if measure(longer, face) <= width:
            current = longer
            continue
        if current:
            lines.append(current)
        while measure(word, face) > width and len(word) > 1:
            sizes = range(len(word), 0, -1)
            fits = next((n for n in sizes if measure(word[:n], face) <= width), 1)
            lines.append(word[:fits])
            word = word[fits:]
        current = word
    return [*lines, current] if current or not lines else lines


def pieces_of(notes: Sequence[Line], width: float, measure: Measure) -> list[Piece]:
    """Return notes broken to a column's width, very long ones in several pieces."""
    pieces = []
    for note in notes:
        lines = broken(note_words(note), BODY, width - INDENT, measure)
        for first in range(0, len(lines), MOST_LINES):
            number = str(note.number) if first == 0 else ""
            pieces.append(Piece(number, tuple(lines[first : first + MOST_LINES])))
    return pieces


def split(heights: Sequence[float], columns: int) -> list[int]:
    """Return how many of these each column takes, in order, so that the tallest is least."""
    low, high = max(heights, default=0.0), sum(heights)
    for _ in range(40):
        middle = (low + high) / 2
        if len(_filled(heights, middle)) <= columns:
            high = middle
        else:
            low = middle
    counts = _filled(heights, high + 0.01)
    return [*counts, *[0] * (columns - len(counts))]


def _filled(heights: Sequence[float], limit: float) -> list[int]:
    counts, room = [0], limit
    for height in heights:
        if height > room and counts[-1]:
            counts.append(0)
            room = limit
        counts[-1] += 1
        room -= height
    return counts


@dataclass(frozen=True, slots=True)
class Columns:
    """Notes arranged in columns of one width; `height` is that of the tallest."""

    pieces: tuple[tuple[Piece, ...], ...]
    width: float
    height: float


def arranged(notes: Sequence[Line], room: float, measure: Measure) -> Columns:
    """Return notes in the number of columns, 2 to 4, that gives the least height."""
    found = [_in_columns(notes, count, room, measure) for count in COLUMNS]
    wide = [one for one in found if one.width >= LEAST_COLUMN] or found[1:2]
    return min(wide, key=lambda one: round(one.height, 1))


def _in_columns(notes: Sequence[Line], count: int, room: float, measure: Measure) -> Columns:
    width = (room - GAP * (count - 1)) / count
    pieces = pieces_of(notes, width, measure)
    heights = [piece.height for piece in pieces]
    placed, at, tallest = [], 0, 0.0
    for taken in split(heights, count):
        placed.append(tuple(pieces[at : at + taken]))
        tallest = max(tallest, sum(heights[at : at + taken]))
        at += taken
    return Columns(tuple(placed), width, tallest)


def that_fit(notes: Sequence[Line], room: float, height: float, measure: Measure) -> int:
    """Return how many notes, from the first, fit in a height; at most `MOST_NOTES`."""
    most = min(len(notes), MOST_NOTES)
    return next(
        (n for n in range(most, 0, -1) if arranged(notes[:n], room, measure).height <= height), 0
    )


def draw_notes(columns: Columns, left: float, top: float, measure: Measure) -> list[Mark]:
    """Return the marks of notes in columns, each with its number in a square."""
    marks: list[Mark] = []
    for place, pieces in enumerate(columns.pieces):
        x, y = left + place * (columns.width + GAP), top
        for piece in pieces:
            middle = y + STEP / 2
            if piece.number:
                marks += square(piece.number, x, middle, measure)
            baseline = middle + BODY.size * CAP_HEIGHT / 2
            for row, words in enumerate(piece.lines):
                at = baseline + row * LEAD
                marks.append(Text(x + INDENT, at, words, BODY, measure(words, BODY)))
            y += piece.height
    return marks


def square(number: str, x: float, middle: float, measure: Measure) -> list[Mark]:
    """Return a note's number as on its pin, its left edge at x."""
    width = max(PIN * 1.25, measure(number, NUMBER) + 6)
    box = Box(x, middle - PIN / 2, width, PIN, Ink("note"), Ink("noteEdge"), 1.0, radius=2.0)
    return [box, _centred(number, x + width / 2, middle, "noteInk", "note", measure)]


def _centred(words: str, x: float, middle: float, ink: str, ground: str, measure: Measure) -> Text:
    baseline = middle + NUMBER.size * CAP_HEIGHT / 2
    width = measure(words, NUMBER)
    return Text(x, baseline, words, NUMBER, width, Ink(ink), anchor="centre", on=Ink(ground))


def draw_developments(
    lines: Sequence[Line], left: float, top: float, room: float, measure: Measure
) -> tuple[list[Mark], float]:
    """Return key developments run in after their title, and the y below them."""
    title = "Key developments"
    indent = measure(title, STRONG) + 14
    middle = top + STEP / 2
    marks: list[Mark] = [_plain(title, left, middle, STRONG, measure)]
    x = left + indent
    for line in lines:
        words = " ".join(line.title.split())
        width = PIN + 6 + measure(words, BODY)
        if x + width > left + room and x > left + indent:
            x, middle = left + indent, middle + STEP + 1.5
        marks += circle(str(line.number), x, middle, measure)
        for row, part in enumerate(broken(words, BODY, left + room - x - PIN - 6, measure)):
            middle += LEAD if row else 0
            marks.append(_plain(part, x + PIN + 6, middle, BODY, measure))
        x += width + 14
    return marks, middle + STEP / 2


def circle(number: str, x: float, middle: float, measure: Measure) -> list[Mark]:
    """Return a key development's number as in the figure, its left edge at x."""
    side = PIN + 1.2
    disc = Box(x, middle - side / 2, side, side, Ink("ink"), radius=side / 2)
    return [disc, _centred(number, x + side / 2, middle, "plot", "ink", measure)]


def _plain(words: str, x: float, middle: float, face: Face, measure: Measure) -> Text:
    return Text(x, middle + face.size * CAP_HEIGHT / 2, words, face, measure(words, face))
