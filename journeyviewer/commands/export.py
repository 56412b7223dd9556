"""Write figures, tables and reports, one a case or one for all; in ages unless dates are asked."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeyviewer.commands.arguments import a_path
from journeyviewer.commands.export_checks import add_checks, checked, noted
from journeyviewer.commands.export_parts import (
    MONTHS_FROM,
    add_parts,
    check_notes,
    check_words,
    choice_of,
    event_of,
    is_of_a_case,
    take_preset,
    without_event,
)
from journeyviewer.commands.sources import Bar, add_sources, read_or_refuse
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.files import keep_as_it_is
from journeyviewer.model.landmarks import BY_NAME
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.words import listed

if TYPE_CHECKING:
    from journeyviewer.export.figure import FigureRequest
    from journeyviewer.model.study import Study

PICTURES = ("png", "svg", "pdf")
FORMATS = (*PICTURES, "html", "csv", "xlsx", "docx")
MOST_NAMED = 3
"""Files that are named of those written anew."""
PRECISIONS = ("month", "quarter", "half-year", "year")
THEMES = ("light", "dark", "grey", "contrast")


def _formats(text: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = [part for part in chosen if part not in FORMATS]
    if wrong or not chosen:
        raise argparse.ArgumentTypeError(
            f"“{wrong[0] if wrong else text}” is not a format; choose from {', '.join(FORMATS)}"
        )
    return chosen


def _dpi(text: str) -> int:
    if not text.isdigit() or not 36 <= int(text) <= 1200:
        raise argparse.ArgumentTypeError("use a whole number from 36 to 1200")
    return int(text)


def _page(text: str) -> str:
    from journeyviewer.export.page_size import page_size

    try:
        page_size(text)
    except JourneyError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def _axis(text: str) -> str:
    events = tuple(f"{MONTHS_FROM}{event}" for event in BY_NAME)
    if text not in ("ages", "dates", *events):
        known = ", ".join(("ages", "dates", *events))
        raise argparse.ArgumentTypeError(f"“{text}” is not an axis; choose from {known}")
    return text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    add_sources(parser)
    parser.add_argument(
        "-o", "--output", required=True, type=a_path, metavar="DIR", help="folder to write to"
    )
    parser.add_argument(
        "--format",
        type=_formats,
        default=("png",),
        help="png, svg, pdf, html, csv, xlsx, docx, separated by commas",
    )
    parser.add_argument(
        "--case", action="append", default=[], metavar="ID", help="only this case; repeatable"
    )
    parser.add_argument(
        "--cohort", action="store_true", help="one file for all cases; its figure is in ages alone"
    )
    add_parts(parser)
    parser.add_argument(
        "--page",
        type=_page,
        default="a4",
        help="a4, a3, 16x9, a4-portrait, a3-portrait, or WIDTHxHEIGHT in millimetres",
    )
    parser.add_argument("--dpi", type=_dpi, default=300, help="dots to the inch of PNG files")
    parser.add_argument(
        "--axis",
        type=_axis,
        metavar="AXIS",
        help="ages, dates (these can identify a child), or months-from:EVENT for ages with months "
        f"from {', '.join(BY_NAME)}; else ages, the cohort lined up at an event that it has",
    )
    parser.add_argument(
        "--precision", choices=PRECISIONS, default="month", help="what ages are rounded to"
    )
    parser.add_argument(
        "--study", type=a_path, metavar="FILE", help="the study with notes, phases and the like"
    )
    add_checks(parser)
    parser.add_argument("--no-notes", action="store_true", help="leave the study’s notes out")
    parser.add_argument(
        "--template",
        type=a_path,
        metavar="FILE",
        help="your own Word template (.docx or .dotx), whose styles the reports take",
    )
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument(
        "--mark", default="OFFICIAL-SENSITIVE", help="handling mark; “” for none", metavar="TEXT"
    )


def run(chosen: argparse.Namespace) -> int:
    """Read, draw and write; prints the files written."""
    study = _study(chosen.study)
    if chosen.preset is not None:
        take_preset(chosen, study)
    _check(chosen)
    keep_as_it_is(path for path in (chosen.study, chosen.template) if path is not None)
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    cohort = read_or_refuse(chosen)
    check_words(chosen, cohort)
    if study is not None:
        check_notes(chosen, cohort, study)
    if chosen.check:
        print(checked(cohort, chosen, study), end="")
        return 0
    if chosen.broaden_rare:
        from journeyviewer.export.broader import broadened

        cohort = broadened(cohort)
    there = _there(chosen.output)
    written = _written(cohort, chosen, study)
    for path in written:
        print(path)
    _say_replaced(written, there)
    if not written:
        raise JourneyError("There was no case to draw.", "Check the files with the check command.")
    for title in [] if chosen.cohort else without_event(cohort, chosen):
        words = "no record of the event that months are counted from"
        print(f"{title}: {words}. Its figure counts ages alone.", file=sys.stderr)
    noted(written, len(cohort.cases), chosen, study)
    return 0


def _there(folder: Path) -> frozenset[str]:
    """Return the names of what is in a folder, none where it is to be made."""
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()


def _say_replaced(written: Sequence[Path], there: frozenset[str]) -> None:
    """Say which of the files written took the place of others."""
    replaced = [f"“{path.name}”" for path in written if path.name in there]
    if not replaced:
        return
    more = ["others"] if len(replaced) > MOST_NAMED else []
    was = "was" if len(replaced) == 1 else "were"
    some = listed([*replaced[:MOST_NAMED], *more])
    print(f"{some} {was} there already and {was} written anew.", file=sys.stderr)


def _written(cohort: Cohort, chosen: argparse.Namespace, study: Study | None) -> list[Path]:
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication(["journeyviewer"])
    bar = Bar()
    try:
        return (_cohort if chosen.cohort else _cases)(cohort, chosen, study, bar)
    finally:
        bar.clear()
        del application


def _check(chosen: argparse.Namespace) -> None:
    """Raise JourneyError for what does not go together."""
    axis = chosen.axis or "ages"
    if chosen.notes and not chosen.study:
        raise JourneyError("Notes are in a study.", "Name it with --study, or leave out --notes.")
    if chosen.one_file and "pdf" not in chosen.format:
        raise JourneyError("--one-file is about PDF files.", "Add pdf to --format.")
    if chosen.template and "docx" not in chosen.format:
        raise JourneyError("A --template is for Word reports.", "Add docx to --format.")
    if chosen.cohort and axis == "dates":
        raise JourneyError(
            "The figure of the cohort shows ages and months only.", "Leave out --axis dates."
        )
    if chosen.cohort and is_of_a_case(chosen):
        raise JourneyError(
            "--cohort compares whole journeys.",
            "Leave out --lanes, --ages, --phase, --notes, --no-words, --tiles, --one-file and "
            "--title.",
        )
    if chosen.cohort and chosen.case:
        raise JourneyError("--cohort compares every case read.", "Leave out --case or --cohort.")


def _request(
    chosen: argparse.Namespace, formats: tuple[str, ...], study: Study | None
) -> FigureRequest:
    from journeyviewer.export.figure import FigureRequest

    return FigureRequest(
        folder=chosen.output,
        formats=formats,
        page=chosen.page,
        theme=chosen.theme,
        axis=chosen.axis or "ages",
        mark=chosen.mark,
        dpi=chosen.dpi,
        cases=tuple(chosen.case),
        precision=chosen.precision,
        study=study,
        notes=not chosen.no_notes,
        beside=True,
        template=chosen.template,
        choice=choice_of(chosen),
        tiles=chosen.tiles,
        one_file=chosen.one_file,
        title=chosen.title,
        caption=chosen.caption,
    )


def _study(path: Path | None) -> Study | None:
    if path is None:
        return None
    from journeyviewer.commands.study import opened

    file = opened(path)
    try:
        return file.study
    finally:
        file.close()


def _cases(cohort: Cohort, chosen: argparse.Namespace, study: Study | None, bar: Bar) -> list[Path]:
    from journeyviewer.export.figure import export_figures

    return export_figures(cohort, _request(chosen, chosen.format, study), on_progress=bar.show)


def _cohort(
    cohort: Cohort, chosen: argparse.Namespace, study: Study | None, bar: Bar
) -> list[Path]:
    from journeyviewer.export.papers import export_papers

    pictures = tuple(name for name in chosen.format if name in PICTURES)
    papers = tuple(name for name in chosen.format if name not in PICTURES)
    written = _compared(cohort, chosen, bar, pictures) if pictures else []
    if papers:
        written += export_papers(cohort, _request(chosen, papers, study), on_progress=bar.show)
    return written


def _compared(
    cohort: Cohort, chosen: argparse.Namespace, bar: Bar, formats: tuple[str, ...]
) -> list[Path]:
    from journeyviewer.export.cohort_figure import CohortRequest, export_cohort
    from journeyviewer.timeline.comparison import Comparison

    comparison = None
    if chosen.axis:
        event = event_of(chosen)
        comparison = Comparison().with_event(event)
    request = CohortRequest(
        folder=chosen.output,
        formats=formats,
        page=chosen.page,
        theme=chosen.theme,
        mark=chosen.mark,
        dpi=chosen.dpi,
        comparison=comparison,
        precision=chosen.precision,
    )
    return export_cohort(cohort, request, on_progress=bar.show)
