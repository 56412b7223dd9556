"""One measurement in a process of its own: prints one line of JSON.

python -m tests.benchmarks.child JOB PEER WHAT
"""

from __future__ import annotations

import importlib
import json
import sys

from tests.benchmarks.probe import Record


def measure(job: str, peer: str, what: str) -> Record:
    """Return what was measured; raises whatever a peer raises."""
    if what == "cohort":
        from tests.benchmarks import strips_own

        return strips_own.measure()
    if job in ("j3", "j5"):
        if peer == "own":
            from tests.benchmarks import frames_own

            return frames_own.measure(int(what))
        from tests.benchmarks import frames_peers

        return frames_peers.measure(peer, int(what))
    if job == "j1":
        from tests.benchmarks import job_start

        if what == "gap":
            return job_start.gap(peer)
        from tests.benchmarks.data import source

        return dict(getattr(job_start, peer)(str(source("one_case.xlsx"))))
    if job == "j2":
        from tests.benchmarks import job_read
        from tests.benchmarks.data import source

        return dict(getattr(job_read, peer)(source(what)))
    if what.startswith("window:"):
        from tests.benchmarks import job_write

        return job_write.own(int(what.partition(":")[2]))
    if job == "j6":
        from tests.benchmarks import job_save

        return dict(getattr(job_save, peer)(int(what)))
    if job == "meeting":
        from tests.benchmarks import job_meeting

        return job_meeting.own(what)
    kind, count = what.split(":")
    return dict(
        getattr(importlib.import_module("tests.benchmarks.job_export"), peer)(kind, int(count))
    )


if __name__ == "__main__":
    try:
        answer = measure(*sys.argv[1:4])
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer))
