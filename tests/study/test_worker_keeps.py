"""What else the saving thread does: backups, the records, the last view, looking things up."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.study import backups as keeping
from journeyviewer.study import worker as working
from journeyviewer.study.backups import backup_folder, backups, verify
from journeyviewer.study.chain import Operation, Revision
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.sources import kept_records, look_for, sign
from journeyviewer.study.store import StudyFile
from journeyviewer.study.worker import Failed, Saved, SavingWorker
from tests.study.help import new_study, note, state_of


def test_backups_are_made_at_the_start_and_at_the_end(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    worker = SavingWorker(file, lambda news: None)
    worker.put(note("a"))
    worker.close(10)
    made = backups(file.path)
    assert [verify(one) for one in made][0] == 2
    assert all(verify(one) for one in made)
    # Nothing was done since: nothing is written.
    again = SavingWorker(StudyFile.open(file.path), lambda news: None)
    again.close(10)
    assert backups(file.path) == made


def test_a_backup_is_made_while_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "EVERY", timedelta(0))
    monkeypatch.setattr(working, "LOOK_SECONDS", 0.01)
    made = threading.Event()
    real = keeping.back_up

    def back_up(study: StudyFile) -> Path | None:
        path = real(study)
        if study.last == 2:
            made.set()
        return path

    monkeypatch.setattr(keeping, "back_up", back_up)
    worker = SavingWorker(new_study(tmp_path), lambda news: None)
    worker.put(note("a"))
    assert made.wait(20)
    worker.close(10)


def test_f36_a_backup_that_fails_is_told_once_and_saving_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "EVERY", timedelta(0))
    file = new_study(tmp_path)
    backup_folder(file.path).write_text("a file where the folder should be")
    warned: list[str] = []
    told: list[Saved | Failed] = []
    worker = SavingWorker(file, told.append, warn=warned.append)
    for number in range(3):
        worker.put(note(f"n{number}"))
        assert worker.flush(20)
    backup_folder(file.path).unlink()
    worker.put(note("last"))
    worker.close(20)
    assert len(warned) == 2
    assert "No backup of “Study.jvstudy” could be made" in warned[0]
    assert warned[1] == ""
    assert all(isinstance(news, Saved) for news in told)
    assert verify(backups(file.path)[0]) == 5


def test_a_cut_off_backup_is_cleared_away(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    folder = backup_folder(file.path)
    folder.mkdir()
    (folder / ".2026-01-01 000000 step 1.jvstudy.part").write_bytes(b"half")
    SavingWorker(file, lambda news: None).close(10)
    assert [one.name[0] for one in folder.iterdir()] == ["2"]


def test_a_backup_holds_a_draft_that_no_step_holds(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    keeping.back_up(file)
    file.keep_draft("a", "half a sentence")
    # Backups are named by the second.
    for old in backups(file.path):
        old.rename(old.with_name(f"2020-01-01 000000 step {file.last}.jvstudy"))
    assert keeping.back_up(file) is not None
    assert keeping.back_up(file) is None
    copy = StudyFile.open(backups(file.path)[0], writable=False)
    assert [draft.text for draft in copy.drafts] == ["half a sentence"]
    copy.close()
    file.close()


def test_the_last_view_and_the_records_are_kept(tmp_path: Path) -> None:
    source = tmp_path / "cases.csv"
    source.write_text("a,b\n")
    cohort = Cohort(name="Set", cases=(Case(id="YP1"),))
    worker = SavingWorker(new_study(tmp_path), lambda news: None)
    worker.keep_view("case", "YP1")
    worker.keep_view("case", "YP2")
    worker.keep_records(cohort, [tmp_path / "gone.csv", source])
    worker.close(10)
    file = StudyFile.open(tmp_path / "Study.jvstudy")
    assert file.view_state == {"case": "YP2"}
    assert kept_records(file) == (cohort, (sign(source),))
    version = file.connection.data_version()
    other = apsw.Connection(str(file.path), flags=apsw.SQLITE_OPEN_READONLY)
    before = other.execute("PRAGMA data_version").fetchone()
    working.keep_records(file, cohort, [source])
    assert other.execute("PRAGMA data_version").fetchone() == before, version
    other.close()
    file.close()


def test_the_history_is_given_from_the_thread_that_saves(tmp_path: Path) -> None:
    told: list[Saved | Failed] = []
    worker = SavingWorker(new_study(tmp_path), told.append)
    worker.put(note("a", "first"))
    assert worker.flush(10)
    worker.put(note("a", "second"))
    given: list[tuple[Revision, ...]] = []
    here = threading.Event()

    def give(steps: tuple[Revision, ...]) -> None:
        given.append(steps)
        here.set()

    worker.history("a", give)
    assert here.wait(10)
    worker.close(10)
    assert [step.operation for step in given[0]] == [Operation.PUT, Operation.PUT]
    # That somebody looks something up does not hide that all is saved.
    assert len(told) == 2


def test_the_history_can_be_seen_while_nothing_can_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    file.put(note("a", "first"))

    def append(self: StudyFile, revision: object) -> None:
        raise apsw.IOError("disk I/O error")

    monkeypatch.setattr(StudyFile, "_append", append)
    worker = SavingWorker(file, lambda news: None)
    worker.put(note("a", "second"))
    here = threading.Event()
    worker.history("a", lambda steps: here.set())
    assert here.wait(10)
    worker.close(0.2)


def test_what_cannot_be_kept_at_all_holds_up_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    real = StudyFile.put

    def put(self: StudyFile, item: object, name: str = "") -> object:
        if getattr(item, "id", "") == "huge":
            raise StudyError(Fault.TOO_LARGE, "This text is too long.")
        return real(self, item, name)  # type: ignore[arg-type]

    monkeypatch.setattr(StudyFile, "put", put)
    told: list[Saved | Failed] = []
    worker = SavingWorker(file, told.append)
    worker.put(note("huge"))
    worker.put(note("small"))
    worker.do("wait", lambda file: None)
    assert [item.id for item in worker.close(2)] == ["huge"]
    assert not any(isinstance(news, Saved) for news in told)
    again = StudyFile.open(file.path)
    assert set(state_of(again)) == {"small"}
    again.close()


def test_f26_a_source_that_moved_is_known_by_its_content(tmp_path: Path) -> None:
    there, gone = tmp_path / "there", tmp_path / "gone"
    for folder in (there, gone):
        folder.mkdir()
    names = ("same.csv", "changed.csv", "renamed.csv", "lost.csv", "elsewhere.csv")
    known = []
    for name in names:
        (there / name).write_text(f"rows of {name}")
        known.append(sign(there / name))
    (there / "changed.csv").write_text("other rows")
    (there / "renamed.csv").rename(there / "new name.csv")
    (there / "elsewhere.csv").rename(gone / "elsewhere.csv")
    (there / "lost.csv").unlink()
    found = look_for(known, [gone])
    assert found.same == (str(there / "same.csv"),)
    assert found.changed == (str(there / "changed.csv"),)
    assert dict(found.moved) == {
        str(there / "renamed.csv"): there / "new name.csv",
        str(there / "elsewhere.csv"): gone / "elsewhere.csv",
    }
    assert found.missing == (str(there / "lost.csv"),)
    assert "Not found: “lost.csv”. The study goes on with the records it keeps." in found.sentence
    assert look_for(known[:1]).sentence == ""


def test_f26_work_goes_on_from_the_records_when_every_source_is_gone(tmp_path: Path) -> None:
    source = tmp_path / "cases.csv"
    source.write_text("a,b\n")
    cohort = Cohort(name="Set", cases=(Case(id="YP1"),))
    file = new_study(tmp_path)
    working.keep_records(file, cohort, [source])
    file.close()
    source.unlink()
    again = StudyFile.open(file.path)
    found = kept_records(again)
    assert found is not None
    assert found[0] == cohort
    assert look_for(found[1]).missing == (str(source),)
    again.put(note("a"))
    again.close()


def test_records_of_another_program_are_refused_in_a_sentence(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    assert kept_records(file) is None
    file.keep_snapshot('{"format": "other"}', ())
    with pytest.raises(StudyError) as caught:
        kept_records(file)
    assert caught.value.fault is Fault.DAMAGED
    file.close()


@pytest.mark.parametrize("failing", [0, 2])
def test_a_text_is_let_go_of_once_what_it_became_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    file = new_study(tmp_path)
    real_put, real_keep = StudyFile.put, StudyFile.keep_draft
    typing, go_on = threading.Event(), threading.Event()
    order: list[str] = []
    left = [failing]

    def keep(self: StudyFile, item_id: str, text: str) -> None:
        order.append(f"draft {text!r}")
        real_keep(self, item_id, text)
        typing.set()
        go_on.wait(10)

    def put(self: StudyFile, *values: object) -> object:
        if left[0]:
            left[0] -= 1
            raise apsw.FullError("database or disk is full")
        order.append("put")
        return real_put(self, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(StudyFile, "keep_draft", keep)
    monkeypatch.setattr(StudyFile, "put", put)
    worker = SavingWorker(file, lambda news: None)
    worker.keep_draft("a", "n")
    assert typing.wait(10)
    # While the first letter is being kept there is more of it, and then it is finished.
    worker.keep_draft("a", "no")
    worker.put(note("a", "nobody"))
    worker.keep_draft("a", "")
    go_on.set()
    assert worker.close(20) == ()
    assert order == ["draft 'n'", "put", "draft ''"]
    again = StudyFile.open(file.path)
    assert state_of(again) == {"a": "nobody"}
    assert again.drafts == ()
    again.close()


def test_what_was_given_in_the_same_tick_of_a_slow_clock_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    go_on, real = threading.Event(), StudyFile.put

    def put(self: StudyFile, *values: object) -> object:
        go_on.wait(10)
        return real(self, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(StudyFile, "put", put)
    worker = SavingWorker(file, lambda news: None)
    monkeypatch.setattr("journeyviewer.study.worker.time.monotonic", lambda: 7.0)
    assert not worker.waiting
    worker.put(note("a", "typed just now"))
    assert worker.held_up == 0.0
    assert worker.waiting
    monkeypatch.undo()
    go_on.set()
    assert worker.close(20) == ()
    assert not worker.waiting
