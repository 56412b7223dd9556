"""A study whose drive was away and is back: gone on with when it is the same, else left alone."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

import apsw
import pytest

from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.guard import guard_path
from journeyviewer.study.store import StudyFile
from tests.study.help import new_study, note, state_of

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="an open file cannot be replaced on Windows"
)


def fault_of(file: StudyFile, name: str) -> StudyError:
    with pytest.raises(StudyError) as caught:
        file.put(note(name), name)
    return caught.value


def away(file: StudyFile) -> None:
    """Let what was opened be dead, and the same bytes be there again under another number."""
    assert file.guard is not None
    file.connection.close()
    file.guard.release()
    back = file.path.with_name("back")
    shutil.copyfile(file.path, back)
    os.replace(back, file.path)


def held(path: Path) -> set[str]:
    file = StudyFile.open(path)
    assert file.read_only == ""
    found = set(state_of(file))
    file.close()
    return found


@pytest.mark.parametrize("passphrase", ["", "a long enough one"])
def test_f10_a_drive_that_comes_back_under_another_number_is_saved_to(
    tmp_path: Path, passphrase: str
) -> None:
    file = new_study(tmp_path, passphrase=passphrase)
    file.put(note("a"))
    key = file.key
    away(file)
    fault_of(file, "b")
    file.put(note("b"), "b")
    file.put(note("c"), "c")
    assert set(state_of(file)) == {"a", "b", "c"}
    file.close()
    again = StudyFile.open(file.path, key=key)
    assert set(state_of(again)) == {"a", "b", "c"}
    assert again.crashes_at_start == 0
    again.close()


def test_f10_a_program_that_was_up_is_not_counted_as_a_crash_after_its_drive_was_back(
    tmp_path: Path,
) -> None:
    file = new_study(tmp_path)
    file.started()
    away(file)
    fault_of(file, "a")
    file.put(note("a"), "a")
    left = guard_path(file.path).read_bytes()
    file.close()
    guard_path(file.path).write_bytes(left)
    again = StudyFile.open(file.path)
    assert again.crashes_at_start == 0
    again.close()


def test_f10_a_save_that_was_reported_failed_and_is_there_is_gone_on_from(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(note("a"))

    class Broken:
        """A connection that tells of a failure after what it did."""

        def __init__(self, real: apsw.Connection) -> None:
            self.real = real

        def __getattr__(self, name: str) -> object:
            return getattr(self.real, name)

        def execute(self, statement: str, *values: object) -> object:
            done = self.real.execute(statement, *values)  # type: ignore[arg-type]
            if statement == "COMMIT":
                raise apsw.IOError("IOError: disk I/O error")
            return done

    file.connection = Broken(file.connection)  # type: ignore[assignment]
    fault_of(file, "b")
    away(file)
    file.put(note("b"), "b")
    file.close()
    assert held(file.path) == {"a", "b"}


def test_f10_what_somebody_else_saved_meanwhile_is_not_gone_on_with(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(note("a"))
    away(file)
    other = StudyFile.open(file.path)
    other.put(note("theirs"))
    other.close()
    before = file.path.read_bytes()
    for _ in range(3):
        assert fault_of(file, "b").fault is Fault.REPLACED
    assert file.path.read_bytes() == before
    file.close()
    assert held(file.path) == {"a", "theirs"}


def test_f10_who_has_opened_it_meanwhile_is_named_and_let_be(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(note("a"))
    away(file)
    other = StudyFile.open(file.path)
    assert other.read_only == ""
    fault_of(file, "b")
    told = fault_of(file, "b")
    assert told.fault is Fault.BUSY
    assert "open, so it is read-only here" in str(told)
    other.close()
    file.put(note("b"), "b")
    file.close()
    assert held(file.path) == {"a", "b"}


def test_a_program_that_holds_the_file_for_long_is_no_drive_that_was_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journeyviewer.study.engine.BUSY_MS", 10)
    file = new_study(tmp_path)
    held_open, guard = file.connection, file.guard
    other = apsw.Connection(str(file.path))
    other.execute("BEGIN EXCLUSIVE")
    for _ in range(2):
        assert fault_of(file, "a").fault is Fault.BUSY
    assert (file.connection, file.guard) == (held_open, guard)
    other.execute("ROLLBACK")
    other.close()
    file.put(note("a"), "a")
    file.close()
    assert held(file.path) == {"a"}


def test_f11_a_drive_that_does_not_say_who_writes_blames_nobody(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    beside = guard_path(file.path)
    beside.rename(tmp_path / "kept")
    # What cannot be read as a file stands for a share that answers with an error.
    beside.mkdir()
    assert fault_of(file, "a").fault is Fault.CANNOT_WRITE
    beside.rmdir()
    (tmp_path / "kept").rename(beside)
    file.put(note("a"), "a")
    file.close()
    assert held(file.path) == {"a"}


def test_f10_what_the_system_still_has_in_memory_does_not_pass_for_the_drive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    file.put(note("a"))
    back = tmp_path / "back"
    shutil.copyfile(file.path, back)
    os.replace(back, file.path)
    # Reading goes on from memory after a drive was pulled out; only a sync asks the drive itself.
    dead = os.stat(guard_path(file.path)).st_ino
    shutil.copyfile(guard_path(file.path), back)
    os.replace(back, guard_path(file.path))
    sync = os.fsync

    def gone(number: int) -> None:
        if os.fstat(number).st_ino == dead:
            raise OSError(errno.EIO, "gone")
        sync(number)

    monkeypatch.setattr(os, "fsync", gone)
    fault_of(file, "b")
    file.put(note("b"), "b")
    file.close()
    assert held(file.path) == {"a", "b"}
