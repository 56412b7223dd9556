"""The template as a file: its sheets, lists, example rows and bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from journeyviewer.ingest.template_writer import (
    FilledCase,
    build_template,
    sheet_columns,
    write_template,
)
from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import JourneyError
from tests.tables import make_samples

NAMES = ["About", *(lane.sheet for lane in lanes() if lane.sheet), "Lists"]


def open_book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def texts(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row] if cell.value is not None]


def test_it_has_the_sheets_and_headings_of_the_form_and_one_example_each() -> None:
    book = open_book(build_template())

    assert book.sheetnames == NAMES
    assert len(NAMES) == 14
    for name in NAMES[1:-1]:
        assert texts(book[name], 1) == list(sheet_columns(name))
        assert "Example" in " ".join(str(text) for text in texts(book[name], 2))
        assert book[name].max_row == 2
        assert book[name].freeze_panes == "A2"


def test_each_list_offers_the_words_of_its_lane() -> None:
    book = open_book(build_template())
    lists = {
        column[0].value: [cell.value for cell in column[1:] if cell.value]
        for column in book["Lists"].columns
    }
    sources = {
        (sheet, str(rule.sqref).split(":")[0]): rule.formula1
        for sheet in NAMES
        for rule in book[sheet].data_validations.dataValidation
    }

    for lane in lanes():
        if lane.sheet:
            labels = [item.label for item in (*lane.categories, *lane.events)]
            assert lists[lane.sheet] == list(dict.fromkeys(labels))
            assert sources[lane.sheet, "D2"].startswith("Lists!$")
    assert sources["Placements", "I2"] == sources["Legal", "C2"]
    assert lists["Level"] == ["standard", "medium", "high"]


def test_dates_are_text_cells_so_that_a_month_stays_a_month() -> None:
    book = open_book(build_template())

    assert book["Legal"].column_dimensions["A"].number_format == "@" or (
        book["Legal"]["A2"].number_format == "@"
    )


def test_a_filled_template_keeps_text_that_looks_like_a_formula_and_has_no_example() -> None:
    row = {"Start": "2012", "What": "C2", "Detail": "=1+1", "Source": "https://example.org"}
    case = FilledCase(case="007", records={"Legal": [row]})

    book = open_book(build_template(case))

    assert book["About"]["B4"].value == "007"
    assert book["Legal"]["G2"].value == "=1+1"
    assert book["Legal"]["G2"].data_type == "s"
    assert book["Legal"]["H2"].hyperlink is None
    assert book["Family"].max_row == 1


def test_the_same_case_gives_the_same_bytes_and_no_author(tmp_path: Path) -> None:
    case = FilledCase(case="1", records={"Legal": [{"Start": "2012", "What": "C2"}]})

    first, second = build_template(case), build_template(case)

    assert first == second
    core = zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core
    assert "2000-01-01T00:00:00Z" in core


def test_a_folder_that_does_not_exist_is_said_with_advice(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match="could not be written.*Choose a folder that exists"):
        write_template(tmp_path / "nowhere" / "form.xlsx")


def test_a_cell_without_a_place_in_the_template_stops_the_samples(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "journeys.csv").write_text(
        "Case,Gender,Born,Read on,Lane,Kind,Start,End,What,Source,Level\n"
        "1,,,,legal,,2012,,C2,,high\n",
        encoding="utf-8",
    )

    assert make_samples().main(tmp_path / "journeys.csv", tmp_path) == 1
    assert "the sheet Legal has no “Level”" in capsys.readouterr().err
    assert list(tmp_path.glob("*.xlsx")) == []
