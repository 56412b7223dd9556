"""The children of an SSDA903 return: sex and birth from Header, or made from an id alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from journeyviewer.ingest.answers import id_text, sex_named
from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.dates import DateTrouble, is_missing, parse_birth
from journeyviewer.ingest.findings import Findings, Row, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.ssda903_modules import HEADER, recognise
from journeyviewer.ingest.table import Sheet
from journeyviewer.ingest.vocabulary import other_codes
from journeyviewer.model.chronology import Sex
from journeyviewer.model.times import FuzzyDate


class People:
    """Keeps one draft case per child id, in the order of first mention."""

    def __init__(self, findings: Findings, as_at: date | None) -> None:
        self.findings = findings
        self.as_at = as_at
        self._drafts: dict[str, Draft] = {}
        self._first: dict[str, Row] = {}
        self._seen: dict[tuple[object, ...], int] = {}
        self._made: dict[int, list[Row]] = {}
        self._said: set[tuple[object, ...]] = set()

    def use(self, row: Row, ledger: Ledger) -> None:
        """Read a row of Header: a new child, the same child again, or the same row again."""
        child = id_text(row.cell("CHILD"))
        key = (id(row.sheet), row.sheet.rows[row.number - 1])
        if key in self._seen:
            ledger.set(row.number, Fate.DUPLICATE)
            message = f"It repeats row {self._seen[key]}."
            self.findings.say(row, "duplicate-row", message, weight=Weight.REPAIRED)
            return
        self._seen[key] = row.number
        ledger.set(row.number, Fate.USED)
        sex, birth = sex_named(row.cell("SEX")), self._birth(row)
        draft = self._drafts.get(child)
        if draft is None:
            self._drafts[child] = Draft(child, sex, birth, self.as_at)
            self._first[child] = row
            return
        self._compare(row, draft, sex, birth)

    def compare(self, row: Row) -> None:
        """Say where a row of another module gives another birth or sex; the first is kept."""
        draft = self._drafts.get(id_text(row.cell("CHILD")))
        if draft is not None and draft.id in self._first:
            self._compare(row, draft, sex_named(row.cell("SEX")), self._birth(row))

    def birth_of(self, row: Row) -> FuzzyDate | None:
        """Return the birth of the child a row is about: as kept, else as the row gives it."""
        draft = self._drafts.get(id_text(row.cell("CHILD")))
        return draft.birth if draft is not None and draft.birth is not None else self._birth(row)

    def draft(self, child: str, row: Row | None) -> Draft:
        """Return the draft of a child, made from its id alone if no header names it."""
        if child not in self._drafts:
            self._drafts[child] = Draft(child, read_on=self.as_at)
            if row is not None:
                self._drafts[child].birth = self._birth(row)
                self._drafts[child].sex = sex_named(row.cell("SEX"))
                self._first[child] = row
                self._made.setdefault(id(row.sheet), []).append(row)
        return self._drafts[child]

    def drafts(self) -> Iterable[Draft]:
        """Return the drafts in the order of first mention."""
        return self._drafts.values()

    def close(self, sheets: Sequence[Sheet]) -> None:
        """Say which children no header names, and once that there is no header at all."""
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

    def _compare(self, row: Row, draft: Draft, sex: Sex | None, birth: FuzzyDate | None) -> None:
        """Say where a later row of a child contradicts the first; the first is kept."""
        first = self._first[draft.id]
        for name, kept, new in (("SEX", draft.sex, sex), ("DOB", draft.birth, birth)):
            if new is None or _same(kept, new):
                continue
            if kept is None:
                draft.sex, draft.birth = draft.sex or sex, draft.birth or birth
                continue
            said = (draft.id, name, row.text(name), id(row.sheet))
            if said in self._said:
                continue
            self._said.add(said)
            message = (
                f"{name} is “{row.text(name)}” here and “{first.text(name)}” in row "
                f"{first.number} of {first.sheet.file} for the same child; the first is kept."
            )
            self.findings.say(row, "contradictory-person", message, name, Weight.ASK)

    def say_sex_codes(self, rows: Iterable[tuple[Row, date]]) -> None:
        """Say where a code of SEX was not in use in the year (its last day) of a row."""
        for row, when in rows:
            code = other_codes("SEX").get(row.text("SEX").upper())
            if code is not None and not code.in_use(when):
                message = f"The code {code.code} of SEX was not in use in the year of this file."
                self.findings.say_once(row, "code-not-in-use", message, f"SEX {code.code}")

    def _birth(self, row: Row) -> FuzzyDate | None:
        if is_missing(row.cell("DOB")):
            return None
        try:
            return parse_birth(row.cell("DOB"))
        except DateTrouble as trouble:
            message = f"“{row.text('DOB')}” could not be read as a date of birth: {trouble}"
            self.findings.say(row, "birth-unreadable", message, "DOB", Weight.WARN)
            return None


def _same(kept: object, new: object) -> bool:
    if isinstance(kept, FuzzyDate) and isinstance(new, FuzzyDate):
        return (kept.earliest, kept.latest) == (new.earliest, new.latest)
    return kept == new
