"""Painted items for screen readers: each a child of its widget with name, role, place and action.

Qt asks for these objects only while something reads the screen. It keeps bare pointers to them:
they are kept here until Qt is told to forget them, and made when they are first asked for.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import VoidPtr, isValid

from journeyviewer.session.session import Change, Session
from journeyviewer.ui.access_items import Key, NoteKey, Tree, tree_of, viewport_of
from journeyviewer.ui.access_parts import name_part

Role, Text = QAccessible.Role, QAccessible.Text
PRESSED = "Selects it and shows its details"
_kept: dict[int, PaintedWidget] = {}
"""The painted widgets that were asked about, by the number of their interface."""
_plain: dict[int, SaidWidget] = {}
"""The widgets that say what they are by `access_role`, likewise."""


class Press(QAccessibleActionInterface):
    """The one action of an item: what a click on it does."""

    def __init__(self, item: PaintedItem) -> None:
        super().__init__()
        self.item = item

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, actionName: str) -> None:  # noqa: N803
        if actionName == QAccessibleActionInterface.pressAction() and self.item.isValid():
            self.item.owner.tree.press(self.item.key)

    def keyBindingsForAction(self, actionName: str) -> list[str]:  # noqa: N803
        return []

    def localizedActionName(self, name: str) -> str:
        return "Select"

    def localizedActionDescription(self, name: str) -> str:
        return self.item.owner.pressed_words


class PaintedItem(QAccessibleInterface):
    """An item of a painted widget; stays the same while views change, gone with its item."""

    def __init__(self, owner: PaintedWidget, key: Key) -> None:
        super().__init__()
        self.owner = owner
        self.key = key
        self.press = Press(self)

    def isValid(self) -> bool:
        return self.owner.alive() and self.owner.tree.holds(self.key)

    def object(self) -> QObject:
        return None  # type: ignore[return-value]

    def window(self) -> QWindow:
        return self.owner.window()

    def text(self, t: QAccessible.Text) -> str:
        return self.owner.tree.name(self.key) if t is Text.Name and self.isValid() else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Do nothing: names come from the records."""

    def role(self) -> QAccessible.Role:
        return self.owner.tree.role(self.key)

    def parent(self) -> QAccessibleInterface:
        above = self.owner.tree.parent(self.key)
        return self.owner if above is None else self.owner.item(above)

    def childCount(self) -> int:
        return len(self.owner.tree.children(self.key)) if self.isValid() else 0

    def child(self, index: int) -> QAccessibleInterface:
        return self.owner.item_at(self.key, index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self.owner.place_in(self.key, child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return self.owner.item_under(self.key, x, y)

    def rect(self) -> QRect:
        return self.owner.on_screen(self.key) if self.isValid() else QRect()

    def state(self) -> QAccessible.State:
        return self.owner.state_of(self.key) if self.isValid() else QAccessible.State()

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()

    def interface_cast(self, t: QAccessible.InterfaceType) -> int:
        # The binding hands the address of what is returned to Qt: None would not be a null one.
        action = t is QAccessible.InterfaceType.ActionInterface
        return self.press if action else VoidPtr(0)  # type: ignore[return-value]


class PaintedWidget(QAccessibleWidget):
    """A painted widget as a list; its real child widgets come after its items."""

    def __init__(self, widget: QWidget, tree: Tree) -> None:
        super().__init__(widget, Role.List)
        self.shown_by = widget
        self.tree = tree
        self.pressed_words = str(getattr(widget, "pressed_words", PRESSED))
        self._items: dict[Key, PaintedItem] = {}
        session = getattr(widget, "session", None)
        if isinstance(session, Session):
            session.listen(self._on_change)

    def alive(self) -> bool:
        """True until the widget is deleted."""
        return isValid(self) and isValid(self.shown_by)

    def text(self, t: QAccessible.Text) -> str:
        return self.tree.title() if t is Text.Name else super().text(t)

    def childCount(self) -> int:
        return len(self.tree.children(None)) + len(self._widgets())

    def child(self, index: int) -> QAccessibleInterface:
        count = len(self.tree.children(None))
        if index < count:
            return self.item_at(None, index)
        widgets = self._widgets()
        if 0 <= index - count < len(widgets):
            return QAccessible.queryAccessibleInterface(widgets[index - count])
        return None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        place = self.place_in(None, child)
        if place >= 0:
            return place
        widgets = self._widgets()
        found = child.object() if child is not None else None
        if not isinstance(found, QWidget) or found not in widgets:
            return -1
        return len(self.tree.children(None)) + widgets.index(found)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return self.item_under(None, x, y)

    def focusChild(self) -> QAccessibleInterface:
        current = self.tree.current()
        if self.shown_by.hasFocus() and current is not None:
            return self.item(current)
        return super().focusChild()

    def _widgets(self) -> list[QWidget]:
        """Return the visible child widgets that are not the viewport or a part of scrolling."""
        holders = {self.shown_by, viewport_of(self.shown_by)}
        return [
            widget
            for holder in holders
            for widget in holder.children()
            if isinstance(widget, QWidget)
            and widget.isVisible()
            and widget is not viewport_of(self.shown_by)
            and not widget.objectName().startswith("qt_scrollarea")
        ]

    def item(self, key: Key) -> PaintedItem:
        """Return an item, the same one each time."""
        if key not in self._items:
            made = self._items[key] = PaintedItem(self, key)
            QAccessible.registerAccessibleInterface(made)
        return self._items[key]

    def item_at(self, key: Key | None, index: int) -> QAccessibleInterface:
        """Return the item at a place in another one."""
        keys = self.tree.children(key)
        return self.item(keys[index]) if 0 <= index < len(keys) else None  # type: ignore[return-value]

    def place_in(self, key: Key | None, child: QAccessibleInterface) -> int:
        """Return the place of an item in another one; -1 when it is not in it."""
        keys = self.tree.children(key)
        if isinstance(child, PaintedItem) and child.owner is self and child.key in keys:
            return keys.index(child.key)
        return -1

    def item_under(self, key: Key | None, x: int, y: int) -> QAccessibleInterface:
        """Return the item of another one that is under a pixel of the screen."""
        for each in reversed(self.tree.children(key)):
            if self.on_screen(each).contains(x, y):
                deeper = self.item_under(each, x, y) if key is None else None
                return deeper if deeper is not None else self.item(each)
        return None  # type: ignore[return-value]

    def on_screen(self, key: Key) -> QRect:
        """Return where an item is on the screen."""
        area = self.tree.area(key)
        return QRect(viewport_of(self.shown_by).mapToGlobal(area.topLeft()), area.size())

    def state_of(self, key: Key) -> QAccessible.State:
        """Return the state of an item."""
        state = QAccessible.State()
        inside = self.tree.area(key).intersects(viewport_of(self.shown_by).rect())
        state.offscreen = not inside
        state.invisible = not self.shown_by.isVisible()
        if self.tree.role(key) is Role.ListItem:
            state.selectable = state.focusable = True
            state.selected = self.tree.chosen(key)
            state.focused = self.shown_by.hasFocus() and key == self.tree.current()
        return state

    def _on_change(self, change: Change) -> None:
        if not self.alive():
            return
        chosen = change is Change.CHOSEN and isinstance(self.tree.current(), NoteKey)
        if change is Change.SELECTION or chosen:
            self.tell_current()
        elif change in (Change.CASE, Change.COHORT, Change.VIEW, Change.FILTER, Change.STUDY):
            # Later: an item may be in the middle of the action that ends it.
            QTimer.singleShot(0, self.shown_by, self.forget_gone)

    def tell_current(self) -> None:
        """Say that another item is selected, and has the keyboard when the widget has it."""
        current = self.tree.current()
        if current is None:
            return
        item = self.item(current)
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Selection))
        if self.shown_by.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Focus))

    def forget_gone(self) -> None:
        """Let go of items that are no longer there, and say that there are others."""
        if not self.alive():
            return
        for key in [key for key in self._items if not self.tree.holds(key)]:
            self._forget(key)
        for event in (QAccessible.Event.NameChanged, QAccessible.Event.ObjectReorder):
            QAccessible.updateAccessibility(QAccessibleEvent(self.shown_by, event))

    def forget_all(self) -> None:
        """Let go of every item: the widget is gone."""
        for key in list(self._items):
            self._forget(key)

    def _forget(self, key: Key) -> None:
        item = self._items.pop(key)
        if isValid(item):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))


