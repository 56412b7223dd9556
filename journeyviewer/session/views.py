"""Verbs that change what part of a journey is shown, and how its lanes are arranged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeyviewer.model.chronology import Entry
from journeyviewer.model.times import MINUTES_PER_DAY, Minute, add_months, date_of, minute_of
from journeyviewer.session.changes import Change
from journeyviewer.session.core import Core
from journeyviewer.session.frames import Frame, Frames
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.spans import window
from journeyviewer.timeline.view import View

if TYPE_CHECKING:
    from journeyviewer.session.common import CommonTime

LEAST_PERIOD = 21 * MINUTES_PER_DAY
MARGIN = 0.02
"""Share of the whole journey that may be shown beyond its ends."""


class Views(Core):
    """Each case has frames of its own to go back to; axes and lanes are arranged for all."""

    def __init__(self) -> None:
        super().__init__()
        self.arrangement = View()
        self._frames: dict[str, Frames] = {}
        self._seen: tuple[View, Frame, View] | None = None
        self._common: CommonTime | None = None

    @property
    def view(self) -> View:
        """The view of the case in sight."""
        frame, arranged = self.frames.frame, self.arrangement
        # Asked for several times in every frame.
        if self._seen is None or self._seen[0] is not arranged or self._seen[1] is not frame:
            view = replace(arranged, start=frame.start, end=frame.end, fold=frame.fold)
            self._seen = arranged, frame, view
        return self._seen[2]

    @property
    def frames(self) -> Frames:
        """The frames of the case in sight."""
        name = self.case.id if self.case else ""
        return self._frames.setdefault(name, Frames()) if self.case else Frames()

    def show_whole(self) -> None:
        """Show the whole journey, with its own fold."""
        self._show_frame(Frame())

    def show_common(self) -> None:
        """Show the journey over the time of all cases, so that one scale serves them all.

        That time is of the calendar, or of ages where dates are hidden.
        """
        if self.cohort is None or self.case is None or self.journey is None:
            return
        if self._common is None or self._common.cohort is not self.cohort:
            # Loaded when it is first asked for.
            from journeyviewer.session.common import CommonTime

            self._common = CommonTime(self.cohort)
        common = self._common
        start, end = common.for_case(self.journey, by_age=not self.arrangement.dates)
        self._show_frame(replace(self.frames.frame, start=start, end=end))

    def go_back(self, by: int = -1) -> None:
        """Show what was seen of the case before, or forward again."""
        if self.case is not None and self.frames.go(by):
            self._tell(Change.VIEW)

    def settle(self) -> None:
        """Let the next zoom or pan be a view of its own to go back to."""
        self.frames.settle()

    def set_two_speed(self, two_speed: bool) -> None:
        """Draw whole journeys on the two-speed axis, or on a plain one; shows the whole."""
        self.arrange(replace(self.arrangement, two_speed=two_speed))
        self._show_frame(Frame(fold=self.frames.frame.fold))

    def move_fold(self, at: Minute) -> None:
        """Put the fold at the nearest start of a month, a year from either end at least."""
        journey = self.journey
        if journey is None or journey.fold is None:
            return
        day = date_of(at + 15 * MINUTES_PER_DAY).replace(day=1)
        first = add_months(date_of(journey.start), 12).replace(day=1)
        last = add_months(date_of(journey.end), -12).replace(day=1)
        fold = minute_of(min(max(day, first), max(first, last)))
        self._show_frame(Frame(fold=fold), "fold")

    def zoom(self, at: Minute, share: float, span: float, factor: float) -> None:
        """Zoom to `span / factor` minutes, keeping `at` at that share (0 to 1) of the plot.

        `span` is how many minutes the plot would hold at the scale under the pointer, so that the
        first zoom turns the two-speed axis plain without a jump there.
        """
        if self.journey is None:
            return
        first, last = self._limits(self.journey)
        wanted = min(max(span / factor, LEAST_PERIOD), last - first)
        self._show(at - share * wanted, wanted, "zoom")

    def pan(self, share: float) -> None:
        """Move by a share of the period shown, later for positive shares."""
        start, end = self.period()
        if not self.view.whole:
            self._show(start + (end - start) * share, end - start, "pan")

    def show_period(self, start: Minute, end: Minute, step: str = "") -> None:
        """Show the period [start, end), 21 days at least; `step` joins what follows it."""
        self._show(start, max(end - start, LEAST_PERIOD), step)

    def period(self) -> tuple[Minute, Minute]:
        """Return the period shown."""
        view = self.view
        if view.start is not None and view.end is not None:
            return view.start, view.end
        if self.journey is None:
            return Minute(0), Minute(1)
        return self.journey.start, self.journey.end

    def centre_on(self, at: Minute) -> None:
        """Bring a position into the middle; the whole journey narrows to a year around it."""
        start, end = self.period()
        length = 365 * MINUTES_PER_DAY if self.view.whole else end - start
        self._show(at - length / 2, length)

    def fit(self, start: Minute, end: Minute) -> None:
        """Show a stretch of time with half as much again on either side."""
        room = max((end - start) * 0.5, 45 * MINUTES_PER_DAY)
        self._show(start - room, end - start + 2 * room)

    def fold_lane(self, lane: str) -> None:
        """Fold an open lane, or open a folded one."""
        self.arrange(self.arrangement.with_folded(lane, lane in self.arrangement.open_lanes))

    def hide_lane(self, lane: str, hidden: bool = True) -> None:
        """Leave a lane out, or bring it back; the last lane stays."""
        view = self.arrangement.with_hidden(lane, hidden)
        if view.shown:
            self.arrange(view)

    def pin_lane(self, lane: str) -> None:
        """Keep a lane at the top while the others scroll, or put it back."""
        self.arrange(self.arrangement.with_pinned(lane, lane not in self.arrangement.pinned))

    def move_lane(self, lane: str, step: int) -> None:
        """Move a lane up (negative) or down among those shown."""
        self.arrange(self.arrangement.with_moved(lane, step))

    def restore_lanes(self) -> None:
        """Show every lane as the program arranges them."""
        self.arrange(self.arrangement.with_own_arrangement())

    def show_dates(self, dates: bool) -> None:
        """Show or hide every calendar date."""
        self.arrange(replace(self.arrangement, dates=dates))

    def arrange(self, arrangement: View) -> None:
        """Arrange axes and lanes for all cases."""
        if arrangement != self.arrangement:
            self.arrangement = arrangement
            self._tell(Change.VIEW)

    def extent(self, entry: Entry) -> tuple[Minute, Minute]:
        """Return the stretch that an entry takes on the axis; open ends run to the reading day."""
        start = window(entry.start)[0]
        if entry.end is not None and entry.end.known:
            return start, Minute(max(window(entry.end)[1], start))
        assert self.journey is not None
        still = entry.end_state.value == "open"
        return start, self.journey.read if still else window(entry.start)[1]

    def _show(self, start: float, length: float, step: str = "") -> None:
        if self.journey is None:
            return
        first, last = self._limits(self.journey)
        length = min(length, last - first)
        start = min(max(start, first), last - length)
        frame = self.frames.frame
        shown = replace(frame, start=Minute(round(start)), end=Minute(round(start + length)))
        self._show_frame(shown, step)

    def _limits(self, journey: Journey) -> tuple[float, float]:
        """Return the earliest and the latest time that may be shown.

        A little more than the journey; as much as is shown now where that is more of all cases.
        """
        spare = (journey.end - journey.start) * MARGIN
        start, end = self.period()
        return min(journey.start - spare, start), max(journey.end + spare, end)

    def _show_frame(self, frame: Frame, step: str = "") -> None:
        if self.case is not None and self.frames.show(frame, step):
            self._tell(Change.VIEW)

    def _forget_views(self) -> None:
        self._frames.clear()
