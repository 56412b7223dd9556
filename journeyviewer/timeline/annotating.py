"""From a study to what is drawn of it on one case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from journeyviewer.model.ends import same_ends
from journeyviewer.model.study import KeyDevelopment, Note, Study
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.model.values import dataclass
from journeyviewer.timeline.annotations import Annotations, PhaseMark, PinMark


@dataclass(slots=True)
class KeptPins:
    """The pins of notes as last made; of notes that stayed only the number is made anew."""

    notes: tuple[Note, ...] = ()
    pins: tuple[PinMark | None, ...] = ()

    def of(self, notes: tuple[Note, ...]) -> tuple[PinMark | None, ...]:
        """Return the pins of notes numbered from 1 in their order, None for those with no day."""
        head, tail = same_ends(self.notes, notes)
        last = len(notes) - tail
        between = (_pin(at + 1, notes[at]) for at in range(head, last))
        rest = self.pins[len(self.pins) - tail :]
        if len(notes) != len(self.notes):
            rest = _renumbered(rest, last + 1)
        self.notes, self.pins = notes, (*self.pins[:head], *between, *rest)
        return self.pins


def annotations_of(
    study: Study,
    case_id: str,
    lane_order: Sequence[str] = (),
    known_by: date | None = None,
    kept: KeptPins | None = None,
) -> Annotations:
    """Return what is drawn of a study on a case; of a curtain's day, nothing later than it.

    Numbers stay what they are without the curtain, so that a note keeps its number. `kept` are
    the pins of the last time, which then are not made again.
    """
    until = minute_of(known_by + timedelta(days=1)) if known_by is not None else None
    phases = [
        PhaseMark(
            phase.id,
            number,
            phase.title,
            phase.short,
            minute_of(phase.start),
            minute_of(phase.end) if phase.end is not None else None,
        )
        for number, phase in enumerate(study.phases_of(case_id), start=1)
    ]
    developments = [_pin(number, item) for number, item in study.developments_of(case_id)]
    notes = (kept or KeptPins()).of(study.notes_of(case_id, lane_order))
    whole = Annotations(tuple(phases), _seen(developments, None), _seen(notes, None))
    if until is None:
        return whole
    return Annotations(
        tuple(phase for phase in phases if phase.start < until),
        _seen(developments, until),
        _seen(notes, until),
        whole.rows,
    )


def _renumbered(pins: Sequence[PinMark | None], first: int) -> tuple[PinMark | None, ...]:
    """Return pins with other numbers; written for speed, as it may be all of thousands."""
    new = tuple.__new__
    return tuple(
        [
            pin and new(PinMark, (pin[0], number, pin[2], pin[3], pin[4], pin[5], pin[6]))
            for number, pin in enumerate(pins, start=first)
        ]
    )


def _pin(number: int, item: Note | KeyDevelopment) -> PinMark | None:
    target, day = item.target, item.target.day
    if day is None:
        return None
    return PinMark(
        id=item.id,
        number=number,
        words=item.title if isinstance(item, KeyDevelopment) else item.kind.label,
        lane=target.drawn_lane,
        at=minute_of(day),
        end=minute_of(target.end) if target.end is not None else None,
        entry=target.anchor.entry if target.anchor is not None else None,
    )


def _seen(pins: Sequence[PinMark | None], until: Minute | None) -> tuple[PinMark, ...]:
    return tuple(pin for pin in pins if pin is not None and (until is None or pin.at < until))
