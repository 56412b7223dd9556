"""Writes the reading template, empty with an example row on each sheet, or filled with a case."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from journeyviewer.ingest import template_text as text
from journeyviewer.ingest.headings import (
    COVERAGE_COLUMNS,
    EXTRA_COLUMNS,
    LISTS_SHEET,
    RECORD_COLUMNS,
)
from journeyviewer.ingest.template_look import Look, lane_look
from journeyviewer.model.files import write_whole
from journeyviewer.model.lanes import Lane, lanes
from journeyviewer.model.values import dataclass

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CREATED = datetime(2000, 1, 1)
"""Stands in for the day of writing, so that the same template is the same file."""
ROWS_TO_FILL = 1000
WRAPPED = ("Detail", "What", "In the file's words", "Short form")
"""Columns whose words run over several lines."""

WIDTHS: Mapping[str, int] = {
    "Start": 15,
    "End": 15,
    "Still going on": 10,
    "What": 34,
    "In the file's words": 38,
    "Short form": 24,
    "Detail": 60,
    "Source": 26,
    "Tool": 24,
}
YES_NO = ("yes", "no")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "Still going on": YES_NO,
    "Out of borough": YES_NO,
    "Planned": YES_NO,
    "High-cost": YES_NO,
    "Level": ("standard", "medium", "high"),
    "Return interview": ("yes", "no", "offered", "declined"),
    "Gender": ("Female", "Male"),
}
ALL_LANES = "All lanes"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledCase:
    """A case to fill the template with, every cell as text.

    `coverage` rows are source, lane, from, to; `records` holds, by sheet, rows by heading.
    """

    case: str
    gender: str = ""
    born: str = ""
    read_on: str = ""
    coverage: tuple[tuple[str, str, str, str], ...] = ()
    records: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)


def sheet_columns(sheet: str) -> tuple[str, ...]:
    """Return the headings of a record sheet, in order."""
    return RECORD_COLUMNS + EXTRA_COLUMNS.get(sheet, ())


def write_template(path: Path, case: FilledCase | None = None) -> None:
    """Write the template to a file, replacing it; empty, or filled with a case.

    The same case gives the same bytes. Raises JourneyError when the file cannot be written.
    """
    write_whole(path, build_template(case))


def build_template(case: FilledCase | None = None) -> bytes:
    """Return the bytes of the template workbook."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        _Template(book, case).write()
    return stream.getvalue()


def words_of(lane: Lane) -> tuple[str, ...]:
    """Return the words of a lane's list: its categories, then its event kinds."""
    labels = [category.label for category in lane.categories]
    labels += [event.label for event in lane.events]
    return tuple(dict.fromkeys(labels))


