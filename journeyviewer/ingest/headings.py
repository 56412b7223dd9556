"""Which column holds what: headings as written, compared loosely with the names we know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from journeyviewer.ingest.table import Cell, Sheet, text_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later
from journeyviewer.model.values import dataclass

LONGEST = 40
"""A cell with more letters than this is a sentence and no heading."""
LEAST_KNOWN = 2
"""Headings without a slip that a row needs for slips to be looked for in its others."""
HEADER_ROWS = 30
"""How far down a header row is looked for; titles and notes may stand above it."""

LISTS_SHEET = "Lists"
"""The template's sheet of allowed words; never data."""
RECORD_COLUMNS = (
    "Start",
    "End",
    "Still going on",
    "What",
    "In the file's words",
    "Short form",
    "Detail",
    "Source",
)
EXTRA_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "Placements": ("Out of borough", "Planned", "High-cost"),
    "CSE": ("Tool", "Score", "Level"),
    "Missing": ("Start time", "End time", "Return interview"),
}
"""The further columns of three of the template's sheets."""
PERSON_COLUMNS = ("Case", "Gender", "Born", "Read on")
COVERAGE_COLUMNS = ("Source", "Lane", "From", "To")

ALIASES: Mapping[str, str] = {
    "case": (
        "case id | case no | case number | id | person | person id | yp | yp id | "
        "young person | young person id | child | child id | unique id | name of case"
    ),
    "gender": "sex | m f | f m",
    "born": (
        "born month | month of birth | birth month | dob | date of birth | birth date | "
        "birth | birthday | year of birth | birth year | month born"
    ),
    "read on": (
        "date of reading | date read | reading date | read date | as at | snapshot | "
        "snapshot date | read"
    ),
    "lane": "swimlane | area | domain | topic | sheet | lane key | lane name",
    "kind": "kind of record | record kind | record type | spell or point | kind of entry",
    "start": (
        "from | start date | date from | from date | date | begin | began | started | "
        "date started | date of start | begin date | event date | when | date of event | "
        "date of assessment | assessment date"
    ),
    "end": (
        "to | end date | date to | to date | until | ended | finish | date ended | "
        "date of end | finished | finish date | returned | date returned | return date | "
        "date of return | date left | date of leaving | leaving date | date ceased"
    ),
    "still going on": "ongoing | going on | still ongoing | open | current | still open",
    "what": (
        "event | category | type | event type | status | what happened | record | entry | "
        "significant event | type of event"
    ),
    "in the files words": (
        "in the file s words | file s words | files words | own words | words | as written | "
        "wording | in the words of the file | label | in file words"
    ),
    "short form": "short | short label | short forms | short name | abbreviation",
    "detail": "details | notes | note | comment | comments | description | more | circumstances",
    "source": (
        "source of information | source document | document | reference | where in file | "
        "source in file"
    ),
    "out of borough": "oob | out of area | out of authority | out of county | ooa",
    "planned": "planned move | move planned | planned or not",
    "high cost": "high cost placement | highcost | costly",
    "tool": "scale | instrument | screening tool | assessment tool",
    "score": "total | total score | value | points",
    "level": (
        "level as assessed | assessed level | risk level | band | cse risk level | cse level | "
        "cse risk | level of risk | risk rating | cse risk rating"
    ),
    "start time": "time from | from time | time start | time missing | time left",
    "end time": "time to | to time | time end | time returned | time found",
    "return interview": "rhi | return home interview | return interview held | interview",
}
"""Field by field (its own heading, loosely) the other names that are understood."""


OF_CHILD = later(
    r"(?:(?:ics|lcs|mosaic|liquidlogic|swift|care ?first|framework ?i|social care|la|unique|local|"
    r"study|research|anon(?:ymised)?|internal|system|council) )*"
    r"(?:(?:person|child|client|service user|young person|yp|cyp|individual|pupil|student|"
    r"participant|respondent|case|subject|sibling)s? ?"
    r"(?:id|ids|no|num|number|ref|reference|ref no|code|identifier|key|pseudonym|initials)|"
    r"participants?|pupils?|students?|individual|pseudonym|"
    r"(?:study|research|anon(?:ymised)?|mosaic|liquidlogic|ics|lcs|swift|care ?first|framework ?i) "
    r"(?:id|no|number|ref|reference|code))"
)
"""Headings, loosely, of columns that say which child a row is about, whatever the system."""


FAMILY = later(
    r"(?:family|household|sibling group|case|lead child|group)"
    r"(?: (?:id|no|number|ref|reference|code|group))?"
)
"""Headings, loosely, of columns that say of which family a row is."""


@cache
def _names() -> dict[str, str]:
    names = {alias: name for name, aliases in ALIASES.items() for alias in aliases.split(" | ")}
    return names | {name: name for name in ALIASES}


def _field_exactly(heading: str) -> str | None:
    """Return the field a heading names, compared loosely and without room for a slip."""
    return _names().get(loose(heading)) or named_by_shape(loose(heading))


