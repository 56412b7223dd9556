"""A column that tells children apart although its heading does not say so: “Ref” with YP1, YP2.

Nothing of one child may appear on another, so such a column parts the rows until a person says
that it names no child.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.chronology_columns import Columns
from journeyviewer.ingest.chronology_people import (
    GROUPS,
    PARTS,
    facts_in,
    id_alone,
    id_in_name,
    named_in,
)
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.table import Cell, Sheet, is_blank, text_of
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import natural

EACH, NOBODY = "each value", "nobody"
DIFFERENT = "Are these different children?"
CHILD_SHAPE = re.compile(
    r"(?:(?:YP|CYP|CH)[\s_-]?\d{1,6}[a-z]?|"
    r"(?:child|case|young person|sibling)[\s_-]*(?:no\.?\s*)?(?:\d{1,8}|[A-Z]))",
    re.IGNORECASE,
)
"""Ids that name a child whatever stands above them."""
NUMBER_SHAPE = re.compile(r"[A-Z]{0,8}[\s_/.-]?\d{1,10}[A-Z]?", re.IGNORECASE)
"""Numbers of any kind, which name a child only below a heading that may be one of people."""
OF_PEOPLE = re.compile(
    r"\b(?:ref|reference|client|service user|person|su|id|identifier|unique|number|no)\b"
)
MOST_CHILDREN = 12
"""Different numbers up to which a column may be of children: references of pages are more."""
LEAST_ROWS = 3
"""Rows of a number, on average, from which it may be a child's: most numbers stand once."""
OF_WHOM = re.compile(
    r"who|whom|about(?: whom)?|who is it about|re|regarding|concerning|relating to|individual|"
    r"who it concerns|person concerned|people|involved"
)
"""Headings that may say whom a row is about, or as well who did what in it: the cells tell."""
FILLED = 0.8
NAMED = 4
"""Values that a question lists."""
OTHERS = frozenset(("start", "end", "time", "end time", "operator", "event", "type", "entered"))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that may name children: where it is, its heading, and its values in order."""

    place: int
    heading: str
    values: tuple[str, ...]


def told_apart(sheet: Sheet, columns: Columns, findings: Findings) -> Columns:
    """Return the columns with that of children, where one seems to name them; asks whether it does.

    Until it is answered every value is a child of its own.
    """
    found = None if "child" in columns.header.columns else _column(sheet, columns)
    if found is None:
        return columns
    holds = f"The column “{found.heading}” holds {some_of(found.values)}."
    if _tells_of_whom(found):
        title = "Does this column say whom each row is about?"
        detail = (
            f"{holds} Until you say otherwise only the rows of the young person are read as "
            "theirs, and you are asked about the others."
        )
        choices = each_or_nobody(
            "Yes: rows of others are not the young person’s",
            "No: every row is the young person’s",
        )
    else:
        title = DIFFERENT
        detail = (
            f"{holds} Its heading does not say that it names a child. Until you say so each is a "
            "case of its own, so that nothing is mixed."
        )
        choices = each_or_nobody("Yes: each is a case of its own", "No: the column names nobody")
    about = ("column", loose(found.heading))
    question = apart_question(sheet, about, detail, choices, title=title, column=found.heading)
    return columns if findings.ask(question) == NOBODY else _with_child(columns, found)


def some_of(values: Iterable[str]) -> str:
    """Return the first of some values in words, in their natural order."""
    ordered = sorted(values, key=natural)
    return ", ".join(ordered[:NAMED]) + (" and more" if len(ordered) > NAMED else "")


def each_or_nobody(each: str, nobody: str) -> tuple[Choice, Choice]:
    """Return the two answers to whether rows are of the children they name, in these words."""
    return Choice(EACH, each), Choice(NOBODY, nobody)


def apart_question(
    sheet: Sheet,
    about: Sequence[str],
    detail: str,
    choices: tuple[Choice, Choice],
    *,
    title: str = DIFFERENT,
    column: str | None = None,
) -> Question:
    """Return whether rows of a sheet are of several children, who are apart until it is answered.

    `about` tells it from others of its sheet; `choices` are those of `each_or_nobody`.
    """
    return Question(
        key=key_of(Topic.PERSON, sheet.file, sheet.name, *about),
        topic=Topic.PERSON,
        title=title,
        detail=detail,
        choices=choices,
        default=EACH,
        file=sheet.file,
        sheet=sheet.name,
        column=column,
    )


def with_child_column(
    sheet: Sheet, columns: Columns, heading: str, told: Mapping[int, str]
) -> tuple[Sheet, Columns]:
    """Return the sheet with a column more that names the child of each row it is told for."""
    bare = bool(columns.lent) or sheet.dated_lines
    width = max([*map(len, sheet.rows), len(columns.lent)])
    rows = list(sheet.rows)
    for at, name in {**({} if bare else {columns.header.index: heading}), **told}.items():
        rows[at] = (*rows[at], *(None,) * (width - len(rows[at])), name)
    header = replace(
        columns.header,
        columns={**columns.header.columns, "child": width},
        written={**columns.header.written, "child": heading},
    )
    lent = columns.lent
    if lent:
        lent = (*lent, *(None,) * (width - len(lent)), heading)
    return replace(sheet, rows=tuple(rows)), replace(columns, header=header, lent=lent)


def still_apart(sheet: Sheet, before: Columns, again: Columns) -> Columns:
    """Return the columns of other headings further down, with the same column of children."""
    place = before.header.columns.get("child")
    if place is None or "child" in again.header.columns:
        return again
    heading = before.header.written["child"]
    cells = sheet.rows[again.header.index]
    same = place < len(cells) and loose(text_of(cells[place])) == loose(heading)
    return _with_child(again, _Column(place, heading, ())) if same else again


def _with_child(columns: Columns, found: _Column) -> Columns:
    header = columns.header
    # Whatever else it was taken for, such as a source.
    known = {field: place for field, place in header.columns.items() if place != found.place}
    written = {field: header.written[field] for field in known}
    return replace(
        columns,
        header=Header(
            header.index, {**known, "child": found.place}, {**written, "child": found.heading}
        ),
        extra=tuple(heading for heading in columns.extra if heading != found.heading),
        details=tuple(item for item in columns.details if item[1] != found.place),
    )


def _column(sheet: Sheet, columns: Columns) -> _Column | None:
    """Return the column that seems to name children, that of clear ids first."""
    header = columns.header
    top = -1 if columns.lent else header.index
    headings = columns.lent or sheet.rows[header.index]
    start = header.columns["start"]
    rows = [
        row
        for row in sheet.rows[top + 1 :]
        if not is_blank(row) and start < len(row) and text_of(row[start])
    ]
    taken = {place for field, place in header.columns.items() if field in OTHERS}
    free = [
        _Column(place, text_of(cell), _values(rows, place, text_of(cell)))
        for place, cell in enumerate(headings)
        if place not in taken and text_of(cell) and text_of(cell) not in columns.dropped
    ]
    for column in free:
        if any(map(CHILD_SHAPE.fullmatch, column.values)) and all(map(_is_child, column.values)):
            return column
    known = set(header.columns.values())
    for column in free:
        if column.place not in known and _tells_of_whom(column):
            return column
    if _is_named(sheet, top):
        return None
    for column in free:
        if column.place not in known and _may_be_children(column, rows):
            return column
    return None


def _tells_of_whom(column: _Column) -> bool:
    """True for “YP”, “sib”, “Mum” below “Who”; who did something would be named by a post."""
    if not OF_WHOM.fullmatch(loose(column.heading)):
        return False
    alone = frozenset(column.values)
    named = [named_in(value, alone) for value in column.values]
    if _are_letters(column.values):
        return True
    roles = [item for item in named if item.by_role]
    others = [item for item in roles if item.group or item.relative]
    return bool(others) and len(roles) >= FILLED * len(named)


LETTER = re.compile(r"[A-H](?!\w)")
LEAST_LETTERS = 2


def _are_letters(values: Iterable[str]) -> bool:
    """True for children called A, B and C, some of them together or beside other people."""
    alone = {value for value in values if LETTER.fullmatch(value)}
    begin = [value for value in values if LETTER.match(value)]
    return len(alone) >= LEAST_LETTERS or (bool(alone) and len(begin) > LEAST_LETTERS)


def _is_child(value: str) -> bool:
    """True for the id of a child, several of them, or words for all."""
    return loose(value) in GROUPS or all(
        CHILD_SHAPE.fullmatch(part) for part in PARTS.split(value) if part
    )


def _values(rows: list[tuple[Cell, ...]], place: int, heading: str) -> tuple[str, ...]:
    """Return the different values of a column, none for one that is empty in too many rows.

    A heading that is repeated further down is no value.
    """
    texts = [id_text(row[place]) for row in rows if place < len(row)]
    filled = [text for text in texts if text and text != heading]
    return tuple(dict.fromkeys(filled)) if filled and len(filled) >= FILLED * len(rows) else ()


def _may_be_children(column: _Column, rows: list[tuple[Cell, ...]]) -> bool:
    """True for few numbers that come again and again, below a heading that may be of people."""
    values = column.values
    if not 1 < len(values) <= MOST_CHILDREN or not OF_PEOPLE.search(loose(column.heading)):
        return False
    if not all(map(NUMBER_SHAPE.fullmatch, values)):
        return False
    times = Counter(id_text(row[column.place]) for row in rows if column.place < len(row))
    return sum(times[value] for value in values) >= LEAST_ROWS * len(values)


def _is_named(sheet: Sheet, top: int) -> bool:
    """True where the file, the sheet or a line above the headings names the child."""
    if id_in_name(sheet.called) or id_in_name(sheet.file):
        return True
    above = ("\t".join(map(text_of, row)) for row in sheet.rows[: max(top, 0)])
    return any(facts_in(line).name or id_alone(line) for line in (*sheet.above, *above))
