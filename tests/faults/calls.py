"""Failing system calls while saving, injected by strace: a kill, EIO, ENOSPC, EACCES at each."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from journeyviewer.study.faults import StudyError
from journeyviewer.study.store import StudyFile
from tests.study.help import do, state_after, state_of, steps

CALLS = ("pwrite64", "fdatasync,fsync", "ftruncate")
FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC", "error=EACCES")
SAVES = 6


def works() -> bool:
    """True where strace is there and may look at a process."""
    if not shutil.which("strace"):
        return False
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True)
    return done.returncode == 0


def save_with_retry(path: Path, saves: int = SAVES) -> None:
    """What the child does: each step is tried three times; it says S when saved, E when told."""
    file = StudyFile.open(path)
    for step in steps(7, saves):
        for attempt in range(3):
            try:
                do(file, step)
            except StudyError as error:
                print("E", error.fault.value, flush=True)
                if attempt == 2:
                    return
            else:
                print("S", flush=True)
                break


def one(folder: Path, call: str, fault: str, when: int) -> tuple[str, bool]:
    """Inject a fault at call number `when`; return what was seen and whether all is there.

    "none" means that there were fewer calls than that.
    """
    path = folder / "Calls.jvstudy"
    for left in folder.glob("Calls.jvstudy*"):
        left.unlink()
    StudyFile.create(path, "A study", "R. Reader").close()
    names = [name for each in (path, f"{path}-journal") for name in ("-P", str(each))]
    done = subprocess.run(
        ["strace", "-f", "-o", str(folder / "log"), *names, "-e", f"trace={call}"]
        + ["-e", f"inject={call}:{fault}:when={when}", sys.executable, "-m", __name__, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    log = (folder / "log").read_text(errors="replace")
    hit = "INJECTED" in log or "SIGKILL" in log
    saved = done.stdout.split("\n").count("S")
    finished = fault == "signal=KILL" or saved == SAVES
    try:
        file = StudyFile.open(path)
    except StudyError:
        return "unreadable", False
    made = steps(7, SAVES)
    whole = state_of(file) in (state_after(made[:saved]), state_after(made[: saved + 1]))
    file.close()
    return ("hit" if hit else "none"), whole and finished


def syncs_a_save(folder: Path) -> float:
    """Return how often the disk is waited for to save one note: one more save, one more count."""
    counts = []
    for saves in (10, 30):
        path = folder / f"Saved {saves}.jvstudy"
        StudyFile.create(path, "A study", "R. Reader").close()
        log = folder / f"log {saves}"
        command = [sys.executable, "-m", __name__, str(path), str(saves)]
        subprocess.run(
            [
                "strace",
                "-f",
                "-o",
                str(log),
                "-e",
                "trace=fsync,fdatasync",
                *command,
            ],
            capture_output=True,
            timeout=60,
            check=True,
        )
        counts.append(log.read_text(errors="replace").count("sync"))
    return (counts[1] - counts[0]) / 20


if __name__ == "__main__":
    save_with_retry(Path(sys.argv[1]), *map(int, sys.argv[2:]))
