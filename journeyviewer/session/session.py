"""What is open, shown and selected, and the verbs that change it; views listen and fetch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from journeyviewer.model.chronology import Case, Cohort, Entry, EntryId
from journeyviewer.model.times import MINUTES_PER_DAY, Minute
from journeyviewer.timeline.layout import shown_lanes
from journeyviewer.timeline.plan import Journey, plan_journey
from journeyviewer.timeline.spans import window
from journeyviewer.timeline.view import View

LEAST_PERIOD = 21 * MINUTES_PER_DAY
MARGIN = 0.02
"""Share of the whole journey that may be shown beyond its ends."""


class Change(StrEnum):
    """What kind of thing changed."""

    COHORT = "cohort"
    CASE = "case"
    VIEW = "view"
    SELECTION = "selection"


Listener = Callable[[Change], None]


class Session:
    """The open cohort, the case in sight, a view for each case, and the selection."""

    def __init__(self) -> None:
        self.cohort: Cohort | None = None
        self.case: Case | None = None
        self.journey: Journey | None = None
        self.selection: tuple[EntryId, ...] = ()
        self._views: dict[str, View] = {}
        self._listeners: list[Listener] = []

    @property
    def view(self) -> View:
        """The view of the case in sight."""
        return self._views.get(self.case.id, View()) if self.case else View()

    @property
    def selected(self) -> Entry | None:
        """The selected entry; None when none or several are."""
        return self.entry(self.selection[0]) if len(self.selection) == 1 else None

    def listen(self, listener: Listener) -> None:
        """Have a function called after every change."""
        self._listeners.append(listener)

    def entry(self, name: EntryId) -> Entry | None:
        """Return an entry of the case in sight."""
        if self.case is None:
            return None
        return next((entry for entry in self.case.entries if entry.id == name), None)

    def open_cohort(self, cohort: Cohort) -> None:
        """Put another cohort in sight, with its first case."""
        self.cohort = cohort
        self._views.clear()
        self.case = self.journey = None
        self.selection = ()
        self._tell(Change.COHORT)
        if cohort.cases:
            self.choose_case(cohort.cases[0].id)

    def choose_case(self, case_id: str) -> None:
        """Put a case in sight; raises KeyError for one that is not open."""
        if self.cohort is None or (self.case is not None and self.case.id == case_id):
            return
        case = self.cohort.case(case_id)
        dates = self.view.dates
        self.case, self.journey = case, plan_journey(case)
        # Whether dates show is one decision for all cases.
        if self.view.dates != dates:
            self._set_dates(dates)
        self.selection = ()
        self._tell(Change.CASE)

    def step_case(self, step: int) -> None:
        """Put the next or the previous case in sight."""
        if self.cohort is None or self.case is None:
            return
        cases = self.cohort.cases
        place = cases.index(self.case) + step
        if 0 <= place < len(cases):
            self.choose_case(cases[place].id)

    def select(self, *names: EntryId) -> None:
        """Select entries, or nothing."""
        if names != self.selection:
            self.selection = names
            self._tell(Change.SELECTION)

    def in_lane(self, lane: str) -> list[Entry]:
        """Return the lane's drawn entries in order of date."""
        if self.case is None:
            return []
        known = [entry for entry in self.case.in_lane(lane) if entry.start.known]
        return sorted(known, key=lambda entry: (window(entry.start), entry.order))

    def lanes_with_entries(self) -> list[str]:
        """Return the shown lanes that hold something, from the top."""
        if self.journey is None:
            return []
        return [
            plan.lane.key
            for plan in shown_lanes(self.journey, self.view)
            if self.in_lane(plan.lane.key)
        ]

    def select_along(self, step: int) -> None:
        """Select the next or previous entry of the lane; without a selection the first one."""
        entry = self._anchor()
        if entry is None:
            self.select_end(last=False)
            return
        entries = self.in_lane(entry.lane)
        place = [item.id for item in entries].index(entry.id) + step
        if 0 <= place < len(entries):
            self._reach(entries[place])

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
        self._reach(nearest)

    def select_end(self, last: bool) -> None:
        """Select the lane's first or last entry; without a selection that of the top lane."""
        entry = self._anchor()
        lanes = self.lanes_with_entries()
        if not lanes:
            return
        lane = entry.lane if entry is not None else lanes[0]
        entries = self.in_lane(lane)
        if entries:
            self._reach(entries[-1] if last else entries[0])

    def show_whole(self) -> None:
        """Show the whole journey."""
        self._set_view(self.view.with_whole())

    def zoom(self, at: Minute, share: float, span: float, factor: float) -> None:
        """Zoom to `span / factor` minutes, keeping `at` at that share (0 to 1) of the plot.

        `span` is how many minutes the plot would hold at the scale under the pointer, so that the
        first zoom turns the two-speed axis plain without a jump there.
        """
        if self.journey is None:
            return
        longest = (self.journey.end - self.journey.start) * (1 + 2 * MARGIN)
        wanted = min(max(span / factor, LEAST_PERIOD), longest)
        self._show(at - share * wanted, wanted)

    def pan(self, share: float) -> None:
        """Move by a share of the period shown, later for positive shares."""
        start, end = self.period()
        if not self.view.whole:
            self._show(start + (end - start) * share, end - start)

    def period(self) -> tuple[Minute, Minute]:
        """Return the period shown."""
        view = self.view
        if view.start is not None and view.end is not None:
            return view.start, view.end
        if self.journey is None:
            return Minute(0), Minute(1)
        return self.journey.start, self.journey.end

    def fit_selection(self) -> None:
        """Show the selected entry with as much time on either side."""
        entry = self._anchor()
        if entry is None or self.journey is None:
            return
        start, end = self._extent(entry)
        room = max((end - start) * 0.5, 45 * MINUTES_PER_DAY)
        self._show(start - room, end - start + 2 * room)

    def fold_lane(self, lane: str) -> None:
        """Fold an open lane, or open a folded one."""
        self._set_view(self.view.with_folded(lane, lane in self.view.open_lanes))

    def show_dates(self, dates: bool) -> None:
        """Show or hide every calendar date."""
        if dates != self.view.dates:
            self._set_dates(dates)
            self._tell(Change.VIEW)

    def _set_dates(self, dates: bool) -> None:
        if self.case is not None:
            self._views[self.case.id] = replace(self.view, dates=dates)

    def _anchor(self) -> Entry | None:
        return self.entry(self.selection[0]) if self.selection else None

    def _extent(self, entry: Entry) -> tuple[Minute, Minute]:
        start = window(entry.start)[0]
        if entry.end is not None and entry.end.known:
            return start, Minute(max(window(entry.end)[1], start))
        assert self.journey is not None
        still = entry.end_state.value == "open"
        return start, self.journey.read if still else window(entry.start)[1]

    def _reach(self, entry: Entry) -> None:
        """Select an entry and bring it into the period shown."""
        self.select(entry.id)
        if self.view.whole:
            return
        start, end = self.period()
        at, until = self._extent(entry)
        if until < start or at > end:
            self._show((at + min(until, at + end - start)) / 2 - (end - start) / 2, end - start)

    def _show(self, start: float, length: float) -> None:
        if self.journey is None:
            return
        spare = (self.journey.end - self.journey.start) * MARGIN
        first, last = self.journey.start - spare, self.journey.end + spare
        length = min(length, last - first)
        start = min(max(start, first), last - length)
        self._set_view(self.view.with_period(Minute(round(start)), Minute(round(start + length))))

    def _set_view(self, view: View) -> None:
        if self.case is not None and view != self.view:
            self._views[self.case.id] = view
            self._tell(Change.VIEW)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)
