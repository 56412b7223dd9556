"""Workbooks: visible sheets as rows of typed cells, with what was not read said."""

from __future__ import annotations

import io
import re
from datetime import datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from journeyviewer.ingest.limits import MOST_CELL_TEXT, MOST_COLUMNS, MOST_ROWS
from journeyviewer.ingest.prescan import Scan, SheetScan, prescan
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.text_files import CONTROLS, too_many, visible_sign
from journeyviewer.model.problems import Action, JourneyError, Problem, Severity


def load_workbook(
    name: str, data: bytes, group: int, scanned: bool
) -> tuple[list[Sheet], list[Problem]]:
    """Return the visible sheets of a workbook; `scanned` says that it is a zip to look into."""
    scan = prescan(name, data) if scanned and data.startswith(b"PK") else Scan()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except Exception as error:  # The library raises many kinds, some of them bare.
        raise JourneyError(
            f"“{name}” could not be opened as a workbook.",
            "Open it in Excel, let it repair the file, and save it again as .xlsx.",
        ) from error
    problems = _said_of_book(name, scan)
    sheets: list[Sheet] = []
    scans = list(scan.sheets.values())
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            problems.append(_hidden(name, about.name))
            continue
        of_sheet = scans[place] if place < len(scans) else SheetScan()
        sheet = _load_sheet(name, book, about.name, group, problems)
        if sheet is not None:
            problems.extend(_said_of_sheet(sheet, of_sheet))
            sheets.append(sheet)
    if not sheets and not problems:
        raise JourneyError(f"“{name}” has no visible sheet.", "Show its sheets in Excel and save.")
    return sheets, problems


def _load_sheet(
    name: str, book: CalamineWorkbook, title: str, group: int, problems: list[Problem]
) -> Sheet | None:
    try:
        values = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except Exception:  # One cell of a new kind of error makes the library give the sheet up.
        problems.append(
            Problem(
                file=name,
                sheet=title,
                rule="sheet-unreadable",
                severity=Severity.ERROR,
                action=Action.REFUSE,
                message="The sheet could not be read; it may hold an error such as #SPILL!. "
                "Replace formulas by their values in Excel and save.",
            )
        )
        return None
    rows = [tuple(_cell(value) for value in row) for row in values[:MOST_ROWS]]
    unread = len(values) - len(rows)
    if rows and len(rows[0]) > MOST_COLUMNS:
        raise JourneyError(
            f"“{name}”, sheet “{title}”, has {len(rows[0]):,} columns.",
            f"At most {MOST_COLUMNS:,} are read.",
        )
    empty = 0
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
        empty += 1
    if unread:
        problems.append(too_many(name, title, len(values)))
    return Sheet(name, title, tuple(rows), group, empty, unread)


def _cell(value: Any) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        return CONTROLS.sub(visible_sign, value[: MOST_CELL_TEXT + 1])
    if isinstance(value, timedelta):
        return (datetime.min + value).time() if value < timedelta(days=1) else str(value)
    if isinstance(value, bool | int | float | datetime | time):
        return value
    return value  # type: ignore[no-any-return]


def _hidden(name: str, title: str) -> Problem:
    return Problem(
        file=name,
        sheet=title,
        rule="hidden-sheet",
        severity=Severity.INFO,
        message="The sheet is hidden and was not read. Show it in Excel to have it read.",
    )


def _said_of_book(name: str, scan: Scan) -> list[Problem]:
    found = []
    for number, words in (
        (scan.comments, "comments"),
        (scan.pivot_caches, "copies of data behind pivot tables"),
        (scan.external_links, "links to other workbooks"),
        (int(scan.macros), "macros"),
    ):
        if number:
            found.append(words)
    problems = []
    if found:
        problems.append(
            Problem(
                file=name,
                rule="beside-the-cells",
                severity=Severity.INFO,
                message=f"The workbook also holds {' and '.join(found)}: not read.",
            )
        )
    if scan.dates_from_1904:
        problems.append(
            Problem(
                file=name,
                rule="dates-from-1904",
                severity=Severity.INFO,
                message="The workbook counts its dates from 1904; that was taken into account.",
            )
        )
    return problems


def _said_of_sheet(sheet: Sheet, scan: SheetScan) -> list[Problem]:
    problems = []
    if scan.hidden_rows or scan.hidden_columns:
        problems.append(
            Problem(
                file=sheet.file,
                sheet=sheet.name,
                rule="hidden-cells",
                severity=Severity.INFO,
                message=f"{scan.hidden_rows} hidden rows and {scan.hidden_columns} hidden columns "
                "were read like the others.",
            )
        )
    kinds: dict[str, list[str]] = {}
    for cell, error in scan.errors.items():
        kinds.setdefault(error or "an error", []).append(cell)
    for error, cells in kinds.items():
        problems.append(_bad_cells(sheet, "error-value", cells, f"hold {error}"))
    if scan.uncached:
        words = "hold a formula without a value: open the file in Excel and save it"
        problems.append(_bad_cells(sheet, "formula-without-value", scan.uncached, words))
    return problems


def _bad_cells(sheet: Sheet, rule: str, cells: list[str], words: str) -> Problem:
    shown = ", ".join(cells[:6]) + (f" and {len(cells) - 6} more" if len(cells) > 6 else "")
    rows = tuple(sorted({int(re.sub(r"\D", "", cell) or 0) for cell in cells}))
    return Problem(
        file=sheet.file,
        sheet=sheet.name,
        row=rows[0] if rows else None,
        rows=rows,
        rule=rule,
        severity=Severity.WARNING,
        message=f"Cells {shown} {words}. They were read as empty.",
    )
