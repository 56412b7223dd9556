"""A medium that cannot be written: `python -m tests.faults.readonly` mounts one and opens studies.

Run in a mount space of its own, as `tests.faults.full`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.opening import has_hot_journal, working_copy
from journeyviewer.study.store import StudyFile
from tests.study.help import note, state_of
from tests.study.test_store import cut_off


def main() -> int:
    """Open a whole and a cut-off study, plain and locked, and print what went wrong."""
    wrong = []
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as elsewhere:
        folder = Path(name)
        _mount("-t", "tmpfs", "-o", "size=8m", "none", name)
        for passphrase in ("", "a long passphrase"):
            file = StudyFile.create(
                folder / f"Whole{len(passphrase)}.jvstudy", "A", "R. Reader", passphrase or None
            )
            for number in range(20):
                file.put(note(f"n{number}", "word " * 200))
            cut_off(file, folder / f"Cut{len(passphrase)}.jvstudy")
            file.close()
        _mount("-o", "remount,ro", name)
        for path in sorted(folder.glob("*.jvstudy")):
            said = _one(path, "a long passphrase" if "17" in path.name else None, Path(elsewhere))
            if said:
                wrong.append(f"{path.name}: {said}")
        subprocess.run(["umount", name], check=False, timeout=20)
    print(f"F8 F9 four studies on a read-only medium: {len(wrong)} went wrong", *wrong, sep="\n  ")
    return 1 if wrong else 0


def _one(path: Path, passphrase: str | None, elsewhere: Path) -> str:
    if path.name.startswith("Cut") != has_hot_journal(path):
        return "there is no cut-off save to try"
    file = StudyFile.open(path, passphrase)
    if len(state_of(file)) != 20 or not file.read_only:
        return "it does not show what was saved, for reading only"
    try:
        file.put(note("x"))
    except StudyError as error:
        if error.fault is not Fault.READ_ONLY:
            return f"a save says {error}"
    file.close()
    copy = working_copy(path, elsewhere / path.name)
    again = StudyFile.open(copy, passphrase)
    again.put(note("x", "in the working copy"))
    found = len(state_of(again))
    again.close()
    return "" if found == 21 else "the working copy does not hold everything"


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, timeout=20)


if __name__ == "__main__":
    sys.exit(main())
