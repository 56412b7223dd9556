"""Reads the rows of the Missing module: dates only, and nothing about return interviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.build import DATE_ADVICE
from journeyviewer.ingest.findings import Findings, Row, RowTrouble, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.ssda903_episodes import check_end, coverage_of_days, read_day
from journeyviewer.ingest.table import Sheet
from journeyviewer.ingest.vocabulary import other_codes
from journeyviewer.model.chronology import Coverage, Entry, EntryId, Kind
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import EndState, FuzzyDate

LANE = lane("missing")


class MissingReader:
    """Collects the missing spells of every annual file, child by child."""

    def __init__(self, findings: Findings, as_at: date | None) -> None:
        self.findings = findings
        self.as_at = as_at
        self._rows: dict[str, list[tuple[Row, Ledger, FuzzyDate, FuzzyDate | None]]] = {}
        self._days: dict[int, tuple[Sheet, list[date]]] = {}

    @property
    def children(self) -> dict[str, None]:
        """The ids of the children named, in order of first mention."""
        return dict.fromkeys(self._rows)

    def first_row(self, child: str) -> Row:
        """Return the first row that names a child."""
        return self._rows[child][0][0]

    def use(self, row: Row, ledger: Ledger) -> None:
        """Read a row; raises RowTrouble when it cannot become a spell."""
        start = read_day(row, "MIS_START", self.as_at, self.findings)
        if start is None:
            raise RowTrouble("start-missing", f"There is no start. {DATE_ADVICE}", "MIS_START")
        end = read_day(row, "MIS_END", self.as_at, self.findings)
        check_end(start, end, "MIS_END")
        ledger.set(row.number, Fate.USED)
        child = id_text(row.cell("CHILD"))
        self._rows.setdefault(child, []).append((row, ledger, start, end))
        days = self._days.setdefault(id(row.sheet), (row.sheet, []))[1]
        days += [start.first] if end is None else [start.first, end.last]

    def settle(self) -> dict[str, list[Entry]]:
        """Return every child's missing spells; one that returns in a later year comes once."""
        return {child: self._spells(child) for child in self._rows}

    def coverage(self) -> list[Coverage]:
        """Return what the files cover: a child without a row was not missing in these years."""
        return [
            coverage_of_days(sheet, "missing", LANE.key, days)
            for sheet, days in self._days.values()
        ]

    def _spells(self, child: str) -> list[Entry]:
        groups: dict[tuple[str, date], list[tuple[Row, Ledger, FuzzyDate, FuzzyDate | None]]] = {}
        for found in self._rows[child]:
            groups.setdefault((found[0].text("MISSING").upper(), found[2].first), []).append(
                found
            )
        entries = []
        for group in groups.values():
            ends = {item[3].last: item for item in group if item[3] is not None}
            keep = list(ends.values()) if ends else group[-1:]
            others = [item for item in group if not any(item is one for one in keep)]
            for row, ledger, _, _ in others:
                ledger.set(row.number, Fate.DUPLICATE)
                message = "Another row says the same or gives the end: it is drawn once."
                self.findings.say(row, "episode-repeated", message, weight=Weight.REPAIRED)
            entries += [self._entry(row, start, end) for row, _, start, end in keep]
            entries[-1] = _with_sources(entries[-1], [item[0] for item in others])
        return entries

    def _entry(self, row: Row, start: FuzzyDate, end: FuzzyDate | None) -> Entry:
        words = row.text("MISSING")
        category = LANE.category(words.upper())
        if category is None:
            self.findings.unknown_word(row, LANE.title, words)
        if end is None:
            message = "It has no end: it is drawn with an unknown end."
            self.findings.say(row, "end-unknown", message, "MIS_END")
        known = other_codes("MISSING").get(words.upper())
        return Entry(
            id=EntryId(""),
            kind=Kind.SPELL,
            lane=LANE.key,
            record_lane=LANE.record_lanes[0],
            category=category.code if category else None,
            label=known.label if known else words or LANE.categories[0].label,
            start=start,
            end=end,
            end_state=EndState.CLOSED if end else EndState.UNKNOWN,
            words=words,
            short_forms=(category.short,) if category else (),
            code=category.canonical if category else None,
            attributes=MappingProxyType({}),
            sources=(row.source,),
            source_name="SSDA903 missing",
        )


def _with_sources(entry: Entry, rows: list[Row]) -> Entry:
    return replace(entry, sources=(*entry.sources, *(row.source for row in rows)))
