"""One case as it leaves: what every figure, table, page and report of it is made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from journeyviewer.export.annotated import NO_LINES, StudyLines, annotated, study_lines
from journeyviewer.export.disclosure import ages_only
from journeyviewer.export.parts import (
    Part,
    in_lanes,
    in_part,
    known_lanes,
    lines_in,
    part_of_ages,
    part_of_phase,
    pins_in,
    with_items,
    with_moved,
    words_in,
)
from journeyviewer.export.shared_study import shared_own
from journeyviewer.export.sharing import Sharing
from journeyviewer.export.source_names import without_file_names
from journeyviewer.export.wordless import told_without_words, without_words
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.items import ItemId
from journeyviewer.model.landmarks import Event
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import KeyDevelopment, Note, Study
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import WITHHELD, without_dates
from journeyviewer.timeline.describe import describe
from journeyviewer.timeline.lining_up import lined_up
from journeyviewer.timeline.own import with_own
from journeyviewer.timeline.plan import Journey, plan_journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A case with nothing in it but what may leave; `whole` alone keeps its dates.

    `name` is its file name without a suffix, `describe` what tells the journey in plain words,
    `journey` what is drawn. `lines` are what the analyst wrote. `case` is what is told of it; with
    a `part`, what lies in that. `lanes` are those that may leave, all of them when it is empty.
    `months` says that months are counted from the event it is lined up at.
    """

    name: str
    journey: Journey
    describe: Callable[[], str]
    lines: StudyLines
    sharing: Sharing
    case: Case
    part: Part | None = None
    lanes: tuple[str, ...] = ()
    months: bool = False

    @property
    def words(self) -> str:
        """The journey in plain words, which few kinds of file need."""
        return self.describe()

    @property
    def title(self) -> str:
        """The case's name as it may leave."""
        return self.sharing.recorded(self.case.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of a journey: some lanes, and a period of ages in months or a phase by its number.

    `notes` are the ids of the notes that stay, None for all. `numbers` are theirs instead, as typed
    in a command: a note's number is another once one is written on an earlier day.
    `wordless` are the keys of lanes and the ids of entries that are drawn without words.
    `moved` are the ids of notes, each with the pixels that its square stands off its day, on a page
    of A4 at 96 to the inch; larger pages enlarge them with all else.
    `event` is what a journey is lined up at, with months counted from it; None is its own event.
    """

    lanes: tuple[str, ...] = ()
    ages: tuple[int, int] | None = None
    phase: int = 0
    notes: frozenset[str] | None = None
    numbers: frozenset[int] | None = None
    wordless: frozenset[str] = frozenset()
    moved: tuple[tuple[str, float], ...] = ()
    event: Event | None = None

    def part_of(self, journey: Journey, lines: StudyLines) -> Part | None:
        """Return the part it is of a journey, None for all of it."""
        if self.ages is not None:
            return part_of_ages(journey, self.ages)
        return part_of_phase(journey, lines.phases, self.phase) if self.phase else None

    def notes_of(self, lines: StudyLines) -> frozenset[str] | None:
        """Return the ids of the notes that stay, None for all."""
        if self.numbers is None:
            return self.notes
        return frozenset(line.id for line in lines.notes if line.number in self.numbers)

    def items_shown(self, lines: StudyLines, study: Study) -> frozenset[str]:
        """Return the ids of the notes and key developments that leave.

        Those on a lane that is not shown do not: they tell of the record they are about.
        """
        notes = self.notes_of(lines)
        written = [line.id for line in lines.notes if notes is None or line.id in notes]
        items = [
            study.items.get(ItemId(key))
            for key in (*written, *(line.id for line in lines.developments))
        ]
        shown = {"", *self.lanes}
        return frozenset(
            item.id
            for item in items
            if isinstance(item, Note | KeyDevelopment)
            and (not self.lanes or item.target.drawn_lane in shown)
        )


WHOLE = Choice()


def leaving(
    case: Case,
    name: str,
    sharing: Sharing,
    study: Study | None = None,
    choice: Choice = WHOLE,
) -> Leaving:
    """Return a case as it leaves, or what is chosen of it, with what a study says of it."""
    case = without_file_names(case)
    if study is not None:
        case = with_own(case, shared_own(study, case.id, sharing))
    lanes, everything = known_lanes(choice.lanes), case
    if lanes:
        case = in_lanes(case, lanes)
    whole = plan_journey(case)
    at = lined_up(whole, everything, choice.event) if choice.event is not None else None
    whole = at or whole
    shown = whole if sharing.dates else ages_only(whole, sharing.months)
    lines = NO_LINES
    if study is not None:
        shown = annotated(study, whole, shown, sharing)
        about = told_without_words(shown.case, choice.wordless)
        lines = study_lines(study, whole, about, sharing)
        shown, lines = with_items(shown, lines, choice.items_shown(lines, study).__contains__)
    shown = with_moved(without_words(shown, choice.wordless), choice.moved)
    part = choice.part_of(shown, lines)
    axis = "dates" if sharing.dates else "ages"
    said = told_without_words(case, choice.wordless)
    told = shown.case
    if part is not None:
        told, lines = in_part(told, part), lines_in(lines, part)
        kept = {entry.id for entry in told.entries}
        said = replace(said, entries=tuple(e for e in said.entries if e.id in kept))
        shown = replace(shown, annotations=pins_in(shown.annotations, part))

    def words() -> str:
        words = sharing.said(describe(said, axis, lanes))
        return words if part is None else words_in(words, part)

    return Leaving(
        name=name,
        journey=shown,
        describe=cache(words),
        lines=lines,
        sharing=sharing,
        case=told,
        part=part,
        lanes=lanes,
        months=at is not None,
    )


def chosen_cases(cohort: Cohort, names: Sequence[str]) -> list[Case]:
    """Return the cases of these names or ids, all without any; raises JourneyError for others."""
    if not names:
        return list(cohort.cases)
    by_name = {name: case for case in cohort.cases for name in (case.title, case.id)}
    missing = [name for name in names if name not in by_name]
    if missing:
        have = ", ".join(case.id for case in cohort.cases[:12])
        raise JourneyError(f"There is no case “{missing[0]}”.", f"The cases read are: {have}.")
    return [by_name[name] for name in names]


DEVICES = frozenset(
    (
        "CON",
        "PRN",
        "AUX",
        "NUL",
        *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10)),
    )
)
"""Names that Windows keeps for devices, whatever comes after a full stop."""


def file_names(cases: Sequence[Case], hide_dates: bool) -> dict[str, str]:
    """Return a safe file name for each case; two ids never share one, none tells a date."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for case in cases:
        shown = without_dates(case.title).replace(WITHHELD, "_") if hide_dates else case.title
        safe = "".join(c if c.isalnum() or c in " -_." else "_" for c in shown).strip(" .")
        name = safe[:80] or "Case"
        if name.partition(".")[0].strip().upper() in DEVICES:
            name = f"Case {name}"
        number = 2
        while name.casefold() in taken:
            name = f"{safe[:76]} ({number})"
            number += 1
        taken.add(name.casefold())
        names[case.id] = name
    return names
