"""Studies to try things on, and children that are cut off while they save."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from pathlib import Path

from journeyviewer.model.study import ItemId, Note, NoteKind, Target
from journeyviewer.study.store import StudyFile
from journeyviewer.study.undoing import Pair

WORDS = ("school", "placement", "שלום", "😀", "secure", "moved", "strength", "heard", "\u202e", "“")


def note(name: str, text: str = "text", case: str = "YP1") -> Note:
    when = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    return Note(
        id=ItemId(name),
        target=Target(case=case, start=date(2013, 5, 3)),
        kind=NoteKind.OBSERVATION,
        text=text,
        author="R. Reader",
        created=when,
        changed=when,
    )


def new_study(folder: Path, name: str = "Study.jvstudy", passphrase: str = "") -> StudyFile:
    return StudyFile.create(folder / name, "A study", "R. Reader", passphrase or None)


def steps(seed: int, count: int) -> list[tuple[str, str]]:
    """Return what a busy analyst does: items put (65% new, 25% again) and removed (10%)."""
    chance = random.Random(seed)
    known: list[str] = []
    made = []
    for number in range(count):
        dice = chance.random()
        text = " ".join(chance.choices(WORDS, k=chance.randint(5, 60)))
        if dice < 0.65 or not known:
            known.append(f"n{number}")
            made.append((known[-1], text))
        elif dice < 0.9:
            made.append((chance.choice(known), text))
        else:
            made.append((known.pop(chance.randrange(len(known))), ""))
    return made


def do(file: StudyFile, step: tuple[str, str]) -> None:
    name, text = step
    if text:
        file.put(note(name, text))
    else:
        file.remove(ItemId(name))


def take_back(file: StudyFile, pair: Pair) -> None:
    """Give an item what stood before a step, as undo does: as a new step."""
    before, after = pair
    if before is not None:
        file.put(before)
    elif after is not None:
        file.remove(after.id)


def state_after(done: list[tuple[str, str]]) -> dict[str, str]:
    state: dict[str, str] = {}
    for name, text in done:
        if text:
            state[name] = text
        else:
            del state[name]
    return state


def state_of(file: StudyFile) -> dict[str, str]:
    return {str(item.id): item.text for item in file.study.items.values() if isinstance(item, Note)}
