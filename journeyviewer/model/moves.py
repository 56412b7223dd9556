"""Where a young person lived, which of it were placements, and the moves between them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.spells import (
    days_of,
    end_day,
    is_not_recorded,
    is_temporary,
    reading_day,
    spells,
    state_on,
)
from journeyviewer.model.times import EndState
from journeyviewer.model.values import dataclass

HOME = frozenset(("H", "PH"))
"""Categories of living at home with parents; on an order (P1) too, it is still home."""

NOT_PLACED = frozenset(("H", "PH", "IND", "HOS", "NR"))
"""Categories of the residence lane that are no placement, whatever the legal status."""

LOOKED_AFTER = frozenset(
    ("S20", "S20SB", "S38", "S31", "PO", "FO", "S43", "S46", "S44", "PACE", "YRO", "REM")
)
"""Legal categories under which a young person is looked after (SSDA903 legal status list)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change from one residence to the next.

    `days` is the length of the first one, `gap` the days between the two (negative when they
    overlap); both are None where its end is not known. `planned` is None where the source does
    not say.
    """

    before: Entry
    after: Entry
    days: int | None
    gap: int | None
    planned: bool | None

    @property
    def out_of_borough(self) -> bool:
        """True when the move went to a placement out of borough."""
        return self.after.flag("out_of_area")


def residences(case: Case) -> list[Entry]:
    """Return the residence spells in order, without temporary and not recorded ones."""
    return [
        entry
        for entry in spells(case, "residence")
        if not is_temporary(entry) and not is_not_recorded(entry)
    ]


def placements(case: Case) -> list[Entry]:
    """Return the residence spells that are placements made by a service.

    Home, an own tenancy, hospital, temporary placements and "not recorded" are none. Living
    with family or friends is one when it carries an SSDA903 code, or when the legal lane shows
    the young person as looked after on its first day: otherwise the family arranged it.
    """
    return [entry for entry in residences(case) if _is_placement(case, entry)]


def _is_placement(case: Case, entry: Entry) -> bool:
    if entry.category in NOT_PLACED:
        return False
    if entry.category == "FF":
        return entry.code is not None or looked_after(case, entry.start.first)
    return True


def looked_after(case: Case, day: date) -> bool:
    """True when a legal status recorded for `day` makes the young person looked after."""
    return any(
        entry.category in LOOKED_AFTER and state_on(entry, day) is EndState.OPEN
        for entry in spells(case, "legal", day)
    )


def out_of_borough(case: Case) -> list[Entry]:
    """Return the placements recorded as out of borough."""
    return [entry for entry in placements(case) if entry.flag("out_of_area")]


def moves(case: Case) -> tuple[Move, ...]:
    """Return the moves from each residence to the next one begun.

    Two spells at home in a row are no move.
    """
    reading = reading_day(case)
    known = residences(case)
    if reading is None:
        return ()
    return tuple(
        _move(before, after, reading)
        for before, after in pairwise(known)
        if not (before.category in HOME and after.category in HOME)
    )


def _move(before: Entry, after: Entry, reading: date) -> Move:
    end = None if before.end_state is EndState.OPEN else end_day(before, reading)
    planned = after.attributes.get("planned")
    return Move(
        before=before,
        after=after,
        days=None if end is None else days_of(before, reading),
        gap=None if end is None else (after.start.first - end).days,
        planned=planned if isinstance(planned, bool) else None,
    )
