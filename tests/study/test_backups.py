"""Backups and copies are whole before anything older goes; what is erased is nowhere."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from journeyviewer.model.study import ItemId
from journeyviewer.study import backups as backup_module
from journeyviewer.study.backups import (
    NEWEST_KEPT,
    back_up,
    backup_folder,
    backups,
    is_due,
    newest_whole,
    restore,
    save_copy,
    verify,
)
from journeyviewer.study.chain import Operation
from journeyviewer.study.erase import erase
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.kept import utc_now
from journeyviewer.study.store import StudyFile
from journeyviewer.study.undoing import steps_of
from tests.study.help import new_study, note, state_of

CANARY = "CANARY-words-nobody-else-has"


def test_a_backup_is_made_once_for_each_state(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    first = back_up(file)
    assert first is not None
    assert first.parent == tmp_path / "Study backups"
    assert back_up(file) is None
    assert not is_due(file, None)
    file.put(note("a"))
    assert is_due(file, None)
    assert not is_due(file, utc_now())
    assert is_due(file, utc_now() - timedelta(minutes=10))
    file.close()


def test_old_backups_go_only_after_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    start = utc_now()
    for number in range(NEWEST_KEPT + 5):
        later = start.replace(hour=0, minute=0, second=0) + timedelta(seconds=number)
        monkeypatch.setattr(backup_module, "utc_now", lambda later=later: later)
        file.put(note(f"n{number}"))
        assert back_up(file) is not None
    kept = backups(file.path)
    assert len(kept) == NEWEST_KEPT
    assert kept[0].stem.endswith(f"step {file.last}")
    assert all(verify(one) for one in kept)
    file.close()


@pytest.mark.parametrize("passphrase", ["", "a passphrase"])
def test_f20_a_copy_made_while_open_holds_everything(tmp_path: Path, passphrase: str) -> None:
    file = new_study(tmp_path, passphrase=passphrase)
    for number in range(50):
        file.put(note(f"n{number}", CANARY))
    save_copy(file, tmp_path / "Copy.jvstudy")
    copy = StudyFile.open(tmp_path / "Copy.jvstudy", passphrase or None)
    assert state_of(copy) == state_of(file)
    assert (CANARY.encode() in copy.path.read_bytes()) is not bool(passphrase)
    with pytest.raises(StudyError) as caught:
        save_copy(file, copy.path)
    assert caught.value.fault is Fault.EXISTS
    copy.close()
    file.close()


def test_f36_a_backup_that_fails_leaves_the_older_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    first = back_up(file)
    file.put(note("a"))

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_module, "_sync", full)
    with pytest.raises(StudyError) as caught:
        back_up(file)
    assert caught.value.fault is Fault.FULL
    assert backups(file.path) == (first,)
    assert [path.name for path in backup_folder(file.path).iterdir()] == [
        first.name if first else ""
    ]
    file.put(note("b"))
    file.close()


def test_g15_a_damaged_study_comes_back_from_its_newest_whole_backup(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(note("a", "kept"))
    back_up(file)
    file.close()
    ruined = b"not a database at all" * 100
    file.path.write_bytes(ruined)
    newest = newest_whole(file.path)
    assert newest is not None
    kept = restore(file.path, newest)
    assert kept is not None
    assert kept.read_bytes() == ruined
    again = StudyFile.open(file.path)
    assert state_of(again) == {"a": "kept"}
    assert again.read_only == ""
    again.close()


def test_a_damaged_backup_is_passed_over_and_not_restored(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    good = back_up(file)
    file.put(note("a"))
    bad = backup_folder(file.path) / "2999-01-01 000000 step 9.jvstudy"
    bad.write_bytes(file.path.read_bytes()[:5000])
    file.close()
    before = file.path.read_bytes()
    assert newest_whole(file.path) == good
    with pytest.raises(StudyError):
        restore(file.path, bad)
    assert file.path.read_bytes() == before


def test_a_study_that_is_open_is_not_restored_over(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    made = back_up(file)
    assert made is not None
    with pytest.raises(StudyError) as caught:
        restore(file.path, made)
    assert caught.value.fault is Fault.BUSY
    file.close()


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_f38_erased_words_are_in_no_file(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(note("a", CANARY))
    file.put(note("a", CANARY + " again"))
    file.put(note("b", "stays"))
    file.keep_draft("a", CANARY)
    back_up(file)
    file.remove(ItemId("a"))
    back_up(file)
    assert CANARY.encode() in everything(tmp_path)
    assert erase(file, ItemId("a")) == 3
    assert CANARY.encode() not in everything(tmp_path)
    file.put(note("c", "after"))
    file.close()
    again = StudyFile.open(file.path)
    assert state_of(again) == {"b": "stays", "c": "after"}
    assert [step.operation for step in again.history("a")] == [Operation.ERASED] * 3
    assert Operation.RESEALED in [step.operation for step in again.revisions()]
    assert len(backups(again.path)) == 1
    # There is no way back to what was erased.
    assert list(steps_of(again, 9).pairs) == [
        (None, note("b", "stays")),
        (None, note("c", "after")),
    ]
    again.close()