class _Template:
    """The workbook being written. The library is untyped where its parts are returned."""

    def __init__(self, book: Any, case: FilledCase | None) -> None:
        self.book = book
        self.case = case
        self.look = Look(book)
        self.sheets = tuple(lane for lane in lanes() if lane.sheet)
        self.lists: dict[str, str] = {}

    def write(self) -> None:
        """Write About, the record sheets and the lists, in this order."""
        about = self.book.add_worksheet("About")
        records = {lane.key: self.book.add_worksheet(lane.sheet) for lane in self.sheets}
        self._write_lists(self.book.add_worksheet(LISTS_SHEET))
        self._write_about(about)
        for lane in self.sheets:
            self._write_records(records[lane.key], lane)
        about.activate()

    def _write_lists(self, sheet: Any) -> None:
        columns: dict[str, tuple[str, ...]] = {
            lane.sheet or lane.title: words_of(lane) for lane in self.sheets
        }
        columns["Lane"] = (ALL_LANES, *(lane.title for lane in self.sheets))
        columns |= {
            "Yes or no": YES_NO,
            **{name: CHOICES[name] for name in ("Level", "Return interview", "Gender")},
        }
        for column, (name, words) in enumerate(columns.items()):
            sheet.write_string(0, column, name, self.look.plain_header)
            for row, word in enumerate(words, start=1):
                sheet.write_string(row, column, word, self.look.list_word)
            letter = xlsxwriter.utility.xl_col_to_name(column)
            self.lists[name] = f"={LISTS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
            sheet.set_column(column, column, max(14, *(len(word) for word in words)) + 1)
        sheet.freeze_panes(1, 0)
        _page(sheet)

    def _write_about(self, sheet: Any) -> None:
        case, look = self.case, self.look
        sheet.hide_gridlines(2)
        for column, width in enumerate((34, 30, 18, 18)):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, "Reading template", look.title)
        sheet.write_string(1, 0, text.INTRODUCTION, look.note)
        values = (case.case, case.gender, case.born, case.read_on) if case else ("",) * 4
        for row, ((label, help_text), value) in enumerate(
            zip(text.FACTS, values, strict=True), start=3
        ):
            sheet.write_string(row, 0, label, look.label)
            _write(sheet, row, 1, value, look.entry)
            sheet.write_string(row, 2, help_text, look.note)
        sheet.data_validation(4, 1, 4, 1, self._choice("Gender"))
        row = self._write_coverage(sheet, 8)
        self._write_guide(sheet, row + 1)
        _page(sheet)

    def _write_coverage(self, sheet: Any, top: int) -> int:
        """Write the coverage table at a row and return the row after it."""
        look = self.look
        sheet.write_string(top, 0, text.COVERAGE_TITLE, look.heading)
        sheet.write_string(top + 1, 0, text.COVERAGE_HELP, look.note)
        for column, name in enumerate(COVERAGE_COLUMNS):
            sheet.write_string(top + 2, column, name, look.plain_header)
        first = top + 3
        rows = self.case.coverage if self.case else (text.COVERAGE_EXAMPLE,)
        for index, cells in enumerate(rows):
            style = look.entry if self.case else look.example_entry
            for column, value in enumerate(cells):
                _write(sheet, first + index, column, value, style)
        last = first + max(len(rows) + 2, 7)
        for row in range(first + len(rows), last):
            for column in range(len(COVERAGE_COLUMNS)):
                sheet.write_blank(row, column, None, look.entry)
        sheet.data_validation(first, 1, last - 1, 1, self._choice("Lane"))
        return last

    def _write_guide(self, sheet: Any, top: int) -> None:
        look = self.look
        sheet.write_string(top, 0, text.GUIDE_TITLE, look.heading)
        for row, (term, words) in enumerate(text.GUIDE, start=top + 1):
            sheet.merge_range(row, 0, row, 3, "", look.guide)
            sheet.write_rich_string(row, 0, look.strong, term, look.plain, f": {words}", look.guide)
            sheet.set_row(row, 15.5 * (1 + (len(term) + len(words)) // 105))

    def _write_records(self, sheet: Any, lane: Lane) -> None:
        name = lane.sheet or lane.title
        header = self.look.header(lane_look(lane.key))
        columns = sheet_columns(name)
        for column, heading in enumerate(columns):
            style = self.look.long_text if heading in WRAPPED else self.look.cell
            sheet.set_column(column, column, WIDTHS.get(heading, 12), style)
            sheet.write_string(0, column, heading, header)
            self._offer(sheet, column, heading, name)
        sheet.set_row(0, 32)
        sheet.set_tab_color(lane_look(lane.key).mark)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, ROWS_TO_FILL, len(columns) - 1)
        if self.case is None:
            self._write_row(sheet, 1, columns, _example(name), self.look.example)
        else:
            for row, cells in enumerate(self.case.records.get(name, ()), start=1):
                self._write_row(sheet, row, columns, cells, None)
                sheet.set_row(row, _row_height(cells))
        _page(sheet)

    def _write_row(
        self, sheet: Any, row: int, columns: Sequence[str], cells: Mapping[str, str], style: Any
    ) -> None:
        for column, heading in enumerate(columns):
            value = cells.get(heading, "")
            if heading == "Score" and value.isdigit():
                sheet.write_number(row, column, int(value), style)
            elif value or style is not None:
                _write(sheet, row, column, value, style)

    def _offer(self, sheet: Any, column: int, heading: str, name: str) -> None:
        """Offer a drop-down list of the words of a column; other words stay possible."""
        if heading == "What":
            choice = self._choice(name)
        elif heading in CHOICES:
            choice = self._choice("Yes or no" if CHOICES[heading] is YES_NO else heading)
        else:
            return
        sheet.data_validation(1, column, ROWS_TO_FILL, column, choice)

    def _choice(self, name: str) -> dict[str, object]:
        return {
            "validate": "list",
            "source": self.lists[name],
            "error_type": "information",
            "error_title": "Not in the list",
            "error_message": "Your own words are kept and shown as you wrote them.",
        }


def _row_height(cells: Mapping[str, str]) -> float:
    """Return the height in points that a row's wrapped words need; some programs do not fit it."""
    lines = max(-(-len(cells.get(heading) or "") // WIDTHS[heading]) for heading in WRAPPED)
    return 15.0 * max(1, lines)


def _example(name: str) -> Mapping[str, str]:
    return {**text.EXAMPLES[name], "Detail": text.MARK}


def _write(sheet: Any, row: int, column: int, value: str, style: Any) -> None:
    if value:
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_blank(row, column, None, style)


def _page(sheet: Any) -> None:
    """Set a sheet up for printing on one A4 page width."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(0)
