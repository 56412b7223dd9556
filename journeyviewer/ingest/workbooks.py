"""Workbooks: visible sheets as rows of typed cells, with what was not read said."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from journeyviewer.ingest.limits import MOST_CELL_TEXT, MOST_COLUMNS, MOST_ROWS
from journeyviewer.ingest.prescan import prescan
from journeyviewer.ingest.prescan_old import prescan_old
from journeyviewer.ingest.scan import BESIDE, Scan, SheetScan, locked
from journeyviewer.ingest.sheet_care import (
    control_marks,
    fill_merged,
    said_of_sheet,
    take_out_hidden,
    unreadable_sheet,
)
from journeyviewer.ingest.sheet_looks import look_at, said_of_looks
from journeyviewer.ingest.table import Cell, Sheet, text_of
from journeyviewer.ingest.text_files import CONTROLS, too_many, visible_sign
from journeyviewer.model.problems import JourneyError, Problem, Severity
from journeyviewer.model.words import counted, listed

MOST_REPEATED = 100
"""Characters of the longest text that is likely to occur again."""
NO_TIME, A_DAY = timedelta(0), timedelta(days=1)


def load_workbook(
    name: str, data: bytes, group: int, scanned: bool
) -> tuple[list[Sheet], list[Problem]]:
    """Return the visible sheets of a workbook; `scanned` says that it is a zip to look into."""
    scan = prescan(name, data) if scanned else prescan_old(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise locked(name) from error
    except BaseException as error:  # The library raises many kinds, some of them bare.
        _let_pass(error)
        raise JourneyError(
            f"“{name}” could not be opened as a workbook.",
            "Open it in Excel, let it repair the file, and save it again as .xlsx.",
        ) from error
    looks = look_at(data) if scanned else {}
    problems = _said_of_book(name, scan)
    sheets: list[Sheet] = []
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            problems.append(hidden_sheet(name, about.name))
            continue
        of_sheet = scan.of_sheet(about.name)
        sheet = _load_sheet(name, book, about.name, group, of_sheet, problems)
        if sheet is not None:
            problems.extend(said_of_sheet(sheet, of_sheet))
            of_looks = looks.get(scan.parts.get(about.name, ""))
            problems.extend(said_of_looks(name, about.name, of_looks) if of_looks else ())
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
    marked: list[int] = []
    try:
        found = book.get_sheet_by_name(title)
        merged = found.merged_cell_ranges or []
        width = found.width + (found.start[1] if found.start is not None else 0)
        values = _values(found)
        rows, trimmed = _cells(islice(values, MOST_ROWS), marked)
        beyond = list(values)
    except BaseException as error:  # One cell that it does not know makes it give the sheet up.
        _let_pass(error)
        problems.append(unreadable_sheet(name, title, scan))
        return None
    # What the library holds of a sheet is as large as the sheet, and not needed any more.
    del found, values
    empty = 0
    while beyond and not any(cell not in ("", None) for cell in beyond[-1]):
        beyond.pop()
        empty += 1
    while rows and not rows[-1] and not beyond:
        rows.pop()
        empty += 1
    if rows and width > MOST_COLUMNS:
        raise JourneyError(
            f"“{name}”, sheet “{title}”, has {width:,} columns.",
            f"At most {MOST_COLUMNS:,} are read.",
        )
    if marked:
        problems.append(control_marks(name, title, marked))
    fill_merged(rows, merged, name, title, problems)
    hidden = take_out_hidden(rows, scan)
    kept = tuple(map(tuple, rows))
    cases = _cases_beyond(kept, beyond, scan) if beyond else {}
    if beyond:
        problems.append(too_many(name, title, len(kept) + len(beyond), cases))
    return Sheet(
        name,
        title,
        kept,
        group,
        empty,
        len(beyond),
        hidden,
        trimmed=trimmed,
        unread_cases=cases,
    )


def _cases_beyond(
    kept: tuple[tuple[Cell, ...], ...], beyond: list[list[Any]], scan: SheetScan
) -> dict[str, int]:
    """Return how many of the rows beyond those that are kept there are of each case."""
    # Hardly any sheet is that long.
    from journeyviewer.ingest.beyond import cases_beyond

    numbered = enumerate(beyond, start=len(kept) + 1)
    # Where the column of cases is hidden its heading is no more there.
    return cases_beyond(kept, [row for number, row in numbered if number not in scan.hidden_rows])


def _values(found: CalamineSheet) -> Iterator[list[Any]]:
    """Yield the rows of a sheet one after another, also what is empty above and left of it."""
    left = found.start[1] if found.start is not None else 0
    for row in found.iter_rows():
        # The library yields the empty rows above, and no cells of empty columns.
        yield [""] * left + row if left else row


class _Texts(dict[str, str | None]):
    """The cell of each different text, "" and what needs no closer look.

    Others raise KeyError, and so do values that are no texts.

    `trimmed` is True while none was met with spaces around it.
    """

    trimmed = True

    def __missing__(self, text: str) -> str | None:
        if type(text) is not str or len(text) > MOST_CELL_TEXT or not text.isprintable():
            raise KeyError(text)
        self.trimmed = self.trimmed and text.strip() == text
        cell = text or None
        if len(text) <= MOST_REPEATED:
            self[text] = cell
        return cell


def _cells(values: Iterable[list[Any]], marked: list[int]) -> tuple[list[list[Cell]], bool]:
    """Return the cells of rows, and whether each is None or text without spaces around it.

    Texts that occur again are held once; an empty row has no cells. `marked` gains the rows of
    characters that were replaced.
    """
    texts, trimmed = _Texts(), True
    rows: list[list[Cell]] = []
    for at, row in enumerate(values):
        cells: list[Cell]
        try:
            if trimmed:
                cells = list(map(texts.__getitem__, row))
            else:
                cells = [
                    texts[value] if type(value) is str else _cell(value, marked, at + 1)
                    for value in row
                ]
        except KeyError:
            cells = [_cell(value, marked, at + 1) for value in row]
            trimmed = trimmed and all(map(_is_trimmed, cells))
        is_blank = not any(cells) and all(cell is None for cell in cells)
        rows.append([] if is_blank else cells)
    return rows, trimmed and texts.trimmed


def _is_trimmed(cell: Cell) -> bool:
    return cell is None or (type(cell) is str and text_of(cell) == cell != "")


def _let_pass(error: BaseException) -> None:
    """Raise again what is not the library's own; where it panics it raises no Exception."""
    if isinstance(error, MemoryError):
        raise error
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error


