"""Where the columns of the cohort view lie, and the facts of a case in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeyviewer.model.lanes import lane
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.scene import CAP_HEIGHT, Face, Ink, Mark, Measure, Picture, Text
from journeyviewer.timeline.strip_sizes import LANES, StripSizes

CASE_COLUMN = "case"
LEAST_STRIP = 300.0
MOST_NAME = 96.0
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place among a case's facts, its two heading lines and its widths by setting.

    `quiet` sets the second heading line in a lighter hand.
    """

    key: str
    fact: int
    title: tuple[str, str]
    desk: float
    compact: float
    paper: float
    quiet: bool = False

    def width(self, sizes: StripSizes) -> float:
        """Return the width in a setting, in pixels."""
        room = {"desk": self.desk, "compact": self.compact}.get(sizes.name, self.paper)
        return room * sizes.factor


COLUMNS = (
    Column(CASE_COLUMN, 0, ("", "Case"), 46, 34, 26),
    Column("age", 1, ("Age", "read at"), 52, 48, 42),
    Column("gender", 2, ("", "Gender"), 64, 52, 46),
    Column("legal", 3, ("Legal status", "Highest / current"), 110, 94, 76, True),
    Column("residence", 4, ("Residential status", "Highest / current"), 176, 136, 110, True),
    Column("borough", 5, ("Out of", "borough"), 66, 60, 54),
    Column("education", 6, ("Education or", "employment"), 136, 106, 88),
    Column("referral", 7, ("First", "referral"), 66, 60, 54),
    Column("identified", 8, ("Identified", "at age"), 68, 62, 56),
)
DROPPED = ("referral", "borough", "gender", "education", "identified", "age", "legal", "residence")
"""Columns in the order in which they give way where the strips would be too narrow."""
MARGIN = {"desk": (20.0, 22.0), "compact": (12.0, 16.0), "print": (0.0, 12.0)}
GAP = 10.0
"""Room kept free at the right of a column's words."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns with their left edges, and the strips' place [left, right), in pixels."""

    sizes: StripSizes
    columns: tuple[tuple[Column, float, float], ...]
    icons: float
    left: float
    right: float


def frame(width: float, sizes: StripSizes, names: Iterable[str], measure: Measure) -> Frame:
    """Return the columns for a width; the first is as wide as the longest name needs.

    Columns give way one by one while the strips would be narrower than `LEAST_STRIP`.
    """
    margin, edge = MARGIN[sizes.name]
    face = name_face(sizes)
    longest = sorted(names, key=len, reverse=True)[:20]
    needed = max((measure(name, face) for name in longest), default=0.0) + GAP
    kept = list(COLUMNS)
    for key in (*DROPPED, ""):
        x, columns = margin, []
        for column in kept:
            room = column.width(sizes)
            if column.key == CASE_COLUMN:
                room = max(room, min(needed, MOST_NAME))
            columns.append((column, x, room))
            x += room
        left = x + sizes.icon + 18
        if width - edge - left >= LEAST_STRIP or not key:
            break
        kept = [column for column in kept if column.key != key]
    return Frame(sizes, tuple(columns), x + 4, left, max(width - edge, left + 60))


def name_face(sizes: StripSizes) -> Face:
    """Return the face of case names."""
    return Face(sizes.name_size, 600)


def facts_marks(
    words: Sequence[str], quiet: frozenset[str], place: Frame, measure: Measure
) -> list[Mark]:
    """Return a case's facts in their columns and the icons of its rows, the row's top at 0."""
    sizes, marks = place.sizes, []
    for column, x, room in place.columns:
        text = words[column.fact]
        first = column.key == CASE_COLUMN
        face = name_face(sizes) if first else Face(sizes.body)
        ink = Ink("ink3") if text in quiet else Ink("ink")
        if first:
            lines = [middle_cut(text, face, room - GAP, measure)]
        else:
            lines = wrapped(text, face, room - GAP, measure, MOST_LINES)
        for number, line in enumerate(lines):
            y = sizes.first + number * sizes.lead
            marks.append(Text(x, y, line, face, measure(line, face), ink))
    return [*marks, *icons(place)]


def name_marks(name: str, place: Frame, measure: Measure) -> list[Mark]:
    """Return a case's name in its column, the row's top at 0."""
    face = name_face(place.sizes)
    return [
        Text(x, place.sizes.first, line, face, measure(line, face))
        for column, x, room in place.columns
        if column.key == CASE_COLUMN
        for line in (middle_cut(name, face, room - GAP, measure),)
    ]


def icons(place: Frame) -> list[Mark]:
    """Return the icons that stand for the lanes of a row."""
    sizes = place.sizes
    marks: list[Mark] = []
    for key in LANES:
        top, height = sizes.place(key)
        y = top + (height - sizes.icon) / 2
        marks.append(Picture(lane(key).icon, place.icons, y, sizes.icon, Ink(f"{key}.mark")))
    return marks


def heading_marks(place: Frame, measure: Measure) -> list[Mark]:
    """Return the columns' titles on their two lines, the heading's top at 0."""
    sizes, marks = place.sizes, list[Mark]()
    upper, lower = heading_lines(sizes)
    for column, x, _ in place.columns:
        for words, y, second in ((column.title[0], upper, False), (column.title[1], lower, True)):
            soft = second and column.quiet
            face = Face(sizes.head, 400 if soft else 600)
            ink = Ink("ink3" if soft else "ink2")
            if words:
                marks.append(Text(x, y, words, face, measure(words, face), ink))
    return marks


def heading_lines(sizes: StripSizes) -> tuple[float, float]:
    """Return the two baselines of the heading."""
    lower = sizes.header - (10.0 if sizes.name != "print" else 7.0) * sizes.factor
    return lower - sizes.head * 1.34, lower


def wrapped(words: str, face: Face, width: float, measure: Measure, most: int) -> list[str]:
    """Return words on lines no wider than `width`, `most` at most; what is left out shows as "…".

    A word wider than a line is broken.
    """
    lines: list[str] = []
    current = ""
    for word in words.split():
        for piece in _pieces(word, face, width, measure):
            longer = f"{current} {piece}".strip()
            if not current or measure(longer, face) <= width:
                current = longer
            else:
                lines.append(current)
                current = piece
    lines.append(current)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(f"{last}…", face) > width:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(',;/ ')}…"]


def _pieces(word: str, face: Face, width: float, measure: Measure) -> list[str]:
    if measure(word, face) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, face) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def middle_cut(words: str, face: Face, width: float, measure: Measure) -> str:
    """Return a name that fits: its two ends, where it is too long."""
    if measure(words, face) <= width:
        return words
    keep = len(words) - 1
    while keep > 2:
        cut = f"{words[: (keep + 1) // 2]}…{words[-(keep // 2) :]}"
        if measure(cut, face) <= width:
            return cut
        keep -= 1
    return words[:1] + "…"


def centred(y: float, face: Face) -> float:
    """Return the baseline that centres capitals on a height."""
    return round((y + face.size * CAP_HEIGHT / 2) * 4) / 4
