"""The study file: what is saved stays, what was before can be had back, one writer at a time."""

from __future__ import annotations

import os
import random
import shutil
import sys
from datetime import datetime
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyviewer.model.study import ItemId, Note
from journeyviewer.study import engine, kept, store
from journeyviewer.study.chain import Operation
from journeyviewer.study.codec import from_json, parsed, to_json
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.guard import guard_path
from journeyviewer.study.opening import journal_of, working_copy
from journeyviewer.study.store import StudyFile
from journeyviewer.study.undoing import steps_of
from tests.study.help import new_study, note, state_of, take_back


def fault_of(call: object) -> StudyError:
    with pytest.raises(StudyError) as caught:
        call()  # type: ignore[operator]
    return caught.value


def test_what_was_saved_is_there_after_opening_again(tmp_path: Path) -> None:
    with_notes = new_study(tmp_path)
    with_notes.put(note("a", "first"))
    with_notes.put(note("b", "second"))
    with_notes.remove(ItemId("a"))
    with_notes.keep_draft("c", "half a sen")
    with_notes.keep_view("case", "YP1")
    with_notes.keep_snapshot('{"cases":[]}', (("a.xlsx", 12, "ab"),))
    before = with_notes.study
    with_notes.close()
    again = StudyFile.open(tmp_path / "Study.jvstudy")
    assert again.study == before
    assert [draft.text for draft in again.drafts] == ["half a sen"]
    assert again.view_state == {"case": "YP1"}
    assert again.snapshot is not None
    assert again.snapshot.cases == '{"cases":[]}'
    assert again.snapshot.sources == (("a.xlsx", 12, "ab"),)
    again.close()
    left = {path.name for path in tmp_path.iterdir()}
    assert left - {journal_of(again.path).name} == {"Study.jvstudy"}


def test_the_engine_is_set_as_recommended(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "locking_mode": "normal",
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "application_id": engine.APPLICATION_ID,
        "user_version": 1,
    }
    assert {name: file.connection.pragma(name) for name in wanted} == wanted
    assert file.connection.limit(apsw.SQLITE_LIMIT_ATTACHED, -1) == 0
    with pytest.raises(apsw.SQLError):
        file.connection.execute("ATTACH ':memory:' AS other")
    file.close()


def test_f05_a_save_reported_failed_that_arrived_is_saved_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    real = file.connection

    class Commits:
        """Commits, then says that it could not."""

        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def execute(self, statement: str, *values: object) -> object:
            done = real.execute(statement, *values)  # type: ignore[arg-type]
            if statement == "COMMIT":
                raise apsw.IOError("disk I/O error")
            return done

    file.connection = Commits()  # type: ignore[assignment]
    assert "Not saved" in str(fault_of(lambda: file.put(note("a", "one"), "r1")))
    file.connection = real
    file.put(note("b", "other"))
    file.put(note("a", "one"), "r1")
    assert state_of(file) == {"a": "one", "b": "other"}
    assert [step.revision for step in file.revisions()].count("r1") == 1
    file.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file stays where it is on Windows")
@pytest.mark.parametrize("how", ["f18_replaced", "f19_deleted", "f19_renamed"])
def test_a_file_that_is_gone_is_not_written_to(tmp_path: Path, how: str) -> None:
    path = tmp_path / "Study.jvstudy"
    file = new_study(tmp_path)
    file.put(note("a"))
    if how == "f18_replaced":
        shutil.copyfile(path, tmp_path / "other")
        os.replace(tmp_path / "other", path)
    elif how == "f19_deleted":
        path.unlink()
    else:
        path.rename(tmp_path / "renamed.jvstudy")
    error = fault_of(lambda: file.put(note("b")))
    assert error.fault is Fault.REPLACED
    assert path.name in str(error)
    assert "b" not in state_of(file)
    file.close()


def test_f13_f14_a_second_opener_reads_and_is_told_who_has_it(tmp_path: Path) -> None:
    first = new_study(tmp_path)
    first.put(note("a"))
    second = StudyFile.open(tmp_path / "Study.jvstudy")
    assert "has “Study.jvstudy” open" in second.read_only
    assert fault_of(lambda: second.put(note("b"))).fault is Fault.READ_ONLY
    assert state_of(second) == {"a": "text"}
    first.put(note("c"))
    second.close()
    first.close()
    third = StudyFile.open(tmp_path / "Study.jvstudy")
    assert third.read_only == ""
    third.close()


