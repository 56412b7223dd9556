"""What a reference group is shown, and what it said: running orders, meetings and responses.

They are items of the study, beside the notes. Nobody of a group is named anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from journeyviewer.model.items import ItemId, now
from journeyviewer.model.values import dataclass

if TYPE_CHECKING:
    from journeyviewer.model.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One point of a running order: a phase, key development or note of a case.

    `words` shows what was written in full on the projector; without it the room sees the title or
    the kind alone. `card` is a sentence that the facilitator alone sees.
    """

    item: ItemId
    case: str
    words: bool = False
    card: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningOrder:
    """What is shown to a group and in which order, over one case or several."""

    id: ItemId
    title: str
    stops: tuple[Stop, ...] = ()
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the cases in the order in which they are first shown."""
        return tuple(dict.fromkeys(stop.case for stop in self.stops))

    def with_stop(self, stop: Stop) -> RunningOrder:
        """Return it with a point added after the last one of the same case, else at the end."""
        if any(one.item == stop.item for one in self.stops):
            return self
        places = [at for at, one in enumerate(self.stops) if one.case == stop.case]
        at = places[-1] + 1 if places else len(self.stops)
        return replace(self, stops=(*self.stops[:at], stop, *self.stops[at:]))

    def without_stop(self, item: ItemId) -> RunningOrder:
        """Return it without a point."""
        return replace(self, stops=tuple(one for one in self.stops if one.item != item))

    def with_moved(self, item: ItemId, step: int) -> RunningOrder:
        """Return it with a point moved earlier (negative) or later."""
        places = [one.item for one in self.stops]
        if item not in places:
            return self
        at = places.index(item)
        to = min(max(at + step, 0), len(places) - 1)
        rest = [*self.stops[:at], *self.stops[at + 1 :]]
        rest.insert(to, self.stops[at])
        return replace(self, stops=tuple(rest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A dated meeting of a group over a running order.

    `order` names it; `shown` are the points that were reached, in the order in which they were.
    `beside` is the case that was shown below at the end, "" for none.
    """

    id: ItemId
    title: str
    day: date
    order: ItemId
    shown: tuple[ItemId, ...] = ()
    beside: str = ""
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)


class Answer(StrEnum):
    """How people of a group can respond to a point; none is the right one."""

    AGREE = "agree"
    CHALLENGE = "challenge"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        """The word on screen."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a group answered to one point in one meeting: counts, and what was said, unnamed."""

    id: ItemId
    meeting: ItemId
    about: ItemId
    case: str
    agree: int = 0
    challenge: int = 0
    unsure: int = 0
    said: str = ""
    author: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)

    def count(self, answer: Answer) -> int:
        """Return how many answered so."""
        counts = {
            Answer.AGREE: self.agree,
            Answer.CHALLENGE: self.challenge,
            Answer.UNSURE: self.unsure,
        }
        return counts[answer]

    def counted(self, answer: Answer, step: int = 1) -> Response:
        """Return it with one more person, or one fewer; never below none."""
        number = max(0, self.count(answer) + step)
        match answer:
            case Answer.AGREE:
                return replace(self, agree=number, changed=now())
            case Answer.CHALLENGE:
                return replace(self, challenge=number, changed=now())
            case Answer.UNSURE:
                return replace(self, unsure=number, changed=now())

    @property
    def most(self) -> Answer | None:
        """The answer that most people gave; None without answers or where two are level."""
        numbers = sorted(((self.count(one), one) for one in Answer), reverse=True)
        level = numbers[0][0] == numbers[1][0]
        return None if level or not numbers[0][0] else numbers[0][1]

    @property
    def empty(self) -> bool:
        """True when nobody answered and nothing was said."""
        return not (self.agree or self.challenge or self.unsure or self.said.strip())


def in_phases(
    stops: Sequence[Stop], starts: Sequence[tuple[ItemId, date]], days: dict[ItemId, date]
) -> tuple[Stop, ...]:
    """Return the points of one case as the story goes: each phase, then what falls into it.

    `starts` are the phases with their first days, `days` those of the other items; what has no day
    comes first.
    """
    place = {item: (day, 0) for item, day in starts}
    place |= {item: (day, 1) for item, day in days.items() if item not in place}
    first = (date.min, 0)
    return tuple(sorted(stops, key=lambda stop: place.get(stop.item, first)))


def running_orders(study: Study) -> tuple[RunningOrder, ...]:
    """Return the running orders of a study, the one changed last first."""
    found = [item for item in study.of_case(None) if isinstance(item, RunningOrder)]
    return tuple(sorted(found, key=lambda order: (order.changed, order.id), reverse=True))


def meetings(study: Study) -> tuple[Meeting, ...]:
    """Return the meetings of a study, the newest first."""
    found = [item for item in study.of_case(None) if isinstance(item, Meeting)]
    return tuple(sorted(found, key=lambda one: (one.day, one.created, one.id), reverse=True))


def response_of(study: Study, meeting: ItemId, stop: Stop) -> Response | None:
    """Return what a meeting answered to a point, None while it has not."""
    found = (item for item in study.of_case(stop.case) if isinstance(item, Response))
    return next((one for one in found if (one.meeting, one.about) == (meeting, stop.item)), None)
