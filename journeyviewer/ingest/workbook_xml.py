"""Workbooks as one XML file (SpreadsheetML 2003), as Excel and many reporting systems save them.

Read element by element; a file that declares a document type is refused, so nothing outside it is
opened. Source of the elements: Microsoft, “XML Spreadsheet Reference” (Excel 2002 and later).
"""

from __future__ import annotations

import xml.parsers.expat
from collections.abc import Callable
from dataclasses import field
from datetime import datetime, time

from journeyviewer.ingest.cell_names import cell_name
from journeyviewer.ingest.limits import MOST_CELLS, MOST_COLUMNS, MOST_FIELD, MOST_ROWS
from journeyviewer.ingest.scan import (
    MOST_LISTED,
    SheetScan,
    check_used_range,
    damaged,
    too_many_cells,
    with_entities,
)
from journeyviewer.ingest.sheet_care import fill_merged, said_of_sheet, take_out_hidden
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.text_files import too_many
from journeyviewer.ingest.workbooks import hidden_sheet
from journeyviewer.ingest.xml_files import plain_xml
from journeyviewer.model.problems import JourneyError, Problem
from journeyviewer.model.values import dataclass

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
MOST_DEPTH = 40
CHUNK = 65_536
FIRST_DAY = datetime(1899, 12, 31)
"""The day that a time of day without one stands on."""


def load_workbook_xml(name: str, data: bytes, group: int) -> tuple[list[Sheet], list[Problem]]:
    """Return the visible sheets of such a workbook and what was said of them.

    Raises JourneyError for one that is damaged, unsafe or too large.
    """
    problems: list[Problem] = []
    follower = _Follower(name)
    text = plain_xml(name, data, problems)
    try:
        for start in range(0, len(text), CHUNK):
            follower.parser.Parse(text[start : start + CHUNK], False)
        follower.parser.Parse(b"", True)
    except (xml.parsers.expat.ExpatError, ValueError) as error:
        raise damaged(name) from error
    sheets: list[Sheet] = []
    for found in follower.sheets:
        if found.hidden:
            problems.append(hidden_sheet(name, found.title))
            continue
        sheets.append(_sheet(name, found, group, problems))
    if not sheets and not problems:
        raise JourneyError(f"“{name}” has no visible sheet.", "Show its sheets in Excel and save.")
    return sheets, problems


@dataclass(slots=True)
class _Found:
    """One sheet: its rows as far as they are kept, and what its values do not show."""

    title: str
    hidden: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    scan: SheetScan = field(default_factory=SheetScan)
    unread: int = 0


def _sheet(name: str, found: _Found, group: int, problems: list[Problem]) -> Sheet:
    rows = found.rows
    fill_merged(rows, found.merged, name, found.title, problems)
    hidden = take_out_hidden(rows, found.scan)
    end = len(rows)
    while end and end not in hidden and not any(cell is not None for cell in rows[end - 1]):
        end -= 1
    if found.unread:
        problems.append(too_many(name, found.title, len(rows) + found.unread))
    sheet = Sheet(
        name,
        found.title,
        tuple(map(tuple, rows[:end])),
        group,
        trailing_empty_rows=len(rows) - end,
        unread_rows=found.unread,
        hidden_rows=hidden,
    )
    problems.extend(said_of_sheet(sheet, found.scan))
    return sheet


