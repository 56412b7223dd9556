"""What an analyst might have written on a case: notes, key developments and phases to draw."""

from __future__ import annotations

from datetime import date, timedelta

from journeyviewer.model.chronology import Case
from journeyviewer.model.items import ItemId
from journeyviewer.model.study import (
    Item,
    KeyDevelopment,
    Note,
    NoteKind,
    Phase,
    Study,
    Target,
    study_of,
)
from journeyviewer.model.times import Minute, date_of
from journeyviewer.study.anchoring import anchor_of
from journeyviewer.timeline.annotating import annotations_of
from journeyviewer.timeline.annotations import Annotations
from journeyviewer.timeline.plan import plan_journey

PHASES = (
    ("Early years: stop-start help", ""),
    ("Worries grow at secondary school", "Worries grow"),
    ("Rapid escalation", ""),
    ("Four placements in ten months", "Four placements"),
    ("Settling, trust and therapy", "Settling"),
    ("Independence", ""),
)
TITLES: tuple[str, ...] = (
    "CP plan",
    "Returns home",
    "First missing",
    "Identified as high risk of CSE",
    "Police",
)
TITLES += ("Secure home", "Care order made", "Specialist home", "Tells keyworker", "Own flat")
TITLES += ("Starts college", "Leaves care")


def study_for(case: Case, notes: int = 30, developments: int = 12, phases: int = 6) -> Study:
    """Return a study with so many notes, key developments and phases of one case."""
    journey = plan_journey(case)
    drawn = [entry for entry in case.entries if entry.start.known and not entry.suggested]
    items: list[Item] = []
    kinds = list(NoteKind)
    for number in range(notes):
        entry = drawn[(number * 7919) % len(drawn)]
        target = Target(case=case.id, anchor=anchor_of(entry, case.entries))
        if number % 10 == 3:
            # A period of one lane.
            start = entry.start.first
            target = Target(
                case=case.id, lane=entry.lane, start=start, end=start + timedelta(days=90)
            )
        elif number % 15 == 4:
            target = Target(case=case.id, start=entry.start.first)
        text = f"Something worth writing down about “{entry.label}”."
        kind = kinds[number % len(kinds)]
        items.append(Note(id=ItemId(f"n{number}"), target=target, kind=kind, text=text))
    for number in range(developments):
        entry = drawn[(number * 1543 + 5) % len(drawn)]
        anchor = anchor_of(entry, case.entries)
        title = TITLES[number % len(TITLES)]
        target = Target(case=case.id, anchor=anchor)
        items.append(KeyDevelopment(id=ItemId(f"k{number}"), target=target, title=title))
    if journey.aligned is not None and developments:
        anchor = anchor_of(journey.aligned.entry, case.entries)
        target = Target(case=case.id, anchor=anchor)
        items[-1] = KeyDevelopment(
            id=ItemId("aligned"), target=target, title="Identified as high risk of CSE"
        )
    bounds = _bounds(journey.start, journey.fold, journey.end, phases)
    for number, (start, end) in enumerate(bounds):
        title, short = PHASES[number % len(PHASES)]
        last = number == phases - 1
        items.append(
            Phase(
                id=ItemId(f"p{number}"),
                case=case.id,
                title=title,
                short=short,
                start=start,
                end=None if last else end,
            )
        )
    return study_of("s", "Study", "AB", items)


def _bounds(start: Minute, fold: Minute | None, end: Minute, count: int) -> list[tuple[date, date]]:
    """Return neighbouring periods: the first one up to the fold, where there is one."""
    if count == 0:
        return []
    middle = fold if fold is not None and count > 1 else start
    rest = count - (middle > start)
    days = [date_of(start)] if middle > start else []
    days += [date_of(Minute(middle + (end - middle) * at // rest)) for at in range(rest + 1)]
    return list(zip(days[:-1], days[1:], strict=True))


def annotations_for(case: Case, **how: int) -> Annotations:
    """Return what is drawn of such a study."""
    return annotations_of(study_for(case, **how), case.id)
