"""A list of cases to look through: the field to find one in, and the table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel
from PySide6.QtWidgets import QLineEdit, QTableView


def case_search() -> QLineEdit:
    """Return a field that finds cases by their ids."""
    field = QLineEdit()
    field.setPlaceholderText("Find a case")
    field.setAccessibleName("Find a case")
    field.setClearButtonEnabled(True)
    return field


def case_table(model: QAbstractTableModel, name: str, mode: QTableView.SelectionMode) -> QTableView:
    """Return a table of whole rows, called `name` by screen readers, that Tab leaves."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(mode)
    table.horizontalHeader().setHighlightSections(False)
    return table
