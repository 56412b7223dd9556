"""The factors found at an assessment: kept with it, and drawn where a lane is about them.

Source: CIN census code set of factors (Department for Education). Factor 11A is child sexual
exploitation; 18A to 18C are physical abuse. A factor is known on the day the assessment was
authorised, a point in time and no stretch of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from journeyviewer.ingest.findings import Findings, Row
from journeyviewer.ingest.lists_values import code_list, from_json
from journeyviewer.model.chronology import Entry, EntryId, Kind, SourceRow
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import FuzzyDate

CODE = re.compile(r"\b(\d{1,2}[A-F]?)\b")


def factor_codes(row: Row, findings: Findings) -> tuple[str, ...]:
    """Return the factors of a row, each once; those of no list are said and left out."""
    known = code_list("FACTOR")
    found: dict[str, None] = {}
    for part in from_json(row.text("factors")):
        match = CODE.search(part.upper())
        code = match.group(1) if match else ""
        if code in known:
            found[code] = None
        elif not part.endswith(": No"):
            message = f"“{part}” is no factor of the list; it is kept with its row only."
            findings.say(row, "unknown-word", message, "factors")
    return tuple(found)


def factor_entries(
    codes: Sequence[str], when: FuzzyDate, sources: tuple[SourceRow, ...], source_name: str
) -> Iterable[Entry]:
    """Return a point for each factor that a lane is about, on the day of the assessment."""
    for code in codes:
        words, place = code_list("FACTOR")[code]
        if not place:
            continue
        key, _, kind = place.partition(":")
        drawn = lane(key)
        event = drawn.event(kind)
        yield Entry(
            id=EntryId(""),
            kind=Kind.EVENT,
            lane=key,
            record_lane=event.record_lane if event else drawn.record_lanes[0],
            category=event.code if event else None,
            label=f"Factor of an assessment: {words}",
            start=when,
            words=code,
            short_forms=(event.short,) if event else (),
            code=code,
            sources=sources,
            source_name=source_name,
        )
