"""From a walk to files: the record of a meeting, and the hand-out of a running order.

Both go to people who are not in the room: their ages are rounded as in every figure, and what was
typed leaves without dates and with what could point at somebody covered.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from journeyviewer.export.disclosure import ages_only, rounder
from journeyviewer.export.meeting import ShownPoint, hand_out, meeting_record
from journeyviewer.export.shared_study import shared_study
from journeyviewer.export.sharing import Sharing, allowed_of
from journeyviewer.model.meetings import Meeting, RunningOrder, response_of
from journeyviewer.model.study import Note, NoteKind, Study
from journeyviewer.model.times import Minute, add_months, date_of, minute_of
from journeyviewer.render.fonts import measure
from journeyviewer.render.theme import theme
from journeyviewer.session.presenting import Presenting
from journeyviewer.session.session import Session
from journeyviewer.session.showing import Place
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.room import lay_out_room, room_metrics
from journeyviewer.timeline.view import View
from journeyviewer.ui.presenting.telling import heading_of, room_words, said_of

FIGURES = "light"


class LeavingWalk(Presenting):
    """A walk over what may leave: the study in words that may, journeys in rounded ages."""

    def __init__(self, session: Session, order: RunningOrder, meeting: Meeting) -> None:
        cases = session.cohort.cases if session.cohort is not None else ()
        self.sharing = Sharing(allowed=allowed_of(case.id for case in cases))
        self._study: Study | None = None
        super().__init__(session, order, meeting)

    @property
    def study(self) -> Study:
        """The study with what was typed as it may leave."""
        if self._study is None:
            self._study = shared_study(super().study, self.sharing)
        return self._study

    def seen(self, place: Place) -> tuple[Journey, View]:
        """Return a point's journey in ages alone, and what of it is in the picture."""
        journey, view = self.journey(place), self.view(place)
        rounded = rounder(journey)
        start, end = (rounded(date_of(Minute(at or 0))) for at in (view.start, view.end))
        # A stretch of days within one month of age is shown as that month.
        end = max(end, add_months(start, 1))
        return ages_only(journey), replace(view, start=minute_of(start), end=minute_of(end))


def record_bytes(
    session: Session, order: RunningOrder, meeting: Meeting, mark: str, template: Path | None = None
) -> bytes:
    """Return a meeting's record: each point that was shown, in the order of the running order.

    Questions to ask are the notes that were made on that day.
    """
    walk = LeavingWalk(session, order, meeting)
    points = [
        _point(walk, place, mark, meeting=meeting)
        for place in map(walk.place_of, walk.stops)
        if place is not None and place.stop.item in meeting.shown
    ]
    asked = [
        (item.whom.strip(), item.text)
        for item in walk.study.items.values()
        if isinstance(item, Note)
        and item.kind is NoteKind.QUESTION
        and item.to_check
        and item.created >= meeting.created
        and item.created.date() == meeting.created.date()
    ]
    look = (theme(FIGURES), mark, template)
    return meeting_record(walk.sharing.typed(meeting.title), meeting.day, points, asked, look)


def hand_out_bytes(session: Session, order: RunningOrder, per_page: int, mark: str) -> bytes:
    """Return a running order to read on paper, one point a page or six."""
    from datetime import date

    from journeyviewer.model.items import new_id

    meeting = Meeting(id=new_id(), title=order.title, day=date.today(), order=order.id)
    walk = LeavingWalk(session, order, meeting)
    places = [place for place in map(walk.place_of, walk.stops) if place is not None]
    points = [_point(walk, place, mark, large=per_page > 1) for place in places]
    return hand_out(walk.sharing.typed(order.title), points, per_page, theme(FIGURES), mark)


def _point(
    walk: LeavingWalk,
    place: Place,
    mark: str,
    *,
    large: bool = False,
    meeting: Meeting | None = None,
) -> ShownPoint:
    recorded = walk.sharing.recorded
    words = room_words(walk, place, mark)
    scene = lay_out_room(
        *walk.seen(place),
        replace(words, above=recorded(words.above)),
        room_metrics(large),
        measure,
    )
    response = response_of(walk.study, meeting.id, place.stop) if meeting is not None else None
    number = f"{place.kind} {place.number}" if place.number else place.kind
    title = place.title if place.title != place.kind else number
    heading = recorded(heading_of(place).replace("  ·  ", ", "))
    said = recorded(said_of(place))
    return ShownPoint(heading, title, place.words, scene, said, response)
