"""The lane that the type of a row names, where a whole cell names one and nothing else."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache

from journeyviewer.ingest.answers import lane_named
from journeyviewer.model.lanes import Category, EventKind, Lane, lane, lanes, loose
from journeyviewer.paths import resource

Meaning = Category | EventKind | None


@cache
def _types() -> Mapping[str, tuple[str, str]]:
    path = resource("vocabularies", "chronology_types.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {loose(row["words"]): (row["lane"], row["code"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=4096)
def lane_of_type(words: str) -> tuple[Lane, Meaning] | None:
    """Return the lane a type names and the category or event of it, None when it names none.

    A label that several lanes have names none. To be switched to the vocabulary mapper here.
    """
    wanted = loose(words)
    if not wanted:
        return None
    known = _types().get(wanted)
    if known is not None:
        found = lane(known[0])
        return found, found.event(known[1]) or found.category(known[1])
    named = lane_named(words)
    if named is not None and named.key != "other":
        return named, None
    labelled = [
        (item, event) for item in lanes() for event in item.events if loose(event.label) == wanted
    ]
    return labelled[0] if len(labelled) == 1 else None
