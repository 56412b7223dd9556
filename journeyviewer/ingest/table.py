"""Sheets as read, before anything is made of them, and what a reader hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from journeyviewer.model.chronology import Case, Recognised, Tally, TrayRow
from journeyviewer.model.decisions import Question, Repair
from journeyviewer.model.problems import Problem
from journeyviewer.model.tables import TablePreview
from journeyviewer.model.values import dataclass

if TYPE_CHECKING:
    from journeyviewer.ingest.person_facts import About, Met

Cell = str | int | float | bool | date | datetime | time | None
"""A cell as the file holds it; None for an empty one. Text from a CSV is always str."""


@dataclass(frozen=True, slots=True)
class PartOfSheet:
    """Which table of a sheet a part is: its number (from 1), the rows above it, the cell that its
    headings begin in, and the line above them. `sheet` is the name of the whole sheet.
    """

    sheet: str | None
    number: int
    top: int
    cell: str
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one CSV file (`name` None), with every row as read.

    `file` is the name shown to people, without its folder. `rows[0]` is row 1 of the file;
    rows keep their own lengths, trailing empty rows are dropped and counted. `group` tells the
    sheets of one file apart from those of another file of the same name. `unread_rows` counts
    rows beyond the limit, which are said and not read, `unread_cases` by case where that is known.
    `hidden_rows` (1-based) held something that
    the workbook hides; they stand here as empty. `above` are the lines of text just above a table
    of a Word document. `on_row` is told now and then which row is read.
    `from_1904` says that day numbers count from 1904. `trimmed` says that every cell is None or
    text without spaces around it. `part` is set for one of several tables of a sheet; its rows
    above and its cells beside the table are empty. `dated_lines` says that the rows are lines of
    notes: a date, or None, and words, without headings; `dated_within` that the date stands within
    the words, and that it is asked about before they are read. `joined` gives for rows (1-based)
    that are part of a form the row that stands for all of it, `headings` those of a table that has
    no row for them. `headed_from` is the row (from 0) from which on headings are looked for.
    """

    file: str
    name: str | None
    rows: Sequence[tuple[Cell, ...]]
    group: int = 0
    trailing_empty_rows: int = 0
    unread_rows: int = 0
    hidden_rows: frozenset[int] = frozenset()
    above: tuple[str, ...] = ()
    on_row: Callable[[int], None] | None = field(default=None, compare=False, repr=False)
    from_1904: bool = False
    trimmed: bool = False
    dated_lines: bool = False
    dated_within: bool = False
    unread_cases: Mapping[str, int] = field(default_factory=dict, compare=False)
    part: PartOfSheet | None = None
    joined: Mapping[int, int] = field(default_factory=dict, compare=False, repr=False)
    headings: tuple[Cell, ...] = ()
    headed_from: int = 0

    @property
    def called(self) -> str:
        """What the whole sheet is called, "" where it has no name."""
        return (self.part.sheet if self.part else self.name) or ""

    @property
    def area(self) -> str:
        """What tells one of several tables of a sheet from the others, "" for a whole sheet."""
        if self.part is None or self.name is None:
            return ""
        return self.name.removeprefix(f"{self.part.sheet}, ") if self.part.sheet else self.name

    @property
    def titled(self) -> str:
        """What the table is called: by the line above it, else by the sheet."""
        return self.part.title if self.part and self.part.title else self.called


@dataclass(slots=True)
class Reading:
    """What one reader made of its sheets; grows row by row, then becomes part of a cohort.

    `told` is what rows tell of each child's sex and birth, in the order it was met.
    """

    cases: list[Case] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tray: list[TrayRow] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    recognised: list[Recognised] = field(default_factory=list)
    tables: list[TablePreview] = field(default_factory=list)
    told: dict[About, list[Met]] = field(default_factory=dict)

    def add(self, part: Reading) -> None:
        """Add what another reader made of its sheets."""
        self.cases.extend(part.cases)
        self.problems.extend(part.problems)
        self.tray.extend(part.tray)
        self.tallies.extend(part.tallies)
        self.questions.extend(part.questions)
        self.repairs.extend(part.repairs)
        self.recognised.extend(part.recognised)
        self.tables.extend(part.tables)
        for about, met in part.told.items():
            self.told.setdefault(about, []).extend(met)


@dataclass(frozen=True, slots=True)
class Claim:
    """A reader's bid for sheets: which, how sure (0 to 1) and why, in words for the user.

    `scores` says how sure it is of each, by its identity, where it is not as sure of all. `beside`
    are all the sheets that are read with them, whoever reads them.
    """

    sheets: tuple[Sheet, ...]
    score: float
    reason: str
    scores: Mapping[int, float] = field(default_factory=dict)
    beside: tuple[Sheet, ...] = ()

    def score_of(self, sheet: Sheet) -> float:
        """Return how sure the reader is of one of its sheets."""
        return self.scores.get(id(sheet), self.score)


def text_of(cell: Cell) -> str:
    """Return a cell as the text a person sees: 12.0 as "12", dates as ISO, None as ""."""
    if type(cell) is str:
        return cell.strip() if cell.isascii() else cell.replace("\u00a0", " ").strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell).replace("\u00a0", " ").strip()


def is_blank(row: Sequence[Cell]) -> bool:
    """True when no cell of the row holds anything to see."""
    # Most rows begin with a cell that holds something.
    return all(cell is None or text_of(cell) == "" for cell in row)