OF_SPELL = later(
    r"(?:(?:placement|legal|status|legal status|episode|plan|order|exclusion|suspension|address|"
    r"school|period|care|accommodation|missing|tenancy)s? )"
    r"(?P<side>start|started|from|begin|end|ended|to|finish|cease|ceased|until)(?: dates?)?|"
    r"(?:start|end) date of (?:placement|legal status|episode|plan|order|exclusion|school)|"
    r"date (?:placement|legal status|episode|plan|order|exclusion) (?:start|started|end|ended)"
)
"""Headings, loosely, of the days that something lasted from and to: “Placement Start Date”."""
BEGINS = later(r"\b(?:start|started|from|begin)\b")


def named_by_shape(words: str) -> str | None:
    """Return the field of a heading, as headings are compared, that is made up of known words."""
    if OF_CHILD.fullmatch(words):
        return "case"
    if OF_SPELL.fullmatch(words):
        return "start" if BEGINS.search(words) else "end"
    return None


@cache
def field_named(heading: str) -> str | None:
    """Return the field a heading names, compared loosely and with room for a slip of the pen."""
    words = loose(heading)
    if not words:
        return None
    found = _names().get(words) or named_by_shape(words)
    if found is None and 4 < len(words) <= LONGEST:
        from difflib import get_close_matches

        near = get_close_matches(words, _names(), n=1, cutoff=0.88)
        found = _names()[near[0]] if near else None
    return found


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: the index of its row and, by field, the column and heading as written.

    `others` are headings that name nothing we know.
    """

    index: int
    columns: Mapping[str, int]
    written: Mapping[str, str]
    others: tuple[str, ...] = ()

    @property
    def may_be_of_families(self) -> bool:
        """True where a column beside that of the child may be of families, or of their children."""
        return any(
            FAMILY.fullmatch(loose(text)) or field_named(text) == "case" for text in self.others
        )

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """Return the row's cell of a field; None when the table or the row lacks it."""
        column = self.columns.get(name)
        return row[column] if column is not None and column < len(row) else None


Cells = tuple[Any, ...]


def picker(header: Header, names: Sequence[str]) -> Callable[[Cells], Cells]:
    """Return what takes the cells of two or more fields out of a row, in their order.

    A field that the table or the row lacks gives None.
    """
    columns = [header.columns.get(name, -1) for name in names]
    width = max(columns) + 1
    take: Callable[[Cells], Cells] = itemgetter(*columns)
    # The last cell of all stands for the fields that the table lacks.
    lacking = (None,)

    def pick(cells: Cells) -> Cells:
        if len(cells) < width:
            cells += lacking * (width - len(cells))
        return take(cells + lacking)

    return pick


def top_rows(sheet: Sheet) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Return the rows that headings are looked for in, each with its index."""
    first = sheet.headed_from
    return enumerate(sheet.rows[first : first + HEADER_ROWS], first)


def find_header(sheet: Sheet, needed: Sequence[str]) -> Header | None:
    """Return the first of the top rows that names every needed field; None without one."""
    for index, row in top_rows(sheet):
        header = read_header(index, row)
        if all(name in header.columns for name in needed):
            return header
    return None


def read_header(index: int, row: Sequence[Cell]) -> Header:
    """Return what the cells of a row name; an exact name wins over an alias of the same field."""
    columns: dict[str, int] = {}
    written: dict[str, str] = {}
    others: list[str] = []
    texts = [text_of(cell) if isinstance(cell, str) else "" for cell in row]
    known = sum(1 for text in texts if text and _field_exactly(text))
    # Only among headings is a slip of the pen looked for: it takes a thousand times as long.
    named = field_named if known >= LEAST_KNOWN else _field_exactly
    for column, text in enumerate(texts):
        name = named(text)
        if name is None:
            others.extend([text] if text else [])
        elif name in columns and loose(text) != name:
            others.append(text)
        else:
            if name in columns:
                others.append(written[name])
            columns[name], written[name] = column, text
    return Header(index, columns, written, tuple(others))


def children_named(sheet: Sheet, header: Header) -> tuple[str, ...]:
    """Return whom a column of cases names, each once; nobody where it counts the rows."""
    column = header.columns.get("case")
    if column is None:
        return ()
    below = sheet.rows[header.index + 1 :]
    texts = [text for row in below if column < len(row) and (text := text_of(row[column]))]
    return () if counts_rows(texts) else tuple(dict.fromkeys(texts))


def counts_rows(texts: Sequence[str]) -> bool:
    """True for three cells or more that count up one by one, as the numbers of rows do."""
    if len(texts) < 3 or not all(text.isdigit() for text in texts):
        return False
    first = int(texts[0])
    return [int(text) for text in texts] == list(range(first, first + len(texts)))


def is_lane_table(header: Header) -> bool:
    """True for headings of records in one lane: a start with an end, or under its own name.

    A sheet “Health” with a date and an event is what health wrote, and not a lane.
    """
    return "end" in header.columns or loose(header.written.get("start", "")) == "start"
