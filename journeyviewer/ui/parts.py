"""Small parts of bars and panels: buttons with an icon alone, buttons that open, popovers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QLayout,
    QLayoutItem,
    QMenu,
    QScrollArea,
    QStyledItemDelegate,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.ui.look import Button, icon_pixmap, scaled, when_changed

AROUND = 40
"""Pixels that a dialog leaves free of the screen on each side, for its frame among others."""


class ChoiceBox(QComboBox):
    """A list to choose from that the wheel and page keys pass: scrolling changes no answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The one that Qt takes draws lines as those of a menu of the desktop, where the line
        # that Enter would choose has a grey frame and nothing of the look of the program.
        self.setItemDelegate(QStyledItemDelegate(self))

    def take_typing(self) -> None:
        """Let other words be typed than those of the list."""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing was typed that they would change.

        The field in the list would keep these keys to itself all the same.
        """
        field = self.lineEdit()
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and field is not None:
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            rests = (event.matches(undo) and not field.isUndoAvailable()) or (
                event.matches(redo) and not field.isRedoAvailable()
            )
            if rests:
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys that turn pages to what the list stands in, as the wheel."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what the list stands in."""
        event.ignore()


class IconButton(QToolButton):
    """A button with an icon alone; its words are its tooltip and what a screen reader says."""

    def __init__(self, icon_name: str, words: str, *, ink: str = "ink2", size: int = 16) -> None:
        super().__init__()
        self.icon_name, self.ink, self.size_at_100 = icon_name, ink, size
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say(words)
        self._follow()
        when_changed(self._follow)

    def say(self, words: str) -> None:
        """Take other words for what it does."""
        self.setAccessibleName(words)
        self.setToolTip(words)

    def show_icon(self, name: str, ink: str = "") -> None:
        """Show another icon, in the same ink unless one is given."""
        self.icon_name, self.ink = name, ink or self.ink
        self._follow()

    def _follow(self) -> None:
        size = scaled(self.size_at_100)
        self.setIconSize(QSize(size, size))
        made = QIcon(icon_pixmap(self.icon_name, self.ink, size))
        made.addPixmap(icon_pixmap(self.icon_name, "line3", size), QIcon.Mode.Disabled)
        self.setIcon(made)


def draw_chevron(button: QWidget, right: int) -> None:
    """Draw what says that a list opens below, this far (at 100 percent) from the right edge."""
    size = scaled(14)
    picture = icon_pixmap("chevron-down", "ink2" if button.isEnabled() else "ink3", size)
    with QPainter(button) as painter:
        x, y = button.width() - size - scaled(right), (button.height() - size) // 2
        painter.drawPixmap(x, y, picture)


class Drop(Button):
    """A button that opens a menu or a popover; a chevron says so."""

    def __init__(self, text: str, icon_name: str = "") -> None:
        super().__init__(text, icon_name=icon_name)
        self.setProperty("drop", True)
        self.menu_shown: QMenu | None = None

    def fill_with(self, fill: Callable[[QMenu], None]) -> None:
        """Open a menu that is filled anew each time."""
        menu = self.menu_shown = QMenu(self)

        def pop_up() -> None:
            menu.clear()
            fill(menu)
            menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

        self.clicked.connect(pop_up)

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        super().paintEvent(qt_event)
        draw_chevron(self, 9)

    def say(self, text: str, *, alone: bool = False) -> None:
        """Show these words, or keep them for a tip and a screen reader when the icon is `alone`."""
        self.set_words(text)
        self.show_words(not alone)


def painted_sheet() -> QWidget:
    """Return a viewport that is painted whole and follows the pointer.

    One of our own: asked for the one that it makes itself, Qt has every kind of widget loaded.
    """
    sheet = QWidget()
    sheet.setMouseTracking(True)
    sheet.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    return sheet


