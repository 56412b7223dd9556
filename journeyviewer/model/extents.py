"""How far the records of each lane of a case reach, which is shown of very many cases at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.lanes import lanes
from journeyviewer.model.times import EndState, FuzzyDate

POINT = 44
"""Days that a single day takes at least, so that it can be seen in a strip of many years."""
Days = tuple[int, int]
"""The first day and the last, as ordinals."""
N = TypeVar("N", int, float)


class Outline(NamedTuple):
    """What a record looks like from afar."""

    lane: str
    category: str | None
    kind: Kind
    start: FuzzyDate
    end: FuzzyDate | None
    end_state: EndState
    suggested: bool = False


class Extent(NamedTuple):
    """How many records a lane has, how many of these are suggestions, and when the others are.

    `recorded` and `silent` are stretches of days in order, none of which touch: of records, and of
    those that say that nothing was recorded.
    """

    records: int
    suggested: int
    recorded: Sequence[Days]
    silent: Sequence[Days]


def extents_of(case: Case) -> Mapping[str, Extent]:
    """Return how far each lane with records reaches; entries left for later are not made for it."""
    later = case.later
    found = later.extents() if later is not None else None
    return extents(case.entries, case.read_on) if found is None else found


def extents(records: Sequence[Outline | Entry], read_on: date | None) -> dict[str, Extent]:
    """Return how far each lane of these records reaches; those still going on until `read_on`.

    That is the last day in them where the day of reading is not known.
    """
    last = read_on or _last_day(records)
    suggested: Counter[str] = Counter()
    found: dict[tuple[str, str | None], list[Days | None]] = {}
    for record in records:
        if record.suggested:
            suggested[record.lane] += 1
            continue
        alike = found.get((record.lane, record.category))
        if alike is None:
            alike = found[record.lane, record.category] = []
        alike.append(_stretch(record, last))
    made = {}
    for lane in dict.fromkeys((*(lane for lane, _ in found), *suggested)):
        own = [(kind in _silent(), all_days) for kind, all_days in found.items() if kind[0] == lane]
        both: tuple[list[Days], list[Days]] = ([], [])
        for is_silent, all_days in own:
            both[is_silent].extend(filter(None, all_days))
        count = sum(len(all_days) for _, all_days in own) + suggested[lane]
        made[lane] = Extent(count, suggested[lane], *map(joined, both))
    return made


def encode_extents(found: Mapping[str, Extent]) -> list[object]:
    """Return extents as a list of JSON."""
    return [(lane, *extent) for lane, extent in found.items()]


def decode_extents(data: Any) -> dict[str, Extent]:
    """Return the extents of `encode_extents`; raises ValueError or TypeError for anything else."""
    found = {}
    for lane, records, suggested, *both in data:
        recorded, silent = [[(int(first), int(last)) for first, last in days] for days in both]
        found[str(lane)] = Extent(int(records), int(suggested), recorded, silent)
    return found


def joined(stretches: Iterable[tuple[N, N]]) -> list[tuple[N, N]]:
    """Return stretches in order, those that touch made one."""
    made: list[tuple[N, N]] = []
    for first, last in sorted(stretches):
        if made and first <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], last)
        else:
            made.append((first, last))
    return made


@cache
def _silent() -> frozenset[tuple[str, str]]:
    """Return the categories that say that nothing was recorded, with their lanes."""
    return frozenset(
        (lane.key, item.code)
        for lane in lanes()
        for item in lane.categories
        if item.drawn == "notrec"
    )


def _last_day(records: Iterable[Outline | Entry]) -> date | None:
    days = [
        when.last
        for record in records
        for when in (record.start, record.end)
        if when is not None and when.known
    ]
    return max(days, default=None)


def _stretch(record: Outline | Entry, last: date | None) -> Days | None:
    start, end = record.start, record.end
    if not start.known:
        return None
    first = start.first.toordinal()
    shown = first + POINT
    if record.kind is Kind.SPELL or record.kind is Kind.COUNT:
        if end is not None and end.known:
            return first, max(end.last.toordinal(), shown)
        if record.end_state is EndState.OPEN and last is not None:
            return first, max(last.toordinal(), shown)
    return first, shown
