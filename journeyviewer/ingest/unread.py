"""Keeps tables of no known form aside; says why, where their shape tells it, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeyviewer.ingest.chronology_columns import is_date, is_heading
from journeyviewer.ingest.chronology_headings import read_heading
from journeyviewer.ingest.columns import header_row
from journeyviewer.ingest.findings import Findings, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.table import Cell, Reading, Sheet, is_blank, text_of
from journeyviewer.model.patterns import later
from journeyviewer.model.words import listed

PERIOD = later(
    r"(?:19|20)\d\d(?:\s*[-/]\s*\d{2,4})?|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?(?:[\s/-]*(?:'?\d\d|\d{4}))?|"
    r"q(?:tr)?\s*[1-4](?:\s+.*)?",
    re.IGNORECASE,
)
LEAST_PERIODS = 3
LOOKED_AT = 300
"""Rows that are looked at for headings of further tables."""
MOST_TURNED = 30
"""Rows of the longest table that is turned round."""
NOT_READ = "it is in a table of no known form"


def why_unread(sheet: Sheet) -> str:
    """Return what the shape of a table says of why it was not read, "" where it says nothing."""
    tops = tables_below(sheet)
    if len(tops) > 1:
        rows = listed([f"{row:,}" for row in tops])
        return (
            f"It holds {len(tops)} tables below one another, with headings in rows {rows}. Copy "
            "each to a sheet of its own, with the id of the young person in a column, and name "
            "the sheet after what it tells: Legal, Placements, Missing."
        )
    periods = _periods(sheet)
    if periods:
        return (
            f"It has a column for each year or month, such as {periods}, and not words alone below "
            "them. Write one row for each thing that happened instead, with the young person, the "
            "date and what happened in columns."
        )
    if _is_turned(sheet):
        return (
            "It seems to be turned round: its headings stand below one another in the first "
            "column, and each event has a column of its own. In Excel copy it, and paste it "
            "transposed into a new sheet."
        )
    return ""


def _is_turned(sheet: Sheet) -> bool:
    """True where a row begins with the heading of a date and holds several, beside other headings.

    Such a sheet has a few rows only.
    """
    first = [text_of(row[0]) for row in sheet.rows[:LOOKED_AT] if row and text_of(row[0])]
    fields = [field for text in first if (field := read_heading(text.rstrip(" :")))]
    if len(first) > MOST_TURNED or len(set(fields)) < 2 or len(set(fields)) < len(fields):
        return False
    dates = [
        sum(map(is_date, row[1:])) if row[0] not in row[1:] else 0
        for row in sheet.rows[:LOOKED_AT]
        if row and read_heading(text_of(row[0]).rstrip(" :")) == "start"
    ]
    return bool(dates) and dates[0] > 1


def tables_below(sheet: Sheet) -> list[int]:
    """Return the rows (from 1) of the headings of each table, where several stand in one sheet.

    Each has headings that differ from those above, with two dated rows below them, and a blank
    row or a title above. Facts of a person above a chronology are one row.
    """
    found: list[int] = []
    seen: set[tuple[str, ...]] = set()
    rows = sheet.rows[:LOOKED_AT]
    for at in range(len(rows) - 2):
        texts = tuple(text_of(cell) for cell in rows[at])
        if not _are_headings(rows[at]) or not all(map(_dated, rows[at + 1 : at + 3])):
            continue
        above = rows[at - 1] if at else ()
        if (is_blank(above) or _filled(above) == 1) and texts not in seen:
            seen.add(texts)
            found.append(at + 1)
    return found


def is_below_another(sheet: Sheet, index: int) -> bool:
    """True for headings (from 0) further down than those of another table in the sheet."""
    if index < 2:
        return False
    tops = tables_below(sheet)
    return len(tops) > 1 and tops[0] - 1 < index


def _dated(cells: Sequence[Cell]) -> bool:
    return any(map(is_date, cells))


def _are_headings(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if text_of(cell)]
    labels = any(text_of(cell).endswith(":") for cell in filled)
    return len(filled) > 1 and not labels and all(map(is_heading, filled))


def _filled(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if text_of(cell))


def _periods(sheet: Sheet) -> str:
    """Return the first two headings that are years or months, "" where too few are."""
    for cells in sheet.rows[:10]:
        texts = [text for cell in cells if (text := text_of(cell))]
        named = [text for text in texts if PERIOD.fullmatch(text)]
        if len(named) >= LEAST_PERIODS and len(named) >= len(texts) // 2:
            return listed(named[:2])
    return ""


def leave(sheet: Sheet, reading: Reading) -> None:
    """Keep a sheet nobody claims aside, row by row."""
    ledger = Ledger(sheet)
    if _is_table(sheet):
        ledger.set((header_row(sheet) or 0) + 1, Fate.NON_DATA)
    reading.tallies.append(ledger.close(NOT_READ))
    reading.tray.extend(ledger.tray)
    findings = Findings()
    why = why_unread(sheet)
    if all(is_blank(row) for row in sheet.rows):
        message = "There is nothing in it. Choose a file that holds rows."
        findings.say_of_sheet(sheet, "empty-sheet", message, Weight.WARN)
    elif sheet.name is not None and not why and not _is_table(sheet):
        message = "It holds no table, as cover sheets do. Its rows are kept aside."
        findings.say_of_sheet(sheet, "no-table", message)
    else:
        how = NAME_THEM if _is_table(sheet) else BEGIN_WITH_A_DATE
        message = f"No form this program reads was recognised. {why or f'{FORMS} {how}'}"
        findings.say_of_sheet(sheet, "not-recognised", message, Weight.REFUSED)
    reading.problems.extend(findings.close())


FORMS = (
    "It reads the template workbook, a table with the columns case, lane, start and what, case "
    "chronologies, the files of the SSDA903 return, of the children in need census and of Annex A, "
    "and the tables of the safeguarding dataset."
)
NAME_THEM = "Name its columns in the import report to have it read."
BEGIN_WITH_A_DATE = "Text is read where its lines or paragraphs begin with a date."


def _is_table(sheet: Sheet) -> bool:
    """True for rows of several cells under a row of headings."""
    index = header_row(sheet)
    if index is None:
        return False
    filled = [sum(1 for cell in row if text_of(cell)) for row in sheet.rows[index + 1 :]]
    return any(count >= LEAST_CELLS for count in filled)


LEAST_CELLS = 2
"""Filled cells of a row that make it one of a table."""
