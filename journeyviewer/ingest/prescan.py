"""A look into a workbook before it is read: what is too large, hostile, hidden or in error.

The reader of workbooks ends the whole process on some legal files, so sizes are checked first.
"""

from __future__ import annotations

import io
import re
import struct
import xml.parsers.expat
import zipfile
import zlib

from journeyviewer.ingest.cell_names import cell_name, column_number
from journeyviewer.ingest.limits import MOST_BYTES, MOST_CELL_TEXT, MOST_CELLS, MOST_PARTS
from journeyviewer.ingest.prescan_binary import BOOK as BINARY_BOOK
from journeyviewer.ingest.prescan_binary import scan_binary
from journeyviewer.ingest.prescan_open import CONTENT, scan_open_document
from journeyviewer.ingest.prescan_plain import ANY_CELL, counted
from journeyviewer.ingest.scan import (
    MOST_LISTED,
    Scan,
    SheetScan,
    check_used_range,
    damaged,
    locked,
    too_many_cells,
    with_entities,
)
from journeyviewer.ingest.workbook_parts import count_beside, really_expands_to, sheet_parts
from journeyviewer.model.patterns import later
from journeyviewer.model.problems import JourneyError

GRID_ROWS, GRID_COLUMNS = 1_048_576, 16_384
REFERENCE = later(r"([A-Z]{1,4})(\d{1,8})$")
CHUNK, HEAD = 1 << 20, 1 << 16
LARGE_PART = 8 << 20
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    xml.parsers.expat.ExpatError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
)
"""What reading a zip with wrong bytes in it raises."""
SHEET_SIGNS = (b"<worksheet", b":worksheet", b"<sheetData", b":sheetData")
"""What the head of a part holds that is a sheet, wherever it is stored."""


def prescan(name: str, data: bytes) -> Scan:
    """Return what is in a workbook; raises JourneyError for one that must not be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = book.infolist()
            _check_parts(name, book, data, parts)
            heads = {
                part.filename: _head_of(name, book, part)
                for part in parts
                if part.filename.lower().endswith((".xml", ".rels"))
            }
            if any(map(has_entities, heads.values())):
                raise with_entities(name)
            scan = Scan()
            scan.parts = sheet_parts(book)
            for part in parts:
                if part.filename in heads:
                    _scan_part(name, book, part, heads[part.filename], scan)
            if CONTENT in book.namelist() and not scan.sheets:
                scan_open_document(name, book, scan)
            if BINARY_BOOK in book.namelist():
                _scan_binary(name, book, scan)
            if sum(sheet.cells for sheet in scan.sheets.values()) > MOST_CELLS:
                raise too_many_cells(name, MOST_CELLS)
            count_beside(book, scan.beside)
    except BROKEN as error:
        raise damaged(name) from error
    except NotImplementedError as error:
        raise JourneyError(
            f"“{name}” is packed in an unusual way.", "Open it in Excel and save a copy."
        ) from error
    except RuntimeError as error:
        raise locked(name) from error
    return scan


def _scan_binary(name: str, book: zipfile.ZipFile, scan: Scan) -> None:
    try:
        scan_binary(name, book, scan)
    except (ValueError, struct.error, IndexError, KeyError):
        # The reader may still find its values.
        scan.sees_hidden = False


def _check_parts(
    name: str, book: zipfile.ZipFile, data: bytes, parts: list[zipfile.ZipInfo]
) -> None:
    if len(parts) > MOST_PARTS:
        raise JourneyError(
            f"“{name}” is made of {len(parts):,} parts.", "Copy the tables into a new workbook."
        )
    for part in parts:
        pieces = part.filename.replace("\\", "/").split("/")
        if ".." in pieces or part.filename.startswith(("/", "\\")) or ":" in pieces[0]:
            raise JourneyError(
                f"“{name}” has a part that points outside the file.",
                "It was not made by a spreadsheet program: copy its tables into a new workbook.",
            )
    size = sum(part.file_size for part in parts)
    if size <= MOST_BYTES:
        size = really_expands_to(data, parts, MOST_BYTES)
    if size > MOST_BYTES:
        raise JourneyError(
            f"“{name}” expands to {size // 2**20:,} MiB or more; "
            f"at most {MOST_BYTES // 2**20:,} MiB are read.",
            "Save the sheets you need as CSV files.",
        )


def _scan_part(
    name: str, book: zipfile.ZipFile, part: zipfile.ZipInfo, head: bytes, scan: Scan
) -> None:
    path = part.filename.lower()
    is_sheet = _is_sheet(part) or part.filename in scan.parts.values()
    if is_sheet or any(sign in head for sign in SHEET_SIGNS):
        scan.sheets[part.filename] = _scan_sheet(name, book, part)
    elif path == "xl/workbook.xml":
        text = book.read(part)
        scan.dates_from_1904 = re.search(rb'date1904="(1|true)"', text) is not None


def _is_sheet(part: zipfile.ZipInfo) -> bool:
    """True for a part in the place where sheets are stored."""
    path = part.filename.lower()
    return path.startswith("xl/worksheets/") and path.endswith(".xml")


def _head_of(name: str, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return the beginning of a part; raises JourneyError for one with a text without end.

    No cell holds a mebibyte between two tags; the reader would hold it several times over.
    """
    with book.open(part) as stream:
        # A sheet is read to its end when it is counted.
        piece = stream.read(HEAD if _is_sheet(part) and part.file_size <= LARGE_PART else CHUNK)
        head = piece[:HEAD]
        # What a small part holds does no harm.
        while piece and part.file_size > LARGE_PART:
            if len(piece) == CHUNK and b"<" not in piece:
                raise JourneyError(
                    f"“{name}” has a cell of more than {CHUNK:,} characters; a cell of Excel "
                    f"holds {MOST_CELL_TEXT:,}.",
                    "Find the cell with the very long text, shorten it, and save.",
                )
            piece = stream.read(CHUNK)
    return head


