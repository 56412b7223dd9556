"""One page with one journey: title, figure, key, notes, source line and handling mark.

Notes that find no room below the figure, and those after the thirtieth, go on pages of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeyviewer.export.annotated import NO_LINES, StudyLines
from journeyviewer.export.annotated import Line as Written
from journeyviewer.export.notes_key import (
    arranged,
    broken,
    draw_developments,
    draw_notes,
    that_fit,
)
from journeyviewer.export.page_words import (
    figure_subtitle,
    figure_title,
    shortened,
    source_line,
)
from journeyviewer.export.sharing import Sharing
from journeyviewer.model.problems import JourneyError
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
NEXT_FACE = Face(10.0, 400, italic=True)
LEAST_HEADROOM, LEAST_FOOT = 12.4, 2.0
MOST_FOR_NOTES = 0.34
"""Share of a page's height that key developments and notes may take from the figure."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What goes round the figure: page size in millimetres, handling mark, what may leave."""

    width_mm: float
    height_mm: float
    mark: str
    sharing: Sharing

    @property
    def dates(self) -> bool:
        """Whether dates may leave."""
        return self.sharing.dates


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


def compose_page(
    journey: Journey, lines: StudyLines, request: PageRequest, measure: Measure
) -> list[Scene]:
    """Return the pages as scenes, in pixels at 96 to the inch: the figure, then notes continued.

    A page larger than A4 enlarges everything alike, so that a poster reads like the page.
    Raises JourneyError when the open lanes do not fit the height.
    """
    width, height = request.width_mm * PIXELS_PER_MM, request.height_mm * PIXELS_PER_MM
    growth = max(1.0, min(request.width_mm / PAGES["a4"][0], request.height_mm / PAGES["a4"][1]))
    size = (width / growth, height / growth)
    scenes: list[Scene] = []
    notes: Sequence[Written] = lines.notes
    while not scenes or notes:
        page = _Page(journey, request, measure, size, replace(lines, notes=tuple(notes)))
        marks = page.compose() if not scenes else page.compose_notes()
        if growth != 1.0:
            marks = list(transformed(marks, scale=growth))
        scenes.append(
            Scene(width, height, tuple(marks), used=page.used, short_forms=page.short_forms)
        )
        notes = notes[page.placed :]
    return scenes


