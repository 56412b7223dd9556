"""Reads the wide layout: one row for each child, with numbered columns place1, start1, end1."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from journeyviewer.ingest.answers import id_text, is_damaged_id, lane_named
from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.build import build_entry
from journeyviewer.ingest.columns import fingerprint
from journeyviewer.ingest.date_questions import look_at_together, say_of_columns
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.headings import Header, read_header, top_rows
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.people import read_birth, read_sex
from journeyviewer.ingest.person_facts import Fact, PersonFacts
from journeyviewer.ingest.row_dates import Setting
from journeyviewer.ingest.table import Cell, Claim, Reading, Sheet, is_blank, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Entry
from journeyviewer.model.decisions import ASIDE, Choice, Question, Topic, key_of
from journeyviewer.model.lanes import Lane, lane, loose
from journeyviewer.model.patterns import later
from journeyviewer.model.values import dataclass

UNPIVOT = "one record for each set"
NUMBERED = later(r"^(?P<name>\D*?[A-Za-z])[\s_.#-]*\(?0*(?P<number>[1-9]\d?)\)?$")
NUMBER_FIRST = later(
    r"^(?P<number>[1-9]\d?)(?:st|nd|rd|th)?[\s_.-]+(?P<name>[A-Za-z].*)$", re.IGNORECASE
)
NUMBER_WITHIN = later(
    r"^(?P<what>[A-Za-z][A-Za-z ]*?)[\s_]*(?P<number>[1-9]\d?)[\s_]+(?P<name>\D+)$"
)
PERSON = ("case", "gender", "born")
WHAT_LANES = {
    "place": "residence",
    "placement": "residence",
    "placement type": "residence",
    "address type": "residence",
    "home": "residence",
    "school": "education",
    "legal status": "legal",
    "legal": "legal",
    "order": "legal",
    "plan": "referrals",
    "missing": "missing",
}
"""What a numbered column is called, and the lane its words belong to."""


@dataclass(frozen=True, slots=True)
class Wide:
    """The columns of a wide table: those of the person, and a header for each numbered set."""

    person: Header
    sets: Mapping[int, Header]
    where: Lane
    others: tuple[str, ...]


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for the sheets with a case and at least two clearly numbered sets of columns."""
    won = tuple(sheet for sheet in sheets if find_wide(sheet) is not None)
    if not won:
        return None
    return Claim(won, 0.92, "one row for each child with numbered columns such as start1, start2")


def find_wide(sheet: Sheet) -> Wide | None:
    """Return the numbered columns of a sheet, None when there are no two sets with a start."""
    for index, cells in top_rows(sheet):
        found = _wide(index, cells)
        if found is not None:
            return found
    return None


def _wide(index: int, cells: Sequence[Cell]) -> Wide | None:
    sets: dict[int, dict[str, int]] = {}
    rest: list[Cell] = list(cells)
    what, others = "", []
    for column, cell in enumerate(cells):
        name, number = _numbered(text_of(cell))
        field = _field(name) if number else ""
        if not field:
            continue
        if field == "what":
            what = what or name
        if field in sets.setdefault(number, {}):
            others.append(text_of(cell))
            continue
        sets[number][field] = column
        rest[column] = None
    whole = {number: found for number, found in sets.items() if {"what", "start"} <= set(found)}
    person = read_header(index, rest)
    if len(whole) < 2 or "case" not in person.columns:
        return None
    headers = {}
    for number in sorted(whole):
        columns = {**person_columns(person), **whole[number]}
        written = {name: text_of(cells[column]) for name, column in columns.items()}
        headers[number] = Header(index, columns, written)
    lost = [
        text_of(cells[at]) for number in sets if number not in whole for at in sets[number].values()
    ]
    known = [person.written[name] for name in person.columns if name not in PERSON]
    return Wide(person, headers, _lane(what), (*person.others, *others, *known, *lost))


def person_columns(header: Header) -> dict[str, int]:
    """Return the columns of a header that are about the person."""
    return {name: at for name, at in header.columns.items() if name in PERSON}


def _numbered(heading: str) -> tuple[str, int]:
    """Return the name and number of a heading such as “start_2”, “1st place”, “Place 1 end”."""
    text = heading.strip()
    match = NUMBERED.match(text) or NUMBER_FIRST.match(text) or NUMBER_WITHIN.match(text)
    if match is None:
        return "", 0
    return loose(match["name"].replace("_", " ")), int(match["number"])


def _field(name: str) -> str:
    if name in WHAT_LANES or lane_named(name) is not None:
        return "what"
    found = read_header(0, (name,)).columns
    return next((field for field in ("start", "end", "what", "detail") if field in found), "")


