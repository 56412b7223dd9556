"""The records of the case in sight as rows, in the journey's order or sorted by a column."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from journeyviewer.model.chronology import Entry, EntryId
from journeyviewer.session.session import Session
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.look import screen_font
from journeyviewer.ui.table_words import Column, Telling

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
HEADING = Face(12, 600)
FORMULA = re.compile(r"\s*[=+\-@]")
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordModel(QAbstractTableModel):
    """Rows are the records a filter lets pass; their words are made when they are first seen.

    `sorted_by` None is the journey's order; a change of it is heeded by the next `fetch`.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.telling: Telling | None = None
        self.short = False
        self.entries: list[Entry] = []
        self.hidden = 0
        self.sorted_by: Column | None = None
        self.descending = False
        self._places: dict[EntryId, int] = {}
        self._words: dict[tuple[EntryId, Column], str] = {}
        self._brief: dict[tuple[EntryId, Column], str] = {}

    def fetch(self) -> None:
        """Take the records of the case in sight as they are to be shown now."""
        self.beginResetModel()
        case = self.session.case
        view = self.session.view
        self.telling = Telling.of(case, view.dates, self.short) if case else None
        everything = self.session.in_order()
        shown = [entry for entry in everything if entry.id not in view.dimmed]
        self.hidden = len(everything) - len(shown)
        self._words.clear()
        self._brief.clear()
        self.entries = self._sorted(shown)
        self._places = {entry.id: row for row, entry in enumerate(self.entries)}
        self.endResetModel()

    def _sorted(self, shown: list[Entry]) -> list[Entry]:
        """Sort by the column chosen, ties in the journey's order, what is not known last."""
        telling, column = self.telling, self.sorted_by
        if telling is None or column is None:
            return shown
        keys = [telling.key(entry, column) for entry in shown]
        known = [(key, entry) for key, entry in zip(keys, shown, strict=True) if key is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.descending)
        rest = [entry for key, entry in zip(keys, shown, strict=True) if key is None]
        return [*(entry for _, entry in known), *rest]

    def row_of(self, name: EntryId) -> int | None:
        """Return the row of a record; None for one that is not shown."""
        return self._places.get(name)

    def words(self, row: int, column: Column) -> str:
        """Return the words of a cell."""
        entry = self.entries[row]
        key = (entry.id, column)
        if key not in self._words:
            assert self.telling is not None
            self._words[key] = self.telling.cell(entry, column)
        return self._words[key]

    def brief(self, row: int, column: Column) -> str:
        """Return the words of a cell as they are painted."""
        entry = self.entries[row]
        key = (entry.id, column)
        if key not in self._brief:
            assert self.telling is not None
            self._brief[key] = self.telling.brief(entry, column)
        return self._brief[key]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        # No other role has words: a tooltip would take them for rich text.
        if role == Qt.ItemDataRole.DisplayRole and index.row() < len(self.entries):
            return self.words(index.row(), Column(index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if index.column() == Column.DAYS else LEFT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_heading(column)
        if role == Qt.ItemDataRole.FontRole:
            return screen_font(HEADING)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == Column.DAYS else LEFT
        return None

    def heading(self, column: Column) -> str:
        """Return a column's heading, with an arrow when the rows are sorted by it."""
        words = self.telling.heading(column) if self.telling else ""
        arrow = " ↓" if self.descending else " ↑"
        return words + arrow if column is self.sorted_by else words

    def _spoken_heading(self, column: Column) -> str:
        words = self.telling.title(column) if self.telling else ""
        order = ", sorted, last first" if self.descending else ", sorted"
        return words + order if column is self.sorted_by else words

    def as_text(self, rows: Iterable[int], columns: Iterable[Column]) -> str:
        """Return rows with a heading as text between tabs; no spreadsheet takes it for formulas."""
        kept = list(columns)
        titles = [self.telling.title(column) if self.telling else "" for column in kept]
        lines = [titles]
        lines += [[safe(self.words(row, column)) for column in kept] for row in rows]
        return "\n".join("\t".join(line) for line in lines) + "\n"


def safe(words: str) -> str:
    """Put an apostrophe before words that a spreadsheet would calculate; a lone "-" is none."""
    return f"'{words}" if words != "-" and FORMULA.match(words) else words
