"""The time that all cases of a cohort take together, on which each can be shown at one scale."""

from __future__ import annotations

from datetime import date

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.times import MINUTES_PER_DAY, Minute, minute_of
from journeyviewer.timeline.plan import Journey, life_of


class CommonTime:
    """The first and last time of any case of a cohort, by the calendar and by age.

    Found once a cohort: every record of every case is looked at.
    """

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self._days: list[tuple[date, date]] = []
        self._ages: list[tuple[int, int]] = []
        for case in cohort.cases:
            start, end = life_of(case)
            self._days.append((start, end))
            if case.birth is not None and case.birth.known:
                birth = case.birth.first
                self._ages.append(((start - birth).days, (end - birth).days))

    def for_case(self, journey: Journey, *, by_age: bool) -> tuple[Minute, Minute]:
        """Return the time [start, end) of all cases on the axis of one of them.

        By age it is from the youngest to the oldest age of any case, counted from the birth of this
        one; by the calendar where its birth is not known. The whole of its journey is always in it.
        """
        if by_age and journey.birth is not None and self._ages:
            birth = minute_of(journey.birth)
            start = birth + min(first for first, _ in self._ages) * MINUTES_PER_DAY
            end = birth + max(last for _, last in self._ages) * MINUTES_PER_DAY
        else:
            start = minute_of(min(first for first, _ in self._days))
            end = minute_of(max(last for _, last in self._days))
        return Minute(min(start, journey.start)), Minute(max(end, journey.end))
