"""A drive that is full for good and all: a small one of its own, mounted where that is allowed.

`python -m tests.faults.full` fills it to a few bytes and saves; run by the tests in a mount space
of their own, so that nothing of it is seen outside.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from journeyviewer.study.backups import back_up, backups, verify
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.store import StudyFile
from tests.study.help import note, state_of

ALONE = ["unshare", "--mount"]
LEFT = (0, 4_096, 16_384, 65_536)
"""Bytes that are free when a save begins."""


def works() -> bool:
    """True where a drive of one's own can be mounted."""
    try:
        done = subprocess.run(
            [*ALONE, "mount", "-t", "tmpfs", "-o", "size=1m", "none", "/mnt"],
            capture_output=True,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def fill(folder: Path, left: int) -> Path:
    """Fill a drive but for so many bytes; return the file that fills it."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(b"x" * 4_096)
        except OSError:
            pass
        size = max(0, stream.tell() - left)
        stream.truncate(size)
    return filler


def one(folder: Path, left: int) -> str:
    """Save on a full drive, free it, save again; return "" or what went wrong."""
    path = folder / f"Full {left}.jvstudy"
    file = StudyFile.create(path, "A study", "R. Reader")
    file.put(note("before", "kept"))
    back_up(file)
    filler = fill(folder, left)
    wanted = {"before": "kept"}
    told = ""
    for number in range(40):
        try:
            file.put(note(f"n{number}", "words " * 400))
            wanted[f"n{number}"] = "words " * 400
        except StudyError as error:
            told = str(error)
            if error.fault is not Fault.FULL or "free" not in told or str(folder) not in told:
                return f"the sentence says something else: {told}"
            break
    if not told:
        return "the drive was not full"
    if state_of(file) != wanted:
        return "what is shown is not what was saved"
    try:
        back_up(file)
    except StudyError:
        if [verify(one) for one in backups(path)] != [2]:
            return "an older backup went"
    filler.unlink()
    file.put(note("after", "saved once there was space"))
    wanted["after"] = "saved once there was space"
    file.close()
    again = StudyFile.open(path)
    found = state_of(again)
    again.close()
    for left_over in (path, *backups(path)):
        left_over.unlink()
    return "" if found == wanted else "something is lost"


def main() -> int:
    """Mount a drive of two megabytes, try each, and print what went wrong."""
    with tempfile.TemporaryDirectory() as name:
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", name]
        subprocess.run(mount, check=True, timeout=20)
        wrong = [f"{left} bytes left: {said}" for left in LEFT if (said := one(Path(name), left))]
        subprocess.run(["umount", name], check=False, timeout=20)
    print(f"F6 {len(LEFT)} full drives: {len(wrong)} went wrong", *wrong, sep="\n  ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
