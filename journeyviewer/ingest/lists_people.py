"""The children of a set of lists, joined by their ids; the first row that says something holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from statistics import median

from journeyviewer.ingest.answers import id_text, number, sex_named
from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.dates import DateTrouble, is_missing, parse_date
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.person_facts import Fact, PersonFacts
from journeyviewer.ingest.row_persons import birth_in, whole_id
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Sex
from journeyviewer.model.times import FuzzyDate, Precision, add_months

DAYS_A_YEAR = 365.25
AGES_NEEDED = 3
"""How many rows with a birth and an age in decimals it takes to tell the day of the lists."""
DOUBT = timedelta(days=3)
"""What a birth reckoned from an age in decimals may be wrong by."""
SEX_CODES: Mapping[str, Sex] = {"01": Sex.MALE, "02": Sex.FEMALE}
"""The two-figure codes that some systems write."""


def child_id(row: Row, name: str = "child") -> str:
    """Return the id in a cell; raises RowError without one or for one a spreadsheet shortened."""
    found = id_text(row.cell(name))
    if not found or is_missing(found):
        heading = row.written(name) or "the column of the child’s id"
        raise RowError("case-missing", f"It names no child. Fill in {heading}.", name)
    return whole_id(found, name)


class People:
    """Keeps one draft case per child id, in the order of first mention."""

    def __init__(self, findings: Findings, terms: Terms) -> None:
        self.findings = findings
        self.facts = PersonFacts(terms)
        self.drafts: dict[str, Draft] = {}
        self._ages: dict[str, tuple[Row, float]] = {}
        self._said: list[tuple[date, float]] = []

    def use(self, child: str, row: Row) -> Draft:
        """Take note of the child a row is about: the draft is made when there is none yet."""
        draft = self.drafts.setdefault(child, Draft(child))
        self._tell_sex(child, row)
        self._tell_birth(child, row)
        self._note_age(child, row)
        return draft

    def day_of_ages(self) -> date | None:
        """Return the day on which the ages in decimals and the births agree, None without one.

        Annex A gives no day of its own; an age of 6.138 years and a birth do.
        """
        days = sorted(birth.toordinal() + round(age * DAYS_A_YEAR) for birth, age in self._said)
        if len(days) < AGES_NEEDED:
            return None
        middle = int(median(days))
        close = [day for day in days if abs(day - middle) <= DOUBT.days]
        return date.fromordinal(middle) if len(close) * 2 > len(days) else None

    def close(self, as_at: date | None) -> None:
        """Give every case what holds of its child and the day of the lists.

        A birth that only an age tells is reckoned; one that is left unknown stays so.
        """
        for child, draft in self.drafts.items():
            draft.read_on = as_at
            draft.sex, draft.birth = self.facts.sex(child), self.facts.birth(child)
            if self.facts.knows(child, Fact.BIRTH) or draft.birth is not None:
                continue
            if child in self._ages and as_at is not None:
                row, age = self._ages[child]
                draft.birth = _born_at(age, row.text("age"), as_at)
                message = (
                    f"There is no date of birth: the birth of {child} is reckoned from the age "
                    f"{row.text('age')}."
                )
                self.findings.say(row, "birth-from-age", message, "age", Weight.REPAIRED)

    def of_drafts(self) -> Iterable[Draft]:
        """Return the drafts in the order of first mention."""
        return self.drafts.values()

    def _note_age(self, child: str, row: Row) -> None:
        age = number(row.cell("age"))
        if age is None or not 0 <= age <= 30:
            return
        self._ages.setdefault(child, (row, float(age)))
        born = _exact_day(row.cell("birth"))
        if isinstance(age, float) and born is not None:
            self._said.append((born, age))

    def _tell_sex(self, child: str, row: Row) -> None:
        for name in ("sex", "gender"):
            found = sex_named(row.cell(name)) or SEX_CODES.get(text_of(row.cell(name)))
            if found is not None:
                self.facts.tell(child, Fact.SEX, found, row, name)
                return

    def _tell_birth(self, child: str, row: Row) -> None:
        name = next((n for n in ("birth", "expected") if not is_missing(row.cell(n))), "")
        found = birth_in(row, name, self.findings) if name else None
        if found is None or not found.known:
            return
        if name == "birth":
            self.facts.tell(child, Fact.BIRTH, found, row, name)
        else:
            self.facts.expect(child, found)


def _exact_day(cell: Cell) -> date | None:
    """Return the day of birth as written, before it is made a month; None without one."""
    if is_missing(cell):
        return None
    try:
        when = parse_date(cell)
    except DateTrouble:
        return None
    return when.earliest if when.exact else None


def _born_at(age: float, raw: str, as_at: date) -> FuzzyDate:
    """Return when a child of this age on a day was born: within days for an age in decimals."""
    if re.fullmatch(r"\d+", raw):
        last = add_months(as_at, -12 * int(age))
        first = add_months(as_at, -12 * (int(age) + 1)) + timedelta(days=1)
        return FuzzyDate(first, last, Precision.RANGE, raw=f"age {raw}")
    middle = as_at - timedelta(days=round(age * DAYS_A_YEAR))
    return FuzzyDate(middle - DOUBT, middle + DOUBT, Precision.RANGE, raw=f"age {raw}")
