"""What one measurement notes: time of the wall and of the processor, peak memory, frames."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

Record = dict[str, Any]


class Clock:
    """Times a stretch in milliseconds: `wall` and `cpu` of the whole process."""

    def __enter__(self) -> Clock:
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *nothing: object) -> None:
        self.wall = (time.perf_counter() - self._wall) * 1e3
        self.cpu = (time.process_time() - self._cpu) * 1e3


def peak_mib() -> float:
    """Return the most memory this process has held, in MiB."""
    if sys.platform.startswith("linux"):
        with open("/proc/self/status", encoding="ascii") as stream:
            lines = dict(line.split(":", 1) for line in stream)
        return int(lines["VmHWM"].split()[0]) / 1024
    if sys.platform == "win32":
        return _windows_peak()
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _windows_peak() -> float:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "e", "f")),
        ]

    found = Counters()
    handle = ctypes.windll.kernel32.GetCurrentProcess()
    ctypes.windll.psapi.GetProcessMemoryInfo(handle, ctypes.byref(found), ctypes.sizeof(found))
    return found.peak / 2**20


def summary(values: Iterable[float]) -> Record:
    """Return median, 95th percentile and largest of some milliseconds."""
    # Loaded when there is something to sum up: it and what it loads are no part of a start.
    import statistics

    ordered = sorted(values)
    place = min(len(ordered) - 1, int(len(ordered) * 0.95))
    return {
        "med": round(statistics.median(ordered), 3),
        "p95": round(ordered[place], 3),
        "max": round(ordered[-1], 3),
    }


def frames(
    steps: Iterable[tuple[str, Callable[[], None]]], painted: Callable[[], int], budget: float
) -> Record:
    """Run every step, which paints one frame, and return the times by phase.

    A program that uses up its budget of seconds goes on with every tenth step: `thinned`.
    Raises RuntimeError when a step painted anything but once.
    """
    walls: dict[str, list[float]] = {}
    cpus: dict[str, list[float]] = {}
    started, thinned = time.perf_counter(), False
    for number, (phase, step) in enumerate(steps):
        thinned = thinned or time.perf_counter() - started > budget
        if thinned and number % 10:
            continue
        before = painted()
        with Clock() as clock:
            step()
        if painted() - before != 1:
            raise RuntimeError(f"frame {number} was painted {painted() - before} times")
        walls.setdefault(phase, []).append(clock.wall)
        cpus.setdefault(phase, []).append(clock.cpu)
    every_wall = [value for values in walls.values() for value in values]
    every_cpu = [value for values in cpus.values() for value in values]
    phases = {phase: summary(values) for phase, values in cpus.items()}
    return {
        "frames": {
            "n": len(every_cpu),
            "wall": summary(every_wall),
            "cpu": summary(every_cpu),
            **phases,
        },
        "thinned": thinned,
    }
