"""What the headings of chronologies name."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache

from journeyviewer.ingest.headings import OF_CHILD
from journeyviewer.model.lanes import loose
from journeyviewer.paths import resource

LONGEST = 60


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
    field, _ = fields().get(plain(heading), ("", 0))
    return field or ("child" if OF_CHILD.fullmatch(plain(heading)) else "")
