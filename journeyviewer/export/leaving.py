"""One case as it leaves: what every figure, table, page and report of it is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeyviewer.export.annotated import NO_LINES, StudyLines, annotated, study_lines
from journeyviewer.export.disclosure import ages_only
from journeyviewer.export.sharing import Sharing
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.study import Study
from journeyviewer.model.words import WITHHELD, without_dates
from journeyviewer.timeline.describe import describe
from journeyviewer.timeline.own import with_own
from journeyviewer.timeline.plan import Journey, plan_journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A case with nothing in it but what may leave; `whole` alone keeps its dates.

    `name` is its file name without a suffix, `words` the journey in plain words, `journey` what
    is drawn. `lines` are what the analyst wrote.
    """

    name: str
    journey: Journey
    words: str
    lines: StudyLines
    sharing: Sharing

    @property
    def case(self) -> Case:
        """The case without what is withheld."""
        return self.journey.case

    @property
    def title(self) -> str:
        """The case's name as it may leave."""
        return self.sharing.recorded(self.case.title)


def leaving(case: Case, name: str, sharing: Sharing, study: Study | None = None) -> Leaving:
    """Return a case as it leaves, with what a study says of it."""
    if study is not None:
        case = with_own(case, study)
    whole = plan_journey(case)
    shown = whole if sharing.dates else ages_only(whole, sharing.months)
    lines = NO_LINES
    if study is not None:
        shown = annotated(study, whole, shown, sharing)
        lines = study_lines(study, whole, shown.case, sharing)
    words = sharing.said(describe(case, "dates" if sharing.dates else "ages"))
    return Leaving(name=name, journey=shown, words=words, lines=lines, sharing=sharing)


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


def file_names(cases: Sequence[Case], hide_dates: bool) -> dict[str, str]:
    """Return a safe file name for each case; two ids never share one, none tells a date."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for case in cases:
        shown = without_dates(case.title).replace(WITHHELD, "_") if hide_dates else case.title
        safe = "".join(c if c.isalnum() or c in " -_." else "_" for c in shown).strip(" .")
        name = safe[:80] or "Case"
        number = 2
        while name.casefold() in taken:
            name = f"{safe[:76]} ({number})"
            number += 1
        taken.add(name.casefold())
        names[case.id] = name
    return names
