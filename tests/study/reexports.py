"""Chronologies that are exported again: rows come, go, are reworded, renamed and moved."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from journeyviewer.model.chronology import Entry, EntryId, Kind
from journeyviewer.model.times import day

LANES = {
    "legal": ("full_care", "interim_care", "section_20"),
    "residence": ("foster", "childrens_home", "secure"),
    "education": ("school", "excluded"),
    "missing": ("missing",),
    "referrals": ("contact", "strategy"),
}
PLACES = ("Elm House", "Oldtown", "Riverside", "Mill Lane school", "Harbour unit", "North office")
WHAT = (
    "Moved to {place} after a meeting of all workers",
    "Strategy meeting held at {place} with police and health",
    "Social worker visited at {place} and saw her alone",
    "Reported missing from {place}, back by the morning",
    "School reports lateness, {place} asked to help",
    "Mother asks for support, referral sent to {place}",
    "Review finds the plan of {place} works well",
    "Mentor from {place} keeps weekly contact",
    "Allegation shared with {place}, enquiry opened",
    "Health check done at {place}, dentist to follow",
    "Grandmother offers weekends, {place} to assess",
    "Young person says that {place} listens to her",
)
WHO = ("duty worker", "team manager", "key worker", "youth worker", "nurse", "tutor", "chair")
THEN = (
    "no further action",
    "plan to be updated within a week",
    "letter sent to parents",
    "to be looked at again next month",
    "agreed by all present",
    "call logged out of hours",
)


def chronology(seed: int, rows: int = 420, twins: int = 20) -> list[Entry]:
    chance = random.Random(seed)
    entries = []
    for number in range(rows - twins):
        lane = chance.choice(list(LANES))
        what = chance.choice(WHAT).format(place=chance.choice(PLACES))
        words = f"{what}; {chance.choice(WHO)}, {chance.choice(THEN)}"
        entries.append(
            Entry(
                id=EntryId(f"old-{number}"),
                kind=Kind.EVENT,
                lane=lane,
                record_lane=lane,
                category=chance.choice(LANES[lane]),
                label=words,
                words=words,
                start=day(date(2009, 1, 1) + timedelta(days=chance.randrange(2500))),
            )
        )
    for number, twin in enumerate(chance.sample(entries, twins)):
        entries.append(replace(twin, id=EntryId(f"twin-{number}")))
    return sorted(entries, key=lambda entry: entry.start.first)


def exported_again(
    entries: list[Entry], seed: int, strong: bool
) -> tuple[list[Entry], dict[str, str]]:
    """Return the new reading and what each old id has become ("" when its row is gone)."""
    chance = random.Random(seed)
    rate = 2.0 if strong else 1.0
    codes = {place: f"Place {letter}" for place, letter in zip(PLACES, "ABCDEF", strict=True)}
    renamed = set(PLACES) if strong else {PLACES[0]}
    new, became = [], {}
    twins: dict[tuple[date, str], bool] = {}
    for number, entry in enumerate(entries):
        key = (entry.start.first, entry.words)
        if key in twins:
            gone = twins[key]
        else:
            gone = twins[key] = chance.random() < 0.02 * rate
        if gone:
            became[str(entry.id)] = ""
            continue
        words, start = entry.words, entry.start
        salted = random.Random(f"{seed} {key}")
        for place in sorted(renamed):
            words = words.replace(place, codes[place])
        if salted.random() < 0.10 * rate:
            pieces = words.split()
            del pieces[salted.randrange(len(pieces))]
            pieces.insert(salted.randrange(len(pieces)), salted.choice(("also", "then", "later")))
            words = " ".join(pieces)
        if salted.random() < 0.05 * rate:
            start = day(start.first + timedelta(days=salted.choice((-1, 1))))
        made = EntryId(f"new-{number}")
        became[str(entry.id)] = str(made)
        new.append(replace(entry, id=made, words=words, label=words, start=start))
    for number, extra in enumerate(chronology(seed + 5_000, int(20 * rate), 0)):
        new.append(replace(extra, id=EntryId(f"extra-{number}")))
    return sorted(new, key=lambda entry: entry.start.first), became
