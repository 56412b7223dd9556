"""What the room's picture holds for a screen reader: its lanes and their marks, ages alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QAccessible

from journeyviewer.model.chronology import Case, EntryId
from journeyviewer.model.lanes import lane
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import Item, Scene
from journeyviewer.ui.access_items import Key, crowd_name
from journeyviewer.ui.presenting.picture import RoomPicture

Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class BandKey:
    """Names a lane of the picture: whose, and which; `said` is what is told of it."""

    case: str
    lane: str
    said: str


@dataclass(frozen=True, slots=True)
class MarkKey:
    """Names a mark by the entries it stands for and by what is told of it.

    What is told changes with what is known, and a reader then finds another mark there. `crowd` is
    the mark whose entries stand together, None for one that stands in its lane.
    """

    band: BandKey | None
    entries: tuple[EntryId, ...]
    said: str
    crowd: MarkKey | None = None


class RoomTree:
    """The picture in sight: key developments, then the lanes from the top and what each holds.

    Cards, pauses and the black screen hold nothing. Everything comes from the journey as it was
    known by the end of the days shown, so that nothing later is told.
    """

    def __init__(self, picture: RoomPicture) -> None:
        self.picture = picture
        self._scene: Scene | None = None
        self._held: dict[Key | None, tuple[Key, ...]] = {}
        self._areas: dict[Key, QRectF] = {}

    def _read(self) -> None:
        """Index the scene in sight, once for each scene."""
        scene = self.picture.shown()
        if scene is self._scene:
            return
        self._scene, self._held, self._areas = scene, {None: ()}, {}
        journeys = self.picture.journeys()
        if not journeys or not scene.bands:
            return
        every = len(scene.bands) // len(journeys)
        developments = [self._development(journeys[0], item) for item in scene.items if item.note]
        bands: list[Key] = []
        for at, journey in enumerate(journeys):
            for band in scene.bands[at * every : (at + 1) * every]:
                inside = [
                    item
                    for item in scene.items
                    if item.lane == band.lane
                    and not item.note
                    and band.y <= item.y + item.height / 2 <= band.y + band.height
                ]
                area = QRectF(0, band.y, scene.width, band.height)
                bands.append(self._band(journey.case, band.lane, inside, area, len(journeys) > 1))
        self._held[None] = (*developments, *bands)

    def _development(self, journey: Journey, item: Item) -> Key:
        marks = {mark.id: mark for mark in journey.annotations.developments}
        mark = marks.get(item.note)
        said = f"Key development {mark.number}: {mark.words}" if mark is not None else ""
        key = MarkKey(None, (EntryId(item.note),), said)
        self._areas[key] = _rect(item)
        return key

    def _band(self, case: Case, name: str, items: Sequence[Item], area: QRectF, named: bool) -> Key:
        """Index a lane with its marks by date; `named` tells whose it is."""
        known = {entry.id: (at, entry) for at, entry in enumerate(case.entries)}

        def told(entry: EntryId) -> str:
            # The file's own words are no part of the picture: where there is no label, none.
            found = known[entry][1]
            return item_name(found if found.label else replace(found, words=""), case, False)

        areas: dict[tuple[EntryId, ...], QRectF] = {}
        for item in items:
            entries = tuple(entry for entry in item.entries if entry in known)
            if entries:
                areas[entries] = areas.get(entries, QRectF()).united(_rect(item))
        title = lane(name).title
        count = len({entry for entries in areas for entry in entries})
        said = counted(count, "record") if count else "nothing in the period shown"
        whose = f"{case.title}, " if named else ""
        band = BandKey(case.id, name, f"{whose}{title}, {said}")
        self._areas[band] = area
        marks: list[Key] = []
        for entries in sorted(areas, key=lambda each: known[each[0]][0]):
            names = [told(entry) for entry in entries]
            mark = MarkKey(band, entries, crowd_name(title, names))
            self._areas[mark] = areas[entries]
            marks.append(mark)
            if len(entries) > 1:
                pairs = zip(entries, names, strict=True)
                self._held[mark] = tuple(MarkKey(band, (one,), of, mark) for one, of in pairs)
        self._held[band] = tuple(marks)
        return band

    def title(self) -> str:
        """Return what the picture is called."""
        return self.picture.accessibleName()

    def children(self, key: Key | None) -> Sequence[Key]:
        """Return the lanes, the marks of one, or what stands together in a mark."""
        self._read()
        return self._held.get(key, ())

    def parent(self, key: Key) -> Key | None:
        """Return the lane of a mark, and the mark that an entry stands in."""
        return (key.crowd or key.band) if isinstance(key, MarkKey) else None

    def holds(self, key: Key) -> bool:
        """True while it is in sight and the same is told of it."""
        self._read()
        return self._outer(key) in self._areas

    def role(self, key: Key) -> QAccessible.Role:
        """Return a grouping for a lane, else a list's item."""
        return Role.Grouping if isinstance(key, BandKey) else Role.ListItem

    def name(self, key: Key) -> str:
        """Return what is told."""
        assert isinstance(key, BandKey | MarkKey)
        return key.said

    def area(self, key: Key) -> QRect:
        """Return where it is in the picture, in pixels of the widget."""
        self._read()
        at, factor = self._areas.get(self._outer(key), QRectF()), self.picture.factor
        return QRectF(
            at.x() * factor, at.y() * factor, at.width() * factor, at.height() * factor
        ).toAlignedRect()

    def chosen(self, key: Key) -> bool:
        """True for what the point is about."""
        walk = self.picture.walk
        place = walk.place
        about = walk.chosen(place) if place is not None else None
        return isinstance(key, MarkKey) and about is not None and about in key.entries

    def current(self) -> Key | None:
        """Return None: the keyboard walks the points, not the marks."""
        return None

    def press(self, key: Key) -> None:
        """Show the lane alone, or all of them again."""
        band = key if isinstance(key, BandKey) else getattr(key, "band", None)
        if isinstance(band, BandKey):
            self.picture.pointed.emit(band.lane)

    @staticmethod
    def _outer(key: Key) -> Key:
        """Return what has a place of its own: the crowd, for an entry that stands in one."""
        return key.crowd if isinstance(key, MarkKey) and key.crowd is not None else key


def _rect(item: Item) -> QRectF:
    return QRectF(item.x, item.y, max(item.width, 1.0), max(item.height, 1.0))