def test_f15_a_name_left_by_a_crash_keeps_nobody_out(tmp_path: Path) -> None:
    new_study(tmp_path).close()
    guard_path(tmp_path / "Study.jvstudy").write_text('{"name": "gone", "token": "x"}')
    after = StudyFile.open(tmp_path / "Study.jvstudy")
    assert after.read_only == ""
    after.close()


def test_f12_where_locks_do_nothing_the_second_writer_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journeyviewer.study.guard._locked", lambda stream: True)
    first = new_study(tmp_path)
    second = StudyFile.open(tmp_path / "Study.jvstudy")
    assert second.read_only
    guard_path(first.path).write_text('{"name": "other", "token": "theirs"}')
    assert fault_of(lambda: first.put(note("a"))).fault is Fault.OTHER_WRITER
    second.close()
    first.close()


def test_another_programs_write_is_seen_before_ours(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    other = engine.connect(file.path)
    other.execute(
        "INSERT INTO revisions SELECT 2, 'x', 'i', author, time, 'put', '{}', hash, hash "
        "FROM revisions"
    )
    other.close()
    assert fault_of(lambda: file.put(note("a"))).fault is Fault.OTHER_WRITER
    file.close()


@pytest.mark.parametrize("keep", [0, 1, 15, 100, 4096, 5000])
def test_f23_a_cut_file_is_never_an_empty_study(tmp_path: Path, keep: int) -> None:
    file = new_study(tmp_path)
    for number in range(20):
        file.put(note(f"n{number}", "word " * 100))
    file.close()
    file.path.write_bytes(file.path.read_bytes()[:keep])
    error = fault_of(lambda: StudyFile.open(file.path))
    assert error.fault in (Fault.DAMAGED, Fault.NOT_A_STUDY)
    assert "Study.jvstudy" in str(error)


def test_f23_a_zeroed_file_is_damaged(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.close()
    file.path.write_bytes(b"\0" * file.path.stat().st_size)
    assert fault_of(lambda: StudyFile.open(file.path)).fault is Fault.DAMAGED


@pytest.mark.parametrize("passphrase", ["", "a long passphrase"])
def test_f22_g05_no_flipped_bit_changes_words_silently(tmp_path: Path, passphrase: str) -> None:
    file = new_study(tmp_path, passphrase=passphrase)
    for number in range(30):
        file.put(note(f"n{number}", f"words of note {number} " * 20))
    key, whole = file.key, state_of(file)
    file.close()
    data = file.path.read_bytes()
    chance = random.Random(22)
    noticed = 0
    for _ in range(200):
        at = chance.randrange(len(data) * 8)
        flipped = bytearray(data)
        flipped[at // 8] ^= 1 << at % 8
        file.path.write_bytes(flipped)
        try:
            opened = StudyFile.open(file.path, key=key, writable=False)
        except StudyError:
            noticed += 1
            continue
        assert state_of(opened) == whole
        opened.close()
    print(f"G5: {noticed} of 200 flips refused, the others changed nothing")
    assert noticed > 40


def test_f21_a_journal_of_another_study_is_refused(tmp_path: Path) -> None:
    one, two = new_study(tmp_path, "One.jvstudy"), new_study(tmp_path, "Two.jvstudy")
    for number in range(20):
        one.put(note(f"one{number}", "word " * 200))
        two.put(note(f"two{number}", "other " * 200))
    cut_off(two, tmp_path / "Cut.jvstudy")
    one.close()
    two.close()
    before = one.path.read_bytes()
    shutil.copyfile(journal_of(tmp_path / "Cut.jvstudy"), journal_of(one.path))
    error = fault_of(lambda: StudyFile.open(one.path))
    assert "does not belong to it" in str(error)
    assert one.path.read_bytes() == before
    recovered = StudyFile.open(tmp_path / "Cut.jvstudy")
    assert len(state_of(recovered)) == 20
    recovered.close()


def cut_off(file: StudyFile, target: Path) -> None:
    """Copy a study in the middle of a save, as a power cut would leave it."""
    file.connection.execute("PRAGMA cache_spill = 1").fetchall()
    file.connection.execute("PRAGMA cache_size = 1").fetchall()
    file.connection.execute("BEGIN IMMEDIATE")
    file.connection.execute("UPDATE revisions SET body = body || ' '")
    file.connection.cache_flush()
    working_copy(file.path, target)
    file.connection.execute("ROLLBACK")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs Unix permissions")
def test_f09_a_cut_off_save_on_a_read_only_medium_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    for number in range(20):
        file.put(note(f"n{number}", "word " * 200))
    medium = tmp_path / "medium"
    medium.mkdir()
    cut_off(file, medium / "Cut.jvstudy")
    file.close()
    before = sorted((path.name, path.read_bytes()) for path in medium.iterdir())
    opened = StudyFile.open(medium / "Cut.jvstudy", writable=False)
    assert len(state_of(opened)) == 20
    assert "cut off" in opened.read_only
    assert fault_of(lambda: opened.put(note("x"))).fault is Fault.READ_ONLY
    opened.close()
    assert sorted((path.name, path.read_bytes()) for path in medium.iterdir()) == before


def test_f08_a_file_that_may_not_be_changed_opens_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_study(tmp_path).close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    opened = StudyFile.open(tmp_path / "Study.jvstudy")
    assert "reading only" in opened.read_only
    opened.close()
    assert not guard_path(opened.path).exists()


@pytest.mark.parametrize(
    "evil",
    [
        "CREATE TRIGGER t AFTER INSERT ON revisions BEGIN DELETE FROM drafts; END",
        "CREATE VIEW v AS SELECT * FROM revisions",
        "CREATE TABLE more (x)",
        "DROP TABLE drafts",
        "PRAGMA application_id = 1",
    ],
)
def test_b46_a_file_with_other_tables_is_refused(tmp_path: Path, evil: str) -> None:
    file = new_study(tmp_path)
    file.close()
    raw = apsw.Connection(str(file.path))
    raw.execute(evil)
    raw.close()
    assert fault_of(lambda: StudyFile.open(file.path)).fault is Fault.NOT_A_STUDY


def test_f30_a_clock_set_back_is_noted_and_the_order_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    file.put(note("a", "one"))
    monkeypatch.setattr(store, "utc_now", lambda: datetime.fromisoformat("2001-01-01T00:00+00:00"))
    file.put(note("a", "two"))
    monkeypatch.undo()
    assert state_of(file) == {"a": "two"}
    assert [step.clock_back for step in file.history("a")] == [False, True]
    file.close()
    again = StudyFile.open(file.path)
    assert state_of(again) == {"a": "two"}
    assert kept.utc_now().tzinfo is not None
    again.close()


@given(text=st.text(st.characters(), max_size=200))
@settings(max_examples=200, deadline=None)
def test_f31_any_text_is_kept_or_its_broken_letters_marked(text: str) -> None:
    back = from_json(to_json(note("a", text)))
    assert isinstance(back, Note)
    assert back.text == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert to_json(back).encode()


def test_f31_long_and_hostile_text(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    texts = {"long": "x" * 10_000_000, "half": "a\ud800b", "marks": "a\0b\u202ec"}
    for name, text in texts.items():
        file.put(note(name, text))
    assert fault_of(lambda: file.put(note("huge", "x" * 13_000_000))).fault is Fault.TOO_LARGE
    file.close()
    again = StudyFile.open(file.path)
    assert state_of(again) == {**texts, "half": "a\ufffdb"}
    again.close()
    with pytest.raises(ValueError, match="too deep"):
        parsed('{"a":' + "[" * 50 + "]" * 50 + "}")


def test_f32_undo_past_save_is_a_new_step(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    file.put(note("a", "one"))
    file.put(note("a", "two"))
    file.remove(ItemId("a"))
    file.close()
    file = StudyFile.open(file.path)
    for pair, left in zip(reversed(steps_of(file, 9).pairs), ("two", "one", ""), strict=True):
        take_back(file, pair)
        assert state_of(file) == ({"a": left} if left else {})
    file.close()
    again = StudyFile.open(file.path)
    assert [step.operation for step in again.history("a")] == [
        Operation.PUT,
        Operation.PUT,
        Operation.REMOVE,
        Operation.PUT,
        Operation.PUT,
        Operation.REMOVE,
    ]
    again.close()


def test_a_locked_study_opens_with_its_passphrase_or_its_printed_key(tmp_path: Path) -> None:
    file = new_study(tmp_path, passphrase="straße")
    file.put(note("a", "CANARY in plain sight"))
    printed = file.recovery_key
    file.close()
    assert b"CANARY" not in file.path.read_bytes()
    for secret in ("straße", printed, printed.lower().replace("-", " ")):
        opened = StudyFile.open(file.path, secret)
        assert state_of(opened) == {"a": "CANARY in plain sight"}
        opened.close()
    assert fault_of(lambda: StudyFile.open(file.path, "wrong")).fault is Fault.PASSPHRASE
    assert fault_of(lambda: StudyFile.open(file.path)).fault is Fault.PASSPHRASE


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=600))
def test_f23_any_bytes_give_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "Any.jvstudy"
    path.write_bytes(data)
    assert "Any.jvstudy" in str(fault_of(lambda: StudyFile.open(path)))
