"""Which financial year a file of the return is about, where its rows give no date.

The return covers 1 April to 31 March. OC2 and OC3 hold one answer for the year and do not say
which: a YEAR column does, else the files beside them and the name of the file suggest it, and
the reader is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from journeyviewer.ingest.answers import number
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.table import Sheet, text_of
from journeyviewer.model.chronology import Coverage
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.times import FuzzyDate, Precision
from journeyviewer.model.values import dataclass

UNKNOWN = "unknown"
FIRST, LAST = 1990, 2100
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Year:
    """A financial year by the calendar year in which it ends: 2018 is April 2017 to March 2018."""

    ends: int

    @property
    def start(self) -> date:
        """1 April."""
        return date(self.ends - 1, 4, 1)

    @property
    def end(self) -> date:
        """31 March, inclusive."""
        return date(self.ends, 3, 31)

    @property
    def words(self) -> str:
        """The year as people write it: 2017/18."""
        return f"{self.ends - 1}/{self.ends % 100:02}"

    @property
    def window(self) -> FuzzyDate:
        """Some day of the year."""
        return FuzzyDate(self.start, self.end, Precision.YEAR, raw=self.words)


def year_with(when: date) -> Year:
    """Return the financial year that holds a day."""
    return Year(when.year + (when >= date(when.year, 4, 1)))


def coverage_of_days(sheet: Sheet, module: str, lane: str, days: Sequence[date]) -> Coverage:
    """Return the coverage a file has: 1 April of its first financial year to 31 March of its last.

    The return names no period itself; the years are those of the days its rows mention.
    """
    first, last = year_with(min(days)), year_with(max(days))
    return Coverage(f"SSDA903 {module} ({sheet.file})", lane, first.start, last.end)


class Years:
    """The years of the files of a return, found once for each file."""

    def __init__(self, findings: Findings, dated: Mapping[int, tuple[Sheet, date]]) -> None:
        """`dated` holds, by sheet, the last day that a file with dates mentions."""
        self.findings = findings
        self.dated = dated
        self._found: dict[int, Year | None] = {}
        self._columns: dict[int, int | None] = {}

    def of_row(self, sheet: Sheet, number_of_row: int, header: int) -> Year | None:
        """Return the year of a row: that of its own YEAR cell, else that of its file."""
        if id(sheet) not in self._columns:
            names = [text_of(cell).strip().upper() for cell in sheet.rows[header]]
            self._columns[id(sheet)] = names.index("YEAR") if "YEAR" in names else None
        column = self._columns[id(sheet)]
        cells = sheet.rows[number_of_row - 1]
        if column is not None and column < len(cells):
            ends = number(cells[column])
            if isinstance(ends, int) and FIRST <= ends <= LAST:
                return Year(ends)
        return self.of_file(sheet)

    def of_file(self, sheet: Sheet) -> Year | None:
        """Return the year a file is about, asked once; None where nobody can tell."""
        if id(sheet) not in self._found:
            self._found[id(sheet)] = self._ask(sheet)
        return self._found[id(sheet)]

    def beside(self, sheet: Sheet) -> Year | None:
        """Return the year in which the files read with this one end; nobody is asked."""
        token = _token(sheet.file)
        same_file = [found for found in self.dated.values() if found[0].file == sheet.file]
        alike = [found for found in self.dated.values() if _token(found[0].file) == token]
        return self._latest(same_file or alike)

    def _ask(self, sheet: Sheet) -> Year | None:
        likely, why = self._likely(sheet)
        middle = likely or self._named(sheet) or self._latest(self.dated.values())
        if middle is None:
            return None
        years = [Year(middle.ends + step) for step in (-2, -1, 0, 1)]
        choices = [Choice(str(year.ends), _spelt(year)) for year in years]
        answer = self.findings.ask(
            Question(
                key=key_of("year", sheet.file, sheet.name),
                topic=Topic.DATE,
                title=f"Which year is “{sheet.file}” the return of?",
                detail=f"Its answers are for one financial year and it does not say which. {why}",
                choices=(*choices, Choice(UNKNOWN, "Not known")),
                default=str(likely.ends) if likely else UNKNOWN,
                file=sheet.file,
                sheet=sheet.name,
            )
        )
        return None if answer == UNKNOWN else Year(int(answer))

    def _likely(self, sheet: Sheet) -> tuple[Year | None, str]:
        """Return the year the other files speak for, and why, in words."""
        latest = self.beside(sheet)
        if latest is not None:
            return latest, f"The files read with it end in {latest.words}."
        named = self._named(sheet)
        if named is not None:
            return named, "Its name suggests the year that ends then."
        return None, ""

    def _named(self, sheet: Sheet) -> Year | None:
        token = _token(sheet.file)
        return Year(int(token)) if token else None

    def _latest(self, found: Iterable[tuple[Sheet, date]]) -> Year | None:
        days = [day for _, day in found]
        return year_with(max(days)) if days else None


def _token(name: str) -> str:
    """Return the year in the name of a file, "" where there is none or more than one."""
    found = set(YEAR.findall(name))
    return found.pop() if len(found) == 1 else ""


def _spelt(year: Year) -> str:
    return f"1 April {year.ends - 1} to 31 March {year.ends}"
