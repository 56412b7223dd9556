"""The command line as a person meets it: words, exit codes and files."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.cli import COMMANDS, main
from journeyviewer.paths import samples
from tests.checks.source import ROOT

TABLE = samples() / "one_table"
PUBLISHED = """\
1,17,Female,S25/S31,"Secure/supported accommodation, transitioning to independence",OOB,\
"NEET, exploring vocational training"
2,15,Male,S31,Residential children's home,OOB,Education linked to placement
3,15,Female,S31,Residential children's home,-,Mainstream school
4,15,Female,S20,Residential children's home,OOB,Mainstream school
5,15,Female,S20,Residential children's home,OOB,Pupil Referral Unit
6,16,Male,S31/ -,Placed at home/with parents,-,Vocational training
7,16,Male,-,Remand/with parents transitioning to independence,-,Pupil Referral Unit
8,17,Female,-,Supported accommodation,-,College
9,14,Female,-,With parents,-,Mainstream school
10,18,Female,S20/ -,Emergency foster care/supported accommodation with vulnerable adults team,-,\
"College, part-time"
"""


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    try:
        code = main([str(word) for word in words])
    except SystemExit as left:
        code = int(left.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_samples_give_the_published_table(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "cohort", samples(), "--format", "csv")
    assert code == 0
    rows = [row[:7] for row in csv.reader(io.StringIO(out))]
    assert rows[0] == [
        "Case",
        "Age",
        "Gender",
        "Legal status",
        "Residential status",
        "Out of borough",
        "Educational or employment status",
    ]
    assert rows[1:] == list(csv.reader(io.StringIO(PUBLISHED)))


def test_records_follow_the_schema(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    code, _, _ = run(capsys, "records", TABLE, "--json", path)
    assert code == 0
    content = json.loads(path.read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "tests" / "data" / "neutral.schema.json").read_text())
    jsonschema.validate(content, schema)
    assert content["outcome"] == "ok" and len(content["persons"]) == 10
    assert len(content["records"]) > 1200


def test_a_refused_reading_is_written_and_gives_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "records.json"
    code, _, _ = run(capsys, "records", tmp_path / "gone.csv", "--json", path)
    assert code == 1
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["outcome"] == "error" and "gone.csv" in content["message"]


def test_check_accounts_for_every_row(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    code, out, _ = run(capsys, "check", TABLE, "--json", path)
    assert code == 0 and "journeys.csv" in out
    report = json.loads(path.read_text(encoding="utf-8"))
    for line in report["accounting"]:
        parts = ("records", "tray", "hidden_duplicates", "non_data")
        assert line["rows_read"] == sum(line[part] for part in parts)


def test_export_writes_what_was_asked_for(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    code, out, _ = run(capsys, "export", TABLE, "-o", folder, "--case", "9", "--format", "svg,pdf")
    assert code == 0
    names = ["Case 9.csv", "Case 9.pdf", "Case 9.svg", "Case 9.txt"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert str(folder / "Case 9.svg") in out


@pytest.mark.parametrize(
    "words",
    [
        ("export", "x"),
        ("export", "x", "-o", "y", "--format", "gif"),
        ("export", "x", "-o", "y", "--theme", "pink"),
        ("cohort", "x", "--as-at", "yesterday"),
        ("check",),
        ("--no-such-option",),
    ],
)
def test_wrong_usage_gives_two(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, _, err = run(capsys, *words)
    assert code == 2 and "usage" in err


@pytest.mark.parametrize(
    "words",
    [
        ("export", "gone.xlsx", "-o", "out"),
        ("cohort", "gone.xlsx"),
        ("describe", "gone.xlsx"),
        ("check", "gone.xlsx"),
    ],
)
def test_what_cannot_be_done_gives_one_and_a_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, out, err = run(capsys, *words)
    assert code == 1
    assert "gone.xlsx" in out + err and "Traceback" not in err


def test_an_unknown_case_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(capsys, "export", TABLE, "-o", tmp_path, "--case", "99")
    assert code == 1 and "99" in err


def test_a_description_tells_ages_and_no_year(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "describe", TABLE, "--case", "1")
    assert code == 0 and "Secure children’s home" in out and "201" not in out
    code, out, _ = run(capsys, "describe", TABLE, "--case", "1", "--axis", "dates")
    assert "2013" in out


def test_a_template_is_made_and_never_written_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "reading.xlsx"
    assert run(capsys, "template", "-o", path)[0] == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["About", "Legal", "Placements"]
    code, _, err = run(capsys, "template", "-o", path)
    assert code == 1 and "is there already" in err


def test_self_check_finds_everything(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "self-check", "--json", tmp_path / "facts.json")
    assert code == 0 and "everything in place: yes" in out
    assert "PySide6_Essentials: 6.11.3" in out


def test_each_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    _, everything, _ = run(capsys, "--help")
    for command in COMMANDS:
        assert command in everything
        code, out, _ = run(capsys, command, "--help")
        assert code == 0 and "usage" in out


def test_an_error_of_ours_shows_its_kind_and_no_words_of_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("words of a case file")

    monkeypatch.setattr("journeyviewer.commands.sources.read_paths", broken)
    code, _, err = run(capsys, "cohort", TABLE)
    assert code == 1 and "ValueError" in err and "words of a case" not in err


def test_a_closed_pipe_is_quiet() -> None:
    program = f"{sys.executable} -m journeyviewer records '{TABLE}' | head -c 10"
    done = subprocess.run(["sh", "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert len(done.stdout) == 10 and "Traceback" not in done.stderr
