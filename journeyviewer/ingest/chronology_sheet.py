"""Reads one table of a chronology: row by row, child by child, with every row accounted for."""

from __future__ import annotations

from dataclasses import field, replace
from typing import NamedTuple

from journeyviewer.ingest.answers import id_text, is_damaged_id
from journeyviewer.ingest.chronology_columns import Columns, read_columns
from journeyviewer.ingest.chronology_entries import Told
from journeyviewer.ingest.chronology_ids import still_apart
from journeyviewer.ingest.chronology_lines import (
    draft_state,
    is_continuation,
    is_dated,
    is_footer,
    is_repeated_header,
    is_total,
    line_of,
    names_a_part,
    stands_alone,
)
from journeyviewer.ingest.chronology_marked import is_wanted, mark_of
from journeyviewer.ingest.chronology_others import heads_another
from journeyviewer.ingest.chronology_people import (
    ONE_SIBLING,
    Named,
    facts_in,
    id_alone,
    may_name,
    named_in,
    relatives_in,
)
from journeyviewer.ingest.chronology_whom import (
    ASIDE_REASON,
    KEEP_ASIDE,
    SAME,
    SHORTENED,
    Follower,
    Whom,
)
from journeyviewer.ingest.findings import Findings, Row, Weight
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.people import is_example
from journeyviewer.ingest.table import Cell, Sheet, is_blank, text_of
from journeyviewer.model.decisions import ASIDE, Choice, Question, Topic, key_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass

ALL = "every child named"


@dataclass(slots=True)
class Held:
    """A row that will become records of these children, with rows that continue its text."""

    row: Row
    children: tuple[str, ...]
    columns: Columns
    more: list[Row] = field(default_factory=list)

    @property
    def told(self) -> Told:
        """The row with what continues it."""
        return Told(self.row, tuple(self.more))


class _Whose(NamedTuple):
    """Whom a row is about; nobody while it is not certain, what was asked of it, and why else."""

    children: tuple[str, ...] = ()
    asked: str = ""
    why: str = ASIDE_REASON


@dataclass(slots=True)
class _Last:
    """What became of the row above: held, hidden as a repeat of a held one, or kept aside."""

    held: Held | None = None
    repeat: bool = False
    reason: str = ""
    children: tuple[str, ...] = ()
    asked: str = ""

    @property
    def whose(self) -> _Whose:
        """Whom a row is about that is about the same child as the one above."""
        if self.asked or not self.reason:
            return _Whose(self.children, self.asked)
        return _Whose(self.children, why=f"{AS_ABOVE}{self.reason.removeprefix(AS_ABOVE)}")


LONGEST_TITLE = 60
OWN_FIELDS = ("start", "end", "type", "sequence", "operator", "source", "agency")
"""Fields of which a row that only goes on with the text above has none."""
"""Letters of the longest line between rows that is taken for a title."""
NO_TITLE = (
    "It stands alone between the rows, without a date, and is too long for a title. Write it into "
    "the row that it belongs to, or give it a date."
)
AS_ABOVE = "It is about the child of the row above. "
AS_TEXT = "Format the column as text in the original and save it again."


