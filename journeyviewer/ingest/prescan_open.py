"""A look into an OpenDocument workbook (.ods): what is repeated without end, hidden or locked.

Source of the elements: OASIS, "Open Document Format for Office Applications 1.3, Part 3" (2021).
"""

from __future__ import annotations

import xml.parsers.expat
import zipfile

from journeyviewer.ingest.cell_names import cell_name
from journeyviewer.ingest.limits import MOST_CELLS
from journeyviewer.ingest.scan import (
    MOST_LISTED,
    Scan,
    SheetScan,
    check_used_range,
    locked,
    too_many_cells,
    with_entities,
)

CONTENT = "content.xml"
CHUNK = 1 << 20
ERRORS = ("Err:", "#N/A", "#REF!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!")


def scan_open_document(name: str, book: zipfile.ZipFile, scan: Scan) -> None:
    """Add what an OpenDocument workbook holds; raises JourneyError for one not to be opened."""
    if "META-INF/manifest.xml" in book.namelist():
        manifest = book.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise locked(name)
    follower = _Follower(name, scan)
    with book.open(CONTENT) as stream:
        while chunk := stream.read(CHUNK):
            follower.parser.Parse(chunk, False)
        follower.parser.Parse(b"", True)


class _Follower:
    """Follows the cells of an OpenDocument workbook without holding them."""

    def __init__(self, name: str, scan: Scan) -> None:
        self.name = name
        self.scan = scan
        self.sheet = SheetScan()
        self.row = self.column = 0
        self.row_repeats = self.cell_repeats = 1
        self.row_is_hidden = self.holds = False
        self.row_cells = 0
        self.notes = 0
        self.text = ""
        parser = xml.parsers.expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        self.parser = parser
        self._starts = {
            "table:table": self._begin_table,
            "table:table-column": self._column,
            "table:table-row": self._begin_row,
            "table:table-cell": self._begin_cell,
            "table:covered-table-cell": self._begin_cell,
            "office:annotation": self._note,
            "table:named-range": self._named,
            "draw:object": self._embedded,
            "draw:object-ole": self._embedded,
        }

    def doctype(self, *_: object) -> None:
        raise with_entities(self.name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        step = self._starts.get(tag)
        if step is not None:
            step(attributes)

    def end(self, tag: str) -> None:
        if tag == "office:annotation":
            self.notes -= 1
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif tag == "table:table-row":
            self._end_row()

    def characters(self, text: str) -> None:
        if not self.notes and text.strip():
            self.holds = True
            if len(self.text) < 20:
                self.text += text

    def _note(self, _: dict[str, str]) -> None:
        self.notes += 1
        self.scan.beside["comment"] += 1

    def _named(self, _: dict[str, str]) -> None:
        self.scan.beside["defined name"] += 1

    def _embedded(self, _: dict[str, str]) -> None:
        self.scan.beside["embedded object"] += 1

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self.sheet = SheetScan()
        self.scan.add_sheet(attributes.get("table:name", ""), self.sheet)
        self.row = self.column = 0

    def _column(self, attributes: dict[str, str]) -> None:
        repeats = _repeats(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in ("collapse", "filter"):
            last = min(self.column + repeats, 16_384)
            self.sheet.hidden_columns.update(range(self.column + 1, last + 1))
        self.column += repeats

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.row_repeats = _repeats(attributes, "table:number-rows-repeated")
        self.row_is_hidden = attributes.get("table:visibility") in ("collapse", "filter")
        self.column = self.row_cells = 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.cell_repeats = _repeats(attributes, "table:number-columns-repeated")
        self.holds = "office:value-type" in attributes or "table:formula" in attributes
        self.text = ""

    def _end_cell(self) -> None:
        if self.holds:
            # Empty cells before one that holds something are kept too.
            self.row_cells = self.column + self.cell_repeats
            if self.text.startswith(ERRORS) and len(self.sheet.errors) < MOST_LISTED:
                self.sheet.errors[cell_name(self.row, self.column)] = self.text
        self.column += self.cell_repeats
        self.holds = False

    def _end_row(self) -> None:
        if self.row_cells:
            sheet = self.sheet
            sheet.cells += self.row_cells * self.row_repeats
            sheet.last_row = self.row + self.row_repeats
            sheet.last_column = max(sheet.last_column, self.row_cells)
            if sheet.cells > MOST_CELLS:
                raise too_many_cells(self.name, MOST_CELLS)
            check_used_range(self.name, sheet)
            if self.row_is_hidden:
                sheet.hidden_rows.update(range(self.row + 1, sheet.last_row + 1))
        self.row += self.row_repeats


def _repeats(attributes: dict[str, str], name: str) -> int:
    return max(int(attributes.get(name, 1)), 1)
