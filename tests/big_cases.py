"""Invented cases of any size, always the same for a seed, for tests of speed and of exactness."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from journeyviewer.model.chronology import Case, Coverage, Entry, EntryId, Kind, Sex, SourceRow
from journeyviewer.model.lanes import lane, lanes
from journeyviewer.model.times import EndState, FuzzyDate, Precision, day, month

BORN = date(1998, 5, 9)
READ_ON = date(2015, 11, 18)
FIRST = date(1998, 6, 1)

SHARES = {
    "legal": 4,
    "residence": 8,
    "education": 6,
    "referrals": 20,
    "cse": 9,
    "missing": 22,
    "support": 5,
    "voice": 4,
    "health": 9,
    "substances": 3,
    "family": 4,
    "justice": 6,
}
"""Records of each lane in a hundred."""
SPELLS = {"referrals": 0.15, "cse": 0.3, "missing": 0.97, "support": 0.85, "health": 0.15}
"""Share of a lane's records that are spells; a half unless named, none without categories."""


def big_case(count: int, *, seed: int = 1, id: str = "1") -> Case:
    """Return a case of exactly `count` records, most of them in the last years before reading."""
    chance = random.Random(f"{seed}/{count}")
    entries: list[Entry] = []
    for key in SHARES:
        entries += _lane_entries(key, _share(key, count), chance)
    return _case(entries, id)


def placements_case(count: int = 184, *, seed: int = 1) -> Case:
    """Return a case with `count` placements end to end and a few records besides."""
    chance = random.Random(seed)
    rest = [
        entry
        for key in ("legal", "referrals", "missing", "support")
        for entry in _lane_entries(key, 12, chance)
    ]
    return _case([*_end_to_end("residence", count, chance), *rest], "1")


def busy_case(placements: int = 184, others: int = 500, *, seed: int = 1) -> Case:
    """Return a case with so many placements end to end, and as many other records as are asked."""
    chance = random.Random(seed)
    rest = [entry for entry in big_case(others, seed=seed).entries if entry.lane != "residence"]
    return _case([*_end_to_end("residence", placements, chance), *rest], "1")


def _share(key: str, count: int) -> int:
    """Return a lane's number of records; the last lane takes what rounding leaves."""
    keys = list(SHARES)
    done = sum(count * SHARES[name] // 100 for name in keys[:-1])
    return count - done if key == keys[-1] else count * SHARES[key] // 100


def _case(entries: list[Entry], id: str) -> Case:
    numbered = [
        replace(entry, id=EntryId(f"entry-{number}"), order=number)
        for number, entry in enumerate(entries, start=1)
    ]
    return Case(
        id=id,
        sex=Sex.FEMALE,
        birth=day(BORN),
        read_on=READ_ON,
        entries=tuple(sorted(numbered, key=lambda entry: (entry.start.first, entry.order))),
        coverage=(Coverage("Case file", "all", None, None),),
    )


def _lane_entries(key: str, count: int, chance: random.Random) -> list[Entry]:
    kinds = [item for item in lane(key).categories if item.drawn != "none"]
    share = SPELLS.get(key, 0.5) if kinds else 0.0
    spells = round(count * share)
    events = [_event(key, _when(chance), chance) for _ in range(count - spells)]
    if key == "missing":
        return [*events, *(_episode(chance) for _ in range(spells))]
    if lane(key).exclusive:
        return [*events, *_end_to_end(key, spells, chance)]
    return [*events, *_overlapping(key, spells, chance)]


def _when(chance: random.Random) -> date:
    """Return a day; two in three fall in the last four years."""
    years = chance.choice((4.0, 4.0, 17.4))
    return READ_ON - timedelta(days=chance.random() * years * 365.25)


def _end_to_end(key: str, count: int, chance: random.Random) -> Iterator[Entry]:
    """Yield spells that follow one another, shorter and shorter towards the reading."""
    starts = sorted([FIRST, *(_when(chance) for _ in range(count - 1))][:count])
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        yield _spell(key, start, end, chance)


def _overlapping(key: str, count: int, chance: random.Random) -> Iterator[Entry]:
    for _ in range(count):
        start = _when(chance)
        end = start + timedelta(days=round(chance.expovariate(1 / 60)))
        yield _spell(key, start, min(end, READ_ON), chance)


def _episode(chance: random.Random) -> Entry:
    start = _when(chance)
    end = min(READ_ON, start + timedelta(days=chance.choice((0, 0, 1, 1, 2, 5))))
    known = {"return_interview": chance.choice(("yes", "no"))} if chance.random() < 0.8 else {}
    return replace(_spell("missing", start, end, chance), attributes=known)


def _spell(key: str, start: date, end: date | None, chance: random.Random) -> Entry:
    found = chance.choice([item for item in lane(key).categories if item.drawn != "none"])
    marks = {}
    if key == "residence":
        marks = {"planned": chance.random() < 0.5, "out_of_area": chance.random() < 0.4}
    return Entry(
        id=EntryId(""),
        kind=Kind.SPELL,
        lane=key,
        record_lane=found.record_lane,
        category=found.code,
        label=found.label,
        short_forms=(found.short,) if found.short else (),
        start=_written(start, chance),
        end=None if end is None else _written(end, chance),
        end_state=EndState.OPEN if end is None else EndState.CLOSED,
        attributes=marks,
        sources=(SourceRow("invented.csv", None, 2),),
    )


def _event(key: str, when: date, chance: random.Random) -> Entry:
    found = chance.choice(lane(key).events) if lane(key).events else None
    scored = found is not None and found.shape == "boxed"
    return Entry(
        id=EntryId(""),
        kind=Kind.SCORE if scored else Kind.EVENT,
        lane=key,
        record_lane=found.record_lane if found else lane(key).record_lanes[0],
        category=found.code if found else None,
        label=found.label if found else "Note",
        start=_written(when, chance),
        value=chance.randrange(1, 30) if scored else None,
        sources=(SourceRow("invented.csv", None, 2),),
    )


def _written(when: date, chance: random.Random) -> FuzzyDate:
    """Return a day as a file gives it: mostly exact, one in twelve to the month."""
    if chance.random() < 1 / 12:
        return month(when.year, when.month)
    if chance.random() < 1 / 60:
        return FuzzyDate(when, when, Precision.DAY, approximate=True, raw=f"about {when}")
    return day(when)


assert set(SHARES) == {item.key for item in lanes()} - {"other"}
