"""What is written takes the place of no source, and of nothing that is no file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.model.files import write_whole
from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import samples
from tests.unit.test_commands import run

CASE = samples() / "Case 1.xlsx"
TABLE = "Case,Born,Lane,Start,End,What\n1,May 2000,legal,01/02/2010,01/03/2010,Care order\n"
Capture = pytest.CaptureFixture[str]
unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def refused(capsys: Capture, *words: object) -> tuple[int, str]:
    code, _, err = run(capsys, *words)
    return code, err


def test_no_source_is_written_over(qapp: QApplication, capsys: Capture, tmp_path: Path) -> None:
    source = Path(shutil.copy(CASE, tmp_path))
    before = source.read_bytes()
    given = ("export", source, "-o", tmp_path, "--format")
    for formats in ("png,xlsx", "xlsx"):
        code, err = refused(capsys, *given, formats)
        assert code == 1 and "“Case 1.xlsx” is one of the files that were read" in err
    assert source.read_bytes() == before
    # Nor is anything else begun.
    assert [path.name for path in tmp_path.iterdir()] == ["Case 1.xlsx"]


def test_tables_beside_a_picture_take_no_source_away(
    qapp: QApplication, capsys: Capture, tmp_path: Path
) -> None:
    table = tmp_path / "Case 1.csv"
    table.write_text(TABLE)
    code, err = refused(capsys, "export", table.parent, "-o", table.parent, "--format", "svg")
    assert code == 1 and "“Case 1.csv” is one of the files that were read" in err
    assert table.read_text() == TABLE


@unix
def test_what_is_no_file_is_written_into_and_links_stay(tmp_path: Path) -> None:
    pipe, link, target = tmp_path / "pipe", tmp_path / "link", tmp_path / "target"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"words")
    assert os.read(reader, 10) == b"words" and pipe.is_fifo()
    os.close(reader)
    link.symlink_to(target)
    write_whole(link, b"words")
    assert link.is_symlink() and target.read_bytes() == b"words"


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anything")
def test_a_file_that_is_protected_stays(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.write_text("{}")
    path.chmod(0o444)
    with pytest.raises(JourneyError, match="write-protected"):
        write_whole(path, b"words")
    assert path.read_text() == "{}"
