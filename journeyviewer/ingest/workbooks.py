"""Workbooks: visible sheets as rows of typed cells, with what was not read said."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from journeyviewer.ingest.limits import MOST_CELL_TEXT, MOST_COLUMNS, MOST_ROWS
from journeyviewer.ingest.prescan import Scan, SheetScan, prescan
from journeyviewer.ingest.sheet_care import (
    fill_merged,
    said_of_sheet,
    take_out_hidden,
    unreadable_sheet,
)
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.text_files import CONTROLS, too_many, visible_sign
from journeyviewer.model.problems import JourneyError, Problem, Severity


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
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            problems.append(_hidden(name, about.name))
            continue
        of_sheet = scan.of_sheet(about.name)
        sheet = _load_sheet(name, book, about.name, group, of_sheet, problems)
        if sheet is not None:
            problems.extend(said_of_sheet(sheet, of_sheet))
            sheets.append(replace(sheet, from_1904=scan.dates_from_1904))
    if not sheets and not problems:
        raise JourneyError(f"“{name}” has no visible sheet.", "Show its sheets in Excel and save.")
    return sheets, problems


def _load_sheet(
    name: str,
    book: CalamineWorkbook,
    title: str,
    group: int,
    scan: SheetScan,
    problems: list[Problem],
) -> Sheet | None:
    try:
        found = book.get_sheet_by_name(title)
        values: list[Any] = found.to_python(skip_empty_area=False)
        merged = found.merged_cell_ranges or []
    except Exception:  # One cell of a new kind of error makes the library give the sheet up.
        problems.append(unreadable_sheet(name, title, scan))
        return None
    empty = 0
    while values and not any(cell not in ("", None) for cell in values[-1]):
        values.pop()
        empty += 1
    if values and len(values[0]) > MOST_COLUMNS:
        raise JourneyError(
            f"“{name}”, sheet “{title}”, has {len(values[0]):,} columns.",
            f"At most {MOST_COLUMNS:,} are read.",
        )
    if len(values) > MOST_ROWS:
        problems.append(too_many(name, title, len(values)))
    rows = [[_cell(value) for value in row] for row in values[:MOST_ROWS]]
    fill_merged(rows, merged, name, title, problems)
    hidden = take_out_hidden(rows, scan)
    return Sheet(
        name,
        title,
        tuple(tuple(row) for row in rows),
        group,
        empty,
        len(values) - len(rows),
        hidden,
    )


def _cell(value: Any) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        if len(value) <= MOST_CELL_TEXT and value.isprintable():
            return value
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
