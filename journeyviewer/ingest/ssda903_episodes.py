"""Reads the rows of the Episodes module and settles what several annual files say of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.build import DATE_ADVICE
from journeyviewer.ingest.dates import DateTrouble, is_missing, is_open_word, parse_date_noted
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.table import Sheet
from journeyviewer.model.chronology import Coverage, SourceRow
from journeyviewer.model.times import FuzzyDate

NEAR_DAYS = 7
"""Starts this close, with the same status and placement, may be one episode written twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode of the return: a stretch with one legal status and one placement.

    `end` is None when the return gives none. `sources` lists every row that says the same.
    """

    child: str
    start: FuzzyDate
    end: FuzzyDate | None
    rne: str
    legal: str
    place: str
    provider: str
    rec: str
    reason: str
    row: Row
    ledger: Ledger
    sources: tuple[SourceRow, ...]

    @property
    def said(self) -> tuple[object, ...]:
        """Everything the row says that is read, to find rows that say the same."""
        codes = (self.rne, self.legal, self.place, self.provider, self.rec, self.reason)
        return (self.start.first, self.end.first if self.end else None, *codes)

    @property
    def key(self) -> tuple[date, str, str]:
        """What makes two rows of different years the same episode."""
        return self.start.first, self.legal, self.place


def read_day(row: Row, field: str, as_at: date | None, findings: Findings) -> FuzzyDate | None:
    """Return the date in a cell, None when there is none; raises RowError when unreadable."""
    cell = row.cell(field)
    if is_missing(cell) or is_open_word(cell):
        return None
    try:
        when, note = parse_date_noted(cell, not_after=as_at)
    except DateTrouble as trouble:
        message = f"“{row.text(field)}” could not be read as a date: {trouble} {DATE_ADVICE}"
        raise RowError("date-unreadable", message, field) from None
    if note:
        findings.say(row, "date-as-written", note, field, Weight.REPAIRED)
    return when if when.known else None


def check_end(start: FuzzyDate, end: FuzzyDate | None, field: str) -> None:
    """Refuse an end before its start, with what to do; raises RowError."""
    if end is not None and end.last < start.first:
        message = (
            f"It ends ({end.raw}) before it starts ({start.raw}). "
            "Correct one of the two dates, or swap them, and open the file again."
        )
        raise RowError("end-before-start", message, field)


class EpisodeReader:
    """Collects the episodes of every annual file, child by child."""

    def __init__(self, findings: Findings, as_at: date | None) -> None:
        self.findings = findings
        self.as_at = as_at
        self._episodes: dict[str, list[Episode]] = {}
        self._files: dict[int, _File] = {}

    @property
    def children(self) -> dict[str, None]:
        """The ids of the children with episodes, in order of first mention."""
        return dict.fromkeys(self._episodes)

    def use(self, row: Row, ledger: Ledger) -> None:
        """Read a row; raises RowError when it cannot become an episode."""
        start = read_day(row, "DECOM", self.as_at, self.findings)
        if start is None:
            message = f"There is no start of the episode. {DATE_ADVICE}"
            raise RowError("start-missing", message, "DECOM")
        end = read_day(row, "DEC", self.as_at, self.findings)
        check_end(start, end, "DEC")
        if not row.text("LS") and not row.text("PLACE"):
            message = "It has neither a legal status nor a placement. Fill in LS or PLACE."
            raise RowError("codes-missing", message, "LS")
        child = id_text(row.cell("CHILD"))
        episode = Episode(
            child=child,
            start=start,
            end=end,
            rne=row.text("RNE").upper(),
            legal=row.text("LS"),
            place=row.text("PLACE"),
            provider=row.text("PLACE_PROVIDER").upper(),
            rec=row.text("REC").upper(),
            reason=row.text("REASON_PLACE_CHANGE").upper(),
            row=row,
            ledger=ledger,
            sources=(row.source,),
        )
        ledger.set(row.number, Fate.USED)
        self._episodes.setdefault(child, []).append(episode)
        self._files.setdefault(id(row.sheet), _File(row.sheet)).add(episode)

    def settle(self) -> dict[str, list[Episode]]:
        """Return every child's episodes in order, each once, and say what was settled."""
        settled = {}
        hidden: list[Episode] = []
        for child, episodes in self._episodes.items():
            once = self._without_repeats(episodes, hidden)
            once = self._without_snapshots(once, hidden)
            settled[child] = sorted(
                once, key=lambda item: (item.start.first, item.end.last if item.end else date.max)
            )
        self._say_hidden(hidden)
        for episodes in settled.values():
            self._say_near(episodes)
        self._say_open_with_reason(item for own in settled.values() for item in own)
        return settled

    def coverage_of(self, child: str) -> list[Coverage]:
        """Return what the episode files that name a child cover: their financial years."""
        found = []
        for file in self._files.values():
            if child in file.children:
                found += [file.coverage("legal"), file.coverage("residence")]
        return found

    def _without_repeats(self, episodes: Sequence[Episode], hidden: list[Episode]) -> list[Episode]:
        """Hide rows that say exactly the same, and add them to the sources of the first."""
        kept: dict[tuple[object, ...], Episode] = {}
        for episode in episodes:
            if episode.said in kept:
                first = kept[episode.said]
                kept[episode.said] = replace(first, sources=first.sources + episode.sources)
                hidden.append(episode)
            else:
                kept[episode.said] = episode
        return list(kept.values())

    def _without_snapshots(
        self, episodes: Sequence[Episode], hidden: list[Episode]
    ) -> list[Episode]:
        """Keep one of an episode that returns in a later year: the closed one, else the last.

        Different ends are a contradiction: all of them are kept and asked about.
        """
        groups: dict[tuple[date, str, str], list[Episode]] = {}
        for episode in episodes:
            groups.setdefault(episode.key, []).append(episode)
        kept = []
        for group in groups.values():
            ends = {item.end.last: item for item in group if item.end is not None}
            keep = list(ends.values()) if ends else group[-1:]
            if len(keep) > 1:
                self._say_conflict(keep)
            others = [item for item in group if not any(item is one for one in keep)]
            hidden.extend(others)
            rows = tuple(source for item in others for source in item.sources)
            kept += [replace(keep[0], sources=keep[0].sources + rows), *keep[1:]]
        return kept

    def _say_conflict(self, group: Sequence[Episode]) -> None:
        first, *rest = group
        for other in rest:
            message = (
                f"The same episode ends on {_end(other)} here and on {_end(first)} in row "
                f"{first.row.number} of {first.row.sheet.file}. Both ends are drawn."
            )
            self.findings.say(other.row, "conflicting-ends", message, "DEC", Weight.ASK)

    def _say_hidden(self, hidden: Sequence[Episode]) -> None:
        """Count the rows that another row already says, file by file."""
        files: dict[int, list[Row]] = {}
        for episode in hidden:
            episode.ledger.set(episode.row.number, Fate.DUPLICATE)
            files.setdefault(id(episode.row.sheet), []).append(episode.row)
        for rows in files.values():
            numbers = sorted(row.number for row in rows)
            count = "One row repeats" if len(rows) == 1 else f"{len(rows):,} rows repeat"
            message = (
                f"{count} an episode that another row gives again or closes. "
                "Each episode is drawn once, with all its rows as sources."
            )
            self.findings.say_of_sheet(
                rows[0].sheet, "episode-repeated", message, Weight.REPAIRED, numbers
            )

    def _say_near(self, episodes: Sequence[Episode]) -> None:
        """Say where two episodes of one status and placement begin within a few days."""
        for first, other in pairwise(episodes):
            apart = (other.start.first - first.start.first).days
            overlaps = first.end is None or first.end.last > other.start.first
            same = (first.legal, first.place) == (other.legal, other.place)
            if same and overlaps and 0 < apart <= NEAR_DAYS:
                message = (
                    f"It begins {apart} days after row {first.row.number} with the same legal "
                    "status and placement: perhaps one episode written twice. Both are drawn."
                )
                self.findings.say(other.row, "possible-duplicate", message, "DECOM", Weight.ASK)

    def _say_open_with_reason(self, episodes: Iterable[Episode]) -> None:
        """Say how many rows give a reason for an end but no end: no date is made up."""
        files: dict[int, list[Row]] = {}
        for episode in episodes:
            if episode.end is None and episode.rec:
                files.setdefault(id(episode.row.sheet), []).append(episode.row)
        for rows in files.values():
            message = (
                f"{len(rows):,} rows give a reason for the end (REC) but no end (DEC). "
                "No end is made up for them."
            )
            numbers = sorted(row.number for row in rows)
            self.findings.say_of_sheet(
                rows[0].sheet, "reason-without-end", message, Weight.NOTE, numbers
            )


def _end(episode: Episode) -> str:
    return episode.end.raw if episode.end else "no day"


class _File:
    """An annual file: its children and the days it mentions."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.children: set[str] = set()
        self.first = date.max
        self.last = date.min

    def add(self, episode: Episode) -> None:
        """Take note of an episode."""
        self.children.add(episode.child)
        end = episode.end or episode.start
        self.first = min(self.first, episode.start.first)
        self.last = max(self.last, end.last)

    def coverage(self, lane: str) -> Coverage:
        """Return the coverage of a lane by this file."""
        return coverage_of_days(self.sheet, "episodes", lane, (self.first, self.last))


def coverage_of_days(sheet: Sheet, module: str, lane: str, days: Sequence[date]) -> Coverage:
    """Return the coverage a file has: 1 April of its first financial year to 31 March of its last.

    The return names no period itself; the years are those of the days its rows mention.
    """
    first, last = min(days), max(days)
    start = date(first.year - (first < date(first.year, 4, 1)), 4, 1)
    end = date(last.year + (last >= date(last.year, 4, 1)), 3, 31)
    return Coverage(f"SSDA903 {module} ({sheet.file})", lane, start, end)
