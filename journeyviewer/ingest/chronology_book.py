"""Reads the chronologies of a set of files: one table after the other, one case for each child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeyviewer.ingest.answers import sex_named
from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.chronology_apart import with_children
from journeyviewer.ingest.chronology_columns import columns_by_sheet, is_of_document
from journeyviewer.ingest.chronology_entries import build_entries
from journeyviewer.ingest.chronology_facts import read_facts
from journeyviewer.ingest.chronology_ids import told_apart
from journeyviewer.ingest.chronology_leading import with_leading_ids
from journeyviewer.ingest.chronology_people import may_name
from journeyviewer.ingest.chronology_sheet import ChronologySheet, Held
from journeyviewer.ingest.chronology_usual import usual_name
from journeyviewer.ingest.chronology_whom import Follower, Whom
from journeyviewer.ingest.chronology_workers import without_workers
from journeyviewer.ingest.chronology_years import with_whole_dates
from journeyviewer.ingest.date_questions import look_at_fields, say_of_columns
from journeyviewer.ingest.dated_prose import is_left_aside
from journeyviewer.ingest.dates import DateTrouble, parse_birth
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.ingest.findings import Findings, RowError, Weight
from journeyviewer.ingest.ledger import Fate
from journeyviewer.ingest.person_facts import Fact, PersonFacts
from journeyviewer.ingest.row_dates import Setting
from journeyviewer.ingest.stacked import with_stacked
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Coverage, Entry
from journeyviewer.model.lanes import loose
from journeyviewer.model.times import FuzzyDate
from journeyviewer.model.values import dataclass

Place = tuple[str, int]


def read_book(sheets: Sequence[Sheet], terms: Terms) -> Reading:
    """Read every table; what is not certain to be one child's is kept aside and asked."""
    reading = Reading()
    by_sheet = columns_by_sheet(sheets)
    found = [sheet for sheet in sheets if id(sheet) in by_sheet]
    carried: dict[Place, Whom | None] = {}
    seeds: dict[Place, Sequence[str]] = {}
    for sheet in sheets:
        place = sheet.file, sheet.group
        columns = by_sheet.get(id(sheet))
        if columns is None:
            seeds[place] = read_facts(sheet, reading)
            continue
        findings = Findings(terms.decisions)
        if is_left_aside(sheet, reading, findings):
            continue
        whole, columns = with_stacked(sheet, columns, findings)
        columns = told_apart(whole, without_workers(whole, columns, findings), findings)
        whole, columns = with_whole_dates(whole, columns, findings)
        whole, columns = with_children(whole, columns, findings)
        whole, columns = with_leading_ids(whole, columns, findings)
        lines = seeds.get(place, ()) if _is_for(sheet, found) else ()
        who = Follower(sheet, findings, usual_name(sheet, found), carried.get(place), lines)
        table = ChronologySheet(whole, columns, findings, who)
        table.sort()
        _Finisher(table, terms).read_into(reading)
        if is_of_document(sheet):
            # The tables of a document follow one another, the sheets of a workbook do not.
            seeds.pop(place, None)
            carried[place] = who.whom if "child" not in columns.header.columns else None
    return reading


def _is_for(sheet: Sheet, found: Sequence[Sheet]) -> bool:
    """True where facts beside a sheet are about it: its name is nobody's, or it is the only one."""
    others = [item for item in found if (item.file, item.group) == (sheet.file, sheet.group)]
    return is_of_document(sheet) or len(others) == 1 or not may_name(sheet.called)


@dataclass(slots=True)
class _Person:
    """A child while the table is read: the draft, and the setting its dates are read in."""

    draft: Draft
    setting: Setting


