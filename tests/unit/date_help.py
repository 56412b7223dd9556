"""Tables of dates, and what is made of them, for the tests of date problems."""

from __future__ import annotations

from datetime import date

from journeyviewer.ingest.dates import parse_date, parse_date_noted
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.model.chronology import Entry
from journeyviewer.model.times import month
from tests.tables import only_case, read, said

BIRTH = month(2000, 5)
READ_ON = date(2016, 6, 30)
HEADINGS = ("Case", "Born", "Read on", "Lane", "Start", "End", "What")
Row = tuple[Cell, Cell]


def table(
    *dates: Row,
    what: str = "Foster care",
    lane: str = "residence",
    born: Cell = "May 2000",
    from_1904: bool = False,
) -> Sheet:
    """Return a table of one case with a start and an end on each row."""
    rows = [("1", born, "30/06/2016", lane, start, end, what) for start, end in dates]
    return Sheet("a.csv", None, (HEADINGS, *rows), from_1904=from_1904)


def entries(*dates: Row, **known: object) -> tuple[Entry, ...]:
    return only_case(read(table(*dates, **known))).entries  # type: ignore[arg-type]


def window(cell: Cell, column: DateColumn | None = None) -> tuple[str, str]:
    when = parse_date(cell, birth=BIRTH, not_after=READ_ON, column=column)
    return str(when.earliest), str(when.latest)


def note(cell: Cell, column: DateColumn | None = None) -> str:
    return parse_date_noted(cell, birth=BIRTH, not_after=READ_ON, column=column)[1]


def words(reading: Reading, rule: str) -> str:
    found = said(reading, rule)
    assert len(found) == 1
    return found[0].message
