"""The parts of the long runs, each a process of its own: `python -m tests.faults.parts PART`.

Each goes on for so many seconds or until so much was tried, prints what it found, and ends with 1
when anything saved was lost.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults import calls, cuts, kills, mounted, other_calls, power_fs, sleeps, typed
from tests.faults.victims import can_split

Part = Callable[[Path, "Limit"], bool]


@dataclass(frozen=True)
class Limit:
    """How long a part goes on: so many tries, else so many seconds from now; and its seed."""

    seed: int
    tries: int
    until: float

    def goes_on(self, done: int) -> bool:
        return done < self.tries if self.tries else time.monotonic() < self.until


def _kills(folder: Path, limit: Limit) -> bool:
    if not can_split():
        print("G1 kills: not here, this system cannot split off a process")
        return False
    tally = kills.run(folder, limit.seed, limit.goes_on)
    print(f"G1 {tally}")
    return bool(tally.unreadable or tally.lost)


def _meetings(folder: Path, limit: Limit) -> bool:
    if not can_split():
        print("F33 meetings: not here, this system cannot split off a process")
        return False
    # Loaded here: the window is no part of the other runs.
    from tests.faults import meetings

    tally = meetings.run(folder, limit.seed, limit.goes_on)
    print(f"F33 {tally}", *tally.lost, sep="\n  ")
    return bool(tally.lost)


def _cuts(folder: Path, limit: Limit) -> bool:
    whole = cuts.Tally()
    seed = limit.seed
    while limit.goes_on(whole.cuts):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            whole += cuts.run(Path(place), seed, 12)
        seed += 1
    print(f"G3 {whole} (a layer under the engine)")
    return bool(whole.unreadable or whole.lost)


def _calls(folder: Path, limit: Limit) -> bool:
    if not calls.works():
        print("G2 failing calls: not here, strace is not there or may not look")
        return False
    done, lost = 0, []
    for call in calls.CALLS:
        for fault in calls.FAULTS:
            when, seen = 1, "hit"
            while seen == "hit" and limit.goes_on(done):
                seen, whole = calls.one(folder, call, fault, when)
                done += 1
                when += 1
                if not whole:
                    lost.append(f"{fault} at {call} number {when - 1}: {seen}")
    print(f"G2 {done} failing calls: {len(lost)} lost something", *lost, sep="\n  ")
    return bool(lost)


def _other_calls(folder: Path, limit: Limit) -> bool:
    if not calls.works():
        print("G2 failing calls while copying: not here, strace is not there or may not look")
        return False
    done, lost = 0, []
    acts = [(act, call) for act in ("convert", "copy") for call in other_calls.CALLS]
    for act, call in acts:
        for fault in other_calls.FAULTS:
            hit, when = True, 0
            while hit and limit.goes_on(done):
                when += 1
                hit, wrong = other_calls.one(folder, act, call, fault, when)
                done += 1
                if wrong:
                    lost.append(f"{act}: {fault} at {call} number {when}: {wrong}")
    kinds = "while copying and converting"
    print(f"G2 {done} failing calls {kinds}: {len(lost)} did harm", *lost, sep="\n  ")
    return bool(lost)


def _sleeps(folder: Path, limit: Limit) -> bool:
    if not can_split():
        print("F16 sleeps: not here, this system cannot split off a process")
        return False
    done = wrong = 0
    while limit.goes_on(done):
        woken = sleeps.one(folder, limit.seed + done, replaced=done % 2 == 1)
        done += 1
        wrong += not (woken.whole and woken.untouched)
    print(f"F16 {done} sleeps: {wrong} lost a saved step or wrote to another file")
    return bool(wrong)


def _typed(folder: Path, limit: Limit) -> bool:
    if sys.platform == "win32":
        print("F33 kills while typing: not here, a kill leaves no time to tidy up on Unix only")
        return False
    found = typed.run(folder, limit.seed, limit.goes_on)
    print(f"F33 {found}", *found.wrong, sep="\n  ")
    return bool(found.wrong)


def _drive_cuts(folder: Path, limit: Limit) -> bool:
    with mounted.Mounted(folder) as drive:
        tally = power_fs.cuts(drive, limit.seed, limit.goes_on)
    print(f"G3 power cuts of a mounted drive: {tally}")
    return bool(tally.wrong)


def _drive_calls(folder: Path, limit: Limit) -> bool:
    with mounted.Mounted(folder) as drive:
        tally = power_fs.faults(drive, limit.seed, limit.goes_on)
    print(f"G2 failing calls of a mounted drive: {tally}")
    return bool(tally.wrong)


PARTS: dict[str, Part] = {
    "kills": _kills,
    "meetings": _meetings,
    "cuts": _cuts,
    "calls": _calls,
    "other-calls": _other_calls,
    "sleeps": _sleeps,
    "typed": _typed,
    "drive-cuts": _drive_cuts,
    "drive-calls": _drive_calls,
}
ON_A_DRIVE = ("drive-cuts", "drive-calls")
"""Parts that mount a drive of their own, in a mount space of their own."""


def main() -> int:
    """Run one part."""
    parser = argparse.ArgumentParser(prog="tests.faults.parts", description=__doc__)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tries", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    chosen = parser.parse_args()
    missing = mounted.why_not() if chosen.part in ON_A_DRIVE else ""
    if missing:
        print(f"{chosen.part}: not here. {missing}")
        return 0
    with tempfile.TemporaryDirectory() as name:
        limit = Limit(chosen.seed, chosen.tries, time.monotonic() + chosen.seconds)
        return 1 if PARTS[chosen.part](Path(name), limit) else 0


if __name__ == "__main__":
    sys.exit(main())
