"""The rows of a plain table of text: its text as it was read, cut into cells when asked for.

A large table would take many times its size as one Python text for each cell.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import Protocol, overload

from journeyviewer.ingest.limits import MOST_COLUMNS
from journeyviewer.ingest.table import Cell

BLOCK = 2**17
"""Bytes that are cut into rows at once."""
ROWS = 1_000
"""Rows that are cut into cells at once while all are gone through."""
TOP = 30
"""Rows that are kept cut, as headings are asked for again and again."""
REPEATED = 40
"""Characters of the longest text that is likely to occur again."""
SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign not in " \n")
"""Spaces and line ends of other kinds, which plain tables have none of."""

Cells = tuple[Cell, ...]


class _Trimmed(dict[str, str | None]):
    """Each different text without the spaces around it, once; None for one of spaces alone."""

    def __missing__(self, text: str) -> str | None:
        trimmed = text.strip() or None
        if trimmed is not None and trimmed != text:
            trimmed = self[trimmed]
        self[text] = trimmed
        return trimmed


class Pieces(Protocol):
    """Bytes, or what gives pieces of them."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, piece: slice, /) -> bytes:
        """Return some of them."""


class TextRows(Sequence[Cells]):
    """The rows of a text without quotation marks, in which a cell is what stands between two signs.

    Cells are trimmed, and None where they are empty, as in all tables of text. Columns of short
    texts are kept, each different text once. `widest` counts the cells of the widest row,
    `longest` the bytes of the longest one.
    """

    _decode: Callable[[bytes], str] = staticmethod(bytes.decode)
    """Returns the text of whole lines, and of cells unless lines are in several encodings."""

    def __init__(self, data: bytes, delimiter: str) -> None:
        self.data: Pieces = data
        self.delimiter = delimiter
        self.widest = 0
        self.longest = 0
        self._end = "\r\n" if b"\r" in data else "\n"
        self._starts = array("Q")
        self._count = 0
        self._columns: dict[int, list[Cell]] = {}
        self._kept: Mapping[int, Sequence[Cell]] = self._columns
        self._same: dict[str, str | None] = _Trimmed()
        self._top: tuple[Cells, ...] = ()
        self._scan(data)
        self._close()

    def _close(self) -> None:
        """Leave out the empty rows at the end, as all tables do, and keep the first rows cut."""
        while self._count and not any(self[self._count - 1]):
            self._count -= 1
        if any(len(cells) > self._count for cells in self._kept.values()):
            self._kept = {column: cells[: self._count] for column, cells in self._kept.items()}
        self._top = self[:TOP]

    def _scan(self, data: bytes) -> None:
        start, mark, is_ascii = 0, self._end.encode(), data.isascii()
        while start < len(data):
            end = data.rfind(b"\n", start, start + BLOCK) + 1
            end = end or data.find(b"\n", start + BLOCK) + 1 or len(data)
            ends_whole = data.endswith(mark, start, end)
            lines = self._lines(start, end - len(mark) * ends_whole)
            bare: list[str] | list[bytes] = lines
            if not is_ascii:
                bare = [line.encode() for line in lines]
            lengths = list(map(len, bare))
            self.longest = max(self.longest, *lengths)
            gap = len(self._end)
            self._starts.extend(accumulate([start, *[length + gap for length in lengths[:-1]]]))
            self._add(self._split(lines))
            start = end
        # A row ends where the next one would start, less the end of its line.
        self._starts.append(start + len(mark) * (not data.endswith(mark)))

    def _lines(self, start: int, end: int) -> list[str]:
        """Return the lines between two places of the data."""
        return self._decode(self.data[start:end]).split(self._end)

    def _split(self, lines: list[str]) -> list[list[str]]:
        """Return lines as lists of texts; an empty line has none."""
        delimiter = self.delimiter
        rows = [line.split(delimiter) for line in lines]
        if "" in lines:
            rows = [row if line else [] for row, line in zip(rows, lines, strict=True)]
        return rows

    def _add(self, rows: list[list[str]]) -> None:
        """Count the rows of a part, and keep its short columns."""
        before = self._count
        self._count += len(rows)
        widths = set(map(len, rows))
        widest = max(widths)
        if not before:
            # A table that is too wide is refused: its columns are not looked at.
            columns = range(widest if widest <= MOST_COLUMNS else 0)
            self._columns = {
                column: [] for column in columns if _is_short(islice(rows, 2_000), column)
            }
            self._kept = self._columns
        if widest > self.widest:
            self.widest = widest
        keep = self._same.__getitem__
        if len(widths) == 1:
            across = list(zip(*rows, strict=True))
            for column, cells in self._columns.items():
                own = across[column] if column < widest else ("",) * len(rows)
                cells.extend(map(keep, own))
            return
        for column, cells in self._columns.items():
            own = tuple([row[column] if column < len(row) else "" for row in rows])
            cells.extend(map(keep, own))

    def column(self, column: int) -> Sequence[Cell]:
        """Return the cells of a column (from 0) from top to bottom; None where there is none."""
        kept = self._kept.get(column)
        if kept is None:
            kept = [row[column] if column < len(row) else None for row in self]
        return kept

    def holding(self, word: str) -> list[int]:
        """Return the numbers (from 1) of the rows that may hold a word, which is in small letters.

        Letters are compared without regard to case.
        """
        found: list[int] = []
        for start in range(0, self._count, ROWS):
            stop = min(start + ROWS, self._count)
            begins = self._starts[start]
            part = self.data[begins : self._starts[stop]].lower()
            if word.encode() in part:
                found += [
                    number
                    for number in range(start + 1, stop + 1)
                    if word in self.line(number).lower()
                ]
        return found

    def line(self, number: int) -> str:
        """Return the line of a row (from 1) as it was read."""
        return self._lines(self._starts[number - 1], self._starts[number] - len(self._end))[0]

    def cells_of(self, column: int) -> Callable[[int], str]:
        """Return what gives the cell of a column (from 0) in a row (from 1), "" for none."""
        data, starts, sign, most = self.data, self._starts, self.delimiter.encode(), column + 1
        decode = self._decode

        def cell(number: int) -> str:
            # The end of the line is a space too.
            cells = data[starts[number - 1] : starts[number]].split(sign, most)
            return decode(cells[column]).strip() if column < len(cells) else ""

        return cell

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Cells]:
        for start in range(0, self._count, ROWS):
            yield from self[start : start + ROWS]

    @overload
    def __getitem__(self, place: int) -> Cells: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Cells, ...]: ...
    def __getitem__(self, place: int | slice) -> Cells | tuple[Cells, ...]:
        if isinstance(place, slice):
            start, stop, step = place.indices(self._count)
            if step != 1:
                return tuple([self[each] for each in range(start, stop, step)])
            return tuple(self._rows(start, stop)) if start < stop else ()
        if place < 0:
            place += self._count
        if not 0 <= place < self._count:
            raise IndexError(place)
        if place < len(self._top):
            return self._top[place]
        return self._rows(place, place + 1)[0]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]

    def _rows(self, start: int, stop: int) -> list[Cells]:
        """Return the rows [start, stop), of which there is at least one."""
        known = self._same.get
        lines = self._lines(self._starts[start], self._starts[stop] - len(self._end))
        return [
            tuple([known(cell) or cell.strip() or None for cell in row])
            for row in self._split(lines)
        ]


def _same(one: object, other: object) -> bool:
    return one == other


def _is_short(rows: Iterator[list[str]], column: int) -> bool:
    """True for a column of texts that are likely to occur again; headings count too."""
    return all(len(row[column]) <= REPEATED for row in rows if column < len(row))


def text_rows(data: bytes, delimiter: str) -> TextRows | None:
    """Return the rows of a plain text in UTF-8; None for one that has to be read sign by sign."""
    if b'"' in data:
        return None
    spaces = SPACES.replace(delimiter, "")
    if b"\r" in data:
        # Lines end in one way alone, or it is for others to find out where.
        if not data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n"):
            return None
        spaces = spaces.replace("\r", "")
    # A text of ASCII is looked through for seven signs only.
    is_ascii = data.isascii()
    if any(sign.encode() in data for sign in spaces if sign < "\x80" or not is_ascii):
        return None
    return TextRows(data, delimiter)
