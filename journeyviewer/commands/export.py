"""Write figures of journeys, one a case and format; ages only unless dates are asked for."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from journeyviewer.commands.sources import Bar, add_sources, read_or_refuse
from journeyviewer.model.problems import JourneyError

FORMATS = ("png", "svg", "pdf")


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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    add_sources(parser)
    parser.add_argument(
        "-o", "--output", required=True, type=Path, metavar="DIR", help="folder to write to"
    )
    parser.add_argument(
        "--format", type=_formats, default=("png",), help="png, svg, pdf, separated by commas"
    )
    parser.add_argument(
        "--case", action="append", default=[], metavar="ID", help="only this case; repeatable"
    )
    parser.add_argument("--page", default="a4", help="a4, a3, 16x9, or WIDTHxHEIGHT in millimetres")
    parser.add_argument("--dpi", type=_dpi, default=300, help="dots to the inch of PNG files")
    parser.add_argument(
        "--axis", choices=("ages", "dates"), default="ages", help="dates can identify a child"
    )
    parser.add_argument("--theme", choices=("light", "grey"), default="light")
    parser.add_argument(
        "--mark", default="OFFICIAL-SENSITIVE", help="handling mark; “” for none", metavar="TEXT"
    )


def run(chosen: argparse.Namespace) -> int:
    """Read, draw and write; prints the files written."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    cohort = read_or_refuse(chosen.paths)
    from PySide6.QtGui import QGuiApplication

    from journeyviewer.export.figure import FigureRequest, export_figures

    application = QGuiApplication.instance() or QGuiApplication(["journeyviewer"])
    bar = Bar()
    request = FigureRequest(
        folder=chosen.output,
        formats=chosen.format,
        page=chosen.page,
        theme=chosen.theme,
        axis=chosen.axis,
        mark=chosen.mark,
        dpi=chosen.dpi,
        cases=tuple(chosen.case),
    )
    try:
        written = export_figures(cohort, request, on_progress=bar.show)
    finally:
        bar.clear()
        del application
    for path in written:
        print(path)
    if not written:
        raise JourneyError("There was no case to draw.", "Check the files with the check command.")
    return 0
