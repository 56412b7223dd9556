"""Rows with named cells, and the sentences said about them while reading."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import cast

from journeyviewer.ingest.by_child import Parts
from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.make import maker
from journeyviewer.ingest.table import Cell, Reading, Sheet, text_of
from journeyviewer.ingest.text_rows import TextRows
from journeyviewer.ingest.word_questions import (
    is_term,
    lane_titled,
    said_unknown,
    word_key,
    word_question,
)
from journeyviewer.model.chronology import RowCells, SourceRow
from journeyviewer.model.decisions import NO_DECISIONS, Decisions, Question, Repair, key_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.values import dataclass


class Weight(Enum):
    """How much a sentence matters and what was done, in the combinations that occur."""

    NOTE = (Severity.INFO, Action.ACCEPT)
    REPAIRED = (Severity.INFO, Action.REPAIR)
    ASK = (Severity.QUESTION, Action.ASK)
    WARN = (Severity.WARNING, Action.ACCEPT)
    ASIDE = (Severity.WARNING, Action.TRAY)
    REFUSED = (Severity.ERROR, Action.REFUSE)


class RowError(Exception):
    """A row cannot become a record; says why and what to do, and ends in the tray."""

    def __init__(self, rule: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.field = field


_make_source = maker(SourceRow)


@lru_cache(maxsize=64)
def _kept(
    headings: tuple[Cell, ...], dropped: frozenset[str]
) -> tuple[tuple[str, ...], list[int] | None]:
    """Return the headings of the columns that are kept, and those columns; None for all."""
    texts = [text_of(cell) for cell in headings]
    kept = [column for column, text in enumerate(texts) if text.upper() not in dropped]
    whole = len(kept) == len(texts)
    return tuple([texts[column] for column in kept]), None if whole else kept


def kept_headings(headings: tuple[Cell, ...]) -> tuple[str, ...]:
    """Return the headings that the cells of rows stand under where no column is dropped."""
    return _kept(headings, frozenset())[0]


class Row:
    """One row of a table with its header; `number` is 1-based. `dropped` columns are not kept.

    `cells` are as the file holds them, `said` and `texts` as a person sees them; in `said` an
    empty one may be None.
    """

    __slots__ = ("_source", "cells", "dropped", "header", "number", "said", "sheet")

    def __init__(
        self,
        sheet: Sheet,
        number: int,
        header: Header,
        dropped: frozenset[str] = frozenset(),
        said: tuple[str | None, ...] | None = None,
    ) -> None:
        self.sheet = sheet
        self.number = number
        self.header = header
        self.dropped = dropped
        self._source: SourceRow | None = None
        self.cells: tuple[Cell, ...]
        self.said: tuple[str | None, ...]
        if said is not None and sheet.trimmed:
            self.cells = self.said = said
            return
        self.cells = cells = sheet.rows[number - 1]
        if said is not None:
            self.said = said
        elif sheet.trimmed:
            # Such cells hold what they show, and need no second tuple.
            self.said = cast(tuple[str | None, ...], cells)
        else:
            self.said = tuple(
                [
                    cell.strip() if type(cell) is str and cell.isascii() else text_of(cell)
                    for cell in cells
                ]
            )

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as a person sees them."""
        return tuple([text or "" for text in self.said])

    def cell(self, name: str) -> Cell:
        """Return the cell of a field, None when there is none."""
        # Asked several times a row, so not passed on to the header.
        column = self.header.columns.get(name)
        return self.cells[column] if column is not None and column < len(self.cells) else None

    def text(self, name: str) -> str:
        """Return the cell of a field as a person sees it."""
        column = self.header.columns.get(name)
        said = self.said
        return (said[column] or "") if column is not None and column < len(said) else ""

    def written(self, name: str) -> str | None:
        """Return the heading of a field as written."""
        return self.header.written.get(name)

    @property
    def source(self) -> SourceRow:
        """Where the row stands, with its cells that hold something, heading by heading."""
        if self._source is None:
            headings, columns = _kept(self.sheet.rows[self.header.index], self.dropped)
            texts = self.said
            if columns is not None:
                texts = tuple([texts[column] for column in columns if column < len(texts)])
            place = self.sheet.file, self.sheet.name, self.number
            self._source = _make_source((*place, RowCells(headings, texts)))
        return self._source


