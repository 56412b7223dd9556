"""Rare kinds of record in broader classes: what under five cases have is not named apart."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from journeyviewer.model.chronology import Case, Cohort, Entry
from journeyviewer.model.counts import drawn
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.values import dataclass
from journeyviewer.paths import resource

FEW = 5
"""Cases that share something under which it is pointed out (see resources/disclosure)."""
SILENT = ("notrec", "none")
"""How kinds are drawn that say that nothing is recorded: they are no kind of event."""
KEPT = ("out_of_area", "planned", "temporary", "own")
"""What a broader record may still say of itself."""

Kind = tuple[str, str]
"""A lane and the code of a category or event kind."""


@dataclass(frozen=True, slots=True)
class Broader:
    """What a kind is shown as: a code of the lane, "" for none, and words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Rare:
    """A kind of record that few cases have, and the broader class there is for it."""

    lane: str
    label: str
    cases: int
    broader: str = ""


@cache
def broader_classes() -> Mapping[Kind, Broader]:
    """Return the broader class of each kind that has one."""
    with resource("disclosure", "broader_classes.csv").open(encoding="utf-8", newline="") as stream:
        return {
            (row["lane"], row["code"]): Broader(row["to"], row["label"])
            for row in csv.DictReader(stream)
        }


def cases_by_kind(cohort: Cohort) -> dict[Kind, int]:
    """Return how many cases have each kind of record."""
    found: dict[Kind, int] = {}
    for case in cohort.cases:
        for kind in {(e.lane, e.category) for e in drawn(case) if e.category is not None}:
            found[kind] = found.get(kind, 0) + 1
    return found


def rare_kinds(cohort: Cohort) -> tuple[Rare, ...]:
    """Return the kinds that under five cases have, the rarest first."""
    known = broader_classes()
    rare = []
    for (lane, code), cases in cases_by_kind(cohort).items():
        item = lane_of(lane).category(code) or lane_of(lane).event(code)
        if cases < FEW and item is not None and getattr(item, "drawn", "") not in SILENT:
            into = known.get((lane, code))
            rare.append(Rare(lane, item.label, cases, into.label if into else ""))
    return tuple(sorted(rare, key=lambda one: (one.cases, one.lane, one.label)))


def broadened(cohort: Cohort) -> Cohort:
    """Return the cohort with rare kinds in their broader classes.

    Their words, codes and details go as well: what is not there cannot be drawn or written. A
    kind without a broader class stays; `rare_kinds` names it.
    """
    counts = cases_by_kind(cohort)
    into = {kind: to for kind, to in broader_classes().items() if 0 < counts.get(kind, 0) < FEW}
    return replace(cohort, cases=tuple(_case(case, into) for case in cohort.cases))


def _case(case: Case, into: Mapping[Kind, Broader]) -> Case:
    entries = tuple(
        _entry(entry, into[entry.lane, entry.category])
        if entry.category is not None and (entry.lane, entry.category) in into
        else entry
        for entry in case.entries
    )
    return replace(case, entries=entries)


def _entry(entry: Entry, to: Broader) -> Entry:
    lane = lane_of(entry.lane)
    known = lane.category(to.code) or lane.event(to.code)
    return replace(
        entry,
        category=to.code or None,
        record_lane=known.record_lane if known else lane.record_lanes[0],
        label=to.label,
        words=to.label,
        short_forms=(),
        detail="",
        code=None,
        value=None,
        attributes={name: value for name, value in entry.attributes.items() if name in KEPT},
        sources=(),
    )
