"""What an analyst wrote about a case, as it may leave: dates, places and names taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from journeyviewer.export.disclosure import rounder
from journeyviewer.export.sharing import Sharing
from journeyviewer.model.chronology import Case
from journeyviewer.model.lanes import lane as lane_of
from journeyviewer.model.study import KeyDevelopment, Note, Phase, Study, Target
from journeyviewer.model.times import FuzzyDate, Minute, Precision, date_of, day, minute_of
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import date_words
from journeyviewer.timeline.annotating import annotations_of
from journeyviewer.timeline.annotations import Annotations, PhaseMark, PinMark
from journeyviewer.timeline.describe import age_words
from journeyviewer.timeline.plan import Journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One phase, key development or note in words.

    `when` is its age or date in words, "" without one; `start` and `end` are its bounds as
    `Journey` counts them (days of a life that began at the origin, where dates are withheld).
    `about` is what a note is on. `kind` is a note's kind, `id` that of an item in the study, "" of
    a phase, `whom` who is to be asked.
    """

    number: int
    title: str
    id: str = ""
    text: str = ""
    short: str = ""
    kind: str = ""
    about: str = ""
    when: str = ""
    start: date | None = None
    end: date | None = None
    to_check: bool = False
    whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyLines:
    """All that was written about a case, in order of its numbers."""

    phases: tuple[Line, ...] = ()
    developments: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()

    def __bool__(self) -> bool:
        """True when something was written."""
        return bool(self.phases or self.developments or self.notes)


NO_LINES = StudyLines()


def study_lines(study: Study, whole: Journey, shown: Case, sharing: Sharing) -> StudyLines:
    """Return what a study says of a case.

    `whole` is the journey with its dates, `shown` the case as it leaves: ages are told by it.
    """
    teller = _Teller(whole, shown, sharing)
    case = whole.case.id
    notes = study.numbered(case) if sharing.notes else ()
    return StudyLines(
        phases=tuple(
            teller.phase(number, phase) for number, phase in enumerate(study.phases_of(case), 1)
        ),
        developments=tuple(
            teller.development(number, item) for number, item in study.developments_of(case)
        ),
        notes=tuple(teller.note(number, note) for number, note in notes),
    )


class _Teller:
    def __init__(self, whole: Journey, shown: Case, sharing: Sharing) -> None:
        self.shown = shown
        self.entries = {entry.id: entry for entry in shown.entries}
        self.sharing = sharing
        rounded = rounder(whole, sharing.months)
        self.at: Callable[[date], date] = (lambda when: when) if sharing.dates else rounded

    def phase(self, number: int, phase: Phase) -> Line:
        return Line(
            number=number,
            title=self.sharing.typed(phase.title),
            short=self.sharing.typed(phase.short),
            text=self.sharing.typed(phase.summary),
            when=self._span(phase.start, phase.end),
            start=self.at(phase.start),
            end=self.at(phase.end) if phase.end else None,
        )

    def development(self, number: int, item: KeyDevelopment) -> Line:
        return replace(
            self._placed(number, item.target),
            id=item.id,
            title=self.sharing.typed(item.title),
            text=self.sharing.typed(item.text),
        )

    def note(self, number: int, note: Note) -> Line:
        return replace(
            self._placed(number, note.target),
            id=note.id,
            title=note.kind.label,
            kind=note.kind.label,
            text=self.sharing.typed(note.text),
            to_check=note.to_check,
            whom=self.sharing.typed(note.whom) if note.to_check else "",
        )

    def _placed(self, number: int, target: Target) -> Line:
        start, end = target.day, target.end
        lasts = target.start is not None and end is not None and (end - target.start).days > 1
        when = ""
        if start is not None and lasts:
            when = self._span(start, end)
        elif target.anchor is not None and target.start is None:
            when = self._window(target.anchor.earliest, target.anchor.latest)
        elif start is not None:
            when = self._day(start)
        return Line(
            number=number,
            title="",
            about=self._about(target),
            when=when,
            start=self.at(start) if start else None,
            end=self.at(end) if end and lasts else None,
        )

    def _about(self, target: Target) -> str:
        lane = lane_of(target.drawn_lane).title if target.drawn_lane else ""
        if target.anchor is not None:
            entry = self.entries.get(target.anchor.entry)
            # As the record leaves: a rare kind may have been broadened since it was written on.
            words = entry.words or entry.label if entry is not None else target.anchor.words
            words = self.sharing.typed(words)
            return f"{lane}: {words}" if words else lane
        if lane or target.day is not None:
            return lane or "The whole journey at this time"
        return "The whole case"

    def _window(self, earliest: date | None, latest: date | None) -> str:
        if earliest is None and latest is None:
            return ""
        first = self.at(earliest) if earliest else None
        last = self.at(latest) if latest else None
        precision = Precision.DAY if first == last else Precision.RANGE
        return self._said(FuzzyDate(first, last, precision))

    def _day(self, when: date) -> str:
        return self._said(day(self.at(when)))

    def _span(self, start: date, end: date | None) -> str:
        if end is None:
            return f"from {self._day(start)} on"
        # The last day that belongs to it, where days are told.
        last = end - timedelta(days=1) if self.sharing.dates else end
        first, until = self._day(start), self._day(last)
        return first if first == until else f"{first} to {until}"

    def _said(self, when: FuzzyDate) -> str:
        return date_words(when) if self.sharing.dates else age_words(when, self.shown)


def annotated(study: Study, whole: Journey, shown: Journey, sharing: Sharing) -> Journey:
    """Return the journey as it leaves with what was written, to be drawn on it."""
    found = annotations_of(study, whole.case.id)
    rounded = rounder(whole, sharing.months)

    def at(position: Minute) -> Minute:
        return position if sharing.dates else minute_of(rounded(date_of(position)))

    def phase(mark: PhaseMark) -> PhaseMark:
        return replace(
            mark,
            title=sharing.typed(mark.title),
            short=sharing.typed(mark.short),
            start=at(mark.start),
            end=at(mark.end) if mark.end is not None else None,
        )

    def pin(mark: PinMark) -> PinMark:
        return mark._replace(
            words=sharing.typed(mark.words),
            at=at(mark.at),
            end=at(mark.end) if mark.end is not None else None,
        )

    return replace(
        shown,
        annotations=Annotations(
            phases=tuple(phase(mark) for mark in found.phases),
            developments=tuple(pin(mark) for mark in found.developments),
            notes=tuple(pin(mark) for mark in found.notes) if sharing.notes else (),
        ),
    )