class ByColumn(Sequence[Row]):
    """Rows of one table that know their columns."""

    @abstractmethod
    def cells(self, name: str) -> Sequence[Cell]:
        """Return the cells of a field, row by row; None where a row has none."""

    @abstractmethod
    def counted(self, name: str) -> Counter[Cell]:
        """Return the different cells of a field in the order they come, and how often each does."""


def counted_cells(rows: Sequence[Row], name: str) -> Counter[Cell]:
    """Return the different cells of a field in the order they come, and how often each does."""
    return rows.counted(name) if isinstance(rows, ByColumn) else Counter(cells_of(rows, name))


def cells_of(rows: Sequence[Row], name: str) -> Sequence[Cell]:
    """Return the cells of a field, row by row; None where a row has none."""
    if not rows:
        return []
    if isinstance(rows, ByColumn):
        return rows.cells(name)
    header = rows[0].header
    column = header.columns.get(name)
    if any(row.header is not header for row in rows):
        return [row.cell(name) for row in rows]
    if column is None:
        return [None] * len(rows)
    return [row.cells[column] if column < len(row.cells) else None for row in rows]


@dataclass(slots=True)
class _Repeated:
    """A sentence that holds for several rows of one sheet."""

    sheet: Sheet
    rule: str
    message: str
    rows: list[int]


class Findings:
    """Collects what is said while reading; what many rows have in common is said once."""

    def __init__(self, decisions: Decisions = NO_DECISIONS) -> None:
        self.decisions = decisions
        self.problems: list[Problem] = []
        self.repairs: list[Repair] = []
        self.decided_words: Mapping[tuple[str, str], str] = {
            (lane, words): code
            for lane, chosen in decisions.words.items()
            for words, code in chosen.items()
        }
        self._questions: dict[str, Question] = {}
        self._asked_rows: dict[str, list[int]] = {}
        self.parts = Parts()
        self._repeated: dict[tuple[int, str, str], _Repeated] = {}

    def say(
        self, row: Row, rule: str, message: str, field: str = "", weight: Weight = Weight.NOTE
    ) -> None:
        """Say a sentence about a row, and about one of its columns if `field` is given."""
        severity, action = weight.value
        self.problems.append(
            Problem(
                file=row.sheet.file,
                sheet=row.sheet.name,
                row=row.number,
                column=row.written(field) if field else None,
                rule=rule,
                message=message,
                severity=severity,
                action=action,
            )
        )

    def say_of_sheet(
        self,
        sheet: Sheet,
        rule: str,
        message: str,
        weight: Weight = Weight.NOTE,
        rows: Iterable[int] = (),
    ) -> None:
        """Say a sentence about a whole sheet, or about several of its rows at once."""
        severity, action = weight.value
        numbers = tuple(rows)
        self.problems.append(
            Problem(
                file=sheet.file,
                sheet=sheet.name,
                row=numbers[0] if numbers else None,
                rows=numbers,
                rule=rule,
                message=message,
                severity=severity,
                action=action,
            )
        )

    def say_once(self, row: Row, rule: str, message: str, what: str) -> None:
        """Say a sentence once for all rows of the sheet that share `what` it is about."""
        key = (id(row.sheet), rule, what)
        found = self._repeated.setdefault(key, _Repeated(row.sheet, rule, message, []))
        found.rows.append(row.number)

    def say_beyond(self, sheet: Sheet, header: Header) -> None:
        """Say which rows hold something to the right of the last heading: it is not read."""
        width = len(sheet.rows[header.index])
        if isinstance(sheet.rows, TextRows) and sheet.rows.widest <= width:
            return
        rows = [
            number
            for number, cells in enumerate(sheet.rows[header.index + 1 :], start=header.index + 2)
            if len(cells) > width and any(text_of(cell) for cell in cells[width:])
        ]
        if rows:
            message = (
                "They hold more cells than there are headings; what stands beyond the last heading "
                "is not read. Look for a stray separator, or give the column a heading."
            )
            self.say_of_sheet(sheet, "cells-beyond-headings", message, Weight.WARN, rows)

    def unknown_word(self, row: Row, lane: str, words: str) -> str:
        """Ask what words mean that are not in the vocabulary of the lane with this title.

        Returns the code that was chosen, "" where the words are left as they are. Where `lane` is
        "" they name no lane, which is said, as are sentences and what somebody said.
        """
        found = lane_titled(lane) if is_term(words) else None
        if found is None:
            self.say_once(row, "unknown-word", said_unknown(words, lane), f"{lane}: {loose(words)}")
            return ""
        answer = self.ask_again(word_key(found.key, words), row.number)
        if answer is None:
            question = word_question(found, words, row.sheet, row.number)
            answer = self.ask(question, self.word_code(found.key, words))
        return answer

    def word_code(self, lane: str, words: str) -> str | None:
        """Return the code a person chose for words in a lane; None where nobody chose.

        "" means that they are left as they are.
        """
        if not self.decided_words and not self.decisions.given:
            return None
        remembered = self.decided_words.get((lane, loose(words)))
        return self.decisions.given.get(word_key(lane, words), remembered)

    def ask(self, question: Question, remembered: str | None = None) -> str:
        """Put a question to the reader of the report, and return the answer that holds.

        The same question from several rows is asked once, for all of them. `remembered` is what
        was chosen in another file and holds here too, unless something else is chosen.
        """
        known = self._questions.get(question.key)
        if known is not None:
            self._asked_rows[question.key].extend(question.rows)
            return known.answer
        given = self.decisions.given.get(question.key, remembered)
        if not question.free and given not in {choice.id for choice in question.choices}:
            given = None
        asked = replace(question, given=given)
        self._questions[question.key] = asked
        self._asked_rows[question.key] = list(question.rows)
        return asked.answer

    def ask_again(self, key: str, row: int) -> str | None:
        """Return the answer to a question that was put before, for one more row; None for none."""
        known = self._questions.get(key)
        if known is None:
            return None
        self._asked_rows[key].append(row)
        return known.answer

    def repair(self, row: Row, rule: str, before: str, after: str, field: str = "") -> bool:
        """Note a change made to a cell of a row; False where it was taken back before."""
        sheet, column = row.sheet, row.written(field) if field else None
        key = key_of("repair", rule, sheet.file, sheet.name, row.number, column, before)
        undone = self.decisions.is_undone(key)
        self.repairs.append(
            Repair(
                key=key,
                rule=rule,
                before=before,
                after=after,
                undone=undone,
                file=sheet.file,
                sheet=sheet.name,
                row=row.number,
                column=column,
            )
        )
        return not undone

    def close_into(self, reading: Reading) -> None:
        """Add everything said, asked and repaired to a reading."""
        reading.problems.extend(self.close())
        for key, question in self._questions.items():
            rows = tuple(dict.fromkeys(self._asked_rows[key]))
            reading.questions.append(replace(question, rows=rows, parts=self.parts.of(key)))
        reading.repairs.extend(self.repairs)

    def close(self) -> list[Problem]:
        """Return everything said; what many rows have in common comes last."""
        for found in self._repeated.values():
            self.say_of_sheet(found.sheet, found.rule, found.message, rows=found.rows)
        self._repeated = {}
        return self.problems