def make(class_name: str, made_for: QObject | None) -> QAccessibleInterface | None:
    """Return the interface of a painted widget, None for what Qt knows itself."""
    if not isinstance(made_for, QWidget):
        return None
    if not made_for.accessibleName():
        name_part(made_for)
    tree = tree_of(made_for)
    if tree is None:
        return _with_role(made_for)
    made = PaintedWidget(made_for, tree)
    number = id(made)
    _kept[number] = made

    def let_go() -> None:
        _kept.pop(number).forget_all()

    made_for.destroyed.connect(let_go)
    return made


class SaidWidget(QAccessibleWidget):
    """A widget that says what it is; lists that open over a window are among its children.

    Qt leaves such lists out of what a window holds, so that no walk through it would find them.
    """

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self.shown_by = widget

    def childCount(self) -> int:
        return super().childCount() + len(self._open())

    def child(self, index: int) -> QAccessibleInterface:
        own = super().childCount()
        over = self._open()
        if own <= index < own + len(over):
            return QAccessible.queryAccessibleInterface(over[index - own])
        return super().child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        found = child.object() if child is not None else None
        over = self._open()
        if isinstance(found, QWidget) and found in over:
            return super().childCount() + over.index(found)
        return super().indexOfChild(child)

    def parent(self) -> QAccessibleInterface:
        above = self.shown_by.parentWidget()
        if above is not None and self.shown_by.windowType() is Qt.WindowType.Popup:
            return QAccessible.queryAccessibleInterface(above)
        return super().parent()

    def _open(self) -> list[QWidget]:
        return [
            part
            for part in (self.shown_by.children() if isValid(self.shown_by) else ())
            if isinstance(part, QWidget)
            and part.windowType() is Qt.WindowType.Popup
            and part.isVisible()
        ]


def _with_role(widget: QWidget) -> QAccessibleInterface | None:
    """Return the interface of a widget that says what it is, None for any other."""
    role = getattr(widget, "access_role", None)
    if not isinstance(role, Role):
        return None
    made = SaidWidget(widget, role)
    number = id(made)
    _plain[number] = made
    widget.destroyed.connect(lambda: _plain.pop(number))
    return made


def forget_gone(widget: QWidget) -> None:
    """Let go of what a painted widget no longer holds, and tell readers that there is other."""
    for painted in tuple(_kept.values()):
        if painted.alive() and painted.shown_by is widget:
            painted.forget_gone()
