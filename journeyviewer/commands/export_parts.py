"""What of a journey an export shows: lanes, a period of age or a phase, and on how many pages."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from journeyviewer.model.landmarks import BY_NAME, Landmark
from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.words import listed

if TYPE_CHECKING:
    from journeyviewer.export.leaving import Choice
    from journeyviewer.model.chronology import Cohort
    from journeyviewer.model.study import Study

_AGES = re.compile(r"(\d{1,2})(?:y(\d{1,2})m)?-(\d{1,2})(?:y(\d{1,2})m)?")
MOST_TILES = 24
MONTHS_FROM = "months-from:"
"""What stands before the name of an event in the name of an axis."""


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
        "--notes", type=_numbers, metavar="NUMBERS", help="only these notes, such as 1-12,15"
    )
    parser.add_argument(
        "--no-words",
        type=_words,
        default=(),
        metavar="WHAT",
        help="leave words off bars and marks: of lanes, such as legal,support, of records by their "
        "ids, or all",
    )
    parser.add_argument(
        "--preset",
        metavar="NAME",
        help="choices kept in the study, “For sharing” or “Working copy”",
    )
    parser.set_defaults(kept=None)
    parser.add_argument("--title", default="", metavar="TEXT", help="your own headline")
    parser.add_argument("--caption", default="", metavar="TEXT", help="your own words below it")
    parser.add_argument(
        "--tiles", type=_tiles, default=1, metavar="N", help="on so many pages that overlap"
    )
    parser.add_argument(
        "--one-file", action="store_true", help="all cases in one PDF, with a bookmark for each"
    )


def take_preset(chosen: argparse.Namespace, study: Study | None) -> None:
    """Put the choices kept under a name in place of those of the options.

    Raises JourneyError where there is no such name; those of the study come before the program's.
    """
    from journeyviewer.export.figure import FigureRequest
    from journeyviewer.export.presets import BUILT_IN, preset_text, request_from
    from journeyviewer.model.figures import FigurePreset

    texts = {name: preset_text(made) for name, made in BUILT_IN.items()}
    for item in study.of_case(None) if study is not None else ():
        if isinstance(item, FigurePreset):
            texts[item.title] = item.text
    if chosen.preset not in texts:
        raise JourneyError(f"No choices are kept as “{chosen.preset}”.", f"Use {listed([*texts])}.")
    made = request_from(texts[chosen.preset], FigureRequest(folder=chosen.output))
    chosen.format = made.formats
    chosen.no_notes = not made.notes
    for name in ("page", "theme", "mark", "dpi", "precision", "tiles", "one_file"):
        setattr(chosen, name, getattr(made, name))
    for name in ("title", "caption"):
        setattr(chosen, name, getattr(made, name))
    chosen.kept = made.choice


def choice_of(chosen: argparse.Namespace) -> Choice:
    """Return what is chosen of each journey: what was kept, else what the options say."""
    from journeyviewer.export.leaving import Choice

    event = event_of(chosen)
    if chosen.kept is not None:
        kept: Choice = chosen.kept
        return replace(kept, event=event or kept.event)
    return Choice(
        lanes=chosen.lanes,
        ages=chosen.ages,
        phase=chosen.phase,
        numbers=chosen.notes,
        wordless=frozenset(chosen.no_words),
        event=event,
    )


def event_of(chosen: argparse.Namespace) -> Landmark | None:
    """Return the event that months are counted from, None where ages or dates are asked for."""
    return BY_NAME.get((chosen.axis or "").removeprefix(MONTHS_FROM))


def without_event(cohort: Cohort, chosen: argparse.Namespace) -> list[str]:
    """Return the titles of the cases asked for without the event that months are counted from."""
    from journeyviewer.export.leaving import chosen_cases
    from journeyviewer.timeline.lining_up import alignment_at

    event = choice_of(chosen).event
    if event is None:
        return []
    cases = chosen_cases(cohort, chosen.case)
    return [case.title for case in cases if alignment_at(case, event) is None]


def check_words(chosen: argparse.Namespace, cohort: Cohort) -> None:
    """Put every lane in place of "all" words; raises JourneyError for what there is not."""
    keys = [lane.key for lane in lanes()]
    if "all" in chosen.no_words:
        chosen.no_words = tuple(keys)
    wrong = set(chosen.no_words) - set(keys)
    if wrong:
        wrong -= {entry.id for case in cohort.cases for entry in case.entries}
    if wrong:
        raise JourneyError(
            f"There is no lane or record “{min(wrong)}” to leave the words off.",
            f"The lanes are {listed(keys)}; “all” stands for every one.",
        )


def check_notes(chosen: argparse.Namespace, cohort: Cohort, study: Study) -> None:
    """Raise JourneyError where no case asked for has a note of any of the numbers given."""
    from journeyviewer.export.leaving import chosen_cases
    from journeyviewer.model.study import Note

    if not chosen.notes:
        return
    most = max(
        sum(isinstance(item, Note) for item in study.of_case(case.id))
        for case in chosen_cases(cohort, chosen.case)
    )
    if min(chosen.notes) > most:
        raise JourneyError(
            f"There is no note {min(chosen.notes)}.",
            f"Notes are numbered up to {most}." if most else "Leave out --notes: there is none.",
        )


def is_of_a_case(chosen: argparse.Namespace) -> bool:
    """Whether something is chosen that only the figure of one case can show."""
    from journeyviewer.export.leaving import WHOLE

    choice = replace(choice_of(chosen), event=None)
    return choice != WHOLE or bool(chosen.title) or chosen.tiles > 1 or chosen.one_file


def _keys(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _numbers(text: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        last = last or first
        if not (first.isdecimal() and last.isdecimal() and 0 < int(first) <= int(last) < 10_000):
            raise argparse.ArgumentTypeError(f"“{part}” is no number; write 1-12,15")
        found |= set(range(int(first), int(last) + 1))
    return frozenset(found)


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
