"""Whether the day or the month comes first in a column of numeric dates, decided for all rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from journeyviewer.ingest.date_plain import Parts
from journeyviewer.ingest.table import Cell
from journeyviewer.model.patterns import later
from journeyviewer.model.values import dataclass

NUMERIC = later(
    # No more numbers: the first three of 12-15/03/2014 are no date.
    r"\s*(\d{1,2}|zz)[-/.](\d{1,2}|zz)[-/.](?:\d{4}|\d{2})(?!\d|[-/.]\d)",
    re.IGNORECASE,
)
BY_CHANCE = 0.01
"""How unlikely a column of dates must be without an exchange for the exchange to be taken."""
DAYS_LIKE_MONTHS = 12 / 30.4
"""The share of days that could be months."""
NO_NUMBERS = "No dates in numbers."
NONE_APART: Mapping[str, Parts] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether the month comes first in a column, and what that rests on.

    `proved` says that cells show it, or that a person chose it. `example` is a cell that shows
    it, else the first that can be read both ways. `ambiguous` counts the cells that can be read
    both ways, `proving` those that show the order taken.
    """

    month_first: bool = False
    proved: bool = False
    reason: str = NO_NUMBERS
    example: str = ""
    ambiguous: int = 0
    proving: int = 0

    @property
    def doubtful(self) -> bool:
        """True where a person has to be asked: nothing shows how the ambiguous cells are meant."""
        return self.ambiguous > 0 and not self.proved


