"""A column of a large table: its different texts once each, and a small number for every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, count
from operator import is_not
from typing import TYPE_CHECKING, Any, overload

from journeyviewer.ingest.table import Cell

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class CodedColumn(Sequence[Cell]):
    """The cells of a column; `codes` are the places of their texts in `texts`.

    No text is there twice, and a piece of a column shares its texts.
    """

    __slots__ = ("codes", "texts")

    def __init__(self, codes: NDArray[Any], texts: Sequence[Cell]) -> None:
        self.codes = codes
        self.texts = texts

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> Cell: ...
    @overload
    def __getitem__(self, place: slice) -> CodedColumn: ...
    def __getitem__(self, place: int | slice) -> Cell | CodedColumn:
        if isinstance(place, slice):
            return CodedColumn(self.codes[place], self.texts)
        text: Cell = self.texts[self.codes[place]]
        return text

    def __iter__(self) -> Iterator[Cell]:
        return map(self.texts.__getitem__, self.codes.tolist())

    def chosen(self, places: Sequence[int]) -> CodedColumn:
        """Return the cells at some places (from 0)."""
        return CodedColumn(self.codes[places], self.texts)

    def firsts(self) -> NDArray[np.intp]:
        """Return the place at which each different text of this piece comes first, in order."""
        import numpy as np

        first = np.full(len(self.texts), -1, np.intp)
        # Where a place is written to again and again, the last one holds.
        first[self.codes[::-1]] = np.arange(len(self.codes) - 1, -1, -1)
        return np.sort(first[first >= 0])


def different(column: Sequence[Cell]) -> list[Cell]:
    """Return the different cells of a column, in the order in which they come."""
    if isinstance(column, CodedColumn):
        return list(column.chosen(column.firsts()))  # type: ignore[arg-type]
    return list(dict.fromkeys(column))


def counted(column: Sequence[Cell]) -> Counter[Cell]:
    """Return the different cells in the order in which they come, and how often each does."""
    if not isinstance(column, CodedColumn):
        return Counter(column)
    import numpy as np

    codes = column.codes[column.firsts()]
    counts = np.bincount(column.codes, minlength=len(column.texts))[codes]
    texts = map(column.texts.__getitem__, codes.tolist())
    return Counter(dict(zip(texts, counts.tolist(), strict=True)))


def edges(column: Sequence[Cell]) -> list[int]:
    """Return the places at which another cell stands than just before, and the end."""
    if not isinstance(column, CodedColumn):
        return [*compress(count(1), map(is_not, column[1:], column)), len(column)]
    import numpy as np

    found: list[int] = (np.flatnonzero(column.codes[1:] != column.codes[:-1]) + 1).tolist()
    return [*found, len(column)]


def are_one(column: Sequence[Cell]) -> bool:
    """True where all cells (at least one) are the same."""
    if isinstance(column, CodedColumn):
        return bool((column.codes == column.codes[0]).all())
    return len(set(column)) == 1


def places_of(column: Sequence[Cell], cells: set[Cell]) -> list[int]:
    """Return the places (from 0) of some cells in a column."""
    if not isinstance(column, CodedColumn):
        return [place for place, cell in enumerate(column) if cell in cells]
    import numpy as np

    wanted = np.array([text in cells for text in column.texts], bool)
    found: list[int] = np.flatnonzero(wanted[column.codes]).tolist()
    return found
