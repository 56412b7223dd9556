"""The long runs: `python3 start.py faults`; kills, power cuts, failing calls, sleep, full drives.

    --minutes N    share so much time between them (15)
    --full         the whole of it: 10,000 kills, 500 of meetings, 2,000 power cuts of each kind of
                   drive, every call; about forty minutes
    --kills N, --cuts N    other numbers than those of --full
    --power-fs     only on a drive of our own that is mounted for it: power cuts, and every call
                   failing; needs Linux, /dev/fuse and root

Two go on at a time. 1 at the end when anything was lost.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.faults import full, mounted, parts

KILLS, CUTS, TYPED, MEETINGS = 10_000, 2_000, 60, 500
MANY = 1_000_000
"""More tries than there are calls to fail: such a part ends by itself."""


@dataclass(frozen=True)
class Task:
    """A module to run with its arguments; `alone` in a mount space of its own."""

    words: tuple[str, ...]
    alone: bool = False


def main() -> int:
    """Run what was asked for, and print what was found."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="start.py faults", description=__doc__, formatter_class=form, usage="%(prog)s [...]"
    )
    parser.add_argument("--minutes", type=float, default=15, help=argparse.SUPPRESS)
    parser.add_argument("--full", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--kills", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--cuts", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--power-fs", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=1, help="where the random runs start (1)")
    chosen = parser.parse_args()
    counted = chosen.full or chosen.kills or chosen.cuts
    tasks = _counted(chosen) if counted or chosen.power_fs else _timed(chosen)
    begun = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        failed = sum(pool.map(_run, tasks))
    minutes = (time.monotonic() - begun) / 60
    print(f"{len(tasks)} parts in {minutes:.1f} minutes; {failed} of them lost something")
    return 1 if failed else 0


def _run(task: Task) -> bool:
    before = full.ALONE if task.alone and not mounted.why_not() else []
    done = subprocess.run(
        [*before, sys.executable, "-m", *task.words], capture_output=True, text=True
    )
    # What an interpreter that failed says is part of what was found.
    print((done.stdout + done.stderr).strip(), flush=True)
    return done.returncode != 0


def _part(name: str, *words: str) -> Task:
    return Task(("tests.faults.parts", name, *words), alone=name in parts.ON_A_DRIVE)


def _timed(chosen: argparse.Namespace) -> list[Task]:
    """Share the minutes out; two parts go on at a time."""
    share = str(chosen.minutes * 60 * 2 / len(parts.PARTS))
    words = ("--seconds", share, "--seed", str(chosen.seed))
    return [_part(name, *words) for name in parts.PARTS] + _scarce() + _mounting()


def _counted(chosen: argparse.Namespace) -> list[Task]:
    """Return what makes the numbers full, longest first."""
    every = chosen.full or not chosen.power_fs
    kill_count = chosen.kills or (KILLS if chosen.full else 0)
    cut_count = chosen.cuts or (CUTS if chosen.full or chosen.power_fs else 0)

    def tries(count: int, half: int = 0) -> tuple[str, ...]:
        return ("--tries", str(count), "--seed", str(chosen.seed + half * MANY))

    tasks = []
    if kill_count and every:
        tasks += [_part("kills", *tries((kill_count + 1) // 2, half)) for half in (0, 1)]
    if cut_count:
        tasks += [_part("drive-cuts", *tries((cut_count + 1) // 2, half)) for half in (0, 1)]
        if every:
            tasks.append(_part("cuts", *tries(cut_count)))
    if chosen.full or chosen.power_fs:
        tasks.append(_part("drive-calls", *tries(MANY)))
    if chosen.full:
        tasks += [_part("calls", *tries(MANY)), _part("other-calls", *tries(MANY))]
        tasks += [
            _part("sleeps", *tries(200)),
            _part("typed", *tries(TYPED)),
            _part("meetings", *tries(MEETINGS)),
            *_scarce(),
            *_mounting(),
        ]
    return tasks


def _scarce() -> list[Task]:
    if not sys.platform.startswith("linux"):
        print("short memory, no handles: not here, the limits are those of Linux")
        return []
    return [Task(("tests.faults.scarce",))]


def _mounting() -> list[Task]:
    if not full.works():
        print("full and read-only drives: not here, no drive of its own may be mounted")
        return []
    alone = ("full", "readonly") if mounted.why_not() else ("full", "readonly", "away")
    return [Task((f"tests.faults.{name}",), alone=True) for name in alone]


if __name__ == "__main__":
    sys.exit(main())
