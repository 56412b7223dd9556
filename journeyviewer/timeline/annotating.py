"""From a study to what is drawn of it on one case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from journeyviewer.model.study import KeyDevelopment, Note, Study
from journeyviewer.model.times import Minute, minute_of
from journeyviewer.timeline.annotations import Annotations, PhaseMark, PinMark


def annotations_of(
    study: Study, case_id: str, lane_order: Sequence[str] = (), known_by: date | None = None
) -> Annotations:
    """Return what is drawn of a study on a case; of a curtain's day, nothing later than it.

    Numbers stay what they are without the curtain, so that a note keeps its number.
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
    notes = [_pin(number, item) for number, item in study.numbered(case_id, lane_order)]
    whole = Annotations(tuple(phases), _seen(developments, None), _seen(notes, None))
    if until is None:
        return whole
    return Annotations(
        tuple(phase for phase in phases if phase.start < until),
        _seen(developments, until),
        _seen(notes, until),
        whole.rows,
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
