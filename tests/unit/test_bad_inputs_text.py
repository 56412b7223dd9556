"""Text tables that are odd, damaged or not files at all, and dates that cannot be: B26 to B45."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.read import read_paths
from journeyviewer.ingest.sheets import expand
from journeyviewer.model.chronology import Cohort, Outcome
from journeyviewer.model.problems import Severity
from tests.unit.bad_help import refusal, write

HEADINGS = "Case,Born,Lane,Start,End,What\n"
A_ROW = "1,May 2000,legal,01/02/2010,01/03/2010,Care order\n"
unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no files of this kind")


def whole(folder: Path, content: str | bytes) -> Cohort:
    cohort = read_here([write(folder / "table.csv", content)])
    assert all(tally.adds_up for tally in cohort.tallies)
    return cohort


def rules(cohort: Cohort) -> set[str]:
    return {item.rule for item in cohort.problems}


def test_b26_dates_as_text_keep_how_finely_they_are_known(tmp_path: Path) -> None:
    words = ("13/04/2014", "March 2014", "c. 2012", "2013", "03/04/2014")
    rows = "".join(f"1,May 2000,voice,{word},,Said so {word}\n" for word in words)
    cohort = whole(tmp_path, HEADINGS + rows + "1,May 2000,voice,,,No date\n")
    starts = {entry.start.raw: entry.start for entry in cohort.cases[0].entries}
    assert starts["March 2014"].earliest and starts["March 2014"].earliest.day == 1
    assert starts["c. 2012"].approximate
    april = starts["03/04/2014"]
    assert april.earliest is not None and (april.earliest.day, april.earliest.month) == (3, 4)
    blank = [entry for entry in cohort.cases[0].entries if entry.label == "No date"]
    assert all(not entry.start.known for entry in blank)
    assert len(blank) + len(cohort.tray) == 1


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("1,May 2000,residence,01/06/2015,01/05/2014,Foster care\n", "end-before-start"),
        ("1,May 2000,residence,01/06/1990,01/07/1990,Foster care\n", "before-birth"),
        ("1,May 2000,residence,99/99/2014,,Foster care\n", "date-unreadable"),
    ],
)
def test_b27_dates_that_cannot_be_are_said_with_their_row_and_never_changed(
    tmp_path: Path, row: str, rule: str
) -> None:
    cohort = whole(tmp_path, HEADINGS + A_ROW + row)
    said = [item for item in cohort.problems if item.rule == rule]
    assert [item.row for item in said] == [3]
    kept = [entry for entry in cohort.cases[0].entries if entry.lane == "residence"]
    assert len(kept) + len(cohort.tray) == 1
    assert all(entry.start.raw == row.split(",")[3] for entry in kept)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_b32_marks_at_the_start_and_any_line_end_are_read(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    text = (HEADINGS + A_ROW).replace("\n", line_end)
    cohort = whole(tmp_path, text.encode(encoding))
    assert [case.id for case in cohort.cases] == ["1"]
    assert [tally.rows_read for tally in cohort.tallies] == [2]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_b33_other_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    text = HEADINGS + A_ROW.replace("Care order", "Café – “home”")
    cohort = whole(tmp_path, text.encode(encoding))
    assert [entry.label for entry in cohort.cases[0].entries] == ["Café – “home”"]
    assert ("encoding" in rules(cohort)) == (encoding == "cp1252")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_b33_text_cut_in_the_middle_of_a_letter_is_read_up_to_there(
    tmp_path: Path, encoding: str
) -> None:
    data = (HEADINGS + A_ROW + A_ROW.replace("Care order", "Café")).encode(encoding)
    whole(tmp_path, data[:-2])
    whole(tmp_path, data[:-1])


def test_b34_characters_that_hide_or_turn_are_marked_and_counted(tmp_path: Path) -> None:
    odd = A_ROW.replace("Care order", "a\0b \x1b[31mred\x1b[0m \u202eevil\u202c")
    cohort = whole(tmp_path, HEADINGS + odd)
    label = cohort.cases[0].entries[0].label
    assert "\0" not in label and "\x1b" not in label and "\u202e" not in label
    assert "␀" in label and "␛" in label and "⟦U+202E⟧" in label
    (said,) = (item for item in cohort.problems if item.rule == "control-characters")
    assert said.message.startswith("5 control characters")


@pytest.mark.parametrize("lines", [300, 50_000])
def test_b35_a_quote_that_is_never_closed_is_placed(tmp_path: Path, lines: int) -> None:
    text = HEADINGS + A_ROW + A_ROW.replace("Care order", '"Care order') + A_ROW * lines
    words = refusal(write(tmp_path / "quote.csv", text))
    assert "row 3" in words and "never closed" in words


def test_b36_ragged_rows_are_kept_and_what_is_too_much_is_said(tmp_path: Path) -> None:
    text = HEADINGS + A_ROW + "1,May 2000,voice\n" + A_ROW[:-1] + ",extra,cells\n,\n"
    cohort = whole(tmp_path, text)
    assert [tally.rows_read for tally in cohort.tallies] == [4]
    (said,) = (item for item in cohort.problems if item.rule == "cells-beyond-headings")
    assert said.rows == (4,)


@pytest.mark.parametrize("headings", ["Case,Gender,Born-Lane,Start,End,What", "Case,Start,What"])
def test_b36_cells_that_moved_below_other_headings_end_nothing(
    tmp_path: Path, headings: str
) -> None:
    """A separator lost in the headings: lanes stand below Start, and nothing says when."""
    cells = {"Case": "1", "Gender": "Female", "Born-Lane": "May 2000", "End": "Care order"}
    row = [cells.get(heading, "legal") for heading in headings.split(",")]
    cohort = whole(tmp_path, "\n".join([headings, *[",".join(row)] * 4]))
    assert not cohort.cases and "table.csv" in cohort.message


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_b37_other_signs_between_cells_are_found(tmp_path: Path, sign: str) -> None:
    cohort = whole(tmp_path, (HEADINGS + A_ROW * 2).replace(",", sign))
    assert len(cohort.cases) == 1


def test_b37_a_single_column_is_a_question(tmp_path: Path) -> None:
    cohort = whole(tmp_path, (HEADINGS + A_ROW).replace(",", "^"))
    assert not cohort.cases
    (said,) = (item for item in cohort.problems if item.rule == "one-column")
    assert said.severity is Severity.QUESTION and said.file == "table.csv"


def test_b45_a_folder_in_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert "is a folder" in refusal(tmp_path / "folder.csv")


@unix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_b45_devices_are_not_read(device: str) -> None:
    assert "is not a file" in refusal(Path(device))


@unix
def test_b45_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is not a file" in refusal(tmp_path / "pipe.csv")
    write(tmp_path / "good.csv", HEADINGS + A_ROW)
    assert [path.name for path in expand([tmp_path])] == ["good.csv"]


@unix
def test_b45_links_that_lead_nowhere_are_said(tmp_path: Path) -> None:
    (tmp_path / "ring.csv").symlink_to(tmp_path / "ring.csv")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nothing.csv")
    assert "could not be read" in refusal(tmp_path / "ring.csv")
    assert "ring.csv" in read_paths([tmp_path / "ring.csv"]).message
    assert "not there any more" in refusal(tmp_path / "gone.csv")


@unix
@pytest.mark.skipif(
    sys.platform != "win32" and os.geteuid() == 0, reason="root may read every file"
)
def test_b45_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "closed.csv", HEADINGS)
    path.chmod(0)
    assert "may not be read" in refusal(path)


@pytest.mark.parametrize("name", ["a\0b.csv", "x" * 5_000 + ".csv", "lone\ud800.csv"])
def test_b45_a_name_that_no_file_can_have_is_said(tmp_path: Path, name: str) -> None:
    for read in (read_here, read_paths):
        cohort = read([tmp_path / name])
        assert cohort.outcome is Outcome.ERROR and name[:20] in cohort.message