@dataclass(frozen=True, slots=True)
class Exchange:
    """Whether a spreadsheet has exchanged day and month in the cells it took for dates.

    `proved` is set where that is hardly chance, `possible` where a person has to be asked.
    `reason` says what it rests on, `example` is the first such cell.
    """

    proved: bool = False
    possible: bool = False
    reason: str = ""
    example: date | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How the cells of one column are read, decided from all of them.

    `exchanged` says that the cells which are dates have day and month the wrong way round,
    `from_1904` that day numbers count from 1904, `numbers` that its numbers are no dates, `ages`
    that they are ages in years.
    """

    month_first: bool = False
    exchanged: bool = False
    from_1904: bool = False
    numbers: bool = False
    ages: bool = False


def month_first(column: Iterable[Cell]) -> tuple[bool, str]:
    """Return whether the month comes first, and why in words; see `decide_order`."""
    order = decide_order(column)
    return order.month_first, order.reason


def decide_order(
    column: Iterable[Cell],
    decided: bool | None = None,
    plain: Mapping[str, Parts] = NONE_APART,
) -> DayOrder:
    """Return the order of day and month of a column; `decided` is what a person chose.

    A Counter of cells stands for all of them here, as in all that looks at a column; `plain` holds
    the numbers of those that were taken apart before.

    A number above 12 in one place proves the order of the whole column; British order (day
    first) is kept where nothing or both are proved. Never decided cell by cell.
    """
    days = months = ambiguous = 0
    day_proof = month_proof = doubt = ""
    for (one, two, text), count in _numeric(column, plain):
        if one > 12 >= two:
            day_proof, days = day_proof or text, days + count
        elif two > 12 >= one:
            month_proof, months = month_proof or text, months + count
        elif one <= 12 and two <= 12 and one != two:
            doubt, ambiguous = doubt or text, ambiguous + count
    if decided is not None:
        first = "month" if decided else "day"
        shown = (month_proof if decided else day_proof) or doubt
        reason = f"The {first} comes first, as you chose."
        return DayOrder(decided, True, reason, shown, ambiguous, months if decided else days)
    if day_proof and month_proof:
        reason = (
            f"Both orders occur (“{day_proof}”, “{month_proof}”): read with the day first "
            "where both are possible."
        )
        return DayOrder(False, False, reason, doubt or day_proof, ambiguous, days)
    if month_proof:
        reason = f"The month comes first, as “{month_proof}” shows."
        return DayOrder(True, True, reason, month_proof, ambiguous, months)
    if day_proof:
        reason = f"The day comes first, as “{day_proof}” shows."
        return DayOrder(False, True, reason, day_proof, ambiguous, days)
    reason = "No day above 12 occurs: read with the day first." if doubt else NO_NUMBERS
    return DayOrder(False, False, reason, doubt, ambiguous, 0)


def share_orders(orders: Mapping[str, DayOrder]) -> dict[str, DayOrder]:
    """Return the orders of a table's columns; one that shows nothing follows those that do.

    It follows only where all the others agree.
    """
    proved = [order for order in orders.values() if order.proved]
    if len({order.month_first for order in proved}) != 1:
        return dict(orders)
    known = proved[0]
    return {
        name: replace(known, ambiguous=order.ambiguous, proving=0) if _asks(order) else order
        for name, order in orders.items()
    }


def _asks(order: DayOrder) -> bool:
    """True for an order that nothing shows; where both orders occur nobody else can tell."""
    return order.doubtful and not order.proving


def is_ambiguous(cell: Cell) -> bool:
    """True for a numeric date that could have the day or the month first."""
    match = NUMERIC.match(cell) if isinstance(cell, str) else None
    if match is None or not (match[1].isdigit() and match[2].isdigit()):
        return False
    one, two = int(match[1]), int(match[2])
    return one <= 12 and two <= 12 and one != two


def find_exchange(column: Iterable[Cell], decided: bool | None = None) -> Exchange:
    """Return whether the cells that are dates have day and month exchanged.

    A spreadsheet set to the other order turns 03/04/2014 into a date with both exchanged, and
    leaves 13/04/2014 as text, for it knows no month 13. So text with numbers above 12 only,
    beside dates with days up to 12 only, gives it away. What is less likely by chance than
    BY_CHANCE proves it; less of the same, or many dates and none above 12, is a question.
    `decided` is what a person chose.
    """
    cells = _counted(column)
    dates = [
        cell
        for cell, count in cells.items()
        if isinstance(cell, date) and cell.day != cell.month
        for _ in range(count)
    ]
    if not dates:
        return Exchange()
    shown = date(dates[0].year, dates[0].month, dates[0].day)
    if decided is not None:
        return Exchange(decided, False, "You chose so.", shown, len(dates))
    texts = [(one, two, text) for (one, two, text), _ in _numeric(cells)]
    plain = [item for item in texts if item[0] == 99 or (item[0] <= 12 and item[1] <= 12)]
    if any(cell.day > 12 for cell in dates) or plain:
        return Exchange()
    chance = DAYS_LIKE_MONTHS ** len(dates) * (1 - DAYS_LIKE_MONTHS) ** len(texts)
    if texts:
        reason = (
            f"“{texts[0][2]}” and all other dates written as text have a number above 12, and no "
            "cell that is a date has a day above 12."
        )
        return Exchange(chance < BY_CHANCE, chance >= BY_CHANCE, reason, shown, len(dates))
    if chance < BY_CHANCE and len({cell.day for cell in dates}) > 3:
        reason = f"None of the {len(dates):,} cells that are dates has a day above 12."
        return Exchange(False, True, reason, shown, len(dates))
    return Exchange()


def _counted(column: Iterable[Cell]) -> Counter[Cell]:
    """Return the different cells of a column, in the order they come, and how often each does."""
    return column if isinstance(column, Counter) else Counter(column)


def _numeric(
    column: Iterable[Cell], plain: Mapping[str, Parts] = NONE_APART
) -> Iterator[tuple[tuple[int, int, str], int]]:
    """Yield the first two numbers of each distinct numeric date, with how often it occurs.

    An unknown part (zz) stands as 99 or 1.
    """
    for cell, count in _counted(column).items():
        if not isinstance(cell, str):
            continue
        if cell in plain:
            one, two, _ = plain[cell]
            yield (one, two, cell), count
            continue
        match = NUMERIC.match(cell)
        if match is None:
            continue
        first, second = match.groups()
        if first.isdigit() and second.isdigit():
            yield (int(first), int(second), cell.strip()), count
        elif not first.isdigit():
            yield (99, 1, cell.strip()), count
