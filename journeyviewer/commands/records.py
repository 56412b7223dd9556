"""Write the records of the sources as one neutral JSON file."""

from __future__ import annotations

import argparse
import json
import sys

from journeyviewer.commands.arguments import a_path
from journeyviewer.commands.sources import add_as_at, add_sources, read_all, write_json
from journeyviewer.model.chronology import Outcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    add_sources(parser)
    add_as_at(parser)
    parser.add_argument(
        "--json", type=a_path, metavar="FILE", help="the file to write; without it they are printed"
    )


def run(chosen: argparse.Namespace) -> int:
    """Read and write; a refused reading is written too, and gives 1."""
    from journeyviewer.analysis.neutral import neutral

    cohort = read_all(chosen)
    if cohort.outcome is not Outcome.OK:
        print(cohort.message, file=sys.stderr)
    content = neutral(cohort)
    if chosen.json is None:
        print(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        write_json(chosen.json, content)
    return 1 if cohort.outcome is Outcome.ERROR else 0
