"""The order of notes and key developments, by day and lane, and how it stays when one moves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from journeyviewer.model.lanes import lanes

if TYPE_CHECKING:
    from journeyviewer.model.study import KeyDevelopment, Note

Place = tuple[date, int, datetime, str]


def by_place(lane_order: Sequence[str]) -> Callable[[Note | KeyDevelopment], Place]:
    """Return a sort key: by day, then by lane from the top, then by when it was made."""
    order = lane_order or [lane.key for lane in lanes()]
    # What is about every lane stands above them.
    places = {"": -1, **{key: place for place, key in enumerate(order)}}

    def key(item: Note | KeyDevelopment) -> Place:
        place = places.get(item.target.drawn_lane, len(places))
        return (item.target.day or date.max, place, item.created, item.id)

    return key


def moved(
    notes: tuple[Note, ...],
    before: Note | None,
    after: Note | None,
    place: Callable[[Note | KeyDevelopment], Place],
) -> tuple[Note, ...]:
    """Return notes that are in order by `place` with one taken out of them and one put in."""
    if before is not None:
        at = bisect_left(notes, place(before), key=place)
        notes = (*notes[:at], *notes[at + 1 :])
    if after is not None:
        at = bisect_left(notes, place(after), key=place)
        notes = (*notes[:at], after, *notes[at:])
    return notes
