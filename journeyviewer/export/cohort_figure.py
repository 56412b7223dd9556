"""The cohort as a figure: rows on as many pages as they need, in ages and months alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from journeyviewer.analysis.cohort_facts import QUIET, case_facts
from journeyviewer.export.disclosure import ORIGIN, ages_only
from journeyviewer.export.figure import DEFAULT_MARK, OnProgress, make_folder
from journeyviewer.export.page_size import MARGIN, PAGES, PIXELS_PER_MM, page_size
from journeyviewer.export.picture import write_picture
from journeyviewer.export.sharing import PRECISIONS, Sharing
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.counts import record_count
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.times import add_months, date_of
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, nearest_month
from journeyviewer.render.fonts import load_fonts, measure
from journeyviewer.render.theme import theme
from journeyviewer.timeline.cohort_axis import age_axis, event_axis, rest_band
from journeyviewer.timeline.cohort_frame import Frame, frame, heading_marks, wrapped
from journeyviewer.timeline.cohort_key import key_marks
from journeyviewer.timeline.cohort_rows import Row, RowBook
from journeyviewer.timeline.comparison import (
    Arrangement,
    Comparison,
    Placed,
    arrange,
    first_comparison,
    rest_words,
    sentences,
)
from journeyviewer.timeline.key import draw_key, key_rows
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import Box, Face, Ink, Line, Mark, Scene, Text
from journeyviewer.timeline.strip_sizes import PRINT
from journeyviewer.timeline.transform import transformed

NAME = "Cohort"
TITLE_FACE, TEXT_FACE = Face(18.67, 700), Face(11.33)
MARK_FACE, SMALL_FACE = Face(10.67, 700), Face(10.0)
FOOT = 20.0
"""Height of the source line, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortRequest:
    """What to write and where; without a comparison the first event that any case has."""

    folder: Path
    formats: tuple[str, ...] = ("png",)
    page: str = "a4"
    theme: str = "light"
    mark: str = DEFAULT_MARK
    dpi: int = 300
    comparison: Comparison | None = None
    precision: str = "month"

    @property
    def sharing(self) -> Sharing:
        """What may leave: ages at their precision, never dates."""
        return Sharing(months=PRECISIONS[self.precision])


