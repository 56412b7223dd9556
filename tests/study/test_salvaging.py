"""A damaged study gives what can still be read, never anything altered, and says what is lost."""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journeyviewer.cli import main
from journeyviewer.model.study import Note
from journeyviewer.study.backups import back_up
from journeyviewer.study.carving import PAGE, carved
from journeyviewer.study.faults import Fault, StudyError, could_not_save
from journeyviewer.study.kept import revision_of
from journeyviewer.study.merging import merge
from journeyviewer.study.salvaging import salvage
from journeyviewer.study.store import StudyFile
from tests.study.help import do, new_study, note, state_of, steps


def worked_on(folder: Path, count: int = 120, passphrase: str = "") -> tuple[Path, set[str]]:
    """Return a closed study and every wording it ever held."""
    file = new_study(folder, passphrase=passphrase)
    for step in steps(3, count):
        do(file, step)
    file.keep_snapshot('{"cases": []}', (("a.csv", 1, "ff"),))
    file.keep_draft("x", "half typed")
    file.close()
    return file.path, wordings(count)


def wordings(count: int) -> set[str]:
    """Return every wording that a study of so many steps ever held."""
    return {text for _, text in steps(3, count) if text}


def overwritten(path: Path, first: int, last: int, fill: bytes = b"\0") -> None:
    data = bytearray(path.read_bytes())
    data[first:last] = (fill * (last - first))[: last - first]
    path.write_bytes(data)


def test_f23_a_whole_file_is_salvaged_whole(tmp_path: Path) -> None:
    path, _ = worked_on(tmp_path)
    whole = StudyFile.open(path, writable=False)
    done = salvage(path, tmp_path / "New.jvstudy")
    new = StudyFile.open(tmp_path / "New.jvstudy", writable=False)
    assert done.lost == ()
    assert done.beside_lost == ()
    assert list(new.revisions()) == list(whole.revisions())
    assert new.study == whole.study
    assert new.drafts == whole.drafts
    assert new.snapshot is not None
    new.close()
    whole.close()


def test_f23_the_pages_alone_give_every_step(tmp_path: Path) -> None:
    path, _ = worked_on(tmp_path)
    file = StudyFile.open(path, writable=False)
    wanted = {one.revision for one in file.revisions()}
    file.close()
    assert {one.revision for one in carved(path.read_bytes())} == wanted