def has_entities(head: bytes) -> bool:
    """True where the beginning of an XML file declares a document type or an entity.

    The text may be in UTF-16, of which every other byte is zero.
    """
    plain = head.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


class _SheetParser:
    """Follows the cells of a worksheet without holding them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.scan = SheetScan()
        self.cell = ""
        self.row = self.column = 0
        self.kind = ""
        self.formula = self.value = self.within = False
        self.text: list[str] = []
        parser = xml.parsers.expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        self.parser = parser

    def doctype(self, *_: object) -> None:
        raise with_entities(self.name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2] if ":" in tag else tag
        if tag == "c":
            self.cell, self.kind = attributes.get("r", ""), attributes.get("t", "")
            self.formula = self.value = False
            self.text.clear()
            self._place()
        elif tag == "f":
            self.formula = True
        elif tag in ("v", "is"):
            self.within = True
        elif tag == "row":
            # Rows and cells that do not say where they are follow the one before.
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if attributes.get("hidden") in ("1", "true"):
                self.scan.hidden_rows.add(self.row)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), int(attributes["max"])
            self.scan.hidden_columns.update(range(max(first, 1), min(last, GRID_COLUMNS) + 1))

    def characters(self, text: str) -> None:
        self.value = self.value or self.within
        if self.within and self.kind == "e":
            self.text.append(text)

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2] if ":" in tag else tag
        if tag in ("v", "is"):
            self.within = False
        if tag != "c":
            return
        if self.kind == "e" and len(self.scan.errors) < MOST_LISTED:
            self.scan.errors[self.cell] = "".join(self.text)
        # A formula whose value is the empty text says so by its kind.
        lacks_value = self.formula and not self.value and self.kind != "str"
        if lacks_value and len(self.scan.uncached) < MOST_LISTED:
            self.scan.uncached.append(self.cell)
        self.kind = ""
        self.value = False

    def _place(self) -> None:
        self.scan.cells += 1
        if self.cell:
            found = REFERENCE.match(self.cell)
            self.column = column_number(found[1]) if found else 0
            self.row = int(found[2]) if found else 0
        else:
            self.column += 1
            self.cell = cell_name(self.row - 1, self.column - 1)
        if not 1 <= self.row <= GRID_ROWS or not 1 <= self.column <= GRID_COLUMNS:
            raise JourneyError(
                f"“{self.name}” has a cell at {self.cell[:20]}, outside of any sheet.",
                "Open it in Excel, let it repair the file, and save it again.",
            )
        self.scan.last_row = max(self.scan.last_row, self.row)
        self.scan.last_column = max(self.scan.last_column, self.column)


def _scan_sheet(name: str, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> SheetScan:
    scan = _counted(name, book, part) or _followed(name, book, part)
    check_used_range(name, scan)
    return scan


def _counted(name: str, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> SheetScan | None:
    """Return what a plainly written sheet holds; None for one that needs a closer look."""
    with book.open(part) as stream:
        used = counted(stream, MOST_CELLS)
    if used is None:
        return None
    if used.cells > MOST_CELLS:
        raise too_many_cells(name, MOST_CELLS)
    if used.last_row > GRID_ROWS:
        return None
    last_column = max((column_number(letters.decode()) for letters in used.columns), default=0)
    if last_column > GRID_COLUMNS:
        return None
    return SheetScan(used.cells, used.last_row, last_column)


def _followed(name: str, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> SheetScan:
    """Return what a sheet holds, element by element."""
    follower = _SheetParser(name)
    with book.open(part) as stream:
        # Counted first, which is soon done.
        cells = sum(len(ANY_CELL.findall(chunk)) for chunk in iter(lambda: stream.read(CHUNK), b""))
    if cells > MOST_CELLS:
        raise too_many_cells(name, MOST_CELLS)
    try:
        with book.open(part) as stream:
            while chunk := stream.read(CHUNK):
                follower.parser.Parse(chunk, False)
                if follower.scan.cells > MOST_CELLS:
                    raise too_many_cells(name, MOST_CELLS)
            follower.parser.Parse(b"", True)
    except BROKEN as error:
        raise damaged(name) from error
    return follower.scan
