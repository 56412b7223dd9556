"""What is open, shown and selected, and the verbs that change it; views listen and fetch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journeyviewer.model.chronology import Case, EntryId
from journeyviewer.model.search import find
from journeyviewer.model.times import Minute
from journeyviewer.session.changes import Change, Page
from journeyviewer.session.finding import Filter, Search
from journeyviewer.session.looking import Area, Looking, Measure
from journeyviewer.session.studying import Studying
from journeyviewer.session.views import LEAST_PERIOD

__all__ = ["LEAST_PERIOD", "Change", "Page", "Session"]


class Session(Studying):
    """All of it: cases, views, selection; and what is searched, filtered and looked at closely."""

    def __init__(self) -> None:
        super().__init__()
        self.searching = Search()
        self.filter = Filter()

    def search(self, words: str) -> None:
        """Look for words in the case in sight; the current hit is the first from here on."""
        if words != self.searching.words:
            self._look_for(replace(self.searching, words=words))

    def search_within(self, within: bool) -> None:
        """Keep the search to the period shown, or look in all of the case."""
        if within != self.searching.within:
            self._look_for(replace(self.searching, within=within))

    def next_hit(self, step: int = 1) -> None:
        """Select the next or previous hit, round from the last to the first."""
        search = self.searching
        if not search.hits:
            return
        if search.hit is not None and search.hit in self.selection:
            current = (search.current + step) % len(search.hits)
        else:
            current = max(search.current, 0)
        self.searching = replace(search, current=current)
        entry = self.entry(search.hits[current])
        self._tell(Change.SEARCH)
        if entry is not None:
            self.reach(entry)

    def set_filter(self, wanted: Filter) -> None:
        """Draw in full only what the filter lets pass; the rest stays, faint."""
        if wanted != self.filter:
            self.filter = wanted
            self._dim()
            self._tell(Change.FILTER)

    @property
    def passed_over(self) -> int:
        """How many records of the case the filter passes over."""
        return len(self.arrangement.dimmed)

    def select(self, *names: EntryId) -> None:
        """Select entries, or nothing; an area dragged before is put away."""
        self._look(replace(self.looking, area=None, lane=None))
        super().select(*names)

    def select_area(self, area: Area) -> None:
        """Select what lies in a stretch of time across some lanes, and keep the area in sight."""
        super().select_area(area)
        self._look(replace(self.looking, area=area, lane=None))

    def tick_lane(self, lane: str) -> None:
        """Take a lane out of the area in sight, or into it."""
        area = self.looking.area
        if area is not None:
            self.select_area(replace(area, lanes=area.lanes ^ {lane}))

    def fold_lane(self, lane: str) -> None:
        """Fold an open lane, or open a folded one; one that holds nothing is asked about."""
        super().fold_lane(lane)
        self._ask_about(lane)

    def select_first_in(self, lane: str) -> None:
        """Select the lane's entry nearest to the middle of the period; ask where there is none."""
        super().select_first_in(lane)
        self._ask_about(lane)

    def _ask_about(self, lane: str) -> None:
        if self.case is not None and not self.case.in_lane(lane):
            self.select()
            self._look(replace(self.looking, lane=lane))

    def look_near(self, name: EntryId | None) -> None:
        """Show everything near an entry, or nothing of the kind."""
        self._look(replace(self.looking, near=name))

    def turn_near(self) -> None:
        """Show everything near the selected entry, or put that away."""
        entry = self.selected
        same = entry is None or self.looking.near == entry.id
        self.look_near(None if same or entry is None else entry.id)

    def widen_near(self, step: int) -> None:
        """Widen (1) or narrow (-1) what counts as near."""
        self._look(self.looking.with_days(step))

    def set_cursor(self, at: Minute | None) -> None:
        """Show what every lane held at a position; None puts it away."""
        self._look(replace(self.looking, cursor=at))

    def turn_measuring(self) -> None:
        """Start measuring between two positions, or put the measure away."""
        if self.looking.measuring or self.looking.measure is not None:
            self._look(replace(self.looking, measuring=False, measure=None))
        else:
            self._look(replace(self.looking, measuring=True))

    def measure_at(self, at: Minute) -> None:
        """Choose the first or the second end of a measure."""
        begun = self.looking.measure
        if begun is None or begun.end is not None:
            self._look(replace(self.looking, measuring=True, measure=Measure(at)))
        else:
            done = Measure(begun.start, at)
            self._look(replace(self.looking, measuring=False, measure=done))

    def turn_card(self, name: EntryId) -> None:
        """Keep an entry's card in sight, or put it away."""
        self._look(self.looking.with_card(name))

    def escape(self) -> bool:
        """Put the next thing away: measure, cursor, surroundings, selection or area, curtain.

        Returns False when there is nothing left to put away.
        """
        looking = self.looking
        if looking.measuring or looking.measure is not None:
            self._look(replace(looking, measuring=False, measure=None))
        elif looking.cursor is not None:
            self.set_cursor(None)
        elif looking.near is not None:
            self.look_near(None)
        elif self.selection or looking.area is not None or looking.lane is not None:
            self.select()
        elif self.curtain is not None:
            self.draw_curtain(None)
        else:
            return False
        return True

    def _look(self, looking: Looking) -> None:
        if looking != self.looking:
            self.looking = looking
            self._tell(Change.LOOK)

    def _look_for(self, search: Search) -> None:
        hits = self._found(search)
        self.searching = replace(search, hits=hits, current=0 if hits else -1)
        self._tell(Change.SEARCH)

    def _found(self, search: Search) -> tuple[EntryId, ...]:
        entries = self.in_order()
        if search.within:
            start, end = self.period()
            entries = [
                entry
                for entry in entries
                if self.extent(entry)[0] < end and self.extent(entry)[1] >= start
            ]
        return find(entries, search.words)

    def _tell(self, change: Change) -> None:
        search = self.searching
        if change is Change.VIEW and search.within:
            # Another period holds other hits; the current one stays where it is still among them.
            hits = self._found(search)
            current = hits.index(search.hit) if search.hit in hits else min(0, len(hits) - 1)
            self.searching = replace(search, hits=hits, current=current)
        super()._tell(change)

    def _dim(self) -> None:
        entries = () if self.filter.empty else self._entries.values()
        dimmed = frozenset(entry.id for entry in entries if not self.filter.passes(entry))
        self.arrangement = replace(self.arrangement, dimmed=dimmed)

    def _see(self, case: Case | None, curtain: date | None) -> None:
        super()._see(case, curtain)
        self._dim()
        search = self.searching
        hits = self._found(search) if search.words else ()
        self.searching = replace(search, hits=hits, current=0 if hits else -1)
