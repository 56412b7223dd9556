"""What kind of thing changed, for the views that listen to the session."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Change(StrEnum):
    """What kind of thing changed.

    COHORT: other cases are open; CASE: another case is in sight, or it is seen as known by another
    day; VIEW: the period, axes or lanes; SELECTION: what is selected; SEARCH: the words looked for
    or the current hit; FILTER: what is passed over; LOOK: what is looked at closely, such as
    the surroundings of an entry, the day of the cursor or a measure; PAGE: journey, table or
    cohort; STUDY: what the analyst wrote, or which study is open; CHOSEN: which note, phase or key
    development is chosen; SAVING: how the saving goes.
    """

    COHORT = "cohort"
    CASE = "case"
    VIEW = "view"
    SELECTION = "selection"
    SEARCH = "search"
    FILTER = "filter"
    LOOK = "look"
    PAGE = "page"
    STUDY = "study"
    CHOSEN = "chosen"
    SAVING = "saving"


class Page(StrEnum):
    """What fills the middle of the window."""

    JOURNEY = "journey"
    TABLE = "table"
    COHORT = "cohort"


Listener = Callable[[Change], None]
