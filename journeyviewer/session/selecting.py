"""Verbs that select entries: one after another, across lanes, or all in an area."""

from __future__ import annotations

from journeyviewer.model.chronology import Entry, EntryId
from journeyviewer.model.times import Minute
from journeyviewer.session.changes import Change
from journeyviewer.session.looking import Area
from journeyviewer.session.views import Views
from journeyviewer.timeline.spans import window


class Selecting(Views):
    """Selection follows the order of dates within a lane, and the nearest date across lanes."""

    def select(self, *names: EntryId) -> None:
        """Select entries, or nothing."""
        if names != self.selection:
            self.selection = names
            self._tell(Change.SELECTION)

    def add_to_selection(self, *names: EntryId) -> None:
        """Add entries to the selection, or take them out when all of them are in it."""
        if names and all(name in self.selection for name in names):
            self.select(*(name for name in self.selection if name not in names))
        else:
            self.select(*dict.fromkeys((*self.selection, *names)))

    def select_area(self, area: Area) -> None:
        """Select what lies in a stretch of time across some lanes."""
        held = self.held_in(area.start, area.end)
        self.select(*(name for lane in held if lane in area.lanes for name in held[lane]))

    def held_in(self, start: Minute, end: Minute) -> dict[str, list[EntryId]]:
        """Return what each lane shown holds in the time [start, end), without those that do not."""
        held: dict[str, list[EntryId]] = {}
        for lane in self.lanes_with_entries():
            for entry in self.in_lane(lane):
                first, last = self.extent(entry)
                if first < end and max(last, first + 1) > start:
                    held.setdefault(lane, []).append(entry.id)
        return held

    def in_lane(self, lane: str) -> list[Entry]:
        """Return the lane's drawn entries in order of date."""
        if self.case is None:
            return []
        known = [
            entry for entry in self.case.in_lane(lane) if entry.start.known and not entry.suggested
        ]
        return sorted(known, key=lambda entry: (window(entry.start), entry.order))

    def in_order(self) -> list[Entry]:
        """Return every drawn entry of the case in order of date, then of lanes."""
        if self.case is None:
            return []
        lanes = self.view.shown
        places = {lane: number for number, lane in enumerate(lanes)}
        known = [entry for entry in self.case.entries if entry.start.known and not entry.suggested]
        return sorted(
            known,
            key=lambda entry: (
                window(entry.start),
                places.get(entry.lane, len(places)),
                entry.order,
            ),
        )

    def lanes_with_entries(self) -> list[str]:
        """Return the shown lanes that hold something, from the top."""
        if self.case is None:
            return []
        held = {
            entry.lane
            for entry in self._entries.values()
            if entry.start.known and not entry.suggested
        }
        return [key for key in self.view.shown if key in held]

    def select_along(self, step: int) -> None:
        """Select the next or previous entry of the lane; without a selection the first one."""
        entry = self._anchor()
        if entry is None:
            self.select_end(last=False)
            return
        entries = self.in_lane(entry.lane)
        place = [item.id for item in entries].index(entry.id) + step
        if 0 <= place < len(entries):
            self.reach(entries[place])

    def select_across(self, step: int) -> None:
        """Select the entry nearest in time in the lane above or below."""
        entry = self._anchor()
        lanes = self.lanes_with_entries()
        if entry is None or entry.lane not in lanes:
            self.select_end(last=False)
            return
        place = lanes.index(entry.lane) + step
        if not 0 <= place < len(lanes):
            return
        at = window(entry.start)[0]
        nearest = min(self.in_lane(lanes[place]), key=lambda item: abs(window(item.start)[0] - at))
        self.reach(nearest)

    def select_end(self, last: bool) -> None:
        """Select the lane's first or last entry; without a selection that of the top lane."""
        entry = self._anchor()
        lanes = self.lanes_with_entries()
        if not lanes:
            return
        lane = entry.lane if entry is not None and entry.lane in lanes else lanes[0]
        entries = self.in_lane(lane)
        if entries:
            self.reach(entries[-1] if last else entries[0])

    def select_first_in(self, lane: str) -> None:
        """Select the lane's entry nearest to the middle of the period shown."""
        entries = self.in_lane(lane)
        if entries:
            start, end = self.period()
            at = (start + end) / 2
            self.reach(min(entries, key=lambda item: abs(window(item.start)[0] - at)))

    def fit_selection(self) -> None:
        """Show the selected entries with as much time on either side."""
        entries = [self.entry(name) for name in self.selection]
        extents = [self.extent(entry) for entry in entries if entry is not None]
        if extents and self.journey is not None:
            self.fit(min(start for start, _ in extents), max(end for _, end in extents))

    def centre_selection(self) -> None:
        """Bring the selection into the middle; when it is there already, fit it."""
        entry = self._anchor()
        if entry is None or self.journey is None:
            return
        start, end = self.extent(entry)
        shown = self.period()
        before = self.frames.frame
        self.centre_on(Minute((start + end) // 2))
        if self.frames.frame == before or shown == self.period():
            self.fit_selection()

    def reach(self, entry: Entry) -> None:
        """Select an entry and bring it into the period shown."""
        self.select(entry.id)
        if self.view.whole:
            return
        start, end = self.period()
        at, until = self.extent(entry)
        if until < start or at > end:
            self._show((at + min(until, at + end - start)) / 2 - (end - start) / 2, end - start)

    def _anchor(self) -> Entry | None:
        return self.entry(self.selection[0]) if self.selection else None
