"""Whose the rows of a table of one lane are, where no column of it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.ingest.blocks import lines_between, naming
from journeyviewer.ingest.chronology_columns import is_of_document
from journeyviewer.ingest.chronology_lines import is_dated, is_footer, is_total
from journeyviewer.ingest.chronology_people import id_in_name
from journeyviewer.ingest.chronology_usual import usual_name
from journeyviewer.ingest.chronology_whom import ASIDE_REASON, Follower, Whom
from journeyviewer.ingest.findings import Findings, Weight
from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.table import Claim, Reading, Sheet, text_of
from journeyviewer.ingest.terms import Terms


class LanePersons:
    """Tells of each table whose it is; where nothing names a child that is asked once of a file."""

    def __init__(self, claimed: Claim, terms: Terms, reading: Reading) -> None:
        self.sheets = claimed.sheets
        self.beside = claimed.beside
        self.terms = terms
        self.reading = reading
        self._by_file: dict[tuple[str, int], Whom] = {}

    def of(self, sheet: Sheet, header: Header) -> Whom:
        """Return the child that a table is about, nobody where that is not certain."""
        lines = [
            "\t".join(text for cell in row if (text := text_of(cell)))
            for row in sheet.rows[: header.index]
        ]
        findings = Findings(self.terms.decisions)
        place = sheet.file, sheet.group
        asked, usual = sheet, usual_name(sheet, self.sheets)
        if sheet.part is None and not is_of_document(sheet) and not id_in_name(sheet.called):
            # Sheets that are named after lanes are of one child, the one of the file.
            asked = replace(sheet, name=None)
            usual = usual_name(asked, ())
        if is_of_document(sheet) and not naming([*sheet.above, *lines]):
            lines = [*self._further_up(sheet), *lines]
        follower = Follower(asked, findings, usual, None, [line for line in lines if line])
        of_file = asked.name is None and not follower.batch.facts and not follower.batch.doubtful
        if of_file and place in self._by_file:
            return self._by_file[place]
        whom = follower.settle(header.index + 1)
        findings.close_into(self.reading)
        if of_file:
            self._by_file[place] = whom
        return whom

    def _further_up(self, sheet: Sheet) -> Sequence[str]:
        """Return what names the child of the nearest table of a document above this one."""
        found: Sequence[str] = ()
        for other in self.beside:
            if other is sheet:
                break
            if (other.file, other.group) == (sheet.file, sheet.group):
                found = naming([*other.above, *lines_between(other.rows)]) or found
        return found


def leave_aside(sheet: Sheet, header: Header, whom: Whom, reading: Reading) -> None:
    """Keep the rows of a table aside until it is known whose they are."""
    ledger, findings = Ledger(sheet), Findings()
    top = sheet.part.top if sheet.part else 0
    for row in range(top + 1, header.index + 2):
        ledger.set(row, Fate.NON_DATA)
    reading.tallies.append(ledger.close(whom.why, whom.asked))
    reading.tray.extend(ledger.tray)
    rule = "whose-row" if whom.why == ASIDE_REASON else "case-unreadable"
    findings.say_of_sheet(sheet, rule, whom.why, Weight.ASIDE)
    findings.close_into(reading)


def without_lines(sheet: Sheet, header: Header, reading: Reading) -> Sheet:
    """Return a table without the totals, footers and lines between its rows, and say them."""
    rows, found = list(sheet.rows), []
    whats = {header.columns.get(name) for name in ("what", "in the files words")}
    for at in range(header.index + 1, len(rows)):
        filled = [place for place, cell in enumerate(rows[at]) if text_of(cell)]
        line = "\t".join(text_of(rows[at][place]) for place in filled)
        if not filled or is_dated(header.cell(rows[at], "start")):
            continue
        if is_total(line) or is_footer(line) or (len(filled) == 1 and filled[0] not in whats):
            rows[at] = ()
            found.append(at + 1)
    if found:
        findings = Findings()
        message = "Totals, footers and lines between the rows: they are no records."
        findings.say_of_sheet(sheet, "lines-between", message, rows=found)
        findings.close_into(reading)
    return replace(sheet, rows=tuple(rows)) if found else sheet
