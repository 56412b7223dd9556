"""A walk of a reference group through journeys: where it is, what the room sees, what it said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from journeyviewer.model.chronology import EntryId
from journeyviewer.model.items import ItemId, new_id
from journeyviewer.model.meetings import Answer, Meeting, Response, RunningOrder, Stop, response_of
from journeyviewer.model.study import KeyDevelopment, Note, NoteKind, Phase, Study, Target
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.session.session import Session
from journeyviewer.session.showing import (
    PAIR_LANES,
    ROOM_LANES,
    Place,
    days_shown,
    in_days,
    phase_at,
    same_ages,
)
from journeyviewer.session.showing import Card as Card
from journeyviewer.study.codec import to_json
from journeyviewer.timeline.annotating import annotations_of
from journeyviewer.timeline.annotations import NOTHING, PhaseMark
from journeyviewer.timeline.plan import Journey, plan_journey
from journeyviewer.timeline.view import View


class Presenting:
    """The walk over one running order in one meeting.

    Points whose item is gone from the study are passed over. Whoever listens is called after each
    change; nothing here knows of windows.
    """

    def __init__(self, session: Session, order: RunningOrder, meeting: Meeting) -> None:
        self.session = session
        self.order = order
        self.meeting = meeting
        self.at = 0
        self.card = Card.CASE
        self.zoomed: str | None = None
        self.details_hidden = False
        self.beside = ""
        self._typed: Response | None = None
        self._listeners: list[Callable[[], None]] = []
        self._journeys: dict[tuple[str, date, date], Journey] = {}

    def listen(self, listener: Callable[[], None]) -> None:
        """Have a function called after every change."""
        self._listeners.append(listener)

    @property
    def study(self) -> Study:
        """The study that is presented from."""
        study = self.session.study
        if study is None:
            raise RuntimeError("no study is open")
        return study

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The points that can be shown: their item and their case are still there."""
        return tuple(stop for stop in self.order.stops if self._item(stop) is not None)

    @property
    def place(self) -> Place | None:
        """The point in sight, None where the running order holds none."""
        stops = self.stops
        return self.place_of(stops[min(self.at, len(stops) - 1)]) if stops else None

    @property
    def next_place(self) -> Place | None:
        """The point after the one in sight."""
        stops = self.stops
        return self.place_of(stops[self.at + 1]) if self.at + 1 < len(stops) else None

    def step(self, by: int) -> None:
        """Go to the next point or the one before; a case opens with its card."""
        self.keep()
        if self.card in (Card.PAUSE, Card.BLANK):
            self._show(Card.NONE)
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
        """Go to the first point of the next phase, or of the one before; cases count as well."""
        self.keep()
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
            self._reach(at, Card.CASE if opens else Card.NONE)

    def resume(self, item: ItemId) -> None:
        """Go on at a point that was shown before, behind the card of its case."""
        at = next((at for at, stop in enumerate(self.stops) if stop.item == item), 0)
        self._reach(at, Card.CASE)

    def jump_case(self, case: str) -> None:
        """Go to the first point of a case; nothing happens for one that has none."""
        at = next((at for at, stop in enumerate(self.stops) if stop.case == case), None)
        if at is not None:
            self.jump(at)

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
        self.beside = case
        self._tell()

    def turn_beside(self) -> None:
        """Show the next of the other cases of the running order below, or one alone again."""
        place = self.place
        others = [one for one in self.order.cases if place is None or one != place.case.id]
        self.put_beside("" if self.beside or not others else others[0])

    def pair(self, place: Place) -> tuple[tuple[Journey, View], tuple[Journey, View]] | None:
        """Return both journeys with what is seen of them; None when one is shown alone."""
        cohort = self.session.cohort
        known = cohort is not None and any(one.id == self.beside for one in cohort.cases)
        if not self.beside or cohort is None or not known or self.beside == place.case.id:
            return None
        days = same_ages(place, cohort.case(self.beside))
        if days is None:
            return None
        other = replace(
            place,
            case=cohort.case(self.beside),
            start=days[0],
            end=days[1],
            item=Phase(id=place.item.id, case=self.beside, title="", start=days[0], end=days[1]),
        )
        lanes = frozenset(PAIR_LANES)
        both = [
            (
                replace(self.journey(one), annotations=NOTHING, aligned=None),
                replace(
                    self.view(one),
                    open_lanes=lanes,
                    hidden=frozenset(View().order) - lanes,
                    order=(*PAIR_LANES, *(key for key in View().order if key not in lanes)),
                ),
            )
            for one in (place, other)
        ]
        return both[0], both[1]

    def zoom(self, lane: str | None) -> None:
        """Show one lane alone, or all of the room's again."""
        self.zoomed = None if lane == self.zoomed or lane not in ROOM_LANES else lane
        self._tell()

    def zoom_here(self) -> None:
        """Show the lane of the point alone, or all of them again."""
        place = self.place
        lane = self._lane(place) if place is not None else ""
        self.zoom(lane if self.zoomed is None and lane in ROOM_LANES else None)

    def refresh(self) -> None:
        """Say that the study changed from elsewhere, such as by undo."""
        self._typed = None
        self._tell()

    @property
    def response(self) -> Response | None:
        """What the group answered to the point in sight, as typed so far."""
        place = self.place
        if place is None:
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
        """Make a note of kind Question about the point in sight, to be asked after the meeting."""
        place = self.place
        if place is None or not words.strip() or not self.session.can_write:
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
        )
        self.session.put(note)
        self._tell()
        return note

    def place_of(self, stop: Stop) -> Place | None:
        """Return a point made ready, None when its item or its case is gone."""
        item = self._item(stop)
        if item is None or self.session.cohort is None:
            return None
        case = self.session.cohort.case(stop.case)
        phases = self.study.phases_of(case.id)
        day = item.start if isinstance(item, Phase) else item.target.day
        phase = item if isinstance(item, Phase) else phase_at(phases, day)
        start, end = days_shown(case, phase, day)
        number, kind, title, words = self._named(item, case.id)
        shown = stop.words and not self.details_hidden
        return Place(
            stop=stop,
            item=item,
            case=case,
            number=number,
            kind=kind,
            title=title,
            words=words if shown else "",
            start=start,
            end=end,
            phase=phase,
            phase_number=phases.index(phase) + 1 if phase is not None else 0,
            phases=len(phases),
        )

    def journey(self, place: Place) -> Journey:
        """Return a point's journey as it was known at the end of the days shown.

        What comes later is taken out of the data, so that no picture can hint at it.
        """
        last = place.end - timedelta(days=1)
        key = (place.case.id, place.start, last)
        if key not in self._journeys:
            aligned = plan_journey(place.case).aligned
            known = plan_journey(in_days(place.case, place.start, last))
            self._journeys[key] = replace(
                known, aligned=aligned if aligned and aligned.when <= last else None
            )
        made = annotations_of(self.study, place.case.id, self.view(place).shown, last)
        # The strip names the phases, and the only note in sight is the one that is talked about:
        # its lane has room for the number.
        lane = self._lane(place) if self.chosen(place) is not None else ""
        room = frozenset({f"notes:{lane}"}) if lane else frozenset()
        shown = replace(made, phases=(), notes=(), reserved=room)
        return replace(self._journeys[key], annotations=shown)

    def phases(self, place: Place) -> tuple[PhaseMark, ...]:
        """Return the phases of the case, for the strip along the foot."""
        return annotations_of(self.study, place.case.id).phases

    def chosen(self, place: Place) -> EntryId | None:
        """Return the entry that a point is about, where it is about one."""
        target = None if isinstance(place.item, Phase) else place.item.target
        return target.anchor.entry if target is not None and target.anchor is not None else None

    def view(self, place: Place) -> View:
        """Return what part of it the room sees: the days of the phase, ages only, seven lanes."""
        lanes = (self.zoomed,) if self.zoomed else ROOM_LANES
        everything = View()
        return replace(
            everything,
            start=minute_of(place.start),
            end=Minute(max(minute_of(place.end), minute_of(place.start) + 1)),
            dates=False,
            two_speed=False,
            open_lanes=frozenset(lanes),
            hidden=frozenset(everything.order) - frozenset(lanes),
            order=(*ROOM_LANES, *(key for key in everything.order if key not in ROOM_LANES)),
        )

    def _lane(self, place: Place) -> str:
        """Return the lane that a point is drawn in, "" for all of them."""
        return "" if isinstance(place.item, Phase) else place.item.target.drawn_lane

    def _reach(self, at: int, card: Card) -> None:
        self.at, self.card, self.zoomed = at, card, None
        place = self.place
        if place is not None and card is Card.NONE and place.stop.item not in self.meeting.shown:
            self.meeting = replace(self.meeting, shown=(*self.meeting.shown, place.stop.item))
            if self.session.work is not None and self.session.can_write:
                self.session.work.record(self.meeting)
        self._tell()

    def _show(self, card: Card) -> None:
        self.card = card
        self._tell()

    def _opens(self, at: int) -> bool:
        stops = self.stops
        return at == 0 or stops[at - 1].case != stops[at].case

    def _item(self, stop: Stop) -> Phase | KeyDevelopment | Note | None:
        item = self.study.items.get(stop.item)
        cohort = self.session.cohort
        there = cohort is not None and any(case.id == stop.case for case in cohort.cases)
        return item if there and isinstance(item, Phase | KeyDevelopment | Note) else None

    def _phase_key(self, at: int) -> tuple[str, ItemId | None]:
        place = self.place_of(self.stops[at])
        phase = place.phase if place is not None else None
        return self.stops[at].case, phase.id if phase is not None else None

    def _response_here(self) -> Response | None:
        place = self.place
        if place is None:
            return None
        return self.response or Response(
            id=new_id(),
            meeting=self.meeting.id,
            about=place.stop.item,
            case=place.case.id,
            author=self.study.analyst,
        )

    def _named(self, item: Phase | KeyDevelopment | Note, case: str) -> tuple[int, str, str, str]:
        """Return number, kind, title and words of an item as the room sees them."""
        if isinstance(item, Phase):
            number = self.study.phases_of(case).index(item) + 1
            return number, "Phase", item.title, item.summary
        if isinstance(item, KeyDevelopment):
            numbers = {one.id: at for at, one in self.study.developments_of(case)}
            return numbers.get(item.id, 0), "Key development", item.title, item.text
        numbers = {one.id: at for at, one in self.study.numbered(case)}
        return numbers.get(item.id, 0), item.kind.label, item.kind.label, item.text

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