def test_a_text_over_many_pages_is_found_in_them(tmp_path: Path) -> None:
    from tests.study.help import note

    file = new_study(tmp_path)
    for size in (100, 4_000, 4_061, 4_062, 8_200, 50_000):
        file.put(note(f"n{size}", "é" * (size // 2)))
    wanted = {one.revision for one in file.revisions()}
    file.close()
    assert {one.revision for one in carved(file.path.read_bytes())} == wanted


def test_f23_a_file_without_its_first_page_is_salvaged(tmp_path: Path) -> None:
    path, said = worked_on(tmp_path)
    whole = StudyFile.open(path, writable=False)
    wanted = state_of(whole)
    whole.close()
    overwritten(path, 0, PAGE)
    before = path.read_bytes()
    with pytest.raises(StudyError):
        StudyFile.open(path)
    done = salvage(path, tmp_path / "New.jvstudy")
    new = StudyFile.open(tmp_path / "New.jvstudy")
    assert state_of(new) == wanted
    assert set(state_of(new).values()) <= said
    assert done.lost == ()
    assert "the records as read" in done.beside_lost
    assert path.read_bytes() == before
    new.close()


def page_of_steps(path: Path) -> int:
    """Return where a page in the middle of the steps begins."""
    data = path.read_bytes()
    pages = [at for at in range(0, len(data), PAGE) if data[at] == 13]
    steps = [at for at in pages if list(carved(bytes(PAGE) + data[at : at + PAGE]))]
    return steps[len(steps) // 2]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**9))
# Values of a step are none where the table allows no such thing.
@example(seed=626919)
def test_f23_whatever_is_broken_nothing_comes_back_altered(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = tmp_path / str(seed)
    folder.mkdir(exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    # Worked on once, and a copy of it broken each time.
    whole = tmp_path / "whole"
    if not whole.exists():
        whole.mkdir()
        worked_on(whole, 60)
    (file,) = whole.iterdir()
    path, said = shutil.copyfile(file, folder / file.name), wordings(60)
    size = path.stat().st_size
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(size)
        fill = bytes([chance.choice((0, 255, chance.randrange(256)))])
        overwritten(path, start, min(size, start + chance.choice((1, 40, 3_000))), fill)
    if chance.random() < 0.3:
        path.write_bytes(path.read_bytes()[: chance.randrange(1, size)])
    with contextlib.suppress(StudyError):
        StudyFile.open(path).close()
    try:
        done = salvage(path, folder / "New.jvstudy")
    except StudyError as error:
        assert error.fault is Fault.DAMAGED
        assert not (folder / "New.jvstudy").exists()
        return
    new = StudyFile.open(folder / "New.jvstudy")
    for item in new.study.items.values():
        assert isinstance(item, Note)
        assert item.text in said
    texts = {one.body for one in new.revisions()}
    assert len(texts) + len(done.lost) >= 1
    assert all("steps" in sentence or "read" in sentence for sentence in done.sentences())
    new.close()


@pytest.mark.parametrize(
    ("letters", "broken"),
    [
        (b"half typed", b"half \xff\xfftyp"),
        (b"TABLE view_state", b"TABLE view_\xff\xff\xff\xff\xff"),
    ],
)
def test_a_study_whose_letters_are_none_is_told_to_be_damaged(
    tmp_path: Path, letters: bytes, broken: bytes
) -> None:
    path, _ = worked_on(tmp_path, 20)
    data = path.read_bytes()
    assert letters in data
    assert len(letters) == len(broken)
    path.write_bytes(data.replace(letters, broken))
    with pytest.raises(StudyError) as told:
        StudyFile.open(path)
    assert told.value.fault is Fault.DAMAGED
    done = salvage(path, tmp_path / "New.jvstudy")
    assert done.lost == ()


@pytest.mark.parametrize("number", [2**40, -7])
def test_a_step_of_a_damaged_number_goes_where_its_seal_says(tmp_path: Path, number: int) -> None:
    file = new_study(tmp_path)
    for text in ("first", "second", "third"):
        file.put(note("n1", text))
    file.close()
    connection = apsw.Connection(str(file.path))
    connection.execute("UPDATE revisions SET seq = ? WHERE body LIKE '%second%'", (number,))
    connection.close()
    done = salvage(file.path, tmp_path / "New.jvstudy")
    new = StudyFile.open(tmp_path / "New.jvstudy")
    bodies = [one.body for one in new.history("n1")]
    assert [sum(word in body for body in bodies) for word in ("first", "second", "third")] == [
        1
    ] * 3
    assert "second" in bodies[1]
    assert "third" in bodies[2]
    assert len(done.lost) == 1
    new.close()


@pytest.mark.parametrize("value", [None, 7, 1.5, "text", b"bytes"])
@pytest.mark.parametrize("place", range(9))
def test_a_step_of_values_that_no_step_has_is_not_read(place: int, value: object) -> None:
    row: list[object] = [3, "id", "n1", "A", "2026-01-02T03:04:05+00:00", "put", "{}", b"", b"x"]
    assert revision_of(tuple(row), None).seq == 3
    if type(value) is type(row[place]):
        return
    row[place] = value
    with pytest.raises(ValueError, match="another type"):
        revision_of(tuple(row), None)


def test_the_newest_backup_and_what_is_salvaged_give_the_most(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    for step in steps(3, 60):
        do(file, step)
    backup = back_up(file)
    assert backup is not None
    for step in steps(4, 60):
        do(file, (f"later {step[0]}", step[1]))
    wanted = state_of(file)
    seqs = [one.seq for one in file.revisions()]
    file.close()
    # A page of early steps is gone; the backup has these, and lacks the later ones.
    page = page_of_steps(backup)
    overwritten(file.path, page, page + PAGE)
    done = salvage(file.path, tmp_path / "New.jvstudy")
    assert 0 < len(done.lost) < len(seqs)
    new = StudyFile.open(tmp_path / "New.jvstudy")
    old = StudyFile.open(backup, writable=False)
    merge([new, old], tmp_path / "Most.jvstudy")
    most = StudyFile.open(tmp_path / "Most.jvstudy")
    assert {name: text for name, text in state_of(most).items() if name in wanted} == wanted
    for one in (new, old, most):
        one.close()


def test_a_locked_study_gives_what_its_whole_pages_hold(tmp_path: Path) -> None:
    from journeyviewer.study.keys import key_for

    path, said = worked_on(tmp_path, passphrase="correct horse")
    key = key_for(path, "correct horse")
    overwritten(path, 8 * PAGE, 14 * PAGE, b"x")
    done = salvage(path, tmp_path / "New.jvstudy", key, "correct horse")
    assert done.lost
    assert b"secure" not in (tmp_path / "New.jvstudy").read_bytes()
    new = StudyFile.open(tmp_path / "New.jvstudy", "correct horse")
    assert new.last > 20
    assert set(state_of(new).values()) <= said
    new.close()


def test_the_commands_salvage_and_merge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = worked_on(tmp_path)
    file = StudyFile.open(path)
    back_up(file)
    file.close()
    page = page_of_steps(path)
    overwritten(path, page, page + PAGE)
    new = tmp_path / "New.jvstudy"
    assert main(["study", "salvage", str(path), "-o", str(new)]) == 0
    said = capsys.readouterr().out
    assert "steps are lost" in said
    assert "A whole backup is there too" in said
    backup = next((tmp_path / "Study backups").iterdir())
    both = tmp_path / "Both.jvstudy"
    assert main(["study", "merge", str(new), str(backup), "-o", str(both)]) == 0
    assert "steps of R. Reader" in capsys.readouterr().out
    assert main(["study", "verify", str(both)]) == 0
    assert main(["study", "salvage", str(tmp_path / "no.jvstudy"), "-o", str(both)]) == 1


@pytest.mark.parametrize(
    ("refused", "advice"),
    [
        (OSError(28, "No space left"), "Free some space"),
        (OSError(5, "Input/output error"), "Look whether there is space on that drive"),
    ],
)
def test_a_command_whose_drive_takes_nothing_speaks_of_no_text_that_is_kept(
    refused: OSError,
    advice: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, _ = worked_on(tmp_path, 5)
    new = tmp_path / "New.jvstudy"

    def full(*_: object, **__: object) -> None:
        raise could_not_save(new, refused) from refused

    monkeypatch.setattr("journeyviewer.study.salvaging.salvage", full)
    assert main(["study", "salvage", str(path), "-o", str(new)]) == 1
    said = capsys.readouterr().err
    assert "“New.jvstudy” could not be written in" in said and advice in said
    assert "kept here" not in said


def test_a_file_of_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Nothing.jvstudy"
    path.write_bytes(b"\0" * 40_000)
    with pytest.raises(StudyError) as caught:
        salvage(path, tmp_path / "New.jvstudy")
    assert caught.value.fault is Fault.DAMAGED
    assert not (tmp_path / "New.jvstudy").exists()