class Script(Findings):
    """What is said of every row that reads like the first one, to be said of each of them."""

    def __init__(self, decisions: Decisions = NO_DECISIONS) -> None:
        super().__init__(decisions)
        self._once: list[tuple[str, str, str]] = []
        self._lines: list[tuple[str, str, str, Weight]] = []
        self._words: list[tuple[str, str]] = []

    def say(
        self, row: Row, rule: str, message: str, field: str = "", weight: Weight = Weight.NOTE
    ) -> None:
        """Keep a sentence for all the rows that it fits."""
        self._lines.append((rule, message, field, weight))

    def say_once(self, row: Row, rule: str, message: str, what: str) -> None:
        """Keep a sentence that is said once of all the rows that it fits."""
        self._once.append((rule, message, what))

    def unknown_word(self, row: Row, lane: str, words: str) -> str:
        """Keep words that are in no vocabulary for all the rows that hold them."""
        self._words.append((lane, words))
        found = lane_titled(lane)
        return (self.word_code(found.key, words) if found else None) or ""

    @property
    def speaks(self) -> bool:
        """True where there is anything to say of the rows."""
        said = self._lines or self._once or self._words or self._questions or self._repeated
        return bool(said or self.problems or self.repairs)

    def tell(self, row: Row, findings: Findings) -> None:
        """Say everything of a row."""
        for rule, message, field_name, weight in self._lines:
            findings.say(row, rule, message, field_name, weight)
        for rule, message, what in self._once:
            findings.say_once(row, rule, message, what)
        for lane, words in self._words:
            findings.unknown_word(row, lane, words)