def _lane(what: str) -> Lane:
    key = WHAT_LANES.get(what)
    return lane(key) if key else lane_named(what) or lane("other")


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read every numbered set of every row as a record, unless it was decided otherwise."""
    reading = Reading()
    for sheet in claimed.sheets:
        found = find_wide(sheet)
        if found is not None:
            _WideTable(sheet, found, terms).read_into(reading)
    return reading


class _WideTable:
    """One wide table being read."""

    def __init__(self, sheet: Sheet, columns: Wide, terms: Terms) -> None:
        self.sheet = sheet
        self.columns = columns
        self.as_at = terms.as_at
        self.findings = Findings(terms.decisions)
        self.facts = PersonFacts(terms)
        self.ledger = Ledger(sheet)
        self.drafts: dict[str, Draft] = {}
        self.dates: Mapping[str, DateColumn] = {}

    def read_into(self, reading: Reading) -> None:
        """Add the cases, the question about the form, the tray and the accounting line."""
        top = self.columns.person.index
        for number in range(1, top + 2):
            self.ledger.set(number, Fate.NON_DATA)
        rows = [
            number
            for number in range(top + 2, len(self.sheet.rows) + 1)
            if not is_blank(self.sheet.rows[number - 1])
        ]
        if self._ask() == UNPIVOT:
            of_sets = [
                Row(self.sheet, number, header)
                for header in self.columns.sets.values()
                for number in rows
            ]
            looks = look_at_together(of_sets, from_1904=self.sheet.from_1904)
            looks = say_of_columns(self.sheet, looks, of_sets, self.findings)
            self.dates = {field: look.column() for field, look in looks.items()}
            self._meet(rows)
            for number in rows:
                self._use(number)
        if self.columns.others:
            message = f"These columns are not read: {', '.join(self.columns.others)}."
            self.findings.say_of_sheet(self.sheet, "column-ignored", message)
        reading.tallies.append(self.ledger.close("its form was set aside: see the question"))
        reading.tray.extend(self.ledger.tray)
        self.findings.close_into(reading)
        self.facts.close_into(reading)
        reading.cases.extend(draft.case() for draft in self.drafts.values())

    def _ask(self) -> str:
        headings = [text_of(cell) for cell in self.sheet.rows[self.columns.person.index]]
        sets = len(self.columns.sets)
        first = next(iter(self.columns.sets.values()))
        names = ", ".join(first.written[name] for name in first.columns if name not in PERSON)
        return self.findings.ask(
            Question(
                key=key_of(Topic.FORM, "wide", fingerprint(headings)),
                topic=Topic.FORM,
                title="Is each numbered set of columns a record of its own?",
                detail=f"There are {sets} sets, the first is {names}. Each is read as a record in "
                f"the lane {self.columns.where.title}.",
                choices=(
                    Choice(UNPIVOT, "Yes: one record for each set"),
                    Choice(ASIDE, "No: keep the rows aside"),
                ),
                default=UNPIVOT,
                file=self.sheet.file,
                sheet=self.sheet.name,
            )
        )

    def _meet(self, numbers: Sequence[int]) -> None:
        """Take note of what all rows tell of their children, before any of them is used."""
        for number in numbers:
            row = Row(self.sheet, number, self.columns.person)
            name = id_text(row.cell("case"))
            self.facts.tell(name, Fact.SEX, read_sex(row, self.findings), row, "gender")
            self.facts.tell(name, Fact.BIRTH, read_birth(row, self.findings), row, "born")

    def _use(self, number: int) -> None:
        person = Row(self.sheet, number, self.columns.person)
        name = id_text(person.cell("case"))
        if not name or is_damaged_id(name):
            message = "It names no case. Write the case’s id in its row."
            if name:
                message = f"The id reads {name}: a spreadsheet has shortened it. Export it as text."
            return self._aside(person, "case-unreadable", message)
        draft = self.drafts.get(name) or Draft(name, read_on=self.as_at)
        draft.sex, draft.birth = self.facts.sex(name), self.facts.birth(name)
        setting = Setting(False, draft.birth, self.as_at, self.dates)
        entries, troubles = self._entries(number, setting)
        if troubles and not entries:
            return self._aside(person, troubles[0].rule, troubles[0].message)
        self.drafts[name] = draft
        draft.entries.extend(entries)
        self.ledger.set(number, Fate.USED)
        return None

    def _entries(self, number: int, setting: Setting) -> tuple[list[Entry], list[RowError]]:
        """Return a record for each set of a row that holds something; says what is none."""
        entries: list[Entry] = []
        troubles: list[RowError] = []
        for place, header in self.columns.sets.items():
            row = Row(self.sheet, number, header)
            if not any(row.text(name) for name in ("what", "start", "end")):
                continue
            try:
                entries.append(build_entry(row, self.columns.where, setting, self.findings))
            except RowError as trouble:
                troubles.append(trouble)
                message = f"Set {place} is not drawn. {trouble.message}"
                self.findings.say(row, trouble.rule, message, trouble.field, Weight.WARN)
        return entries, troubles

    def _aside(self, row: Row, rule: str, message: str) -> None:
        self.ledger.set_aside(row.number, message)
        self.findings.say(row, rule, message, weight=Weight.ASIDE)
