"""What painted widgets hold for a screen reader: a tree of keys with names, places and actions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.lanes import lane
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.scene import Item, Scene
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.canvas_writing import choose
from journeyviewer.ui.written import marks_of, written

Key = Hashable
Role = QAccessible.Role


class Tree(Protocol):
    """The items of a widget; None is the widget itself.

    A key names an item for as long as it is there, so that a screen reader stays on it while
    the view changes. `area` is in pixels of the viewport; `holds` is False once an item is gone.
    """

    def title(self) -> str:
        """Return the name of the whole."""

    def children(self, key: Key | None) -> Sequence[Key]:
        """Return what an item holds, in order."""

    def parent(self, key: Key) -> Key | None:
        """Return what holds an item."""

    def holds(self, key: Key) -> bool:
        """True while there is such an item."""

    def role(self, key: Key) -> QAccessible.Role:
        """Return what kind of thing an item is."""

    def name(self, key: Key) -> str:
        """Return what is said of an item."""

    def area(self, key: Key) -> QRect:
        """Return where an item is, in pixels of the viewport."""

    def chosen(self, key: Key) -> bool:
        """True for a selected item."""

    def current(self) -> Key | None:
        """Return the item that has the keyboard when the widget has it."""

    def press(self, key: Key) -> None:
        """Do what a click on the item does."""


@runtime_checkable
class PaintedItems(Protocol):
    """A widget that paints a list of items and lets each be found, read and selected.

    A widget with these methods needs nothing else to be read aloud; `item_rect` is in pixels of
    its viewport, or of itself when it does not scroll. `current_item` is -1 without one.
    """

    def item_count(self) -> int:
        """Return how many items there are."""

    def item_name(self, index: int) -> str:
        """Return what is said of an item."""

    def item_rect(self, index: int) -> QRect:
        """Return where an item is."""

    def item_selected(self, index: int) -> bool:
        """True for a selected item."""

    def current_item(self) -> int:
        """Return the item with the keyboard."""

    def select_item(self, index: int) -> None:
        """Do what a click on the item does."""


@runtime_checkable
class OwnTree(Protocol):
    """A widget that paints more than one list, and knows what it holds for a screen reader."""

    def accessible_tree(self) -> Tree:
        """Return its items."""


class RowTree:
    """The items of a widget that paints one list."""

    def __init__(self, widget: QWidget) -> None:
        assert isinstance(widget, PaintedItems)
        self.widget: QWidget = widget
        self.items: PaintedItems = widget

    def title(self) -> str:
        """Return the accessible name of the widget."""
        return self.widget.accessibleName()

    def children(self, key: Key | None) -> Sequence[Key]:
        """Return the numbers of the items."""
        return range(self.items.item_count()) if key is None else ()

    def parent(self, key: Key) -> Key | None:
        """Return None: the widget holds every item."""
        return None

    def holds(self, key: Key) -> bool:
        """True for a number below that of the items."""
        return key in self.children(None)

    def role(self, key: Key) -> QAccessible.Role:
        """Return that of a list's item."""
        return Role.ListItem

    def name(self, key: Key) -> str:
        """Return what is said of an item."""
        return self.items.item_name(_number(key))

    def area(self, key: Key) -> QRect:
        """Return where an item is."""
        return self.items.item_rect(_number(key))

    def chosen(self, key: Key) -> bool:
        """True for a selected item."""
        return self.items.item_selected(_number(key))

    def current(self) -> Key | None:
        """Return the number of the item with the keyboard."""
        number = self.items.current_item()
        return number if number >= 0 else None

    def press(self, key: Key) -> None:
        """Select an item."""
        self.items.select_item(_number(key))


def _number(key: Key) -> int:
    assert isinstance(key, int)
    return key


@dataclass(frozen=True, slots=True)
class LaneKey:
    """Names a lane of the journey."""

    lane: str


@dataclass(frozen=True, slots=True)
class ItemKey:
    """Names a mark of a lane by the entries it stands for."""

    lane: str
    entries: tuple[EntryId, ...]


