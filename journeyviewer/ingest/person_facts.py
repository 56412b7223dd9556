"""What rows tell of a child's sex and birth: what is told first holds, unless it was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from journeyviewer.ingest.findings import Row
from journeyviewer.ingest.table import Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Sex
from journeyviewer.model.decisions import Decisions, key_of
from journeyviewer.model.times import FuzzyDate
from journeyviewer.model.values import dataclass

RULE = "contradictory-person"
FIRST, UNKNOWN = "first", "unknown"
"""The answers that are no value of their own: what was told first, and none of them."""

Value = Sex | FuzzyDate


class Fact(StrEnum):
    """What may be told of a child that has one answer alone."""

    SEX = "sex"
    BIRTH = "birth"


About = tuple[str, Fact]
"""A child's id, and the fact."""


@dataclass(slots=True)
class Met:
    """One value of a fact as it is written in rows of one sheet; `rows` are 1-based."""

    value: Value
    words: str
    file: str
    sheet: str | None
    column: str | None
    rows: Sequence[int]


class PersonFacts:
    """Collects what the rows of one reading tell of children."""

    def __init__(self, terms: Terms) -> None:
        self._decisions = terms.decisions
        self._settled = terms.persons
        self._met: dict[About, dict[tuple[object, ...], Met]] = {}
        self._expected: dict[str, FuzzyDate] = {}

    def tell(
        self,
        child: str,
        fact: Fact,
        value: Value | None,
        row: Row,
        field: str,
        numbers: Sequence[int] = (),
    ) -> None:
        """Take note of what a row tells, or all rows of these numbers; None tells nothing."""
        if value is None:
            return
        words, column = row.text(field), row.written(field)
        met = self._met_with(child, fact, value, words, row.sheet, column)
        if numbers:
            # Most rows of a table tell the same: their numbers are not copied.
            met.rows = [*met.rows, *numbers] if met.rows else numbers
        elif isinstance(met.rows, list):
            met.rows.append(row.number)

    def tell_words(self, child: str, fact: Fact, value: Value, words: str, sheet: Sheet) -> None:
        """Take note of what words above the rows of a sheet tell."""
        self._met_with(child, fact, value, words, sheet, None)

    def expect(self, child: str, birth: FuzzyDate) -> None:
        """Take note of the day on which a child was still to be born; any birth told holds."""
        self._expected.setdefault(child, birth)

    def _met_with(
        self, child: str, fact: Fact, value: Value, words: str, sheet: Sheet, column: str | None
    ) -> Met:
        known = self._met.setdefault((child, fact), {})
        key = (words, plain(value), id(sheet), column)
        met = known.get(key)
        if met is None:
            met = known[key] = Met(value, words, sheet.file, sheet.name, column, [])
        return met

    def knows(self, child: str, fact: Fact) -> bool:
        """True where anything was told of a fact, even where it is left unknown since."""
        return (child, fact) in self._met or (child, fact) in self._settled

    def sex(self, child: str) -> Sex | None:
        """Return the sex of a child that holds."""
        value = self._held(child, Fact.SEX)
        return value if isinstance(value, Sex) else None

    def birth(self, child: str) -> FuzzyDate | None:
        """Return the birth of a child that holds; where none was told, the one expected."""
        value = self._held(child, Fact.BIRTH)
        if value is None and not self.knows(child, Fact.BIRTH):
            return self._expected.get(child)
        return value if isinstance(value, FuzzyDate) else None

    def _held(self, child: str, fact: Fact) -> Value | None:
        about = child, fact
        if about in self._settled:
            return self._settled[about]
        met = self._met.get(about)
        return decided(about, list(met.values()), self._decisions) if met else None

    def close_into(self, reading: Reading) -> None:
        """Add all that was told to a reading."""
        for about, met in self._met.items():
            reading.told.setdefault(about, []).extend(met.values())


def plain(value: Value) -> tuple[object, ...]:
    """Return what makes two values the same, however they are written."""
    return (value,) if isinstance(value, Sex) else (value.earliest, value.latest)


def values_of(met: Sequence[Met]) -> list[Met]:
    """Return the first of each different value, in the order they were told."""
    found: dict[tuple[object, ...], Met] = {}
    for item in met:
        found.setdefault(plain(item.value), item)
    return list(found.values())


def contradict(met: Sequence[Met]) -> bool:
    """True where two of the values cannot both be; a month and a day of it can."""
    sexes = {item.value for item in met if isinstance(item.value, Sex)}
    births = [item.value for item in met if isinstance(item.value, FuzzyDate)]
    first = max((each.earliest for each in births if each.earliest), default=date.min)
    last = min((each.latest for each in births if each.latest), default=date.max)
    return len(sexes) > 1 or first > last


def question_key(about: About, met: Sequence[Met]) -> str:
    """Return the key of the question which value holds; it is another where other values are."""
    return key_of(RULE, *about, *(plain(item.value) for item in values_of(met)))


def is_asked(key: str) -> bool:
    """True for the key of such a question."""
    return key.startswith(f"{RULE}:")


def answer_of(about: About, met: Met) -> str:
    """Return the answer that a value holds; it is an answer about this child alone."""
    return key_of("is", *about, *plain(met.value))


def repair_key(about: About, met: Sequence[Met]) -> str:
    """Return the key of the repair that another value than the first makes."""
    return key_of("repair", question_key(about, met))


def chosen(about: About, met: Sequence[Met], decisions: Decisions) -> Met | None:
    """Return the value that was chosen; the first where nothing was, None for none of them."""
    given = decisions.given
    answer = given.get(question_key(about, met), FIRST) if given else FIRST
    if answer == UNKNOWN:
        return None
    return next((item for item in met if answer_of(about, item) == answer), met[0])


def decided(about: About, met: Sequence[Met], decisions: Decisions) -> Value | None:
    """Return the value that holds: the first, unless another was chosen and not taken back."""
    if not decisions.given or not contradict(met):
        return met[0].value
    found = chosen(about, met, decisions)
    if decisions.is_undone(repair_key(about, met)):
        return met[0].value
    return found.value if found is not None else None
