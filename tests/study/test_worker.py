"""Saving in the background: the last text wins, nothing is lost, nobody waits for the drive."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import apsw
import pytest

from journeyviewer.model.study import ItemId
from journeyviewer.study.faults import Fault
from journeyviewer.study.store import StudyFile
from journeyviewer.study.worker import Failed, Saved, SavingWorker
from tests.study.help import new_study, note, state_of


def test_f40_of_many_edits_the_last_text_of_each_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    chance = random.Random(40)
    real = StudyFile.put

    def slow(self: StudyFile, *values: object) -> object:
        if chance.random() < 0.05:
            time.sleep(0.002)
        return real(self, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(StudyFile, "put", slow)
    worker = SavingWorker(file, lambda news: None)
    state: dict[str, str] = {}
    for number in range(10_000):
        name = f"n{chance.randrange(30)}"
        if chance.random() < 0.05:
            worker.remove(ItemId(name))
            state.pop(name, None)
        else:
            state[name] = f"text {number}"
            worker.put(note(name, state[name]))
    assert {str(k): i.text for k, i in worker.study.items.items()} == state  # type: ignore[union-attr]
    assert worker.close(60) == ()
    again = StudyFile.open(file.path)
    assert state_of(again) == state
    again.close()


def test_f06_f10_a_drive_that_fails_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    real = StudyFile._append
    broken = threading.Event()
    broken.set()

    def append(self: StudyFile, revision: object) -> None:
        if broken.is_set():
            raise apsw.FullError("database or disk is full")
        real(self, revision)  # type: ignore[arg-type]

    monkeypatch.setattr(StudyFile, "_append", append)
    told: list[Saved | Failed] = []
    worker = SavingWorker(file, told.append)
    worker.put(note("a", "kept in hand"))
    assert not worker.flush(0.1)
    first = told[0]
    assert isinstance(first, Failed)
    assert first.fault is Fault.FULL
    assert str(tmp_path) in first.sentence
    assert "free" in first.sentence
    assert state_of(file) == {}
    broken.clear()
    assert worker.flush(10)
    worker.close()
    assert isinstance(told[-1], Saved)
    again = StudyFile.open(file.path)
    assert state_of(again) == {"a": "kept in hand"}
    again.close()


def test_what_could_not_be_saved_is_handed_back_on_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)

    def append(self: StudyFile, revision: object) -> None:
        raise apsw.IOError("disk I/O error")

    monkeypatch.setattr(StudyFile, "_append", append)
    worker = SavingWorker(file, lambda news: None)
    worker.put(note("a"))
    assert [item.id for item in worker.close(0.3)] == ["a"]
    assert worker.close(1) != ()


def test_f11_a_drive_that_hangs_does_not_hold_up_typing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    real = StudyFile._append
    answer = threading.Event()

    def append(self: StudyFile, revision: object) -> None:
        answer.wait(30)
        real(self, revision)  # type: ignore[arg-type]

    monkeypatch.setattr(StudyFile, "_append", append)
    worker = SavingWorker(file, lambda news: None)
    for number in range(100):
        worker.put(note("a", f"typed {number}"))
    # The drive has still not answered, and the typing is done.
    assert not answer.is_set()
    assert len(worker.study.items) == 1
    answer.set()
    worker.close(30)
    again = StudyFile.open(file.path)
    assert state_of(again) == {"a": "typed 99"}
    assert len(again.history("a")) <= 3
    again.close()


def test_f33_a_half_typed_text_is_kept(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    worker = SavingWorker(file, lambda news: None)
    worker.keep_draft("a", "half a")
    worker.keep_draft("a", "half a sentence")
    assert worker.flush(10)
    # No closing: the program ends here.
    second = StudyFile.open(file.path, writable=False)
    assert [(draft.item, draft.text) for draft in second.drafts] == [("a", "half a sentence")]
    second.close()
    worker.keep_draft("a", "")
    worker.close(10)
    third = StudyFile.open(file.path)
    assert third.drafts == ()
    third.close()


def test_a_window_that_is_gone_does_not_end_the_saving(tmp_path: Path) -> None:
    def gone(news: Saved | Failed) -> None:
        raise RuntimeError("the window is gone")

    file = new_study(tmp_path)
    worker = SavingWorker(file, gone)
    worker.put(note("a"))
    assert worker.flush(10)
    worker.put(note("b"))
    assert worker.close(10) == ()
    again = StudyFile.open(file.path)
    assert len(state_of(again)) == 2
    again.close()
