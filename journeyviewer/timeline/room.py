"""The picture a room looks at: where the story is, the journey so far, and the row of phases.

Sizes are those of a projector at 1920 by 1080; another size enlarges or reduces all of it alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.annotations import PhaseMark
from journeyviewer.timeline.layout import lanes_end, lay_out
from journeyviewer.timeline.metrics import Metrics, metrics, with_row_scale
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Band,
    Box,
    Face,
    Ink,
    Item,
    Line,
    Measure,
    Scene,
    Text,
)
from journeyviewer.timeline.sheet import Sheet
from journeyviewer.timeline.transform import transformed
from journeyviewer.timeline.view import View

WIDTH, HEIGHT = 1372.0, 1080.0
"""The room's picture beside the panel of what the group answers, in pixels of 1920 by 1080.

The height is always this; the width is what the screen gives.
"""

EDGE = 36.0
STRIP = 92.0
CHIP = 56.0
HIDDEN = "Dates hidden"
DOT = "  ·  "
LARGE_ROOM = (40.0, 34.0)
"""Sizes of labels and secondary words where people sit further away."""


@dataclass(frozen=True, slots=True)
class RoomWords:
    """The words round the journey: case and phase, title, ages shown, handling mark.

    `phases` are those of the case, `phase` the number of the one in sight (0 for none). `chosen`
    is the entry that the point is about, `number` what stands at it.
    """

    above: str
    title: str
    span: str
    mark: str
    phases: Sequence[PhaseMark] = ()
    phase: int = 0
    chosen: EntryId | None = None
    number: int = 0


def room_metrics(large: bool) -> Metrics:
    """Return the measures of the room's picture, for a small or a large room."""
    base = metrics("present")
    if not large:
        return base
    label, secondary = LARGE_ROOM
    growth = label / base.font_bar_label
    return replace(
        base,
        font_bar_label=label,
        font_lane_title=label,
        font_secondary=secondary,
        font_folded_title=secondary,
        span_row_h=round(base.span_row_h * growth),
        point_row_h=round(base.point_row_h * growth),
        age_row_h=round(base.age_row_h * growth),
        lane_header_w=round(base.lane_header_w * growth),
    )


MOST_ROWS = (8, 4, 3, 2, 1)
"""Rows of spells in a lane, tried in turn until all lanes fit the height."""
SHARES = (1.0, 0.92, 0.85)
"""How close together the rows are that are tried in turn."""
NAMED = 44.0
"""Height of a name over one of two journeys, with the air below the other."""
ZOOMED = 1.7
"""How many times as high the rows of a lane are that is shown alone."""


def lay_out_room(
    journey: Journey,
    view: View,
    words: RoomWords,
    sizes: Metrics,
    measure: Measure,
    width: float = WIDTH,
) -> Scene:
    """Return the room's picture as one scene, `width` by HEIGHT pixels.

    Lanes that do not fit the height are drawn closer together and in fewer rows, never with
    smaller words.
    """
    room = _Room(measure, words, width)
    marks = room.marks
    top = room.heading()
    foot = HEIGHT - (STRIP if words.phases else 0.0)
    if len(view.shown) == 1:
        sizes = with_row_scale(replace(sizes, lane_headroom_pins=sizes.pin_h + 8), ZOOMED)
    figure = _figure(journey, view, (width, foot - top), sizes, measure)
    marks.extend(transformed(figure.marks, 0.0, top))
    items = tuple(replace(item, y=item.y + top) for item in figure.items)
    room.choose(figure, top, sizes)
    if words.phases:
        room.strip()
    bands = tuple(replace(band, y=band.y + top) for band in figure.bands)
    return Scene(
        width=width,
        height=HEIGHT,
        marks=tuple(marks),
        items=items,
        bands=bands,
        plot_left=figure.plot_left,
        plot_right=figure.plot_right,
        plot_top=figure.plot_top + top,
        plot_bottom=figure.plot_bottom + top,
        used=figure.used,
        short_forms=figure.short_forms,
    )


