"""From a walk to files: the record of a meeting, and the hand-out of a running order."""

from __future__ import annotations

from pathlib import Path

from journeyviewer.export.meeting import ShownPoint, hand_out, meeting_record
from journeyviewer.model.meetings import Meeting, RunningOrder, response_of
from journeyviewer.model.study import Note, NoteKind
from journeyviewer.model.words import without_dates
from journeyviewer.render.fonts import measure
from journeyviewer.render.theme import theme
from journeyviewer.session.presenting import Presenting
from journeyviewer.session.session import Session
from journeyviewer.session.showing import Place
from journeyviewer.timeline.room import lay_out_room, room_metrics
from journeyviewer.ui.presenting.telling import heading_of, room_words, said_of

FIGURES = "light"


def record_bytes(
    session: Session, order: RunningOrder, meeting: Meeting, mark: str, template: Path | None = None
) -> bytes:
    """Return a meeting's record: each point that was shown, in the order of the running order.

    Questions to ask are the notes that were made on that day.
    """
    walk = Presenting(session, order, meeting)
    study = walk.study
    points = [
        _point(walk, place, mark, meeting=meeting)
        for place in map(walk.place_of, walk.stops)
        if place is not None and place.stop.item in meeting.shown
    ]
    asked = [
        (without_dates(item.whom.strip()), item.text)
        for item in study.items.values()
        if isinstance(item, Note)
        and item.kind is NoteKind.QUESTION
        and item.to_check
        and item.created >= meeting.created
        and item.created.date() == meeting.created.date()
    ]
    look = (theme(FIGURES), mark, template)
    return meeting_record(meeting.title, meeting.day, points, asked, look)


def hand_out_bytes(session: Session, order: RunningOrder, per_page: int, mark: str) -> bytes:
    """Return a running order to read on paper, one point a page or six."""
    from datetime import date

    from journeyviewer.model.items import new_id

    meeting = Meeting(id=new_id(), title=order.title, day=date.today(), order=order.id)
    walk = Presenting(session, order, meeting)
    places = [place for place in map(walk.place_of, walk.stops) if place is not None]
    points = [_point(walk, place, mark, large=per_page > 1) for place in places]
    return hand_out(order.title, points, per_page, theme(FIGURES), mark)


def _point(
    walk: Presenting,
    place: Place,
    mark: str,
    *,
    large: bool = False,
    meeting: Meeting | None = None,
) -> ShownPoint:
    scene = lay_out_room(
        walk.journey(place),
        walk.view(place),
        room_words(walk, place, mark),
        room_metrics(large),
        measure,
    )
    response = response_of(walk.study, meeting.id, place.stop) if meeting is not None else None
    number = f"{place.kind} {place.number}" if place.number else place.kind
    title = place.title if place.title != place.kind else number
    heading = heading_of(place).replace("  ·  ", ", ")
    return ShownPoint(heading, title, place.words, scene, said_of(place), response)
