"""Rows that go on below themselves: a row of dates, then “Details” alone, then what happened.

Templates in Word put short answers side by side and long ones below them, across the whole table.
What stands alone below a label becomes a cell of the row above it, under that label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.ingest.chronology_columns import Columns, is_date, is_heading, read_columns
from journeyviewer.ingest.chronology_headings import read_heading
from journeyviewer.ingest.chronology_lines import is_footer, is_total
from journeyviewer.ingest.chronology_people import facts_in, id_alone, may_name
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.form_labels import ALONE, field_of_label, labelled
from journeyviewer.ingest.headings import top_rows
from journeyviewer.ingest.table import Cell, Sheet, is_blank, text_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass

BELOW = frozenset("event action source impact type agency significance status".split())
"""The fields that are written below a row."""
LOOKED_AT, MOST_ROWS = 8, 5_000
SHARE = 0.5
"""The share of dated rows that have something below a label which is no title."""
DETAILS = "Details"
"""The heading of what stands below a row without a label, where no column tells what happened."""


def with_stacked(sheet: Sheet, columns: Columns, findings: Findings) -> tuple[Sheet, Columns]:
    """Return a chronology with what stands below its rows beside them; mostly the same."""
    if columns.lent or sheet.dated_lines or sheet.joined:
        return sheet, columns
    made = unstacked(sheet, columns.header.index)
    if made is None:
        return sheet, columns
    again = read_columns(made, columns.header.index, made.rows[columns.header.index])
    if again is None:
        return sheet, columns
    say(made, findings)
    return made, again


def say(sheet: Sheet, findings: Findings) -> None:
    """Say of a sheet that what stands below its rows was read with them."""
    message = (
        "What stands alone below a row, under a label such as “Details”, was read as part of that "
        "row."
    )
    findings.say_of_sheet(sheet, "stacked-rows", message, rows=sorted(sheet.joined))


def headed_and_stacked(sheet: Sheet) -> Sheet | None:
    """Return a sheet that nobody knows, where it tells what happened below its rows alone."""
    for index, cells in top_rows(sheet):
        texts = [text for cell in cells if (text := text_of(cell))]
        if len(texts) > 1 and all(map(is_heading, texts)) and "start" in map(read_heading, texts):
            return unstacked(sheet, index)
    return None


def unstacked(sheet: Sheet, index: int) -> Sheet | None:
    """Return a sheet with headings (from 0) with what stands below its rows beside them.

    None where the first rows show no label alone below a row.
    """
    below = sheet.rows[index + 1 : index + 1 + LOOKED_AT]
    if len(sheet.rows) > MOST_ROWS or not any(_label(_alone(row)) for row in below):
        return None
    reader = _Reader(sheet, index)
    for at in range(index + 1, len(sheet.rows)):
        reader.take(at, sheet.rows[at])
    return reader.made()


def _alone(cells: Sequence[Cell]) -> str:
    """Return the text of a row with one filled cell, "" for any other."""
    filled = [text for cell in cells if (text := text_of(cell))]
    return filled[0] if len(filled) == 1 else ""


def _label(text: str) -> tuple[str, str] | None:
    """Return a label that stands alone, or begins a text, and what follows it; None for others."""
    parts = labelled(text) if ":" in text else None
    if parts is None and (alone := ALONE.match(text)) is not None:
        parts = alone["label"].strip(), ""
    return parts if parts is not None and field_of_label(parts[0]) in BELOW else None


@dataclass(frozen=True, slots=True)
class _Below:
    """A row (from 0) below the dated one of a number, the label it is under and what it says.

    `labelled` says that the label begins the text itself.
    """

    at: int
    row: int
    label: str
    text: str
    labelled: bool


class _Reader:
    """Goes through the rows below headings and gathers what stands below each dated one."""

    def __init__(self, sheet: Sheet, index: int) -> None:
        self.sheet = sheet
        self.index = index
        self.headings = [text_of(cell) for cell in sheet.rows[index]]
        self.tells = any(read_heading(text) == "event" for text in self.headings)
        self.rows: list[tuple[Cell, ...]] = list(sheet.rows)
        self.below: list[_Below] = []
        self.written: dict[str, str] = {}
        self.dated: list[int] = []
        self.row = -1
        self.label = ""

    def take(self, at: int, cells: Sequence[Cell]) -> None:
        """Take the next row (from 0)."""
        if is_blank(cells):
            return
        text = _alone(cells)
        if any(map(is_date, cells)):
            self.row, self.label = at, ""
            self.dated.append(at)
        elif not text:
            if [loose(text_of(cell)) for cell in cells] == list(map(loose, self.headings)):
                # The headings stand above each row again.
                self.rows[at] = ()
            self.row = -1
        elif self.row >= 0 and not (is_footer(text) or is_total(text)):
            self._below(at, text)

    def _below(self, at: int, text: str) -> None:
        parts = _label(text)
        if parts is not None:
            self.label = loose(parts[0])
            self.written.setdefault(self.label, parts[0])
            self.below.append(_Below(at, self.row, self.label, parts[1], bool(parts[1])))
            return
        last = self.below[-1] if self.below else None
        first = bool(self.label) and last is not None and not last.text
        names = facts_in(text).any or id_alone(text) or (not first and may_name(text))
        if names or not (self.label or not self.tells):
            self.row = -1
            return
        if not self.label:
            self.label = loose(DETAILS)
            self.written.setdefault(self.label, DETAILS)
        self.below.append(_Below(at, self.row, self.label, text, False))

    def made(self) -> Sheet | None:
        """Return the sheet with a column more for each label; None where nothing is below rows.

        A word such as “Notes” that stands alone here and there is a title.
        """
        rows_of: dict[str, set[int]] = {}
        for each in self.below:
            if each.text:
                rows_of.setdefault(each.label, set()).add(each.row)
        enough = SHARE * len(self.dated)
        kept = [
            each
            for each in self.below
            if each.labelled or len(rows_of.get(each.label, ())) >= max(enough, 1)
        ]
        if not any(each.text for each in kept):
            return None
        labels = list(dict.fromkeys(each.label for each in kept))
        held: dict[int, dict[str, list[str]]] = {}
        for each in kept:
            values = held.setdefault(each.row, {}).setdefault(each.label, [])
            values.extend([each.text] if each.text else [])
            self.rows[each.at] = ()
        width = max(map(len, self.sheet.rows))
        self._widen(self.index, width, [self.written[label] for label in labels])
        for at, texts in held.items():
            self._widen(at, width, ["\n".join(texts.get(label, ())) for label in labels])
        joined = {each.at + 1: each.row + 1 for each in kept}
        return replace(self.sheet, rows=tuple(self.rows), trimmed=False, joined=joined)

    def _widen(self, at: int, width: int, texts: Sequence[str]) -> None:
        row = self.rows[at]
        self.rows[at] = (*row, *(None,) * (width - len(row)), *(text or None for text in texts))
