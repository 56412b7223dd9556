"""How often a save has its folder put on the disk: when the journal's name is new, else never."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from journeyviewer.study.kept_journal import KeptJournals
from journeyviewer.study.store import StudyFile
from tests.study.help import new_study, note


class _Asked(apsw.VFS):
    """Writes down for every journal that is opened whether it was asked to be made.

    That is when the engine syncs the folder. `syncs_fail` has every sync of a journal fail.
    """

    def __init__(self) -> None:
        self.made: list[bool] = []
        self.syncs_fail = False
        super().__init__("asked", "unix")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        if flags[0] & apsw.SQLITE_OPEN_MAIN_JOURNAL:
            if flags[0] & apsw.SQLITE_OPEN_READWRITE:
                self.made.append(bool(flags[0] & apsw.SQLITE_OPEN_CREATE))
            return _Journal(self, name, flags)
        return super().xOpen(name, flags)


class _Journal(apsw.VFSFile):
    def __init__(self, layer: _Asked, name: Any, flags: list[int]) -> None:
        self.layer = layer
        super().__init__("unix", name, flags)

    def xSync(self, flags: int) -> None:  # noqa: N802
        if self.layer.syncs_fail:
            raise apsw.IOError("no")
        super().xSync(flags)


@pytest.fixture
def asked() -> Iterator[_Asked]:
    below = _Asked()
    layer = KeptJournals("kept-under-test", "asked")
    yield below
    layer.unregister()
    below.unregister()


@pytest.fixture
def study(tmp_path: Path, asked: _Asked) -> Iterator[StudyFile]:
    new_study(tmp_path).close()
    file = StudyFile.open(tmp_path / "Study.jvstudy", vfs="kept-under-test")
    asked.made.clear()
    yield file
    file.close()


def save(file: StudyFile, *names: str) -> None:
    for name in names:
        file.put(note(name))


def test_only_the_first_of_many_saves_makes_the_journal(study: StudyFile, asked: _Asked) -> None:
    save(study, "a", "b", "c", "d")

    assert asked.made == [True, False, False, False]


def test_a_journal_that_somebody_deleted_is_made_anew(study: StudyFile, asked: _Asked) -> None:
    save(study, "a", "b")
    study.path.with_name("Study.jvstudy-journal").unlink()

    save(study, "c", "d")

    assert asked.made == [True, False, True, False]
    assert {"a", "b", "c", "d"} <= set(study.study.items)


def test_one_that_a_crash_left_is_not_believed_to_be_on_the_disk(
    tmp_path: Path, asked: _Asked
) -> None:
    new_study(tmp_path).close()
    (tmp_path / "Study.jvstudy-journal").touch()
    file = StudyFile.open(tmp_path / "Study.jvstudy", vfs="kept-under-test")
    asked.made.clear()

    save(file, "a", "b")
    file.close()

    assert asked.made == [True, False]


def test_one_whose_sync_failed_is_asked_for_again(study: StudyFile, asked: _Asked) -> None:
    asked.syncs_fail = True
    with pytest.raises(Exception, match="Not saved"):
        save(study, "a")
    asked.syncs_fail = False

    save(study, "b", "c")

    assert asked.made == [True, True, False]


def test_an_encrypted_study_has_the_same(tmp_path: Path, asked: _Asked) -> None:
    new_study(tmp_path, "Locked.jvstudy", "words that nobody guesses").close()
    file = StudyFile.open(
        tmp_path / "Locked.jvstudy",
        "words that nobody guesses",
        vfs="multipleciphers-kept-under-test",
    )
    asked.made.clear()

    save(file, "a", "b", "c")
    file.close()

    assert asked.made == [True, False, False]
