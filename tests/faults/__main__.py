"""The long runs: `python3 start.py faults [--minutes N]`; kills, power cuts, failing calls, sleep.

The time is shared between them; a full drive comes last. 1 at the end when anything was lost.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import calls, cuts, full, kills, other_calls, sleeps


def main() -> int:
    """Run each kind for its share of the time and print what was found."""
    parser = argparse.ArgumentParser(prog="start.py faults", description=__doc__)
    parser.add_argument("--minutes", type=float, default=15, help="how long to go on (15)")
    parser.add_argument("--seed", type=int, default=1, help="where the random runs start (1)")
    chosen = parser.parse_args()
    share = chosen.minutes * 60 / 5
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for run in (_kills, _cuts, _calls, _other_calls, _sleeps):
            failed = run(folder, chosen.seed, time.monotonic() + share) or failed
    if full.works():
        alone = [*full.ALONE, sys.executable, "-m", "tests.faults.full"]
        failed = subprocess.run(alone).returncode != 0 or failed
    else:
        print("full drive: not here, no drive of its own may be mounted")
    return 1 if failed else 0


def _kills(folder: Path, seed: int, until: float) -> bool:
    if not hasattr(os, "fork"):
        print("kills: not here, this system cannot split off a process")
        return False
    done = unreadable = lost = 0
    while time.monotonic() < until:
        readable, whole = kills.one(folder, seed + done)
        done += 1
        unreadable += not readable
        lost += readable and not whole
    print(f"G1 {done} kills: {unreadable} unreadable, {lost} lost a saved step", flush=True)
    return bool(unreadable or lost)


def _cuts(folder: Path, seed: int, until: float) -> bool:
    whole = cuts.Tally()
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            one = cuts.run(Path(place), seed, 12)
        seed += 1
        whole = cuts.Tally(
            whole.cuts + one.cuts, whole.unreadable + one.unreadable, whole.lost + one.lost
        )
    print(f"G3 {whole}", flush=True)
    return bool(whole.unreadable or whole.lost)


def _calls(folder: Path, seed: int, until: float) -> bool:
    if not calls.works():
        print("failing calls: not here, strace is not there or may not look")
        return False
    done, lost = 0, []
    for call in calls.CALLS:
        for fault in calls.FAULTS:
            when = 1
            seen = "hit"
            while seen == "hit" and time.monotonic() < until:
                seen, whole = calls.one(folder, call, fault, when)
                done += 1
                when += 1
                if not whole:
                    lost.append(f"{fault} at {call} number {when - 1}: {seen}")
    print(f"G2 {done} failing calls: {len(lost)} lost something", *lost, sep="\n  ", flush=True)
    return bool(lost)


def _other_calls(folder: Path, seed: int, until: float) -> bool:
    if not calls.works():
        return False
    done, lost = 0, []
    acts = [(act, call) for act in ("convert", "copy") for call in other_calls.CALLS]
    for act, call in acts:
        for fault in other_calls.FAULTS:
            hit, when = True, 0
            while hit and time.monotonic() < until:
                when += 1
                hit, wrong = other_calls.one(folder, act, call, fault, when)
                done += 1
                if wrong:
                    lost.append(f"{act}: {fault} at {call} number {when}: {wrong}")
    kinds = "while copying and converting"
    print(f"G2 {done} failing calls {kinds}: {len(lost)} did harm", *lost, sep="\n  ", flush=True)
    return bool(lost)


def _sleeps(folder: Path, seed: int, until: float) -> bool:
    if not hasattr(os, "fork"):
        print("sleeps: not here, this system cannot split off a process")
        return False
    done = wrong = 0
    while time.monotonic() < until:
        woken = sleeps.one(folder, seed + done, replaced=done % 2 == 1)
        done += 1
        wrong += not (woken.whole and woken.untouched)
    print(f"F16 {done} sleeps: {wrong} lost a saved step or wrote to another file", flush=True)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