class _Follower:
    """Follows the sheets of a workbook, row by row and cell by cell."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets: list[_Found] = []
        self.depth = self.cells = 0
        self.row = self.column = self.next_column = self.at = 0
        self.kind = ""
        self.formula = self.within = self.of_options = self.beside = False
        self.text: list[str] = []
        self.length = 0
        parser = xml.parsers.expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        for kind in ("StartDoctypeDecl", "EntityDecl", "ExternalEntityRef"):
            setattr(parser, f"{kind}Handler", self.refuse)
        self.parser = parser
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "Worksheet": self._begin_sheet,
            "Column": self._begin_column,
            "Row": self._begin_row,
            "Cell": self._begin_cell,
        }

    def refuse(self, *_: object) -> int:
        """Refuse what such a workbook never declares."""
        raise with_entities(self.name)

    def start(self, full: str, attributes: dict[str, str]) -> None:
        """Begin an element; `full` is its namespace and name."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise JourneyError(f"“{self.name}” is too deeply nested.", "Save it as .xlsx in Excel.")
        space, _, tag = full.rpartition(" ")
        own = {key.rpartition(" ")[2]: text for key, text in attributes.items()}
        if tag == "Comment":
            self.beside = True
        elif tag == "Data" and space == SPACE and not self.beside:
            self.kind, self.within = own.get("Type", "String"), True
            self.text.clear()
            self.length = 0
        elif tag == "Visible" and self.sheets:
            self.of_options = True
            self.text.clear()
        elif space == SPACE and tag in self._starts:
            self._starts[tag](own)

    def end(self, full: str) -> None:
        """End an element."""
        self.depth -= 1
        tag = full.rpartition(" ")[2]
        if tag == "Comment":
            self.beside = False
        elif tag == "Data" and self.within:
            self.within = False
            self._keep("".join(self.text))
        elif tag == "Visible" and self.of_options:
            self.of_options = False
            self.sheets[-1].hidden = "Hidden" in "".join(self.text)
        elif tag == "Cell" and self.formula and self.sheets:
            self._note_formula()

    def characters(self, text: str) -> None:
        """Take the text of a cell."""
        if not self.within and not self.of_options:
            return
        self.length += len(text)
        if self.length > MOST_FIELD:
            raise JourneyError(
                f"“{self.name}”, row {self.row:,}, has a cell of more than {MOST_FIELD:,} "
                "characters.",
                "Find the cell with the very long text, shorten it, and save.",
            )
        self.text.append(text)

    def _begin_sheet(self, own: dict[str, str]) -> None:
        self.sheets.append(_Found(own.get("Name", f"Sheet{len(self.sheets) + 1}")))
        self.row = self.next_column = 0

    def _begin_column(self, own: dict[str, str]) -> None:
        column = int(own.get("Index", self.next_column + 1))
        last = column + int(own.get("Span", 0))
        if own.get("Hidden") == "1":
            self.sheets[-1].scan.hidden_columns.update(range(column, min(last, 16_384) + 1))
        self.next_column = last

    def _begin_row(self, own: dict[str, str]) -> None:
        found = self.sheets[-1]
        # Rows and cells that do not say where they are follow the one before.
        first = int(own.get("Index", self.row + 1))
        if first <= self.row:
            raise damaged(self.name)
        self.row, self.column = first + int(own.get("Span", 0)), 0
        if first > MOST_ROWS:
            found.unread += 1
            return
        if own.get("Hidden") == "1":
            found.scan.hidden_rows.add(first)
        self._count(first - len(found.rows))
        found.rows.extend([] for _ in range(first - len(found.rows)))

    def _begin_cell(self, own: dict[str, str]) -> None:
        column = int(own.get("Index", self.column + 1))
        if column <= self.column or not self.row:
            raise damaged(self.name)
        self.column, self.formula = column, "Formula" in own
        scan, row = self.sheets[-1].scan, len(self.sheets[-1].rows)
        self._count(1)
        if self.column > MOST_COLUMNS:
            raise JourneyError(
                f"“{self.name}”, sheet “{self.sheets[-1].title}”, has {self.column:,} columns.",
                f"At most {MOST_COLUMNS:,} are read.",
            )
        scan.cells += 1
        scan.last_row, scan.last_column = row, max(scan.last_column, self.column)
        check_used_range(self.name, scan)
        across, down = max(int(own.get("MergeAcross", 0)), 0), int(own.get("MergeDown", 0))
        if down > 0:
            corner = row - 1, self.column - 1
            self.sheets[-1].merged.append((corner, (corner[0] + down, corner[1] + across)))
        self.at, self.column = self.column, self.column + across

    def _count(self, more: int) -> None:
        """Count what is held; rows that are left out are held as empty ones."""
        self.cells += more
        if self.cells > MOST_CELLS:
            raise too_many_cells(self.name, MOST_CELLS)

    def _keep(self, text: str) -> None:
        """Put what a cell holds in its place."""
        found = self.sheets[-1]
        cells = found.rows[-1] if found.rows and self.row <= MOST_ROWS else []
        self.formula = False
        if self.kind == "Error" and len(found.scan.errors) < MOST_LISTED:
            found.scan.errors[cell_name(len(found.rows) - 1, self.at - 1)] = text
        value = _value(self.kind, text)
        if value is not None:
            cells.extend([None] * (self.at - len(cells)))
            cells[self.at - 1] = value

    def _note_formula(self) -> None:
        self.formula = False
        scan = self.sheets[-1].scan
        if len(scan.uncached) < MOST_LISTED:
            scan.uncached.append(cell_name(len(self.sheets[-1].rows) - 1, self.at - 1))


def _value(kind: str, text: str) -> Cell:
    """Return what a cell holds; what is not of its kind stays the text that it is."""
    if kind == "Error" or not text.strip():
        return None
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return _day_or_time(datetime.fromisoformat(text.strip().removesuffix("Z")))
    except ValueError:
        return text
    if kind == "Boolean":
        return text.strip() in ("1", "true", "True")
    return text


def _day_or_time(when: datetime) -> datetime | time:
    return when.time() if when.date() <= FIRST_DAY.date() else when
