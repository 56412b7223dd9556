"""Power cuts and failing calls on a mounted drive of our own, the program's code as it is.

`python -m tests.faults.power_fs FOLDER CUTS SEED STEP` cuts, then lets one call in STEP of each act
fail.
"""

from __future__ import annotations

import itertools
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.acts import ACTS, LONG, Act, done, empty, look
from tests.faults.losing import Cut
from tests.faults.mounted import FAULTS, KILL, OFF, Mounted
from tests.faults.victims import split

CHANGES = (
    *("write", "fsync", "fsyncdir", "setattr", "create"),
    *("mkdir", "rename", "rename2", "unlink", "rmdir"),
)
"""Calls after which a cut leaves something else than before."""

SAVES_OF_TEN = 5
"""Of ten cuts so many are made while notes are saved, the others in each other act by turns."""


@dataclass
class Tally:
    """How much was broken off, of what kinds, and what went wrong."""

    count: int = 0
    met: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, kind: str, where: str, met: bool, wrong: str) -> None:
        self.count += 1
        self.met += met
        self.kinds[kind] += 1
        if wrong:
            self.wrong.append(f"{where}: {wrong}")

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(self.kinds.items()))
        lines = [f"{self.count} ({kinds}), {self.met} of them in the middle: "]
        lines[0] += f"{len(self.wrong)} went wrong"
        return "\n  ".join(lines + self.wrong[:40])


def calls_of(drive: Mounted, act: Act) -> int:
    """Return how many calls an act makes when nothing is amiss."""
    _ready(drive, act)
    drive.fail("", 0, kinds=CHANGES)
    folder = drive.folder
    said = split(lambda say: done(act, folder, say)).end(None)
    if b"F" not in said:
        raise RuntimeError(f"the act itself does not work: {said!r}")
    return drive.count()


def cut(drive: Mounted, act: Act, kind: Cut, at: int, seed: int) -> tuple[bool, str]:
    """Cut the power at call number `at`; return whether it was in the middle, and what is wrong."""
    _ready(drive, act)
    drive.fail(OFF, at, kinds=CHANGES)
    folder = drive.folder
    said = split(lambda say: done(act, folder, say)).end(None)
    met = drive.hit() != ""
    drive.power_on(kind, seed)
    # Errors told after the power went are of no interest, but what was said before is.
    return met, look(act, folder, said if b"X" not in said else said[: said.index(b"X")])


def fault(
    drive: Mounted, act: Act, what: str, at: int, kinds: tuple[str, ...] = ()
) -> tuple[str, str]:
    """Let one call fail; return the kind of call it was, "" for none, and what is wrong."""
    _ready(drive, act)
    drive.fail(what, at, kinds=kinds)
    folder = drive.folder
    said = split(lambda say: done(act, folder, say)).end(None)
    hit = drive.hit()
    drive.settle()
    wrong = look(act, folder, said)
    if not wrong and what != KILL and b"F" not in said and b"E" not in said:
        wrong = "it ended without a word"
    return hit, wrong


def _ready(drive: Mounted, act: Act) -> None:
    drive.settle()
    name = next(name for name, one in ACTS.items() if one is act)
    if not drive.recall(name):
        empty(drive.folder)
        act.ready(drive.folder)
        drive.settle()
        drive.remember(name)


def cuts(drive: Mounted, first: int, go_on: Callable[[int], bool]) -> Tally:
    """Cut the power for as long as `go_on` says, in every act and every kind of cut by turns."""
    tally = Tally()
    calls = {name: calls_of(drive, act) for name, act in ACTS.items()}
    others = itertools.cycle([name for name in ACTS if name not in LONG])
    for seed in itertools.count(first):
        if not go_on(tally.count):
            break
        name = "save long" if seed % 10 < SAVES_OF_TEN else next(others)
        kind = list(Cut)[(seed // 10 + seed) % len(Cut)]
        at = random.Random(seed).randint(1, calls[name] + 1)
        met, wrong = cut(drive, ACTS[name], kind, at, seed)
        tally.add(kind.value, f"{name}, {kind.value}, call {at}, seed {seed}", met, wrong)
    return tally


def faults(drive: Mounted, step: int, go_on: Callable[[int], bool]) -> Tally:
    """Let every call, or one in `step`, of each act fail in every way it can."""
    tally = Tally()
    acts = {name: act for name, act in ACTS.items() if name not in LONG}
    for name, act in acts.items():
        for what in (KILL, *FAULTS):
            # A kill between two looks leaves what the next change would find; a look fails by EIO.
            kinds = () if what == "EIO" else (*CHANGES, "open")
            at, hit = 1, "some"
            while hit and go_on(tally.count):
                hit, wrong = fault(drive, act, what, at, kinds)
                if hit:
                    tally.add(f"{name}: {what}", f"{name}, {what} at {hit}, call {at}", True, wrong)
                at += step
    return tally


def main(folder: Path, count: int, seed: int, step: int) -> int:
    """Cut `count` times, then let one call in `step` fail; 1 when anything was lost."""
    with tempfile.TemporaryDirectory(dir=folder) as place, Mounted(Path(place)) as drive:
        tally = cuts(drive, seed, lambda done: done < count)
        print(f"G3 power cuts of a mounted drive: {tally}", flush=True)
        every = faults(drive, step, lambda done: True)
        print(f"G2 failing calls on a mounted drive: {every}", flush=True)
    return 1 if tally.wrong or every.wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:5])))
