"""Goes once through a large plain table of text, and notes where its rows begin and what repeats.

It is gone through as numbers, block by block, and not held. What is unusual in any way (quotation
marks, control characters, spaces of other kinds, other encodings) is left to others.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from journeyviewer.ingest.coded import CodedColumn
from journeyviewer.ingest.stored import StoredBytes
from journeyviewer.ingest.table import Cell
from journeyviewer.ingest.text_rows import REPEATED, SPACES
from journeyviewer.ingest.text_words import NEEDED_BEYOND, WordCoder

BLOCK = 2**21
"""Bytes that are gone through at once."""
SAMPLE = 2_000
"""Rows whose cells show which columns hold short texts."""
LINE, RETURN, TAB, SPACE, LAST_SIGN = b"\n\r\t ~"
MARKS = [sign.encode() for sign in SPACES if sign >= "\x80"] + [
    sign.encode() for sign in "\x7f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
]
"""Signs beyond ASCII, and the last of it, that plain text has none of."""
Numbers = NDArray[Any]


class Unusual(Exception):
    """A text that is not plain."""


@dataclass(slots=True)
class Scanned:
    """What was found: where rows start, how many there are, and the columns of short texts.

    `starts` has one more than there are rows: where the next row would start. `widest` counts the
    cells of the widest row, `longest` the bytes of the longest one; `end` is what ends a row.
    """

    end: str
    starts: array[int]
    count: int = 0
    widest: int = 0
    longest: int = 0
    columns: dict[int, CodedColumn] = field(default_factory=dict)


def scan(data: StoredBytes, begin: int, delimiter: str) -> Scanned | None:
    """Go through a file from a place on; None where it is no plain text."""
    scanner = _Scanner(data, begin, delimiter)
    try:
        return scanner.scanned()
    except (Unusual, UnicodeDecodeError):
        return None


class _Scanner:
    """One file being gone through."""

    def __init__(self, data: StoredBytes, begin: int, delimiter: str) -> None:
        self.data = data
        self.at = begin
        self.delimiter = ord(delimiter)
        head = data.read(begin, begin + BLOCK)
        self.returns = head[: head.find(b"\n") + 1].endswith(b"\r\n")
        kind = "I" if len(data) < 2**32 else "Q"
        self.found = Scanned("\r\n" if self.returns else "\n", array(kind))
        self.coders: dict[int, WordCoder] = {}

    def scanned(self) -> Scanned:
        """Return what is found; raises Unusual or UnicodeDecodeError."""
        while self.at < len(self.data):
            block, size = self._block()
            self._go_through(block, size)
            self.at += min(size, len(self.data) - self.at)
        found, gap = self.found, len(self.found.end)
        last = self.data.read(self.at - gap, self.at)
        # A row ends where the next one would start, less the end of its line.
        found.starts.append(self.at + gap * (last != found.end.encode()))
        found.columns = {
            place: made
            for place, coder in self.coders.items()
            if (made := coder.column()) is not None
        }
        return found

    def _block(self) -> tuple[bytes, int]:
        """Return a block and how many bytes of it are whole lines; a little more stands behind."""
        block = self.data.read(self.at, self.at + BLOCK)
        if self.at + len(block) == len(self.data):
            block += b"" if block.endswith(b"\n") else self.found.end.encode()
        size = block.rfind(b"\n") + 1
        if not size:
            raise Unusual
        if len(block) - size < NEEDED_BEYOND:
            block += bytes(NEEDED_BEYOND)
        return block, size

    def _go_through(self, block: bytes, size: int) -> None:
        if b'"' in block:
            raise Unusual
        signs = np.frombuffer(block, np.uint8, size)
        separates = signs == self.delimiter
        separates |= signs == LINE
        ends = np.flatnonzero(separates)
        lines = np.flatnonzero(signs[ends] == LINE)
        self._check(block, signs, ends[lines])
        begins = np.empty_like(ends)
        begins[0], begins[1:] = 0, ends[:-1] + 1
        self._note_rows(begins, ends, lines)
        width = int(lines[0]) + 1
        even = np.arange(width - 1, len(lines) * width, width)
        if np.array_equal(lines, even):
            self._add_columns(block, begins.reshape(-1, width), ends.reshape(-1, width))
        else:
            self._add_ragged(block[:size])
        self.found.count += len(lines)

    def _check(self, block: bytes, signs: Numbers, at_lines: Numbers) -> None:
        """Raise Unusual for signs that a plain text has none of; lines end at the places given."""
        # Below the space lie the largest numbers once it is taken away.
        odd = int(np.count_nonzero(signs - np.uint8(SPACE) > LAST_SIGN - SPACE))
        expected = len(at_lines)
        if self.returns:
            if not (signs[at_lines - 1] == RETURN).all():
                raise Unusual
            expected *= 2
        if self.delimiter == TAB:
            expected += int(np.count_nonzero(signs == TAB))
        if odd == expected:
            return
        odd -= int(np.count_nonzero(signs > LAST_SIGN))
        text = block[: len(signs)]
        text.decode()
        if odd != expected or any(mark in text for mark in MARKS):
            raise Unusual

    def _note_rows(self, begins: Numbers, ends: Numbers, lines: Numbers) -> None:
        """Note where rows start, and the longest and the widest of them."""
        starts = np.empty_like(lines)
        starts[0], starts[1:] = 0, ends[lines[:-1]] + 1
        of_file = (starts + self.at).astype(self.found.starts.typecode)
        self.found.starts.frombytes(of_file.tobytes())
        longest = int((ends[lines] - starts).max()) - self.returns
        cells = int(np.diff(lines, prepend=-1).max())
        self.found.longest = max(self.found.longest, longest)
        self.found.widest = max(self.found.widest, cells)

    def _add_columns(self, block: bytes, begins: Numbers, ends: Numbers) -> None:
        """Add the cells of rows that are all of one width."""
        lengths = ends - begins
        if self.returns:
            lengths[:, -1] -= 1
        width = begins.shape[1]
        if not self.found.count:
            short = lengths[:SAMPLE].max(axis=0) <= REPEATED
            self.coders = {column: WordCoder() for column in np.flatnonzero(short).tolist()}
        for column, coder in self.coders.items():
            if column < width:
                coder.add(block, begins[:, column], lengths[:, column])
            else:
                coder.add_texts([b""] * len(begins))

    def _add_ragged(self, block: bytes) -> None:
        """Add the cells of rows of several widths."""
        end, delimiter = self.found.end.encode(), bytes((self.delimiter,))
        rows = [line.split(delimiter) for line in block[: -len(end)].split(end)]
        if not self.found.count:
            widest = max(map(len, rows))
            self.coders = {
                column: WordCoder()
                for column in range(widest)
                if all(len(row[column]) <= REPEATED for row in rows[:SAMPLE] if column < len(row))
            }
        for column, coder in self.coders.items():
            coder.add_texts([row[column] if column < len(row) else b"" for row in rows])


def texts_of(columns: dict[int, CodedColumn]) -> dict[str, str | None]:
    """Return the different texts of some columns, to be shared by the cells of rows."""
    texts: set[Cell] = set().union(*(column.texts for column in columns.values()))
    return {text: text for text in texts if isinstance(text, str)}


LETTERS = b"zqxjkvbpygfwmucldrhsnioate"
"""The letters, those that are rarest in English first."""
CASE = 32
"""What a small letter is more than a large one."""


def places_of_word(data: StoredBytes, at: int, word: bytes) -> list[int]:
    """Return where a word of small letters stands in a file, from a place on, in either case."""
    rarest = min(range(len(word)), key=lambda place: LETTERS.find(word[place]) % len(LETTERS))
    found: list[int] = []
    while at < len(data):
        block = data.read(at, at + BLOCK)
        signs = np.frombuffer(block, np.uint8) | np.uint8(CASE)
        first = np.flatnonzero(signs == word[rarest]) - rarest
        first = first[(first >= 0) & (first <= len(signs) - len(word))]
        for place, letter in enumerate(word):
            first = first[signs[first + place] == letter]
        found += (first + at).tolist()
        if at + len(block) >= len(data):
            break
        # A word may lie across two blocks.
        at += len(block) - len(word) + 1
    return found
