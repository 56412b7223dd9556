"""Lists to tick in, of what leaves: rows in groups, all ticked until one is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from journeyviewer.model.values import dataclass
from journeyviewer.ui.look import SMALL, Button, PlainLabel, scaled
from journeyviewer.ui.parts import once_after

ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Row:
    """A row to tick: what it stands for, and words for it."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a title of their own, which ticks all of them; with "" they stand alone."""

    title: str
    rows: tuple[Row, ...]


class Ticks(QWidget):
    """Rows to tick with Space or the pointer, with a line that counts them; `changed` after each.

    `thing` is what a row is, such as "note".
    """

    changed = Signal()

    def __init__(self, name: str, thing: str, groups: Sequence[Group], rows_high: int = 5) -> None:
        super().__init__()
        self.thing = thing
        self.words = PlainLabel("", SMALL, "ink2")
        self.all = Button("All")
        self.none = Button("None")
        for button, what in ((self.all, "all"), (self.none, "none")):
            button.setAccessibleName(f"{name}: {what}")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(name)
        self.tree.setObjectName("ticks")
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setRootIsDecorated(any(group.title for group in groups))
        self.tree.setFixedHeight(scaled(24) * rows_high)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows: dict[str, QTreeWidgetItem] = {}
        for group in groups:
            self._add(group)
        self._put_together()
        self.all.clicked.connect(lambda: self.tick(None))
        self.none.clicked.connect(lambda: self.tick(frozenset()))
        # A lane's tick turns those of all its rows, one after another: what follows waits for all.
        self._rest = once_after(self, 0, self._on_changed)
        self.tree.itemChanged.connect(lambda: self._rest.start())
        self._say()

    def _add(self, group: Group) -> None:
        under: QTreeWidget | QTreeWidgetItem = self.tree
        if group.title:
            under = QTreeWidgetItem(self.tree, [group.title])
            under.setFlags(under.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        for row in group.rows:
            item = QTreeWidgetItem(under, [row.words])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setData(0, ID, row.id)
            item.setCheckState(0, Qt.CheckState.Checked)
            self.rows[row.id] = item

    def _put_together(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.words, 1)
        line.addWidget(self.all)
        line.addWidget(self.none)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.tree)

    @property
    def ticked(self) -> frozenset[str]:
        """What the ticked rows stand for."""
        checked = Qt.CheckState.Checked
        return frozenset(one for one, item in self.rows.items() if item.checkState(0) == checked)

    @property
    def current(self) -> str:
        """What the row stands for that the keys are at, "" for none."""
        item = self.tree.currentItem()
        return str(item.data(0, ID) or "") if item is not None else ""

    def tick(self, ids: frozenset[str] | None) -> None:
        """Tick these rows alone, all of them for None."""
        self.tree.blockSignals(True)
        for one, item in self.rows.items():
            on = ids is None or one in ids
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._on_changed()

    def go_to(self, one: str) -> None:
        """Move to the row that stands for something."""
        if one in self.rows:
            self.tree.setCurrentItem(self.rows[one])

    def _on_changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        count, most = len(self.ticked), len(self.rows)
        things = self.thing if most == 1 else f"{self.thing}s"
        self.words.setText(
            f"All {most:,} {things}" if count == most else f"{count:,} of {most:,} {things}"
        )
