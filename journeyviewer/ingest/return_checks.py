"""What is odd about the records of a return: said of many rows at once, and nothing is changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from datetime import date

from journeyviewer.ingest.assemble import Draft
from journeyviewer.model.chronology import Entry, Kind
from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.times import FuzzyDate, add_months
from journeyviewer.model.values import dataclass

UNBORN_DAYS = 300
"""A plan for an unborn child may begin this many days before the birth."""
ADULT = 18
LIMITS: Mapping[str, tuple[int, str]] = {
    "L1": (3, "police protection lasts 72 hours at most (Children Act 1989, section 46)"),
    "L2": (15, "an emergency protection order lasts 8 days, extended once by up to 7 (section 45)"),
    "L3": (7, "a child assessment order lasts 7 days at most (section 43)"),
    "J2": (4, "a detention under PACE lasts four days at most"),
    "V3": (17, "a short break lasts 17 days at most"),
    "T1": (42, "a stay in hospital counts as temporary for up to six weeks"),
    "T3": (21, "a stay during a carer’s holiday counts as temporary for up to three weeks"),
    "T4": (7, "another temporary stay lasts seven days at most"),
}
"""Codes of the return that can last so many days, and why. T codes: guide to the return."""


@dataclass(slots=True)
class Checks:
    """Collects what is odd, file by file, so that one sentence stands for many rows."""

    _found: dict[tuple[str, str | None, str, str], list[int]] = field(default_factory=dict)

    def draft(
        self, draft: Draft, death: FuzzyDate | None = None, aside: Collection[str] = ()
    ) -> None:
        """Look through a case; entries of the sources `aside` are expected after 18."""
        for entry in draft.entries:
            self._limits(entry)
            self._dates(entry, draft, death, aside)

    def problems(self) -> list[Problem]:
        """Return what was found."""
        return [
            Problem(
                file=file,
                sheet=sheet,
                row=rows[0] if rows else None,
                rows=tuple(sorted(set(rows))),
                rule=rule,
                message=message,
                severity=Severity.INFO,
                action=Action.ACCEPT,
            )
            for (file, sheet, rule, message), rows in self._found.items()
        ]

    def _limits(self, entry: Entry) -> None:
        limit = LIMITS.get(entry.code or "")
        if entry.kind is not Kind.SPELL or limit is None or entry.end is None:
            return
        days = (entry.end.first - entry.start.last).days
        if days > limit[0]:
            message = (
                f"{entry.code} is recorded for longer than {limit[0]} days, although {limit[1]}. "
                "It is drawn as recorded: the record is long, which does not say that the stay was."
            )
            self._say(entry, "over-legal-limit", message)

    def _dates(
        self, entry: Entry, draft: Draft, death: FuzzyDate | None, aside: Collection[str]
    ) -> None:
        first = entry.start.earliest
        if first is None:
            return
        if draft.read_on is not None and first > draft.read_on:
            message = "It starts after the day on which the records were read. It is drawn paler."
            self._say(entry, "after-reading", message)
        if death is not None and death.latest is not None and first > death.latest:
            message = "It starts after the death that the records give. Check both dates."
            self._say(entry, "after-death", message)
        birth = draft.birth
        if birth is None or birth.earliest is None or birth.latest is None:
            return
        if first >= _birthday(birth.latest, ADULT) and entry.source_name not in aside:
            message = f"It starts after the {ADULT}th birthday. Check the date and the birth."
            self._say(entry, "after-18", message)
        last = entry.start.latest
        if last is not None and last < birth.earliest:
            days = (birth.earliest - last).days
            if days > UNBORN_DAYS:
                message = "It starts long before the birth. Check the year and the birth."
                self._say(entry, "before-birth", message)
            else:
                message = "It starts before the birth: records may begin for an unborn child."
                self._say(entry, "unborn", message)

    def _say(self, entry: Entry, rule: str, message: str) -> None:
        for place in entry.sources[:1]:
            rows = self._found.setdefault((place.file, place.sheet, rule, message), [])
            rows.extend([place.row] if place.row is not None else [])


def _birthday(birth: date, age: int) -> date:
    return add_months(birth, age * 12)


def death_among(entries: Iterable[Entry]) -> FuzzyDate | None:
    """Return the day of the death that the ends of care give, None without one."""
    ends = [item.end for item in entries if item.attributes.get("end_reason") == "Died"]
    return next((end for end in ends if end is not None), None)
