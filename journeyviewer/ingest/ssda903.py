"""Reads the SSDA903 return: all its modules, of one year or several, as one set of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from journeyviewer.ingest import ssda903_care, ssda903_yearly
from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.return_checks import Checks, death_among
from journeyviewer.ingest.return_facts import FactBook, Told
from journeyviewer.ingest.row_persons import whole_id
from journeyviewer.ingest.ssda903_care import Setting
from journeyviewer.ingest.ssda903_episodes import EpisodeReader
from journeyviewer.ingest.ssda903_merge import build_spells
from journeyviewer.ingest.ssda903_missing import absence, say_overlaps
from journeyviewer.ingest.ssda903_modules import (
    EPISODES,
    HEADER,
    MISSING,
    ModuleSheet,
    recognise,
)
from journeyviewer.ingest.ssda903_people import People
from journeyviewer.ingest.ssda903_years import Years, coverage_of_days
from journeyviewer.ingest.table import Claim, Reading, Sheet, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Coverage

DATED = {MISSING.name: absence, **ssda903_care.READS}
UNDATED = ssda903_yearly.READS
LANES = {MISSING.name: ("missing",), **ssda903_care.LANES, **ssda903_yearly.LANES}
"""The lanes that a module covers; the others tell of single days and cover nothing."""
NAMES = {MISSING.name: "missing"}
"""What a module is called among the sources, where that is not its own name."""
FACTS = frozenset({"SEX", "DOB"})
"""Columns that tell of the child and not of what happened."""
GROWN_UP = frozenset({"SSDA903 OC3", "SSDA903 UASC"})
"""Modules whose days are expected on or after the 18th birthday."""
COARSENED = frozenset({"MOTHER", "MC_DOB"})
"""Columns of which less is kept than they say."""


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read all modules as one set of annual files; the return itself gives no reading date."""
    return _Return(claimed, terms).read()