class _Page:
    """A page in the making; sizes are those before any enlargement.

    `placed` is how many of the notes found room on it.
    """

    def __init__(
        self,
        journey: Journey,
        request: PageRequest,
        measure: Measure,
        size: tuple[float, float],
        lines: StudyLines = NO_LINES,
    ) -> None:
        self.journey = journey
        self.request = request
        self.measure = measure
        self.width, self.height = size
        self.lines = lines
        self.placed = 0
        self.marks: list[Mark] = []
        self.used: frozenset[str] = frozenset()
        self.short_forms: tuple[tuple[str, str], ...] = ()

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    def compose(self) -> list[Mark]:
        """Return every mark of the page with the figure, the page's own ground first."""
        self.marks.append(Box(0, 0, self.width, self.height, Ink("plot")))
        subtitle = figure_subtitle(self.journey, self.request.sharing, bool(self.lines.notes))
        top = self._heading(figure_title(self.journey), subtitle)
        limit = self._source() - 9
        under, tall = self._under((limit - top) * MOST_FOR_NOTES)
        figure, key, below = self._figure(top, limit - tall)
        self.used, self.short_forms = figure.used, figure.short_forms
        self.marks.extend(transformed(figure.marks, MARGIN, top))
        self.marks.extend(key)
        self.marks.extend(transformed(under, MARGIN, below))
        return self.marks

    def compose_notes(self) -> list[Mark]:
        """Return every mark of a page of notes that found no room before."""
        self.marks.append(Box(0, 0, self.width, self.height, Ink("plot")))
        words = "The numbers are those of the squares in the figure."
        top = self._heading(f"{self.journey.case.title}: notes, continued", words) + 8
        limit = self._source() - 9
        self.placed = max(1, that_fit(self.lines.notes, self.room, limit - top, self.measure))
        columns = arranged(self.lines.notes[: self.placed], self.room, self.measure)
        self.marks += draw_notes(columns, MARGIN, top, self.measure)
        return self.marks

    def _under(self, limit: float) -> tuple[list[Mark], float]:
        """Return what stands under the key from y 0, and its height."""
        marks: list[Mark] = []
        y = 0.0
        if self.lines.developments:
            marks.append(self._rule(y + 5))
            drawn, y = draw_developments(self.lines.developments, 0, y + 8, self.room, self.measure)
            marks += drawn
        notes = self.lines.notes
        if notes:
            self.placed = that_fit(notes, self.room, limit - y, self.measure)
            marks.append(self._rule(y + 4))
            y += 7
            columns = arranged(notes[: self.placed], self.room, self.measure)
            marks += draw_notes(columns, 0, y, self.measure)
            y += columns.height
            if self.placed < len(notes):
                words = (
                    f"Notes {notes[self.placed].number} to {notes[-1].number} are on the next page."
                )
                marks.append(Text(0, y + 10, words, NEXT_FACE, self.measure(words, NEXT_FACE)))
                y += 14
        return marks, y

    def _rule(self, y: float) -> Line:
        return Line(0, round(y) + 0.5, self.room, round(y) + 0.5, Ink("line"))

    def _text(self, x: float, y: float, words: str, face: Face, ink: str = "ink") -> None:
        self.marks.append(Text(x, y, words, face, self.measure(words, face), Ink(ink)))

    def _heading(self, title: str, subtitle: str) -> float:
        mark = self.request.mark
        if mark:
            x = (self.width - self.measure(mark, MARK_FACE)) / 2
            self._text(x, MARGIN - 8, mark, MARK_FACE)
        y = MARGIN + 13
        self._text(MARGIN, y, title, TITLE_FACE)
        y += 18
        for line in broken(subtitle, SUBTITLE_FACE, self.room, self.measure):
            self._text(MARGIN, y, line, SUBTITLE_FACE, "ink2")
            y += 14
        return round(y - 2)

    def _source(self) -> float:
        """Set the source line at the foot, in as many lines as it needs; return its rule's y."""
        mark, foot = self.request.mark, self.height - MARGIN
        room = self.room
        if mark:
            room -= self.measure(mark, MARK_FACE) + 24
            x = self.width - MARGIN - self.measure(mark, MARK_FACE)
            self._text(x, foot - 2, mark, MARK_FACE)
        written = bool(self.lines.notes or self.lines.phases)
        lines = broken(source_line(self.journey, written), SOURCE_FACE, room, self.measure)
        top = foot - 12 * (len(lines) - 1)
        for row, words in enumerate(lines):
            self._text(MARGIN, top - 2 + 12 * row, words, SOURCE_FACE, "ink2")
        y = round(top - 15) + 0.5
        self.marks.append(Line(MARGIN, y, self.width - MARGIN, y, Ink("line3")))
        return y

    def _figure(self, top: float, limit: float) -> tuple[Scene, list[Mark], float]:
        """Open as many lanes as the height allows, first those that hold something."""
        base = metrics("print")
        if self.lines:
            # Just the room of a pin above each lane, so that more lanes stay open beside notes.
            base = replace(base, lane_headroom_pins=LEAST_HEADROOM, lane_foot=LEAST_FOOT)
        best = self._try(View(dates=self.request.dates), base, top, limit)
        if best is None:
            folded = View(dates=self.request.dates)
            for key in reversed(folded.order):
                folded = folded.with_folded(key, True)
                best = self._try(folded, base, top, limit)
                if best is not None:
                    return best[1:]
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
        self, best: tuple[View, Scene, list[Mark], float], base: Metrics, top: float, limit: float
    ) -> tuple[Scene, list[Mark], float]:
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
                return tried[1:]
        return best[1:]

    def _try(
        self, view: View, sizes: Metrics, top: float, limit: float
    ) -> tuple[View, Scene, list[Mark], float] | None:
        """Return the figure and its key when both fit above `limit`."""
        width = self.room
        scene = lay_out(self.journey, view, width, 10_000, sizes, self.measure)
        rows = key_rows(scene, sizes.shape_size)
        if self.lines:
            rows = shortened(rows)
        start = top + scene.plot_bottom + 5
        key, below = draw_key(rows, MARGIN, start, width, self.measure, KEY_SIZE)
        return (view, scene, key, below) if below <= limit else None
