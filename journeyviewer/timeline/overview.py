"""The whole life at true scale in one strip, and the window on it that shows a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from journeyviewer.model.times import Minute, add_months, date_of, minute_of
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scale import MINUTES_PER_MONTH, PlainScale
from journeyviewer.timeline.scene import Box, Boxes, Face, Hatch, Ink, Line, Mark, Measure, Text

YEAR_STEPS = (1, 2, 5, 10, 20, 50)
TICK = 5.0
"""Height in pixels of what marks a note or a key development."""
MOST_UNIT = 2.4
"""Most pixels that one missing episode adds to its month's column."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the strip lies: from `left` to `right`, from `top` to its base line, in pixels.

    `labels` is the baseline of the words under it, `face` their face.
    """

    left: float
    right: float
    top: float
    base: float
    labels: float
    face: Face

    @property
    def bar(self) -> tuple[float, float]:
        """The top and the height of the residence bars."""
        height = round((self.base - self.top) * 0.26)
        return self.top + 4, float(height)


@dataclass(frozen=True, slots=True)
class Strip:
    """The marks of the strip: what is faded outside the window, and what stays over it all."""

    scale: PlainScale
    under: tuple[Mark, ...]
    over: tuple[Mark, ...]


def true_scale(journey: Journey, place: Place) -> PlainScale:
    """Return the linear axis of the whole journey."""
    return PlainScale(journey.start, journey.end, place.left, place.right)


def lay_out_overview(
    journey: Journey,
    place: Place,
    measure: Measure,
    *,
    dates: bool = True,
    curtain: date | None = None,
    hits: Sequence[Minute] = (),
) -> Strip:
    """Return the strip of a journey; after a `curtain` nothing is drawn.

    `hits` are the starts of records that a search found.
    """
    scale = true_scale(journey, place)
    under = [*_residence(journey, place, scale), *_missing(journey, place, scale)]
    over: list[Mark] = [_line(place.left, place.base, place.right, place.base, "line3")]
    over += _labels(journey, place, scale, measure, dates)
    if journey.aligned is not None:
        over.append(_upright(scale.x(journey.aligned.position), place, "ink", 2.0))
    if curtain is not None:
        over += _curtain(scale.x(minute_of(curtain)), place)
    elif journey.read < journey.end:
        over.append(_upright(scale.x(journey.read), place, "ink3", 1.0))
    over += _written(journey, place, scale)
    over += _hits(hits, place, scale)
    return Strip(scale, tuple(under), tuple(over))


def _residence(journey: Journey, place: Place, scale: PlainScale) -> list[Mark]:
    plan = journey.lanes.get("residence")
    if plan is None:
        return []
    top, height = place.bar
    marks: list[Mark] = []
    for start, end in plan.hatched:
        left, right = scale.x(start), scale.x(end)
        marks.append(Hatch(left, top, max(right - left, 2.0), height, Ink("ink3"), 5.0))
    for span in (span for row in plan.rows[:1] for span in row if not span.temporary):
        left, right = scale.x(span.start), scale.x(span.end)
        # A hair of ground between neighbours of one depth.
        width = max(right - left - 0.6, 1.0)
        if span.drawn == "notrec":
            marks.append(Hatch(left, top, width, height, Ink("ink3"), 5.0))
        else:
            marks.append(Box(left, top, width, height, Ink(f"residence.{span.step}")))
    for rail in plan.rails:
        y = round(top + height + 2) + 1.0
        left, right = scale.x(rail.start), scale.x(rail.end)
        marks.append(Line(left, y, max(right, left + 2), y, Ink("ink"), 2.0))
    return marks


def _missing(journey: Journey, place: Place, scale: PlainScale) -> list[Mark]:
    plan = journey.lanes.get("missing")
    if plan is None or not plan.episodes:
        return []
    months = Counter(episode.month for episode in plan.episodes)
    top, height = place.bar
    room = place.base - (top + height + 5)
    unit = min(MOST_UNIT, room / max(months.values()))
    rects = []
    for month, number in sorted(months.items()):
        start = minute_of(date(month // 12, month % 12 + 1, 1))
        left = max(scale.x(start), place.left)
        # The last month may reach beyond the journey, its column may not.
        right = min(scale.x(start + MINUTES_PER_MONTH), place.right)
        width = max(right - left - 0.5, 1.5)
        rects.append((left, place.base - number * unit, width, number * unit))
    return [Boxes(tuple(rects), Ink("missing.mark"))]


def _labels(
    journey: Journey, place: Place, scale: PlainScale, measure: Measure, dates: bool
) -> list[Mark]:
    marks: list[Mark] = []
    if not journey.dated:
        return marks
    free = place.left - place.face.size
    ticks = _years(journey) if dates else _ages(journey)
    step = _step(ticks, scale, place, measure)
    for number, words, at in ticks:
        x = scale.x(at)
        if number % (step if step > 2 else 1) == 0:
            marks.append(_line(round(x) + 0.5, place.base, round(x) + 0.5, place.base + 3, "line3"))
        width = measure(words, place.face)
        left = x if number == 0 and not dates else x - width / 2
        if number % step == 0 and left >= free + 4 and left + width <= place.right + 14:
            marks.append(Text(left, place.labels, words, place.face, width, Ink("ink3")))
            free = left + width
    return marks


def _years(journey: Journey) -> list[tuple[int, str, Minute]]:
    first, last = date_of(journey.start), date_of(journey.end)
    return [
        (year, str(year), minute_of(date(year, 1, 1)))
        for year in range(first.year, last.year + 1)
        if date(year, 1, 1) >= first
    ]


def _ages(journey: Journey) -> list[tuple[int, str, Minute]]:
    """Return birthdays, or years after the first record where no birth is known."""
    origin = journey.birth or date_of(journey.start)
    ticks = []
    for age in range(200):
        at = minute_of(add_months(origin, 12 * age))
        if at > journey.end:
            break
        if at >= journey.start:
            zero = "Birth" if journey.birth else "First record"
            ticks.append((age, str(age) if age else zero, at))
    return ticks


def _step(
    ticks: Sequence[tuple[int, str, Minute]], scale: PlainScale, place: Place, measure: Measure
) -> int:
    """Return the years from one label to the next, so that there is room between them."""
    year = 12 * scale.pixels_per_month(scale.start)
    widest = max((measure(words, place.face) for _, words, _ in ticks[1:]), default=0.0)
    needed = widest + place.face.size
    return next((step for step in YEAR_STEPS if step * year >= needed), YEAR_STEPS[-1])


def _curtain(x: float, place: Place) -> list[Mark]:
    width = max(place.right - x, 0.0)
    ground = Box(x, place.top, width, place.base - place.top, Ink("sunken"))
    return [ground, _upright(x, place, "ink", 1.5)]


def _hits(hits: Iterable[Minute], place: Place, scale: PlainScale) -> list[Mark]:
    """Return a tick for each hit, gold with a dark edge; hits on one pixel share it."""
    marks: list[Mark] = []
    top = place.base - 9
    for x in sorted({round(scale.x(at)) for at in hits}):
        marks.append(Box(x - 2, top, 4.0, 9.0, Ink("search"), Ink("searchEdge"), 1.0))
    return marks


def _written(journey: Journey, place: Place, scale: PlainScale) -> list[Mark]:
    """Return small ticks at the top for notes, and larger ones over them for key developments."""
    drawn = journey.annotations
    rows = ((drawn.notes, 2.0, "noteEdge"), (drawn.developments, 3.0, "ink"))
    marks: list[Mark] = []
    for pins, width, ink in rows:
        places = sorted({round(scale.x(pin.at)) for pin in pins})
        rects = tuple((x - width / 2, place.top, width, TICK) for x in places)
        if rects:
            marks.append(Boxes(rects, Ink(ink)))
    return marks


def _upright(x: float, place: Place, ink: str, width: float) -> Line:
    at = round(x) + (0.5 if round(width) % 2 else 0.0)
    return Line(at, place.top, at, place.base, Ink(ink), width)


def _line(x1: float, y1: float, x2: float, y2: float, ink: str) -> Line:
    return Line(x1, y1, x2, y2, Ink(ink))


@dataclass(frozen=True, slots=True)
class Window:
    """The period [start, end) shown, as part of the axis `scale`."""

    scale: PlainScale
    start: Minute
    end: Minute

    @property
    def pixels(self) -> tuple[float, float]:
        """The left and right edge in pixels, within the axis."""
        scale = self.scale
        left = min(max(scale.x(self.start), scale.left), scale.right)
        return left, max(min(max(scale.x(self.end), scale.left), scale.right), left)

    def part_at(self, x: float, reach: float = 6.0) -> str:
        """Return what is at a pixel: "start", "end", "inside" or "outside".

        An edge reaches so many pixels to either side; of a narrow window a third is left inside.
        """
        left, right = self.pixels
        inner = min(reach, (right - left) / 3)
        if left - reach <= x < left + inner:
            return "start"
        if right - inner < x <= right + reach:
            return "end"
        return "inside" if left <= x <= right else "outside"

    def dragged(self, part: str, pixels: float, least: int) -> Window:
        """Return the window with a part dragged; it stays on the axis, `least` minutes long."""
        scale = self.scale
        by = scale.minute(scale.left + pixels) - scale.start
        if part == "inside":
            length = self.end - self.start
            start = min(max(self.start + by, scale.start), max(scale.end - length, scale.start))
            return replace(self, start=Minute(start), end=Minute(start + length))
        if part == "start":
            start = max(self.start + by, scale.start)
            return replace(self, start=Minute(min(start, self.end - least)))
        end = min(self.end + by, scale.end)
        return replace(self, end=Minute(max(end, self.start + least)))

    def drawn(self, x1: float, x2: float) -> Window:
        """Return the window between two pixels, in either order, within the axis."""
        scale = self.scale
        low, high = (min(max(x, scale.left), scale.right) for x in sorted((x1, x2)))
        return replace(self, start=scale.minute(low), end=scale.minute(high))
