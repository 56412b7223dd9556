"""What is open and in sight: the cohort, a case, as known by which day; and who listens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from journeyviewer.model.chronology import Case, Cohort, Entry, EntryId
from journeyviewer.model.times import add_months, minute_of
from journeyviewer.session.changes import Change, Listener, Page
from journeyviewer.session.looking import Looking
from journeyviewer.timeline.plan import Journey, plan_journey


class Core:
    """The open cohort, the case in sight and the selection; verbs are added by its heirs.

    `case` is the case in sight as it is shown: with a `curtain`, nothing later than that day is
    left in it. `whole_case` is the case as it was read.
    """

    def __init__(self) -> None:
        self.cohort: Cohort | None = None
        self.case: Case | None = None
        self.whole_case: Case | None = None
        self.journey: Journey | None = None
        self.curtain: date | None = None
        self.selection: tuple[EntryId, ...] = ()
        self.looking = Looking()
        self.page = Page.JOURNEY
        self._entries: dict[EntryId, Entry] = {}
        self._listeners: list[Listener] = []

    @property
    def selected(self) -> Entry | None:
        """The selected entry; None when none or several are."""
        return self.entry(self.selection[0]) if len(self.selection) == 1 else None

    def listen(self, listener: Listener) -> None:
        """Have a function called after every change."""
        self._listeners.append(listener)

    def entry(self, name: EntryId) -> Entry | None:
        """Return an entry of the case in sight."""
        return self._entries.get(name)

    def open_cohort(self, cohort: Cohort) -> None:
        """Put another cohort in sight, with its first case."""
        self.cohort = cohort
        self._forget_views()
        self._see(None, None)
        self._tell(Change.COHORT)
        if cohort.cases:
            self.choose_case(cohort.cases[0].id)

    def close(self) -> None:
        """Put nothing in sight."""
        self.cohort = None
        self._forget_views()
        self._see(None, None)
        self.page = Page.JOURNEY
        self._tell(Change.COHORT)

    def choose_case(self, case_id: str) -> None:
        """Put a case in sight; raises KeyError for one that is not open."""
        if self.cohort is None or (self.case is not None and self.case.id == case_id):
            return
        self._see(self.cohort.case(case_id), None)
        self._tell(Change.CASE)

    def step_case(self, step: int) -> None:
        """Put the next or the previous case in sight."""
        if self.cohort is None or self.whole_case is None:
            return
        cases = self.cohort.cases
        place = [case.id for case in cases].index(self.whole_case.id) + step
        if 0 <= place < len(cases):
            self.choose_case(cases[place].id)

    def show_page(self, page: Page) -> None:
        """Put the journey, its table or the cohort in the middle of the window."""
        if page is not self.page:
            self.page = page
            self._tell(Change.PAGE)

    def draw_curtain(self, day: date | None) -> None:
        """Show the case as it was known by a day; None shows all that was read."""
        whole = self.whole_case
        if whole is None or day == self.curtain:
            return
        kept = self.selection
        self._see(whole, day)
        self.selection = tuple(name for name in kept if name in self._entries)
        self._tell(Change.CASE)

    def turn_curtain(self) -> None:
        """Draw the curtain at the selected entry, else at the aligning event; or draw it back."""
        if self.curtain is not None:
            self.draw_curtain(None)
            return
        entry, journey = self.selected, self.journey
        if entry is not None:
            self.draw_curtain(entry.start.last)
        elif journey is not None and journey.aligned is not None:
            self.draw_curtain(journey.aligned.when)
        elif self.case is not None and self.case.read_on is not None:
            self.draw_curtain(self.case.read_on)

    def move_curtain(self, step: int, by_month: bool = False) -> None:
        """Move the curtain to the next or previous day on which something begins, or by months."""
        if self.curtain is None or self.whole_case is None:
            return
        if by_month:
            self.draw_curtain(self._bounded(add_months(self.curtain, step)))
            return
        entries = self.whole_case.entries
        days = sorted({entry.start.last for entry in entries if entry.start.known})
        ahead = [day for day in days if (day > self.curtain if step > 0 else day < self.curtain)]
        if ahead:
            self.draw_curtain(ahead[0] if step > 0 else ahead[-1])

    def _bounded(self, day: date) -> date:
        whole = self.whole_case
        days = [entry.start.first for entry in whole.entries if entry.start.known] if whole else []
        latest = whole.read_on if whole and whole.read_on else max(days, default=day)
        return min(max(day, min(days, default=day)), latest)

    def _see(self, case: Case | None, curtain: date | None) -> None:
        self.whole_case = self.case = case
        self.journey, self.curtain = None, curtain
        self.selection = ()
        self.looking = Looking(days=self.looking.days)
        if case is not None:
            self.journey = plan_journey(case)
            if curtain is not None:
                whole = self.journey
                # Loaded when a curtain is first drawn.
                from journeyviewer.model.curtain import known_by

                self.case = known_by(case, curtain)
                # The axis stays as it is, so that nothing moves as the curtain does.
                self.journey = replace(
                    plan_journey(self.case),
                    start=whole.start,
                    end=whole.end,
                    fold=whole.fold,
                    curtain=minute_of(curtain + timedelta(days=1)),
                )
        self._entries = {entry.id: entry for entry in self.case.entries} if self.case else {}

    def _forget_views(self) -> None:
        """Forget how each case was looked at."""

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)
