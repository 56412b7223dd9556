"""The terms on which sources are read: the day of reading and what was decided before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType

from journeyviewer.model.chronology import Sex
from journeyviewer.model.decisions import NO_DECISIONS, Decisions
from journeyviewer.model.times import FuzzyDate
from journeyviewer.model.values import dataclass

NOBODY: Mapping[tuple[str, str], Sex | FuzzyDate | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Terms:
    """What every reader is told: the day of reading where it is given, and the decisions.

    With `hide` things that could point at a real person or place are asked about, and hidden in
    the reading until they are kept. With `ask` it is asked which cases of a large extract are
    read, unless that was decided. `persons` holds, by child and fact, what was decided of facts
    that several readers tell differently; it is found out while reading and never sent.
    """

    as_at: date | None = None
    decisions: Decisions = NO_DECISIONS
    hide: bool = False
    ask: bool = False
    persons: Mapping[tuple[str, str], Sex | FuzzyDate | None] = field(
        default_factory=lambda: NOBODY
    )


NO_TERMS = Terms()
