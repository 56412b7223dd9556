"""What a sheet of a workbook holds beside plain cells: merged, hidden, wrong and overlong ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from journeyviewer.ingest.cell_names import cell_name
from journeyviewer.ingest.limits import MOST_CELL_TEXT
from journeyviewer.ingest.scan import SheetScan
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.words import counted

Corner = tuple[int, int]


def listed(cells: Sequence[str]) -> str:
    """Return the first names of cells and how many more there are."""
    return ", ".join(cells[:6]) + (f" and {len(cells) - 6} more" if len(cells) > 6 else "")


def fill_merged(
    rows: list[list[Cell]],
    merged: Sequence[tuple[Corner, Corner]],
    name: str,
    title: str,
    problems: list[Problem],
) -> None:
    """Repeat the value of cells merged downwards in the rows below that hold something else."""
    filled: list[str] = []
    for (top, left), (bottom, _) in merged:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue
        for number in range(top + 1, min(bottom + 1, len(rows))):
            row = rows[number]
            if left < len(row) and row[left] is None and any(cell is not None for cell in row):
                row[left] = rows[top][left]
                filled.append(cell_name(number, left))
    if filled:
        problems.append(
            Problem(
                file=name,
                sheet=title,
                rule="merged-cells",
                severity=Severity.INFO,
                action=Action.REPAIR,
                message=f"Cells {listed(filled)} were filled from the merged cell that begins "
                "above them.",
            )
        )


def take_out_hidden(rows: list[list[Cell]], scan: SheetScan) -> frozenset[int]:
    """Empty what the workbook hides and return the rows (1-based) that held something."""
    columns = [column - 1 for column in scan.hidden_columns]
    for row in rows if columns else ():
        for column in columns:
            if column < len(row):
                row[column] = None
    held: set[int] = set()
    for number in scan.hidden_rows:
        if 0 < number <= len(rows) and any(cell is not None for cell in rows[number - 1]):
            rows[number - 1] = []
            held.add(number)
    return frozenset(held)


def long_texts(sheet: Sheet) -> list[str]:
    """Return the names of the cells whose text is longer than a cell can hold."""
    rows = sheet.rows
    if sheet.trimmed:
        # Nothing but texts: a look at all of them at once is soon done.
        lengths = map(len, filter(None, chain.from_iterable(rows)))  # type: ignore[arg-type]
        if max(lengths, default=0) <= MOST_CELL_TEXT:
            return []
    return [
        cell_name(number, column)
        for number, row in enumerate(rows)
        # Hardly any row has one, which is soon seen.
        if max([len(cell) for cell in row if type(cell) is str], default=0) > MOST_CELL_TEXT
        for column, cell in enumerate(row)
        if type(cell) is str and len(cell) > MOST_CELL_TEXT
    ]


def control_marks(name: str, title: str, marked: Sequence[int]) -> Problem:
    """Return what is said of control characters, each given by the row (1-based) it stood in."""
    return Problem(
        file=name,
        sheet=title,
        row=marked[0],
        rows=tuple(dict.fromkeys(marked)),
        rule="control-characters",
        severity=Severity.INFO,
        action=Action.REPAIR,
        message=f"{counted(len(marked), 'control character')} replaced by visible marks.",
    )


def unreadable_sheet(name: str, title: str, scan: SheetScan) -> Problem:
    """Return the problem of a sheet that the library gives up, naming the cells that it may be."""
    cells = [cell for cell, error in scan.errors.items() if error not in KNOWN_ERRORS]
    where = ", ".join(f"{cell} holds {scan.errors[cell]}" for cell in cells[:6])
    cause = f"Cell {where}" if where else POSSIBLE_CAUSES
    return Problem(
        file=name,
        sheet=title,
        row=_rows(cells)[0] if cells else None,
        rule="sheet-unreadable",
        severity=Severity.ERROR,
        action=Action.REFUSE,
        message=f"The sheet could not be read. {cause}: in Excel, delete it or put a plain value "
        "in its place, and save.",
    )


POSSIBLE_CAUSES = (
    "It may hold an error such as #SPILL!, or a very large number in a cell that shows dates"
)
KNOWN_ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!")
"""The errors that the library reads as empty cells; it gives a sheet with any other up."""


def _hidden_cells(sheet: Sheet, scan: SheetScan) -> Problem:
    parts = [
        f"{number} {word if number == 1 else word + 's'}"
        for number, word in ((len(sheet.hidden_rows), "row"), (len(scan.hidden_columns), "column"))
        if number
    ]
    rows = tuple(sorted(sheet.hidden_rows))
    return Problem(
        file=sheet.file,
        sheet=sheet.name,
        row=rows[0] if rows else None,
        rows=rows,
        rule="hidden-cells",
        severity=Severity.WARNING if rows else Severity.INFO,
        action=Action.TRAY if rows else Action.ACCEPT,
        message=f"Hidden and not read: {' and '.join(parts)}. Show them in Excel, save, and open "
        "the file again to have them read.",
    )


def _rows(cells: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({int(re.sub(r"\D", "", cell) or 0) for cell in cells}))


def said_of_sheet(sheet: Sheet, scan: SheetScan) -> list[Problem]:
    """Return what is said of the cells of a sheet that were not read as they stand."""
    problems = []
    if sheet.hidden_rows or scan.hidden_columns:
        problems.append(_hidden_cells(sheet, scan))
    long = long_texts(sheet)
    if long:
        words = f"hold more text than a cell of Excel can ({MOST_CELL_TEXT:,} characters): it was"
        problems.append(_bad_cells(sheet, "text-cut", long, words + " cut there"))
    kinds: dict[str, list[str]] = {}
    for cell, error in scan.errors.items():
        kinds.setdefault(error or "an error", []).append(cell)
    for error, cells in kinds.items():
        words = f"hold {error}. They were read as empty"
        problems.append(_bad_cells(sheet, "error-value", cells, words))
    if scan.uncached:
        words = (
            "hold a formula without a value and were read as empty: open the file in Excel and "
            "save it"
        )
        problems.append(_bad_cells(sheet, "formula-without-value", scan.uncached, words))
    return problems


def _bad_cells(sheet: Sheet, rule: str, cells: list[str], words: str) -> Problem:
    shown = listed(cells)
    rows = _rows(cells)
    return Problem(
        file=sheet.file,
        sheet=sheet.name,
        row=rows[0] if rows else None,
        rows=rows,
        rule=rule,
        severity=Severity.WARNING,
        message=f"Cells {shown} {words}.",
    )
