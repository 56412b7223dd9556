"""Large tables of text: gone through once, and read again row by row from where they lie."""

from __future__ import annotations

import codecs
import csv
import io
import stat
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

from journeyviewer.ingest.compound import SIGNATURE
from journeyviewer.ingest.dated_lines import MOST_LINES, is_no_table
from journeyviewer.ingest.limits import MOST_BYTES, MOST_FIELD
from journeyviewer.ingest.opening import EMPTY, SourceKind, recognise
from journeyviewer.ingest.stored import StoredBytes
from journeyviewer.ingest.table import Sheet
from journeyviewer.ingest.text_encodings import (
    WINDOWS,
    decode_lines,
    decode_windows,
    mixed,
    not_utf8,
)
from journeyviewer.ingest.text_files import (
    SAMPLE,
    cleaned,
    controls_marked,
    find_delimiter,
    is_within_limits,
    sheet_of,
)
from journeyviewer.ingest.text_foreign import Foreign
from journeyviewer.ingest.text_rows import Cells, TextRows
from journeyviewer.ingest.text_scan import Scanned, lines_at, places_of_word, scan, texts_of
from journeyviewer.model.problems import Problem

MOST_OF_A_SIGN = 4
"""Bytes of one sign in UTF-8."""


class StoredRows(TextRows):
    """The rows of a text that is not held; its columns of short texts are held as numbers.

    Unlike in others there may be quoted cells, and signs that cells are shown without.
    """

    def __init__(self, data: StoredBytes, delimiter: str, found: Scanned) -> None:
        self.data = self._stored = data
        self.delimiter = delimiter
        self.widest, self.longest = found.widest, found.longest
        self._end, self._starts, self._count = found.end, found.starts, found.count
        self._quotes, self._unclean, self.controls = found.quotes, found.unclean, found.controls
        self.foreign = found.foreign
        if self.foreign.encoding == WINDOWS:
            self._decode = decode_windows
        elif self.foreign.turned:
            self._decode = decode_lines
        self._kept = found.columns
        self._same = texts_of(found.columns)
        self._top = ()
        csv.field_size_limit(MOST_FIELD)
        self._close()

    def _rows(self, start: int, stop: int) -> list[Cells]:
        """Return the rows [start, stop), of which there is at least one."""
        begin, end = self._starts[start], self._starts[stop] - len(self._end)
        # One row is mostly the first of a case.
        piece = self._stored.once(begin, end) if stop - start == 1 else self._stored[begin:end]
        known = self._same.get
        return [
            tuple([known(cell) or cell.strip() or None for cell in cells])
            for cells in self._cut(piece, stop - start == 1)
        ]

    def _cut(self, piece: bytes, is_one: bool) -> list[list[str]]:
        """Return the cells of rows as they were written, without marks around them."""
        text = self._decode(piece)
        if self._unclean:
            text = cleaned(text) if self.controls else text.replace("\u00a0", " ")
        if not self._quotes or '"' not in text:
            return self._split(text.split(self._end))
        # A text that is one row is a line to the reader, whatever stands in its cells.
        lines = (text,) if is_one else io.StringIO(text + self._end, newline="")
        return list(csv.reader(lines, delimiter=self.delimiter))

    def cells_of(self, column: int) -> Callable[[int], str]:
        """Return what gives the cell of a column (from 0) in a row (from 1), "" for none."""
        if not self._quotes and not self._unclean and not self.foreign.turned:
            return super().cells_of(column)
        data, starts, gap = self._stored, self._starts, len(self._end)

        def cell(number: int) -> str:
            (cells,) = self._cut(data[starts[number - 1] : starts[number] - gap], True)
            return cells[column].strip() if column < len(cells) else ""

        return cell

    def holding(self, word: str) -> list[int]:
        """Return the numbers (from 1) of the rows that may hold a word, which is in small letters.

        Letters are compared without regard to case.
        """
        found = places_of_word(self._stored, self._starts[0], word.encode())
        return sorted({bisect_right(self._starts, place) for place in found})


def load_large(path: Path, group: int) -> tuple[list[Sheet], list[Problem]] | None:
    """Return the sheet of a large plain text and what is said of reading it.

    None for every other file, and for one that others have to say something of.
    """
    data = _opened(path)
    if data is None:
        return None
    rows = _rows(path.name, data)
    if rows is None or not is_within_limits(rows):
        data.close()
        return None
    problems = _said_of_encodings(path.name, data, rows.foreign)
    if rows.controls:
        problems.append(controls_marked(path.name, rows.controls))
    sheet = sheet_of(path.name, rows, group, 0, problems)
    if len(rows) <= MOST_LINES and is_no_table(sheet):
        data.close()
        return None
    return [sheet], problems


def _said_of_encodings(name: str, data: StoredBytes, foreign: Foreign) -> list[Problem]:
    """Return what is said of lines of Windows text."""
    if foreign.encoding == WINDOWS:
        return [not_utf8(name)]
    if foreign.turned:
        return [mixed(name, lines_at(data, foreign.first), foreign.turned)]
    return []


def _opened(path: Path) -> StoredBytes | None:
    """Return the bytes of a regular file of a size that is read; None for any other."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None
        data = StoredBytes(path)
    except (OSError, ValueError):
        return None
    if len(data) <= MOST_BYTES:
        return data
    data.close()
    return None


def _rows(name: str, data: StoredBytes) -> StoredRows | None:
    head = data.read(0, SAMPLE * MOST_OF_A_SIGN)
    # What is packed is recognised by its end too.
    if head.startswith((b"PK", SIGNATURE)) or not head.strip(EMPTY):
        return None
    if recognise(name, head) is not SourceKind.TEXT:
        return None
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    begin = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    sample = _sample(head[begin:], len(head) == len(data))
    if sample is None:
        return None
    delimiter = find_delimiter(sample)
    found = scan(data, begin, delimiter)
    if found is None:
        return None
    if begin and (found.foreign.turned or found.foreign.encoding == WINDOWS):
        # What is marked as UTF-8 is read as that throughout.
        return None
    return StoredRows(data, delimiter, found)


def _sample(head: bytes, is_all: bool) -> str | None:
    """Return the text that shows the delimiter; None where more has to be read for it."""
    try:
        # A sign may be cut in two at the end.
        return cleaned(codecs.utf_8_decode(head)[0])[:SAMPLE]
    except UnicodeDecodeError:
        # Only a whole line tells in which encoding it is.
        text = cleaned(decode_lines(head if is_all else head[: head.rfind(b"\n") + 1]))
        return text[:SAMPLE] if is_all or len(text) >= SAMPLE else None
