"""Children that several columns tell apart: one to tick for each, their names, or their family.

A row with a tick below “Child A” is of Child A. Where first names and surnames alone say whose a
row is they are not shown; each different one is a young person of its own, by a number. “Child 1”
of one family is not “Child 1” of another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.chronology_columns import Columns
from journeyviewer.ingest.chronology_ids import (
    CHILD_SHAPE,
    NOBODY,
    apart_question,
    each_or_nobody,
    some_of,
    with_child_column,
)
from journeyviewer.ingest.families import apart_by_family
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.table import Cell, Sheet, text_of
from journeyviewer.model.lanes import loose

TICKS = frozenset("x y yes t true 1 tick ✓ ✔ ☑ ☒ • * √ ü".split())
BLANKS = frozenset(("", "n", "no", "f", "false", "0", "-", "☐", "n/a"))
"""What stands in a column to tick; a letter of a font of signs shows as a tick in Excel."""
NAMES = re.compile(
    r"(?:(?:child|yp|young person|client|pupil|student|service user)s? )?(?:(?:first|last|full|"
    r"family|given|middle|known as) ?names?|surnames?|forenames?|nhs(?: (?:no|number))?|upn|uln)"
)
"""Headings of columns that point at the child itself, and not at a worker."""
HEADING = "Children"


def with_children(sheet: Sheet, columns: Columns, findings: Findings) -> tuple[Sheet, Columns]:
    """Return the sheet with a column more that says whose each row is, where several columns do."""
    if columns.lent or sheet.dated_lines:
        return sheet, columns
    if "child" in columns.header.columns:
        header = columns.header
        beside = [(at, text) for text, at in columns.details]
        return apart_by_family(sheet, header, "child", beside, findings), columns
    ticked = _ticked(sheet, columns)
    if ticked:
        places = set(ticked)
        headings = {text_of(sheet.rows[columns.header.index][place]) for place in places}
        columns = replace(
            columns,
            extra=tuple(heading for heading in columns.extra if heading not in headings),
            details=tuple(item for item in columns.details if item[1] not in places),
        )
        return with_child_column(sheet, columns, HEADING, _by_ticks(sheet, columns, ticked))
    named = _named(sheet, columns)
    numbers = {name: number for number, name in enumerate(dict.fromkeys(named.values()), start=1)}
    if len(numbers) < 2 or not _asked(sheet, numbers, findings):
        return sheet, columns
    told = {at: f"Person {numbers[name]}" for at, name in named.items()}
    return with_child_column(sheet, columns, HEADING, told)


def _ticked(sheet: Sheet, columns: Columns) -> list[int]:
    """Return the columns that are headed by children and hold ticks or nothing; two at least."""
    top = columns.header.index
    found = [
        place
        for place, cell in enumerate(sheet.rows[top])
        if CHILD_SHAPE.fullmatch(text_of(cell)) and place not in columns.header.columns.values()
    ]
    texts = {text.casefold() for row in sheet.rows[top + 1 :] for text in _texts(row, found)}
    plain = texts <= TICKS | BLANKS and bool(texts & TICKS)
    return found if len(found) > 1 and plain else []


def _texts(row: Sequence[Cell], places: Sequence[int]) -> list[str]:
    return [text_of(row[place]) if place < len(row) else "" for place in places]


def _by_ticks(sheet: Sheet, columns: Columns, places: Sequence[int]) -> dict[int, str]:
    headings = _texts(sheet.rows[columns.header.index], places)
    told: dict[int, str] = {}
    for at, row in enumerate(sheet.rows[columns.header.index + 1 :], columns.header.index + 1):
        texts = _texts(row, places)
        ticked = [name for name, text in zip(headings, texts, strict=True) if _is_tick(text)]
        if ticked:
            told[at] = ", ".join(ticked)
    return told


def _is_tick(text: str) -> bool:
    return text.casefold() in TICKS


def _named(sheet: Sheet, columns: Columns) -> dict[int, tuple[str, ...]]:
    """Return what the columns of names say, row by row, with nothing for a row without any."""
    top = columns.header.index
    places = [
        place
        for place, cell in enumerate(sheet.rows[top])
        if NAMES.fullmatch(loose(text_of(cell))) and text_of(cell) in columns.dropped
    ]
    found: dict[int, tuple[str, ...]] = {}
    for at, row in enumerate(sheet.rows[top + 1 :], top + 1):
        texts = tuple(map(loose, _texts(row, places)))
        if any(texts) and texts != tuple(map(loose, _texts(sheet.rows[top], places))):
            found[at] = texts
    return found


def _asked(sheet: Sheet, numbers: Mapping[tuple[str, ...], int], findings: Findings) -> bool:
    people = [f"Person {number}" for number in numbers.values()]
    detail = (
        f"The columns of names, which are not kept, tell {len(people)} people apart. "
        f"Until you say otherwise each is a case of its own, by a number: {some_of(people)}."
    )
    choices = each_or_nobody("Yes: each is a case of its own", "No: all rows are of one child")
    return findings.ask(apart_question(sheet, ("names",), detail, choices)) != NOBODY
