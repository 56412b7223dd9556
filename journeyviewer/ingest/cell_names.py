"""What spreadsheets call their cells."""

from __future__ import annotations

from functools import lru_cache


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell; row and column count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Return the number of a column, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