def resize_within(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog this size, in pixels at 100 percent, or what the screen has of it."""
    room = dialog.screen().availableSize() - QSize(2 * AROUND, 2 * AROUND)
    dialog.resize(QSize(scaled(width), scaled(height)).boundedTo(room))


class Scrolling(QScrollArea):
    """Holds the body of a dialog: as large as it wants to be, and scrolled on small screens."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)
        # The area makes its widgets fill their ground with that of the window.
        for widget in (self.viewport(), body):
            widget.setAutoFillBackground(False)

    def fit(self, dialog: QWidget, width: int) -> None:
        """Give the dialog this width and the height its body needs, within the screen."""
        room = dialog.screen().availableSize()
        width = min(scaled(width), room.width() - 2 * AROUND)
        body, column = self.widget(), dialog.layout()
        if body is None or column is None:
            return
        margins = column.contentsMargins()
        inner = width - margins.left() - margins.right()
        needed = (
            body.heightForWidth(inner) if body.hasHeightForWidth() else body.sizeHint().height()
        )
        others = column.sizeHint().height() - self.sizeHint().height()
        most = room.height() - 2 * AROUND
        dialog.setMinimumWidth(width)
        self.setMinimumHeight(min(needed, most - others))
        dialog.resize(width, min(needed + others, most))


class Popover(QFrame):
    """A small surface that opens at a button and goes away with Esc or a click elsewhere.

    A parent with an `access_role` has it among what it tells screen readers of.
    """

    access_role = QAccessible.Role.Dialog

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        # It holds the keyboard where nothing in it can, but is no stop on the way of Tab.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(8)

    def open_at(self, anchor: QWidget) -> None:
        """Open under a widget, its right edge within the screen; above it when there is room."""
        self.adjustSize()
        below = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        area = anchor.screen().availableGeometry()
        x = min(below.x(), area.right() - self.width() - 4)
        y = below.y()
        if y + self.height() > area.bottom():
            y = max(area.top(), anchor.mapToGlobal(QPoint(0, -self.height() - 4)).y())
        self.move(max(x, area.left()), y)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.focusNextChild()

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(qt_event)


def show_all(layout: QLayout) -> None:
    """Show everything in a layout at once."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            show_all(inner)
        elif widget is not None:
            widget.show()


def take_out(layout: QLayout) -> None:
    """Take everything out of a layout, for good."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            take_out(inner)
            inner.deleteLater()
        elif widget is not None:
            widget.hide()
            widget.deleteLater()


def has_keyboard(part: QWidget) -> bool:
    """Return whether a widget or something in it has the keyboard.

    Put away with it, it would hand it on to whatever comes next in the window.
    """
    here = QApplication.focusWidget()
    return here is not None and (here is part or part.isAncestorOf(here))


def lead_through(before: QWidget, parts: Iterable[QWidget]) -> None:
    """Have Tab go from a widget on through others in their order."""
    for part in parts:
        QWidget.setTabOrder(before, part)
        before = part


def tab_stops(inside: QWidget) -> list[QWidget]:
    """Return what in a widget Tab stops at, in the order it was made."""
    found, window = inside.findChildren(QWidget), inside.window()
    # What a list opens is a window of its own.
    own = (part for part in found if part.window() is window)
    return [part for part in own if part.focusPolicy() & Qt.FocusPolicy.TabFocus]


def ask(dialog: QDialog) -> int:
    """Show a dialog until it is answered, and return the answer; it ends with what asked for it.

    Left to the collecting of garbage it could end while a change of theme is being told to it.
    """
    answer = dialog.exec()
    dialog.deleteLater()
    return answer


class FlowLayout(QLayout):
    """Places widgets one after another, in as many lines as they need; it never asks for width."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self.gap = gap
        self.items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self.items.append(item)

    def count(self) -> int:
        return len(self.items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self.items[index] if 0 <= index < len(self.items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self.items.pop(index) if 0 <= index < len(self.items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = flow([item.sizeHint() for item in self.items], width, self.gap)
        return max((place.bottom() + 1 for place in places), default=0)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        places = flow([item.sizeHint() for item in self.items], area.width(), self.gap)
        for item, place in zip(self.items, places, strict=True):
            item.setGeometry(place.translated(area.topLeft()))

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self.gap for item in self.items)
        return QSize(width, max((item.sizeHint().height() for item in self.items), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self.items]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))


def flow(sizes: Sequence[QSize], width: int, gap: int) -> list[QRect]:
    """Return where things of these sizes lie, line after line, none wider than `width`."""
    places: list[QRect] = []
    x = y = tall = 0
    for size in sizes:
        wide = min(size.width(), max(width, 1))
        if x and x + wide > width:
            x, y, tall = 0, y + tall + gap, 0
        places.append(QRect(x, y, wide, size.height()))
        x, tall = x + wide + gap, max(tall, size.height())
    return places


def once_after(
    owner: QObject, milliseconds: int, act: Callable[[], object] | None = None
) -> QTimer:
    """Return a timer that acts once, so many milliseconds after it was last started."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    if act is not None:
        timer.timeout.connect(act)
    return timer
