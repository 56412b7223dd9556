"""Kills while saving: `python -m tests.faults.kills FOLDER COUNT SEED` prints a tally.

A child is split off for each kill, works, and is killed at a random moment. What it said was saved
must be there, and the next writer gets in without being asked anything.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from journeyviewer.study.faults import StudyError
from journeyviewer.study.store import StudyFile
from tests.study.help import do, state_after, state_of, steps


def work(path: Path, seed: int, said: int) -> None:
    """Save one step after another and say so after each."""
    file = StudyFile.open(path)
    for step in steps(seed, 2_000):
        do(file, step)
        os.write(said, b".")
    os._exit(0)


def one(folder: Path, seed: int) -> tuple[bool, bool]:
    """Return whether the file could be read and whether everything saved was there."""
    path = folder / f"Kill {seed}.jvstudy"
    StudyFile.create(path, "A study", "R. Reader").close()
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            work(path, seed, said)
        finally:
            os._exit(1)
    os.close(said)
    time.sleep(random.Random(seed).uniform(0.001, 0.06))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    count = 0
    while data := os.read(heard, 65_536):
        count += len(data)
    os.close(heard)
    done = steps(seed, 2_000)
    try:
        file = StudyFile.open(path)
    except StudyError:
        return False, False
    whole = state_of(file) in (state_after(done[:count]), state_after(done[: count + 1]))
    writable = file.read_only == ""
    file.close()
    path.unlink()
    return writable, whole


def main(folder: Path, count: int, seed: int) -> int:
    """Kill `count` times; 1 when anything was lost."""
    results = [one(folder, seed + number) for number in range(count)]
    unreadable = sum(not readable for readable, _ in results)
    lost = sum(readable and not whole for readable, whole in results)
    print(f"{count} kills: {unreadable} unreadable, {lost} lost a saved step")
    return 1 if unreadable or lost else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
