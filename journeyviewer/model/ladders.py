"""The two ladders of the cohort table: the highest and the current status of a case.

Source of the ladders and of how they print: cohort table of the Children's Society report of
2016. Ranks and words stand in `resources/vocabularies/lanes.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.lanes import Category
from journeyviewer.model.spells import (
    category_of,
    is_not_recorded,
    is_temporary,
    reading_day,
    spells,
    state_on,
)
from journeyviewer.model.times import EndState
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import NOT_RECORDED, lower_first

NONE = "-"


@dataclass(frozen=True, slots=True)
class Rung:
    """A place on a ladder: the words printed for it, and the spell it was read from.

    `rank` is 0 for a recorded none and -1 where nothing is recorded or the words have no place
    on the ladder; `entry` is None where no one spell says it.
    """

    words: str
    rank: int = -1
    entry: Entry | None = None

    @property
    def recorded(self) -> bool:
        """True when the record says something, be it "none"."""
        return self.words != NOT_RECORDED


_UNKNOWN = Rung(NOT_RECORDED)


def highest(case: Case, lane_key: str, day: date | None = None) -> Rung:
    """Return the highest rung recorded by `day` (the reading day when None).

    Of several on one rung the last one begun gives the words. Statuses without a rank, such as
    those of youth justice, and temporary placements do not enter.
    """
    best: Rung | None = None
    for entry, category in _ranked(case, lane_key, day or reading_day(case)):
        rank = category.rank or 0
        if best is None or rank >= best.rank:
            best = Rung(category.table_words, rank, entry)
    return best or _UNKNOWN


def current(case: Case, lane_key: str) -> Rung:
    """Return what held when the file was read."""
    day = reading_day(case)
    return _UNKNOWN if day is None else at(case, lane_key, day)


def at(case: Case, lane_key: str, day: date) -> Rung:
    """Return what held at the end of `day`: an order's short name, or a placement's own words."""
    return _legal_at(case, day) if lane_key == "legal" else _residence_at(case, day)


def printed(case: Case, lane_key: str, day: date | None = None) -> str:
    """Return highest and current as the cohort table prints them.

    Such as "S25/S31", "S31/ -", "-", "Remand/with parents"; one category prints once.
    """
    day = day or reading_day(case)
    if day is None:
        return NOT_RECORDED
    top, now = highest(case, lane_key, day), at(case, lane_key, day)
    if not top.recorded:
        return now.words
    if _same(top, now):
        return top.words
    if now.words == NONE:
        return f"{top.words}/ {NONE}"
    return f"{top.words}/{lower_first(now.words) if lane_key == 'residence' else now.words}"


def held_residence(case: Case, day: date) -> Entry | None:
    """Return the placement or home held at the end of `day`, None when that is not recorded."""
    return _residence_at(case, day).entry


def _same(top: Rung, now: Rung) -> bool:
    if top.words == now.words:
        return True
    if now.entry is None:
        return False
    category = category_of(now.entry)
    return category is not None and category.table_words == top.words


def _ranked(case: Case, lane_key: str, day: date | None) -> list[tuple[Entry, Category]]:
    return [
        (entry, category)
        for entry in spells(case, lane_key, day)
        if (category := category_of(entry)) is not None
        and category.rank is not None
        and not is_temporary(entry)
    ]


def _legal_at(case: Case, day: date) -> Rung:
    """Return the order in force: the higher of the status and the liberty overlay above it."""
    ranked = _ranked(case, "legal", day)
    liberty = [pair for pair in ranked if pair[1].record_lane == "liberty"]
    status = [pair for pair in ranked if pair[1].record_lane != "liberty"]
    rungs = [_legal_rung(pairs, day) for pairs in (status, liberty) if pairs]
    in_force = [rung for rung in rungs if rung.rank > 0]
    if in_force:
        return max(in_force, key=lambda rung: rung.rank)
    if not rungs or any(not rung.recorded for rung in rungs):
        return _UNKNOWN
    return rungs[0]


def _legal_rung(pairs: Sequence[tuple[Entry, Category]], day: date) -> Rung:
    """Return what the last order begun says, or an earlier one that outlasts it.

    A recorded end leaves no order; an end that is not known leaves the question open.
    """
    last, last_kind = pairs[-1]
    if last_kind.rank == 0:
        return Rung(NONE, 0)
    for entry, kind in reversed(pairs):
        if kind.rank == 0:
            break
        if state_on(entry, day) is EndState.OPEN:
            return Rung(kind.table_words, kind.rank or 0, entry)
    if state_on(last, day) is EndState.UNKNOWN:
        return _UNKNOWN
    return Rung(NONE, 0)


def _residence_at(case: Case, day: date) -> Rung:
    """Return the last residence begun that is open; a temporary placement is passed over."""
    known = [entry for entry in spells(case, "residence", day) if not is_temporary(entry)]
    for entry in reversed(known):
        if state_on(entry, day) is not EndState.OPEN:
            continue
        if is_not_recorded(entry):
            return _UNKNOWN
        category = category_of(entry)
        rank = category.rank if category and category.rank is not None else -1
        return Rung(entry.label or entry.words, rank, entry)
    return _UNKNOWN
