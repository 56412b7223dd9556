"""Print the cohort table, derived from the dated records of the sources."""

from __future__ import annotations

import argparse
import json
import shutil

from journeyviewer.commands.sources import add_as_at, add_sources, read_or_refuse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen."""
    add_sources(parser)
    add_as_at(parser)
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text")


def run(chosen: argparse.Namespace) -> int:
    """Read, derive and print the table."""
    from journeyviewer.analysis.cohort import as_csv, as_json, as_text, cohort_table

    table = cohort_table(read_or_refuse(chosen), chosen.as_at)
    if chosen.format == "csv":
        print(as_csv(table), end="")
    elif chosen.format == "json":
        print(json.dumps(as_json(table), ensure_ascii=False, indent=1))
    else:
        print(as_text(table, shutil.get_terminal_size((120, 40)).columns))
    return 0
