"""Cards that stand in front of a journey: before a case opens, for a pause, and at the end."""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.timeline.board import wrapped
from journeyviewer.timeline.room import HEIGHT
from journeyviewer.timeline.scene import Face, Ink, Mark, Measure, Text

TITLE = Face(56, 700)
WORDS = Face(34, 400)
MARK = Face(22, 700)
WIDEST = 1240.0

CARDS = {
    "pause": ("A pause", "We go on when everybody is ready."),
    "end": ("Thank you", "This was the last point of the running order."),
    "": ("Nothing to show", "The running order holds no point that is still in the study."),
    "case": ("Nothing to show", ""),
}


def card_marks(
    name: str, lines: Sequence[str], width: float, mark: str, measure: Measure
) -> tuple[Mark, ...]:
    """Return a card's marks, centred on a picture of this width; `lines` take the place of its own.

    The first line is the title. Words are broken where they must be.
    """
    title, *rest = lines or CARDS.get(name, CARDS[""])
    room = min(width - 160, WIDEST)
    broken: list[tuple[str, Face]] = [(title, TITLE)]
    for words in rest:
        parts = wrapped(words, WORDS, room, measure, most=6) or [words]
        broken += [("", WORDS), *((part, WORDS) for part in parts)]
    height = sum(_leading(face, words) for words, face in broken)
    y = (HEIGHT - height) / 2
    marks: list[Mark] = []
    for words, face in broken:
        y += _leading(face, words)
        if words:
            wide = measure(words, face)
            ink = Ink("ink" if face is TITLE else "ink2")
            marks.append(Text((width - wide) / 2, y, words, face, wide, ink))
    if mark:
        wide = measure(mark, MARK)
        marks.append(Text(width - 26 - wide, 40, mark, MARK, wide, Ink("ink2")))
    return tuple(marks)


def _leading(face: Face, words: str) -> float:
    return face.size * (1.3 if words else 0.7)
