"""What may leave in a figure, a table or a report: dates or ages, how fine, and notes or none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from journeyviewer.model.pointing import masked, point_out
from journeyviewer.model.times import Age
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import without_dates

PRECISIONS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
"""Months to which ages are rounded, by the name of the choice."""

PRECISION_WORDS = {1: "month", 3: "quarter of a year", 6: "half-year", 12: "year"}

_AGE = re.compile(r"\b(\d{1,2})y (\d{1,2})m\b")
_ONE_AGE = re.compile(r"\bfrom (\d{1,2}y \d{1,2}m) to \1\b")
_DAYS = re.compile(r", (?:[\d,]+ days?|under a day)(?=[,.;]|$)", re.MULTILINE)
_LONGEST = re.compile(r", the longest [^,\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What may leave. `months` is what ages are rounded to; it counts only without `dates`.

    `allowed` are the study's own pseudonyms, which typed words may hold.
    """

    dates: bool = False
    months: int = 1
    notes: bool = True
    allowed: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The rule in a sentence, as figures and pages carry it."""
        if self.dates:
            return "Real dates showing: not for sharing."
        return f"Ages only, rounded to the {PRECISION_WORDS[self.months]}; dates withheld."

    def recorded(self, text: str) -> str:
        """Return words of the record as they may leave."""
        return text if self.dates else without_dates(text)

    def typed(self, text: str) -> str:
        """Return words of the analyst as they may leave: what could point at somebody covered."""
        return self.recorded(masked(text, point_out(text, self.allowed)))

    def said(self, text: str) -> str:
        """Return sentences about a journey with their ages no finer than may leave.

        Lengths in days go: two of them could tell a journey from every other.
        """
        if self.dates:
            return text
        text = _LONGEST.sub("", _DAYS.sub("", text))
        if self.months == 1:
            return text
        return _ONE_AGE.sub(r"at \1", _AGE.sub(self._rounded, text))

    def _rounded(self, found: re.Match[str]) -> str:
        months = int(found[1]) * 12 + int(found[2])
        return str(Age(*divmod((months + self.months // 2) // self.months * self.months, 12)))


def allowed_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the pseudonyms that typed words may hold: those of the cases."""
    return tuple(dict.fromkeys(names))


def months_at(when: date, origin: date) -> int:
    """Return the whole months from an origin to a day, as tables count them."""
    return (when.year - origin.year) * 12 + when.month - origin.month
