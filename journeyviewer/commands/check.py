"""Say what was read, what needs a decision and what was left out; nothing is opened."""

from __future__ import annotations

import argparse

from journeyviewer.commands.arguments import a_path
from journeyviewer.commands.sources import add_sources, read_all, write_json
from journeyviewer.model.chronology import Outcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    add_sources(parser)
    parser.add_argument("--json", type=a_path, metavar="FILE", help="write the report as JSON too")


def run(chosen: argparse.Namespace) -> int:
    """Read and print the import report; 1 when nothing could be read."""
    from journeyviewer.analysis.report import report_json, report_text

    cohort = read_all(chosen, hide=True)
    if chosen.json is not None:
        write_json(chosen.json, report_json(cohort))
    print(report_text(cohort))
    return 1 if cohort.outcome is Outcome.ERROR else 0
