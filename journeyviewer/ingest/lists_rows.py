"""The rows of recognised lists, and the children they are about, also through other tables."""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.ingest.answers import TOTAL_ROW, id_text, is_total_id
from journeyviewer.ingest.day_order import month_first
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.lists_match import ListSheet
from journeyviewer.ingest.lists_people import child_id
from journeyviewer.ingest.table import is_blank, text_of
from journeyviewer.model.values import dataclass

MOST_STEPS = 6
"""How many tables a row may be joined through to find its child; more is a circle."""


@dataclass(slots=True)
class OpenList:
    """A recognised list being read: its rows, and what became of each."""

    item: ListSheet
    ledger: Ledger
    rows: list[Row]

    @property
    def about(self) -> str:
        """What to call it where a record says where it was read."""
        sheet = self.item.sheet
        return f"{self.item.table.key} ({sheet.file})"


def open_list(item: ListSheet, findings: Findings) -> OpenList:
    """Find the rows of a list that hold data; say which columns are left out and why."""
    ledger = Ledger(item.sheet)
    header = item.header
    written = [text_of(cell) for cell in item.sheet.rows[header.index]]
    for number in range(1, header.index + 2):
        ledger.set(number, Fate.NON_DATA)
    rows = []
    for number in range(header.index + 2, len(item.sheet.rows) + 1):
        if number in item.sheet.hidden_rows:
            continue
        cells = item.sheet.rows[number - 1]
        texts = [text_of(cell) for cell in cells]
        first = next(filter(None, texts), "")
        if is_blank(cells) or texts == written or is_total_id(first):
            ledger.set(number, Fate.NON_DATA)
            if is_total_id(first):
                row = Row(item.sheet, number, header, item.dropped)
                findings.say(row, "total-row", TOTAL_ROW)
        else:
            rows.append(Row(item.sheet, number, header, item.dropped))
    if not rows:
        message = "It has headings and no rows. Export it again if that is not expected."
        findings.say_of_sheet(item.sheet, "no-rows", message, Weight.NOTE)
    if not item.table.aside:
        _say_columns(item, findings)
    return OpenList(item, ledger, rows)


def _say_columns(item: ListSheet, findings: Findings) -> None:
    for written, usual in item.guessed:
        message = f"The heading “{written}” is read as “{usual}”."
        findings.say_of_sheet(item.sheet, "heading-guessed", message, Weight.REPAIRED)
    identifying = item.identifying_filled
    if identifying:
        message = (
            "These columns can point at a real person or place and are not kept: "
            f"{', '.join(identifying)}."
        )
        findings.say_of_sheet(item.sheet, "identifying-columns", message, Weight.NOTE)
    if item.header.others:
        message = (
            "These columns are not part of the list and are not read: "
            f"{', '.join(item.header.others)}."
        )
        findings.say_of_sheet(item.sheet, "column-ignored", message, Weight.NOTE)
    findings.say_beyond(item.sheet, item.header)


def orders(lists: Sequence[OpenList]) -> dict[tuple[int, str], bool]:
    """Return, by sheet and field, whether the month comes first: for whole columns, never cells."""
    found = {}
    for one in lists:
        for field, column in one.item.header.columns.items():
            whole = [one.item.sheet.rows[row.number - 1] for row in one.rows]
            cells = [cells[column] for cells in whole if column < len(cells)]
            first, _ = month_first(cells)
            if first:
                found[id(one.item.sheet), field] = True
    return found


Parent = tuple[OpenList, Row]


class Links:
    """Finds the child of a row: in its own column, or through the tables its keys point at."""

    def __init__(self, lists: Sequence[OpenList]) -> None:
        self._rows: dict[tuple[str, str], dict[str, Parent]] = {}
        for one in lists:
            for key in one.item.table.keys:
                known = self._rows.setdefault((one.item.table.key, key), {})
                for row in one.rows:
                    value = id_text(row.cell(key))
                    if value:
                        known.setdefault(value, (one, row))

    def child(self, one: OpenList, row: Row) -> str:
        """Return the id of the child a row is about; raises RowError when nothing says it."""
        for _ in range(MOST_STEPS):
            link = one.item.table.link
            if link is None or id_text(row.cell("child")):
                return child_id(row)
            one, row = self.parent(one, row)
        raise RowError("case-missing", "Its tables point at each other in a circle.")

    def parent(self, one: OpenList, row: Row) -> Parent:
        """Return the row of another table that a row belongs to; raises RowError without one."""
        link = one.item.table.link
        assert link is not None
        value = id_text(row.cell(link.field))
        heading = row.written(link.field) or link.field
        if not value:
            message = f"Nothing says which child it is about: {heading} is blank."
            raise RowError("case-missing", message, link.field)
        for key in link.keys:
            found = self._rows.get((link.to, key), {}).get(value)
            if found is not None:
                return found
        message = (
            f"{heading} {value} is not in the table {link.to}, so nothing says which child it is "
            f"about. Give {link.to} together with the other tables."
        )
        raise RowError("parent-missing", message, link.field)
