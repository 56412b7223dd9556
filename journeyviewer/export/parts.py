"""Parts of a journey: a period of age, a phase, some lanes, or pages that overlap.

What lies outside a part is taken out of what leaves, not only out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from journeyviewer.export.annotated import Line, StudyLines
from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.spells import reading_day
from journeyviewer.model.times import (
    EndState,
    Minute,
    add_months,
    date_of,
    minute_of,
)
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import listed, nearest_month
from journeyviewer.timeline.annotations import Annotations, PinMark
from journeyviewer.timeline.plan import Journey

OVERLAP = 0.08
"""Share of a page's time that the next page shows again."""
LEAST_MONTHS = 3
"""Months that a part holds at least, so that there is an axis to read."""
MOST_TILES = 24
NOT_RECORDED_LINE = re.compile(r"^  Not recorded .*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """The days [start, end) of a journey as it leaves, with words for what they are.

    `title` heads a figure of it, "" where that of the journey does.
    """

    start: date
    end: date
    words: str
    title: str = ""

    @property
    def span(self) -> tuple[Minute, Minute]:
        """The same as positions."""
        return minute_of(self.start), minute_of(self.end)

    def holds(self, start: date | None, end: date | None = None) -> bool:
        """Whether a day, or some of the days [start, end), lie in it; no day lies in all."""
        if start is None:
            return True
        return start < self.end and (end if end is not None else start) >= self.start


def origin_of(journey: Journey) -> date:
    """Return the day that ages count from: the birth, else the first record."""
    return journey.birth or date_of(journey.start)


def part_of_ages(journey: Journey, ages: tuple[int, int]) -> Part:
    """Return the part between two ages in months; raises JourneyError where nothing is."""
    origin = origin_of(journey)
    start, end = (add_months(origin, months) for months in ages)
    start, end = max(start, date_of(journey.start)), min(end, date_of(journey.end))
    period = f"from {_age(ages[0])} to {_age(ages[1])}"
    if nearest_month(start, end) < LEAST_MONTHS:
        raise JourneyError(
            f"The journey of {journey.case.title} holds under {LEAST_MONTHS} months {period}.",
            "Choose a longer period.",
        )
    return Part(start, end, f"Only {period}.", f"{journey.case.title}: {period}")


def part_of_phase(journey: Journey, phases: Sequence[Line], number: int) -> Part:
    """Return the part of a phase by its number; raises JourneyError where there is none."""
    found = next((phase for phase in phases if phase.number == number), None)
    if found is None or found.start is None:
        raise JourneyError(
            f"The journey of {journey.case.title} has no phase {number}.",
            f"Its phases are {listed([str(phase.number) for phase in phases])}."
            if phases
            else "Give a study that has phases with --study.",
        )
    end = found.end or date_of(journey.end)
    end = max(end, add_months(found.start, LEAST_MONTHS))
    named = f"phase {number}, {found.title}"
    return Part(found.start, end, f"Only {named}.", f"{journey.case.title}: {named}")


def tiles(journey: Journey, part: Part | None, count: int) -> list[Part]:
    """Return a journey, or a part of it, as so many parts that overlap, each numbered."""
    if not 1 <= count <= MOST_TILES:
        raise JourneyError(f"{count} pages are no tiles.", f"Use from 1 to {MOST_TILES}.")
    origin = origin_of(journey)
    start = part.start if part else date_of(journey.start)
    end = part.end if part else date_of(journey.end)
    whole = max(nearest_month(start, end), count * LEAST_MONTHS)
    length = whole / (count - (count - 1) * OVERLAP)
    step = length * (1 - OVERLAP)
    found = []
    for number in range(count):
        first, last = round(step * number), round(step * number + length)
        shown = tuple(nearest_month(origin, add_months(start, at)) for at in (first, last))
        words = (
            f"Page {number + 1} of {count}: {_age(shown[0])} to {_age(shown[1])}; pages overlap."
        )
        found.append(Part(add_months(start, first), add_months(start, last), words))
    return found


def _age(months: int) -> str:
    return f"{months // 12}y {months % 12}m" if months else "birth"


def known_lanes(keys: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of lanes; raises JourneyError for one that there is not."""
    known = [item.key for item in lanes()]
    for key in keys:
        if key not in known:
            raise JourneyError(f"There is no lane “{key}”.", f"The lanes are {listed(known)}.")
    return tuple(keys)


def in_lanes(case: Case, keys: Sequence[str]) -> Case:
    """Return a case with the entries of these lanes alone."""
    return replace(case, entries=tuple(entry for entry in case.entries if entry.lane in keys))


def in_part(case: Case, part: Part) -> Case:
    """Return a case with the entries that lie in a part, at least with a day of them."""
    reading = reading_day(case)
    return replace(
        case, entries=tuple(entry for entry in case.entries if _lies_in(entry, part, reading))
    )


def _lies_in(entry: Entry, part: Part, reading: date | None) -> bool:
    if not entry.start.known:
        return False
    end = entry.end.last if entry.end is not None and entry.end.known else None
    if end is None and entry.end_state is EndState.OPEN:
        end = reading
    return part.holds(entry.start.first, end)


def lines_in(lines: StudyLines, part: Part) -> StudyLines:
    """Return what was written about a part, with the numbers it has in the whole."""

    def kept(found: Sequence[Line]) -> tuple[Line, ...]:
        return tuple(line for line in found if part.holds(line.start, line.end))

    return StudyLines(
        phases=tuple(line for line in lines.phases if part.holds(line.start, line.end or part.end)),
        developments=kept(lines.developments),
        notes=kept(lines.notes),
    )


def pins_in(found: Annotations, part: Part) -> Annotations:
    """Return the pins and phases to draw in a part."""
    start, end = part.span

    def kept(pins: Sequence[PinMark]) -> tuple[PinMark, ...]:
        return tuple(pin for pin in pins if pin.at < end and (pin.end or pin.at) >= start)

    return Annotations(
        phases=tuple(
            phase
            for phase in found.phases
            if phase.start < end and (phase.end is None or phase.end > start)
        ),
        developments=kept(found.developments),
        notes=kept(found.notes),
        offsets=found.offsets,
    )


def with_moved(journey: Journey, moved: Sequence[tuple[str, float]]) -> Journey:
    """Return a journey with the squares of notes moved by pixels, given by the notes' ids."""
    return replace(journey, annotations=replace(journey.annotations, offsets=dict(moved)))


def with_items(
    journey: Journey, lines: StudyLines, kept: Callable[[str], bool]
) -> tuple[Journey, StudyLines]:
    """Return a journey and its lines without the notes and key developments that are not kept.

    `kept` is asked with their ids; they keep their numbers, and are left out of the drawing too.
    """
    marks = journey.annotations
    marks = replace(
        marks,
        notes=tuple(pin for pin in marks.notes if kept(pin.id)),
        developments=tuple(pin for pin in marks.developments if kept(pin.id)),
    )
    lines = replace(
        lines,
        notes=tuple(line for line in lines.notes if kept(line.id)),
        developments=tuple(line for line in lines.developments if kept(line.id)),
    )
    return replace(journey, annotations=marks), lines


def words_in(words: str, part: Part) -> str:
    """Return a journey in words with the part named.

    What is silent outside it is not told, and nor are counts: those of a part would be taken for
    those of the whole.
    """
    first, _, rest = NOT_RECORDED_LINE.sub("", words).partition("\n\n")
    blocks = [f"{first} {part.words}"]
    for block in rest.split("\n\n"):
        head, line, told = block.partition("\n")
        if told and not head.startswith("What was read"):
            block = f"{head.partition(':')[0].rstrip('.')}:{line}{told}"
        if not block.startswith("Nothing recorded under"):
            blocks.append(block)
    return "\n\n".join(blocks)
