"""The style sheet and the palette of the window, in the theme and text size there are now."""

from __future__ import annotations

import re

from PySide6.QtGui import QPalette

from journeyviewer.paths import resource
from journeyviewer.ui.appearance import current, scaled, tone

ROLES = (
    (QPalette.ColorRole.Window, "app"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "app"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.BrightText, "ink"),
    (QPalette.ColorRole.PlaceholderText, "ink3"),
    (QPalette.ColorRole.Highlight, "focus"),
    (QPalette.ColorRole.HighlightedText, "surface"),
    (QPalette.ColorRole.Link, "focus"),
    (QPalette.ColorRole.LinkVisited, "focus"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "ink"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "line2"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "line3"),
    (QPalette.ColorRole.Shadow, "line3"),
    (QPalette.ColorRole.Accent, "focus"),
)


def palette() -> QPalette:
    """Return the palette for what the style sheet leaves to the style."""
    made = QPalette()
    for role, name in ROLES:
        made.setColor(role, tone(name))
    for role in (
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, tone("ink3"))
    return made


def style_sheet() -> str:
    """Return the style sheet, in the theme's colours and at the size of the text."""
    text = STYLE
    # A radius of more than half the size, its border counted, would leave the corners square.
    text = text.replace("@dot@", f"{(scaled(14) + 2) // 2}px")
    text = text.replace("@chip@", f"{(scaled(24) + 2) // 2}px")
    # Tables keep 3 pixels to either side of what their cells hold; headings stand over it.
    text = text.replace("@cell@", f"{scaled(5) + 3}px")
    ground = "dark" if current().dark else "light"
    for name in ("arrow", "onward", "tick"):
        path = resource("icons", f"{name}-on-{ground}.svg").as_posix()
        text = text.replace(f"@{name}@", f'"{path}"')
    text = re.sub(r"\$(\d+)px", lambda found: f"{scaled(int(found[1]))}px", text)
    return re.sub("@([a-zA-Z0-9]+)@", lambda found: tone(found[1]).name(), text)