def lay_out_pair(
    pair: Sequence[tuple[str, Journey, View]],
    words: RoomWords,
    sizes: Metrics,
    measure: Measure,
    width: float = WIDTH,
) -> Scene:
    """Return two journeys one above the other at the same ages, each under its name."""
    room = _Room(measure, words, width)
    top = room.heading()
    foot = HEIGHT - (STRIP if words.phases else 0.0)
    whole = foot - top - len(pair) * NAMED
    sizes, rooms = _shared(pair, whole, sizes)
    items: list[Item] = []
    bands: list[Band] = []
    name = Face(28, 600)
    y = top
    for (title, journey, view), height in zip(pair, rooms, strict=True):
        room.text((EDGE, y + 27), title, name)
        figure = _figure(journey, view, (width, height), sizes, measure)
        room.marks.extend(transformed(figure.marks, 0.0, y + 34))
        items += [replace(item, y=item.y + y + 34) for item in figure.items]
        bands += [replace(band, y=band.y + y + 34) for band in figure.bands]
        y += height + NAMED
    if words.phases:
        room.strip()
    return Scene(
        width=width,
        height=HEIGHT,
        marks=tuple(room.marks),
        items=tuple(items),
        bands=tuple(bands),
        plot_left=figure.plot_left,
        plot_right=figure.plot_right,
        plot_top=top,
        plot_bottom=foot,
    )


def _shared(
    pair: Sequence[tuple[str, Journey, View]], whole: float, sizes: Metrics
) -> tuple[Metrics, list[float]]:
    """Return the measures and the height of each journey: as much each, unless one needs more.

    The words of a large room give way to those of a small one where lanes would not fit at all.
    """
    for tried in (sizes, room_metrics(large=False)):
        least = [_least(journey, view, tried) for _, journey, view in pair]
        if sum(least) <= whole:
            break
    rooms = [whole / len(pair)] * len(pair)
    for at, need in enumerate(least):
        if need > rooms[at]:
            rest = (whole - need) / (len(pair) - 1)
            rooms = [need if at == other else rest for other in range(len(pair))]
    return tried, rooms


def _least(journey: Journey, view: View, sizes: Metrics) -> float:
    """Return the least height that the lanes of a journey take."""
    return lanes_end(capped(journey, MOST_ROWS[-1]), view, _closer(sizes, SHARES[-1]), 0.0)


def _figure(
    journey: Journey, view: View, room: tuple[float, float], sizes: Metrics, measure: Measure
) -> Scene:
    """Lay the lanes out; rows come closer together until all fit, words stay as they are."""
    width, height = room
    for most in MOST_ROWS:
        shown = capped(journey, most)
        for share in SHARES:
            tried = _closer(sizes, share)
            if lanes_end(shown, view, tried, height) <= height:
                return lay_out(shown, view, width, height, tried, measure)
    return lay_out(shown, view, width, height, tried, measure)


def _closer(sizes: Metrics, share: float) -> Metrics:
    """Return measures whose rows are closer together; words stay as they are."""
    return replace(
        sizes,
        span_row_h=max(sizes.span_row_h * share, sizes.font_bar_label * 1.08),
        point_row_h=max(sizes.point_row_h * share, sizes.shape_size),
        missing_lane_body_h=sizes.missing_lane_body_h * share * share,
        row_gap=sizes.row_gap * share,
    )


def capped(journey: Journey, most: int) -> Journey:
    """Return a journey with at most so many rows of spells in a lane; a count stands for more."""
    if all(len(plan.rows) <= most for plan in journey.lanes.values()):
        return journey
    lanes = {}
    for key, plan in journey.lanes.items():
        rest = [span for row in plan.rows[most:] for span in row]
        overflow = tuple(sorted((*plan.overflow, *rest), key=lambda span: span.start))
        lanes[key] = replace(plan, rows=plan.rows[:most], overflow=overflow)
    return replace(journey, lanes=lanes)


