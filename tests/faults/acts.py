"""What the program does with a study on a drive, broken off at any call, and what must be left.

An act is prepared, done by a victim that says what is done ("S" a step saved, "D" a draft kept,
"F" finished, "E" an error told in words), and looked at afterwards.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from journeyviewer.study.backups import back_up, backup_folder, backups, restore, save_copy, verify
from journeyviewer.study.faults import StudyError
from journeyviewer.study.store import StudyFile
from tests.faults.other_calls import later_format
from tests.faults.victims import Say
from tests.study.help import do, state_after, state_of, steps

BEFORE, SAVES = 12, 14
TRIES = 3
NAME, COPY = "Review.jvstudy", "Copy.jvstudy"


@dataclass(frozen=True)
class Act:
    """One thing the program does: made ready, done by a victim, and looked at ("" is well)."""

    ready: Callable[[Path], None]
    work: Callable[[Path, Say], None]
    wrong: Callable[[Path, bytes], str]


def done(act: Act, folder: Path, say: Say) -> None:
    """Do an act and say how it ended; "X" and a name for what is not told in words."""
    try:
        act.work(folder, say)
        say(b"F")
    except StudyError:
        say(b"E")
    except Exception as error:
        say(f"X {type(error).__name__}: {error}".encode())


def look(act: Act, folder: Path, said: bytes) -> str:
    """Return what went wrong, "" when all that was promised is there."""
    if b"X" in said:
        return said[said.index(b"X") :].decode(errors="replace")
    try:
        return act.wrong(folder, said)
    except StudyError as error:
        return f"refused: {error}"


def empty(folder: Path) -> None:
    """Take everything off a drive."""
    for one in folder.iterdir():
        if one.is_dir():
            shutil.rmtree(one)
        else:
            one.unlink()


def _study(folder: Path, count: int = BEFORE) -> StudyFile:
    file = StudyFile.create(folder / NAME, "A study", "R. Reader")
    for step in steps(3, count):
        do(file, step)
    return file


def _closed(folder: Path) -> None:
    _study(folder).close()


def _nothing(folder: Path) -> None:
    """Begin on an empty drive."""


def _held(path: Path, *counts: int) -> str:
    file = StudyFile.open(path)
    found, read_only = state_of(file), file.read_only
    file.close()
    if read_only:
        return f"read-only: {read_only}"
    made = steps(3, BEFORE + SAVES)
    return "" if found in [state_after(made[:count]) for count in counts] else "something is lost"


def _create(folder: Path, say: Say) -> None:
    file = StudyFile.create(folder / NAME, "A study", "R. Reader")
    say(b"M")
    do(file, steps(3, 1)[0])
    say(b"S")
    file.close()


def _created(folder: Path, said: bytes) -> str:
    if b"M" in said:
        return _held(folder / NAME, *((1,) if b"S" in said else (0, 1)))
    with contextlib.suppress(StudyError):
        return _held(folder / NAME, 0, 1)
    # What was never said to be there may be missing or refused, but never block its name.
    return ""


def _save(folder: Path, say: Say, count: int = 2) -> None:
    file = StudyFile.open(folder / NAME)
    for number, step in enumerate(steps(3, BEFORE + count)[BEFORE:]):
        _again(lambda step=step: do(file, step))  # type: ignore[misc]
        say(b"S")
        _again(lambda number=number: file.keep_draft("n", f"typed {number}"))  # type: ignore[misc]
        say(b"D")
    file.close()


def _again(work: Callable[[], object]) -> None:
    """Try what the saving worker goes on trying."""
    for _ in range(TRIES):
        try:
            work()
            return
        except StudyError as error:
            last = error
    raise last


def _saved(folder: Path, said: bytes) -> str:
    count, drafts = BEFORE + said.count(b"S"), said.count(b"D")
    file = StudyFile.open(folder / NAME)
    found = [draft.text for draft in file.drafts]
    file.close()
    kept = [[f"typed {drafts - 1}"] if drafts else [], [f"typed {drafts}"]]
    return _held(folder / NAME, count, count + 1) or ("" if found in kept else "a draft is lost")


def _with_backup(folder: Path) -> None:
    file = _study(folder, BEFORE - 2)
    back_up(file)
    for step in steps(3, BEFORE)[BEFORE - 2 :]:
        do(file, step)
    file.close()


def _back_up(folder: Path, say: Say) -> None:
    file = StudyFile.open(folder / NAME)
    back_up(file)
    say(b"S")
    file.close()


def _backed_up(folder: Path, said: bytes) -> str:
    found = [verify(one) for one in backups(folder / NAME)]
    wanted = [[BEFORE + 1, BEFORE - 1]] + ([[BEFORE - 1]] if b"S" not in said else [])
    return _held(folder / NAME, BEFORE) or ("" if found in wanted else f"backups hold {found}")


def _hand_over(folder: Path, say: Say) -> None:
    file = StudyFile.open(folder / NAME)
    save_copy(file, folder / COPY)
    say(b"S")
    file.close()


def _handed_over(folder: Path, said: bytes) -> str:
    copy = folder / COPY
    if (b"S" in said or copy.exists()) and verify(copy) != BEFORE + 1:
        return "the copy is not whole"
    return _held(folder / NAME, BEFORE)


def _restore(folder: Path, say: Say) -> None:
    found = backups(folder / NAME)
    if not found:
        # A drive that does not show its folder shows no backups.
        say(b"E")
        return
    restore(folder / NAME, found[0])
    say(b"S")


def _restored(folder: Path, said: bytes) -> str:
    path = folder / NAME
    aside = list(backup_folder(path).glob("before restoring*.jvstudy"))
    if [verify(one) for one in backups(path)] != [BEFORE - 1]:
        return "the backup is gone"
    if b"S" in said:
        kept = [verify(one) for one in aside]
        return _held(path, BEFORE - 2) or (
            "" if kept == [BEFORE + 1] else "what was before is gone"
        )
    if path.exists():
        return _held(path, BEFORE, BEFORE - 2)
    return "" if [verify(one) for one in aside] == [BEFORE + 1] else "what was before is gone"


def _convert(folder: Path, say: Say) -> None:
    with later_format():
        file = StudyFile.open(folder / NAME)
        if not file.read_only:
            say(b"S")
        file.close()


def _converted(folder: Path, said: bytes) -> str:
    kept = list(backup_folder(folder / NAME).glob("format 1 before*.jvstudy"))
    whole = [verify(one) for one in kept]
    with later_format():
        wrong = _held(folder / NAME, BEFORE)
    if wrong or b"S" not in said:
        return wrong
    return "" if whole == [BEFORE + 1] else "the copy of before is gone"


ACTS = {
    "make": Act(_nothing, _create, _created),
    "save": Act(_closed, _save, _saved),
    "save long": Act(_closed, lambda folder, say: _save(folder, say, SAVES), _saved),
    "back up": Act(_with_backup, _back_up, _backed_up),
    "hand over": Act(_closed, _hand_over, _handed_over),
    "go back": Act(_with_backup, _restore, _restored),
    "convert": Act(_closed, _convert, _converted),
}
LONG = ("save long",)
"""Acts that do many times over what another one does; only power is cut in them."""