@dataclass(frozen=True, slots=True)
class MemberKey:
    """Names one entry among those that a mark stands for."""

    item: ItemKey
    entry: EntryId


@dataclass(frozen=True, slots=True)
class NoteKey:
    """Names a note, key development or phase; `lane` is "" over the lanes."""

    lane: str
    note: str


class JourneyTree:
    """The journey: what was written over the lanes, then its lanes from the top.

    In each lane are its notes, its marks by date, and the members of crowds.
    """

    def __init__(self, canvas: JourneyCanvas) -> None:
        self.canvas = canvas
        self.session = canvas.session
        self._scene: Scene | None = None
        self._lanes: dict[LaneKey, tuple[ItemKey, ...]] = {}
        self._areas: dict[Key, QRectF] = {}
        self._notes: dict[str, tuple[NoteKey, ...]] = {}
        self._folded: frozenset[str] = frozenset()

    def _read(self) -> None:
        """Index the scene in sight, once for each scene."""
        self.canvas.be_still()
        scene = self.canvas.scene
        if scene is self._scene:
            return
        self._scene = scene
        self._lanes, self._areas, self._notes = {}, {}, {}
        if scene is None:
            return
        self._read_notes(scene)
        places = {entry.id: place for place, entry in enumerate(self.session.in_order())}
        self._folded = frozenset(band.lane for band in scene.bands if band.folded)
        held: dict[str, dict[ItemKey, int]] = {band.lane: {} for band in scene.bands}
        for item in scene.items:
            if item.note:
                continue
            key = ItemKey(item.lane, item.entries)
            first = min((places.get(name, len(places)) for name in item.entries), default=0)
            held.setdefault(item.lane, {})[key] = first
            self._areas[key] = self._areas.get(key, QRectF()).united(_rect(item))
        for band in scene.bands:
            key_of_lane = LaneKey(band.lane)
            self._areas[key_of_lane] = QRectF(0, band.y, scene.width, band.height)
        for name, items in held.items():
            self._lanes[LaneKey(name)] = tuple(sorted(items, key=lambda key: items[key]))

    def _read_notes(self, scene: Scene) -> None:
        """Index what was written, by date; a pin and its bracket are one."""
        dates = {mark.id: place for place, mark in enumerate(marks_of(self.session))}
        held: dict[str, dict[NoteKey, None]] = {}
        for item in scene.items:
            if item.note:
                key = NoteKey(item.lane, item.note)
                held.setdefault(item.lane, {})[key] = None
                self._areas[key] = self._areas.get(key, QRectF()).united(_rect(item))
        for name, keys in held.items():
            self._notes[name] = tuple(sorted(keys, key=lambda key: dates.get(key.note, 0)))

    def title(self) -> str:
        """Return "Journey of Case 1"."""
        case = self.session.case
        return f"Journey of {case.title}" if case is not None else "Journey"

    def children(self, key: Key | None) -> Sequence[Key]:
        """Return what is over the lanes and these, a lane's notes and marks, or a crowd."""
        self._read()
        if key is None:
            return (*self._notes.get("", ()), *self._lanes)
        if isinstance(key, LaneKey):
            return (*self._notes.get(key.lane, ()), *self._lanes.get(key, ()))
        if isinstance(key, ItemKey) and len(key.entries) > 1:
            return [MemberKey(key, entry) for entry in key.entries]
        return ()

    def parent(self, key: Key) -> Key | None:
        """Return the crowd of a member and the lane of a mark."""
        if isinstance(key, MemberKey):
            return key.item
        if isinstance(key, NoteKey):
            return LaneKey(key.lane) if key.lane else None
        return LaneKey(key.lane) if isinstance(key, ItemKey) else None

    def holds(self, key: Key) -> bool:
        """True while the scene in sight has the item."""
        self._read()
        if isinstance(key, MemberKey):
            return key.item in self._areas
        return key in self._areas or key in self._lanes

    def role(self, key: Key) -> QAccessible.Role:
        """Return a grouping for a lane, else a list's item."""
        return Role.Grouping if isinstance(key, LaneKey) else Role.ListItem

    def name(self, key: Key) -> str:
        """Return what is said of an item, with dates only while they are shown."""
        self._read()
        if isinstance(key, LaneKey):
            return self._lane_name(key)
        if isinstance(key, MemberKey):
            return self._entry_name(key.entry)
        if isinstance(key, NoteKey):
            said = written(self.session, key.note)
            return said.name if said is not None else ""
        assert isinstance(key, ItemKey)
        if len(key.entries) == 1:
            return self._entry_name(key.entries[0])
        names = [self._entry_name(name) for name in (key.entries[0], key.entries[-1])]
        return crowd_name(lane(key.lane).title, names, len(key.entries))

    def _lane_name(self, key: LaneKey) -> str:
        count = sum(len(item.entries) for item in self._lanes.get(key, ()))
        said = counted(count, "record") if count else "nothing in the period shown"
        notes = len(self._notes.get(key.lane, ()))
        said += f", {counted(notes, 'note')}" if notes else ""
        folded = ", folded" if key.lane in self._folded else ""
        return f"{lane(key.lane).title}, {said}{folded}"

    def _entry_name(self, name: EntryId) -> str:
        entry, case = self.session.entry(name), self.session.case
        if entry is None or case is None:
            return ""
        return item_name(entry, case, self.session.view.dates)

    def area(self, key: Key) -> QRect:
        """Return where an item is in the viewport; what scrolls is where it has scrolled to."""
        self._read()
        at = self._areas.get(key.item if isinstance(key, MemberKey) else key, QRectF())
        scene = self._scene
        if scene is not None and at.y() >= max(scene.fixed_bottom, scene.plot_top - 1):
            at = at.translated(0, -self.canvas.verticalScrollBar().value())
        return at.toAlignedRect()

    def chosen(self, key: Key) -> bool:
        """True when an entry of the item is selected, or the item was chosen."""
        if isinstance(key, NoteKey):
            return key.note == self.session.chosen
        if isinstance(key, MemberKey):
            return key.entry in self.session.selection
        return isinstance(key, ItemKey) and not set(key.entries).isdisjoint(self.session.selection)

    def current(self) -> Key | None:
        """Return the mark of the first selected entry, else what was chosen."""
        self._read()
        selection = self.session.selection
        entry = self.session.entry(selection[0]) if selection else None
        if entry is None:
            notes = (key for keys in self._notes.values() for key in keys)
            return next((key for key in notes if key.note == self.session.chosen), None)
        items = self._lanes.get(LaneKey(entry.lane), ())
        return next((key for key in items if entry.id in key.entries), None)

    def press(self, key: Key) -> None:
        """Select what an item stands for, choose what was written; fold or open a lane."""
        if isinstance(key, NoteKey):
            choose(self.canvas, key.note)
        elif isinstance(key, LaneKey):
            self.session.fold_lane(key.lane)
        elif isinstance(key, MemberKey):
            self.session.select(key.entry)
        elif isinstance(key, ItemKey):
            self.session.select(*key.entries)


def crowd_name(title: str, names: Sequence[str], count: int = 0) -> str:
    """Return what is said of a mark of a lane that stands for the records with these names.

    `count` is how many they are where the first and the last alone are given.
    """
    if len(names) == 1:
        return names[0]
    first, last = (name.removeprefix(f"{title}: ") for name in (names[0], names[-1]))
    many = counted(count or len(names), "record")
    return f"{title}: {many} close together, the first {first}; the last {last}"


def _rect(item: Item) -> QRectF:
    return QRectF(item.x, item.y, max(item.width, 1.0), max(item.height, 1.0))


def viewport_of(widget: QWidget) -> QWidget:
    """Return what items are painted on."""
    return widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget


def tree_of(widget: QWidget) -> Tree | None:
    """Return the items of a widget that paints some; None for any other."""
    if isinstance(widget, JourneyCanvas):
        return JourneyTree(widget)
    if isinstance(widget, OwnTree):
        return widget.accessible_tree()
    return RowTree(widget) if isinstance(widget, PaintedItems) else None