def export_cohort(
    cohort: Cohort,
    request: CohortRequest,
    on_progress: OnProgress | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[Path]:
    """Write the cohort's figure in each format and return the paths; a PDF holds every page.

    Stops between files when `stop` says so. Raises JourneyError when there is no case or a file
    cannot be written.
    """
    load_fonts()
    scenes = cohort_scenes(cohort, request)
    make_folder(request.folder)
    title = f"{counted(len(cohort.cases), 'case')} compared"
    comparison = request.comparison or first_comparison(cohort)
    words = (title, sentences(comparison, arrange(cohort, comparison))[0])
    files: list[tuple[Path, list[Scene]]] = []
    for extension in request.formats:
        if extension == "pdf" or len(scenes) == 1:
            files.append((request.folder / f"{NAME}.{extension}", scenes))
        else:
            files += [
                (request.folder / f"{NAME}, page {number} of {len(scenes)}.{extension}", [scene])
                for number, scene in enumerate(scenes, 1)
            ]
    written: list[Path] = []
    for path, pages in files:
        if stop is not None and stop():
            break
        colours = theme(request.theme)
        write_picture(path, pages[0], colours, dpi=request.dpi, words=words, further=pages[1:])
        written.append(path)
        if on_progress is not None:
            on_progress(len(written), len(files), path.name)
    return written


def cohort_scenes(cohort: Cohort, request: CohortRequest) -> list[Scene]:
    """Return the pages of the cohort; raises JourneyError when there is no case."""
    if not cohort.cases:
        raise JourneyError(
            "There is no case to compare.", "Check the files with the check command."
        )
    comparison = request.comparison or first_comparison(cohort)
    return _Pages(cohort, comparison, request).compose()


def without_dates_in(journey: Journey, origin: date, step: int = 1) -> tuple[Journey, date]:
    """Return a journey and the day its months count from, both without the calendar.

    `step` is the number of months that both are rounded to.
    """
    months = nearest_month(journey.birth or date_of(journey.start), origin)
    months = (months + step // 2) // step * step
    return ages_only(journey, step), add_months(ORIGIN, months)


class _Pages:
    """The pages in the making; sizes are those before any enlargement."""

    def __init__(self, cohort: Cohort, comparison: Comparison, request: CohortRequest) -> None:
        self.cohort, self.comparison, self.request = cohort, comparison, request
        wide, tall = page_size(request.page)
        self.growth = max(1.0, min(wide / PAGES["a4"][0], tall / PAGES["a4"][1]))
        self.width = wide * PIXELS_PER_MM / self.growth
        self.height = tall * PIXELS_PER_MM / self.growth
        self.arranged: Arrangement = arrange(cohort, comparison)
        names = [row.case.id for row in self.arranged.rows]
        self.room = self.width - 2 * MARGIN
        self.place: Frame = frame(self.room, PRINT, names, measure)
        sharing = request.sharing
        self.book = RowBook(
            lambda case: tuple(sharing.said(words) for words in case_facts(case).words),
            QUIET,
            measure,
            partial(without_dates_in, step=sharing.months),
        )
        self.book.show(self.arranged, self.place, comparison.event is not None)

    def compose(self) -> list[Scene]:
        """Return every page."""
        rows, pages = list(self.arranged.rows), []
        first = 0
        while first < len(rows):
            marks, used, taken = self._body(first)
            pages.append((marks, used))
            first += taken
        return [
            self._scene(marks, used, number, len(pages))
            for number, (marks, used) in enumerate(pages, 1)
        ]

    def _scene(self, body: list[Mark], used: frozenset[str], number: int, count: int) -> Scene:
        marks = [Box(0, 0, self.width, self.height, Ink("plot")), *self._heading(), *body]
        marks += self._foot(number, count)
        if self.growth != 1.0:
            marks = list(transformed(marks, scale=self.growth))
        return Scene(
            width=self.width * self.growth,
            height=self.height * self.growth,
            marks=tuple(marks),
            used=used,
        )

    @property
    def top(self) -> float:
        """Where the headings of the columns begin."""
        return MARGIN + (42 if len(self._lines()) == 1 else 54)

    def _heading(self) -> list[Mark]:
        words = f"{counted(len(self.cohort.cases), 'case')} compared"
        at = self.comparison.event
        title = f"{words}, lined up at: {at}" if at else f"{words}, by age"
        marks: list[Mark] = [_text(MARGIN, MARGIN + 13, title, TITLE_FACE)]
        marks += [
            _text(MARGIN, MARGIN + 30 + 13.5 * number, line, TEXT_FACE, "ink2")
            for number, line in enumerate(self._lines())
        ]
        if self.request.mark:
            x = (self.width - measure(self.request.mark, MARK_FACE)) / 2
            marks.append(_text(x, MARGIN - 8, self.request.mark, MARK_FACE))
        return marks

    def _lines(self) -> list[str]:
        lead = sentences(self.comparison, self.arranged)[0]
        words = f"{lead}. {self.request.sharing.words}"
        return wrapped(words, TEXT_FACE, self.room, measure, 2)

    def _body(self, first: int) -> tuple[list[Mark], frozenset[str], int]:
        """Return the rows from `first` that fit a page, with their key, and their number."""
        limit = self.height - MARGIN - FOOT
        taken = max(1, int((limit - self.top - PRINT.header - PRINT.key) // PRINT.row))
        taken = min(taken, len(self.arranged.rows) - first)
        while True:
            rows = self.arranged.rows[first : first + taken]
            marks, laid, y = self._rows(rows, first)
            key, bottom = self._key(laid, y)
            if bottom <= limit or taken == 1:
                used = frozenset[str]().union(*(row.used for row in laid))
                return [*marks, *key], used, taken
            taken -= 1

    def _rows(self, rows: tuple[Placed, ...], first: int) -> tuple[list[Mark], list[Row], float]:
        axis = self._axis(rows[0])
        marks = list(transformed([*heading_marks(self.place, measure), *axis], MARGIN, self.top))
        y = self.top + PRINT.header
        marks.append(Line(MARGIN, y, self.width - MARGIN, y, Ink("line3")))
        laid = []
        for number, placed in enumerate(rows, first):
            if number == self.arranged.aligned and number > first:
                title, words = rest_words(self.comparison, self.arranged)
                band, tall = rest_band(title, words, self.arranged.age_span, self.place, measure)
                band[0] = Box(0, 0, self.room, tall, Ink("app"))
                marks += transformed(band, MARGIN, y)
                y += tall
            row = self.book.row(placed)
            laid.append(row)
            marks += transformed(row.marks, MARGIN, y)
            y += PRINT.row
            marks.append(Line(MARGIN, y, self.width - MARGIN, y, Ink("line")))
        return marks, laid, y

    def _axis(self, row: Placed) -> list[Mark]:
        """Return the axis of a page's first row: months from the event, or ages."""
        event = self.comparison.event
        if event and row.aligned:
            return event_axis(self.arranged.span, str(event).capitalize(), self.place, measure)
        if not event:
            return age_axis(self.arranged.span, "Age in years", self.place, measure)
        title, _ = rest_words(self.comparison, self.arranged)
        words = f"{title}: age in years"
        return age_axis(self.arranged.age_span, words, self.place, measure)

    def _key(self, rows: list[Row], y: float) -> tuple[list[Mark], float]:
        key, tall = key_marks(self.room, PRINT, measure, 0)
        marks = list(transformed(key, MARGIN, y + 2))
        y += tall + 2
        forms = dict(pair for row in rows for pair in row.short_forms)
        drawn = tuple(mark for row in rows for mark in row.marks)
        scene = Scene(0, 0, drawn, short_forms=tuple(sorted(forms.items())))
        spelled = [row for row in key_rows(scene, PRINT.icon) if row.title == "Short forms"]
        if spelled:
            more, y = draw_key(spelled, MARGIN, y, self.room, measure, SMALL_FACE.size)
            marks += more
        return marks, y

    def _foot(self, number: int, count: int) -> list[Mark]:
        y, mark = self.height - MARGIN, self.request.mark
        rule = round(y - 15) + 0.5
        marks: list[Mark] = [Line(MARGIN, rule, self.width - MARGIN, rule, Ink("line3"))]
        room = self.room
        if mark:
            x = self.width - MARGIN - measure(mark, MARK_FACE)
            marks.append(_text(x, y - 2, mark, MARK_FACE))
            room -= measure(mark, MARK_FACE) + 24
        records = sum(record_count(case) for case in self.cohort.cases)
        page = f"Page {number} of {count}. " if count > 1 else ""
        words = (
            f"{page}Source: {counted(len(self.cohort.cases), 'anonymised case file')}, "
            f"{counted(records, 'record')}; one reader’s view. What was not written down is not "
            "shown. S numbers: sections of the Children Act 1989."
        )
        line = wrapped(words, SMALL_FACE, room, measure, 1)[0]
        marks.append(_text(MARGIN, y - 2, line, SMALL_FACE, "ink2"))
        return marks


def _text(x: float, y: float, words: str, face: Face, ink: str = "ink") -> Text:
    return Text(x, y, words, face, measure(words, face), Ink(ink))
