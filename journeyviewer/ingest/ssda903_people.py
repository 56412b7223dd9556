"""The children of an SSDA903 return: sex and birth from Header, or made from an id alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from journeyviewer.ingest.answers import id_text, sex_named
from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.findings import Findings, Row, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.person_facts import Fact, PersonFacts
from journeyviewer.ingest.row_persons import birth_in
from journeyviewer.ingest.ssda903_modules import HEADER, recognise
from journeyviewer.ingest.table import Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.ingest.vocabulary import other_codes
from journeyviewer.model.times import FuzzyDate


class People:
    """Keeps one draft case per child id, in the order of first mention."""

    def __init__(self, findings: Findings, terms: Terms) -> None:
        self.findings = findings
        self.as_at = terms.as_at
        self.facts = PersonFacts(terms)
        self._drafts: dict[str, Draft] = {}
        self._seen: dict[tuple[object, ...], int] = {}
        self._made: dict[int, list[Row]] = {}

    def use(self, row: Row, ledger: Ledger) -> None:
        """Read a row of Header: a new child, the same child again, or the same row again."""
        child = id_text(row.cell("CHILD"))
        key = (id(row.sheet), row.cells)
        if key in self._seen:
            ledger.set(row.number, Fate.DUPLICATE)
            message = f"It repeats row {self._seen[key]}."
            self.findings.say(row, "duplicate-row", message, weight=Weight.REPAIRED)
            return
        self._seen[key] = row.number
        ledger.set(row.number, Fate.USED)
        self._drafts.setdefault(child, Draft(child, read_on=self.as_at))

    def tell(self, row: Row) -> None:
        """Take note of the birth and sex that a row of any module gives.

        To be called with all rows before any of them is used.
        """
        child = id_text(row.cell("CHILD"))
        self.facts.tell(child, Fact.SEX, sex_named(row.cell("SEX")), row, "SEX")
        self.facts.tell(child, Fact.BIRTH, birth_in(row, "DOB", self.findings), row, "DOB")

    def birth_of(self, row: Row) -> FuzzyDate | None:
        """Return the birth of the child a row is about: as it holds, else as the row gives it."""
        child = id_text(row.cell("CHILD"))
        if self.facts.knows(child, Fact.BIRTH):
            return self.facts.birth(child)
        return birth_in(row, "DOB", self.findings)

    def draft(self, child: str, row: Row | None) -> Draft:
        """Return the draft of a child, made from its id alone if no header names it."""
        if child not in self._drafts:
            self._drafts[child] = Draft(child, read_on=self.as_at)
            if row is not None:
                self._made.setdefault(id(row.sheet), []).append(row)
        return self._drafts[child]

    def drafts(self) -> Iterable[Draft]:
        """Return the drafts in the order of first mention."""
        return self._drafts.values()

    def close(self, sheets: Sequence[Sheet]) -> None:
        """Give each child the facts that hold; say which children no header names.

        That there is no header at all is said once.
        """
        for child, draft in self._drafts.items():
            draft.sex, draft.birth = self.facts.sex(child), self.facts.birth(child)
        modules = (recognise(sheet) for sheet in sheets)
        has_header = any(module and module.module is HEADER for module in modules)
        for rows in self._made.values():
            count = f"{len(rows):,} children are" if len(rows) > 1 else "One child is"
            message = f"{count} not in the header file; sex and birth are not known."
            if not has_header:
                message = "No header file was given: sex and birth are not known. Add it."
            self.findings.say_of_sheet(
                rows[0].sheet,
                "child-not-in-header",
                message,
                Weight.WARN,
                [row.number for row in rows],
            )

    def say_sex_codes(self, rows: Iterable[tuple[Row, date]]) -> None:
        """Say where a code of SEX was not in use in the year (its last day) of a row."""
        for row, when in rows:
            code = other_codes("SEX").get(row.text("SEX").upper())
            if code is not None and not code.in_use(when):
                message = f"The code {code.code} of SEX was not in use in the year of this file."
                self.findings.say_once(row, "code-not-in-use", message, f"SEX {code.code}")