class _Return:
    """The files of a return being read together."""

    def __init__(self, claimed: Claim, terms: Terms) -> None:
        found = (recognise(sheet) for sheet in claimed.sheets)
        self.modules = [module for module in found if module is not None]
        self.ledgers = {id(module.sheet): Ledger(module.sheet) for module in self.modules}
        self.findings = Findings(terms.decisions)
        self.people = People(self.findings, terms)
        self.as_at = terms.as_at
        self.facts = FactBook(self.findings)
        self.episodes = EpisodeReader(self.findings, self.as_at)
        self._days: dict[int, tuple[Sheet, str, list[date]]] = {}
        self._headers: list[Row] = []
        self._made: dict[int, list[Row]] = {}

    def read(self) -> Reading:
        """Read header files first, then episodes, then the others; those without dates last."""
        self._meet()
        self._each(HEADER.name, self._use_header)
        self._each(EPISODES.name, self.episodes.use)
        dated = self.episodes.last_days()
        years = Years(self.findings, dated)
        setting = Setting(self.findings, self.as_at, years, self.people.birth_of)
        for row in self._headers:
            self._tell(row, None, lambda row: ssda903_care.header(row, setting), "")
        for name, reads in {**DATED, **UNDATED}.items():
            self._each(name, self._teller(reads, setting, name))
            if name not in UNDATED:
                self._take_days(name, dated)
        self._settle(years)
        return self._reading()

    def _meet(self) -> None:
        """Take note of what all rows tell of their children, module by module as they are read."""
        for name in (HEADER.name, EPISODES.name, *DATED, *UNDATED):
            for module in self.modules:
                header = module.header
                if module.module.name != name or not FACTS & header.columns.keys():
                    continue
                for row in self._rows(module):
                    if row.text("CHILD") not in ("", row.written("CHILD")):
                        self.people.tell(row)

    def _rows(self, module: ModuleSheet) -> list[Row]:
        """Return the rows below the headings, each made once however often they are asked for."""
        sheet, header = module.sheet, module.header
        made = self._made.get(id(sheet))
        if made is None:
            dropped, first = module.dropped, header.index + 1
            made = self._made[id(sheet)] = [
                # What a row of trimmed cells says are its cells.
                Row(sheet, number, header, dropped, cells if sheet.trimmed else None)  # type: ignore[arg-type]
                for number, cells in enumerate(sheet.rows[first:], start=first + 1)
            ]
        return made

    def _use_header(self, row: Row, ledger: Ledger) -> None:
        self.people.use(row, ledger)
        if ledger.fates.get(row.number) is Fate.USED:
            self._headers.append(row)

    def _teller(
        self, reads: Callable[[Row, Setting], list[Told]], setting: Setting, name: str
    ) -> Callable[[Row, Ledger], None]:
        def use(row: Row, ledger: Ledger) -> None:
            self._tell(row, ledger, lambda row: reads(row, setting), name)

        return use

    def _tell(
        self, row: Row, ledger: Ledger | None, reads: Callable[[Row], list[Told]], name: str
    ) -> None:
        """Take what a row says; one that says nothing to draw still tells of its person."""
        told = reads(row)
        child = id_text(row.cell("CHILD"))
        if ledger is not None:
            self.people.draft(child, row)
            ledger.set(row.number, Fate.USED)
        if told:
            self.facts.add(child, row, told, ledger)
        days = self._days.setdefault(id(row.sheet), (row.sheet, name, []))[2]
        for item in told if name in LANES else ():
            days.append(item.entry.start.first)
            if item.entry.end is not None:
                days.append(item.entry.end.last)

    def _take_days(self, name: str, dated: dict[int, tuple[Sheet, date]]) -> None:
        """Let the files of a module with dates speak for the year of those without.

        Where there are episodes they alone do: they are returned up to the end of the year.
        """
        if self.episodes.children:
            return
        for key, (sheet, module, days) in self._days.items():
            if module == name and days:
                dated[key] = (sheet, max(days))

    def _settle(self, years: Years) -> None:
        for child, own in self.episodes.settle().items():
            draft = self.people.draft(child, own[0].row)
            draft.entries.extend(build_spells(own, self.findings))
            draft.coverage.extend(self.episodes.coverage_of(child))
        told = self.facts.settle()
        for child, entries in told.items():
            draft = self.people.draft(child, self.facts.first_row(child))
            draft.entries.extend(entries)
            say_overlaps(entries, self.findings)
        covered = self._coverage()
        for child in {**self.episodes.children, **self.facts.children}:
            self.people.draft(child, None).coverage.extend(item for _, item in covered)
        self.people.close([module.sheet for module in self.modules])
        self.people.say_sex_codes(self._ends(years))
        self._say_coverage([*self.episodes.covered(), *covered])

    def _coverage(self) -> list[tuple[Sheet, Coverage]]:
        """Return what the other modules cover: no row in these years means that none was due."""
        return [
            (sheet, coverage_of_days(sheet, NAMES.get(name, name), lane, days))
            for sheet, name, days in self._days.values()
            if days
            for lane in LANES.get(name, ())
        ]

    def _ends(self, years: Years) -> Iterable[tuple[Row, date]]:
        """Return the rows of the header files with the last day of the year of each."""
        for row in self._headers:
            year = years.beside(row.sheet)
            if year is not None:
                yield row, year.end

    def _say_coverage(self, covered: Iterable[tuple[Sheet, Coverage]]) -> None:
        """Say, file by file, which years are covered, so that the rest is not taken for empty."""
        said: set[int] = set()
        for sheet, item in covered:
            if item.start is None or item.end is None or id(sheet) in said:
                continue
            said.add(id(sheet))
            message = (
                f"It covers 1 April {item.start.year} to 31 March {item.end.year}, by the days it "
                "mentions. What came before or after was not returned; that does not mean that "
                "nothing happened."
            )
            self.findings.say_of_sheet(sheet, "coverage", message)

    def _each(self, name: str, use: Callable[[Row, Ledger], None]) -> None:
        """Hand the rows of every file of a module to its reader, or set them aside."""
        for module in self.modules:
            if module.module.name == name:
                self._use_rows(module, use)

    def _use_rows(self, module: ModuleSheet, use: Callable[[Row, Ledger], None]) -> None:
        ledger = self.ledgers[id(module.sheet)]
        self._say_columns(module)
        for row in self._data_rows(module, ledger):
            try:
                _check_id(row)
                use(row, ledger)
            except RowError as trouble:
                ledger.set_aside(row.number, trouble.message)
                self.findings.say(row, trouble.rule, trouble.message, trouble.field, Weight.ASIDE)

    def _data_rows(self, module: ModuleSheet, ledger: Ledger) -> list[Row]:
        header = module.header
        for number in range(1, header.index + 2):
            ledger.set(number, Fate.NON_DATA)
        rows = []
        written = tuple([text_of(cell) for cell in module.sheet.rows[header.index]])
        for row in self._rows(module):
            # Rows that are the headings again begin alike, which is sooner seen.
            again = row.text("CHILD") == row.written("CHILD") and row.texts == written
            if again or not any(row.said):
                ledger.set(row.number, Fate.NON_DATA)
            else:
                rows.append(row)
        if not rows:
            message = "It has headings and no rows. Export it again if that is not expected."
            self.findings.say_of_sheet(module.sheet, "no-rows", message, Weight.WARN)
        return rows

    def _say_columns(self, module: ModuleSheet) -> None:
        """Say once per file which columns are left out, and why."""
        dropped = [name for name in module.identifying if name not in COARSENED]
        if dropped:
            message = (
                "These columns can point at a real person or place and are not kept: "
                f"{', '.join(dropped)}."
            )
            self.findings.say_of_sheet(module.sheet, "identifying-columns", message, Weight.NOTE)
        if "MC_DOB" in module.identifying:
            message = "Of the birth of a mother’s first child (MC_DOB) only the month is kept."
            self.findings.say_of_sheet(module.sheet, "birth-to-the-month", message, Weight.NOTE)
        others = [
            name
            for name in module.header.others
            if name.upper() != "YEAR" or module.module.name not in UNDATED
        ]
        if others:
            message = (
                f"These columns are not part of the return and are not read: {', '.join(others)}."
            )
            self.findings.say_of_sheet(module.sheet, "column-ignored", message, Weight.NOTE)
        self.findings.say_beyond(module.sheet, module.header)

    def _reading(self) -> Reading:
        reading = Reading()
        for ledger in (self.ledgers[id(module.sheet)] for module in self.modules):
            reading.tallies.append(ledger.close())
            reading.tray.extend(ledger.tray)
        checks = Checks()
        for draft in self.people.drafts():
            checks.draft(draft, death_among(draft.entries), GROWN_UP)
        self.findings.close_into(reading)
        self.people.facts.close_into(reading)
        reading.problems.extend(checks.problems())
        reading.cases = [draft.case() for draft in self.people.drafts()]
        return reading


def _check_id(row: Row) -> None:
    """Refuse a row without an id, or with one a spreadsheet has shortened."""
    name = id_text(row.cell("CHILD"))
    if not name:
        raise RowError("case-missing", "It names no child. Fill in CHILD.", "CHILD")
    whole_id(name, "CHILD")
