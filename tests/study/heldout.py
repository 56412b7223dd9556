"""A second, harder source of re-exports, kept apart from the one that limits were found on.

Many short entries that say the same on different days, names of people and places exchanged (some
for one common mark), words dropped, added or abbreviated, dates moved, rows that went and rows that
came in their place and look like them. `python -m tests.study.heldout FIRST NOTES` measures.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta

from journeyviewer.model.chronology import Entry, EntryId, Kind
from journeyviewer.model.times import day
from journeyviewer.study.anchoring import anchors_of, find_again

LANES = {
    "missing": ("missing", None),
    "health": ("gp", "hospital", None),
    "police": ("intelligence", "arrest"),
    "family": ("contact", None),
    "education": ("school", "excluded", "tuition"),
}
NAMES = (
    "Aunt Rosa",
    "Kieran",
    "Dr Patel",
    "Marlow Road",
    "The Willows",
    "St Bride’s",
    "Danny",
    "PC Owen",
)
SHORT = (
    "Missing overnight",
    "Missing from {name}",
    "No contact",
    "Returned by police",
    "Not in school",
    "Seen by {name}",
    "Phone call from {name}",
    "Strategy meeting",
)
LONG = (
    "{name} rang to say she had not come home and that her phone was off; police told at {hour}",
    "Seen at {name} with two older males, gave a false name, taken back by {name2}",
    "GP letter: {symptom}, offered an appointment on {date}, {outcome}",
    "Contact with {name} went {how}; she was {mood} afterwards and {then}",
    "School says attendance is {percent} per cent this term, {name} to visit, {outcome}",
    "Return interview offered by {name}, {answer}; she spoke of {topic}",
    "{name} worries about gifts: {gift}; shared with police, {outcome}",
    "Placement at {name} gave notice because of {reason}, new one sought in {area}",
    "Told {name} that she wants to see {name2} more often and that nobody asks her",
    "Core group: {answer}, next one on {date}, {name} to chair",
)
PARTS = {
    "hour": ("22.40", "01.15", "23.05", "midnight"),
    "symptom": ("stomach pain", "weight loss", "poor sleep", "asthma"),
    "date": ("4 June", "11 June", "2 March", "the 9th"),
    "outcome": ("no further action", "not taken up", "referral made", "agreed", "awaiting reply"),
    "how": ("well", "badly", "as planned"),
    "mood": ("upset", "calm", "quiet", "angry"),
    "then": ("slept early", "went out", "rang a friend"),
    "percent": ("42", "58", "73", "91"),
    "answer": ("accepted", "declined", "not offered in time", "no answer"),
    "topic": ("a car", "a flat in town", "older friends", "school"),
    "gift": ("a phone", "trainers", "money", "a bracelet"),
    "reason": ("damage", "going missing", "other residents", "staffing"),
    "area": ("the county", "the north", "town"),
}
ABBREVIATED = {"police": "pol", "school": "sch", "appointment": "appt", "placement": "plcmt"}
DROPPED = (
    "that",
    "and",
    "was",
    "to",
    "with",
    "more",
    "often",
    "early",
    "not",
    "no",
    "two",
    "older",
)


@dataclass(frozen=True)
class Again:
    """A chronology, the same one exported again, and what each old row has become ("": gone)."""

    before: list[Entry]
    after: list[Entry]
    became: dict[str, str]


def re_exported(seed: int, rows: int = 220) -> Again:
    """Return one re-export; everything hangs on the seed."""
    chance = random.Random(f"held out {seed}")
    before = _chronology(chance, rows)
    hard = chance.choice((0.5, 1.0, 2.0))
    names = _exchanged(chance)
    after: list[Entry] = []
    became: dict[str, str] = {}
    for number, entry in enumerate(before):
        if chance.random() < 0.05 * hard:
            became[str(entry.id)] = ""
            if chance.random() < 0.6:
                after.append(_lookalike(chance, entry, names, number))
            continue
        words, start = _with_names(entry.words, names), entry.start
        if chance.random() < 0.12 * hard:
            words = _reworded(chance, words)
        if chance.random() < 0.06 * hard:
            start = day(start.first + timedelta(days=chance.choice((-2, -1, -1, 1, 1, 7))))
        category = entry.category
        if chance.random() < 0.02 * hard:
            category = chance.choice(LANES[entry.lane])
        made = EntryId(f"new-{number}")
        became[str(entry.id)] = str(made)
        after.append(
            replace(entry, id=made, words=words, label=words, start=start, category=category)
        )
    for number, extra in enumerate(_chronology(chance, int(12 * hard))):
        words = _with_names(extra.words, names)
        after.append(replace(extra, id=EntryId(f"extra-{number}"), words=words, label=words))
    chance.shuffle(after)
    return Again(before, sorted(after, key=lambda entry: entry.start.first), became)


def _chronology(chance: random.Random, rows: int) -> list[Entry]:
    entries: list[Entry] = []
    when = date(2010, 1, 1)
    for number in range(rows):
        # Days come in clusters, as a crisis is written up.
        when += timedelta(days=chance.choice((0, 0, 0, 1, 1, 2, 9, 30)))
        lane = chance.choice(list(LANES))
        words = _filled(chance, chance.choice(SHORT if chance.random() < 0.35 else LONG))
        entries.append(
            Entry(
                id=EntryId(f"old-{number}"),
                kind=Kind.EVENT,
                lane=lane,
                record_lane=lane,
                category=chance.choice(LANES[lane]),
                label=words,
                words=words,
                start=day(when),
            )
        )
    for number, twin in enumerate(chance.sample(entries, min(8, rows))):
        entries.append(replace(twin, id=EntryId(f"twin-{number}")))
    return sorted(entries, key=lambda entry: entry.start.first)


def _filled(chance: random.Random, template: str) -> str:
    parts = {name: chance.choice(words) for name, words in PARTS.items()}
    one, two = chance.sample(NAMES, 2)
    return template.format(name=one, name2=two, **parts)


def _exchanged(chance: random.Random) -> dict[str, str]:
    """Return other names for some or all: a code each, or one mark for everybody."""
    some = chance.sample(NAMES, chance.randint(0, len(NAMES)))
    kind = chance.choice(("code", "mark", "other name"))
    if kind == "mark":
        return dict.fromkeys(some, "[name]")
    if kind == "code":
        return {name: f"Person {at}" for at, name in enumerate(some, start=1)}
    others = [
        "Ms Vale",
        "Tariq",
        "Oak Lane",
        "Uncle Bo",
        "Dr Stone",
        "Corner House",
        "Leah",
        "Sgt Hill",
    ]
    return dict(zip(some, chance.sample(others, len(some)), strict=True))


def _with_names(words: str, names: dict[str, str]) -> str:
    for name, other in names.items():
        words = words.replace(name, other)
    return words


def _reworded(chance: random.Random, words: str) -> str:
    pieces = words.split()
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(pieces))
        dice = chance.random()
        if dice < 0.35 and len(pieces) > 2:
            del pieces[at]
        elif dice < 0.6:
            pieces.insert(at, chance.choice(("also", "later", "reportedly", "again", "then")))
        elif dice < 0.8:
            pieces = [ABBREVIATED.get(piece, piece) for piece in pieces]
        else:
            pieces = [piece for piece in pieces if piece not in chance.sample(DROPPED, 2)] or pieces
    return " ".join(pieces)


def _lookalike(chance: random.Random, gone: Entry, names: dict[str, str], number: int) -> Entry:
    """Return another event that is told much like the one that went, on its day or near it."""
    template = next(
        (one for one in (*LONG, *SHORT) if _told_by(one, gone.words)), "Strategy meeting"
    )
    words = gone.words
    while words == gone.words:
        words = _filled(chance, template if "{" in template else chance.choice(SHORT))
    if chance.random() < 0.5:
        # All but one part of it the same.
        words = _one_part_changed(chance, gone.words)
    when = gone.start.first + timedelta(days=chance.choice((-1, 0, 0, 0, 1)))
    words = _with_names(words, names)
    return replace(gone, id=EntryId(f"like-{number}"), words=words, label=words, start=day(when))


def _told_by(template: str, words: str) -> bool:
    pieces = [piece for piece in template.replace("}", "{").split("{")[::2] if piece.strip()]
    return bool(pieces) and all(piece in words for piece in pieces)


def _one_part_changed(chance: random.Random, words: str) -> str:
    choices = [(one, group) for group in (*PARTS.values(), NAMES) for one in group if one in words]
    if not choices:
        return f"{words} twice"
    part, group = chance.choice(choices)
    return words.replace(part, chance.choice([one for one in group if one != part]))


@dataclass
class Tally:
    """What became of notes: with their own entry, with another, or given to a person to say."""

    files: int = 0
    right: int = 0
    wrong: int = 0
    asked: int = 0
    rightly: int = 0

    def __str__(self) -> str:
        notes = self.right + self.wrong + self.asked
        share = self.right / max(1, notes - self.rightly)
        return (
            f"{self.files} re-exports, {notes} notes: {self.right} right, {self.wrong} wrong, "
            f"{self.asked} asked, {self.rightly} of these rightly; {share:.1%} by itself"
        )


def measure(first: int, notes: int) -> Tally:
    """Re-anchor at least so many notes over re-exports of the seeds from `first` on."""
    tally = Tally()
    while tally.right + tally.wrong + tally.asked < notes:
        again = re_exported(first + tally.files)
        tally.files += 1
        before = anchors_of(again.before)
        said = {str(entry.id): entry for entry in again.after}
        for one in find_again(random.Random(tally.files).sample(before, 50), again.after, before):
            wanted = again.became[str(one.before.entry)]
            if one.now is None:
                tally.asked += 1
                tally.rightly += wanted == ""
            elif wanted and _say_the_same(said[str(one.now.entry)], said[wanted]):
                tally.right += 1
            else:
                tally.wrong += 1
    return tally


def _say_the_same(one: Entry, other: Entry) -> bool:
    """True for one entry, and for two that nobody can tell apart."""
    return (one.start, one.lane, one.category, one.words) == (
        other.start,
        other.lane,
        other.category,
        other.words,
    )


if __name__ == "__main__":
    print("G6 held out:", measure(int(sys.argv[1]), int(sys.argv[2])))
