"""Tables as files: CSV, and workbooks in which every word is text and no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from journeyviewer.analysis.cohort import formula_safe
from journeyviewer.export.scrub import sayable
from journeyviewer.export.tables import Cell, Table

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CREATED = datetime(1970, 1, 1)
"""Stands in for the time of writing: the same tables are the same file."""
MOST_LETTERS = 32_767
"""Letters that a cell of a workbook can hold."""
CUT = " […cut: a cell holds no more]"
WIDEST, NARROWEST = 60, 9
HEADING_FILL, RULE = "#F3F2EF", "#D9D6D0"


def csv_bytes(table: Table) -> bytes:
    """Return a table as CSV in UTF-8 with a mark at its start, by which Excel knows it.

    No cell begins a formula: an apostrophe stands before what would.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.title for column in table.columns])
    for row in table.rows:
        writer.writerow(["" if cell is None else _plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: str | int | float) -> str | int | float:
    return formula_safe(sayable(cell)) if isinstance(cell, str) else cell


def xlsx_bytes(tables: Sequence[Table], title: str, lead: Sequence[str] = ()) -> bytes:
    """Return a workbook: a sheet that says what it is, then a sheet for each table.

    `lead` are lines for the first sheet, such as the handling mark. Nothing in the file tells
    who wrote it, when or with what.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        book.set_properties({"title": title, "created": CREATED})
        _about(book, title, lead, tables)
        for table in tables:
            _sheet(book, table)
    return stream.getvalue()


def _about(book: Any, title: str, lead: Sequence[str], tables: Sequence[Table]) -> None:
    sheet = book.add_worksheet("About")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 60)
    strong = book.add_format({"bold": True, "font_size": 14})
    plain = book.add_format({"num_format": "@", "quote_prefix": True})
    sheet.write_string(0, 0, _fitting(title), strong)
    at = 1
    for words in lead:
        sheet.write_string(at, 0, _fitting(words), plain)
        at += 1
    for table in tables:
        at += 1
        sheet.write_string(at, 0, table.name, plain)
        rows = len(table.rows)
        sheet.write_string(at, 1, f"{rows:,} row{'' if rows == 1 else 's'}", plain)


def _sheet(book: Any, table: Table) -> None:
    sheet = book.add_worksheet(table.name[:31])
    heading = book.add_format(
        {"bold": True, "bg_color": HEADING_FILL, "bottom": 1, "bottom_color": RULE, "valign": "top"}
    )
    # The prefix keeps a word that begins like a formula a word when somebody edits the cell.
    words = book.add_format(
        {"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"}
    )
    number = book.add_format({"valign": "top"})
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(table, place))
        sheet.write_string(0, place, column.title, heading)
    for at, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, place, _fitting(cell), words)
            elif cell is not None:
                sheet.write_number(at, place, cell, number)
    sheet.freeze_panes(1, 1)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(table: Table, place: int) -> int:
    longest = max(
        (_letters(row[place]) for row in table.rows), default=len(table.columns[place].title)
    )
    return min(WIDEST, max(NARROWEST, longest, len(table.columns[place].title)) + 2)


def _letters(cell: Cell) -> int:
    return max((len(line) for line in str(cell).splitlines()), default=0) if cell else 0


def _fitting(words: str) -> str:
    """Return words as a cell can hold them; what is cut says so."""
    words = sayable(words)
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - len(CUT)]}{CUT}"
