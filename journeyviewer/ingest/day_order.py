"""Whether the day or the month comes first in a column of numeric dates, decided for all rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from journeyviewer.ingest.table import Cell

NUMERIC = re.compile(r"\s*(\d{1,2}|zz)[-/.](\d{1,2}|zz)[-/.](?:\d{4}|\d{2})(?!\d)", re.IGNORECASE)


def month_first(column: Sequence[Cell]) -> tuple[bool, str]:
    """Return whether the month comes first, and why in words.

    A number above 12 in one place proves the order of the whole column; British order (day
    first) is kept where nothing or both are proved. Never decided cell by cell.
    """
    day_proof = month_proof = any_date = ""
    for one, two, text in _numeric(column):
        any_date = any_date or text
        if one > 12 >= two:
            day_proof = day_proof or text
        if two > 12 >= one:
            month_proof = month_proof or text
    if day_proof and month_proof:
        return False, (
            f"Both orders occur (“{day_proof}”, “{month_proof}”): read with the day first "
            "where both are possible."
        )
    if month_proof:
        return True, f"The month comes first, as “{month_proof}” shows."
    if day_proof:
        return False, f"The day comes first, as “{day_proof}” shows."
    if any_date:
        return False, "No day above 12 occurs: read with the day first."
    return False, "No dates in numbers."


def _numeric(column: Sequence[Cell]) -> Iterator[tuple[int, int, str]]:
    """Yield the first two numbers of each numeric date; an unknown part (zz) stands as 99 or 1."""
    for cell in column:
        match = NUMERIC.match(cell) if isinstance(cell, str) else None
        if match is None or not isinstance(cell, str):
            continue
        one, two = match[1].lower(), match[2].lower()
        if one == "zz":
            yield 99, 1, cell.strip()
        elif two != "zz":
            yield int(one), int(two), cell.strip()
