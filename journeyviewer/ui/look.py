"""The look of the window: palette, style sheet, icons and labels that show plain text only."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStyleFactory, QWidget

from journeyviewer.paths import resource
from journeyviewer.render.fonts import font
from journeyviewer.render.icons import draw_icon
from journeyviewer.render.theme import theme
from journeyviewer.timeline.scene import Face

BODY = Face(13.5)
SMALL = Face(12)
STRONG = Face(13.5, 600)


def tone(name: str) -> QColor:
    """Return a colour of the window by its role."""
    return theme("light").colour(name)


def dress(application: QApplication) -> None:
    """Give the whole program its style, colours and typeface."""
    application.setStyle(QStyleFactory.create("Fusion"))
    palette = QPalette()
    role = QPalette.ColorRole
    for part, name in (
        (role.Window, "app"),
        (role.Base, "surface"),
        (role.AlternateBase, "app"),
        (role.Button, "surface"),
        (role.WindowText, "ink"),
        (role.Text, "ink"),
        (role.ButtonText, "ink"),
        (role.PlaceholderText, "ink3"),
        (role.Highlight, "focus"),
        (role.HighlightedText, "surface"),
        (role.Link, "focus"),
    ):
        palette.setColor(part, tone(name))
    palette.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, tone("ink3"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.WindowText, tone("ink3"))
    application.setPalette(palette)
    application.setFont(font(BODY))
    application.setStyleSheet(style_sheet())
    application.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))


def style_sheet() -> str:
    """Return the style sheet, in the theme's colours."""
    arrow = resource("icons", "chevron-down.svg").as_posix()
    text = STYLE.replace("@arrow@", f'"{arrow}"')
    return re.sub("@([a-zA-Z0-9]+)@", lambda found: tone(found[1]).name(), text)


STYLE = """
QMenuBar { background: @app@; border-bottom: 1px solid @line@; padding: 1px 8px; }
QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @focusTint@; }
QMenu { background: @surface@; border: 1px solid @line3@; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @focusTint@; color: @ink@; }
QMenu::item:disabled { color: @ink3@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QStatusBar { background: @app@; border-top: 1px solid @line@; }
QStatusBar::item { border: none; }
QPushButton { background: @surface@; border: 1px solid @line3@; border-radius: 5px;
              padding: 0 12px; min-height: 30px; }
QPushButton:hover { background: @focusTint@; }
QPushButton:focus { border: 2px solid @focus@; padding: 0 11px; min-height: 28px; }
QPushButton::menu-indicator { width: 0px; }
QPushButton[primary="true"] { background: @focus@; border-color: @focus@; color: @surface@; }
QPushButton[primary="true"]:hover { background: @ink@; border-color: @ink@; }
QPushButton[primary="true"]:focus { border: 2px solid @ink@; }
QPushButton[flat="true"] { border: none; background: transparent; color: @focus@;
              padding: 0; min-height: 20px; text-align: left; }
QPushButton[flat="true"]:focus { border: 2px solid @focus@; }
QPushButton:disabled { color: @ink3@; background: @app@; }
QLineEdit { background: @surface@; border: 1px solid @line3@; border-radius: 5px;
            padding: 0 8px; min-height: 28px; }
QLineEdit:focus, QListView:focus, QTableWidget:focus, QPlainTextEdit:focus
            { border: 2px solid @focus@; }
QListView { background: @app@; border: none; outline: none; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @line3@; border-radius: 4px; min-height: 30px;
            margin: 1px 2px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QPlainTextEdit, QTableWidget { background: @surface@; border: 1px solid @line@; }
QHeaderView::section { background: @app@; border: none; border-bottom: 1px solid @line@;
            padding: 4px 8px; }
QProgressBar { border: 1px solid @line3@; border-radius: 5px; height: 9px; background: @line2@; }
QProgressBar::chunk { background: @focus@; border-radius: 4px; }
QComboBox { background: @surface@; border: 1px solid @line3@; border-radius: 5px;
            padding: 0 8px; min-height: 30px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url(@arrow@); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @surface@; border: 1px solid @line3@; outline: none;
            selection-background-color: @focusTint@; selection-color: @ink@; }
QDialog { background: @surface@; }
QRadioButton, QCheckBox { spacing: 8px; min-height: 24px; }
#panel { background: @surface@; border-left: 1px solid @line@; }
#cases { background: @app@; border-right: 1px solid @line@; }
#toolbar { background: @surface@; border-bottom: 1px solid @line@; }
#journey { background: @surface@; }
#message { background: @focusTint@; border-bottom: 1px solid @line@; }
"""


class PlainLabel(QLabel):
    """A label that shows its text as it is: text from a file never becomes markup."""

    def __init__(self, text: str = "", face: Face = BODY, ink: str = "ink") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(screen_font(face))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tone(ink))
        self.setPalette(palette)
        self.setText(text)

    def wrapped(self) -> PlainLabel:
        """Let the text run over several lines; returns the label."""
        self.setWordWrap(True)
        return self

    def selectable(self) -> PlainLabel:
        """Let the text be selected and copied; returns the label."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self


def screen_font(face: Face) -> QFont:
    """Return a font for a widget, at the nearest whole pixel."""
    return font(face)


@lru_cache(maxsize=128)
def icon(name: str, ink: str = "ink", size: int = 16) -> QIcon:
    """Return an icon of the bundled set in an ink of the theme."""
    pixmap = QPixmap(size * 3, size * 3)
    pixmap.setDevicePixelRatio(3)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_icon(painter, name, 0, 0, size, tone(ink))
    painter.end()
    return QIcon(pixmap)


class Button(QPushButton):
    """A push button; `primary` is the one action of a place, `flat` reads like a link."""

    def __init__(
        self, text: str, *, icon_name: str = "", primary: bool = False, flat: bool = False
    ) -> None:
        super().__init__(text)
        self.setProperty("primary", primary)
        self.setProperty("flat", flat)
        self.setFont(screen_font(BODY if flat else STRONG if primary else Face(13.5, 500)))
        if icon_name:
            self.setIcon(icon(icon_name, "surface" if primary else "ink"))
        self.setAccessibleName(text)


def rule(parent: QWidget | None = None) -> QWidget:
    """Return a hairline between parts of a panel."""
    line = QWidget(parent)
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    palette = line.palette()
    palette.setColor(QPalette.ColorRole.Window, tone("line"))
    line.setPalette(palette)
    return line
