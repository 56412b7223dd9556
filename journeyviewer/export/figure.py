"""Figures of journeys, one file per case and format, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from journeyviewer.export.disclosure import ages_only
from journeyviewer.export.page import PageRequest, compose_page, page_size
from journeyviewer.export.picture import write_picture
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.words import WITHHELD, without_dates
from journeyviewer.render.fonts import load_fonts, measure
from journeyviewer.render.theme import theme
from journeyviewer.timeline.describe import describe
from journeyviewer.timeline.plan import plan_journey
from journeyviewer.timeline.scene import Scene

FORMATS = ("png", "svg", "pdf")
DEFAULT_MARK = "OFFICIAL-SENSITIVE"

OnProgress = Callable[[int, int, str], None]
"""Called with the number of files written, the number asked for and the last one's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRequest:
    """What to write and where; ages only unless `axis` is "dates"."""

    folder: Path
    formats: tuple[str, ...] = ("png",)
    page: str = "a4"
    theme: str = "light"
    axis: str = "ages"
    mark: str = DEFAULT_MARK
    dpi: int = 300
    cases: tuple[str, ...] = ()


def export_figures(
    cohort: Cohort,
    request: FigureRequest,
    on_progress: OnProgress | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[Path]:
    """Write one figure a case and format and return their paths in order.

    Stops between files when `stop` says so. Raises JourneyError when a case is not there or a
    file cannot be written.
    """
    load_fonts()
    chosen = _chosen(cohort, request)
    names = _names(chosen, hide_dates=request.axis != "dates")
    make_folder(request.folder)
    written: list[Path] = []
    for case in chosen:
        scene = figure_scene(case, request)
        title = f"{names[case.id]}: a journey"
        words = describe(case, request.axis)
        for extension in request.formats:
            if stop is not None and stop():
                return written
            path = request.folder / f"{names[case.id]}.{extension}"
            write_picture(path, scene, theme(request.theme), dpi=request.dpi, words=(title, words))
            written.append(path)
            if on_progress is not None:
                on_progress(len(written), len(chosen) * len(request.formats), path.name)
    return written


def figure_scene(case: Case, request: FigureRequest) -> Scene:
    """Return the page of one case as a scene."""
    width, height = page_size(request.page)
    dates = request.axis == "dates"
    journey = plan_journey(case)
    if not dates:
        journey = ages_only(journey)
    return compose_page(journey, PageRequest(width, height, request.mark, dates), measure)


def _chosen(cohort: Cohort, request: FigureRequest) -> list[Case]:
    if not request.cases:
        return list(cohort.cases)
    by_name = {name: case for case in cohort.cases for name in (case.title, case.id)}
    missing = [name for name in request.cases if name not in by_name]
    if missing:
        have = ", ".join(case.id for case in cohort.cases[:12])
        raise JourneyError(f"There is no case “{missing[0]}”.", f"The cases read are: {have}.")
    return [by_name[name] for name in request.cases]


def _names(cases: list[Case], hide_dates: bool) -> dict[str, str]:
    """Return a safe file name for each case; two ids never share one, none tells a date."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for case in cases:
        shown = without_dates(case.title).replace(WITHHELD, "_") if hide_dates else case.title
        safe = "".join(c if c.isalnum() or c in " -_." else "_" for c in shown).strip(" .")
        name = safe[:80] or "Case"
        number = 2
        while name.casefold() in taken:
            name = f"{safe[:76]} ({number})"
            number += 1
        taken.add(name.casefold())
        names[case.id] = name
    return names


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises JourneyError where that is refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JourneyError(
            f"The folder “{folder}” could not be made: {error.strerror}.",
            "Choose a folder that you may write to.",
        ) from error
