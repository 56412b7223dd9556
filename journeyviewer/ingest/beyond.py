"""The rows of a table beyond those that are read: how many there are, and of which case each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.choosing import case_column
from journeyviewer.ingest.table import Cell
from journeyviewer.model.words import counted, listed

MOST_NAMED = 5
"""Cases that are named in a sentence."""


class Beyond:
    """Counts rows that come after those that are read, which begin with the headings."""

    def __init__(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        self.count = 0
        self._found: Counter[Cell] = Counter()
        place = case_column(rows)
        self._column = place[1] if place is not None else -1

    def add(self, row: Sequence[Cell]) -> None:
        """Count a row."""
        self.count += 1
        if 0 <= self._column < len(row):
            self._found[row[self._column]] += 1

    def cases(self) -> dict[str, int]:
        """Return the rows by case id; empty where no column is known to tell."""
        found: Counter[str] = Counter()
        for cell, rows in self._found.items():
            found[id_text(cell)] += rows
        found.pop("", None)
        return dict(found)


def cases_beyond(
    rows: Sequence[tuple[Cell, ...]], others: Iterable[Sequence[Cell]]
) -> dict[str, int]:
    """Return how many rows there are by case id among those that come after the ones read."""
    beyond = Beyond(rows)
    for row in others:
        beyond.add(row)
    return beyond.cases()


def whose(cases: Mapping[str, int]) -> str:
    """Return a sentence that says of which cases rows are, those with the most rows by name."""
    if not cases:
        return ""
    most = Counter(cases).most_common(MOST_NAMED)
    named = [f"{name} ({counted(rows, 'row')})" for name, rows in most]
    if len(cases) > MOST_NAMED:
        named.append(counted(len(cases) - MOST_NAMED, "more case"))
    return f" Those that were not read are of {listed(named)}."
