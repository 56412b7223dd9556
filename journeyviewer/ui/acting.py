"""Where the actions of the menus can act: what is in sight says which of them rest."""

from __future__ import annotations

from enum import Enum, auto


class Place(Enum):
    """What the window shows."""

    JOURNEY = auto()
    TABLE = auto()
    COHORT = auto()
    REPORT = auto()
    """The import report, over whatever is open."""
    OUTSIDE = auto()
    """The first screen, how far a reading is, or why nothing could be read."""


AT_REPORT = frozenset(("undo", "redo", "add", "close"))
"""Of what is about a journey, what is of use in the import report too."""
OF_LANES = frozenset(("two_speed", "restore"))
"""What changes how lanes are drawn, and nothing that a table or a comparison shows."""
OF_ONE_CASE = frozenset(("dates", "next_case", "previous_case"))
"""What a comparison shows nothing of: it has no dates, and every case."""


OF_JOURNEYS = frozenset(("export_page", "export_tables", "export_report"))
"""Kinds of file that are written of journeys alone."""


def acts_at(name: str, needs_case: bool, place: Place) -> bool:
    """True when an action does something in a place, or says there what it lacks."""
    if not needs_case:
        return True
    if place is Place.REPORT:
        return name in AT_REPORT
    if place is Place.TABLE:
        return name not in OF_LANES
    if place is Place.COHORT:
        return name not in OF_LANES | OF_ONE_CASE | OF_JOURNEYS
    return place is Place.JOURNEY