@dataclass(slots=True)
class _Room(Sheet):
    """What stands round the journey, in the making."""

    words: RoomWords
    width: float

    def heading(self) -> float:
        """Add what stands above the journey; returns where the journey begins."""
        words, measure = self.words, self.measure
        small, span, strong = Face(28), Face(32), Face(22, 700)
        right = self.width - 26
        mark = measure(words.mark, strong)
        self.text((EDGE, 41), words.above, small)
        self.text((right, 40), words.mark, strong, "ink2", to_left=True)
        self.text((right, 93), HIDDEN, small, "ink2", to_left=True)
        room = right - measure(HIDDEN, small) - 40 - EDGE
        faces = [Face(size, 700) for size in (56.0, 48.0, 40.0)]
        face = next((one for one in faces if measure(words.title, one) <= room), faces[-1])
        title = _cut(words.title, face, room, measure)
        self.text((EDGE, 98), title, face)
        at = measure(title, face) + 32
        beside = EDGE + measure(words.above, small)
        if at + measure(words.span, span) <= room:
            self.text((EDGE + at, 98), words.span, span, "ink2")
        elif words.span and beside + measure(DOT + words.span, small) <= right - mark - 40:
            self.text((beside, 41), DOT + words.span, small, "ink2")
        return 120.0

    def choose(self, figure: Scene, top: float, sizes: Metrics) -> None:
        """Mark what the point is about in a figure that begins at `top`: outline and number."""
        left, right = figure.plot_left, figure.plot_right
        items = [replace(item, y=item.y + top) for item in figure.items]
        bands = [replace(band, y=band.y + top) for band in figure.bands]
        item = next((one for one in items if self.words.chosen in one.entries), None)
        if item is None or self.words.chosen is None:
            return
        x1, x2 = max(item.x, left), min(item.x + item.width, right)
        outline = (x1 - 4, item.y - 4, x2 - x1 + 8, item.height + 8)
        self.marks.append(Box(*outline, None, Ink("focus"), 5.0, 4.0))
        if not self.words.number:
            return
        face = Face(sizes.font_secondary, 600)
        words = str(self.words.number)
        width = self.measure(words, face) + 24
        # In the head of the lane, which has room for it: rows above must stay to be read.
        top = min(
            [item.y - 4 - sizes.pin_h, *(band.y + 3 for band in bands if band.lane == item.lane)]
        )
        x = min(x1 - 4, right - width)
        chip = (x, top, width, sizes.pin_h)
        foot = top + sizes.pin_h
        if item.y - 4 > foot:
            self.marks.append(Line(x + 2.5, foot, x + 2.5, item.y - 4, Ink("focus"), 3.0))
        self.marks.append(Box(*chip, Ink("focus"), None, 1.0, 4.0))
        baseline = chip[1] + sizes.pin_h / 2 + face.size * CAP_HEIGHT / 2
        inner = self.measure(words, face)
        self.marks.append(Text(chip[0] + 12, baseline, words, face, inner, Ink("plot")))

    def strip(self) -> None:
        """Add the row of phases along the foot, the one in sight dark."""
        listed, current = self.words.phases, self.words.phase
        top = HEIGHT - STRIP + 1
        self.marks.append(Line(0, top - 0.5, self.width, top - 0.5, Ink("line")))
        gap, strong = 11.0, Face(28, 600)
        whole = self.width - EDGE - 26 - gap * (len(listed) - 1)
        wanted = [self.measure(_named(one), strong) + 36 for one in listed]
        spare = max(0.0, whole - sum(wanted)) / len(listed)
        shrink = min(1.0, whole / sum(wanted))
        x = EDGE
        for one, width in zip(listed, wanted, strict=True):
            chip = width * shrink + spare
            self._phase(one, (x, top + 17, chip, CHIP), chosen=one.number == current)
            x += chip + gap

    def _phase(
        self, phase: PhaseMark, area: tuple[float, float, float, float], *, chosen: bool
    ) -> None:
        face = Face(28, 600 if chosen else 500)
        fill = Ink("ink" if chosen else "phaseA")
        self.marks.append(Box(*area, fill, None if chosen else Ink("line"), 1.0, 6.0))
        label = _cut(_named(phase), face, area[2] - 20, self.measure)
        if label.rstrip("…").strip() == str(phase.number):
            label = str(phase.number)
        width = self.measure(label, face)
        baseline = area[1] + CHIP / 2 + face.size * CAP_HEIGHT / 2
        ink = Ink("plot" if chosen else "ink")
        x = area[0] + (area[2] - width) / 2
        self.marks.append(Text(x, baseline, label, face, width, ink))


def _named(phase: PhaseMark) -> str:
    return f"{phase.number}  {phase.short or phase.title}"


def _cut(words: str, face: Face, room: float, measure: Measure) -> str:
    """Return as many whole words as fit, with an ellipsis where some are left out."""
    if measure(words, face) <= room:
        return words
    kept = words.split(" ")
    while len(kept) > 1:
        kept.pop()
        shorter = " ".join(kept).rstrip(" ,;:") + "…"
        if measure(shorter, face) <= room:
            return shorter
    return kept[0]
