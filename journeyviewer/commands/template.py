"""Write an empty reading template, a workbook with one sheet a lane and lists to choose from."""

from __future__ import annotations

import argparse
from pathlib import Path

from journeyviewer.commands.arguments import a_path
from journeyviewer.model.problems import JourneyError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    parser.add_argument(
        "-o", "--output", required=True, type=a_path, metavar="FILE.xlsx", help="the file to write"
    )


def run(chosen: argparse.Namespace) -> int:
    """Write the template beside what is there, never over it."""
    from journeyviewer.ingest.template_writer import write_template

    path: Path = chosen.output
    if path.suffix.lower() != ".xlsx":
        raise JourneyError(f"“{path.name}” is no workbook name.", "Let it end in .xlsx.")
    if path.exists():
        raise JourneyError(
            f"“{path.name}” is there already and may hold your work.", "Choose another name."
        )
    if not path.parent.is_dir():
        raise JourneyError(f"The folder “{path.parent}” is not there.", "Make it first.")
    write_template(path)
    print(path)
    return 0
