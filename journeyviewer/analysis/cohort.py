"""The cohort table: seven columns as published in 2016, then measures counted from the records.

Source of the first seven columns and their wording: the Children's Society report of 2016. No
column ranks or scores anybody, and no percentages are made.
"""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Sequence
from datetime import date

from journeyviewer.analysis.measures import MEASURES, Value, age_in_years, as_read_on
from journeyviewer.model.chronology import Case, Cohort, Sex
from journeyviewer.model.ladders import held_residence, printed
from journeyviewer.model.moves import HOME
from journeyviewer.model.spells import is_not_recorded, reading_day, spells, state_on
from journeyviewer.model.times import EndState
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import NOT_RECORDED, natural, without_dates

PUBLISHED = (
    "Case",
    "Age",
    "Gender",
    "Legal status",
    "Residential status",
    "Out of borough",
    "Educational or employment status",
)
COLUMNS = (*PUBLISHED, *(measure.title for measure in MEASURES))

GENDER = {Sex.FEMALE: "Female", Sex.MALE: "Male"}


@dataclass(frozen=True, slots=True)
class CohortTable:
    """The columns' titles and one row a case, in order of the cases' names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def cohort_table(cohort: Cohort, as_at: date | None = None) -> CohortTable:
    """Return the table as at a day, each case's own reading day when none is given."""
    cases = sorted(cohort.cases, key=lambda case: natural(case.id))
    if as_at is not None:
        cases = [as_read_on(case, as_at) for case in cases]
    return CohortTable(COLUMNS, tuple(_row(case) for case in cases))


def cohort_row(case: Case) -> tuple[Value, ...]:
    """Return the seven published columns of one case."""
    published: tuple[Value, ...] = (
        case.id,
        age_in_years(case),
        GENDER[case.sex] if case.sex else NOT_RECORDED,
        printed(case, "legal"),
        printed(case, "residence"),
        _out_of_borough(case),
        _education(case),
    )
    # The published table has plain apostrophes.
    return tuple(v.replace("’", "'") if isinstance(v, str) else v for v in published)


def _row(case: Case) -> tuple[Value, ...]:
    return (*cohort_row(case), *(measure.value(case) for measure in MEASURES))


def _out_of_borough(case: Case) -> str:
    """Return "OOB" when the placement held at the reading is out of borough, else "-".

    "not recorded" where no residence is, or where the source is silent about every placement.
    """
    reading = reading_day(case)
    held = held_residence(case, reading) if reading else None
    if held is None:
        return NOT_RECORDED
    if held.flag("out_of_area"):
        return "OOB"
    said = any("out_of_area" in entry.attributes for entry in case.in_lane("residence"))
    return "-" if said or held.category in HOME else NOT_RECORDED


def _education(case: Case) -> str:
    """Return the own words of the last open spell of education begun."""
    reading = reading_day(case)
    for entry in reversed(spells(case, "education", reading)):
        if reading and state_on(entry, reading) is EndState.OPEN:
            return NOT_RECORDED if is_not_recorded(entry) else entry.label or entry.words
    return NOT_RECORDED


def dateless(table: CohortTable) -> CohortTable:
    """Return the table with the calendar dates in its words taken out."""
    rows = tuple(
        tuple(without_dates(value) if isinstance(value, str) else value for value in row)
        for row in table.rows
    )
    return CohortTable(table.columns, rows)


def as_csv(table: CohortTable, delimiter: str = ",") -> str:
    """Return the table as CSV whose cells no spreadsheet takes for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([formula_safe(value) for value in row] for row in table.rows)
    return out.getvalue()


def formula_safe(value: Value) -> Value:
    """Put an apostrophe before text that a spreadsheet would calculate; a lone "-" is none."""
    if isinstance(value, str):
        # An old line end would not be put in quotation marks, and begin a row of its own.
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, str) and value != "-" and re.match(r"\s*[=+\-@\t\r]", value):
        return f"'{value}"
    return value


def as_json(table: CohortTable) -> dict[str, object]:
    """Return the table as a JSON object, with the definition of each measure."""
    return {
        "format": "jv-cohort-1",
        "columns": list(table.columns),
        "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
        "definitions": {measure.title: measure.meaning for measure in MEASURES},
    }


def as_text(table: CohortTable, width: int = 120) -> str:
    """Return the table for a screen `width` letters wide: published columns, then measures."""
    known = len(PUBLISHED)
    rows: list[Sequence[str]] = [
        table.columns,
        *([str(value) for value in row] for row in table.rows),
    ]
    measures = [(row[0], *row[known:]) for row in rows]
    meanings = [
        textwrap.fill(
            f"{measure.title}: {measure.meaning}",
            width,
            initial_indent="  ",
            subsequent_indent="    ",
        )
        for measure in MEASURES
    ]
    blocks = [_aligned([row[:known] for row in rows], width)]
    blocks += [_aligned(block, width) for block in _blocks(measures, width)]
    blocks.append("What is counted\n" + "\n".join(meanings))
    return "\n\n".join(blocks) + "\n"


def _blocks(rows: Sequence[Sequence[str]], width: int) -> list[list[list[str]]]:
    """Return the columns in blocks that fit the width, each with the case's name in front."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    names, blocks, used = columns[0], [], width + 1
    for column in columns[1:]:
        size = _least(column) + 2
        if used + size > width:
            blocks.append([names])
            used = max(len(text) for text in names)
        blocks[-1].append(column)
        used += size
    return [[list(row) for row in zip(*block, strict=True)] for block in blocks]


def _aligned(rows: Sequence[Sequence[str]], width: int) -> str:
    """Return rows with columns under each other; words wrap inside their column."""
    widths = _widths([list(column) for column in zip(*rows, strict=True)], width)
    lines = []
    for number, row in enumerate(rows):
        wrapped = [
            textwrap.wrap(text, size) or [""] for text, size in zip(row, widths, strict=True)
        ]
        for line in range(max(len(words) for words in wrapped)):
            parts = [words[line] if line < len(words) else "" for words in wrapped]
            padded = (part.ljust(size) for part, size in zip(parts, widths, strict=True))
            lines.append("  ".join(padded).rstrip())
        if number == 0:
            lines.append("  ".join("-" * size for size in widths))
    return "\n".join(lines)


def _widths(columns: list[list[str]], width: int) -> list[int]:
    """Return a width for each column: as wide as its text, the widest narrowed until all fit."""
    widths = [max(len(text) for text in column) for column in columns]
    least = [_least(column) for column in columns]
    while sum(widths) + 2 * (len(widths) - 1) > width:
        widest = max(
            (index for index in range(len(widths)) if widths[index] > least[index]),
            key=lambda index: widths[index],
            default=None,
        )
        if widest is None:
            break
        widths[widest] -= 1
    return [max(size, 1) for size in widths]


def _least(column: Sequence[str]) -> int:
    """Return the width of the longest word of a column."""
    return max(len(word) for text in column for word in (text.split() or [""]))
