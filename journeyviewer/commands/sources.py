"""What commands share: reading sources, telling how far it is, and writing files whole."""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path

from journeyviewer.commands.arguments import a_path
from journeyviewer.ingest.decisions_file import load_decisions
from journeyviewer.ingest.read import Progress, read_paths
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort, Outcome
from journeyviewer.model.decisions import NO_DECISIONS
from journeyviewer.model.files import keep_as_it_is, write_whole
from journeyviewer.model.problems import JourneyError


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add the paths that are read together as one set."""
    parser.add_argument(
        "paths", nargs="+", type=a_path, metavar="PATH", help="source files, or folders of them"
    )
    parser.add_argument(
        "--decisions",
        type=a_path,
        metavar="FILE",
        help="what was decided about reading: a file of decisions, or a report saved as JSON",
    )


def add_as_at(parser: argparse.ArgumentParser) -> None:
    """Add the date of reading."""
    parser.add_argument(
        "--as-at",
        type=a_day,
        metavar="DATE",
        help="the date of reading, such as 2015-11-18; else the source's own, else its last date",
    )


def a_day(text: str) -> date:
    """Read the date of an option: 2015-11-18 or 18/11/2015."""
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            found = date(year, month, day)
        else:
            found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a date; write it as 2015-11-18"
        ) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no day on which files were read; write it as 2015-11-18"
        )
    return found


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years of dates of reading: others are mistyped."""


class Bar:
    """A progress bar on a terminal, for work that takes over a second."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.shown = False

    def show(self, done: int, count: int, words: str) -> None:
        """Say that so many of so many are done."""
        if not sys.stderr.isatty() or time.monotonic() - self.began < 1:
            return
        filled = round(20 * done / max(count, 1))
        line = f"\r[{'#' * filled}{'.' * (20 - filled)}] {done} of {count} {words}"
        sys.stderr.write(line[:78].ljust(78))
        sys.stderr.flush()
        self.shown = True

    def clear(self) -> None:
        """Take the bar away."""
        if self.shown:
            sys.stderr.write("\r" + " " * 78 + "\r")
            sys.stderr.flush()


def terms_of(chosen: argparse.Namespace, hide: bool = False) -> Terms:
    """Return the terms the options give; raises JourneyError for decisions that make no sense."""
    decisions = load_decisions(chosen.decisions) if chosen.decisions else NO_DECISIONS
    if chosen.decisions:
        keep_as_it_is([chosen.decisions])
    return Terms(getattr(chosen, "as_at", None), decisions, hide)


def read_all(chosen: argparse.Namespace, hide: bool = False) -> Cohort:
    """Read the sources chosen with a bar; the answer may be a refusal."""
    bar, terms = Bar(), terms_of(chosen, hide)

    def on_progress(progress: Progress) -> None:
        words = "cases" if progress.doing == "send" else progress.file
        bar.show(progress.number, progress.count, words)

    try:
        return read_paths(chosen.paths, terms=terms, on_progress=on_progress)
    finally:
        bar.clear()


def read_or_refuse(chosen: argparse.Namespace) -> Cohort:
    """Read sources; a partial reading says so and goes on, a refused one raises JourneyError.

    What could point at somebody is hidden in it: what is made of it may leave the building.
    """
    cohort = read_all(chosen, hide=True)
    if cohort.outcome is Outcome.ERROR:
        raise JourneyError(cohort.message)
    if cohort.outcome is Outcome.PARTIAL:
        print(f"Read in part. {cohort.message}", file=sys.stderr)
    return cohort


def write_json(path: Path, content: object) -> None:
    """Write JSON, readable and whole; raises JourneyError where something else is there."""
    there = path.is_file() and path.stat().st_size > 0
    if there and not _may_be_json(path):
        raise JourneyError(
            f"“{path.name}” is there already and holds something else than JSON.",
            "Choose another name.",
        )
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, text.encode())
    if there:
        print(f"“{path.name}” was there already and was written anew.", file=sys.stderr)


def _may_be_json(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(64).lstrip()[:1] == b"{"
