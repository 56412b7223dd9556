"""Files of older and newer formats: converted with a copy kept, or read and left as they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from journeyviewer.model.study import Note
from journeyviewer.study import codec, engine, migrating
from journeyviewer.study.faults import Fault, StudyError
from journeyviewer.study.migrating import migrate
from journeyviewer.study.store import StudyFile
from tests.study.help import new_study, note, state_of

DATA = Path(__file__).parent / "data"


def newer_file(folder: Path, *changes: str) -> Path:
    file = new_study(folder)
    file.put(note("a", "known"))
    file.close()
    raw = apsw.Connection(str(file.path))
    raw.pragma("user_version", 99)
    for change in changes:
        raw.execute(change)
    raw.close()
    return file.path


def test_f28_a_newer_file_is_read_and_left_as_it_is(tmp_path: Path) -> None:
    path = newer_file(tmp_path, "CREATE TABLE more (x)", "DROP TABLE drafts")
    before = path.read_bytes()
    file = StudyFile.open(path)
    assert state_of(file) == {"a": "known"}
    assert "saved by a newer journeyviewer (study format 99)" in file.read_only
    with pytest.raises(StudyError) as caught:
        file.put(note("b"))
    assert caught.value.fault is Fault.READ_ONLY
    file.close()
    assert path.read_bytes() == before
    # It keeps nobody else out.
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_f28_items_of_an_unknown_kind_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path)
    file.put(note("a", "known"))
    monkeypatch.setitem(codec._NAMES, Note, "drawing")
    monkeypatch.setitem(codec.TYPES, "drawing", Note)
    file.put(note("b"))
    monkeypatch.undo()
    file.connection.pragma("user_version", 99)
    file.close()
    again = StudyFile.open(file.path)
    assert state_of(again) == {"a": "known"}
    assert "without 1 items of a kind unknown to this version" in again.read_only
    again.close()


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE revisions RENAME TO steps",
        "UPDATE revisions SET body = 'x' WHERE seq = 2",
        "DELETE FROM revisions WHERE seq = 1",
    ],
)
def test_f28_a_newer_file_that_cannot_be_read_is_refused(tmp_path: Path, change: str) -> None:
    path = newer_file(tmp_path, change)
    before = path.read_bytes()
    with pytest.raises(StudyError) as caught:
        StudyFile.open(path)
    assert caught.value.fault is Fault.NEWER
    assert "99" in str(caught.value)
    assert path.read_bytes() == before


def first_format(folder: Path) -> Path:
    return Path(shutil.copyfile(DATA / "version-1.jvstudy", folder / "Old.jvstudy"))


def test_f29_a_file_of_the_first_format_opens(tmp_path: Path) -> None:
    file = StudyFile.open(first_format(tmp_path))
    assert state_of(file) == {"a": "the first format", "b": "second"}
    assert [draft.text for draft in file.drafts] == ["half"]
    assert file.snapshot is not None
    file.put(note("c", "written today"))
    file.close()


@pytest.fixture
def second_format(monkeypatch: pytest.MonkeyPatch) -> str:
    """A later format of this program, with one more table."""
    more = "CREATE TABLE more (name TEXT PRIMARY KEY) STRICT"
    monkeypatch.setattr(migrating, "STEPS", {1: lambda file: file.execute(more) and None})
    monkeypatch.setattr(engine, "VERSION", 2)
    monkeypatch.setattr(engine, "SCHEMAS", {1: engine.SCHEMA, 2: (*engine.SCHEMA, more)})
    return more


def test_f29_an_old_file_is_converted_with_a_copy_kept(tmp_path: Path, second_format: str) -> None:
    path = first_format(tmp_path)
    before = path.read_bytes()
    assert migrate(path, steps={1: lambda file: file.execute(second_format) and None}) == 1
    kept = list((tmp_path / "Old backups").iterdir())
    assert [one.read_bytes() for one in kept] == [before]
    file = StudyFile.open(path)
    assert state_of(file) == {"a": "the first format", "b": "second"}
    assert file.connection.pragma("user_version") == 2
    file.close()


def test_f29_a_conversion_that_fails_leaves_the_file(tmp_path: Path, second_format: str) -> None:
    path = first_format(tmp_path)

    def half(connection: apsw.Connection) -> None:
        connection.execute(second_format)
        connection.execute("DELETE FROM revisions")
        raise apsw.FullError("disk is full")

    with pytest.raises(StudyError) as caught:
        migrate(path, steps={1: half})
    assert caught.value.fault is Fault.FULL
    raw = engine.connect(path)
    assert raw.pragma("user_version") == 1
    assert raw.execute("SELECT count(*) FROM revisions").fetchone() == (3,)
    raw.close()


def test_f29_opening_converts_with_a_copy_kept(tmp_path: Path, second_format: str) -> None:
    path = first_format(tmp_path)
    before = path.read_bytes()
    file = StudyFile.open(path)
    assert file.read_only == ""
    assert file.connection.pragma("user_version") == 2
    file.put(note("c", "written today"))
    file.close()
    kept = list((tmp_path / "Old backups").iterdir())
    assert [one.read_bytes() for one in kept] == [before]
    again = StudyFile.open(path)
    assert set(state_of(again)) == {"a", "b", "c"}
    again.close()


def test_f29_a_locked_file_is_converted_and_stays_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = new_study(tmp_path, passphrase="correct horse")
    file.put(note("a", "words of the note"))
    file.close()
    more = "CREATE TABLE more (name TEXT PRIMARY KEY) STRICT"
    monkeypatch.setattr(engine, "VERSION", 2)
    monkeypatch.setattr(engine, "SCHEMAS", {1: engine.SCHEMA, 2: (*engine.SCHEMA, more)})
    monkeypatch.setattr(migrating, "STEPS", {1: lambda it: it.execute(more) and None})
    read = StudyFile.open(file.path, "correct horse", writable=False)
    assert state_of(read) == {"a": "words of the note"}
    read.close()
    again = StudyFile.open(file.path, "correct horse")
    assert again.connection.pragma("user_version") == 2
    assert state_of(again) == {"a": "words of the note"}
    again.close()
    for path in tmp_path.rglob("*.jvstudy"):
        assert b"words of the note" not in path.read_bytes()


def test_f29_an_old_file_that_may_not_be_written_is_read(
    tmp_path: Path, second_format: str
) -> None:
    path = first_format(tmp_path)
    before = path.read_bytes()
    file = StudyFile.open(path, writable=False)
    assert state_of(file) == {"a": "the first format", "b": "second"}
    assert file.read_only
    file.close()
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("error", [apsw.FullError("disk is full"), apsw.IOError("disk I/O error")])
def test_f29_an_old_file_that_cannot_be_converted_now_is_read(
    tmp_path: Path, second_format: str, monkeypatch: pytest.MonkeyPatch, error: apsw.Error
) -> None:
    path = first_format(tmp_path)
    tried = []

    def half(connection: apsw.Connection) -> None:
        connection.execute(second_format)
        if not tried:
            tried.append(True)
            raise error

    monkeypatch.setattr(migrating, "STEPS", {1: half})
    file = StudyFile.open(path)
    assert state_of(file) == {"a": "the first format", "b": "second"}
    assert "older format and could not be converted" in file.read_only
    file.close()
    raw = engine.connect(path)
    assert raw.pragma("user_version") == 1
    raw.close()
    # Nobody is kept out, and the next time goes well.
    again = StudyFile.open(path)
    assert again.read_only == ""
    again.close()


def test_f29_a_conversion_that_comes_out_wrong_gives_way_to_the_copy(
    tmp_path: Path, second_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = first_format(tmp_path)
    before = path.read_bytes()

    def wrong(connection: apsw.Connection) -> None:
        connection.execute(second_format)
        connection.execute("UPDATE revisions SET body = '{}' WHERE seq = 2")

    monkeypatch.setattr(migrating, "STEPS", {1: wrong})
    with pytest.raises(StudyError) as caught:
        StudyFile.open(path)
    assert caught.value.fault is Fault.DAMAGED
    assert path.read_bytes() == before
