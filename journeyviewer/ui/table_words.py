"""What the table says of a record, column by column, and what its columns are sorted by."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import IntEnum

from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.lanes import lane, lanes
from journeyviewer.model.spells import days_of, reading_day
from journeyviewer.model.times import EndState, FuzzyDate, age_on
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, date_words, natural, upper_first, without_dates
from journeyviewer.timeline.describe import age_words
from journeyviewer.timeline.spans import window


class Column(IntEnum):
    """The columns, from the left."""

    LANE = 0
    KIND = 1
    WHAT = 2
    WORDS = 3
    START = 4
    END = 5
    AGE = 6
    DAYS = 7
    CERTAINTY = 8
    SOURCE = 9
    DETAIL = 10


TITLES = {
    Column.LANE: "Lane",
    Column.KIND: "Kind",
    Column.WHAT: "What",
    Column.WORDS: "In the file’s words",
    Column.START: "Start",
    Column.END: "End",
    Column.AGE: "Age at start",
    Column.DAYS: "Length in days",
    Column.CERTAINTY: "Certainty",
    Column.SOURCE: "Source row",
    Column.DETAIL: "Detail",
}
SHORT_TITLES = {Column.AGE: "Age", Column.DAYS: "Days", Column.WORDS: "File’s words"}
SAME = "same"
"""What stands in a row for words of the file that say just what the record is."""
KINDS = {
    Kind.SPELL: "Spell",
    Kind.EVENT: "Event",
    Kind.SCORE: "Score",
    Kind.COUNT: "Count",
}
LANES = [item.key for item in lanes()]
LONGEST = 2_000
"""Letters of a cell that are shown; the details hold the rest."""
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """How records are told: of which case, read when, with dates or with ages only.

    `short` is for small screens: short headings.
    """

    case: Case
    dates: bool
    reading: date | None
    short: bool = False

    @staticmethod
    def of(case: Case, dates: bool, short: bool = False) -> Telling:
        """Return how the records of a case are told."""
        return Telling(case, dates, reading_day(case), short)

    def heading(self, column: Column) -> str:
        """Return a column's heading, short on small screens where its ends are dates."""
        if self.short and (self.dates or column is not Column.AGE):
            return SHORT_TITLES.get(column, TITLES[column])
        return self.title(column)

    def title(self, column: Column) -> str:
        """Return a column's name; without dates its ends are ages."""
        if column is Column.END and not self.dates:
            return "Age at end"
        return TITLES[column]

    def cell(self, entry: Entry, column: Column) -> str:
        """Return the words of a cell on one line, dates taken out when they are hidden."""
        words = " ".join(CELLS[column](self, entry).split())[:LONGEST]
        return words if self.dates else without_dates(words)

    def brief(self, entry: Entry, column: Column) -> str:
        """Return the words that are painted: short where the whole is said elsewhere."""
        if column is Column.LANE:
            return lane(entry.lane).short_title
        words = self.cell(entry, column)
        if column is Column.WORDS and words and words == self.cell(entry, Column.WHAT):
            return SAME
        return words

    def key(self, entry: Entry, column: Column) -> Key | None:
        """Return what a column is sorted by; None for what is not known, which comes last."""
        if column in KEYS:
            return KEYS[column](self, entry)
        words = self.cell(entry, column)
        return natural(words) if words else None

    def _end_key(self, entry: Entry) -> Key | None:
        known = entry.end is not None and entry.end.known
        return (window(entry.end)[0],) if entry.end is not None and known else None

    def _days_key(self, entry: Entry) -> Key | None:
        days = self._days(entry)
        return None if days is None else (days,)

    def _days(self, entry: Entry) -> int | None:
        if entry.kind is not Kind.SPELL or self.reading is None:
            return None
        return days_of(entry, self.reading)

    def lane(self, entry: Entry) -> str:
        """Return the name of a record's lane."""
        return lane(entry.lane).title

    def what(self, entry: Entry) -> str:
        """Return what a record is, with its number where it has one."""
        words = entry.label or entry.words
        return f"{words}, {entry.value:g}" if isinstance(entry.value, int | float) else words

    def start(self, entry: Entry) -> str:
        """Return a start exactly as written."""
        return self._written(entry.start)

    def end(self, entry: Entry) -> str:
        """Return an end exactly as written, or what is known of it."""
        if entry.end is not None and entry.end.known:
            return self._written(entry.end)
        if entry.kind is not Kind.SPELL:
            return ""
        return "Still going on" if entry.end_state is EndState.OPEN else "Not known"

    def _written(self, when: FuzzyDate) -> str:
        if not self.dates:
            return self._aged(when)
        return when.raw or date_words(when)

    def _aged(self, when: FuzzyDate) -> str:
        """Return an age at a date; one of two as "4y 9m to 5y 8m"."""
        words = upper_first(age_words(when, self.case))
        return re.sub(r"^Between (.+) and (.+)$", r"\1 to \2", words)

    def age(self, entry: Entry) -> str:
        """Return the age at the start; ages only are rounded to the month as in the figure."""
        birth = self.case.birth
        if birth is None or not birth.known:
            return "" if self.dates else self._aged(entry.start)
        if self.dates and entry.start.exact and entry.start.first >= birth.first:
            return str(age_on(birth.first, entry.start.first))
        return self._aged(entry.start)

    def days(self, entry: Entry) -> str:
        """Return the length of a spell in days; "about" when an end is not exact."""
        days = self._days(entry)
        if days is None:
            return ""
        ends = (entry.start, *((entry.end,) if entry.end is not None else ()))
        about = "" if all(end.exact for end in ends) else "about "
        words = f"{about}{days:,}" if days else "under 1"
        return words if entry.end is not None else f"{words} so far"

    def certainty(self, entry: Entry) -> str:
        """Return which of the dates are exact."""
        vague = [] if entry.start.exact else ["start"]
        if entry.end is not None and not entry.end.exact:
            vague.append("end")
        if not vague:
            return "Exact"
        return "Neither exact" if len(vague) > 1 else f"{upper_first(vague[0])} not exact"

    def source(self, entry: Entry) -> str:
        """Return the row and sheet that were read; the file only where there is no sheet."""
        if not entry.sources:
            return ""
        source = entry.sources[0]
        place = source.sheet or (source.file if self.dates else "")
        parts = [f"Row {source.row}"] if source.row else []
        parts += [place] if place else []
        more = len(entry.sources) - 1
        return ", ".join(parts) + (f", and {counted(more, 'more row')}" if more else "")


