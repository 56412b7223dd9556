"""One page with one journey: title, figure, key, source line and handling mark."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeyviewer.model.chronology import Case, Sex
from journeyviewer.model.counts import record_count
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.times import age_on
from journeyviewer.timeline.key import draw_key, key_rows
from journeyviewer.timeline.layout import lay_out, shown_lanes
from journeyviewer.timeline.metrics import Metrics, metrics
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import Box, Face, Ink, Line, Mark, Measure, Scene, Text
from journeyviewer.timeline.transform import transformed
from journeyviewer.timeline.view import View

PIXELS_PER_MM = 96 / 25.4
MARGIN = 8 * PIXELS_PER_MM
PAGES = {"a4": (297.0, 210.0), "a3": (420.0, 297.0), "16x9": (338.67, 190.5)}
"""Landscape page sizes in millimetres."""
LEAST_PAGE = (200.0, 120.0)
MARK_FACE = Face(10.67, 700)
TITLE_FACE = Face(18.67, 700)
SUBTITLE_FACE = Face(11.33)
SOURCE_FACE = Face(10.0)
KEY_SIZE = 10.0


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What goes round the figure: page size in millimetres, handling mark, dates or ages."""

    width_mm: float
    height_mm: float
    mark: str
    dates: bool


def page_size(name: str) -> tuple[float, float]:
    """Return width and height in millimetres of "a4", "a3", "16x9" or "WxH".

    Raises JourneyError for other words and for pages too small to read.
    """
    if name.lower() in PAGES:
        return PAGES[name.lower()]
    try:
        width, height = (float(part) for part in name.lower().split("x"))
    except ValueError:
        raise JourneyError(
            f"“{name}” is not a page size.", "Use a4, a3, 16x9 or millimetres such as 300x200."
        ) from None
    if width < LEAST_PAGE[0] or height < LEAST_PAGE[1]:
        raise JourneyError(
            f"A page of {name} mm is too small for a journey.",
            f"Use at least {LEAST_PAGE[0]:.0f}x{LEAST_PAGE[1]:.0f} mm.",
        )
    if max(width, height) > 2000:
        raise JourneyError(f"A page of {name} mm is too large.", "Use at most 2000 mm a side.")
    return width, height


def compose_page(journey: Journey, request: PageRequest, measure: Measure) -> Scene:
    """Return the page as one scene, in pixels at 96 to the inch.

    A page larger than A4 enlarges everything alike, so that a poster reads like the page.
    Raises JourneyError when the open lanes do not fit the height.
    """
    width, height = request.width_mm * PIXELS_PER_MM, request.height_mm * PIXELS_PER_MM
    growth = max(1.0, min(request.width_mm / PAGES["a4"][0], request.height_mm / PAGES["a4"][1]))
    page = _Page(journey, request, measure, width / growth, height / growth)
    marks = page.compose()
    if growth != 1.0:
        marks = list(transformed(marks, scale=growth))
    return Scene(
        width=width, height=height, marks=tuple(marks), used=page.used, short_forms=page.short_forms
    )


class _Page:
    """A page in the making; sizes are those before any enlargement."""

    def __init__(
        self, journey: Journey, request: PageRequest, measure: Measure, width: float, height: float
    ) -> None:
        self.journey = journey
        self.request = request
        self.measure = measure
        self.width = width
        self.height = height
        self.marks: list[Mark] = []
        self.used: frozenset[str] = frozenset()
        self.short_forms: tuple[tuple[str, str], ...] = ()

    def compose(self) -> list[Mark]:
        """Return every mark of the page, the page's own ground first."""
        self.marks.append(Box(0, 0, self.width, self.height, Ink("plot")))
        top = self._heading()
        foot = self.height - MARGIN
        self._source(foot)
        limit = foot - 24
        figure, key = self._figure(top, limit)
        self.used, self.short_forms = figure.used, figure.short_forms
        self.marks.extend(transformed(figure.marks, MARGIN, top))
        self.marks.extend(key)
        return self.marks

    def _text(self, x: float, y: float, words: str, face: Face, ink: str = "ink") -> None:
        self.marks.append(Text(x, y, words, face, self.measure(words, face), Ink(ink)))

    def _heading(self) -> float:
        mark = self.request.mark
        if mark:
            x = (self.width - self.measure(mark, MARK_FACE)) / 2
            self._text(x, MARGIN - 8, mark, MARK_FACE)
        y = MARGIN + 13
        self._text(MARGIN, y, figure_title(self.journey), TITLE_FACE)
        y += 18
        subtitle = figure_subtitle(self.journey, self.request.dates)
        for line in _lines(subtitle, SUBTITLE_FACE, self.width - 2 * MARGIN, self.measure):
            self._text(MARGIN, y, line, SUBTITLE_FACE, "ink2")
            y += 14
        return round(y - 2)

    def _source(self, foot: float) -> None:
        mark = self.request.mark
        room = self.width - 2 * MARGIN
        if mark:
            room -= self.measure(mark, MARK_FACE) + 24
            x = self.width - MARGIN - self.measure(mark, MARK_FACE)
            self._text(x, foot - 2, mark, MARK_FACE)
        y = round(foot - 15) + 0.5
        self.marks.append(Line(MARGIN, y, self.width - MARGIN, y, Ink("line3")))
        words = source_line(self.journey, self.request.dates)
        lines = _lines(words, SOURCE_FACE, room, self.measure)
        self._text(MARGIN, foot - 2, lines[0], SOURCE_FACE, "ink2")

    def _figure(self, top: float, limit: float) -> tuple[Scene, list[Mark]]:
        """Open as many lanes as the height allows, first those that hold something."""
        base = metrics("print")
        best = self._try(View(dates=self.request.dates), base, top, limit)
        if best is None:
            folded = View(dates=self.request.dates)
            for key in reversed(folded.order):
                folded = folded.with_folded(key, True)
                best = self._try(folded, base, top, limit)
                if best is not None:
                    return best[1], best[2]
            raise JourneyError(
                f"The journey of {self.journey.case.title} does not fit the page.",
                "Choose a larger page, such as a3.",
            )
        view = best[0]
        for plan in shown_lanes(self.journey, view):
            key = plan.lane.key
            if key in view.open_lanes or plan.empty:
                continue
            wider = self._try(view.with_folded(key, False), base, top, limit)
            if wider is None:
                break
            best, view = wider, wider[0]
        return self._roomier(best, base, top, limit)

    def _roomier(
        self, best: tuple[View, Scene, list[Mark]], base: Metrics, top: float, limit: float
    ) -> tuple[Scene, list[Mark]]:
        """Share what is left of the height among the lanes' headroom and rows."""
        for share in (1.25, 1.18, 1.12, 1.06):
            taller = replace(
                base,
                span_row_h=base.span_row_h * share,
                point_row_h=base.point_row_h * share,
                lane_headroom_pins=base.lane_headroom_pins * share,
                missing_lane_body_h=base.missing_lane_body_h * share * share,
                lane_foot=base.lane_foot * share,
            )
            tried = self._try(best[0], taller, top, limit)
            if tried is not None:
                return tried[1], tried[2]
        return best[1], best[2]

    def _try(
        self, view: View, sizes: Metrics, top: float, limit: float
    ) -> tuple[View, Scene, list[Mark]] | None:
        """Return the figure and its key when both fit above `limit`."""
        width = self.width - 2 * MARGIN
        scene = lay_out(self.journey, view, width, 10_000, sizes, self.measure)
        rows = key_rows(scene, sizes.shape_size)
        start = top + scene.plot_bottom + 5
        key, below = draw_key(rows, MARGIN, start, width, self.measure, KEY_SIZE)
        return (view, scene, key) if below <= limit else None


