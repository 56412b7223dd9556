"""Measures journeyviewer against other ways to do the same work; see README.md here.

Ratios are taken within a round, of processor time, and the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import journeyviewer
from tests.benchmarks import plan
from tests.benchmarks.data import source
from tests.benchmarks.job_start import START
from tests.benchmarks.machine import commit, load, machine, versions
from tests.benchmarks.probe import Record
from tests.benchmarks.report import breaches, ratios, table

LONGEST = 150.0
"""Seconds after which a measurement is given up."""
NOISY = 1.5
"""A frame's wall time over its processor time beyond which others were using the machine."""


def main() -> int:
    """Run what was asked for; 1 when a ratio got worse than in the run compared with."""
    asked = arguments()
    # As after its first start: Python keeps what it compiled.
    compileall.compile_dir(Path(journeyviewer.__file__).parent, quiet=1)
    started = time.monotonic()
    runs: list[Record] = []
    for work in plan.works(asked.jobs, asked.sizes, asked.peers, asked.quick):
        if work[0] == "j2" or work[:2] == ("j1", "case"):
            source(work[1] if work[0] == "j2" else "one_case.xlsx")
        runs += rounds(work, asked.reps, asked.platform)
    rows = ratios(runs)
    print(table(runs, rows))
    result = {
        "schema": 1,
        "machine": machine(),
        "versions": versions(),
        "commit": commit(),
        "seconds": round(time.monotonic() - started, 1),
        "runs": runs,
        "ratios": rows,
    }
    if asked.out:
        asked.out.write_text(json.dumps(result, indent=1), encoding="utf-8")
    if not asked.against:
        return 0
    old = json.loads(asked.against.read_text(encoding="utf-8"))
    worse = breaches(rows, old["ratios"])
    print("\n".join(["", *worse]) if worse else "\nNo ratio is worse than before.")
    return 1 if worse else 0


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="start.py bench", description=__doc__)
    parser.add_argument("--jobs", type=_jobs, default=plan.JOBS, help="j1,j2,j3,j4,j5,j6,meeting")
    parser.add_argument("--sizes", type=_sizes, default=None, help="records, such as 300,5000")
    parser.add_argument("--reps", type=int, default=None, help="rounds (5)")
    parser.add_argument("--peers", choices=("none", "default", "all"), default="default")
    parser.add_argument("--platform", default="offscreen", help="Qt platform (offscreen)")
    parser.add_argument("--quick", action="store_true", help="two rounds, sizes 300 and 5000")
    parser.add_argument("--out", type=Path, help="write everything measured as JSON")
    parser.add_argument(
        "--against", type=Path, help="compare with an earlier JSON; exit 1 if worse"
    )
    asked = parser.parse_args()
    asked.reps = asked.reps or (2 if asked.quick else 5)
    asked.sizes = asked.sizes or ([300, 5_000] if asked.quick else [300, 5_000, 100_000])
    return asked


def _jobs(words: str) -> tuple[str, ...]:
    jobs = tuple(words.split(","))
    unknown = [job for job in jobs if job not in plan.JOBS]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}")
    return jobs


def _sizes(words: str) -> list[int]:
    return [int(word) for word in words.split(",")]


def rounds(work: plan.Work, reps: int, platform: str) -> list[Record]:
    """Measure everybody once a round, in an order that turns from round to round."""
    job, what, peers = work
    runs = []
    given_up: set[str] = set()
    for number in range(reps):
        turn = number % len(peers)
        for peer in (*peers[turn:], *peers[:turn]):
            if peer in given_up:
                continue
            run = {"job": job, "what": what, "peer": peer, "round": number, "platform": platform}
            run |= {"load": load(), "error": None, **one(job, peer, what, platform)}
            run["noisy"] = _noisy(run)
            runs.append(run)
            if run["error"] == "timeout":
                given_up.add(peer)
            print(f"{job} {what} {peer} {number + 1}/{reps}", file=sys.stderr)
    return runs


def _noisy(run: Record) -> bool:
    pairs = (("first_ms", "first_cpu"), ("ms", "cpu"))
    return any(run.get(wall, 0) > NOISY * run.get(cpu, 1e9) for wall, cpu in pairs)


def one(job: str, peer: str, what: str, platform: str) -> Record:
    """Measure in a fresh process and return its line of JSON."""
    environment = {**os.environ, "QT_QPA_PLATFORM": platform, START: repr(time.time())}
    command: Sequence[str] = (sys.executable, "-m", "tests.benchmarks.child", job, peer, what)
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return {"error": "timeout"}
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        return {"error": f"ended with {done.returncode}: {done.stderr[-200:]}"}
    return dict(json.loads(lines[-1]))


if __name__ == "__main__":
    sys.exit(main())
