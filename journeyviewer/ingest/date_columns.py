"""What a column holds, decided from all of its cells: dates, in which order, or numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date

from journeyviewer.ingest.date_forms import SERIALS
from journeyviewer.ingest.date_plain import Parts, taken_apart
from journeyviewer.ingest.date_windows import YEARS, DateTrouble
from journeyviewer.ingest.dates import COARSE_DAYS, is_missing, is_open_word, parse_date
from journeyviewer.ingest.day_order import (
    NONE_APART,
    DateColumn,
    DayOrder,
    Exchange,
    decide_order,
    find_exchange,
)
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later
from journeyviewer.model.times import Precision
from journeyviewer.model.values import dataclass

NUMBER = later(r"[-+]?\d+(?:[.,]\d+)?")
WHOLE_DAY = later(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """How many cells of a column are dates, numbers that are no dates, and other words.

    Empty cells, words for "missing" and words for "still going on" are not counted. `number`
    is the first number, `day` the first cell that a spreadsheet took for a date.
    """

    dates: int = 0
    numbers: int = 0
    words: int = 0
    number: str = ""
    day: str = ""

    @property
    def mostly_numbers(self) -> bool:
        """True where more than half of the cells are numbers that are no dates."""
        return self.numbers > self.dates + self.words


AGES = frozenset(
    "age | ages | age in years | age years | age at event | age at time | age at the time | "
    "age at time of event | approx age | approximate age | age approx | childs age | yp age | "
    "age of child | age of young person".split(" | ")
)
"""Headings of columns in which events are placed by the age of the young person."""


def of_ages(heading: str | None) -> bool:
    """True for a heading of ages."""
    return loose(heading or "") in AGES


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a column of dates once all of its cells were looked at.

    `plain` holds the numbers of those that are such as 24/04/2013.
    """

    order: DayOrder = DayOrder()
    exchange: Exchange = Exchange()
    kind: ColumnKind = ColumnKind()
    plain: Mapping[str, Parts] = field(default_factory=dict, repr=False, compare=False)
    from_1904: bool = False
    ages: bool = False

    def column(self) -> DateColumn:
        """Return how its cells are read."""
        return DateColumn(
            self.order.month_first,
            self.exchange.proved,
            self.from_1904,
            self.kind.mostly_numbers and not self.ages,
            self.ages,
        )


def look_at(
    cells: Iterable[Cell],
    *,
    from_1904: bool = False,
    month_first: bool | None = None,
    exchanged: bool | None = None,
) -> Look:
    """Return what a column of dates holds; the last two are what a person decided of it."""
    cells = Counter(cells) if not isinstance(cells, Counter) else cells
    plain = taken_apart(cells)
    return Look(
        decide_order(cells, month_first, plain),
        find_exchange(cells, exchanged),
        kind_of(cells, plain),
        plain,
        from_1904,
    )


def kind_of(cells: Iterable[Cell], plain: Mapping[str, Parts] = NONE_APART) -> ColumnKind:
    """Return what a column holds, by majority: 12.03 among ages is an age and no 12 March.

    `plain` holds cells that are known to be dates.
    """
    counts = dict.fromkeys(("date", "number", "word"), 0)
    number = day = ""
    counted = cells if isinstance(cells, Counter) else Counter(cells)
    for cell, count in counted.items():
        if cell in plain or (isinstance(cell, str) and WHOLE_DAY.fullmatch(cell)):
            counts["date"] += count
            continue
        if cell is None or is_missing(cell) or is_open_word(cell):
            continue
        kind = _kind(cell)
        counts[kind] += count
        if kind == "number":
            number = number or text_of(cell)
        elif isinstance(cell, date):
            day = day or text_of(cell)
    return ColumnKind(counts["date"], counts["number"], counts["word"], number, day)


def _kind(cell: Cell) -> str:
    if isinstance(cell, date):
        return "date"
    text = text_of(cell)
    if NUMBER.fullmatch(text):
        whole = int(text) if text.isdigit() else int(float(text.replace(",", ".")))
        year = len(text) == 4 and whole in YEARS
        return "date" if year or whole in SERIALS or _is_date(text) else "number"
    return "date" if _is_date(text) else "word"


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except DateTrouble:
        return False
    return True


def births_are_coarse(cells: Iterable[Cell]) -> bool:
    """True where every birth that names a day names the 1st or the 15th.

    The sector's anonymised extracts put the 1st, SSDA903 guidance the 15th, for "some day of
    the month"; one birth on another day shows that the days of this file are real ones.
    """
    for cell in set(cells):
        try:
            when = parse_date(cell)
        except DateTrouble:
            continue
        if when.precision is Precision.DAY and when.first.day not in COARSE_DAYS:
            return False
    return True
