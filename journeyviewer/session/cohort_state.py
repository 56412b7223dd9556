"""What the cohort view shows and which row is chosen, and the verbs that change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.landmarks import Event
from journeyviewer.timeline.comparison import (
    Arrangement,
    Comparison,
    Order,
    Period,
    Placed,
    arrange,
    first_comparison,
)

NO_ROWS = Arrangement((), 0, (0, 1), (0, 1))


def first_rows(cohort: Cohort) -> tuple[Comparison, Arrangement]:
    """Return how a cohort is compared at first, and its rows then; this may be asked in a thread.

    It goes through all records of all cases.
    """
    comparison = first_comparison(cohort)
    return comparison, arrange(cohort, comparison)


class CohortState:
    """The comparison of an open cohort, its rows in order, and the row that is chosen.

    Its listeners are told True when rows or period changed, False when only the choice did.
    """

    def __init__(self) -> None:
        self.cohort: Cohort | None = None
        self.comparison = Comparison()
        self.rows = NO_ROWS
        self.chosen: str | None = None
        self._listeners: list[Callable[[bool], None]] = []

    def listen(self, listener: Callable[[bool], None]) -> None:
        """Have a function called after every change."""
        self._listeners.append(listener)

    def open(self, cohort: Cohort | None) -> None:
        """Compare another cohort, lined up at the first event that any of its cases has."""
        if cohort is None:
            self.take(None, Comparison(), NO_ROWS)
        else:
            self.take(cohort, *first_rows(cohort))

    def take(self, cohort: Cohort | None, comparison: Comparison, rows: Arrangement) -> None:
        """Compare another cohort, whose rows are there already: see `first_rows`."""
        self.cohort, self.chosen = cohort, None
        self.comparison, self.rows = comparison, rows
        self._tell(True)

    def line_up_at(self, event: Event | None) -> None:
        """Line up at another event; None lines up by age."""
        self._compare(self.comparison.with_event(event))

    def show_period(self, period: Period) -> None:
        """Show other months; raises ValueError for a period of the other kind of axis."""
        if period not in self.comparison.periods:
            raise ValueError(f"“{period.title}” is no period of this axis")
        self._compare(replace(self.comparison, period=period))

    def order_by(self, order: Order) -> None:
        """Put the rows in another order; cases that lack the event stay last."""
        self._compare(replace(self.comparison, order=order))

    @property
    def place(self) -> int | None:
        """The number of the chosen row, from 0; None where none is chosen."""
        names = (row.case.id for row in self.rows.rows)
        return next((at for at, name in enumerate(names) if name == self.chosen), None)

    @property
    def row(self) -> Placed | None:
        """The chosen row."""
        place = self.place
        return None if place is None else self.rows.rows[place]

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases in order of their rows."""
        return tuple(row.case for row in self.rows.rows)

    def choose(self, case_id: str) -> None:
        """Choose a row by its case."""
        if case_id != self.chosen and any(row.case.id == case_id for row in self.rows.rows):
            self.chosen = case_id
            self._tell(False)

    def step(self, by: int) -> None:
        """Choose a row further down or up, the first or last one at most."""
        if self.rows.rows:
            place = self.place
            wanted = 0 if place is None else min(max(place + by, 0), len(self.rows.rows) - 1)
            self.choose(self.rows.rows[wanted].case.id)

    def _compare(self, comparison: Comparison) -> None:
        if comparison != self.comparison:
            self.comparison = comparison
            self._arrange()

    def _arrange(self) -> None:
        self.rows = arrange(self.cohort, self.comparison) if self.cohort is not None else NO_ROWS
        self._tell(True)

    def _tell(self, rows: bool) -> None:
        for listener in tuple(self._listeners):
            listener(rows)
