"""The rows of one table, which are also its columns: each made when it is asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import cast, overload

from journeyviewer.ingest.coded import CodedColumn, are_one, counted, edges
from journeyviewer.ingest.findings import ByColumn, Row
from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.text_rows import TextRows


class Columns:
    """The columns of a sheet; a place stands for the row of that number (from 1) less one."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self.sheet = sheet
        self.header = header
        self._known: dict[str, Sequence[Cell]] = {}
        self._said: dict[int, tuple[str | None, ...]] = {}
        self._last = Row(sheet, header.index + 1, header)
        self._edges: dict[str, list[int]] = {}
        self._narrowest: int | None = None

    def row(self, number: int) -> Row:
        """Return the row of a number (from 1)."""
        if number == self._last.number:
            # Asked for again for each of its fields.
            return self._last
        said = self._said.get(number)
        made = Row(self.sheet, number, self.header, said=said)
        if said is None and not self.sheet.trimmed:
            # The cells of a workbook are made text once.
            self._said[number] = made.said
        self._last = made
        return made

    def with_one(self, number: int, name: str, cell: Cell) -> Row:
        """Return the row of a number with the cell of a field, which is known, if no other."""
        if not isinstance(self.of(name), CodedColumn):
            return self.row(number)
        # Such a row is read from the disk.
        said = (*[None] * self.header.columns[name], cast(str | None, cell))
        return Row(self.sheet, number, self.header, said=said)

    def are_one(self, name: str, numbers: Sequence[int]) -> bool:
        """True where all cells of a field in some rows (at least one, rising) are the same."""
        first, last = numbers[0], numbers[-1]
        if last - first + 1 != len(numbers):
            return are_one(chosen(self.of(name), numbers))
        if name not in self._edges:
            self._edges[name] = edges(self.of(name))
        found = self._edges[name]
        return found[bisect_left(found, first)] >= last

    def texts(self, name: str) -> Callable[[int], str]:
        """Return what gives the cell of a field in the row of a number as a person sees it."""
        column, rows = self.header.columns.get(name), self.sheet.rows
        if column is None:
            return lambda _: ""
        if isinstance(rows, TextRows):
            return rows.cells_of(column)
        return lambda number: self.row(number).text(name)

    def rows(self, numbers: Sequence[int]) -> Iterator[Row]:
        """Yield rows by their numbers (rising); those that stand together are read together."""
        if not numbers or not self.sheet.trimmed or numbers[-1] - numbers[0] >= len(numbers):
            yield from map(self.row, numbers)
            return
        together = self.sheet.rows[numbers[0] - 1 : numbers[-1]]
        for number, cells in zip(numbers, together, strict=True):
            # Cells of such a sheet are texts.
            said = cast(tuple[str | None, ...], cells)
            yield Row(self.sheet, number, self.header, said=said)

    def said(self, numbers: Sequence[int]) -> Sequence[tuple[str | None, ...]]:
        """Return the cells of rows (rising) as a person sees them."""
        if numbers and self.sheet.trimmed and numbers[-1] - numbers[0] < len(numbers):
            together = self.sheet.rows[numbers[0] - 1 : numbers[-1]]
            return cast(Sequence[tuple[str | None, ...]], together)
        return [self.row(number).said for number in numbers]

    def of(self, name: str) -> Sequence[Cell]:
        """Return the column of a field from top to bottom; None where the table lacks a cell."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._made(name)
        return found

    def has(self, name: str) -> bool:
        """True where the table has a column of a field."""
        return name in self.header.columns

    def _made(self, name: str) -> Sequence[Cell]:
        column, rows = self.header.columns.get(name), self.sheet.rows
        if column is None:
            return [None] * len(rows)
        if isinstance(rows, TextRows):
            return rows.column(column)
        if self._narrowest is None:
            self._narrowest = min(map(len, rows), default=0)
        if column < self._narrowest:
            return list(map(itemgetter(column), rows))
        return [row[column] if column < len(row) else None for row in rows]


class TableRows(ByColumn):
    """Some rows of a sheet, by their numbers (from 1, rising)."""

    def __init__(self, columns: Columns, numbers: Sequence[int]) -> None:
        self.columns = columns
        self.numbers = numbers
        self._counted: dict[str, Counter[Cell]] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> TableRows: ...
    def __getitem__(self, place: int | slice) -> Row | TableRows:
        if isinstance(place, slice):
            return TableRows(self.columns, self.numbers[place])
        return self.columns.row(self.numbers[place])

    def cells(self, name: str) -> Sequence[Cell]:
        """Return the cells of a field, row by row; None where a row has none."""
        return chosen(self.columns.of(name), self.numbers)

    def counted(self, name: str) -> Counter[Cell]:
        """Return the different cells of a field in the order they come, and how often each does."""
        found = self._counted.get(name)
        if found is None:
            # A column that the table lacks is not made in order to be counted.
            lacks = bool(self.numbers) and not self.columns.has(name)
            found = Counter({None: len(self)}) if lacks else counted(self.cells(name))
            self._counted[name] = found
        return found


def chosen(column: Sequence[Cell], numbers: Sequence[int]) -> Sequence[Cell]:
    """Return the cells of a column that stand in the rows of these numbers (rising)."""
    if not numbers:
        return []
    first, last = numbers[0], numbers[-1]
    if last - first + 1 == len(numbers):
        # Most cases stand together.
        return column[first - 1 : last]
    if isinstance(column, CodedColumn):
        return column.chosen([number - 1 for number in numbers])
    return [column[number - 1] for number in numbers]


def without(numbers: Sequence[int], others: Sequence[int]) -> Sequence[int]:
    """Return numbers without others; most have none, and a range of rows stays one."""
    if not others:
        return numbers
    left_out = frozenset(others)
    return [number for number in numbers if number not in left_out]
