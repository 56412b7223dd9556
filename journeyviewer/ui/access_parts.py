"""Names for the parts that Qt puts into widgets by itself, such as the cross in a field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QStatusBar,
    QWidget,
)

INNER_BUTTONS = {
    "qt_menubar_ext_button": "More menus",
    "qt_toolbar_ext_button": "More",
    "qt_tableview_cornerbutton": "Select everything",
    "ScrollLeftButton": "Earlier tabs",
    "ScrollRightButton": "Later tabs",
}
PLAIN: tuple[tuple[type[QWidget], str], ...] = (
    (QMenuBar, "Menus"),
    (QStatusBar, "Status"),
    (QSizeGrip, "Resize the window"),
    (QProgressBar, "Progress"),
)


def name_part(widget: QWidget) -> None:
    """Name a part that Qt made; anything else keeps the name it has, or has none."""
    name = _name(widget)
    if name:
        widget.setAccessibleName(name)


def _name(widget: QWidget) -> str:
    upright = Qt.Orientation.Vertical
    if isinstance(widget, QScrollBar):
        return "Scroll up and down" if widget.orientation() is upright else "Scroll sideways"
    if isinstance(widget, QHeaderView):
        return "Rows" if widget.orientation() is upright else "Columns"
    if isinstance(widget, QAbstractButton) and not widget.text():
        inside_field = isinstance(widget.parentWidget(), QLineEdit)
        return "Clear" if inside_field else INNER_BUTTONS.get(widget.objectName(), "")
    if isinstance(widget, QAbstractItemView):
        return _choices(widget)
    if isinstance(widget, QMenu):
        return _menu(widget)
    if isinstance(widget, QScrollArea):
        return _named_above(widget)
    return next((name for kind, name in PLAIN if isinstance(widget, kind)), "")


def _menu(widget: QMenu) -> str:
    """Return a menu's title, else what is written where it drops from."""
    above = widget.parentWidget()
    if isinstance(above, QAbstractButton):
        return above.accessibleName() or above.text().replace("&", "")
    more = "More menus" if isinstance(above, QMenuBar) else ""
    return widget.title().replace("&", "") or more


def _choices(widget: QWidget) -> str:
    """Return the name of the box that a list of choices drops from."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QComboBox):
        above = above.parentWidget()
    return above.accessibleName() if above is not None else ""


def _named_above(widget: QWidget) -> str:
    """Return the name of the nearest part with one that a widget scrolls the contents of."""
    above = widget.parentWidget()
    while above is not None and not above.accessibleName():
        above = above.parentWidget()
    return above.accessibleName() if above is not None else ""
