"""Dates such as 24/04/2013, as nearly all are: those of a whole column are taken apart at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from journeyviewer.ingest.table import Cell
from journeyviewer.model.patterns import later

Parts = tuple[int, int, int]
"""The first and the second number of a date, of which one is the day, and its year."""
PLAIN_LINES = later(
    r"^(([0-9]{1,2})([-/.])([0-9]{1,2})\3((?:19|20)[0-9]{2}))$", re.MULTILINE | re.ASCII
)
NUMBERS: Mapping[str, int] = {
    text: number for number in range(100) for text in (str(number), f"{number:02}")
}


def taken_apart(cells: Iterable[Cell]) -> dict[str, Parts]:
    """Return the numbers of each cell that is such a date.

    Cells are looked at together: one by one it takes four times as long.
    """
    text = "\n".join([cell for cell in cells if type(cell) is str])
    return {
        whole: (NUMBERS[one], NUMBERS[two], int(year))
        for whole, one, _, two, year in PLAIN_LINES.findall(text)
    }
