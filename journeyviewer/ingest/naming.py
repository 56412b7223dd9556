"""The names of entries, which stay the same whatever else is read: made of what they say."""

from __future__ import annotations

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.times import FuzzyDate


def content_of(lane: str, start: FuzzyDate, category: str | None, words: str) -> str:
    """Return what an entry is named by; its words are the end of it."""
    return "\x1f".join(
        (
            lane,
            str(start.earliest),
            str(start.latest),
            str(start.clock or ""),
            category or "",
            words,
        )
    )


def id_of(content: str, ordinal: int) -> EntryId:
    """Return the name of the entry that comes so many (from 0) after others of its content."""
    # Loaded here: the window starts without.
    from journeyviewer.model.hashing import short_hash

    return EntryId(short_hash(f"{content}\x1f{ordinal}"))
