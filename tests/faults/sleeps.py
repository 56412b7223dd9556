"""A laptop that sleeps while it saves: the program is stopped at any moment and wakes up later.

Meanwhile the file's time may have changed, or a sync may have put another file in its place.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.store import StudyFile
from tests.faults.victims import Say, split
from tests.study.help import do, state_after, state_of, steps

STEPS = 400
PATIENCE = 60.0


@dataclass
class Woken:
    """What was found: steps said to be saved, the fault that was told, and whether all is there."""

    saved: int
    fault: str
    whole: bool
    untouched: bool


def one(folder: Path, seed: int, replaced: bool) -> Woken:
    """Stop a saving program at a random moment, change or replace its file, wake it up."""
    chance = random.Random(seed)
    path, other = folder / f"Sleep {seed}.jvstudy", folder / f"Other {seed}.jvstudy"
    for new in (path, other):
        StudyFile.create(new, "A study", "R. Reader").close()
    victim = split(lambda say: _work(path, seed, say))
    # At work on this file before another takes its place, however slow the machine is.
    victim.hears(PATIENCE)
    time.sleep(chance.uniform(0.0, 0.08))
    victim.stop()
    kept = path
    if replaced:
        kept = folder / f"Kept {seed}.jvstudy"
        path.rename(kept)
        journal = path.with_name(path.name + "-journal")
        if journal.exists():
            # A save may be half done: its journal goes with its file.
            journal.rename(kept.with_name(kept.name + "-journal"))
        shutil.copyfile(other, path)
    else:
        os.utime(path, (1_000_000_000, 1_000_000_000))
    time.sleep(0.05)
    victim.send(signal.SIGCONT)
    heard_all = victim.end(None)
    saved, fault = heard_all.count(b"."), heard_all.replace(b".", b"").decode()
    untouched = not replaced or path.read_bytes() == other.read_bytes()
    return Woken(saved, fault, _whole(kept, seed, saved), untouched)


def _work(path: Path, seed: int, say: Say) -> None:
    file = StudyFile.open(path)
    for step in steps(seed, STEPS):
        try:
            do(file, step)
        except StudyError as error:
            say(error.fault.value.encode())
            return
        say(b".")


def _whole(path: Path, seed: int, saved: int) -> bool:
    done = steps(seed, STEPS)
    try:
        file = StudyFile.open(path)
    except StudyError:
        return False
    found = state_of(file)
    file.close()
    return found in (state_after(done[:saved]), state_after(done[: saved + 1]))


REPLACED = Fault.REPLACED.value
