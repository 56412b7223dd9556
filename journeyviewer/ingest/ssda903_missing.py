"""Reads the rows of the Missing module: dates only, and nothing about return interviews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.build import DATE_ADVICE
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.ssda903_episodes import check_end, coverage_of_days, read_day
from journeyviewer.ingest.table import Sheet
from journeyviewer.ingest.vocabulary import other_codes
from journeyviewer.model.chronology import Coverage, Entry, EntryId, Kind
from journeyviewer.model.lanes import lane
from journeyviewer.model.times import EndState, FuzzyDate

LANE = lane("missing")


@dataclass(frozen=True, slots=True)
class Absence:
    """One row: a child was missing or away over these days; `end` is None when not given."""

    row: Row
    ledger: Ledger
    start: FuzzyDate
    end: FuzzyDate | None

    @property
    def key(self) -> tuple[str, date]:
        """What makes two rows the same absence."""
        return self.row.text("MISSING").upper(), self.start.first


class MissingReader:
    """Collects the missing spells of every annual file, child by child."""

    def __init__(self, findings: Findings, as_at: date | None) -> None:
        self.findings = findings
        self.as_at = as_at
        self._rows: dict[str, list[Absence]] = {}
        self._days: dict[int, tuple[Sheet, list[date]]] = {}

    @property
    def children(self) -> dict[str, None]:
        """The ids of the children named, in order of first mention."""
        return dict.fromkeys(self._rows)

    def rows(self) -> list[Row]:
        """Return every row read, in order."""
        return [absence.row for own in self._rows.values() for absence in own]

    def first_row(self, child: str) -> Row:
        """Return the first row that names a child."""
        return self._rows[child][0].row

    def use(self, row: Row, ledger: Ledger) -> None:
        """Read a row; raises RowError when it cannot become a spell."""
        start = read_day(row, "MIS_START", self.as_at, self.findings)
        if start is None:
            raise RowError("start-missing", f"There is no start. {DATE_ADVICE}", "MIS_START")
        end = read_day(row, "MIS_END", self.as_at, self.findings)
        check_end(start, end, "MIS_END")
        ledger.set(row.number, Fate.USED)
        child = id_text(row.cell("CHILD"))
        self._rows.setdefault(child, []).append(Absence(row, ledger, start, end))
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
        groups: dict[tuple[str, date], list[Absence]] = {}
        for absence in self._rows[child]:
            groups.setdefault(absence.key, []).append(absence)
        return [entry for group in groups.values() for entry in self._once(group)]

    def _once(self, group: Sequence[Absence]) -> list[Entry]:
        """Return an absence once: the rows with an end, or the last of those without."""
        ends = {item.end.last: item for item in group if item.end is not None}
        keep = list(ends.values()) if ends else group[-1:]
        others = [item for item in group if not any(item is one for one in keep)]
        for item in others:
            item.ledger.set(item.row.number, Fate.DUPLICATE)
            message = "Another row says the same or gives the end: it is drawn once."
            self.findings.say(item.row, "episode-repeated", message, weight=Weight.REPAIRED)
        for item in keep[1:]:
            message = f"The same absence has another end in row {keep[0].row.number}."
            self.findings.say(item.row, "conflicting-ends", message, "MIS_END", Weight.ASK)
        entries = [self._entry(item.row, item.start, item.end) for item in keep]
        rows = tuple(item.row.source for item in others)
        return [replace(entries[0], sources=entries[0].sources + rows), *entries[1:]]

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
