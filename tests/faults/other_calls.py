"""Failing system calls while a study is copied (backup, hand-over) or converted to a new format.

Afterwards the study is as it was, or converted as a whole; a copy is whole or not there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from journeyviewer.study import engine, migrating
from journeyviewer.study.backups import save_copy, verify
from journeyviewer.study.faults import StudyError
from journeyviewer.study.store import StudyFile
from tests.study.help import do, state_after, state_of, steps

CALLS = ("pwrite64", "fdatasync,fsync", "ftruncate", "rename,renameat,renameat2", "openat")
FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC", "error=EACCES")
SAVES = 30
MORE = "CREATE TABLE more (name TEXT PRIMARY KEY) STRICT"


@contextmanager
def later_format() -> Iterator[None]:
    """Let the program be a later one, whose format has one more table."""
    before = (engine.VERSION, engine.SCHEMAS, migrating.STEPS)
    engine.VERSION = 2
    engine.SCHEMAS = {1: engine.SCHEMA, 2: (*engine.SCHEMA, MORE)}
    migrating.STEPS = {1: _add_table}
    try:
        yield
    finally:
        engine.VERSION, engine.SCHEMAS, migrating.STEPS = before


def _add_table(connection: apsw.Connection) -> None:
    connection.execute(MORE)


def made(folder: Path) -> Path:
    """Make a study of the format of today."""
    path = folder / "Calls.jvstudy"
    shutil.rmtree(folder / "Calls backups", ignore_errors=True)
    for left in [*folder.glob("*Calls.jvstudy*"), *folder.glob("*Copy.jvstudy*")]:
        left.unlink()
    file = StudyFile.create(path, "A study", "R. Reader")
    for step in steps(7, SAVES):
        do(file, step)
    file.close()
    return path


def one(folder: Path, act: str, call: str, fault: str, when: int) -> tuple[bool, str]:
    """Inject a fault at call number `when`; return whether there was one, and what went wrong."""
    path = made(folder)
    touched = [path, folder / "Calls.jvstudy-journal"]
    if act == "copy":
        touched = [folder / f"{dot}Copy.jvstudy{end}" for dot, end in ((".", ".part"), ("", ""))]
        touched.append(folder / ".Copy.jvstudy.part-journal")
    names = [name for each in touched for name in ("-P", str(each))]
    subprocess.run(
        ["strace", "-f", "-o", str(folder / "log"), *names, "-e", f"trace={call}"]
        + ["-e", f"inject={call}:{fault}:when={when}"]
        + [sys.executable, "-m", __name__, act, str(path)],
        capture_output=True,
        timeout=60,
    )
    log = (folder / "log").read_text(errors="replace")
    return "INJECTED" in log or "SIGKILL" in log, _wrong(folder, path, act)


def _wrong(folder: Path, path: Path, act: str) -> str:
    wanted = state_after(steps(7, SAVES))
    copy = folder / "Copy.jvstudy"
    try:
        if act == "copy":
            if copy.exists() and verify(copy) != SAVES + 1:
                return "the copy is not whole"
            file = StudyFile.open(path)
        else:
            with later_format():
                file = StudyFile.open(path)
    except StudyError as error:
        return str(error)
    found, read_only = state_of(file), file.read_only
    file.close()
    if read_only:
        return read_only
    return "" if found == wanted else "something is lost"


def main(act: str, path: Path) -> None:
    """What the child does."""
    try:
        if act == "copy":
            file = StudyFile.open(path)
            save_copy(file, path.with_name("Copy.jvstudy"))
        else:
            with later_format():
                StudyFile.open(path).close()
    except StudyError as error:
        print("E", error.fault.value)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
