"""Reads the SSDA903 files Header, Episodes and Missing; names the other modules."""

from __future__ import annotations

from collections.abc import Callable

from journeyviewer.ingest.answers import id_text, is_damaged_id
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.ssda903_episodes import EpisodeReader
from journeyviewer.ingest.ssda903_merge import build_spells
from journeyviewer.ingest.ssda903_missing import MissingReader
from journeyviewer.ingest.ssda903_modules import (
    EPISODES,
    HEADER,
    MISSING,
    ModuleSheet,
    recognise,
)
from journeyviewer.ingest.ssda903_people import People
from journeyviewer.ingest.table import Claim, Reading, is_blank, text_of
from journeyviewer.ingest.terms import Terms


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
        self.people = People(self.findings, terms.as_at)
        self.as_at = terms.as_at

    def read(self) -> Reading:
        """Read header files first, then episodes, then missing; name the rest."""
        episodes = EpisodeReader(self.findings, self.as_at)
        missing = MissingReader(self.findings, self.as_at)
        self._each(HEADER.name, self.people.use)
        self._each(EPISODES.name, episodes.use)
        self._each(MISSING.name, missing.use)
        for row in missing.rows():
            self.people.compare(row)
        for child, own in episodes.settle().items():
            draft = self.people.draft(child, own[0].row)
            draft.entries.extend(build_spells(own, self.findings))
            draft.coverage.extend(episodes.coverage_of(child))
        for child, entries in missing.settle().items():
            draft = self.people.draft(child, missing.first_row(child))
            draft.entries.extend(entries)
        for child in episodes.children | missing.children:
            self.people.draft(child, None).coverage.extend(missing.coverage())
        self.people.close([module.sheet for module in self.modules])
        return self._reading()

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
        written = [text_of(cell) for cell in module.sheet.rows[header.index]]
        for number in range(header.index + 2, len(module.sheet.rows) + 1):
            cells = module.sheet.rows[number - 1]
            if is_blank(cells) or [text_of(cell) for cell in cells] == written:
                ledger.set(number, Fate.NON_DATA)
            else:
                rows.append(Row(module.sheet, number, header, module.dropped))
        if not rows:
            message = "It has headings and no rows. Export it again if that is not expected."
            self.findings.say_of_sheet(module.sheet, "no-rows", message, Weight.WARN)
        return rows

    def _say_columns(self, module: ModuleSheet) -> None:
        """Say once per file which columns are left out, and why."""
        if module.identifying:
            message = (
                "These columns can point at a real person or place and are not kept: "
                f"{', '.join(module.identifying)}."
            )
            self.findings.say_of_sheet(module.sheet, "identifying-columns", message, Weight.NOTE)
        if module.header.others:
            message = (
                "These columns are not part of the return and are not read: "
                f"{', '.join(module.header.others)}."
            )
            self.findings.say_of_sheet(module.sheet, "column-ignored", message, Weight.NOTE)
        self.findings.say_beyond(module.sheet, module.header)

    def _reading(self) -> Reading:
        reading = Reading()
        for module in self.modules:
            ledger = self.ledgers[id(module.sheet)]
            if not module.module.is_read:
                self._name(module, ledger)
            reading.tallies.append(ledger.close())
            reading.tray.extend(ledger.tray)
        self.findings.close_into(reading)
        reading.cases = [draft.case() for draft in self.people.drafts()]
        return reading

    def _name(self, module: ModuleSheet, ledger: Ledger) -> None:
        """Set the rows of a module that is known but not read aside, by its name."""
        reason = f"SSDA903 module {module.module.name} is recognised but not read yet"
        rows = self._data_rows(module, ledger)
        for row in rows:
            ledger.set_aside(row.number, reason)
        count = "one row is" if len(rows) == 1 else f"{len(rows):,} rows are"
        message = f"{reason}: {count} kept aside and not drawn."
        self.findings.say_of_sheet(module.sheet, "module-not-read", message, Weight.ASIDE)


def _check_id(row: Row) -> None:
    """Refuse a row without an id, or with one a spreadsheet has shortened."""
    name = id_text(row.cell("CHILD"))
    if not name:
        raise RowError("case-missing", "It names no child. Fill in CHILD.", "CHILD")
    if is_damaged_id(name):
        message = (
            f"The id reads {name}: a spreadsheet has shortened it and its digits are lost. "
            "Export the file again and open it here without saving it in a spreadsheet."
        )
        raise RowError("case-unreadable", message, "CHILD")
