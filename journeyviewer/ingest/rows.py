"""Reads rows into a case one by one and keeps account of each."""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.build import Setting, build_entry, read_day
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.frames import Frames
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.people import is_example
from journeyviewer.ingest.wording import lane_of_order
from journeyviewer.model.chronology import Coverage
from journeyviewer.model.lanes import Lane, loose


class RowReader:
    """Turns rows into entries and coverage of a case; a row that fails goes to the tray.

    `frames` are those of the tables that the rows are of; cases of one table share them.
    """

    def __init__(
        self, findings: Findings, setting: Setting, frames: dict[int, Frames] | None = None
    ) -> None:
        self.findings = findings
        self.setting = setting
        self._frames = {} if frames is None else frames
        self._seen: dict[tuple[int, str, str], dict[tuple[str | None, ...], int]] = {}

    def use(self, row: Row, ledger: Ledger, draft: Draft, lane: Lane) -> None:
        """Read a row of a lane into the case, or hide or set it aside, and say so."""
        if is_example(row) or is_header_again(row):
            ledger.set(row.number, Fate.NON_DATA)
        else:
            self.use_data(row, ledger, draft, lane)

    def use_data(self, row: Row, ledger: Ledger, draft: Draft, lane: Lane) -> None:
        """Do the same with a row that is known to be neither the example nor the header again."""
        words = row.text("what") or row.text("in the files words")
        lane = lane_of_order(words, lane, row, self.findings)
        where = id(row.sheet), draft.id, lane.key
        seen = self._seen.get(where)
        if seen is None:
            seen = self._seen[where] = {}
        said = trimmed_end(row.said)
        if said in seen and self._hide(row, ledger, draft, seen[said]):
            return
        try:
            entry = build_entry(row, lane, self.setting, self.findings, self._frames_of(row))
        except RowError as trouble:
            self.set_aside(row, ledger, trouble)
            return
        seen[said] = len(draft.entries)
        draft.entries.append(entry)
        ledger.set(row.number, Fate.USED)

    def _frames_of(self, row: Row) -> Frames:
        found = self._frames.get(id(row.header))
        if found is None:
            found = self._frames[id(row.header)] = Frames(row.header)
        return found

    def use_coverage(self, row: Row, ledger: Ledger, draft: Draft, lane: str | None) -> None:
        """Read a row that says what was read; `lane` is None when its words name no lane."""
        if is_example(row):
            ledger.set(row.number, Fate.NON_DATA)
            return
        try:
            if lane is None:
                message = "It names no lane. Write a lane’s title or “All lanes”."
                raise RowError("coverage-lane", message)
            start = read_day(row, "start", self.setting, self.findings)
            end = read_day(row, "end", self.setting, self.findings)
        except RowError as trouble:
            self.set_aside(row, ledger, trouble)
            return
        first, last = start.earliest if start else None, end.latest if end else None
        draft.coverage.append(Coverage(row.text("source"), lane, first, last))
        ledger.set(row.number, Fate.USED)

    def set_aside(self, row: Row, ledger: Ledger, trouble: RowError) -> None:
        """Put a row into the tray and say why and what to do."""
        ledger.set_aside(row.number, trouble.message, row.source.cells)
        self.findings.say(row, trouble.rule, trouble.message, trouble.field, Weight.ASIDE)

    def _hide(self, row: Row, ledger: Ledger, draft: Draft, index: int) -> bool:
        """Show a row once that says what another says; False where that was taken back."""
        entry = draft.entries[index]
        first = entry.sources[0].row
        before, after = f"row {row.number:,}", f"shown once, with row {first}"
        if not self.findings.repair(row, "duplicate-row", before, after):
            return False
        draft.entries[index] = replace(entry, sources=(*entry.sources, row.source))
        ledger.set(row.number, Fate.DUPLICATE)
        message = f"It says exactly what row {first} says, so it is shown once."
        self.findings.say(row, "duplicate-row", message, weight=Weight.REPAIRED)
        return True


def trimmed_end(texts: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Return the texts of a row without the empty ones at its end."""
    if not texts or texts[-1]:
        return texts
    last = max((place for place, text in enumerate(texts) if text), default=-1)
    return texts[: last + 1]


def is_header_again(row: Row) -> bool:
    """True for the header repeated further down, as at the top of a printed page."""
    written = row.header.written
    start = row.cell("start")
    if type(start) is not str or start.strip().casefold() != written["start"].casefold():
        return False
    same = [name for name in written if loose(row.text(name)) == loose(written[name])]
    return len(same) >= 3 and len(same) >= len(written) - 1
