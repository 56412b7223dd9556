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
from dataclasses import dataclass, field
from functools import lru_cache

from journeyviewer.ingest.limits import MOST_BYTES, MOST_CELLS, MOST_PARTS
from journeyviewer.ingest.prescan_plain import counted
from journeyviewer.ingest.workbook_parts import sheet_parts
from journeyviewer.model.problems import JourneyError

GRID_ROWS, GRID_COLUMNS = 1_048_576, 16_384
DENSE_CELLS = 20_000_000
"""The reader holds every cell of the used range, empty or not."""
REFERENCE = re.compile(r"([A-Z]{1,4})(\d{1,8})$")
CHUNK = 1 << 20
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
MOST_LISTED = 500


@dataclass(slots=True)
class SheetScan:
    """What one worksheet part holds beside values; rows and columns count from 1."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    uncached: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Scan:
    """What a workbook holds that its values do not show; `sheets` by part of the file."""

    sheets: dict[str, SheetScan] = field(default_factory=dict)
    comments: int = 0
    macros: bool = False
    pivot_caches: int = 0
    external_links: int = 0
    dates_from_1904: bool = False
    parts: dict[str, str] = field(default_factory=dict)

    def of_sheet(self, title: str) -> SheetScan:
        """Return what was found in the sheet of that title; nothing where it is not known."""
        return self.sheets.get(self.parts.get(title, ""), SheetScan())


def prescan(name: str, data: bytes) -> Scan:
    """Return what is in a workbook; raises JourneyError for one that must not be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = book.infolist()
            _check_parts(name, parts)
            scan = Scan()
            scan.parts = sheet_parts(book)
            for part in parts:
                _scan_part(name, book, part, scan)
    except BROKEN as error:
        raise _damaged(name) from error
    except (NotImplementedError, RuntimeError) as error:
        raise JourneyError(
            f"“{name}” is protected by a password or packed in an unusual way.",
            "Open it in Excel and save a copy.",
        ) from error
    return scan


def _damaged(name: str) -> JourneyError:
    return JourneyError(
        f"“{name}” is damaged.", "Open it in Excel, let it repair the file, and save it again."
    )


def _check_parts(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise JourneyError(
            f"“{name}” is made of {len(parts):,} parts.", "Copy the tables into a new workbook."
        )
    size = sum(part.file_size for part in parts)
    if size > MOST_BYTES:
        raise JourneyError(
            f"“{name}” expands to {size // 2**20:,} MiB.", "Save the sheets you need as CSV files."
        )
    for part in parts:
        pieces = part.filename.replace("\\", "/").split("/")
        if ".." in pieces or part.filename.startswith(("/", "\\")) or ":" in pieces[0]:
            raise JourneyError(
                f"“{name}” has a part that points outside the file.",
                "It was not made by a spreadsheet program: copy its tables into a new workbook.",
            )


def _scan_part(name: str, book: zipfile.ZipFile, part: zipfile.ZipInfo, scan: Scan) -> None:
    path = part.filename.lower()
    if path.startswith("xl/comments") or path.startswith("xl/threadedcomments/"):
        scan.comments += 1
    elif path.endswith("vbaproject.bin"):
        scan.macros = True
    elif path.startswith("xl/pivotcache/pivotcachedefinition"):
        scan.pivot_caches += 1
    elif path.startswith("xl/externallinks/externallink"):
        scan.external_links += 1
    if not path.endswith((".xml", ".rels")):
        return
    is_sheet = path.startswith("xl/worksheets/") and path.endswith(".xml")
    if is_sheet or part.filename in scan.parts.values():
        scan.sheets[part.filename] = _scan_sheet(name, book, part)
        return
    if path == "xl/workbook.xml":
        head = book.read(part)
        scan.dates_from_1904 = re.search(rb'date1904="(1|true)"', head) is not None
    _refuse_entities(name, book, part)


def _refuse_entities(name: str, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with book.open(part) as stream:
        head = stream.read(65_536)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise _with_entities(name)


def _with_entities(name: str) -> JourneyError:
    return JourneyError(
        f"“{name}” contains a document type definition, which spreadsheets never have.",
        "It was not made by a spreadsheet program: do not open it, and ask where it came from.",
    )


class _SheetParser:
    """Follows the cells of a worksheet without holding them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.scan = SheetScan()
        self.cell = ""
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
        raise _with_entities(self.name)

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
        elif tag in ("row", "col") and attributes.get("hidden") in ("1", "true"):
            self._hide(tag, attributes)

    def characters(self, text: str) -> None:
        self.value = self.value or self.within
        if self.within and self.kind == "e":
            self.text.append(text)

    def _hide(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self.scan.hidden_rows.add(int(attributes.get("r", 0)))
        else:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.scan.hidden_columns.update(range(first, min(last, GRID_COLUMNS) + 1))

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
        if not self.cell:
            return
        found = REFERENCE.match(self.cell)
        column, row = _column(found[1]) if found else 0, int(found[2]) if found else 0
        if not 1 <= row <= GRID_ROWS or not 1 <= column <= GRID_COLUMNS:
            raise JourneyError(
                f"“{self.name}” has a cell at {self.cell[:20]}, outside of any sheet.",
                "Open it in Excel, let it repair the file, and save it again.",
            )
        self.scan.last_row = max(self.scan.last_row, row)
        self.scan.last_column = max(self.scan.last_column, column)


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _scan_sheet(name: str, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> SheetScan:
    scan = _counted(book, part) or _followed(name, book, part)
    if scan.last_row * scan.last_column > max(DENSE_CELLS, scan.cells * 50):
        raise JourneyError(
            f"“{name}” has a sheet whose used range is {scan.last_row} rows by "
            f"{scan.last_column} columns, nearly all of it empty.",
            "In Excel go to its last cell (Ctrl+End), delete the stray cells, and save.",
        )
    return scan


def _counted(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> SheetScan | None:
    """Return what a plainly written sheet holds; None for one that needs a closer look."""
    with book.open(part) as stream:
        used = counted(stream, MOST_CELLS)
    if used is None or used.last_row > GRID_ROWS:
        return None
    last_column = max((_column(letters.decode()) for letters in used.columns), default=0)
    if last_column > GRID_COLUMNS:
        return None
    return SheetScan(used.cells, used.last_row, last_column)


def _followed(name: str, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> SheetScan:
    """Return what a sheet holds, element by element."""
    follower = _SheetParser(name)
    try:
        with book.open(part) as stream:
            while chunk := stream.read(CHUNK):
                follower.parser.Parse(chunk, False)
                if follower.scan.cells > MOST_CELLS:
                    raise JourneyError(
                        f"“{name}” has a sheet of over {MOST_CELLS:,} cells.",
                        "Save the part you need as a CSV file.",
                    )
            follower.parser.Parse(b"", True)
    except BROKEN as error:
        raise _damaged(name) from error
    return follower.scan
