"""The children of a census: who they are, and children that no list of children names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from journeyviewer.ingest.answers import id_text, sex_named
from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.cin_tables import CHILD
from journeyviewer.ingest.dates import is_missing
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.person_facts import Fact, PersonFacts
from journeyviewer.ingest.return_dates import Asking
from journeyviewer.ingest.row_persons import birth_in
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.times import FuzzyDate

BIRTHS = ("PersonBirthDate", "ExpectedPersonBirthDate")
SEXES = ("Sex", "GenderCurrent")
LETTERS_FROM = date(2024, 4, 1)
"""From the census of 2024/25 the sex is written M, F or U under Sex."""


class CinPeople:
    """Keeps one draft case per child id, in the order of first mention."""

    def __init__(self, findings: Findings, terms: Terms) -> None:
        self.findings = findings
        self.facts = PersonFacts(terms)
        self.read_on: date | None = None
        self._drafts: dict[str, Draft] = {}
        self._named: set[str] = set()
        self._deaths: dict[str, FuzzyDate] = {}
        self._made: dict[int, list[Row]] = {}

    def use(self, row: Row, asking: Asking, year_ends: date | None) -> FuzzyDate | None:
        """Read a row of ChildIdentifiers; returns the day of death, None without one."""
        child = id_text(row.cell(CHILD))
        self._drafts.setdefault(child, Draft(child))
        self._named.add(child)
        self._sex(row, child, year_ends)
        self._birth(row, child)
        death = self._death(row, asking)
        if death is not None:
            self._deaths.setdefault(child, death)
        return death

    def draft(self, child: str, row: Row | None = None) -> Draft:
        """Return the draft of a child, made from its id alone where no list names it."""
        if child not in self._drafts:
            self._drafts[child] = Draft(child)
            if row is not None:
                self._made.setdefault(id(row.sheet), []).append(row)
        return self._drafts[child]

    def drafts(self) -> Iterable[Draft]:
        """Return the drafts in the order of first mention, each with what holds of the child."""
        for child, draft in self._drafts.items():
            draft.read_on = self.read_on
            draft.sex, draft.birth = self.facts.sex(child), self.facts.birth(child)
            yield draft

    def death(self, child: str) -> FuzzyDate | None:
        """Return the day of death of a child."""
        return self._deaths.get(child)

    def close(self) -> None:
        """Say which children no list of children names."""
        for rows in self._made.values():
            count = f"{len(rows):,} children are" if len(rows) > 1 else "One child is"
            message = f"{count} not among the child identifiers; sex and birth are not known."
            if not self._named:
                message = "No child identifiers were given: sex and birth are not known. Add them."
            numbers = [row.number for row in rows]
            sheet = rows[0].sheet
            self.findings.say_of_sheet(sheet, "child-not-in-header", message, Weight.WARN, numbers)

    def _sex(self, row: Row, child: str, year_ends: date | None) -> None:
        field = next((name for name in SEXES if row.text(name)), SEXES[0])
        sex = sex_named(row.cell(field))
        if field == "Sex" and row.text(field) in ("0", "1", "2", "9"):
            message = f"“{row.text(field)}” is a code of GenderCurrent, which Sex replaced."
            self.findings.say_once(row, "code-not-in-use", message, row.text(field))
        elif field != "Sex" and sex and year_ends is not None and year_ends > LETTERS_FROM:
            message = "GenderCurrent was replaced by Sex from the census of 2024/25; it is read."
            self.findings.say_once(row, "code-not-in-use", message, field)
        self.facts.tell(child, Fact.SEX, sex, row, field)

    def _birth(self, row: Row, child: str) -> None:
        field = next((name for name in BIRTHS if not is_missing(row.cell(name))), "")
        birth = birth_in(row, field, self.findings) if field else None
        if birth is None:
            return
        # A birth follows the expected one; the other way round it is no news.
        if field == BIRTHS[0]:
            self.facts.tell(child, Fact.BIRTH, birth, row, field)
        else:
            self.facts.expect(child, birth)

    def _death(self, row: Row, asking: Asking) -> FuzzyDate | None:
        try:
            return asking.day(row, "PersonDeathDate")
        except RowError as trouble:
            self.findings.say(row, trouble.rule, trouble.message, trouble.field, Weight.WARN)
            return None
