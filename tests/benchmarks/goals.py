"""The figures to reach within one run: a ratio, or a number, and the most allowed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """`metric` of our own over that of `peer`, or by itself where `peer` is ""; at most `most`."""

    job: str
    what: str
    peer: str
    metric: str
    most: float


GOALS = (
    # In wall time: the file is read by a process of its own while the window is made.
    Goal("j1", "case", "floor", "first_ms", 2.4),
    Goal("j1", "case", "naive", "first_cpu", 0.25),
    Goal("j1", "case", "", "modules", 220),
    Goal("j2", "typical.xlsx", "pandas", "cpu", 0.25),
    # Much of this does not grow with the rows.
    Goal("j2", "100k.csv", "pandas", "cpu", 1.0),
    Goal("j2", "1m.csv", "pandas", "cpu", 0.6),
    Goal("j2", "1m.csv", "pandas", "extra_mib", 0.4),
    # Every cell is quoted: there are three times as many places to look at.
    Goal("j2", "1m-quoted.csv", "pandas", "cpu", 0.9),
    Goal("j2", "1m-quoted.csv", "pandas", "extra_mib", 0.4),
    # Both turn two rows of three from Windows text; ours finds out that it is that, line by line.
    Goal("j2", "1m-1252.csv", "pandas", "cpu", 0.6),
    Goal("j2", "1m-1252.csv", "pandas", "extra_mib", 0.4),
    Goal("j3", "300", "graphicsscene", "frames.cpu.p95", 3.0),
    Goal("j3", "300", "", "frames.cpu.p95", 4.0),
    Goal("j3", "5000", "", "frames.cpu.p95", 12.0),
    Goal("j3", "cohort", "", "frames.cpu.p95", 12.0),
    Goal("j4", "png:300", "floor", "cpu", 1.3),
    Goal("j4", "png:300", "matplotlib", "cpu", 1 / 3),
    Goal("j4", "pdf:300", "matplotlib", "cpu", 1 / 4),
    Goal("j4", "svg:300", "matplotlib", "cpu", 1 / 8),
    Goal("j5", "100000", "pg_bargraph", "peak_mib", 0.5),
    Goal("j5", "100000", "graphicsscene", "peak_mib", 0.1),
    # Mostly the disk is waited for.
    Goal("j6", "100", "floor", "ms", 6.0),
    Goal("j6", "5000", "few", "ms", 2.0),
    Goal("j6", "window:20000", "", "first_caret_ms", 100.0),
    Goal("j6", "window:20000", "", "longest.max", 50.0),
    # In wall time, of every single step: what a room waits for.
    Goal("meeting", "sample", "", "steps.wall.max", 100.0),
    Goal("meeting", "busy", "", "steps.wall.max", 100.0),
)
"""Peers that are not installed leave their goals unmeasured."""

GAP = Goal("j1", "gap", "main", "gap_ms", 0.2)
"""The longest pause while libraries load in a thread, over that on the main thread."""
