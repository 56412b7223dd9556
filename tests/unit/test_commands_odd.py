"""Commands used without sense: each failure is a sentence, and nothing that matters is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.export.leaving import file_names
from journeyviewer.paths import samples
from tests.journeys import a_case
from tests.unit.test_commands import run

CASE = samples() / "Case 1.xlsx"
STUDY = samples() / "Invented cases.jvstudy"
TABLE = "Case,Born,Lane,Start,End,What\n1,May 2000,legal,01/02/2010,01/03/2010,Care order\n"
Capture = pytest.CaptureFixture[str]


def said(capsys: Capture, *words: object) -> tuple[int, str]:
    """Return the exit code and the sentence of a command that fails."""
    code, _, err = run(capsys, *words)
    assert code and "Traceback" not in err and "Something went wrong" not in err
    return code, err


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "Case 1.csv"
    path.write_text(TABLE)
    return path


@pytest.mark.parametrize("command", ["check", "records"])
def test_json_takes_the_place_of_json_alone_and_says_so(
    capsys: Capture, table: Path, command: str
) -> None:
    code, err = said(capsys, command, table, "--json", table)
    assert code == 1 and "“Case 1.csv” is there already" in err and table.read_text() == TABLE
    written = table.with_name("found.json")
    assert run(capsys, command, table, "--json", written)[0::2] == (0, "")
    code, _, err = run(capsys, command, table, "--json", written)
    assert code == 0 and "“found.json” was there already and was written anew." in err
    code, err = said(capsys, command, table, "--decisions", written, "--json", written)
    assert code == 1 and json.loads(written.read_text())["format"].startswith("jv-")


def test_figures_that_are_written_anew_are_named(
    qapp: QApplication, capsys: Capture, table: Path
) -> None:
    given = ("export", table, "-o", table.parent / "out", "--format", "svg")
    assert run(capsys, *given)[2] == ""
    code, _, err = run(capsys, *given)
    assert code == 0 and err == (
        "“Case 1.svg”, “Case 1.txt” and “Case 1.csv” were there already and were written anew.\n"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("exprt", "x"), "“exprt” is no command, file or folder. Did you mean “export”?"),
        (("Check", "x"), "Did you mean “check”?"),
        (("check", ""), "the name is empty"),
        (("", "x"), "the name is empty"),
        (("export", "x", "-o", ""), "the name is empty"),
        (("study", "verify", " "), "the name is empty"),
        (("export", "x", "-o", "y", "--page", "a9"), "“a9” is not a page size"),
        (("export", "x", "-o", "y", "--page", "nanxnan"), "“nanxnan” is not a page size"),
        (("records", "x", "--as-at", "9999-12-31"), "is no day on which files were read"),
    ],
)
def test_words_that_are_mistyped_give_two(
    capsys: Capture, words: tuple[str, ...], sentence: str
) -> None:
    code, err = said(capsys, *words)
    assert code == 2 and sentence in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--notes", "1"), "Notes are in a study."),
        (("--notes", "99", "--study", STUDY), "There is no note 99. Notes are numbered up to 30."),
        (("--one-file",), "Add pdf to --format."),
        (("--template", "x.docx"), "Add docx to --format."),
    ],
)
def test_what_would_be_of_no_effect_is_said(
    capsys: Capture, tmp_path: Path, words: tuple[object, ...], sentence: str
) -> None:
    code, err = said(capsys, "export", CASE, "-o", tmp_path, *words)
    assert code == 1 and sentence in err and not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("template", "-o", f"{'x' * 300}.xlsx"), "File name too long"),
        (("study", "restore", "."), "“.” is a folder."),
        (("study", "verify", "."), "“.” is a folder."),
        (("study", "salvage", STUDY, "-o", "new.txt"), "Let it end in .jvstudy."),
        (("study", "salvage", STUDY, "-o", "gone/new.jvstudy"), "The folder “gone” is not there."),
        (("study", "merge", STUDY, "-o", "gone/new.jvstudy"), "The folder “gone” is not there."),
    ],
)
def test_places_where_nothing_can_be_are_said(
    capsys: Capture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[object, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, err = said(capsys, *words)
    assert code == 1 and sentence in err and not any(tmp_path.iterdir())


def test_records_that_are_refused_are_said_as_well(capsys: Capture, tmp_path: Path) -> None:
    code, err = said(capsys, "records", tmp_path / "gone.csv", "--json", tmp_path / "found.json")
    assert code == 1 and "“gone.csv” is not there" in err


def test_a_file_named_twice_is_one_and_two_that_are_called_alike_are_two(
    capsys: Capture, table: Path
) -> None:
    folder = table.parent / "else\u00adwhere é"
    folder.mkdir()
    other = Path(shutil.copy(table, folder))
    other.write_text(TABLE.replace("\n1,", "\n2,"))
    code, out, _ = run(capsys, "check", table, table.parent, table)
    assert code == 0 and "1 file, 1 case. 2 rows: 1 used" in out
    code, out, _ = run(capsys, "check", table, other)
    assert code == 0 and "2 files, 2 cases. 4 rows: 2 used" in out


@pytest.mark.parametrize("name", ["CON", "nul", "Com1", "LPT9.old"])
def test_no_file_is_called_like_a_device_of_windows(name: str) -> None:
    made = file_names([a_case(id=name), a_case(id=f"Old {name}")], hide_dates=True)
    assert made == {name: f"Case {name}", f"Old {name}": f"Old {name}"}
