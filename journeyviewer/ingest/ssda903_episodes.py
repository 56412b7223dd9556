"""Reads the rows of the Episodes module, child by child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.build import DATE_ADVICE
from journeyviewer.ingest.findings import Findings, Row, RowError
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.return_dates import ordered, read_day
from journeyviewer.ingest.ssda903_rows import Episode
from journeyviewer.ingest.ssda903_settle import Settling
from journeyviewer.ingest.ssda903_years import coverage_of_days
from journeyviewer.ingest.table import Sheet
from journeyviewer.model.chronology import Coverage


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
        start, end = ordered(row, ("DECOM", "DEC"), start, end, self.findings)
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
        settling = Settling(self.findings)
        return settling.settle(self._episodes)

    def last_days(self) -> dict[int, tuple[Sheet, date]]:
        """Return the last day each file mentions, by the sheet's identity."""
        return {key: (file.sheet, file.last) for key, file in self._files.items()}

    def covered(self) -> list[tuple[Sheet, Coverage]]:
        """Return what each file covers as a whole."""
        return [(file.sheet, file.coverage("legal")) for file in self._files.values()]

    def coverage_of(self, child: str) -> list[Coverage]:
        """Return what the episode files that name a child cover: their financial years.

        Where the first row of the child is not the start of care, the time before it is not
        covered: what went on then was not returned.
        """
        cut = cut_on_the_left(self._episodes[child]) if child in self._episodes else None
        found = []
        for file in self._files.values():
            if child not in file.children:
                continue
            for lane in ("legal", "residence"):
                covered = file.coverage(lane)
                if cut is not None and covered.start is not None and covered.start < cut:
                    covered = replace(covered, start=min(cut, covered.end or cut))
                found.append(covered)
        return found


def cut_on_the_left(episodes: Sequence[Episode]) -> date | None:
    """Return the first day known of a child whose first row is no start of care, else None."""
    first = min(episodes, key=lambda item: item.start.first)
    return None if first.rne == "S" else first.start.first


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