class ChronologySheet:
    """One table being read; `held` are the rows to be made records of, in order."""

    def __init__(self, sheet: Sheet, columns: Columns, findings: Findings, who: Follower) -> None:
        self.sheet = sheet
        self.top = -1 if columns.lent else columns.header.index
        # Lent headings stand below the rows, where they count as none of them.
        self.full = replace(sheet, rows=(*sheet.rows, columns.lent)) if columns.lent else sheet
        self.columns = columns
        self.findings = findings
        self.follower = who
        self.ledger = Ledger(sheet)
        self.held: list[Held] = []
        self.footers: list[int] = []
        self.parts: list[int] = []
        self._last: _Last | None = None
        self._seen: dict[tuple[object, ...], Held] = {}
        self._alone = self._names_alone()
        self._relatives: set[str] = set()
        self._has_own = any(named_in(name, self._alone).own for name in self._alone)

    def _names_alone(self) -> frozenset[str]:
        """Return the texts of the child column, from which a cell of several names is told."""
        column = self.columns.header.columns.get("child")
        if column is None:
            return frozenset()
        rows = self.sheet.rows[self.top + 1 :]
        return frozenset(id_text(row[column]) for row in rows if column < len(row))

    def sort(self) -> None:
        """Say of every row what it is."""
        top = self.top
        for number, cells in enumerate(self.sheet.rows, start=1):
            if is_blank(cells):
                continue
            if number <= top:
                self._sort_above(self._row(number), cells)
            elif number == top + 1 and top >= 0:
                self.ledger.set(number, Fate.NON_DATA)
            else:
                self._sort(self._row(number))
        self._say_lines()

    def _sort_above(self, row: Row, cells: tuple[Cell, ...]) -> None:
        """Say of a row above the headings what it is: of a person, a title, or out of place."""
        filled = [cell for cell in cells if text_of(cell)]
        batch = self.follower.batch
        self._relatives.update(relatives_in(line_of(row)))
        if batch.take(line_of(row)):
            self.ledger.set(row.number, Fate.USED)
            return
        if len(filled) > 1 and (batch.names or batch.doubtful):
            # What stands above it is about this row, and only what follows about those below.
            self.follower.settle(row.number, by_row="child" in row.header.columns)
        if len(filled) > 1 and is_dated(filled[0]):
            reason = "It stands above the headings of its table. Move it below them."
            self._aside(row, "above-headings", reason)
        else:
            self.ledger.set(row.number, Fate.NON_DATA)

    def _row(self, number: int) -> Row:
        dropped = frozenset(heading.upper() for heading in self.columns.dropped)
        return Row(self.full, number, self.columns.header, dropped)

    def _sort(self, row: Row) -> None:
        if is_repeated_header(row) or is_example(row):
            self.ledger.set(row.number, Fate.NON_DATA)
        elif not is_dated(row.cell("start")) and self._is_no_record(row):
            pass
        elif names_a_part(row):
            self._no_data(row, self.parts)
        elif state := draft_state(row):
            self._aside(row, "draft", f"It is {state} in the case system, so it is not drawn.")
        elif (mark := mark_of(row, self.columns)) and not is_wanted(row, mark, self.findings):
            self._aside(
                row, "marked-wrong", f"It says of itself “{mark[:60]}”, so it is not drawn."
            )
        elif self._joins(row):
            pass
        else:
            self._hold(row)

    def _is_no_record(self, row: Row) -> bool:
        """True for a row without a date that is no record, after it was dealt with."""
        line = line_of(row)
        again = read_columns(self.sheet, row.number - 1, self.sheet.rows[row.number - 1])
        if again is not None:
            again = still_apart(self.sheet, self.columns, again)
            self.columns, self._last, self.full = again, None, self.sheet
            self.ledger.set(row.number, Fate.NON_DATA)
        elif is_footer(line) or is_total(line):
            self._no_data(row, self.footers)
        elif self._is_line(row):
            self._last = None
            if self.follower.batch.take(line):
                self.ledger.set(row.number, Fate.USED)
            elif self.held and len(line) > LONGEST_TITLE:
                self.ledger.set_aside(row.number, NO_TITLE)
                self.findings.say(row, "text-between", NO_TITLE, weight=Weight.ASIDE)
            else:
                self._no_data(row, self.parts)
        else:
            return False
        return True

    def _is_line(self, row: Row) -> bool:
        """True for a line between rows: it stands alone, or gives facts of a person."""
        if stands_alone(row):
            return True
        if self.sheet.dated_lines:
            # Other lines without a date belong to the one above, if there is one.
            line = line_of(row)
            names = facts_in(line).any or bool(id_alone(line)) or may_name(line)
            return names or heads_another(line) or self._last is None
        first = next((place for place, text in enumerate(row.texts) if text), -1)
        short = all(len(text) <= 60 for text in row.texts)
        if first == row.header.columns.get("event") or not short:
            return False
        return facts_in(line_of(row)).any

    def _no_data(self, row: Row, kept: list[int]) -> None:
        self.ledger.set(row.number, Fate.NON_DATA)
        kept.append(row.number)

    def _joins(self, row: Row) -> bool:
        """True for a row that continues the text of the row above, after it was dealt with."""
        last = self._last
        # A form without a date is an event without one, and so is what has a source of its own.
        empty = not self.sheet.joined and not any(map(row.text, OWN_FIELDS))
        if last is None or not empty or not row.text("event") or self.follower.batch.facts:
            return False
        if "child" in row.header.columns:
            if self._children(row, quietly=True).children != last.children:
                return False
        above = last.held.told.text if last.held else "x" * 99
        if not (self.sheet.dated_lines or is_continuation(row.text("event"), above)):
            return False
        if last.held is None or last.repeat:
            reason = last.reason or "It continues a row shown once."
            self._aside(row, "continues-aside", reason, last, last.asked)
            return True
        before, after = above[-60:], f"{above[-60:]} {row.text('event')[:60]}"
        if self.findings.repair(row, "continuation-joined", before, after, "event"):
            last.held.more.append(row)
            return True
        self._aside(row, "start-missing", "There is no date to place it by.", last)
        return True

    def _hold(self, row: Row) -> None:
        children, asked, why = self._children(row)
        if not children:
            rule = "whose-row" if why == ASIDE_REASON else "case-unreadable"
            self._aside(row, rule, why, asked=asked)
            return
        texts = row.texts
        end = max((place for place, text in enumerate(texts) if text), default=-1)
        key = (children, texts[: end + 1])
        if key in self._seen:
            first = self._seen[key]
            self.ledger.set(row.number, Fate.DUPLICATE)
            message = f"It says exactly what row {first.row.number} says, so it is shown once."
            self.findings.say(row, "duplicate-row", message, weight=Weight.REPAIRED)
            self._last = _Last(first, True, "", children)
            return
        held = Held(row, children, self.columns)
        self._seen[key] = held
        self.held.append(held)
        self._last = _Last(held, False, "", children)

    def _children(self, row: Row, quietly: bool = False) -> _Whose:
        """Return whom a row is about; asks where its cell does not say."""
        if "child" not in row.header.columns:
            if quietly:
                return _Whose(self._last.children if self._last else ())
            return _whose(self.follower.settle(row.number))
        if not quietly:
            self.follower.settle(row.number, by_row=not self._has_own)
        named = self._named(row.text("child"))
        if named.own:
            return self._own_child(row, quietly)
        if named.ids:
            damaged = next(filter(is_damaged_id, named.ids), "")
            if not damaged:
                return _Whose(named.ids)
            why = f"The id {SHORTENED.format(damaged)} {AS_TEXT}"
            return _Whose(why=why)
        return _Whose() if quietly else self._asked(row, named)

    def _named(self, text: str) -> Named:
        return named_in(text, self._alone, self._relatives)

    def _own_child(self, row: Row, quietly: bool) -> _Whose:
        """Return the child that “YP” means: the one that the table is about."""
        return _whose(self.follower.whom if quietly else self.follower.settle(row.number))

    def _every_child(self, row: Row) -> tuple[str, ...]:
        """Return every child that the rows of the table name."""
        named = {
            name
            for name in self._alone
            if name and not is_damaged_id(name) and self._named(name).ids == (name,)
        }
        own = self._own_child(row, False).children if self._has_own else ()
        return tuple(sorted(named.union(own)))

    def _asked(self, row: Row, named: Named) -> _Whose:
        words = row.text("child")
        key = key_of(Topic.PERSON, self.sheet.file, self.sheet.name, "rows", loose(words))
        every = self._every_child(row)
        above = self._last.whose if self._last else _Whose()
        if named.relative and not named.group:
            kind = "of another"
            choices = [Choice(name, f"They belong to the journey of {name}") for name in every]
            detail = f"“{words}” names no child. Until you say so its rows are kept aside."
        elif named.group or named.unclear:
            kind = "of a sibling" if ONE_SIBLING.search(loose(words)) else "of several"
            names = named.unclear or (every if len(every) == 1 else ())
            choices = [Choice(name, f"They are about {name}") for name in names]
            if len(every) > 1:
                choices.append(Choice(ALL, f"They are about each of {', '.join(every)}"))
            detail = f"“{words}” names no single child. Until you say so its rows are kept aside."
        else:
            kind = "of nobody"
            choices = [Choice(SAME, "A blank means the child of the row above")]
            detail = "These rows name no child. Until you say so they are kept aside."
        answer = self.findings.ask(
            Question(
                key=key,
                topic=Topic.PERSON,
                title="Whose rows are these?",
                detail=f"{detail} The first says: “{row.text('event')[:80]}”",
                choices=(*choices, KEEP_ASIDE),
                default=ASIDE,
                file=self.sheet.file,
                sheet=self.sheet.name,
                column=row.written("child"),
                rows=(row.number,),
                free="case",
                kind=kind,
            )
        )
        known = {ASIDE: _Whose((), key), SAME: above, ALL: _Whose(every, key)}
        return known[answer] if answer in known else _Whose((id_text(answer),), key)

    def _aside(
        self, row: Row, rule: str, reason: str, last: _Last | None = None, asked: str = ""
    ) -> None:
        self.ledger.set_aside(row.number, reason, waits_for=asked)
        self.findings.say(row, rule, reason, weight=Weight.ASIDE)
        self._last = _Last(None, False, reason, last.children if last else (), asked)

    def _say_lines(self) -> None:
        if self.footers:
            message = "Footers of pages and totals: they are no records and were left out."
            self.findings.say_of_sheet(self.sheet, "page-footers", message, rows=self.footers)
        if self.parts:
            message = "Lines between the rows, such as titles: they are no records."
            self.findings.say_of_sheet(self.sheet, "lines-between", message, rows=self.parts)


def _whose(whom: Whom | None) -> _Whose:
    """Return the child that the rows of a table are about as whom one of them is about."""
    if whom is None:
        return _Whose()
    return _Whose((whom.name,) if whom.name else (), whom.asked, whom.why)
