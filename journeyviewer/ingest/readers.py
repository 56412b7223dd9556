"""Chooses a reader for every sheet, and brings what they read together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from journeyviewer.ingest import ssda903_modules, template, tidy
from journeyviewer.ingest.assemble import check_ids, check_order, merge_cases
from journeyviewer.ingest.findings import Findings, Weight
from journeyviewer.ingest.ledger import Ledger
from journeyviewer.ingest.table import Claim, Reading, Sheet, is_blank
from journeyviewer.model.chronology import Entry, Tally

NOT_READ = "this kind of table is not read yet"


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: how it bids for sheets, reads them, and whether their order is checked here."""

    claim: Callable[[Sequence[Sheet]], Claim | None]
    read: Callable[[Claim, date | None], Reading]
    checks_order: bool = True


def _read_return(claimed: Claim, as_at: date | None) -> Reading:
    """Read an SSDA903 return; the reader is loaded for one alone, as most sources are none."""
    from journeyviewer.ingest import ssda903

    return ssda903.read(claimed, as_at)


READERS = (
    Reader(template.claim, template.read),
    Reader(tidy.claim, tidy.read),
    Reader(ssda903_modules.claim, _read_return, checks_order=False),
)


def read_sheets(sheets: Sequence[Sheet], as_at: date | None) -> Reading:
    """Read every sheet with the reader that is surest of it; `as_at` is the day of reading.

    A sheet no reader knows becomes a problem, and its rows are kept aside and counted.
    """
    reading = Reading()
    best = _best(sheets)
    ordered: set[str] = set()
    for reader in READERS:
        own = tuple(sheet for sheet in sheets if best.get(id(sheet)) is reader)
        claimed = reader.claim(own) if own else None
        if claimed is None:
            continue
        part = reader.read(replace(claimed, sheets=own), as_at)
        _add(reading, part)
        if reader.checks_order:
            ordered.update(case.id for case in part.cases)
    for sheet in sheets:
        if id(sheet) not in best:
            _leave(sheet, reading)
    _bring_together(reading, ordered)
    return reading


def _best(sheets: Sequence[Sheet]) -> dict[int, Reader]:
    """Return the reader with the highest bid for each sheet, by the sheet's identity."""
    bids: dict[int, tuple[float, Reader]] = {}
    for reader in READERS:
        claimed = reader.claim(sheets)
        for sheet in claimed.sheets if claimed else ():
            score = claimed.score if claimed else 0.0
            if id(sheet) not in bids or score > bids[id(sheet)][0]:
                bids[id(sheet)] = score, reader
    return {key: reader for key, (_, reader) in bids.items()}


def _add(reading: Reading, part: Reading) -> None:
    reading.cases.extend(part.cases)
    reading.problems.extend(part.problems)
    reading.tray.extend(part.tray)
    reading.tallies.extend(part.tallies)


def _leave(sheet: Sheet, reading: Reading) -> None:
    """Keep a sheet nobody claims aside, row by row."""
    ledger = Ledger(sheet)
    reading.tallies.append(ledger.close(NOT_READ))
    reading.tray.extend(ledger.tray)
    findings = Findings()
    if all(is_blank(row) for row in sheet.rows):
        message = "There is nothing in it. Choose a file that holds rows."
        findings.say_of_sheet(sheet, "empty-sheet", message, Weight.WARN)
    else:
        message = (
            "No form this program reads was recognised. It reads the template workbook, a table "
            "with the columns case, lane, start and what, and the SSDA903 files header, "
            "episodes and missing. Copy the rows into one of these."
        )
        findings.say_of_sheet(sheet, "not-recognised", message, Weight.REFUSED)
    reading.problems.extend(findings.close())


def _bring_together(reading: Reading, ordered: set[str]) -> None:
    """Make one case of each id, count what two files both say once, and check the order."""
    cases, hidden, problems = merge_cases(reading.cases)
    reading.cases = cases
    reading.problems.extend(problems + check_ids(cases))
    for entry in hidden:
        _count_as_hidden(entry, reading)
    for case in cases:
        if case.id in ordered:
            reading.problems.extend(check_order(case))


def _count_as_hidden(entry: Entry, reading: Reading) -> None:
    """Move the rows of an entry that another file repeats from used to hidden duplicates."""
    for source in entry.sources[:1]:
        for index, tally in enumerate(reading.tallies):
            if (tally.file, tally.sheet) == (source.file, source.sheet) and tally.used:
                reading.tallies[index] = _moved(tally)
                break


def _moved(tally: Tally) -> Tally:
    return replace(tally, used=tally.used - 1, hidden_duplicates=tally.hidden_duplicates + 1)