def _lines(words: str, face: Face, width: float, measure: Measure) -> list[str]:
    lines, current = [], ""
    for word in words.split():
        longer = f"{current} {word}".strip()
        if current and measure(longer, face) > width:
            lines.append(current)
            current = word
        else:
            current = longer
    return [*lines, current]


NUMBERS = "no one two three four five six seven eight nine ten".split()


def _count(number: int, singular: str, plural: str = "") -> str:
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} {singular if number == 1 else plural or singular + 's'}"


def figure_title(journey: Journey) -> str:
    """Return a headline of plain counts: what the journey holds, help named beside moves."""
    case = journey.case
    placements = placement_count(journey)
    support = sum(len(row) for row in journey.lanes["support"].rows)
    support += len(journey.lanes["support"].overflow)
    parts = []
    if placements:
        parts.append(_count(placements, "placement"))
    if support:
        parts.append(_count(support, "source of support", "sources of support"))
    if journey.birth and case.read_on:
        reach = f"birth to {age_on(journey.birth, case.read_on).years}"
        parts = [*parts, reach] if parts else [f"from {reach}"]
        return f"{case.title}: {' and '.join(parts[:-1])}{', ' if parts[:-1] else ''}{parts[-1]}"
    return f"{case.title}: {' and '.join(parts)}" if parts else case.title


def placement_count(journey: Journey) -> int:
    """Return the number of placements away from home, as the residence lane's header counts."""
    first = journey.lanes["residence"].summary[:1]
    head = first[0].split(" ", 1)[0] if first and "placement" in first[0] else "0"
    return int(head) if head.isdigit() else 0


def young_person(case: Case, age: int | None) -> str:
    """Return "A young woman", "A boy" and so on; "A young person" where nothing is recorded."""
    child = age is not None and age < 13
    if case.sex is Sex.FEMALE:
        return "A girl" if child else "A young woman"
    if case.sex is Sex.MALE:
        return "A boy" if child else "A young man"
    return "A young person"


def figure_subtitle(journey: Journey, dates: bool) -> str:
    """Return one sentence of what is shown and whether dates are."""
    case = journey.case
    age = age_on(journey.birth, case.read_on).years if journey.birth and case.read_on else None
    reach = f" from birth to {age}" if age is not None else ""
    lead = (
        f"{young_person(case, age)}’s journey through social care{reach}, as recorded in the file."
    )
    cse = " CSE is child sexual exploitation." if not journey.lanes["cse"].empty else ""
    if dates:
        return f"{lead}{cse} Real dates showing: not for sharing."
    since = "" if journey.birth else " Time counts from the first record."
    return f"{lead}{cse} Ages only, rounded to the month; dates withheld.{since}"


def source_line(journey: Journey, dates: bool) -> str:
    """Return where the figure comes from: records, age at reading, the axis and its limits."""
    case = journey.case
    count = record_count(case)
    parts = [f"Source: one anonymised case file, {count} record{'' if count == 1 else 's'}"]
    if case.read_on and journey.birth:
        age = age_on(journey.birth, case.read_on)
        parts[0] += f", read at age {age.years}y {age.months}m"
    parts[0] += "."
    if journey.fold is not None:
        parts.append("Left of the break one column is a year; right of it, a month.")
    parts.append(
        "What was not written down is not shown. S numbers: sections of the Children Act 1989."
    )
    return " ".join(parts)
