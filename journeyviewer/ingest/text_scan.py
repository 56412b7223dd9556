"""Goes once through a large table of text, and notes where its rows begin and what repeats.

It is gone through as numbers, block by block, and not held. What is odd in any way (a quotation
mark in a cell that is not quoted, lines that end in several ways, UTF-16) is left to others.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from journeyviewer.ingest.coded import CodedColumn
from journeyviewer.ingest.limits import MOST_COLUMNS, MOST_LINES_A_ROW
from journeyviewer.ingest.stored import StoredBytes
from journeyviewer.ingest.table import Cell
from journeyviewer.ingest.text_encodings import UTF8
from journeyviewer.ingest.text_files import CONTROLS, cleaned
from journeyviewer.ingest.text_foreign import Foreign, Mixed, turn
from journeyviewer.ingest.text_marks import (
    QUOTE,
    RETURN,
    Marks,
    Unusual,
    check_returns,
    marks_of,
)
from journeyviewer.ingest.text_rows import REPEATED
from journeyviewer.ingest.text_words import NEEDED_BEYOND, WordCoder
from journeyviewer.model.values import dataclass

BLOCK = 2**21
"""Bytes that are gone through at once."""
LET_GO = 2**24
"""Bytes that are asked for and let go before a file is gone through."""
SAMPLE = 2_000
"""Rows whose cells show which columns hold short texts."""
NOTHING, TAB, SPACE, LAST_SIGN = b"\0\t ~"
DELETE = b"\x7f"
UNBROKEN = "\u00a0"
Numbers = NDArray[Any]


@dataclass(slots=True)
class Scanned:
    """What was found: where rows start, how many there are, and the columns of short texts.

    `starts` has one more than there are rows: where the next row would start. `widest` counts the
    cells of the widest row, `longest` the bytes of the longest one; `end` is what ends a row.
    `controls` counts control characters; `unclean` says that there are these or spaces that do not
    break, `quotes` that there are quoted cells; `foreign` tells of lines beyond ASCII.
    """

    end: str
    starts: array[int]
    count: int = 0
    widest: int = 0
    longest: int = 0
    columns: dict[int, CodedColumn] = field(default_factory=dict)
    controls: int = 0
    unclean: bool = False
    quotes: bool = False
    foreign: Foreign = field(default_factory=Foreign)


def scan(data: StoredBytes, begin: int, delimiter: str) -> Scanned | None:
    """Go through a file from a place on; None where something in it is odd."""
    # Memory as large as what is worked out of a block goes back to the system each time, which
    # clears it for the next; in most C libraries not once a larger piece was let go.
    bytes(LET_GO)
    try:
        try:
            return _Scanner(data, begin, delimiter, Foreign()).scanned()
        except Mixed:
            return _Scanner(data, begin, delimiter, Foreign(has_utf8=True)).scanned()
    except Unusual:
        return None


def cell_of(cell: str) -> str | None:
    """Return a short cell as all tables of text hold it, from its text without marks around it."""
    if '"' in cell:
        # Such a cell was quoted.
        cell = cell.replace('""', '"')
    if not cell.isprintable():
        cell = cleaned(cell)
    return cell.strip() or None


class _Scanner:
    """One file being gone through."""

    def __init__(self, data: StoredBytes, begin: int, delimiter: str, foreign: Foreign) -> None:
        self.data = data
        self.at = begin
        self.delimiter = ord(delimiter)
        head = data.read(begin, begin + BLOCK)
        self.returns = head[: _first_row(head)].endswith(b"\r\n")
        kind = "I" if len(data) < 2**32 else "Q"
        self.found = Scanned("\r\n" if self.returns else "\n", array(kind), foreign=foreign)
        self.foreign = foreign
        self.coders: dict[int, WordCoder] = {}

    def scanned(self) -> Scanned:
        """Return what is found; raises Unusual or Mixed."""
        while self.at < len(self.data):
            self.at += min(self._go_through(self._block()), len(self.data) - self.at)
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

    def _block(self) -> bytes:
        """Return the next bytes; the last of them end with a row."""
        block = self.data.read(self.at, self.at + BLOCK)
        if self.at + len(block) == len(self.data) and not block.endswith(b"\n"):
            block += self.found.end.encode()
        return block

    def _go_through(self, block: bytes) -> int:
        """Take the whole rows of a block, and return how many bytes they are."""
        marks = self._marks(block)
        size = marks.size
        self._note_rows(marks.ends, marks.lines)
        if not block.isascii():
            rows = block[:size]
            block = self.foreign.in_one(rows, self.at)
            if block is not rows:
                # What a row holds stands elsewhere in it, as some signs are longer.
                marks = self._marks(block)
        ends, lines = marks.ends, marks.lines
        signs = np.frombuffer(block, np.uint8)[: marks.size]
        self._check(block, signs, marks)
        begins = np.empty_like(ends)
        begins[0], begins[1:] = 0, ends[:-1] + 1
        lengths = ends - begins
        if self.returns:
            lengths[lines] -= 1
        if marks.quotes:
            quoted = signs.take(begins) == QUOTE
            begins += quoted
            lengths -= quoted * 2
            self.found.quotes = True
        if len(block) - marks.size < NEEDED_BEYOND:
            block += bytes(NEEDED_BEYOND)
        self._add_columns(block, begins, lengths, lines)
        self.found.count += len(lines)
        return size

    def _marks(self, block: bytes) -> Marks:
        signs = np.frombuffer(block, np.uint8)
        return marks_of(signs, self.delimiter, self.returns, b'"' in block)

    def _check(self, block: bytes, signs: Numbers, marks: Marks) -> None:
        """Note what rows hold besides plain signs; raises Unusual for what is odd."""
        at_lines = marks.ends[marks.lines]
        if self.returns and not (signs[at_lines - 1] == RETURN).all():
            raise Unusual
        # Below the space lie the largest numbers once it is taken away.
        odd = int(np.count_nonzero(signs - np.uint8(SPACE) > LAST_SIGN - SPACE))
        odd -= len(at_lines) * (1 + self.returns) + marks.within
        if odd and self.delimiter == TAB:
            odd -= int(np.count_nonzero(signs == TAB))
        if not odd:
            return
        if self.delimiter != TAB:
            odd -= int(np.count_nonzero(signs == TAB))
        odd -= check_returns(signs, marks, self.returns)
        high = int(np.count_nonzero(signs > LAST_SIGN))
        text, encoding = block[: marks.size], self.foreign.encoding
        if high and UNBROKEN.encode(encoding) in text:
            self.found.unclean = True
        if odd > high or (high and (DELETE in text or (encoding == UTF8 and turn(signs)))):
            if NOTHING in text:
                # Texts of two bytes a letter are full of it.
                raise Unusual
            self.found.unclean = True
            self.found.controls += len(CONTROLS.findall(text.decode(encoding, "replace")))

    def _note_rows(self, ends: Numbers, lines: Numbers) -> None:
        """Note where rows start, and the longest and the widest; Unusual for one too wide."""
        starts = np.empty_like(lines)
        starts[0], starts[1:] = 0, ends[lines[:-1]] + 1
        of_file = (starts + self.at).astype(self.found.starts.typecode)
        self.found.starts.frombytes(of_file.tobytes())
        longest = int((ends[lines] - starts).max()) - self.returns
        cells = int(np.diff(lines, prepend=-1).max())
        if cells > MOST_COLUMNS:
            raise Unusual
        self.found.longest = max(self.found.longest, longest)
        self.found.widest = max(self.found.widest, cells)

    def _add_columns(self, block: bytes, begins: Numbers, lengths: Numbers, lines: Numbers) -> None:
        """Add cells, given in the order in which they stand, to the columns that are kept."""
        widths = np.diff(lines, prepend=-1)
        firsts = lines - widths + 1
        if not self.found.count:
            self._choose(lengths, firsts, widths)
        narrowest = int(widths.min())
        if narrowest == int(widths.max()):
            # The cells of a column, which are gone through again and again, stand together then.
            begins, lengths = begins.reshape(-1, narrowest).T, lengths.reshape(-1, narrowest).T
            begins, lengths = np.ascontiguousarray(begins), np.ascontiguousarray(lengths)
            nothing = np.zeros_like(firsts)
            for column, coder in self.coders.items():
                if column < narrowest:
                    coder.add(block, begins[column], lengths[column])
                else:
                    coder.add(block, nothing, nothing)
            return
        for column, coder in self.coders.items():
            # Where a row has no such cell it has one of no length.
            places = np.where(column < widths, firsts + column, 0)
            coder.add(block, begins[places], np.where(column < widths, lengths[places], 0))

    def _cell_of(self, text: bytes) -> str | None:
        return cell_of(text.decode(self.foreign.encoding, "replace"))

    def _choose(self, lengths: Numbers, firsts: Numbers, widths: Numbers) -> None:
        """Choose the columns that are kept by the first rows: those of short cells alone."""
        count = int(widths[:SAMPLE].sum())
        columns = np.arange(count) - np.repeat(firsts[:SAMPLE], widths[:SAMPLE])
        long = frozenset(columns[lengths[:count] > REPEATED].tolist())
        kept = (column for column in range(int(widths.max())) if column not in long)
        self.coders = {column: WordCoder(self._cell_of) for column in kept}


def _first_row(head: bytes) -> int:
    """Return where the first row of a text ends; 0 where that is not found."""
    place = head.find(b"\n")
    for _ in range(MOST_LINES_A_ROW):
        if not head.count(b'"', 0, max(place, 0)) % 2:
            break
        # That line ends within a cell.
        place = head.find(b"\n", place + 1)
    return place + 1


def texts_of(columns: dict[int, CodedColumn]) -> dict[str, str | None]:
    """Return the different texts of some columns, to be shared by the cells of rows."""
    texts: set[Cell] = set().union(*(column.texts for column in columns.values()))
    return {text: text for text in texts if isinstance(text, str)}


SEARCHED = 2**19
"""Bytes that a word is looked for in at once: few enough to stay near the processor."""
LETTERS = b"zqxjkvbpygfwmucldrhsnioate"
"""The letters, those that are rarest in English first."""
CASE = 32
"""What a small letter is more than a large one."""


def places_of_word(data: StoredBytes, at: int, word: bytes) -> list[int]:
    """Return where a word of small letters stands in a file, from a place on, in either case."""
    rarest = min(range(len(word)), key=lambda place: LETTERS.find(word[place]) % len(LETTERS))
    found: list[int] = []
    size = min(BLOCK, SEARCHED)
    while at < len(data):
        block = data.read(at, at + size)
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


def lines_at(data: StoredBytes, places: Sequence[int]) -> list[int]:
    """Return which lines (from 1) of a file begin at some places, which rise."""
    found: list[int] = []
    at, line = 0, 1
    for place in places:
        while at < place:
            block = data.read(at, min(at + BLOCK, place))
            if block.endswith(b"\r") and at + len(block) < place:
                # An end of two signs is counted as one.
                block = block[:-1]
            line += block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
            at += len(block)
        found.append(line)
    return found
