"""Figures of journeys, and everything else that is written one file a case; whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from journeyviewer.export.leaving import WHOLE, Choice, Leaving, chosen_cases, file_names, leaving
from journeyviewer.export.page import PageRequest, compose_page, compose_tiles
from journeyviewer.export.page_size import page_size
from journeyviewer.export.page_words import figure_subtitle, figure_title
from journeyviewer.export.parts import tiles
from journeyviewer.export.pdf_parts import Bookmark
from journeyviewer.export.picture import picture_bytes
from journeyviewer.export.sharing import PRECISIONS, Sharing, allowed_of
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.files import refuse_sources, write_whole
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Study
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted
from journeyviewer.render.fonts import load_fonts, measure
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Scene

PICTURES = ("png", "svg", "pdf")
FORMATS = PICTURES
ALL_FORMATS = (*PICTURES, "html", "csv", "xlsx", "docx")
ALL_CASES = "All cases"
DEFAULT_MARK = "OFFICIAL-SENSITIVE"

OnProgress = Callable[[int, int, str], None]
"""Called with the number of files written, the number asked for and the last one's name."""

File = tuple[str, bytes]
"""A file's name and its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRequest:
    """What to write and where; ages only unless `axis` is "dates".

    `precision` is what ages are rounded to. `study` holds what the analyst wrote; `notes` False
    leaves the notes out. `beside` writes a description and a table of what is drawn beside each
    picture. `template` is an organisation's own Word template. `choice` is what of each journey,
    `tiles` the number of overlapping pages it is drawn on. `one_file` puts the PDF pages of all
    cases into one file. `title` and `caption` are the analyst's own words for the figure.
    """

    folder: Path
    formats: tuple[str, ...] = ("png",)
    page: str = "a4"
    theme: str = "light"
    axis: str = "ages"
    mark: str = DEFAULT_MARK
    dpi: int = 300
    cases: tuple[str, ...] = ()
    precision: str = "month"
    study: Study | None = None
    notes: bool = True
    beside: bool = False
    template: Path | None = None
    choice: Choice = WHOLE
    tiles: int = 1
    one_file: bool = False
    title: str = ""
    caption: str = ""

    def sharing(self, cohort: Cohort) -> Sharing:
        """Return what may leave of these cases."""
        return Sharing(
            dates=self.axis == "dates",
            months=PRECISIONS[self.precision],
            notes=self.notes,
            allowed=allowed_of(case.id for case in cohort.cases),
        )


def export_figures(
    cohort: Cohort,
    request: FigureRequest,
    on_progress: OnProgress | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[Path]:
    """Write one file a case and format, more where a format needs them; return their paths.

    Stops between files when `stop` says so. Raises JourneyError when a case is not there or a
    file cannot be written.
    """
    load_fonts()
    chosen = chosen_cases(cohort, request.cases)
    sharing = request.sharing(cohort)
    names = file_names(chosen, hide_dates=not sharing.dates)
    make_folder(request.folder)
    refuse_sources(_main_files(names.values(), request))
    written: list[Path] = []
    pages: list[tuple[Leaving, list[Scene]]] = []
    together = request.one_file and "pdf" in request.formats
    steps = len(chosen) * len(request.formats)
    done = 0
    for case in chosen:
        one = leaving(case, names[case.id], sharing, request.study, request.choice)
        # Drawn once for every kind of picture.
        scenes = cache(partial(page_scenes, one, request))
        if together:
            pages.append((one, scenes()))
        for files in _files_of(one, cohort, request, scenes):
            if stop is not None and stop():
                return written
            for name, data in files():
                path = request.folder / name
                write_whole(path, data)
                written.append(path)
            done += 1
            if on_progress is not None and written:
                on_progress(done, steps, written[-1].name)
    if pages:
        path = request.folder / f"{ALL_CASES}.pdf"
        write_whole(path, _all_pages(pages, request))
        written.append(path)
    if "csv" in request.formats and chosen:
        written += _run_files(cohort, request)
    return written


def _main_files(names: Iterable[str], request: FigureRequest) -> Iterator[Path]:
    """Yield the files that are called like their case, before any of them is made."""
    endings = [*request.formats]
    if request.beside and set(PICTURES) & set(request.formats):
        endings += ["txt", "csv"]
    for name in names:
        for ending in endings:
            yield request.folder / f"{name}.{ending}"


def _all_pages(pages: Sequence[tuple[Leaving, list[Scene]]], request: FigureRequest) -> bytes:
    """Return the pages of all cases as one PDF, with a bookmark for each page."""
    scenes: list[Scene] = []
    bookmarks: list[Bookmark] = []
    for one, own in pages:
        bookmarks += _bookmarks(one, own, len(scenes))
        scenes += own
    title = counted(len(pages), "journey")
    return picture_bytes(
        "pdf", scenes, theme(request.theme), words=(title, ""), bookmarks=bookmarks
    )


def _run_files(cohort: Cohort, request: FigureRequest) -> list[Path]:
    """Write what goes with the tables of a whole run."""
    from journeyviewer.export.papers import run_files

    files = run_files(cohort, request)
    for name, data in files:
        write_whole(request.folder / name, data)
    return [request.folder / name for name, _ in files]


def _files_of(
    one: Leaving, cohort: Cohort, request: FigureRequest, scenes: Callable[[], list[Scene]]
) -> Iterator[Callable[[], list[File]]]:
    """Yield, for each format, what makes its files."""
    for extension in request.formats:
        if extension == "pdf" and request.one_file:
            continue
        if extension in PICTURES:
            yield partial(_pictures, one, request, extension, scenes)
        else:
            yield partial(_papers, one, cohort, request, extension)
    if request.beside and set(PICTURES) & set(request.formats):
        yield partial(_beside, one, request)


def _pictures(
    one: Leaving, request: FigureRequest, extension: str, drawn: Callable[[], list[Scene]]
) -> list[File]:
    scenes = drawn()
    # Of the pictures SVG alone holds the journey in words.
    told = one.words if extension == "svg" else ""
    colours, words = theme(request.theme), (_name_of(one, request), told)
    if extension == "pdf" or len(scenes) == 1:
        bookmarks = [(one.title, 0)] if len(scenes) == 1 else _bookmarks(one, scenes, 0)
        data = picture_bytes(
            extension, scenes, colours, dpi=request.dpi, words=words, bookmarks=bookmarks
        )
        return [(f"{one.name}.{extension}", data)]
    return [
        (
            f"{one.name}{_page_name(number, len(scenes))}.{extension}",
            picture_bytes(extension, [scene], colours, dpi=request.dpi, words=words),
        )
        for number, scene in enumerate(scenes, 1)
    ]


def _name_of(one: Leaving, request: FigureRequest) -> str:
    """Return what a picture's file says it is."""
    return one.sharing.typed(request.title) or f"{one.name}: a journey"


