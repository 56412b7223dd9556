"""Raw counts of a cohort for small plots: how many, of how many cases; no rates and no scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from journeyviewer.model.chronology import Case, Kind
from journeyviewer.model.counts import drawn
from journeyviewer.model.lanes import lanes
from journeyviewer.model.moves import placements
from journeyviewer.model.spells import reading_day
from journeyviewer.model.values import dataclass

if TYPE_CHECKING:
    import pandas as pd

MONTHS_BESIDE = 12
"""Months before and after the event that are counted."""
OLDEST = 25

Dated = tuple[Case, date | None]
"""A case and the day that its months count from, None where it has none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers by month or by year of age, and of how many cases they are."""

    counts: tuple[tuple[int, int], ...]
    cases: int

    @property
    def total(self) -> int:
        """The sum of the numbers."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class BesideTally:
    """Records by lane in the months before and after the event, and of how many cases.

    `whole` cases were read for the whole of the months after.
    """

    lanes: tuple[tuple[str, int, int], ...]
    cases: int
    whole: int


def missing_by_month(cases: Sequence[Dated], span: tuple[int, int]) -> Tally:
    """Return the missing episodes begun in each month [start, end) from the cases' days."""
    table = _records(cases)
    chosen = table[(table["lane"] == "missing") & (table["kind"] == Kind.SPELL.value)]
    chosen = chosen[(chosen["month"] >= span[0]) & (chosen["month"] < span[1])]
    return Tally(_sizes(chosen, "month"), _dated(cases))


def placements_by_age(cases: Iterable[Case]) -> Tally:
    """Return the placements begun in each year of age, of the cases whose birth is recorded."""
    import pandas as pd

    born = [case for case in cases if case.birth is not None and case.birth.known]
    ages = [
        _months(case.birth.first, entry.start.first) // 12
        for case in born
        if case.birth is not None
        for entry in placements(case)
    ]
    table = pd.DataFrame({"age": pd.Series(ages, dtype="int64")})
    table = table[(table["age"] >= 0) & (table["age"] <= OLDEST)]
    return Tally(_sizes(table, "age"), len(born))


def beside_event(cases: Sequence[Dated]) -> BesideTally:
    """Return the records begun in the months before and after each case's day, by lane.

    A number counted over a period is not among them. Lanes without a record are left out.
    """
    table = _records(cases)
    table = table[table["kind"] != Kind.COUNT.value]
    near = table[(table["month"] >= -MONTHS_BESIDE) & (table["month"] < MONTHS_BESIDE)]
    found = Counter(zip(near["lane"].tolist(), (near["month"] >= 0).tolist(), strict=True))
    rows = [(item.short_title, found[item.key, False], found[item.key, True]) for item in lanes()]
    whole = sum(
        origin is not None
        and (read := reading_day(case)) is not None
        and _months(origin, read) >= MONTHS_BESIDE
        for case, origin in cases
    )
    return BesideTally(tuple(row for row in rows if row[1] or row[2]), _dated(cases), whole)


def _records(cases: Sequence[Dated]) -> pd.DataFrame:
    """Return lane, kind and month from the day of every dated record."""
    import pandas as pd

    rows = [
        (entry.lane, entry.kind.value, _months(origin, entry.start.first))
        for case, origin in cases
        if origin is not None
        for entry in drawn(case)
        if entry.start.known
    ]
    return pd.DataFrame(rows, columns=["lane", "kind", "month"]).astype({"month": "int64"})


def _sizes(table: pd.DataFrame, column: str) -> tuple[tuple[int, int], ...]:
    sums = table.groupby(column).size()
    return tuple((int(str(at)), int(number)) for at, number in sums.items())


def _dated(cases: Sequence[Dated]) -> int:
    return sum(origin is not None for _, origin in cases)


def _months(origin: date, when: date) -> int:
    """Return the whole months from a day to another, rounded down."""
    months = (when.year - origin.year) * 12 + when.month - origin.month
    return months - 1 if when.day < origin.day else months
