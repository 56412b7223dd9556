"""One page with one journey: title, figure, key, notes, source line and handling mark.

Notes that find no room below the figure, and those after the thirtieth, go on pages of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.export.annotated import StudyLines
from journeyviewer.export.fitting import Fit, Fitting
from journeyviewer.export.notes_key import (
    arranged,
    broken,
    draw_developments,
    draw_notes,
    that_fit,
)
from journeyviewer.export.page_size import MARGIN, PIXELS_PER_MM, growth_of
from journeyviewer.export.page_words import figure_subtitle, figure_title, source_line
from journeyviewer.export.parts import Part
from journeyviewer.export.sharing import Sharing
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.layout import shown_lanes
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import Box, Face, Ink, Item, Line, Mark, Measure, Scene, Text
from journeyviewer.timeline.transform import transformed
from journeyviewer.timeline.view import View

MARK_FACE = Face(10.67, 700)
TITLE_FACE = Face(18.67, 700)
SUBTITLE_FACE = Face(11.33)
SOURCE_FACE = Face(10.0)
NEXT_FACE = Face(10.0, 400, italic=True)
NOTE_SHARES = (0.34, 0.26, 0.19, 0.12, 0.0)
"""Shares of a page's height that key developments and notes may take, tried in turn."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What goes round the figure: page size in millimetres, handling mark, what may leave.

    `part` is the part of the journey on it, None for all. `lanes` are those shown, all when it is
    empty. `open_lanes`, where given, are open whatever there is room for. `title` and `caption`
    stand in place of the headline and before the sentence of what is shown, where given. `months`
    counts months from the event the journey is lined up at, under the ages.
    """

    width_mm: float
    height_mm: float
    mark: str
    sharing: Sharing
    part: Part | None = None
    lanes: tuple[str, ...] = ()
    open_lanes: frozenset[str] | None = None
    title: str = ""
    caption: str = ""
    months: bool = False

    @property
    def dates(self) -> bool:
        """Whether dates may leave."""
        return self.sharing.dates


def compose_page(
    journey: Journey, lines: StudyLines, request: PageRequest, measure: Measure
) -> list[Scene]:
    """Return the pages as scenes, in pixels at 96 to the inch: the figure, then notes continued.

    A page larger than A4 enlarges everything alike, so that a poster reads like the page.
    Raises JourneyError when the open lanes do not fit the height.
    """
    page = _Page(journey, request, measure, lines)
    figure = page.scene(page.compose())
    rest = replace(lines, notes=lines.notes[page.placed :], developments=())
    return [figure, *notes_pages(journey, rest, request, measure, continued=page.placed > 0)]


def compose_tiles(
    journey: Journey,
    lines: StudyLines,
    request: PageRequest,
    parts: Sequence[Part],
    measure: Measure,
) -> list[Scene]:
    """Return a page for each part, with the same lanes open on all, then pages of notes.

    Raises JourneyError when the open lanes do not fit the height.
    """
    bare = replace(lines, notes=(), developments=())
    requests = [replace(request, part=part) for part in parts]
    tried = [_Page(journey, one, measure, bare) for one in requests]
    common = frozenset.intersection(*(page.lanes_that_fit() for page in tried))
    pages = [_Page(journey, replace(one, open_lanes=common), measure, bare) for one in requests]
    scenes = [page.scene(page.compose()) for page in pages]
    return [*scenes, *notes_pages(journey, lines, request, measure)]


def notes_pages(
    journey: Journey,
    lines: StudyLines,
    request: PageRequest,
    measure: Measure,
    *,
    continued: bool = False,
) -> list[Scene]:
    """Return what was written on as many pages as it needs, none where nothing is left.

    `continued` says that notes before these stand on the page of the figure.
    """
    scenes: list[Scene] = []
    while lines.notes or lines.developments:
        page = _Page(journey, request, measure, lines)
        scenes.append(page.scene(page.compose_notes(continued)))
        continued = True
        lines = replace(lines, notes=lines.notes[page.placed :], developments=())
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
        lines: StudyLines,
    ) -> None:
        self.journey = journey
        self.request = request
        self.measure = measure
        wide, tall = request.width_mm, request.height_mm
        self.growth = growth_of(wide, tall)
        self.width = wide * PIXELS_PER_MM / self.growth
        self.height = tall * PIXELS_PER_MM / self.growth
        self.lines = lines
        self.placed = 0
        self.marks: list[Mark] = []
        self.squares: list[Item] = []
        self.plot: tuple[float, float] = (0.0, 0.0)
        self.used: frozenset[str] = frozenset()
        self.short_forms: tuple[tuple[str, str], ...] = ()

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    def scene(self, marks: list[Mark]) -> Scene:
        """Return the page as a scene; one larger than A4 enlarges everything alike."""
        if self.growth != 1.0:
            marks = list(transformed(marks, scale=self.growth))
        return Scene(
            self.width * self.growth,
            self.height * self.growth,
            tuple(marks),
            tuple(_moved(item, 0.0, 0.0, self.growth) for item in self.squares),
            plot_left=self.plot[0] * self.growth,
            plot_right=self.plot[1] * self.growth,
            used=self.used,
            short_forms=self.short_forms,
        )

    def _edges(self) -> tuple[float, float]:
        """Set the heading and the source line; return the y between which the figure goes."""
        subtitle = figure_subtitle(
            self.journey, self.request.sharing, bool(self.journey.annotations.notes)
        )
        shown = self.request.part
        # A part that is in the title is not said again.
        part = shown.words if shown is not None and shown.title != self.request.title else ""
        said = (self.request.caption, part, subtitle)
        title = self.request.title or figure_title(self.journey)
        subtitle = " ".join(words for words in said if words)
        return self._heading(title, subtitle), self._source() - 9

    def lanes_that_fit(self) -> frozenset[str]:
        """Return the lanes that are open on the page."""
        fit, _ = self._fit(self._fitting(), *self._edges())
        shown = {plan.lane.key for plan in shown_lanes(self.journey, fit.view)}
        return fit.view.open_lanes & shown

    def compose(self) -> list[Mark]:
        """Return every mark of the page with the figure, the page's own ground first."""
        self.marks.append(Box(0, 0, self.width, self.height, Ink("plot")))
        top, limit = self._edges()
        fitting = self._fitting()
        fit, under = self._fit(fitting, top, limit)
        _, figure, key, below = fitting.laid(fit)
        self.used, self.short_forms = figure.used, figure.short_forms
        self.marks.extend(transformed(figure.marks, MARGIN, top))
        squares = (item for item in figure.items if item.at is not None)
        self.plot = (MARGIN + figure.plot_left, MARGIN + figure.plot_right)
        self.squares = [_moved(item, MARGIN, top) for item in squares]
        self.marks.extend(key)
        self.marks.extend(transformed(under, MARGIN, below))
        return self.marks

    def _fit(self, fitting: Fitting, top: float, limit: float) -> tuple[Fit, list[Mark]]:
        """Return the lanes that are open between two y, and what stands under their key."""
        least: frozenset[str] | None = None
        for share in NOTE_SHARES:
            under, tall = self._under((limit - top) * share)
            fit = fitting.fit(top, limit - tall)
            # Notes go on to the next page before a lane that is to be seen is folded for them:
            # what helped is to be drawn as large as what harmed.
            folded = fitting.folded(fit.view)
            if not self.lines.notes or not folded:
                break
            if least is None:
                least = self._folded_at_least(fitting, top, limit)
            # What is folded without them too is not folded for them.
            if folded <= least:
                break
        return fit, under

    def _folded_at_least(self, fitting: Fitting, top: float, limit: float) -> frozenset[str]:
        """Return what is folded even where all notes go on to the next page."""
        placed = self.placed
        _, tall = self._under(0.0)
        self.placed = placed
        return fitting.folded(fitting.fit(top, limit - tall).view)

    def compose_notes(self, continued: bool) -> list[Mark]:
        """Return every mark of a page of notes that found no room before."""
        self.marks.append(Box(0, 0, self.width, self.height, Ink("plot")))
        words = "The numbers are those of the squares in the figure."
        name = "notes, continued" if continued else "notes"
        top = self._heading(f"{self.journey.case.title}: {name}", words) + 8
        limit = self._source() - 9
        if self.lines.developments:
            found = self.lines.developments
            marks, top = draw_developments(found, MARGIN, top, self.room, self.measure)
            self.marks += marks
            top += 8
        notes = self.lines.notes
        if notes:
            self.placed = max(1, that_fit(notes, self.room, limit - top, self.measure))
            columns = arranged(notes[: self.placed], self.room, self.measure)
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
        written = bool(self.lines or self.journey.annotations)
        lines = broken(source_line(self.journey, written), SOURCE_FACE, room, self.measure)
        top = foot - 12 * (len(lines) - 1)
        for row, words in enumerate(lines):
            self._text(MARGIN, top - 2 + 12 * row, words, SOURCE_FACE, "ink2")
        y = round(top - 15) + 0.5
        self.marks.append(Line(MARGIN, y, self.width - MARGIN, y, Ink("line3")))
        return y

    def _fitting(self) -> Fitting:
        fixed = self.request.open_lanes is not None
        room = (MARGIN, self.room)
        tight = bool(self.lines)
        return Fitting(self.journey, self._view(), self.measure, *room, tight=tight, fixed=fixed)

    def _view(self) -> View:
        """Return the view to begin with: the part and the lanes asked for."""
        view = View(dates=self.request.dates, months=self.request.months)
        if self.request.part is not None:
            view = view.with_period(*self.request.part.span)
        for key in view.order:
            if self.request.lanes and key not in self.request.lanes:
                view = view.with_hidden(key, True)
        if self.request.open_lanes is not None:
            view = replace(view, open_lanes=self.request.open_lanes)
        return view


def _moved(item: Item, dx: float, dy: float, k: float = 1.0) -> Item:
    """Return the square of a note scaled about the origin, then moved by pixels."""
    at = item.at * k + dx if item.at is not None else None
    area = (item.x * k + dx, item.y * k + dy, item.width * k, item.height * k)
    return Item((), item.lane, *area, note=item.note, at=at)
