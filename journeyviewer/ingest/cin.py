"""Reads the children in need census, from XML or from tables saved from it, of several years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.assemble import in_order
from journeyviewer.ingest.cin_people import CinPeople
from journeyviewer.ingest.cin_plans import settle_plans
from journeyviewer.ingest.cin_records import READS, SOURCE
from journeyviewer.ingest.cin_tables import CHILD, TableSheet, recognise
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.return_checks import Checks
from journeyviewer.ingest.return_dates import Asking
from journeyviewer.ingest.return_facts import FactBook, Told, point
from journeyviewer.ingest.row_persons import whole_id
from journeyviewer.ingest.ssda903_years import Year, year_with
from journeyviewer.ingest.table import Claim, Reading, Sheet, is_blank, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Coverage


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read all tables as one set; the reference date is the day of reading unless one is given."""
    return _Census(claimed, terms).read()


class _Census:
    """The tables of one census or several being read together."""

    def __init__(self, claimed: Claim, terms: Terms) -> None:
        found = (recognise(sheet) for sheet in claimed.sheets)
        self.tables = [table for table in found if table is not None]
        self.ledgers = {id(table.sheet): Ledger(table.sheet) for table in self.tables}
        self.findings = Findings(terms.decisions)
        self.asking = Asking(self.findings, terms.as_at)
        self.people = CinPeople(self.findings, terms)
        self.facts = FactBook(self.findings)
        self.as_at = terms.as_at
        self._years: dict[tuple[str, int], Year] = {}
        self._reference: list[date] = []
        self._days: dict[tuple[str, int], list[date]] = {}
        self._rows: dict[tuple[str, str | None, int | None], Row] = {}

    def read(self) -> Reading:
        """Read the headers, then who the children are, then what is recorded of them."""
        self._each("Header", self._use_header)
        self.people.read_on = self.as_at or max(self._reference, default=None)
        self._each("ChildIdentifiers", self._use_person)
        self._each("ChildCharacteristics", self._use_characteristics)
        for name, reads in READS.items():
            self._each(name, self._teller(reads))
        for child, entries in self.facts.settle().items():
            draft = self.people.draft(child)
            draft.entries.extend(settle_plans(child, in_order(entries), self._rows, self.findings))
        covered = self._coverage()
        for draft in self.people.drafts():
            draft.coverage.extend(covered)
        self.people.close()
        return self._reading()

    def _each(self, name: str, use: Callable[[Row, Ledger], None]) -> None:
        for table in self.tables:
            if table.table.name != name:
                continue
            ledger = self.ledgers[id(table.sheet)]
            self._say_columns(table)
            for row in self._data_rows(table, ledger):
                try:
                    if name != "Header":
                        _check_id(row)
                    use(row, ledger)
                except RowError as trouble:
                    ledger.set_aside(row.number, trouble.message)
                    self.findings.say(
                        row, trouble.rule, trouble.message, trouble.field, Weight.ASIDE
                    )

    def _data_rows(self, table: TableSheet, ledger: Ledger) -> list[Row]:
        header, dropped = table.header, table.dropped
        for number in range(1, header.index + 2):
            ledger.set(number, Fate.NON_DATA)
        rows = []
        written = [text_of(cell) for cell in table.sheet.rows[header.index]]
        for number in range(header.index + 2, len(table.sheet.rows) + 1):
            cells = table.sheet.rows[number - 1]
            if is_blank(cells) or [text_of(cell) for cell in cells] == written:
                ledger.set(number, Fate.NON_DATA)
            else:
                rows.append(Row(table.sheet, number, header, dropped))
        return rows

    def _say_columns(self, table: TableSheet) -> None:
        if table.identifying:
            message = (
                "These columns can point at a real person or place and are not kept: "
                f"{', '.join(table.identifying)}."
            )
            self.findings.say_of_sheet(table.sheet, "identifying-columns", message)
        if table.header.others:
            message = (
                "These columns are not part of the census and are not read: "
                f"{', '.join(table.header.others)}."
            )
            self.findings.say_of_sheet(table.sheet, "column-ignored", message)
        self.findings.say_beyond(table.sheet, table.header)

    def _use_header(self, row: Row, ledger: Ledger) -> None:
        """Take the year of a census from its reference date, 31 March."""
        ledger.set(row.number, Fate.NON_DATA)
        try:
            when = self.asking.day(row, "ReferenceDate")
        except RowError as trouble:
            self.findings.say(row, trouble.rule, trouble.message, trouble.field, Weight.WARN)
            return
        if when is not None and when.latest is not None:
            self._years[_file(row.sheet)] = year_with(when.latest)
            self._reference.append(when.latest)

    def _use_person(self, row: Row, ledger: Ledger) -> None:
        ledger.set(row.number, Fate.USED)
        year = self._years.get(_file(row.sheet))
        death = self.people.use(row, self.asking, year.end if year else None)
        if death is not None:
            entry = point(row, "other", None, "Died", death, SOURCE)
            told = [Told(("died", death.earliest), entry)]
            self.facts.add(id_text(row.cell(CHILD)), row, told)

    def _use_characteristics(self, row: Row, ledger: Ledger) -> None:
        """Join the row to its child; what it says has no date and nothing is drawn of it."""
        ledger.set(row.number, Fate.USED)
        self.people.draft(id_text(row.cell(CHILD)), row)
        if row.text("Disabilities") or row.text("Disability"):
            message = "Disabilities have no date in the census and are not drawn."
            self.findings.say_once(row, "no-date", message, "disabilities")

    def _teller(self, reads: Callable[[Row, Asking], list[Told]]) -> Callable[[Row, Ledger], None]:
        def use(row: Row, ledger: Ledger) -> None:
            told = reads(row, self.asking)
            child = id_text(row.cell(CHILD))
            self.people.draft(child, row)
            ledger.set(row.number, Fate.USED)
            self.facts.add(child, row, told, ledger)
            self._rows[(row.sheet.file, row.sheet.name, row.number)] = row
            days = self._days.setdefault(_file(row.sheet), [])
            days += [item.entry.start.first for item in told]

        return use

    def _coverage(self) -> list[Coverage]:
        """Return the years covered: those of the reference dates, else of the days mentioned."""
        found = []
        for table in self.tables:
            key = _file(table.sheet)
            year, days = self._years.get(key), self._days.get(key)
            if year is not None:
                first, last = year, year
            elif days:
                first, last = year_with(min(days)), year_with(max(days))
            else:
                continue
            source = f"{SOURCE} ({table.sheet.file})"
            found.append(Coverage(source, "referrals", first.start, last.end))
        kept = list(dict.fromkeys(found))
        self._say_coverage(kept)
        return kept

    def _say_coverage(self, covered: list[Coverage]) -> None:
        for item in covered:
            sheet = next(
                table.sheet
                for table in self.tables
                if item.source == f"{SOURCE} ({table.sheet.file})"
            )
            assert item.start is not None and item.end is not None
            message = (
                f"It covers 1 April {item.start.year} to 31 March {item.end.year}. What came "
                "before or after was not returned; that does not mean that nothing happened."
            )
            self.findings.say_of_sheet(sheet, "coverage", message)

    def _reading(self) -> Reading:
        reading = Reading()
        for ledger in (self.ledgers[id(table.sheet)] for table in self.tables):
            reading.tallies.append(ledger.close())
            reading.tray.extend(ledger.tray)
        checks = Checks()
        for draft in self.people.drafts():
            checks.draft(draft, self.people.death(draft.id))
            reading.cases.append(draft.case())
        self.findings.close_into(reading)
        self.people.facts.close_into(reading)
        reading.problems.extend(checks.problems())
        return reading


def _file(sheet: Sheet) -> tuple[str, int]:
    return sheet.file, sheet.group


def _check_id(row: Row) -> None:
    """Refuse a row without an id, or with one a spreadsheet has shortened."""
    name = id_text(row.cell(CHILD))
    if not name:
        raise RowError("case-missing", f"It names no child. Fill in {CHILD}.", CHILD)
    whole_id(name, CHILD)
