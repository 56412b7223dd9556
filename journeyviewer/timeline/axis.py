"""The rows above the lanes: scale, dates and ages at the same positions; grid and rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from functools import lru_cache

from journeyviewer.model.times import MINUTES_PER_DAY, Minute, add_months, date_of, minute_of
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.scale import SEAM, TwoSpeedScale
from journeyviewer.timeline.scene import Box, Boxes, Face, Glyph, Ink, Line, Style, Text

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
CLOSE = 300.0
"""Pixels a month from which days have room for lines and numbers of their own."""
MONTHLY = 12.0
"""Pixels a month from which months have columns of their own."""
SPEED = 12
"""How much wider time is right of the fold than left of it."""
LABEL_ROOM = 6.0
END_ROOM = 4.0
"""Pixels between the last label and the line that ends the axis."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of axis of one speed: [start, end) in days, [left, right) in pixels."""

    start: date
    end: date
    left: float
    right: float
    ppm: float


def short_day(when: date) -> str:
    """Return a day as chips on the axis show it: "24 Apr 2013"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def segments(board: Board) -> list[Segment]:
    """Return the axis's stretches: one, one on each side of the fold, none of an undated case."""
    if not board.journey.dated:
        return []
    scale = board.scale
    start, end = date_of(scale.start), date_of(scale.end)
    if isinstance(scale, TwoSpeedScale):
        fold = date_of(scale.fold)
        seam = scale.seam_left
        return [
            Segment(start, fold, board.left, seam, scale.pixels_per_month(scale.start)),
            Segment(fold, end, seam + SEAM, board.right, scale.pixels_per_month(scale.end)),
        ]
    return [Segment(start, end, board.left, board.right, scale.pixels_per_month(scale.start))]


@lru_cache(maxsize=10_000)
def _month(anchor: date, months: int) -> tuple[date, Minute]:
    """Return the day so many months after the anchor, and its position: asked for every frame."""
    day = add_months(anchor, months)
    return day, minute_of(day)


def month_starts(
    segment: Segment, anchor: date, step: int = 1
) -> Iterator[tuple[int, date, Minute]]:
    """Yield every `step` months inside the segment: months since the anchor, day and position."""
    months = (segment.start.year - anchor.year) * 12 + segment.start.month - anchor.month - 1
    months -= months % step
    while True:
        day, at = _month(anchor, months)
        if day >= segment.end:
            return
        if day >= segment.start:
            yield months, day, at
        months += step


def draw_axis(board: Board, top: float) -> float:
    """Draw the rows from `top` down and return the y where the lanes begin."""
    metrics = board.metrics
    y = top
    if isinstance(board.scale, TwoSpeedScale):
        _draw_scale_row(board, y)
        y += metrics.scale_row_h
    if board.view.dates:
        board.row_label("Date", y, metrics.date_row_h)
        for segment in segments(board):
            _draw_dates(board, segment, y, metrics.date_row_h)
        y += metrics.date_row_h
        board.rule(y)
    if board.journey.birth or not board.view.dates:
        board.row_label("Age" if board.journey.birth else "Time", y, metrics.age_row_h)
        for segment in segments(board):
            _draw_ages(board, segment, y, metrics.age_row_h)
        y += metrics.age_row_h
    # What follows is loaded where it is drawn alone: there is less to load before the first case.
    if board.view.months and board.journey.aligned:
        from journeyviewer.timeline.months_row import draw_months

        y = draw_months(board, board.journey.aligned, y)
    if board.journey.annotations.rows:
        from journeyviewer.timeline.over_lanes import draw_over

        return draw_over(board, y)
    if board.journey.aligned:
        board.rule(y)
        draw_aligned(board, y)
        y += metrics.key_row_h
    return y