def _bookmarks(one: Leaving, scenes: Sequence[Scene], first: int) -> list[Bookmark]:
    """Return a bookmark for each page of a case, the first of them being page `first`."""
    rest = [f"{one.title}, page {number}" for number in range(2, len(scenes) + 1)]
    return [(words, first + place) for place, words in enumerate([one.title, *rest])]


def _page_name(number: int, count: int) -> str:
    """Return what sets the pages after the first apart by name."""
    return "" if number == 1 else f", page {number} of {count}"


def _beside(one: Leaving, request: FigureRequest) -> list[File]:
    """Return the description and the table of what is drawn."""
    from journeyviewer.export.tables import records_table
    from journeyviewer.export.workbook import csv_bytes

    files = [(f"{one.name}.txt", one.words.encode())]
    if "csv" not in request.formats:
        files.append((f"{one.name}.csv", csv_bytes(records_table([one]))))
    return files


def _papers(one: Leaving, cohort: Cohort, request: FigureRequest, extension: str) -> list[File]:
    """Return the files of a case in a format that is no picture."""
    from journeyviewer.export.papers import case_files

    return case_files(one, cohort, request, extension)


def headline(one: Leaving, request: FigureRequest) -> str:
    """Return what heads the figure, page or report of a case: the analyst's title, else counts."""
    part = one.part.title if one.part is not None else ""
    return one.sharing.typed(request.title) or part or figure_title(one.journey)


def lead(one: Leaving, request: FigureRequest) -> str:
    """Return what stands below the headline of a page or report."""
    said = figure_subtitle(one.journey, one.sharing, bool(one.lines.notes))
    named = one.part is not None and one.part.title != headline(one, request)
    part = one.part.words if one.part is not None and named else ""
    return " ".join(words for words in (one.sharing.typed(request.caption), part, said) if words)


def page_scenes(one: Leaving, request: FigureRequest) -> list[Scene]:
    """Return the pages of one case as scenes; the figure is the first."""
    width, height = page_size(request.page)
    page = PageRequest(
        width,
        height,
        request.mark,
        one.sharing,
        part=one.part,
        lanes=one.lanes,
        title=headline(one, request),
        caption=one.sharing.typed(request.caption),
        months=one.months,
    )
    if request.tiles > 1:
        parts = tiles(one.journey, one.part, request.tiles)
        return compose_tiles(one.journey, one.lines, page, parts, measure)
    return compose_page(one.journey, one.lines, page, measure)


def figure_scene(case: Case, request: FigureRequest) -> Scene:
    """Return the page with the figure of one case."""
    sharing = request.sharing(Cohort(name="", cases=(case,)))
    return page_scenes(leaving(case, "", sharing, request.study), request)[0]


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises JourneyError where that is refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JourneyError(
            f"The folder “{folder}” could not be made: {error.strerror}.",
            "Choose a folder that you may write to.",
        ) from error
