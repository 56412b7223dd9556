"""A clock that jumps, and memory and file handles that run out: `python -m tests.faults.scarce`.

A victim is split off for each step of a limit, and does everything a study is for under it.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from journeyviewer.study import backups, store
from journeyviewer.study.faults import StudyError
from journeyviewer.study.store import StudyFile
from tests.faults.victims import Say, split
from tests.study.help import note, state_of

LARGE = 3_000_000
MEMORY = range(0, 64, 2)
"""Megabytes that may still be taken."""
HANDLES = range(16)
"""File handles that may still be opened."""
JUMPS = (-86_400 * 400, -3_600, -61, 0, 1, 3_600, 86_400 * 30)


def _limit(what: str, left: int) -> None:
    if what == "memory":
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + left * 1_000_000,) * 2)
    else:
        highest = max(int(name) for name in os.listdir("/proc/self/fd"))
        held = [os.open("/dev/null", os.O_RDONLY) for _ in range(20)]
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(highest, *held) + 1,) * 2)
        for handle in held[:left]:
            os.close(handle)


def _work(path: Path, what: str, left: int, say: Say) -> None:
    """Open, save small and large, keep a draft and back up; say what was saved."""
    text = "words " * (LARGE // 6)
    opened: list[StudyFile] = []

    def act(mark: bytes, number: int) -> None:
        acts = (
            lambda: opened.append(StudyFile.open(path)),
            lambda: opened[0].put(note("small", "small")),
            lambda: opened[0].put(note("large", text)),
            lambda: backups.back_up(opened[0]),
        )
        try:
            acts[number]()
            say(mark)
        except (StudyError, MemoryError):
            say(b"e")

    late = left % 2 == 1
    if late:
        act(b"o", 0)
    _limit(what, left)
    if not late:
        act(b"o", 0)
    if opened and not opened[0].read_only:
        for number, mark in enumerate((b"s", b"l", b"b"), 1):
            act(mark, number)


def limited(folder: Path, what: str, left: int) -> tuple[bytes, str]:
    """Work under a limit; return what was said, and what went wrong."""
    path = folder / f"{what} {left}.jvstudy"
    file = StudyFile.create(path, "A study", "R. Reader")
    file.put(note("before", "kept"))
    file.close()
    said = split(lambda say: _work(path, what, left, say)).end(None)
    file = StudyFile.open(path)
    found, read_only = state_of(file), file.read_only
    file.close()
    missing = {"before"} | ({"small"} if b"s" in said else set())
    missing |= {"large"} if b"l" in said else set()
    missing -= set(found)
    wrong = read_only or (f"{missing} is lost" if missing else "")
    if len(said) not in (1, 4):
        wrong = wrong or f"it ended without a word after {said!r}"
    for one in backups.backups(path):
        backups.verify(one)
    return said, wrong


def clock(folder: Path, seed: int) -> str:
    """Save while the clock jumps, and look at order and history; "" is well."""
    chance = random.Random(seed)
    now = [datetime(2026, 3, 29, 0, 59, 50, tzinfo=UTC)]

    def jumping() -> datetime:
        now[0] += timedelta(seconds=chance.choice(JUMPS))
        return now[0]

    path = folder / f"Clock {seed}.jvstudy"
    with (
        mock.patch.object(store, "utc_now", jumping),
        mock.patch.object(backups, "utc_now", jumping),
    ):
        file = StudyFile.create(path, "A study", "R. Reader")
        for number in range(30):
            file.put(note(f"n{number % 7}", f"text {number}"))
            if number % 10 == 9:
                backups.back_up(file)
        file.close()
    file = StudyFile.open(path)
    found, history = state_of(file), list(file.revisions())
    file.close()
    wanted = {f"n{number % 7}": f"text {number}" for number in range(30)}
    pairs = zip(history, history[1:], strict=False)
    noted = [
        later.clock_back == (later.time < before.time - timedelta(seconds=1))
        for before, later in pairs
    ]
    kept = [backups.verify(one) for one in backups.backups(path)]
    if found != wanted or [one.seq for one in history] != list(range(1, len(history) + 1)):
        return "the order is lost"
    if not all(noted):
        return "a clock set back is not noted"
    return "" if 31 in kept else f"the newest backup is not there: {kept}"


def main() -> int:
    """Go through each limit and some jumping clocks; print what went wrong."""
    wrong: list[str] = []
    refused = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, steps in (("memory", MEMORY), ("handles", HANDLES)):
            for left in steps:
                said, why = limited(folder, what, left)
                refused += b"e" in said
                wrong += [f"{left} of {what} left: {why}"] if why else []
        wrong += [
            f"clock, seed {seed}: {why}" for seed in range(20) if (why := clock(folder, seed))
        ]
    count = len(MEMORY) + len(HANDLES)
    print(
        f"F30 F34 F35 20 clocks that jump, {count} limits ({refused} refused something): "
        f"{len(wrong)} went wrong",
        *wrong,
        sep="\n  ",
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
