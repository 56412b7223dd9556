"""What a look into a workbook finds beside its values."""

from __future__ import annotations

from collections import Counter
from dataclasses import field

from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass

MOST_LISTED = 500
"""Cells listed of one kind in one sheet."""
DENSE_CELLS = 20_000_000
"""The reader holds every cell of the used range, empty or not."""
BESIDE = {
    "comment": "comments",
    "macro project": "macro projects",
    "copy of data behind a pivot table": "copies of data behind pivot tables",
    "link to another workbook": "links to other workbooks",
    "connection to other data": "connections to other data",
    "embedded object": "embedded objects",
    "picture": "pictures",
    "defined name": "defined names",
    "property of the file": "properties of the file",
}
"""What a workbook may hold beside its cells, one of it and several."""
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""What binary workbooks keep an error in a cell as; the old ones and the new ones do it alike."""


@dataclass(slots=True)
class SheetScan:
    """What one worksheet holds beside values; rows and columns count from 1."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    uncached: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Scan:
    """What a workbook holds that its values do not show.

    `sheets` by part of the file, `parts` by the title of the sheet. `beside` counts what is not
    read, by the words of BESIDE. `sees_hidden` is False for forms of workbooks whose hidden
    rows and columns are not looked for.
    """

    sheets: dict[str, SheetScan] = field(default_factory=dict)
    beside: Counter[str] = field(default_factory=Counter)
    dates_from_1904: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    sees_hidden: bool = True

    def of_sheet(self, title: str) -> SheetScan:
        """Return what was found in the sheet of that title; nothing where it is not known."""
        return self.sheets.get(self.parts.get(title, ""), SheetScan())

    def add_sheet(self, title: str, sheet: SheetScan) -> None:
        """Keep what was found in the sheet of that title."""
        self.parts[title] = title
        self.sheets[title] = sheet


def damaged(name: str) -> JourneyError:
    """Return the refusal of a workbook that does not hold together."""
    return JourneyError(
        f"“{name}” is damaged.", "Open it in Excel, let it repair the file, and save it again."
    )


def locked(name: str) -> JourneyError:
    """Return the refusal of a file that a password protects."""
    return JourneyError(
        f"“{name}” is protected by a password.",
        "Open it in Excel or Word with its password and save a copy without one.",
    )


def with_entities(name: str) -> JourneyError:
    """Return the refusal of a part that declares what spreadsheets never declare."""
    return JourneyError(
        f"“{name}” contains a document type definition, which spreadsheets never have.",
        "It was not made by a spreadsheet program: do not open it, and ask where it came from.",
    )


def check_used_range(name: str, sheet: SheetScan) -> None:
    """Refuse a sheet whose few cells lie so far apart that the reader would fill the machine."""
    if sheet.last_row * sheet.last_column > max(DENSE_CELLS, sheet.cells * 50):
        raise JourneyError(
            f"“{name}” has a sheet whose used range is {sheet.last_row} rows by "
            f"{sheet.last_column} columns, nearly all of it empty.",
            "In Excel go to its last cell (Ctrl+End), delete the stray cells, and save.",
        )


def too_many_cells(name: str, most: int) -> JourneyError:
    """Return the refusal of a workbook that would fill the machine."""
    return JourneyError(
        f"“{name}” has over {most:,} cells.", "Save the part you need as a CSV file."
    )
