"""An episode of the SSDA903 return as one of its rows gives it."""

from __future__ import annotations

from datetime import date

from journeyviewer.ingest.findings import Row
from journeyviewer.ingest.ledger import Ledger
from journeyviewer.model.chronology import SourceRow
from journeyviewer.model.times import FuzzyDate
from journeyviewer.model.values import dataclass


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
