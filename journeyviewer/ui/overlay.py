"""What floats over the journey: readouts on the axes, hairlines and a measure, as marks."""

from __future__ import annotations

from datetime import date

from journeyviewer.model.times import MINUTES_PER_DAY, Minute, age_on, date_of
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, months_between, span_of_time
from journeyviewer.session.looking import Measure as Measured
from journeyviewer.timeline.axis import age_words, short_day
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scale import Scale
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Box,
    Face,
    Ink,
    Line,
    Mark,
    Measure,
    Scene,
    Text,
)
from journeyviewer.timeline.view import View

DASHED = (3.0, 3.0)
CHIP_PAD = 6.0
TICK = 5.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What marks over a scene are measured against; `bottom` is the lowest visible pixel."""

    journey: Journey
    view: View
    scene: Scene
    scale: Scale
    metrics: Metrics
    measure: Measure
    bottom: float

    @property
    def head_row(self) -> tuple[float, float]:
        """Top and height of a row of words over the lanes, in the room above the first bars."""
        return self.scene.fixed_bottom + 1, self.face.size + 7

    @property
    def face(self) -> Face:
        """The face of readouts."""
        return Face(self.metrics.font_secondary, 600)

    def holds(self, x: float) -> bool:
        """True for pixels between the plot's sides."""
        return self.scene.plot_left <= x <= self.scene.plot_right

    def x(self, at: Minute) -> float:
        """Return the pixel of a position, kept between the plot's sides."""
        return min(max(self.scale.x(at), self.scene.plot_left), self.scene.plot_right)


def hairline(sheet: Sheet, x: float) -> Mark:
    """Return the dashed hairline under the pointer."""
    return Line(x, sheet.scene.plot_top, x, sheet.bottom, Ink("ink"), 1.0, DASHED)


def readout(sheet: Sheet, at: Minute, x: float, ink: str = "ink") -> list[Mark]:
    """Return date and age of a position as chips on the axis rows; age alone without dates."""
    marks: list[Mark] = []
    metrics, view, journey = sheet.metrics, sheet.view, sheet.journey
    if not journey.dated:
        return marks
    when = date_of(at)
    y = metrics.top_margin
    if sheet.scale.fold is not None:
        y += metrics.scale_row_h
    if view.dates:
        marks += chip(sheet, short_day(when), x, (y, metrics.date_row_h), ink)
        y += metrics.date_row_h
    words = _age(journey, when, view.dates)
    if words:
        marks += chip(sheet, words, x, (y, metrics.age_row_h), ink)
    return marks


def _age(journey: Journey, when: date, dates: bool) -> str:
    if journey.birth is not None:
        return str(age_on(journey.birth, when)) if when >= journey.birth else ""
    months = months_between(date_of(journey.start), when)
    return "" if dates else age_words(months, with_birth=False)


def chip(
    sheet: Sheet, words: str, x: float, row: tuple[float, float], ink: str = "ink"
) -> list[Mark]:
    """Return words on a dark plate, centred at `x` in a row given by its top and height."""
    face = sheet.face
    width = sheet.measure(words, face) + 2 * CHIP_PAD
    left = min(max(x - width / 2, sheet.scene.plot_left), sheet.scene.width - width - 2)
    tall = min(row[1] - 1, face.size + 6)
    y = row[0] + (row[1] - tall) / 2
    baseline = y + tall / 2 + face.size * CAP_HEIGHT / 2
    return [
        Box(left, y, width, tall, Ink(ink), None, 1.0, 3.0),
        Text(left + CHIP_PAD, baseline, words, face, width - 2 * CHIP_PAD, Ink("surface")),
    ]


def cursor_marks(sheet: Sheet, at: Minute) -> list[Mark]:
    """Return the line of the cursor with its readout, none outside the period shown."""
    x = sheet.scale.x(at)
    if not sheet.holds(x):
        return []
    line = Line(x, sheet.scene.plot_top, x, sheet.bottom, Ink("focus"), 2.0)
    return [line, *readout(sheet, at, x, "focus")]


def measure_marks(sheet: Sheet, measured: Measured, until: Minute | None, row: int) -> list[Mark]:
    """Return a measure as a bracket with its words, in one of the rows over the first lane.

    `until` stands for an end that is not chosen yet.
    """
    end = measured.end if measured.end is not None else until
    if end is None:
        return _upright(sheet, measured.start)
    first, last = Minute(min(measured.start, end)), Minute(max(measured.start, end))
    left, right = sheet.x(first), sheet.x(last)
    top, tall = sheet.head_row
    top += row * (tall + 2)
    y = top + tall / 2
    marks = [*_upright(sheet, first), *_upright(sheet, last)]
    marks.append(Line(left, y, right, y, Ink("ink"), 2.0))
    for x, at in ((left, first), (right, last)):
        if sheet.holds(sheet.scale.x(at)):
            marks.append(Line(x, y - TICK, x, y + TICK, Ink("ink"), 2.0))
    choices = measure_words(first, last, sheet.journey.birth)
    room = right - left - 4 * CHIP_PAD
    words = next((each for each in choices if sheet.measure(each, sheet.face) <= room), "")
    middle = (left + right) / 2
    if not words:
        # Too long for the bracket: beside it, so that both ends stay in sight.
        words = choices[0]
        width = sheet.measure(words, sheet.face) + 2 * CHIP_PAD
        on_right = right + TICK + width < sheet.scene.width
        middle = right + TICK + width / 2 if on_right else left - TICK - width / 2
    return [*marks, *chip(sheet, words, middle, (top, tall))]


def _upright(sheet: Sheet, at: Minute) -> list[Mark]:
    x = sheet.scale.x(at)
    if not sheet.holds(x):
        return []
    return [Line(x, sheet.scene.fixed_bottom, x, sheet.bottom, Ink("ink"), 1.0, DASHED)]


def measure_words(start: Minute, end: Minute, birth: date | None) -> tuple[str, ...]:
    """Return "86 days, 12 weeks, from 15y 0m to 15y 3m", and shorter; no date is ever in it."""
    days = (end - start) // MINUTES_PER_DAY
    words = "The same day" if days == 0 else counted(days, "day")
    if days >= 7:
        words += f", {span_of_time(days)}"
    if birth is None or date_of(start) < birth:
        return (words,)
    ages = [str(age_on(birth, date_of(at))) for at in (start, end)]
    said = f"at {ages[0]}" if ages[0] == ages[1] else f"from {ages[0]} to {ages[1]}"
    return f"{words}, {said}", words