def _draw_scale_row(board: Board, top: float) -> None:
    height = board.metrics.scale_row_h
    board.row_label("Scale", top, height)
    face = board.metrics.small_face
    middle = round(top + height / 2) + 0.5
    for segment, words in zip(segments(board), ("year", "month"), strict=True):
        left, right = segment.left + 0.5, segment.right - 0.5
        ink = Ink("ink3")
        board.add(
            Line(left, middle, right, middle, ink),
            Line(left, middle - 3.5, left, middle + 3.5, ink),
            Line(right, middle - 3.5, right, middle + 3.5, ink),
        )
        said = (f"1 column = 1 {words}", f"1 {words}")
        if words == "month" and segment.ppm < MONTHLY:
            # Its columns are years too, and a column of the left is not of their width.
            said = (f"{SPEED} times as wide", f"× {SPEED}")
        label = board.longest(said, face, right - left - 20)
        if label:
            centre = (left + right) / 2
            board.text(
                centre,
                board.middle(middle, face),
                label,
                face,
                Style(ink="ink2", anchor="centre", halo=True),
            )
    board.used.add("mark:fold")


@dataclass(slots=True)
class Row:
    """One row of labels of one segment: what is taken, so that no two labels meet.

    Ticks are gathered until the row is drawn: they lie under its words, alike ones together.
    """

    board: Board
    segment: Segment
    top: float
    height: float
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    words: list[Text] = field(default_factory=list)
    baselines: dict[Face, float] = field(default_factory=dict)
    ticks: dict[str, list[tuple[float, float, float, float]]] = field(default_factory=dict)

    def label(self, x: float, words: str, face: Face, ink: str, centred: bool = False) -> bool:
        """Write a label beside its tick, or centred on it, where the row is free."""
        width = self.board.measure(words, face)
        left = x - width / 2 if centred else x + 4
        right = left + width
        if left < self.segment.left - (0 if centred else 1):
            return False
        if right > self.segment.right - END_ROOM:
            return False
        # Looked up here as in `tick`: a call more for each of a hundred places in every frame.
        place = bisect_left(self.lefts, right + LABEL_ROOM)
        if place and self.rights[place - 1] > left - LABEL_ROOM:
            return False
        self.lefts.insert(place, left)
        self.rights.insert(place, right)
        baseline = self.baselines.get(face)
        if baseline is None:
            baseline = self.board.middle(self.top + self.height / 2, face)
            self.baselines[face] = baseline
        self.words.append(Text(left, baseline, words, face, width, Ink(ink)))
        return True

    def tick(self, x: float, share: float, ink: str = "line3") -> None:
        """Draw a tick from the foot of the row, `share` of its height, unless words are there."""
        left = round(x)
        if left < self.segment.left - 1:
            # A day that the axis begins within began left of it.
            return
        place = bisect_left(self.lefts, left + 2.5)
        if place and self.rights[place - 1] > left - 1.5:
            return
        tall = self.height * share
        self.ticks.setdefault(ink, []).append((left, self.top + self.height - tall, 1.0, tall))

    def draw(self) -> None:
        """Draw the ticks, and the words over them."""
        self.board.add(*(Boxes(tuple(rects), Ink(ink)) for ink, rects in self.ticks.items()))
        self.board.add(*self.words)


def _draw_dates(board: Board, segment: Segment, top: float, height: float) -> None:
    row = Row(board, segment, top, height)
    _label_dates(board, row, segment)
    row.draw()


def _label_dates(board: Board, row: Row, segment: Segment) -> None:
    """Label years, then quarters or months, then days, as far as there is room."""
    small, strong = board.metrics.small_face, board.metrics.strong_small_face
    x = board.scale.x
    epoch = date(1900, 1, 1)
    if segment.ppm < 12:
        step = 60 if segment.ppm < 5 else 12
        for _, day, at in month_starts(segment, epoch, step):
            row.label(x(at), str(day.year), small, "ink2", centred=True)
        return
    for _, day, at in month_starts(segment, epoch, 12):
        row.tick(x(at), 0.85)
        row.label(x(at), str(day.year), strong, "ink")
    first = segment.start
    if (first.month, first.day) != (1, 1):
        # So close that no other month is named, the month belongs to the year.
        words = (
            f"{MONTHS[first.month - 1]} {first.year}" if segment.ppm > CLOSE else str(first.year)
        )
        row.label(segment.left - 2, words, strong, "ink")
    for _, day, at in month_starts(segment, epoch, 1 if segment.ppm > 60 else 3):
        if day.month != 1:
            row.tick(x(at), 0.4)
            row.label(x(at), MONTHS[day.month - 1], small, "ink2")
    if segment.ppm > CLOSE:
        _draw_days(board, row, segment)


