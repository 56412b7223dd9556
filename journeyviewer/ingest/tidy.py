"""Reads the tidy long table: one row per record, several cases in one CSV or sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from journeyviewer.ingest.answers import (
    TOTAL_ROW,
    id_text,
    is_damaged_id,
    is_said,
    is_total_id,
    lane_in_column,
)
from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.coded import different, edges, places_of
from journeyviewer.ingest.date_questions import look_at_fields, say_of_columns, say_of_numbers
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight, cells_of
from journeyviewer.ingest.frames import Frames
from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.late import Place
from journeyviewer.ingest.late_table import LateTable
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.people import (
    coverage_in,
    is_example,
    look_at_births,
    read_birth,
    read_day_of_reading,
    read_sex,
    say_of_births,
)
from journeyviewer.ingest.person_facts import Fact, PersonFacts
from journeyviewer.ingest.quiet import QuietRows
from journeyviewer.ingest.row_dates import Setting, columns_of
from journeyviewer.ingest.rows import RowReader, is_header_again
from journeyviewer.ingest.seen import Seen
from journeyviewer.ingest.table import Cell, Claim, Reading, Sheet, is_blank
from journeyviewer.ingest.table_rows import Columns, TableRows
from journeyviewer.ingest.terms import Terms
from journeyviewer.ingest.text_rows import TextRows
from journeyviewer.ingest.tidy_header import is_coverage, may_be_of_several, tidy_header
from journeyviewer.model.chronology import Case
from journeyviewer.model.lanes import Lane, lane
from journeyviewer.model.times import FuzzyDate
from journeyviewer.model.values import dataclass


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for the sheets that have a case, a lane, a start and words on every row."""
    won = tuple(sheet for sheet in sheets if tidy_header(sheet) is not None)
    if not won:
        return None
    return Claim(won, 0.9, "a table with a case, a lane, a start and words on every row")


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read every case of the tables; a given day of reading stands in for their own."""
    reading = Reading()
    for sheet in claimed.sheets:
        header = tidy_header(sheet)
        if header is not None:
            read_table(sheet, header, terms, reading)
    return reading


def read_table(sheet: Sheet, header: Header, terms: Terms, reading: Reading) -> None:
    """Read one table whose columns are known, and add what it holds to a reading."""
    if header.may_be_of_families:
        from journeyviewer.ingest.families import apart_in_table

        sheet = apart_in_table(sheet, header, terms, reading)
    if not may_be_of_several(sheet, header):
        _Table(sheet, header, terms).read_into(reading)
        return
    # Loaded for such a table alone.
    from journeyviewer.ingest.tidy_children import REASON, by_child

    findings = Findings(terms.decisions)
    parted = by_child(sheet, header, findings)
    table = _Table(parted.sheet, header, terms)
    for number, key in parted.aside.items():
        table.ledger.set_aside(number, REASON, waits_for=key)
    table.read_into(reading)
    findings.close_into(reading)
    for other in parted.others:
        # What is said of its rows was said already.
        beside = Reading()
        _Table(other, header, terms).read_into(beside)
        reading.cases.extend(beside.cases)


@dataclass(slots=True)
class _Facts:
    """What the rows of one case say of the person; the first answer counts."""

    draft: Draft
    rows: RowReader
    numbers: Sequence[int]
    seen: Seen | None = None


class _Table:
    """One tidy table being read."""

    def __init__(self, sheet: Sheet, header: Header, terms: Terms) -> None:
        self.sheet = sheet
        self.header = header
        self.as_at = terms.as_at
        self.ledger = Ledger(sheet)
        self.findings = Findings(terms.decisions)
        self.facts = PersonFacts(terms)
        self.people: dict[str, _Facts] = {}
        self.columns = Columns(sheet, header)
        self.frames: dict[int, Frames] = {}
        frames = Frames(header)
        self.quiet = QuietRows(self.columns, frames, terms.decisions, _known_lane)
        self.late = LateTable(
            self.columns, self.quiet, self.frames, terms.decisions, _lane_or_none_of_them
        )

    def read_into(self, reading: Reading) -> None:
        """Read the table and add its cases, problems, tray and accounting line."""
        for number in range(1, self.header.index + 2):
            self.ledger.set(number, Fate.NON_DATA)
        rows = TableRows(self.columns, self._data_rows())
        self._meet(rows)
        if not rows:
            message = "It has headings and no rows yet. Add a row for each record."
            self.findings.say_of_sheet(self.sheet, "no-rows", message, Weight.WARN)
        self._use_all(rows)
        if self.header.others:
            message = f"These columns are not read: {', '.join(self.header.others)}."
            self.findings.say_of_sheet(self.sheet, "column-ignored", message)
        self.findings.say_beyond(self.sheet, self.header)
        reading.tallies.append(self.ledger.close())
        reading.tray.extend(self.ledger.tray)
        self.findings.close_into(reading)
        self.facts.close_into(reading)
        reading.cases.extend(map(self._case, self.people.values()))

    def _data_rows(self) -> Sequence[int]:
        """Return the numbers of the rows below the headings that hold data."""
        first, last = self.header.index + 2, len(self.sheet.rows)
        odd: Sequence[int] | None = self._odd_rows(first)
        if odd is None:
            odd = range(first, last + 1)
        left_out = {number for number in odd if not self._holds_data(number)}
        if not left_out:
            return range(first, last + 1)
        return [number for number in range(first, last + 1) if number not in left_out]

    def _odd_rows(self, first: int) -> list[int] | None:
        """Return the rows that may hold no data; None where that has to be asked of every row.

        No row is the header again, blank or an example without a sign of it in its start or text.
        """
        starts = self.columns.of("start")
        heading = self.header.written["start"].casefold()
        odd = {
            cell
            for cell in different(starts)
            if not isinstance(cell, str) or cell.strip().casefold() == heading
        }
        found = self._holding("example")
        if found is None:
            return None
        if odd:
            found.update(place + 1 for place in places_of(starts, odd))
        return sorted(number for number in found if number >= first)

    def _holding(self, word: str) -> set[int] | None:
        """Return the rows that may hold a word; None where that has to be asked of every row."""
        rows = self.sheet.rows
        if isinstance(rows, TextRows):
            return set(rows.holding(word))
        numbers = range(1, len(rows) + 1)
        said = chain.from_iterable(self.columns.said(numbers))
        # Tables repeat their short texts in every other row.
        text = "\n".join(filter(None, set(said)))
        return None if word in text.lower() else set()

    def _holds_data(self, number: int) -> bool:
        """True for a row that is neither blank nor left out of the data."""
        if is_blank(self.sheet.rows[number - 1]):
            return False
        return self._is_data(self.columns.row(number))

    def _is_data(self, row: Row) -> bool:
        if is_example(row) or is_header_again(row):
            self.ledger.set(row.number, Fate.NON_DATA)
            return False
        return True

    def _meet(self, rows: TableRows) -> None:
        """Make every person the table names, with what its rows say of them."""
        columns = self._columns(rows)
        groups = {
            name: TableRows(self.columns, own)
            for name, own in _by_id(rows).items()
            if name and not is_damaged_id(name) and not is_total_id(name)
        }
        births = look_at_births(different(cells_of(rows, "born")))
        born: list[tuple[Row, FuzzyDate]] = []
        for name, own in groups.items():
            draft = Draft(name)
            for row, numbers, findings in self._tellers(own, "gender"):
                sex = read_sex(row, findings)
                self.facts.tell(name, Fact.SEX, sex, row, "gender", numbers)
            read_on = read_day_of_reading(self._read_on(own), self.findings)
            draft.read_on = self.as_at or read_on
            for row, numbers, findings in self._tellers(own, "born"):
                birth = read_birth(row, findings, births, draft.read_on)
                self.facts.tell(name, Fact.BIRTH, birth, row, "born", numbers)
                if birth is not None:
                    born.append((row, birth))
            draft.sex, draft.birth = self.facts.sex(name), self.facts.birth(name)
            setting = Setting(False, draft.birth, draft.read_on, columns)
            reader = RowReader(self.findings, setting, self.frames)
            self.people[name] = _Facts(draft, reader, own.numbers)
        say_of_births(self.sheet, births, born, self.findings)

    def _columns(self, rows: Sequence[Row]) -> Mapping[str, DateColumn]:
        """Decide how the columns of dates are read, from all of their cells, and say it."""
        looks = look_at_fields(rows, from_1904=self.sheet.from_1904)
        looks = say_of_columns(self.sheet, looks, rows, self.findings)
        say_of_numbers(self.sheet, rows, self.findings)
        return columns_of(looks)

    def _tellers(self, rows: TableRows, name: str) -> Iterator[tuple[Row, Sequence[int], Findings]]:
        """Yield a row for each different answer in a column, with the rows that give it.

        What is wrong with the first of them is said, with the others it is not.
        """
        if not rows or not self.columns.has(name):
            return
        found: dict[Cell, Sequence[int]] = {}
        if self.columns.are_one(name, rows.numbers):
            # Most tables write the same in every row of a case.
            found[self.columns.of(name)[rows.numbers[0] - 1]] = rows.numbers
        else:
            told: dict[Cell, list[int]] = {}
            for cell, number in zip(rows.cells(name), rows.numbers, strict=True):
                told.setdefault(cell, []).append(number)
            found.update(told)
        findings = self.findings
        for cell, numbers in found.items():
            if is_said(cell):
                yield self.columns.with_one(numbers[0], name, cell), numbers, findings
                findings = Findings()

    def _read_on(self, rows: TableRows) -> Row | None:
        """Return the first row that gives a day of reading, and say where later ones differ."""
        tellers = [row for row, _, _ in self._tellers(rows, "read on")]
        if len(tellers) > 1:
            first, quiet = tellers[0], Findings()
            day = read_day_of_reading(first, quiet)
            other = next((row for row in tellers if read_day_of_reading(row, quiet) != day), None)
            if other is not None:
                message = (
                    f"“{other.text('read on')}” differs from “{first.text('read on')}” in row "
                    f"{first.number} of the same case; the first is kept."
                )
                self.findings.say(other, "contradictory-person", message, "read on")
        return tellers[0] if tellers else None

    def _use_all(self, rows: TableRows) -> None:
        """Use the rows: those that something is said of one by one, the others as they are."""
        quiet = self.quiet
        speaking = [number for name, number in self._unnamed(rows)]
        people = list(self.people.values())
        looks = quiet.looks([(facts.numbers, facts.rows.setting) for facts in people])
        for facts, seen in zip(people, looks, strict=True):
            facts.seen = seen
            if seen is None:
                speaking += facts.numbers
                continue
            speaking += seen.speaking
            self.ledger.set_used(seen.quiet)
        for number in sorted(speaking):
            self._use(self.columns.row(number), quiet.place)

    def _unnamed(self, rows: TableRows) -> list[tuple[Cell, int]]:
        """Return the rows of no case, with what stands where its id should."""
        cells = rows.cells("case")
        unnamed = {cell for cell in different(cells) if id_text(cell) not in self.people}
        if not unnamed:
            return []
        return [(cells[place], rows.numbers[place]) for place in places_of(cells, unnamed)]

    def _case(self, facts: _Facts) -> Case:
        """Return a case that was read; its entries are made when somebody looks at them."""
        if facts.seen is None:
            return facts.draft.case()
        return self.late.case(facts.draft, facts.rows.setting, facts.seen)

    def _use(self, row: Row, place: Place) -> None:
        name = id_text(row.cell("case"))
        facts = self.people.get(name)
        if facts is None:
            if is_total_id(name):
                self.ledger.set(row.number, Fate.NON_DATA)
                self.findings.say(row, "total-row", TOTAL_ROW)
            else:
                self._set_aside(row, name)
            return
        found = self._lane(row)
        if found is None:
            where = coverage_in(row, "what")
            facts.rows.use_coverage(row, self.ledger, facts.draft, where)
        else:
            facts.rows.use_data(row, self.ledger, facts.draft, found)
            if facts.seen is not None and facts.draft.entries:
                # It is made again with the others of its case, so that it is not held till then.
                made = facts.draft.entries.pop()
                facts.seen.meet_entry(made, row.number, place, facts.rows.setting)

    def _set_aside(self, row: Row, name: str) -> None:
        message = "It names no case. Write the case’s id in its row."
        if name:
            message = (
                f"The id reads {name}: a spreadsheet has shortened it and its digits are lost. "
                "Format the column as text in the original and save it again."
            )
        RowReader(self.findings, Setting()).set_aside(
            row, self.ledger, RowError("case-unreadable", message, "case")
        )

    def _lane(self, row: Row) -> Lane | None:
        """Return the lane of a row, None for one that says what was read."""
        words = row.text("lane")
        found = _lane_of(words)
        if found is NO_LANE:
            self.findings.unknown_word(row, "", words or row.text("what"))
            return lane("other")
        return found


NO_LANE = replace(lane("other"))
"""Stands for words that name no lane."""


def _by_id(rows: TableRows) -> dict[str, Sequence[int]]:
    """Return the numbers of the rows of each id, in the order of the ids."""
    cells, found = rows.cells("case"), dict[str, list[Sequence[int]]]()
    # The rows of a case mostly stand together: where another begins is soon found.
    start = 0
    for edge in edges(cells) if cells else ():
        found.setdefault(id_text(cells[start]), []).append(rows.numbers[start:edge])
        start = edge
    return {
        name: runs[0] if len(runs) == 1 else list(chain.from_iterable(runs))
        for name, runs in found.items()
    }


def _lane_or_none_of_them(words: str) -> Lane:
    return _lane_of(words) or NO_LANE


def _known_lane(words: str) -> Lane | None:
    """Return the lane that words name; None where something is to be said of them."""
    found = _lane_of(words)
    return None if found is NO_LANE else found


@cache
def _lane_of(words: str) -> Lane | None:
    return None if is_coverage(words) else lane_in_column(words) or NO_LANE
