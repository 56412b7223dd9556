"""What of a journey an export shows: lanes, a period of age or a phase, and on how many pages."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyviewer.export.leaving import Choice

_AGES = re.compile(r"(\d{1,2})(?:y(\d{1,2})m)?-(\d{1,2})(?:y(\d{1,2})m)?")
MOST_TILES = 24


def add_parts(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen of a journey."""
    parser.add_argument(
        "--lanes", type=_keys, default=(), metavar="LANES", help="only these, such as legal,support"
    )
    period = parser.add_mutually_exclusive_group()
    period.add_argument(
        "--ages", type=_ages, metavar="FROM-TO", help="only this period, such as 12-16 or 12y6m-15"
    )
    period.add_argument(
        "--phase", type=int, default=0, metavar="N", help="only this phase of the study"
    )
    parser.add_argument(
        "--tiles", type=_tiles, default=1, metavar="N", help="on so many pages that overlap"
    )
    parser.add_argument(
        "--one-file", action="store_true", help="all cases in one PDF, with a bookmark for each"
    )


def choice_of(chosen: argparse.Namespace) -> Choice:
    """Return what is chosen of each journey."""
    from journeyviewer.export.leaving import Choice

    return Choice(lanes=chosen.lanes, ages=chosen.ages, phase=chosen.phase)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))


def _ages(text: str) -> tuple[int, int]:
    found = _AGES.fullmatch(text.replace(" ", ""))
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is no period; write it as 12-16 or 12y6m-15y0m")
    years, months, to_years, to_months = (int(part or 0) for part in found.groups())
    ages = (years * 12 + months, to_years * 12 + to_months)
    if ages[0] >= ages[1]:
        raise argparse.ArgumentTypeError(f"“{text}” ends before it starts")
    return ages


def _tiles(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_TILES:
        raise argparse.ArgumentTypeError(f"use a whole number from 1 to {MOST_TILES}")
    return int(text)