def _draw_days(board: Board, row: Row, segment: Segment) -> None:
    """Number every 5th day, in the month that the axis begins with too."""
    month = segment.start.replace(day=1)
    while month < segment.end:
        for number in (5, 10, 15, 20, 25):
            day = month.replace(day=number)
            if segment.start <= day < segment.end:
                at = board.scale.x(minute_of(day))
                row.tick(at, 0.25)
                row.label(at, str(number), board.metrics.small_face, "ink3")
        month = add_months(month, 1)


def age_words(months: int, with_birth: bool) -> str:
    """Return "15 years", "15y 3m", or time since the first record when no birth is known."""
    years, rest = divmod(months, 12)
    if rest:
        return f"{years}y {rest}m"
    words = "1 year" if years == 1 else f"{years} years"
    if years == 0:
        return "Birth" if with_birth else "First record"
    return words if with_birth else f"{words} on"


def _draw_ages(board: Board, segment: Segment, top: float, height: float) -> None:
    row = Row(board, segment, top, height)
    if segment.ppm < 12:
        _label_birthdays(board, row, segment)
    else:
        _label_ages(board, row)
    row.draw()


def _label_birthdays(board: Board, row: Row, segment: Segment) -> None:
    """Label the beginning and every year, or every fifth, where there is room for little."""
    origin = age_origin(board)
    known, small = board.journey.birth is not None, board.metrics.small_face
    x = board.scale.x
    if segment.start <= origin < segment.end:
        start = x(minute_of(origin))
        row.tick(start, 0.85)
        row.label(start, age_words(0, known), small, "ink2")
    for months, _, at in month_starts(segment, origin, 60 if segment.ppm < 5 else 12):
        if months > 0:
            row.label(x(at), str(months // 12), small, "ink2", centred=True)


def _label_ages(board: Board, row: Row) -> None:
    """Label birthdays, the part of a year that the axis begins with, and months between."""
    segment, x, origin = row.segment, board.scale.x, age_origin(board)
    known, small = board.journey.birth is not None, board.metrics.small_face
    strong = board.metrics.strong_small_face
    for months, _, at in month_starts(segment, origin, 12):
        row.tick(x(at), 0.85)
        if months >= 0:
            row.label(x(at), age_words(months, known), strong, "ink")
    begun = (segment.start.year - origin.year) * 12 + segment.start.month - origin.month
    begun -= segment.start.day < origin.day
    if segment.start > origin and begun % 12:
        whole = begun - begun % 12
        words = age_words(begun if segment.ppm > CLOSE else whole, known)
        row.label(segment.left - 2, words, strong, "ink")
    step = 1 if segment.ppm > 60 else 3
    if segment.ppm > 26:
        for months, _, at in month_starts(segment, origin, step):
            if months > 0 and months % 12:
                row.tick(x(at), 0.35)
                row.label(x(at), age_words(months, known), small, "ink2")


def age_origin(board: Board) -> date:
    """Return the day that ages count from: birth, else the first record."""
    return board.journey.birth or date_of(board.journey.start)


def draw_aligned(board: Board, top: float) -> None:
    """Name the aligning event beside its dot: right of it first, else left."""
    aligned = board.journey.aligned
    metrics = board.metrics
    if aligned is None:
        return
    board.row_label("Lined up at", top, metrics.key_row_h)
    x = board.scale.x(aligned.position)
    face = Face(metrics.font_secondary, 600)
    middle = top + metrics.key_row_h / 2
    baseline = board.middle(middle, face)
    if not board.left <= x <= board.right:
        # Outside the period: said at the edge it lies beyond.
        earlier = x < board.left
        words = f"{aligned.title}, {'earlier' if earlier else 'later'}"
        at = board.left + 4 if earlier else board.right - 4
        style = Style(ink="ink3", anchor="left" if earlier else "right")
        board.text(at, baseline, words, metrics.small_face, style)
        return
    radius = metrics.key_circle_radius * 0.62
    board.add(Glyph("circle", x, middle, radius * 2, Ink("ink"), halo=0.0))
    width = board.measure(aligned.title, face)
    seam = board.scale.x(board.scale.fold) if board.scale.fold is not None else board.left
    if x + radius + 6 + width <= board.right:
        board.text(x + radius + 6, baseline, aligned.title, face)
    elif x - radius - 6 - width >= seam:
        board.text(x - radius - 6, baseline, aligned.title, face, Style(anchor="right"))


def draw_grid(board: Board, top: float, bottom: float) -> None:
    """Draw the vertical grid behind the lanes: years, then quarters and months as room allows."""
    anchor = date(1900, 1, 1) if board.view.dates else age_origin(board)
    for segment in segments(board):
        lines: dict[float, tuple[str, float]] = {}
        if segment.ppm >= MONTHLY:
            for months, _, at in month_starts(segment, anchor):
                x = round(board.scale.x(at)) + 0.5
                lines[x] = ("line2", 1.0 if months % 3 == 0 else 0.6)
        if segment.ppm > CLOSE:
            lines = {**_day_lines(board, segment), **lines}
        for _, _, at in month_starts(segment, anchor, 12):
            x = round(board.scale.x(at)) + 0.5
            lines[x] = ("line", 1.0) if segment.ppm >= MONTHLY else ("line2", 1.0)
        by_ink: dict[str, list[tuple[float, float, float, float]]] = {}
        for x, (ink, width) in lines.items():
            if board.left < x < board.right:
                by_ink.setdefault(ink, []).append((x - width / 2, top, width, bottom - top))
        for ink, rects in by_ink.items():
            board.add(Boxes(tuple(rects), Ink(ink)))


def _day_lines(board: Board, segment: Segment) -> dict[float, tuple[str, float]]:
    """Return a faint line at the start of each day."""
    first, x = minute_of(segment.start), board.scale.x
    days = (segment.end - segment.start).days + 1
    starts = range(first, first + days * MINUTES_PER_DAY, MINUTES_PER_DAY)
    return dict.fromkeys((round(x(at)) + 0.5 for at in starts), ("line2", 0.6))


def draw_seam(board: Board, top: float, bottom: float) -> None:
    """Draw the fold as a grey seam between two rules."""
    if not isinstance(board.scale, TwoSpeedScale):
        return
    left = round(board.scale.seam_left)
    board.add(Box(left, top, SEAM, bottom - top, Ink("line2")))
    for x in (left + 0.5, left + SEAM - 0.5):
        board.add(Line(x, top, x, bottom, Ink("ink3")))


def draw_aligned_lines(board: Board, top: float, bottom: float) -> None:
    """Draw the aligning event through every lane."""
    aligned = board.journey.aligned
    if aligned is not None:
        x = board.scale.x(aligned.position)
        if board.left <= x <= board.right:
            at = round(x)
            board.add(Line(at, top, at, bottom, Ink("ink"), 2.0))
            board.used.add("mark:aligned")


def draw_reading(board: Board, top: float, bottom: float) -> None:
    """Draw the reading date as a hairline; nothing but open ends lies beyond it."""
    x = board.scale.x(board.journey.read)
    if board.left <= x <= board.right + 1 and board.journey.case.read_on is not None:
        at = round(x) - 0.5
        board.add(Line(at, top, at, bottom, Ink("ink")))
        board.used.add("mark:reading")
