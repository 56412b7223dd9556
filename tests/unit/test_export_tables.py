"""Tables that leave: opened by other programs, without formulas, dates, places or names."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from journeyviewer.cli import main
from journeyviewer.export.figure import FigureRequest, export_figures
from journeyviewer.export.papers import export_papers
from journeyviewer.export.tables import Column, Table
from journeyviewer.export.workbook import csv_bytes, xlsx_bytes
from journeyviewer.model.chronology import Case, Cohort, Tally
from journeyviewer.paths import samples
from tests.journeys import OPEN, a_case, entry, full_journey
from tests.written import a_note, a_study, own_entry, study_file

YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-2]\d|2030)(?!\d)")
FORMULAS = ("=1+1", "+44 7700", "-2", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0")


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""


def cohort(*cases: Case) -> Cohort:
    tally = Tally(file="read 2013.xlsx", sheet="Sheet 1", rows_read=9, used=7, non_data=2)
    return Cohort(name="x", cases=cases or (full_journey(),), tallies=(tally,))


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def book_rows(path: Path, sheet: str) -> list[dict[str, object]]:
    first, *rest = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, first), row, strict=True)) for row in rest]


def test_a_case_s_tables_hold_every_record_and_everything_written(tmp_path: Path) -> None:
    case = full_journey()
    request = FigureRequest(
        folder=tmp_path, formats=("csv", "xlsx"), study=a_study(case, 12, [own_entry(case.id)])
    )
    export_figures(cohort(), request)
    records = rows_of(tmp_path / "Case 1.csv")
    assert len(records) == len(case.entries) + 1
    assert [row["What"] for row in records if row["Added by the analyst"]] == [
        "Moved in with an aunt"
    ]
    assert [row["Number"] for row in rows_of(tmp_path / "Case 1, notes.csv")] == [
        str(number) for number in range(1, 13)
    ]
    book = tmp_path / "Case 1.xlsx"
    for sheet, name in (("Records", ""), ("Notes", ", notes"), ("Phases", ", phases")):
        told = [
            {key: "" if value is None else str(value) for key, value in row.items()}
            for row in book_rows(book, sheet)
        ]
        assert told == rows_of(tmp_path / f"Case 1{name}.csv")
    (line,) = book_rows(book, "Import accounting")
    assert line["Rows read"] == 9 and line["Adds up"] == "yes"


def test_every_column_is_in_the_dictionary(tmp_path: Path) -> None:
    case = full_journey()
    export_papers(
        cohort(), FigureRequest(folder=tmp_path, formats=("xlsx",), study=a_study(case, 3))
    )
    book = tmp_path / "Cohort.xlsx"
    sheets = openpyxl.load_workbook(book).sheetnames
    assert sheets[:3] == ["About", "Cohort", "Records"]
    explained = {(row["Table"], row["Column"]) for row in book_rows(book, "Data dictionary")}
    for sheet in sheets[1:-1]:
        headings = next(openpyxl.load_workbook(book)[sheet].iter_rows(values_only=True))
        assert {(sheet, heading) for heading in headings} <= explained
    assert all(row["Meaning"] for row in book_rows(book, "Data dictionary"))


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_a_formula(tmp_path: Path, words: str) -> None:
    table = Table("Notes", (Column("A", "a"), Column("B", "b")), ((words, 3),))
    (row,) = csv.DictReader(io.StringIO(csv_bytes(table).decode("utf-8-sig")))
    assert row["A"] == f"'{words}" and row["B"] == "3"
    path = tmp_path / "book.xlsx"
    path.write_bytes(xlsx_bytes([table], "=1+1"))
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    cell = book["Notes"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    assert book["Notes"]["B2"].value == 3
    with zipfile.ZipFile(path) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_workbook_says_nothing_of_who_made_it_and_when(tmp_path: Path) -> None:
    table = Table("Notes", (Column("A", "a"),), (("x",),))
    first = xlsx_bytes([table], "A title")
    assert first == xlsx_bytes([table], "A title")
    path = tmp_path / "book.xlsx"
    path.write_bytes(first)
    about = openpyxl.load_workbook(path).properties
    assert about.title == "A title" and not about.creator and not about.lastModifiedBy
    assert about.created is not None and about.created.year == 1970


def test_what_a_spreadsheet_cannot_hold_is_marked_not_lost_unseen(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    table = Table("Notes", (Column("A", "a"),), (("x" * 40_000,), ("bell \x07 \ud800",)))
    path.write_bytes(xlsx_bytes([table], "t"))
    long, odd = (row["A"] for row in book_rows(path, "Notes"))
    assert str(long).endswith("[…cut: a cell holds no more]") and len(str(long)) == 32_767
    assert odd == "bell � �"
    assert "bell � �" in csv_bytes(table).decode("utf-8-sig")


def test_no_date_place_or_name_leaves_in_any_table(tmp_path: Path) -> None:
    said = "Seen on 3 March 2013 by Mr Harold Canary at SW1A 1AA, again in 2014"
    case = a_case(
        *full_journey().entries, entry("voice", "W", "2013-03-03", words="Said in March 2013")
    )
    study = a_study(case, 2, [a_note(9, case.id, said)])
    formats = ("csv", "xlsx")
    export_figures(cohort(case), FigureRequest(folder=tmp_path, formats=formats, study=study))
    export_papers(cohort(case), FigureRequest(folder=tmp_path, formats=formats, study=study))
    for path in tmp_path.iterdir():
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                words = "\n".join(
                    re.sub(r"<[^>]*>", " ", parts.read(name).decode())
                    for name in parts.namelist()
                    if name.endswith("sharedStrings.xml")
                )
        else:
            words = path.read_text(encoding="utf-8-sig")
        assert words and not YEAR.search(words), path
        assert "Canary" not in words and "SW1A" not in words, path


def test_coarser_ages_are_all_multiples_of_what_was_chosen(tmp_path: Path) -> None:
    for precision, months in (("quarter", 3), ("half-year", 6), ("year", 12)):
        folder = tmp_path / precision
        request = FigureRequest(
            folder=folder, formats=("csv", "png"), precision=precision, beside=True, dpi=72
        )
        export_figures(cohort(), request)
        export_papers(cohort(), FigureRequest(folder=folder, formats=("csv",), precision=precision))
        records = rows_of(folder / "Case 1.csv")
        bounds = [row[side] for row in records for side in ("Months at start", "Months at end")]
        assert {int(bound) % months for bound in bounds if bound} == {0}
        for path in folder.iterdir():
            if path.suffix in (".csv", ".txt"):
                ages = re.findall(r"(\d+)y (\d+)m", path.read_text(encoding="utf-8-sig"))
                assert {(int(y) * 12 + int(m)) % months for y, m in ages} <= {0}, path
        assert not re.search(r", \d+ days", (folder / "Case 1.txt").read_text())


def test_dates_are_in_the_tables_when_they_may_leave(tmp_path: Path) -> None:
    case = a_case(entry("residence", "FC", "2013-04-24", OPEN))
    request = FigureRequest(folder=tmp_path, formats=("csv",), axis="dates", study=a_study(case, 1))
    export_figures(cohort(case), request)
    (row,) = rows_of(tmp_path / "Case 1.csv")
    assert row["Earliest start"] == row["Latest start"] == "2013-04-24"
    assert rows_of(tmp_path / "Case 1, phases.csv")[2]["When"] == "20 August 2012 to 23 April 2013"


def test_notes_can_be_left_out(tmp_path: Path) -> None:
    case = full_journey()
    study = study_file(tmp_path / "Work.jvstudy", a_study(case, 4))
    for words, there in ((("--no-notes",), False), ((), True)):
        folder = tmp_path / f"out{there}"
        given = ["export", str(samples() / "Case 1.xlsx"), "-o", str(folder), "--format", "csv"]
        assert main([*given, "--study", str(study), *words]) == 0
        assert (folder / "Case 1, notes.csv").exists() is there
        assert (folder / "Case 1, phases.csv").exists()


def test_a_study_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["export", str(samples() / "Case 9.xlsx"), "-o", str(tmp_path)]
    assert main([*given, "--study", str(tmp_path / "gone.jvstudy")]) == 1
    assert "gone.jvstudy" in capsys.readouterr().err
