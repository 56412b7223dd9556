"""Tell journeys in plain words: what a screen reader reads and what goes beside a figure."""

from __future__ import annotations

import argparse

from journeyviewer.commands.sources import add_sources, read_or_refuse
from journeyviewer.model.problems import JourneyError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    add_sources(parser)
    parser.add_argument(
        "--case", action="append", default=[], metavar="ID", help="only this case; repeatable"
    )
    parser.add_argument(
        "--axis", choices=("ages", "dates"), default="ages", help="dates can identify a child"
    )


def run(chosen: argparse.Namespace) -> int:
    """Read and print a description of each case."""
    from journeyviewer.timeline.describe import describe

    cohort = read_or_refuse(chosen)
    names = {name for case in cohort.cases for name in (case.id, case.title)}
    for name in chosen.case:
        if name not in names:
            raise JourneyError(
                f"There is no case “{name}”.", "See the cases with the cohort command."
            )
    shown = [
        case
        for case in cohort.cases
        if not chosen.case or case.id in chosen.case or case.title in chosen.case
    ]
    print("\n\n".join(describe(case, chosen.axis) for case in shown))
    return 0
