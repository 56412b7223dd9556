"""Where the items of a scene are: found by pixel and by entry without looking through them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeyviewer.model.chronology import EntryId
from journeyviewer.timeline.scene import Item, Scene

CELL = (64.0, 16.0)
LEAST_WIDTH = 6.0
"""Items narrower than this are pointed at as if they were as wide."""


class Places:
    """The items of one scene, sorted into cells when they are first asked for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._cells: dict[tuple[int, int], list[Item]] | None = None
        self._of: dict[EntryId, Item] | None = None

    def item_at(self, x: float, y: float) -> Item | None:
        """Return the topmost item under a pixel of the scene."""
        return next((item for item in self.items_at(x, y)), None)

    def items_at(self, x: float, y: float) -> Iterator[Item]:
        """Yield the items under a pixel of the scene, topmost first."""
        if self._cells is None:
            self._cells = self._sorted()
        for item in reversed(self._cells.get((int(x // CELL[0]), int(y // CELL[1])), [])):
            left, right = reach(item)
            if left <= x < right and item.y <= y < item.y + item.height:
                yield item

    def of(self, entry: EntryId) -> Item | None:
        """Return the item that stands for an entry, alone or with others."""
        if self._of is None:
            self._of = {name: item for item in self.scene.items for name in item.entries}
        return self._of.get(entry)

    def of_all(self, entries: Iterable[EntryId]) -> list[Item]:
        """Return the items that stand for entries, each once."""
        found = (self.of(entry) for entry in entries)
        return list(dict.fromkeys(item for item in found if item is not None))

    def lane_at(self, y: float) -> str | None:
        """Return the lane at a height of the scene."""
        bands = self.scene.bands
        return next((band.lane for band in bands if band.y <= y < band.y + band.height), None)

    def _sorted(self) -> dict[tuple[int, int], list[Item]]:
        cells: dict[tuple[int, int], list[Item]] = {}
        for item in self.scene.items:
            left, right = reach(item)
            rows = range(int(item.y // CELL[1]), int((item.y + item.height) // CELL[1]) + 1)
            for column in range(int(left // CELL[0]), int(right // CELL[0]) + 1):
                for row in rows:
                    cells.setdefault((column, row), []).append(item)
        return cells


def reach(item: Item) -> tuple[float, float]:
    """Return the stretch [left, right) in pixels in which an item is pointed at."""
    pad = max(0.0, (LEAST_WIDTH - item.width) / 2)
    return item.x - pad, item.x + item.width + pad
