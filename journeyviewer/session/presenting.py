"""A walk of a reference group through journeys: where it is, what the room sees, what it said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from journeyviewer.model.chronology import Cohort
from journeyviewer.model.items import ItemId, new_id
from journeyviewer.model.meetings import Answer, Meeting, Response, RunningOrder, Stop, response_of
from journeyviewer.model.study import Note, NoteKind, Phase, Study, Target
from journeyviewer.model.values import dataclass
from journeyviewer.session.session import Session
from journeyviewer.session.showing import ROOM_LANES, Place, same_ages
from journeyviewer.session.showing import Card as Card
from journeyviewer.session.sights import Sights
from journeyviewer.session.work import Step
from journeyviewer.study.codec import to_json

SOCIAL_WORKER = "the social worker"


@dataclass(frozen=True, slots=True)
class Visit:
    """A case outside the running order that is in sight, and what the meeting goes back to.

    `card`, `zoomed` and `beside` are those of the point at which the meeting was left.
    """

    case: str
    card: Card
    zoomed: str | None
    beside: str


class Presenting(Sights):
    """The walk over one running order in one meeting.

    Points whose item is gone from the study are passed over. A case outside the running order is
    visited: its whole journey is in sight, nothing is answered to it, and the meeting waits where
    it was. Whoever listens is called after each change; nothing here knows of windows.
    """

    def __init__(self, session: Session, order: RunningOrder, meeting: Meeting) -> None:
        super().__init__(session)
        self.order = order
        self.meeting = meeting
        self.at = 0
        self.card = Card.CASE
        self.visit: Visit | None = None
        self._typed: Response | None = None
        self._questions: set[ItemId] = set()
        self._stops_of: tuple[Study | None, Cohort | None, tuple[Stop, ...]] = (None, None, ())
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Have a function called after every change."""
        self._listeners.append(listener)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The points that can be shown: their item and their case are still there."""
        study, cohort = self.session.study, self.session.cohort
        if self._stops_of[0] is not study or self._stops_of[1] is not cohort:
            found = tuple(stop for stop in self.order.stops if self.item_of(stop) is not None)
            self._stops_of = (study, cohort, found)
        return self._stops_of[2]

    @property
    def place(self) -> Place | None:
        """The point in sight, or the case visited; None where the running order holds none."""
        return self.whole(self.visit.case) if self.visit is not None else self._waiting

    @property
    def next_place(self) -> Place | None:
        """The point after the one in sight; after a visit the one that the meeting waits at."""
        if self.visit is not None:
            return self._waiting
        stops = self.stops
        return self.place_of(stops[self.at + 1]) if self.at + 1 < len(stops) else None

    def step(self, by: int) -> None:
        """Go to the next point or the one before; a case opens with its card."""
        self.keep()
        if self.card in (Card.PAUSE, Card.BLANK):
            self._show(Card.NONE)
            return
        if self.visit is not None:
            self._step_visit(by)
            return
        stops = self.stops
        if by > 0 and self.card is Card.CASE:
            self._reach(self.at, Card.NONE)
        elif by > 0 and self.at + 1 >= len(stops):
            self._show(Card.END)
        elif by < 0 and self.card is Card.END:
            self._show(Card.NONE)
        elif by > 0:
            opens = stops[self.at + 1].case != stops[self.at].case
            self._reach(self.at + 1, Card.CASE if opens else Card.NONE)
        elif self.card is Card.NONE and self._opens(self.at):
            self._show(Card.CASE)
        elif self.at > 0:
            self._reach(self.at - 1, Card.NONE)

    def step_phase(self, by: int) -> None:
        """Go to the first point of the next phase, or of the one before; cases count as well.

        From a visit it goes back to the meeting.
        """
        self.keep()
        if self.visit is not None:
            self.leave_visit()
            return
        stops = self.stops
        here = self._phase_key(self.at)
        at = self.at + by
        while 0 <= at < len(stops) and self._phase_key(at) == here:
            at += by
        if not 0 <= at < len(stops):
            return
        while by < 0 and at > 0 and self._phase_key(at - 1) == self._phase_key(at):
            at -= 1
        opens = stops[at].case != stops[self.at].case
        self._reach(at, Card.CASE if opens else Card.NONE)

    def jump(self, at: int) -> None:
        """Go to a point of the running order; another case opens with its card."""
        self.keep()
        stops = self.stops
        if 0 <= at < len(stops):
            opens = stops[at].case != stops[min(self.at, len(stops) - 1)].case
            opens = self._end_visit() or opens
            self._reach(at, Card.CASE if opens else Card.NONE)

    def resume(self, item: ItemId) -> None:
        """Go on at a point that was shown before, behind the card of its case.

        The case that was below is there again.
        """
        self.beside = self.meeting.beside if self.knows(self.meeting.beside) else ""
        at = next((at for at, stop in enumerate(self.stops) if stop.item == item), 0)
        self._reach(at, Card.CASE)

    def jump_case(self, case: str) -> None:
        """Go to the first point of a case, or visit one that has none in the running order."""
        at = next((at for at, stop in enumerate(self.stops) if stop.case == case), None)
        if at is not None:
            self.jump(at)
        elif self.knows(case):
            self.keep()
            self._end_visit()
            self.visit = Visit(case, self.card, self.zoomed, self.beside)
            self.zoomed, self.beside = None, ""
            self._show(Card.CASE)

    def leave_visit(self) -> None:
        """Go back to where the meeting was; nothing happens without a visit."""
        if self._end_visit():
            self._tell()

    def turn_card(self, card: Card) -> None:
        """Put a pause or a black screen in front of the journey, or take it away."""
        self.keep()
        self._show(Card.NONE if self.card is card else card)

    def turn_details(self) -> None:
        """Hide or show what was written: numbers and kinds stay."""
        self.details_hidden = not self.details_hidden
        self._tell()

    def put_beside(self, case: str) -> None:
        """Show another journey at the same ages below, on one scale; "" for one alone."""
        self.keep()
        self.beside = case
        if self.visit is None:
            self._record(replace(self.meeting, beside=case))
        self._tell()

    def turn_beside(self) -> None:
        """Show the next of the other cases of the running order below, after the last none.

        Passed over are those that cannot be shown at the same ages.
        """
        place, cohort = self.place, self.session.cohort
        if place is None or cohort is None:
            return
        others = [
            case
            for case in dict.fromkeys(stop.case for stop in self.stops)
            if case != place.case.id and same_ages(place, cohort.case(case)) is not None
        ]
        at = others.index(self.beside) + 1 if self.beside in others else 0
        self.put_beside(others[at] if at < len(others) else "")

    def zoom(self, lane: str | None) -> None:
        """Show one lane alone, or all of the room's again."""
        self.zoomed = None if lane == self.zoomed or lane not in ROOM_LANES else lane
        self._tell()

    def zoom_here(self) -> None:
        """Show the lane of the point alone, or all of them again."""
        place = self.place
        lane = self.lane_of(place) if place is not None else ""
        self.zoom(lane if self.zoomed is None and lane in ROOM_LANES else None)

    def undo(self) -> None:
        """Take back the newest answer, words or question of this meeting, words just typed first.

        What was written before the meeting stays: nobody would see it go.
        """
        self.keep()
        work = self.session.work
        if work is not None and self._of_meeting(work.newest):
            self.session.undo()
            self.refresh()

    def redo(self) -> None:
        """Do again what was taken back last in this meeting."""
        self.keep()
        work = self.session.work
        if work is not None and self._of_meeting(work.taken_back):
            self.session.redo()
            self.refresh()

    def _of_meeting(self, step: Step | None) -> bool:
        if step is None:
            return False
        item = step.item
        answered = isinstance(item, Response) and item.meeting == self.meeting.id
        return answered or item.id in self._questions

    def refresh(self) -> None:
        """Say that the study changed from elsewhere, such as by undo."""
        self._typed = None
        self._tell()

    @property
    def response(self) -> Response | None:
        """What the group answered to the point in sight, as typed so far; None on a visit."""
        place = self.place
        if place is None or self.visit is not None:
            return None
        if self._typed is not None and self._typed.about == place.stop.item:
            return self._typed
        return response_of(self.study, self.meeting.id, place.stop)

    def answer(self, answer: Answer, step: int = 1) -> None:
        """Count one more person who answered so, or one fewer."""
        response = self._response_here()
        if response is not None and self.session.can_write:
            self._typed = response.counted(answer, step)
            self.keep()

    def say(self, words: str) -> None:
        """Take what was said as typed so far: it is kept, and joins the study on `keep`."""
        response = self._response_here()
        if response is None or self.session.work is None or words == response.said:
            return
        self._typed = replace(response, said=words)
        self.session.work.keep_draft(response.id, to_json(self._typed))
        self._tell()

    def keep(self) -> None:
        """Put what was typed into the study."""
        typed, self._typed = self._typed, None
        if typed is None or self.session.work is None:
            return
        known = self.study.items.get(typed.id)
        if typed != known and (known is not None or not typed.empty):
            self.session.put(typed)
        self.session.work.keep_draft(typed.id, "")
        self._tell()

    def ask_social_worker(self, words: str) -> Note | None:
        """Make a question to the social worker about the point in sight, for after the meeting."""
        place = self.place
        if place is None or self.visit is not None:
            return None
        if not words.strip() or not self.session.can_write:
            return None
        item = place.item
        target = (
            Target(case=place.case.id, start=item.start, end=item.end)
            if isinstance(item, Phase)
            else item.target
        )
        note = Note(
            id=new_id(),
            target=target,
            kind=NoteKind.QUESTION,
            text=words.strip(),
            author=self.study.analyst,
            to_check=True,
            whom=SOCIAL_WORKER,
        )
        self.session.put(note)
        self._questions.add(note.id)
        self._tell()
        return note

    @property
    def _waiting(self) -> Place | None:
        """The point of the running order that the meeting is at, in sight or behind a visit."""
        stops = self.stops
        return self.place_of(stops[min(self.at, len(stops) - 1)]) if stops else None

    def _step_visit(self, by: int) -> None:
        """Go from the card of a visited case to its journey and back, and from either end away."""
        if by > 0 and self.card is Card.CASE:
            self._show(Card.NONE)
        elif by < 0 and self.card is Card.NONE:
            self._show(Card.CASE)
        else:
            self.leave_visit()

    def _end_visit(self) -> bool:
        """Put back what stood before a visit; returns False where there was none."""
        visit, self.visit = self.visit, None
        if visit is None:
            return False
        self.card, self.zoomed, self.beside = visit.card, visit.zoomed, visit.beside
        return True

    def _reach(self, at: int, card: Card) -> None:
        self.at, self.card, self.zoomed = at, card, None
        place = self.place
        if place is not None and card is Card.NONE and place.stop.item not in self.meeting.shown:
            self._record(replace(self.meeting, shown=(*self.meeting.shown, place.stop.item)))
        self._tell()

    def _record(self, meeting: Meeting) -> None:
        """Keep what the meeting has seen, which is no step to undo."""
        if meeting == self.meeting:
            return
        self.meeting = meeting
        if self.session.work is not None and self.session.can_write:
            self.session.work.record(meeting)

    def _show(self, card: Card) -> None:
        self.card = card
        self._tell()

    def _opens(self, at: int) -> bool:
        stops = self.stops
        return at == 0 or stops[at - 1].case != stops[at].case

    def _phase_key(self, at: int) -> tuple[str, ItemId | None]:
        place = self.place_of(self.stops[at])
        phase = place.phase if place is not None else None
        return self.stops[at].case, phase.id if phase is not None else None

    def _response_here(self) -> Response | None:
        place = self.place
        if place is None or self.visit is not None:
            return None
        return self.response or Response(
            id=new_id(),
            meeting=self.meeting.id,
            about=place.stop.item,
            case=place.case.id,
            author=self.study.analyst,
        )

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
