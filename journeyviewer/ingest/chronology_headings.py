"""What the headings of chronologies name."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache

from journeyviewer.ingest.headings import named_by_shape
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later
from journeyviewer.paths import resource

LONGEST = 60
TO_COME = later(
    r"\b(?:due|next|target|deadline|planned|proposed|expected|projected|anticipated|by when|"
    r"complete by|expir\w*)\b"
)
"""Headings of days on which something is to happen, and may never have."""


@cache
def fields() -> Mapping[str, tuple[str, int]]:
    """Return field and rank by heading; of two headings of one field the lower rank wins."""
    path = resource("vocabularies", "chronology_headings.csv")
    found: dict[str, tuple[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for rank, words in enumerate(row["headings"].split(" | ")):
                found.setdefault(loose(words), (row["field"], rank))
    return found


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """Return a heading as headings are compared."""
    return loose(heading.replace("_", " "))


def read_heading(heading: str) -> str:
    """Return the field that a heading names, "" for any other."""
    if not 0 < len(heading) <= LONGEST:
        return ""
    return field_of(plain(heading))[0]


LOWEST = 1000
"""The rank of a heading that is of a field by its shape alone."""


def field_of(words: str) -> tuple[str, int]:
    """Return field and rank of a heading as headings are compared; "" for any other."""
    found = fields().get(words)
    if found is not None:
        return found
    by_shape = named_by_shape(words)
    return ("child" if by_shape == "case" else by_shape or ""), LOWEST
