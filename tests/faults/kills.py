"""Kills while saving: `python -m tests.faults.kills FOLDER COUNT SEED` prints a tally.

Most victims are split off from this process, some are programs started for it. They are killed at
any moment, or by themselves inside a write, a sync or a truncation. Then two readers look: SQLite
as it comes with Python at a copy, and the program at the file itself.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import apsw

from journeyviewer.study.faults import StudyError
from journeyviewer.study.opening import journal_of
from journeyviewer.study.store import StudyFile
from tests.faults.victims import Say, Victim, split
from tests.study.help import do, state_after, state_of, steps

STEPS = 250
LONGEST = 0.06
"""Seconds of saving before a kill at any moment."""
STARTED_EVERY = 100
"""Of so many victims one is a program started for it."""
COUNTED_EVERY = 3
"""Of so many victims one is killed inside a counted call."""
SUSPENDED = "kills-itself"


@dataclass(frozen=True)
class Tally:
    """How many kills there were, what they met, and what was lost."""

    kills: int = 0
    started: int = 0
    counted: int = 0
    cut_off: int = 0
    acknowledged: int = 0
    unreadable: int = 0
    lost: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(self._all(), other._all(), strict=True)))

    def _all(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.started} of programs started for it, {self.counted} inside "
            f"a counted call; {self.cut_off} left a save half done; {self.acknowledged} steps had "
            f"been said to be saved): {self.unreadable} unreadable, {self.lost} lost a saved step"
        )


class _File(apsw.VFSFile):
    """A file of the engine that ends the process inside a counted call, half of it done."""

    def __init__(self, left: list[int], name: Any, flags: Any) -> None:
        self.left = left
        super().__init__("unix", name, flags)

    def _last(self) -> bool:
        self.left[0] -= 1
        return self.left[0] == 0

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        if self._last():
            super().xWrite(data[: len(data) // 2], offset)
            os.kill(os.getpid(), signal.SIGKILL)
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        if self._last():
            os.kill(os.getpid(), signal.SIGKILL)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        if self._last():
            os.kill(os.getpid(), signal.SIGKILL)


class _Layer(apsw.VFS):
    def __init__(self, calls: int) -> None:
        self.left = [calls]
        super().__init__(SUSPENDED, "unix")

    def xOpen(self, name: Any, flags: Any) -> _File:  # noqa: N802
        return _File(self.left, name, flags)


def work(path: Path, seed: int, say: Say, calls: int = 0) -> None:
    """Save one step after another and say so after each; die inside call number `calls`."""
    layer = _Layer(calls) if calls else None
    file = StudyFile.open(path, vfs=SUSPENDED if layer else "")
    for step in steps(seed, STEPS):
        do(file, step)
        say(b".")


def _started(path: Path, seed: int) -> Victim:
    """Start a program of its own and wait until it has saved something."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.kills", "--victim", str(path), str(seed)],
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    victim = Victim(child.pid, os.dup(child.stdout.fileno()))
    child.stdout.close()
    # The victim is waited for by its number.
    child.returncode = 0
    if not victim.hears(60):
        raise RuntimeError("a program started to be killed saved nothing in a minute")
    return victim


def one(folder: Path, seed: int, template: Path) -> Tally:
    """Kill one victim; return what was found."""
    chance = random.Random(seed)
    path = folder / f"Kill {seed}.jvstudy"
    shutil.copyfile(template, path)
    started = seed % STARTED_EVERY == 0
    calls = 0 if started or seed % COUNTED_EVERY else chance.randint(1, 300)
    if started:
        victim = _started(path, seed)
    else:
        victim = split(lambda say: work(path, seed, say, calls))
    if calls:
        said = victim.end(None)
    else:
        time.sleep(chance.uniform(0.001, LONGEST))
        said = victim.end()
    count = len(said)
    tally = Tally(1, int(started), int(calls > 0), int(_half_done(path)), count)
    found = look(path, steps(seed, STEPS), count)
    for left in folder.glob(f"Kill {seed}.jvstudy*"):
        left.unlink()
    return replace(tally, unreadable=int(found == "unreadable"), lost=int(found == "lost"))


def look(path: Path, done: list[tuple[str, str]], count: int) -> str:
    """Return "" when a file holds the state of `count` saved steps or of one more."""
    wanted = (state_after(done[:count]), state_after(done[: count + 1]))
    copy = path.with_name(f"{path.name}.copy")
    shutil.copyfile(path, copy)
    if journal_of(path).exists():
        shutil.copyfile(journal_of(path), journal_of(copy))
    try:
        by_another = read_by_another(copy)
        file = StudyFile.open(path)
    except (StudyError, sqlite3.Error, ValueError):
        return "unreadable"
    found, writable = state_of(file), file.read_only == ""
    file.close()
    if not writable:
        return "unreadable"
    return "" if found in wanted and by_another == found else "lost"


def read_by_another(path: Path) -> dict[str, str]:
    """Return the notes in a study as Python's own SQLite reads them, with no code of ours."""
    connection = sqlite3.connect(path)
    try:
        state: dict[str, str] = {}
        rows = connection.execute("SELECT operation, item, body FROM revisions ORDER BY seq")
        for operation, item, body in rows:
            if operation == "put":
                state[item] = json.loads(body)["text"]
            elif operation == "remove":
                state.pop(item)
        return state
    finally:
        connection.close()


def _half_done(path: Path) -> bool:
    journal = journal_of(path)
    return journal.exists() and journal.stat().st_size > 0


def run(folder: Path, first: int, go_on: Callable[[int], bool], report: bool = False) -> Tally:
    """Kill for as long as `go_on` says of the number of kills so far."""
    template = folder / "Template.jvstudy"
    if not template.exists():
        StudyFile.create(template, "A study", "R. Reader").close()
    tally = Tally()
    while go_on(tally.kills):
        tally += one(folder, first + tally.kills, template)
        if report and tally.kills % 1_000 == 0:
            print(f"   {tally}", flush=True)
    return tally


def main(folder: Path, count: int, seed: int) -> int:
    """Kill `count` times; 1 when anything was lost."""
    tally = run(folder, seed, lambda done: done < count)
    print(tally)
    return 1 if tally.unreadable or tally.lost else 0


if __name__ == "__main__":
    if sys.argv[1] == "--victim":
        work(Path(sys.argv[2]), int(sys.argv[3]), lambda words: os.write(1, words) and None)
    else:
        sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