STYLE = """
QMenuBar { background: @app@; color: @ink@; border-bottom: 1px solid @line@; padding: 1px 8px; }
QMenuBar::item { padding: 2px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @focusTint@; color: @ink@; }
QMenu { background: @surface@; color: @ink@; border: 1px solid @line3@; padding: 4px; }
QMenu::item { padding: $5px $28px $5px $26px; border-radius: 4px; border: 1px solid transparent; }
QMenu::item:selected { background: @focusTint@; color: @ink@; border-color: @focus@; }
QMenu::item:disabled { color: @ink3@; }
QMenu::right-arrow { image: url(@onward@); width: $12px; height: $12px; right: $7px; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QMenu::indicator { width: $14px; height: $14px; left: $7px; }
QMenu::indicator:checked { image: url(@tick@); }
QToolTip { background: @surface@; color: @ink@; border: 1px solid @line3@; padding: 4px 6px; }
QStatusBar { background: @app@; border-top: 1px solid @line@; }
QStatusBar::item { border: none; }
QPushButton, QToolButton, QCheckBox, QRadioButton, QTabBar, QComboBox { outline: none; }
QPushButton { background: @surface@; color: @ink@; border: 1px solid @line3@; border-radius: 5px;
              padding: 0 $12px; min-height: $30px; }
QPushButton:hover { background: @focusTint@; }
QPushButton:pressed { background: @sunken@; }
QPushButton:focus { border: 2px solid @focus@; padding: 0 $11px; min-height: $28px; }
QPushButton::menu-indicator { width: 0px; }
QPushButton[primary="true"] { background: @focus@; border-color: @focus@; color: @surface@; }
QPushButton[primary="true"]:hover { background: @ink@; border-color: @ink@; }
QPushButton[primary="true"]:focus { border: 1px solid @focus@; padding: 0 $12px;
              min-height: $30px; }
QPushButton[flat="true"] { border: 2px solid transparent; background: transparent; color: @focus@;
              padding: 0; margin-left: -2px; min-height: $20px; text-align: left; }
QPushButton[flat="true"]:hover { color: @ink@; }
QPushButton[flat="true"]:focus { border: 2px solid @focus@; }
QPushButton:disabled { color: @ink3@; background: @app@; border-color: @line@; }
QPushButton[drop="true"] { text-align: left; padding: 0 $27px 0 $11px; }
QPushButton[drop="true"]:focus { padding: 0 $26px 0 $10px; }
QToolButton { background: transparent; color: @ink@; border: 2px solid transparent;
              border-radius: 5px; padding: 1px; }
QToolButton:hover, QToolButton:checked { background: @focusTint@; }
QToolButton:focus { border-color: @focus@; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit { background: @surface@; color: @ink@; border: 1px solid @line3@; border-radius: 5px;
            padding: 0 $8px; min-height: $28px; selection-background-color: @focus@;
            selection-color: @surface@; }
QLineEdit:focus, QListView:focus, QTableWidget:focus, QTableView:focus, QTreeView:focus,
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @focus@; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: @ink3@; }
QLineEdit:disabled { color: @ink3@; background: @app@; border-color: @line@; }
QListView { background: @app@; border: none; outline: none; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @line3@; border-radius: 3px; min-height: 30px;
            margin: 1px 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: @line3@; border-radius: 3px; min-width: 30px;
            margin: 2px 1px; }
QScrollBar::handle:hover { background: @ink3@; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QPlainTextEdit, QTextEdit, QTableWidget, QTableView, QTreeView { background: @surface@;
            color: @ink@; border: 1px solid @line@; selection-background-color: @focusTint@;
            selection-color: @ink@; gridline-color: @line@; }
QTableWidget::item { padding: 0 $5px; }
QHeaderView { background: @app@; }
QHeaderView::section { background: @app@; color: @ink@; border: none;
            border-bottom: 1px solid @line@; padding: 4px @cell@; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: @app@; border: none; }
QTabWidget::pane { border: none; border-top: 1px solid @line@; }
QTabBar::tab { background: transparent; color: @ink2@; padding: $6px $10px;
            border: 2px solid transparent; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: @ink@; border-bottom-color: @focus@; }
QTabBar::tab:hover { background: @focusTint@; }
QTabBar::tab:selected:focus { border: 2px solid @focus@; border-bottom: 3px solid @focus@; }
QProgressBar { border: 1px solid @line3@; border-radius: 5px; height: 9px; background: @line2@; }
QProgressBar::chunk { background: @focus@; border-radius: 4px; }
QComboBox, QSpinBox, QDateEdit { background: @surface@; color: @ink@; border: 1px solid @line3@;
            border-radius: 5px; padding: 0 $8px; min-height: $30px; }
QComboBox:focus, QComboBox:on { border: 2px solid @focus@; padding: 0 $7px; min-height: $28px; }
QComboBox:disabled { color: @ink3@; background: @app@; border-color: @line@; }
QComboBox::drop-down { border: none; width: $26px; }
QComboBox::down-arrow { image: url(@arrow@); width: $14px; height: $14px; }
QComboBox QAbstractItemView { background: @surface@; color: @ink@; border: 1px solid @line3@;
            outline: none; selection-background-color: @focusTint@; selection-color: @ink@; }
QComboBox QAbstractItemView:focus { border: 1px solid @line3@; }
QComboBox QAbstractItemView::item { min-height: $26px; padding: 0 $6px;
            border: 1px solid transparent; }
QComboBox QAbstractItemView::item:selected { background: @focusTint@; color: @ink@;
            border-color: @focus@; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialog, QMessageBox { background: @surface@; }
QRadioButton, QCheckBox { color: @ink@; spacing: 8px; min-height: $24px; padding: 0 4px;
            border: 2px solid transparent; border-radius: 5px; }
QRadioButton:focus, QCheckBox:focus { border-color: @focus@; }
QRadioButton:disabled, QCheckBox:disabled { color: @ink3@; }
QCheckBox::indicator, QRadioButton::indicator { width: $14px; height: $14px;
            border: 1px solid @line3@; background: @surface@; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: @dot@; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @ink@; }
QCheckBox::indicator:checked { border-color: @ink@; image: url(@tick@); }
QRadioButton::indicator:checked { border-color: @ink@; background: qradialgradient(
            cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 @ink@, stop: 0.56 @ink@,
            stop: 0.64 @surface@, stop: 1 @surface@); }
QGroupBox { border: 1px solid @line@; border-radius: 6px; margin-top: 10px; padding: 8px; }
QSplitter::handle { background: @line@; }
#panel { background: @surface@; border-left: 1px solid @line@; }
#panelArea { border: 2px solid transparent; }
#panelArea:focus { border: 2px solid @focus@; }
#cases { background: @app@; border-right: 1px solid @line@; }
#toolbar { background: @surface@; border-bottom: 1px solid @line@; }
#toolbar QPushButton[primary="false"] { border-color: @line@; }
#toolbar QPushButton[primary="false"]:focus { border-color: @focus@; }
#hint { background: @ink@; border-radius: 5px; padding: 7px 12px; }
#popover { background: @surface@; border: 1px solid @line3@; border-radius: 6px; }
#journey { background: @surface@; }
#message { background: @focusTint@; border-bottom: 1px solid @line@; }
#panelTabs { background: @surface@; border: none; border-bottom: 1px solid @line@; }
#panelTabs::tab { padding: $9px $10px $8px $10px; margin-left: $2px; font-size: $14px; }
#panelTabs::tab:selected { font-weight: 600; }
#panelPage { background: @surface@; }
QToolButton { background: transparent; color: @ink@; border: 2px solid transparent;
            border-radius: 5px; padding: 2px $4px; }
QToolButton:hover { background: @focusTint@; }
QToolButton:focus { border-color: @focus@; }
#welcome { background: @app@; }
#welcomePage { background: @surface@; border-right: 1px solid @line@; }
#palette { background: @surface@; border: 1px solid @line3@; }
#palette QListView { background: @surface@; }
QListView#choices { background: @surface@; color: @ink@; border: 1px solid @line3@;
              border-radius: 5px; padding: 2px; }
QListView#choices:focus { border: 2px solid @focus@; padding: 1px; }
QListView#choices::item { padding: $5px $8px; border-radius: 4px; border: 1px solid transparent; }
QListView#choices::item:selected { background: @focusTint@; color: @ink@;
              border-color: @focus@; }
QPushButton#tight { padding: 0 $6px; }
QPushButton#tight:focus { padding: 0 $5px; }
#chip { border-radius: @chip@; min-height: $24px; padding: 0 $10px; }
QPushButton[flat="true"]:disabled { border-color: transparent; background: transparent; }
#card { background: @surface@; border: 1px solid @line3@; border-radius: 6px; }
#card[open="true"] { border: 1px solid @warn@; }
QPushButton[holds="true"] { background: @focusTint@; border-color: @focus@; }
#foot { background: @app@; }
#notesPanel { background: @surface@; border-left: 1px solid @line@; }
#noteList { background: @surface@; border: none; }
#noteList:focus { border: none; }
#writing { background: @app@; border-top: 1px solid @line@; border-bottom: 1px solid @line@; }
#answers { background: @app@; border-left: 1px solid @line@; }
#answers QPlainTextEdit { border: 2px solid @line3@; border-radius: 5px; padding: 4px 8px; }
#answers QPlainTextEdit:focus { border: 3px solid @focus@; padding: 3px 7px; }
#room { background: @plot@; }
#onward { background: @ink@; color: @surface@; border-color: @ink@; }
#onward:hover { background: @focus@; border-color: @focus@; }
#onward:focus { border: 3px solid @focus@; }
#rows { background: @surface@; border: 1px solid @line3@; border-radius: 5px; }
#rows::item { min-height: $28px; padding: 0 $8px; border: 1px solid transparent; }
#rows::item:selected { background: @focusTint@; color: @ink@; border-color: @focus@; }
#ticks { background: @surface@; border: 1px solid @line3@; border-radius: 5px; }
#ticks:focus { border: 2px solid @focus@; }
#ticks::item { min-height: $22px; }
#ticks::item:selected { background: @focusTint@; color: @ink@; }
#ticks::indicator, QTableView::indicator { width: $13px; height: $13px; border-radius: 3px;
            border: 1px solid @line3@; background: @surface@; }
#ticks::indicator:checked, QTableView::indicator:checked { border-color: @ink@;
            image: url(@tick@); }
#ticks::indicator:indeterminate { border-color: @ink@; background: @line3@; }
#reading { font-size: $16px; }
#rule { background: @line@; }
"""
