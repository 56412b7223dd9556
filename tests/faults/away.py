"""A drive that goes away while a study is open on it and comes back: `python -m tests.faults.away`.

It is a mounted drive of our own that fails, hangs, is pulled out and put in again, or is slow. Work
goes on meanwhile; when it is back all of it is saved. Run in a mount space of its own.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from journeyviewer.model.study import Note
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.store import StudyFile
from journeyviewer.study.worker import Failed, Saved, SavingWorker
from tests.faults.mounted import Mounted
from tests.study.help import note, state_of

NAME = "Review.jvstudy"
LONGEST = 0.2
"""Seconds that giving a note to be saved may take, whatever the drive does."""
PATIENCE = 30.0
CLOSED = 3.0
"""Seconds that closing may take on a drive that is away, half a second having been allowed."""


class Typist:
    """Somebody who writes notes into a study, and what was told meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.news: list[Saved | Failed] = []
        self.path = folder / NAME
        self.worker = SavingWorker(
            StudyFile.create(self.path, "A study", "R. Reader"), self.news.append
        )
        self.wanted: dict[str, str] = {}
        self.longest = 0.0

    def write(self, count: int) -> None:
        for _ in range(count):
            name = f"n{len(self.wanted)}"
            begun = time.perf_counter()
            self.worker.put(note(name, f"text of {name}"))
            self.longest = max(self.longest, time.perf_counter() - begun)
            self.wanted[name] = f"text of {name}"
            time.sleep(0.01)

    def told(self) -> bool:
        """Wait until a failure was told in words."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if any(isinstance(one, Failed) for one in self.news):
                return True
            time.sleep(0.05)
        return False

    def ends(self) -> str:
        """Wait until all is saved, close, and return what is missing."""
        if not self.worker.flush(PATIENCE):
            last = next((one for one in reversed(self.news) if isinstance(one, Failed)), None)
            return f"not saved when the drive was back: {last.sentence if last else ''}"
        if any(isinstance(one, Failed) and one.fault is Fault.OTHER_WRITER for one in self.news):
            return "another program was blamed"
        if self.worker.close():
            return "something was handed back as not saved"
        file = StudyFile.open(self.path)
        found, read_only = state_of(file), file.read_only
        file.close()
        if self.longest > LONGEST:
            return f"writing waited {self.longest * 1_000:.0f} ms"
        return read_only or ("" if found == self.wanted else "something is lost")


@contextmanager
def _failing(drive: Mounted) -> Iterator[None]:
    drive.turn(off=True)
    yield
    drive.turn(off=False)


@contextmanager
def _hanging(drive: Mounted) -> Iterator[None]:
    drive.hang(True)
    yield
    # A share that dropped answers with errors first, then again as before.
    drive.turn(off=True)
    drive.hang(False)
    time.sleep(0.5)
    drive.turn(off=False)


@contextmanager
def _pulled(drive: Mounted) -> Iterator[None]:
    drive.unplug()
    yield
    drive.plug()


@contextmanager
def _read_only(drive: Mounted) -> Iterator[None]:
    drive.fail("EROFS", 1, 1 << 40, ("write", "create", "setattr", "unlink", "rename2"))
    yield
    drive.fail("", 0)


@contextmanager
def _slow(drive: Mounted) -> Iterator[None]:
    drive.slow(fsync=0.1)
    yield
    drive.slow()


HOW: dict[str, Callable[[Mounted], AbstractContextManager[None]]] = {
    "fails": _failing,
    "hangs, then fails": _hanging,
    "is pulled out": _pulled,
    "takes nothing": _read_only,
    "is slow": _slow,
}


def one(how: str, idle: bool, cached: bool = False) -> str:
    """Take a drive away while notes are written (or none is), bring it back; "" is well."""
    with tempfile.TemporaryDirectory() as name, Mounted(Path(name), cached=cached) as drive:
        typist = Typist(Path(name))
        typist.write(5)
        typist.worker.flush(PATIENCE)
        drive.ask("settle")
        with HOW[how](drive):
            if not idle:
                typist.write(40)
                if how not in ("is slow", "hangs, then fails") and not typist.told():
                    return "nobody was told"
        typist.write(5)
        return typist.ends()


def closing(how: str) -> str:
    """Close while the drive is away; "" when that waits for nothing and what is owed is told."""
    with tempfile.TemporaryDirectory() as name, Mounted(Path(name)) as drive:
        typist = Typist(Path(name))
        typist.write(5)
        typist.worker.flush(PATIENCE)
        drive.ask("settle")
        with HOW[how](drive):
            typist.write(5)
            begun = time.perf_counter()
            owed = {one.id: one.text for one in typist.worker.close(0.5) if isinstance(one, Note)}
            waited = time.perf_counter() - begun
        until = time.monotonic() + PATIENCE
        while (file := StudyFile.open(typist.path)).read_only and time.monotonic() < until:
            # What hung has still to find out that the drive is back.
            file.close()
            time.sleep(0.1)
        found, read_only = state_of(file), file.read_only
        file.close()
        if read_only or waited > CLOSED:
            return read_only or f"closing waited {waited:.1f} s"
        whole = found | {str(name): text for name, text in owed.items()} == typist.wanted
        return "" if whole and owed else "something is lost"


def another() -> str:
    """Pull the drive out and put one in with another study under the name: it is left alone."""
    with tempfile.TemporaryDirectory() as name, Mounted(Path(name)) as drive:
        path = Path(name) / NAME
        file = StudyFile.create(path, "A study", "R. Reader")
        other = StudyFile.create(Path(name) / "Other.jvstudy", "Another", "R. Reader")
        other.put(note("theirs", "theirs"))
        other.close()
        file.put(note("before", "kept"))
        drive.unplug()
        drive.plug()
        shutil.copyfile(Path(name) / "Other.jvstudy", path)
        theirs = path.read_bytes()
        for _ in range(3):
            try:
                file.put(note("mine", "mine"))
                return "it was saved into another study"
            except StudyError as error:
                if error.fault not in (Fault.REPLACED, Fault.CANNOT_WRITE):
                    return f"the sentence says something else: {error}"
        file.close()
        return "" if path.read_bytes() == theirs else "another study was written to"


def main(chosen: list[str]) -> int:
    """Try each (or what is chosen), at work and idle, and print what went wrong."""
    wrong = [
        f"a drive that {how}{' while nothing is written' if idle else ''}: {said}"
        for how in chosen or HOW
        for idle in (False, True)
        if (said := one(how, idle))
    ]
    wrong += [
        f"closing on a drive that {how}: {said}"
        for how in chosen or HOW
        if how != "is slow" and (said := closing(how))
    ]
    if said := one("is pulled out", idle=False, cached=True):
        wrong.append(f"a drive kept in memory that is pulled out: {said}")
    if said := another():
        wrong.append(f"another drive: {said}")
    count = sum(2 if how == "is slow" else 3 for how in chosen or HOW) + 2
    print(f"F10 F11 {count} drives that went away: {len(wrong)} went wrong", *wrong, sep="\n  ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
