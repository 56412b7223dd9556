"""The axis over the strips: months from the event, or years of age; and the band over the rest."""

from __future__ import annotations

from journeyviewer.timeline.cohort_frame import Frame, centred, heading_lines, wrapped
from journeyviewer.timeline.scene import Box, Face, Ink, Line, Mark, Measure, Text
from journeyviewer.timeline.strip_sizes import StripSizes

MONTH_STEPS = (3, 6, 12, 24, 60, 120)
YEAR_STEPS = (1, 2, 5, 10)
AIR = 22.0
"""Least pixels between two labels."""
BAND = 44.0
"""Height of the band over the cases that lack the event."""

Span = tuple[int, int]


def event_axis(span: Span, chip: str, place: Frame, measure: Measure) -> list[Mark]:
    """Return the axis of months before and after an event, its name on a chip at month 0."""
    sizes = place.sizes
    upper, lower = heading_lines(sizes)
    small = Face(sizes.axis)
    marks: list[Mark] = []
    taken = _chip(span, chip, place, measure)
    left, right = place.right, place.left
    if taken:
        marks += taken[1]
        left, right = taken[0]
    for words, at, room in (
        ("Months before", place.left, left - place.left - 8),
        ("Months after", place.right, place.right - right - 8),
    ):
        width = measure(words, small)
        if width <= room:
            x = at if at == place.left else at - width
            marks.append(Text(x, upper - 3, words, small, width, Ink("ink2")))
    step = _step(span, place, measure, MONTH_STEPS, "−48", 1)
    labels = [
        (months, signed(months), months % 12 == 0)
        for months in range(-(-span[0] // step) * step, span[1] + 1, step)
    ]
    return marks + _labels(labels, span, place, measure, lower)


def age_axis(span: Span, words: str, place: Frame, measure: Measure) -> list[Mark]:
    """Return the axis of years of age."""
    upper, lower = heading_lines(place.sizes)
    small = Face(place.sizes.axis)
    marks: list[Mark] = []
    if measure(words, small) <= place.right - place.left:
        marks.append(Text(place.left, upper - 3, words, small, measure(words, small), Ink("ink2")))
    return marks + _years(span, place, measure, lower)


def _years(span: Span, place: Frame, measure: Measure, baseline: float) -> list[Mark]:
    step = _step(span, place, measure, YEAR_STEPS, "18", 12) * 12
    first = -(-span[0] // step) * step
    labels = [
        (months, str(months // 12) if months else "Birth", months % 60 == 0)
        for months in range(first, span[1] + 1, step)
    ]
    return _labels(labels, span, place, measure, baseline)


def rest_band(
    title: str, words: str, span: Span, place: Frame, measure: Measure
) -> tuple[list[Mark], float]:
    """Return the band over the cases that lack the event, with their axis, and its height."""
    sizes = place.sizes
    strong, small = Face(sizes.body, 600), Face(sizes.axis)
    x = place.columns[0][1]
    height = band_height(sizes)
    marks: list[Mark] = [Box(0, 0, place.right + 40, height, Ink("app"))]
    upper, lower = height * 0.42, height * 0.42 + sizes.lead
    marks.append(Text(x, upper, title, strong, measure(title, strong)))
    room = place.left - x - 12
    line = wrapped(words, small, room, measure, 1)[0]
    marks.append(Text(x, lower, line, small, measure(line, small), Ink("ink2")))
    axis = "Age in years"
    marks.append(Text(place.left, upper - 2, axis, small, measure(axis, small), Ink("ink2")))
    marks += _years(span, place, measure, height - 6)
    return marks, height


def band_height(sizes: StripSizes) -> float:
    """Return the height of the band."""
    return (BAND if sizes.name != "print" else 34.0) * sizes.factor


def _chip(
    span: Span, chip: str, place: Frame, measure: Measure
) -> tuple[tuple[float, float], list[Mark]] | None:
    """Return the chip's sides and marks; None where month 0 is not shown."""
    if not span[0] <= 0 <= span[1]:
        return None
    sizes = place.sizes
    face = Face(sizes.axis + 1, 600)
    zero = _x(0, span, place)
    wide = measure(chip, face) + 20
    tall = round(sizes.axis * 1.8)
    left = min(max(zero - wide / 2, place.left - 40), place.right + 10 - wide)
    upper, _ = heading_lines(sizes)
    top = round(upper - 3 - sizes.axis * 0.33 - tall / 2)
    at = round(zero)
    return (left, left + wide), [
        Line(at, sizes.header - 7, at, sizes.header, Ink("ink"), 2.0),
        Box(left, top, wide, tall, Ink("ink"), None, 1.0, tall / 2),
        Text(left + 10, centred(top + tall / 2, face), chip, face, wide - 20, Ink("surface")),
    ]


def _x(months: float, span: Span, place: Frame) -> float:
    return place.left + (months - span[0]) / (span[1] - span[0]) * (place.right - place.left)


def _step(
    span: Span, place: Frame, measure: Measure, steps: tuple[int, ...], widest: str, unit: int
) -> int:
    """Return the least step, in `unit` months, at which labels keep apart."""
    pixels = (place.right - place.left) / (span[1] - span[0]) * unit
    needed = measure(widest, Face(place.sizes.axis, 600)) + AIR
    return next((step for step in steps if step * pixels >= needed), steps[-1])


def _labels(
    labels: list[tuple[int, str, bool]], span: Span, place: Frame, measure: Measure, y: float
) -> list[Mark]:
    marks: list[Mark] = []
    before = -1e9
    for months, words, strong in labels:
        face = Face(place.sizes.axis, 600 if strong else 400)
        width = measure(words, face)
        left = min(_x(months, span, place) - width / 2, place.right + 12 - width)
        if left < before + 6:
            continue
        before = left + width
        marks.append(Text(left, y, words, face, width, Ink("ink" if strong else "ink2")))
    return marks


def signed(months: int) -> str:
    """Return months from an event with their sign: "−3", "0", "+12"."""
    if months == 0:
        return "0"
    return f"+{months}" if months > 0 else f"−{-months}"
