"""A look into a binary workbook (.xlsb): which rows and columns it hides, and how large it is.

Source of the records: Microsoft, "[MS-XLSB]: Excel (.xlsb) Binary File Format" (2023).
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

from journeyviewer.ingest.cell_names import cell_name
from journeyviewer.ingest.limits import MOST_CELLS
from journeyviewer.ingest.scan import (
    ERRORS,
    MOST_LISTED,
    Scan,
    SheetScan,
    check_used_range,
    too_many_cells,
)
from journeyviewer.ingest.workbook_parts import sheet_targets

BOOK = "xl/workbook.bin"
RELATIONS = "xl/_rels/workbook.bin.rels"
SHEET, PROPERTIES, NAME = 156, 153, 39
ROW, COLUMNS = 0, 60
CELLS = range(1, 12)
"""From a blank cell to a formula whose value is an error."""
ERROR, FORMULA_ERROR = 3, 11


def scan_binary(name: str, book: zipfile.ZipFile, scan: Scan) -> None:
    """Add what a binary workbook holds; raises JourneyError for one not to be opened.

    Raises ValueError, struct.error or IndexError for a damaged one.
    """
    targets = sheet_targets(book, RELATIONS)
    for kind, body in _records(book.read(BOOK)):
        if kind == SHEET:
            relation, after = _text(body, 8)
            title, _ = _text(body, after)
            scan.parts[title] = targets.get(relation, "")
        elif kind == PROPERTIES:
            scan.dates_from_1904 = bool(body[0] & 1)
    for part in set(scan.parts.values()) & set(book.namelist()):
        scan.sheets[part] = _scan_sheet(name, book.read(part))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part; kinds take one or two bytes, sizes up to four."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | data[at] << 7
            at += 1
        size = shift = 0
        while True:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield kind, data[at : at + size]
        at += size


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Return the text that stands there, and where it ends."""
    length = struct.unpack_from("<I", body, at)[0]
    end = at + 4 + length * 2
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _scan_sheet(name: str, data: bytes) -> SheetScan:
    sheet = SheetScan()
    row = 0
    for kind, body in _records(data):
        if kind in CELLS:
            column, code = struct.unpack_from("<I", body)[0], body[8:9]
            sheet.cells += 1
            sheet.last_row = max(sheet.last_row, row + 1)
            sheet.last_column = max(sheet.last_column, column + 1)
            if sheet.cells > MOST_CELLS:
                raise too_many_cells(name, MOST_CELLS)
            if kind in (ERROR, FORMULA_ERROR) and len(sheet.errors) < MOST_LISTED:
                sheet.errors[cell_name(row, column)] = ERRORS.get(code[0], "an error")
        elif kind == ROW:
            row = struct.unpack_from("<I", body)[0]
            if body[11] & 0x10:
                sheet.hidden_rows.add(row + 1)
        elif kind == COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<IIIIH", body)
            if flags & 1:
                sheet.hidden_columns.update(range(first + 1, min(last, 16_383) + 2))
    check_used_range(name, sheet)
    return sheet
