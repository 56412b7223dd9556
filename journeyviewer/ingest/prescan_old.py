"""A look into an .xls workbook: what is locked, hidden, in error or beside its cells.

Source of the records: Microsoft, "[MS-XLS]: Excel Binary File Format (.xls) Structure" (2023).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from journeyviewer.ingest.cell_names import cell_name
from journeyviewer.ingest.compound import Compound
from journeyviewer.ingest.scan import ERRORS, MOST_LISTED, Scan, SheetScan, check_used_range, locked

BOF, EOF, CONTINUE = 0x809, 0x0A, 0x3C
BOUND_SHEET, DATE_MODE, FILE_PASS, SUP_BOOK, NAME = 0x85, 0x22, 0x2F, 0x1AE, 0x18
ROW, COLUMNS, NOTE, BOOLEAN_OR_ERROR, FORMULA = 0x208, 0x7D, 0x1C, 0x205, 0x06
CELLS = (FORMULA, 0x203, 0x204, BOOLEAN_OR_ERROR, 0x27E, 0xFD, 0xBD, 0x02, 0x03, 0x04, 0x05)
"""The records of cells that hold something, those of older forms too."""
STORAGES = (
    ("_VBA_PROJECT_CUR", "macro project"),
    ("_SX_DB_CUR", "copy of data behind a pivot table"),
)


def prescan_old(name: str, data: bytes) -> Scan:
    """Return what is in an .xls workbook; raises JourneyError for one locked with a password.

    What is damaged is left to the reader, which may still find its values.
    """
    scan = Scan()
    try:
        book = Compound(data)
        _look(name, book, book.stream("Workbook", "Book"), scan)
    except (ValueError, struct.error, IndexError):
        scan.sees_hidden = False
    return scan


def _look(name: str, book: Compound, stream: bytes, scan: Scan) -> None:
    names = book.names
    for storage, words in STORAGES:
        scan.beside[words] += storage in names
    scan.beside["embedded object"] += sum(entry.startswith("MBD") for entry in names)
    titles: list[tuple[int, str]] = []
    for kind, body in _records(stream, 0):
        if kind == FILE_PASS:
            raise locked(name)
        if kind == DATE_MODE:
            scan.dates_from_1904 = body[:2] == b"\1\0"
        elif kind == BOUND_SHEET:
            titles.append(_title(body))
        # Of four bytes are the books that stand for this one and for its functions.
        scan.beside["link to another workbook"] += kind == SUP_BOOK and len(body) > 4
        scan.beside["defined name"] += kind == NAME and not body[0] & 0x20
    for start, title in titles:
        sheet = _scan_sheet(stream, start, scan)
        check_used_range(name, sheet)
        scan.add_sheet(title, sheet)


def _title(body: bytes) -> tuple[int, str]:
    """Return where a sheet begins and what it is called."""
    start, length, wide = struct.unpack_from("<I2xBB", body)
    if len(body) == 7 + length:  # As before Excel 97: a byte for each letter.
        return start, body[7:].decode("cp1252", "replace")
    words = body[8 : 8 + length * (2 if wide & 1 else 1)]
    return start, words.decode("utf-16-le" if wide & 1 else "latin-1", "replace")


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part, those of the charts in it left out; they end with its end."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, stream[start + 4 : start + 4 + length]
        start += 4 + length


def _scan_sheet(stream: bytes, start: int, scan: Scan) -> SheetScan:
    sheet = SheetScan()
    for kind, body in _records(stream, start):
        if kind == NOTE:
            scan.beside["comment"] += 1
        elif kind == ROW:
            row, flags = struct.unpack_from("<H10xH", body)
            if flags & 0x20:
                sheet.hidden_rows.add(row + 1)
        elif kind == COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<HHHHH", body)
            if flags & 1:
                sheet.hidden_columns.update(range(first + 1, min(last, 255) + 2))
        elif kind in CELLS:
            row, column = struct.unpack_from("<HH", body)
            sheet.cells += 1
            sheet.last_row = max(sheet.last_row, row + 1)
            sheet.last_column = max(sheet.last_column, column + 1)
            if kind in (BOOLEAN_OR_ERROR, FORMULA):
                _note_error(kind, body, sheet)
    return sheet


def _note_error(kind: int, body: bytes, sheet: SheetScan) -> None:
    row, column = struct.unpack_from("<HH", body)
    if kind == FORMULA:
        # A result that is no number says so by its last two bytes; the kind 2 is an error.
        is_error, code = body[12:14] == b"\xff\xff" and body[6] == 2, body[8]
    else:
        is_error, code = bool(body[7]), body[6]
    if is_error and len(sheet.errors) < MOST_LISTED:
        sheet.errors[cell_name(row, column)] = ERRORS.get(code, "an error")