def _cell(value: Any, marked: list[int], number: int) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        if len(value) <= MOST_CELL_TEXT and value.isprintable():
            return value
        text, marks = CONTROLS.subn(visible_sign, value[: MOST_CELL_TEXT + 1])
        if marks:
            marked.extend([number] * marks)
        return text
    if isinstance(value, timedelta):
        return (datetime.min + value).time() if NO_TIME <= value < A_DAY else str(value)
    if isinstance(value, bool | int | float | datetime | time):
        return value
    return value  # type: ignore[no-any-return]


def hidden_sheet(name: str, title: str) -> Problem:
    """Return what is said of a sheet that a workbook hides."""
    return Problem(
        file=name,
        sheet=title,
        rule="hidden-sheet",
        severity=Severity.INFO,
        message="The sheet is hidden and was not read. Show it in Excel to have it read.",
    )


def _said_of_book(name: str, scan: Scan) -> list[Problem]:
    problems = []
    found = [counted(count, one, BESIDE[one]) for one, count in scan.beside.items() if count]
    if found:
        problems.append(
            Problem(
                file=name,
                rule="beside-the-cells",
                severity=Severity.INFO,
                message=f"The workbook also holds {listed(found)}: not read.",
            )
        )
    if not scan.sees_hidden:
        problems.append(
            Problem(
                file=name,
                rule="hidden-not-known",
                severity=Severity.WARNING,
                message="In a file of this form hidden rows and columns cannot be told from "
                "others, and were read if there are any. Save it as .xlsx to have them left out.",
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
