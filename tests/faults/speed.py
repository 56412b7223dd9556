"""How long saving takes with many notes: `python -m tests.faults.speed [NOTES]` prints it."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from journeyviewer.study.backups import back_up
from journeyviewer.study.store import StudyFile
from journeyviewer.study.worker import SavingWorker
from tests.study.help import new_study, note


def main(notes: int) -> None:
    """Fill a study in one go, then time saves, typing, opening and a backup."""
    with tempfile.TemporaryDirectory() as name:
        file = new_study(Path(name))
        file.connection.execute("PRAGMA synchronous = OFF")
        for number in range(notes):
            file.put(note(f"n{number}", "words " * 30, case=f"YP{number % 40}"))
        file.connection.execute("PRAGMA synchronous = FULL")
        _say("save", [_timed(lambda: file.put(note("x", "typed " * 30))) for _ in range(300)])
        _say("backup", [_timed(lambda: back_up(file))])
        worker = SavingWorker(file, lambda news: None)
        _say("typing", [_timed(lambda: worker.put(note("y", "typed " * 30))) for _ in range(300)])
        worker.close(60)
        _say("open", [_timed(lambda: StudyFile.open(file.path).close()) for _ in range(3)])


def _timed(call: object) -> float:
    start = time.perf_counter()
    call()  # type: ignore[operator]
    return (time.perf_counter() - start) * 1_000


def _say(what: str, times: list[float]) -> None:
    times.sort()
    late = times[int(len(times) * 0.95)]
    middle = statistics.median(times)
    print(f"{what}: median {middle:.1f} ms, p95 {late:.1f} ms, longest {times[-1]:.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
