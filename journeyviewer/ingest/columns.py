"""Guesses what the columns of an unknown table hold, from their headings and their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from journeyviewer.ingest.answers import lane_named, sex_named
from journeyviewer.ingest.dates import DateTrouble, is_missing, parse_date
from journeyviewer.ingest.headings import LONGEST, field_named, top_rows
from journeyviewer.ingest.table import Cell, Sheet, is_blank, text_of
from journeyviewer.model.hashing import short_hash
from journeyviewer.model.lanes import loose
from journeyviewer.model.tables import FIELDS, NOT_READ, ColumnGuess, TablePreview

LOOKED_AT = 200
"""Rows looked at to guess what a column holds."""
SHOWN = 12
"""Rows shown of a table."""
MOST = 0.8
"""The share of a column's filled cells that must agree for a guess from them."""
LONG_TEXT = 25
"""Letters of a cell, on average, from which a column holds sentences."""


def fingerprint(headings: Sequence[str]) -> str:
    """Return what stands for a row of headings, compared loosely; no words can be read from it."""
    text = "\x1f".join(loose(heading) for heading in headings)
    return short_hash(text)


def header_row(sheet: Sheet) -> int | None:
    """Return the index of the row that looks most like headings; None for an empty sheet.

    That is the first of the top rows with the most filled cells that are short words and no dates.
    """
    best: tuple[int, int] | None = None
    for index, cells in top_rows(sheet):
        words = sum(1 for cell in cells if _is_heading(cell))
        if words >= 2 and (best is None or words > best[0]):
            best = words, index
    return best[1] if best else None


def _is_heading(cell: Cell) -> bool:
    if not isinstance(cell, str) or not 0 < len(cell.strip()) <= LONGEST:
        return False
    return any(letter.isalpha() for letter in cell) and not _is_date(cell)


def headings_of(sheet: Sheet, index: int) -> tuple[str, ...]:
    """Return the headings of a row, each once: a repeated or empty one gets its column's letter."""
    seen: set[str] = set()
    made = []
    for column, cell in enumerate(sheet.rows[index]):
        text = text_of(cell)
        if not text or loose(text) in seen:
            text = f"{text} (column {column_letter(column)})".strip()
        seen.add(loose(text))
        made.append(text)
    return tuple(made)


def column_letter(column: int) -> str:
    """Return the letters a spreadsheet gives a column counted from 0: A, Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def preview(sheet: Sheet, decided: Mapping[str, Mapping[str, str]]) -> TablePreview | None:
    """Return a table as the assistant shows it, with what was decided for its headings before."""
    index = header_row(sheet)
    if index is None:
        return None
    headings = headings_of(sheet, index)
    below = [row for row in sheet.rows[index + 1 :] if not is_blank(row)]
    if not below:
        return None
    mark = fingerprint(headings)
    return TablePreview(
        file=sheet.file,
        sheet=sheet.name,
        fingerprint=mark,
        header=index + 1,
        headings=headings,
        first_row=index + 2,
        rows=tuple(
            tuple(text_of(cell)[: LONGEST * 3] for cell in row[: len(headings)])
            for row in below[:SHOWN]
        ),
        count=len(below),
        guesses=guess(headings, below[:LOOKED_AT]),
        chosen=dict(decided.get(mark, {})),
    )


def guess(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[ColumnGuess, ...]:
    """Return what each column seems to hold; every field is guessed for one column at most."""
    columns = [
        [row[column] for row in rows if column < len(row)] for column in range(len(headings))
    ]
    found: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for look in (_by_heading, _by_cells):
        for column, heading in enumerate(headings):
            if column in found:
                continue
            field, reason = look(heading, columns[column], frozenset(taken))
            if field in FIELDS and field not in taken:
                found[column] = field, reason
                taken.add(field)
    return tuple(
        ColumnGuess(
            column=column,
            heading=heading,
            field=found.get(column, (NOT_READ, ""))[0],
            reason=found.get(column, (NOT_READ, "Nothing in it looks like a field."))[1],
        )
        for column, heading in enumerate(headings)
    )


def _by_heading(heading: str, cells: Sequence[Cell], taken: frozenset[str]) -> tuple[str, str]:
    field = field_named(heading)
    if field is None:
        words = loose(heading).split()
        # "startdate", "entry date" and "Date of exclusion" name dates by a part of a word.
        if any("date" in word for word in words) and _share(cells, _is_date) >= MOST:
            field = "end" if any(word.startswith(("end", "leav")) for word in words) else "start"
            field = "born" if "birth" in words else field
    if field is None:
        return NOT_READ, ""
    return field, f"The heading “{heading}” says so."


def _by_cells(heading: str, cells: Sequence[Cell], taken: frozenset[str]) -> tuple[str, str]:
    filled = [cell for cell in cells if text_of(cell)]
    if len(filled) < 2:
        return NOT_READ, ""
    if "lane" not in taken and _share(filled, lambda cell: lane_named(text_of(cell))) >= MOST:
        return "lane", "Its words name lanes."
    if _share(filled, _is_date) >= MOST:
        field = "end" if "start" in taken else "start"
        return field, "Nearly all of its cells are dates."
    if "gender" not in taken and _share(filled, _is_sex) >= MOST:
        return "gender", "Its cells say female or male."
    texts = [text_of(cell) for cell in filled]
    long = sum(len(text) for text in texts) / len(texts) >= LONG_TEXT
    if long and "what" not in taken:
        return "what", "It holds the longest words."
    if long and "detail" not in taken:
        return "detail", "It holds sentences."
    repeated = 1 < len(set(texts)) < len(texts) * 0.8
    if "case" not in taken and repeated and all(_is_id(text) for text in texts):
        return "case", "The same few ids come again and again in it."
    return NOT_READ, ""


def _share(cells: Sequence[Cell], test: object) -> float:
    filled = [cell for cell in cells if text_of(cell)]
    if not filled or not callable(test):
        return 0.0
    return sum(1 for cell in filled if test(cell)) / len(filled)


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, date | datetime):
        return True
    text = text_of(cell)
    # A bare number may be anything; a date in words or signs has more to it.
    if isinstance(cell, bool | int | float) or len(text) < 6 or text.replace(".", "").isdigit():
        return False
    if is_missing(cell):
        return False
    try:
        return parse_date(cell).known
    except DateTrouble:
        return False


def _is_sex(cell: Cell) -> bool:
    text = text_of(cell)
    return not text.isdigit() and sex_named(text) is not None


def _is_id(text: str) -> bool:
    return len(text) <= 24 and any(letter.isdigit() for letter in text) and text.count(" ") <= 2