CELLS: dict[Column, Callable[[Telling, Entry], str]] = {
    Column.LANE: Telling.lane,
    Column.KIND: lambda _, entry: KINDS[entry.kind],
    Column.WHAT: Telling.what,
    Column.WORDS: lambda _, entry: entry.words,
    Column.START: Telling.start,
    Column.END: Telling.end,
    Column.AGE: Telling.age,
    Column.DAYS: Telling.days,
    Column.CERTAINTY: Telling.certainty,
    Column.SOURCE: Telling.source,
    Column.DETAIL: lambda _, entry: entry.detail,
}
KEYS: dict[Column, Callable[[Telling, Entry], Key | None]] = {
    Column.LANE: lambda _, entry: (LANES.index(entry.lane),),
    Column.START: lambda _, entry: (window(entry.start)[0],),
    Column.AGE: lambda _, entry: (window(entry.start)[0],),
    Column.END: Telling._end_key,
    Column.DAYS: Telling._days_key,
    Column.SOURCE: lambda _, entry: _place(entry),
}
"""What columns are sorted by that are not sorted by their words."""


def _place(entry: Entry) -> Key | None:
    if not entry.sources:
        return None
    source = entry.sources[0]
    return (natural(source.file), natural(source.sheet or ""), source.row or 0)
