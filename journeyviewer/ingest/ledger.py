"""What became of every row of a sheet, so that no row disappears."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from journeyviewer.ingest.table import Sheet, is_blank
from journeyviewer.model.chronology import Tally, TrayRow

EVERY, FIRST = 63, 2
"""Of 64 rows one tells how far the reading is, beginning with the first below the headings."""
HIDDEN = "the row is hidden in the workbook"


class Fate(StrEnum):
    """What can become of a row."""

    USED = "used"
    TRAY = "tray"
    DUPLICATE = "hidden duplicate"
    NON_DATA = "no data"


LETTERS = {Fate.USED: "u", Fate.TRAY: "t", Fate.DUPLICATE: "d", Fate.NON_DATA: "n"}
"""As a tally has them."""


class Ledger:
    """The fates of one sheet's rows; `row` is 1-based everywhere.

    A row that nobody spoke for counts as no data when it is blank and is kept aside otherwise.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.fates: dict[int, Fate] = {}
        # One byte a row: most rows of a large table are used, and nothing more is said of them.
        self._used = bytearray(len(sheet.rows) + 1)
        self.tray: list[TrayRow] = []

    def set(self, row: int, fate: Fate) -> None:
        """Say what became of a row."""
        self.fates[row] = fate
        if row & EVERY == FIRST and self.sheet.on_row is not None:
            self.sheet.on_row(row)

    def set_used(self, rows: Sequence[int]) -> None:
        """Say that rows (rising) were used, of which nothing was said before."""
        if rows and rows[-1] - rows[0] + 1 == len(rows):
            self._used[rows[0] : rows[-1] + 1] = b"\1" * len(rows)
        else:
            for row in rows:
                self._used[row] = 1
        if rows and self.sheet.on_row is not None:
            self.sheet.on_row(rows[-1])

    def set_aside(
        self, row: int, reason: str, cells: Sequence[tuple[str, str]] = (), waits_for: str = ""
    ) -> None:
        """Put a row into the tray, once, with its cells and the question it waits for if known."""
        if self.fates.get(row) is not Fate.TRAY:
            place = self.sheet.file, self.sheet.name, row
            self.tray.append(TrayRow(*place, reason, cells, waits_for))
        self.fates[row] = Fate.TRAY

    def close(self, reason: str = "not read", waits_for: str = "") -> Tally:
        """Speak for the rows that are left and return the accounting line.

        Those that hold anything are kept aside for a reason, until a question is answered.
        """
        for number in sorted(self.sheet.hidden_rows):
            self.set_aside(number, HIDDEN)
        top = self.sheet.part.top if self.sheet.part else 0
        # Rows above one of several tables are counted with the table that they belong to.
        for number in range(1, top + 1):
            self.fates.pop(number, None)
        rows, at = self.sheet.rows, top
        while (at := self._used.find(0, at + 1)) > 0:
            number = at
            if number in self.fates:
                continue
            if is_blank(rows[number - 1]):
                self.set(number, Fate.NON_DATA)
            else:
                self.set_aside(number, reason, waits_for=waits_for)
        if self.sheet.joined:
            self._join()
        counts = {fate: 0 for fate in Fate}
        for fate in self.fates.values():
            counts[fate] += 1
        counts[Fate.USED] += self._used.count(1)
        return Tally(
            file=self.sheet.file,
            sheet=self.sheet.name,
            rows_read=len(rows) - top,
            used=counts[Fate.USED],
            tray=counts[Fate.TRAY],
            hidden_duplicates=counts[Fate.DUPLICATE],
            non_data=counts[Fate.NON_DATA],
            area=self.sheet.area,
            fates=self._letters() if self.sheet.part is not None else "",
        )

    def _letters(self) -> str:
        """Return what became of each row, a letter for each."""
        letters = ["u" if used else " " for used in self._used[1:]]
        for row, fate in self.fates.items():
            letters[row - 1] = LETTERS[fate]
        return "".join(letters)

    def _join(self) -> None:
        """Let the rows of each form share the fate of the one that stands for it."""
        aside = {kept.row: kept for kept in self.tray}
        for row, whole in self.sheet.joined.items():
            if row == whole or self.fates.get(row) is Fate.TRAY:
                continue
            fate = self.fates.get(whole, Fate.USED)
            if fate is Fate.TRAY and whole in aside:
                self.set_aside(row, aside[whole].reason, waits_for=aside[whole].waits_for)
            else:
                self.fates[row] = fate
                self._used[row] = 0
