"""What a room sees of a study: points made ready, journeys with nothing later, whole journeys."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date, timedelta

from journeyviewer.model.chronology import Cohort, EntryId
from journeyviewer.model.items import ItemId
from journeyviewer.model.meetings import Stop
from journeyviewer.model.study import KeyDevelopment, Note, Phase, Study
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.model.values import dataclass
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
from journeyviewer.timeline.annotating import annotations_of
from journeyviewer.timeline.annotations import NOTHING, PhaseMark
from journeyviewer.timeline.plan import Journey, alignment_of, first_day, plan_lanes
from journeyviewer.timeline.view import View

WHOLE = "The whole journey"
OUTSIDE = "Outside the running order"


@dataclass(slots=True)
class _Ready:
    """What was made ready of a study and a cohort: it holds for as long as these do."""

    study: Study | None
    cohort: Cohort | None
    cases: frozenset[str] = frozenset()
    places: dict[Stop, Place | None] = field(default_factory=dict)
    whole: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cases = self.cohort.cases if self.cohort is not None else ()
        self.cases = frozenset(case.id for case in cases)


class Sights:
    """What is in sight of a case, by what was asked for; it knows of no walk.

    `details_hidden` leaves out what was written, `zoomed` is a lane that is shown alone, `beside`
    the case that is shown below another at the same ages ("" for none).
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.details_hidden = False
        self.zoomed: str | None = None
        self.beside = ""
        self._journeys: dict[tuple[str, date, date], Journey] = {}
        self._ready = _Ready(None, None)

    @property
    def study(self) -> Study:
        """The study that is presented from."""
        study = self.session.study
        if study is None:
            raise RuntimeError("no study is open")
        return study

    def _made(self) -> _Ready:
        """Return what was made ready of what is open now; of anything else it is forgotten."""
        study, cohort = self.session.study, self.session.cohort
        if self._ready.study is not study or self._ready.cohort is not cohort:
            self._ready = _Ready(study, cohort)
        return self._ready

    def knows(self, case: str) -> bool:
        """True when a case is among those that were read."""
        return case in self._made().cases

    def whole(self, case_id: str) -> Place | None:
        """Return the whole journey of a case made ready like a point, None when it is not there.

        It is about no item of the study: it has no number, no words and no phase of its own.
        """
        cohort = self.session.cohort
        if cohort is None or not self.knows(case_id):
            return None
        case = cohort.case(case_id)
        made = self._made().whole.get(case_id)
        if made is not None:
            return made
        start = first_day(case)
        _, end = days_shown(case, None, None)
        end = max(end, start + timedelta(days=1))
        item = Phase(id=ItemId(f"whole {case_id}"), case=case_id, title=WHOLE, start=start, end=end)
        made = self._made().whole[case_id] = Place(
            stop=Stop(item=item.id, case=case_id),
            item=item,
            case=case,
            number=0,
            kind=OUTSIDE,
            title=WHOLE,
            words="",
            start=start,
            end=end,
            phase=None,
            phase_number=0,
            phases=len(self.study.phases_of(case_id)),
        )
        return made

    def other(self, place: Place) -> Place | None:
        """Return what is shown below a point, another case at the same ages; None for nothing."""
        cohort = self.session.cohort
        if cohort is None or not self.knows(self.beside) or self.beside == place.case.id:
            return None
        case = cohort.case(self.beside)
        days = same_ages(place, case)
        if days is None:
            return None
        start, end = days
        item = Phase(id=place.item.id, case=case.id, title="", start=start, end=end)
        return replace(place, case=case, start=start, end=end, item=item)

    def pair(self, place: Place) -> tuple[tuple[Journey, View], tuple[Journey, View]] | None:
        """Return both journeys with what is seen of them; None when one is shown alone."""
        other = self.other(place)
        if other is None:
            return None
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

    def place_of(self, stop: Stop) -> Place | None:
        """Return a point made ready, None when its item or its case is gone."""
        places = self._made().places
        if stop not in places:
            places[stop] = self._place_of(stop)
        place = places[stop]
        return replace(place, words="") if place is not None and self.details_hidden else place

    def _place_of(self, stop: Stop) -> Place | None:
        item = self.item_of(stop)
        if item is None or self.session.cohort is None:
            return None
        case = self.session.cohort.case(stop.case)
        phases = self.study.phases_of(case.id)
        day = item.start if isinstance(item, Phase) else item.target.day
        phase = item if isinstance(item, Phase) else phase_at(phases, day)
        start, end = days_shown(case, phase, day)
        number, kind, title, words = self._named(item, case.id)
        return Place(
            stop=stop,
            item=item,
            case=case,
            number=number,
            kind=kind,
            title=title,
            words=words if stop.words else "",
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
            aligned = alignment_of(place.case)
            known = plan_lanes(in_days(place.case, place.start, last), ROOM_LANES)
            self._journeys[key] = replace(
                known, aligned=aligned if aligned and aligned.when <= last else None
            )
        made = annotations_of(self.study, place.case.id, self.view(place).shown, last)
        # The strip names the phases, and the only note in sight is the one that is talked about:
        # its lane has room for the number.
        lane = self.lane_of(place) if self.chosen(place) is not None else ""
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
            months=True,
            open_lanes=frozenset(lanes),
            hidden=frozenset(everything.order) - frozenset(lanes),
            order=(*ROOM_LANES, *(key for key in everything.order if key not in ROOM_LANES)),
        )

    def lane_of(self, place: Place) -> str:
        """Return the lane that a point is drawn in, "" for all of them."""
        return "" if isinstance(place.item, Phase) else place.item.target.drawn_lane

    def item_of(self, stop: Stop) -> Phase | KeyDevelopment | Note | None:
        """Return what a point is about, None when it or its case is gone."""
        item = self.study.items.get(stop.item)
        if isinstance(item, Phase | KeyDevelopment | Note) and self.knows(stop.case):
            return item
        return None

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
