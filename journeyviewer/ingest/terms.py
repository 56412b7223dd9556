"""The terms on which sources are read: the day of reading and what was decided before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journeyviewer.model.decisions import NO_DECISIONS, Decisions


@dataclass(frozen=True, slots=True)
class Terms:
    """What every reader is told: the day of reading where it is given, and the decisions.

    With `hide` things that could point at a real person or place are asked about, and hidden in
    the reading until they are kept. With `ask` it is asked which cases of a large extract are
    read, unless that was decided.
    """

    as_at: date | None = None
    decisions: Decisions = NO_DECISIONS
    hide: bool = False
    ask: bool = False


NO_TERMS = Terms()
