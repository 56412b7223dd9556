"""From runs to ratios against goals, a table, and a comparison with an earlier run."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import Any

from tests.benchmarks.goals import GAP, GOALS, Goal

Run = dict[str, Any]
TOLERANCE = 1.25
"""How much worse than in an earlier run a ratio may be."""
SHOWN = (
    "first_cpu",
    "ms",
    "cpu",
    "frames.cpu.med",
    "frames.cpu.p95",
    "steps.wall.max",
    "gap_ms",
    "modules",
    "peak_mib",
)


def value(run: Run, metric: str) -> float | None:
    """Return a number of a run by its dotted name; None where it has none."""
    found: Any = run
    for part in metric.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return float(found) if isinstance(found, int | float) else None


def _of(runs: Iterable[Run], job: str, what: str, peer: str) -> dict[int, Run]:
    return {
        run["round"]: run
        for run in runs
        if (run["job"], run["what"], run["peer"]) == (job, what, peer) and not run["error"]
    }


def ratio(runs: Sequence[Run], goal: Goal, own: str = "own") -> float | None:
    """Return the median over the rounds of our own number over the peer's of the same round."""
    ours = _of(runs, goal.job, goal.what, own)
    theirs = _of(runs, goal.job, goal.what, goal.peer) if goal.peer else {}
    found = []
    for number, run in ours.items():
        top = value(run, goal.metric)
        below = value(theirs[number], goal.metric) if number in theirs else None
        if top is not None and not goal.peer:
            found.append(top)
        elif top is not None and below:
            found.append(top / below)
    return statistics.median(found) if found else None


def ratios(runs: Sequence[Run]) -> list[Run]:
    """Return every goal that was measured, with what was reached."""
    rows = []
    for goal in (*GOALS, GAP):
        reached = ratio(runs, goal, "thread" if goal is GAP else "own")
        if reached is not None:
            rows.append(
                {
                    "job": goal.job,
                    "what": goal.what,
                    "metric": goal.metric,
                    "peer": goal.peer,
                    "ratio": round(reached, 4),
                    "goal": round(goal.most, 4),
                    "pass": reached <= goal.most,
                }
            )
    return rows


def table(runs: Sequence[Run], rows: Sequence[Run]) -> str:
    """Return the medians of every peer and the ratios as text."""
    lines = [f"{'job':9}{'what':14}{'peer':15}" + "".join(f"{name:>16}" for name in SHOWN)]
    seen = dict.fromkeys((run["job"], run["what"], run["peer"]) for run in runs)
    for job, what, peer in seen:
        good = _of(runs, job, what, peer).values()
        cells = []
        for metric in SHOWN:
            numbers = [number for run in good if (number := value(run, metric)) is not None]
            cells.append(f"{statistics.median(numbers):16.2f}" if numbers else f"{'':16}")
        line = f"{job:9}{what:14}{peer:15}{''.join(cells)}"
        errors = [run["error"] for run in runs if _named(run, job, what, peer) and run["error"]]
        lines.append(line if good else f"{job:9}{what:14}{peer:15} {errors[0] if errors else ''}")
    lines += ["", f"{'job':9}{'what':14}{'own over':15}{'metric':18}{'ratio':>10}{'goal':>10}"]
    for row in rows:
        verdict = "reached" if row["pass"] else "NOT REACHED"
        name = row["peer"] or "(absolute)"
        lines.append(
            f"{row['job']:9}{row['what']:14}{name:15}{row['metric']:18}"
            f"{row['ratio']:10.3f}{row['goal']:10.3f}  {verdict}"
        )
    return "\n".join(lines)


def _named(run: Run, job: str, what: str, peer: str) -> bool:
    return bool((run["job"], run["what"], run["peer"]) == (job, what, peer))


def breaches(rows: Sequence[Run], old: Sequence[Run]) -> list[str]:
    """Return the ratios to peers that are worse than in an earlier run by more than a quarter."""
    before = {_key(row): row for row in old}
    found = []
    for row in rows:
        earlier = before.get(_key(row))
        # Times by themselves say more of the machine than of the program.
        if earlier is None or not (row["peer"] or row["metric"] == "modules"):
            continue
        if row["ratio"] > max(earlier["ratio"] * TOLERANCE, 0.0):
            found.append(
                f"{row['job']} {row['what']} {row['metric']} over {row['peer'] or 'none'}: "
                f"{earlier['ratio']:.3f} before, {row['ratio']:.3f} now"
            )
    return found


def _key(row: Run) -> tuple[str, str, str, str]:
    return row["job"], row["what"], row["metric"], row["peer"]
