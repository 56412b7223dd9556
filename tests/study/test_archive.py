"""A study outlives the program: plain files, and back to the same state."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from journeyviewer.cli import main
from journeyviewer.model.chronology import Case, Cohort, EntryId, Kind, SourceRow
from journeyviewer.model.study import ItemId, KeyDevelopment, OwnEntry
from journeyviewer.model.times import month
from journeyviewer.study.archive import read_archive, state_hash, write_archive
from journeyviewer.study.backups import back_up
from journeyviewer.study.faults import StudyError
from journeyviewer.study.records_codec import records_to_text
from journeyviewer.study.sources import kept_records
from journeyviewer.study.store import StudyFile
from tests.study.help import new_study, note


def worked_on(folder: Path, passphrase: str = "") -> StudyFile:
    file = new_study(folder, passphrase=passphrase)
    file.put(note("a", "=1+1 first\nline two \u2028 three"))
    file.put(note("b", "-ve attitude"))
    file.remove(ItemId("a"))
    file.put(note("c", "-ve attitude, third"))
    file.keep_snapshot('{"cases": ["é"]}', (("=a.xlsx", 3, "ff"),))
    return file


def test_g13_an_archive_comes_back_to_the_same_state(tmp_path: Path) -> None:
    file = worked_on(tmp_path)
    written = write_archive(file, tmp_path / "archive")
    assert "manifest.sha256" in [path.name for path in written]
    back = read_archive(tmp_path / "archive", tmp_path / "Back.jvstudy")
    assert state_hash(back.study) == state_hash(file.study)
    assert list(back.revisions()) == list(file.revisions())
    assert back.snapshot is not None
    assert file.snapshot is not None
    assert back.snapshot.cases == file.snapshot.cases
    assert back.snapshot.sources == file.snapshot.sources
    notes = (tmp_path / "archive" / "notes.csv").read_text(encoding="utf-8")
    assert "'-ve attitude" in notes
    for line in (tmp_path / "archive" / "annotations.jsonl").read_text("utf-8").split("\n")[:-1]:
        assert json.loads(line)["hash"]
    back.close()
    file.close()


def test_g13_the_entries_are_written_as_a_table(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    own = OwnEntry(
        id=ItemId("o"),
        case="YP1",
        kind=Kind.EVENT,
        lane="legal",
        label="Seen from the letters",
        start=month(2013, 5),
    )
    read = replace(
        own.entry(),
        id=EntryId("e"),
        label="=Care order",
        words="-ve attitude",
        attributes={},
        sources=(SourceRow("a.xlsx", "Sheet1", 7),),
    )
    file.put(own)
    cohort = Cohort(name="Set", cases=(Case(id="YP1", entries=(read,)),))
    file.keep_snapshot(records_to_text(cohort), (("a.xlsx", 3, "ff"),))
    write_archive(file, tmp_path / "archive")
    with (tmp_path / "archive" / "events.csv").open(encoding="utf-8", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert first["label"] == "'=Care order"
    assert first["words"] == "'-ve attitude"
    assert (first["start_earliest"], first["start_latest"]) == ("2013-05-01", "2013-05-31")
    assert (first["file"], first["sheet"], first["row"], first["own"]) == (
        "a.xlsx",
        "Sheet1",
        "7",
        "no",
    )
    assert (second["label"], second["own"], second["row"]) == ("Seen from the letters", "yes", "")
    back = read_archive(tmp_path / "archive", tmp_path / "Back.jvstudy")
    found = kept_records(back)
    assert found is not None
    assert found[0] == cohort
    back.close()
    file.close()


def test_whom_to_ask_is_written_and_comes_back(tmp_path: Path) -> None:
    file = new_study(tmp_path)
    asked = replace(note("a", "Who took her there?"), to_check=True, whom="=the school, Ms Lee")
    nobody = replace(note("b", "When was that?"), to_check=True)
    moment = KeyDevelopment(id=ItemId("k"), target=asked.target, title="First night away")
    for item in (asked, nobody, note("c"), moment):
        file.put(item)
    folder = tmp_path / "archive"
    write_archive(file, folder)
    file.close()
    with (folder / "notes.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["to_check"], row["whom"]) for row in rows] == [
        ("yes", "'=the school, Ms Lee"),
        ("yes", ""),
        ("no", ""),
        ("no", ""),
    ]
    # A reader that goes by place finds the older columns where they were.
    assert list(rows[0])[:9] == "case kind lane start end about text author created".split()
    book = (folder / "codebook.txt").read_text(encoding="utf-8")
    assert "whom: who is to be asked" in book and "to_check: yes" in book
    lines = (folder / "annotations.jsonl").read_text("utf-8").splitlines()
    assert json.loads(json.loads(lines[1])["body"])["whom"] == "=the school, Ms Lee"
    back = read_archive(folder, tmp_path / "Back.jvstudy")
    assert back.study.items[asked.id] == asked and back.study.items[nobody.id] == nobody
    back.close()


def test_an_archive_that_was_changed_is_refused(tmp_path: Path) -> None:
    file = worked_on(tmp_path)
    write_archive(file, tmp_path / "archive")
    steps = tmp_path / "archive" / "annotations.jsonl"
    steps.write_text(steps.read_text("utf-8").replace("attitude", "altitude"), "utf-8")
    with pytest.raises(StudyError, match=r"annotations\.jsonl.*Take another copy"):
        read_archive(tmp_path / "archive", tmp_path / "Back.jvstudy")
    steps.unlink()
    with pytest.raises(StudyError, match="it is not there"):
        read_archive(tmp_path / "archive", tmp_path / "Back.jvstudy")
    with pytest.raises(StudyError, match="not empty"):
        write_archive(file, tmp_path / "archive")
    file.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("annotations.jsonl", "[" * 100_000),
        ("annotations.jsonl", '{"seq": 1}'),
        ("annotations.jsonl", ""),
        ("sources.csv", "name,bytes,sha256\na.xlsx,many,ff\n"),
        ("records.json", "\udc80"),
    ],
)
def test_an_archive_whose_seals_were_made_to_fit_leaves_no_study(
    tmp_path: Path, name: str, content: str
) -> None:
    file, folder = worked_on(tmp_path), tmp_path / "archive"
    write_archive(file, folder)
    file.close()
    (folder / name).write_bytes(content.encode("utf-8", "surrogateescape"))
    sums = (
        f"{sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in folder.glob("[!m]*")
    )
    (folder / "manifest.sha256").write_text("\n".join(sums), "utf-8")
    with pytest.raises(StudyError, match="is not as it was written"):
        read_archive(folder, tmp_path / "Back.jvstudy")
    assert not (tmp_path / "Back.jvstudy").exists()


def test_what_was_decided_about_reading_comes_back(tmp_path: Path) -> None:
    file = worked_on(tmp_path)
    file.keep_view("decisions", '{"terms": {}}')
    file.keep_view("case", "YP1")
    write_archive(file, tmp_path / "archive")
    back = read_archive(tmp_path / "archive", tmp_path / "Back.jvstudy")
    assert back.view_state == {"decisions": '{"terms": {}}'}
    back.close()
    file.close()


def test_an_archive_is_made_a_study_by_a_command_and_read_as_a_source_by_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder, back = worked_on(tmp_path), tmp_path / "plain", tmp_path / "Back.jvstudy"
    state = state_hash(file.study)
    write_archive(file, folder)
    file.close()
    assert main(["check", str(folder)]) == 1
    assert "study unpack FOLDER -o NEW.jvstudy" in capsys.readouterr().out
    assert main(["study", "unpack", str(folder), "-o", str(back)]) == 0
    assert f"state {state}" in capsys.readouterr().out
    assert main(["study", "unpack", str(folder), "-o", str(back)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["study", "unpack", str(tmp_path), "-o", str(back)]) == 1
    assert "no folder that a study was archived in" in capsys.readouterr().err
    assert main(["check", str(back)]) == 1
    assert "is a study file, not a source" in capsys.readouterr().out


def test_the_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = worked_on(tmp_path, "a passphrase")
    back_up(file)
    path = str(file.path)
    file.close()
    assert main(["study", "verify", path]) == 1
    assert "locked with a passphrase" in capsys.readouterr().err
    monkeypatch.setenv("JOURNEYVIEWER_PASSPHRASE", "a passphrase")
    assert main(["study", "verify", path]) == 0
    assert "whole: 5 steps, 2 items" in capsys.readouterr().out
    assert main(["study", "archive", path, "-o", str(tmp_path / "plain")]) == 0
    assert (tmp_path / "plain" / "README.txt").exists()
    data = bytearray(file.path.read_bytes())
    data[5_000] ^= 1
    file.path.write_bytes(data)
    capsys.readouterr()
    assert main(["study", "verify", path]) == 1
    assert "damaged" in capsys.readouterr().err
    assert main(["study", "restore", path]) == 0
    assert "Restored from" in capsys.readouterr().out
    assert main(["study", "verify", path]) == 0


def test_without_a_backup_the_command_says_where_they_would_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["study", "restore", str(tmp_path / "None.jvstudy")]) == 1
    assert "None backups" in capsys.readouterr().err
