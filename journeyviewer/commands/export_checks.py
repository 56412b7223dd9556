"""Around an export: who could be singled out, before; and the log of what left, after."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeyviewer.model.problems import JourneyError

if TYPE_CHECKING:
    from journeyviewer.model.chronology import Cohort
    from journeyviewer.model.study import Study


def add_checks(parser: argparse.ArgumentParser) -> None:
    """Add what can be chosen about disclosure."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; say who could be singled out"
    )
    parser.add_argument(
        "--broaden-rare",
        action="store_true",
        help="show kinds of record that under five cases have in broader classes",
    )
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help="why this leaves; kept in the log of exports"
    )


def checked(cohort: Cohort, chosen: argparse.Namespace, study: Study | None) -> str:
    """Return who could be singled out of what would leave."""
    from journeyviewer.export.broader import broadened
    from journeyviewer.export.sharing import PRECISIONS, Sharing, allowed_of
    from journeyviewer.export.singling_out import check, check_text

    sharing = Sharing(
        dates=chosen.axis == "dates",
        months=PRECISIONS[chosen.precision],
        notes=not chosen.no_notes,
        allowed=allowed_of(case.id for case in cohort.cases),
    )
    return check_text(check(broadened(cohort) if chosen.broaden_rare else cohort, sharing, study))


def noted(
    written: Sequence[Path], cases: int, chosen: argparse.Namespace, study: Study | None
) -> None:
    """Add the export to the log; where that cannot be done it is said, and the files stay."""
    from journeyviewer.export.log import left_now, log_beside, note

    dates = chosen.axis == "dates"
    if dates and not chosen.reason:
        print(
            "Real dates are in these files. Give the reason with --reason: the log keeps it.",
            file=sys.stderr,
        )
    try:
        left = left_now(
            written,
            study.analyst if study is not None else "",
            cases=len(set(chosen.case)) or cases,
            precision="day" if dates else chosen.precision,
            reason=chosen.reason,
            notes=not chosen.no_notes,
            broader=chosen.broaden_rare,
            mark=chosen.mark,
            study=study.id if study is not None else "",
        )
        note(log_beside(chosen.study), left)
    except JourneyError as error:
        print(error, file=sys.stderr)
