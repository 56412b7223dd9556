"""The rows of the cohort view: how high they lie, and each one laid out once and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import field
from datetime import date
from typing import Generic, TypeVar

from journeyviewer.model.chronology import Case
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.cohort_axis import band_height
from journeyviewer.timeline.cohort_frame import MOST_LINES, Frame, facts_marks, name_marks, wrapped
from journeyviewer.timeline.comparison import Arrangement, Placed
from journeyviewer.timeline.plan import Journey, plan_strip
from journeyviewer.timeline.scene import Face, Ink, Item, Mark, Measure, Text
from journeyviewer.timeline.strip import Strip, StripPlace, lay_out_strip
from journeyviewer.timeline.strip_sizes import StripSizes

MOST_KEPT = 240
"""Rows and journeys kept; twenty screens of them."""
NOTHING = "Nothing dated is recorded for this case."
NO_BIRTH = "No birth is recorded, so this journey cannot be placed by age."

Facts = Callable[[Case], tuple[str, ...]]
"""Returns what the table says of a case, in the order of the columns."""

Prepare = Callable[[Journey, date], tuple[Journey, date]]
"""Turns a journey and the day its months count from into what may be shown."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values made when first asked for; the longest unused is let go when there are too many."""

    def __init__(self, make: Callable[[Key], Value], most: int = MOST_KEPT) -> None:
        self._make = make
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value:
        """Return the value of a key."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = self._values[key] = self._make(key)
        if len(self._values) > self._most:
            self._values.popitem(last=False)
        return value

    def __contains__(self, key: Key) -> bool:
        return key in self._values

    def clear(self) -> None:
        """Let go of everything."""
        self._values.clear()


@dataclass(frozen=True, slots=True)
class Stack:
    """Where rows lie from the top: the aligned ones, the band, and those that follow it."""

    sizes: StripSizes
    aligned: int
    total: int
    band: tuple[float, float] | None = field(init=False)
    """The top and height of the band, None when no case lacks the event."""

    def __post_init__(self) -> None:
        lacking = self.aligned != self.total
        # Asked for with every row that is painted.
        band = (round(self.aligned * self.sizes.row), round(band_height(self.sizes)))
        object.__setattr__(self, "band", band if lacking else None)

    @property
    def height(self) -> int:
        """The height of everything, in pixels."""
        return self.top(self.total)

    def top(self, number: int) -> int:
        """Return the top of a row, counted from 0."""
        extra = self.band[1] if self.band and number >= self.aligned else 0
        return round(number * self.sizes.row + extra)

    def at(self, y: float) -> int | None:
        """Return the row at a height, None on the band and beyond the last row."""
        number = int(y // self.sizes.row)
        if self.band and number >= self.aligned:
            number = max(self.aligned, int((y - self.band[1]) // self.sizes.row))
        for near in (number, number + 1, number - 1):
            if 0 <= near < self.total and self.top(near) <= y < self.bottom(near):
                return near
        return None

    def bottom(self, number: int) -> int:
        """Return the y below a row."""
        return (
            self.top(number) + round((number + 1) * self.sizes.row) - round(number * self.sizes.row)
        )

    def between(self, top: float, bottom: float) -> range:
        """Return the rows that show in [top, bottom)."""
        first = max(0, int((top - (self.band[1] if self.band else 0)) // self.sizes.row) - 1)
        last = min(self.total, int(bottom // self.sizes.row) + 2)
        while first < last and self.bottom(first) <= top:
            first += 1
        while last > first and self.top(last - 1) >= bottom:
            last -= 1
        return range(first, last)


@dataclass(frozen=True, slots=True)
class Row:
    """What is drawn of a case, its top at 0, and what can be pointed at in its strip."""

    marks: tuple[Mark, ...]
    items: tuple[Item, ...]
    used: frozenset[str]
    short_forms: tuple[tuple[str, str], ...]


class RowBook:
    """Rows laid out when first seen and kept; `prepare` turns a journey into what may be shown."""

    def __init__(
        self,
        facts: Facts,
        quiet: frozenset[str],
        measure: Measure,
        prepare: Prepare = lambda journey, origin: (journey, origin),
    ) -> None:
        self.facts = Kept[str, tuple[str, ...]](self._say, most=100_000)
        self._facts = facts
        self._quiet = quiet
        self._measure = measure
        self._prepare = prepare
        self._plans = Kept[str, Journey](self._plan)
        self._rows = Kept[str, Row](self._lay_out)
        self._placed: dict[str, Placed] = {}
        self._arranged: Arrangement | None = None
        self._frame: Frame | None = None
        self._line = False

    def show(self, arranged: Arrangement, place: Frame, line: bool) -> None:
        """Lay rows out in another order, place or width from now on."""
        if (arranged, place, line) != (self._arranged, self._frame, self._line):
            self._arranged, self._frame, self._line = arranged, place, line
            self._placed = {row.case.id: row for row in arranged.rows}
            self._rows.clear()

    def forget(self) -> None:
        """Let go of everything known of the cases."""
        self.facts.clear()
        self._plans.clear()
        self._rows.clear()

    def row(self, placed: Placed) -> Row:
        """Return the row of a case that is shown."""
        return self._rows.get(placed.case.id)

    def has(self, placed: Placed) -> bool:
        """True when the row of a case is laid out already."""
        return placed.case.id in self._rows

    def name(self, placed: Placed) -> list[Mark]:
        """Return the name of a case in its column, without laying out its row."""
        assert self._frame is not None
        return name_marks(placed.case.id, self._frame, self._measure)

    def _say(self, name: str) -> tuple[str, ...]:
        return self._facts(self._placed[name].case)

    def _plan(self, name: str) -> Journey:
        return plan_strip(self._placed[name].case)

    def _lay_out(self, name: str) -> Row:
        placed, arranged, place = self._placed[name], self._arranged, self._frame
        assert arranged is not None and place is not None
        words = self.facts.get(name)
        marks = facts_marks(words, self._quiet, place, self._measure)
        dated = any(item.start.known and not item.suggested for item in placed.case.entries)
        if placed.origin is None or not dated:
            said = NOTHING if not dated else NO_BIRTH
            return Row((*marks, *self._said(said, place)), (), frozenset(), ())
        strip = self._strip(placed, arranged, place)
        return Row((*strip.marks, *marks), strip.items, strip.used, strip.short_forms)

    def _said(self, words: str, place: Frame) -> list[Mark]:
        """Return why there is no strip, on as many lines as that takes."""
        face, sizes = Face(place.sizes.axis, 400, italic=True), place.sizes
        lines = wrapped(words, face, place.right - place.left, self._measure, MOST_LINES)
        return [
            Text(
                place.left,
                sizes.first + number * sizes.lead,
                line,
                face,
                self._measure(line, face),
                Ink("ink2"),
            )
            for number, line in enumerate(lines)
        ]

    def _strip(self, placed: Placed, arranged: Arrangement, place: Frame) -> Strip:
        journey = self._plans.get(placed.case.id)
        assert placed.origin is not None
        journey, origin = self._prepare(journey, placed.origin)
        start, end = arranged.span_of(placed)
        where = StripPlace(
            place.left, place.right, origin, start, end, placed.aligned and self._line
        )
        return lay_out_strip(journey, where, place.sizes, self._measure)
