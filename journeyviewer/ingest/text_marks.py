"""Finds where the cells and rows of a block of text end, also where cells stand in quotation marks.

A mark opens a cell or closes it, or two of them within a quoted cell stand for one. So whatever has
an odd number of marks before it stands within a cell: separators and ends of lines there are text.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from journeyviewer.ingest.limits import MOST_LINES_A_ROW
from journeyviewer.model.values import dataclass

LINE, RETURN, QUOTE = b'\n\r"'
Numbers = NDArray[Any]


class Unusual(Exception):
    """A text that is read sign by sign."""


@dataclass(slots=True)
class Marks:
    """Where the cells of whole rows `ends`, and which of them (`lines`) are the last of a row.

    Places are those of the separator or of the end of a line. `size` are the bytes of the rows,
    `within` the ends of lines within cells; `quotes` says whether any cell is quoted.
    """

    ends: Numbers
    lines: Numbers
    size: int
    within: int = 0
    quotes: bool = False


def marks_of(signs: Numbers, delimiter: int, returns: bool, quotes: bool) -> Marks:
    """Return where cells end in a block that begins with a row; the rest of its last row is left.

    `returns` says that rows end in CR LF. Raises Unusual where no row ends, and for a quotation
    mark within a cell that is not quoted, after one that is, or never closed.
    """
    separates = signs == delimiter
    separates |= signs == LINE
    if quotes:
        return _quoted(signs, separates, returns)
    ends = np.flatnonzero(separates)
    lines = np.flatnonzero(signs.take(ends) == LINE)
    if not len(lines):
        raise Unusual
    last = int(lines[-1]) + 1
    return Marks(ends[:last], lines, int(ends[last - 1]) + 1)


def _quoted(signs: Numbers, separates: Numbers, returns: bool) -> Marks:
    """Return the same for a block with quotation marks."""
    separates |= signs == QUOTE
    at = np.flatnonzero(separates)
    kinds = signs.take(at)
    is_quote = kinds == QUOTE
    # After each sign: whether a cell was opened and not closed.
    is_open = np.bitwise_xor.accumulate(is_quote.view(np.uint8)).view(bool)
    ending = np.flatnonzero(~(is_quote | is_open))
    lines = np.flatnonzero(kinds[ending] == LINE)
    if not len(lines):
        raise Unusual
    ending = ending[: lines[-1] + 1]
    last = int(ending[-1]) + 1
    at, kinds, is_quote, is_open = at[:last], kinds[:last], is_quote[:last], is_open[:last]
    quotes = np.flatnonzero(is_quote)
    if len(quotes):
        _check_quotes(signs, at, kinds, quotes, returns)
    ends = at[ending]
    within = int(np.count_nonzero(kinds == LINE)) - len(lines)
    if within:
        _check_lines(at[is_open & (kinds == LINE)], ends[lines])
    return Marks(ends, lines, int(ends[-1]) + 1, within, True)


def _check_quotes(
    signs: Numbers, at: Numbers, kinds: Numbers, quotes: Numbers, returns: bool
) -> None:
    """Raise Unusual unless every mark that opens begins a cell, and every other ends one.

    `quotes` are places in `at`, where all marks, separators and ends of lines stand in the block.
    """
    opening, closing = quotes[::2], quotes[1::2]
    steps = at[1:] - at[:-1]
    if not opening[0]:
        if at[0]:
            raise Unusual
        opening = opening[1:]
    # Before such a mark there are only ends of cells, or the first one of two.
    if not (steps[opening - 1] == 1).all():
        raise Unusual
    apart = closing[steps[closing] != 1]
    if not len(apart):
        return
    ends_row = (steps[apart] == 2) & (kinds[apart + 1] == LINE) & (signs[at[apart] + 1] == RETURN)
    if not returns or not ends_row.all():
        raise Unusual


def check_returns(signs: Numbers, marks: Marks, returns: bool) -> int:
    """Return how many CR there are within cells; raises Unusual where others end no row.

    Where rows end in CR LF each of them does.
    """
    are_returns = signs == RETURN
    if np.count_nonzero(are_returns) == len(marks.lines) * returns:
        return 0
    places = np.flatnonzero(are_returns)
    before = np.flatnonzero(signs == QUOTE) if marks.quotes else places[:0]
    inside = places[np.searchsorted(before, places) & 1 == 1]
    if len(places) - len(inside) != len(marks.lines) * returns:
        raise Unusual
    _check_lines(inside, marks.ends[marks.lines])
    return len(inside)


def _check_lines(within: Numbers, rows: Numbers) -> None:
    """Raise Unusual for a row of so many lines that a mark was rather never closed."""
    # A line may end in two signs, which are counted apart.
    most = int(np.bincount(np.searchsorted(rows, within)).max(initial=0))
    if most * 2 >= MOST_LINES_A_ROW:
        raise Unusual