class _Finisher:
    """Makes the rows held of one table the records of their children."""

    def __init__(self, table: ChronologySheet, terms: Terms) -> None:
        self.table = table
        self.sheet = table.sheet
        self.findings = table.findings
        self.facts = PersonFacts(terms)
        self.as_at = terms.as_at
        self.people: dict[str, _Person] = {}
        self._met: set[str] = set()
        self._unreadable: set[str] = set()
        self.columns = self._date_columns()

    def _date_columns(self) -> Mapping[str, DateColumn]:
        """Decide how the columns of dates are read, from all of their cells, and say it."""
        rows = [held.row for held in self.table.held]
        if not rows:
            return {}
        looks = look_at_fields(rows, from_1904=self.sheet.from_1904)
        looks = say_of_columns(self.sheet, looks, rows, self.findings)
        return {field: look.column() for field, look in looks.items()}

    def read_into(self, reading: Reading) -> None:
        """Add the cases, problems, tray and accounting line of the table."""
        for held in self.table.held:
            self._meet(held)
        for held in self.table.held:
            self._use(held)
        if not self.table.held:
            message = "It has headings and no rows that could be used."
            self.findings.say_of_sheet(self.sheet, "no-rows", message, Weight.WARN)
        self._say_columns()
        ledger = self.table.ledger
        reading.tallies.append(ledger.close())
        reading.tray.extend(ledger.tray)
        self.findings.close_into(reading)
        self.facts.close_into(reading)
        for person in self.people.values():
            self._cover(person)
            person.draft.entries = _in_sequence(person.draft.entries)
            if person.draft.entries:
                reading.cases.append(person.draft.case())

    def _meet(self, held: Held) -> None:
        """Take note of what a row, and the lines above it, tell of its children.

        A birth in a row about several children is nobody's.
        """
        row, who = held.row, self.table.follower
        for name in held.children:
            gender: Cell = row.cell("gender")
            self.facts.tell(name, Fact.SEX, sex_named(gender), row, "gender")
            birth = self._birth(name, row.cell("born"), held) if len(held.children) == 1 else None
            self.facts.tell(name, Fact.BIRTH, birth, row, "born")
            if name in self._met:
                continue
            self._met.add(name)
            sex = sex_named(who.genders.get(name))
            if sex is not None:
                self.facts.tell_words(name, Fact.SEX, sex, who.genders[name], self.sheet)
            above = None if row.text("born") else self._birth(name, who.births.get(name), held)
            if above is not None:
                self.facts.tell_words(name, Fact.BIRTH, above, who.births[name], self.sheet)

    def _birth(self, name: str, born: Cell, held: Held) -> FuzzyDate | None:
        """Return the birth that words tell; what cannot be read is said once of each child."""
        if not born:
            return None
        try:
            found = parse_birth(born, not_after=self.as_at)
            return found if found.known else None
        except DateTrouble as trouble:
            if name not in self._unreadable:
                self._unreadable.add(name)
                message = f"The birth of {name} could not be read: {trouble} Write it as May 1999."
                self.findings.say(held.row, "birth-unreadable", message, weight=Weight.WARN)
            return None

    def _use(self, held: Held) -> None:
        made: list[tuple[_Person, list[Entry]]] = []
        try:
            for place, name in enumerate(held.children):
                person = self._person(name)
                # What is said of a row is said once, however many children it is about.
                findings = Findings() if place else self.findings
                made.append(
                    (person, build_entries(held.told, held.columns, person.setting, findings))
                )
        except RowError as trouble:
            for row in (held.row, *held.more):
                self.table.ledger.set_aside(row.number, trouble.message)
            self.findings.say(held.row, trouble.rule, trouble.message, trouble.field, Weight.ASIDE)
            return
        for person, entries in made:
            person.draft.entries.extend(entries)
        for row in (held.row, *held.more):
            self.table.ledger.set(row.number, Fate.USED)

    def _person(self, name: str) -> _Person:
        known = self.people.get(name)
        if known is not None:
            return known
        draft = Draft(name, read_on=self.as_at)
        draft.sex, draft.birth = self.facts.sex(name), self.facts.birth(name)
        person = _Person(draft, Setting(False, draft.birth, self.as_at, self.columns))
        self.people[name] = person
        return person

    def _cover(self, person: _Person) -> None:
        """Say over which days the chronology tells of a child: from its first row to its last.

        It tells of events of every kind, so that a lane without any has none recorded.
        """
        dated = [entry for entry in person.draft.entries if not entry.suggested]
        first = [entry.start.earliest for entry in dated if entry.start.earliest]
        last = [
            when.latest
            for entry in dated
            for when in (entry.start, entry.end)
            if when and when.latest
        ]
        if first and last and max(last) >= min(first):
            person.draft.coverage.append(Coverage(self.sheet.file, "all", min(first), max(last)))

    def _say_columns(self) -> None:
        columns = self.table.columns
        for rule, headings, words in (
            (
                "identifying-columns",
                columns.dropped,
                "These columns can point at a real person or place and are not kept",
            ),
            ("column-extra", columns.extra, "These columns are kept with the details of a record"),
            (
                "column-unnamed",
                columns.unnamed,
                "These columns have no heading and are not read",
            ),
        ):
            if headings:
                self.findings.say_of_sheet(self.sheet, rule, f"{words}: {', '.join(headings)}.")
        self._say_second_dates()
        if not columns.lent:
            self.findings.say_beyond(self.sheet, columns.header)

    def _say_second_dates(self) -> None:
        """Say where a table beside the table has dates of its own, as “From” and “To” again."""
        columns = self.table.columns
        used = {loose(columns.header.written.get(name, "")) for name in ("start", "end")} - {""}
        again = [heading for heading in columns.extra if loose(heading) in used]
        if again:
            message = (
                f"The headings {' and '.join(dict.fromkeys(again))} occur again further right, as "
                "in a second table beside the first. What it says is kept with the details and "
                "becomes no record of its own. Move its columns to a sheet of their own to see it."
            )
            self.findings.say_of_sheet(self.sheet, "second-dates", message, Weight.WARN)


def _in_sequence(entries: list[Entry]) -> list[Entry]:
    """Return entries in the order of their sequence numbers, where every one has such a number."""
    numbers = [
        str(entry.attributes.get("sequence", "")) for entry in entries if not entry.suggested
    ]
    if not numbers or not all(number.isdigit() for number in numbers):
        return entries
    places: list[int] = []
    for entry in entries:
        number = str(entry.attributes.get("sequence", ""))
        places.append(int(number) if number.isdigit() else places[-1])
    order = sorted(range(len(entries)), key=lambda index: places[index])
    return [entries[index] for index in order]
